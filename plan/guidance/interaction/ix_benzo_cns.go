package interaction

import (
	"slices"

	"github.com/oudpath/oudpath/medication"
	"github.com/oudpath/oudpath/plan"
	"github.com/oudpath/oudpath/plan/evidence"
	"github.com/oudpath/oudpath/plan/guidance/internal/agent"
	"github.com/oudpath/oudpath/plan/guidance/internal/person"
	"github.com/oudpath/oudpath/plan/guidance/internal/phrase"
	"github.com/oudpath/oudpath/plan/record"
	"github.com/oudpath/oudpath/plan/truth"
)

var besideSedatives = plan.Rule{
	ID:       "ix.benzo-cns",
	Aliases:  []record.RuleID{"gb.ost.benzodiazepine"},
	Title:    "Sedatives beside an agonist are looked at together with the person, and are no reason to withhold it",
	Severity: record.Warning,
	About:    agent.OfAgonists,
	Watches:  record.Doses | record.Contacts | record.Shows | person.Withholding,
	Cites: []evidence.Citation{evidence.FDA2017.At("", evidence.Primary),
		evidence.MHRA2020.At("March 2020", evidence.Secondary)},
	Remedy: "go on with treatment: teach, supply naloxone, see the person more often, use the lowest doses, " +
		"and plan the sedative with its prescriber",
	Only:  besideSedation,
	Judge: judgeSedatives,
}

var sedation = beside{methadone: medication.CNSDepressants, buprenorphine: medication.CNSDepressants, morphine: medication.CNSDepressants, told: true, asks: true,
	effect: "sedation and depressed breathing add up"}

// besideSedation holds beside what interactions speak of or alcohol, and for all that brings no doses.
var besideSedation = plan.Given(func(v *plan.View) bool {
	return v.Acts().Means()&^record.Doses != 0 || interplay.Holds(v) || Drinks(v) != ""
})

// withdrawnForSedatives objects to ending or withholding an agonist because the person takes a sedative.
var withdrawnForSedatives = person.Objection{Because: "without treatment the risk is higher", Agonists: true, Care: true,
	Reasons: []record.Reason{record.ReasonBenzodiazepine}}

// judgeSedatives is the interaction, alcohol as a condition, and the objection to withholding treatment for it.
func judgeSedatives(v *plan.View) plan.Result {
	return plan.WorstOf(withdrawnForSedatives.Check(v), judgeUnclassedMedicine(v), judgeAlcohol(v), sedation.judge(v))
}

// judgeUnclassedMedicine asks for the classes of a medicine that is begun beside an agonist: once, here, for all interactions.
func judgeUnclassedMedicine(v *plan.View) plan.Result {
	b, ok := v.Body().(record.MedicineReported)
	if !ok || b.Taking != truth.Yes {
		return v.NotApplicable()
	}
	if _, known := b.ClassSet(); known {
		return v.NotApplicable()
	}
	if _, carried := agonistCarries(v); !carried {
		return v.NotApplicable()
	}
	return v.Lacks("the classes of " + b.Agent)
}

// alcoholConditions say that the person drinks, or has drunk.
var alcoholConditions = []record.Health{record.AcuteAlcoholism, record.AlcoholUse}

// Drinks names what a condition on record says of alcohol; empty if none does.
func Drinks(v *plan.View) string {
	for _, c := range alcoholConditions {
		if v.HealthReported(c) == truth.Yes {
			return phrase.Spelled(c)
		}
	}
	return ""
}

// judgeAlcohol reads alcohol that is on record as a condition.
func judgeAlcohol(v *plan.View) plan.Result {
	const alcohol = "%s with %s: %s"
	if b, ok := v.Body().(record.ConditionReported); ok {
		if s, on := agonistCarries(v); on && slices.Contains(alcoholConditions, b.Condition) && b.Present == truth.Yes {
			return v.Violated(nil, alcohol, s, phrase.Spelled(b.Condition), sedation.effect)
		}
		return v.NotApplicable()
	}
	act, ok := person.AgonistBrought(v)
	if !ok || repeats(v, act) {
		return v.NotApplicable()
	}
	if drink := Drinks(v); drink != "" {
		return v.Violated(nil, alcohol, act.Substance, drink, sedation.effect)
	}
	return v.NotApplicable()
}
