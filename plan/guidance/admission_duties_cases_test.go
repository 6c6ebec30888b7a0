package guidance_test

import (
	"slices"
	"testing"
	"time"

	"github.com/oudpath/oudpath/medication"
	"github.com/oudpath/oudpath/plan"
	"github.com/oudpath/oudpath/plan/civil"
	"github.com/oudpath/oudpath/plan/guidance"
	"github.com/oudpath/oudpath/plan/record"
	"github.com/oudpath/oudpath/plan/truth"
	"github.com/oudpath/oudpath/stages"
	"github.com/stretchr/testify/require"
)

// nothingDue is what a case expects of a duty that nothing makes due, or that is settled.
const nothingDue = -1 << 20

// reminderCase asks what is due of one duty.
type reminderCase struct {
	name         string
	duty         record.RuleID
	jurisdiction string
	before       []fact
	due          int // days from today
	status       plan.ObligationStatus
}

// holds reports whether the engine finds the duty as the case expects it.
func (c *reminderCase) holds(t testing.TB, engine *plan.Engine, p plan.Plan) bool {
	open, err := engine.Due(p, now)
	require.NoError(t, err)
	got, status := nothingDue, plan.ObligationStatus("")
	for _, o := range open {
		if o.Duty == c.duty {
			got, status = o.Due.Since(civil.Of(now, time.UTC)), o.Status
		}
	}
	return got == c.due && (c.status == "" || c.status == status)
}

// TestRemindersAreDuties asks the reminders that were findings of orders once: due on a day, and settled by what happens.
func TestRemindersAreDuties(t *testing.T) {
	today := civil.Of(now, time.UTC)
	due := map[record.RuleID]bool{}
	quiet := map[record.RuleID]bool{}
	for _, c := range reminderCases() {
		t.Run(string(c.duty)+"/"+c.name, func(t *testing.T) {
			engine := engineFor(t, c.jurisdiction)
			open, err := engine.Due(planOf(t, engine, now, c.before), now)
			require.NoError(t, err)
			got, status := nothingDue, plan.ObligationStatus("")
			for _, o := range open {
				if o.Duty == c.duty {
					got, status = o.Due.Since(today), o.Status
					require.Empty(t, o.Defect)
					require.NotEmpty(t, o.Why)
				}
			}
			require.Equal(t, c.due, got)
			if c.status != "" {
				require.Equal(t, c.status, status)
			}
			due[c.duty] = due[c.duty] || got != nothingDue
			quiet[c.duty] = quiet[c.duty] || got == nothingDue
		})
	}
	for _, id := range []record.RuleID{"adm.labs", "adm.pdmp", "gb.bup.lfts", "bup.dental", "risk.window.start", "wm.naloxone.due",
		"naltrexone.rescue"} {
		require.True(t, due[id] && quiet[id], "%s needs a case in which it is due and one in which it is not", id)
	}
}

