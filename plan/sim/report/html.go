package report

import (
	"errors"
	"fmt"
	"html/template"
	"io"
	"math"
	"slices"
	"strings"

	"github.com/oudpath/oudpath/plan/sim"
	"github.com/oudpath/oudpath/plan/sim/figure"
	"github.com/oudpath/oudpath/plan/sim/survival"
)

// page is what the template shows.
type page struct {
	Provenance
	Comparator string // the arm that gains are against
	Horizon    string
	Figures    []template.HTML
	Rewards    []rewardLine
	More       []section
	Items      []item
}

// Section is a table, with or without figures, that goes into a page beside what the result says of itself: published numbers, an
// analysis of uncertainty.
type Section struct {
	Title   string
	Head    []string
	Rows    [][]string
	Note    string
	Figures []Drawing
}

type section struct {
	Section
	Drawn []template.HTML
}

type rewardLine struct{ Arm, Name, Mean, Gain string }

// WriteHTML writes a page that stands alone: figures of who is where and of every measure, means and gains, all parameters with their
// sources, warnings, and the items of CHEERS 2022 and STRESS, filled in where the result says what belongs there and left to the
// authors where it does not. More sections come after the means.
func WriteHTML(w io.Writer, r *sim.Result, p Provenance, more ...Section) error {
	figures, err := Figures(r)
	if err != nil {
		return err
	}
	c := r.Compiled()
	data := page{Provenance: p, Comparator: c.Comparator(), Horizon: fmt.Sprintf("%d cycles of a %v", c.Horizon(), c.Cycle()), Items: items(r, p)}
	if data.Figures, err = drawn(figures); err != nil {
		return err
	}
	for _, s := range more {
		all, err := drawn(s.Figures)
		if err != nil {
			return err
		}
		data.More = append(data.More, section{s, all})
	}
	for v, err := range Rows(r) {
		if err != nil {
			return err
		}
		switch v.Kind {
		case "reward":
			data.Rewards = append(data.Rewards, rewardLine{Arm: v.Arm, Name: v.Name, Mean: withError(v)})
		case "gain":
			data.Rewards[len(data.Rewards)-1].Gain = withError(v)
		}
	}
	return layout.Execute(w, data)
}

// drawn returns the figures as parts of a page.
func drawn(figures []Drawing) ([]template.HTML, error) {
	var all []template.HTML
	for _, f := range figures {
		var b strings.Builder
		if err := f.Figure.WriteSVG(&b); err != nil {
			return nil, fmt.Errorf("%s: %w", f.Name, err)
		}
		all = append(all, template.HTML(b.String())) // made by package figure, which escapes what it is given
	}
	return all, nil
}

func withError(v Row) string {
	if number(v.StandardError) == "" {
		return fmt.Sprintf("%.6g (error not known)", v.Value)
	}
	if v.StandardError == 0 {
		return fmt.Sprintf("%.6g", v.Value)
	}
	return fmt.Sprintf("%.6g ± %.2g", v.Value, v.StandardError)
}

// Drawing is a figure of a result. Name is fit for a file.
type Drawing struct {
	Name   string
	Figure interface{ WriteSVG(io.Writer) error }
}

// Figures draws who is where in each arm; what people first do in it, unless the model has functions; and, but for the engine
// Counts, each measure by arm with 95 % bands: Kaplan–Meier limits where persons were followed.
func Figures(r *sim.Result) ([]Drawing, error) {
	c := r.Compiled()
	times := moments(c)
	var all []Drawing
	for n, arm := range c.Arms() {
		f := figure.Areas{Title: "Where people are: " + arm, XLabel: c.Cycle().String() + "s", X: times}
		for _, state := range c.States() {
			shares, err := r.Occupancy(arm, state)
			if err != nil {
				return nil, err
			}
			f.Names, f.Shares = append(f.Names, state), append(f.Shares, shares)
		}
		all = append(all, Drawing{Name: fmt.Sprintf("occupancy-%d", n+1), Figure: f})
	}
	for n, arm := range c.Arms() {
		f, err := FirstMoves(c, arm)
		if errors.Is(err, sim.ErrStudy) { // a model with functions
			break
		}
		if err != nil {
			return nil, err
		}
		all = append(all, Drawing{Name: fmt.Sprintf("first-moves-%d", n+1), Figure: f})
	}
	for n, measure := range c.Measures() {
		if r.Study().Engine == sim.Counts { // which knows no first times
			break
		}
		f := figure.Curves{Title: "Not yet: " + measure, XLabel: c.Cycle().String() + "s", YLabel: "share of people", Shares: true}
		for _, arm := range c.Arms() {
			curve, err := measured(r, arm, measure, times)
			if err != nil {
				return nil, err
			}
			f.Curves = append(f.Curves, curve)
		}
		all = append(all, Drawing{Name: fmt.Sprintf("measure-%d", n+1), Figure: f})
	}
	return all, nil
}

