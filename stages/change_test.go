package stages_test

import (
	"testing"

	"github.com/oudpath/oudpath/plan/truth"
	"github.com/oudpath/oudpath/stages"
	"github.com/stretchr/testify/require"
)

const (
	soberLiving        stages.Stage   = "sober-living"
	moveIn             stages.Trigger = "begin-sober-living"
	whySoberLiving                    = "Supportive housing between therapy and aftercare."
	soberLivingMeaning                = "The person lives in supportive housing and goes on with treatment from there."
)

// soberLivingChange is what a user writes for a stage of their own.
func soberLivingChange() stages.Change[stages.Stage] {
	house := []stages.Stage{soberLiving}
	return stages.Change[stages.Stage]{
		ID: "journey-with-sober-living", Version: "2",
		States: []stages.State[stages.Stage]{{ID: soberLiving, Title: "Sober living", Phase: "continuing care",
			Meaning: soberLivingMeaning}},
		Triggers: []stages.TriggerInfo{{ID: moveIn, Title: "Begin sober living", Meaning: "The person moves in."}},
		Like:     map[stages.Stage]stages.Stage{soberLiving: stages.Therapy},
		Edges:    stages.Spread(moveIn, soberLiving, whySoberLiving, ours(), stages.Therapy),
		Refusals: []stages.Refusal[stages.Stage]{
			{From: stages.Journey().IDs(stages.Therapy), On: []stages.Trigger{moveIn}, Why: "Sober living follows therapy."},
			{From: house, On: []stages.Trigger{moveIn}, Why: "The person lives there."},
			{From: house, On: []stages.Trigger{stages.BeginTherapy}, Why: "A step back begins with a reassessment."},
		},
	}
}

func withSoberLiving(t testing.TB) *stages.Pathway[stages.Stage] {
	p, err := stages.Journey().With(soberLivingChange())
	require.NoError(t, err)
	return p
}

func TestStageOfOnesOwn(t *testing.T) {
	p := withSoberLiving(t)
	require.Empty(t, stages.Verify(p.Definition()))
	require.Equal(t, "2", p.Version())
	require.Equal(t, "journey-with-sober-living", p.ID())

	step := p.Next(stages.Therapy, moveIn, nil)
	require.Equal(t, soberLiving, step.To)
	require.Equal(t, stages.Aftercare, p.Next(soberLiving, stages.BeginAftercare, nil).To)
	for _, trigger := range []stages.Trigger{stages.ReturnToUse, stages.Overdose, stages.Reassess} {
		require.Equal(t, stages.Assessment, p.Next(soberLiving, trigger, nil).To, "it behaves like therapy")
	}
	require.Equal(t, stages.Deceased, p.Next(soberLiving, stages.Death, nil).To)
	require.Equal(t, "A step back begins with a reassessment.", p.Next(soberLiving, stages.BeginTherapy, nil).Why, "decided anew")

	_, known := stages.Journey().State(soberLiving)
	require.False(t, known, "the built-in journey stays as it is")
}

func TestChangeNeedsAVersionOfItsOwn(t *testing.T) {
	for _, version := range []string{"", stages.JourneyVersion} {
		change := soberLivingChange()
		change.Version = version
		_, err := stages.Journey().With(change)
		var problem stages.Problem
		require.ErrorAs(t, err, &problem)
		require.Equal(t, stages.VersionMissing, problem.Kind)
	}
}

func TestChangeIsVerified(t *testing.T) {
	change := soberLivingChange()
	change.Like = nil
	change.Refusals = change.Refusals[:1]
	_, err := stages.Journey().With(change)
	require.ErrorContains(t, err, "undecided: sober-living, overdose: neither an edge nor a refusal")
	require.ErrorContains(t, err, "dead-end: sober-living")
}

// Opening any one closed pair changes the answer to that pair and to no other, however its refusal was written.
func TestChangeDecidesOnlyThePairThatItNames(t *testing.T) {
	for _, opened := range stages.Journey().ClosedPairs() {
		p, err := stages.Journey().With(stages.Change[stages.Stage]{Version: "1.1",
			Edges: stages.Spread(opened.On, stages.Assessment, "Here this is open.", ours(), opened.From)})
		if opened.From == stages.Deceased {
			require.ErrorContains(t, err, "terminal-exit: deceased")
			continue
		}
		require.NoError(t, err, opened)
		for _, at := range p.Pairs() {
			old, changed := stages.Journey().Next(at.From, at.On, nil), p.Next(at.From, at.On, nil)
			if at == opened {
				require.Equal(t, "Here this is open.", changed.Why)
				continue
			}
			old.Edge, changed.Edge = 0, 0 // the numbers of edges belong to a version
			require.Equal(t, old, changed, "%s opened", opened)
		}
	}
}

