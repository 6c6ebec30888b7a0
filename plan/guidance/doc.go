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
//
// # What bears out a circumstance
//
// A circumstance that stands alone on the record is a word (decision 13). Each lifts only what it is about, and only as long as it holds.
//
//	low-dose-initiation       low doses: a day within the limit of the first one, or doses since it was stated
//	home-start                a dose that is taken at home, from a pharmacy or a supply, or that nobody watches
//	monitored-inpatient       a bed in a hospital or an emergency department: where the dose is given, or where it was stated
//	precipitated-withdrawal   a dose of what precipitates, signs or a score of withdrawal after it, and no other opioid between
//	verified-transfer         the dose that the other programme gave, and when it was last taken
//	rapid-naltrexone          who says so, by which protocol, where, until when: see rapidNaltrexone
//	direct-depot              the same, and a weekly depot within its limit
package guidance

import (
	"slices"

	"github.com/oudpath/oudpath/plan"
	"github.com/oudpath/oudpath/plan/guidance/buprenorphine"
	"github.com/oudpath/oudpath/plan/guidance/care"
	"github.com/oudpath/oudpath/plan/guidance/instead"
	"github.com/oudpath/oudpath/plan/guidance/interaction"
	"github.com/oudpath/oudpath/plan/guidance/methadone"
	"github.com/oudpath/oudpath/plan/guidance/morphine"
	"github.com/oudpath/oudpath/plan/guidance/naltrexone"
	"github.com/oudpath/oudpath/plan/guidance/product"
	"github.com/oudpath/oudpath/plan/guidance/program"
	"github.com/oudpath/oudpath/plan/guidance/safety"
	"github.com/oudpath/oudpath/plan/guidance/withdrawal"
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
		{"product", "Products", product.Rules()},
		{"buprenorphine", "Buprenorphine", buprenorphine.Rules()},
		{"methadone", "Methadone", methadone.Rules()},
		{"morphine", "Slow-release oral morphine", morphine.Rules()},
		{"program", "Opioid treatment programs", program.Rules()},
		{"naltrexone", "Naltrexone", naltrexone.Rules()},
		{"interaction", "Interactions, conditions and allergies", interaction.Rules()},
		{"safety", "Breathing, consciousness, overdose, lost tolerance", safety.Rules()},
		{"withdrawal", "Withdrawal and naloxone at home", withdrawal.Rules()},
		{"care", "Diagnosis, pregnancy, starting, continuing and ending care", care.Rules()},
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
	return slices.Concat(buprenorphine.Duties(), methadone.Duties(), program.Duties(), naltrexone.Duties(), safety.Duties(), withdrawal.Duties(),
		care.Duties(), product.Duties())
}

// Alternatives returns what may be possible where an intent is refused, the nearest to what was asked for first: package instead.
func Alternatives() []plan.Alternative { return instead.Alternatives() }
