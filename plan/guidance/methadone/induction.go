package methadone

import (
	"math"
	"time"

	"github.com/oudpath/oudpath/medication"
	"github.com/oudpath/oudpath/plan"
	"github.com/oudpath/oudpath/plan/evidence"
	"github.com/oudpath/oudpath/plan/guidance/interaction"
	"github.com/oudpath/oudpath/plan/guidance/internal/agent"
	"github.com/oudpath/oudpath/plan/guidance/internal/person"
	"github.com/oudpath/oudpath/plan/guidance/internal/phrase"
	"github.com/oudpath/oudpath/plan/record"
	"github.com/oudpath/oudpath/plan/truth"
)

// unlessMonitored leaves hospital protocols, which begin far above any limit for outpatients, to the people who watch.
var unlessMonitored = plan.Exception{Context: record.MonitoredInpatient, Leaves: record.Warning, Supported: inMonitoredBed,
	Why: "protocols for continuously monitored inpatients start higher and rise faster than any outpatient may"}

var methadoneInduction = []plan.Rule{
	{
		ID:       "methadone.induction.not-sedated",
		Title:    "The first dose of methadone goes to somebody who is awake and in withdrawal",
		Severity: record.Block,
		About:    agent.Methadone,
		Watches:  record.Doses,
		Cites: []evidence.Citation{evidence.LabelMethadone.At("section 2, initial dosing", evidence.Secondary),
			evidence.WHO2009.At("annex 12", evidence.Primary)},
		Needs:    plan.Needs(person.DrowsinessFact, plan.Optional(missedAnew.Doses)),
		Remedy:   "examine again later, when sedation has passed",
		Override: plan.NotOverridable("nothing is lost by waiting until the person is awake, and the first dose peaks hours later"),
		Only:     methadoneStart,
		Judge:    judgeNotSedated,
	},
	{
		ID:       "methadone.induction.first-dose",
		Title:    "The first dose of methadone stays within the limit",
		Severity: record.Block,
		About:    agent.Methadone,
		Watches:  record.Doses,
		Cites: []evidence.Citation{evidence.ASAM2020.At("page 8", evidence.Primary), evidence.LabelMethadone.At("section 2, initial dosing",
			evidence.Secondary)},
		Needs: plan.Needs(plan.Optional(firstDose.Usual), firstDose.Soft, plan.Optional(firstDose.Hard), plan.Optional(firstDose.SoftCounts),
			plan.Optional(firstDayTotalLimits.Hard), plan.Optional(firstDayTotalLimits.Lifted), plan.Optional(firstDayTotalLimits.Programs),
			plan.Optional(firstDayTotalLimits.Experienced), plan.Optional(lowToleranceStart.Free), plan.Optional(missedAnew.Doses)),
		Unless:   []plan.Exception{unlessMonitored},
		Remedy:   "start lower, look at the peak after some hours, and give more on the same day if withdrawal goes on",
		Override: plan.Overridable("how tolerance to this dose was established"),
		Only:     methadoneStart,
		Judge:    judgeFirstDose,
	},
	firstDayTotal,
	secondDose,
	{
		ID:       "methadone.induction.low-tolerance",
		Aliases:  []record.RuleID{"gb.methadone.induction.low-tolerance"},
		Title:    "Where tolerance is low or uncertain the first dose of methadone is small",
		Severity: record.Warning,
		About:    agent.Methadone,
		Watches:  record.Doses,
		Cites: []evidence.Citation{evidence.ASAM2020.At("page 8", evidence.Primary), evidence.LabelMethadone.At("section 2, initial dosing",
			evidence.Secondary),
			evidence.RCGPMethadone.At("sedatives and alcohol", evidence.Secondary)},
		Needs: plan.Needs(lowToleranceStart.Most, plan.Optional(lowToleranceStart.Free), plan.Optional(lowToleranceStart.Sedatives),
			plan.Optional(lowToleranceStart.AtRisk), plan.Optional(older.Age), plan.Optional(older.Most), plan.Optional(missedAnew.Doses)),
		Remedy: "start with the small dose and raise it as the peak allows; earlier doses say nothing about tolerance now",
		Only:   methadoneAnew,
		Judge:  judgeLowTolerance,
	},
	{
		ID:       "methadone.peak-check",
		Title:    "More methadone on the same day waits until the peak of the last dose has been looked at",
		Severity: record.Advice,
		About:    agent.Methadone,
		Watches:  record.Doses,
		Cites:    []evidence.Citation{evidence.ASAM2020.At("page 8", evidence.Primary)},
		Needs:    plan.Needs(peakCheck.Earliest, plan.Optional(missedAnew.Doses)),
		Remedy:   "examine for sedation when the dose has peaked, and decide then",
		Only:     methadoneFirstWeek,
		Judge:    judgePeak,
	},
}

