package guidance_test

import (
	"slices"
	"time"

	"github.com/oudpath/oudpath/medication"
	"github.com/oudpath/oudpath/plan/civil"
	"github.com/oudpath/oudpath/plan/record"
	"github.com/oudpath/oudpath/plan/truth"
)

// bupInjected is one injection after another, so many days ago.
func bupInjected(product medication.ProductID, dose string, daysAgo ...int) []fact {
	facts := make([]fact, len(daysAgo))
	for i, days := range daysAgo {
		facts[i] = bupGiven(time.Duration(days)*bupDay, product, dose)
	}
	return facts
}

// deliveredBefore is an injection that a pharmacy delivered so many days before it is given.
func deliveredBefore(days int) record.DoseGiven {
	return record.DoseGiven{Product: medication.BupSublocade, Dose: bupDose("300 mg"), Setting: medication.SettingREMS,
		Received: civil.Of(now, time.UTC).Add(-days)}
}

// directDepotCases are those of a weekly depot as the first buprenorphine: by a named protocol, and by the guidance of a place.
func directDepotCases() []ruleCase {
	const cows, test, begin, hours = "bup.induction.cows-min", "bup.xr.test-dose", "bup.xr.first-injection", "bup.induction.hours-short-acting"
	heroin, signs := bupUsed(14*time.Hour, "heroin"), bupSigns(time.Hour, record.Yawning)
	stated := func(change func(*record.ContextStated)) fact {
		c := record.ContextStated{Context: record.DirectDepot, Holds: truth.Yes, Protocol: "CTN-0099", Setting: medication.SettingEmergency,
			Until: civil.Of(now, time.UTC).Add(1)}
		change(&c)
		return fact{time.Hour, c}
	}
	direct := stated(func(*record.ContextStated) {})
	weekly := func(dose string) record.Order { return bupOrder(medication.BupBrixadiWeekly, dose) }
	cases := []ruleCase{
		{name: "by a protocol", rule: begin, before: []fact{heroin, signs, direct}, ask: weekly("24 mg"), want: advises},
		{name: "by a protocol without a name", rule: test, before: []fact{heroin, signs, stated(func(c *record.ContextStated) { c.Protocol = "" })},
			ask: weekly("24 mg"), want: blocks},
		{name: "by a protocol without an end", rule: test, before: []fact{heroin, signs,
			stated(func(c *record.ContextStated) { c.Until = civil.Date{} })}, ask: weekly("24 mg"), want: blocks},
		{name: "by a protocol at home", rule: test, before: []fact{heroin, signs,
			stated(func(c *record.ContextStated) { c.Setting = medication.SettingHome })}, ask: weekly("24 mg"), want: blocks},
		{name: "a monthly depot by the protocol", rule: begin, before: []fact{heroin, signs, direct},
			ask: bupOrder(medication.BupBrixadiMonthly, "64 mg"), want: blocks},
		{name: "the protocol after methadone", rule: cows, before: []fact{bupUsed(30*time.Hour, "methadone"), bupCOWS(time.Hour, 9), direct},
			ask: weekly("24 mg"), want: blocks},
		{name: "three hours after heroin", rule: hours, before: []fact{bupUsed(3*time.Hour, "heroin"), signs}, ask: weekly("16 mg"),
			want: blocks, param: "bup.xr.direct.guidance", side: below},
		{name: "three hours after heroin, 16 mg", rule: hours, jurisdiction: "au-nsw", before: []fact{bupUsed(3*time.Hour, "heroin"), signs},
			ask: bupOrder(medication.BupBuvidalWeekly, "16 mg"), want: met, param: "bup.xr.direct.guidance", side: at},
		{name: "three hours after heroin, 24 mg", rule: hours, jurisdiction: "au-nsw", before: []fact{bupUsed(3*time.Hour, "heroin"), signs},
			ask: bupOrder(medication.BupBuvidalWeekly, "24 mg"), want: met, param: "bup.xr.direct.guidance", side: above},
		{name: "a tablet three hours after heroin", rule: hours, jurisdiction: "au-nsw", before: []fact{bupUsed(3*time.Hour, "heroin"), signs},
			ask: bupOrder(medication.BupSL, "4 mg"), want: blocks},
		{name: "directly at 6", rule: cows, jurisdiction: "au-nsw", before: []fact{bupUsed(3*time.Hour, "heroin"), bupCOWS(time.Hour, 6)},
			ask: bupOrder(medication.BupBuvidalWeekly, "16 mg"), want: met},
	}
	cases = append(cases, probe(test, "bup.xr.direct.most", "", [3]outcome{advises, advises, blocks}, func(side int) ([]fact, record.Body) {
		return []fact{heroin, signs, direct}, weekly([...]string{"16 mg", "24 mg", "32 mg"}[side+1])
	})...)
	return append(cases, probe(cows, "bup.xr.direct.cows", "", [3]outcome{blocks, met, met}, func(side int) ([]fact, record.Body) {
		return []fact{heroin, bupCOWS(time.Hour, 4+side), direct}, weekly("24 mg")
	})...)
}

