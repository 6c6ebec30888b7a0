package care

import (
	"fmt"

	"github.com/oudpath/oudpath/plan"
	"github.com/oudpath/oudpath/plan/civil"
	"github.com/oudpath/oudpath/plan/evidence"
	"github.com/oudpath/oudpath/plan/guidance/internal/limit"
	"github.com/oudpath/oudpath/plan/guidance/internal/person"
	"github.com/oudpath/oudpath/plan/guidance/internal/phrase"
	"github.com/oudpath/oudpath/plan/record"
	"github.com/oudpath/oudpath/stages"
)

// PathwayIntervalsLimits are the intervals of what is due along the pathway. A duty whose interval a profile leaves unset is not
// due there.
type PathwayIntervalsLimits struct {
	Visit              plan.Param[int] // days between contacts while a dose is being found
	ContinuingCare     plan.Param[int] // days of continuing care at least
	DetoxSupport       plan.Param[int] // months of support after detoxification at least
	EarlyRemission     plan.Param[int] // months after the last use at which remission is reviewed
	SustainedRemission plan.Param[int] // months after the last use at which it is reviewed again
	OutcomesDue        plan.Param[int] // weeks between outcome profiles
	OutcomesLate       plan.Param[int] // weeks after which one is late
	Therapy            plan.Param[int] // days of therapy to expect at least
	OutreachAfterExit  plan.Param[int] // days of outreach after leaving
}

var pathwayIntervals = PathwayIntervalsLimits{
	limit.MostDays("mon.visits.interval", "days between contacts while a dose is being found"),
	limit.LeastDays("aftercare.contact.days", "days of continuing care"),
	limit.LeastMonths("aftercare.after-detox.months", "months of support after detoxification"),
	limit.LeastMonths("remission.review.early-months", "months after the last use at which remission is reviewed"),
	limit.LeastMonths("remission.review.sustained-months", "months after the last use at which remission is reviewed again"),
	atMostWeeks("gb.top.review-due.weeks", "weeks to the next outcomes profile"),
	atMostWeeks("gb.top.review-due.late-weeks", "weeks after which an outcomes profile is late"),
	limit.LeastDays("stage.expected-end.therapy-days", "days of therapy to expect"),
	limit.LeastDays("risk.exit-contact.days", "days of outreach after leaving"),
}

// PathwayIntervals returns the intervals of what is due along the pathway.
func PathwayIntervals() PathwayIntervalsLimits { return pathwayIntervals }

func atMostWeeks(id plan.ParamID, title string) plan.Param[int] {
	return limit.MostCount(id, title, limit.ShownIn("week"))
}

