package stages_test

import (
	"testing"

	"github.com/oudpath/oudpath/stages"
	"github.com/stretchr/testify/require"
)

func TestWalks(t *testing.T) {
	t.Run("journey", func(t *testing.T) { walks(t, stages.Journey()) })
	t.Run("care", func(t *testing.T) { walks(t, stages.Care()) })
	t.Run("medication", func(t *testing.T) { walks(t, stages.Medication()) })
	t.Run("guarded", func(t *testing.T) { walks(t, newWard(t)) })
	t.Run("changed", func(t *testing.T) { walks(t, withSoberLiving(t)) })
}

func walks[S ~string](t *testing.T, p *stages.Pathway[S]) {
	d := p.Definition()
	taken := map[string]bool{}
	for _, walk := range p.Tour() {
		require.NotEmpty(t, walk)
		end := replay(t, p, walk)
		for _, e := range walk {
			taken[e.String()] = true
		}
		require.NotEmpty(t, end)
	}
	require.Len(t, taken, len(d.Edges), "the tour takes every edge")
	require.Equal(t, p.Tour(), p.Tour(), "and is always the same")

	for _, s := range d.States {
		walk, ok := p.ShortestPath(s.ID)
		require.True(t, ok)
		require.Equal(t, s.ID, replay(t, p, walk))
		require.Len(t, walk, distance(d, s.ID), s.ID)
		require.Len(t, walk.Triggers(), len(walk))
	}
	_, ok := p.ShortestPath("attic")
	require.False(t, ok)

	closed := p.ClosedPairs()
	require.NotEmpty(t, closed)
	for _, at := range closed {
		for _, known := range everyAnswer(d) {
			require.Equal(t, stages.Refused, p.Next(at.From, at.On, answers(known)).Outcome, at)
		}
	}
	require.Len(t, p.Pairs(), len(d.States)*len(d.Triggers))
}

// replay makes the moves of a walk under the answers that it assumes.
func replay[S ~string](t *testing.T, p *stages.Pathway[S], walk stages.Walk[S]) S {
	at := p.Start()
	for i, trigger := range walk.Triggers() {
		step := p.Next(at, trigger, walk[i].Assume())
		require.True(t, step.Allowed(), step)
		require.Equal(t, walk[i].To, step.To)
		at = step.To
	}
	return at
}

// distance counts by relaxing all edges again and again, which is another way than the walk's.
func distance[S ~string](d stages.Definition[S], to S) int {
	far := map[S]int{d.Start: 0}
	for range d.States {
		for _, e := range d.Edges {
			n, ok := far[e.From]
			if old, seen := far[e.To]; ok && (!seen || n+1 < old) {
				far[e.To] = n + 1
			}
		}
	}
	return far[to]
}
