package guidance_test

import (
	"fmt"
	"math/rand/v2"
	"testing"
	"time"

	"github.com/oudpath/oudpath/medication"
	"github.com/oudpath/oudpath/plan"
	"github.com/oudpath/oudpath/plan/civil"
	"github.com/oudpath/oudpath/plan/guidance"
	"github.com/oudpath/oudpath/plan/plantest"
	"github.com/oudpath/oudpath/plan/record"
	"github.com/oudpath/oudpath/plan/truth"
	"github.com/oudpath/oudpath/stages"
	"github.com/stretchr/testify/require"
)

// presupposing are the duties that end where the span does.
func presupposing(span plan.Span) map[record.RuleID]bool {
	ids := map[record.RuleID]bool{}
	for _, d := range guidance.Duties() {
		if d.During >= span {
			ids[d.ID] = true
		}
	}
	return ids
}

// TestDutiesOfAnyHistory draws histories and asks for what is due at once and later: the days of a duty are in order, no duty is
// broken, and nobody who has died has one.
func TestDutiesOfAnyHistory(t *testing.T) {
	random := rand.New(rand.NewPCG(6, 15))
	engines := map[string]*plan.Engine{"us": engineFor(t, "us"), "gb": engineFor(t, "gb")}
	seen := map[record.RuleID]bool{}
	for range 150 {
		data := make([]byte, 400)
		for i := range data {
			data[i] = byte(random.Uint32())
		}
		for _, engine := range engines {
			p := engine.Open("any")
			for _, ev := range plantest.Events(data) {
				if _, ok := ev.Body.(record.Died); ok {
					continue
				}
				if out, err := engine.Apply(p, ev); err == nil {
					p = out.Plan
				}
			}
			for _, days := range []int{0, 1, 20, 200, 800} {
				at := p.Last().AddDate(0, 0, days)
				open, err := engine.Due(p, at)
				require.NoError(t, err)
				for _, o := range open {
					seen[o.Duty] = true
					inOrder(t, o)
				}
			}
			out, err := engine.Apply(p, record.Event{ID: "end", At: p.Last().Add(time.Hour), Actor: record.Actor{ID: "a"},
				Body: record.Died{}})
			require.NoError(t, err)
			open, err := engine.Due(out.Plan, out.Plan.Last().AddDate(0, 0, 20))
			require.NoError(t, err)
			require.Empty(t, open, "somebody who has died")
		}
	}
	require.Greater(t, len(seen), 12, "the histories must make most duties due")
}

func inOrder(t *testing.T, o plan.Obligation) {
	t.Helper()
	require.Empty(t, o.Defect, o.Duty)
	require.False(t, o.Due.Before(o.Earliest), "%s: due %s before %s", o.Duty, o.Due, o.Earliest)
	require.False(t, o.Latest.Before(o.Due), "%s: by %s before %s", o.Duty, o.Latest, o.Due)
}

// TestDutiesEndWithTreatment takes every duty of the cases, ends what it presupposes by each act that ends it, and asks again.
func TestDutiesEndWithTreatment(t *testing.T) {
	endings := map[string]struct {
		span plan.Span
		body func(medication.Substance) record.Body
	}{
		"died":        {plan.WhileAlive, func(medication.Substance) record.Body { return record.Died{} }},
		"transferred": {plan.UntilTransfer, moved(stages.Transferred)},
		"discharged":  {plan.WhileInCare, moved(stages.DischargedPlanned)},
		"left":        {plan.WhileInCare, moved(stages.DischargedUnplanned)},
		"stopped": {plan.WhileTreated, func(s medication.Substance) record.Body {
			return record.StopMedication{Substance: s, Reason: record.ReasonPatientChoice}
		}},
		"course ended": {plan.WhileTreated,
			func(medication.Substance) record.Body { return record.ForceMove{Course: stages.Ended, Note: "ended"} }},
		"ended by a date": {plan.WhileTreated, func(s medication.Substance) record.Body {
			return record.PlanEndDate{Substance: s, On: civil.Of(now, time.UTC).Add(1), Reason: record.ReasonPatientChoice}
		}},
	}
	engine := engineFor(t, "us")
	for _, s := range []medication.Substance{medication.Methadone, medication.Buprenorphine, medication.Naltrexone} {
		before := treatedWith(s)
		p := planOf(t, engine, now, before)
		later := now.AddDate(0, 0, 20)
		open, err := engine.Due(p, later)
		require.NoError(t, err)
		due := 0
		for _, o := range open {
			if presupposing(plan.WhileTreated)[o.Duty] {
				due++
			}
		}
		require.Positive(t, due, "%s: something is due before it ends", s)
		for name, end := range endings {
			ended := planOf(t, engine, now, append(before[:len(before):len(before)], fact{time.Second, end.body(s)}))
			open, err := engine.Due(ended, later)
			require.NoError(t, err)
			for _, o := range open {
				require.False(t, presupposing(end.span)[o.Duty], "%s, %s: %s", s, name, o.Duty)
			}
		}
	}
}

