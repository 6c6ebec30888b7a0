package guidance_test

import (
	"github.com/oudpath/oudpath/medication"
	"github.com/oudpath/oudpath/plan/record"
)

// bupBesideCases are those of doses by mouth beside a depot that still releases.
func bupBesideCases() []ruleCase {
	const daily = "bup.dose.daily-total"
	buvidal := func(ago int) []fact { return bupInjected(medication.BupBuvidalWeekly, "32 mg", ago+7, ago) }
	brixadi := bupInjected(medication.BupBrixadiMonthly, "128 mg", 40, 12)
	parts := append(bupInjected(medication.BupBrixadiWeekly, "24 mg", 3), bupInjected(medication.BupBrixadiWeekly, "8 mg", 1)...)
	return append(inPlaceOf("gb",
		ruleCase{name: "a whole day of tablets beside a weekly depot", rule: daily, before: buvidal(3), ask: bupDaily(medication.BupSLGB, "32 mg"),
			want: warns, says: "56 mg a day, up to 24 mg of them from 32 mg of buprenorphine weekly injection (Buvidal), more than 32 mg"},
		ruleCase{name: "a day with naloxone", rule: daily, before: buvidal(3), ask: bupDaily(medication.BupnxSLGB, "8 mg/2 mg"), want: warns},
		ruleCase{name: "a little more beside a depot", rule: daily, before: buvidal(3), ask: bupDaily(medication.BupSLGB, "8 mg"), want: met},
		ruleCase{name: "a lyophilisate by its own table", rule: daily, before: buvidal(3), ask: bupDaily(medication.BupEspranor, "2 mg"), want: warns,
			says: "up to 18 mg of them"},
		ruleCase{name: "the last day of the week", rule: daily, before: buvidal(6), ask: bupDaily(medication.BupSLGB, "16 mg"), want: warns},
		ruleCase{name: "a week that has passed", rule: daily, before: buvidal(7), ask: bupDaily(medication.BupSLGB, "16 mg"), want: met},
	),
		ruleCase{name: "films beside a monthly depot", rule: daily, before: brixadi, ask: bupDaily(medication.BupnxFilm, "16 mg/4 mg"), want: warns},
		ruleCase{name: "a dose given beside a monthly depot", rule: daily, before: brixadi, want: warns,
			ask: record.DoseGiven{Product: medication.BupnxFilm, Dose: bupDose("16 mg/4 mg")}},
		ruleCase{name: "the parts of a first week are one amount", rule: daily, before: parts, ask: bupDaily(medication.BupnxFilm, "12 mg/3 mg"),
			want: warns, says: "from 32 mg of buprenorphine weekly injection (Brixadi)"},
		ruleCase{name: "a depot of which no table leads", rule: daily, before: bupInjected(medication.BupSublocade, "300 mg", 40, 10), want: met,
			ask: bupDaily(medication.BupnxFilm, "8 mg/2 mg")})
}