func judgeNotSedated(v *plan.View) plan.Result {
	m, _ := broughtMethadone(v)
	d := person.LastDrowsiness(v)
	if slight, warns := d.Warns(v, m.Substance); warns {
		return slight
	}
	switch {
	case d.Stands(v) && person.BeginsLater(v, m.Act):
		return v.ViolatedAs(record.Warning, d.Limit, "methadone from %s on, and %s was seen %s ago", m.FirstOn, d.Seen, phrase.Elapsed(v, d.At)).
			WithRemedy("examine before the first dose is given")
	case d.Stands(v):
		return v.Violated(d.Limit, "%s was seen %s ago", d.Seen, phrase.Elapsed(v, d.At))
	case d.Stale(v): // owed at a start whatever the setting: decision 14
		seen := v.ViolatedAs(record.Warning, d.Limit, "%s was seen on %s, and nobody has looked since", d.Seen, v.DayOf(d.At))
		return plan.WorstOf(unexamined(v), seen.WithRemedy("examine before the dose is given"))
	case !d.Looked || v.DayOf(d.At) != v.Day():
		return unexamined(v)
	}
	if _, ok := transfer(v); ok {
		return v.Met()
	}
	if count, _, _ := v.ObjectiveSigns(); count == 0 {
		return v.ViolatedAs(record.Warning, nil, "no objective sign of withdrawal was seen").
			WithRemedy("look again later; without withdrawal, be sure of the dependence and of the tolerance")
	}
	return v.Met()
}

// firstHere returns what the event brings if it would be the first methadone of a course here: a start, or what goes on from a
// programme elsewhere that confirmed its dose.
func firstHere(v *plan.View) (*methadoneAct, bool) { return startingMethadone(v) }

// unexamined is the result where nobody has looked for sedation today. The examination belongs to the moment of the dose, so an
// order for somebody whose opioid use is known is told to have it made; with nothing known at all, nothing can be said.
func unexamined(v *plan.View) plan.Result {
	const examination = "an examination for sedation and intoxication on the day of the first dose"
	if !v.Body().Kind().Intent() || !v.OpioidHistoryTaken() {
		return v.Lacks(examination)
	}
	severity := record.Advice
	if givenHere(v) {
		severity = record.Warning
	}
	return v.ViolatedAs(severity, nil, "no examination for sedation and intoxication is on record yet today").
		WithRemedy("examine before the dose is given: it goes to nobody who is sedated or intoxicated")
}

// givenHere reports whether the first dose is given today by staff who can look at the person: in a programme, a hospital, an emergency
// department or under the three-day rule. Only there the look is owed (decision 14).
func givenHere(v *plan.View) bool {
	m, _ := broughtMethadone(v)
	staffed := m.setting == medication.SettingOTP || m.setting == medication.SettingHospital || bridging(v, m.setting)
	return staffed && !person.BeginsLater(v, m.Act)
}

// outsidePrograms reports whether methadone is given where the limits of a programme's first day do not bind: in a hospital, and
// under the three-day rule.
func outsidePrograms(v *plan.View, m *methadoneAct) bool {
	return m.setting != medication.SettingOTP && (m.setting == medication.SettingHospital || v.Holds(record.HospitalStay) ||
		bridging(v, m.setting))
}

// tolerant says why more than the soft limit was chosen: where an experienced prescriber is asked for, a high tolerance and that
// prescriber; elsewhere what documented says.
func tolerant(v *plan.View, m *methadoneAct, experienced bool) string {
	switch {
	case !experienced:
		return documented(v, m)
	case v.Health(record.HighTolerance) == truth.Yes && v.Holds(record.SpecialistSupervision):
		return "high tolerance, and a specialist who directs the treatment"
	}
	return ""
}

// liftedByReason reports whether a documented reason lifts the limit of the first day: where the law says so, and somebody signs for the
// reason as for an override. It is no ground where the record says that tolerance is low, or not known: that danger no words on an order
// take away (decision 13), and an override says how it is known otherwise.
func liftedByReason(v *plan.View, m *methadoneAct) bool {
	return m.rationale != "" && says(v, firstDayTotalLimits.Lifted) && !v.Event().Actor.IsZero() && uncertainTolerance(v, freeTime(v)) == ""
}

