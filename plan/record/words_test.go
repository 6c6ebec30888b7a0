package record

import (
	"testing"

	"github.com/oudpath/oudpath/plan/vocabulary"
	"github.com/oudpath/oudpath/plan/vocabulary/vocabularytest"
	"github.com/stretchr/testify/require"
)

// The names are repeated here on purpose: they are on record.
func TestTheWordsThatAreNumbers(t *testing.T) {
	vocabularytest.Check[Severity](t, "advice", "warning", "block")
	vocabularytest.Check[Measure](t, "pulse", "systolic-pressure", "diastolic-pressure", "respiratory-rate", "oxygen-saturation",
		"body-temperature", "body-weight", "qtc", "potassium", "magnesium", "alt", "ast", "egfr", "child-pugh", "gestation")
}

// TestEveryMeasureHasAWholeRow names the part that was forgotten.
func TestEveryMeasureHasAWholeRow(t *testing.T) {
	for m := range measureWords.All() {
		info, ok := m.Info()
		require.True(t, ok)
		require.Equal(t, m, info.Measure, "%s: the row is that of another measure", m)
		require.NotEmpty(t, info.Title, "%s has no title", m)
		require.NotEmpty(t, info.Unit, "%s has no unit", m)
		require.True(t, info.Min.Less(info.Max), "%s has no range", m)
	}
}

// TestEveryAnalyteHasAWholeRow names the part that was forgotten. Opioids as a whole are in no class: which one it was is not known.
func TestEveryAnalyteHasAWholeRow(t *testing.T) {
	require.Equal(t, AnalyteCount, analytes.Len())
	for i, row := range analyteRows {
		require.Equal(t, i, row.analyte.Index(), "%s", row.analyte)
		require.NotEmpty(t, row.agent, "%s names no agent", row.analyte)
		require.Equal(t, row.analyte != AnalyteOpioids, !row.classes.IsEmpty(), "%s has no classes, or opioids as a whole have some",
			row.analyte)
	}
	require.Equal(t, -1, Analyte("ketamine").Index())
	require.False(t, Analyte("ketamine").Opioid())
	require.Equal(t, SectionCount, sections.Len())
}

// TestAWordThatIsNone names the nearest.
func TestAWordThatIsNone(t *testing.T) {
	err := check(Reason("clinicall"), reasons)
	require.ErrorIs(t, err, vocabulary.ErrWord)
	require.ErrorContains(t, err, `record: unknown reason "clinicall"; did you mean "clinical"?`)
	require.NoError(t, check(Reason(""), reasons))
	require.ErrorContains(t, demand(Reason(""), reasons), "record: reason is missing")
}
