package plan_test

import (
	"cmp"
	"fmt"
	"testing"
	"time"

	"github.com/oudpath/oudpath/medication"
	"github.com/oudpath/oudpath/plan"
	"github.com/oudpath/oudpath/plan/evidence"
	"github.com/oudpath/oudpath/plan/record"
	"github.com/oudpath/oudpath/stages"
	"github.com/stretchr/testify/require"
)

var (
	start  = time.Date(2026, 3, 2, 9, 0, 0, 0, time.UTC)
	source = evidence.Source{ID: "test", Title: "test"}.At("", evidence.Primary)
	nurse  = record.Actor{ID: "n1", Role: "nurse"}
)

var firstDay = plan.NewParam("test.first-day.most", "methadone on the first day", plan.LowerIsStricter(medication.Mass.Compare))
var pulseLimit = plan.NewParam("test.pulse.most", "pulse at a dose", plan.LowerIsStricter(cmp.Compare[int]))

func firstDayRule() plan.Rule {
	return plan.Rule{
		ID: "test.first-day", Aliases: []record.RuleID{"test.alias"}, Title: "Little on the first day", Severity: record.Block,
		Watches: record.Prescribes | record.Puts, Cites: []evidence.Citation{source},
		Needs: plan.Needs(plan.Optional(firstDay)), Remedy: "give less", Override: plan.Overridable("why more"),
		Unless: []plan.Exception{{Context: record.VerifiedTransfer, Why: "the dose was confirmed", Leaves: record.Warning}},
		Judge: func(v *plan.View) plan.Result {
			d, ok := v.Dosing()
			if !ok || d.Substance != medication.Methadone || v.TreatmentDay(medication.Methadone) > 1 {
				return v.NotApplicable()
			}
			limit, ok := firstDay.If(v)
			if !ok {
				return v.Unset(firstDay)
			}
			if total := v.DayTotal(medication.Methadone, v.Day()).Add(d.Total); limit.Value.Compare(total) < 0 {
				return v.Violated(limit, "%s on the first day, above %s", total, limit.Value)
			}
			return v.Met()
		},
	}
}

func pulseRule() plan.Rule {
	return plan.Rule{
		ID: "test.pulse", Title: "The pulse was measured", Severity: record.Block, Watches: record.Prescribes,
		Cites: []evidence.Citation{source}, Needs: plan.Needs(plan.Optional(pulseLimit)), Remedy: "measure it",
		Override: plan.NotOverridable("it takes a minute"),
		Judge: func(v *plan.View) plan.Result {
			value, _, ok := v.Measured(record.Pulse)
			if !ok {
				return v.Lacks("pulse")
			}
			if limit, ok := pulseLimit.If(v); ok && record.Whole(int32(limit.Value)).Less(value) {
				return v.Violated(limit, "pulse %s", value)
			}
			return v.Met()
		},
	}
}

func jurisdiction(settings ...plan.Setting) plan.Jurisdiction {
	return plan.Jurisdiction{ID: "test", Version: "1", Title: "Test", Zone: time.UTC, Settings: settings}
}

func newEngine(t testing.TB, p plan.Jurisdiction, rules ...plan.Rule) *plan.Engine {
	t.Helper()
	engine, err := plan.New(plan.Config{Jurisdiction: p, Rules: rules})
	require.NoError(t, err)
	return engine
}

func dose(mg uint32) record.DoseGiven {
	return record.DoseGiven{Product: medication.MethadoneTab, Dose: medication.Dose{Principal: medication.Milligrams(mg)}}
}

func order(mg uint32) record.Order {
	return record.Order{Product: medication.MethadoneTab, Dose: medication.Dose{Principal: medication.Milligrams(mg)},
		Schedule: medication.Daily()}
}

func at(hours int, id string, body record.Body) record.Event {
	return record.Event{ID: record.EventID(id), At: start.Add(time.Duration(hours) * time.Hour), Actor: nurse, Body: body}
}

func apply(t testing.TB, e *plan.Engine, p plan.Plan, events ...record.Event) (plan.Plan, plan.Outcome) {
	t.Helper()
	var out plan.Outcome
	for _, ev := range events {
		var err error
		out, err = e.Apply(p, ev)
		require.NoError(t, err, "%s", ev.ID)
		p = out.Plan
	}
	return p, out
}

