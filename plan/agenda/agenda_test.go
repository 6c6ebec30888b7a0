package agenda_test

import (
	"fmt"
	"slices"
	"strings"
	"syscall"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/oudpath/oudpath/medication"
	"github.com/oudpath/oudpath/plan"
	"github.com/oudpath/oudpath/plan/agenda"
	"github.com/oudpath/oudpath/plan/civil"
	"github.com/oudpath/oudpath/plan/guidance"
	"github.com/oudpath/oudpath/plan/jurisdiction"
	"github.com/oudpath/oudpath/plan/record"
	"github.com/oudpath/oudpath/plan/truth"
	"github.com/oudpath/oudpath/stages"
	"github.com/stretchr/testify/require"
)

var monday = time.Date(2026, time.March, 2, 9, 0, 0, 0, time.UTC)

func engineOf(t testing.TB) *plan.Engine {
	t.Helper()
	e, err := jurisdiction.Engine("us", time.UTC)
	require.NoError(t, err)
	return e
}

// person is an invented person in a programme.
type person struct {
	testing.TB
	engine *plan.Engine
	plan   plan.Plan
	events int
}

func (p *person) so(at time.Time, bodies ...record.Body) *person {
	p.Helper()
	for _, body := range bodies {
		p.events++
		out, err := p.engine.Apply(p.plan, record.Event{ID: record.EventID(fmt.Sprint("e", p.events)), At: at, Body: body})
		require.NoError(p, err)
		p.plan = out.Plan
	}
	return p
}

var sixty = medication.Dose{Principal: medication.Milligrams(60)}

func given(time.Time) record.Body {
	return record.DoseGiven{Product: medication.MethadoneConc, Dose: sixty, Setting: medication.SettingOTP, Supervised: truth.Yes}
}

// onMethadone takes 60 mg a day since so many days.
func onMethadone(t testing.TB, e *plan.Engine, id string, days int) *person {
	p := &person{TB: t, engine: e, plan: e.Open(plan.ID(id))}
	p.so(monday.AddDate(0, 0, -days).Add(-time.Hour), record.PersonRegistered{Birth: civil.Must(1990, 5, 1), Sex: record.Male})
	for day := -days; day < 0; day++ {
		p.so(monday.AddDate(0, 0, day), given(monday))
	}
	return p.so(monday.AddDate(0, 0, -1).Add(time.Minute), record.Order{Product: medication.MethadoneConc, Dose: sixty,
		Setting: medication.SettingOTP, Schedule: medication.Daily()})
}

func today(t testing.TB, p *person, day civil.Date) []agenda.Item {
	a, err := agenda.On(p.engine, day, slices.Values([]plan.Plan{p.plan}), agenda.Options{Seed: 7})
	require.NoError(t, err)
	return a.Items()
}

func duties(items []agenda.Item) (ids []string) {
	for _, it := range items {
		ids = append(ids, string(it.Duty))
	}
	return ids
}

var day = civil.Must(2026, 3, 2)

// A dose is on the agenda of its day until it is taken, held, covered by a supply, or ended by stop, transfer or death.
func TestWhatClosesADose(t *testing.T) {
	e := engineOf(t)
	fresh := func() *person { return onMethadone(t, e, "person-1", 20) }
	require.Contains(t, duties(today(t, fresh(), day)), "dose.methadone")
	for name, closes := range map[string]func(p *person){
		"taken": func(p *person) { p.so(monday, given(monday)) },
		"stopped": func(p *person) {
			p.so(monday, record.StopMedication{Substance: medication.Methadone, Reason: record.ReasonPatientChoice, Abrupt: truth.No})
		},
		"died": func(p *person) { p.so(monday, record.Died{}) },
		"supply": func(p *person) {
			p.so(monday.AddDate(0, 0, -1), record.TakeHomeSupplied{Substance: medication.Methadone, Days: 2, Dose: sixty})
		},
		"transfer": func(p *person) {
			p.so(monday.AddDate(0, 0, -18), record.StageMove{Trigger: stages.Assess})
			p.so(monday.AddDate(0, 0, -17), record.StageMove{Trigger: stages.BeginTherapy})
			p.so(monday, record.StageMove{Trigger: stages.Transfer, Destination: "another programme", MedicationContinues: truth.Yes})
			require.Equal(t, stages.Transferred, p.plan.Stage())
		},
	} {
		p := fresh()
		closes(p)
		require.NotContains(t, duties(today(t, p, day)), "dose.methadone", name)
	}
	require.Empty(t, today(t, fresh().so(monday, record.Died{}), day), "nothing is to be done for the dead")

	missed := onMethadone(t, e, "person-1", 20)
	items := today(t, missed, civil.Must(2026, 3, 5))
	i := slices.IndexFunc(items, func(it agenda.Item) bool { return it.Duty == "dose.methadone" })
	require.GreaterOrEqual(t, i, 0)
	require.Contains(t, items[i].Why, "3 missed since 2026-03-01")
}

