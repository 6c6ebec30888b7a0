package stages_test

import (
	"context"
	"slices"
	"testing"

	"github.com/oudpath/oudpath/plan/evidence"
	"github.com/oudpath/oudpath/plan/truth"
	"github.com/oudpath/oudpath/plan/vocabulary/vocabularytest"
	"github.com/oudpath/oudpath/stages"
	"github.com/stretchr/testify/require"
)

var (
	active  = []stages.Stage{stages.Referral, stages.Assessment, stages.Detox, stages.Therapy, stages.Aftercare, stages.Recovery}
	resting = []stages.Stage{stages.Transferred, stages.DischargedPlanned, stages.DischargedUnplanned, stages.DischargedAdministrative}
)

// follow fires triggers one after the other and returns where they lead.
func follow[S ~string](t *testing.T, p *stages.Pathway[S], at S, triggers ...stages.Trigger) S {
	t.Helper()
	for _, trigger := range triggers {
		step, err := p.Fire(context.Background(), at, trigger, nil)
		require.NoError(t, err)
		require.True(t, step.Allowed(), "%s: %s", step, step.Why)
		at = step.To
	}
	return at
}

func TestJourneys(t *testing.T) {
	for name, c := range map[string]struct {
		triggers []stages.Trigger
		want     stages.Stage
	}{
		"the long way": {[]stages.Trigger{stages.Assess, stages.BeginDetox, stages.BeginTherapy, stages.BeginAftercare,
			stages.EnterRecovery}, stages.Recovery},
		"no detox":              {[]stages.Trigger{stages.Assess, stages.BeginTherapy, stages.BeginAftercare}, stages.Aftercare},
		"straight to aftercare": {[]stages.Trigger{stages.Assess, stages.BeginAftercare}, stages.Aftercare},
		"return to use in aftercare": {[]stages.Trigger{stages.Assess, stages.BeginTherapy, stages.BeginAftercare, stages.ReturnToUse,
			stages.BeginTherapy},
			stages.Therapy},
		"overdose in recovery": {[]stages.Trigger{stages.Assess, stages.BeginAftercare, stages.EnterRecovery, stages.Overdose},
			stages.Assessment},
		"left, and came back": {[]stages.Trigger{stages.Assess, stages.BeginTherapy, stages.DischargeUnplanned, stages.Readmit,
			stages.BeginTherapy}, stages.Therapy},
		"transferred and back": {[]stages.Trigger{stages.Assess, stages.Transfer, stages.Readmit}, stages.Assessment},
		"a step back": {[]stages.Trigger{stages.Assess, stages.BeginAftercare, stages.Reassess, stages.BeginDetox},
			stages.Detox},
		"died after a discharge":  {[]stages.Trigger{stages.DischargeUnplanned, stages.Death}, stages.Deceased},
		"used again, out of care": {[]stages.Trigger{stages.DischargePlanned, stages.ReturnToUse, stages.BeginTherapy}, stages.Therapy},
	} {
		t.Run(name, func(t *testing.T) {
			require.Equal(t, c.want, follow(t, stages.Journey(), stages.Referral, c.triggers...))
		})
	}
}

// Return to use is not the end of anything, wherever it happens.
func TestReturnToUseAndOverdoseLeadToAssessmentFromEverywhere(t *testing.T) {
	for _, trigger := range []stages.Trigger{stages.ReturnToUse, stages.Overdose} {
		for _, s := range slices.Concat(active, resting) {
			step := stages.Journey().Next(s, trigger, nil)
			require.True(t, step.Allowed(), "%s after %s", s, trigger)
			require.Equal(t, stages.Assessment, step.To)
		}
		require.Equal(t, stages.Refused, stages.Journey().Next(stages.Deceased, trigger, nil).Outcome)
	}
}

// Nobody who lives is ever further from therapy than three plain steps, whatever is known or unknown about them.
func TestTreatmentIsNeverClosed(t *testing.T) {
	for _, s := range slices.Concat(active, resting) {
		reached := []stages.Stage{s}
		for range 3 {
			for _, at := range slices.Clone(reached) {
				for _, step := range stages.Journey().Open(at, nil) {
					if step.Allowed() {
						reached = append(reached, step.To)
					}
				}
			}
		}
		for _, open := range []stages.Stage{stages.Detox, stages.Therapy, stages.Aftercare} {
			require.Contains(t, reached, open, "from %s", s)
		}
	}
}