func bupDepotCases() []ruleCase {
	const implant = record.RuleID("bup.implant")
	placed := func(in medication.Setting) record.Order {
		order := bupOrder(medication.BupProbuphine, "296.8 mg")
		order.Setting = in
		return order
	}
	test := record.RuleID("bup.xr.test-dose")
	route := record.RuleID("bup.xr.route")
	setting := record.RuleID("med.setting.xr-bup")
	syringes := record.RuleID("med.interchange.brixadi-formulations")
	mixed := record.RuleID("bup.xr.mixed-depots")
	repeated, begin, naive := record.RuleID("bup.xr.repeated"), record.RuleID("bup.xr.first-injection"), record.RuleID("bup.xr.naive")
	notDependent := fact{bupDay, record.ConditionReported{Condition: record.PhysicalDependence, Present: truth.No}}
	interval := record.RuleID("bup.xr.sublocade.interval-min")
	late := record.RuleID("bup.xr.sublocade.late")
	window := record.RuleID("bup.xr.brixadi.window")
	table := record.RuleID("bup.xr.brixadi.conversion")
	weekly := bupOrder(medication.BupBrixadiWeekly, "16 mg")
	sublocade := bupOrder(medication.BupSublocade, "300 mg")
	tested := bupGiven(70*time.Minute, medication.BupSL, "4 mg")
	certified, pharmacy, office, supplied, switched, scheduled := sublocade, sublocade, sublocade, sublocade, sublocade, sublocade
	office.Setting = medication.SettingOffice
	certified.Setting, pharmacy.Setting, supplied.SupplyDays = medication.SettingREMS, medication.SettingPharmacy, 28
	switched.ComplexSwitch, scheduled.Schedule = truth.Yes, medication.EveryDays(28)
	tooOften := sublocade
	tooOften.Schedule = medication.EveryDays(21)
	from := func(o record.Order, days int) record.Order {
		o.First = civil.Of(now, time.UTC).Add(days)
		return o
	}
	return slices.Concat(directDepotCases(), []ruleCase{
		{name: "ordered for the 26th day", rule: interval, before: bupInjected(medication.BupSublocade, "300 mg", 48, 20),
			ask: from(certified, 6), want: met},
		{name: "ordered for the 25th day", rule: interval, before: bupInjected(medication.BupSublocade, "300 mg", 48, 20),
			ask: from(certified, 5), want: blocks},
		{name: "ordered for tomorrow", rule: repeated, before: bupInjected(medication.BupSublocade, "300 mg", 0), ask: from(certified, 1),
			want: met},

		{name: "tolerated", rule: test, before: []fact{tested}, ask: weekly, want: met},
		{name: "none", rule: test, before: []fact{bupUsed(bupDay, "heroin")}, ask: weekly, want: blocks},
		{name: "precipitated", rule: test,
			before: []fact{tested, {20 * time.Minute, record.PrecipitatedWithdrawal{By: medication.Buprenorphine}}}, ask: weekly,
			want: blocks},
		{name: "precipitated before, tolerated since", rule: test, before: append(bupTakenDaily(3, medication.BupSL, "8 mg"),
			fact{4 * bupDay, record.PrecipitatedWithdrawal{By: medication.Buprenorphine}}), ask: weekly, want: met},
		{name: "too soon", rule: test, before: []fact{bupGiven(30*time.Minute, medication.BupSL, "4 mg")}, ask: weekly, want: blocks},
		{name: "on buprenorphine already", rule: test, before: bupTakenDaily(5, medication.BupnxFilm, "12 mg/3 mg"), ask: weekly,
			want: met},
		{name: "on buprenorphine elsewhere", rule: test, ask: weekly, want: met,
			before: []fact{{bupDay, record.OpioidUsed{Agent: "buprenorphine/naloxone", DailyDose: medication.Milligrams(16)}}}},
		{name: "little, elsewhere", rule: test, ask: weekly, want: blocks,
			before: []fact{{bupDay, record.OpioidUsed{Agent: "buprenorphine/naloxone", DailyDose: medication.Milligrams(2)}}}},
		{name: "on a supply", rule: test, before: []fact{bupSupplied(20*bupDay, "8 mg/2 mg", 28)}, ask: weekly, want: met},
		{name: "on a small supply", rule: test, before: []fact{bupSupplied(20*bupDay, "2 mg/0.5 mg", 28)}, ask: weekly, want: blocks},
		{name: "weekly visits", rule: test, before: bupVisits(3), ask: weekly, want: met},
		{name: "2.9 mg of Zubsolv are 4 mg of a tablet", rule: test,
			before: []fact{bupGiven(2*time.Hour, medication.BupnxZubsolv, "2.9 mg/0.71 mg")}, ask: weekly, want: met},
		{name: "3.6 mg of Zubsolv are in no table", rule: test, before: []fact{bupGiven(2*time.Hour, medication.BupnxZubsolv, "3.6 mg")},
			ask: weekly, want: blocks},
		{name: "two doses of one day are added", rule: test,
			before: []fact{bupGiven(3*time.Hour, medication.BupSL, "2 mg"), bupGiven(2*time.Hour, medication.BupSL, "2 mg")}, ask: weekly,
			want: met},
		{name: "two doses of two days are not", rule: test, before: bupTakenDaily(2, medication.BupSL, "2 mg"), ask: weekly, want: blocks},
		{name: "a depot that has worn off is no dose by mouth", rule: test,
			before: append(bupTakenDaily(40, medication.BupSL, "1 mg"), bupGiven(41*bupDay, medication.BupBrixadiWeekly, "24 mg")),
			ask:    weekly, want: blocks},
		{name: "before a break", rule: test, before: []fact{bupGiven(10*bupDay, medication.BupSL, "8 mg")}, ask: weekly, want: blocks},
		{name: "stated", rule: test, ask: record.Order{Product: medication.BupBrixadiWeekly, Dose: bupDose("16 mg"), TestDoseAgo: 65},
			want: blocks},
		{name: "next injection", rule: test, before: bupInjected(medication.BupBrixadiWeekly, "24 mg", 7), ask: weekly, want: irrelevant},
		{name: "by mouth", rule: test, ask: bupOrder(medication.BupSL, "4 mg"), want: irrelevant},
		{name: "Sublocade, older label, depot before", rule: test, day: bupOn(2024, time.June, 3), ask: sublocade, want: blocks,
			before: append(bupTakenDaily(3, medication.BupSL, "16 mg"), bupGiven(200*bupDay, medication.BupSublocade, "300 mg"))},

		{name: "under the skin", rule: route, ask: sublocade, want: met},
		{name: "into a vein", rule: route,
			ask: record.Order{Product: medication.BupSublocade, Dose: bupDose("300 mg"), Route: medication.Intravenous}, want: blocks},
		{name: "into the muscle", rule: route, jurisdiction: "gb",
			ask: record.Order{Product: medication.BupBuvidalWeekly, Dose: bupDose("16 mg"), Route: medication.Intramuscular}, want: blocks},
		{name: "implant", rule: route, ask: bupOrder(medication.BupProbuphine, "74.2 mg"), want: irrelevant},
		{name: "an implant has a rule of its own", rule: "med.setting.xr-bup", ask: bupOrder(medication.BupProbuphine, "74.2 mg"), want: irrelevant},
		{name: "steady by mouth", rule: implant, before: bupTakenDaily(9, medication.BupnxFilm, "8 mg/2 mg"), ask: placed(medication.SettingREMS),
			want: met},
		{name: "where nobody knows that it may be placed", rule: implant, before: bupTakenDaily(9, medication.BupnxFilm, "8 mg/2 mg"),
			ask: placed(medication.SettingOffice), want: unknown},
		{name: "not steady by mouth", rule: implant, ask: placed(medication.SettingREMS), want: blocks},
		{name: "at home", rule: implant, before: bupTakenDaily(9, medication.BupnxFilm, "8 mg/2 mg"), ask: placed(medication.SettingHome),
			want: blocks},
		{name: "told as taken", rule: implant, ask: record.DoseTaken{Product: medication.BupProbuphine, Dose: bupDose("296.8 mg")}, want: blocks},
		{name: "an injection", rule: implant, ask: bupOrder(medication.BupSublocade, "300 mg"), want: irrelevant},
		{name: "by mouth", rule: route, ask: bupOrder(medication.BupSL, "4 mg"), want: irrelevant},

		{name: "certified", rule: setting, ask: certified, want: met},
		{name: "pharmacy", rule: setting, ask: pharmacy, want: blocks},
		{name: "an office", rule: setting, ask: office, want: blocks},
		{name: "an office in Canada", rule: setting, jurisdiction: "ca", ask: office, want: met, param: "med.setting.xr-bup.anywhere",
			side: at},
		{name: "an office in Australia", rule: setting, jurisdiction: "au", ask: office, want: met, param: "med.setting.xr-bup.anywhere",
			side: below},
		{name: "an office elsewhere", rule: setting, jurisdiction: "int-who", ask: office, want: met, param: "med.setting.xr-bup.anywhere",
			side: above},
		{name: "handed out", rule: setting, ask: supplied, want: blocks},
		{name: "to take home", rule: setting,
			ask: record.TakeHomeSupplied{Substance: medication.Buprenorphine, Product: medication.BupSublocade, Days: 28}, want: blocks},
		{name: "granted", rule: setting, jurisdiction: "gb", ask: record.TakeHomeGrant{Product: medication.BupBuvidalWeekly, Days: 7},
			want: blocks},
		{name: "taken at home", rule: setting, ask: record.DoseTaken{Product: medication.BupSublocade, Dose: bupDose("300 mg")},
			want: blocks},
		{name: "not said", rule: setting, ask: sublocade, want: unknown},
		{name: "by mouth", rule: setting, ask: bupOrder(medication.BupSL, "4 mg"), want: irrelevant},
		{name: "Buvidal in an office", rule: setting, jurisdiction: "gb",
			ask: record.Order{Product: medication.BupBuvidalWeekly, Dose: bupDose("16 mg"), Setting: medication.SettingOffice}, want: met},
		{name: "Buvidal from a pharmacy", rule: setting, jurisdiction: "gb",
			ask:  record.Order{Product: medication.BupBuvidalWeekly, Dose: bupDose("16 mg"), Setting: medication.SettingPharmacy},
			want: blocks},

		{name: "one syringe", rule: syringes, ask: weekly, want: met},
		{name: "four a day", rule: syringes, ask: record.Order{Product: medication.BupBrixadiWeekly, Dose: bupDose("32 mg"), PerDay: 4},
			want: blocks},
		{name: "two one after the other", rule: syringes, before: []fact{bupGiven(time.Hour, medication.BupBrixadiWeekly, "32 mg")},
			ask: bupOrder(medication.BupBrixadiWeekly, "32 mg"), want: blocks},
		{name: "monthly", rule: syringes, ask: bupOrder(medication.BupBrixadiMonthly, "128 mg"), want: irrelevant},

		{name: "two brands", rule: mixed, before: bupInjected(medication.BupBrixadiMonthly, "96 mg", 10), ask: sublocade, want: warns},
		{name: "a switch is a word in the order", rule: mixed, before: bupInjected(medication.BupBrixadiMonthly, "96 mg", 10),
			ask: switched, want: warns},
		{name: "given as documented", rule: mixed,
			before: append(bupInjected(medication.BupBrixadiMonthly, "96 mg", 10), fact{time.Hour, switched}),
			ask:    record.DoseGiven{Product: medication.BupSublocade, Dose: bupDose("300 mg")}, want: warns},
		{name: "an hour ago", rule: repeated, before: []fact{bupGiven(time.Hour, medication.BupBrixadiMonthly, "96 mg")}, ask: switched,
			want: blocks},
		{name: "over midnight", rule: repeated, before: []fact{bupGiven(12*time.Hour, medication.BupBrixadiWeekly, "16 mg")},
			ask: bupOrder(medication.BupBrixadiWeekly, "8 mg"), want: blocks},
		{name: "the next one, by its schedule", rule: repeated, before: []fact{bupGiven(time.Hour, medication.BupSublocade, "300 mg")},
			ask: scheduled, want: met},
		{name: "a day and an hour", rule: repeated, before: []fact{bupGiven(25*time.Hour, medication.BupBrixadiWeekly, "16 mg")},
			ask: bupOrder(medication.BupBrixadiWeekly, "8 mg"), want: met},
		{name: "by mouth", rule: repeated, before: []fact{bupGiven(time.Hour, medication.BupSublocade, "300 mg")},
			ask: bupOrder(medication.BupSL, "4 mg"), want: irrelevant},

		{name: "Brixadi weekly", rule: begin, before: []fact{tested}, ask: weekly, want: met},
		{name: "Brixadi weekly, all at once", rule: begin, before: []fact{tested}, ask: bupOrder(medication.BupBrixadiWeekly, "32 mg"),
			want: blocks},
		{name: "Brixadi monthly", rule: begin, before: []fact{tested}, ask: bupOrder(medication.BupBrixadiMonthly, "128 mg"), want: blocks},
		{name: "Brixadi monthly from a steady dose", rule: begin, before: bupTakenDaily(5, medication.BupnxFilm, "16 mg/4 mg"),
			ask: bupOrder(medication.BupBrixadiMonthly, "96 mg"), want: irrelevant},
		{name: "Sublocade", rule: begin, before: []fact{tested}, ask: sublocade, want: met},
		{name: "the smaller Sublocade", rule: begin, before: bupTakenDaily(5, medication.BupSL, "16 mg"),
			ask: bupOrder(medication.BupSublocade, "100 mg"), want: blocks},
		{name: "Buvidal monthly", rule: begin, jurisdiction: "gb", ask: bupOrder(medication.BupBuvidalMonthly, "160 mg"), want: blocks},
		{name: "next injection", rule: begin, before: bupInjected(medication.BupSublocade, "300 mg", 28),
			ask: bupOrder(medication.BupSublocade, "100 mg"), want: irrelevant},

		{name: "not dependent", rule: naive, before: []fact{tested, notDependent}, ask: sublocade, want: blocks},
		{name: "dependent as far as anybody knows", rule: naive, before: []fact{tested}, ask: sublocade, want: irrelevant},
		{name: "steady on a daily dose", rule: naive, before: append(bupTakenDaily(5, medication.BupSL, "8 mg"), notDependent),
			ask: sublocade, want: irrelevant},
		{name: "implant and injection", rule: mixed, before: bupInjected(medication.BupBrixadiMonthly, "96 mg", 10),
			ask: bupOrder(medication.BupProbuphine, "74.2 mg"), want: warns},
		{name: "one brand", rule: mixed, before: bupInjected(medication.BupBrixadiWeekly, "24 mg", 5),
			ask: bupOrder(medication.BupBrixadiMonthly, "96 mg"), want: irrelevant},
		{name: "released", rule: mixed, before: bupInjected(medication.BupBrixadiWeekly, "24 mg", 8), ask: sublocade, want: irrelevant},
		{name: "by mouth", rule: mixed, before: bupInjected(medication.BupBrixadiWeekly, "24 mg", 3),
			ask: bupOrder(medication.BupSL, "4 mg"), want: irrelevant},

		{name: "from stock", rule: "bup.xr.delivered.use-within", ask: sublocade, want: irrelevant},
		{name: "given on the fourteenth day after a pharmacy delivered it", rule: "bup.xr.delivered.use-within", ask: deliveredBefore(14),
			want: met},
		{name: "given a day later than that", rule: "bup.xr.delivered.use-within", ask: deliveredBefore(15), want: blocks},

		{name: "first injection", rule: interval, ask: sublocade, want: irrelevant},
		{name: "a schedule is judged by its days", rule: interval, before: bupInjected(medication.BupSublocade, "300 mg", 60, 30, 2),
			ask: scheduled, want: met},
		{name: "a schedule that is overdue", rule: interval, before: bupInjected(medication.BupSublocade, "300 mg", 90, 60, 40),
			ask: scheduled, want: met},
		{name: "a schedule that is too short", rule: interval, before: bupInjected(medication.BupSublocade, "300 mg", 60, 30, 2),
			ask: tooOften, want: blocks},
		{name: "after Brixadi", rule: interval, before: bupInjected(medication.BupBrixadiMonthly, "96 mg", 10), ask: sublocade,
			want: irrelevant},

		{name: "on time", rule: late, before: bupInjected(medication.BupSublocade, "100 mg", 27), ask: sublocade, want: met},
		{name: "first injection", rule: late, ask: sublocade, want: irrelevant},

		{name: "on the day", rule: window, before: bupInjected(medication.BupBrixadiWeekly, "24 mg", 14, 7), ask: weekly, want: met},
		{name: "a further part of the first week", rule: window, before: bupInjected(medication.BupBrixadiWeekly, "16 mg", 2),
			ask: bupOrder(medication.BupBrixadiWeekly, "8 mg"), want: irrelevant},
		{name: "the second week counts from the first part", rule: window,
			before: append(bupInjected(medication.BupBrixadiWeekly, "16 mg", 7), bupInjected(medication.BupBrixadiWeekly, "8 mg", 5, 3)...),
			ask:    bupOrder(medication.BupBrixadiWeekly, "32 mg"), want: met},
		{name: "a week's injection on the second day is the last one repeated", rule: window, ask: bupOrder(medication.BupBrixadiWeekly, "24 mg"),
			before: bupInjected(medication.BupBrixadiWeekly, "24 mg", 16, 9, 2), want: blocks},
		{name: "a week's injection on the third day is early", rule: window, ask: bupOrder(medication.BupBrixadiWeekly, "24 mg"),
			before: bupInjected(medication.BupBrixadiWeekly, "24 mg", 17, 10, 3), want: warns},
		{name: "a month's injection on the tenth day is the last one repeated", rule: window, ask: bupOrder(medication.BupBrixadiMonthly, "96 mg"),
			before: bupInjected(medication.BupBrixadiMonthly, "96 mg", 38, 10), want: blocks},
		{name: "a month's injection on the eleventh day is early", rule: window, ask: bupOrder(medication.BupBrixadiMonthly, "96 mg"),
			before: bupInjected(medication.BupBrixadiMonthly, "96 mg", 39, 11), want: warns},
		{name: "too early in a later week", rule: window, before: bupInjected(medication.BupBrixadiWeekly, "24 mg", 10, 3), ask: weekly,
			want: warns},
		{name: "doses by mouth in between do not count", rule: window,
			before: append(bupInjected(medication.BupBrixadiWeekly, "24 mg", 10, 3), bupTakenDaily(9, medication.BupSL, "2 mg")...),
			ask:    weekly, want: warns},
		{name: "a week long ago is not the week before", rule: window, ask: bupOrder(medication.BupBrixadiWeekly, "8 mg"), want: irrelevant,
			before: append(bupInjected(medication.BupBrixadiWeekly, "24 mg", 100, 93),
				bupGiven(2*bupDay, medication.BupBrixadiWeekly, "16 mg"))},
		{name: "first injection", rule: window, ask: weekly, want: irrelevant},
		{name: "after Sublocade", rule: window, before: bupInjected(medication.BupSublocade, "100 mg", 10), ask: weekly, want: irrelevant},
		{name: "by mouth", rule: window, ask: bupOrder(medication.BupSL, "4 mg"), want: irrelevant},

		{name: "by the table", rule: table, before: bupTakenDaily(5, medication.BupnxFilm, "16 mg/4 mg"),
			ask: bupOrder(medication.BupBrixadiMonthly, "96 mg"), want: met},
		{name: "beside the table", rule: table, before: bupTakenDaily(5, medication.BupnxFilm, "16 mg/4 mg"),
			ask: bupOrder(medication.BupBrixadiMonthly, "128 mg"), want: warns},
		{name: "blank cell", rule: table, before: bupTakenDaily(5, medication.BupnxFilm, "4 mg/1 mg"),
			ask: bupOrder(medication.BupBrixadiMonthly, "64 mg"), want: warns},
		{name: "not in the table", rule: table, before: bupTakenDaily(5, medication.BupSL, "28 mg"),
			ask: bupOrder(medication.BupBrixadiMonthly, "128 mg"), want: warns},
		{name: "from Zubsolv", rule: table, before: bupTakenDaily(5, medication.BupnxZubsolv, "11.4 mg/2.9 mg"),
			ask: bupOrder(medication.BupBrixadiMonthly, "96 mg"), want: warns},
		{name: "from a supply", rule: table, before: []fact{bupSupplied(20*bupDay, "8 mg/2 mg", 28)}, ask: weekly, want: met},
		{name: "from elsewhere", rule: table,
			before: []fact{{bupDay, record.OpioidUsed{Agent: "buprenorphine", DailyDose: medication.Milligrams(8)}}}, ask: weekly,
			want: met},
		{name: "weekly to monthly", rule: table, before: bupInjected(medication.BupBrixadiWeekly, "24 mg", 14, 7),
			ask: bupOrder(medication.BupBrixadiMonthly, "96 mg"), want: met},
		{name: "first week to monthly", rule: table,
			before: append(bupInjected(medication.BupBrixadiWeekly, "16 mg", 7), bupInjected(medication.BupBrixadiWeekly, "8 mg", 5)...),
			ask:    bupOrder(medication.BupBrixadiMonthly, "96 mg"), want: met},
		{name: "same product", rule: table, before: bupInjected(medication.BupBrixadiWeekly, "24 mg", 14, 7),
			ask: bupOrder(medication.BupBrixadiWeekly, "32 mg"), want: irrelevant},
		{name: "after a test dose alone", rule: table, before: []fact{tested}, ask: weekly, want: irrelevant},
		{name: "by mouth", rule: table, ask: bupOrder(medication.BupSL, "4 mg"), want: irrelevant},
	})
}

