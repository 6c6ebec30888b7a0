package guidance_test

import (
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/oudpath/oudpath/plan"
	"github.com/oudpath/oudpath/plan/record"
	"github.com/oudpath/oudpath/plan/truth"
	"github.com/oudpath/oudpath/stages/scale"
	"github.com/stretchr/testify/require"
)

// earlyWarningCases are those of the total of NEWS2: what is there counts, and what is missing can only add to it.
func earlyWarningCases() []ruleCase {
	const rule = "ix.news2"
	reading := func(m record.Measure, value int) fact {
		return told(time.Hour, record.Measured{Measure: m, Value: record.Whole(int32(value))})
	}
	awake := told(time.Hour, record.Scored{Scale: scale.ACVPU})
	vitals := func(rate, saturation, systolic, pulse, temperature int) []fact {
		return []fact{reading(record.RespiratoryRate, rate), reading(record.OxygenSaturation, saturation), reading(record.SystolicPressure, systolic),
			reading(record.Pulse, pulse), reading(record.BodyTemperature, temperature), awake}
	}
	cases := []ruleCase{
		{rule: rule, name: "all well", before: vitals(14, 98, 120, 80, 37), ask: film8, want: met},
		{rule: rule, name: "one measure is missing, and the others suffice", before: vitals(24, 95, 105, 120, 39)[1:], ask: film8, want: warns,
			says: "come to 5"},
		{rule: rule, name: "consciousness is missing, and the others suffice", before: vitals(24, 95, 105, 120, 39)[:5], ask: film8, want: warns,
			says: "come to 7"},
		{rule: rule, name: "three measures suffice", before: []fact{reading(record.RespiratoryRate, 25), reading(record.Pulse, 111),
			reading(record.OxygenSaturation, 95)}, ask: film8, want: warns, says: "come to 6"},
		{rule: rule, name: "one measure is missing, and the others are too few", before: vitals(14, 98, 105, 120, 37)[1:], ask: film8,
			want: irrelevant},
		{rule: rule, name: "a measure of three days ago is missing", before: append(vitals(14, 98, 120, 120, 37)[1:],
			told(3*aDay, record.Measured{Measure: record.RespiratoryRate, Value: record.Whole(25)})), ask: film8, want: irrelevant},
		{rule: rule, name: "newly confused", before: append(vitals(22, 98, 120, 80, 37), told(time.Minute, record.Scored{Scale: scale.ACVPU, Total: 1})),
			ask: film8, want: warns, says: "come to 5"},
		{rule: rule, name: "the usual saturation of chronic hypercapnic failure", before: append(vitals(22, 88, 120, 95, 38),
			told(aDay, record.ConditionReported{Condition: record.ChronicHypercapnicFailure, Present: truth.Yes})), ask: film8, want: met},
		{rule: rule, name: "in pregnancy", before: append(vitals(24, 95, 105, 120, 39), told(aDay,
			record.PregnancyReported{Status: record.Pregnant})), ask: film8, want: warns},
		{rule: rule, name: "at fifteen", before: append(vitals(24, 95, 105, 120, 39), told(aDay, bornYearsAgo(15))), ask: film8, want: warns},
		{rule: rule, name: "naltrexone", before: vitals(24, 95, 105, 120, 39), ask: tablet, want: irrelevant},
	}
	// A pulse from 111 on and a rate from 21 on score 2 each; the pressure adds 0, 1 or 2.
	pressures := map[int]int{-1: 120, 0: 105, 1: 95}
	for _, place := range []string{"", "gb", "ca", "au", "int-who"} {
		order := record.Body(film8)
		if place == "gb" {
			order = orderOf(kitOf("gb").methadone, "20 mg")
		}
		for _, p := range []struct {
			param plan.ParamID
			more  int // saturation
			wants [3]outcome
		}{{"ix.news2.urgent", 98, [3]outcome{met, warns, warns}}, {"ix.news2.emergency", 93, [3]outcome{warns, warns, warns}}} {
			of := probe(rule, p.param, place, p.wants, func(side int) ([]fact, record.Body) {
				return vitals(22, p.more, pressures[side], 115, 37), order
			})
			if p.param == "ix.news2.emergency" {
				of[0].says, of[1].says, of[2].says = "within the hour", "it is an emergency", "it is an emergency"
			}
			cases = append(cases, elsewhereUnnamed(place, of)...)
		}
	}
	return cases
}

// elsewhereUnnamed takes the parameter off cases of places other than the first two, for which alone it is asked whether an unset one is noticed.
func elsewhereUnnamed(place string, of []ruleCase) []ruleCase {
	for i := range of {
		if place != "" && place != "gb" {
			of[i].name, of[i].param, of[i].side = of[i].name+" ("+place+")", "", ""
		}
	}
	return of
}

