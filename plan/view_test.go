package plan_test

import (
	"encoding"
	"testing"
	"time"

	"github.com/oudpath/oudpath/medication"
	"github.com/oudpath/oudpath/plan"
	"github.com/oudpath/oudpath/plan/civil"
	"github.com/oudpath/oudpath/plan/evidence"
	"github.com/oudpath/oudpath/plan/record"
	"github.com/oudpath/oudpath/plan/truth"
	"github.com/oudpath/oudpath/stages"
	"github.com/oudpath/oudpath/stages/scale"
	"github.com/stretchr/testify/require"
)

// look runs a function on the view of an event after some others.
func look(t *testing.T, before []record.Event, ev record.Event, see func(*plan.View)) {
	t.Helper()
	called := false
	probe := plan.Rule{ID: "test.probe", Title: "Looks", Severity: record.Advice, Watches: everything(), Remedy: "none",
		Cites: []evidence.Citation{source}, Judge: func(v *plan.View) plan.Result {
			if v.Event().ID == ev.ID {
				called = true
				see(v)
			}
			return v.Met()
		}}
	e := newEngine(t, jurisdiction(), probe)
	p, err := e.Restore("p", before)
	require.NoError(t, err)
	findings, err := e.Judge(p, ev)
	require.NoError(t, err)
	require.Empty(t, findings, "the probe must not panic")
	require.True(t, called)
}

func TestTheViewOfARecord(t *testing.T) {
	before := []record.Event{
		at(0, "person", record.PersonRegistered{Birth: civil.Must(1990, 1, 1), Sex: record.Female}),
		at(1, "d1", dose(30)), at(25, "d2", dose(40)), at(49, "d3", dose(40)),
		at(50, "end", record.PlanEndDate{Substance: medication.Methadone, On: civil.Must(2026, 9, 1), Reason: record.ReasonPatientChoice}),
		at(51, "s1", record.SessionAttended{Service: stages.CBT}), at(52, "s2", record.SessionMissed{Service: stages.CBT}),
		at(52, "s3", record.SessionAttended{Service: stages.CBT}),
		at(53, "no", record.ServiceDeclined{Service: stages.GroupSessions}),
		at(53, "no-too", record.ServiceDeclined{Service: stages.ContingencyManagement}),
		at(54, "cows", record.Scored{Scale: scale.COWS, Total: 7}),
		at(55, "screen", record.Screened{Results: []record.AnalyteResult{{Analyte: record.AnalyteFentanyl, Result: record.Negative},
			{Analyte: record.AnalyteCocaine, Result: record.Positive}}}),
		at(56, "depot", record.DoseGiven{Product: medication.BupSublocade, Dose: medication.Dose{Principal: medication.Milligrams(300)}}),
	}
	look(t, before, at(60, "now", order(50)), func(v *plan.View) {
		require.Equal(t, start.Add(60*time.Hour), v.At())
		age, ok := v.Age()
		require.True(t, ok)
		require.Equal(t, 36, age)
		last, _ := v.LastDose(medication.Methadone)
		previous, _ := v.PreviousDose(medication.Methadone)
		raised, _ := v.LastIncrease(medication.Methadone)
		require.Equal(t, "40 mg", last.Amount.String())
		require.True(t, previous.At.Before(last.At))
		require.Equal(t, start.Add(25*time.Hour), raised.At)
		end, ok := v.PlannedEnd(medication.Methadone)
		require.True(t, ok)
		require.Equal(t, civil.Must(2026, 9, 1), end.On)
		attended, missed := v.SessionsSince(civil.Must(2026, 3, 1))
		require.Equal(t, []int{2, 1}, []int{attended, missed})
		attended, _ = v.SessionsSince(civil.Must(2026, 4, 1))
		require.Zero(t, attended)
		require.True(t, v.Declined(stages.GroupSessions))
		require.True(t, v.Declined(stages.ContingencyManagement))
		require.False(t, v.Declined(stages.CBT))
		score, _, ok := v.Scored(scale.COWS)
		require.True(t, ok)
		require.Equal(t, 7, score.Low)
		_, _, ok = v.Scored("none")
		require.False(t, ok)
		result, _, ok := v.Screened(record.AnalyteFentanyl)
		require.True(t, ok)
		require.Equal(t, record.Negative, result)
		_, _, ok = v.Screened("none")
		require.False(t, ok)
		depot, count, ok := v.LastDepot(medication.Buprenorphine)
		require.True(t, ok)
		require.Equal(t, 1, count)
		require.Equal(t, medication.BupSublocade, depot.Product.ID())
		_, ok = v.ActiveDepot(medication.Buprenorphine)
		require.True(t, ok)
		doses := 0
		for range v.Doses(medication.Methadone) {
			doses++
		}
		require.Equal(t, 3, doses)
		past := 0
		for range v.Past {
			past++
		}
		require.Equal(t, len(before), past)
		_, ok = v.Last(0)
		require.False(t, ok)
		s, ok := v.MedicationActive()
		require.True(t, ok)
		require.Equal(t, medication.Methadone, s)
		_, ok = v.LastDose(200)
		require.False(t, ok, "no such substance")
	})
}

