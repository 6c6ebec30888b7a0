package buprenorphine

import (
	"github.com/oudpath/oudpath/medication"
	"github.com/oudpath/oudpath/plan"
	"github.com/oudpath/oudpath/plan/evidence"
	"github.com/oudpath/oudpath/plan/guidance/internal/agent"
	"github.com/oudpath/oudpath/plan/record"
)

// An implant has no label among the sources that were read: what those of the injections say is not said of it. What stays is what the
// product cannot do, and what any depot does.
var implantPlaced = plan.Rule{
	ID:       "bup.implant",
	Title:    "An implant of buprenorphine is placed by staff, in somebody who takes buprenorphine by mouth",
	Severity: record.Block,
	About:    agent.Buprenorphine,
	Watches:  record.Doses,
	Cites:    []evidence.Citation{evidence.Decision(1).Cite(), evidence.Decision(17).Cite()},
	Needs:    plan.Needs(append([]plan.Need{depotDoses}, carriesNeeds...)...),
	Remedy:   "have it placed by staff, after some days of buprenorphine by mouth: it cannot be taken back at once",
	Override: plan.Overridable("who placed it, and how it is known that buprenorphine is tolerated"),
	Applies:  func(v *plan.View) bool { return depotDoses.Holds(v) && implanted(v) },
	Judge:    judgeImplant,
}

// implanted reports whether the event is about an implant, and not about an injection.
func implanted(v *plan.View) bool {
	d, ok := depotDoses.Lent(v)
	return ok && d.Product.Form() == medication.FormImplant
}

// injected reports whether the event is about an injected depot, of which labels and licences speak.
func injected(v *plan.View) bool { return depotDoses.Holds(v) && !implanted(v) }

func judgeImplant(v *plan.View) plan.Result {
	d, _ := depotDoses.Lent(v)
	_, taken := v.Body().(record.DoseTaken)
	handed := v.Acts().Means().Any(record.HandsOver | record.Permits)
	_, _, steady := steadyDaily(v)
	switch {
	case handed, taken, d.Setting == medication.SettingHome:
		return v.Violated(nil, "%s in the hands of the person", d.Product.Name())
	case !steady && !depotOnBoard(v):
		return v.Violated(nil, "%s in somebody who is not steady on buprenorphine by mouth", d.Product.Name())
	case d.Setting != 0 && !d.Product.AllowsSetting(d.Setting):
		return v.Lacks("whether " + d.Product.Name() + " may be placed in the setting " + d.Setting.String() + ": no label of it was read")
	}
	return v.Met()
}
