package plan_test

import (
	"testing"

	"github.com/oudpath/oudpath/plan"
	"github.com/oudpath/oudpath/plan/record"
	"github.com/oudpath/oudpath/plan/truth"
	"github.com/stretchr/testify/require"
)

// TestPregnancyEndsByItsWeeks measures ten weeks, and asks later: a pregnancy is over when its weeks are, and not when as many have passed
// since somebody told of it.
func TestPregnancyEndsByItsWeeks(t *testing.T) {
	const day = 24
	for _, c := range []struct {
		weeks int // since the measurement
		want  truth.Value
	}{{0, truth.Yes}, {30, truth.Yes}, {35, truth.Yes}, {36, truth.Unknown}, {60, truth.Unknown}} {
		var got truth.Value
		rule := pulseRule()
		rule.Judge = func(v *plan.View) plan.Result {
			got, _ = v.Pregnant()
			return v.Met()
		}
		e := newEngine(t, jurisdiction(), rule)
		p := e.Open("p")
		for i, body := range []record.Body{record.PregnancyReported{Status: record.Pregnant},
			record.Measured{Measure: record.Gestation, Value: record.Whole(10)}} {
			p, _ = apply(t, e, p, at(0, string(rune('a'+i)), body))
		}
		_, err := e.Check(p, at(c.weeks*7*day, "ask", order(30)))
		require.NoError(t, err)
		require.Equal(t, c.want, got, "%d weeks later", c.weeks)
	}
}
