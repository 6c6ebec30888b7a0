package guidance_test

import (
	"time"

	"github.com/oudpath/oudpath/medication"
	"github.com/oudpath/oudpath/plan/record"
)

func pregnancyChallengeCases() []ruleCase {
	const rule = "preg.challenge"
	product := medication.NaloxoneInj
	made := func(result record.TestResult) record.Body {
		return record.Challenged{Result: result, Observed: 30 * time.Minute}
	}
	ordered := func(purpose record.Purpose) record.Body {
		return record.Order{Product: product, Dose: doseOf("0.8 mg"), Purpose: purpose}
	}
	given := func(purpose record.Purpose) record.Body {
		return record.DoseGiven{Product: product, Dose: doseOf("0.8 mg"), Purpose: purpose}
	}
	pregnant := []fact{isPregnant}
	cases := []ruleCase{
		{name: "not pregnant", before: []fact{notPregnant}, ask: ordered(record.PurposeChallenge), want: met},
		{name: "a man", before: []fact{daysAgo(5, record.PersonRegistered{Sex: record.Male})}, ask: made(record.Negative), want: met},
		{name: "nobody asked", ask: ordered(record.PurposeChallenge), want: unknown},
		{name: "against an overdose", before: pregnant, ask: ordered(""), want: irrelevant},
		{name: "given against an overdose", before: pregnant, ask: given(record.PurposeRescue), want: irrelevant},
		{name: "buprenorphine with naloxone", before: pregnant, ask: film8, want: irrelevant},
	}
	for _, place := range []string{"", "us-wi", "gb"} {
		if place == "gb" {
			product = medication.NaloxoneInjGB
		}
		cases = append(cases,
			ruleCase{name: "ordered", jurisdiction: place, before: pregnant, ask: ordered(record.PurposeChallenge), want: blocks},
			ruleCase{name: "given", jurisdiction: place, before: pregnant, ask: given(record.PurposeChallenge), want: blocks},
			ruleCase{name: "negative", jurisdiction: place, before: pregnant, ask: made(record.Negative), want: blocks},
			ruleCase{name: "positive", jurisdiction: place, before: pregnant, ask: made(record.Positive), want: blocks})
	}
	for i := range cases {
		cases[i].rule = rule
	}
	return append(cases, ruleCase{name: "none is asked for in pregnancy", rule: "naltrexone.challenge",
		before: []fact{isPregnant, usedOpioid("heroin", 9*oneDay)}, ask: orderOf(medication.NtxXR, "380 mg"), want: met})
}
