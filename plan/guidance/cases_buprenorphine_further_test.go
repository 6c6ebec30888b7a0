package guidance_test

import (
	"slices"
	"testing"
	"time"

	"github.com/oudpath/oudpath/medication"
	"github.com/oudpath/oudpath/plan/civil"
	"github.com/oudpath/oudpath/plan/plantest"
	"github.com/oudpath/oudpath/plan/record"
	"github.com/oudpath/oudpath/plan/truth"
	"github.com/stretchr/testify/require"
)

// bupAt is an order that is carried out in a place.
func bupAt(o record.Order, in medication.Setting) record.Order {
	o.Setting = in
	return o
}

// bupAsked is that somebody asked for opioids that were used.
var bupAsked = fact{time.Hour, record.Reviewed{Section: record.OpioidUseSection}}

// bupBorneOutCases are circumstances with and without what bears them out (decision 13).
func bupBorneOutCases() []ruleCase {
	const cows, hours, long = "bup.induction.cows-min", "bup.induction.hours-short-acting", "bup.induction.hours-long-acting"
	film := bupOrder(medication.BupnxFilm, "4 mg/1 mg")
	supplied, watched := film, film
	supplied.SupplyDays, watched.Supervised = 7, truth.Yes
	heroin := bupUsed(time.Hour, "heroin")
	lowDose := func(change func(*record.ContextStated)) fact {
		f := bupContext(record.LowDoseInitiation)
		c := f.body.(record.ContextStated)
		change(&c)
		return fact{f.ago, c}
	}
	alone := lowDose(func(c *record.ContextStated) { *c = record.ContextStated{Context: c.Context, Holds: truth.Yes} })
	var cases []ruleCase
	for place, want := range map[medication.Setting]outcome{medication.SettingEmergency: blocks, medication.SettingOffice: blocks,
		medication.SettingHospital: blocks, medication.SettingHome: advises, medication.SettingPharmacy: advises} {
		cases = append(cases, ruleCase{name: "home start, " + place.String(), rule: cows,
			before: []fact{bupCOWS(time.Hour, 2), bupContext(record.HomeStart)}, ask: bupAt(film, place), want: want})
	}
	return append(cases, []ruleCase{
		{name: "home start, with a supply", rule: cows, before: []fact{bupCOWS(time.Hour, 2), bupContext(record.HomeStart)},
			ask: bupAt(supplied, medication.SettingOffice), want: advises},
		{name: "home start, watched in a pharmacy", rule: cows, before: []fact{bupCOWS(time.Hour, 2), bupContext(record.HomeStart)},
			ask: bupAt(watched, medication.SettingPharmacy), want: blocks},
		{name: "a low dose after heroin", rule: hours, before: []fact{heroin, alone}, ask: lowFilm, want: suspended},
		{name: "a whole dose after heroin", rule: hours, before: []fact{heroin, alone}, ask: film, want: blocks},
		{name: "a low dose after the last day of the protocol", rule: hours, ask: lowFilm, want: blocks,
			before: []fact{heroin, lowDose(func(c *record.ContextStated) { c.Until = civil.Of(now, time.UTC).Add(-1) })}},
		{name: "a low dose beside methadone", rule: long, before: []fact{bupMethadone(20*time.Hour, 80), alone}, ask: lowFilm, want: suspended},
		{name: "a low dose beside a listed opioid", rule: cows, before: []fact{takes("hydromorphone"), bupCOWS(time.Hour, 0), alone}, ask: lowFilm,
			want: suspended},
		{name: "a whole dose beside methadone", rule: long, before: []fact{bupMethadone(20*time.Hour, 80), alone}, ask: film, want: blocks},
	}...)
}