func moved(to stages.Stage) func(medication.Substance) record.Body {
	return func(medication.Substance) record.Body { return record.ForceMove{Stage: to, Note: "moved"} }
}

// treatedWith is a person whom a programme or an office treats with the substance, and of whom much is due.
func treatedWith(s medication.Substance) []fact {
	facts := []fact{{60 * oneDay, record.PersonRegistered{}}, {59 * oneDay, record.DiagnosisRecorded{Criteria: 6}}}
	switch s {
	case medication.Buprenorphine:
		return append(facts, bupInjected(medication.BupSublocade, "300 mg", 20)...)
	case medication.Naltrexone:
		return append(facts, fact{20 * oneDay,
			record.DoseGiven{Product: medication.NtxXR, Dose: medication.Dose{Principal: medication.Milligrams(380)}}})
	}
	return append(facts, fact{40 * oneDay, methadoneOf(60)}, given(40*oneDay, 60), given(oneDay, 60))
}

// TestDutiesAreSettledByTheActs settles duties by other events than the usual one that mean the same.
func TestDutiesAreSettledByTheActs(t *testing.T) {
	injected := func(body record.Body) []fact {
		return append(treatedWith(medication.Buprenorphine), fact{time.Hour, body})
	}
	sublocade := medication.Dose{Principal: medication.Milligrams(300)}
	for _, c := range []struct {
		name   string
		duty   record.RuleID
		before []fact
		due    int // days from today; -1: not due
	}{
		{"the injection was given elsewhere, and told", "bup.xr.next-injection",
			injected(record.DoseTaken{Product: medication.BupSublocade, Dose: sublocade}), 28},
		{"the injection was given here", "bup.xr.next-injection",
			injected(record.DoseGiven{Product: medication.BupSublocade, Dose: sublocade}), 28},
		{"an injection of naltrexone that was told", "naltrexone.xr.next", append(treatedWith(medication.Naltrexone),
			fact{time.Hour, record.DoseTaken{Product: medication.NtxXR,
				Dose: medication.Dose{Principal: medication.Milligrams(380)}}}), 28},
		{"methadone took the place of the depot", "bup.xr.next-injection",
			append(treatedWith(medication.Buprenorphine), fact{time.Hour, methadoneOf(30, every(medication.Daily()))}), -1},
		{"methadone took the place of naltrexone", "naltrexone.xr.next", append(treatedWith(medication.Naltrexone), given(time.Hour, 30)),
			-1},
		{"one dose of methadone for pain keeps the depot", "bup.xr.next-injection", append(treatedWith(medication.Buprenorphine),
			fact{time.Hour, record.DoseGiven{Product: medication.MethadoneTab, Dose: milligrams(5), Purpose: record.PurposePain}}), 8},
		{"an ECG that was made anywhere", "methadone.ecg.due",
			append(treatedWith(medication.Methadone), measured(record.QTc, "420", time.Hour)), 365},
		{"treated on after a discharge", "naltrexone.xr.next",
			append(treatedWith(medication.Naltrexone), fact{30 * oneDay, record.ForceMove{Stage: stages.DischargedPlanned, Note: "x"}}), 8},
	} {
		t.Run(c.name, func(t *testing.T) {
			engine := engineFor(t, "us")
			open, err := engine.Due(planOf(t, engine, now, c.before), now)
			require.NoError(t, err)
			got := -1
			for _, o := range open {
				if o.Duty == c.duty {
					got = o.Due.Since(civil.Of(now, time.UTC))
				}
			}
			require.Equal(t, c.due, got, fmt.Sprint(open))
		})
	}
}

// The duty about sedation does not go away because the methadone is stopped after its first dose.
func TestPeakOfAStoppedFirstDose(t *testing.T) {
	engine := engineFor(t, "us")
	p := planOf(t, engine, now, []fact{{time.Hour * 3, methadoneOf(30)}, given(2*time.Hour, 30),
		{time.Hour, record.StopMedication{Substance: medication.Methadone, Reason: record.ReasonClinical, Abrupt: truth.Yes}}})
	open, err := engine.Due(p, now)
	require.NoError(t, err)
	require.True(t, func() bool {
		for _, o := range open {
			if o.Duty == "methadone.peak-check.due" {
				return true
			}
		}
		return false
	}())
}
