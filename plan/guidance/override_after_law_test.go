package guidance_test

import (
	"testing"
	"time"

	"github.com/oudpath/oudpath/medication"
	"github.com/oudpath/oudpath/plan"
	"github.com/oudpath/oudpath/plan/record"
	"github.com/oudpath/oudpath/stages/scale"
	"github.com/stretchr/testify/require"
)

// TestAnOverrideRestsOnWhatIsOnRecord asks in every country for what decisions 9 and 14 let a prescriber override: without the examination, or the
// tests, that they ask for the override does nothing, and with them it counts. What was there before the danger was seen is none.
func TestAnOverrideRestsOnWhatIsOnRecord(t *testing.T) {
	measured := func(m record.Measure, value int32) fact {
		return told(2*time.Hour, record.Measured{Measure: m, Value: record.Whole(value)})
	}
	assessed := func(ago time.Duration, a record.Assessment) fact { return told(ago, record.Assessed{Assessment: a}) }
	looked := func(ago time.Duration) fact { return told(ago, record.SignsObserved{}) }
	on := onMethadone(60, 0)
	recent := []fact{dosed(medication.BupSL, "8 mg", 13*oneDay), {13 * oneDay, record.StopMedication{Substance: medication.Buprenorphine,
		Reason: record.ReasonPatientChoice}}, reviewed(record.OpioidUseSection)}
	screened, challenge := negativePanel(3*time.Hour), challenged(2*time.Hour, record.Negative)
	for name, c := range map[string]struct {
		rule    record.RuleID
		before  []fact
		ask     record.Body
		without [][]fact
		with    [][]fact
	}{
		"slow breathing": {"ix.breathing-now", append(on, measured(record.RespiratoryRate, 7)), methadoneOf(60),
			[][]fact{{}, {looked(3 * time.Hour)}, {assessed(time.Hour, record.PsychosocialAssessment)}},
			[][]fact{{looked(time.Hour)}, {assessed(time.Hour, record.Reassessment)}, {assessed(2*time.Hour, record.FullExamination)}}},
		"low saturation": {"ix.breathing-now", append(on, measured(record.OxygenSaturation, 88)), methadoneOf(60),
			[][]fact{{}}, [][]fact{{looked(time.Hour)}}},
		"sedation that was seen": {"ix.intoxicated-now", append(on, told(2*time.Hour, record.SignsObserved{Signs: []record.Sign{record.Sedation}})),
			methadoneOf(60), [][]fact{{}, {assessed(3*time.Hour, record.Reassessment)}}, [][]fact{{assessed(time.Hour, record.Reassessment)}}},
		"sedation on a scale": {"ix.intoxicated-now", append(on, told(2*time.Hour, record.Scored{Scale: scale.ACVPU, Total: 3})),
			methadoneOf(60), [][]fact{{}}, [][]fact{{looked(time.Hour)}}},
		"thirteen days after buprenorphine": {"naltrexone.opioid-free.long", recent, orderOf(medication.NtxXR, "380 mg"),
			[][]fact{{}, {screened}, {challenge}, {screened, challenged(2*oneDay, record.Negative)}}, [][]fact{{screened, challenge}}},
	} {
		speaks := 0
		for _, place := range []string{"us", "gb", "ca", "au", "int-who"} {
			if findingOf(asked(t, place, c.before, c.ask), c.rule) == nil {
				continue // the place refuses no such wait
			}
			speaks++
			used := func(added []fact) bool {
				d := asked(t, place, append(append([]fact{}, c.before...), added...), c.ask, record.Override{Rule: c.rule, Reason: record.ReasonClinical, Note: "seen"})
				f := findingOf(d, c.rule)
				require.NotNil(t, f, "%s in %s: nothing to override", name, place)
				return f.Override.Used != nil
			}
			for i, added := range c.without {
				require.False(t, used(added), "%s in %s, without %d", name, place, i)
			}
			for i, added := range c.with {
				require.True(t, used(added), "%s in %s, with %d", name, place, i)
			}
		}
		require.Positive(t, speaks, "%s: nothing to override anywhere", name)
	}
}

// findingOf returns what the rule says that an override could lift.
func findingOf(d plan.Decision, rule record.RuleID) *plan.Finding {
	for i := range d.Findings {
		if f := &d.Findings[i]; f.Rule == rule && f.Severity == record.Block {
			return f
		}
	}
	return nil
}

// TestOverridingTheFirstDoseLeavesTheFirstDay holds that the two rules about the first day of methadone say two things: how tolerance to one dose was
// established, and why the day comes to more than its limit (42 CFR 8.12(h)(3)(ii)). Whoever answers the one has not answered the other.
func TestOverridingTheFirstDoseLeavesTheFirstDay(t *testing.T) {
	const dose, day = "methadone.induction.first-dose", "methadone.induction.first-day-total"
	over := func(rules ...record.RuleID) (all []record.Override) {
		for _, r := range rules {
			all = append(all, record.Override{Rule: r, Reason: record.ReasonClinical, Note: "seen"})
		}
		return all
	}
	for _, place := range []string{"us", "us-2001", "gb", "au", "int-who"} {
		refuses := func(overrides ...record.Override) (refusing []record.RuleID) {
			d := asked(t, place, []fact{used("heroin", 10*time.Hour)}, methadoneOf(60), overrides...)
			for i := range d.Findings {
				f := &d.Findings[i]
				if (f.Rule == dose || f.Rule == day) && f.Effect() == plan.EffectRefuses {
					refusing = append(refusing, f.Rule)
				}
			}
			return refusing
		}
		require.Equal(t, []record.RuleID{dose, day}, refuses(), place)
		require.Equal(t, []record.RuleID{day}, refuses(over(dose)...), place)
		require.Equal(t, []record.RuleID{dose}, refuses(over(day)...), place)
		require.Empty(t, refuses(over(dose, day)...), place)
	}
}
