package safety

import (
	"time"

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

// BreathingLimits are the bands of respiratory rate and oxygen saturation in which no agonist is given, and in which it is warned of.
type BreathingLimits struct {
	RateDanger, RateCaution             plan.Param[record.Quantity] // breaths per minute, this value included
	SaturationDanger, SaturationCaution plan.Param[record.Quantity] // percent, this value included
	HypercapnicDanger                   plan.Param[record.Quantity] // percent, for somebody with chronic hypercapnic failure
	HypercapnicCaution                  plan.Param[record.Quantity]
}

var breathingBands = BreathingLimits{
	limit.LeastQuantity("ix.breathing-now.rate", "breaths per minute up to which no agonist is given"),
	limit.LeastQuantity("ix.breathing-now.rate-caution", "breaths per minute up to which an agonist is warned of"),
	limit.LeastQuantity("ix.breathing-now.saturation", "percent of oxygen saturation up to which no agonist is given"),
	limit.LeastQuantity("ix.breathing-now.saturation-caution", "percent of oxygen saturation up to which an agonist is warned of"),
	limit.LeastQuantity("ix.breathing-now.hypercapnic",
		"percent of oxygen saturation up to which no agonist is given to somebody with chronic hypercapnic failure"),
	limit.LeastQuantity("ix.breathing-now.hypercapnic-caution",
		"percent of oxygen saturation up to which an agonist is warned of for somebody with chronic hypercapnic failure"),
}

// Breathing returns the bands of respiratory rate and oxygen saturation in which no agonist is given, and in which it is warned of.
func Breathing() BreathingLimits { return breathingBands }

var breathingCites = []evidence.Citation{evidence.Decision(14).Reading(evidence.NEWS2.At("bands of the single measures", evidence.Primary))}

var breathing = []plan.Rule{
	{
		ID:       "ix.breathing-now",
		Title:    "No dose of an agonist goes to somebody whose breathing is measured as dangerously low",
		Severity: record.Block,
		About:    agent.OfAgonists,
		Watches:  record.Doses,
		Cites:    breathingCites,
		Needs:    plan.Needs(breathingLimits, plan.Optional(methadone.MissedAnew().Doses)),
		Remedy:   "assess at once, call for help, and measure again before a dose",
		Override: plan.Overridable("who examined, what the usual values of this person are, and how the person is watched").
			After("an examination on record since it was measured", examinedBreathing),
		Missing: plan.Reported("these are not measured at most doses, and nobody owes them"),
		Where:   measured(record.RespiratoryRate, record.OxygenSaturation),
		Judge: func(v *plan.View) plan.Result {
			if moreFullAgonist.Holds(v) {
				return v.NotApplicable()
			}
			return judgeBreathing(v)
		},
	},
	{
		ID:       "methadone.breathing",
		Title:    "A full agonist is neither started nor raised for somebody whose breathing is measured as dangerously low",
		Severity: record.Block,
		About:    agent.FullAgonists,
		Watches:  record.Doses,
		Cites:    breathingCites,
		Needs:    plan.Needs(breathingLimits, plan.Optional(methadone.MissedAnew().Doses)),
		Remedy:   "assess at once, call for help, and measure again before a dose",
		Override: plan.NotOverridable("what is started or raised today peaks later, and waiting until the person breathes well loses little"),
		Missing:  plan.Reported("these are not measured at most doses, and nobody owes them"),
		Only:     moreFullAgonist,
		Judge:    judgeBreathing,
	},
}

// VitalsOwedLimits is how old the last look may be where one is owed.
type VitalsOwedLimits struct{ Fresh plan.Param[time.Duration] }

var vitalsOwedLimits = VitalsOwedLimits{
	limit.MostTime("methadone.vitals.fresh", "age of what was seen of breathing or sedation before methadone is started or raised"),
}

// VitalsOwed returns how old the last look at breathing or sedation may be before methadone is started or raised where it can be measured.
func VitalsOwed() VitalsOwedLimits { return vitalsOwedLimits }

// vitalsOwed is the one case in which a measurement is owed: elsewhere a missing one stands among what a decision does not know.
var vitalsOwed = plan.Rule{
	ID:       "methadone.vitals",
	Aliases:  []record.RuleID{"danger.unknown-vitals"},
	Title:    "Where it can be measured, somebody looks at breathing or sedation before a full agonist is started or raised",
	Severity: record.Warning,
	About:    agent.FullAgonists,
	Watches:  record.Doses,
	Cites:    []evidence.Citation{evidence.Decision(14).Cite()},
	Needs:    plan.Needs(vitalsOwedLimits.Fresh, plan.Optional(methadone.MissedAnew().Doses)),
	Remedy:   "measure respiration and saturation, or look for sedation, before the dose is given",
	Only:     moreFullAgonist,
	Applies:  measurable,
	Judge:    judgeVitalsOwed,
}

// measurable reports whether the dose is given now in a place that can measure: a hospital or an emergency department.
func measurable(v *plan.View) bool {
	act, ok := person.AgonistBrought(v)
	d, dosing := v.Dosing()
	switch {
	case !ok || person.BeginsLater(v, act):
		return false
	case dosing && (d.Setting == medication.SettingHospital || d.Setting == medication.SettingEmergency):
		return true
	}
	return dosing && d.Setting == 0 && (v.Holds(record.HospitalStay) || v.Holds(record.MonitoredInpatient) || v.Holds(record.EmergencyCare))
}

func judgeVitalsOwed(v *plan.View) plan.Result {
	fresh := vitalsOwedLimits.Fresh.Of(v)
	for _, m := range [...]record.Measure{record.RespiratoryRate, record.OxygenSaturation} {
		if _, at, ok := v.Measured(m); ok && v.Since(at) <= fresh.Value {
			return v.Met()
		}
	}
	if d := person.LastDrowsiness(v); !d.Last.IsZero() && v.Since(d.Last) <= fresh.Value {
		return v.Met()
	}
	return v.Violated(fresh, "nothing was seen of breathing or sedation in the last %s", phrase.InHours(fresh.Value))
}

// measured says that one of the measures has to be on record.
func measured(measures ...record.Measure) func(plan.Traces) bool {
	return func(t plan.Traces) bool { return t.Measured(measures...) }
}

// breath is the last value of a measure of breathing, with the bands that it is held against.
type breath struct {
	measure         record.Measure
	value           record.Quantity
	at              time.Time
	danger, caution plan.Param[record.Quantity]
	measured        bool
}

// breathsOf returns the measures of breathing, with their values where they were measured. The saturation that a person with chronic hypercapnic failure is kept at would be a danger for others, so
// that it has bands of its own.
func breathsOf(v *plan.View) [2]breath {
	saturation, cautious := breathingBands.SaturationDanger, breathingBands.SaturationCaution
	if v.HealthReported(record.ChronicHypercapnicFailure) == truth.Yes {
		saturation, cautious = breathingBands.HypercapnicDanger, breathingBands.HypercapnicCaution
	}
	all := [...]breath{
		{measure: record.RespiratoryRate, danger: breathingBands.RateDanger, caution: breathingBands.RateCaution},
		{measure: record.OxygenSaturation, danger: saturation, caution: cautious},
	}
	for i := range all {
		all[i].value, all[i].at, all[i].measured = v.Measured(all[i].measure)
	}
	return all
}

// examinedBreathing reports whether somebody examined since each dangerous value (decision 14).
func examinedBreathing(v *plan.View) bool {
	for _, b := range breathsOf(v) {
		if b.measured && !b.danger.Of(v).Value.Less(b.value) && !person.ExaminedSince(v, b.at) {
			return false
		}
	}
	return true
}

// breathingLimits declares the limits, which both rules read.
var breathingLimits = plan.NewFact(func(v *plan.View) (plan.Result, bool) {
	var worst plan.Worst
	for _, b := range breathsOf(v) {
		if b.measured {
			worst.Take(breathingAt(v, b.measure, b.value, b.at, b.danger.Of(v), b.caution.Of(v)))
		}
	}
	result := worst.Or(v.NotApplicable())
	return result, true
}, breathingBands.RateDanger, breathingBands.RateCaution, breathingBands.SaturationDanger, breathingBands.SaturationCaution,
	breathingBands.HypercapnicDanger, breathingBands.HypercapnicCaution)

func judgeBreathing(v *plan.View) plan.Result {
	if _, ok := person.AgonistBrought(v); !ok {
		return v.NotApplicable()
	}
	result, _ := breathingLimits.Of(v)
	return result
}

// breathingAt judges the last value of one measure. One in the band of danger stands until it is measured again, at most to the
// end of the next day; after that it is warned of until somebody measures.
func breathingAt(v *plan.View, m record.Measure, value record.Quantity, at time.Time,
	danger, caution plan.Limit[record.Quantity]) plan.Result {
	name, days := phrase.Spelled(m.String()), v.DaysSince(at)
	act, brought := person.AgonistBrought(v)
	switch {
	case !danger.Value.Less(value) && days <= 1 && brought && person.BeginsLater(v, act):
		return v.ViolatedAs(record.Warning, danger, "%s from %s on, and %s was %s %s ago, not above %s", act.Substance, act.FirstOn, name, value,
			phrase.Elapsed(v, at), danger.Value).WithRemedy("measure again before the first dose is given")
	case !danger.Value.Less(value) && days <= 1:
		return v.Violated(danger, "%s was %s %s ago, not above %s", name, value, phrase.Elapsed(v, at), danger.Value)
	case !danger.Value.Less(value):
		return v.ViolatedAs(record.Warning, danger, "%s was %s on %s, not above %s, and nobody has measured it since", name, value,
			v.DayOf(at), danger.Value)
	case !caution.Value.Less(value) && days <= 1:
		return v.ViolatedAs(record.Warning, caution, "%s was %s %s ago, not above %s", name, value, phrase.Elapsed(v, at), caution.Value)
	case days == 0:
		return v.Met()
	}
	return v.NotApplicable()
}