func moments(c *sim.Compiled) []float64 {
	times := make([]float64, c.Horizon()+1)
	for t := range times {
		times[t] = float64(t)
	}
	return times
}

// Curve returns the line of a measure, with a 95 % band where persons were followed, or of the share of people in a state or tag, with
// a band of 95 % where that is not exact. Its name is that of the arm.
func Curve(r *sim.Result, arm, name string) (figure.Curve, error) {
	c := r.Compiled()
	if slices.Contains(c.Measures(), name) {
		return measured(r, arm, name, moments(c))
	}
	shares, err := r.Occupancy(arm, name)
	if err != nil {
		return figure.Curve{}, err
	}
	curve := figure.Curve{Name: arm, X: moments(c), Y: shares}
	if r.Study().Engine == sim.Cohort {
		return curve, nil
	}
	for _, p := range shares {
		wide := 1.96 * r.ShareError(p)
		curve.Low, curve.High = append(curve.Low, max(0, p-wide)), append(curve.High, min(1, p+wide))
	}
	return curve, nil
}

// measured returns the curve of a measure, with a band where persons were followed.
func measured(r *sim.Result, arm, measure string, times []float64) (figure.Curve, error) {
	values, err := r.NotYet(arm, measure)
	if err != nil {
		return figure.Curve{}, err
	}
	curve := figure.Curve{Name: arm, X: times, Y: values}
	table, err := Table(r, arm, measure)
	if err != nil {
		return curve, nil // an exact curve has no band
	}
	km, err := table.KaplanMeier(survival.Limits{Level: 0.95, Scale: survival.LogLog})
	if err != nil {
		return curve, err
	}
	for _, t := range times {
		low, high := math.NaN(), math.NaN()
		if p, ok := km.At(t); ok {
			low, high = p.Low, p.High
		}
		curve.Low, curve.High = append(curve.Low, low), append(curve.High, high)
	}
	return curve, nil
}

var layout = template.Must(template.New("report").Parse(`<!DOCTYPE html>
<html lang="en"><head><meta charset="utf-8"><title>{{or .Title "Simulation study"}}</title>
<style>body{font-family:sans-serif;max-width:60rem;margin:2rem auto;padding:0 1rem;color:#222;line-height:1.4}
table{border-collapse:collapse;width:100%;font-size:.9rem}td,th{border:1px solid #ccc;padding:.3rem .5rem;text-align:left;vertical-align:top}
svg{width:100%;height:auto}code{font-size:.85rem;word-break:break-all}.open{color:#8a4b00}</style></head><body>
<h1>{{or .Title "Simulation study"}}</h1>
<p><strong>{{.Note}}</strong></p>
<p>Engine {{.Study.Engine}}, {{.People}} people in each arm, seed {{.Study.Seed}}, {{.Horizon}}.</p>
{{if .Warnings}}<h2>To be known when reading this</h2><ul>{{range .Warnings}}<li>{{.}}</li>{{end}}</ul>{{end}}
<h2>Figures</h2>{{range .Figures}}{{.}}
{{end}}
{{if .Rewards}}<h2>Means and gains</h2><table><tr><th>arm</th><th>outcome</th><th>mean per person</th><th>gain against {{.Comparator}}</th></tr>
{{range .Rewards}}<tr><td>{{.Arm}}</td><td>{{.Name}}</td><td>{{.Mean}}</td><td>{{.Gain}}</td></tr>
{{end}}</table><p>Errors are Monte-Carlo standard errors; they say nothing of how sure the parameters are.</p>{{end}}{{range .More}}
<h2>{{.Title}}</h2>{{if .Rows}}<table><tr>{{range .Head}}<th>{{.}}</th>{{end}}</tr>
{{range .Rows}}<tr>{{range .}}<td>{{.}}</td>{{end}}</tr>
{{end}}</table>{{end}}{{if .Note}}<p>{{.Note}}</p>{{end}}{{range .Drawn}}
{{.}}{{end}}{{end}}
<h2>Parameters</h2><table><tr><th>what</th><th>value</th><th>source</th></tr>
{{range .Parameters}}<tr><td>{{.Name}}</td><td><code>{{.Value}}</code></td><td>{{.Source}}</td></tr>
{{end}}</table>
<h2>Skeleton of a report</h2><table><tr><th>standard</th><th>item</th><th>what the study says</th></tr>
{{range .Items}}<tr><td>{{.Standard}}</td><td>{{.Name}}</td><td>{{if .Text}}{{.Text}}{{else}}<span class="open">to be written by the authors</span>{{end}}</td></tr>
{{end}}</table>
<h2>Provenance</h2><p>Model <code>{{.Fingerprint}}</code><br>result <code>{{.Digest}}</code>{{if .Version}}<br>program <code>{{.Version}}</code>{{end}}</p>
</body></html>
`))