// A dose in parts is on the agenda until each part was taken, or the day's amount at once.
func TestADoseInParts(t *testing.T) {
	e := engineOf(t)
	half := medication.Dose{Principal: medication.Milligrams(30)}
	dose := func(d medication.Dose) record.Body {
		return record.DoseGiven{Product: medication.MethadoneConc, Dose: d, Setting: medication.SettingOTP, Supervised: truth.Yes}
	}
	split := func() *person {
		p := onMethadone(t, e, "person-1", 20)
		return p.so(monday.AddDate(0, 0, -1).Add(time.Hour), record.Order{Product: medication.MethadoneConc, Dose: half, PerDay: 2,
			Setting: medication.SettingOTP, Schedule: medication.Daily()})
	}
	for name, c := range map[string]struct {
		given []medication.Dose
		due   bool
	}{
		"none":    {nil, true},
		"one":     {[]medication.Dose{half}, true},
		"both":    {[]medication.Dose{half, half}, false},
		"at once": {[]medication.Dose{sixty}, false},
	} {
		p := split()
		for i, d := range c.given {
			p.so(monday.Add(time.Duration(i)*6*time.Hour), dose(d))
		}
		items := today(t, p, day)
		require.Equal(t, c.due, slices.Contains(duties(items), "dose.methadone"), name)
		if name == "one" {
			i := slices.IndexFunc(items, func(it agenda.Item) bool { return it.Duty == "dose.methadone" })
			require.Contains(t, items[i].Why, "1 of 2 parts were taken")
		}
	}
}

// A held dose asks for a second look on the same day, which a look or a dose closes.
func TestHeldDoseIsLookedAtAgain(t *testing.T) {
	e := engineOf(t)
	held := func() *person {
		return onMethadone(t, e, "person-1", 20).so(monday, record.DoseHeld{Substance: medication.Methadone, Reason: record.ReasonIntoxicated})
	}
	require.Contains(t, duties(today(t, held(), day)), "dose.held")
	require.NotContains(t, duties(today(t, held().so(monday.Add(time.Hour), given(monday)), day)), "dose.held")
	require.NotContains(t, duties(today(t, held().so(monday.Add(time.Hour), record.Measured{Measure: record.RespiratoryRate,
		Value: record.Whole(14)}), day)), "dose.held")
	require.NotContains(t, duties(today(t, held(), day.Add(1))), "dose.held")
}

