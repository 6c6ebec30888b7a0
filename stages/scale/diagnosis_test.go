package scale_test

import (
	"testing"

	"github.com/oudpath/oudpath/plan/truth"
	"github.com/oudpath/oudpath/stages/scale"
	"github.com/stretchr/testify/require"
)

// criteria with all eleven set from a list in the order of their numbers.
func criteriaOf(p [11]truth.Value) scale.Criteria {
	return scale.Criteria{LargerOrLonger: p[0], CutDown: p[1], TimeSpent: p[2], Craving: p[3], RoleFailure: p[4], SocialProblems: p[5],
		ActivitiesGivenUp: p[6], HazardousUse: p[7], UseDespiteHarm: p[8], Tolerance: p[9], Withdrawal: p[10]}
}

// firstPresent has the first n criteria present and the others absent.
func firstPresent(n int) scale.Criteria {
	var p [11]truth.Value
	for i := range p {
		p[i] = truth.Of(i < n)
	}
	return criteriaOf(p)
}

// Vignette V69 (5 criteria: moderate) and every other count.
func TestSeverity(t *testing.T) {
	for n := 0; n <= 11; n++ {
		want := scale.SeverityNone
		switch {
		case n >= 6:
			want = scale.SeveritySevere
		case n >= 4:
			want = scale.SeverityModerate
		case n >= 2:
			want = scale.SeverityMild
		}
		d := scale.OUD(firstPresent(n), truth.No)
		require.Equal(t, want, d.Severity, "%d criteria", n)
		require.Equal(t, [2]int{n, n}, [2]int{d.Low, d.High})
		require.Len(t, d.Counted(), n)
		require.Equal(t, truth.Of(n >= 2), d.Disorder())
		require.Empty(t, d.Undecided())
	}
}

// Vignette V68: three criteria, of which tolerance and withdrawal arose under supervision: one counts, no disorder.
func TestVignetteSupervisedOpioids(t *testing.T) {
	criteria := firstPresent(1)
	criteria.Tolerance, criteria.Withdrawal = truth.Yes, truth.Yes

	d := scale.OUD(criteria, truth.Yes)
	require.Equal(t, scale.SeverityNone, d.Severity)
	require.Equal(t, []scale.Criterion{scale.LargerOrLonger}, d.Counted())
	require.Equal(t, []scale.Criterion{scale.Tolerance, scale.Withdrawal}, d.Excepted())
	require.Equal(t, truth.No, d.Disorder())

	require.Equal(t, scale.SeverityMild, scale.OUD(criteria, truth.No).Severity)

	d = scale.OUD(criteria, truth.Unknown)
	require.Equal(t, [2]int{1, 3}, [2]int{d.Low, d.High})
	require.Equal(t, scale.SeverityUndetermined, d.Severity)
	require.Equal(t, []scale.Criterion{scale.Tolerance, scale.Withdrawal}, d.Undecided())
	require.Equal(t, truth.Unknown, d.Disorder())
}

// Every combination of knowledge about every criterion, against a second way of counting.
func TestOUDExhaustively(t *testing.T) {
	severity := func(n int) scale.Severity {
		return [...]scale.Severity{1, 1, 2, 2, 3, 3, 4, 4, 4, 4, 4, 4}[n]
	}
	var p [11]truth.Value
	combinations := 1
	for range p {
		combinations *= 3
	}
	for code := range combinations {
		base, medical := [3]int{}, [3]int{}
		for i, rest := 0, code; i < len(p); i, rest = i+1, rest/3 {
			p[i] = truth.Value(rest % 3)
			if i < 9 {
				base[p[i]]++
			} else {
				medical[p[i]]++
			}
		}
		for supervised, exceptional := range map[truth.Value][2]int{
			truth.Yes:     {0, 0},
			truth.No:      {medical[truth.Yes], medical[truth.Yes] + medical[truth.Unknown]},
			truth.Unknown: {0, medical[truth.Yes] + medical[truth.Unknown]},
		} {
			low := base[truth.Yes] + exceptional[0]
			high := base[truth.Yes] + base[truth.Unknown] + exceptional[1]
			want := scale.SeverityUndetermined
			if severity(low) == severity(high) {
				want = severity(low)
			}
			d := scale.OUD(criteriaOf(p), supervised)
			if d.Low != low || d.High != high || d.Severity != want {
				t.Fatalf("%v supervised %v: got %d to %d %v, want %d to %d %v", p, supervised, d.Low, d.High, d.Severity, low, high, want)
			}
		}
	}
}

