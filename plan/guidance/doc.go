// Package guidance is the catalogue of the built-in rules: what guidelines, labels and regulations say about treatment of
// opioid use disorder, one rule a value, each with its citations.
//
// A rule holds no numbers. Its limits are parameters, declared beside it and set by the jurisdictions of package plan/jurisdiction with
// a date and a source; where a limit is not set the rule is not judged, and decisions say so. A rule that is law or practice
// in one place only stands beside its family here, and comes with that place's jurisdiction (place.go).
//
// The catalogue also refuses to refuse: rules such as "otp.counselling.not-condition" object to withholding treatment for
// reasons that are none.
//
// It is not a decision about anybody's treatment, and it is a draft until a licensed clinician has signed the jurisdiction that
// sets its limits.
package guidance

import (
	"slices"

	"github.com/oudpath/oudpath/plan"
)

// Pack is the name and version of the built-in rules, for the basis of decisions. It changes with what any of them says.
const Pack = "oudpath guidance 2026-11"

// Rules returns the built-in rules that hold anywhere, in the order of the catalogue. Those of one place come with its
// jurisdiction: UnitedStates, Wisconsin, UnitedKingdom, Scotland.
func Rules() []plan.Rule {
	return slices.DeleteFunc(All(), func(r plan.Rule) bool { return isLocal(r.ID) })
}

// Subject is the rules of one subject, in the order of the catalogue.
type Subject struct {
	Name, Title string
	Rules       []plan.Rule
}

// Subjects returns the built-in rules of everywhere and of each place by their subjects.
func Subjects() []Subject {
	return []Subject{
		{"product", "Products", productRules()},
		{"buprenorphine", "Buprenorphine", buprenorphineRules()},
		{"methadone", "Methadone", methadoneRules()},
		{"program", "Opioid treatment programs", programRules()},
		{"naltrexone", "Naltrexone", naltrexoneRules()},
		{"interaction", "Interactions, conditions and allergies", interactionRules()},
		{"safety", "Breathing, consciousness, overdose, lost tolerance", safetyRules()},
		{"withdrawal", "Withdrawal and naloxone at home", withdrawalRules()},
		{"care", "Diagnosis, pregnancy, starting, continuing and ending care", careRules()},
	}
}

// All returns the built-in rules of everywhere and of each place: for catalogues, and for tests that ask each of them. It is not a
// set of rules to judge by.
func All() []plan.Rule {
	var all []plan.Rule
	for _, s := range Subjects() {
		all = append(all, s.Rules...)
	}
	return all
}

// Duties returns the built-in duties: what is due, and by when.
func Duties() []plan.Duty {
	return slices.Concat(buprenorphineDuties(), methadoneDuties(), programDuties(), naltrexoneDuties(), safetyDuties(), withdrawalDuties(),
		careDuties())
}