// The same plans in another order are the same agenda; identifiers are told apart and stay while an item waits.
func TestOrderAndIdentifiers(t *testing.T) {
	e := engineOf(t)
	var plans []plan.Plan
	for i := range 30 {
		plans = append(plans, onMethadone(t, e, fmt.Sprintf("person-%02d", i), 1+i).plan)
	}
	one, err := agenda.On(e, day, slices.Values(plans), agenda.Options{Seed: 7})
	require.NoError(t, err)
	slices.Reverse(plans)
	two, err := agenda.On(e, day, slices.Values(plans), agenda.Options{Seed: 7})
	require.NoError(t, err)
	require.Empty(t, cmp.Diff(one, two))
	seen := make(map[string]bool)
	items := one.Items()
	for i := range items {
		require.False(t, seen[items[i].ID], items[i].ID)
		seen[items[i].ID] = true
		if i > 0 {
			require.LessOrEqual(t, items[i-1].State, items[i].State)
		}
		require.NotEmpty(t, items[i].Title)
		require.False(t, items[i].Target.IsZero())
	}
	tomorrow, err := agenda.On(e, day.Add(1), slices.Values(plans), agenda.Options{Seed: 7})
	require.NoError(t, err)
	same := 0
	for _, it := range tomorrow.Items() {
		if seen[it.ID] {
			same++
		}
	}
	require.Greater(t, same, 30, "what waits keeps its identifier")
	for line := range strings.Lines(one.String()) {
		require.LessOrEqual(t, len([]rune(strings.TrimRight(line, "\n"))), 80, line)
	}
	urgent, err := agenda.On(e, day, slices.Values(plans), agenda.Options{Seed: 7, Urgent: true})
	require.NoError(t, err)
	require.Zero(t, len(urgent.Counts()[agenda.Open]))
	require.NotZero(t, urgent.Counts()[agenda.Today][agenda.Doses])
}

// Random tests are spread over their period by the seed alone: the same seed gives the same days, and the days are not all one.
func TestRandomTestsAreSpread(t *testing.T) {
	e := engineOf(t)
	on := func(seed uint64, id string) civil.Date {
		p := onMethadone(t, e, id, 20)
		for d := civil.Must(2026, 2, 20); ; d = d.Add(1) {
			require.True(t, d.Before(civil.Must(2026, 6, 1)))
			a, err := agenda.On(e, d, slices.Values([]plan.Plan{p.plan}), agenda.Options{Seed: seed, Most: -1})
			require.NoError(t, err)
			for _, it := range a.Items() {
				if it.Duty == "otp.drugtest.due" {
					require.False(t, it.Latest.Before(it.Target))
					return d
				}
			}
		}
	}
	days := make(map[civil.Date]bool)
	for i := range 12 {
		id := fmt.Sprintf("person-%d", i)
		require.Equal(t, on(7, id), on(7, id))
		days[on(7, id)] = true
	}
	require.Greater(t, len(days), 5)
}

// A person has few open duties at a time; what has to be done now never waits, and what waits is counted.
func TestFewDutiesAreOpen(t *testing.T) {
	e := engineOf(t)
	waited := 0
	for days := 1; days < 60; days += 3 {
		p := onMethadone(t, e, "person-1", days)
		on := func(most int) agenda.Agenda {
			a, err := agenda.On(e, day, slices.Values([]plan.Plan{p.plan}), agenda.Options{Seed: 7, Most: most})
			require.NoError(t, err)
			return a
		}
		whole, few := on(-1), on(0)
		require.Zero(t, whole.People[0].More)
		waited += few.People[0].More
		require.Len(t, whole.Items(), len(few.Items())+few.People[0].More)
		duties, waits := 0, map[string]bool{}
		for _, it := range few.Items() {
			waits[it.ID] = true
			if it.Group > agenda.Looks {
				duties++
			}
		}
		for _, it := range whole.Items() {
			if !waits[it.ID] {
				require.Equal(t, agenda.Open, it.State, it.ID)
				require.Greater(t, it.Group, agenda.Looks)
				require.GreaterOrEqual(t, duties, agenda.FewDuties)
			}
		}
	}
	require.Positive(t, waited, "nobody had more than a few")
}

// Every duty of the rule pack has its group.
func TestEveryDutyHasAGroup(t *testing.T) {
	for _, d := range guidance.Duties() {
		require.True(t, agenda.Grouped(d.ID), "%s is in no group", d.ID)
	}
}

func TestNoPlan(t *testing.T) {
	_, err := agenda.On(engineOf(t), day, slices.Values([]plan.Plan{{}}), agenda.Options{})
	require.ErrorIs(t, err, plan.ErrNoPlan)
}