// ofTheDay reports whether the limit of the first dose is no other than that of the first day. A place that limits the dose further has the
// reason lift that of the day alone: the rule of 2001 knew no first dose above its 30 mg.
func ofTheDay(v *plan.View, dose plan.Limit[medication.Mass]) bool {
	day, limited := firstDayTotalLimits.Hard.If(v)
	return limited && dose.Value.Compare(day.Value) >= 0
}

// freeTime is the time without opioids after which tolerance is uncertain; endless where the place sets none.
func freeTime(v *plan.View) time.Duration {
	if free, timed := lowToleranceStart.Free.If(v); timed {
		return free.Value
	}
	return math.MaxInt64
}

func judgeFirstDose(v *plan.View) plan.Result {
	m, _ := firstHere(v)
	if !m.known {
		return v.Lacks(phrase.MethadoneAmount)
	}
	usual, small := firstDose.Usual.If(v)
	hard, refuses := firstDose.Hard.If(v)
	soft := firstDose.Soft.Of(v)
	programs, experienced := says(v, firstDayTotalLimits.Programs), says(v, firstDayTotalLimits.Experienced)
	dose := m.dose
	much := beyondSoft(v, dose, soft.Value)
	if much {
		if elsewhere, ok := continues(v, dose); ok {
			return continued(v, soft, dose, elsewhere)
		}
	}
	why := tolerant(v, m, experienced)
	switch {
	case much && programs && outsidePrograms(v, m):
		return v.ViolatedAs(record.Advice, soft, "first dose %s, above the usual %s of a programme", dose, soft.Value)
	case refuses && dose.Compare(hard.Value) > 0 && !(liftedByReason(v, m) && ofTheDay(v, hard)):
		return v.Violated(hard, "first dose %s, above %s", dose, hard.Value)
	case dose == soft.Value && much && why == "":
		return v.ViolatedAs(record.Warning, soft, "first dose %s, which is given with caution, and %s", dose, undocumented(experienced))
	case much && why == "":
		return v.ViolatedAs(record.Warning, soft, "first dose %s, above the usual %s, and %s", dose, soft.Value, undocumented(experienced))
	case much:
		return v.ViolatedAs(record.Advice, soft, "first dose %s, above the usual %s; documented: %s", dose, soft.Value, why)
	case small && m.least.dose.Compare(usual.Value) < 0 && v.Health(record.LowTolerance) != truth.Yes:
		return v.ViolatedAs(record.Advice, usual, "first dose %s, below the usual %s, and low tolerance is not on record", m.least.dose,
			usual.Value).
			WithRemedy("a small first dose is right for low tolerance; too little for too long makes people leave")
	}
	return v.Met()
}

// says reports whether the place says so; what it does not set it does not say.
func says(v *plan.View, p plan.Param[bool]) bool {
	said, _ := p.If(v)
	return said.Value
}

// undocumented says what would have to be on record for more than the soft limit.
func undocumented(experienced bool) string {
	if experienced {
		return "no high tolerance with an experienced prescriber is on record"
	}
	return "no reason is documented"
}

func judgeLowTolerance(v *plan.View) plan.Result {
	m, _ := broughtMethadone(v)
	most := lowToleranceStart.Most.Of(v)
	if _, elsewhere := continues(v, m.dose); m.known && elsewhere {
		return v.NotApplicable()
	}
	if !m.known {
		return v.Lacks(phrase.MethadoneAmount)
	}
	if why := uncertainTolerance(v, freeTime(v)); why != "" && m.dose.Compare(most.Value) > 0 {
		return v.Violated(most, "%s: first dose %s, above %s", why, m.dose, most.Value)
	}
	if result, old := olderStart(v, m); old {
		return result
	}
	if risk, set := lowToleranceStart.AtRisk.If(v); set && m.dose.Compare(risk.Value) > 0 {
		if illness, ok := first(v, riskyIllnesses, truth.Yes); ok {
			return v.Violated(risk, "%s: first dose %s, above %s", phrase.Spelled(illness), m.dose, risk.Value)
		}
	}
	beside, set := lowToleranceStart.Sedatives.If(v)
	if !set || m.dose.Compare(beside.Value) <= 0 {
		return v.Met()
	}
	if sedative := takenSedative(v); sedative != "" {
		return v.Violated(beside, "%s beside methadone: first dose %s, above %s", sedative, m.dose, beside.Value)
	}
	return v.Met()
}