// Everyone can leave and everyone can die, and no guard asks about it.
func TestEndsAreAlwaysOpen(t *testing.T) {
	for _, s := range active {
		for _, trigger := range []stages.Trigger{stages.Transfer, stages.DischargePlanned, stages.DischargeUnplanned, stages.DischargeAdministrative} {
			require.Equal(t, stages.Moved, stages.Journey().Next(s, trigger, nil).Outcome, "%s %s", s, trigger)
		}
	}
	for _, s := range slices.Concat(active, resting) {
		require.Equal(t, stages.Deceased, stages.Journey().Next(s, stages.Death, nil).To)
	}
}

func TestOnlyDeathIsFinal(t *testing.T) {
	for _, s := range stages.Journey().IDs() {
		require.Equal(t, s == stages.Deceased, stages.Journey().Terminal(s), s)
	}
	for _, step := range stages.Journey().Open(stages.Deceased, nil) {
		require.Equal(t, stages.Refused, step.Outcome)
		require.Contains(t, step.Why, "Nothing follows death")
	}
	for _, s := range stages.Care().IDs() {
		require.False(t, stages.Care().Terminal(s))
	}
	for _, s := range stages.Medication().IDs() {
		require.False(t, stages.Medication().Terminal(s))
	}
}

// Detox straight to aftercare is the one move that depends on something, and the refusal names three ways on.
func TestTheGuardOfTheJourney(t *testing.T) {
	for answer, want := range map[truth.Value]stages.Outcome{
		truth.Yes: stages.Moved, truth.No: stages.Refused, truth.Unknown: stages.Undetermined,
	} {
		step := stages.Journey().Next(stages.Detox, stages.BeginAftercare, func(stages.Condition) truth.Value { return answer })
		require.Equal(t, want, step.Outcome, answer)
		require.Equal(t, want == stages.Undetermined, slices.Equal(step.Missing, []stages.Condition{stages.PlanForContinuingCare}))
		if want == stages.Refused {
			require.True(t, evidence.Best(step.Cites).MayRefuse(), "only what was confirmed may refuse")
		}
	}
	require.Len(t, stages.Journey().Conditions(), 1)
	guarded := 0
	for _, e := range stages.Journey().Definition().Edges {
		if len(e.When) > 0 {
			guarded++
		}
	}
	require.Equal(t, 1, guarded)
	for _, open := range []stages.Trigger{stages.BeginTherapy, stages.Reassess} {
		require.True(t, stages.Journey().Next(stages.Detox, open, nil).Allowed())
	}
}

func TestLevelsAreOpenFromEachOther(t *testing.T) {
	for _, from := range stages.Care().IDs() {
		for _, to := range stages.Care().IDs() {
			trigger, ok := stages.ToLevel(to)
			require.True(t, ok)
			step := stages.Care().Next(from, trigger, nil)
			if from == stages.NoLevel && to == stages.NoLevel {
				require.Equal(t, stages.Refused, step.Outcome)
				continue
			}
			require.True(t, step.Allowed(), step)
			require.Equal(t, to, step.To)
			require.Equal(t, from == to, step.Outcome == stages.Stayed)
		}
	}
	_, ok := stages.ToLevel("attic")
	require.False(t, ok)
}

