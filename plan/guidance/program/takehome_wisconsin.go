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

// TakeHomeWisconsinLimits is how many days' doses of buprenorphine a programme of Wisconsin hands out, by the time in treatment.
type TakeHomeWisconsinLimits struct {
	Table   plan.Param[TakeHomeTable]
	Through plan.Param[int] // the last day of treatment that the table was read for
}

var takeHomeWisconsinLimits = TakeHomeWisconsinLimits{
	plan.NewParam("us-wi.takehome.buprenorphine.table", "days' doses of buprenorphine that may be taken home, beside those for closed days",
		stricterTable),
	limit.LeastDays("us-wi.takehome.buprenorphine.through", "day of treatment up to which the table was read"),
}

// TakeHomeWisconsin returns how many days' doses of buprenorphine a programme of Wisconsin hands out, by the time in treatment.
func TakeHomeWisconsin() TakeHomeWisconsinLimits { return takeHomeWisconsinLimits }

var takeHomeWisconsin = plan.Rule{
	ID:       "us-wi.takehome.buprenorphine",
	Title:    "Buprenorphine of a programme that is taken home stays within what the time in treatment allows",
	Severity: record.Block,
	About:    agent.Buprenorphine,
	Watches:  record.TakenHome,
	Cites:    []evidence.Citation{evidence.WisconsinDHS75.At("(13)(h), buprenorphine", evidence.Primary)},
	Needs:    plan.Needs(takeHomeWisconsinLimits.Table, takeHomeWisconsinLimits.Through),
	Remedy:   "grant fewer days; days on which the clinic is closed are granted beside them",
	Override: plan.NotOverridable("the ceiling is law, and is lifted by an exception of the authority, not by a clinician"),
	Judge:    judgeTakeHomeWisconsin,
}

func judgeTakeHomeWisconsin(v *plan.View) plan.Result {
	act, ok := v.Acts().Of(record.HandsOver|record.Permits, agent.Buprenorphine)
	if _, program := programAct(v); !ok || !program || act.Days <= closedDays(v, act) {
		return v.NotApplicable()
	}
	table, through := takeHomeWisconsinLimits.Table.Of(v), takeHomeWisconsinLimits.Through.Of(v)
	_, known := v.FirstDose(medication.Buprenorphine)
	day := person.TreatmentDay(v, medication.Buprenorphine)
	count := countTakenHome(v, act, table.Value.On(day))
	switch {
	case count.allowed():
		return v.Met()
	case !known:
		return v.Lacks("the day on which buprenorphine was started")
	case day > through.Value:
		return v.Lacks("how many doses the state allows later than " + phrase.Plural(through.Value, "day") + " into treatment")
	}
	return count.judge(v, table, fmt.Sprintf("day %d of treatment", day))
}
