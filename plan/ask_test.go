package plan_test

import (
	"fmt"
	"strings"
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

func simple(t testing.TB) *plan.Engine {
	return newEngine(t, jurisdiction(firstDay.Always(medication.Milligrams(50), source), pulseLimit.Always(100, source)), firstDayRule())
}

func TestCheckIsForIntents(t *testing.T) {
	e := simple(t)
	_, err := e.Check(plan.Plan{}, at(0, "", order(20)))
	require.ErrorIs(t, err, plan.ErrNoPlan)
	_, err = e.Check(e.Open("p"), at(0, "", dose(20)))
	require.ErrorIs(t, err, plan.ErrNotIntent)
	_, err = e.Check(e.Open("p"), record.Event{Body: order(20)})
	require.ErrorIs(t, err, record.ErrEvent)
}

func TestCheckInThePastSeesOnlyThePast(t *testing.T) {
	e := simple(t)
	p, _ := apply(t, e, e.Open("p"), at(1, "a", dose(30)), at(30, "b", dose(30)))
	d, err := e.Check(p, at(2, "", order(30)))
	require.NoError(t, err)
	require.Equal(t, plan.Refused, d.Status, "30 mg were given that day, and the second day had not come")
	d, err = e.Check(p, at(0, "", order(30)))
	require.NoError(t, err)
	require.Equal(t, plan.Allowed, d.Status)
	d, err = e.Check(p, at(31, "", order(90)))
	require.NoError(t, err)
	require.Equal(t, plan.Allowed, d.Status, "the rule speaks of the first day")
}

func TestExplainShowsWhatARuleRead(t *testing.T) {
	e := simple(t)
	p, _ := apply(t, e, e.Open("p"), at(1, "a", dose(30)))
	x, err := e.Explain(p, at(2, "", order(10)), "test.alias")
	require.NoError(t, err)
	require.Equal(t, plan.VerdictMet, x.Finding.Verdict)
	require.True(t, x.Watched)
	require.Equal(t, record.EventID("a"), x.Finding.Causes[0].Event)
	require.Equal(t, "50 mg", x.Limits[0].Value)
	require.Equal(t, "met: "+x.Finding.Title, x.Finding.Text.String(), "a rule that is met and says nothing is said to be")
	_, err = e.Explain(p, at(2, "", order(10)), "test.nothing")
	require.ErrorIs(t, err, plan.ErrRule)
	x, err = e.Explain(p, at(1, "a", dose(30)), "test.first-day")
	require.NoError(t, err)
	require.Empty(t, x.Finding.Causes, "an event on record is judged against what came before it")
}

func TestMovesFollowThePathways(t *testing.T) {
	e := simple(t)
	p, out := apply(t, e, e.Open("p"), at(0, "a", record.StageMove{Trigger: stages.Assess}))
	require.True(t, out.Accepted())
	require.Equal(t, stages.Assessment, p.Stage())

	_, out = apply(t, e, p, at(1, "b", record.StageMove{Trigger: stages.EnterRecovery, To: stages.Detox}))
	require.False(t, out.Accepted())
	require.Contains(t, out.Decision.Findings[0].Message(), "not to detox")

	p, _ = apply(t, e, p, at(1, "c", record.StageMove{Trigger: stages.BeginDetox}))
	_, out = apply(t, e, p, at(2, "d", record.StageMove{Trigger: stages.BeginAftercare}))
	require.Equal(t, plan.Undetermined, out.Decision.Status, "nobody said whether care goes on")
	require.True(t, out.Decision.Findings[0].Holds)
	_, out = apply(t, e, p, at(2, "d", record.StageMove{Trigger: stages.BeginAftercare, ReferralArranged: truth.No}))
	require.Equal(t, plan.Refused, out.Decision.Status)
	q, _ := apply(t, e, p, at(2, "d", record.StageMove{Trigger: stages.BeginAftercare, ReferralArranged: truth.Yes}))
	require.Equal(t, stages.Aftercare, q.Stage())

	q, _ = apply(t, e, q, at(3, "e", record.ReturnedToUse{Agent: "heroin"}))
	require.Equal(t, stages.Assessment, q.Stage(), "return to use leads to reassessment")
	q, _ = apply(t, e, q, at(4, "f", record.Died{}))
	require.Equal(t, stages.Deceased, q.Stage())
	q, out = apply(t, e, q, at(5, "g", record.StageMove{Trigger: stages.Readmit}))
	require.Equal(t, plan.Refused, out.Decision.Status)
	_, out = apply(t, e, q, at(6, "h", record.ForceMove{Stage: stages.Assessment, Note: "the death was recorded for another person"}))
	require.True(t, out.Accepted())
	require.Len(t, out.Decision.Violated(record.Warning), 1, "a forced move is never silent")
}

func TestAMoveMayBeRepeatedWithoutItsTarget(t *testing.T) {
	e := simple(t)
	move := at(0, "a", record.StageMove{Trigger: stages.Assess})
	p, _ := apply(t, e, e.Open("p"), move)
	_, out := apply(t, e, p, move)
	require.True(t, out.Duplicate)
	level := at(1, "b", record.LevelMove{Trigger: "to-outpatient"})
	p, _ = apply(t, e, p, level)
	_, out = apply(t, e, p, level)
	require.True(t, out.Duplicate)
	other := move
	other.Body = record.StageMove{Trigger: stages.Assess, To: stages.Therapy}
	_, err := e.Apply(p, other)
	require.ErrorIs(t, err, plan.ErrConflict)
}

func TestAllowedSaysWhyNot(t *testing.T) {
	e := simple(t)
	options, err := e.Allowed(e.Open("p"), start)
	require.NoError(t, err)
	open, axes := map[stages.Trigger]plan.Option{}, map[plan.Axis]int{}
	for _, o := range options {
		axes[o.Axis]++
		if o.Axis == plan.StageAxis {
			open[o.Trigger] = o
		}
		require.NotEqual(t, stages.DoseGiven, o.Trigger, "a dose is given, and not asked for")
	}
	require.NotZero(t, axes[plan.LevelAxis])
	require.NotZero(t, axes[plan.CourseAxis])
	require.Equal(t, "assessment", open[stages.Assess].To)
	require.Empty(t, open[stages.BeginTherapy].To, "the pathway does not have the move, which leads nowhere")
	require.True(t, ptr(open[stages.Assess].Decision).Allowed())
	require.Equal(t, plan.Refused, open[stages.BeginTherapy].Decision.Status)
	require.Contains(t, open[stages.BeginTherapy].Decision.Findings[0].Message(), "Assessment comes first")
	require.NotContains(t, open, stages.Overdose, "nobody asks for an overdose")
	_, err = e.Allowed(plan.Plan{}, start)
	require.ErrorIs(t, err, plan.ErrNoPlan)
}

func TestWhatIf(t *testing.T) {
	e := simple(t)
	p, _ := apply(t, e, e.Open("p"), at(0, "a", record.StageMove{Trigger: stages.Assess}), at(1, "b", dose(30)), at(24, "c", dose(40)),
		at(48, "d", record.ReturnedToUse{}))
	fork, err := e.Fork(p, start.Add(30*time.Hour))
	require.NoError(t, err)
	require.Empty(t, plan.Diff(fork, fork))
	require.Equal(t, start.Add(time.Hour), fork.Summary().Medications[0].FirstAt)
	ordered, _ := apply(t, e, e.Open("q"), at(0, "o", order(30)))
	require.Zero(t, ordered.Summary().Medications[0].FirstAt, "ordered, and not taken yet")
	other, _ := apply(t, e, fork, at(31, "x", record.StageMove{Trigger: stages.BeginTherapy}))
	changes := map[string]plan.Change{}
	for _, c := range plan.Diff(p, other) {
		changes[c.What] = c
	}
	require.Equal(t, plan.Change{What: "stage", Before: "assessment", After: "therapy"}, changes["stage"])
	require.NotContains(t, changes, "methadone last dose")
	_, err = e.Fork(plan.Plan{}, start)
	require.ErrorIs(t, err, plan.ErrNoPlan)
	gone := plan.Diff(p, e.Open("p"))
	require.NotEmpty(t, gone)
}

func TestCorrectionsReferToWhatCanBeCorrected(t *testing.T) {
	e := simple(t)
	p, _ := apply(t, e, e.Open("p"), at(0, "a", dose(60)), at(10, "r", record.Retracted{Event: "a", Reason: "not given"}))
	for name, target := range map[string]record.EventID{"unknown": "z", "void": "a", "retraction": "r", "derived": "a~course"} {
		_, err := e.Apply(p, at(11, "x", record.Retracted{Event: target, Reason: "typing"}))
		require.ErrorIs(t, err, plan.ErrReference, name)
		replacing := at(11, "x", dose(10))
		replacing.Replaces = target
		_, err = e.Apply(p, replacing)
		require.ErrorIs(t, err, plan.ErrReference, name)
		_, err = e.Restore("p", append(p.Events(), replacing))
		require.ErrorIs(t, err, plan.ErrReference, name)
	}
	_, err := e.Restore("p", []record.Event{at(0, "a", dose(1)), at(1, "a", dose(2))})
	require.ErrorIs(t, err, plan.ErrConflict)
	orphan := at(0, "a~x", record.DeviationRecorded{Rule: "a.b", Severity: record.Warning})
	orphan.Cause = "a"
	_, err = e.Restore("p", []record.Event{orphan})
	require.ErrorIs(t, err, plan.ErrReference)
	_, err = e.Restore("p", []record.Event{{ID: "a"}})
	require.ErrorIs(t, err, record.ErrEvent)
}

func TestACorrectionMovesThePersonAgain(t *testing.T) {
	e := simple(t)
	p, _ := apply(t, e, e.Open("p"), at(0, "first", dose(20)), at(24, "second", dose(20)))
	require.Equal(t, stages.Initiation, p.Course())
	q, out := apply(t, e, p, at(48, "r", record.Retracted{Event: "first", Reason: "given to another person"}))
	require.Equal(t, stages.Initiation, q.Course(), "the second dose has started the course now")
	require.True(t, out.Late)
	m, ok := q.Event("first")
	require.True(t, ok)
	require.True(t, m.Void)
	_, ok = q.Event("no such")
	require.False(t, ok)
	replaced := at(24, "better", dose(25))
	replaced.Replaces, replaced.Recorded = "second", start.Add(60*time.Hour)
	q, _ = apply(t, e, q, replaced)
	require.Equal(t, "25 mg", q.Summary().Medications[0].LastDose.String())
	folded, err := e.Restore("p", q.Events())
	require.NoError(t, err)
	require.True(t, folded.Equal(q))
}

func TestMalformedEvents(t *testing.T) {
	e := simple(t)
	good := at(0, "a", dose(20))
	for name, change := range map[string]func(*record.Event){
		"no body":       func(ev *record.Event) { ev.Body = nil },
		"no id":         func(ev *record.Event) { ev.ID = "" },
		"tilde":         func(ev *record.Event) { ev.ID = "a~b" },
		"control":       func(ev *record.Event) { ev.ID = "a\n" },
		"long":          func(ev *record.Event) { ev.ID = record.EventID(strings.Repeat("a", 201)) },
		"no time":       func(ev *record.Event) { ev.At = time.Time{} },
		"far":           func(ev *record.Event) { ev.At = time.Date(2300, 1, 1, 0, 0, 0, 0, time.UTC) },
		"too early":     func(ev *record.Event) { ev.Recorded = ev.At.Add(-time.Second) },
		"cause":         func(ev *record.Event) { ev.Cause = "b" },
		"pointer":       func(ev *record.Event) { ev.Body = ptr(dose(20)) },
		"nil pointer":   func(ev *record.Event) { ev.Body = (*record.Order)(nil) },
		"self":          func(ev *record.Event) { ev.Replaces = "a" },
		"fact override": func(ev *record.Event) { ev.Overrides = []record.Override{{Rule: "a.b", Reason: record.ReasonClinical}} },
		"no product":    func(ev *record.Event) { ev.Body = record.DoseGiven{Product: "aspirin", Dose: dose(1).Dose} },
		"no dose":       func(ev *record.Event) { ev.Body = record.DoseGiven{Product: medication.MethadoneTab} },
		"derived":       func(ev *record.Event) { ev.Body = record.StageMoved{To: stages.Therapy} },
		"force": func(ev *record.Event) {
			ev.Actor, ev.Body = record.Actor{}, record.ForceMove{Stage: stages.Therapy, Note: "x"}
		},
	} {
		ev := good
		change(&ev)
		_, err := e.Apply(e.Open("p"), ev)
		require.ErrorIs(t, err, record.ErrEvent, name)
	}
	_, err := e.Apply(plan.Plan{}, good)
	require.ErrorIs(t, err, plan.ErrNoPlan)
}

// badBodies are bodies that miss what they need or hold what cannot be.
func badBodies() []record.Body {
	return []record.Body{
		record.PersonRegistered{Sex: "other"}, record.DiagnosisRecorded{Criteria: 12}, record.DiagnosisRecorded{Code: "F11.23"},
		record.OpioidUsed{}, record.Scored{Scale: "x"}, record.Scored{Scale: scale.COWS, Total: 49},
		record.Scored{Scale: scale.COWS, Total: 5, Items: map[string]int{"pulse": 3}},
		record.SignsObserved{Signs: []record.Sign{"headache"}}, record.SignsObserved{Signs: []record.Sign{record.Yawning, record.Yawning}},
		record.Measured{}, record.Measured{Measure: record.OxygenSaturation, Value: record.Whole(101)}, record.Screened{},
		record.Screened{Results: []record.AnalyteResult{{Analyte: record.AnalyteFentanyl}}},
		record.Screened{Results: []record.AnalyteResult{{Analyte: record.AnalyteFentanyl, Result: record.Positive},
			{Analyte: record.AnalyteFentanyl, Result: record.Negative}}},
		record.PregnancyReported{}, record.AllergyReported{}, record.ConditionReported{Condition: "x"}, record.MedicineReported{Agent: "x"},
		record.Reviewed{}, record.Challenged{}, record.Challenged{Result: record.Negative,
			Observed: -1}, record.DoseTaken{}, record.DoseMissed{},
		record.DoseHeld{Substance: medication.Methadone}, record.TakeHomeSupplied{Substance: medication.Methadone},
		record.NaloxoneSupplied{Product: medication.BupnxFilm}, record.NaloxoneSupplied{Doses: -1}, record.NaloxoneSupplied{Product: "x"},
		record.SessionAttended{}, record.SessionMissed{}, record.ServiceDeclined{}, record.RewardEarned{}, record.AdverseEvent{},
		record.ConsentRecorded{}, record.ContextStated{Context: "x"}, record.Custom{}, record.Retracted{}, record.DeviationRecorded{Rule: "a.b"},
		record.DeviationWithdrawn{}, record.StageMoved{}, record.CourseMoved{}, record.OverrideGranted{},
		record.OverrideGranted{Override: record.Override{Expires: start}},
		record.Order{Product: medication.MethadoneTab, Dose: dose(1).Dose, PerDay: 25}, record.Order{}, record.StageMove{},
		record.StageMove{Trigger: stages.DischargePlanned}, record.StageMove{Trigger: stages.Transfer}, record.LevelMove{},
		record.LevelMove{Trigger: "to-outpatient", ASAM: "3.7"}, record.LevelMove{Trigger: "to-outpatient", WeeklyHours: record.Whole(169)},
		record.CourseMove{}, record.StopMedication{Substance: medication.Methadone}, record.PlanEndDate{Substance: medication.Methadone},
		record.TakeHomeGrant{Product: medication.MethadoneTab, Days: 2,
			ClosureDays: 3}, record.WithdrawalManagement{}, record.ForceMove{Note: "x"},
		record.ForceMove{Stage: stages.Therapy},
	}
}

func TestBodiesValidate(t *testing.T) {
	for _, b := range badBodies() {
		require.Error(t, b.Validate(), "%T %+v", b, b)
	}
}

var visit = plan.Duty{
	ID: "test.visit", Title: "See the person again", Cites: []evidence.Citation{source}, Watches: record.Puts, During: plan.WhileAlive,
	When: func(v *plan.View) (plan.Due, bool) {
		d, ok := v.LastDose(medication.Methadone)
		if !ok {
			return plan.Due{}, false
		}
		day := v.DayOf(d.At)
		return plan.Due{Earliest: day.Add(5), On: day.Add(7), Latest: day.Add(9), Why: "a dose was given"}, true
	},
}

func TestDue(t *testing.T) {
	broken := visit
	broken.ID = "test.broken"
	broken.When = func(*plan.View) (plan.Due, bool) { panic("no idea") }
	e, err := plan.New(plan.Config{Jurisdiction: jurisdiction(firstDay.Always(medication.Milligrams(50), source)),
		Rules:  []plan.Rule{firstDayRule()},
		Duties: []plan.Duty{visit, broken}})
	require.NoError(t, err)
	p, out := apply(t, e, e.Open("p"), at(0, "a", dose(20)))
	require.Len(t, out.Obligations(), 2)
	for days, want := range map[int]plan.ObligationStatus{1: plan.Upcoming, 4: plan.Upcoming, 5: plan.DueNow, 9: plan.DueNow, 10: plan.Overdue} {
		due, err := e.Due(p, start.AddDate(0, 0, days))
		require.NoError(t, err)
		for _, o := range due {
			if o.Duty == "test.visit" {
				require.Equal(t, want, o.Status, "after %d days", days)
				require.Equal(t, civil.Must(2026, 3, 9), o.Due)
				require.Equal(t, record.EventID("a"), o.Causes[0].Event)
			} else {
				require.Contains(t, o.Why, "panicked")
			}
		}
	}
	_, err = e.Due(plan.Plan{}, start)
	require.ErrorIs(t, err, plan.ErrNoPlan)
	_, err = plan.New(plan.Config{Jurisdiction: jurisdiction(), Rules: []plan.Rule{firstDayRule()},
		Duties: []plan.Duty{{ID: "x"}, visit, visit}})
	require.ErrorContains(t, err, "duplicate duty")
	require.ErrorContains(t, err, "dotted")
	require.ErrorContains(t, err, "no citation")
}

// TestDutiesThatDoNotWorkAreShown gives the engine duties that are wrong in themselves: each is due now, with what is wrong.
func TestDutiesThatDoNotWorkAreShown(t *testing.T) {
	day := func(v *plan.View) civil.Date { return v.Day() }
	for name, c := range map[string]struct {
		when  func(*plan.View) (plan.Due, bool)
		needs []plan.Need
		says  string // empty: it is not due
	}{
		"turned round": {func(v *plan.View) (plan.Due, bool) { return plan.Due{Earliest: day(v).Add(1), On: day(v)}, true }, nil,
			"earliest day"},
		"late before due": {func(v *plan.View) (plan.Due, bool) { return plan.Due{On: day(v), Latest: day(v).Add(-1)}, true }, nil,
			"latest day"},
		"no day": {func(*plan.View) (plan.Due, bool) { return plan.Due{}, true }, nil, "no day"},
		"undeclared": {func(v *plan.View) (plan.Due, bool) { firstDay.Of(v); return plan.Due{On: day(v)}, true }, nil,
			"does not declare"},
		"undeclared, quiet": {func(v *plan.View) (plan.Due, bool) { firstDay.If(v); return plan.Due{}, false }, nil, "does not declare"},
		"panics":            {func(*plan.View) (plan.Due, bool) { panic("no idea") }, nil, "no idea"},
		"not set":           {func(v *plan.View) (plan.Due, bool) { return plan.Due{On: day(v)}, true }, plan.Needs(firstDay), ""},
		"optional, and read": {func(v *plan.View) (plan.Due, bool) { firstDay.Of(v); return plan.Due{On: day(v)}, true },
			plan.Needs(plan.Optional(firstDay)), ""},
	} {
		duty := visit
		duty.When, duty.Needs = c.when, c.needs
		e, err := plan.New(plan.Config{Jurisdiction: jurisdiction(), Rules: []plan.Rule{firstDayRule()}, Duties: []plan.Duty{duty}})
		require.NoError(t, err)
		p, _ := apply(t, e, e.Open("p"), at(0, "a", dose(20)))
		due, err := e.Due(p, start.AddDate(0, 0, 3))
		require.NoError(t, err)
		if c.says == "" {
			require.Empty(t, due, name)
			continue
		}
		require.Len(t, due, 1, name)
		require.Contains(t, due[0].Defect, c.says, name)
		require.Contains(t, due[0].Why, c.says, name)
		require.Equal(t, plan.DueNow, due[0].Status, name)
	}
}

// TestSpansOfDuties asks a duty of each span after each way in which treatment ends.
func TestSpansOfDuties(t *testing.T) {
	given := at(0, "a", dose(20))
	stopped := record.StopMedication{Substance: medication.Methadone, Reason: record.ReasonPatientChoice}
	force := func(to stages.Stage) record.Body { return record.ForceMove{Stage: to, Note: "a test"} }
	for name, c := range map[string]struct {
		after []record.Body
		lasts plan.Span // the shortest that lasts; zero: none
	}{
		"treated":                 {nil, plan.WhileTreated},
		"stopped":                 {[]record.Body{stopped}, plan.WhileInCare},
		"stopped and taken again": {[]record.Body{stopped, dose(20)}, plan.WhileTreated},
		"discharged":              {[]record.Body{force(stages.DischargedPlanned)}, plan.UntilTransfer},
		"left and given again":    {[]record.Body{force(stages.DischargedUnplanned), dose(20)}, plan.WhileTreated},
		"transferred":             {[]record.Body{force(stages.Transferred)}, plan.WhileAlive},
		"taken from the hand after the transfer": {[]record.Body{force(stages.Transferred),
			record.DoseTaken{Product: medication.MethadoneTab, Dose: dose(20).Dose}}, plan.WhileAlive},
		"interrupted": {[]record.Body{record.ForceMove{Course: stages.Interrupted, Note: "a test"}}, plan.WhileInCare},
		"ended by a date": {[]record.Body{record.PlanEndDate{Substance: medication.Methadone, On: civil.Must(2026, 3, 10),
			Reason: record.ReasonPatientChoice}}, plan.WhileInCare},
		"to end later": {[]record.Body{record.PlanEndDate{Substance: medication.Methadone, On: civil.Must(2026, 9, 10),
			Reason: record.ReasonPatientChoice}}, plan.WhileTreated},
		"died": {[]record.Body{record.Died{}}, 0},
	} {
		var duties []plan.Duty
		for span := plan.WhileAlive; span <= plan.WhileTreated; span++ {
			duty := visit
			duty.ID, duty.During, duty.About = record.RuleID(fmt.Sprint("test.span", span)), span, medication.SetOf(medication.Methadone)
			duties = append(duties, duty)
		}
		e, err := plan.New(plan.Config{Jurisdiction: jurisdiction(), Rules: []plan.Rule{firstDayRule()}, Duties: duties})
		require.NoError(t, err)
		events := []record.Event{given}
		for i, body := range c.after {
			events = append(events, at(24+i, fmt.Sprint("b", i), body))
		}
		p, err := e.Restore("p", events)
		require.NoError(t, err, name)
		due, err := e.Due(p, start.AddDate(0, 0, 14))
		require.NoError(t, err)
		got := map[record.RuleID]bool{}
		for _, o := range due {
			got[o.Duty] = true
		}
		for span := plan.WhileAlive; span <= plan.WhileTreated; span++ {
			lasts := span <= c.lasts
			if c.lasts == plan.WhileTreated && outOfCare(c.after) { // given again out of care: treated, and not in care
				lasts = span != plan.WhileInCare
			}
			require.Equal(t, lasts, got[record.RuleID(fmt.Sprint("test.span", span))], "%s: %d", name, span)
		}
	}
}

func outOfCare(after []record.Body) bool {
	for _, b := range after {
		if move, ok := b.(record.ForceMove); ok && move.Stage != "" {
			return true
		}
	}
	return false
}

// TestForksDoNotDisturbEachOther grows two plans from one, so that both want the same slots of the shared lists.
func TestForksDoNotDisturbEachOther(t *testing.T) {
	e := simple(t)
	trunk := e.Open("p")
	for i := range 70 {
		trunk, _ = apply(t, e, trunk, at(24*i, fmt.Sprint("t", i), dose(30)))
	}
	before := trunk.Events()
	left, _ := apply(t, e, trunk, at(24*80, "left", dose(31)), at(24*81, "left2", record.ReturnedToUse{}))
	right, _ := apply(t, e, trunk, at(24*80, "right", dose(32)), at(24*82, "right2", dose(33)))
	require.Equal(t, before, trunk.Events())
	require.Equal(t, "31 mg", left.Summary().Medications[0].LastDose.String())
	require.Equal(t, "33 mg", right.Summary().Medications[0].LastDose.String())
	for _, p := range []plan.Plan{trunk, left, right} {
		folded, err := e.Restore("p", p.Events())
		require.NoError(t, err)
		require.True(t, folded.Equal(p))
		require.Equal(t, p.Summary(), folded.Summary())
	}
	require.False(t, left.Equal(right))
	require.False(t, left.Equal(trunk))
}

func TestDescribeKnowsEveryKind(t *testing.T) {
	for _, kind := range record.AllKinds() {
		require.NotNil(t, kind.Zero(), "%s has no body", kind)
		require.Equal(t, kind, kind.Zero().Kind())
		require.NotEqual(t, "event", record.Describe(kind.Zero()), "%s", kind)
		require.NotEmpty(t, record.Describe(kind.Zero()), "%s", kind)
		back, err := record.ParseKind(kind.String())
		require.NoError(t, err)
		require.Equal(t, kind, back)
	}
	_, err := record.ParseKind("nothing")
	require.Error(t, err)
	require.Equal(t, "event", record.Describe(nil))
}

func TestQuantity(t *testing.T) {
	half, err := record.ParseQuantity("0.5")
	require.NoError(t, err)
	require.Equal(t, "20.5", record.Whole(20).Plus(half).String())
	for text, want := range map[string]string{"4.25": "4.25", "0": "0", "-1.5": "-1.5", "007.100": "7.1", "3.001": "3.001"} {
		q, err := record.ParseQuantity(text)
		require.NoError(t, err, text)
		require.Equal(t, want, q.String())
	}
	for _, text := range []string{"", "-", ".", "1.", ".5", "1.2345", "1e3", "+1", "1,5", "٣", "9999999999999"} {
		_, err := record.ParseQuantity(text)
		require.ErrorIs(t, err, record.ErrQuantity, text)
	}
	require.Equal(t, -1, record.Whole(1).Compare(record.Whole(2)))
	require.Equal(t, 1, record.Whole(3).Compare(record.Whole(2)))
	require.Equal(t, 0, record.Whole(2).Compare(record.Whole(2)))
	require.True(t, record.Whole(2).Equal(record.Whole(2)))
	var q record.Quantity
	require.Error(t, q.UnmarshalText([]byte("x")))
	require.NoError(t, q.UnmarshalText([]byte("2.5")))
	text, err := q.MarshalText()
	require.NoError(t, err)
	require.Equal(t, "2.5", string(text))
}

func FuzzParseQuantity(f *testing.F) {
	f.Add("12.345")
	f.Fuzz(func(t *testing.T, text string) {
		q, err := record.ParseQuantity(text)
		if err != nil {
			return
		}
		again, err := record.ParseQuantity(q.String())
		require.NoError(t, err)
		require.Equal(t, q, again)
	})
}
