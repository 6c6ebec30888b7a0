package plan

import (
	"testing"
	"time"

	"github.com/oudpath/oudpath/medication"
	"github.com/oudpath/oudpath/plan/civil"
	"github.com/oudpath/oudpath/plan/evidence"
	"github.com/oudpath/oudpath/plan/record"
	"github.com/stretchr/testify/require"
)

// TestWhatADutyNeeds leaves out one thing of a duty after the other.
func TestWhatADutyNeeds(t *testing.T) {
	base := func() Duty {
		return Duty{ID: "a.b", Title: "Look", Watches: record.Puts, About: medication.SetOf(medication.Methadone), During: WhileTreated,
			Cites: []evidence.Citation{evidence.Decision(1).Cite()}, When: func(*View) (Due, bool) { return Due{}, false }}
	}
	whole := base()
	require.NoError(t, whole.Validate())
	for name, c := range map[string]struct {
		change func(*Duty)
		says   string // empty: it is whole all the same
	}{
		"ID":              {func(d *Duty) { d.ID = "A" }, "the ID is not dotted"},
		"title":           {func(d *Duty) { d.Title = " " }, "lacks a title"},
		"meanings":        {func(d *Duty) { d.Watches = 0 }, "lacks a title, meanings"},
		"function":        {func(d *Duty) { d.When = nil }, "or its function"},
		"span":            {func(d *Duty) { d.During = 0 }, "what it presupposes"},
		"span too far":    {func(d *Duty) { d.During = WhileTreated + 1 }, "what it presupposes"},
		"medication":      {func(d *Duty) { d.About = 0 }, "or which medication"},
		"of any, in care": {func(d *Duty) { d.About, d.During = 0, WhileInCare }, ""},
		"of one, in care": {func(d *Duty) { d.During = WhileInCare }, ""},
		"citation":        {func(d *Duty) { d.Cites = nil }, "no citation"},
	} {
		d := base()
		c.change(&d)
		if err := d.Validate(); c.says == "" {
			require.NoError(t, err, name)
		} else {
			require.ErrorContains(t, err, c.says, name)
		}
	}
}

// TestWorstKeepsTheStrictest takes two results in either order: the stricter one stays, and what two unknowns lack is put together.
func TestWorstKeepsTheStrictest(t *testing.T) {
	violated := func(s Severity, soft bool) Result { return Result{stance: stance{VerdictViolated, s, soft}} }
	met, unknown := stance{verdict: VerdictMet}, stance{verdict: VerdictUnknown}
	lacks := func(what string) Result {
		return Result{stance: unknown, words: &words{missing: []Datum{{Name: what}}}}
	}
	order := []Result{violated(record.Block, false), lacks("a"), violated(record.Warning, false), violated(record.Advice, false),
		{stance: met}, {stance: stance{verdict: VerdictNotApplicable}}}
	for i, strict := range order {
		for _, mild := range order[i+1:] {
			for _, pair := range [][2]Result{{strict, mild}, {mild, strict}} {
				var w Worst
				w.Take(pair[0])
				w.Take(pair[1])
				require.Equal(t, strict, w.Or(Result{}), "%v, %v", strict.verdict, mild.verdict)
			}
		}
	}
	var w Worst
	w.Take(lacks("a"))
	w.Take(lacks("b"))
	require.Equal(t, []Datum{{Name: "a"}, {Name: "b"}}, w.Or(Result{}).missing())
	w = Worst{}
	first := Result{stance: met, limit: &Setting{}}
	w.Take(first)
	w.Take(Result{stance: met})
	require.Same(t, first.limit, w.Or(Result{}).limit, "of two that are as strict the first stays")
	w = Worst{}
	require.Equal(t, lacks("nothing taken"), w.Or(lacks("nothing taken")))
}

func TestAtMost(t *testing.T) {
	for _, c := range []struct{ is, most, want Severity }{
		{0, record.Warning, record.Warning}, {record.Block, record.Warning, record.Warning}, {record.Warning, record.Warning, record.Warning},
		{record.Advice, record.Warning, record.Advice},
	} {
		require.Equal(t, c.want, Result{stance: stance{severity: c.is}}.AtMost(c.most).severity)
	}
}

// TestEnforcement: a limit is enforced from the day on which it is in force, or from a later one that is stated.
func TestEnforcement(t *testing.T) {
	day := civil.Must(2026, time.March, 2)
	require.Equal(t, day, (&Setting{Effective: day}).enforcement())
	require.Equal(t, day.Add(9), (&Setting{Effective: day, Enforced: day.Add(9)}).enforcement())
}
