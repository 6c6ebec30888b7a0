package care

import (
	"github.com/oudpath/oudpath/plan"
	"github.com/oudpath/oudpath/plan/evidence"
	"github.com/oudpath/oudpath/plan/guidance/internal/person"
	"github.com/oudpath/oudpath/plan/guidance/internal/phrase"
	"github.com/oudpath/oudpath/plan/record"
	"github.com/oudpath/oudpath/plan/truth"
	"github.com/oudpath/oudpath/stages"
)

// AdultFromLimits is the age from which hours for adults apply.
type AdultFromLimits struct{ Years plan.Param[int] }

var adultFrom = AdultFromLimits{
	plan.NewParam[int]("loc.hours.consistent.adult-years", "age from which the hours for adults apply", nil, plan.Shown(phrase.Counted("year"))),
}

// AdultFrom returns the age from which hours for adults apply.
func AdultFrom() AdultFromLimits { return adultFrom }

var levelOfCare = []plan.Rule{
	{
		ID:       "loc.edition",
		Title:    "A level of care is one of the edition that is named with it",
		Severity: record.Warning,
		Watches:  record.Goes,
		Cites:    []evidence.Citation{evidence.ASAMCriteria.At("levels of the third and fourth edition", evidence.Secondary)},
		Remedy:   "name the level and its edition as they belong together: the same number is another level in another edition",
		Judge:    judgeEdition,
	},
	{
		ID:       "loc.hours.consistent",
		Title:    "The hours of service a week fit the level of care",
		Severity: record.Warning,
		Watches:  record.Goes,
		Cites:    []evidence.Citation{evidence.ASAMCriteria.At("hours a week", evidence.Secondary)},
		Needs:    plan.Needs(adultFrom.Years),
		Remedy:   "schedule more or fewer hours, or name the level that they make up",
		Judge:    judgeLevelHours,
	},
	{
		ID:       "loc.step-rule",
		Title:    "People move between stages by reassessment and not by days",
		Severity: record.Advice,
		Watches:  record.Goes,
		Cites:    []evidence.Citation{evidence.ASAMCriteria.At("movement between levels", evidence.Secondary)},
		Remedy:   "reassess, and move or stay by what the person needs now",
		Judge:    judgeStepRule,
	},
}

func judgeEdition(v *plan.View) plan.Result {
	b, _ := v.Body().(record.LevelMove)
	if b.ASAM == "" {
		return v.NotApplicable()
	}
	if _, ok := stages.ASAM(b.Edition, b.ASAM); !ok {
		return v.Violated(nil, "the %s edition has no level %s", b.Edition, b.ASAM)
	}
	return v.Met()
}

func judgeLevelHours(v *plan.View) plan.Result {
	adult := adultFrom.Years.Of(v)
	b, _ := v.Body().(record.LevelMove)
	if b.WeeklyHours == (record.Quantity{}) {
		return v.NotApplicable()
	}
	level, ok := stages.ASAM(b.Edition, b.ASAM)
	if !ok {
		return v.Lacks("the ASAM level that the hours make up")
	}
	age, known := v.Age()
	asAdult, asTeen := fits(level, b.WeeklyHours, false), fits(level, b.WeeklyHours, true)
	fit := asTeen
	switch {
	case !known && asAdult != asTeen:
		return v.Lacks("the age: hours differ for adolescents")
	case !known || age >= adult.Value:
		fit = asAdult
	}
	switch fit {
	case truth.Yes:
		return v.Met()
	case truth.No:
		return v.Violated(nil, "%s hours a week do not make up %s", b.WeeklyHours, level)
	}
	return v.NotApplicable()
}

// fits says whether the hours a week make up the level; unknown where no source gives its hours.
func fits(level stages.ASAMLevel, hours record.Quantity, adolescent bool) truth.Value {
	least, most, known, _ := level.Hours(adolescent)
	switch {
	case !known:
		return truth.Unknown
	case hours.Less(record.Whole(int32(least))), most > 0 && !hours.Less(record.Whole(int32(most)+1)):
		return truth.No
	}
	return truth.Yes
}

func judgeStepRule(v *plan.View) plan.Result {
	b, ok := v.Body().(record.StageMove)
	if !ok || b.Reason != record.ReasonTimeLimit || person.Discharges(b.Trigger) {
		return v.NotApplicable()
	}
	return v.Violated(nil, "a move because time has passed")
}
