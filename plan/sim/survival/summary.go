package survival

import (
	"fmt"
	"math"
)

// Reach is a time that a curve may or may not come to.
type Reach struct {
	Time    float64 // 0 if not reached
	Reached bool
}

// String writes the time, or "not reached".
func (r Reach) String() string {
	if !r.Reached {
		return "not reached"
	}
	return fmt.Sprintf("%g", r.Time)
}

// Quantile is a time by which a share of the people has had the event, with its limits.
type Quantile struct{ Time, Low, High Reach }

// flatness is how near a curve must come to a level to count as being exactly on it; it covers the rounding of the products.
const flatness = 1.5e-8

// Quantile returns the time by which the share p of the people has had the event; p = 0.5 gives the median. If the curve
// runs exactly along 1−p, it is the middle of that stretch. The limits are the times at which the limits of the curve come
// down to 1−p (Brookmeyer and Crowley). It returns ErrRange unless p is strictly between 0 and 1.
func (s Survival) Quantile(p float64) (Quantile, error) {
	if !(p > 0 && p < 1) {
		return Quantile{}, fmt.Errorf("%w: quantile %v", ErrRange, p)
	}
	return Quantile{
		Time: s.descend(1-p, func(p Point) float64 { return p.Estimate }),
		Low:  s.descend(1-p, func(p Point) float64 { return p.Low }),
		High: s.descend(1-p, func(p Point) float64 { return p.High }),
	}, nil
}

// descend finds where a line of the curve comes down to a level.
func (s Survival) descend(level float64, line func(Point) float64) Reach {
	for i, p := range s.Points {
		y := line(p)
		if y > level+flatness || math.IsNaN(y) && p.Estimate > 0 {
			continue
		}
		if math.IsNaN(y) { // the estimate is 0, where limits do not exist
			return Reach{}
		}
		if y >= level-flatness {
			for _, later := range s.Points[i+1:] {
				if next := line(later); next < level-flatness {
					return Reach{Time: (p.Time + later.Time) / 2, Reached: true}
				}
			}
		}
		return Reach{Time: p.Time, Reached: true}
	}
	return Reach{}
}

// Estimate is a number with its standard error.
type Estimate struct{ Value, StdErr float64 }

// RestrictedMean is the expected time until the event or until the horizon, whichever is first: the area under the curve.
// It returns ErrRange if the horizon is not positive, or lies after the last observation while somebody might still be event-free.
func (s Survival) RestrictedMean(horizon float64) (Estimate, error) {
	if _, known := s.At(horizon); !known || horizon == 0 {
		return Estimate{}, fmt.Errorf("%w: mean restricted to %v", ErrRange, horizon)
	}
	// areas[i] is the area from point i to the horizon.
	total, areas := 0.0, make([]float64, len(s.Points))
	until := horizon
	for i := len(s.Points) - 1; i >= 0; i-- {
		p := s.Points[i]
		if p.Time < until {
			total += (until - p.Time) * p.Estimate
			until = p.Time
		}
		areas[i] = total
	}
	variance := 0.0
	for i, p := range s.Points {
		n, d := float64(p.AtRisk), float64(p.Events)
		if p.Time <= horizon && d < n {
			variance += areas[i] * areas[i] * d / (n * (n - d))
		}
	}
	return Estimate{Value: total + until, StdErr: math.Sqrt(variance)}, nil
}
