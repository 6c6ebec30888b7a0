package guidance_test

import (
	"slices"
	"testing"
	"time"

	"github.com/oudpath/oudpath/medication"
	"github.com/oudpath/oudpath/plan"
	"github.com/oudpath/oudpath/plan/plantest"
	"github.com/oudpath/oudpath/plan/record"
	"github.com/oudpath/oudpath/stages/scale"
	"github.com/stretchr/testify/require"
)

// TestWhenIsOpenThenAndNotBefore asks when each way into treatment opens, for a person with each of the traits: at the time that is
// returned nothing refuses it, a minute before something does, and what refuses now is what Check says.
func TestWhenIsOpenThenAndNotBefore(t *testing.T) {
	engines, names := everywhere(t)
	opened, never := 0, 0
	for k, place := range names {
		engine, ways := engines[place], waysIn(place)
		for i, trait := range traits(place) {
			if k != 0 && (i+k)%8 != 0 { // all traits in one place, and each eighth in every other
				continue
			}
			for _, way := range []plantest.Way{ways[i%len(ways)], ways[(i+3)%len(ways)]} {
				switch opening := opensAsSaid(t, engine, trait, way); {
				case opening.Now.Status != plan.Refused:
				case opening.Found():
					opened++
				default:
					never++
				}
			}
		}
	}
	require.Greater(t, opened, 10)
	require.Greater(t, never, 2)
}

// opensAsSaid asks when a way is open, and holds the answer against Check.
func opensAsSaid(t *testing.T, engine *plan.Engine, trait plantest.Trait, way plantest.Way) plan.Opening {
	t.Helper()
	p, err := engine.Restore("law", plantest.Record(now, slices.Concat(way.Facts, trait.Facts(0))))
	require.NoError(t, err)
	ask := record.Event{ID: "ask", At: now, Actor: record.Actor{ID: "a", Role: "physician"}, Body: way.Ask}
	opening, err := engine.When(p, ask)
	require.NoError(t, err)
	status := func(at time.Time) plan.Status {
		later := ask
		later.At = at
		d, err := engine.Check(p, later)
		require.NoError(t, err)
		return d.Status
	}
	require.Equal(t, status(now), opening.Now.Status)
	switch {
	case opening.Now.Status != plan.Refused:
		require.True(t, opening.At.Equal(now), "%s, %s: %s", trait.Name, way.Name, &opening)
	case !opening.Found():
		require.Equal(t, plan.Refused, status(now.Add(plan.Horizon)), "%s, %s", trait.Name, way.Name)
	default:
		require.NotEqual(t, plan.Refused, status(opening.At), "%s, %s: %s", trait.Name, way.Name, &opening)
		require.Equal(t, plan.Refused, status(opening.At.Add(-time.Minute)), "%s, %s: %s", trait.Name, way.Name, &opening)
		require.Equal(t, status(opening.At), opening.Then.Status)
	}
	return opening
}

// TestWhen says it in words, with the times counted by hand.
func TestWhen(t *testing.T) {
	engines, _ := everywhere(t)
	engine := engines["us"]
	require.NotNil(t, engine)
	for name, c := range map[string]struct {
		facts []said
		order record.Order
		want  string
	}{
		"a second whole dose of methadone waits for the next civil day": {
			[]said{{Ago: 3 * aDay, Body: record.DoseGiven{Product: medication.MethadoneConc, Dose: doseOf("30 mg"), Setting: medication.SettingOTP}},
				{Ago: 2 * aDay, Body: record.DoseGiven{Product: medication.MethadoneConc, Dose: doseOf("30 mg"), Setting: medication.SettingOTP}},
				{Ago: aDay, Body: record.DoseGiven{Product: medication.MethadoneConc, Dose: doseOf("30 mg"), Setting: medication.SettingOTP}},
				{Ago: time.Hour, Body: record.DoseGiven{Product: medication.MethadoneConc, Dose: doseOf("30 mg"), Setting: medication.SettingOTP}}},
			record.Order{Product: medication.MethadoneConc, Dose: doseOf("30 mg"), Setting: medication.SettingOTP}, "from 2026-06-16 00:00 on"},
		"buprenorphine after heroin waits for the hours, and for withdrawal that is measured then": {
			[]said{{Ago: 2 * time.Hour, Body: record.OpioidUsed{Agent: "heroin"}},
				{Ago: time.Hour, Body: record.Scored{Scale: scale.COWS, Total: 3}}},
			record.Order{Product: medication.BupnxFilm, Dose: doseOf("4 mg/1 mg"), Setting: medication.SettingOffice},
			"from 2026-06-15 14:00 on, with COWS total of 8 or more not older than 2 h and an examination for objective signs of withdrawal " +
				"that finds 1 or more not older than 2 h"},
	} {
		t.Run(name, func(t *testing.T) {
			p, err := engine.Restore("p", plantest.Record(now, c.facts))
			require.NoError(t, err)
			opening, err := engine.When(p, record.Event{ID: "ask", At: now, Actor: record.Actor{ID: "a"}, Body: c.order})
			require.NoError(t, err)
			require.Equal(t, c.want, opening.String())
		})
	}
}
