package us

import (
	"time"

	"github.com/oudpath/oudpath/medication"
	"github.com/oudpath/oudpath/plan"
	"github.com/oudpath/oudpath/plan/evidence"
	"github.com/oudpath/oudpath/plan/guidance"
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
	methadone := shared.Label(medication.MethadoneTab, medication.Interaction, evidence.LabelMethadoneTablets)
	film := shared.Label(medication.BupnxFilm, medication.Interaction, evidence.LabelSuboxoneFilm)
	trial := evidence.LofexidineTrial.At("table 2, definitions of adverse events", evidence.Primary)
	upToDate := evidence.UpToDate.At("table 54978", evidence.Secondary)

	return append(shared.Breathing(),
		guidance.MAOIWindow().Stopped.Always(shared.Days(shared.Agreed(methadone, film).Time.Least), methadone.Cite, film.Cite),

		guidance.Lofexidine().Single.Always(single.Mass.Most, single.Cite),
		guidance.Lofexidine().Daily.Always(daily.Mass.Most, daily.Cite),
		guidance.Lofexidine().Days.Always(shared.Days(longest.Time.Most), longest.Cite),
		guidance.Lofexidine().Interval.Always(apart.Time.Least, apart.Cite),
		guidance.LofexidineLiver().Moderate.Always(7, dosing),
		guidance.LofexidineLiver().Severe.Always(10, dosing),
		guidance.LofexidineLiver().AtMild.Always(tablets(3), dosing),
		guidance.LofexidineLiver().AtModerate.Always(tablets(2), dosing),
		guidance.LofexidineLiver().AtSevere.Always(tablets(1), dosing),
		guidance.LofexidineKidney().Reduced.Always(record.Whole(90), dosing),
		guidance.LofexidineKidney().Severe.Always(record.Whole(30), dosing),
		guidance.LofexidineKidney().AtReduced.Always(tablets(2), dosing),
		guidance.LofexidineKidney().AtSevere.Always(tablets(1), dosing),

		guidance.AlphaTwoVitals().Systolic.Always(record.Whole(90), trial),
		guidance.AlphaTwoVitals().Diastolic.Always(record.Whole(50), trial),
		guidance.AlphaTwoVitals().Pulse.Always(record.Whole(50), trial),
		guidance.AlphaTwoVitals().Fall.Always(20, trial),
		guidance.AlphaTwoVitals().Fresh.Always(2*time.Hour, evidence.Proposal.At("pressure before each dose", evidence.Unconfirmed)),

		guidance.Clonidine().Daily.Always(medication.Micrograms(800), upToDate),
		guidance.Clonidine().Heavy.Always(medication.Micrograms(1200), upToDate),
		guidance.Clonidine().From.Always(record.Whole(90), upToDate),

		guidance.RecentOverdose().Months.Always(12, evidence.Proposal.At("a recent overdose", evidence.Unconfirmed)),
	)
}
