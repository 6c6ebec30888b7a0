package buprenorphine

import (
	"github.com/oudpath/oudpath/medication"
	"github.com/oudpath/oudpath/plan"
	"github.com/oudpath/oudpath/plan/evidence"
	"github.com/oudpath/oudpath/plan/guidance/internal/agent"
	"github.com/oudpath/oudpath/plan/guidance/internal/limit"
	"github.com/oudpath/oudpath/plan/guidance/internal/person"
	"github.com/oudpath/oudpath/plan/guidance/internal/phrase"
	"github.com/oudpath/oudpath/plan/record"
)

// BuvidalLimits are the limits of Buvidal by its licence in the United Kingdom.
type BuvidalLimits struct {
	First       plan.Param[medication.Mass] // the one first dose; where no licence is set guidance says which, and what departs warns
	Part        plan.Param[medication.Mass] // the one further dose of the first week
	Apart       plan.Param[int]
	WeekTotal   plan.Param[medication.Mass]
	WeeklyMost  plan.Param[medication.Mass]
	MonthlyMost plan.Param[medication.Mass]
	WeeklyFirst plan.Param[int]
	WeeklyGap   plan.Param[int]
	MonthlyGap  plan.Param[int]
}

var buvidalLimits = BuvidalLimits{
	plan.NewParam[medication.Mass]("gb.bup.laib.start.first", "first weekly injection", nil),
	plan.NewParam[medication.Mass]("gb.bup.laib.start.part", "further injection in the first week", nil),
	limit.LeastDays("gb.bup.laib.start.apart", "days between injections of the first week"),
	limit.MostMass("gb.bup.laib.start.week1-total", "total of the first week"),
	limit.MostMass("gb.bup.laib.max.weekly", "weekly dose"),
	limit.MostMass("gb.bup.laib.max.monthly", "monthly dose"),
	limit.LeastDays("gb.bup.laib.weekly-first.days", "days on the weekly injection before the monthly one"),
	limit.MostDays("gb.bup.laib.reinduct.weekly", "days since a weekly injection after which a new start is considered"),
	limit.MostDays("gb.bup.laib.reinduct.monthly", "days since a monthly injection after which a new start is considered"),
}

// Buvidal returns the limits of Buvidal by its licence in the United Kingdom.
func Buvidal() BuvidalLimits { return buvidalLimits }

const buvidal = "Buvidal"

