package us

import (
	"github.com/oudpath/oudpath/medication"
	"github.com/oudpath/oudpath/plan"
	"github.com/oudpath/oudpath/plan/evidence"
	"github.com/oudpath/oudpath/plan/guidance/withdrawal"
	"github.com/oudpath/oudpath/plan/jurisdiction/internal/shared"
	"github.com/oudpath/oudpath/plan/record"
)

// safetySettings are the values of interactions, of medicines for withdrawal, and of the time after an overdose.
func safetySettings() []plan.Setting {
	tablets := func(n uint32) medication.Mass { return medication.Micrograms(180).Times(n) }
	dosing := evidence.LabelLucemyra.At("section 2", evidence.Primary)
	lofexidine := func(topic medication.Topic) medication.LabelFact {
		return shared.Label(medication.LofexidineTab, topic, evidence.LabelLucemyra)
	}
	single, daily := lofexidine(medication.SingleMaximum), lofexidine(medication.DailyMaximum)
	apart, longest := lofexidine(medication.MinimumInterval), lofexidine(medication.MaximumDuration)
	upToDate := evidence.UpToDate.At("table 54978", evidence.Secondary)

	return []plan.Setting{
		withdrawal.Lofexidine().Single.Always(single.Mass.Most, single.Cite),
		withdrawal.Lofexidine().Daily.Always(daily.Mass.Most, daily.Cite),
		withdrawal.Lofexidine().Days.Always(shared.Days(longest.Time.Most), longest.Cite),
		withdrawal.Lofexidine().Interval.Always(apart.Time.Least, apart.Cite),
		withdrawal.LofexidineLiver().Moderate.Always(7, dosing),
		withdrawal.LofexidineLiver().Severe.Always(10, dosing),
		withdrawal.LofexidineLiver().AtMild.Always(tablets(3), dosing),
		withdrawal.LofexidineLiver().AtModerate.Always(tablets(2), dosing),
		withdrawal.LofexidineLiver().AtSevere.Always(tablets(1), dosing),
		withdrawal.LofexidineKidney().Reduced.Always(record.Whole(90), dosing),
		withdrawal.LofexidineKidney().Severe.Always(record.Whole(30), dosing),
		withdrawal.LofexidineKidney().AtReduced.Always(tablets(2), dosing),
		withdrawal.LofexidineKidney().AtSevere.Always(tablets(1), dosing),

		withdrawal.Clonidine().Daily.Always(medication.Micrograms(800), upToDate),
		withdrawal.Clonidine().Heavy.Always(medication.Micrograms(1200), upToDate),
		withdrawal.Clonidine().From.Always(record.Whole(90), upToDate),
	}
}
