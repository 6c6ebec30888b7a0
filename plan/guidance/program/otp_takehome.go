package program

import (
	"cmp"
	"fmt"

	"github.com/oudpath/oudpath/plan/guidance/internal/person"

	"github.com/oudpath/oudpath/medication"
	"github.com/oudpath/oudpath/plan"
	"github.com/oudpath/oudpath/plan/evidence"
	"github.com/oudpath/oudpath/plan/guidance/internal/agent"
	"github.com/oudpath/oudpath/plan/guidance/internal/limit"
	"github.com/oudpath/oudpath/plan/guidance/internal/phrase"
	"github.com/oudpath/oudpath/plan/record"
	"github.com/oudpath/oudpath/plan/truth"
)

// TakeHomeLimits is how many days' doses of methadone may be taken home, by the time in treatment.
type TakeHomeLimits struct {
	Table   plan.Param[TakeHomeTable]
	Through plan.Param[int]  // the last day of treatment that the table was read for; not set: it was read to its end
	State   plan.Param[bool] // whether the law of the state is in the table; not set: there are no states
}

var takeHomeLimits = TakeHomeLimits{
	plan.NewParam("otp.takehome.max.table", "days' doses of methadone that may be taken home, beside those for closed days", stricterTable),
	limit.LeastDays("otp.takehome.max.through", "day of treatment up to which the table was read"),
	plan.NewParam[bool]("otp.takehome.max.state", "whether the law of the state is in the table", nil),
}

// TakeHome returns how many days' doses of methadone may be taken home, by the time in treatment.
func TakeHome() TakeHomeLimits { return takeHomeLimits }

var takeHome = []plan.Rule{
	{
		ID:       "otp.takehome.max",
		Title:    "Methadone taken home stays within what the time in treatment allows",
		Severity: record.Block,
		About:    agent.Methadone,
		Watches:  record.TakenHome,
		Cites: []evidence.Citation{evidence.Part8.At("(i)(1), (i)(3)(i)-(iii)", evidence.Secondary),
			evidence.FinalRule2001.At("42 CFR 8.12(i)(3)", evidence.Primary), evidence.Decision(11).Cite()},
		Needs:  plan.Needs(takeHomeLimits.Table, plan.Optional(takeHomeLimits.Through), plan.Optional(takeHomeLimits.State)),
		Remedy: "grant fewer days; days on which the clinic is closed are granted beside them",
		Override: plan.NotOverridable("the ceiling is law, and is lifted by an exception of the authority that is recorded as such, not by " +
			"a clinician"),
		Judge: judgeTakeHomeMax,
	},
	{
		ID:       "otp.takehome.overlap",
		Title:    "Methadone is neither handed out nor granted for days for which there is some at home already",
		Severity: record.Block,
		About:    agent.Methadone,
		Watches:  record.TakenHome,
		Cites:    []evidence.Citation{evidence.Decision(11).Cite()},
		Remedy:   "count what is at home, record what was lost or brought back, or decide when the earlier doses are used up",
		Override: plan.Overridable("why there are doses for the same days twice"),
		Judge:    judgeTakeHomeOverlap,
	},
	{
		ID:       "otp.takehome.criteria",
		Title:    "Methadone is taken home by people who meet the criteria, by a documented decision",
		Severity: record.Block,
		About:    agent.Methadone,
		Watches:  record.TakenHome,
		Cites:    []evidence.Citation{evidence.Part8.At("(i)(2)", evidence.Secondary)},
		Remedy:   "go through the criteria with the person, and document the decision; review it when what stands against it has passed",
		Override: plan.NotOverridable("the criteria are the law's own exception from observed doses"),
		Judge:    judgeTakeHomeCriteria,
	},
}

// takenHome returns how methadone of a programme is handed out or permitted, whatever it is said to be for; ok is false for that of
// other places.
func takenHome(v *plan.View) (act *record.Act, ok bool) {
	act, ok = v.Acts().Of(record.HandsOver|record.Permits, agent.Methadone)
	if !ok || act.Days == 0 {
		return nil, false
	}
	if d, ordered := v.Dosing(); ordered {
		place := d.Setting
		if place == 0 { // nobody else hands out methadone for days at home
			place = cmp.Or(placeOf(v, act.Substance), medication.SettingOTP)
		}
		if place != medication.SettingOTP {
			return nil, false
		}
	}
	return act, true
}

