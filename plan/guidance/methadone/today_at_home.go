package methadone

import (
	"github.com/oudpath/oudpath/medication"
	"github.com/oudpath/oudpath/plan"
	"github.com/oudpath/oudpath/plan/evidence"
	"github.com/oudpath/oudpath/plan/guidance/internal/agent"
	"github.com/oudpath/oudpath/plan/record"
)

var todayAtHome = plan.Rule{
	ID:       "methadone.verify.takehomes",
	Title:    "Before staff give methadone it is asked where the dose is that was handed out for today",
	Severity: record.Warning,
	About:    agent.Methadone,
	Watches:  record.Puts | record.Prescribes,
	Cites:    []evidence.Citation{evidence.Decision(11).Cite()},
	Remedy:   "ask for the bottles: have them brought back, locked away or counted, and record what was returned, lost or taken",
	Only:     methadoneFact,
	Where:    func(t plan.Traces) bool { return t.Supplies(medication.Methadone) },
	Judge:    judgeTodayAtHome,
}

// judgeTodayAtHome judges a dose that staff give today beside the one of today that was handed out before: a single dose anywhere, and any
// in a hospital or an emergency department, where nobody sees what is taken home.
func judgeTodayAtHome(v *plan.View) plan.Result {
	m, _ := broughtMethadone(v)
	standing := !m.Once && !inMonitoredBed(v)
	watched := m.Means.Has(record.Prescribes) || m.Means.Has(record.Puts) && m.Sure == record.Seen
	if standing || !watched || m.Means.Has(record.HandsOver) || !v.Now().OnDay(medication.Methadone).Before.IsZero() {
		return v.NotApplicable()
	}
	for supply := range v.Now().Supplies(medication.Methadone) {
		if supply.Ordered || v.Day().Before(supply.First) || supply.Last.Before(v.Day()) {
			continue
		}
		return v.Violated(nil, "the dose of today was handed out on %s: with it and %s the day comes to %s", supply.On, m.dose,
			supply.Daily.Add(m.dose))
	}
	return v.NotApplicable()
}
