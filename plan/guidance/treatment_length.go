package guidance

import (
	"github.com/oudpath/oudpath/medication"
	"github.com/oudpath/oudpath/plan"
	"github.com/oudpath/oudpath/plan/evidence"
	"github.com/oudpath/oudpath/plan/record"
	"github.com/oudpath/oudpath/plan/truth"
	"github.com/oudpath/oudpath/stages"
)

// TreatmentLengthLimits is how long treatment should go on at least.
type TreatmentLengthLimits struct {
	Days           plan.Param[int] // in treatment altogether
	MedicationDays plan.Param[int] // on medication before a taper
	AftercareDays  plan.Param[int] // in continuing care
}

var treatmentLengthLimits = TreatmentLengthLimits{
	atLeastDays("dur.treatment.days", "days of treatment"),
	atLeastDays("dur.medication.days", "days of medication before a taper"),
	atLeastDays("aftercare.min.days", "days of continuing care"),
}

// TreatmentLength returns how long treatment should go on at least.
func TreatmentLength() TreatmentLengthLimits { return treatmentLengthLimits }

var treatmentLength = []plan.Rule{
	{
		ID:       "dur.treatment",
		Title:    "Treatment goes on for long enough to help",
		Severity: record.Warning,
		Watches:  record.Goes,
		Cites:    []evidence.Citation{evidence.NIDAPrinciples.At("principle 5", evidence.Primary)},
		Needs:    plan.Needs(treatmentLengthLimits.Days),
		Remedy:   "offer to go on; where the person wants to leave, keep the door open and the contact going",
		Judge:    judgeTreatmentLength,
	},
	{
		ID:       "dur.medication",
		Title:    "Medication is not tapered before it has had time to work",
		Severity: record.Warning,
		Watches:  record.Endings,
		Cites:    []evidence.Citation{evidence.NIDAPrinciples.At("twelve months of methadone at least", evidence.Unconfirmed)},
		Needs:    plan.Needs(treatmentLengthLimits.MedicationDays),
		Remedy:   "speak with the person about going on; where they want to taper, go slowly, with a way back",
		Judge:    judgeMedicationLength,
	},
	{
		ID:       "aftercare.min",
		Title:    "Continuing care is offered for at least a year",
		Severity: record.Advice,
		Watches:  record.Goes,
		Cites:    []evidence.Citation{evidence.Proposal.At("continuing care of at least a year", evidence.Unconfirmed)},
		Needs:    plan.Needs(treatmentLengthLimits.AftercareDays),
		Remedy:   "offer less contact instead of none",
		Judge:    judgeAftercareLength,
	},
	{
		ID:       "aftercare.prevention-plan",
		Title:    "There is a written plan for preventing return to use and overdose before structured treatment ends",
		Severity: record.Advice,
		Watches:  record.Goes,
		Cites:    []evidence.Citation{evidence.Proposal.At("a prevention plan before aftercare", evidence.Unconfirmed)},
		Remedy:   "write one with the person: warning signs, what helps, whom to call, naloxone",
		Judge:    judgePreventionPlan,
	},
}

func judgeTreatmentLength(v *plan.View) plan.Result {
	least := treatmentLengthLimits.Days.Of(v)
	b, ok := discharge(v)
	if !ok || b.Trigger != stages.DischargePlanned {
		return v.NotApplicable()
	}
	since, ok := admitted(v)
	if !ok {
		return v.Lacks("the day on which treatment began")
	}
	if days := v.DaysSince(since); days < least.Value {
		return v.Violated(least, "%s of treatment, fewer than %s", plural(days, "day"), plural(least.Value, "day"))
	}
	return v.Met()
}

// judgeMedicationLength counts from the first dose, or from the day on which it was first prescribed or handed out. What goes on
// elsewhere does not end.
func judgeMedicationLength(v *plan.View) plan.Result {
	least := treatmentLengthLimits.MedicationDays.Of(v)
	e, ok := endingOf(v)
	if !ok || !wished(v, e.reason) || e.continues == truth.Yes || inDetox(v, e.substance) {
		return v.NotApplicable()
	}
	since, ok := takenSince(v, e.substance)
	if !ok || replacedBy(v, e.substance) {
		return v.NotApplicable()
	}
	until := v.Day()
	if end, ok := v.Body().(record.PlanEndDate); ok {
		until = end.On
	}
	days := until.Since(since)
	switch {
	case days >= least.Value:
		return v.Met()
	case e.discharge && e.continues == truth.Unknown:
		return v.Lacks("whether " + e.substance.String() + " goes on elsewhere")
	}
	return v.Violated(least, "%s after %s of %s, fewer than %s", e.what, plural(days, "day"), e.substance, plural(least.Value, "day"))
}

// replacedBy reports whether another medication goes on, so that a change is no end of treatment.
func replacedBy(v *plan.View, s medication.Substance) bool {
	for _, other := range openMedications() {
		if other != s && taking(v, other) {
			return true
		}
	}
	return false
}

// wished reports whether a medication ends because somebody wants it to, and not because something happened.
func wished(v *plan.View, r record.Reason) bool {
	switch r {
	case record.ReasonCompleted, record.ReasonPatientChoice, record.ReasonTimeLimit, record.ReasonProtocol:
		return true
	}
	move, ok := v.Body().(record.CourseMove)
	return ok && r == "" && move.Trigger == stages.BeginTaper
}

func judgeAftercareLength(v *plan.View) plan.Result {
	least := treatmentLengthLimits.AftercareDays.Of(v)
	b, ok := discharge(v)
	if !ok || b.Trigger != stages.DischargePlanned {
		return v.NotApplicable()
	}
	since, ok := continuingSince(v)
	if !ok {
		return v.NotApplicable()
	}
	if days := v.DaysSince(since); days < least.Value {
		return v.Violated(least, "%s of continuing care, fewer than %s", plural(days, "day"), plural(least.Value, "day"))
	}
	return v.Met()
}

func judgePreventionPlan(v *plan.View) plan.Result {
	b, _ := v.Body().(record.StageMove)
	left, _ := discharge(v)
	if b.Trigger != stages.BeginAftercare && !entersRecovery(v) && left.Trigger != stages.DischargePlanned {
		return v.NotApplicable()
	}
	if _, ok := v.Last(record.KindPreventionPlanMade); ok {
		return v.Met()
	}
	return v.Violated(nil, "no prevention plan is on record")
}
