package buprenorphine

import (
	"slices"

	"github.com/oudpath/oudpath/medication"
	"github.com/oudpath/oudpath/plan"
	"github.com/oudpath/oudpath/plan/evidence"
	"github.com/oudpath/oudpath/plan/guidance/internal/agent"
	"github.com/oudpath/oudpath/plan/guidance/internal/limit"
	"github.com/oudpath/oudpath/plan/guidance/internal/person"
	"github.com/oudpath/oudpath/plan/guidance/internal/phrase"
	"github.com/oudpath/oudpath/plan/record"
)

// SublocadeLimits are the days between injections of Sublocade.
type SublocadeLimits struct{ Interval, Second, Due, Grace plan.Param[int] }

var sublocade = SublocadeLimits{
	limit.LeastDays("bup.xr.sublocade.interval-min.monthly", "time between monthly injections of Sublocade"),
	limit.LeastDays("bup.xr.sublocade.interval-min.second", "time from the first to the second injection of Sublocade"),
	limit.MostDays("bup.xr.sublocade.late.due", "time after which the next injection of Sublocade is due"),
	limit.MostDays("bup.xr.sublocade.late.grace", "time by which an injection of Sublocade may be late"),
}

// Sublocade returns the days between injections of Sublocade.
func Sublocade() SublocadeLimits { return sublocade }

// DepotWindowLimits is by how many days an injection may be early or late: 7 or 28 days after the last one, as the product says.
type DepotWindowLimits struct{ Weekly, Monthly plan.Param[int] }

var depotWindow = DepotWindowLimits{
	limit.MostDays("bup.xr.brixadi.window.weekly", "time that a weekly injection may be early or late"),
	limit.MostDays("bup.xr.brixadi.window.monthly", "time that a monthly injection may be early or late"),
}

// DepotWindow returns by how many days an injection may be early or late: 7 or 28 days after the last one, as the product says.
func DepotWindow() DepotWindowLimits { return depotWindow }

// DepotTableLimits says what a blank cell of a conversion table does.
type DepotTableLimits struct{ BlankRefuses plan.Param[bool] }

var depotTable = DepotTableLimits{
	plan.NewParam[bool]("bup.xr.brixadi.conversion.blank-refuses", "a dose for which the table has no product is refused", nil),
}

// DepotTable returns what a blank cell of a conversion table does.
func DepotTable() DepotTableLimits { return depotTable }

var buprenorphineDepotSchedule = []plan.Rule{
	{
		ID:       "bup.xr.sublocade.interval-min",
		Title:    "Injections of Sublocade are far enough apart",
		Severity: record.Block,
		About:    agent.Buprenorphine,
		Watches:  record.Doses,
		Cites: []evidence.Citation{evidence.LabelSublocadeBefore2025.At("section 2", evidence.Primary),
			evidence.LabelSublocade2025.At("sections 2 and 16", evidence.Secondary)},
		Needs:    plan.Needs(sublocadeAgain, sublocadeLeast, plan.Optional(buprenorphineBreak.Weekly)),
		Remedy:   "give it when the interval has passed",
		Override: plan.Overridable("why it cannot wait"),
		Only:     sublocadeAgain,
		Judge:    judgeSublocadeInterval,
	},
	{
		ID:       "bup.xr.sublocade.late",
		Title:    "The next injection of Sublocade is not late",
		Severity: record.Warning,
		About:    agent.Buprenorphine,
		Watches:  record.Doses,
		Cites:    []evidence.Citation{evidence.LabelSublocadeBefore2025.At("section 2", evidence.Primary)},
		Needs:    plan.Needs(sublocadeAgain, sublocade.Due, sublocade.Grace),
		Remedy:   "give it as soon as possible; look at the person again, and consider buprenorphine by mouth for the gap",
		Only:     sublocadeAgain,
		Judge:    judgeSublocadeLate,
	},
	{
		ID:       "bup.xr.brixadi.window",
		Title:    "The next weekly or monthly injection falls into its window",
		Severity: record.Block, // nearer to the last injection than to the window it repeats a whole dose, decision 17; else it warns
		About:    agent.Buprenorphine,
		Watches:  record.Doses,
		Cites:    []evidence.Citation{evidence.LabelBrixadi.At("section 2.1", evidence.Primary), evidence.Decision(17).Cite()},
		Needs:    windowNeeds(depotWindow.Weekly, depotWindow.Monthly),
		Remedy:   "give it within the window; one that was missed, as soon as practical",
		Override: plan.Overridable("why it cannot wait"),
		Applies:  followsBrand(weeklyOrMonthly, "Brixadi", buvidal),
		Judge:    judgeWindow,
	},
	{
		ID:       "bup.xr.brixadi.conversion",
		Aliases:  []record.RuleID{"gb.bup.laib.conversion"},
		Title:    "The dose of a depot is the one that its published table gives for the dose before",
		Severity: record.Block,
		About:    agent.Buprenorphine,
		Watches:  record.Doses,
		Cites: []evidence.Citation{evidence.LabelBrixadi.At("tables 1 and 2", evidence.Secondary),
			evidence.SmPCBuvidal.At("conversion table", evidence.Primary), evidence.NHSBordersBuvidal.At("conversion table",
				evidence.Primary)},
		Needs:    plan.Needs(append([]plan.Need{depotDoses, depotTable.BlankRefuses}, carriesNeeds...)...),
		Remedy:   "choose the dose that the table gives; a dose that is not in the table has no equivalent, and is not rounded",
		Override: plan.Overridable("how the dose was worked out"),
		Applies:  func(v *plan.View) bool { return injected(v) && depotOf(v) != medication.BupSublocade },
		Judge:    judgeConversion,
	},
}

