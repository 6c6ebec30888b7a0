package report_test

import (
	"bytes"
	"context"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"
	"github.com/oudpath/oudpath/plan/sim"
	"github.com/oudpath/oudpath/plan/sim/figure"
	"github.com/oudpath/oudpath/plan/sim/report"
	"github.com/stretchr/testify/require"
)

// TestFirstMovesAreNamedByWhatTellsThemApart gives each kind of death a node, and each state that one move leads to its name.
func TestFirstMovesAreNamedByWhatTellsThemApart(t *testing.T) {
	m := model()
	m.Horizon, m.Rewards, m.Arms = 1, nil, m.Arms[:1]
	m.States = append(m.States, sim.State{Name: "dead"})
	m.Conversion = sim.ConditionalOnSurvival
	m.Transitions = []sim.Transition{
		{Name: "leaving", From: "treatment", To: "out", Hazard: sim.Probability(0.5), Source: invented},
		{Name: "overdose", From: "treatment", To: "dead", Hazard: sim.Probability(0.125), Source: invented},
		{Name: "other death", From: "treatment", To: "dead", Hazard: sim.Probability(0.125), Source: invented},
	}
	c, err := m.Compile()
	require.NoError(t, err)
	f, err := report.FirstMoves(c, "usual")
	require.NoError(t, err)
	require.Empty(t, cmp.Diff([]figure.Stream{{From: "treatment", To: "overdose", Share: .125}, {From: "treatment", To: "other death", Share: .125},
		{From: "treatment", To: "out", Share: .5}, {From: "treatment", To: "still treatment", Share: .25}}, f.Streams,
		cmpopts.SortSlices(func(a, b figure.Stream) bool { return a.Share+float64(len(a.To)) < b.Share+float64(len(b.To)) })))
	r, err := c.Run(context.Background(), sim.Study{Engine: sim.Cohort})
	require.NoError(t, err)
	var b bytes.Buffer
	require.NoError(t, report.WriteCSV(&b, r, report.Of(r, "", "")))
	for _, line := range []string{"usual,first move,treatment → out: leaving,,0.5,0\n", "usual,first move,still treatment,,0.25,0\n",
		"usual,first move,treatment → dead: overdose,,0.125,0\n"} {
		require.Contains(t, b.String(), line)
	}
	_, err = report.FirstMoves(c, "nobody")
	require.ErrorIs(t, err, sim.ErrUnknown)
}

// TestFunctionsHaveNoFirstMoves: the figure and the rows are left out, and the rest is there.
func TestFunctionsHaveNoFirstMoves(t *testing.T) {
	m := model()
	m.Transitions[0].Hazard = sim.Called(func(*sim.Person) float64 { return 0.1 })
	c, err := m.Compile()
	require.NoError(t, err)
	r, err := c.Run(context.Background(), sim.Study{Engine: sim.Step, People: 100})
	require.NoError(t, err)
	var b bytes.Buffer
	require.NoError(t, report.WriteCSV(&b, r, report.Of(r, "", "")))
	require.NotContains(t, b.String(), "first move")
	figures, err := report.Figures(r)
	require.NoError(t, err)
	require.Len(t, figures, 3, "two of who is where, one of the measure")
}

// TestPeopleOfAnOpenCohort: the curves and the table have the numbers of the cohort.
func TestPeopleOfAnOpenCohort(t *testing.T) {
	r := result(t, sim.Cohort)
	o, err := r.Open(100, 0, 50)
	require.NoError(t, err)
	f, err := report.People(r.Compiled(), o, "longer")
	require.NoError(t, err)
	require.Len(t, f.Curves, 2)
	for m := range f.Curves[0].X {
		require.InDelta(t, o.Started()[m], f.Curves[0].Y[m]+f.Curves[1].Y[m], 1e-12)
	}
	var b bytes.Buffer
	require.NoError(t, report.WritePeople(&b, r.Compiled(), o))
	require.Contains(t, b.String(), "arm,kind,name,moment,number\nusual,people,treatment,0,100\n")
	require.Contains(t, b.String(), "longer,entries,treatment,2,50\n")
	require.Contains(t, b.String(), "usual,event,lapse <1>,0,10") // 0.1 of 100, up to rounding
	_, err = report.People(r.Compiled(), o, "nobody")
	require.ErrorIs(t, err, sim.ErrUnknown)
}