func TestTheViewOfNothing(t *testing.T) {
	look(t, nil, at(0, "now", order(50)), func(v *plan.View) {
		for name, ok := range map[string]func() bool{
			"age":        func() bool { _, ok := v.Age(); return ok },
			"measured":   func() bool { _, _, ok := v.Measured(record.Pulse); return ok },
			"no measure": func() bool { _, _, ok := v.Measured(99); return ok },
			"score":      func() bool { _, _, ok := v.Scored(scale.COWS); return ok },
			"signs":      func() bool { _, _, ok := v.ObjectiveSigns(); return ok },
			"screen":     func() bool { _, _, ok := v.OpioidScreen(); return ok },
			"first":      func() bool { _, ok := v.FirstDose(medication.Methadone); return ok },
			"increase":   func() bool { _, ok := v.LastIncrease(medication.Methadone); return ok },
			"order":      func() bool { _, _, ok := v.OrderInForce(medication.Methadone); return ok },
			"missed":     func() bool { _, _, ok := v.MissedDoses(medication.Methadone); return ok },
			"end":        func() bool { _, ok := v.PlannedEnd(medication.Methadone); return ok },
			"stopped":    func() bool { _, _, ok := v.Stopped(medication.Methadone); return ok },
			"grant":      func() bool { _, _, ok := v.TakeHomeGranted(medication.Methadone); return ok },
			"supply":     func() bool { _, _, ok := v.Supplied(medication.Methadone); return ok },
			"depot":      func() bool { _, ok := v.ActiveDepot(medication.Buprenorphine); return ok },
			"active":     func() bool { _, ok := v.MedicationActive(); return ok },
			"reviewed":   func() bool { return v.Reviewed("nothing") },
			"history":    v.OpioidHistoryTaken,
		} {
			require.False(t, ok(), name)
		}
		require.Empty(t, v.Sex())
		pregnant, _ := v.Pregnant()
		for _, answer := range []truth.Value{pregnant, v.Health(record.LiverFailure), v.Allergy(medication.Methadone), v.Consent(record.ConsentTreatment)} {
			require.Equal(t, truth.Unknown, answer)
		}
		_, taken := v.Taking(medication.CNSDepressants)
		require.Equal(t, truth.Unknown, taken)
		require.True(t, v.Starting(medication.Methadone))
		require.Equal(t, 1, v.TreatmentDay(medication.Methadone))
	})
}

func TestEngineAndPlanSayWhatTheyAre(t *testing.T) {
	e := simple(t)
	require.Equal(t, time.UTC, e.Zone())
	require.Equal(t, stages.Journey().ID(), e.Journey().ID())
	require.Equal(t, stages.Care().ID(), e.Care().ID())
	require.Equal(t, stages.Medication().ID(), e.Courses().ID())
	require.Equal(t, civil.Must(2026, 3, 2), e.DayOf(start))
	require.Equal(t, "test", ptr(e.Jurisdiction()).ID)
	rule, ok := e.Rule("test.alias")
	require.True(t, ok)
	require.True(t, rule.Override.Allowed())
	require.Equal(t, "why more", rule.Override.Text())
	require.Empty(t, rule.Missing.Why())
	_, ok = e.Rule("test.nothing")
	require.False(t, ok)
	require.Equal(t, plan.ParamID("test.first-day.most"), firstDay.ID())
	require.Equal(t, "methadone on the first day", firstDay.Title())
	require.Equal(t, "medication.Mass", firstDay.Type())
	setting := e.Settings(firstDay)[0]
	require.Equal(t, firstDay.ID(), setting.Param())
	require.Equal(t, firstDay.Title(), setting.Title())

	p, out := apply(t, e, e.Open("p"), at(0, "a", dose(60)))
	require.Contains(t, out.Changes(), plan.Change{What: "medication course", Before: "none", After: "initiation"})
	require.Len(t, p.Timeline(), 3)
	require.Equal(t, stages.NoLevel, p.Level())
	require.Empty(t, plan.Plan{}.Stage())
	require.True(t, plan.Plan{}.IsZero())
	_, err := e.Judge(plan.Plan{}, at(0, "a", dose(1)))
	require.ErrorIs(t, err, plan.ErrNoPlan)
	_, err = e.Judge(p, record.Event{})
	require.ErrorIs(t, err, record.ErrEvent)
	_, err = e.Explain(plan.Plan{}, at(0, "a", dose(1)), "test.alias")
	require.ErrorIs(t, err, plan.ErrNoPlan)
	_, err = e.Explain(p, record.Event{ID: "x"}, "test.alias")
	require.ErrorIs(t, err, record.ErrEvent)
	x, err := e.Explain(p, record.Event{At: start.Add(time.Hour), Body: order(1)}, "test.alias")
	require.NoError(t, err)
	require.Equal(t, record.EventID("check"), x.Finding.Event)
}

