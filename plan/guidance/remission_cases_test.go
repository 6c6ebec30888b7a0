package guidance_test

import (
	"testing"

	"github.com/oudpath/oudpath/plan"
	"github.com/oudpath/oudpath/plan/guidance/care"
	"github.com/oudpath/oudpath/plan/record"
	"github.com/oudpath/oudpath/plan/truth"
	"github.com/oudpath/oudpath/stages"
	"github.com/oudpath/oudpath/stages/scale"
	"github.com/stretchr/testify/require"
)

// criteriaAsked is what was answered some days ago: the criteria that are named are met, and no other.
func criteriaAsked(ago int, ids ...string) fact {
	instrument, _ := scale.Lookup(scale.DSM5OUD)
	answers := scale.Answers{}
	for _, item := range instrument.Items() {
		answers[item.ID] = 0
	}
	for _, id := range ids {
		answers[id] = 1
	}
	return daysAgo(ago, record.Scored{Scale: scale.DSM5OUD, Items: answers, Total: len(ids)})
}

func remissionCases() []ruleCase {
	const states, enters = "dx.remission", "recovery.remission"
	used := func(ago int) fact { return daysAgo(ago, record.OpioidUsed{Agent: "heroin"}) }
	in := record.DiagnosisRecorded{Criteria: 7, Remission: truth.Yes}
	out := record.DiagnosisRecorded{Criteria: 7, Remission: truth.No}
	recovery := record.StageMove{Trigger: stages.EnterRecovery}
	return []ruleCase{
		{name: "in remission, and used last month", rule: states, before: []fact{used(30)}, ask: in, want: advises},
		{name: "in remission, and used a year ago", rule: states, before: []fact{used(400)}, ask: in, want: met},
		{name: "in remission, and criteria were met last month", rule: states, before: []fact{criteriaAsked(30, "craving", "role-failure")},
			ask: in, want: advises},
		{name: "in remission, with craving alone", rule: states, before: []fact{criteriaAsked(30, "craving")}, ask: in, want: met},
		{name: "in remission, with tolerance to its methadone", rule: states,
			before: with(takingMethadone, criteriaAsked(30, "tolerance", "withdrawal")), ask: in, want: met},
		{name: "not in remission, and nothing is met since a year", rule: states, before: []fact{used(400), criteriaAsked(5)}, ask: out,
			want: advises},
		{name: "not in remission, and used last month", rule: states, before: []fact{used(30), criteriaAsked(5)}, ask: out, want: met},
		{name: "seven criteria beside a remission on record", rule: states, before: []fact{daysAgo(0, in)},
			ask: record.Scored{Scale: scale.DSM5OUD, Total: 7}, want: advises},
		{name: "criteria, and no remission on record", rule: states, ask: record.Scored{Scale: scale.DSM5OUD, Total: 7}, want: irrelevant},
		{name: "a diagnosis that says nothing of remission", rule: states, ask: record.DiagnosisRecorded{Criteria: 7}, want: irrelevant},

		{name: "derived from criteria and use", rule: enters, before: []fact{used(120), criteriaAsked(5, "craving")}, ask: recovery,
			want: met},
		{name: "asked too soon after the last use", rule: enters, before: []fact{used(120), criteriaAsked(50)}, ask: recovery,
			want: unknown},
		{name: "asked before the last use", rule: enters, before: []fact{used(120), criteriaAsked(130)}, ask: recovery, want: unknown},
		{name: "one criterion, nobody knows which", rule: enters,
			before: []fact{used(120), daysAgo(5, record.Scored{Scale: scale.DSM5OUD, Total: 1})}, ask: recovery, want: unknown},
	}
}

// TestRemissionIsDerived derives early and sustained remission with their specifiers, a day before the months have passed and on the day.
func TestRemissionIsDerived(t *testing.T) {
	start := now.AddDate(0, 0, -510)
	after := func(months, days int) int { return int(now.Sub(start.AddDate(0, months, days)).Hours() / 24) }
	disorder := daysAgo(510, record.DiagnosisRecorded{Criteria: 8})
	custody := daysAgo(20, record.ContextStated{Context: record.Custody, Holds: truth.Yes})
	naltrexone := daysAgo(10, naltrexoneGiven())
	since := start.Format("2006-01-02")
	for _, c := range []struct {
		name   string
		before []fact
		want   string // empty: not known
	}{
		{"the day before three months", []fact{criteriaAsked(after(3, -1))}, "no remission"},
		{"three months", []fact{criteriaAsked(after(3, 0))}, "early remission since " + since},
		{"the day before a year", []fact{criteriaAsked(after(12, -1))}, "early remission since " + since},
		{"a year", []fact{criteriaAsked(after(12, 0))}, "sustained remission since " + since},
		{"with craving", []fact{criteriaAsked(after(12, 0), "craving")}, "sustained remission since " + since},
		{"with a criterion", []fact{criteriaAsked(after(12, 0), "role-failure")}, "no remission"},
		{"in custody, on naltrexone", []fact{criteriaAsked(1), custody, naltrexone},
			"sustained remission since " + since + ", on maintenance therapy, in a controlled environment"},
		{"on methadone", with(takingMethadone, criteriaAsked(1, "tolerance", "withdrawal")),
			"sustained remission since " + since + ", on maintenance therapy"},
		{"tolerance, and nobody said whether it is supervised", []fact{criteriaAsked(1, "tolerance")}, ""},
		{"used since it was asked for", []fact{criteriaAsked(50), daysAgo(3, record.OpioidUsed{Agent: "heroin"})}, ""},
		{"criteria that were met in between", []fact{criteriaAsked(60, "role-failure"), criteriaAsked(1)}, "no remission"},
		{"said not to be in remission, without a number of criteria", []fact{daysAgo(60, record.DiagnosisRecorded{Remission: truth.No}),
			criteriaAsked(1)}, "no remission"},
		{"a diagnosis that says neither", []fact{daysAgo(60, record.DiagnosisRecorded{}), criteriaAsked(1)},
			"sustained remission since " + since},
		{"asked for nowhere", nil, ""},
	} {
		t.Run(c.name, func(t *testing.T) {
			engine := engineFor(t, "")
			got := ""
			require.NoError(t, engine.Look(planOf(t, engine, now, append([]fact{disorder}, c.before...)), now, func(v *plan.View) {
				if r, ok := care.RemissionOf(v); ok {
					got = r.String()
				}
			}))
			require.Equal(t, c.want, got)
		})
	}
	require.ErrorIs(t, engineFor(t, "").Look(plan.Plan{}, now, func(*plan.View) {}), plan.ErrNoPlan)
}
