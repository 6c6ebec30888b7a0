package us_test

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/oudpath/oudpath/medication"
	"github.com/oudpath/oudpath/plan"
	"github.com/oudpath/oudpath/plan/jurisdiction"
	"github.com/oudpath/oudpath/plan/jurisdiction/us"
	"github.com/oudpath/oudpath/plan/record"
	"github.com/oudpath/oudpath/plan/truth"
	"github.com/stretchr/testify/require"
)

// granted asks for days of methadone to take home, on a day of treatment.
func granted(t *testing.T, e *plan.Engine, at time.Time, day, days int) plan.Decision {
	t.Helper()
	p := e.Open("person-1")
	dose := medication.Dose{Principal: medication.Milligrams(60)}
	for i, given := range []time.Time{at.AddDate(0, 0, 1-day), at.Add(-time.Minute)} {
		out, err := e.Apply(p, record.Event{ID: record.EventID(fmt.Sprint(i)), At: given,
			Body: record.DoseGiven{Product: medication.MethadoneConc, Dose: dose, Setting: medication.SettingOTP}})
		require.NoError(t, err)
		p = out.Plan
	}
	d, err := e.Check(p, record.Event{At: at, Body: record.TakeHomeGrant{Product: medication.MethadoneConc, Days: days, Criteria: truth.Yes}})
	require.NoError(t, err)
	return d
}

// effect is what the take-home ceiling says; empty: nothing.
func effect(d plan.Decision) plan.Effect {
	for i := range d.Findings {
		if f := &d.Findings[i]; f.Rule == "otp.takehome.max" {
			return f.Effect()
		}
	}
	return ""
}

// The exemption of 2020 held from its first day to the rule of 2024 in states that took part, and not elsewhere; where nobody knows, what
// is above the table of 2001 is warned of.
func TestExemptionByState(t *testing.T) {
	first, last := time.Date(2020, time.March, 16, 12, 0, 0, 0, time.UTC), time.Date(2024, time.April, 1, 12, 0, 0, 0, time.UTC)
	for _, c := range []struct {
		state     string
		at        time.Time
		day, days int
		want      plan.Effect
	}{
		{"CA", first.AddDate(0, 0, -1), 60, 14, plan.EffectRefuses}, // the table of 2001
		{"CA", first, 60, 14, ""}, {"CA", first, 60, 15, plan.EffectRefuses},
		{"CA", last, 61, 28, ""}, {"CA", last, 61, 29, plan.EffectRefuses},
		{"HI", first, 60, 14, plan.EffectRefuses}, {"az", last, 61, 28, plan.EffectRefuses},
		{"TX", first, 60, 14, plan.EffectWarns}, {"RI", last, 61, 28, plan.EffectWarns},
		{"CA", last.AddDate(0, 0, 1), 61, 28, ""}, {"HI", last.AddDate(0, 0, 1), 61, 28, ""}, // the rule of 2024
	} {
		j, err := us.State(c.state, time.UTC)
		require.NoError(t, err)
		e, err := plan.New(jurisdiction.Config(j))
		require.NoError(t, err)
		require.Equal(t, c.want, effect(granted(t, e, c.at, c.day, c.days)), "%s on %s, day %d, %d days", c.state, c.at, c.day, c.days)
	}
	for _, code := range []string{"", "xx", "england"} {
		_, err := us.State(code, time.UTC)
		require.Error(t, err)
	}
	wisconsin, err := us.State(" wi ", time.UTC)
	require.NoError(t, err)
	require.Equal(t, "us-wi", wisconsin.ID)
	took, cite := us.TookPart("NY")
	require.Equal(t, truth.Yes, took)
	require.True(t, cite.Confirmed())
	took, cite = us.TookPart("RI")
	require.Equal(t, truth.Unknown, took)
	require.False(t, cite.Confirmed())
}

// What federal law allows says that the law of the state was not given, unless it was.
func TestFederalAllowanceNamesTheState(t *testing.T) {
	at := time.Date(2026, time.March, 2, 12, 0, 0, 0, time.UTC)
	for place, want := range map[string]bool{"us": true, "us-2001": true, "us-wi": false, "us-mi": false, "us-oh": false} {
		e, err := jurisdiction.Engine(place, time.UTC)
		require.NoError(t, err)
		d := granted(t, e, at, 40, 1)
		require.Empty(t, effect(d), place)
		require.Equal(t, want, strings.Contains(strings.Join(d.NotKnown, "; "), "the law of the state"), place)
	}
	other, err := us.State("NY", time.UTC)
	require.NoError(t, err)
	e, err := plan.New(jurisdiction.Config(other))
	require.NoError(t, err)
	require.Contains(t, strings.Join(granted(t, e, at, 40, 1).NotKnown, "; "), "the law of the state")
}
