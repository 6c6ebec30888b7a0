package stages_test

import (
	"flag"
	"os"
	"strings"
	"testing"

	"github.com/oudpath/oudpath/stages"
	"github.com/stretchr/testify/require"
)

var update = flag.Bool("update", false, "rewrite the golden files; read them before you commit them")

func golden(t *testing.T, file, got string) {
	t.Helper()
	if *update {
		require.NoError(t, os.WriteFile(file, []byte(got), 0o644))
	}
	want, err := os.ReadFile(file)
	require.NoError(t, err, "run the test with -update to write it")
	require.Equal(t, string(want), got)
}

// gathered is how the built-in pathways are shown: what leads away from four states or more is drawn once.
const gathered = 4

func TestDiagrams(t *testing.T) {
	drawn(t, stages.Journey(), stages.DiagramOptions[stages.Stage]{Gather: gathered})
	drawn(t, stages.Care(), stages.DiagramOptions[stages.Level]{Gather: gathered})
	drawn(t, stages.Medication(), stages.DiagramOptions[stages.Course]{Gather: gathered})
	drawn(t, newWard(t), stages.DiagramOptions[ward]{})
}

func drawn[S ~string](t *testing.T, p *stages.Pathway[S], o stages.DiagramOptions[S]) {
	golden(t, "testdata/"+p.ID()+".mmd", p.Mermaid(o))
	golden(t, "testdata/"+p.ID()+".dot", p.DOT(o))
}

// A person who was moved by force once, comes from an older version, and is in aftercare now.
func TestDiagramOfAPerson(t *testing.T) {
	o := stages.DiagramOptions[stages.Stage]{
		Gather: gathered, At: stages.Aftercare,
		Visited: []stages.Stage{"intake", stages.Referral, stages.Assessment, stages.Therapy, stages.Assessment, stages.Therapy,
			stages.Detox, stages.Aftercare},
	}
	golden(t, "testdata/journey-person.mmd", stages.Journey().Mermaid(o))
	golden(t, "testdata/journey-person.dot", stages.Journey().DOT(o))

	lost := stages.Journey().Mermaid(stages.DiagramOptions[stages.Stage]{At: "intake"})
	require.Contains(t, lost, `unknown1(["intake, not on this version"])`)
}

func TestDiagramDrawsEveryEdgeUnlessToldOtherwise(t *testing.T) {
	d := stages.Journey().Definition()
	mermaid := stages.Journey().Mermaid(stages.DiagramOptions[stages.Stage]{})
	dot := stages.Journey().DOT(stages.DiagramOptions[stages.Stage]{})
	id := func(s stages.Stage) string { return "s_" + strings.ReplaceAll(string(s), "-", "_") }
	for _, e := range d.Edges {
		require.Regexp(t, `(?m)^    `+id(e.From)+` -->\|"[^|]*`+string(e.On)+`[^|]*"\| `+id(e.To)+`$`, mermaid)
		require.Regexp(t, `(?m)^    `+id(e.From)+` -> `+id(e.To)+` \[label="[^"]*`+string(e.On), dot)
	}
	require.NotContains(t, mermaid, "several")
}

// Texts of a user's pathway cannot break out of their box.
func TestDiagramEscapes(t *testing.T) {
	d := wardDefinition()
	d.States[0].Title = "A \"b\" <c> #d `e` \\f\ng|h"
	d.States[1].Phase = `in"side`
	p, err := stages.New(d)
	require.NoError(t, err)
	mermaid, dot := p.Mermaid(stages.DiagramOptions[ward]{}), p.DOT(stages.DiagramOptions[ward]{})
	require.Contains(t, mermaid, `s_waiting["A #quot;b#quot; #lt;c#gt; #35;d #96;e#96; \f<br/>g|h"]`)
	require.Contains(t, mermaid, `["in#quot;side"]`)
	require.Contains(t, dot, `s_waiting [label="A \"b\" <c> #d `+"`e`"+` \\f\ng|h"]`)
	require.Contains(t, p.Markdown(stages.DiagramOptions[ward]{}), "| A \"b\" &lt;c> #d `e` \\f g\\|h |")
}

// PATHWAYS.md is the built-in pathways, written for a reader.
func TestPathwaysDocument(t *testing.T) {
	text := "# The built-in pathways\n\nWritten from the tables of package `stages` by its tests. Edges that leave four states or more for the same\n" +
		"state are drawn once. Typical durations are expectations with a source and never limits: no edge waits for time.\n\n" +
		stages.Journey().Markdown(stages.DiagramOptions[stages.Stage]{Gather: gathered}) +
		stages.Care().Markdown(stages.DiagramOptions[stages.Level]{Gather: gathered}) +
		stages.Medication().Markdown(stages.DiagramOptions[stages.Course]{Gather: gathered})
	golden(t, "PATHWAYS.md", strings.TrimSuffix(text, "\n"))
}
