package jurisdiction_test

import (
	"fmt"
	"testing"
	"time"

	"github.com/oudpath/oudpath/plan"
	"github.com/oudpath/oudpath/plan/civil"
	"github.com/oudpath/oudpath/plan/jurisdiction"
	"github.com/oudpath/oudpath/plan/record"
	"github.com/stretchr/testify/require"
)

func engineOf(t *testing.T, name string) *plan.Engine {
	t.Helper()
	engine, err := jurisdiction.Engine(name, time.UTC)
	require.NoError(t, err)
	return engine
}

// What the rule of April 2024 changed, and who says so.
func Example_compare() {
	us, err := jurisdiction.Engine("us", time.UTC)
	if err != nil {
		panic(err)
	}
	for _, d := range plan.Compare(us, civil.Must(2024, time.April, 1), us, civil.Must(2024, time.April, 2)).Limits {
		if d.From != "" && d.From != d.To && d.Param != "otp.takehome.max.table" {
			fmt.Printf("%s: %s, since %s %s (%s)\n", d.Param, d.From, d.Since, d.To, d.Says[0])
		}
	}
	// Output:
	// methadone.induction.first-day-total.hard: 40 mg, since 2024-04-02 50 mg (42 CFR 8.12 (h)(3)(ii), 2024)
	// methadone.induction.first-dose.hard: 30 mg, since 2024-04-02 50 mg (42 CFR 8.12 (h)(3)(ii), 2024)
	// otp.admission.minor-consent.attempts: 2, since 2024-04-02 0 (SAMHSA table of changes to 42 CFR part 8 minors, 2024)
	// otp.interim.max.days: 120, since 2024-04-02 180 (42 CFR 8.12 (j)(1), 2024)
}

func TestComparePlaces(t *testing.T) {
	day := civil.Must(2026, time.March, 2)
	us, wisconsin, gb := engineOf(t, "us"), engineOf(t, "us-wi"), engineOf(t, "gb")

	require.Zero(t, plan.Compare(us, day, us, day), "nothing differs from itself")
	state := plan.Compare(us, day, wisconsin, day)
	require.Empty(t, state.Only)
	require.Equal(t, []record.RuleID{"us-wi.takehome.buprenorphine"}, state.New)
	var changed []string
	for _, d := range state.Limits {
		changed = append(changed, string(d.Param))
	}
	require.Equal(t, []string{"otp.takehome.max.state", "otp.takehome.max.table", "us-wi.takehome.buprenorphine.table",
		"us-wi.takehome.buprenorphine.through"}, changed)

	back := plan.Compare(wisconsin, day, us, day)
	require.Equal(t, state.New, back.Only)
	require.Equal(t, state.Limits[1].From, back.Limits[1].To)
	require.Empty(t, back.Limits[2].To, "a limit that no rule reads is not set")
	require.Empty(t, back.Limits[2].Says)

	for _, d := range plan.Compare(us, day, gb, day).Limits {
		if d.Param == "methadone.missed.anew.doses" {
			require.Equal(t, [2]bool{true, false}, [2]bool{d.FromRefuses, d.ToRefuses}, "the same number, not as well confirmed")
			return
		}
	}
	t.Fatal("a limit that may refuse in one place alone is a difference")
}
