package naturalhistory_test

import (
	"context"
	"testing"
	"time"

	"github.com/oudpath/oudpath/plan/civil"
	"github.com/oudpath/oudpath/plan/jurisdiction"
	"github.com/oudpath/oudpath/plan/sim"
	"github.com/oudpath/oudpath/plan/sim/naturalhistory"
	"github.com/oudpath/oudpath/stages"
	"github.com/stretchr/testify/require"
)

// last returns the share of people in a state of an arm at the end.
func last(t *testing.T, r *sim.Result, arm, state string) float64 {
	t.Helper()
	all, err := r.Occupancy(arm, state)
	require.NoError(t, err)
	return all[len(all)-1]
}

func result(t *testing.T, o naturalhistory.Options, arms ...sim.Arm) *sim.Result {
	t.Helper()
	c, err := o.Model(naturalhistory.Base(), table(), 104, arms...).Compile()
	require.NoError(t, err)
	r, err := c.Run(context.Background(), sim.Study{Engine: sim.Cohort})
	require.NoError(t, err)
	return r
}

// TestCustodyIsForMenOnly: what is public gives no rate for women, of which the model warns.
func TestCustodyIsForMenOnly(t *testing.T) {
	r := result(t, naturalhistory.Options{Custody: true}, naturalhistory.Usual())
	for group, some := range map[string]bool{"men, injecting": true, "men, not injecting": true, "women, injecting": false, "women, not injecting": false} {
		of, err := r.Group(group)
		require.NoError(t, err)
		require.Equal(t, some, last(t, of, "usual", naturalhistory.Custody) > 0.001, group)
	}
	require.NotEmpty(t, r.Compiled().Warnings())
	_, found := r.Compiled().Routes(stages.Journey())
	require.Empty(t, found)
	_, err := result(t, naturalhistory.Options{}, naturalhistory.Usual()).Occupancy("usual", naturalhistory.Custody)
	require.ErrorIs(t, err, sim.ErrUnknown)
}

// TestLaterCoursesEndSooner: with the courses counted, fewer people are on buprenorphine after two years, but by little.
func TestLaterCoursesEndSooner(t *testing.T) {
	on := naturalhistory.On(naturalhistory.Buprenorphine)
	plain := last(t, result(t, naturalhistory.Options{}, naturalhistory.Usual()), "usual", on)
	counted := last(t, result(t, naturalhistory.Options{Episodes: true}, naturalhistory.Usual()), "usual", on)
	require.Less(t, counted, plain)
	require.Greater(t, counted, 0.9*plain)
}

func TestPolicies(t *testing.T) {
	v := naturalhistory.Base()
	same, more, stay := naturalhistory.NaloxoneUsed(v, v.Get("naloxone used when attended")), naturalhistory.NaloxoneUsed(v, 0.8), naturalhistory.NoDischarge(v)
	r := result(t, naturalhistory.Options{}, naturalhistory.Usual(), same, more, stay)
	dead := func(arm string) float64 { return last(t, r, arm, naturalhistory.OverdoseDead) }
	require.InEpsilon(t, dead("usual"), dead(same.Name), 1e-12, "the share at which the base stands")
	chain := v.Get("overdose witnessed") * v.Get("overdose attended when witnessed") * v.Get("naloxone succeeds")
	require.InDelta(t, (1-chain*0.8)/(1-chain*v.Get("naloxone used when attended")), dead(more.Name)/dead("usual"), 0.01)
	treated := func(arm string) float64 { return last(t, r, arm, naturalhistory.On(naturalhistory.Methadone)) }
	require.Greater(t, treated(stay.Name), treated("usual"))
}

// TestWhatAPlaceHas: the injection of naltrexone is sold in the United States and not in Great Britain.
func TestWhatAPlaceHas(t *testing.T) {
	day, err := civil.Parse("2026-11-01")
	require.NoError(t, err)
	for place, missing := range map[string][]string{"us": nil, "gb": {"start naltrexone"}} {
		engine, err := jurisdiction.Engine(place, time.UTC)
		require.NoError(t, err)
		arm := naturalhistory.InPlace(engine, day)
		var got []string
		for _, e := range arm.Effects {
			require.Zero(t, e.By)
			got = append(got, e.On)
		}
		require.Equal(t, missing, got, place)
		require.Contains(t, arm.Name, place)
	}
}
