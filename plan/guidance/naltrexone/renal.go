package naltrexone

import (
	"github.com/oudpath/oudpath/plan"
	"github.com/oudpath/oudpath/plan/evidence"
	"github.com/oudpath/oudpath/plan/guidance/internal/limit"
	"github.com/oudpath/oudpath/plan/record"
	"github.com/oudpath/oudpath/plan/truth"
)

// KidneyLimits is the filtration below which renal impairment is severe. The labels of naltrexone say severe, and moderate to severe, and
// give no number.
type KidneyLimits struct{ Severe plan.Param[record.Quantity] }

var kidneyLimits = KidneyLimits{
	limit.LeastQuantity("naltrexone.renal.severe-below", "filtration in mL/min per 1.73 m2 below which renal impairment is severe"),
}

// Kidney returns the filtration below which naltrexone is given with care. Where a licence contraindicates it, see
// gb.naltrexone.contraindicated.
func Kidney() KidneyLimits { return kidneyLimits }

var naltrexoneKidney = plan.Rule{
	ID:       "naltrexone.renal",
	Title:    "In severe renal impairment naltrexone is given with care",
	Severity: record.Warning,
	About:    aboutNaltrexone,
	Watches:  record.Doses,
	Cites: []evidence.Citation{evidence.LabelVivitrol.At("section 8, caution in moderate to severe renal impairment", evidence.Secondary),
		evidence.LabelNaltrexoneTablets.At("caution in severe renal impairment", evidence.Secondary)},
	Needs:   plan.Needs(plan.Optional(kidneyLimits.Severe), plan.Optional(naltrexoneLiverLimits.Severe)),
	Remedy:  "weigh buprenorphine or methadone; it was not studied in severe impairment",
	Applies: naltrexoneBrought,
	Judge:   judgeNaltrexoneKidney,
}

func judgeNaltrexoneKidney(v *plan.View) plan.Result {
	severe, set := kidneyLimits.Severe.If(v)
	rate, _, measured := v.Measured(record.EGFR)
	if measured && set && rate.Less(severe.Value) {
		return v.Violated(severe, "naltrexone with a filtration of %s, below %s", rate, severe.Value)
	}
	if _, licensed := naltrexoneLiverLimits.Severe.If(v); licensed { // gb.naltrexone.contraindicated refuses
		return v.NotApplicable()
	}
	switch {
	case v.Health(record.SevereRenalFailure) == truth.Yes:
		return v.Violated(nil, "naltrexone in severe renal failure")
	case measured && !set:
		return v.Unset(kidneyLimits.Severe)
	}
	return v.Met()
}
