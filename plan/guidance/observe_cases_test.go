package guidance_test

import (
	"time"

	"github.com/oudpath/oudpath/medication"
	"github.com/oudpath/oudpath/plan"
	"github.com/oudpath/oudpath/plan/record"
	"github.com/oudpath/oudpath/plan/truth"
	"github.com/oudpath/oudpath/stages"
)

// observationCases are about leaving after an overdose that was reversed.
func observationCases() []ruleCase {
	const rule = "od.after-reversal.observe"
	reversed := func(agent string, ago time.Duration) fact {
		return told(ago, record.Overdosed{Agent: agent, NaloxoneReversed: truth.Yes})
	}
	discharge := record.StageMove{Trigger: stages.DischargePlanned, Reason: record.ReasonCompleted}
	home := record.LevelMove{Trigger: stages.ToOutpatient}
	bed := record.LevelMove{Trigger: stages.ToInpatient}
	measured := func(m record.Measure, value int32) fact {
		return told(time.Minute, record.Measured{Measure: m, Value: record.Whole(value)})
	}
	spray := func(product medication.ProductID, dose string, ago time.Duration) fact {
		return dosed(product, dose, ago)
	}
	cases := []ruleCase{
		{name: "half an hour after heroin", rule: rule, before: []fact{reversed("heroin", 30*time.Minute)}, ask: discharge, want: warns},
		{name: "to outpatient care", rule: rule, before: []fact{reversed("heroin", 30*time.Minute)}, ask: home, want: warns},
		{name: "to a bed", rule: rule, before: []fact{reversed("heroin", 30*time.Minute)}, ask: bed, want: irrelevant},
		{name: "by a forced move", rule: rule, before: []fact{reversed("heroin", 30*time.Minute)},
			ask: record.ForceMove{Stage: stages.DischargedUnplanned, Note: "left by the back door"}, want: warns},
		{name: "two hours after an opioid that nobody named", rule: rule, before: []fact{reversed("", 2*time.Hour)}, ask: discharge, want: warns},
		{name: "two hours after a nitazene", rule: rule, before: []fact{reversed("metonitazene", 2*time.Hour)}, ask: discharge, want: warns},
		{name: "heroin, with methadone of this morning", rule: rule,
			before: []fact{dosed(medication.MethadoneConc, "60 mg", 8*time.Hour), reversed("heroin", 5*time.Hour)}, ask: discharge, want: warns},
		{name: "heroin, with nalmefene", rule: rule, before: []fact{usedOpioid("heroin", 5*time.Hour+time.Minute),
			spray(medication.NalmefeneIN, "2.7 mg", 5*time.Hour)}, ask: discharge, want: warns},
		{name: "heroin, with a spray at home", rule: rule, before: []fact{usedOpioid("heroin", 31*time.Minute),
			spray(medication.NaloxoneIN, "4 mg", 30*time.Minute)}, ask: discharge, want: warns},
		{name: "six hours on, breathing slowly", rule: rule, before: []fact{reversed("heroin", 6*time.Hour), measured(record.RespiratoryRate, 8)},
			ask: discharge, want: warns},
		{name: "six hours on, sedated", rule: rule, before: []fact{reversed("heroin", 6*time.Hour),
			told(time.Minute, record.SignsObserved{Signs: []record.Sign{record.Sedation}})}, ask: discharge, want: warns},
		{name: "six hours on, breathing well", rule: rule, before: []fact{reversed("heroin", 6*time.Hour), measured(record.RespiratoryRate, 14)},
			ask: discharge, want: met},
		{name: "an overdose of which nobody says whether it was reversed", rule: rule, before: []fact{told(time.Hour, record.Overdosed{Agent: "heroin"})},
			ask: discharge, want: unknown},
		{name: "the same a day ago", rule: rule, before: []fact{told(24*time.Hour, record.Overdosed{Agent: "heroin"})}, ask: discharge, want: irrelevant},
		{name: "an overdose that nothing reversed", rule: rule, ask: discharge, want: irrelevant,
			before: []fact{told(time.Hour, record.Overdosed{Agent: "heroin", NaloxoneReversed: truth.No})}},
		{name: "nobody reversed anything", rule: rule, before: []fact{usedOpioid("heroin", time.Hour)}, ask: discharge, want: irrelevant},
	}
	for param, of := range map[string]struct {
		agent string
		after time.Duration
		above outcome
	}{
		"od.after-reversal.observe.short":     {"heroin", time.Hour, met},
		"od.after-reversal.observe.long":      {"", 4 * time.Hour, met},
		"od.after-reversal.observe.methadone": {"methadone", 24 * time.Hour, irrelevant},
	} {
		for _, place := range [...]string{"", "gb"} {
			cases = append(cases, probe(rule, plan.ParamID(param), place, [3]outcome{warns, of.above, of.above}, func(side int) ([]fact, record.Body) {
				return []fact{reversed(of.agent, of.after+time.Duration(side)*time.Minute)}, discharge
			})...)
		}
	}
	return cases
}
