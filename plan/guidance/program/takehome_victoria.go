package program

import (
	"fmt"

	"github.com/oudpath/oudpath/medication"
	"github.com/oudpath/oudpath/plan"
	"github.com/oudpath/oudpath/plan/evidence"
	"github.com/oudpath/oudpath/plan/guidance/internal/agent"
	"github.com/oudpath/oudpath/plan/guidance/internal/limit"
	"github.com/oudpath/oudpath/plan/guidance/internal/person"
	"github.com/oudpath/oudpath/plan/guidance/internal/phrase"
	"github.com/oudpath/oudpath/plan/record"
)

// TakeawayVictoriaLimits is how many doses Victoria lets people take home, by the time in treatment.
type TakeawayVictoriaLimits struct {
	Methadone     plan.Param[TakeHomeTable]
	InARow        plan.Param[int] // of methadone
	Buprenorphine plan.Param[TakeHomeTable]
}

var takeawayVictoriaLimits = TakeawayVictoriaLimits{
	plan.NewParam("au-vic.takeaway.methadone.table", "days' doses of methadone that may be taken home", stricterTable),
	limit.MostDays("au-vic.takeaway.methadone.in-a-row", "days in a row for which methadone may be taken home"),
	plan.NewParam("au-vic.takeaway.buprenorphine.table", "days' doses of buprenorphine that may be taken home", stricterTable),
}

// TakeawayVictoria returns how many doses Victoria lets people take home, by the time in treatment.
func TakeawayVictoria() TakeawayVictoriaLimits { return takeawayVictoriaLimits }

var takeawayVictoria = []plan.Rule{
	{
		ID:       "au-vic.takeaway.methadone",
		Title:    "Methadone is taken home after three months, for a few days a week, and not for many in a row",
		Severity: record.Block,
		About:    agent.Methadone,
		Watches:  record.TakenHome,
		Cites:    []evidence.Citation{evidence.VictoriaPolicy2016.At("doses to take away", evidence.Primary)},
		Needs:    plan.Needs(takeawayVictoriaLimits.Methadone, takeawayVictoriaLimits.InARow),
		Remedy:   "grant fewer days, or spread them over the week",
		Override: plan.Overridable("that the checklist, which allows more, is followed, and why it is safe for this person"),
		Judge: func(v *plan.View) plan.Result {
			inARow := takeawayVictoriaLimits.InARow.Of(v)
			return judgeTakeaway(v, medication.Methadone, takeawayVictoriaLimits.Methadone, &inARow)
		},
	},
	{
		ID:       "au-vic.takeaway.buprenorphine",
		Aliases:  []record.RuleID{"au-vic.takeaway.bup"},
		Title:    "Buprenorphine is taken home for all but a day of the week at most",
		Severity: record.Block,
		About:    agent.Buprenorphine,
		Watches:  record.TakenHome,
		Cites:    []evidence.Citation{evidence.VictoriaPolicy2016.At("doses to take away", evidence.Primary)},
		Needs:    plan.Needs(takeawayVictoriaLimits.Buprenorphine),
		Remedy:   "grant fewer days",
		Override: plan.Overridable("that the checklist, which allows more, is followed, and why it is safe for this person"),
		Judge: func(v *plan.View) plan.Result {
			return judgeTakeaway(v, medication.Buprenorphine, takeawayVictoriaLimits.Buprenorphine, nil)
		},
	},
}

// judgeTakeaway holds what a state's text lets people take home against what would be in the hand and within a week, and in a row where
// the text limits that.
func judgeTakeaway(v *plan.View, s medication.Substance, limit plan.Param[TakeHomeTable], inARow *plan.Limit[int]) plan.Result {
	act, ok := v.Acts().Of(record.HandsOver|record.Permits, medication.SetOf(s))
	if !ok || act.Product.LongActing() || act.Days <= closedDays(v, act) {
		return v.NotApplicable()
	}
	table := limit.Of(v)
	day := person.TreatmentDay(v, s)
	count := countTakenHome(v, act, table.Value.On(day))
	if inARow != nil && count.days > inARow.Value && count.band.Days > 0 {
		return v.Violated(*inARow, "%s of %s in a row: at most %d", phrase.Plural(count.days, "day"), s, inARow.Value)
	}
	if count.allowed() {
		return v.Met()
	}
	if _, known := v.FirstDose(s); !known {
		return v.Lacks("the day on which " + s.String() + " was started")
	}
	return count.judge(v, table, fmt.Sprintf("day %d of treatment", day))
}
