package care

import (
	"slices"
	"strings"

	"github.com/oudpath/oudpath/plan"
	"github.com/oudpath/oudpath/plan/evidence"
	"github.com/oudpath/oudpath/plan/guidance/internal/agent"
	"github.com/oudpath/oudpath/plan/guidance/internal/limit"
	"github.com/oudpath/oudpath/plan/guidance/internal/person"
	"github.com/oudpath/oudpath/plan/guidance/internal/phrase"
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
	limit.LeastDays("dur.treatment.days", "days of treatment"),
	limit.LeastDays("dur.medication.days", "days of medication before a taper"),
	limit.LeastDays("aftercare.min.days", "days of continuing care"),
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
		Cites: []evidence.Citation{evidence.Proposal.At("a prevention plan before aftercare", evidence.Unconfirmed),
			evidence.TreatmentWorksheets.At("parts of a prevention plan", evidence.Weak)},
		Remedy: "write one with the person: reasons, triggers and what helps, whom to call, medication, naloxone, what to do after use",
		Judge:  judgePreventionPlan,
	},
}

func judgeTreatmentLength(v *plan.View) plan.Result {
	least := treatmentLengthLimits.Days.Of(v)
	b, ok := person.Discharge(v)
	if !ok || b.Trigger != stages.DischargePlanned {
		return v.NotApplicable()
	}
	since, ok := person.Admitted(v)
	if !ok {
		return v.Lacks("the day on which treatment began")
	}
	if days := v.DaysSince(since); days < least.Value {
		return v.Violated(least, "%s of treatment, fewer than %s", phrase.Plural(days, "day"), phrase.Plural(least.Value, "day"))
	}
	return v.Met()
}

// judgeMedicationLength speaks of the medications that go on, not of what eases a withdrawal for some days. It counts from the first
// dose, or from the day on which it was first prescribed or handed out. What goes on elsewhere does not end.
func judgeMedicationLength(v *plan.View) plan.Result {
	least := treatmentLengthLimits.MedicationDays.Of(v)
	e, ok := person.EndingOf(v)
	if !ok || !agent.IsMedication(e.Substance) || !elective(v, e.Reason) || e.Continues == truth.Yes || person.InDetox(v, e.Substance) {
		return v.NotApplicable()
	}
	since, ok := person.TakenSince(v, e.Substance)
	if !ok || person.ReplacedBy(v, e.Substance) {
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
	case e.Discharge && e.Continues == truth.Unknown:
		return v.Lacks("whether " + e.Substance.String() + " goes on elsewhere")
	}
	return v.Violated(least, "%s after %s of %s, fewer than %s", e.What, phrase.Plural(days, "day"), e.Substance, phrase.Plural(least.Value, "day"))
}

// elective reports whether nothing that happened is the ground: somebody wants the end, or a taper is begun on a judgement alone.
func elective(v *plan.View, reason record.Reason) bool {
	return person.Wished(v, reason) || reason == record.ReasonClinical && v.Acts().Means().Any(record.Tapers)
}

func judgeAftercareLength(v *plan.View) plan.Result {
	least := treatmentLengthLimits.AftercareDays.Of(v)
	if b, _ := person.Discharge(v); b.Trigger != stages.DischargePlanned {
		return v.NotApplicable()
	}
	since, ok := continuingSince(v)
	if !ok {
		return v.NotApplicable()
	}
	if days := v.DaysSince(since); days < least.Value {
		return v.Violated(least, "%s of continuing care, fewer than %s", phrase.Plural(days, "day"), phrase.Plural(least.Value, "day"))
	}
	return v.Met()
}

func judgePreventionPlan(v *plan.View) plan.Result {
	b, _ := v.Body().(record.StageMove)
	left, _ := person.Discharge(v)
	if b.Trigger != stages.BeginAftercare && !entersRecovery(v) && left.Trigger != stages.DischargePlanned {
		return v.NotApplicable()
	}
	ev, ok := v.Last(record.KindPreventionPlanMade)
	made, _ := ev.Body.(record.PreventionPlanMade)
	switch {
	case !ok:
		return v.Violated(nil, "no prevention plan is on record")
	case !made.Told():
		return v.Lacks("what the prevention plan says")
	}
	if missing := missingFrom(made); len(missing) > 0 {
		return v.Violated(nil, "the prevention plan has not all of its parts: %s", strings.Join(missing, ", "))
	}
	return v.Met()
}

// missingFrom names the parts on which worksheets agree and that the plan does not have.
func missingFrom(b record.PreventionPlanMade) (missing []string) {
	answered := slices.ContainsFunc(b.Triggers, func(t record.Trigger) bool { return t.Helps != "" })
	for _, part := range [...]struct {
		has  bool
		what string
	}{
		{len(b.Reasons) > 0, "reasons"}, {answered, "a trigger with what helps"}, {len(b.Contacts) > 0, "whom to call"},
		{b.Medication != "", "medication"}, {b.Naloxone != "", "naloxone"}, {len(b.Lapse) > 0, "what to do after use"},
	} {
		if !part.has {
			missing = append(missing, part.what)
		}
	}
	return missing
}
