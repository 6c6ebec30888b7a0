package naltrexone

import (
	"github.com/oudpath/oudpath/plan"
	"github.com/oudpath/oudpath/plan/evidence"
	"github.com/oudpath/oudpath/plan/record"
)

var vivitrolSetting = plan.Rule{
	ID:       "med.setting.vivitrol",
	Title:    "Naltrexone is injected deep into the gluteal muscle by a health care professional, and never handed out",
	Severity: record.Block,
	About:    aboutNaltrexone,
	Watches:  record.Doses,
	Cites:    []evidence.Citation{evidence.LabelVivitrol.At("administration", evidence.Primary)},
	Remedy:   "give the injection in a clinic, into the gluteal muscle",
	Override: plan.NotOverridable("the product is made for injection by a professional only"),
	Missing:  plan.Reported("a place that nobody stated is no sign that the injection is handed out"),
	Applies:  naltrexoneInjected,
	Judge:    judgeVivitrolSetting,
}

// judgeVivitrolSetting judges who injects, where, and by which route. A grant or a supply hands the injection out, whatever it says of
// the place.
func judgeVivitrolSetting(v *plan.View) plan.Result {
	act, _ := naltrexoneAct(v)
	name := act.Product.Name()
	if _, handed := v.Acts().Of(record.HandsOver|record.Permits, aboutNaltrexone); handed {
		return v.Violated(nil, "%s is to be handed out", name)
	}
	d, _ := v.Dosing()
	switch _, taken := v.Body().(record.DoseTaken); {
	case taken:
		return v.Violated(nil, "%s was not given by a professional", name)
	case d.Route != 0 && !act.Product.HasRoute(d.Route):
		return v.Violated(nil, "%s by the %s route", name, d.Route)
	case d.Setting == 0:
		return v.Lacks("where the injection is given")
	case !act.Product.AllowsSetting(d.Setting):
		return v.Violated(nil, "%s in the setting %s", name, d.Setting)
	}
	return v.Met()
}
