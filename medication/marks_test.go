package medication_test

import (
	"strings"
	"testing"

	"github.com/oudpath/oudpath/medication"
	"github.com/oudpath/oudpath/plan/evidence"
	"github.com/stretchr/testify/require"
)

// mark is how well the evidence confirms one label fact, found by its topic and some of its words.
type mark struct {
	id    medication.ProductID
	topic medication.Topic
	words string
	want  evidence.Provenance
}

// Facts whose sources were found to say less, or something else, than they are easily taken to say: the mark of each is that of
// the source that was seen, and never that of its neighbors.
var marks = []mark{
	{medication.MethadoneTab, medication.FirstDose, "no single first dose above 30 mg", evidence.Secondary},
	{medication.MethadoneTab, medication.DoseStep, "after 2 to 4 hours", evidence.Weak},
	{medication.MethadoneTab, medication.FirstDayTotal, "40 mg", evidence.Secondary},
	{medication.MethadoneTab, medication.Discontinuation, "less than 10 %", evidence.Secondary},
	{medication.MethadoneTab, medication.Contraindication, "hypercarbia", evidence.Secondary},
	{medication.MethadoneTab, medication.HepaticImpairment, "titrate slowly", evidence.Unconfirmed},
}

func TestMarksOfLabelFacts(t *testing.T) {
	for _, m := range marks {
		var found []evidence.Provenance
		for _, f := range product(t, m.id).Facts(m.topic) {
			if strings.Contains(f.Text, m.words) {
				found = append(found, f.Cite.Provenance)
			}
		}
		require.Equal(t, []evidence.Provenance{m.want}, found, "%s, %s: %s", m.id, m.topic, m.words)
	}
}
