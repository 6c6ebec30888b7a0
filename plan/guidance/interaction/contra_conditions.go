package interaction

import (
	"slices"

	"github.com/oudpath/oudpath/medication"
	"github.com/oudpath/oudpath/plan"
	"github.com/oudpath/oudpath/plan/evidence"
	"github.com/oudpath/oudpath/plan/guidance/internal/agent"
	"github.com/oudpath/oudpath/plan/guidance/internal/phrase"
	"github.com/oudpath/oudpath/plan/record"
	"github.com/oudpath/oudpath/plan/truth"
)

// caution is a condition in which an agonist wants care. Like an interaction it is asked for at the start, and
// judged again when it is reported.
type caution struct {
	condition  record.Health
	substances []medication.Substance
	effect     string
	quiet      bool // that nobody asked about it is noted, and no finding
}

var (
	headInjury = caution{record.HeadInjury, agent.Agonists[:], "pressure in the skull may rise, and sedation hides it", false}
	adrenal    = caution{record.AdrenalInsufficiency, agent.Agonists[:], "opioids may lower cortisol further", true}
	longQT     = caution{record.CongenitalLongQT, []medication.Substance{medication.Buprenorphine}, "labels of the depots say to avoid it", true}
	// beside methadone it is told with the QT interval, which methadone makes longer
	longQTMethadone = caution{record.CongenitalLongQT, []medication.Substance{medication.Methadone}, "methadone makes it longer", true}
)

var cautions = []plan.Rule{
	{
		ID:       "contra.head-injury",
		Title:    "With a head injury agonists are given with care",
		Severity: record.Warning,
		About:    agent.OfAgonists,
		Watches:  record.Doses | record.Shows,
		Cites: []evidence.Citation{evidence.LabelOpioids.At("section 5, head injury", evidence.Unconfirmed),
			evidence.SmPCMethadone1.At("4.3", evidence.Secondary)},
		Remedy: "watch consciousness and breathing, and decide together with whoever treats the injury",
		Only:   anewOrTold,
		Judge:  headInjury.judge,
	},
	{
		ID:       "contra.adrenal",
		Title:    "Adrenal insufficiency is known to whoever orders an agonist",
		Severity: record.Advice,
		About:    agent.OfAgonists,
		Watches:  record.Doses | record.Shows,
		Cites:    []evidence.Citation{evidence.LabelOpioids.At("section 5, adrenal insufficiency", evidence.Unconfirmed)},
		Remedy:   "ask about fatigue, nausea and low blood pressure, and test if in doubt",
		Only:     anewOrTold,
		Judge:    adrenal.judge,
	},
	{
		ID:       "bup.qt",
		Title:    "With congenital long QT buprenorphine is given with care",
		Severity: record.Advice,
		About:    agent.Buprenorphine,
		Watches:  record.Doses | record.Shows,
		Cites:    []evidence.Citation{evidence.LabelSublocade.At("QT prolongation", evidence.Secondary)},
		Remedy:   "record an ECG, and decide with a cardiologist; methadone prolongs QT more",
		Only:     anewOrTold,
		Judge:    longQT.judge,
	},
}

// anewOrTold holds where an agonist is brought that does not repeat what was judged before, and where a condition is told of.
var anewOrTold = plan.Given(func(v *plan.View) bool {
	if _, told := v.Body().(record.ConditionReported); told {
		return true
	}
	others, _ := besideAgonists.Lent(v)
	return others.anew
})

func (c caution) judge(v *plan.View) plan.Result {
	if b, ok := v.Body().(record.ConditionReported); ok {
		return c.reported(v, b)
	}
	act, ok := v.Acts().Of(record.Doses, medication.SetOf(c.substances...))
	if !ok || repeats(v, act) {
		return v.NotApplicable()
	}
	switch v.Health(c.condition) {
	case truth.Yes:
		return v.Violated(nil, "%s with %s: %s", act.Substance, phrase.Spelled(c.condition), c.effect)
	case truth.No:
		return v.Met()
	}
	if !v.Starting(act.Substance) {
		return v.NotApplicable()
	}
	missing := "whether " + phrase.Spelled(c.condition) + " is present"
	if !c.quiet {
		return v.Lacks(missing)
	}
	v.NotKnown(missing)
	return v.NotApplicable()
}

// reported judges a condition that is told of while the medication is in the body or in the hand.
func (c caution) reported(v *plan.View, b record.ConditionReported) plan.Result {
	if b.Condition != c.condition || b.Present != truth.Yes {
		return v.NotApplicable()
	}
	i := slices.IndexFunc(c.substances, func(s medication.Substance) bool { return carries(v, s) })
	if i < 0 {
		return v.NotApplicable()
	}
	return v.Violated(nil, "%s with %s: %s", c.substances[i], phrase.Spelled(c.condition), c.effect)
}

// LongQTWithMethadone judges methadone for somebody with a long QT interval from birth.
func LongQTWithMethadone(v *plan.View) plan.Result { return longQTMethadone.judge(v) }
