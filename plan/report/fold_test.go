package report_test

import (
	"bytes"
	"testing"

	"github.com/oudpath/oudpath/plan"
	"github.com/oudpath/oudpath/plan/civil"
	"github.com/oudpath/oudpath/plan/record"
	"github.com/oudpath/oudpath/plan/report"
	"github.com/stretchr/testify/require"
)

// TestARefusedRequestShowsWhatRefusesFirst folds what did not keep the request from being done into one line; with Why all is shown.
func TestARefusedRequestShowsWhatRefusesFirst(t *testing.T) {
	day := civil.Must(2026, 3, 2)
	said := func(mark report.Mark, rule record.RuleID, message string) report.Noted {
		return report.Noted{Day: day, Last: day, Times: 1, Mark: mark, About: "order",
			Finding: plan.Finding{Rule: rule, Event: "e", Text: plan.Text{Key: message}}}
	}
	refused, warned := said(report.Refused, "a.refuses", "too much at once"), said(report.Warned, "b.warns", "a warning")
	j := report.Journey{From: day, To: day, Findings: []report.Noted{refused, warned},
		NotDone: []report.NotDone{{Event: "e", Day: day, What: "order", Status: "refused"}}}
	var folded, whole bytes.Buffer
	require.NoError(t, j.Text(&folded, report.TextOptions{}))
	require.Contains(t, folded.String(), "Too much at once")
	require.NotContains(t, folded.String(), "A warning")
	require.Contains(t, folded.String(), "and         b.warns (warning)")
	require.NoError(t, j.Text(&whole, report.TextOptions{Why: true}))
	require.Contains(t, whole.String(), "A warning.")
	j.NotDone = nil // what was done shows all that was said of it
	folded.Reset()
	require.NoError(t, j.Text(&folded, report.TextOptions{}))
	require.Contains(t, folded.String(), "A warning")
}