// injections is what is on record of depots before the event.
type injections struct {
	last  plan.DoseRecord
	count int             // of the same product in a row
	from  plan.DoseRecord // the injection that the next one is counted from: in the first week of a weekly depot the first
	week  medication.Mass // what that first week came to; zero once it has passed
}

// injectionsOf looks the injections up; ok is false if there is none.
func injectionsOf(v *plan.View) (i injections, ok bool) {
	i.last, i.count, ok = v.LastDepot(medication.Buprenorphine)
	i.from = i.last
	if ok && i.last.Product.DepotDays() == limit.Week {
		i.from, i.week = firstWeek(v, i)
	}
	return i, ok
}

// firstWeek returns the first injection of a weekly depot and what its week came to, if the last injection fell into the first
// week: there the dose is given in two or three parts, and the next week counts from the first of them. Later it returns the
// last injection and nothing.
func firstWeek(v *plan.View, i injections) (from plan.DoseRecord, total medication.Mass) {
	from = i.last
	latest, seen := v.DayOf(i.last.At), 0
	wornOff, limited := buprenorphineBreak.Weekly.If(v)
	for dose := range v.Doses(medication.Buprenorphine) {
		age, same := latest.Since(dose.Day), dose.Product == i.last.Product
		switch {
		case limited && age > wornOff.Value, seen == i.count:
			return from, total
		case same && age >= limit.Week:
			return i.last, medication.Mass{}
		case same:
			from, total = dose, total.Add(dose.Amount)
			seen++
		}
	}
	return from, total
}

// daysFrom returns how many days lie between an injection and the one that is judged: up to today, or up to the first day of an order, or
// up to the day on which an order with a schedule asks for it. The schedule of another product begins with that product.
func daysFrom(v *plan.View, injection plan.DoseRecord) int {
	last := v.DayOf(injection.At)
	next := person.FirstDay(v)
	if order, _ := v.Body().(record.Order); !order.Schedule.IsZero() && order.Product == injection.Product.ID() {
		next = laterDay(next, order.Schedule.NextAfter(last))
	}
	return next.Since(last)
}

// sublocadeAgain is the injections before, where Sublocade follows Sublocade.
var sublocadeAgain = plan.NewFact(func(v *plan.View) (injections, bool) {
	if depotOf(v) != medication.BupSublocade {
		return injections{}, false
	}
	i, ok := injectionsOf(v)
	return i, ok && i.last.Product.ID() == medication.BupSublocade
}, depotDoses, plan.Optional(buprenorphineBreak.Weekly))

var sublocadeLeast = plan.Either(func(v *plan.View) bool {
	i, _ := sublocadeAgain.Of(v)
	return i.count == 1
}, sublocade.Second, sublocade.Interval)

func judgeSublocadeInterval(v *plan.View) plan.Result {
	i, _ := sublocadeAgain.Of(v)
	least, _ := sublocadeLeast.Of(v)
	if days := daysFrom(v, i.last); days < least.Value {
		return v.Violated(least, "%s after the last injection, fewer than %d", phrase.Plural(days, "day"), least.Value)
	}
	return v.Met()
}