// olderStart judges the first dose of somebody of the age from which it is smaller, where a place sets one.
func olderStart(v *plan.View, m *methadoneAct) (result plan.Result, old bool) {
	top, most := older.Most.If(v)
	age, from := older.Age.If(v)
	switch years, known := v.Age(); {
	case !known, !most && !from:
		return plan.Result{}, false
	case !most, !from:
		return v.Lacks("from which age the first dose is smaller, and how much it is"), true
	case years < age.Value, m.dose.Compare(top.Value) <= 0:
		return plan.Result{}, false
	}
	years, _ := v.Age()
	return v.Violated(top, "%d years old: first dose %s, above %s", years, m.dose, top.Value), true
}

// riskyIllnesses are the illnesses for which recommendations start lower and rise in smaller steps.
var riskyIllnesses = []record.Health{record.ObstructiveAirwaysDisease, record.AcuteAsthma, record.ChronicHypercapnicFailure,
	record.SignificantRespiratoryDepression, record.LiverFailure, record.SevereRenalFailure}

// riskOf says why methadone rises in smaller steps: an illness, low tolerance, or a sedative beside it; empty if nothing is known.
func riskOf(v *plan.View) string {
	if illness, ok := first(v, riskyIllnesses, truth.Yes); ok {
		return phrase.Spelled(illness)
	}
	if v.Health(record.LowTolerance) == truth.Yes {
		return "low tolerance"
	}
	return takenSedative(v)
}

// uncertainTolerance says why tolerance cannot be relied on; it is empty if nothing speaks against it. That nobody asked is
// such a reason: the sources treat unknown tolerance as low.
func uncertainTolerance(v *plan.View, free time.Duration) string {
	switch {
	case v.Health(record.LowTolerance) == truth.Yes:
		return "tolerance is low"
	case v.HealthReported(record.PhysicalDependence) == truth.No:
		return "there is no physical dependence"
	case v.Health(record.HighTolerance) == truth.Yes:
		return ""
	}
	last, ok := lastOpioid(v)
	switch {
	case depotReleases(v):
		return ""
	case !ok && !v.OpioidHistoryTaken():
		return "the last opioid use is not known"
	case !ok:
		return "no opioid use is on record"
	case v.Since(last) > free:
		return "no opioids for " + phrase.Elapsed(v, last)
	case person.SinceAtFirst(v, last) > free:
		return "no opioids on record for " + phrase.InHours(person.SinceAtFirst(v, last)) + " before " + person.FirstDay(v).String()
	}
	return ""
}

// depotReleases reports whether a depot of an opioid is within the time between two of its injections: it is an opioid of today, however
// long ago it was injected.
func depotReleases(v *plan.View) bool {
	for d := range v.Now().Depots(medication.Buprenorphine) {
		if person.DaysAtFirst(v, d.At) <= d.Product.DepotDays() {
			return true
		}
	}
	return false
}

// lastOpioid returns when the person last took any opioid, told or given. A test says what was taken and not when, and a supply
// is no use: tolerance is not read out of either.
func lastOpioid(v *plan.View) (at time.Time, ok bool) {
	for c := range v.Now().Opioids() {
		if c.Sure != record.Reported && c.Sure != record.Seen || c.Analyte != "" {
			continue
		}
		if !ok || at.Before(c.At) {
			at, ok = c.At, true
		}
	}
	return at, ok
}

// takenSedative names alcohol or another sedative that the person takes; empty if none is known.
func takenSedative(v *plan.View) string {
	if drink := interaction.Drinks(v); drink != "" {
		return drink
	}
	if agent, taken := v.Taking(medication.CNSDepressants); taken == truth.Yes {
		return agent
	}
	return ""
}

func judgePeak(v *plan.View) plan.Result {
	m, _ := broughtMethadone(v)
	last, ok := v.LastDose(medication.Methadone)
	if !m.Once || !ok || last.Day != v.Day() {
		return v.NotApplicable()
	}
	earliest := peakCheck.Earliest.Of(v)
	if v.Since(last.At) < earliest.Value {
		return v.Violated(earliest, "%s since %s, less than %s", phrase.Elapsed(v, last.At), last.Amount, phrase.InHours(earliest.Value))
	}
	if person.LastDrowsiness(v).Last.Before(last.At) {
		return v.Violated(nil, "nobody has looked for sedation since %s was given", last.Amount)
	}
	return v.Met()
}
