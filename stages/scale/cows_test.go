package scale_test

import (
	"math"
	"testing"

	"github.com/oudpath/oudpath/plan/evidence"
	"github.com/oudpath/oudpath/stages/scale"
	"github.com/stretchr/testify/require"
)

// Below, at and above each limit, and in the gap that whole-number classes leave.
func TestPulseItem(t *testing.T) {
	for rate, want := range map[float64]int{
		0.1: 0, 60: 0, 79: 0, 80: 0, 80.001: 1, 80.5: 1, 81: 1, 99: 1, 100: 1, 100.5: 2, 101: 2, 119.9: 2, 120: 2,
		120.1: 4, 121: 4, 250: 4,
	} {
		got, err := scale.PulseItem(rate)
		require.NoError(t, err)
		require.Equal(t, want, got, "%v beats per minute", rate)
	}
	for _, rate := range []float64{0, -1, math.NaN(), math.Inf(1), math.Inf(-1)} {
		_, err := scale.PulseItem(rate)
		require.ErrorIs(t, err, scale.ErrPulse, "%v", rate)
	}
}

// Mistakes that were seen in public programs.
func TestCOWSMistakesInTheWild(t *testing.T) {
	in := lookup(t, scale.COWS)
	all := score(t, in, every(in, highest))
	require.Equal(t, 48, all.High, "sweating reaches 4; without it the maximum would be 47")
	for total, band := range map[int]string{3: "none", 8: "mild", 20: "moderate"} { // not mild, moderate, moderately severe
		s, err := in.FromTotal(total)
		require.NoError(t, err)
		require.Equal(t, band, s.Band)
	}
	s, err := in.FromTotal(36)
	require.NoError(t, err)
	require.Equal(t, "moderately severe", s.Band, "severe starts above 36")
}

// Vignettes V66: a pulse or restlessness value between the steps is illegal; 12 is mild and 13 moderate.
func TestVignetteIllegalStepsAndBands(t *testing.T) {
	in := lookup(t, scale.COWS)
	for id, answer := range map[string]int{scale.COWSPulse: 3, scale.COWSRestlessness: 2} {
		_, err := in.Score(scale.Answers{id: answer})
		require.ErrorIs(t, err, scale.ErrAnswer)
		require.ErrorContains(t, err, id)
	}
	twelve := with(every(in, lowest), scale.Answers{scale.COWSPupils: 5, scale.COWSGI: 5, scale.COWSTremor: 2})
	require.Equal(t, "mild", score(t, in, twelve).Band)
	thirteen := with(twelve, scale.Answers{scale.COWSAnxiety: 1})
	require.Equal(t, "moderate", score(t, in, thirteen).Band)
}

// Each sign: the answer below the one that shows it, the one that does, and the missing and the illegal one.
func TestObjectiveSigns(t *testing.T) {
	in := lookup(t, scale.COWS)
	for id, step := range map[string]struct{ below, at, illegal int }{
		scale.COWSPulse: {1, 2, 3}, scale.COWSPupils: {1, 2, 3}, scale.COWSYawning: {1, 2, 3}, scale.COWSNoseTears: {1, 2, 3},
		scale.COWSGI: {2, 3, 4}, scale.COWSGooseflesh: {0, 3, 4},
	} {
		require.Equal(t, signs{0, true}, count(with(every(in, lowest), scale.Answers{id: step.below})), id)
		require.Equal(t, signs{1, true}, count(with(every(in, lowest), scale.Answers{id: step.at})), id)
		require.Equal(t, signs{0, false}, count(with(every(in, lowest), scale.Answers{id: step.illegal})), id)
		require.Equal(t, signs{5, true}, count(with(every(in, highest), scale.Answers{id: step.below})), id)

		missing := every(in, highest)
		delete(missing, id)
		require.Equal(t, signs{5, false}, count(missing), id)
		present, unknown := scale.ObjectiveSignItems(missing)
		require.Len(t, present, 5)
		require.Equal(t, []string{id}, unknown)
	}
	for _, id := range []string{scale.COWSSweating, scale.COWSRestlessness, scale.COWSAches, scale.COWSTremor, scale.COWSAnxiety} {
		require.Equal(t, signs{0, true}, count(with(every(in, lowest), scale.Answers{id: 4})), "%s is not on the list", id)
	}
	require.Equal(t, signs{6, true}, count(every(in, highest)))
	require.Equal(t, signs{0, false}, count(nil))

	// Vignette V16: piloerection and wide pupils.
	require.Equal(t, signs{2, true}, count(with(every(in, lowest), scale.Answers{scale.COWSGooseflesh: 3, scale.COWSPupils: 2})))
}

type signs struct {
	count int
	known bool
}

func count(answers scale.Answers) signs {
	n, known := scale.ObjectiveSigns(answers)
	return signs{n, known}
}

func TestObjectiveSignCites(t *testing.T) {
	cites := scale.ObjectiveSignCites()
	for _, c := range cites {
		require.NoError(t, c.Validate())
	}
	require.Equal(t, evidence.Unconfirmed, cites[len(cites)-1].Provenance, "the reading that joins the sources is our own")
}