// alphaTwoWithdrawalCases are those of withdrawal after fentanyl whose pulse or pressure is not of opioids alone.
func alphaTwoWithdrawalCases() []ruleCase {
	const rule = "ix.alpha2-withdrawal"
	reading := func(m record.Measure, value int, ago time.Duration) fact {
		return told(ago, record.Measured{Measure: m, Value: record.Whole(int32(value))})
	}
	vomits, fentanyl := told(time.Hour, record.SignsObserved{Signs: []record.Sign{record.Vomiting}}), used("fentanyl", 20*time.Hour)
	tremor := told(time.Hour, record.Scored{Scale: scale.COWS, Total: 2, Items: map[string]int{scale.COWSTremor: 2}})
	high := reading(record.SystolicPressure, 190, time.Hour)
	cases := []ruleCase{
		{rule: rule, name: "nothing was measured", before: []fact{vomits, fentanyl}, ask: film8, want: irrelevant},
		{rule: rule, name: "a high pressure", before: []fact{vomits, fentanyl, high}, ask: film8, want: warns},
		{rule: rule, name: "tremor on COWS", before: []fact{tremor, fentanyl, high}, ask: film8, want: warns},
		{rule: rule, name: "neither vomiting nor tremor", before: []fact{fentanyl, high}, ask: film8, want: irrelevant},
		{rule: rule, name: "heroin", before: []fact{vomits, used("heroin", 20*time.Hour), high}, ask: film8, want: irrelevant},
		{rule: rule, name: "fentanyl that was found", before: []fact{vomits, high, told(2*time.Hour,
			record.Screened{Results: []record.AnalyteResult{{Analyte: record.AnalyteFentanyl, Result: record.Positive}}})}, ask: film8, want: warns},
		{rule: rule, name: "two days ago", before: []fact{vomits, fentanyl, reading(record.SystolicPressure, 190, 2*oneDay)}, ask: film8,
			want: irrelevant},
		{rule: rule, name: "a fast pulse", before: []fact{vomits, fentanyl, reading(record.Pulse, 131, time.Hour)}, ask: film8, want: warns},
		{rule: rule, name: "a pulse below", before: []fact{vomits, fentanyl, reading(record.Pulse, 130, time.Hour)}, ask: film8, want: irrelevant},
		{rule: rule, name: "withdrawal management", before: []fact{vomits, fentanyl, high},
			ask: record.WithdrawalManagement{Method: record.MethodSymptomatic}, want: warns},
		{rule: rule, name: "naltrexone", before: []fact{vomits, fentanyl, high}, ask: tablet, want: irrelevant},
	}
	from := [3]outcome{irrelevant, warns, warns}
	for _, place := range []string{"", "gb", "ca", "au", "int-who"} {
		order := record.Body(film8)
		if place == "gb" {
			order = orderOf(kitOf("gb").methadone, "20 mg")
		}
		for param, facts := range map[plan.ParamID]func(side int) []fact{
			"ix.alpha2-withdrawal.systolic": func(side int) []fact { return []fact{reading(record.SystolicPressure, 180+side, time.Hour)} },
			"ix.alpha2-withdrawal.systolic-beside": func(side int) []fact {
				return []fact{reading(record.SystolicPressure, 160+side, time.Hour), reading(record.Pulse, 115, time.Hour)}
			},
			"ix.alpha2-withdrawal.pulse-beside": func(side int) []fact {
				return []fact{reading(record.SystolicPressure, 165, time.Hour), reading(record.Pulse, 111+side, time.Hour)}
			},
		} {
			of := probe(rule, param, place, from, func(side int) ([]fact, record.Body) { return append(facts(side), vomits, fentanyl), order })
			cases = append(cases, elsewhereUnnamed(place, of)...)
		}
	}
	return cases
}

// TestAnIncompleteScoreIsSaidToBe holds that a score that lacks a measure, and says nothing yet, stands among what the decision does not know.
func TestAnIncompleteScoreIsSaidToBe(t *testing.T) {
	pulse := told(time.Hour, record.Measured{Measure: record.Pulse, Value: record.Whole(80)})
	lacks := func(before ...fact) bool {
		return slices.ContainsFunc(asked(t, "", append(onMethadone(60, 0), before...), methadoneOf(60)).NotKnown, func(g string) bool {
			return strings.Contains(g, "NEWS2")
		})
	}
	require.True(t, lacks(pulse))
	require.False(t, lacks(), "nobody measured anything: no score is asked for")
	require.False(t, lacks(told(3*aDay, pulse.body)), "and an old pulse is no score")
}