var buprenorphineBuvidal = []plan.Rule{
	{
		ID:       "gb.bup.laib.start",
		Title:    "The first week of Buvidal goes by its licence, or by guidance that goes further",
		Severity: record.Block,
		About:    agent.Buprenorphine,
		Watches:  record.Doses,
		Cites: []evidence.Citation{evidence.SmPCBuvidal.At("4.2", evidence.Primary),
			evidence.NHSBordersBuvidal.At("start", evidence.Primary),
			evidence.NSWDepots2024.At("section 5.2.1: 8 mg more, at least 24 h apart, 32 mg in week 1", evidence.Secondary)},
		Needs:    buvidalNeeds(plan.Optional(buvidalLimits.First), buvidalLimits.Part, buvidalLimits.Apart, buvidalLimits.WeekTotal, depotWindow.Weekly),
		Remedy:   "start with the one dose of the licence and add its one further dose, a day or more apart, once or twice",
		Override: plan.Overridable("why the first week departs from the licence"),
		Applies:  func(v *plan.View) bool { return depotOf(v) == medication.BupBuvidalWeekly },
		Judge:    judgeBuvidalStart,
	},
	{
		ID:       "gb.bup.laib.week2",
		Title:    "The second week of Buvidal is the sum of the first",
		Severity: record.Advice,
		About:    agent.Buprenorphine,
		Watches:  record.Doses,
		Cites: []evidence.Citation{evidence.SmPCBuvidal.At("4.2", evidence.Primary), evidence.NHSBordersBuvidal.At("week 2",
			evidence.Primary)},
		Needs:   buvidalNeeds(buvidalLimits.Part, depotWindow.Weekly),
		Remedy:  "give the sum of the first week's doses, seven days after the first of them",
		Applies: ofBuvidal,
		Judge:   judgeBuvidalSecondWeek,
	},
	{
		ID:       "gb.bup.laib.max",
		Title:    "A dose of Buvidal is at most the largest that is made",
		Severity: record.Block,
		About:    agent.Buprenorphine,
		Watches:  record.Doses,
		Cites:    []evidence.Citation{evidence.SmPCBuvidal.At("strengths", evidence.Primary)},
		Needs:    buvidalNeeds(mostBuvidal),
		Remedy:   "order at most the largest syringe; weekly syringes do not add up to a monthly dose",
		Override: plan.NotOverridable("there is no such product"),
		Applies:  ofBuvidal,
		Judge:    judgeBuvidalMost,
	},
	{
		ID:       "gb.bup.laib.window.weekly",
		Title:    "The next injection after a weekly one falls into its window",
		Severity: record.Block,
		About:    agent.Buprenorphine,
		Watches:  record.Doses,
		Cites:    windowCites,
		Needs:    windowNeeds(depotWindow.Weekly),
		Remedy:   "give it within the window; one that was missed, as soon as practical",
		Override: plan.Overridable("why it cannot wait"),
		Applies:  followsBrand(weekly, buvidal),
		Judge:    inWindow(weekly),
	},
	{
		ID:       "gb.bup.laib.window.monthly",
		Title:    "The next injection after a monthly one falls into its window",
		Severity: record.Block,
		About:    agent.Buprenorphine,
		Watches:  record.Doses,
		Cites:    windowCites,
		Needs:    windowNeeds(depotWindow.Monthly),
		Remedy:   "give it within the window; one that was missed, as soon as practical",
		Override: plan.Overridable("why it cannot wait"),
		Applies:  followsBrand(monthly, buvidal),
		Judge:    inWindow(monthly),
	},
	{
		ID:       "gb.bup.laib.reinduct",
		Title:    "After a long gap between injections a new start is considered",
		Severity: record.Warning, // the figures are from New South Wales, and say "consider"
		About:    agent.Buprenorphine,
		Watches:  record.Doses,
		Cites:    []evidence.Citation{evidence.NSWDepots2024.At("", evidence.Secondary)},
		Needs:    plan.Needs(depotDoses, buvidalGap),
		Remedy:   "look for withdrawal and for use of other opioids, and consider a test dose and a new start",
		Applies:  followsBuvidal,
		Judge:    judgeBuvidalGap,
	},
	{
		ID:       "gb.bup.laib.weekly-first",
		Title:    "The monthly injection follows weeks on the weekly one, or a steady dose by mouth",
		Severity: record.Warning,
		About:    agent.Buprenorphine,
		Watches:  record.Doses,
		Cites:    []evidence.Citation{evidence.MedscapeUKBuprenorphine.At("prolonged release", evidence.Secondary)},
		Needs:    buvidalNeeds(buvidalLimits.WeeklyFirst),
		Remedy:   "go on with the weekly injection first",
		Applies:  func(v *plan.View) bool { return depotOf(v) == medication.BupBuvidalMonthly },
		Judge:    judgeWeeklyFirst,
	},
}

var windowCites = []evidence.Citation{evidence.LabelBrixadi.At("section 2.1, the identical product", evidence.Secondary),
	evidence.NHSHighlandBuvidal.At("7 and 28 days", evidence.Secondary)}

// buvidalNeeds are the needs of a rule about the licence of Buvidal.
func buvidalNeeds(own ...plan.Need) []plan.Need {
	return needs(plan.Needs(depotDoses), carriesNeeds, own)
}

// ofBuvidal reports whether the event is about Buvidal.
func ofBuvidal(v *plan.View) bool {
	d, ok := depotDoses.Lent(v)
	return ok && depotBrand(d.Product) == buvidal
}

// lastBuvidal returns the last injection of any depot, if it was Buvidal.
func lastBuvidal(v *plan.View) (plan.DoseRecord, bool) {
	last, _, ok := v.LastDepot(medication.Buprenorphine)
	return last, ok && depotBrand(last.Product) == buvidal
}

func followsBuvidal(v *plan.View) bool {
	_, ok := lastBuvidal(v)
	return ok && ofBuvidal(v)
}

var mostBuvidal = plan.Either(func(v *plan.View) bool { return depotOf(v) == medication.BupBuvidalWeekly }, buvidalLimits.WeeklyMost,
	buvidalLimits.MonthlyMost)

var buvidalGap = plan.Either(func(v *plan.View) bool {
	last, _ := lastBuvidal(v)
	return last.Product.DepotDays() == limit.Week
}, buvidalLimits.WeeklyGap, buvidalLimits.MonthlyGap)

func judgeBuvidalStart(v *plan.View) plan.Result {
	d, _ := depotDoses.Lent(v)
	within, part := depotWindow.Weekly.Of(v), buvidalLimits.Part.Of(v)
	if !depotOnBoard(v) {
		return judgeFirstBuvidal(v, d)
	}
	i, ok := injectionsOf(v)
	if !ok || !inFirstWeek(v, d, i, within.Value, part.Value) {
		return v.NotApplicable()
	}
	result := judgeBuvidalPart(v, d, i, part)
	if _, licensed := buvidalLimits.First.If(v); !licensed {
		return result.AtMost(record.Warning)
	}
	return result
}