func TestCourses(t *testing.T) {
	for name, c := range map[string]struct {
		triggers []stages.Trigger
		want     stages.Course
	}{
		"maintenance": {[]stages.Trigger{stages.Start, stages.Stabilize, stages.Maintain}, stages.Maintenance},
		"a taper that is paused": {[]stages.Trigger{stages.Start, stages.Stabilize, stages.Maintain, stages.BeginTaper, stages.PauseTaper},
			stages.Maintenance},
		"interrupted and resumed": {[]stages.Trigger{stages.Start, stages.Maintain, stages.Interrupt, stages.Resume}, stages.Stabilization},
		"tolerance lost":          {[]stages.Trigger{stages.Start, stages.Maintain, stages.Interrupt, stages.Start}, stages.Initiation},
		"switched":                {[]stages.Trigger{stages.Start, stages.Maintain, stages.Switch}, stages.Initiation},
		"ended and begun again":   {[]stages.Trigger{stages.Start, stages.End, stages.Start}, stages.Initiation},
		"managed withdrawal":      {[]stages.Trigger{stages.Start, stages.BeginTaper, stages.End}, stages.Ended},
		"dose no longer holds":    {[]stages.Trigger{stages.Start, stages.Maintain, stages.Stabilize}, stages.Stabilization},
		"switched at the start":   {[]stages.Trigger{stages.Start, stages.Switch}, stages.Initiation},
	} {
		t.Run(name, func(t *testing.T) {
			require.Equal(t, c.want, follow(t, stages.Medication(), stages.NoMedication, c.triggers...))
		})
	}
}

// A dose that was given is a fact: no course refuses it, and after a gap it leads to the careful beginning.
func TestADoseIsNeverRefused(t *testing.T) {
	for _, c := range stages.Medication().IDs() {
		step := stages.Medication().Next(c, stages.DoseGiven, nil)
		require.True(t, step.Allowed(), c)
		switch c {
		case stages.NoMedication, stages.Ended, stages.Interrupted:
			require.Equal(t, stages.Initiation, step.To, c)
		default:
			require.Equal(t, stages.Stayed, step.Outcome, c)
		}
	}
}

// Nothing on a built-in pathway waits for time to pass, and nothing but the one edge waits for an answer.
func TestCareAndMedicationAreNeverUndetermined(t *testing.T) {
	for _, at := range stages.Care().Pairs() {
		require.NotEqual(t, stages.Undetermined, stages.Care().Next(at.From, at.On, nil).Outcome, at)
	}
	for _, at := range stages.Medication().Pairs() {
		require.NotEqual(t, stages.Undetermined, stages.Medication().Next(at.From, at.On, nil).Outcome, at)
	}
}

func TestIdentifiersAreStable(t *testing.T) {
	require.Equal(t, []stages.Stage{"referral", "assessment", "detox", "therapy", "aftercare", "recovery", "transferred",
		"discharged-planned",
		"discharged-unplanned", "discharged-administrative", "deceased"}, stages.Journey().IDs())
	require.Equal(t, []stages.Level{"none", "outpatient", "intensive-outpatient", "partial-hospitalization", "residential", "inpatient",
		"recovery-residence", "opioid-treatment-program"}, stages.Care().IDs())
	require.Equal(t, []stages.Course{"none", "initiation", "stabilization", "maintenance", "taper", "interrupted", "ended"},
		stages.Medication().IDs())
	require.Equal(t, []stages.Trigger{"assess", "begin-detox", "begin-therapy", "begin-aftercare", "enter-recovery", "return-to-use",
		"overdose",
		"readmit", "reassess", "transfer", "discharge-planned", "discharge-unplanned", "discharge-administrative", "death"}, triggers(stages.Journey()))
	require.Equal(t, []stages.Trigger{"leave-care", "to-outpatient", "to-intensive-outpatient", "to-partial-hospitalization",
		"to-residential",
		"to-inpatient", "to-recovery-residence", "to-opioid-treatment-program"}, triggers(stages.Care()))
	require.Equal(t, []stages.Trigger{"start", "stabilize", "maintain", "begin-taper", "pause-taper", "interrupt", "resume", "switch",
		"end",
		"dose-given"}, triggers(stages.Medication()))
}

func triggers[S ~string](p *stages.Pathway[S]) []stages.Trigger {
	var ids []stages.Trigger
	for _, t := range p.Triggers() {
		ids = append(ids, t.ID)
	}
	return ids
}

func TestTypicalDurations(t *testing.T) {
	want := map[stages.Stage][]string{
		stages.Detox: {"6-10 primary", "3-10 secondary", "3-14 secondary", "at most 14 primary", "at most 28 secondary",
			"at most 84 secondary"},
		stages.Therapy:   {"30 unconfirmed", "60 unconfirmed", "90 unconfirmed", "at least 90 primary"},
		stages.Aftercare: {"at least 365 unconfirmed", "at least 182 primary"},
		stages.Recovery:  {"no limit unconfirmed"},
	}
	for _, s := range stages.Journey().IDs() {
		state, ok := stages.Journey().State(s)
		require.True(t, ok)
		var got []string
		for _, d := range state.Typical {
			got = append(got, d.String()+" "+evidence.Best(d.Cites).String())
		}
		require.Equal(t, want[s], got, s)
	}
}

