package report_test

import (
	"bytes"
	"context"
	"encoding/csv"
	"encoding/json"
	"fmt"
	"os"
	"strings"
	"testing"

	"github.com/oudpath/oudpath/plan/evidence"
	"github.com/oudpath/oudpath/plan/sim"
	"github.com/oudpath/oudpath/plan/sim/figure"
	"github.com/oudpath/oudpath/plan/sim/report"
	"github.com/oudpath/oudpath/plan/sim/survival"
	"github.com/stretchr/testify/require"
)

var invented = evidence.Source{ID: "invented-for-a-test", Title: "invented for a test"}.At("", evidence.Unconfirmed)

// model has two arms, a measure, an event and a reward. All numbers are invented.
func model() sim.Model {
	return sim.Model{Name: "two arms", Cycle: sim.Week, Horizon: 12, Conversion: sim.CompetingExponential,
		States:      []sim.State{{Name: "treatment"}, {Name: "out"}},
		Transitions: []sim.Transition{{Name: "leaving", From: "treatment", To: "out", Hazard: sim.Constant(0.05), Source: invented}},
		Events:      []sim.Event{{Name: "lapse <1>", In: "treatment", Hazard: sim.Probability(0.1), Source: invented}},
		Measures:    []sim.Measure{{Name: "leaves", Leaving: "treatment"}},
		Rewards:     []sim.Reward{{Name: "cost", Timing: sim.CycleStart, Discount: 0.03, Parts: []sim.Part{{In: "treatment", Value: 100}}}},
		Arms: []sim.Arm{{Name: "usual", Start: map[string]float64{"treatment": 1}},
			{Name: "longer", Start: map[string]float64{"treatment": 1}, Effects: []sim.Effect{{On: "leaving", By: 0.5, Source: invented}}}}}
}

func result(t testing.TB, e sim.Engine) *sim.Result {
	c, err := model().Compile()
	require.NoError(t, err)
	r, err := c.Run(context.Background(), sim.Study{Engine: e, People: 1000, Seed: 1})
	require.NoError(t, err)
	return r
}

func Example() {
	c, _ := model().Compile()
	r, err := c.Run(context.Background(), sim.Study{Engine: sim.Cohort})
	if err != nil {
		fmt.Println(err)
		return
	}
	var b bytes.Buffer
	_ = report.WriteCSV(&b, r, report.Of(r, "two arms", ""))
	fmt.Println(strings.Join(strings.Split(b.String(), "\n")[1:3], "\n"))
	// Output:
	// arm,kind,name,moment,value,standard error
	// usual,occupancy,treatment,0,1,0
}

func TestNumbersAreThoseOfTheResult(t *testing.T) {
	for _, e := range []sim.Engine{sim.Cohort, sim.Step, sim.Jump, sim.Counts} {
		r := result(t, e)
		var c, j bytes.Buffer
		p := report.Of(r, "t", "v1")
		require.NoError(t, report.WriteCSV(&c, r, p))
		require.NoError(t, report.WriteJSON(&j, r, p))
		head, body, _ := strings.Cut(c.String(), "\n")
		var read report.Provenance
		require.NoError(t, json.Unmarshal([]byte(strings.TrimPrefix(head, "# ")), &read))
		require.Equal(t, p, read)
		require.Contains(t, strings.Join(read.Warnings, "\n"), "the source is unconfirmed", "warnings reach who reads the file")
		require.Equal(t, r.Compiled().Fingerprint(), read.Fingerprint)
		lines, err := csv.NewReader(strings.NewReader(body)).ReadAll()
		require.NoError(t, err)
		var all struct {
			Series []struct {
				Values []float64
			}
		}
		require.NoError(t, json.Unmarshal(j.Bytes(), &all))
		n := 0
		for _, s := range all.Series {
			for _, v := range s.Values {
				n++
				require.Equal(t, lines[n][4], fmt.Sprint(v))
			}
		}
		require.Equal(t, len(lines)-1, n)
		require.NotContains(t, body, "NaN")
	}
}