// bupLateCases are injections that follow one of the same brand, late.
func bupLateCases() []ruleCase {
	const test, begin, cows = "bup.xr.test-dose", "bup.xr.first-injection", "bup.induction.cows-min"
	late := append(bupInjected(medication.BupBrixadiWeekly, "24 mg", 26, 19, 12), bupAsked)
	next := bupOrder(medication.BupBrixadiWeekly, "24 mg")
	stop := fact{10 * bupDay, record.StopMedication{Substance: medication.Buprenorphine, Reason: record.ReasonPatientChoice}}
	direct := fact{time.Hour, record.ContextStated{Context: record.DirectDepot, Holds: truth.Yes, Protocol: "CTN-0099",
		Setting: medication.SettingEmergency, Until: civil.Of(now, time.UTC).Add(1)}}
	inHospital := direct
	inHospital.body = record.ContextStated{Context: record.DirectDepot, Holds: truth.Yes, Protocol: "CTN-0099",
		Setting: medication.SettingHospital, Until: civil.Of(now, time.UTC).Add(1)}
	handed := bupAt(next, medication.SettingEmergency)
	handed.SupplyDays = 7
	const place = "med.setting.xr-bup"
	return []ruleCase{
		{name: "five days late", rule: test, before: late, ask: next, want: irrelevant},
		{name: "five days late", rule: begin, before: late, ask: next, want: irrelevant},
		{name: "five days late", rule: cows, before: late, ask: next, want: irrelevant},
		{name: "five days late", rule: "bup.xr.brixadi.window", before: late, ask: next, want: warns},
		{name: "late, and nobody asked what was used", rule: test, before: late[:3], ask: next, want: unknown},
		{name: "late, after heroin", rule: test, before: append(slices.Clone(late), bupUsed(20*time.Hour, "heroin")), ask: next, want: blocks},
		{name: "late, after heroin", rule: begin, before: append(slices.Clone(late), bupUsed(20*time.Hour, "heroin")), ask: next, want: blocks},
		{name: "late, with fentanyl in the urine", rule: test, before: append(slices.Clone(late), bupFound(time.Hour, record.AnalyteFentanyl)), ask: next,
			want: blocks},
		{name: "after it was stopped", rule: test, before: append(slices.Clone(late), stop), ask: next, want: blocks},
		{name: "late, with another brand", rule: test, before: late, ask: bupOrder(medication.BupSublocade, "300 mg"), want: blocks},
		{name: "late, to the monthly product", rule: "bup.xr.brixadi.conversion", before: late, ask: bupOrder(medication.BupBrixadiMonthly, "96 mg"),
			want: met},
		{name: "late, without dependence", rule: "bup.xr.naive", ask: next, want: blocks, before: append(slices.Clone(late),
			fact{bupDay, record.ConditionReported{Condition: record.PhysicalDependence, Present: truth.No}})},
		{name: "Buvidal late", rule: "gb.bup.laib.start", jurisdiction: "gb", ask: bupOrder(medication.BupBuvidalWeekly, "24 mg"), want: irrelevant,
			before: append(bupInjected(medication.BupBuvidalWeekly, "24 mg", 19, 12), bupAsked)},

		{name: "by a protocol of this emergency department", rule: place, before: []fact{direct}, ask: bupAt(next, medication.SettingEmergency), want: warns},
		{name: "by a protocol of an emergency department, in an office", rule: place, before: []fact{direct}, ask: bupAt(next, medication.SettingOffice),
			want: blocks},
		{name: "by a protocol of a hospital, in an emergency department", rule: place, before: []fact{inHospital},
			ask: bupAt(next, medication.SettingEmergency), want: blocks},
		{name: "by the protocol, in the hand of the person", rule: place, before: []fact{direct}, ask: handed, want: blocks},
	}
}

// bupLapseCases are people who are settled, missed days, and used another opioid since.
func bupLapseCases() []ruleCase {
	const rule, cows = "bup.missed.lapse", "bup.induction.cows-min"
	missed := func(days int) []fact {
		facts := make([]fact, 10)
		for i := range facts {
			facts[i] = bupGiven(time.Duration(i+1+days)*bupDay, medication.BupSL, "16 mg")
		}
		return append(facts, bupUsed(3*time.Hour, "fentanyl"))
	}
	usual, more := bupOrder(medication.BupSL, "16 mg"), bupOrder(medication.BupSL, "24 mg")
	return []ruleCase{
		{name: "no day missed", rule: rule, before: missed(0), ask: usual, want: irrelevant},
		{name: "a day missed", rule: rule, before: missed(1), ask: usual, want: warns, says: "fentanyl 3 h ago, after 1 missed day"},
		{name: "a day missed", rule: cows, before: missed(1), ask: usual, want: irrelevant},
		{name: "three days missed", rule: rule, before: missed(3), ask: usual, want: warns},
		{name: "four days missed", rule: rule, before: missed(4), ask: usual, want: irrelevant},
		{name: "four days missed", rule: cows, before: missed(4), ask: usual, want: unknown},
		{name: "more than the usual dose", rule: rule, before: missed(1), ask: more, want: irrelevant},
		{name: "more than the usual dose", rule: cows, before: missed(1), ask: more, want: unknown},
		{name: "not settled", rule: rule, before: missed(1)[7:], ask: usual, want: irrelevant},
		{name: "nothing used since", rule: rule, before: missed(1)[:10], ask: usual, want: irrelevant},
	}
}

