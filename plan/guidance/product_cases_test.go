package guidance_test

import (
	"time"

	"github.com/oudpath/oudpath/medication"
	"github.com/oudpath/oudpath/plan/record"
)

// productCases are about what a product cannot give.
func productCases() []ruleCase {
	unit, greatest := record.RuleID("product.unit"), record.RuleID("product.greatest")
	route, market := record.RuleID("product.route"), record.RuleID("product.market")
	by := func(product medication.ProductID, dose string, r medication.Route) record.Order {
		order := bupOrder(product, dose)
		order.Route = r
		return order
	}
	cases := []ruleCase{
		{name: "micrograms for milligrams, a hundredth of the smallest tablet", rule: unit, jurisdiction: "gb",
			ask: bupOrder(medication.BupSLGB, "4 mcg"), want: blocks},
		{name: "micrograms for milligrams, a twelfth of the smallest tablet", rule: unit, jurisdiction: "gb",
			ask: bupOrder(medication.BupSLGB, "32 mcg"), want: blocks},
		{name: "a quarter of the smallest tablet", rule: unit, jurisdiction: "gb", ask: bupOrder(medication.BupSLGB, "0.1 mg"), want: met},
		{name: "the number of a patch", rule: unit, ask: bupOrder(medication.BupSL, "75 mcg"), want: blocks},
		{name: "99 micrograms of a film", rule: unit, ask: bupOrder(medication.BupnxFilm, "99 mcg"), want: blocks},
		{name: "100 micrograms of a film", rule: unit, ask: bupOrder(medication.BupnxFilm, "100 mcg"), want: met},
		{name: "101 micrograms of a film, taken", rule: unit, ask: record.DoseTaken{Product: medication.BupnxFilm, Dose: bupDose("101 mcg")},
			want: met},
		{name: "75 micrograms taken", rule: unit, ask: record.DoseTaken{Product: medication.BupSL, Dose: bupDose("75 mcg")}, want: blocks},
		{name: "micrograms for milligrams of a solution", rule: unit, jurisdiction: "gb",
			ask: bupOrder(medication.MethadoneSolnGB, "30 mcg"), want: blocks},
		{name: "a tenth of a milliliter", rule: unit, jurisdiction: "gb", ask: bupOrder(medication.MethadoneSolnGB, "0.1 mg"), want: met},
		{name: "a syringe", rule: unit, ask: bupOrder(medication.BupSublocade, "300 mg"), want: met},
		{name: "ten syringes", rule: unit, ask: bupOrder(medication.BupSublocade, "3000 mg"), want: blocks},
		{name: "two syringes", rule: unit, ask: bupOrder(medication.BupSublocade, "600 mg"), want: blocks},
		{name: "between the syringes", rule: unit, ask: bupOrder(medication.BupSublocade, "200 mg"), want: blocks},
		{name: "twice a day", rule: unit, ask: record.Order{Product: medication.BupSublocade, Dose: bupDose("300 mg"), PerDay: 2},
			want: blocks},
		{name: "Brixadi monthly", rule: unit, ask: bupOrder(medication.BupBrixadiMonthly, "256 mg"), want: blocks},
		{name: "Brixadi monthly, given", rule: unit, ask: record.DoseGiven{Product: medication.BupBrixadiMonthly, Dose: bupDose("256 mg")},
			want: blocks},
		{name: "Buvidal", rule: unit, jurisdiction: "gb", ask: bupOrder(medication.BupBuvidalMonthly, "160 mg"), want: met},
		{name: "two vials of Vivitrol", rule: unit, ask: bupOrder(medication.NtxXR, "760 mg"), want: blocks},
		{name: "implants are placed together", rule: unit, ask: bupOrder(medication.BupProbuphine, "296.8 mg"), want: met},
		{name: "one implant", rule: unit, ask: bupOrder(medication.BupProbuphine, "74.2 mg"), want: met},
		{name: "a fifth implant", rule: unit, ask: bupOrder(medication.BupProbuphine, "371 mg"), want: warns},
		{name: "half an implant", rule: unit, ask: bupOrder(medication.BupProbuphine, "37.1 mg"), want: blocks},
		{name: "micrograms", rule: unit,
			ask: record.Order{Product: medication.BupSL, Dose: medication.Dose{Principal: medication.Micrograms(8)}}, want: blocks},
		{name: "micrograms, taken at home", rule: unit,
			ask: record.DoseTaken{Product: medication.BupSL, Dose: medication.Dose{Principal: medication.Micrograms(8)}}, want: blocks},
		{name: "a quarter of a tablet", rule: unit, ask: bupOrder(medication.BupSL, "0.5 mg"), want: met},
		{name: "a quarter of a dispersible tablet", rule: unit, ask: bupOrder(medication.MethadoneDisp, "10 mg"), want: met},
		{name: "less than a quarter of a dispersible tablet", rule: "product.parts", ask: bupOrder(medication.MethadoneDisp, "9 mg"), want: blocks},
		{name: "a dispersible tablet, and no quarter more", rule: "product.parts", ask: bupOrder(medication.MethadoneDisp, "41 mg"), want: blocks},
		{name: "one milligram of a dispersible tablet is no gram", rule: "product.parts", ask: bupOrder(medication.MethadoneDisp, "1 mg"), want: blocks},
		{name: "crumbs of a tablet of naltrexone", rule: "product.parts", ask: bupOrder(medication.NtxPO, "1 mg"), want: blocks},
		{name: "no strengths known", rule: unit, jurisdiction: "gb", ask: bupOrder(medication.MethadoneConcGB, "30 mg"), want: irrelevant},
		{name: "a quarter of a dispersible tablet", rule: "product.parts", ask: bupOrder(medication.MethadoneDisp, "10 mg"), want: met},
		{name: "reversal", rule: unit, ask: bupOrder(medication.NaloxoneIN, "400 mg"), want: irrelevant},

		{name: "methadone", rule: greatest, ask: bupDaily(medication.MethadoneConc, "1100 mg"), want: met},
		{name: "a zero too many", rule: greatest, ask: bupDaily(medication.MethadoneConc, "5000 mg"), want: blocks},
		{name: "by the day", rule: greatest, ask: record.Order{Product: medication.MethadoneConc, Dose: bupDose("600 mg"), PerDay: 2},
			want: blocks},
		{name: "to take home", rule: greatest, want: blocks,
			ask: record.TakeHomeSupplied{Substance: medication.Methadone, Product: medication.MethadoneConc, Dose: bupDose("5000 mg"),
				Days: 7}},
		{name: "to take home, of a product that nobody states", rule: greatest, want: blocks,
			ask: record.TakeHomeSupplied{Substance: medication.Buprenorphine, Dose: bupDose("600 mg"), Days: 28}},
		{name: "to take home, as much as some product gives", rule: greatest, want: met,
			ask: record.TakeHomeSupplied{Substance: medication.Methadone, Dose: bupDose("1100 mg"), Days: 7}},
		{name: "granted", rule: greatest, ask: record.TakeHomeGrant{Product: medication.MethadoneConc, Dose: bupDose("5000 mg"), Days: 7},
			want: blocks},
		{name: "buprenorphine", rule: greatest, ask: bupOrder(medication.BupSL, "64 mg"), want: met},
		{name: "buprenorphine, above", rule: greatest, ask: bupOrder(medication.BupSL, "66 mg"), want: blocks},
		{name: "buprenorphine, with what was given today", rule: greatest, before: []fact{bupGiven(2*time.Hour, medication.BupSL, "40 mg")},
			ask: record.DoseGiven{Product: medication.BupSL, Dose: bupDose("32 mg")}, want: blocks},
		{name: "naltrexone", rule: greatest, ask: bupOrder(medication.NtxPO, "500 mg"), want: blocks},
		{name: "lofexidine", rule: greatest, ask: record.Order{Product: medication.LofexidineTab, Dose: bupDose("0.72 mg"), PerDay: 5},
			want: blocks},
		{name: "clonidine", rule: greatest, ask: record.Order{Product: medication.ClonidineTab, Dose: bupDose("0.3 mg"), PerDay: 4}, want: met},
		{name: "clonidine, above", rule: greatest, ask: bupOrder(medication.ClonidineTab, "1.3 mg"), want: blocks},
		{name: "clonidine, milligrams for micrograms", rule: greatest, jurisdiction: "au", ask: bupOrder(medication.ClonidineTab, "30 mg"),
			want: blocks},
		{name: "clonidine, with what was given today", rule: greatest,
			before: []fact{bupGiven(2*time.Hour, medication.ClonidineTab, "1 mg")},
			ask:    record.DoseGiven{Product: medication.ClonidineTab, Dose: bupDose("0.3 mg")}, want: blocks},
		{name: "clonidine, handed out without a product", rule: greatest, want: blocks,
			ask: record.TakeHomeSupplied{Substance: medication.Clonidine, Dose: bupDose("30 mg"), Days: 7}},
		{name: "none described", rule: greatest, ask: bupOrder(medication.ClonidinePatch, "0.1 mg"), want: irrelevant},

		{name: "under the tongue", rule: route, ask: by(medication.BupnxFilm, "8 mg/2 mg", medication.Sublingual), want: met},
		{name: "a film into a vein", rule: route, ask: by(medication.BupnxFilm, "8 mg/2 mg", medication.Intravenous), want: blocks},
		{name: "a tablet that is swallowed", rule: route, ask: by(medication.BupSL, "8 mg", medication.Oral), want: blocks},
		{name: "lofexidine under the tongue", rule: route, ask: by(medication.LofexidineTab, "0.18 mg", medication.Sublingual),
			want: blocks},
		{name: "a depot has a rule of its own", rule: route, ask: by(medication.BupSublocade, "300 mg", medication.Intravenous),
			want: irrelevant},
	}
	cases = append(cases, reversalAmountCases()...)
	// A product of the United Kingdom in the United States, the other way round, and in a nation that stands on the United Kingdom.
	for i, s := range []side{below, at, above} {
		cases = append(cases, ruleCase{name: "sold " + string(s), rule: market, jurisdiction: []string{"us", "gb", "gb-sct"}[i],
			ask: bupOrder(medication.BupEspranor, "4 mg"), want: []outcome{blocks, met, met}[i], param: "product.market.country", side: s})
	}
	return append(cases,
		ruleCase{name: "of the United States", rule: market, jurisdiction: "gb", ask: bupOrder(medication.BupnxFilm, "8 mg/2 mg"),
			want: blocks},
		ruleCase{name: "given all the same", rule: market, jurisdiction: "gb",
			ask: record.DoseGiven{Product: medication.BupnxFilm, Dose: bupDose("8 mg/2 mg")}, want: irrelevant},
		ruleCase{name: "reversal", rule: market, jurisdiction: "gb", ask: bupOrder(medication.NaloxoneIN, "4 mg"), want: irrelevant})
}

