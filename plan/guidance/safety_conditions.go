package guidance

import (
	"github.com/oudpath/oudpath/medication"
	"github.com/oudpath/oudpath/plan"
	"github.com/oudpath/oudpath/plan/evidence"
	"github.com/oudpath/oudpath/plan/record"
	"github.com/oudpath/oudpath/plan/truth"
)

// caution is a condition in which methadone or buprenorphine wants care. Like an interaction it is asked for at the start, and
// judged again when it is reported.
type caution struct {
	condition  record.Health
	substances []medication.Substance
	effect     string
}

func (c caution) check(v *plan.View) plan.Result {
	if b, ok := v.Body().(record.ConditionReported); ok {
		return c.reported(v, b)
	}
	d, ok := agonistDosing(v)
	if !ok || !c.concerns(d.Substance) {
		return v.NotApplicable()
	}
	switch v.Health(c.condition) {
	case truth.Yes:
		return v.Violated(nil, "%s with %s: %s", d.Substance, spelled(c.condition), c.effect)
	case truth.No:
		return v.Met()
	}
	if !v.Starting(d.Substance) {
		return v.NotApplicable()
	}
	return v.Lacks("whether " + spelled(c.condition) + " is present")
}

func (c caution) reported(v *plan.View, b record.ConditionReported) plan.Result {
	if b.Condition != c.condition || b.Present != truth.Yes {
		return v.NotApplicable()
	}
	for _, s := range c.substances {
		if goesOn(v, s) {
			return v.Violated(nil, "%s with %s: %s", s, spelled(c.condition), c.effect)
		}
	}
	return v.NotApplicable()
}

func (c caution) concerns(s medication.Substance) bool {
	for _, of := range c.substances {
		if of == s {
			return true
		}
	}
	return false
}

var (
	headInjury = caution{record.HeadInjury, agonists[:], "pressure in the skull may rise, and sedation hides it"}
	adrenal    = caution{record.AdrenalInsufficiency, agonists[:], "opioids may lower cortisol further"}
	longQT     = caution{record.CongenitalLongQT, []medication.Substance{medication.Buprenorphine}, "labels of the depots say to avoid it"}
)

var safetyConditions = []plan.Rule{
	{
		ID:       "contra.hypersensitivity",
		Title:    "Nobody is given a product with a substance to which they are hypersensitive",
		Severity: record.Block,
		Kinds:    record.On(record.KindOrder, record.KindDoseGiven, record.KindDoseTaken),
		Cites: []evidence.Citation{evidence.LabelBrixadi.At("contraindications: hypersensitivity", evidence.Primary),
			evidence.LabelMethadone.At("section 4", evidence.Secondary), evidence.LabelNaltrexoneTablets.At("contraindications",
				evidence.Secondary)},
		Remedy:   "choose a product without the substance, or clear up what the earlier reaction was",
		Override: plan.Overridable("what the earlier reaction was, and why it does not stand against the product"),
		Missing:  plan.Reported("such reactions are rare and remembered: a list that nobody reviewed must not keep people from treatment"),
		Check:    checkHypersensitivity,
	},
	{
		ID:       "contra.head-injury",
		Title:    "With a head injury methadone and buprenorphine are given with care",
		Severity: record.Warning,
		Kinds:    record.On(record.KindOrder, record.KindDoseGiven, record.KindConditionReported),
		Cites: []evidence.Citation{evidence.LabelOpioids.At("section 5, head injury", evidence.Unconfirmed),
			evidence.SmPCMethadone1.At("4.3", evidence.Secondary)},
		Remedy: "watch consciousness and breathing, and decide together with whoever treats the injury",
		Check:  headInjury.check,
	},
	{
		ID:       "contra.adrenal",
		Title:    "Adrenal insufficiency is known to whoever orders methadone or buprenorphine",
		Severity: record.Advice,
		Kinds:    record.On(record.KindOrder, record.KindDoseGiven, record.KindConditionReported),
		Cites:    []evidence.Citation{evidence.LabelOpioids.At("section 5, adrenal insufficiency", evidence.Unconfirmed)},
		Remedy:   "ask about fatigue, nausea and low blood pressure, and test if in doubt",
		Check:    adrenal.check,
	},
	{
		ID:       "bup.qt",
		Title:    "With congenital long QT buprenorphine is given with care",
		Severity: record.Advice,
		Kinds:    record.On(record.KindOrder, record.KindDoseGiven, record.KindConditionReported),
		Cites:    []evidence.Citation{evidence.LabelSublocade.At("QT prolongation", evidence.Secondary)},
		Remedy:   "record an ECG, and decide with a cardiologist; methadone prolongs QT more",
		Check:    longQT.check,
	},
	{
		ID:       "bup.dental",
		Aliases:  []record.RuleID{"dental"},
		Title:    "Whoever starts buprenorphine in the mouth hears how to keep their teeth",
		Severity: record.Advice,
		Kinds:    record.On(record.KindOrder),
		Cites:    []evidence.Citation{evidence.LabelSubutexAndSuboxone.At("dental health", evidence.Secondary)},
		Remedy:   "rinse with water when the dose has dissolved, leave the toothbrush for later as the label says, and see a dentist",
		Check:    checkDental,
	},
}

func checkHypersensitivity(v *plan.View) plan.Result {
	d, _ := v.Dosing() // every event that wakes the rule is one
	companion, _ := d.Product.Companion()
	unknown := false
	for _, s := range [...]medication.Substance{d.Substance, companion} {
		if !s.Valid() {
			continue
		}
		switch v.Allergy(s) {
		case truth.Yes:
			return v.Violated(nil, "%s, with a hypersensitivity to %s on record", d.Product.Name(), s)
		case truth.Unknown:
			unknown = true
		}
	}
	switch {
	case !unknown:
		return v.Met()
	case v.Starting(d.Substance):
		return v.Lacks("the list of allergies, reviewed")
	}
	return v.NotApplicable()
}

func checkDental(v *plan.View) plan.Result {
	d, ok := v.Dosing()
	if !ok || d.Substance != medication.Buprenorphine || d.Product.LongActing() {
		return v.NotApplicable()
	}
	if !v.Starting(medication.Buprenorphine) {
		return v.NotApplicable()
	}
	return v.Violated(nil, "%s dissolves in the mouth and harms teeth that are not looked after", d.Product.Name())
}
