package report_test

import (
	"bytes"
	"testing"

	"github.com/oudpath/oudpath/plan/sim"
	"github.com/oudpath/oudpath/plan/sim/economics"
	"github.com/oudpath/oudpath/plan/sim/figure"
	"github.com/oudpath/oudpath/plan/sim/report"
	"github.com/oudpath/oudpath/plan/sim/survival"
	"github.com/oudpath/oudpath/plan/sim/uncertainty"
	"github.com/stretchr/testify/require"
)

// TestAnalysesAreDrawn makes each figure of invented numbers and looks at what it is made of.
func TestAnalysesAreDrawn(t *testing.T) {
	s, err := economics.NewSample("usual", "longer")
	require.NoError(t, err)
	for i := range 20 {
		x := float64(i)
		require.NoError(t, s.Add([]float64{1000, 1500 + 10*x}, []float64{1, 1.02 - 0.001*x}))
	}
	var b bytes.Buffer
	accept, err := report.Acceptability(s, "Acceptability", "dollars", 0, 20_000, 100_000)
	require.NoError(t, err)
	require.NoError(t, accept.WriteSVG(&b))
	require.Equal(t, []float64{1, 1}, []float64{accept.Curves[0].Y[0], accept.Curves[0].Y[0] + accept.Curves[1].Y[0]})
	plane, err := report.Plane(s, "usual", "Plane", "years", "dollars", 50_000)
	require.NoError(t, err)
	require.NoError(t, plane.WriteSVG(&b))
	require.Len(t, plane.Clouds, 1)
	require.Len(t, plane.Clouds[0].Costs, 20)
	tornado := report.Tornado("Tornado", "dollars", []uncertainty.Swing{{Name: "x", AtLow: 1, AtHigh: 5, BaseResult: 2}})
	require.NoError(t, tornado.WriteSVG(&b))
	require.Equal(t, 2.0, tornado.Base)
	_, err = report.Plane(s, "none", "", "", "", 0)
	require.Error(t, err)
	_, err = report.Acceptability(s, "", "", -1)
	require.Error(t, err)
}

func TestEstimatesAreDrawnInSteps(t *testing.T) {
	table, err := report.Table(result(t, sim.Step), "usual", "leaves")
	require.NoError(t, err)
	all, err := table.AalenJohansen(survival.Limits{Level: .95, Scale: survival.Log})
	require.NoError(t, err)
	leaving, err := all.Of(1)
	require.NoError(t, err)
	line := report.Steps("leaving", 0, leaving)
	require.Len(t, line.X, len(line.High))
	require.Zero(t, line.Y[0])
	require.Greater(t, line.Y[12], 0.4)
	require.NoError(t, figure.Curves{Title: "Incidence", Shares: true, Curves: []figure.Curve{line}}.WriteSVG(new(bytes.Buffer)))
}
