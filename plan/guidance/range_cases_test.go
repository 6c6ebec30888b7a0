package guidance_test

import (
	"testing"
	"time"

	"github.com/oudpath/oudpath/medication"
	"github.com/oudpath/oudpath/plan"
	"github.com/oudpath/oudpath/plan/record"
	"github.com/stretchr/testify/require"
)

// from makes an order one of a range, from a dose on.
func from(o record.Order, least string) record.Order {
	o.Least = bupDose(least)
	return o
}

// rangeCases ask on each side of what is judged by the upper end of a range, and of what is judged by the lower one.
func rangeCases() []ruleCase {
	daily := func(o *record.Order) { o.Schedule = medication.Daily() }
	twice := func(o *record.Order) { o.PerDay, o.Schedule = 2, medication.Daily() }
	film := func(dose, least string) record.Order { return from(bupOrder(medication.BupnxFilm, dose), least) }
	given := func(days int, mg uint32) (facts []fact) {
		for i := range days {
			facts = append(facts, fact{time.Duration(i+1) * 24 * time.Hour,
				record.DoseGiven{Product: medication.MethadoneConc, Dose: medication.Dose{Principal: medication.Milligrams(mg)}}})
		}
		return facts
	}
	split := func(least string) []fact { // 30 mg of each day were watched, and as much or more was ordered for its evening
		return append(given(10, 30), fact{10 * 25 * time.Hour, from(methadoneOf(60, twice), least)})
	}
	supplied := func(o record.Order) fact { o.SupplyDays = 14; return fact{7 * bupDay, o} }
	return []ruleCase{
		{name: "range: up to the first dose", rule: "methadone.induction.first-dose", ask: from(methadoneOf(30), "20 mg"), want: met},
		{name: "range: beyond the first dose", rule: "methadone.induction.first-dose", ask: from(methadoneOf(60), "20 mg"), want: blocks,
			says: "first dose 60 mg, above 50 mg (limit 50 mg, 42 CFR 8.12 (h)(3)(ii), 2024)"},
		{name: "range: from less than the first dose", rule: "bup.induction.first-dose", ask: film("4 mg", "1 mg"), want: warns},
		{name: "range: of a first dose", rule: "bup.induction.first-dose", ask: film("4 mg", "2 mg"), want: met},
		{name: "range: a step from what was ordered at the least", rule: "methadone.titration.step", before: split("30 mg"),
			ask: methadoneOf(75, daily), want: warns},
		{name: "range: a step from what was ordered", rule: "methadone.titration.step", before: split("50 mg"), ask: methadoneOf(75, daily),
			want: irrelevant},
		{name: "range: both ends are units", rule: "product.unit", ask: film("4 mg", "0.01 mg"), want: blocks},
		{name: "range: both ends are whole tablets", rule: "product.unit", want: blocks,
			ask: from(bupOrder(medication.BupnxZubsolv, "5.7 mg"), "5.1 mg")},
		{name: "range: whole tablets", rule: "product.unit", ask: from(bupOrder(medication.BupnxZubsolv, "5.7 mg"), "2.9 mg"), want: met},
		{name: "range: the lower end in another ratio", rule: "med.composition.suboxone", ask: film("4 mg/1 mg", "2 mg/1 mg"), want: blocks},
		{name: "range: the upper end in another ratio", rule: "med.composition.suboxone", ask: film("4 mg/2 mg", "2 mg/0.5 mg"), want: blocks},
		{name: "range: one ratio", rule: "med.composition.suboxone", ask: film("4 mg/1 mg", "2 mg/0.5 mg"), want: met},
		{name: "range: a leap from what was ordered at the least", rule: "bup.dose.leap", want: unknown,
			before: append(bupTakenDaily(3, medication.BupSL, "4 mg"), fact{3 * 25 * time.Hour, from(record.Order{Product: medication.BupSL,
				Dose: bupDose("16 mg"), Schedule: medication.Daily()}, "4 mg")}), ask: bupOrder(medication.BupSL, "40 mg")},
		{name: "range: a depot after films of which too few may have been taken", rule: "bup.xr.test-dose",
			before: []fact{supplied(film("16 mg", "1 mg"))}, ask: bupOrder(medication.BupBrixadiWeekly, "24 mg"), want: blocks},
		{name: "range: a depot after films of which enough were taken", rule: "bup.xr.test-dose",
			before: []fact{supplied(film("16 mg", "8 mg"))}, ask: bupOrder(medication.BupBrixadiWeekly, "24 mg"), want: met},
	}
}

// TestRangeIsJudgedByItsUpperEnd demands that a range is said all that is said of its upper end, and as strictly: the lower end adds, and
// lifts nothing.
func TestRangeIsJudgedByItsUpperEnd(t *testing.T) {
	t.Parallel()
	engines, _ := everywhere(t)
	asked := 0
	for _, c := range baseCases() {
		order, ok := c.ask.(record.Order)
		least, exact := order.Dose.Principal.Fraction(1, 2)
		if !ok || !exact || !order.Least.IsZero() || order.Dose.Companion != (medication.Mass{}) {
			continue
		}
		ranging := order
		ranging.Least.Principal = least
		if ranging.Validate() != nil {
			continue
		}
		asked++
		of := effects(t, engines[c.home()], c, ranging)
		for rule, strict := range effects(t, engines[c.home()], c, order) {
			if rule != "order.repeated" { // which is about the same again, and a range is another order
				require.GreaterOrEqual(t, of[rule], strict, "%s: %s", c.name, rule)
			}
		}
	}
	require.Greater(t, asked, 500)
}

// effects returns how strict each rule is about the order after what the case tells.
func effects(t *testing.T, engine *plan.Engine, c ruleCase, order record.Order) map[record.RuleID]int {
	t.Helper()
	p, err := engine.Restore("case", eventsOf(now.Add(c.day), c.before))
	require.NoError(t, err)
	decision, err := engine.Check(p, question(now.Add(c.day), order))
	require.NoError(t, err)
	strict := map[plan.Effect]int{plan.EffectInforms: 1, plan.EffectWarns: 2, plan.EffectHolds: 3, plan.EffectRefuses: 4}
	all := map[record.RuleID]int{}
	for i := range decision.Findings {
		all[decision.Findings[i].Rule] = strict[decision.Findings[i].Effect()]
	}
	return all
}
