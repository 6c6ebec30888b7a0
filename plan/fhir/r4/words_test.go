package r4_test

import (
	"bytes"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/stretchr/testify/require"

	"github.com/oudpath/oudpath/plan/fhir/r4"
)

// What documents say is the same whether they share words or keep none, however many documents have pushed words out before.
func TestSharedWordsSayTheSame(t *testing.T) {
	words := new(r4.Words)
	n := examples(t, func(name string, data []byte) {
		plain, err := r4.Parse(data)
		require.NoError(t, err)
		var alone, shared bytes.Buffer
		say(plain.Root(), &alone)
		say(plain.Sharing(words).Root(), &shared)
		if !bytes.Equal(alone.Bytes(), shared.Bytes()) {
			t.Errorf("%s: %s", name, cmp.Diff(alone.String(), shared.String()))
		}
	})
	require.Greater(t, n, 300)
}

// say writes names, texts and concepts of everything below an element.
func say(e r4.Element, to *bytes.Buffer) {
	to.WriteString(e.Text())
	for name, member := range e.Members() {
		to.WriteString(name)
		say(member, to)
	}
	if e.IsArray() {
		for _, item := range e.Items() {
			say(item, to)
		}
	}
	if c := e.Concept(); !c.IsZero() {
		to.WriteString(c.Text)
		for _, coding := range c.Codings {
			to.WriteString(coding.System + coding.Code + coding.Display)
		}
	}
}
