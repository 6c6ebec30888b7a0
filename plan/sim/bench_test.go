//go:build unix

package sim_test

import (
	"fmt"
	"math"
	"slices"
	"strings"
	"syscall"
	"testing"
	"time"

	"github.com/oudpath/oudpath/plan/sim"
	"github.com/oudpath/oudpath/plan/sim/testdata/peers/m8"
)

// BenchmarkIndividuals measures the engines that follow people, on one worker, in nominal patient-weeks (people × weeks, the dead
// included, as every published rate counts them).
func BenchmarkIndividuals(b *testing.B) {
	for _, e := range []sim.Engine{sim.Step, sim.Jump} {
		for _, weeks := range []int{52, 520} {
			b.Run(fmt.Sprintf("%v/%d", e, weeks), func(b *testing.B) {
				c := compileM8(b, weeks)
				people := int64(5_200_000 / weeks)
				run(b, c, sim.Study{Engine: e, People: 1}) // tables
				b.ReportAllocs()
				before := cpu(b)
				for b.Loop() {
					run(b, c, sim.Study{Engine: e, People: people, Workers: 1, Seed: uint64(b.N)})
				}
				b.ReportMetric(float64(b.N)*float64(people)*float64(weeks)/1e6/(cpu(b)-before).Seconds(), "Mpw/cpu-s")
			})
		}
	}
}

// BenchmarkCallbacks measures Step on M8 with one hazard of every state computed by a function of the person.
func BenchmarkCallbacks(b *testing.B) {
	m := m8.Model(520)
	for i := range m.Transitions {
		t := &m.Transitions[i]
		if t.To != "OUT" && (t.From != "OUT" || t.To != "BUP") {
			continue
		}
		rate := sim.ProbabilityToRate(m8.Weekly()[index(t.From)][index(t.To)])
		t.Hazard = sim.Called(func(p *sim.Person) float64 {
			if p.InState > 100 && p.Age > 50 {
				return rate / 2
			}
			return rate
		})
	}
	c, err := m.Compile()
	if err != nil {
		b.Fatal(err)
	}
	const people = 4000
	run(b, c, sim.Study{Engine: sim.Step, People: 1})
	before := cpu(b)
	for b.Loop() {
		run(b, c, sim.Study{Engine: sim.Step, People: people, Workers: 1})
	}
	b.ReportMetric(float64(b.N)*people*520/1e6/(cpu(b)-before).Seconds(), "Mpw/cpu-s")
}

// BenchmarkGeneral measures models that the short loops cannot run at their best: that of the package's example, which has events,
// one whose probabilities change with age and calendar, and one with everything (events, risk windows, time in the episode, bands and rewards).
func BenchmarkGeneral(b *testing.B) {
	for name, m := range map[string]sim.Model{"example": pathway(), "ages": ageing(b), "everything": rich(b, sim.ConditionalOnSurvival)} {
		for _, e := range []sim.Engine{sim.Step, sim.Jump} {
			b.Run(fmt.Sprint(name, "/", e), func(b *testing.B) {
				c, err := m.Compile()
				if err != nil {
					b.Fatal(err)
				}
				const people = 10_000
				run(b, c, sim.Study{Engine: e, People: 1})
				before := cpu(b)
				for b.Loop() {
					run(b, c, sim.Study{Engine: e, People: people, Workers: 1})
				}
				b.ReportMetric(float64(b.N)*people*float64(2*m.Horizon)/1e6/(cpu(b)-before).Seconds(), "Mpw/cpu-s")
			})
		}
	}
}

func index(state string) int {
	states := m8.States()
	return slices.Index(states[:], state)
}

// BenchmarkWorkers compares one worker with two by the clock on the wall: the ratio tells something on an idle machine only.
func BenchmarkWorkers(b *testing.B) {
	for _, e := range []sim.Engine{sim.Step, sim.Jump} {
		for _, workers := range []int{1, 2} {
			b.Run(fmt.Sprintf("%v/%d", e, workers), func(b *testing.B) {
				c := compileM8(b, 520)
				people := int64(200_000)
				run(b, c, sim.Study{Engine: e, People: 1})
				for b.Loop() {
					run(b, c, sim.Study{Engine: e, People: people, Workers: workers})
				}
				b.ReportMetric(float64(b.N)*float64(people)*520/1e6/b.Elapsed().Seconds(), "Mpw/wall-s")
			})
		}
	}
}

func BenchmarkPopulations(b *testing.B) {
	for _, e := range []sim.Engine{sim.Cohort, sim.Counts} {
		b.Run(e.String()+"/520", func(b *testing.B) {
			m := m8.Model(520)
			m.Measures = nil
			c, err := m.Compile()
			if err != nil {
				b.Fatal(err)
			}
			for b.Loop() {
				run(b, c, sim.Study{Engine: e, People: 100_000, Workers: 1})
			}
		})
	}
}