func TestExplainCatchesARuleThatPanics(t *testing.T) {
	broken := pulseRule()
	broken.Judge = func(*plan.View) plan.Result { panic("out of wits") }
	e := newEngine(t, jurisdiction(), broken)
	x, err := e.Explain(e.Open("p"), at(0, "o", order(1)), "test.pulse")
	require.NoError(t, err)
	require.Equal(t, plan.VerdictUnknown, x.Finding.Verdict)
	empty := pulseRule()
	empty.Judge = func(*plan.View) plan.Result { return plan.Result{} }
	e = newEngine(t, jurisdiction(), empty)
	x, err = e.Explain(e.Open("p"), at(0, "o", order(1)), "test.pulse")
	require.NoError(t, err)
	require.Equal(t, plan.VerdictUnknown, x.Finding.Verdict)
}

// TestNamesRoundTrip writes and reads the names of every enumeration, and refuses what is none.
func TestNamesRoundTrip(t *testing.T) {
	for s := record.Advice; s.Valid(); s++ {
		text, err := s.MarshalText()
		require.NoError(t, err)
		var back record.Severity
		require.NoError(t, back.UnmarshalText(text))
		require.Equal(t, s, back)
	}
	for _, info := range record.Measures() {
		text, err := info.Measure.MarshalText()
		require.NoError(t, err)
		var back record.Measure
		require.NoError(t, back.UnmarshalText(text))
		require.Equal(t, info.Measure, back)
	}
	require.Error(t, new(record.Severity).UnmarshalText([]byte("Block")))
	require.Error(t, new(record.Measure).UnmarshalText([]byte("Pulse")))
	for _, invalid := range []encoding.TextMarshaler{record.Severity(0), record.Measure(0), record.Measure(200)} {
		_, err := invalid.MarshalText()
		require.Error(t, err)
	}
	for want, v := range map[string]encoding.TextMarshaler{"met": plan.VerdictMet, "invalid": plan.Verdict(99), "allowed": plan.Allowed} {
		text, err := v.MarshalText()
		require.NoError(t, err)
		require.Equal(t, want, string(text))
	}
	for _, text := range []string{plan.Status(9).String(), plan.Verdict(9).String(), record.Kind(200).String()} {
		require.Equal(t, "invalid", text)
	}
	require.Equal(t, "invalid severity 9", record.Severity(9).String())
	require.Equal(t, "invalid measure 99", record.Measure(99).String())
	require.Nil(t, record.Kind(0).Zero())
	require.NotEmpty(t, record.Analytes())
}

func TestAJurisdictionMayBeginLaterThanTheOneBelow(t *testing.T) {
	base := jurisdiction(firstDay.From(civil.Must(2020, 1, 1), medication.Milligrams(40), source))
	layer := func(s plan.Setting) error {
		_, err := plan.New(plan.Config{Rules: []plan.Rule{firstDayRule()},
			Jurisdiction: plan.Jurisdiction{ID: "layer", Version: "1", Below: &base,
				Settings: []plan.Setting{s}}})
		return err
	}
	require.NoError(t, layer(firstDay.Always(medication.Milligrams(30), source)))
	require.ErrorContains(t, layer(firstDay.Always(medication.Milligrams(50), source)), "does not say Relax",
		"looser than the first that it meets")
	table := plan.NewParam[[2]int]("test.table.value", "a value that cannot be compared", nil)
	below := jurisdiction(table.Always([2]int{1, 2}, source))
	_, err := plan.New(plan.Config{Rules: []plan.Rule{firstDayRule()},
		Jurisdiction: plan.Jurisdiction{ID: "layer", Version: "1", Below: &below,
			Settings: []plan.Setting{table.Always([2]int{1, 3}, source)}}})
	require.ErrorContains(t, err, "does not say Relax")
}

// TestUnequalDosesAddUp holds that rules see what a day of unequal doses comes to, and hypersensitivities that a name tells.
func TestUnequalDosesAddUp(t *testing.T) {
	var total medication.Mass
	var allergies [2]truth.Value
	asking := firstDayRule()
	asking.Judge = func(v *plan.View) plan.Result {
		d, _ := v.Dosing()
		total = d.Total
		allergies = [2]truth.Value{v.Allergy(medication.Methadone), v.Allergy(medication.Naltrexone)}
		return v.Met()
	}
	e := newEngine(t, jurisdiction(firstDay.Always(medication.Milligrams(50), source)), asking)
	p, _ := apply(t, e, e.Open("p"), at(0, "a", record.AllergyReported{Agent: "penicillin"}),
		at(1, "b", record.AllergyReported{Agent: "methadone"}),
		at(2, "c", record.Reviewed{Section: record.AllergiesSection}))
	unequal := order(30)
	unequal.PerDay, unequal.Parts = 2, []medication.Mass{medication.Milligrams(30), medication.Milligrams(15)}
	_, err := e.Check(p, at(3, "", unequal))
	require.NoError(t, err)
	require.Equal(t, medication.Milligrams(45), total)
	require.Equal(t, [2]truth.Value{truth.Yes, truth.No}, allergies)
}

// everything are all meanings.
func everything() (all record.Means) {
	for m := range record.AllMeans() {
		all |= m
	}
	return all
}
