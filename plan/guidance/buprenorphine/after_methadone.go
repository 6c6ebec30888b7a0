package buprenorphine

import (
	"time"

	"github.com/oudpath/oudpath/medication"
	"github.com/oudpath/oudpath/plan"
	"github.com/oudpath/oudpath/plan/evidence"
	"github.com/oudpath/oudpath/plan/guidance/internal/agent"
	"github.com/oudpath/oudpath/plan/guidance/internal/limit"
	"github.com/oudpath/oudpath/plan/guidance/internal/person"
	"github.com/oudpath/oudpath/plan/record"
	"github.com/oudpath/oudpath/plan/truth"
)

// MethadoneTransferLimits are the limits of the daily methadone dose before a change to buprenorphine.
type MethadoneTransferLimits struct {
	Preferred plan.Param[medication.Mass] // at and above: warned of, since some sources want less
	Accepted  plan.Param[bool]            // the preferred dose itself is accepted; not set: it is warned of
	Upper     plan.Param[medication.Mass] // above: no source accepts it
	Hard      plan.Param[medication.Mass] // above: refused, where a licence says so
}

var methadoneTransfer = MethadoneTransferLimits{
	limit.MostMass("bup.induction.methadone-dose-max.preferred", "daily methadone dose before buprenorphine, preferred"),
	plan.NewParam("bup.induction.methadone-dose-max.accepted", "whether the preferred methadone dose itself is accepted",
		plan.Strictness[bool](certifiedIsStricter)),
	limit.MostMass("bup.induction.methadone-dose-max.upper", "daily methadone dose before buprenorphine, upper"),
	limit.MostMass("gb.bup.induction.interval.methadone.dose", "daily methadone dose before buprenorphine, by the licence"),
}

// MethadoneTransfer returns the limits of the daily methadone dose before a change to buprenorphine.
func MethadoneTransfer() MethadoneTransferLimits { return methadoneTransfer }

var buprenorphineAfterMethadone = []plan.Rule{
	{
		ID:       "bup.induction.methadone-dose-max",
		Title:    "The methadone dose was lowered before a change to buprenorphine",
		Severity: record.Warning,
		About:    agent.Buprenorphine,
		Watches:  record.Doses,
		Cites:    []evidence.Citation{evidence.ASAM2015.At("page 7", evidence.Primary)},
		Needs: plan.Needs(bupStart, methadoneTransfer.Preferred, plan.Optional(methadoneTransfer.Accepted), methadoneTransfer.Upper,
			inductionHours.LongMethadone),
		Unless: []plan.Exception{unlessLowDose},
		Remedy: "choose low-dose initiation or a start as an inpatient, or lower the methadone dose first",
		Only:   bupStart,
		Judge:  judgeMethadoneTransfer,
	},
	{
		ID:       "gb.bup.induction.interval.methadone",
		Title:    "Methadone is down to what the licence allows before a change to buprenorphine",
		Severity: record.Block,
		About:    agent.Buprenorphine,
		Watches:  record.Doses,
		Cites: []evidence.Citation{evidence.SmPCBuvidal64.At("4.2", evidence.Primary),
			evidence.SmPCSubutex.At("4.2", evidence.Secondary)},
		Needs:    plan.Needs(bupStart, methadoneTransfer.Hard, inductionHours.LongMethadone),
		Unless:   []plan.Exception{unlessLowDose},
		Remedy:   "lower the methadone dose first, or choose low-dose initiation with specialist advice",
		Override: plan.Overridable("why the change is made from this dose, and how precipitated withdrawal would be treated"),
		Only:     bupStart,
		Judge:    judgeMethadoneLicence,
	},
}

// methadoneBefore returns the highest daily methadone dose within the window before the first dose that the event can bring: given, taken, told, or handed out. Known is No if no
// methadone was taken, and Unknown if some was and nobody said how much.
func methadoneBefore(v *plan.View, window time.Duration) (daily medication.Mass, known truth.Value) {
	daily, known = v.Now().Highest(medication.Methadone, window-person.Ahead(v))
	for c := range v.Now().Of(longActing) {
		if c.Substance != medication.Methadone || person.SinceAtFirst(v, c.At) > window {
			continue
		}
		switch {
		case c.Daily.IsZero() && known == truth.No:
			known = truth.Unknown
		case daily.Compare(c.Daily) < 0:
			daily = c.Daily
			if known == truth.No {
				known = truth.Yes
			}
		}
	}
	return daily, known
}

func lacksMethadoneDose(v *plan.View) plan.Result {
	return owed(v, plan.Datum{Name: "the daily methadone dose"}, "ask the program for the dose, and record it")
}

func judgeMethadoneTransfer(v *plan.View) plan.Result {
	preferred, upper := methadoneTransfer.Preferred.Of(v), methadoneTransfer.Upper.Of(v)
	accepted, _ := methadoneTransfer.Accepted.If(v)
	daily, known := methadoneBefore(v, inductionHours.LongMethadone.Of(v).Value)
	switch {
	case known == truth.No:
		return v.NotApplicable()
	case upper.Value.Compare(daily) < 0:
		return v.Violated(upper, "methadone was %s a day, above %s", daily, upper.Value)
	case preferred.Value.Compare(daily) < 0:
		return v.Violated(preferred, "methadone was %s a day, above the preferred %s", daily, preferred.Value)
	case preferred.Value.Compare(daily) == 0 && !accepted.Value: // accepted by some sources; others say below
		return v.Violated(preferred, "methadone was %s a day, which some sources accept, and others want lower", daily)
	case known == truth.Unknown:
		return lacksMethadoneDose(v)
	}
	return v.Met()
}

// judgeMethadoneLicence judges the dose alone; how long ago it was is for the rule about the hours since a long-acting opioid.
func judgeMethadoneLicence(v *plan.View) plan.Result {
	most := methadoneTransfer.Hard.Of(v)
	daily, known := methadoneBefore(v, inductionHours.LongMethadone.Of(v).Value)
	switch {
	case known == truth.No:
		return v.NotApplicable()
	case most.Value.Compare(daily) < 0:
		return v.Violated(most, "methadone was %s a day, above %s", daily, most.Value)
	case known == truth.Unknown:
		return lacksMethadoneDose(v)
	}
	return v.Met()
}
