package care

import (
	"github.com/oudpath/oudpath/plan"
	"github.com/oudpath/oudpath/plan/evidence"
	"github.com/oudpath/oudpath/plan/guidance/internal/limit"
	"github.com/oudpath/oudpath/plan/guidance/internal/person"
	"github.com/oudpath/oudpath/plan/guidance/internal/phrase"
	"github.com/oudpath/oudpath/plan/record"
	"github.com/oudpath/oudpath/plan/truth"
	"github.com/oudpath/oudpath/stages/scale"
)

// SameDayStartLimits is the time from the first contact to the offer of a medication.
type SameDayStartLimits struct{ Late plan.Param[int] }

var sameDayStart = SameDayStartLimits{
	limit.MostDays("gb-sct.mat.same-day.late", "days after the first contact from which on an offer is late"),
}

// SameDayStart returns the time from the first contact to the offer of a medication.
func SameDayStart() SameDayStartLimits { return sameDayStart }

// These rules speak of the start of a medication, by whatever act it begins: an order, a dose that was given or taken, or doses
// that were handed out.
var atStart = []plan.Rule{
	{
		ID:       "co.treat-together",
		Title:    "Mental illness is treated at the same time, and suicidality is asked about",
		Severity: record.Advice,
		Watches:  record.Doses,
		Cites:    []evidence.Citation{evidence.ASAM2020.At("co-occurring psychiatric disorders", evidence.Unconfirmed)},
		Remedy:   "do not delay the medication; ask about suicidality and act on the answer, and treat both",
		Only:     person.StartFact,
		Judge:    judgeTreatTogether,
	},
	{
		ID:       "gb-sct.mat.same-day",
		Title:    "Medication can be started on the day of the first contact",
		Severity: record.Warning,
		Watches:  record.Doses,
		Cites:    []evidence.Citation{evidence.MATScotland2021.At("standard 1", evidence.Primary)},
		Needs:    plan.Needs(sameDayStart.Late),
		Remedy:   "offer a start on the same day; what is still to be found out can follow",
		Only:     person.StartFact,
		Judge:    judgeSameDay,
	},
}

func judgeTreatTogether(v *plan.View) plan.Result {
	score, _, scored := v.Scored(scale.PHQ9)
	if v.Health(record.CoOccurringPsychiatric) != truth.Yes {
		if v.HealthReported(record.Suicidality) == truth.Yes {
			return v.Violated(nil, "thoughts of suicide: they need treatment now, beside the medication")
		}
		return v.NotApplicable()
	}
	switch asked := v.Health(record.Suicidality); {
	case asked == truth.Yes, scored && score.Flags.Has(scale.SelfHarm):
		return v.Violated(nil, "mental illness with thoughts of suicide or self-harm: both need treatment now")
	case asked == truth.Unknown && (!scored || score.Flags.Has(scale.SelfHarmUnknown)):
		return v.Violated(nil, "mental illness, and nobody is on record as having asked about suicidality")
	}
	return v.Met()
}

func judgeSameDay(v *plan.View) plan.Result {
	late := sameDayStart.Late.Of(v)
	since, ok := person.Admitted(v)
	if registered, known := v.Last(record.KindPersonRegistered); !ok && known {
		since, ok = registered.At, true
	}
	if !ok {
		return v.Lacks("the day of the first contact")
	}
	if days := v.DaysSince(since); days >= late.Value {
		return v.Violated(late, "a start %s after the first contact; from %d on it is late", phrase.Plural(days, "day"), late.Value)
	}
	return v.Met()
}
