package report

import (
	"github.com/oudpath/oudpath/plan/sim/economics"
	"github.com/oudpath/oudpath/plan/sim/figure"
	"github.com/oudpath/oudpath/plan/sim/survival"
	"github.com/oudpath/oudpath/plan/sim/uncertainty"
)

// Steps makes a line of an estimate of package survival (retention, cumulative incidence), with its limits as a band. start is the
// estimate at time 0: 1 for a survival, 0 for an incidence.
func Steps(name string, start float64, c survival.Curve) figure.Curve {
	line := figure.Curve{Name: name, Steps: true, X: []float64{0}, Y: []float64{start}, Low: []float64{start}, High: []float64{start}}
	for _, p := range c.Points {
		if p.Time > 0 {
			line.X, line.Y = append(line.X, p.Time), append(line.Y, p.Estimate)
			line.Low, line.High = append(line.Low, p.Low), append(line.High, p.High)
		}
	}
	return line
}

// Acceptability draws the probability that each strategy is the best at every threshold: the acceptability curves. The thresholds must
// rise.
func Acceptability(s *economics.Sample, title, currency string, thresholds ...float64) (figure.Curves, error) {
	f := figure.Curves{Title: title, XLabel: currency + " for a unit of effect", YLabel: "probability of being the best", Shares: true}
	points, err := s.Acceptability(thresholds...)
	if err != nil {
		return f, err
	}
	for i, name := range s.Names() {
		c := figure.Curve{Name: name}
		for _, p := range points {
			c.X, c.Y = append(c.X, p.Threshold), append(c.Y, p.Probability[i])
		}
		f.Curves = append(f.Curves, c)
	}
	return f, nil
}

// Plane draws what every strategy but the comparator costs and brings more than it, draw by draw.
func Plane(s *economics.Sample, comparator, title, effect, currency string, threshold float64) (figure.Plane, error) {
	f := figure.Plane{Title: title, EffectLabel: effect + " gained", CostLabel: currency + " more", Threshold: threshold}
	for _, name := range s.Names() {
		if name == comparator {
			continue
		}
		increments, _, err := s.Plane(name, comparator)
		if err != nil {
			return f, err
		}
		cloud := figure.Cloud{Name: name}
		for _, i := range increments {
			cloud.Effects, cloud.Costs = append(cloud.Effects, i.Effect), append(cloud.Costs, i.Cost)
		}
		f.Clouds = append(f.Clouds, cloud)
	}
	return f, nil
}

// Tornado draws the swings of (uncertainty.Set).Tornado, the widest on top.
func Tornado(title, result string, swings []uncertainty.Swing) figure.Tornado {
	f := figure.Tornado{Title: title, XLabel: result}
	for _, s := range swings {
		f.Base = s.BaseResult
		f.Bars = append(f.Bars, figure.Bar{Name: s.Name, Low: s.AtLow, High: s.AtHigh})
	}
	return f
}