// BenchmarkOptima runs the published model over its whole horizon, one arm: 192 health states by month in the state, 672 months.
func BenchmarkOptima(b *testing.B) {
	m := openOptima(b).model(672)
	m.Arms = m.Arms[:1]
	for i := range m.Rewards {
		for j := range m.Rewards[i].Parts {
			m.Rewards[i].Parts[j].Arm = ""
		}
	}
	c, err := m.Compile()
	if err != nil {
		b.Fatal(err)
	}
	before := cpu(b)
	for b.Loop() {
		run(b, c, sim.Study{Engine: sim.Cohort, Workers: 1})
	}
	b.ReportMetric((cpu(b)-before).Seconds()/float64(b.N)*1000, "cpu-ms/op")
}

func BenchmarkCompile(b *testing.B) {
	for b.Loop() {
		if _, err := m8.Model(520).Compile(); err != nil {
			b.Fatal(err)
		}
	}
}

// lifeLongTable is invented mortality that grows with age.
func lifeLongTable() string {
	var table strings.Builder
	table.WriteString("age,sex,mx\n")
	for age := 35; age < 100; age++ {
		for sex, level := range map[string]float64{"male": 2e-5, "female": 1.2e-5} {
			fmt.Fprintf(&table, "%d,%s,%g\n", age, sex, level*math.Exp(0.1*float64(age)))
		}
	}
	return table.String()
}

// lifeLong is the model of which a probabilistic analysis runs hundreds: a life by the week, retention that changes with time in
// treatment, a risk window after it, background death by age, two sexes, two arms, costs and quality-adjusted years. All numbers are
// invented; draw moves one of them.
func lifeLong(t testing.TB, conversion sim.Conversion, draw int) sim.Model {
	life, err := sim.ReadLifeTable(strings.NewReader(lifeLongTable()), invented)
	if err != nil {
		t.Fatal(err)
	}
	m := sim.Model{
		Cycle: sim.Week, Horizon: 60 * 52, Conversion: conversion, Leaving: []sim.Leaving{{Of: "treatment", Cycles: 4}},
		States: []sim.State{{Name: "treatment"}, {Name: "out"}, {Name: "abstinent"}, {Name: "dead"}},
		Groups: []sim.Group{{Name: "men", Share: 0.6, Age: 35, Sex: sim.Male}, {Name: "women", Share: 0.4, Age: 35, Sex: sim.Female}},
		Transitions: []sim.Transition{
			{From: "treatment", To: "out", Order: 1, Hazard: sim.Weibull(0.6+0.0001*float64(draw), 40)},
			{From: "treatment", To: "abstinent", Order: 1, Hazard: sim.Constant(0.002)},
			{From: "out", To: "treatment", Order: 1, Hazard: sim.Constant(0.01)}, {From: "abstinent", To: "out", Order: 1,
				Hazard: sim.Constant(0.006)},
			{Name: "overdose", From: "out", To: "dead", Order: 1, Hazard: sim.Constant(0.0002)},
		},
		Effects: []sim.Effect{{On: "overdose", By: 3, When: sim.When{SinceLeaving: sim.Window{To: 4}}}},
		Arms: []sim.Arm{{Name: "usual", Start: map[string]float64{"out": 1}},
			{Name: "longer", Start: map[string]float64{"out": 1}, Effects: []sim.Effect{{On: "treatment → out", By: 0.8}}}},
		Measures: []sim.Measure{{Name: "death", Reaching: "dead"}},
		Rewards: []sim.Reward{
			{Name: "cost", Timing: sim.HalfCycle, Discount: 0.03, Parts: []sim.Part{{In: "treatment", InState: sim.Window{To: 4},
				Value: 200}, {In: "treatment", Value: 100}}},
			{Name: "quality-adjusted years", Timing: sim.HalfCycle, Discount: 0.03, Parts: []sim.Part{{In: "treatment", Value: 0.8,
				Per: sim.Year}, {In: "out", Value: 0.6, Per: sim.Year}}}},
	}
	for _, from := range []string{"treatment", "out", "abstinent"} {
		m.Transitions = append(m.Transitions, sim.Transition{Name: "background death " + from, From: from, To: "dead", Hazard: life.Hazard()})
	}
	cite(&m)
	return m
}

// BenchmarkDraws compiles and runs one probabilistic draw of a life; cpu-s/200 is what an analysis of 200 draws takes.
func BenchmarkDraws(b *testing.B) {
	for _, conversion := range []sim.Conversion{sim.CompetingExponential, sim.ConditionalOnSurvival} {
		b.Run(strings.ReplaceAll(conversion.String(), " ", "-"), func(b *testing.B) {
			before, draw := cpu(b), 0
			for b.Loop() {
				c, err := lifeLong(b, conversion, draw).Compile()
				if err != nil {
					b.Fatal(err)
				}
				run(b, c, sim.Study{Engine: sim.Cohort, Workers: 1})
				draw++
			}
			b.ReportMetric((cpu(b)-before).Seconds()/float64(b.N)*200, "cpu-s/200")
		})
	}
}

// cpu is the processor time that this process has used: on a shared machine the clock on the wall measures the neighbours.
func cpu(b *testing.B) time.Duration {
	var u syscall.Rusage
	if err := syscall.Getrusage(syscall.RUSAGE_SELF, &u); err != nil {
		b.Fatal(err)
	}
	return time.Duration(u.Utime.Nano() + u.Stime.Nano())
}
