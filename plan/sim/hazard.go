package sim

import (
	"fmt"
	"math"

	"github.com/oudpath/oudpath/plan/sim/internal/portable"
)

// Hazard is how fast one way out of a state (or one event) comes about, as a function of the time on one clock.
//
// It is made by the functions below and runs on the clock InState unless On names another. Rates are per cycle of the model;
// on the clock Age they are per year and times are years. The zero Hazard is invalid.
type Hazard struct {
	kind   hazardKind
	clock  Clock
	a, b   float64   // parameters, by kind
	values []float64 // rates, survival or probabilities per unit of the clock, by kind
	cuts   []int     // ends of the pieces
	life   *LifeTable
	name   string // of the life table, until it is looked up
	left   string // of the risk window, on the clock SinceLeaving
	call   func(*Person) float64
	fault  error // what is wrong with the parameters
}

type hazardKind uint8

const (
	_ hazardKind = iota
	constantRate
	rateTable
	weibull     // a is the shape, b the scale
	weibullRate // a is the shape, b the rate
	gompertz
	logLogistic
	logNormal
	lifeTable
	calledRate
	constantProbability
	probabilityTable
	pointMass
)

// hazardKinds is indexed by hazardKind.
var hazardKinds = [...]struct {
	name        string
	probability bool // its values are probabilities per unit of the clock, and not rates
}{
	0:                   {name: "none"},
	constantRate:        {name: "constant"},
	rateTable:           {name: "table"},
	weibull:             {name: "Weibull"},
	weibullRate:         {name: "Weibull by rate"},
	gompertz:            {name: "Gompertz"},
	logLogistic:         {name: "log-logistic"},
	logNormal:           {name: "log-normal"},
	lifeTable:           {name: "life table"},
	calledRate:          {name: "function"},
	constantProbability: {name: "probability", probability: true},
	probabilityTable:    {name: "probability table", probability: true},
	pointMass:           {name: "scheduled", probability: true},
}

// Piece is one piece of a piecewise constant hazard: the rate up to, and not including, the time Until. An Until of zero has no
// end and is allowed in the last piece only. Ends rise.
type Piece struct {
	Until int     `json:"until,omitzero"`
	Rate  float64 `json:"rate" document:"required"`
}

// Constant is a hazard that never changes.
func Constant(rate float64) Hazard {
	return Hazard{kind: constantRate, clock: InState, a: rate, fault: nonNegative("rate", rate)}
}

// Pieces is a piecewise constant hazard. After the last piece its rate goes on.
func Pieces(pieces ...Piece) Hazard {
	h := Hazard{kind: rateTable, clock: InState}
	if len(pieces) == 0 {
		h.fault = fmt.Errorf("no pieces")
	}
	last := 0
	for i, p := range pieces {
		h.values = append(h.values, p.Rate)
		h.fault = first(h.fault, nonNegative("rate", p.Rate))
		open := i == len(pieces)-1
		if p.Until <= last && !(open && p.Until == 0) {
			h.fault = first(h.fault, fmt.Errorf("piece %d ends at %d, not after %d", i, p.Until, last))
		}
		if !open {
			h.cuts = append(h.cuts, p.Until)
		}
		last = p.Until
	}
	return h
}

// Rates is a hazard given unit by unit: rates[0] in the first cycle (year, on Age), rates[1] in the second; the last goes on.
func Rates(rates ...float64) Hazard {
	pieces := make([]Piece, len(rates))
	for i, r := range rates {
		pieces[i] = Piece{Until: i + 1, Rate: r}
	}
	return Pieces(pieces...)
}

// Weibull has the survival exp(−(t/scale)^shape). A shape below 1 means that the risk falls with time.
func Weibull(shape, scale float64) Hazard {
	return Hazard{kind: weibull, clock: InState, a: shape, b: scale,
		fault: first(positiveParameter("shape", shape), positiveParameter("scale", scale))}
}

// WeibullRate is the Weibull hazard in its other usual form, with the survival exp(−rate·t^shape).
func WeibullRate(shape, rate float64) Hazard {
	return Hazard{kind: weibullRate, clock: InState, a: shape, b: rate,
		fault: first(positiveParameter("shape", shape), nonNegative("rate", rate))}
}

// Gompertz has the hazard rate·e^(shape·t). A shape of zero is a constant hazard; a negative one lets some never leave.
func Gompertz(shape, rate float64) Hazard {
	h := Hazard{kind: gompertz, clock: InState, a: shape, b: rate, fault: nonNegative("rate", rate)}
	if math.IsNaN(shape) || math.IsInf(shape, 0) {
		h.fault = fmt.Errorf("shape %v", shape)
	}
	return h
}

