package buprenorphine

import (
	"time"

	"github.com/oudpath/oudpath/medication"
	"github.com/oudpath/oudpath/plan"
	"github.com/oudpath/oudpath/plan/record"
)

// The labels give an injection that was missed as soon as practical, and have no tiers of days; guidance "considers" a new start. So the next
// injection of the brand is no first one because it is late: it is warned of. What makes it one is another opioid since the last, which a
// depot would displace, or that the medication was stopped; who is steady on a daily dose since then comes from that.

// lateDepot reports whether the event brings the next injection of a brand, later than the last one carries on.
func lateDepot(v *plan.View) bool {
	d, ok := depotDoses.Lent(v)
	last, _, injected := v.LastDepot(medication.Buprenorphine)
	if !ok || !injected || depotBrand(last.Product) != depotBrand(d.Product) || !breakKnown(v, last.Product) || withinBreak(v, last.Product, last.Day) {
		return false
	}
	_, _, stopped := v.Stopped(medication.Buprenorphine)
	_, _, steady := steadyDaily(v)
	return !stopped && !steady && !opioidSince(v, last.At)
}

// opioidSince reports whether an opioid that buprenorphine would displace was told of, given, listed or found after the time.
func opioidSince(v *plan.View, t time.Time) bool {
	for c := range v.Now().Opioids() {
		if !partialOnly(c) && (c.GoesOn || t.Before(c.At)) {
			return true
		}
	}
	return false
}

// depotAfterBreak reports whether the event brings a depot, and none before it still carries on.
func depotAfterBreak(v *plan.View) bool { return depotDoses.Holds(v) && !depotCarriesOn(v) }

// judgeAskedSince asks of a late injection what was used since the last one.
func judgeAskedSince(v *plan.View) plan.Result {
	last, _, _ := v.LastDepot(medication.Buprenorphine)
	if at, reviewed := v.ReviewedAt(record.OpioidUseSection); reviewed && last.At.Before(at) {
		return v.NotApplicable()
	}
	return owed(v, plan.Datum{Name: "which opioids were used since the last injection"},
		"ask which opioids were used since the last injection, and record them; or record that none was: one that is only late is given as soon as practical")
}

// depotBrand names what a depot is a product of: the weekly and the monthly injection of one brand follow one another by
// table, and depots of different brands do not.
func depotBrand(p medication.Product) string {
	switch p.ID() {
	case medication.BupSublocade:
		return "Sublocade"
	case medication.BupBrixadiWeekly, medication.BupBrixadiMonthly:
		return "Brixadi"
	case medication.BupBuvidalWeekly, medication.BupBuvidalMonthly:
		return "Buvidal"
	}
	return p.Name()
}