// TestDurationsApply asks in which places, with which medications, what is typical of detox and maintenance is about the person.
func TestDurationsApply(t *testing.T) {
	detox, _ := stages.Journey().State(stages.Detox)
	maintenance, _ := stages.Medication().State(stages.Maintenance)
	applying := func(all []stages.Duration, place string, substances ...string) (got []string) {
		for _, d := range all {
			if d.Applies(place, substances...) {
				got = append(got, d.What)
			}
		}
		return got
	}
	const buprenorphine = "withdrawal from opioids with buprenorphine"
	hospital, community := "opioid detoxification as an inpatient", "opioid detoxification in the community"
	require.Equal(t, []string{buprenorphine}, applying(detox.Typical, "us", "buprenorphine"))
	require.Equal(t, []string{buprenorphine, "withdrawal with lofexidine, by its label"},
		applying(detox.Typical, "us-wi", "lofexidine", "buprenorphine"))
	require.Equal(t, []string{buprenorphine, hospital, community}, applying(detox.Typical, "gb", "buprenorphine"))
	require.Equal(t, []string{hospital, community}, applying(detox.Typical, "gb-sct"), "with no medication")
	require.Empty(t, applying(detox.Typical, "us"))
	require.Empty(t, applying(detox.Typical, "usa", "lofexidine"), "another place whose name begins alike")
	require.Equal(t, []string{"buprenorphine maintenance, with no recommended limit"}, applying(maintenance.Typical, "us", "buprenorphine"))
	require.Empty(t, applying(maintenance.Typical, "gb", "buprenorphine"), "no source of that country is known")

	aftercare, _ := stages.Journey().State(stages.Aftercare)
	england := "treatment or support after abstinence, at least six months (26 weeks here)"
	require.NotContains(t, applying(aftercare.Typical, "gb"), england)
	require.Contains(t, applying(aftercare.Typical, "gb-eng"), england)
}

func TestNamesOfValues(t *testing.T) {
	vocabularytest.Check[stages.Outcome](t, "moved", "stayed", "refused", "undetermined")
	vocabularytest.Check[stages.Edition](t, "third", "fourth")
	vocabularytest.Check[stages.ServiceKind](t, "psychological", "setting", "peer", "practical", "complementary")
	vocabularytest.Check[stages.Standing](t, "recommended", "for some", "not routine", "not stated")
	vocabularytest.Check[stages.WithdrawalSubject](t, "short-acting", "long-acting", "fentanyl", "precipitated")
	require.Equal(t, "not withdrawal-managed", stages.IfNot(managed).String())
	require.Equal(t, "begin-therapy: detox -> therapy (moved)", stages.Journey().Next(stages.Detox, stages.BeginTherapy, nil).String())
	require.NoError(t, stages.OwnDesign().Validate())
	require.False(t, stages.OwnDesign().Provenance.MayRefuse())
}

// Any string of triggers: the person is always somewhere on the pathway, and never leaves a terminal state.
func FuzzTriggers(f *testing.F) {
	f.Add([]byte{0, 1, 2, 3, 4, 5, 13, 0})
	f.Add([]byte{9, 7, 200, 10, 11, 12})
	f.Fuzz(func(t *testing.T, bytes []byte) {
		p := stages.Journey()
		at, final := p.Start(), false
		for _, b := range bytes {
			trigger := p.Triggers()[int(b)%len(p.Triggers())].ID
			answer := truth.Value(b >> 6)
			step := p.Next(at, trigger, func(stages.Condition) truth.Value { return answer })
			require.False(t, final && step.Outcome != stages.Refused, "%s after death", step)
			require.True(t, step.Outcome == stages.Moved || step.To == at)
			at = step.To
			_, known := p.State(at)
			require.True(t, known)
			final = p.Terminal(at)
		}
	})
}