func judgeSublocadeLate(v *plan.View) plan.Result {
	i, _ := sublocadeAgain.Of(v)
	due, grace := sublocade.Due.Of(v), sublocade.Grace.Of(v)
	switch days := daysFrom(v, i.last); {
	case days > due.Value+grace.Value:
		return v.Violated(grace, "%s after the last injection, more than %s late", phrase.Plural(days, "day"), phrase.Plural(grace.Value, "day"))
	case days > due.Value:
		return v.ViolatedAs(record.Advice, due, "%s after the last injection, %d late, more than %d", phrase.Plural(days, "day"), days-due.Value, due.Value).
			WithRemedy("give it as soon as possible; up to %s late is not expected to matter", phrase.Plural(grace.Value, "day"))
	}
	return v.Met()
}

// tolerance is the parameter that says how early or late an injection may be; the zero Param where the rule does not speak of the
// product.
type tolerance func(last medication.Product) plan.Param[int]

func weekly(last medication.Product) plan.Param[int] {
	if last.DepotDays() != limit.Week {
		return plan.Param[int]{}
	}
	return depotWindow.Weekly
}

func monthly(last medication.Product) plan.Param[int] {
	if last.DepotDays() == limit.Week {
		return plan.Param[int]{}
	}
	return depotWindow.Monthly
}

func weeklyOrMonthly(last medication.Product) plan.Param[int] {
	if limit := weekly(last); !limit.IsZero() {
		return limit
	}
	return monthly(last)
}

// windowNeeds are the needs of a rule about windows.
func windowNeeds(windows ...plan.Param[int]) []plan.Need {
	list := plan.Needs(depotDoses, plan.Optional(buprenorphineBreak.Weekly), plan.Optional(buvidalLimits.Part))
	for _, p := range windows {
		list = append(list, plan.Optional(p))
	}
	return list
}

// followsBrand returns whether an injection of one of the brands follows one of the same brand of which the rule speaks.
func followsBrand(allowed tolerance, brands ...string) func(*plan.View) bool {
	return func(v *plan.View) bool {
		d, ok := depotDoses.Lent(v)
		i, injected := injectionsOf(v)
		return ok && injected && slices.Contains(brands, depotBrand(d.Product)) && depotBrand(i.last.Product) == depotBrand(d.Product) &&
			!allowed(i.last.Product).IsZero()
	}
}

// judgeWindow judges the window, and in the first week, which is given in parts, that they come to no more than a week can hold.
func judgeWindow(v *plan.View) plan.Result {
	d, _ := depotDoses.Lent(v)
	i, _ := injectionsOf(v)
	within := weeklyOrMonthly(i.last.Product).Of(v)
	if days := daysFrom(v, i.from); !isPart(i, d) || days >= limit.Week-within.Value {
		result := inWindow(weeklyOrMonthly)(v)
		if opens := i.last.Product.DepotDays() - within.Value; 2*days > opens { // early, and nearer to its window than to what it would repeat
			return result.AtMost(record.Warning)
		}
		return result
	}
	if most, total := largestSyringe(d.Product), i.week.Add(d.Dose.Principal); most.Compare(total) < 0 {
		return v.Violated(nil, "%s in the first week: with %s it comes to %s, and the largest weekly dose is %s", i.week, d.Dose.Principal,
			total, most)
	}
	return v.NotApplicable()
}

// largestSyringe is the largest dose that a syringe of the product holds.
func largestSyringe(p medication.Product) (most medication.Mass) {
	for _, s := range p.Strengths() {
		most = most.Higher(s.Dose.Principal)
	}
	return most
}

// inWindow returns the judgement that an injection follows the last one within its window. Too early is the rule's own severity. Too
// late never refuses, because a missed injection is given as soon as practical.
func inWindow(allowed tolerance) func(*plan.View) plan.Result {
	return func(v *plan.View) plan.Result {
		d, _ := depotDoses.Lent(v)
		i, _ := injectionsOf(v)
		within := allowed(i.last.Product).Of(v)
		regular, extra := regularInjection(v, i, within.Value)
		if extra {
			i.from = regular
		}
		days, nominal := daysFrom(v, i.from), i.last.Product.DepotDays()
		switch {
		case days < nominal-within.Value && (isPart(i, d) || !extra && isExtra(v, d)):
			return v.NotApplicable()
		case days < nominal-within.Value:
			return v.Violated(within, "%s after the last injection, more than %s early", phrase.Plural(days, "day"), phrase.Plural(within.Value, "day"))
		case days > nominal+within.Value:
			return v.ViolatedAs(record.Warning, within, "%d days after the last injection, more than %s late", days, phrase.Plural(within.Value, "day"))
		}
		return v.Met()
	}
}