// reversalAmountCases are about amounts, routes and ages that fit no reversal agent.
func reversalAmountCases() []ruleCase {
	rule := record.RuleID("product.reversal")
	challenge := bupOrder(medication.NaloxoneInj, "8 mg")
	challenge.Purpose = record.PurposeChallenge
	through := func(id medication.ProductID, dose string, r medication.Route) record.Order {
		order := bupOrder(id, dose)
		order.Route = r
		return order
	}
	return []ruleCase{
		{name: "one spray", rule: rule, ask: bupOrder(medication.NaloxoneIN, "4 mg"), want: met},
		{name: "no spray holds it", rule: rule, ask: bupOrder(medication.NaloxoneIN, "5 mg"), want: advises, says: "one device gives 3 mg"},
		{name: "a point too far", rule: rule, ask: bupOrder(medication.NalmefeneIN, "27 mg"), want: advises},
		{name: "given all the same", rule: rule, ask: record.DoseGiven{Product: medication.NalmefeneAI, Dose: bupDose("15 mg")}, want: advises},
		{name: "handed out", rule: rule, want: advises, ask: record.TakeHomeSupplied{Substance: medication.Nalmefene,
			Product: medication.NalmefeneIN, Dose: bupDose("3 mg"), Days: 2}},
		{name: "handed out, and no amount told", rule: rule, ask: record.TakeHomeSupplied{Substance: medication.Nalmefene,
			Product: medication.NalmefeneIN, Days: 2}, want: met},
		{name: "a syringe", rule: rule, ask: bupOrder(medication.NaloxoneZimhi, "5 mg"), want: met},
		{name: "half a syringe", rule: rule, ask: bupOrder(medication.NaloxoneZimhi, "2.5 mg"), want: advises},
		{name: "a part of a vial", rule: rule, ask: bupOrder(medication.NaloxoneInj, "0.04 mg"), want: met},
		{name: "two milligrams of a vial", rule: rule, ask: bupOrder(medication.NaloxoneInj, "2 mg"), want: met},
		{name: "more than any source gives at once", rule: rule, ask: bupOrder(medication.NaloxoneInj, "2.1 mg"), want: advises},
		{name: "micrograms for milligrams", rule: rule, ask: bupOrder(medication.NaloxoneInj, "2 mcg"), want: advises, says: "was 2 mg meant?"},
		{name: "a spray into a vein", rule: rule, ask: through(medication.NaloxoneIN, "4 mg", medication.Intravenous), want: advises},
		{name: "a vial into a vein", rule: rule, ask: through(medication.NaloxoneInj, "0.4 mg", medication.Intravenous), want: met},
		{name: "at eleven years", rule: rule, before: []fact{aged(11)}, ask: bupOrder(medication.NalmefeneIN, "2.7 mg"), want: advises},
		{name: "at twelve years", rule: rule, before: []fact{aged(12)}, ask: bupOrder(medication.NalmefeneIN, "2.7 mg"), want: met},
		{name: "a British spray", rule: rule, jurisdiction: "gb", ask: bupOrder(medication.NaloxoneINGB, "1.8 mg"), want: met},
		{name: "the number of another spray", rule: rule, jurisdiction: "gb", ask: bupOrder(medication.NaloxoneINGB, "2 mg"), want: advises},
		{name: "a British spray at thirteen years", rule: rule, jurisdiction: "gb", before: []fact{aged(13)},
			ask: bupOrder(medication.NaloxoneINGB, "1.8 mg"), want: advises},
		{name: "a challenge is a test", rule: rule, ask: challenge, want: irrelevant},
		{name: "no reversal agent", rule: rule, ask: bupOrder(medication.BupnxFilm, "5 mg"), want: irrelevant},
	}
}
