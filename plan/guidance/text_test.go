package guidance_test

import (
	"testing"
	"time"

	"github.com/oudpath/oudpath/plan/record"
	"github.com/stretchr/testify/require"
)

func TestTimesReadAsAPersonSaysThem(t *testing.T) {
	engine := engineFor(t, "")
	for want, ago := range map[string]time.Duration{
		"59 min since heroin":     59 * time.Minute,
		"1 h since heroin":        time.Hour,
		"5 h 30 min since heroin": 5*time.Hour + 30*time.Minute,
		"71 h since heroin":       71 * time.Hour,
		"3 days since heroin":     72 * time.Hour,
		"5 days 3 h since heroin": 123*time.Hour + 30*time.Minute,
	} {
		p := planOf(t, engine, now, []fact{used("heroin", ago)})
		x, err := engine.Explain(p, record.Event{ID: "ask", At: now, Body: naltrexoneTablet}, "naltrexone.opioid-free.short")
		require.NoError(t, err)
		require.Contains(t, x.Finding.Message(), want)
	}
}
