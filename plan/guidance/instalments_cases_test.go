package guidance_test

import (
	"slices"
	"time"

	"github.com/oudpath/oudpath/medication"
	"github.com/oudpath/oudpath/plan"
	"github.com/oudpath/oudpath/plan/civil"
	"github.com/oudpath/oudpath/plan/record"
	"github.com/oudpath/oudpath/plan/truth"
)

// inInstalments is an order of methadone that a pharmacy hands out in instalments of so many days, for so many days in all; zero: not stated.
func inInstalments(each, days int, change ...func(*record.Order)) record.Order {
	o := record.Order{Product: medication.MethadoneSolnGB, Dose: doseOf("60 mg"), Schedule: medication.Daily(), Supervised: truth.Yes,
		Setting: medication.SettingPharmacy, Instalments: truth.Yes, InstalmentDays: each}
	if days > 0 {
		o.First, o.Last = civil.Of(now, time.UTC), civil.Of(now, time.UTC).Add(days-1)
	}
	for _, f := range change {
		f(&o)
	}
	return o
}

// instalmentCases are about prescriptions in instalments.
func instalmentCases() []ruleCase {
	const content, span = "gb.fp10mda.content", "gb-eng.fp10mda.max-days"
	plain := func(o *record.Order) { o.Instalments, o.InstalmentDays = truth.No, 0 }
	of := func(p medication.ProductID, dose string) func(*record.Order) {
		return func(o *record.Order) { o.Product, o.Dose = p, doseOf(dose) }
	}
	england := []ruleCase{
		{name: "without the days between two", rule: content, ask: inInstalments(0, 14), want: blocks},
		{name: "without an end", rule: content, ask: inInstalments(1, 0), want: blocks},
		{name: "with both", rule: content, ask: inInstalments(1, 14), want: met},
		{name: "an ordinary prescription", rule: content, ask: inInstalments(0, 0, plain), want: irrelevant},
		{name: "thirteen days", rule: span, ask: inInstalments(1, 13), want: met, param: "gb-eng.fp10mda.max-days.days", side: below},
		{name: "fourteen days", rule: span, ask: inInstalments(7, 14), want: met, param: "gb-eng.fp10mda.max-days.days", side: at},
		{name: "fifteen days", rule: span, ask: inInstalments(7, 15), want: blocks, param: "gb-eng.fp10mda.max-days.days", side: above},
		{name: "fifteen days of buprenorphine", rule: span, ask: inInstalments(1, 15, of(medication.BupSLGB, "8 mg")), want: blocks},
		{name: "fourteen days from tomorrow", rule: span, ask: inInstalments(1, 14, func(o *record.Order) {
			o.First, o.Last = o.First.Add(1), o.Last.Add(1)
		}), want: met},
		{name: "no end", rule: span, ask: inInstalments(1, 0), want: unknown},
		{name: "28 days, and an ordinary prescription", rule: span, ask: inInstalments(1, 28, plain), want: irrelevant},
	}
	medicines := []ruleCase{
		{name: "naltrexone", rule: "gb.instalments.medicines", ask: inInstalments(7, 14, of(medication.NtxPOGB, "50 mg")), want: blocks},
		{name: "naltrexone on an ordinary prescription", rule: "gb.instalments.medicines", ask: inInstalments(7, 14, of(medication.NtxPOGB, "50 mg"), plain),
			want: irrelevant},
		{name: "methadone", rule: "gb.instalments.medicines", ask: inInstalments(7, 14), want: irrelevant},
	}
	return slices.Concat(inPlaceOf("gb-eng", slices.Concat(england, slices.Clone(medicines))...), inPlaceOf("gb-wls", medicines...))
}

// firstInstalmentCases are about until when a prescription in instalments may be begun.
func firstInstalmentCases() (cases []dutyCase) {
	const upcoming, due, overdue = plan.Upcoming, plan.DueNow, plan.Overdue
	dose := record.DoseGiven{Product: medication.MethadoneSolnGB, Dose: doseOf("60 mg"), Supervised: truth.Yes}
	supply := record.TakeHomeSupplied{Substance: medication.Methadone, Product: medication.MethadoneSolnGB, Dose: doseOf("60 mg"), Days: 6}
	written := func(ago, from int, change ...func(*record.Order)) fact {
		return daysAgo(ago, inInstalments(7, 0, append(change, func(o *record.Order) {
			o.First = civil.Of(now, time.UTC).Add(-from)
			o.Last = o.First.Add(13)
		})...))
	}
	had := func(ago int) fact { return daysAgo(ago, dose) }
	ordinary := func(o *record.Order) { o.Instalments, o.InstalmentDays = truth.No, 0 }
	for _, c := range []dutyCase{
		{name: "27 days after its date", before: []fact{written(27, 27)}, in: -27, late: 1, want: due},
		{name: "28 days after its date", before: []fact{written(28, 28)}, in: -28, late: 0, want: due},
		{name: "29 days after its date", before: []fact{written(29, 29)}, in: -29, late: -1, want: overdue},
		{name: "written 40 days ago for a date 20 days ago", before: []fact{written(40, 20)}, in: -20, late: 8, want: due},
		{name: "written today for tomorrow", before: []fact{written(0, -1)}, in: 1, late: 29, want: upcoming},
		{name: "written last, with doses before it", before: []fact{had(30), written(29, 29)}, in: -29, late: -1, want: overdue},
		{name: "a dose since", before: []fact{written(29, 29), had(28)}, want: notDue},
		{name: "a dose on the day", before: []fact{written(29, 29), had(29)}, want: notDue},
		{name: "a supply since", before: []fact{written(29, 29), daysAgo(20, supply)}, want: notDue},
		{name: "an ordinary prescription", before: []fact{written(29, 29, ordinary)}, want: notDue},
		{name: "stopped", before: []fact{written(29, 29), daysAgo(1, record.StopMedication{Substance: medication.Methadone,
			Reason: record.ReasonPatientChoice})}, want: notDue},
	} {
		c.duty, c.jurisdiction = "gb.fp10mda.first-instalment", "gb"
		cases = append(cases, c)
	}
	return cases
}