// takeHomesInHand counts the days' doses that would be in the hand, those for closed days apart. A supply that begins later is
// counted from its first day: what is at home now is used up by then.
func takeHomesInHand(v *plan.View, act *record.Act) (days, overlap int) {
	day := v.Day()
	if !act.FirstOn.IsZero() && day.Before(act.FirstOn.Add(-1)) {
		day = act.FirstOn.Add(-1)
	}
	stock := v.Now().InHand(act.Substance, day)
	days = stock.With - stock.Closed
	taken := !v.Now().OnDay(act.Substance).Before.IsZero()
	if act.First == 0 && act.FirstOn.IsZero() && taken { // today's dose was taken: all that is handed out is for later
		days++
	}
	return days, stock.Overlap
}

func judgeTakeHomeMax(v *plan.View) plan.Result {
	act, ok := takenHome(v)
	if !ok || act.Days <= closedDays(v, act) {
		return v.NotApplicable()
	}
	table := takeHomeLimits.Table.Of(v)
	began, known := v.FirstDose(medication.Methadone)
	day := person.TreatmentDay(v, medication.Methadone)
	if state, ok := takeHomeLimits.State.If(v); ok && !state.Value {
		v.NotKnown("the law of the state, which may allow fewer doses to take home")
	}
	count := countTakenHome(v, act, table.Value.On(day))
	switch through, ok := takeHomeLimits.Through.If(v); {
	case count.allowed():
		return v.Met()
	case !known:
		return v.Lacks("the day on which methadone was started")
	case ok && day > through.Value:
		return v.Lacks("how many doses the state allows later than " + phrase.Plural(through.Value, "day") + " into treatment")
	}
	return count.judge(v, table, fmt.Sprintf("day %d of treatment, since %s", day, v.DayOf(began.At)))
}

func judgeTakeHomeOverlap(v *plan.View) plan.Result {
	act, ok := takenHome(v)
	if !ok {
		return judgeOverlapElsewhere(v)
	}
	_, overlap := takeHomesInHand(v, act)
	switch {
	case overlap == 0:
		return v.Met()
	case overlap == 1:
		return v.ViolatedAs(record.Warning, nil, "there is a dose at home for one of these days already")
	case v.Body().Kind().Intent():
		return v.Lacks("why there are doses for " + phrase.Plural(overlap, "day") + " twice")
	}
	return v.Violated(nil, "there are doses at home for %s of these already", phrase.Plural(overlap, "day"))
}

// judgeOverlapElsewhere looks at what a hospital or an emergency supply hands out: no ceiling of a programme holds there, and the doses at
// home are there all the same.
func judgeOverlapElsewhere(v *plan.View) plan.Result {
	act, ok := v.Acts().Of(record.HandsOver, agent.Methadone)
	if !ok || act.Days == 0 {
		return v.NotApplicable()
	}
	if overlap := v.Now().InHand(act.Substance, v.Day()).Overlap; overlap > 0 {
		return v.ViolatedAs(record.Warning, nil, "there is methadone at home for %s of these already", phrase.Plural(overlap, "day"))
	}
	return v.Met()
}

// judgeTakeHomeCriteria holds a programme to the criteria. Of what others hand out it says what takehome.diversion does, for which it stands.
func judgeTakeHomeCriteria(v *plan.View) plan.Result {
	act, ok := takenHome(v)
	switch {
	case !ok:
		return judgeDivertedHome(v)
	case act.Days <= closedDays(v, act): // closed days need no criteria
		return v.NotApplicable()
	}
	grant, granted := v.Body().(record.TakeHomeGrant)
	switch {
	case v.Health(record.RecentDiversion) == truth.Yes:
		return v.Violated(nil, "recent diversion is on record")
	case !granted: // a supply is handed out on a grant, or within the ceiling
		return v.NotApplicable()
	case grant.Criteria == truth.No:
		return v.Violated(nil, "the criteria are not met")
	case grant.Criteria == truth.Yes:
		return v.Met()
	}
	return v.Lacks("the documented decision that the criteria are met")
}
