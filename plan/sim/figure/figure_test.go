package figure_test

import (
	"bytes"
	"encoding/xml"
	"fmt"
	"io"
	"math"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"github.com/oudpath/oudpath/plan/sim/figure"
	"github.com/stretchr/testify/require"
)

func Example() {
	err := figure.Curves{Title: "Retention", XLabel: "weeks", YLabel: "still in treatment", Shares: true,
		Curves: []figure.Curve{{Name: "methadone", X: []float64{0, 12, 24}, Y: []float64{1, .85, .73}}}}.WriteSVG(io.Discard)
	fmt.Println(err)
	// Output: <nil>
}

type drawing interface{ WriteSVG(io.Writer) error }

// drawings are figures of invented numbers, which are kept as files and were looked at.
func drawings() map[string]drawing {
	var weeks, a, b, low, high, dead, out, in []float64
	for w := range 53 {
		t := float64(w)
		s, u := math.Exp(-math.Pow(t/60, .7)), math.Exp(-math.Pow(t/30, .7))
		weeks, a, b = append(weeks, t), append(a, s), append(b, u)
		low, high = append(low, s-.03*math.Sqrt(t/52)), append(high, s+.03*math.Sqrt(t/52))
		dead = append(dead, t*.0005)
		in, out = append(in, s), append(out, 1-s-t*.0005)
	}
	low[0] = math.NaN()
	var effects, costs, more, dearer []float64
	for i := range 200 {
		x, y := math.Sin(float64(i)*12.9898), math.Sin(float64(i)*78.233)
		effects, costs = append(effects, .3+.2*x), append(costs, 4000+5000*y+3000*x)
		more, dearer = append(more, .6+.15*y), append(dearer, 22000+4000*x)
	}
	return map[string]drawing{
		"curves": figure.Curves{Title: "Retention in treatment", XLabel: "weeks", YLabel: "still in treatment", Shares: true,
			Curves: []figure.Curve{
				{Name: "methadone", X: weeks, Y: a, Low: low, High: high}, {Name: "buprenorphine <first>", X: weeks, Y: b, Steps: true}}},
		"areas": figure.Areas{Title: "Where people are", XLabel: "weeks", X: weeks, Names: []string{"in treatment", "out of treatment", "dead"},
			Shares: [][]float64{in, out, dead}},
		"sankey": figure.Sankey{Title: "What people do first", Left: "start", Right: "first move", Streams: []figure.Stream{
			{"methadone", "out of treatment", .21}, {"methadone", "fatal overdose", .002}, {"methadone", "other death", .004},
			{"methadone", "still on methadone", .284}, {"buprenorphine <first>", "out of treatment", .33},
			{"buprenorphine <first>", "methadone", .05}, {"buprenorphine <first>", "other death", .00003},
			{"buprenorphine <first>", "still on buprenorphine", .11997}}},
		"tornado": figure.Tornado{Title: "Net benefit", XLabel: "dollars", Base: 12000, Bars: []figure.Bar{{"rate of leaving", 9000, 14500},
			{"cost of a week", 13500, 10000}, {"risk after leaving", 11000, 12500}}},
		"plane": figure.Plane{Title: "Against usual care", EffectLabel: "quality-adjusted years gained", CostLabel: "dollars more",
			Threshold: 50000,
			Clouds:    []figure.Cloud{{Name: "longer", Effects: effects, Costs: costs}, {Name: "with outreach", Effects: more, Costs: dearer}}},
	}
}

// TestFiguresAreThoseThatWereLookedAt compares with files; OUDPATH_UPDATE=1 writes them anew, to be looked at again.
func TestFiguresAreThoseThatWereLookedAt(t *testing.T) {
	for name, f := range drawings() {
		var b, again bytes.Buffer
		require.NoError(t, f.WriteSVG(&b))
		require.NoError(t, f.WriteSVG(&again))
		require.Equal(t, b.String(), again.String())
		for d := xml.NewDecoder(strings.NewReader(b.String())); ; {
			if _, err := d.Token(); err != nil {
				require.ErrorIs(t, err, io.EOF, "%s is well formed", name)
				break
			}
		}
		require.NotContains(t, b.String(), "NaN")
		file := filepath.Join("testdata", name+".svg")
		if os.Getenv("OUDPATH_UPDATE") != "" {
			require.NoError(t, os.WriteFile(file, b.Bytes(), 0o644))
		}
		want, err := os.ReadFile(file)
		require.NoError(t, err)
		require.Equal(t, string(want), b.String(), name)
	}
}

func TestFiguresOfNothing(t *testing.T) {
	one := []float64{1, 2}
	for _, f := range []drawing{figure.Curves{}, figure.Areas{}, figure.Tornado{}, figure.Plane{},
		figure.Curves{Curves: []figure.Curve{{X: one, Y: one[:1]}}}, figure.Curves{Curves: []figure.Curve{{X: one, Y: one, Low: one}}},
		figure.Curves{Curves: []figure.Curve{{X: one, Y: []float64{math.NaN(), math.NaN()}}}},
		figure.Areas{X: one, Names: []string{"a"}, Shares: [][]float64{{1}}}, figure.Tornado{Bars: []figure.Bar{{"x", math.Inf(1), 0}}},
		figure.Plane{Clouds: []figure.Cloud{{Effects: one}}},
		figure.Sankey{}, figure.Sankey{Streams: []figure.Stream{{"a", "b", 0}}}, figure.Sankey{Streams: []figure.Stream{{"a", "b", math.NaN()}}},
		figure.Sankey{Streams: []figure.Stream{{"a", "b", math.Inf(1)}}},
	} {
		require.ErrorIs(t, f.WriteSVG(io.Discard), figure.ErrFigure)
	}
}

// TestManyNamesLookDifferent holds that no two lines and no two areas look the same where there are more of them than colours.
func TestManyNamesLookDifferent(t *testing.T) {
	const many = 16
	curves, areas := figure.Curves{}, figure.Areas{X: []float64{0, 1}}
	for i := range many {
		name := fmt.Sprint("state ", i)
		curves.Curves = append(curves.Curves, figure.Curve{Name: name, X: []float64{0, 1}, Y: []float64{0, float64(i)}})
		areas.Names, areas.Shares = append(areas.Names, name), append(areas.Shares, []float64{1.0 / many, 1.0 / many})
	}
	for _, f := range []struct {
		drawing drawing
		key     *regexp.Regexp // of an entry of the legend
	}{{curves, regexp.MustCompile(`h34"( stroke="\S+" .*stroke-dasharray="[^"]*")`)}, {areas, regexp.MustCompile(`height="14"( fill="\S+" fill-opacity="\S+")`)}} {
		var b bytes.Buffer
		require.NoError(t, f.drawing.WriteSVG(&b))
		looks := map[string]bool{}
		for _, found := range f.key.FindAllStringSubmatch(b.String(), -1) {
			looks[found[1]] = true
		}
		require.Len(t, looks, many)
	}
}
