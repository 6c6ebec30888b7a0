package naltrexone

import (
	"github.com/oudpath/oudpath/medication"
	"github.com/oudpath/oudpath/plan"
	"github.com/oudpath/oudpath/plan/evidence"
	"github.com/oudpath/oudpath/plan/guidance/internal/limit"
	"github.com/oudpath/oudpath/plan/guidance/internal/person"
	"github.com/oudpath/oudpath/plan/record"
	"github.com/oudpath/oudpath/plan/truth"
)

// TabletsLimits are the limits of the dose of naltrexone tablets.
type TabletsLimits struct{ First, Daily, OneDay plan.Param[medication.Mass] }

var naltrexoneTabletsLimits = TabletsLimits{
	limit.MostMass("gb.naltrexone.dose.first", "naltrexone on the first day"),
	limit.MostMass("gb.naltrexone.dose.daily", "naltrexone a day on a daily schedule"),
	limit.MostMass("gb.naltrexone.dose.one-day", "naltrexone on any one day"),
}

// Tablets returns the limits of the dose of naltrexone tablets.
func Tablets() TabletsLimits { return naltrexoneTabletsLimits }

// LiverLimits is the limit of hepatic impairment for naltrexone where the licence names one.
type LiverLimits struct{ Severe plan.Param[int] }

var naltrexoneLiverLimits = LiverLimits{
	limit.MostCount("gb.naltrexone.contraindicated.child-pugh", "Child-Pugh score from which hepatic impairment is severe", limit.ChildPugh()),
}

// Liver returns the limit of hepatic impairment for naltrexone where the licence names one.
func Liver() LiverLimits { return naltrexoneLiverLimits }

var naltrexoneOrgansGB = plan.Rule{
	ID:       "gb.naltrexone.contraindicated",
	Title:    "Naltrexone is not given in severe hepatic impairment or severe renal failure",
	Severity: record.Block,
	About:    aboutNaltrexone,
	Watches:  record.Doses,
	Cites:    []evidence.Citation{evidence.CoreSafetyNaltrexone.At("contraindications", evidence.Primary)},
	Needs:    plan.Needs(naltrexoneLiverLimits.Severe),
	Remedy:   "choose buprenorphine or methadone",
	Override: plan.Overridable("why naltrexone is given in spite of the contraindication"),
	Missing:  plan.Reported("failure of an organ that nobody recorded is rare, and the liver tests are asked for by naltrexone.lft"),
	Applies:  naltrexoneBrought,
	Judge:    judgeNaltrexoneOrgans,
}

var naltrexoneDoseGB = plan.Rule{
	ID:       "gb.naltrexone.dose",
	Title:    "Naltrexone tablets start low and stay within the licensed doses",
	Severity: record.Block,
	About:    aboutNaltrexone,
	Watches:  record.Doses,
	Cites: []evidence.Citation{evidence.NICETA115.At("3", evidence.Primary),
		evidence.MedscapeUKNaltrexone.At("dosage", evidence.Secondary)},
	Needs:    plan.Needs(naltrexoneTabletsLimits.First, naltrexoneTabletsLimits.Daily, naltrexoneTabletsLimits.OneDay),
	Remedy:   "the licensed doses: low on the first day, then daily, or more on three days of the week",
	Override: plan.Overridable("why a dose above the licence is needed"),
	Applies:  naltrexoneTablets,
	Judge:    judgeNaltrexoneDose,
}

var naltrexoneImplantGB = plan.Rule{
	ID:       "gb.naltrexone.implant",
	Title:    "No implant or depot of naltrexone is licensed for opioid dependence",
	Severity: record.Block,
	About:    aboutNaltrexone,
	Watches:  record.Doses,
	Cites:    []evidence.Citation{evidence.NICETA115.At("3.1", evidence.Primary)},
	Remedy:   "tablets, with doses that somebody watches",
	Override: plan.Overridable("why an unlicensed product is used, and who answers for it"),
	Applies:  naltrexoneBrought,
	Judge:    judgeNaltrexoneImplant,
}

func judgeNaltrexoneOrgans(v *plan.View) plan.Result {
	severe := naltrexoneLiverLimits.Severe.Of(v)
	if score, _, ok := v.Measured(record.ChildPugh); ok && !score.Less(record.Whole(int32(severe.Value))) {
		return v.Violated(severe, "Child-Pugh score %s, from %d on severe", score, severe.Value)
	}
	switch v.Health(record.SevereRenalFailure) {
	case truth.Yes:
		return v.Violated(nil, "naltrexone in severe renal failure")
	case truth.Unknown:
		if neverOnNaltrexone(v) {
			return v.Lacks("whether the kidneys fail")
		}
		return v.NotApplicable()
	}
	return v.Met()
}

func judgeNaltrexoneImplant(v *plan.View) plan.Result {
	act, _ := naltrexoneAct(v)
	if act.Product.LongActing() {
		return v.Violated(nil, "%s has no licence here", act.Product.Name())
	}
	return v.Met()
}

// naltrexoneTablets holds for tablets, by whatever route they reach the person.
func naltrexoneTablets(v *plan.View) bool {
	act, ok := naltrexoneAct(v)
	return ok && !act.Product.LongActing()
}

func judgeNaltrexoneDose(v *plan.View) plan.Result {
	first, daily, most := naltrexoneTabletsLimits.First.Of(v), naltrexoneTabletsLimits.Daily.Of(v), naltrexoneTabletsLimits.OneDay.Of(v)
	_, perDay, known := v.Now().PerDay(medication.Naltrexone)
	today := v.Now().OnDay(medication.Naltrexone)
	total := perDay.Higher(today.With)
	var worst plan.Worst
	if known == truth.Unknown {
		worst.Take(v.Lacks("dose of the supply"))
	}
	order, _ := v.Body().(record.Order)
	switch {
	case most.Value.Compare(total) < 0:
		worst.Take(v.Violated(most, "%s of naltrexone on one day, above %s", total, most.Value))
	case person.TreatmentDay(v, medication.Naltrexone) == 1 && first.Value.Compare(total) < 0:
		worst.Take(v.ViolatedAs(record.Warning, first, "%s of naltrexone on the first day, above %s", total, first.Value))
	case order.Schedule == medication.Daily() && daily.Value.Compare(total) < 0:
		worst.Take(v.ViolatedAs(record.Warning, daily, "%s of naltrexone every day, above %s", total, daily.Value))
	}
	return worst.Or(v.Met())
}