// A plan and a consent are looked at again after the days of the place, until they were, and never where the place says none.
func TestRenewals(t *testing.T) {
	e := engineOf(t)
	p := &person{TB: t, engine: e, plan: e.Open("person-1")}
	p.so(monday, record.PreventionPlanMade{}, record.ConsentRecorded{Consent: record.ConsentDisclosure, Given: truth.Yes},
		record.ConsentRecorded{Consent: record.ConsentTreatment, Given: truth.Yes})
	options := agenda.Options{PlanReview: 30, ConsentRenewal: map[record.Consent]int{record.ConsentDisclosure: 365}}
	on := func(d civil.Date, o agenda.Options) []string {
		a, err := agenda.On(e, d, slices.Values([]plan.Plan{p.plan}), o)
		require.NoError(t, err)
		var ids []string
		for _, it := range a.Items() {
			if strings.HasPrefix(string(it.Duty), "prevention-plan.") || strings.HasPrefix(string(it.Duty), "consent.") {
				ids = append(ids, string(it.Duty)+" "+it.State.String())
				require.NotEmpty(t, it.Cites)
			}
		}
		return ids
	}
	require.Empty(t, on(day.Add(400), agenda.Options{}))
	require.Empty(t, on(day.Add(29), options))
	require.Equal(t, []string{"prevention-plan.review today"}, on(day.Add(30), options))
	require.Equal(t, []string{"prevention-plan.review late"}, on(day.Add(31), options))
	require.Equal(t, []string{"prevention-plan.review late"}, on(day.Add(364), options))
	require.Equal(t, []string{"prevention-plan.review late", "consent.renewal.disclosure today"}, on(day.Add(365), options))
	p.so(monday.AddDate(0, 0, 40), record.PreventionPlanMade{}, record.ConsentRecorded{Consent: record.ConsentDisclosure, Given: truth.No})
	require.Empty(t, on(day.Add(69), options))
	require.Equal(t, []string{"prevention-plan.review today"}, on(day.Add(70), options), "a consent that was withdrawn is not asked for")
	p.so(monday.AddDate(0, 0, 41), record.PreventionPlanMade{Review: day.Add(101)})
	require.Empty(t, on(day.Add(71), options), "the plan names its own day")
	require.Equal(t, []string{"prevention-plan.review today"}, on(day.Add(101), agenda.Options{}))
	p.so(monday.AddDate(0, 0, 50), record.Died{})
	require.Empty(t, on(day.Add(400), options))
}

// BenchmarkOn is the agenda of a clinic of a hundred people and of one of ten thousand, who have been treated for 1 to 100 days: the
// processor's time for one person. A round is a day of the clinic.
func BenchmarkOn(b *testing.B) {
	e := engineOf(b)
	var plans []plan.Plan
	for i := range 10_000 {
		if i < 100 {
			plans = append(plans, onMethadone(b, e, fmt.Sprintf("person-%02d", i), 1+i).plan)
			continue
		}
		p, err := e.Restore(plan.ID(fmt.Sprintf("person-%d", i)), plans[i%100].Events()) // the same history under another name
		require.NoError(b, err)
		plans = append(plans, p)
	}
	for _, people := range []int{100, 10_000} {
		b.Run(fmt.Sprint(people), func(b *testing.B) {
			b.ReportAllocs()
			spent := processorTime(b)
			for range b.N {
				if _, err := agenda.On(e, day, slices.Values(plans[:people]), agenda.Options{Seed: 7}); err != nil {
					b.Fatal(err)
				}
			}
			spent = processorTime(b) - spent
			b.ReportMetric(float64(spent.Nanoseconds())/float64(b.N)/float64(people), "cpu-ns/person")
		})
	}
}

// processorTime is what the program has had of the processor: the clock says little on a machine that is shared.
func processorTime(b *testing.B) time.Duration {
	var u syscall.Rusage
	require.NoError(b, syscall.Getrusage(syscall.RUSAGE_SELF, &u))
	return time.Duration(u.Utime.Nano() + u.Stime.Nano())
}