var pathwayObligations = []plan.Duty{
	{
		ID:      "mon.visits",
		Title:   "A contact every week while the dose is being found",
		Cites:   []evidence.Citation{evidence.ASAM2015.At("page 8", evidence.Primary)},
		Watches: record.Puts | record.Prescribes | record.Shows | record.Reviews | record.Serves | record.Goes | record.Keeps,
		During:  plan.WhileInCare,
		Needs:   plan.Needs(pathwayIntervals.Visit),
		When:    nextVisit,
	},
	{
		ID:      "return-to-use.reassessment",
		Title:   "Reassessment: level of care, dose, support",
		Cites:   []evidence.Citation{evidence.ASAM2020.At("page 9", evidence.Primary)},
		Watches: record.Contacts | record.Reviews | record.Goes,
		During:  plan.UntilTransfer,
		When:    reassessment,
	},
	{
		ID:      "aftercare.contact",
		Title:   "Continuing care is offered at least until this day",
		Cites:   []evidence.Citation{evidence.Proposal.At("continuing care of at least a year", evidence.Unconfirmed)},
		Watches: record.Goes | record.Keeps,
		During:  plan.WhileInCare,
		Needs:   plan.Needs(pathwayIntervals.ContinuingCare),
		When:    continuingCareUntil,
	},
	{
		ID:      "aftercare.after-detox",
		Title:   "Treatment or support after detoxification is offered at least until this day",
		Cites:   []evidence.Citation{evidence.NICEQS23.At("statement 9", evidence.Primary)},
		Watches: record.Goes | record.Keeps,
		During:  plan.UntilTransfer,
		Needs:   plan.Needs(pathwayIntervals.DetoxSupport),
		When:    detoxSupportUntil,
	},
	{
		ID:      "remission.review",
		Title:   "Review of remission",
		Cites:   []evidence.Citation{evidence.DSM5TR.At("remission", evidence.Primary)},
		Watches: record.Says | record.Contacts | record.Goes | record.Keeps,
		During:  plan.WhileInCare,
		Needs:   plan.Needs(pathwayIntervals.EarlyRemission, pathwayIntervals.SustainedRemission, plan.Optional(remissionMonths.Early)),
		When:    remissionReview,
	},
	{
		ID:      "gb.top.review-due",
		Title:   "Outcomes profile",
		Cites:   []evidence.Citation{evidence.TOPReporting2009.At("every three months", evidence.Secondary)},
		Watches: record.Reviews | record.Goes | record.Keeps,
		During:  plan.WhileInCare,
		Needs:   plan.Needs(pathwayIntervals.OutcomesDue, pathwayIntervals.OutcomesLate),
		When:    outcomesProfile,
	},
	{
		ID:      "stage.expected-end",
		Title:   "Review of what comes next; that a stage has lasted its usual length is no reason to end it",
		Cites:   []evidence.Citation{evidence.NIDAPrinciples.At("principle 5", evidence.Primary)},
		Watches: record.Goes | record.Keeps | record.Withdraws | record.Reviews,
		During:  plan.WhileInCare,
		Needs:   plan.Needs(plan.Optional(pathwayIntervals.Therapy)),
		When:    expectedEnd,
	},
	{
		ID:      "prevention-plan.review",
		Title:   "Look at the prevention plan together",
		Cites:   []evidence.Citation{evidence.TreatmentWorksheets.At("the day on which a prevention plan is looked at again", evidence.Weak)},
		Watches: record.Serves,
		During:  plan.UntilTransfer,
		When:    preventionPlanReview,
	},
	{
		ID:      "needs.due",
		Title:   "Look at what is needed beside treatment; none of it is a condition",
		Cites:   []evidence.Citation{evidence.Proposal.At("a need has an owner and a day", evidence.Unconfirmed)},
		Watches: record.Serves,
		During:  plan.UntilTransfer,
		When:    needDue,
	},
	{
		ID:    "risk.exit-contact",
		Title: "Outreach to somebody who has left: contact, the way back, naloxone",
		Cites: []evidence.Citation{evidence.MATScotland2021.At("mortality in the first four weeks after leaving treatment",
			evidence.Primary)},
		Watches: record.Goes | record.Keeps,
		During:  plan.UntilTransfer,
		Needs:   plan.Needs(pathwayIntervals.OutreachAfterExit),
		When:    outreach,
	},
	{
		ID:      "gb.psych.cm.tests",
		Title:   "Drug tests of this week of contingency management",
		Cites:   []evidence.Citation{evidence.NICECG51.At("key priorities", evidence.Primary)},
		Watches: record.Serves | record.Shows,
		During:  plan.WhileInCare,
		Needs: plan.Needs(rewardTestsLimits.Early, rewardTestsLimits.EarlyWeeks, rewardTestsLimits.Middle, rewardTestsLimits.MiddleWeeks,
			rewardTestsLimits.Later),
		When: rewardTestsDue,
	},
}

func nextVisit(v *plan.View) (plan.Due, bool) {
	phase, since := v.Course()
	interval := pathwayIntervals.Visit.Of(v)
	if phase != stages.Initiation && phase != stages.Stabilization {
		return plan.Due{}, false
	}
	last, seen := person.LastContact(v)
	if !seen || last.Before(since) {
		last = since
	}
	day := v.DayOf(last)
	return plan.Due{Earliest: day, On: day.Add(interval.Value),
		Why: fmt.Sprintf("%s; the last contact was on %s", phase, day)}, !last.IsZero()
}

