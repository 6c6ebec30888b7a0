//go:build unix

package guidance_test

import (
	"fmt"
	"runtime"
	"syscall"
	"testing"
	"time"

	"github.com/oudpath/oudpath/medication"
	"github.com/oudpath/oudpath/plan"
	"github.com/oudpath/oudpath/plan/civil"
	"github.com/oudpath/oudpath/plan/guidance"
	"github.com/oudpath/oudpath/plan/jurisdiction/us"
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
		add(at, record.DoseGiven{Product: medication.MethadoneConc, Dose: milligrams(60), Setting: medication.SettingOTP,
			Supervised: truth.Yes})
		switch day % 10 {
		case 3:
			add(at.Add(time.Minute), record.Screened{Results: []record.AnalyteResult{{Analyte: record.AnalyteFentanyl,
				Result: record.Negative}}})
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

// appliedTo makes the plan of a course as a host makes it: one Apply after the other, so that what follows from events is on record.
func appliedTo(tb testing.TB, engine *plan.Engine, events []record.Event) plan.Plan {
	tb.Helper()
	p, _, err := engine.Import("bench", events)
	require.NoError(tb, err)
	return p
}

// newYork judges by the whole catalogue in a zone whose days begin at another hour in winter and in summer.
func newYork(tb testing.TB) *plan.Engine {
	tb.Helper()
	zone, err := time.LoadLocation("America/New_York")
	require.NoError(tb, err)
	engine, err := plan.New(plan.Config{Jurisdiction: us.Federal(zone), Rules: guidance.Rules(), Renamed: guidance.Renamed(),
		Duties: guidance.Duties()})
	require.NoError(tb, err)
	return engine
}

// perItem reports the time that the processor spent on one item, the collector included: what a shared machine leaves of the clock
// says nothing. The function does one round, of that many items.
func perItem(b *testing.B, items int, round func()) {
	b.Helper()
	b.ReportAllocs()
	round()
	b.ResetTimer()
	spent := processorTime(b)
	for range b.N {
		round()
	}
	spent = processorTime(b) - spent
	b.ReportMetric(float64(spent.Nanoseconds())/float64(b.N)/float64(items), "cpu-ns/item")
}

func processorTime(b *testing.B) time.Duration {
	var u syscall.Rusage
	require.NoError(b, syscall.Getrusage(syscall.RUSAGE_SELF, &u))
	return time.Duration(u.Utime.Nano() + u.Stime.Nano())
}

// BenchmarkCheck asks for one order against a plan of 200 events, with all rules that watch it.
func BenchmarkCheck(b *testing.B) {
	engine := newYork(b)
	p := appliedTo(b, engine, course(200))
	asked := func(body record.Order) record.Event {
		return record.Event{ID: "o", At: p.Last().AddDate(0, 0, 1), Actor: record.Actor{ID: "p1"}, Body: body}
	}
	goesOn, refused := asked(order(medication.MethadoneConc, 60)), asked(order(medication.BupnxFilm, 8))
	check := func(ev record.Event) plan.Decision {
		d, err := engine.Check(p, ev)
		if err != nil {
			b.Fatal(err)
		}
		return d
	}
	b.Run("goes-on", func(b *testing.B) { perItem(b, 1, func() { check(goesOn) }) })
	b.Run("refused", func(b *testing.B) { perItem(b, 1, func() { check(refused) }) })
	b.Run("refused/written", func(b *testing.B) {
		perItem(b, 1, func() {
			d := check(refused)
			for i := range d.Findings {
				written += len(d.Findings[i].Message())
			}
		})
	})
}

var written int // keeps what a benchmark reads from being left out

// BenchmarkApply applies doses one after the other to plans of different lengths: the cost must not depend on the length.
func BenchmarkApply(b *testing.B) {
	engine := newYork(b)
	whole := course(50_000 + 100)
	for _, n := range []int{100, 1000, 10000, 50000} {
		b.Run(fmt.Sprint(n), func(b *testing.B) {
			p, doses := appliedTo(b, engine, whole[:n]), dosesAfter(whole[n-1].At, 100)
			perItem(b, len(doses), func() {
				next := p
				for _, ev := range doses {
					out, err := engine.Apply(next, ev)
					if err != nil {
						b.Fatal(err)
					}
					next = out.Plan
				}
			})
		})
	}
}

// dosesAfter are doses on the days after the instant.
func dosesAfter(last time.Time, n int) []record.Event {
	doses := make([]record.Event, n)
	for i := range doses {
		doses[i] = record.Event{ID: record.EventID(fmt.Sprint("next", i)), At: last.AddDate(0, 0, i+1), Actor: record.Actor{ID: "n1"},
			Body: record.DoseGiven{Product: medication.MethadoneConc, Dose: milligrams(60), Setting: medication.SettingOTP,
				Supervised: truth.Yes}}
	}
	return doses
}

// BenchmarkFold folds what was recorded, two lengths: an item is one event.
func BenchmarkFold(b *testing.B) {
	engine := newYork(b)
	for _, n := range []int{2000, 10000} {
		events := appliedTo(b, engine, course(n)).Events()
		b.Run(fmt.Sprint(n), func(b *testing.B) {
			perItem(b, len(events), func() {
				if _, err := engine.Restore("bench", events); err != nil {
					b.Fatal(err)
				}
			})
		})
	}
}

// BenchmarkLate tells of one event before the last so many.
func BenchmarkLate(b *testing.B) {
	engine := newYork(b)
	events := course(2100)
	p := appliedTo(b, engine, events)
	for _, n := range []int{500, 1000, 2000} {
		at := events[len(events)-n].At.Add(-time.Second)
		for name, body := range map[string]record.Body{
			"missed-visit": record.VisitMissed{}, "ecg": record.Measured{Measure: record.QTc, Value: record.Whole(421)},
			"condition": record.ConditionReported{Condition: record.HighTolerance, Present: truth.Yes},
		} {
			b.Run(fmt.Sprint(name, "/", n), func(b *testing.B) {
				ev := record.Event{ID: "late", At: at, Recorded: p.Last(), Actor: record.Actor{ID: "n1"}, Body: body}
				perItem(b, 1, func() {
					if _, err := engine.Apply(p, ev); err != nil {
						b.Fatal(err)
					}
				})
			})
		}
	}
}

// BenchmarkAmend tells of every second event of a course as one batch, two lengths: an item is the batch.
func BenchmarkAmend(b *testing.B) {
	engine := newYork(b)
	for _, n := range []int{730, 1461} {
		var onTime, late []record.Event
		for i, ev := range course(2 * n) {
			if i%2 == 0 {
				onTime = append(onTime, ev)
				continue
			}
			late = append(late, ev)
		}
		p := appliedTo(b, engine, onTime)
		for i := range late {
			late[i].Recorded = p.Last().AddDate(0, 0, 1)
		}
		b.Run(fmt.Sprint(n), func(b *testing.B) {
			perItem(b, 1, func() {
				if _, err := engine.Amend(p, late); err != nil {
					b.Fatal(err)
				}
			})
		})
	}
}

// BenchmarkAudit judges every event of a journey again: an item is one event.
func BenchmarkAudit(b *testing.B) {
	engine := newYork(b)
	for _, n := range []int{200, 2000} {
		p := appliedTo(b, engine, course(n))
		b.Run(fmt.Sprint(n), func(b *testing.B) {
			perItem(b, n, func() {
				for _, decision := range engine.Audit(p) {
					written += len(decision.Findings)
				}
			})
		})
	}
}

// BenchmarkPlan reports what a plan of 2,000 events holds in memory beside the events of the caller.
func BenchmarkPlan(b *testing.B) {
	engine := newYork(b)
	events := appliedTo(b, engine, course(2000)).Events()
	held := make([]plan.Plan, 0, b.N)
	var before, after runtime.MemStats
	runtime.GC()
	runtime.ReadMemStats(&before)
	for range b.N {
		p, err := engine.Restore("bench", events)
		require.NoError(b, err)
		held = append(held, p)
	}
	runtime.GC()
	runtime.ReadMemStats(&after)
	b.ReportMetric(float64(after.HeapAlloc-before.HeapAlloc)/float64(b.N), "held-B/plan")
	runtime.KeepAlive(held)
}

// TestTheBenchmarksAskWhatTheySay guards the benchmarks: the orders must reach many rules, and the plan must be an ordinary one.
func TestTheBenchmarksAskWhatTheySay(t *testing.T) {
	engine := engineFor(t, "us")
	p, err := engine.Restore("bench", course(200))
	require.NoError(t, err)
	require.Equal(t, 200, p.Len())
	watching := 0
	for _, r := range engine.Rules() {
		if r.Watches.Any(record.Prescribes) {
			watching++
		}
	}
	require.Greater(t, watching, 30)
	for mg, status := range map[uint32]plan.Status{60: plan.Allowed, 100: plan.Allowed} {
		d, err := engine.Check(p, record.Event{ID: "o", At: p.Last().AddDate(0, 0, 1), Actor: record.Actor{ID: "p1"},
			Body: order(medication.MethadoneConc, mg)})
		require.NoError(t, err)
		require.Equal(t, status, d.Status)
		t.Log(mg, "mg:", len(d.Findings), "findings", d.Findings)
	}
}

// TestChecksAllocateLittle holds what a check takes from memory, which does not depend on the machine: a rule that works out a table for
// each order is seen here, and not by somebody who reads a benchmark.
func TestChecksAllocateLittle(t *testing.T) {
	if testing.Short() {
		t.Skip("the race detector throws away the room that views have grown")
	}
	engine := engineFor(t, "us")
	p, err := engine.Restore("bench", course(200))
	require.NoError(t, err)
	for _, row := range []struct {
		body          record.Order
		times, octets float64
	}{
		{order(medication.MethadoneConc, 60), 4, 512},
		{order(medication.BupnxFilm, 8), 80, 12 << 10},
	} {
		asked := record.Event{ID: "o", At: p.Last().AddDate(0, 0, 1), Actor: record.Actor{ID: "p1"}, Body: row.body}
		const rounds = 1000 // the first grows the room
		var before, after runtime.MemStats
		runtime.ReadMemStats(&before)
		for range rounds {
			_, err := engine.Check(p, asked)
			require.NoError(t, err)
		}
		runtime.ReadMemStats(&after)
		require.LessOrEqual(t, float64(after.Mallocs-before.Mallocs)/rounds, row.times, row.body.Product)
		require.LessOrEqual(t, float64(after.TotalAlloc-before.TotalAlloc)/rounds, row.octets, row.body.Product)
	}
}