func reminderCases() []reminderCase {
	given := daysAgo(3, buprenorphineGiven(4))
	done := func(a record.Assessment, ago int) fact { return daysAgo(ago, record.Assessed{Assessment: a}) }
	with := func(facts ...fact) []fact { return append([]fact{given}, facts...) }
	grant := daysAgo(3, record.TakeHomeGrant{Product: medication.MethadoneTab, Days: 6})
	inCare := func(ago int) fact { return daysAgo(ago, entered(stages.Assess, stages.Assessment)) }
	left := func(ago int) fact { return daysAgo(ago, entered(stages.DischargePlanned, stages.DischargedPlanned)) }
	stopped := daysAgo(1, record.StopMedication{Substance: medication.Buprenorphine, Reason: record.ReasonPatientChoice})
	liver := daysAgo(2, record.Measured{Measure: record.ALTRatio, Value: record.Whole(1)})
	injections := []fact{dosed(medication.NtxXR, "380 mg", 30*oneDay), dosed(medication.NtxXR, "380 mg", 2*oneDay)}
	kit := func(ago int) []fact { return append(slices.Clip(injections), daysAgo(ago, record.NaloxoneSupplied{})) }
	cases := []reminderCase{
		{name: "a dose", duty: "adm.labs", before: with(), due: -3, status: plan.Overdue},
		{name: "on the day itself", duty: "adm.labs", before: []fact{daysAgo(0, buprenorphineGiven(4))}, due: 0, status: plan.DueNow},
		{name: "prescribed, and not yet taken", duty: "adm.labs", before: []fact{daysAgo(2, prescribed(16, 30))}, due: -2},
		{name: "handed out", duty: "adm.labs", before: []fact{daysAgo(2, buprenorphineSupplied(4, 3))}, due: -2},
		{name: "naltrexone", duty: "adm.labs", before: []fact{daysAgo(4, naltrexoneGiven())}, due: -4},
		{name: "done", duty: "adm.labs", before: with(done(record.AdmissionTests, 1)), due: nothingDue},
		{name: "done before the first dose", duty: "adm.labs", before: with(done(record.AdmissionTests, 9)), due: nothingDue},
		{name: "done in an earlier time in care", duty: "adm.labs",
			before: with(done(record.AdmissionTests, 400), inCare(5)), due: -3},
		{name: "nothing was begun", duty: "adm.labs", before: []fact{inCare(5)}, due: nothingDue},
		{name: "stopped", duty: "adm.labs", before: with(stopped), due: nothingDue},

		{name: "not looked", duty: "adm.pdmp", before: with(), due: -3},
		{name: "looked", duty: "adm.pdmp", before: with(done(record.MonitoringCheck, 3)), due: nothingDue},
		{name: "tried", duty: "adm.pdmp", before: with(done(record.MonitoringAttempt, 3)), due: nothingDue},
		{name: "for pain", duty: "adm.pdmp", before: []fact{daysAgo(2, record.Order{Product: medication.BupSL, SupplyDays: 7,
			Dose: milligrams(4), Purpose: record.PurposePain})}, due: nothingDue},
		{name: "no such database", duty: "adm.pdmp", jurisdiction: "gb", before: with(), due: nothingDue},

		{name: "none", duty: "gb.bup.lfts", jurisdiction: "gb", before: with(), due: -3},
		{name: "done", duty: "gb.bup.lfts", jurisdiction: "gb", before: with(liver), due: nothingDue},
		{name: "methadone", duty: "gb.bup.lfts", jurisdiction: "gb", before: []fact{daysAgo(3, methadoneGiven(20))}, due: nothingDue},
		{name: "in the United States", duty: "gb.bup.lfts", before: with(), due: nothingDue},

		{name: "in the mouth", duty: "bup.dental", before: with(), due: -3},
		{name: "told", duty: "bup.dental", before: with(done(record.DentalAdvice, 3)), due: nothingDue},
		{name: "a depot", duty: "bup.dental", before: bupInjected(medication.BupSublocade, "300 mg", 20), due: nothingDue},

		{name: "never supplied", duty: "naltrexone.rescue", before: injections, due: nothingDue},
		{name: "supplied before the last injection only", duty: "naltrexone.rescue", before: kit(60), due: -2},
		{name: "supplied between the two", duty: "naltrexone.rescue", before: kit(10), due: nothingDue},
		{name: "supplied with the one before", duty: "naltrexone.rescue", before: kit(30), due: nothingDue},
		{name: "supplied with the first", duty: "naltrexone.rescue",
			before: []fact{daysAgo(60, record.NaloxoneSupplied{}), daysAgo(2, naltrexoneGiven())}, due: nothingDue},

		{name: "offered to nobody yet", duty: "wm.naloxone.due", before: []fact{inCare(5)}, due: -5, status: plan.Overdue},
		{name: "a first dose", duty: "wm.naloxone.due", before: with(), due: -3},
		{name: "a grant", duty: "wm.naloxone.due", before: []fact{grant}, due: nothingDue},
		{name: "supplied", duty: "wm.naloxone.due", before: with(daysAgo(2, record.NaloxoneSupplied{})), due: nothingDue},
		{name: "supplied before", duty: "wm.naloxone.due", before: with(daysAgo(30, record.NaloxoneSupplied{})), due: nothingDue},
		{name: "an overdose since", duty: "wm.naloxone.due",
			before: with(daysAgo(30, record.NaloxoneSupplied{}), daysAgo(1, record.Overdosed{})), due: -1},
		{name: "used since", duty: "wm.naloxone.due", before: with(daysAgo(30, record.NaloxoneSupplied{}), daysAgo(2,
			record.DoseTaken{Product: medication.NaloxoneIN, Dose: milligrams(4)})), due: -2},
		{name: "after a discharge", duty: "wm.naloxone.due", before: []fact{inCare(50), left(7)}, due: -7},
		{name: "elsewhere now", duty: "wm.naloxone.due",
			before: []fact{inCare(50), daysAgo(7, entered(stages.Transfer, stages.Transferred))}, due: nothingDue},
		{name: "somebody of whom nothing is known", duty: "wm.naloxone.due", due: nothingDue},
	}
	for _, c := range closeContactCases() {
		cases = append(cases, c)
		for _, country := range append([]string{"gb"}, countriesOfCommon...) {
			there := c
			there.jurisdiction, there.name = country, c.name+" ("+country+")"
			cases = append(cases, there)
		}
	}
	return cases
}