func TestNothingKnownIsNoDiagnosis(t *testing.T) {
	d := scale.OUD(scale.Criteria{}, truth.Unknown)
	require.Equal(t, [2]int{0, 11}, [2]int{d.Low, d.High})
	require.Equal(t, scale.SeverityUndetermined, d.Severity)
	require.Len(t, d.Undecided(), 11)
	require.Equal(t, truth.Unknown, d.Disorder())
	require.Equal(t, truth.Unknown, scale.Diagnosis{}.Disorder())

	two := scale.OUD(scale.Criteria{Craving: truth.Yes, CutDown: truth.Yes}, truth.Unknown)
	require.Equal(t, truth.Yes, two.Disorder(), "two are enough, whatever the other nine are")
	require.Equal(t, scale.SeverityUndetermined, two.Severity)

	// A value that is none of the three is unknown as well.
	odd := scale.OUD(scale.Criteria{Craving: 9}, 9)
	require.Equal(t, 11, odd.High)
	require.Contains(t, odd.Undecided(), scale.Craving)
}

func TestCriteriaFrom(t *testing.T) {
	in := lookup(t, scale.DSM5OUD)
	for i, item := range in.Items() {
		criterion := scale.Criterion(i + 1)
		require.Equal(t, criterion.String(), item.ID)
		for answer, want := range []truth.Value{truth.No, truth.Yes} {
			criteria, err := scale.CriteriaFrom(scale.Answers{item.ID: answer})
			require.NoError(t, err)
			for other := scale.LargerOrLonger; other <= scale.Withdrawal; other++ {
				if other != criterion {
					require.Equal(t, truth.Unknown, criteria.Of(other))
				}
			}
			require.Equal(t, want, criteria.Of(criterion))
		}
	}
	require.Equal(t, truth.Unknown, firstPresent(11).Of(0))
	require.Equal(t, truth.Unknown, firstPresent(11).Of(12))
	_, err := scale.CriteriaFrom(scale.Answers{"craving": 2})
	require.ErrorIs(t, err, scale.ErrAnswer)
	_, err = scale.CriteriaFrom(scale.Answers{"boredom": 1})
	require.ErrorIs(t, err, scale.ErrItem)
}

// Scored as an instrument, the criteria give what OUD gives while the supervision is unknown.
func TestCriteriaAsAnInstrument(t *testing.T) {
	in := lookup(t, scale.DSM5OUD)
	for mask := range 1 << 11 {
		answers := scale.Answers{}
		for i, item := range in.Items() {
			answers[item.ID] = mask >> i & 1
		}
		if mask%3 == 0 {
			delete(answers, in.Items()[mask%11].ID)
		}
		criteria, err := scale.CriteriaFrom(answers)
		require.NoError(t, err)
		d, s := scale.OUD(criteria, truth.Unknown), score(t, in, answers)
		if d.Low != s.Low || d.High != s.High || (d.Severity == scale.SeverityUndetermined) != (s.Band == "") {
			t.Fatalf("%v: %v, but OUD gives %d to %d %v", answers, s, d.Low, d.High, d.Severity)
		}
		doubt := answers["tolerance"] == 1 || answers["withdrawal"] == 1
		require.Equal(t, doubt, s.Flags.Has(scale.SupervisionUnknown))
		require.Equal(t, s.Low == s.High, s.Complete)
	}
	stated, err := in.FromTotal(11)
	require.NoError(t, err)
	require.Zero(t, stated.Flags, "a stated count is one of criteria that count")
}

func BenchmarkOUD(b *testing.B) {
	criteria := firstPresent(5)
	b.ReportAllocs()
	for b.Loop() {
		_ = scale.OUD(criteria, truth.Unknown)
	}
}
