package person

import (
	"slices"

	"github.com/oudpath/oudpath/plan"
	"github.com/oudpath/oudpath/plan/guidance/internal/agent"
	"github.com/oudpath/oudpath/plan/guidance/internal/phrase"
	"github.com/oudpath/oudpath/plan/record"
	"github.com/oudpath/oudpath/plan/truth"
)

// Objection objects to reasons that are no reasons for ending or withholding a medication for opioid use disorder.
type Objection struct {
	Reasons  []record.Reason
	Because  string
	Agonists bool // only methadone and buprenorphine
	Care     bool // to a discharge as such, whether or not there is a medication and it goes on elsewhere
	Detox    bool // not where the medication only eases a withdrawal, which has an end
}

func (o Objection) Check(v *plan.View) plan.Result {
	e, ok := WithheldOf(v)
	switch {
	case !ok, !slices.Contains(o.Reasons, e.Reason), !o.concerns(v, e):
		return v.NotApplicable()
	case e.Left:
		return v.ViolatedAs(record.Warning, nil, "the person left because of %s: %s", phrase.InWords(e.Reason), o.Because)
	}
	return v.Violated(nil, "%s because of %s: %s", e.What, phrase.InWords(e.Reason), o.Because)
}

func (o Objection) concerns(v *plan.View, e Ending) bool {
	if e.Discharge && o.Care {
		return true
	}
	return e.Continues != truth.Yes && agent.IsMedication(e.Substance) && (!o.Agonists || agent.IsAgonist(e.Substance)) &&
		!(o.Detox && InDetox(v, e.Substance))
}
