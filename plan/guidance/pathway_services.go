package guidance

import (
	"cmp"
	"fmt"

	"github.com/oudpath/oudpath/medication"
	"github.com/oudpath/oudpath/plan"
	"github.com/oudpath/oudpath/plan/evidence"
	"github.com/oudpath/oudpath/plan/record"
	"github.com/oudpath/oudpath/plan/truth"
	"github.com/oudpath/oudpath/stages"
	"github.com/oudpath/oudpath/stages/scale"
)

// Tests a week in contingency management.
var RewardTests = struct {
	Early       *plan.Param[int] // in the first weeks
	EarlyWeeks  *plan.Param[int] // the last of the first weeks
	Middle      *plan.Param[int] // in the weeks after them
	MiddleWeeks *plan.Param[int] // the last of those
	Later       *plan.Param[int] // from then on
}{
	tests("gb.psych.cm.test-schedule.early", "tests a week in the first weeks of contingency management"),
	lastWeek("gb.psych.cm.test-schedule.early-until", "last week with the first number of tests"),
	tests("gb.psych.cm.test-schedule.middle", "tests a week in the weeks after them"),
	lastWeek("gb.psych.cm.test-schedule.middle-until", "last week with the second number of tests"),
	tests("gb.psych.cm.test-schedule.later", "tests a week from then on"),
}

func tests(id plan.ParamID, title string) *plan.Param[int] {
	return plan.NewParam(id, title, plan.HigherIsStricter(cmp.Compare[int])).Shown(counted("test"))
}

func lastWeek(id plan.ParamID, title string) *plan.Param[int] {
	return plan.NewParam(id, title, plan.HigherIsStricter(cmp.Compare[int])).Shown(func(n int) string { return fmt.Sprintf("week %d", n) })
}

// Time from the first contact to the offer of a medication.
var SameDayStart = struct{ Late *plan.Param[int] }{
	atMostDays("gb-sct.mat.1.same-day.late", "days after the first contact from which on an offer is late"),
}

var pathwayServices = []plan.Rule{
	{
		ID:       "adm.labs",
		Title:    "Tests for hepatitis, HIV, tuberculosis, the liver and pregnancy are offered at admission, and medication does not wait for them",
		Severity: record.Advice,
		Kinds:    record.On(record.KindOrder),
		Cites:    []evidence.Citation{evidence.ASAM2020.At("assessment", evidence.Secondary).SeenIn("summary at nursingcenter.com")},
		Remedy:   "start the medication, and offer the tests and vaccination against hepatitis A and B beside it",
		Check:    checkAdmissionTests,
	},
	{
		ID:       "adm.pdmp",
		Title:    "The prescription monitoring database is looked into at the start",
		Severity: record.Warning,
		Kinds:    record.On(record.KindOrder),
		Cites:    []evidence.Citation{evidence.ASAM2015.At("page 8", evidence.Primary)},
		Remedy:   "look into it and record that; methadone from a program is usually not in it",
		Check:    checkMonitoringDatabase,
	},
	{
		ID:       "mon.utox",
		Title:    "Drug tests serve treatment, and look for what matters: fentanyl, and buprenorphine in people who take it",
		Severity: record.Advice,
		Kinds:    record.On(record.KindScreened),
		Cites:    []evidence.Citation{evidence.ASAM2020.At("drug testing", evidence.Unconfirmed)},
		Remedy:   "add what was not tested; a result is a reason to talk and never a punishment",
		Check:    about(checkScreenContent),
	},
	{
		ID:       "co.treat-together",
		Title:    "Mental illness is treated at the same time, and suicidality is asked about",
		Severity: record.Advice,
		Kinds:    record.On(record.KindOrder),
		Cites:    []evidence.Citation{evidence.ASAM2020.At("co-occurring psychiatric disorders", evidence.Unconfirmed)},
		Remedy:   "do not delay the medication; ask about suicidality and act on the answer, and treat both",
		Check:    checkTreatTogether,
	},
	{
		ID:       "gb.psych.cm.test-schedule",
		Title:    "Contingency management tests often at first, and then less",
		Severity: record.Warning,
		Kinds:    record.On(record.KindSessionAttended),
		Cites:    []evidence.Citation{evidence.NICECG51.At("key priorities", evidence.Primary)},
		Params: []plan.AnyParam{RewardTests.Early, RewardTests.EarlyWeeks, RewardTests.Middle, RewardTests.MiddleWeeks,
			RewardTests.Later},
		Remedy: "test as often as the schedule says; a reward needs a test to follow",
		Check:  about(checkRewardTests),
	},
	{
		ID:       "gb-sct.mat.1.same-day",
		Title:    "Medication can be started on the day of the first contact",
		Severity: record.Warning,
		Kinds:    record.On(record.KindOrder),
		Cites:    []evidence.Citation{evidence.MATScotland2021.At("standard 1", evidence.Primary)},
		Params:   []plan.AnyParam{SameDayStart.Late},
		Remedy:   "offer a start on the same day; what is still to be found out can follow",
		Check:    checkSameDay,
	},
}

