package stages_test

import (
	"math"
	"testing"
	"time"

	"github.com/oudpath/oudpath/plan/evidence"
	"github.com/oudpath/oudpath/plan/vocabulary"
	"github.com/oudpath/oudpath/stages"
	"github.com/stretchr/testify/require"
)

func TestHoursOfASAMLevels(t *testing.T) {
	type hours struct {
		min, max int
		p        evidence.Provenance // 0: not known
	}
	const secondary, unconfirmed = evidence.Secondary, evidence.Unconfirmed
	for _, c := range []struct {
		edition stages.Edition
		id      string
		adults  hours
		teens   hours
	}{
		{stages.ThirdEdition, "0.5", hours{}, hours{}},
		{stages.ThirdEdition, "1", hours{0, 8, secondary}, hours{0, 5, secondary}},
		{stages.ThirdEdition, "2.1", hours{9, 19, secondary}, hours{6, 0, secondary}},
		{stages.ThirdEdition, "2.5", hours{20, 0, secondary}, hours{}},
		{stages.ThirdEdition, "3.1", hours{5, 0, secondary}, hours{}},
		{stages.ThirdEdition, "3.7", hours{}, hours{}},
		{stages.FourthEdition, "1.0", hours{}, hours{}},
		{stages.FourthEdition, "1.5", hours{0, 8, unconfirmed}, hours{}},
		{stages.FourthEdition, "2.1", hours{9, 19, secondary}, hours{}},
		{stages.FourthEdition, "2.5", hours{20, 0, unconfirmed}, hours{}},
		{stages.FourthEdition, "3.1", hours{9, 19, unconfirmed}, hours{}},
		{stages.FourthEdition, "3.5", hours{20, 0, unconfirmed}, hours{}},
		{stages.FourthEdition, "3.7", hours{}, hours{}},
	} {
		level, ok := stages.ASAM(c.edition, c.id)
		require.True(t, ok, c.id)
		for _, adolescent := range []bool{false, true} {
			want := c.adults
			if adolescent {
				want = c.teens
			}
			min, max, known, cite := level.Hours(adolescent)
			require.Equal(t, want, hours{min, max, cite.Provenance}, "%s adolescent=%v", level, adolescent)
			require.Equal(t, want.p != 0, known)
			if known {
				require.NoError(t, cite.Validate())
			}
		}
	}
}

// The outpatient levels of the third edition tile the week: each whole number of hours belongs to exactly one.
func TestOutpatientHoursOfAdultsHaveNoGap(t *testing.T) {
	for completed := range 41 {
		var in []string
		for _, id := range []string{"1", "2.1", "2.5"} {
			level, _ := stages.ASAM(stages.ThirdEdition, id)
			min, max, known, _ := level.Hours(false)
			require.True(t, known)
			if max == 0 {
				max = math.MaxInt
			}
			if min <= completed && completed <= max {
				in = append(in, id)
			}
		}
		want := "1"
		if completed >= 20 {
			want = "2.5"
		} else if completed >= 9 {
			want = "2.1"
		}
		require.Equal(t, []string{want}, in, completed)
	}
}

// The same number is another level in the other edition. A public code base got this wrong.
func TestThreePointSevenDependsOnTheEdition(t *testing.T) {
	third, _ := stages.ASAM(stages.ThirdEdition, "3.7")
	fourth, _ := stages.ASAM(stages.FourthEdition, "3.7")
	require.NotEqual(t, third, fourth)
	require.Equal(t, "ASAM 3.7 (third edition): medically monitored intensive inpatient", third.String())
	require.Equal(t, "ASAM 3.7 (fourth edition): medically managed residential", fourth.String())
	level, _ := third.Level()
	require.Equal(t, stages.Inpatient, level)
	level, _ = fourth.Level()
	require.Equal(t, stages.Residential, level)
}

// Names that sources restate are secondary; those that are recalled say so, and variants whose names were not seen are not there.
func TestNamesOfASAMLevels(t *testing.T) {
	for _, c := range []struct {
		edition stages.Edition
		id      string
		name    string
		p       evidence.Provenance
	}{
		{stages.ThirdEdition, "0.5", "early intervention", evidence.Unconfirmed},
		{stages.ThirdEdition, "3.1", "low-intensity residential", evidence.Secondary},
		{stages.ThirdEdition, "3.7", "medically monitored intensive inpatient", evidence.Secondary},
		{stages.ThirdEdition, "4", "medically managed intensive inpatient", evidence.Unconfirmed},
		{stages.FourthEdition, "1.0", "long-term remission monitoring", evidence.Secondary},
		{stages.FourthEdition, "2.7", "medically managed intensive outpatient", evidence.Secondary},
		{stages.FourthEdition, "4", "medically managed inpatient", evidence.Secondary},
	} {
		level, ok := stages.ASAM(c.edition, c.id)
		require.True(t, ok, c.id)
		require.Equal(t, c.name, level.Name)
		require.Equal(t, c.p, level.Cite().Provenance, "%s", level)
	}
	_, ok := stages.ASAM(stages.FourthEdition, "3.7 BIO")
	require.False(t, ok)
}

func TestThereIsNoDefaultEdition(t *testing.T) {
	var none stages.Edition
	require.Nil(t, stages.ASAMLevels(none))
	require.Nil(t, stages.ASAMLevels(3))
	require.Equal(t, "not stated", none.String())
	require.False(t, none.Valid())
	require.ErrorIs(t, none.UnmarshalText([]byte("3")), vocabulary.ErrWord)
	for _, e := range []stages.Edition{stages.ThirdEdition, stages.FourthEdition} {
		text, err := e.MarshalText()
		require.NoError(t, err)
		var back stages.Edition
		require.NoError(t, back.UnmarshalText(text))
		require.Equal(t, e, back)
	}
	_, ok := stages.ASAM(none, "2.1")
	require.False(t, ok)
	_, ok = stages.ASAM(stages.ThirdEdition, "2.7")
	require.False(t, ok, "2.7 came with the fourth")
}

