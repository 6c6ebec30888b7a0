package scale_test

import (
	"testing"

	"github.com/oudpath/oudpath/plan/civil"
	"github.com/oudpath/oudpath/plan/evidence"
	"github.com/oudpath/oudpath/plan/truth"
	"github.com/oudpath/oudpath/stages/scale"
	"github.com/stretchr/testify/require"
)

// remitting is somebody of whom everything is known: earlier disorder, no criterion since 15 January 2026, no medication.
func remitting(asOf civil.Date) scale.RemissionFacts {
	return scale.RemissionFacts{
		FullCriteriaBefore: truth.Yes, Since: civil.Must(2026, 1, 15), AsOf: asOf, Criteria: firstPresent(0),
		Maintenance: scale.NoMaintenance, SolelySupervised: truth.No, ControlledEnvironment: truth.No,
	}
}

func state(t *testing.T, facts scale.RemissionFacts) scale.RemissionState {
	t.Helper()
	status, err := scale.Remission(facts)
	require.NoError(t, err)
	return status.State
}

func TestRemissionCites(t *testing.T) {
	var got []evidence.Provenance
	for _, c := range scale.RemissionCites() {
		require.NoError(t, c.Validate())
		got = append(got, c.Provenance)
	}
	require.Equal(t, []evidence.Provenance{evidence.Primary, evidence.Unconfirmed}, got, "the exemption of the agonist was not read")
}

// The day before and the day on which three and twelve months are over.
func TestRemissionBoundaries(t *testing.T) {
	for day, want := range map[civil.Date]scale.RemissionState{
		civil.Must(2026, 1, 15): scale.RemissionTooShort,
		civil.Must(2026, 4, 14): scale.RemissionTooShort,
		civil.Must(2026, 4, 15): scale.EarlyRemission,
		civil.Must(2026, 4, 16): scale.EarlyRemission,
		civil.Must(2027, 1, 14): scale.EarlyRemission,
		civil.Must(2027, 1, 15): scale.SustainedRemission,
		civil.Must(2027, 1, 16): scale.SustainedRemission,
	} {
		require.Equal(t, want, state(t, remitting(day)), day)
	}
	short := remitting(civil.Must(2026, 2, 28))
	short.Since = civil.Must(2025, 11, 30)
	require.Equal(t, scale.EarlyRemission, state(t, short), "a month that is too short ends on its last day")
}

func TestWhatBreaksRemission(t *testing.T) {
	day := civil.Must(2026, 7, 1)
	for criterion := scale.LargerOrLonger; criterion <= scale.Withdrawal; criterion++ {
		for _, found := range []truth.Value{truth.Yes, truth.Unknown} {
			var p [11]truth.Value
			for i := range p {
				p[i] = truth.No
			}
			p[criterion-1] = found
			facts := remitting(day)
			facts.Criteria = criteriaOf(p)
			want := map[truth.Value]scale.RemissionState{truth.Yes: scale.CriteriaMet, truth.Unknown: scale.RemissionUndetermined}[found]
			if criterion == scale.Craving {
				want = scale.EarlyRemission
			}
			require.Equal(t, want, state(t, facts), "%v %v", criterion, found)
		}
	}
}