// closeContactCases stand on both sides of the end of the window.
func closeContactCases() []reminderCase {
	const duty, days = "risk.window.start", 28
	started := func(n int, more ...fact) []fact { return append([]fact{daysAgo(n-1, methadoneGiven(30))}, more...) }
	missed := daysAgo(0, record.VisitMissed{})
	return []reminderCase{
		{name: "on day 10", duty: duty, before: started(10), due: days - 10, status: plan.Upcoming},
		{name: "on day 27", duty: duty, before: started(days - 1), due: 1, status: plan.Upcoming},
		{name: "on day 28", duty: duty, before: started(days), due: 0, status: plan.DueNow},
		{name: "on day 29", duty: duty, before: started(days + 1), due: nothingDue},
		{name: "missed on day 27", duty: duty, before: started(days-1, missed), due: 0, status: plan.DueNow},
		{name: "missed on day 28", duty: duty, before: started(days, daysAgo(0, record.DoseMissed{Substance: medication.Methadone})), due: 0},
		{name: "missed on day 29", duty: duty, before: started(days+1, missed), due: nothingDue},
		{name: "missed on day 20, and nobody has seen the person since", duty: duty,
			before: started(40, daysAgo(20, record.VisitMissed{})), due: -20, status: plan.Overdue},
		{name: "missed on day 20, and seen since", duty: duty, before: started(40, daysAgo(20, record.VisitMissed{}),
			daysAgo(19, methadoneGiven(30))), due: nothingDue},
		{name: "naltrexone", duty: duty, before: []fact{daysAgo(4, naltrexoneGiven())}, due: nothingDue},
		{name: "missed, and nothing taken", duty: duty, before: []fact{missed}, due: nothingDue},
	}
}

// TestAnOrderIsNotToldOfReminders orders the first dose for somebody of whom nothing was done: the order draws none of the reminders,
// and what is to be done stands in the outcome.
func TestAnOrderIsNotToldOfReminders(t *testing.T) {
	engine := engineFor(t, "us")
	duties := map[record.RuleID]bool{}
	for _, d := range guidance.Duties() {
		duties[d.ID] = true
	}
	p := planOf(t, engine, now, []fact{{time.Hour, record.OpioidUsed{Agent: "heroin"}}})
	out, err := engine.Apply(p, record.Event{ID: "dose", At: now, Actor: record.Actor{ID: "a", Role: "nurse"},
		Body: record.DoseGiven{Product: medication.BupSL, Dose: milligrams(4), Supervised: truth.Yes}})
	require.NoError(t, err)
	for _, f := range out.Decision.Findings {
		require.False(t, duties[f.Rule], "%s", f.String())
	}
	var open []record.RuleID
	for _, o := range out.Obligations() {
		open = append(open, o.Duty)
	}
	require.Subset(t, open, []record.RuleID{"adm.labs", "adm.pdmp", "bup.dental", "risk.window.start", "wm.naloxone.due"})
}