// LogLogistic has the survival 1/(1 + (t/scale)^shape).
func LogLogistic(shape, scale float64) Hazard {
	return Hazard{kind: logLogistic, clock: InState, a: shape, b: scale,
		fault: first(positiveParameter("shape", shape), positiveParameter("scale", scale))}
}

// LogNormal has a normal logarithm of time with the mean and the standard deviation given.
func LogNormal(mean, sd float64) Hazard {
	h := Hazard{kind: logNormal, clock: InState, a: mean, b: sd, fault: positiveParameter("standard deviation", sd)}
	if math.IsNaN(mean) || math.IsInf(mean, 0) {
		h.fault = fmt.Errorf("mean %v", mean)
	}
	return h
}

// Fitted is a hazard read off a survival curve: survival[0] after one unit of the clock, survival[1] after two; the curve starts
// at 1. After its end the last unit's hazard goes on. A curve that rises or leaves 0 to 1 is a fault.
func Fitted(survival ...float64) Hazard {
	rates, before := make([]float64, len(survival)), 1.0
	var fault error
	for i, s := range survival {
		if !(s > 0 && s <= before) {
			fault = first(fault, fmt.Errorf("survival %v after %v", s, before))
		}
		rates[i], before = max(0, portable.Log(before)-portable.Log(s)), s
	}
	h := Rates(rates...)
	h.fault = first(fault, h.fault)
	return h
}

// Probability is a constant probability per cycle. Multipliers multiply the probability itself under ConditionalOnSurvival, and
// the rate −ln(1 − p) under CompetingExponential.
//
// A probability that rounding put a hair above 1 (by no more than 1e-12) is 1, here and wherever probabilities and shares are given.
func Probability(p float64) Hazard {
	return Hazard{kind: constantProbability, clock: InState, a: shave(p), fault: probability(p)}
}

// Probabilities are probabilities per cycle, cycle by cycle of the clock; the last goes on.
func Probabilities(p ...float64) Hazard {
	h := Hazard{kind: probabilityTable, clock: InState}
	if len(p) == 0 {
		h.fault = fmt.Errorf("no probabilities")
	}
	for _, x := range p {
		h.values, h.fault = append(h.values, shave(x)), first(h.fault, probability(x))
	}
	return h
}

// Scheduled is a completion at a fixed time: everybody who is still in the state at the end of that many cycles leaves then.
// Scheduled(4) in a model of weeks is a course of 28 days.
//
// A point mass comes after all other ways of its cycle, under either conversion, and takes from those who are left. As a person
// moves once per cycle at most, who makes another move in the scheduled cycle, or comes into the state later on a clock that has
// passed the time already, leaves at the end of the next cycle in which nothing else happens: nobody stays for having missed it.
func Scheduled(after int) Hazard { return ScheduledShare(after, 1) }

// ScheduledShare is a point at which only a share of those who are still there leaves, such as the date of the next injection.
// ScheduledShare(4, 0.24) ends the stay of 24 % at the end of cycle 4. Who is elsewhere in that one cycle, or makes another move in
// it, is not asked again; Verify warns where that can happen.
func ScheduledShare(after int, share float64) Hazard {
	h := Hazard{kind: pointMass, clock: InState, cuts: []int{after}, values: []float64{shave(share)}, fault: probability(share)}
	if after < 1 {
		h.fault = fmt.Errorf("scheduled after %d cycles", after)
	}
	return h
}

// Called is a hazard that a function computes for each person and cycle, in the model's unit: a rate per cycle.
//
// Only the engine Step can run it. The function must be a pure function of the person it is given, must not keep the pointer and
// may be called from several goroutines at once. A negative or undefined rate stops the run with an error.
func Called(rate func(*Person) float64) Hazard {
	h := Hazard{kind: calledRate, clock: InState, call: rate}
	if rate == nil {
		h.fault = fmt.Errorf("no function")
	}
	return h
}

// On returns the hazard on another clock; on SinceLeaving it is that of the risk window without a name.
func (h Hazard) On(clock Clock) Hazard {
	h.clock, h.left = clock, ""
	return h
}

// Since returns the hazard on the clock SinceLeaving of the risk window of that name.
func (h Hazard) Since(window string) Hazard {
	h.clock, h.left = SinceLeaving, window
	return h
}

// String names the kind of hazard and its clock.
func (h Hazard) String() string {
	text := fmt.Sprintf("%s on %v", hazardKinds[h.kind].name, h.clock)
	if h.left != "" {
		text += " " + h.left
	}
	return text
}

