package methadone

import (
	"time"

	"github.com/oudpath/oudpath/medication"
	"github.com/oudpath/oudpath/plan"
	"github.com/oudpath/oudpath/plan/evidence"
	"github.com/oudpath/oudpath/plan/guidance/internal/agent"
	"github.com/oudpath/oudpath/plan/record"
)

var ecgBeside = plan.Rule{
	ID:       "methadone.ecg.beside",
	Title:    "Methadone is ordered on beside a medicine that prolongs QT, or with a heart at risk, with an ECG that says what it does",
	Severity: record.Warning,
	About:    agent.Methadone,
	Watches:  record.Doses,
	Cites: []evidence.Citation{evidence.QTScreening2009.At("recommendations", evidence.Primary),
		evidence.SAMHSACardiac2011.At("ECG by risk", evidence.Primary)},
	Needs:  plan.Needs(plan.Optional(riskECG.Dose), plan.Optional(missedAnew.Doses)),
	Remedy: "obtain an ECG, and ask whether another medicine would do; do not stop methadone for it",
	Where:  func(t plan.Traces) bool { return !t.Measured(record.QTc) || t.Agents(prolongsQT) },
	Judge:  judgeECGBeside,
}

var prolongsQT = medication.ClassesOf(medication.QTProlonging)

// judgeECGBeside speaks of an order that goes on: a start and a rise have rules of their own, and so has a place that asks for an ECG
// because of such medicines at every order, as long as none is on record.
func judgeECGBeside(v *plan.View) plan.Result {
	m, ok := broughtMethadone(v)
	if !ok || goesOnUnchanged(v, m) || StartsOrRises(v) {
		return v.NotApplicable()
	}
	name, since, taken := prolongsBeside(v)
	_, at, measured := v.Measured(record.QTc)
	_, own := riskECG.Dose.If(v)
	switch condition := heartRisk(v); {
	case !measured && own, !taken && (measured || condition == ""):
		return v.NotApplicable()
	case !taken:
		return v.Violated(nil, "methadone goes on with %s, and no ECG is on record", condition)
	case !measured:
		return v.Violated(nil, "methadone beside %s, which prolongs QT, and no ECG is on record", name)
	case v.DayOf(at).Before(v.DayOf(since)):
		return v.Violated(nil, "methadone beside %s, which prolongs QT, and the last ECG is of %s, before it was taken", name, v.DayOf(at))
	}
	return v.Met()
}

// prolongsBeside returns the medicine on the list, of those that prolong QT, that came last.
func prolongsBeside(v *plan.View) (name string, since time.Time, ok bool) {
	for m := range v.Now().Medicines() {
		if m.Until == nil && m.Classes.Has(medication.QTProlonging) && !m.Holds(medication.Methadone) && (!ok || since.Before(m.Event.At)) {
			v.Now().Notes.Note(m.Event)
			name, since, ok = m.Report.Agent, m.Event.At, true
		}
	}
	return name, since, ok
}
