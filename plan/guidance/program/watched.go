package program

import (
	"github.com/oudpath/oudpath/medication"
	"github.com/oudpath/oudpath/plan"
	"github.com/oudpath/oudpath/plan/evidence"
	"github.com/oudpath/oudpath/plan/guidance/internal/agent"
	"github.com/oudpath/oudpath/plan/guidance/internal/limit"
	"github.com/oudpath/oudpath/plan/guidance/internal/person"
	"github.com/oudpath/oudpath/plan/guidance/internal/phrase"
	"github.com/oudpath/oudpath/plan/guidance/methadone"
	"github.com/oudpath/oudpath/plan/record"
	"github.com/oudpath/oudpath/plan/truth"
)

// WatchedLimits is for how many days from the first dose of methadone somebody looks at the person before each dose. A place whose text
// says that doses are watched at first, and not for how long, sets the one day that such a text means at least.
type WatchedLimits struct{ Days plan.Param[int] }

var watchedLimits = WatchedLimits{
	limit.LeastDays("methadone.induction.watched.days", "days from the first dose of methadone, or of a new start, on which doses are watched"),
}

// Watched returns for how many days from the first dose of methadone somebody looks at the person before each dose.
func Watched() WatchedLimits { return watchedLimits }

var watched = plan.Rule{
	ID:       "methadone.induction.watched",
	Title:    "In the first days of methadone somebody looks at the person before each dose",
	Severity: record.Warning,
	About:    agent.Methadone,
	Watches:  record.Doses,
	Cites: []evidence.Citation{evidence.AustraliaMethadone2003.At("daily observation before dosing for two weeks", evidence.Primary),
		evidence.BCCSU2023.At("3.2.vi: daily witnessed doses, and home gradually", evidence.Primary)},
	Needs: plan.Needs(watchedLimits.Days, plan.Optional(methadone.MissedAnew().Doses), plan.Optional(takeawayVictoriaLimits.Methadone),
		plan.Optional(takeawayNewSouthWalesLimits.Methadone)),
	Remedy: "arrange doses that are watched: the level rises for days after the start, and deaths cluster in them; or choose buprenorphine, " +
		"which is safer to take home",
	Judge: judgeWatched,
}

func judgeWatched(v *plan.View) plan.Result {
	act, ok := v.Acts().Of(record.Doses, agent.Methadone)
	if !ok {
		return v.NotApplicable()
	}
	days := watchedLimits.Days.Of(v)
	first := person.FirstDay(v)
	home, takesHome := v.Acts().Of(record.TakenHome, agent.Methadone)
	takesHome = takesHome && home.Days > closedDays(v, home)
	if takesHome && !act.Means.Any(record.Prescribes|record.Puts) {
		first = takenHomeOf(v.Day(), home).first
	}
	day, early := methadone.EarlyDay(v, first, days.Value)
	if !early || day > days.Value {
		return v.NotApplicable()
	}
	switch how, unwatched := unwatchedBy(v, home, takesHome); {
	case unwatched == truth.Unknown:
		v.NotKnown("whether the first doses of methadone are watched")
		return v.NotApplicable()
	case unwatched == truth.No:
		return v.Met()
	default:
		return v.Violated(days, "%s on day %d of methadone, within the first %s", how, day, phrase.Plural(days.Value, "day"))
	}
}

// unwatchedBy says which doses nobody would watch. Those of somebody in hospital are given by staff.
func unwatchedBy(v *plan.View, home *record.Act, takesHome bool) (how string, unwatched truth.Value) {
	order, ordered := v.Body().(record.Order)
	d, dosing := v.Dosing()
	switch {
	case ordered && v.Holds(record.HospitalStay), dosing && d.Supervised == truth.Yes && !ordered:
		return "", truth.No
	case ordered && order.WatchedDays > 0 && order.WatchedDays < limit.Week:
		return phrase.Plural(order.WatchedDays, "watched dose") + " a week", truth.Yes
	case ordered && (order.WatchedDays > 0 || order.Supervised == truth.Yes):
		return "", truth.No
	case takesHome && !saidAtHome(v):
		return phrase.Plural(home.Days-closedDays(v, home), "day") + " to take home", truth.Yes
	case dosing && d.Supervised == truth.No:
		return "a dose that nobody watches", truth.Yes
	case !dosing:
		return "", truth.No
	}
	return "", truth.Unknown
}

// saidAtHome reports whether the rule of the place about doses to take home allows none on that day, and so says it itself.
func saidAtHome(v *plan.View) bool {
	day := person.TreatmentDay(v, medication.Methadone)
	victoria, policy := takeawayVictoriaLimits.Methadone.If(v)
	newSouthWales, guideline := takeawayNewSouthWalesLimits.Methadone.If(v)
	return policy && victoria.Value.On(day).Days == 0 || guideline && newSouthWales.Value.On(day).Days == 0
}