func TestChangeReplacesAGuardedPairAsAWhole(t *testing.T) {
	p, err := newWard(t).With(stages.Change[ward]{Version: "2",
		Edges: []stages.Edge[ward]{{From: waiting, On: decide, To: bed, When: []stages.Literal{stages.If(dependent)}, Why: "w",
			Cites: ours()}},
		Refusals: []stages.Refusal[ward]{
			{From: []ward{waiting}, On: []stages.Trigger{decide}, Why: "Nothing to manage."}}})
	require.NoError(t, err)
	step := p.Next(waiting, decide, answers(map[stages.Condition]truth.Value{dependent: truth.No}))
	require.Equal(t, stages.Refused, step.Outcome)
	require.Equal(t, "Nothing to manage.", step.Why)
}

func TestChangeDescribesAnew(t *testing.T) {
	p, err := newWard(t).With(stages.Change[ward]{Version: "2",
		States:     []stages.State[ward]{{ID: bed, Title: "Bed", Meaning: "New."}},
		Triggers:   []stages.TriggerInfo{{ID: look, Title: "Round", Meaning: "New."}},
		Conditions: []stages.ConditionInfo{{ID: managed, Meaning: "New."}}})
	require.NoError(t, err)
	state, _ := p.State(bed)
	require.Equal(t, "Bed", state.Title)
	require.Equal(t, "Round", p.Triggers()[2].Title)
	require.Equal(t, "New.", p.Definition().Conditions[1].Meaning)
	require.Equal(t, "ward", p.ID())
}

func TestMigration(t *testing.T) {
	two := withSoberLiving(t)
	three, err := two.With(stages.Change[stages.Stage]{Version: "3",
		Into:     map[stages.Stage]stages.Stage{soberLiving: stages.Aftercare},
		Edges:    stages.Spread(moveIn, stages.Aftercare, "The house closed: its people are in aftercare.", ours(), stages.Therapy),
		Refusals: nil})
	require.NoError(t, err)

	for _, s := range stages.Journey().IDs() {
		got, err := two.Migrate("1", s)
		require.NoError(t, err)
		require.Equal(t, s, got)
		got, err = three.Migrate("1", s)
		require.NoError(t, err)
		require.Equal(t, s, got, "over two versions")
	}
	got, err := three.Migrate("2", soberLiving)
	require.NoError(t, err)
	require.Equal(t, stages.Aftercare, got)
	got, err = three.Migrate("3", stages.Detox)
	require.NoError(t, err)
	require.Equal(t, stages.Detox, got)

	for _, c := range []struct {
		version string
		stage   stages.Stage
	}{{"1", soberLiving}, {"3", soberLiving}, {"9", stages.Detox}} {
		_, err = three.Migrate(c.version, c.stage)
		require.ErrorIs(t, err, stages.ErrUnknown, "%s %s", c.version, c.stage)
	}
}

func TestStartMayBeMovedByAChange(t *testing.T) {
	_, err := newWard(t).With(stages.Change[ward]{Version: "2", Start: "street"})
	require.ErrorContains(t, err, `"street" is not a state`)
	p, err := newWard(t).With(stages.Change[ward]{Version: "2", Start: bed})
	require.NoError(t, err)
	require.Equal(t, bed, p.Start())
}

// A state that is like another one stays where that one stays, and loses what it is said to lose.
func TestLikeAStateThatStays(t *testing.T) {
	const cot ward = "cot"
	p, err := newWard(t).With(stages.Change[ward]{Version: "2",
		States: []stages.State[ward]{{ID: cot, Title: "Cot", Meaning: "A smaller bed."}},
		Like:   map[ward]ward{cot: bed},
		Edges: []stages.Edge[ward]{
			{From: bed, On: decide, To: cot, Why: "Too large.", Cites: ours()},
			{From: cot, On: decide, To: bed, Why: "Too small.", Cites: ours()},
		}})
	require.NoError(t, err)
	require.Equal(t, stages.Stayed, p.Next(cot, look, nil).Outcome)
	require.Equal(t, cot, p.Next(cot, look, nil).To)
	require.Equal(t, waiting, p.Next(cot, back, nil).To)
	require.Equal(t, []stages.Condition{managed}, p.Next(cot, leave, nil).Missing)
	require.Equal(t, cot, p.Next(bed, decide, nil).To)
	require.Len(t, p.Definition().Refusals, len(wardDefinition().Refusals)-1, "a refusal with no pair left is gone")
	agree(t, p)
}
