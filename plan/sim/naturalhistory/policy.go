package naturalhistory

import (
	"fmt"

	"github.com/oudpath/oudpath/medication"
	"github.com/oudpath/oudpath/plan"
	"github.com/oudpath/oudpath/plan/civil"
	"github.com/oudpath/oudpath/plan/guidance/product"
	"github.com/oudpath/oudpath/plan/sim"
	"github.com/oudpath/oudpath/plan/sim/uncertainty"
)

// Without is the arm of a programme that does not offer a medication.
func Without(m Medication) sim.Arm {
	a := Usual()
	a.Name = "without " + string(m)
	a.Effects = []sim.Effect{withhold(m)}
	return a
}

func withhold(m Medication) sim.Effect {
	name := "start " + string(m)
	return sim.Effect{On: name, By: 0, Source: source(name)}
}

// InPlace is the arm of a place, as an engine of package plan judges by it on a day: without the medications of which no product can be had
// there. It is Usual where the place does not say which country's products can be had, since nothing is known then.
func InPlace(e *plan.Engine, on civil.Date) sim.Arm {
	place := e.Jurisdiction()
	a := Usual()
	a.Name = "as can be had by " + place.Name()
	country, _, known := plan.LimitOn(e, product.Market().Country, on)
	for _, m := range medications {
		if known && !sold(m, country, on) {
			a.Effects = append(a.Effects, withhold(m))
		}
	}
	return a
}

// sold reports whether a product of a medication is marketed in a country. Naltrexone is the injection.
func sold(m Medication, country string, on civil.Date) bool {
	substance := map[Medication]medication.Substance{Buprenorphine: medication.Buprenorphine, Methadone: medication.Methadone,
		Naltrexone: medication.Naltrexone}[m]
	for _, p := range medication.Products() {
		if p.Substance() == substance && (m != Naltrexone || p.Form() == medication.FormDepot) &&
			p.Marketed(country, on) == medication.Marketed {
			return true
		}
	}
	return false
}

// NoDischarge is the arm in which no methadone programme discharges anybody: of those who leave, the share that programmes end stays, at the
// same hazard of leaving otherwise. The share is of discharges for any reason, a positive test among them; what part tests have is not
// known, so this is the most that not discharging for one can do. Nothing like it is known of the other medications.
func NoDischarge(v uncertainty.Values) sim.Arm {
	const ended = "discharges from methadone that the programme decides"
	a := Usual()
	a.Name = "no discharge by the programme"
	a.Effects = []sim.Effect{{On: "leave methadone", By: 1 - v.Get(ended), Source: source(ended)}}
	return a
}

// NaloxoneUsed is the arm in which naloxone is used at that share of the overdoses that somebody attends to, in place of the share that
// Parameters has ("naloxone used when attended"). The share of overdoses that is fatal holds the naloxone of its time; it changes in the
// proportion in which deaths change along the chain witnessed × attended × used × successful.
func NaloxoneUsed(v uncertainty.Values, used float64) sim.Arm {
	const name = "naloxone used when attended"
	chain := v.Get("overdose witnessed") * v.Get("overdose attended when witnessed") * v.Get("naloxone succeeds")
	fatal := v.Get("fatal overdose")
	by := (1 - chain*used) / (1 - chain*v.Get(name))
	a := Usual()
	a.Name = fmt.Sprintf("naloxone used at %.3g %% of overdoses that are attended", 100*used)
	a.Effects = []sim.Effect{{On: "fatal overdose", By: by, Source: source(name)},
		{On: "non-fatal overdose", By: (1 - fatal*by) / (1 - fatal), Source: source(name)}} // who does not die has survived
	return a
}
