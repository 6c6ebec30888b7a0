package guidance_test

import (
	"time"

	"github.com/oudpath/oudpath/medication"
	"github.com/oudpath/oudpath/plan/record"
)

func orderRepeatedCases() []ruleCase {
	const rule, within = "order.repeated", "order.repeated.within"
	home := record.TakeHomeGrant{Product: medication.BupnxFilm, Days: 7}
	order := record.Order{Product: medication.BupSL, Dose: bupDose("16 mg"), Setting: medication.SettingOffice,
		Schedule: medication.Daily(), SupplyDays: 28}
	shorter := order
	shorter.SupplyDays = 14
	spray := record.Order{Product: medication.NaloxoneIN, Dose: bupDose("4 mg")}
	kept := spray
	kept.SupplyDays = 2
	const supply = "supply.repeated"
	return append([]ruleCase{
		{rule: rule, name: "an order with its supply, twice in a minute", before: []fact{{time.Minute, order}}, ask: order, want: unknown},
		{rule: rule, name: "a grant, twice", before: []fact{{time.Minute, home}}, ask: home, want: unknown},
		{rule: rule, name: "another supply", before: []fact{{time.Minute, order}}, ask: shorter, want: met},
		{rule: rule, name: "an order without a supply", before: []fact{{time.Minute, methadoneOf(60)}}, ask: methadoneOf(60), want: unknown},
		{rule: rule, name: "carried out since", before: []fact{{50 * time.Minute, methadoneOf(60)}, given(40*time.Minute, 60)},
			ask: methadoneOf(60), want: met},
		{rule: rule, name: "carried out in the same minute", before: []fact{{30 * time.Minute, methadoneOf(60)}, given(30*time.Minute, 60)},
			ask: methadoneOf(60), want: met},
		{rule: rule, name: "a second dose against an overdose", before: []fact{{3 * time.Minute, spray}}, ask: spray, want: irrelevant},
		{rule: supply, name: "sprays to keep, twice", before: []fact{{time.Minute, kept}}, ask: kept, want: irrelevant},
		{rule: supply, name: "an order with its supply, twice, which is held", before: []fact{{time.Minute, order}}, ask: order, want: irrelevant},
		{rule: supply, name: "a supply, twice", before: []fact{{time.Minute, handedOut(7)}}, ask: handedOut(7), want: warns},
		{rule: supply, name: "handed out as ordered", before: []fact{{time.Minute, order}},
			ask: record.TakeHomeSupplied{Substance: medication.Buprenorphine, Days: 28}, want: met},
	}, probe(supply, within, "us", [3]outcome{warns, met, met}, func(side int) ([]fact, record.Body) {
		return []fact{{time.Hour + time.Duration(side)*time.Minute, handedOut(7)}}, handedOut(7)
	})...)
}
