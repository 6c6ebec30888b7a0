package plan_test

import (
	"testing"
	"time"

	"github.com/oudpath/oudpath/medication"
	"github.com/oudpath/oudpath/plan"
	"github.com/oudpath/oudpath/plan/civil"
	"github.com/oudpath/oudpath/plan/evidence"
	"github.com/oudpath/oudpath/plan/record"
	"github.com/oudpath/oudpath/plan/truth"
	"github.com/stretchr/testify/require"
)

// seen folds the facts, an hour apart, and shows the view of what comes an hour later.
func seen(t *testing.T, look func(*plan.View), facts ...record.Body) {
	t.Helper()
	called := false
	rule := plan.Rule{ID: "test.look", Title: "Look", Severity: record.Advice, Watches: record.Says,
		Cites: []evidence.Citation{source}, Remedy: "none", Judge: func(v *plan.View) plan.Result {
			called = true
			look(v)
			return v.Met()
		}}
	engine, err := plan.New(plan.Config{Rules: []plan.Rule{rule},
		Jurisdiction: plan.Jurisdiction{ID: "test", Version: "1", Title: "Test", Zone: time.UTC}})
	require.NoError(t, err)
	events := make([]record.Event, len(facts))
	at := start
	for i, body := range facts {
		events[i] = record.Event{ID: record.EventID('a' + rune(i)), At: at, Actor: nurse, Body: body}
		at = at.Add(time.Hour)
	}
	p, err := engine.Restore("p", events)
	require.NoError(t, err)
	_, err = engine.Apply(p, record.Event{ID: "now", At: at, Actor: nurse, Body: record.Custom{Name: "org.example.look"}})
	require.NoError(t, err)
	require.True(t, called)
}

func TestReturnToUseAndOverdoseAreExposures(t *testing.T) {
	seen(t, func(v *plan.View) {
		last, ok := v.LastUse(medication.ShortActingOpioid)
		require.True(t, ok)
		require.Equal(t, "heroin", last.Agent)
		require.Equal(t, time.Hour, v.Since(last.At))
	}, record.OpioidUsed{Agent: "heroin"}, record.ReturnedToUse{Agent: "heroin"})
	seen(t, func(v *plan.View) {
		last, ok := v.LastUse(medication.FentanylOpioid)
		require.True(t, ok)
		require.Equal(t, "fentanyl", last.Agent)
	}, record.Overdosed{Agent: "fentanyl"})
}

func TestAnUnnamedReturnToUseMayBeAnyOpioid(t *testing.T) {
	for _, body := range []record.Body{record.ReturnedToUse{}, record.Overdosed{}} {
		seen(t, func(v *plan.View) {
			last, ok := v.UnclassifiedUse()
			require.True(t, ok)
			require.Equal(t, "a substance that was not named", last.Agent)
		}, body)
	}
	seen(t, func(v *plan.View) {
		_, ok := v.UnclassifiedUse()
		require.False(t, ok, "cocaine is known, and is no opioid")
		_, ok = v.LastUse(medication.FullAgonistOpioid)
		require.False(t, ok)
	}, record.ReturnedToUse{Agent: "cocaine"})
}

func TestHealthReportedDoesNotReadAReview(t *testing.T) {
	seen(t, func(v *plan.View) {
		require.Equal(t, truth.No, v.Health(record.PhysicalDependence))
		require.Equal(t, truth.Unknown, v.HealthReported(record.PhysicalDependence))
		require.Equal(t, truth.Yes, v.HealthReported(record.HepaticImpairment))
		require.Equal(t, truth.Yes, v.Health(record.HepaticImpairment))
	}, record.Reviewed{Section: record.ConditionsSection}, record.ConditionReported{Condition: record.HepaticImpairment, Present: truth.Yes})
}

