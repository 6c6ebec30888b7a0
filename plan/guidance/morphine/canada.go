package morphine

import (
	"github.com/oudpath/oudpath/medication"
	"github.com/oudpath/oudpath/plan"
	"github.com/oudpath/oudpath/plan/evidence"
	"github.com/oudpath/oudpath/plan/guidance/internal/agent"
	"github.com/oudpath/oudpath/plan/guidance/internal/limit"
	"github.com/oudpath/oudpath/plan/guidance/internal/person"
	"github.com/oudpath/oudpath/plan/guidance/internal/phrase"
	"github.com/oudpath/oudpath/plan/record"
	"github.com/oudpath/oudpath/plan/truth"
)

// What the national guideline and the provinces of Canada say of slow-release morphine.

// CancelledLimits is the number of missed days from which a pharmacy of British Columbia cancels the prescription.
type CancelledLimits struct{ Doses plan.Param[int] }

var cancelledLimits = CancelledLimits{
	limit.MostCount("ca-bc.srom.missed.cancelled.doses", "missed doses of slow-release morphine in a row from which the prescription is cancelled"),
}

// Cancelled returns the number of missed days from which a pharmacy of British Columbia cancels the prescription.
func Cancelled() CancelledLimits { return cancelledLimits }

var canada = []plan.Rule{
	{
		ID:       "ca.oat.srom-second-line",
		Title:    "Slow-release morphine is the second line, after methadone and buprenorphine",
		Severity: record.Warning,
		About:    agent.SlowMorphine,
		Watches:  record.Doses,
		Cites:    []evidence.Citation{evidence.CRISM2024.At("slow-release oral morphine is the second line", evidence.Secondary)},
		Remedy:   "offer methadone and buprenorphine first, or record that they were tried or are not wanted",
		Only:     starts,
		Judge:    judgeSecondLine,
	},
	{
		ID:       "ca.srom.watched",
		Title:    "Slow-release morphine is taken once a day, and each dose is watched; doses go home gradually",
		Severity: record.Warning,
		About:    agent.SlowMorphine,
		Watches:  record.Doses,
		Cites: []evidence.Citation{evidence.CRISM2024.At("the guideline of 2018: daily witnessed doses", evidence.Secondary),
			evidence.BCCSU2023.At("3.2.vi: daily witnessed doses, and home gradually", evidence.Primary)},
		Remedy: "have each dose watched, once a day; hand out few at a time, once the person is stable, and record why",
		Only:   brings,
		Judge:  judgeWatched,
	},
	{
		ID:       "ca-on.methadone.srom-adjunct",
		Title:    "Slow-release morphine beside methadone is dispensed daily, and each dose is observed",
		Severity: record.Advice,
		About:    agent.SlowMorphine,
		Watches:  record.Prescribes | record.HandsOver | record.Permits,
		Narrow:   "how it is dispensed is decided by orders and supplies; whether a dose was watched ca.srom.watched says of it",
		Cites:    []evidence.Citation{evidence.METAPHI2021.At("slow-release morphine as an adjunct", evidence.Secondary)},
		Remedy:   "dispense both daily, and observe each dose",
		Only:     brings,
		Judge:    judgeAdjunct,
	},
	{
		ID:       "ca-bc.srom.missed.cancelled",
		Title:    "After missed days in a row slow-release morphine is not supplied on the prescription from before: the pharmacist cancels it",
		Severity: record.Block,
		About:    agent.SlowMorphine,
		Watches:  record.Doses,
		Cites:    []evidence.Citation{evidence.BCPharmacy2023.At("four consecutive missed days", evidence.Primary)},
		Needs:    plan.Needs(cancelledLimits.Doses),
		Remedy:   "tell the prescriber, who sees the person and writes a new order",
		Override: plan.NotOverridable("the policy cancels the prescription: what is supplied needs a new one, which can be had the same day"),
		Only:     returns,
		Judge:    judgeCancelled,
	},
}

// judgeSecondLine asks for a course of methadone or buprenorphine on record: doses or an order here, the list of medicines, or a verified
// transfer of morphine itself, which others began.
func judgeSecondLine(v *plan.View) plan.Result {
	if forPain(v) {
		return v.NotApplicable()
	}
	if confirmed.Holds(v) || triedBefore(v) {
		return v.Met()
	}
	m, _ := brings.Lent(v)
	if _, ordered := v.FirstOrder(substance); ordered && !m.Means.Has(record.Prescribes) {
		return v.NotApplicable() // it was said of the order
	}
	return v.Violated(nil, "neither methadone nor buprenorphine is on record before it")
}

func triedBefore(v *plan.View) bool {
	for _, s := range [...]medication.Substance{medication.Methadone, medication.Buprenorphine} {
		if last := v.Now().CourseOf(s).Last; last != nil {
			v.Now().Notes.Note(last.Event)
			return true
		}
	}
	for m := range v.Now().Medicines() {
		if m.Holds(medication.Methadone) || m.Holds(medication.Buprenorphine) {
			v.Now().Notes.Note(m.Event)
			return true
		}
	}
	return false
}

func judgeWatched(v *plan.View) plan.Result {
	if v.Holds(record.HospitalStay) {
		return v.Met()
	}
	how, unwatched := unwatchedBy(v)
	switch unwatched {
	case truth.Yes:
		return v.Violated(nil, "%s", how)
	case truth.Unknown:
		return v.Lacks("whether the doses are watched")
	}
	return v.Met()
}

// unwatchedBy says which doses nobody would watch.
func unwatchedBy(v *plan.View) (how string, unwatched truth.Value) {
	order, _ := v.Body().(record.Order)
	home, takesHome := v.Acts().Of(record.TakenHome, agent.SlowMorphine)
	d, dosing := v.Dosing()
	switch {
	case order.WatchedDays > 0 && order.WatchedDays < limit.Week:
		return phrase.Plural(order.WatchedDays, "watched dose") + " a week", truth.Yes
	case order.PerDay > 1:
		return phrase.Plural(order.PerDay, "dose") + " a day, of which one is watched", truth.Yes
	case takesHome && home.Days > 0:
		return phrase.Plural(home.Days, "day") + " to take home", truth.Yes
	case dosing && d.Supervised == truth.No:
		return "a dose that nobody watches", truth.Yes
	case order.WatchedDays > 0, order.Supervised == truth.Yes, dosing && d.Supervised == truth.Yes, !dosing:
		return "", truth.No
	}
	return "", truth.Unknown
}

func judgeAdjunct(v *plan.View) plan.Result {
	if !person.Taking(v, medication.Methadone) {
		return v.NotApplicable()
	}
	if how, unwatched := unwatchedBy(v); unwatched == truth.Yes {
		return v.Violated(nil, "beside methadone: %s", how)
	}
	return v.Met()
}

// judgeCancelled objects to what is supplied or given without a new order, which is judged by the rules about its dose.
func judgeCancelled(v *plan.View) plan.Result {
	m, _ := brings.Lent(v)
	g, _ := returns.Lent(v)
	from := cancelledLimits.Doses.Of(v)
	_, at, ordered := v.OrderInForce(substance)
	switch {
	case m.Means.Has(record.Prescribes) || !ordered || g.missed < from.Value:
		return v.NotApplicable()
	case g.last.Before(v.DayOf(at)):
		return v.Met()
	case !g.known:
		return uncounted(v, g)
	}
	return v.Violated(from, "%s in a row, %d or more, and the order is from before them", phrase.Plural(g.missed, "missed dose"), from.Value)
}