// inFirstWeek reports whether the injection is a further part of the first week. In its last days, when the window of the
// second week is open already, it is one if it has the size of a part and not that of a week.
func inFirstWeek(v *plan.View, d *plan.Dosing, i injections, within int, part medication.Mass) bool {
	if !isPart(i, d) {
		return false
	}
	days := daysFrom(v, i.from)
	return days < limit.Week-within || days < limit.Week && d.Dose.Principal == part && part != i.week
}

// judgeFirstBuvidal judges the first injection of somebody who does not come from a steady dose by mouth: those go by the table.
func judgeFirstBuvidal(v *plan.View, d *plan.Dosing) plan.Result {
	first, licensed := buvidalLimits.First.If(v)
	if _, _, ok := steadyDaily(v); ok || !licensed {
		return v.NotApplicable()
	}
	if d.Dose.Principal != first.Value {
		return v.Violated(first, "a first injection of %s; the licence starts with %s", d.Dose.Principal, first.Value)
	}
	return v.Met()
}

// judgeBuvidalPart judges a further injection in the first week. Where a date lies between two injections and a day does not, it
// warns.
func judgeBuvidalPart(v *plan.View, d *plan.Dosing, i injections, part plan.Limit[medication.Mass]) plan.Result {
	apart, most := buvidalLimits.Apart.Of(v), buvidalLimits.WeekTotal.Of(v)
	switch total := i.week.Add(d.Total); {
	case daysFrom(v, i.last) < apart.Value:
		return v.Violated(apart, "%s after the last injection, less than %s", phrase.Plural(daysFrom(v, i.last), "day"),
			phrase.Plural(apart.Value, "day"))
	case most.Value.Compare(total) < 0:
		return v.Violated(most, "%s in the first week, more than %s", total, most.Value)
	case d.Dose.Principal != part.Value:
		return v.Violated(part, "a further %s in the first week; the licence adds %s", d.Dose.Principal, part.Value)
	case person.SinceAtFirst(v, i.last.At) < rollingDay:
		return v.ViolatedAs(record.Warning, apart, "%s after the last injection, less than a day", phrase.Elapsed(v, i.last.At))
	}
	return v.Met()
}

func judgeBuvidalSecondWeek(v *plan.View) plan.Result {
	d, _ := depotDoses.Lent(v)
	within, part := depotWindow.Weekly.Of(v), buvidalLimits.Part.Of(v)
	i, ok := injectionsOf(v)
	if !ok || !isPart(i, d) || daysFrom(v, i.from) > limit.Week+within.Value || inFirstWeek(v, d, i, within.Value, part.Value) {
		return v.NotApplicable()
	}
	if d.Total != i.week {
		return v.Violated(nil, "%s in the second week, after %s in the first", d.Total, i.week)
	}
	return v.Met()
}

func judgeBuvidalMost(v *plan.View) plan.Result {
	d, _ := depotDoses.Lent(v)
	most, _ := mostBuvidal.Of(v)
	total := d.Total
	if i, ok := injectionsOf(v); ok && person.DaysAtFirst(v, i.last.At) == 0 && i.last.Product == d.Product {
		total = total.Add(i.last.Amount)
	}
	if most.Value.Compare(total) < 0 {
		return v.Violated(most, "%s at once, more than %s", total, most.Value)
	}
	return v.Met()
}

func judgeBuvidalGap(v *plan.View) plan.Result {
	last, _ := lastBuvidal(v)
	most, _ := buvidalGap.Of(v)
	if days := daysFrom(v, last); days > most.Value {
		return v.Violated(most, "%s since the last injection, more than %d", phrase.Plural(days, "day"), most.Value)
	}
	return v.Met()
}

func judgeWeeklyFirst(v *plan.View) plan.Result {
	d, _ := depotDoses.Lent(v)
	least := buvidalLimits.WeeklyFirst.Of(v)
	last, _, injected := v.LastDepot(medication.Buprenorphine)
	if injected && last.Product == d.Product && depotOnBoard(v) {
		return v.NotApplicable()
	}
	if !injected || !depotOnBoard(v) {
		if _, _, ok := steadyDaily(v); ok {
			return v.NotApplicable()
		}
		return v.Violated(least, "no weekly injection before, and no steady dose by mouth; at least %d days are", least.Value)
	}
	longest := 0
	for dose := range v.Doses(medication.Buprenorphine) {
		if dose.Product == last.Product {
			longest = person.DaysAtFirst(v, dose.At)
		}
		if person.DaysAtFirst(v, dose.At) >= least.Value {
			break
		}
	}
	if longest < least.Value {
		return v.Violated(least, "%s on the weekly injection, fewer than %d", phrase.Plural(longest, "day"), least.Value)
	}
	return v.Met()
}