func bupDepotEdges() []ruleCase {
	test := record.RuleID("bup.xr.test-dose")
	interval := record.RuleID("bup.xr.sublocade.interval-min")
	late := record.RuleID("bup.xr.sublocade.late")
	window := record.RuleID("bup.xr.brixadi.window")
	delivered := record.RuleID("bup.xr.delivered.use-within")
	weekly := bupOrder(medication.BupBrixadiWeekly, "16 mg")
	sublocade := bupOrder(medication.BupSublocade, "300 mg")
	fewer := [3]outcome{blocks, met, met}
	older, newer := bupOn(2025, time.February, 23), bupOn(2025, time.February, 24)
	apart := func(days int, earlier ...int) func(int) ([]fact, record.Body) {
		return func(step int) ([]fact, record.Body) {
			return bupInjected(medication.BupSublocade, "300 mg", append(earlier, days+step)...), sublocade
		}
	}
	around := func(product medication.ProductID, dose string, days int, earlier ...int) func(int) ([]fact, record.Body) {
		return func(step int) ([]fact, record.Body) {
			return bupInjected(product, dose, append(earlier, days+step)...), bupOrder(product, dose)
		}
	}
	received := func(day time.Duration, days int) func(int) ([]fact, record.Body) {
		return func(step int) ([]fact, record.Body) {
			order := sublocade
			order.Received = civil.Of(now.Add(day), time.UTC).Add(-days - step)
			return nil, order
		}
	}
	testDose := func(rule record.RuleID, jurisdiction string, product medication.ProductID, ask record.Order, want outcome) []bupEdge {
		return []bupEdge{
			{rule: rule, param: "bup.xr.test-dose.dose", jurisdiction: jurisdiction, want: [3]outcome{want, met, met},
				ask: func(step int) ([]fact, record.Body) {
					return []fact{{2 * time.Hour, record.DoseGiven{Product: product, Dose: bupMicrograms("4 mg", step*100)}}}, ask
				}},
			{rule: rule, param: "bup.xr.test-dose.observe", jurisdiction: jurisdiction, want: [3]outcome{want, met, met},
				ask: func(step int) ([]fact, record.Body) {
					return []fact{bupGiven(time.Hour+time.Duration(step)*time.Minute, product, "4 mg")}, ask
				}},
		}
	}
	edges := testDose(test, "us", medication.BupSL, weekly, blocks)
	edges = append(edges, testDose("gb.bup.laib.naive-test-dose", "gb", medication.BupSLGB, bupOrder(medication.BupBuvidalWeekly, "16 mg"),
		warns)...)
	edges = append(edges,
		bupEdge{rule: test, param: "bup.xr.test-dose.lead-in", day: older, want: fewer, ask: func(step int) ([]fact, record.Body) {
			return bupTakenDaily(7+step, medication.BupSL, "16 mg"), sublocade
		}},
		bupEdge{rule: test, param: "bup.xr.test-dose.lead-in", day: newer, want: [3]outcome{met, met, met},
			ask: func(step int) ([]fact, record.Body) {
				return bupTakenDaily(2+step, medication.BupSL, "16 mg"), sublocade
			}},
		bupEdge{rule: interval, param: "bup.xr.sublocade.interval-min.monthly", want: fewer, ask: apart(26, 60)},
		bupEdge{rule: interval, param: "bup.xr.sublocade.interval-min.second", want: fewer, ask: apart(7)},
		bupEdge{rule: interval, param: "bup.xr.sublocade.interval-min.second", day: newer, want: fewer, ask: apart(7)},
		bupEdge{rule: interval, param: "bup.xr.sublocade.interval-min.second", day: older, want: fewer, ask: apart(26)},
		bupEdge{rule: late, param: "bup.xr.sublocade.late.due", want: [3]outcome{met, met, advises}, ask: apart(28, 60)},
		bupEdge{rule: late, param: "bup.xr.sublocade.late.grace", want: [3]outcome{advises, advises, warns}, ask: apart(42, 80)},
		bupEdge{rule: window, param: "bup.xr.brixadi.window.weekly", want: [3]outcome{warns, met, met},
			ask: around(medication.BupBrixadiWeekly, "24 mg", 5, 21, 14)},
		bupEdge{rule: window, param: "bup.xr.brixadi.window.weekly", want: [3]outcome{met, met, warns},
			ask: around(medication.BupBrixadiWeekly, "24 mg", 9, 25, 18)},
		bupEdge{rule: window, param: "bup.xr.brixadi.window.monthly", want: [3]outcome{warns, met, met},
			ask: around(medication.BupBrixadiMonthly, "96 mg", 21, 50)},
		bupEdge{rule: window, param: "bup.xr.brixadi.window.monthly", want: [3]outcome{met, met, warns},
			ask: around(medication.BupBrixadiMonthly, "96 mg", 35, 63)},
		bupEdge{rule: delivered, param: "bup.xr.delivered.days", day: bupOn(2026, time.July, 8), want: [3]outcome{met, met, blocks},
			ask: received(bupOn(2026, time.July, 8), 14)},
		bupEdge{rule: delivered, param: "bup.xr.delivered.days", day: bupOn(2026, time.July, 9), want: [3]outcome{met, met, blocks},
			ask: received(bupOn(2026, time.July, 9), 45)},
	)
	return bupEdges(edges...)
}