func TestAnIntentIsRefusedAndAFactIsRecorded(t *testing.T) {
	e := newEngine(t, jurisdiction(firstDay.Always(medication.Milligrams(50), source)), firstDayRule())
	p := e.Open("p")
	decision, err := e.Check(p, at(0, "", order(51)))
	require.NoError(t, err)
	require.Equal(t, plan.Refused, decision.Status)
	require.Len(t, decision.Findings, 1)
	require.Equal(t, "50 mg", decision.Findings[0].Limit.Value)

	q, out := apply(t, e, p, at(0, "a", order(51)))
	require.False(t, out.Accepted())
	require.True(t, q.Equal(p))

	q, out = apply(t, e, p, at(0, "a", dose(51)))
	require.True(t, out.Accepted())
	require.Len(t, q.Deviations(), 1)
	require.Equal(t, stages.Initiation, q.Course())
	require.Equal(t, 3, q.Len(), "the dose, the move of the course and the deviation")
	require.Zero(t, p.Len(), "the plan that was given stays as it was")

	again, err := e.Restore("p", q.Events())
	require.NoError(t, err)
	require.True(t, again.Equal(q))
	require.Equal(t, q.Summary(), again.Summary())
}

func TestALateDoseIsJudgedInItsPlace(t *testing.T) {
	e := newEngine(t, jurisdiction(firstDay.Always(medication.Milligrams(50), source)), firstDayRule())
	p, _ := apply(t, e, e.Open("p"), at(2, "second", dose(30)), at(30, "third", dose(60)))
	require.Empty(t, p.Deviations())
	late := at(0, "first", dose(30))
	late.Recorded = start.Add(48 * time.Hour)
	q, out := apply(t, e, p, late)
	require.True(t, out.Late)
	require.Len(t, out.Appeared, 1)
	require.Equal(t, record.EventID("second"), out.Appeared[0].Event)
	require.Len(t, q.Deviations(), 1)
	folded, err := e.Restore("p", q.Events())
	require.NoError(t, err)
	require.True(t, folded.Equal(q))

	known, err := e.AsKnown(q, start.Add(40*time.Hour))
	require.NoError(t, err)
	require.True(t, known.Equal(p))

	r, out := apply(t, e, q, at(50, "oops", record.Retracted{Event: "first", Reason: "another person's dose"}))
	require.Len(t, out.Withdrawn, 1)
	require.Empty(t, r.Deviations())
	folded, err = e.Restore("p", r.Events())
	require.NoError(t, err)
	require.True(t, folded.Equal(r))
	require.Equal(t, folded.Summary(), r.Summary())
}

func TestUnknownIsNotAPass(t *testing.T) {
	e := newEngine(t, jurisdiction(pulseLimit.Always(120, source)), pulseRule(), firstDayRule())
	decision, err := e.Check(e.Open("p"), at(0, "", order(20)))
	require.NoError(t, err)
	require.Equal(t, plan.Undetermined, decision.Status)
	require.Len(t, decision.Unknown(), 2)
}

func BenchmarkPlain(b *testing.B) {
	e := newEngine(b, jurisdiction(firstDay.Always(medication.Milligrams(50), source)), firstDayRule())
	for _, n := range []int{100, 10000} {
		p := e.Open("p")
		var events []record.Event
		for i := range n {
			events = append(events, at(24*i/5, fmt.Sprint("e", i), dose(40)))
		}
		p, err := e.Restore("p", events)
		require.NoError(b, err)
		b.Run(fmt.Sprint("apply/", n), func(b *testing.B) {
			b.ReportAllocs()
			ev := at(24*n, "next", dose(40))
			for b.Loop() {
				if _, err := e.Apply(p, ev); err != nil {
					b.Fatal(err)
				}
			}
		})
		b.Run(fmt.Sprint("fold/", n), func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				if _, err := e.Restore("p", events); err != nil {
					b.Fatal(err)
				}
			}
			b.ReportMetric(float64(b.Elapsed().Nanoseconds())/float64(b.N)/float64(n), "ns/event")
		})
	}
}