// reassessment is due at once after a return to use or an overdose, until it is on record or the person has moved on from it.
func reassessment(v *plan.View) (plan.Due, bool) {
	var happened record.Event
	for _, kind := range [...]record.Kind{record.KindReturnedToUse, record.KindOverdosed} {
		if ev, ok := v.Last(kind); ok && ev.At.After(happened.At) {
			happened = ev
		}
	}
	if happened.Body == nil {
		return plan.Due{}, false
	}
	if done, ok := v.Assessed(record.Reassessment); ok && !done.Before(happened.At) {
		return plan.Due{}, false
	}
	stage, since := v.Stage()
	if since.After(happened.At) && stage != stages.Assessment {
		return plan.Due{}, false
	}
	return plan.Due{On: v.DayOf(happened.At), Why: record.Describe(happened.Body)}, true
}

func continuingCareUntil(v *plan.View) (plan.Due, bool) {
	least := pathwayIntervals.ContinuingCare.Of(v)
	since, ok := continuingSince(v)
	if !ok {
		return plan.Due{}, false
	}
	return until(v, v.DayOf(since).Add(least.Value), fmt.Sprintf("continuing care since %s", v.DayOf(since)))
}

func detoxSupportUntil(v *plan.View) (plan.Due, bool) {
	least := pathwayIntervals.DetoxSupport.Of(v)
	ended, ok := person.LastDetox(v)
	if stage, _ := v.Stage(); !ok || stage == stages.Detox {
		return plan.Due{}, false
	}
	return until(v, v.DayOf(ended).AddMonths(least.Value), fmt.Sprintf("detoxification ended on %s", v.DayOf(ended)))
}

// until is a day up to which something goes on at least: it is upcoming, and over once the day has come.
func until(v *plan.View, day civil.Date, why string) (plan.Due, bool) {
	return plan.Due{On: day, Why: why}, v.Day().Before(day)
}

// remissionReview is due when early, and again when sustained remission could be stated, until a diagnosis is recorded then.
func remissionReview(v *plan.View) (plan.Due, bool) {
	early, sustained := pathwayIntervals.EarlyRemission.Of(v), pathwayIntervals.SustainedRemission.Of(v)
	used, ok := lastUse(v)
	if !ok {
		return plan.Due{}, false
	}
	switch stage, _ := v.Stage(); stage {
	case stages.Therapy, stages.Aftercare, stages.Recovery:
	default:
		return plan.Due{}, false
	}
	diagnosis, recorded := v.Last(record.KindDiagnosisRecorded)
	for _, months := range [...]int{early.Value, sustained.Value} {
		day := v.DayOf(used).AddMonths(months)
		if !recorded || v.DayOf(diagnosis.At).Before(day) {
			why := phrase.Plural(months, "month") + " after the last use on record"
			if r, known := RemissionOf(v); known && r.Early {
				why += "; by the criteria asked for on " + r.Asked.String() + ": " + r.String()
			}
			return plan.Due{Earliest: day, On: day, Why: why}, true
		}
	}
	return plan.Due{}, false
}

func outcomesProfile(v *plan.View) (plan.Due, bool) {
	due, late := pathwayIntervals.OutcomesDue.Of(v), pathwayIntervals.OutcomesLate.Of(v)
	since, ok := person.Admitted(v)
	if !ok {
		return plan.Due{}, false
	}
	last, done := v.Assessed(record.OutcomesProfile)
	if !done || last.Before(since) {
		return plan.Due{On: v.DayOf(since), Latest: v.DayOf(since).Add(due.Value * limit.Week), Why: "the first profile of this treatment"}, true
	}
	day := v.DayOf(last)
	return plan.Due{On: day.Add(due.Value * limit.Week), Latest: day.Add(late.Value * limit.Week),
		Why: fmt.Sprintf("the last profile is of %s", day)}, true
}