func TestToleranceAndWithdrawalInRemission(t *testing.T) {
	for name, c := range map[string]struct {
		maintenance scale.Maintenance
		supervised  truth.Value
		want        scale.RemissionState
	}{
		"on methadone":                    {scale.AgonistMaintenance, truth.No, scale.EarlyRemission},
		"on methadone, rest unknown":      {scale.AgonistMaintenance, truth.Unknown, scale.EarlyRemission},
		"for pain, as prescribed":         {scale.NoMaintenance, truth.Yes, scale.EarlyRemission},
		"naltrexone has no such effect":   {scale.AntagonistMaintenance, truth.No, scale.CriteriaMet},
		"neither":                         {scale.NoMaintenance, truth.No, scale.CriteriaMet},
		"medication unknown":              {scale.MaintenanceUnknown, truth.No, scale.RemissionUndetermined},
		"supervision unknown":             {scale.NoMaintenance, truth.Unknown, scale.RemissionUndetermined},
		"naltrexone, supervision unknown": {scale.AntagonistMaintenance, truth.Unknown, scale.RemissionUndetermined},
		"a kind that does not exist":      {9, truth.No, scale.RemissionUndetermined},
	} {
		facts := remitting(civil.Must(2026, 7, 1))
		facts.Maintenance, facts.SolelySupervised = c.maintenance, c.supervised
		facts.Criteria.Tolerance, facts.Criteria.Withdrawal = truth.Yes, truth.Yes
		require.Equal(t, c.want, state(t, facts), name)
	}
}

func TestRemissionIsNotAssumed(t *testing.T) {
	day := civil.Must(2027, 6, 1)
	for name, c := range map[string]struct {
		change func(*scale.RemissionFacts)
		want   scale.RemissionState
	}{
		"no earlier disorder": {func(f *scale.RemissionFacts) { f.FullCriteriaBefore = truth.No }, scale.NoEarlierDisorder},
		"earlier disorder unknown": {func(f *scale.RemissionFacts) { f.FullCriteriaBefore = truth.Unknown },
			scale.RemissionUndetermined},
		"earlier disorder no answer": {func(f *scale.RemissionFacts) { f.FullCriteriaBefore = 9 }, scale.RemissionUndetermined},
		"start unknown":              {func(f *scale.RemissionFacts) { f.Since = civil.Date{} }, scale.RemissionUndetermined},
		"day unknown":                {func(f *scale.RemissionFacts) { f.AsOf = civil.Date{} }, scale.RemissionUndetermined},
		"criteria unknown":           {func(f *scale.RemissionFacts) { f.Criteria = scale.Criteria{} }, scale.RemissionUndetermined},
		"too short, criteria unknown": {func(f *scale.RemissionFacts) { f.Criteria, f.Since = scale.Criteria{}, day },
			scale.RemissionTooShort},
		"met, start unknown": {func(f *scale.RemissionFacts) {
			f.Criteria, f.Since = scale.Criteria{HazardousUse: truth.Yes}, civil.Date{}
		}, scale.CriteriaMet},
		"everything known": {func(*scale.RemissionFacts) {}, scale.SustainedRemission},
	} {
		facts := remitting(day)
		c.change(&facts)
		require.Equal(t, c.want, state(t, facts), name)
	}
	require.Equal(t, scale.RemissionUndetermined, state(t, scale.RemissionFacts{}))

	backwards := remitting(civil.Must(2026, 1, 14))
	_, err := scale.Remission(backwards)
	require.ErrorIs(t, err, scale.ErrDates)
}

func TestRemissionSpecifiers(t *testing.T) {
	for maintenance, want := range map[scale.Maintenance]truth.Value{
		scale.MaintenanceUnknown: truth.Unknown, scale.NoMaintenance: truth.No,
		scale.AgonistMaintenance: truth.Yes, scale.AntagonistMaintenance: truth.Yes, 9: truth.Unknown,
	} {
		for _, environment := range []truth.Value{truth.Unknown, truth.No, truth.Yes} {
			facts := remitting(civil.Must(2026, 7, 1))
			facts.Maintenance, facts.ControlledEnvironment = maintenance, environment
			status, err := scale.Remission(facts)
			require.NoError(t, err)
			require.Equal(t, scale.RemissionStatus{State: scale.EarlyRemission, OnMaintenance: want, ControlledEnvironment: environment},
				status)

			facts.AsOf = facts.Since
			status, err = scale.Remission(facts)
			require.NoError(t, err)
			require.Equal(t, scale.RemissionStatus{State: scale.RemissionTooShort}, status, "no remission, no specifier")
		}
	}
}
