package stages_test

import (
	"context"
	"testing"

	"github.com/oudpath/oudpath/plan/truth"
	"github.com/oudpath/oudpath/stages"
	"github.com/stretchr/testify/require"
)

func TestExecutorsAgreeOnEveryPair(t *testing.T) {
	t.Run("journey", func(t *testing.T) { agree(t, stages.Journey()) })
	t.Run("care", func(t *testing.T) { agree(t, stages.Care()) })
	t.Run("medication", func(t *testing.T) { agree(t, stages.Medication()) })
	t.Run("guarded", func(t *testing.T) { agree(t, newWard(t)) })
	t.Run("changed", func(t *testing.T) { agree(t, withSoberLiving(t)) })
}

// agree compares the definition itself, Next, Fire, both forms of the dense table and a looplab machine of its own, on every state,
// trigger and set of answers.
func agree[S ~string](t *testing.T, p *stages.Pathway[S]) {
	t.Helper()
	d, table := p.Definition(), p.Dense()
	require.Equal(t, len(d.States), table.States())
	require.Equal(t, len(d.Triggers), table.Triggers())
	for _, known := range everyAnswer(d) {
		var facts stages.Facts
		for c, truth := range known {
			bit, ok := p.ConditionIndex(c)
			require.True(t, ok)
			facts = facts.With(bit, truth)
		}
		for _, at := range p.Pairs() {
			to, outcome := oracle(d, at.From, at.On, known)
			require.NotZero(t, outcome, "%s is decided", at)

			step := p.Next(at.From, at.On, answers(known))
			require.Equal(t, outcome, step.Outcome, "%s %v", at, known)
			require.Equal(t, to, step.To, at)
			require.NotEmpty(t, step.Why, at)
			require.Equal(t, outcome == stages.Undetermined, len(step.Missing) > 0)
			require.Equal(t, step.Allowed(), step.Edge > 0)

			fired, err := p.Fire(context.Background(), at.From, at.On, answers(known))
			require.NoError(t, err)
			require.Equal(t, step, fired)

			s, _ := p.Index(at.From)
			on, _ := p.TriggerIndex(at.On)
			next, decided := table.Decide(uint8(s), uint8(on), facts)
			require.Equal(t, outcome, decided, at)
			require.Equal(t, to, d.States[next].ID, at)
			next, ok := table.Next(uint8(s), uint8(on))
			if table.Guarded(uint8(s), uint8(on)) {
				require.False(t, ok)
			} else {
				require.Equal(t, step.Allowed(), ok, at)
			}
			if ok {
				require.Equal(t, to, d.States[next].ID, at)
			}
			if step.Allowed() {
				machine, err := p.FSM(at.From)
				require.NoError(t, err)
				err = machine.Event(context.Background(), d.Edges[step.Edge-1].String())
				if outcome == stages.Stayed {
					require.ErrorContains(t, err, "no transition")
				} else {
					require.NoError(t, err)
				}
				require.Equal(t, string(to), machine.Current())
			}
		}
	}
}

// Every edge of a looplab machine is one of ours: nothing was overwritten and nothing is left open beside the table.
func TestMachineHasNoOtherWays(t *testing.T) {
	noOtherWays(t, stages.Journey())
	noOtherWays(t, stages.Care())
	noOtherWays(t, stages.Medication())
	noOtherWays(t, newWard(t))
}

func noOtherWays[S ~string](t *testing.T, p *stages.Pathway[S]) {
	d := p.Definition()
	for _, s := range d.States {
		var want []string
		for _, e := range d.Edges {
			if e.From == s.ID {
				want = append(want, e.String())
			}
		}
		machine, err := p.FSM(s.ID)
		require.NoError(t, err)
		require.ElementsMatch(t, want, machine.AvailableTransitions())
	}
}

func TestTableRefusesWhatIsNoPair(t *testing.T) {
	table := stages.Journey().Dense()
	for _, pair := range [][2]uint8{{uint8(table.States()), 0}, {0, uint8(table.Triggers())}, {255, 255}, {0, 255}, {255, 0}} {
		_, ok := table.Next(pair[0], pair[1])
		require.False(t, ok)
		require.False(t, table.Guarded(pair[0], pair[1]))
		next, outcome := table.Decide(pair[0], pair[1], stages.Facts{})
		require.Equal(t, pair[0], next)
		require.Equal(t, stages.Refused, outcome)
	}
	_, ok := stages.Table{}.Next(0, 0)
	require.False(t, ok)
}