func TestALevelThatIsNoneKnowsNothing(t *testing.T) {
	for _, l := range []stages.ASAMLevel{{}, {Edition: stages.ThirdEdition, ID: "3.7", Name: "medically managed residential"}} {
		_, _, known, cite := l.Hours(false)
		require.False(t, known)
		require.Error(t, cite.Validate())
		require.Error(t, l.Cite().Validate())
		_, ok := l.Level()
		require.False(t, ok)
	}
}

func TestASAMLevelsAreCitedAndMapToLevels(t *testing.T) {
	for _, e := range []stages.Edition{stages.ThirdEdition, stages.FourthEdition} {
		seen := map[string]bool{}
		for _, a := range stages.ASAMLevels(e) {
			require.False(t, seen[a.ID], a)
			seen[a.ID] = true
			require.NoError(t, a.Cite().Validate(), a)
			if level, ok := a.Level(); ok {
				_, known := stages.Care().State(level)
				require.True(t, known, a)
			}
		}
	}
}

func TestWhatOtherSystemsCallALevel(t *testing.T) {
	for _, l := range stages.Care().IDs() {
		info, ok := l.Describe()
		require.True(t, ok)
		require.Equal(t, l, info.Level)
	}
	info, _ := stages.Residential.Describe()
	var ids []string
	for _, a := range info.ASAM {
		ids = append(ids, a.Edition.String()+" "+a.ID)
	}
	require.Equal(t, []string{"third 3.1", "third 3.3", "third 3.5", "third 3.2-WM", "fourth 3.1", "fourth 3.5", "fourth 3.7"}, ids)
	require.Equal(t, 4, info.Tiers[0].Number)
	none, _ := stages.NoLevel.Describe()
	require.Empty(t, none.ASAM)
	require.Empty(t, none.Tiers)
	_, ok := stages.Level("attic").Describe()
	require.False(t, ok)
}

func TestTiers(t *testing.T) {
	for i, tier := range stages.UKTiers() {
		require.Equal(t, i+1, tier.Number)
		require.NotEmpty(t, tier.Content)
		require.Equal(t, evidence.Primary, tier.Cite.Provenance)
		require.Equal(t, stages.OwnDesign().Source, tier.Crosswalk.Source, "the mapping is ours and says so")
		require.NoError(t, tier.Crosswalk.Validate())
	}
}

func TestServices(t *testing.T) {
	seen := map[stages.Service]bool{}
	for _, s := range stages.Services() {
		require.False(t, seen[s.ID], s.ID)
		seen[s.ID] = true
		require.NotEmpty(t, s.Title)
		require.NotEmpty(t, s.Meaning)
		require.True(t, s.Kind.Valid(), s.ID)
		require.True(t, s.Standing.Valid(), s.ID)
		require.NotEmpty(t, s.Cites)
		for _, c := range s.Cites {
			require.NoError(t, c.Validate(), s.ID)
		}
		switch s.Standing {
		case stages.Recommended, stages.NotRoutine, stages.ForSome:
			require.True(t, evidence.Best(s.Cites).MayRefuse(), "%s: a standing rests on something confirmed", s.ID)
			require.NotEmpty(t, s.Note, s.ID)
		}
		got, ok := s.ID.Describe()
		require.True(t, ok)
		require.Equal(t, s, got)
	}
	require.Len(t, seen, 26)
	_, ok := stages.Service("bloodletting").Describe()
	require.False(t, ok)
	cbt, _ := stages.CBT.Describe()
	require.Equal(t, stages.NotRoutine, cbt.Standing)
	require.Contains(t, cbt.Note, "stimulants", "what the source was about is said")
}

func TestWithdrawals(t *testing.T) {
	subjects := map[stages.WithdrawalSubject]int{}
	for _, w := range stages.Withdrawals() {
		subjects[w.Subject]++
		require.NotEmpty(t, w.After)
		require.NoError(t, w.Cite.Validate())
		require.NotZero(t, w.Subject)
		for _, s := range []stages.Span{w.Onset, w.Peak, w.Lasts} {
			require.GreaterOrEqual(t, s.Min, time.Duration(0))
			require.GreaterOrEqual(t, s.Max, s.Min, w.After)
		}
		require.False(t, w.Onset == stages.Span{} && w.Lasts == stages.Span{} && w.Note == "", "a row says something")
	}
	require.Len(t, subjects, 4)
	heroin := stages.Withdrawals()[0]
	require.Equal(t, stages.Span{Min: 6 * time.Hour, Max: 12 * time.Hour}, heroin.Onset)
	require.Equal(t, stages.Span{Min: 24 * time.Hour, Max: 48 * time.Hour}, heroin.Peak)
	require.Equal(t, evidence.Primary, heroin.Cite.Provenance)
}

// Every source that a built-in table names is complete, and what nobody confirmed says so.
func TestCitationsOfPathways(t *testing.T) {
	cited(t, stages.Journey().Definition())
	cited(t, stages.Care().Definition())
	cited(t, stages.Medication().Definition())
}

func cited[S ~string](t *testing.T, d stages.Definition[S]) {
	for _, e := range d.Edges {
		for _, c := range e.Cites {
			require.NoError(t, c.Validate(), e)
			if c.Source == stages.OwnDesign().Source {
				require.Equal(t, evidence.Unconfirmed, c.Provenance)
				require.NotEmpty(t, c.Place, "%s: says what was decided", e)
			}
		}
	}
}
