package product

import (
	"github.com/oudpath/oudpath/medication"
	"github.com/oudpath/oudpath/plan"
	"github.com/oudpath/oudpath/plan/evidence"
	"github.com/oudpath/oudpath/plan/guidance/internal/limit"
	"github.com/oudpath/oudpath/plan/guidance/internal/person"
	"github.com/oudpath/oudpath/plan/guidance/internal/phrase"
	"github.com/oudpath/oudpath/plan/record"
)

// depotRepeats judges an order by itself: the rules about injections that were given compare the next one alone with the last.
var depotRepeats = plan.Rule{
	ID:       "product.depot-repeats",
	Title:    "An order repeats an injection no sooner than the one before it has released its medication",
	Severity: record.Block,
	About:    medication.SetOf(medication.Buprenorphine, medication.Naltrexone),
	Watches:  record.Prescribes,
	Narrow:   "it judges how an order repeats itself; what is given too soon has rules of its own",
	Cites: []evidence.Citation{evidence.Decision(17).Cite(), evidence.LabelBrixadi.At("section 2.1", evidence.Primary),
		evidence.LabelSublocadeBefore2025.At("section 2", evidence.Primary), evidence.LabelVivitrol.At("section 2.1", evidence.Secondary)},
	Essential: true,
	Remedy:    "order one injection, or repeat it at its interval",
	Override:  plan.Overridable("that they are the parts of a first week, and how many there are"),
	Applies:   repeatsDepot,
	Judge:     judgeDepotRepeats,
}

// repeatsDepot holds for an order of a depot that its own schedule repeats.
func repeatsDepot(v *plan.View) bool {
	order, ordered := v.Body().(record.Order)
	d, ok := v.Dosing()
	days := daysBetween(order.Schedule)
	once := !order.Last.IsZero() && order.Last.Since(person.FirstDay(v)) < days
	return ordered && ok && d.Product.DepotDays() > 0 && days > 0 && !once
}

// judgeDepotRepeats refuses an injection for every day, which is the whole dose repeated, and warns of one before its window opens.
func judgeDepotRepeats(v *plan.View) plan.Result {
	d, _ := v.Dosing()
	order, _ := v.Body().(record.Order)
	window, ok := medication.InjectionWindow(d.Product, v.Day())
	days := daysBetween(order.Schedule)
	switch {
	case !ok:
		return v.NotApplicable()
	case days == 1:
		return v.Violated(nil, "%s again on the next day", d.Product.Name())
	case days < window.Earliest.Since(v.Day()):
		return v.ViolatedAs(record.Warning, nil, "%s again after %s, and its next injection belongs to day %d at the earliest", d.Product.Name(),
			phrase.Plural(days, "day"), window.Earliest.Since(v.Day()))
	}
	return v.Met()
}

// daysBetween is how many days a schedule leaves between two doses, at the fewest; 0 if it is not stated.
func daysBetween(s medication.Schedule) (fewest int) {
	days := s.Weekdays()
	if len(days) == 0 {
		return s.Every()
	}
	fewest = limit.Week
	for i, day := range days[1:] {
		fewest = min(fewest, int(day-days[i]))
	}
	if len(days) > 1 {
		fewest = min(fewest, int(days[0]-days[len(days)-1])+limit.Week)
	}
	return fewest
}