// isExtra reports whether the dosing has the size of the one further injection of Buvidal that may be given between two regular ones.
func isExtra(v *plan.View, d *plan.Dosing) bool {
	if d.Product.ID() != medication.BupBuvidalWeekly {
		return false
	}
	part, set := buvidalLimits.Part.If(v)
	return set && d.Dose.Principal == part.Value
}

// regularInjection returns the injection from which the next one is counted: the one before the last where that was the further one of a
// weekly depot, given between two regular ones: so many days early or more.
func regularInjection(v *plan.View, i injections, within int) (regular plan.DoseRecord, extra bool) {
	if !i.week.IsZero() || i.last.Product.ID() != medication.BupBuvidalWeekly {
		return i.last, false
	}
	if part, set := buvidalLimits.Part.If(v); !set || i.last.Amount != part.Value {
		return i.last, false
	}
	latest := v.DayOf(i.last.At)
	for dose := range v.Doses(medication.Buprenorphine) {
		switch days := latest.Since(dose.Day); {
		case days > limit.Week:
			return i.last, false
		case dose.Product == i.last.Product && dose.At.Before(i.last.At):
			return dose, days < limit.Week-within
		}
	}
	return i.last, false
}

// isPart reports whether the dosing is a further part of the first week of a weekly depot.
func isPart(i injections, d *plan.Dosing) bool {
	return !i.week.IsZero() && d.Product == i.last.Product
}

// judgeConversion judges a change to Brixadi or Buvidal, or between the weekly and the monthly product, by the published table.
// A blank cell refuses where the place says so; a dose beside the table warns.
func judgeConversion(v *plan.View) plan.Result {
	d, _ := depotDoses.Lent(v)
	refuses := depotTable.BlankRefuses.Of(v)
	from, dose, ok := changedFrom(v, d)
	if !ok {
		return v.NotApplicable()
	}
	table, ok := conversion(from, d.Product)
	if !ok {
		return v.ViolatedAs(record.Warning, nil, "no table leads from %s to %s", from.Name(), d.Product.Name())
	}
	given, status := medication.Convert(table, tabletEquivalent(from, dose))
	switch {
	case status == medication.ConversionNoProduct:
		return v.ViolatedAs(blockIf(refuses.Value), nil, "after %s of %s the table has no %s", dose, from.Name(), d.Product.Name()).
			WithRemedy("%s of %s is what the table has", given.Instead.Dose, given.Instead.Product.Name())
	case status == medication.ConversionNotInTable:
		return v.ViolatedAs(record.Warning, nil, "%s of %s is not in the table", dose, from.Name())
	case given.Dose.Principal != d.Dose.Principal:
		return v.ViolatedAs(record.Warning, nil, "%s of %s after %s of %s, for which the table has %s",
			d.Dose.Principal, d.Product.Name(), dose, from.Name(), given.Dose)
	}
	return v.Met()
}

func blockIf(refuses bool) record.Severity {
	if refuses {
		return record.Block
	}
	return record.Warning
}

// changedFrom returns the product and the dose that the person comes from, if the depot is a change: from the other product of
// the brand, or from a steady daily dose by mouth. A reported dose of an unnamed product counts as sublingual tablets.
func changedFrom(v *plan.View, d *plan.Dosing) (from medication.Product, dose medication.Mass, ok bool) {
	if i, ok := injectionsOf(v); ok && depotOnBoard(v) {
		if depotBrand(i.last.Product) != depotBrand(d.Product) || i.last.Product == d.Product {
			return medication.Product{}, medication.Mass{}, false
		}
		if !i.week.IsZero() {
			return i.last.Product, i.week, true
		}
		return i.last.Product, i.last.Amount, true
	}
	from, dose, ok = steadyDaily(v)
	if ok && !from.IsValid() {
		from, _ = medication.Lookup(medication.BupSL)
	}
	return from, dose, ok
}

// conversion finds the table that leads from one product to another; ok is false if nobody published one.
func conversion(from, to medication.Product) (medication.Conversion, bool) {
	for _, table := range medication.Conversions() {
		if interchanged(table.From(), from) && interchanged(table.To(), to) {
			return table, true
		}
	}
	return 0, false
}
