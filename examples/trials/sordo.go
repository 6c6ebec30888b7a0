package main

import (
	"context"
	"fmt"

	"github.com/oudpath/oudpath/plan/sim"
	"github.com/oudpath/oudpath/plan/sim/survival"
	"github.com/oudpath/oudpath/stages"
)

const (
	outOfTreatment = "out of treatment"
	overdose       = "died of overdose"
	otherDeath     = "died otherwise"
)

// perThousandYears turns a rate per 1 000 person-years into one per week.
func perThousandYears(rate float64) float64 { return rate / 1000 / sim.Week.PerYear() }

// sordoArm is a medication in the meta-analysis.
type sordoArm struct {
	name                  string
	in, out               float64 // deaths of all causes per 1 000 person-years in and out of treatment
	overdoseIn            float64
	overdoseOut           float64
	ratio, low, high      float64 // all causes, out to in
	overdoseRatio         [3]float64
	leavingYear, entering float64 // hazard of leaving per year, probability of entering per week
}

var sordoArms = []sordoArm{
	{
		name: "methadone", in: 11.3, out: 36.1, overdoseIn: 2.6, overdoseOut: 12.7, ratio: 3.20, low: 2.65, high: 3.86,
		overdoseRatio: [3]float64{4.80, 2.90, 7.96}, leavingYear: 1.051, entering: .001696,
	},
	{
		name: "buprenorphine", in: 4.3, out: 9.5, overdoseIn: 1.4, overdoseOut: 4.6, ratio: 2.20, low: 1.34, high: 3.61,
		leavingYear: 1.609, entering: .005289,
	},
}

// The first four weeks: on starting methadone against the time after, and on leaving buprenorphine, per 1 000 person-years.
const (
	methadoneStart                   = 2.01
	methadoneStartLow                = 1.55
	methadoneStartHigh               = 5.09
	buprenorphineLeft, buprenorphine = 32.0, 10.9
)

// The states, as numbered in the model.
const (
	stateIn survival.State = iota
	stateOut
	stateOverdose
	stateOther
)

// sordoModel moves people in and out of treatment for ten years. Effects may change deaths in the first four weeks of a stay.
func sordoModel(a sordoArm, effects ...sim.Effect) sim.Model {
	death := func(name, from, to string, rate float64) sim.Transition {
		return sim.Transition{Name: name, From: from, To: to, Hazard: sim.Constant(perThousandYears(rate)), Source: sordoPaper}
	}
	return sim.Model{
		Name: "Sordo", Cycle: sim.Week, Horizon: 520, Conversion: sim.CompetingExponential,
		States: []sim.State{
			{Name: inTreatment, Stage: stages.Therapy}, {Name: outOfTreatment, Stage: stages.DischargedUnplanned},
			{Name: overdose, Stage: stages.Deceased}, {Name: otherDeath, Stage: stages.Deceased},
		},
		Transitions: []sim.Transition{
			{Name: "leaving", From: inTreatment, To: outOfTreatment, Hazard: sim.Constant(a.leavingYear / sim.Week.PerYear()),
				Source: leaving},
			{Name: "entering", From: outOfTreatment, To: inTreatment, Hazard: sim.Probability(a.entering), Source: entry},
			death("overdose in", inTreatment, overdose, a.overdoseIn),
			death("other in", inTreatment, otherDeath, a.in-a.overdoseIn),
			death("overdose out", outOfTreatment, overdose, a.overdoseOut),
			death("other out", outOfTreatment, otherDeath, a.out-a.overdoseOut),
		},
		Effects: effects,
		Arms:    []sim.Arm{{Name: a.name, Start: map[string]float64{inTreatment: 1}}},
	}
}

// personTime simulates and adds up person-time by state, apart in the first four weeks of a stay.
func personTime(m sim.Model, s settings) (*survival.PersonTime, error) {
	c, err := m.Compile()
	if err != nil {
		return nil, err
	}
	time, err := survival.NewPersonTime(len(m.States), 0, 4)
	if err != nil {
		return nil, err
	}
	for h, err := range histories(c, m, sim.Study{Engine: sim.Jump, People: s.people, Seed: s.seed}, m.Arms[0].Name) {
		if err != nil {
			return nil, err
		}
		if err := time.Add(h); err != nil {
			return nil, err
		}
	}
	return time, nil
}

// deaths adds the windows and the causes of death of a state: all windows and both causes if none is named.
func deaths(t *survival.PersonTime, from survival.State, windows []int, causes []survival.State) survival.Rate {
	var sum survival.Rate
	for _, w := range windows {
		for i, cause := range causes {
			rate := t.Moves(from, w, cause)
			if i > 0 {
				rate.Time = 0 // the same time, once
			}
			sum = sum.Plus(rate)
		}
	}
	return sum
}

