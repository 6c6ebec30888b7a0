package care

import (
	"fmt"

	"github.com/oudpath/oudpath/plan"
	"github.com/oudpath/oudpath/plan/evidence"
	"github.com/oudpath/oudpath/plan/guidance/internal/limit"
	"github.com/oudpath/oudpath/plan/guidance/internal/person"
	"github.com/oudpath/oudpath/plan/guidance/internal/phrase"
	"github.com/oudpath/oudpath/plan/record"
	"github.com/oudpath/oudpath/stages"
)

// RewardTestsLimits are the tests a week in contingency management.
type RewardTestsLimits struct {
	Early       plan.Param[int] // in the first weeks
	EarlyWeeks  plan.Param[int] // the last of the first weeks
	Middle      plan.Param[int] // in the weeks after them
	MiddleWeeks plan.Param[int] // the last of those
	Later       plan.Param[int] // from then on
}

var rewardTestsLimits = RewardTestsLimits{
	tests("gb.psych.cm.test-schedule.early", "tests a week in the first weeks of contingency management"),
	lastWeek("gb.psych.cm.test-schedule.early-until", "last week with the first number of tests"),
	tests("gb.psych.cm.test-schedule.middle", "tests a week in the weeks after them"),
	lastWeek("gb.psych.cm.test-schedule.middle-until", "last week with the second number of tests"),
	tests("gb.psych.cm.test-schedule.later", "tests a week from then on"),
}

// RewardTests returns the tests a week in contingency management.
func RewardTests() RewardTestsLimits { return rewardTestsLimits }

func tests(id plan.ParamID, title string) plan.Param[int] {
	return limit.LeastCount(id, title, limit.ShownIn("test"))
}

func lastWeek(id plan.ParamID, title string) plan.Param[int] {
	return limit.LeastCount(id, title, plan.Shown(func(n int) string {
		return fmt.Sprintf("week %d", n)
	}))
}

var rewardSchedule = plan.Rule{
	ID:       "gb.psych.cm.test-schedule",
	Title:    "Contingency management tests often at first, and then less",
	Severity: record.Warning,
	Watches:  record.Serves,
	Cites:    []evidence.Citation{evidence.NICECG51.At("key priorities", evidence.Primary)},
	Needs: plan.Needs(rewardTestsLimits.Early, rewardTestsLimits.EarlyWeeks, rewardTestsLimits.Middle, rewardTestsLimits.MiddleWeeks,
		rewardTestsLimits.Later),
	Remedy: "test as often as the schedule says; a reward needs a test to follow",
	Judge:  judgeRewardTests,
}

// ofContingencyManagement reports whether the event shows that the program goes on: a session of it, or a reward.
func ofContingencyManagement(v *plan.View) bool {
	switch b := v.Body().(type) {
	case record.SessionAttended:
		return b.Service == stages.ContingencyManagement
	case record.RewardEarned:
		return true
	}
	return false
}

// judgeRewardTests judges the last complete week of the program, at the sessions and rewards after it.
func judgeRewardTests(v *plan.View) plan.Result {
	if !ofContingencyManagement(v) {
		return v.NotApplicable()
	}
	since, _ := person.Admitted(v)
	first, ok := v.FirstSession(stages.ContingencyManagement, v.DayOf(since))
	if !ok {
		return v.NotApplicable()
	}
	done := v.DaysSince(first) / limit.Week // complete weeks
	if done == 0 {
		return v.NotApplicable()
	}
	begin := v.DayOf(first).Add((done - 1) * limit.Week)
	count := v.ScreensSince(begin) - v.ScreensSince(begin.Add(limit.Week))
	early, middle, later, _ := rewardTests(v)
	limit := testsIn(done, early, middle, later)
	if count < limit.Value {
		return v.Violated(limit, "%s in week %d of contingency management, fewer than %d", phrase.Plural(count, "test"), done, limit.Value)
	}
	return v.Met()
}

// testing is how often to test, and the last week for which that holds.
type testing struct{ count, until plan.Limit[int] }

// rewardTests returns the schedule; ok is false where a part of it is not set.
func rewardTests(v *plan.View) (early, middle testing, later plan.Limit[int], ok bool) {
	set := true
	limit := func(p plan.Param[int]) plan.Limit[int] {
		value, ok := p.If(v)
		set = set && ok
		return value
	}
	early = testing{limit(rewardTestsLimits.Early), limit(rewardTestsLimits.EarlyWeeks)}
	middle = testing{limit(rewardTestsLimits.Middle), limit(rewardTestsLimits.MiddleWeeks)}
	later = limit(rewardTestsLimits.Later)
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