// TestMultipliersAreListedWithTheirLimits: a multiplier that holds for some people, or for a time, is not taken for one of everybody.
func TestMultipliersAreListedWithTheirLimits(t *testing.T) {
	m := model()
	m.Effects = []sim.Effect{{On: "leaving", By: 2, Source: invented, When: sim.When{State: "treatment", Group: "men", Episode: sim.Window{From: 2},
		InState: sim.Window{To: 4}, Calendar: sim.Window{From: 3, To: 9}, Age: sim.Window{From: 31}}}}
	require.Contains(t, report.Parameters(m), report.Parameter{Name: "multiplier of leaving, in state treatment, group men, episode from 2, " +
		"time in state below 4, calendar from 3 to below 9, age from 31", Value: "2", Source: invented.String()})
	m.Rewards[0].Parts = []sim.Part{{In: "treatment", Episode: sim.Window{From: 2}, Arm: "usual", Value: 3, Per: sim.Year, Source: invented},
		{Move: "leaving", Value: 5}, {Start: true, Group: "men", Value: 7}}
	require.Subset(t, report.Parameters(m), []report.Parameter{
		{Name: "cost: in state treatment, episode from 2, arm usual", Value: "3 a year", Source: invented.String()},
		{Name: "cost: move leaving", Value: "5", Source: "no source is stated"},
		{Name: "cost: at the start, group men", Value: "7", Source: "no source is stated"}})
	require.Equal(t, "always", sim.Window{}.String())
	require.Empty(t, sim.When{}.String())
}

func TestTableIsTheCurve(t *testing.T) {
	r := result(t, sim.Step)
	table, err := report.Table(r, "usual", "leaves")
	require.NoError(t, err)
	km, err := table.KaplanMeier(survival.Limits{Level: .95, Scale: survival.LogLog})
	require.NoError(t, err)
	want, err := r.NotYet("usual", "leaves")
	require.NoError(t, err)
	for m, share := range want {
		p, ok := km.At(float64(m))
		require.True(t, ok)
		require.InDelta(t, share, p.Estimate, 1e-12)
	}
	_, err = report.Table(r, "usual", "x")
	require.ErrorIs(t, err, sim.ErrUnknown)
	_, err = report.Table(result(t, sim.Cohort), "usual", "leaves")
	require.ErrorIs(t, err, report.ErrReport)
}

// TestMoreSectionsStandInThePage adds a table, a note and a figure.
func TestMoreSectionsStandInThePage(t *testing.T) {
	var b bytes.Buffer
	r := result(t, sim.Cohort)
	figures, err := report.Figures(r)
	require.NoError(t, err)
	more := report.Section{Title: "Published <numbers>", Head: []string{"name"}, Rows: [][]string{{"a & b"}}, Note: "and why", Figures: figures[:1]}
	require.NoError(t, report.WriteHTML(&b, r, report.Of(r, "", ""), more))
	for _, want := range []string{"<h2>Published &lt;numbers&gt;</h2>", "<td>a &amp; b</td>", "<p>and why</p>"} {
		require.Contains(t, b.String(), want)
	}
	require.Equal(t, len(figures)+1, strings.Count(b.String(), "<svg"))
	more.Figures = []report.Drawing{{Name: "empty", Figure: figure.Curves{}}}
	require.ErrorContains(t, report.WriteHTML(&b, r, report.Of(r, "", ""), more), "empty: ")
}

// TestPage compares with the page that was read; OUDPATH_UPDATE=1 writes it anew.
func TestPage(t *testing.T) {
	var b bytes.Buffer
	r := result(t, sim.Step)
	require.NoError(t, report.WriteHTML(&b, r, report.Of(r, "Two arms", "test")))
	if os.Getenv("OUDPATH_UPDATE") != "" {
		require.NoError(t, os.WriteFile("testdata/page.html", b.Bytes(), 0o644))
	}
	want, err := os.ReadFile("testdata/page.html")
	require.NoError(t, err)
	require.Equal(t, string(want), b.String())
	require.Contains(t, b.String(), "CHEERS 2022, 28")
	require.Equal(t, strings.Count(b.String(), "http"), strings.Count(b.String(), "http://www.w3.org/2000/svg"), "the page stands alone")
}