// expectedEnd is when the stage has usually lasted long enough to be reviewed: by the plan for the withdrawal, or by what
// therapy takes to help.
func expectedEnd(v *plan.View) (plan.Due, bool) {
	stage, since := v.Stage()
	if since.IsZero() {
		return plan.Due{}, false
	}
	switch stage {
	case stages.Detox:
		ev, ok := v.Last(record.KindWithdrawalManagement)
		if !ok || ev.Body.(record.WithdrawalManagement).ExpectedDays == 0 {
			return plan.Due{}, false
		}
		days := ev.Body.(record.WithdrawalManagement).ExpectedDays
		begin := v.DayOf(since)
		if ev.At.After(since) {
			begin = v.DayOf(ev.At)
		}
		return plan.Due{On: begin.Add(days), Why: fmt.Sprintf("%s were planned for the withdrawal", phrase.Plural(days, "day"))}, true
	case stages.Therapy:
		if reviewed, ok := v.Assessed(record.Reassessment); ok && reviewed.After(since) {
			since = reviewed
		}
		days := pathwayIntervals.Therapy.Of(v)
		return plan.Due{On: v.DayOf(since).Add(days.Value),
			Why: fmt.Sprintf("therapy helps little in less than %s", phrase.Plural(days.Value, "day"))}, true
	}
	return plan.Due{}, false
}

// preventionPlanReview is due on the day that the plan itself names: no source gives one for everybody.
func preventionPlanReview(v *plan.View) (plan.Due, bool) {
	ev, _ := v.Last(record.KindPreventionPlanMade)
	made, _ := ev.Body.(record.PreventionPlanMade)
	return plan.Due{On: made.Review, Why: "agreed in the plan of " + v.DayOf(ev.At).String()}, !made.Review.IsZero()
}

// needDue is due on the first day that was agreed for something that is still needed.
func needDue(v *plan.View) (plan.Due, bool) {
	ev, _ := v.Last(record.KindNeedsRecorded)
	recorded, _ := ev.Body.(record.NeedsRecorded)
	var first record.Need
	for _, n := range recorded.Needs {
		if n.Pending() && !n.Due.IsZero() && (first.Due.IsZero() || n.Due.Before(first.Due)) {
			first = n
		}
	}
	return plan.Due{On: first.Due, Why: first.String()}, !first.Due.IsZero()
}

// outreach is due from the day on which somebody leaves to the end of the dangerous weeks; then it is too late for it.
func outreach(v *plan.View) (plan.Due, bool) {
	window := pathwayIntervals.OutreachAfterExit.Of(v)
	stage, since := v.Stage()
	if !person.Resting(stage) {
		return plan.Due{}, false
	}
	left := v.DayOf(since)
	last := left.Add(window.Value)
	return plan.Due{Earliest: left, On: last, Why: fmt.Sprintf("left on %s", left)}, !last.Before(v.Day())
}

// rewardTestsDue asks for the tests of the current week, as long as the program is attended.
func rewardTestsDue(v *plan.View) (plan.Due, bool) {
	early, middle, later, ok := rewardTests(v)
	if !ok {
		return plan.Due{}, false
	}
	since, _ := person.Admitted(v)
	first, ok := v.FirstSession(stages.ContingencyManagement, v.DayOf(since))
	if !ok {
		return plan.Due{}, false
	}
	done := v.DaysSince(first) / limit.Week
	begin := v.DayOf(first).Add(done * limit.Week)
	if _, attended := v.FirstSession(stages.ContingencyManagement, begin.Add(-limit.Week)); !attended {
		return plan.Due{}, false
	}
	wanted := testsIn(done+1, early, middle, later)
	count := v.ScreensSince(begin)
	if count >= wanted.Value {
		return plan.Due{}, false
	}
	return plan.Due{Earliest: begin, On: begin.Add(limit.Week - 1),
		Why: fmt.Sprintf("week %d: %d of %s", done+1, count, phrase.Plural(wanted.Value, "test"))}, true
}
