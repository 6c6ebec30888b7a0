package plan_test

import (
	"testing"
	"time"

	"github.com/oudpath/oudpath/plan"
	"github.com/oudpath/oudpath/plan/record"
	"github.com/stretchr/testify/require"
)

// TestTheWorstOfAScreen is what a screen says of opioids together: one that is found outweighs one that is not clear,
// and that one that is not found.
func TestTheWorstOfAScreen(t *testing.T) {
	heroin, fentanyl, cocaine := record.AnalyteOpiates, record.AnalyteFentanyl, record.AnalyteCocaine
	yes, no, unclear := record.Positive, record.Negative, record.Inconclusive
	screen := func(results ...record.AnalyteResult) record.Body { return record.Screened{Results: results} }
	of := func(a record.Analyte, r record.TestResult) record.AnalyteResult {
		return record.AnalyteResult{Analyte: a, Result: r}
	}
	for name, c := range map[string]struct {
		facts []record.Body
		want  record.TestResult // empty: no screen for opioids
		ago   time.Duration
	}{
		"none":                       {nil, "", 0},
		"for something else":         {[]record.Body{screen(of(cocaine, yes))}, "", 0},
		"one found":                  {[]record.Body{screen(of(heroin, yes))}, yes, time.Hour},
		"one not found":              {[]record.Body{screen(of(heroin, no))}, no, time.Hour},
		"one not clear":              {[]record.Body{screen(of(heroin, unclear))}, unclear, time.Hour},
		"found, and not found":       {[]record.Body{screen(of(heroin, yes), of(fentanyl, no))}, yes, time.Hour},
		"not found, and found":       {[]record.Body{screen(of(heroin, no), of(fentanyl, yes))}, yes, time.Hour},
		"found, and not clear":       {[]record.Body{screen(of(heroin, yes), of(fentanyl, unclear))}, yes, time.Hour},
		"not clear, and found":       {[]record.Body{screen(of(heroin, unclear), of(fentanyl, yes))}, yes, time.Hour},
		"not clear, and not found":   {[]record.Body{screen(of(heroin, unclear), of(fentanyl, no))}, unclear, time.Hour},
		"not found, and not clear":   {[]record.Body{screen(of(heroin, no), of(fentanyl, unclear))}, unclear, time.Hour},
		"neither found":              {[]record.Body{screen(of(heroin, no), of(fentanyl, no))}, no, time.Hour},
		"an older one, found":        {[]record.Body{screen(of(heroin, yes)), screen(of(heroin, no))}, no, time.Hour},
		"the last for another agent": {[]record.Body{screen(of(heroin, yes)), screen(of(cocaine, no))}, yes, 2 * time.Hour},
	} {
		seen(t, func(v *plan.View) {
			result, at, ok := v.OpioidScreen()
			require.Equal(t, c.want != "", ok, name)
			require.Equal(t, c.want, result, name)
			if ok {
				require.Equal(t, c.ago, v.Since(at), name)
			}
		}, c.facts...)
	}
}