func bupBuvidalCases() []ruleCase {
	start := record.RuleID("gb.bup.laib.start")
	second := record.RuleID("gb.bup.laib.week2")
	most := record.RuleID("gb.bup.laib.max")
	weeklyWindow := record.RuleID("gb.bup.laib.window.weekly")
	monthlyWindow := record.RuleID("gb.bup.laib.window.monthly")
	gap := record.RuleID("gb.bup.laib.reinduct")
	weeklyFirst := record.RuleID("gb.bup.laib.weekly-first")
	table := record.RuleID("bup.xr.brixadi.conversion")
	weekly := func(dose string) record.Order { return bupOrder(medication.BupBuvidalWeekly, dose) }
	monthly := func(dose string) record.Order { return bupOrder(medication.BupBuvidalMonthly, dose) }
	injected := func(dose string, days ...int) []fact { return bupInjected(medication.BupBuvidalWeekly, dose, days...) }
	cases := []ruleCase{
		{name: "first", rule: start, jurisdiction: "gb", ask: weekly("16 mg"), want: met},
		{name: "from a steady dose", rule: start, jurisdiction: "gb", before: bupTakenDaily(5, medication.BupSLGB, "16 mg"),
			ask: weekly("24 mg"), want: irrelevant},
		{name: "part", rule: start, jurisdiction: "gb", before: injected("16 mg", 2), ask: weekly("8 mg"), want: met},
		{name: "a large part", rule: start, jurisdiction: "gb", before: injected("16 mg", 2), ask: weekly("16 mg"), want: blocks},
		{name: "third week", rule: start, jurisdiction: "gb", before: injected("24 mg", 14, 7), ask: weekly("24 mg"), want: irrelevant},
		{name: "monthly", rule: start, jurisdiction: "gb", ask: monthly("64 mg"), want: irrelevant},

		{name: "a fourth part in the last days of the week", rule: start, jurisdiction: "gb",
			before: append(injected("16 mg", 6), injected("8 mg", 4, 2)...), ask: weekly("8 mg"), want: blocks},
		{name: "a week's dose in the last days of the week", rule: start, jurisdiction: "gb",
			before: append(injected("16 mg", 6), injected("8 mg", 4)...), ask: weekly("24 mg"), want: irrelevant},
		{name: "a part in the last days of the week", rule: second, jurisdiction: "gb", before: injected("16 mg", 6), ask: weekly("8 mg"),
			want: irrelevant},
		{name: "a week of 8 mg goes on with 8 mg", rule: second, jurisdiction: "gb", before: injected("8 mg", 6), ask: weekly("8 mg"),
			want: met},

		{name: "sum", rule: second, jurisdiction: "gb", before: append(injected("16 mg", 7), injected("8 mg", 5)...), ask: weekly("24 mg"),
			want: met},
		{name: "not the sum", rule: second, jurisdiction: "gb", before: append(injected("16 mg", 7), injected("8 mg", 5)...),
			ask: weekly("16 mg"), want: advises},
		{name: "third week", rule: second, jurisdiction: "gb", before: injected("24 mg", 14, 7), ask: weekly("32 mg"), want: irrelevant},
		{name: "monthly", rule: second, jurisdiction: "gb", before: injected("16 mg", 7), ask: monthly("64 mg"), want: irrelevant},
		{name: "by mouth", rule: second, jurisdiction: "gb", ask: bupOrder(medication.BupSLGB, "4 mg"), want: irrelevant},

		{name: "on the same day", rule: most, jurisdiction: "gb", before: []fact{bupGiven(time.Hour, medication.BupBuvidalWeekly, "32 mg")},
			ask: weekly("8 mg"), want: blocks},
		{name: "by mouth", rule: most, jurisdiction: "gb", ask: bupOrder(medication.BupSLGB, "4 mg"), want: irrelevant},

		{name: "after a monthly one", rule: weeklyWindow, jurisdiction: "gb",
			before: bupInjected(medication.BupBuvidalMonthly, "96 mg", 10), ask: weekly("24 mg"), want: irrelevant},
		{name: "the monthly one that follows, with its own schedule", rule: weeklyWindow, jurisdiction: "gb",
			before: injected("24 mg", 28, 21, 14, 7), want: met,
			ask: record.Order{Product: medication.BupBuvidalMonthly, Dose: bupDose("96 mg"), Schedule: medication.EveryDays(28)}},
		{name: "part of the first week", rule: weeklyWindow, jurisdiction: "gb", before: injected("16 mg", 2), ask: weekly("8 mg"),
			want: irrelevant},
		{name: "after a weekly one", rule: monthlyWindow, jurisdiction: "gb", before: injected("24 mg", 10), ask: monthly("96 mg"),
			want: irrelevant},

		{name: "first", rule: gap, jurisdiction: "gb", ask: weekly("16 mg"), want: irrelevant},
		{name: "by mouth", rule: gap, jurisdiction: "gb", ask: bupOrder(medication.BupSLGB, "4 mg"), want: irrelevant},

		{name: "never on buprenorphine", rule: weeklyFirst, jurisdiction: "gb", ask: monthly("64 mg"), want: warns},
		{name: "from a steady dose", rule: weeklyFirst, jurisdiction: "gb", before: bupTakenDaily(5, medication.BupSLGB, "16 mg"),
			ask: monthly("96 mg"), want: irrelevant},
		{name: "next monthly", rule: weeklyFirst, jurisdiction: "gb", before: bupInjected(medication.BupBuvidalMonthly, "96 mg", 28),
			ask: monthly("96 mg"), want: irrelevant},
		{name: "weekly", rule: weeklyFirst, jurisdiction: "gb", ask: weekly("16 mg"), want: irrelevant},
		{name: "doses by mouth before do not count", rule: weeklyFirst, jurisdiction: "gb",
			before: append(injected("24 mg", 14, 7), bupGiven(30*bupDay, medication.BupSLGB, "16 mg")), ask: monthly("96 mg"), want: warns},

		{name: "by the table", rule: table, jurisdiction: "gb", before: bupTakenDaily(5, medication.BupSLGB, "16 mg"),
			ask: monthly("96 mg"), want: met},
		{name: "from Espranor", rule: table, jurisdiction: "gb", before: bupTakenDaily(5, medication.BupEspranor, "12 mg"),
			ask: weekly("24 mg"), want: met},
		{name: "from Espranor as if it were a tablet", rule: table, jurisdiction: "gb",
			before: bupTakenDaily(5, medication.BupEspranor, "16 mg"), ask: weekly("24 mg"), want: warns},
		{name: "beside the table", rule: table, jurisdiction: "gb", before: bupTakenDaily(5, medication.BupSLGB, "16 mg"),
			ask: weekly("32 mg"), want: warns},
		{name: "not in the table", rule: table, jurisdiction: "gb", before: bupTakenDaily(5, medication.BupSLGB, "7 mg"),
			ask: weekly("16 mg"), want: warns},
		{name: "from a product without a table", rule: table, jurisdiction: "gb",
			before: bupTakenDaily(5, medication.BupnxZubsolv, "5.7 mg/1.4 mg"), ask: weekly("16 mg"), want: warns},
		{name: "monthly to weekly, blank cell", rule: table, jurisdiction: "gb",
			before: bupInjected(medication.BupBuvidalMonthly, "160 mg", 28), ask: weekly("32 mg"), want: blocks},
	}
	near := func(product medication.ProductID, dose string, before ...fact) func(int) ([]fact, record.Body) {
		return func(step int) ([]fact, record.Body) { return before, bupNear(product, dose, step*10) }
	}
	around := func(product medication.ProductID, dose string, days int, earlier ...int) func(int) ([]fact, record.Body) {
		return func(step int) ([]fact, record.Body) {
			return bupInjected(product, dose, append(earlier, days+step)...), bupOrder(product, dose)
		}
	}
	// A blank cell refuses in the United Kingdom, where the licence was read, and warns in the United States.
	for i, s := range []side{below, at, above} {
		c := ruleCase{name: "blank cell " + string(s), rule: table, jurisdiction: []string{"us", "gb", "gb-nir"}[i],
			want: []outcome{warns, blocks, blocks}[i],
			before: bupTakenDaily(5, medication.BupSLGB,
				"4 mg"), ask: monthly("64 mg"), param: "bup.xr.brixadi.conversion.blank-refuses", side: s}
		cases = append(cases, c)
	}
	exact, atMost := [3]outcome{blocks, met, blocks}, [3]outcome{met, met, blocks}
	return append(cases, bupEdges(
		bupEdge{rule: start, param: "gb.bup.laib.start.first", jurisdiction: "gb", want: exact,
			ask: near(medication.BupBuvidalWeekly, "16 mg")},
		bupEdge{rule: start, param: "gb.bup.laib.start.part", jurisdiction: "gb", want: exact,
			ask: near(medication.BupBuvidalWeekly, "8 mg", injected("16 mg", 2)...)},
		bupEdge{rule: second, param: "gb.bup.laib.start.part", jurisdiction: "gb", want: [3]outcome{advises, irrelevant, advises},
			ask: near(medication.BupBuvidalWeekly, "8 mg", injected("16 mg", 6)...)},
		bupEdge{rule: start, param: "gb.bup.laib.start.apart", jurisdiction: "gb", want: [3]outcome{blocks, met, met},
			ask: func(step int) ([]fact, record.Body) {
				return []fact{bupGiven(time.Duration(1+step)*bupDay+time.Hour, medication.BupBuvidalWeekly, "16 mg")}, weekly("8 mg")
			}},
		bupEdge{rule: start, param: "gb.bup.laib.start.week1-total", jurisdiction: "gb", want: [3]outcome{blocks, met, blocks},
			ask: near(medication.BupBuvidalWeekly, "8 mg", append(injected("16 mg", 4), injected("8 mg", 2)...)...)},
		bupEdge{rule: most, param: "gb.bup.laib.max.weekly", jurisdiction: "gb", want: atMost,
			ask: near(medication.BupBuvidalWeekly, "32 mg")},
		bupEdge{rule: most, param: "gb.bup.laib.max.monthly", jurisdiction: "gb", want: atMost,
			ask: near(medication.BupBuvidalMonthly, "160 mg")},
		bupEdge{rule: weeklyWindow, param: "bup.xr.brixadi.window.weekly", jurisdiction: "gb", want: [3]outcome{blocks, met, met},
			ask: around(medication.BupBuvidalWeekly, "24 mg", 5, 21, 14)},
		bupEdge{rule: weeklyWindow, param: "bup.xr.brixadi.window.weekly", jurisdiction: "gb", want: [3]outcome{met, met, warns},
			ask: around(medication.BupBuvidalWeekly, "24 mg", 9, 25, 18)},
		bupEdge{rule: monthlyWindow, param: "bup.xr.brixadi.window.monthly", jurisdiction: "gb", want: [3]outcome{blocks, met, met},
			ask: around(medication.BupBuvidalMonthly, "96 mg", 21, 50)},
		bupEdge{rule: monthlyWindow, param: "bup.xr.brixadi.window.monthly", jurisdiction: "gb", want: [3]outcome{met, met, warns},
			ask: around(medication.BupBuvidalMonthly, "96 mg", 35, 63)},
		bupEdge{rule: gap, param: "gb.bup.laib.reinduct.weekly", jurisdiction: "gb", want: [3]outcome{met, met, warns},
			ask: around(medication.BupBuvidalWeekly, "24 mg", 10)},
		bupEdge{rule: gap, param: "gb.bup.laib.reinduct.monthly", jurisdiction: "gb", want: [3]outcome{met, met, warns},
			ask: around(medication.BupBuvidalMonthly, "96 mg", 56)},
		bupEdge{rule: weeklyFirst, param: "gb.bup.laib.weekly-first.days", jurisdiction: "gb", want: [3]outcome{warns, met, met},
			ask: func(step int) ([]fact, record.Body) {
				return injected("24 mg", 28+step, 21, 14, 7), monthly("96 mg")
			}},
	)...)
}