// validate reports what is wrong with the hazard itself.
func (h Hazard) validate() error {
	switch {
	case h.kind == 0:
		return fmt.Errorf("no hazard")
	case h.fault != nil:
		return fmt.Errorf("%s: %w", hazardKinds[h.kind].name, h.fault)
	case !h.clock.Valid():
		return fmt.Errorf("%s: invalid clock", hazardKinds[h.kind].name)
	case h.kind == lifeTable && h.clock != Age:
		return fmt.Errorf("a life table runs on the clock age only")
	case h.kind == pointMass && h.clock == Age:
		return fmt.Errorf("a scheduled completion cannot run on the clock age")
	}
	return nil
}

func (h Hazard) isProbability() bool { return hazardKinds[h.kind].probability }

// flat returns the time of the clock from which on the hazard no longer changes, never if there is none.
func (h Hazard) flat() int {
	switch h.kind {
	case rateTable:
		if len(h.cuts) == 0 {
			return 0
		}
		return h.cuts[len(h.cuts)-1]
	case pointMass:
		if h.goesOn() {
			return h.cuts[0] - 1
		}
		return h.cuts[0]
	case probabilityTable:
		return max(0, len(h.values)-1)
	case weibull, weibullRate, logLogistic, logNormal, gompertz, lifeTable:
		return never
	}
	return 0
}

const never = math.MaxInt32

// amount returns what the hazard adds in the cycle that starts at the time t of its clock and lasts dt: a probability if it is
// one, a cumulative rate otherwise.
func (h Hazard) amount(t, dt float64, sex Sex) float64 {
	switch h.kind {
	case constantRate:
		return h.a * dt
	case rateTable:
		return h.between(t, t+dt)
	case weibull:
		return growth(t/h.b, dt/h.b, h.a)
	case weibullRate:
		return h.b * growth(t, dt, h.a)
	case gompertz:
		if h.a == 0 {
			return h.b * dt
		}
		return h.b / h.a * portable.Exp(h.a*t) * portable.Expm1(h.a*dt)
	case logLogistic:
		return portable.Log1p(growth(t/h.b, dt/h.b, h.a) / (1 + portable.Pow(t/h.b, h.a)))
	case logNormal:
		return h.logSurvival(t) - h.logSurvival(t+dt)
	case lifeTable:
		return h.life.between(sex, t, t+dt)
	case constantProbability:
		return h.a
	case probabilityTable:
		return h.values[min(int(t), len(h.values)-1)]
	case pointMass:
		if due := int(t) + 1; due == h.cuts[0] || due > h.cuts[0] && h.goesOn() {
			return h.values[0]
		}
	}
	return 0
}

// goesOn reports whether the hazard is a point mass that takes everybody, and so also those who come late to it.
func (h Hazard) goesOn() bool { return h.kind == pointMass && h.values[0] == 1 }

// between integrates a piecewise constant rate.
func (h Hazard) between(from, to float64) float64 {
	sum := 0.0
	for i, rate := range h.values {
		end := math.Inf(1)
		if i < len(h.cuts) {
			end = float64(h.cuts[i])
		}
		if from < end {
			sum += float64(rate * (min(to, end) - from))
			if to <= end {
				break
			}
			from = end
		}
	}
	return sum
}

// growth returns (t + dt)^a − t^a without the difference, which would lose digits late in a long stay.
func growth(t, dt, a float64) float64 {
	if t == 0 {
		return portable.Pow(dt, a)
	}
	return portable.Pow(t, a) * portable.Expm1(a*portable.Log1p(dt/t))
}

// logSurvival is the logarithm of the log-normal survival.
func (h Hazard) logSurvival(t float64) float64 {
	if t <= 0 {
		return 0
	}
	return portable.LogErfc((portable.Log(t)-h.a)/h.b/math.Sqrt2) - math.Ln2
}

func first(errs ...error) error {
	for _, err := range errs {
		if err != nil {
			return err
		}
	}
	return nil
}

func nonNegative(name string, x float64) error {
	if !(x >= 0) || math.IsInf(x, 1) {
		return fmt.Errorf("%s %v is not a number from 0 up", name, x)
	}
	return nil
}

func positiveParameter(name string, x float64) error {
	if !(x > 0) || math.IsInf(x, 1) {
		return fmt.Errorf("%s %v is not above 0", name, x)
	}
	return nil
}

func probability(p float64) error {
	if !(p >= 0 && p <= 1+slack) {
		return fmt.Errorf("probability %v is not between 0 and 1", p)
	}
	return nil
}

// shave takes off what rounding added above 1; what is further above stays, and is a fault.
func shave(p float64) float64 {
	if p > 1 && p <= 1+slack {
		return 1
	}
	return p
}
