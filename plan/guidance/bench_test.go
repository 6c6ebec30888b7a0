package guidance_test

import (
	"fmt"
	"testing"
	"time"

	"github.com/oudpath/oudpath/medication"
	"github.com/oudpath/oudpath/plan"
	"github.com/oudpath/oudpath/plan/civil"
	"github.com/oudpath/oudpath/plan/record"
	"github.com/oudpath/oudpath/plan/truth"
	"github.com/oudpath/oudpath/stages"
	"github.com/oudpath/oudpath/stages/scale"
	"github.com/stretchr/testify/require"
)

// course returns the events of a person on methadone whose record is kept as it should be, n of them: a dose a day, and now and
// then a screen, a session, a score.
func course(n int) []record.Event {
	begin := time.Date(2026, 1, 5, 8, 0, 0, 0, time.UTC)
	actor := record.Actor{ID: "n1", Role: "nurse"}
	events := make([]record.Event, 0, n)
	add := func(at time.Time, body record.Body) {
		events = append(events, record.Event{ID: record.EventID(fmt.Sprint("e", len(events))), At: at, Actor: actor, Body: body})
	}
	add(begin, record.Reviewed{Section: record.MedicinesSection})
	add(begin, record.Reviewed{Section: record.AllergiesSection})
	add(begin, record.Reviewed{Section: record.ConditionsSection})
	add(begin, record.PersonRegistered{Birth: civil.Must(1985, time.May, 1), Sex: record.Male})
	add(begin, record.DiagnosisRecorded{Criteria: 8})
	add(begin, record.OpioidUsed{Agent: "heroin"})
	add(begin, record.NaloxoneSupplied{Product: medication.NaloxoneIN, Doses: 2})
	add(begin, record.SignsObserved{Signs: []record.Sign{record.Mydriasis}})
	add(begin, record.Measured{Measure: record.QTc, Value: record.Whole(420)})
	add(begin, record.ConditionReported{Condition: record.HighTolerance, Present: truth.Yes})
	for _, a := range record.Assessments() {
		add(begin, record.Assessed{Assessment: a})
	}
	add(begin, record.StageMove{Trigger: stages.Assess, To: stages.Assessment})
	add(begin, order(medication.MethadoneConc, 60))
	for day := 0; len(events) < n; day++ {
		at := begin.AddDate(0, 0, day)
		add(at, record.DoseGiven{Product: medication.MethadoneConc, Dose: milligrams(60), Setting: medication.SettingOTP, Supervised: truth.Yes})
		switch day % 10 {
		case 3:
			add(at.Add(time.Minute), record.Screened{Results: []record.AnalyteResult{{Analyte: record.AnalyteFentanyl, Result: record.Negative}}})
		case 5:
			add(at.Add(time.Minute), record.SessionAttended{Service: stages.GroupSessions})
		case 6:
			add(at.Add(time.Minute), record.Measured{Measure: record.QTc, Value: record.Whole(424)})
		case 7:
			add(at.Add(time.Minute), record.Scored{Scale: scale.COWS, Total: 2})
		}
	}
	return events[:n]
}

func milligrams(mg uint32) medication.Dose {
	return medication.Dose{Principal: medication.Milligrams(mg)}
}

func order(product medication.ProductID, mg uint32) record.Order {
	return record.Order{Product: product, Dose: milligrams(mg), Setting: medication.SettingOTP, Schedule: medication.Daily()}
}

func folded(b *testing.B, engine *plan.Engine, n int) (plan.Plan, time.Time) {
	b.Helper()
	p, err := engine.Restore("bench", course(n))
	require.NoError(b, err)
	return p, p.Last().AddDate(0, 0, 1)
}

// BenchmarkCheck asks for one order against a plan of 200 events, with all rules that watch it.
func BenchmarkCheck(b *testing.B) {
	engine := engineFor(b, "us")
	p, next := folded(b, engine, 200)
	for name, body := range map[string]record.Order{"goes-on": order(medication.MethadoneConc, 60), "refused": order(medication.BupnxFilm, 8)} {
		b.Run(name, func(b *testing.B) {
			ev := record.Event{ID: "o", At: next, Actor: record.Actor{ID: "p1"}, Body: body}
			b.ReportAllocs()
			for b.Loop() {
				if _, err := engine.Check(p, ev); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}

// BenchmarkApply applies one dose to plans of different lengths: the cost must not depend on the length.
func BenchmarkApply(b *testing.B) {
	engine := engineFor(b, "us")
	for _, n := range []int{100, 1000, 10000} {
		p, next := folded(b, engine, n)
		b.Run(fmt.Sprint(n), func(b *testing.B) {
			ev := record.Event{ID: "next", At: next, Actor: record.Actor{ID: "n1"},
				Body: record.DoseGiven{Product: medication.MethadoneConc, Dose: milligrams(60), Setting: medication.SettingOTP, Supervised: truth.Yes}}
			b.ReportAllocs()
			for b.Loop() {
				if _, err := engine.Apply(p, ev); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}

// BenchmarkFold folds a plan of 10,000 events; the metric is the time for one of them.
func BenchmarkFold(b *testing.B) {
	engine := engineFor(b, "us")
	events := course(10000)
	b.ReportAllocs()
	for b.Loop() {
		if _, err := engine.Restore("bench", events); err != nil {
			b.Fatal(err)
		}
	}
	b.ReportMetric(float64(b.Elapsed().Nanoseconds())/float64(b.N)/float64(len(events)), "ns/event")
}

// TestTheBenchmarksAskWhatTheySay guards the benchmarks: the orders must reach many rules, and the plan must be an ordinary one.
func TestTheBenchmarksAskWhatTheySay(t *testing.T) {
	engine := engineFor(t, "us")
	p, err := engine.Restore("bench", course(200))
	require.NoError(t, err)
	require.Equal(t, 200, p.Len())
	watching := 0
	for _, r := range engine.Rules() {
		if r.Kinds.Has(record.KindOrder) {
			watching++
		}
	}
	require.Greater(t, watching, 30)
	for mg, status := range map[uint32]plan.Status{60: plan.Allowed, 100: plan.Allowed} {
		d, err := engine.Check(p, record.Event{ID: "o", At: p.Last().AddDate(0, 0, 1), Actor: record.Actor{ID: "p1"}, Body: order(medication.MethadoneConc, mg)})
		require.NoError(t, err)
		require.Equal(t, status, d.Status)
		t.Log(mg, "mg:", len(d.Findings), "findings", d.Findings)
	}
}