func TestFirstOrderIsThatOfThePresentCourse(t *testing.T) {
	order := record.Order{Product: medication.BupSL, Dose: medication.Dose{Principal: medication.Milligrams(8)},
		Received: civil.Must(2026, time.March, 1)}
	stop := record.StopMedication{Substance: medication.Buprenorphine, Reason: record.ReasonPatientChoice}
	seen(t, func(v *plan.View) {
		at, ok := v.FirstOrder(medication.Buprenorphine)
		require.True(t, ok)
		require.Equal(t, 2*time.Hour, v.Since(at))
	}, order, order)
	seen(t, func(v *plan.View) {
		at, ok := v.FirstOrder(medication.Buprenorphine)
		require.True(t, ok)
		require.Equal(t, time.Hour, v.Since(at))
	}, order, stop, order)
	seen(t, func(v *plan.View) {
		_, ok := v.FirstOrder(medication.Buprenorphine)
		require.False(t, ok)
	}, order, stop)
}

func TestBuprenorphineIsKnownUnderBothNames(t *testing.T) {
	for _, agent := range []string{"buprenorphine", "buprenorphine/naloxone"} {
		seen(t, func(v *plan.View) {
			last, ok := v.LastUseOf(medication.Buprenorphine)
			require.True(t, ok, agent)
			require.Equal(t, medication.Milligrams(8), last.DailyDose)
		}, record.OpioidUsed{Agent: agent, DailyDose: medication.Milligrams(8)})
	}
}

func TestDosesAreCarriedByWhatWasHandedOut(t *testing.T) {
	eight := medication.Dose{Principal: medication.Milligrams(8)}
	dose := record.DoseGiven{Product: medication.BupSL, Dose: eight}
	home := record.TakeHomeSupplied{Substance: medication.Buprenorphine, Days: 6}
	week := record.Order{Product: medication.BupSL, Dose: eight, SupplyDays: 7}
	carried := func(v *plan.View) (days []int) {
		for d := range v.Doses(medication.Buprenorphine) {
			if d.Carried.IsZero() {
				days = append(days, -1)
				continue
			}
			days = append(days, d.Day.Since(d.Carried))
		}
		return days
	}
	seen(t, func(v *plan.View) {
		require.Equal(t, []int{0, -1}, carried(v))
		_, _, ok := v.Supplied(medication.Buprenorphine)
		require.False(t, ok)
	}, dose, dose)
	seen(t, func(v *plan.View) {
		require.Equal(t, []int{0, -1}, carried(v), "six days at home are longer than two hours")
		_, until, ok := v.Supplied(medication.Buprenorphine)
		require.True(t, ok)
		require.Equal(t, v.Day().Add(6), until)
	}, dose, home, dose)
	seen(t, func(v *plan.View) {
		_, until, _ := v.Supplied(medication.Buprenorphine)
		require.Equal(t, v.Day().Add(6), until, "the longer one counts; an order supplies from its own day on")
	}, week, record.Order{Product: medication.BupSL, Dose: eight, SupplyDays: 2})
	seen(t, func(v *plan.View) {
		_, _, ok := v.Supplied(medication.Buprenorphine)
		require.False(t, ok, "what was handed out before the medication was stopped carries nothing on")
	}, week, record.StopMedication{Substance: medication.Buprenorphine, Reason: record.ReasonPatientChoice})
}

// What was stated with a last day holds to the end of that day, and neither lifts nor demands anything afterwards.
func TestACircumstanceEndsWithItsLastDay(t *testing.T) {
	stated := func(until civil.Date) record.Body {
		return record.ContextStated{Context: record.HospitalStay, Holds: truth.Yes, Until: until}
	}
	today := civil.Of(start, time.UTC)
	for until, holds := range map[civil.Date]bool{{}: true, today.Add(1): true, today: true, today.Add(-1): false} {
		seen(t, func(v *plan.View) {
			require.Equal(t, today, v.Day())
			require.Equal(t, holds, v.Holds(record.HospitalStay), "until %s", until)
		}, stated(until))
	}
}
