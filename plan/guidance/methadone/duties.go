package methadone

import (
	"github.com/oudpath/oudpath/medication"
	"github.com/oudpath/oudpath/plan"
	"github.com/oudpath/oudpath/plan/evidence"
	"github.com/oudpath/oudpath/plan/guidance/internal/agent"
	"github.com/oudpath/oudpath/plan/guidance/internal/person"
	"github.com/oudpath/oudpath/plan/guidance/internal/phrase"
	"github.com/oudpath/oudpath/plan/record"
)

var methadoneDutyList = []plan.Duty{
	{
		ID:      "methadone.peak-check.due",
		Title:   "Look for sedation at the peak of the first dose of methadone",
		Cites:   []evidence.Citation{evidence.ASAM2020.At("page 8", evidence.Primary)},
		About:   agent.Methadone,
		Watches: record.Puts | record.Shows,
		During:  plan.WhileInCare, // the dose acts whether or not another follows
		Needs:   plan.Needs(peakCheck.Earliest, peakCheck.Latest),
		When:    peakCheckDue,
	},
	{
		ID:      "methadone.ecg.due",
		Title:   "Obtain an ECG",
		Cites:   []evidence.Citation{evidence.QTScreening2009.At("within 30 days, yearly", evidence.Primary)},
		About:   agent.Methadone,
		Watches: record.Puts | record.Shows | record.Endings,
		During:  plan.WhileTreated,
		Needs:   plan.Needs(ecg.First, ecg.Repeat),
		When:    ecgDue,
	},
}

// firstToday returns the first dose of methadone of today if it began the treatment, also where that was stopped since.
func firstToday(v *plan.View) (first plan.DoseRecord, ok bool) {
	for dose := range v.Doses(medication.Methadone) {
		if dose.Day != v.Day() {
			break
		}
		first = dose
	}
	began, going := v.FirstDose(medication.Methadone)
	return first, !first.At.IsZero() && (going && began.Day == v.Day() || first.Carried.IsZero())
}

func peakCheckDue(v *plan.View) (plan.Due, bool) {
	earliest, latest := peakCheck.Earliest.Of(v), peakCheck.Latest.Of(v)
	first, ok := firstToday(v)
	if !ok || person.LastDrowsiness(v).Last.Sub(first.At) >= earliest.Value {
		return plan.Due{}, false
	}
	return plan.Due{On: v.Day(), Why: "the first dose of methadone was taken at " + v.LocalOf(first.At).Format("15:04") +
		"; look " + phrase.InHours(earliest.Value) + " to " + phrase.InHours(latest.Value) + " later"}, true
}

func ecgDue(v *plan.View) (plan.Due, bool) {
	first, repeat := ecg.First.Of(v), ecg.Repeat.Of(v)
	began, ok := v.FirstDose(medication.Methadone)
	if !ok {
		return plan.Due{}, false
	}
	if _, measured, ok := v.Measured(record.QTc); ok && !measured.Before(began.At) {
		day := v.DayOf(measured)
		return plan.Due{On: day.Add(repeat.Value), Why: "the last ECG was made on " + day.String()}, true
	}
	day := v.DayOf(began.At)
	return plan.Due{Earliest: day, On: day.Add(first.Value), Why: "methadone was started on " + day.String()}, true
}
