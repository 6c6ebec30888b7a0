package plan_test

import (
	"testing"

	"github.com/oudpath/oudpath/medication"
	"github.com/oudpath/oudpath/plan"
	"github.com/oudpath/oudpath/plan/record"
	"github.com/stretchr/testify/require"
)

// Who reads a plan is told what was read, each event once, and what was looked for in vain; a later reader is not told of it.
func TestRead(t *testing.T) {
	e := newEngine(t, jurisdiction(firstDay.Always(medication.Milligrams(50), source)), firstDayRule())
	p, _ := apply(t, e, e.Open("p"), at(0, "qtc", record.Measured{Measure: record.QTc, Value: record.Whole(440)}))
	read, err := e.Read(p, start, func(v *plan.View) {
		for range 2 {
			v.Measured(record.QTc)
			v.Measured(record.Pulse)
		}
	})
	require.NoError(t, err)
	require.Len(t, read.Causes, 1)
	require.Equal(t, record.EventID("qtc"), read.Causes[0].Event)
	require.Equal(t, []string{"pulse"}, read.Missing)
	nothing, err := e.Read(p, start, func(*plan.View) {})
	require.NoError(t, err)
	require.Empty(t, nothing.Causes)
	require.Empty(t, nothing.Missing)
	_, err = e.Read(plan.Plan{}, start, func(*plan.View) {})
	require.ErrorIs(t, err, plan.ErrNoPlan)
}