// bupFurtherCases are totals of a day, steps with an impaired liver, and places in the mouth.
func bupFurtherCases() []ruleCase {
	const liver, day1 = "hepatic.bup-mono", "bup.induction.day1-total"
	by := func(product medication.ProductID, dose string, route medication.Route) record.Order {
		o := bupOrder(product, dose)
		o.Route = route
		return o
	}
	on16 := append(bupTakenDaily(10, medication.BupSL, "16 mg"), bupScore(11))
	cases := []ruleCase{
		{name: "a step of 8 mg", rule: liver, before: on16, ask: bupDaily(medication.BupSL, "24 mg"), want: warns, says: "limit 4 mg, 50 % of the usual 8 mg"},
		{name: "a step of 4 mg", rule: liver, before: on16, ask: bupDaily(medication.BupSL, "20 mg"), want: met},
		{name: "no step", rule: liver, before: on16, ask: bupDaily(medication.BupSL, "16 mg"), want: irrelevant},
		{name: "a step, and no score", rule: liver, before: on16[:10], ask: bupDaily(medication.BupSL, "24 mg"), want: unknown},
		{name: "a tablet in the cheek", rule: "product.route", ask: by(medication.BupSL, "4 mg", medication.Buccal), want: warns},
		{name: "a film for the cheek under the tongue", rule: "product.route", ask: by(medication.BupnxBunavail, "4.2 mg/0.7 mg", medication.Sublingual),
			want: warns},
		{name: "a lyophilisate in the cheek", rule: "product.route", jurisdiction: "gb", ask: by(medication.BupEspranor, "4 mg", medication.Buccal),
			want: blocks},
		{name: "9 mg in a practice", rule: day1, jurisdiction: "au-nsw", ask: bupAt(bupOrder(medication.BupSL, "9 mg"), medication.SettingOffice), want: met},
	}
	return append(cases, probe(day1, "bup.induction.day1-total.soft-hospital", "au-nsw", [3]outcome{met, met, warns}, func(side int) ([]fact, record.Body) {
		return []fact{bupGiven(2*time.Hour, medication.BupSL, "8 mg")}, bupAt(bupNear(medication.BupSL, "8 mg", side), medication.SettingHospital)
	})...)
}

// TestLateInjectionsAreNoWall gives the next injection of each brand later and later, in every place: it is warned of, and nothing about a
// start refuses it or holds it back.
func TestLateInjectionsAreNoWall(t *testing.T) {
	starts := map[record.RuleID]bool{"bup.xr.test-dose": true, "gb.bup.laib.naive-test-dose": true, "bup.xr.first-injection": true,
		"bup.induction.cows-min": true, "bup.induction.objective-signs": true, "bup.induction.hours-short-acting": true,
		"bup.induction.hours-long-acting": true, "gb.bup.laib.start": true, "bup.xr.brixadi.conversion": true}
	engines, names := everywhere(t)
	for _, place := range names {
		for product, dose := range map[medication.ProductID]string{medication.BupSublocade: "300 mg", medication.BupBrixadiWeekly: "24 mg",
			medication.BupBrixadiMonthly: "96 mg", medication.BupBuvidalWeekly: "24 mg", medication.BupBuvidalMonthly: "96 mg"} {
			made, _ := medication.Lookup(product)
			for late := 1; late < 200; late += 7 {
				last := made.DepotDays() + late
				person := append(bupInjected(product, dose, last+2*made.DepotDays(), last+made.DepotDays(), last), bupAsked)
				answer := plantest.Ask(t, engines[place], now, saids(person), bupOrder(product, dose))
				warned := false
				for i := range answer.Findings {
					f := &answer.Findings[i]
					require.False(t, starts[f.Rule] && (f.Refuses() || f.Holds), "%s, %s %d days late: %s", place, product, late, f)
					warned = warned || f.Severity >= record.Warning
				}
				require.True(t, warned || late < 15, "%s, %s %d days late: no word of it", place, product, late)
			}
		}
	}
}

func saids(facts []fact) []said {
	list := make([]said, len(facts))
	for i, f := range facts {
		list[i] = said{Ago: f.ago, Body: f.body}
	}
	return list
}
