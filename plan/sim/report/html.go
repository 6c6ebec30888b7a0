package report

import (
	"fmt"
	"html/template"
	"io"
	"math"
	"strings"

	"github.com/oudpath/oudpath/plan/sim"
	"github.com/oudpath/oudpath/plan/sim/figure"
	"github.com/oudpath/oudpath/plan/sim/survival"
)

// page is what the template shows.
type page struct {
	Provenance
	Horizon string
	Figures []template.HTML
	Rewards []rewardLine
	Items   []item
}

type rewardLine struct{ Arm, Name, Mean, Gain string }

// WriteHTML writes a page that stands alone: figures of who is where and of every measure, means and gains, all parameters with their
// sources, warnings, and the items of CHEERS 2022 and STRESS, filled in where the result says what belongs there and left to the
// authors where it does not.
func WriteHTML(w io.Writer, r *sim.Result, p Provenance) error {
	figures, err := Figures(r)
	if err != nil {
		return err
	}
	c := r.Compiled()
	data := page{Provenance: p, Horizon: fmt.Sprintf("%d cycles of a %v", c.Horizon(), c.Cycle()), Items: items(r, p)}
	for _, f := range figures {
		var b strings.Builder
		if err := f.Figure.WriteSVG(&b); err != nil {
			return fmt.Errorf("%s: %w", f.Name, err)
		}
		data.Figures = append(data.Figures, template.HTML(b.String())) // made by package figure, which escapes what it is given
	}
	for v, err := range rows(r) {
		if err != nil {
			return err
		}
		switch v.kind {
		case "reward":
			data.Rewards = append(data.Rewards, rewardLine{Arm: v.arm, Name: v.name, Mean: withError(v)})
		case "gain":
			data.Rewards[len(data.Rewards)-1].Gain = withError(v)
		}
	}
	return layout.Execute(w, data)
}

func withError(v row) string {
	if number(v.err) == "" {
		return fmt.Sprintf("%.6g (error not known)", v.value)
	}
	if v.err == 0 {
		return fmt.Sprintf("%.6g", v.value)
	}
	return fmt.Sprintf("%.6g ± %.2g", v.value, v.err)
}

// Drawing is a figure of a result. Name is fit for a file.
type Drawing struct {
	Name   string
	Figure interface{ WriteSVG(io.Writer) error }
}

// Figures draws who is where in each arm, and each measure by arm with 95 % bands: Kaplan–Meier limits where persons were followed.
func Figures(r *sim.Result) ([]Drawing, error) {
	c := r.Compiled()
	times := make([]float64, c.Horizon()+1)
	for t := range times {
		times[t] = float64(t)
	}
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
	for n, measure := range c.Measures() {
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
{{if .Rewards}}<h2>Means and gains</h2><table><tr><th>arm</th><th>outcome</th><th>mean per person</th><th>gain against the first arm</th></tr>
{{range .Rewards}}<tr><td>{{.Arm}}</td><td>{{.Name}}</td><td>{{.Mean}}</td><td>{{.Gain}}</td></tr>
{{end}}</table><p>Errors are Monte-Carlo standard errors; they say nothing of how sure the parameters are.</p>{{end}}
<h2>Parameters</h2><table><tr><th>what</th><th>value</th><th>source</th></tr>
{{range .Parameters}}<tr><td>{{.Name}}</td><td><code>{{.Value}}</code></td><td>{{.Source}}</td></tr>
{{end}}</table>
<h2>Skeleton of a report</h2><table><tr><th>standard</th><th>item</th><th>what the study says</th></tr>
{{range .Items}}<tr><td>{{.Standard}}</td><td>{{.Name}}</td><td>{{if .Text}}{{.Text}}{{else}}<span class="open">to be written by the authors</span>{{end}}</td></tr>
{{end}}</table>
<h2>Provenance</h2><p>Model <code>{{.Fingerprint}}</code><br>result <code>{{.Digest}}</code>{{if .Version}}<br>program <code>{{.Version}}</code>{{end}}</p>
</body></html>
`))
