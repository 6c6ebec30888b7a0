package buprenorphine

import (
	"github.com/oudpath/oudpath/medication"
	"github.com/oudpath/oudpath/plan"
	"github.com/oudpath/oudpath/plan/guidance/internal/person"
)

// What is taken by mouth beside a depot adds to it. How much a day the depot stands for is what its conversion table leads from, at the most:
// a depot without a table (Sublocade) has no such number, and the decision says so.

// withDepot returns what the day of a dosing by mouth comes to with the depots that still release on it; beside says so for a message, and is empty
// where there are none, or none that a table knows.
func withDepot(v *plan.View, p *position) (total medication.Mass, beside string) {
	total, first := p.total, person.FirstDay(v)
	for depot := range v.Now().Depots(medication.Buprenorphine) {
		if age := first.Since(depot.Day); age < 0 || age >= depot.Product.DepotDays() {
			continue
		}
		amount := depot.Amount
		if i, _ := injectionsOf(v); i.last.Product == depot.Product { // the parts of a first week are one amount
			amount = amount.Higher(i.week)
		}
		daily, ok := dailyOf(p.Product, depot.Product, amount)
		if !ok {
			v.NotKnown("how much a day of " + p.Product.Name() + " " + depot.Product.Name() + " stands for, which still releases")
			continue
		}
		total = total.Add(daily)
		beside += ", up to " + daily.String() + " of them from " + amount.String() + " of " + depot.Product.Name()
	}
	return total, beside
}

// dailyOf returns the greatest amount a day of a product for the mouth from which a table leads to that amount of a depot.
func dailyOf(mouth, depot medication.Product, amount medication.Mass) (daily medication.Mass, ok bool) {
	for _, table := range medication.Conversions() {
		if table.To() != depot || !interchanged(table.From(), mouth) {
			continue
		}
		for _, row := range table.Rows() {
			if row.To.Principal == amount {
				return row.Most, true
			}
		}
	}
	return medication.Mass{}, false
}