func TestIndexOfWhatIsNotThere(t *testing.T) {
	p := stages.Journey()
	_, ok := p.Index("thearpy")
	require.False(t, ok)
	_, ok = p.TriggerIndex("begin-thearpy")
	require.False(t, ok)
	_, ok = p.ConditionIndex("plan")
	require.False(t, ok)
	_, ok = p.State("thearpy")
	require.False(t, ok)
	require.False(t, p.Terminal("thearpy"))
	step := p.Next("thearpy", stages.Assess, nil)
	require.Equal(t, stages.Refused, step.Outcome)
	require.Contains(t, step.Why, `"thearpy" is not a state of pathway "journey"`)
	step = p.Next(stages.Therapy, "asses", nil)
	require.Equal(t, stages.Refused, step.Outcome)
	require.Contains(t, step.Why, `"asses" is not a trigger`)
}

func TestFactsWith(t *testing.T) {
	f := stages.Facts{}.With(0, truth.Yes).With(63, truth.No)
	require.Equal(t, stages.Facts{Known: 1 | 1<<63, True: 1}, f)
	require.Equal(t, stages.Facts{Known: 1 << 63}, f.With(0, truth.Unknown))
	require.Equal(t, stages.Facts{Known: 1 | 1<<63}, f.With(0, truth.No))
	require.Equal(t, f, f.With(64, truth.Yes))
	require.Equal(t, f, f.With(-1, truth.Yes))
}

// Bits that nobody declared known must not decide anything.
func TestFactsOutsideKnownMeanNothing(t *testing.T) {
	p := newWard(t)
	s, _ := p.Index(waiting)
	on, _ := p.TriggerIndex(decide)
	_, outcome := p.Dense().Decide(uint8(s), uint8(on), stages.Facts{True: ^uint64(0)})
	require.Equal(t, stages.Undetermined, outcome)
}

func TestNextAsksOnlyWhatThePairNeeds(t *testing.T) {
	var asked []stages.Condition
	ask := func(c stages.Condition) truth.Value { asked = append(asked, c); return truth.Unknown }
	step := newWard(t).Next(bed, leave, ask)
	require.Equal(t, []stages.Condition{managed}, asked)
	require.Equal(t, []stages.Condition{managed}, step.Missing)
	require.Equal(t, "depends on what is not known: withdrawal-managed", step.Why)
	asked = nil
	newWard(t).Next(waiting, decide, ask)
	require.Equal(t, []stages.Condition{dependent, managed}, asked, "each once, although two guards ask for the first")
	asked = nil
	newWard(t).Next(bed, look, ask)
	require.Empty(t, asked)
	step = newWard(t).Next(waiting, decide, nil)
	require.Equal(t, []stages.Condition{dependent, managed}, step.Missing)
	step = newWard(t).Next(waiting, decide, answers(map[stages.Condition]truth.Value{dependent: truth.Yes}))
	require.Equal(t, []stages.Condition{managed}, step.Missing, "only what can still matter")
}

func TestOpenAnswersEveryTriggerInOrder(t *testing.T) {
	p := stages.Journey()
	for range 3 {
		steps := p.Open(stages.Detox, nil)
		require.Len(t, steps, len(p.Triggers()))
		for i, trigger := range p.Triggers() {
			require.Equal(t, p.Next(stages.Detox, trigger.ID, nil), steps[i])
		}
	}
}

func TestNobodyCanChangeAPathway(t *testing.T) {
	d := wardDefinition()
	p, err := stages.New(d)
	require.NoError(t, err)
	before := p.Definition()
	d.Edges[0].When[0].Want = false
	d.States[0].Title = "changed"
	d.Refusals[0].On[0] = look
	step := p.Next(bed, look, nil)
	step.Cites[0].Source.Title = "changed"
	got := p.Definition()
	got.Edges[0].Cites[0].Source.Title = "changed"
	p.Tour()[0][0].Cites[0].Source.Title = "changed"
	p.Next(home, look, nil)
	require.Equal(t, before, p.Definition())
}
