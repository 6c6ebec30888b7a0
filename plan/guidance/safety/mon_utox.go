package safety

import (
	"github.com/oudpath/oudpath/medication"
	"github.com/oudpath/oudpath/plan"
	"github.com/oudpath/oudpath/plan/evidence"
	"github.com/oudpath/oudpath/plan/guidance/internal/person"
	"github.com/oudpath/oudpath/plan/record"
)

var monitoringTests = plan.Rule{
	ID:       "mon.utox",
	Title:    "Drug tests serve treatment, and look for what matters: fentanyl, and buprenorphine in people who take it",
	Severity: record.Advice,
	Watches:  record.Shows,
	Cites:    []evidence.Citation{evidence.ASAM2020.At("drug testing", evidence.Unconfirmed)},
	Remedy:   "add what was not tested; a result is a reason to talk and never a punishment",
	Judge:    judgeScreenContent,
}

func judgeScreenContent(v *plan.View) plan.Result {
	b, ok := v.Body().(record.Screened)
	switch {
	case !ok:
		return v.NotApplicable()
	case !tested(b, record.AnalyteFentanyl):
		return v.Violated(nil, "the drug test did not look for fentanyl")
	case person.Taking(v, medication.Buprenorphine) && !tested(b, record.AnalyteBuprenorphine):
		return v.Violated(nil, "buprenorphine is taken, and the drug test did not look for it")
	}
	return v.Met()
}

func tested(b record.Screened, a record.Analyte) bool {
	for _, r := range b.Results {
		if r.Analyte == a {
			return true
		}
	}
	return false
}