func checkAdmissionTests(v *plan.View) plan.Result {
	if _, ok := starting(v); !ok {
		return v.NotApplicable()
	}
	if _, ok := v.Assessed(record.AdmissionTests); ok {
		return v.Met()
	}
	return v.Violated(nil, "no tests at admission are on record")
}

func checkMonitoringDatabase(v *plan.View) plan.Result {
	if _, ok := starting(v); !ok {
		return v.NotApplicable()
	}
	for _, a := range [...]record.Assessment{record.MonitoringCheck, record.MonitoringAttempt} {
		if _, ok := v.Assessed(a); ok {
			return v.Met()
		}
	}
	return v.Violated(nil, "no look into the prescription monitoring database is on record")
}

func checkScreenContent(v *plan.View, b record.Screened) plan.Result {
	switch {
	case !tested(b, record.AnalyteFentanyl):
		return v.Violated(nil, "the drug test did not look for fentanyl")
	case taking(v, medication.Buprenorphine) && !tested(b, record.AnalyteBuprenorphine):
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

func checkTreatTogether(v *plan.View) plan.Result {
	if _, ok := starting(v); !ok || v.Health(record.CoOccurringPsychiatric) != truth.Yes {
		return v.NotApplicable()
	}
	score, _, scored := v.Scored(scale.PHQ9)
	switch asked := v.Health(record.Suicidality); {
	case asked == truth.Yes, scored && score.Flags.Has(scale.SelfHarm):
		return v.Violated(nil, "mental illness with thoughts of suicide or self-harm: both need treatment now")
	case asked == truth.Unknown && (!scored || score.Flags.Has(scale.SelfHarmUnknown)):
		return v.Violated(nil, "mental illness, and nobody is on record as having asked about suicidality")
	}
	return v.Met()
}

// checkRewardTests judges the last complete week of the program, at the sessions after it.
func checkRewardTests(v *plan.View, b record.SessionAttended) plan.Result {
	early, middle, later, ok := rewardTests(v)
	if !ok {
		return v.Unset(RewardTests.Early)
	}
	if b.Service != stages.ContingencyManagement {
		return v.NotApplicable()
	}
	since, _ := admitted(v)
	first, ok := v.FirstSession(stages.ContingencyManagement, v.DayOf(since))
	if !ok {
		return v.NotApplicable()
	}
	done := v.DaysSince(first) / week // complete weeks
	if done == 0 {
		return v.NotApplicable()
	}
	begin := v.DayOf(first).Add((done - 1) * week)
	count := v.ScreensSince(begin) - v.ScreensSince(begin.Add(week))
	limit := testsIn(done, early, middle, later)
	if count < limit.Value {
		return v.Violated(limit, "%s in week %d of contingency management, fewer than %d", plural(count, "test"), done, limit.Value)
	}
	return v.Met()
}

// testing is how often to test, and the last week for which that holds.
type testing struct{ count, until plan.Limit[int] }

func rewardTests(v *plan.View) (early, middle testing, later plan.Limit[int], ok bool) {
	set := true
	at := func(p *plan.Param[int]) plan.Limit[int] {
		limit, ok := p.At(v)
		set = set && ok
		return limit
	}
	early = testing{at(RewardTests.Early), at(RewardTests.EarlyWeeks)}
	middle = testing{at(RewardTests.Middle), at(RewardTests.MiddleWeeks)}
	later = at(RewardTests.Later)
	return early, middle, later, set
}

// testsIn returns the number of tests in a week of the program, counted from 1.
func testsIn(week int, early, middle testing, later plan.Limit[int]) plan.Limit[int] {
	switch {
	case week > middle.until.Value:
		return later
	case week > early.until.Value:
		return middle.count
	}
	return early.count
}

func checkSameDay(v *plan.View) plan.Result {
	late, ok := SameDayStart.Late.At(v)
	if !ok {
		return v.Unset(SameDayStart.Late)
	}
	if _, ok := starting(v); !ok {
		return v.NotApplicable()
	}
	since, ok := admitted(v)
	if registered, known := v.Last(record.KindPersonRegistered); !ok && known {
		since, ok = registered.At, true
	}
	if !ok {
		return v.Lacks("the day of the first contact")
	}
	if days := v.DaysSince(since); days >= late.Value {
		return v.Violated(late, "a start %s after the first contact", plural(days, "day"))
	}
	return v.Met()
}
