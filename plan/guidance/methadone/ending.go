package methadone

import (
	"github.com/oudpath/oudpath/medication"
	"github.com/oudpath/oudpath/plan"
	"github.com/oudpath/oudpath/plan/evidence"
	"github.com/oudpath/oudpath/plan/guidance/internal/agent"
	"github.com/oudpath/oudpath/plan/guidance/internal/person"
	"github.com/oudpath/oudpath/plan/record"
	"github.com/oudpath/oudpath/plan/truth"
)

var methadoneEnding = plan.Rule{
	ID:       "methadone.dose.taper",
	Title:    "Methadone is ended gradually: medication is preferred to stopping at once",
	Severity: record.Advice,
	About:    agent.Methadone,
	Watches:  record.Ends,
	Cites:    []evidence.Citation{evidence.ASAM2015.At("page 5: medication rather than abrupt cessation", evidence.Primary)},
	Remedy:   "lower the dose, change to buprenorphine, or go on under monitoring; a taper takes months, at the person's pace",
	Judge:    judgeMethadoneEnding,
}

// judgeMethadoneEnding looks at what is stated to end at once, by whatever decision; who left, or goes on elsewhere or with another
// agonist, ends nothing at once.
func judgeMethadoneEnding(v *plan.View) plan.Result {
	act, ok := v.Acts().Of(record.Ends, 0)
	e, ending := person.EndingOf(v)
	if !ok || !ending || e.Substance != medication.Methadone || e.Left || e.Continues == truth.Yes || person.OtherAgonist(v, e) {
		return v.NotApplicable()
	}
	switch act.Gradual {
	case truth.No:
		return v.Violated(nil, "methadone would be stopped at once")
	case truth.Yes:
		return v.Met()
	}
	return v.Lacks("whether methadone was tapered")
}