var (
	bothWindows = []int{0, 1}
	bothCauses  = []survival.State{stateOverdose, stateOther}
)

// rateRow compares a published rate per 1 000 person-years with a simulated one.
func rateRow(what string, published float64, simulated survival.Rate) (row, error) {
	per := 1000 * sim.Week.PerYear()
	low, high, err := simulated.Exact(.999, per)
	return row{
		what: what + ", per 1 000 person-years", published: published, simulated: simulated.Per(per),
		within: interval{low, high, ofSimulation}, shows: input, format: twoDigits,
	}, err
}

func runSordo(_ context.Context, s settings) (report, error) {
	r := report{
		title: "Sordo 2017: deaths in and out of treatment with methadone and buprenorphine",
		about: "People go in and out of treatment for ten years. Published rates go in; person-time by state and by the first four weeks of\n" +
			"each stay, added up over simulated histories, has to give them back. The intervals of rates are those of the\n" +
			"simulation (99.9 %, as many are looked at).",
		sources: list(sordoPaper, sordoWindows, santoWindows, leaving, entry),
	}
	for _, a := range sordoArms {
		time, err := personTime(sordoModel(a), s)
		if err != nil {
			return r, err
		}
		in, out := deaths(time, stateIn, bothWindows, bothCauses), deaths(time, stateOut, bothWindows, bothCauses)
		overdoseIn := deaths(time, stateIn, bothWindows, bothCauses[:1])
		overdoseOut := deaths(time, stateOut, bothWindows, bothCauses[:1])
		for _, x := range []struct {
			what      string
			published float64
			simulated survival.Rate
		}{
			{"deaths in treatment", a.in, in}, {"deaths out of treatment", a.out, out},
			{"overdose deaths in treatment", a.overdoseIn, overdoseIn}, {"overdose deaths out of treatment", a.overdoseOut, overdoseOut},
			{"deaths in the first 4 weeks in", a.in, deaths(time, stateIn, bothWindows[:1], bothCauses)},
			{"deaths in the first 4 weeks out", a.out, deaths(time, stateOut, bothWindows[:1], bothCauses)},
		} {
			line, err := rateRow(a.name+": "+x.what, x.published, x.simulated)
			if err != nil {
				return r, fmt.Errorf("%s: %w", x.what, err)
			}
			r.rows = append(r.rows, line)
		}
		r.rows = append(r.rows, ratio(a.name+": rate ratio out to in", a.ratio, a.low, a.high, out.Per(1)/in.Per(1), input))
		if o := a.overdoseRatio; o[0] > 0 {
			r.rows = append(r.rows, ratio(a.name+": rate ratio out to in, overdose", o[0], o[1], o[2], overdoseOut.Per(1)/overdoseIn.Per(1),
				input))
		}
	}
	rows, err := windowRows(s)
	r.rows = append(r.rows, rows...)
	return r, err
}

// windowRows put a higher risk into the first four weeks.
func windowRows(s settings) ([]row, error) {
	first := sim.Window{To: 4}
	methadone := sordoArms[0]
	time, err := personTime(sordoModel(methadone,
		sim.Effect{On: "overdose in", By: methadoneStart, When: sim.When{InState: first}, Source: santoWindows},
		sim.Effect{On: "other in", By: methadoneStart, When: sim.When{InState: first}, Source: santoWindows},
	), s)
	if err != nil {
		return nil, err
	}
	early, late := deaths(time, stateIn, bothWindows[:1], bothCauses), deaths(time, stateIn, bothWindows[1:], bothCauses)
	rows := []row{ratio("methadone: rate ratio of the first 4 weeks in to later",
		methadoneStart, methadoneStartLow, methadoneStartHigh, early.Per(1)/late.Per(1), input)}

	// The share of deaths that are overdoses is taken to be the same in both windows; only all causes are compared.
	bup := sordoArms[1]
	bup.out, bup.overdoseOut = buprenorphine, bup.overdoseOut/bup.out*buprenorphine
	left := buprenorphineLeft / buprenorphine
	time, err = personTime(sordoModel(bup,
		sim.Effect{On: "overdose out", By: left, When: sim.When{InState: first}, Source: sordoWindows},
		sim.Effect{On: "other out", By: left, When: sim.When{InState: first}, Source: sordoWindows},
	), s)
	if err != nil {
		return nil, err
	}
	for i, x := range []struct {
		what      string
		published float64
	}{{"deaths in the first 4 weeks after stopping", buprenorphineLeft}, {"deaths later out of treatment", buprenorphine}} {
		line, err := rateRow("buprenorphine: "+x.what, x.published, deaths(time, stateOut, bothWindows[i:i+1], bothCauses))
		if err != nil {
			return nil, err
		}
		rows = append(rows, line)
	}
	return rows, nil
}
