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

// dutyCase asks for one duty after some facts.
type dutyCase struct {
	name         string
	duty         record.RuleID
	jurisdiction string
	before       []fact
	in           int // the day of the duty, counted from now
	late         int // the last day, if it is another
	want         plan.ObligationStatus
}

const notDue plan.ObligationStatus = "not due"

// dutiesAlikeInGB are the duties whose day is found in the United Kingdom and other countries as in the United States.
var dutiesAlikeInGB = []record.RuleID{"ending.hold-looks", "aftercare.contact", "remission.review", "stage.expected-end", "risk.exit-contact"}

func pathwayDutyCases() (cases []dutyCase) {
	for _, c := range slices.Concat(pathwayDutyCasesOnce(), firstInstalmentCases()) {
		cases = append(cases, c)
		if c.jurisdiction == "" && slices.Contains(dutiesAlikeInGB, c.duty) {
			for _, country := range append([]string{"gb"}, countriesOfCommon...) {
				there := c
				there.jurisdiction, there.name = country, c.name+" ("+country+")"
				cases = append(cases, there)
			}
		}
		if c.jurisdiction == "" && c.duty == "mon.visits" { // Australia asks for a review in the first week
			c.jurisdiction, c.name = "au", c.name+" (au)"
			cases = append(cases, c)
		}
	}
	return cases
}

func pathwayDutyCasesOnce() []dutyCase {
	const upcoming, due, overdue = plan.Upcoming, plan.DueNow, plan.Overdue
	stabilizing := func(n int) []fact {
		return []fact{daysAgo(30, record.CourseMove{Trigger: stages.Stabilize, To: stages.Stabilization}),
			daysAgo(n, buprenorphineGiven(8))}
	}
	returned := daysAgo(3, record.ReturnedToUse{Agent: "heroin"})
	assessed := func(n int) fact { return daysAgo(n, record.Assessed{Assessment: record.Reassessment}) }
	aftercare := func(n int) []fact {
		return []fact{daysAgo(n+90, entered(stages.Assess, stages.Assessment)),
			daysAgo(n, entered(stages.BeginAftercare, stages.Aftercare))}
	}
	detoxed := func(n int) []fact {
		return []fact{daysAgo(n+11, entered(stages.Assess, stages.Assessment)), daysAgo(n+10, entered(stages.BeginDetox, stages.Detox)),
			daysAgo(n, entered(stages.BeginTherapy, stages.Therapy))}
	}
	today := civil.Of(now, time.UTC)
	monthsAgo := func(months int) int { return today.Since(today.AddMonths(-months)) }
	used := func(n int) []fact {
		return []fact{daysAgo(900, entered(stages.Assess, stages.Assessment)), daysAgo(899, entered(stages.BeginTherapy, stages.Therapy)),
			daysAgo(n, record.OpioidUsed{Agent: "heroin"})}
	}
	stated := func(n int) fact { return daysAgo(n, record.DiagnosisRecorded{Criteria: 6, Remission: truth.Yes}) }
	jurisdictiond := func(n int) []fact {
		return []fact{daysAgo(400, entered(stages.Assess, stages.Assessment)),
			daysAgo(n, record.Assessed{Assessment: record.OutcomesProfile})}
	}
	therapy := func(n int) []fact {
		return []fact{daysAgo(n+1, entered(stages.Assess, stages.Assessment)), daysAgo(n, entered(stages.BeginTherapy, stages.Therapy))}
	}
	left := func(n int) []fact {
		return with(therapy(n+30), daysAgo(n, entered(stages.DischargeUnplanned, stages.DischargedUnplanned)))
	}
	planned := func(n, days int) fact {
		return daysAgo(n, record.WithdrawalManagement{Method: record.MethodAlpha2, ExpectedDays: days})
	}
	prevention := func(n, in int) fact {
		return daysAgo(n, record.PreventionPlanMade{Review: civil.Of(now, time.UTC).Add(in)})
	}
	needs := func(all ...record.Need) []fact { return []fact{daysAgo(20, record.NeedsRecorded{Needs: all})} }
	need := func(in int, status record.NeedStatus) record.Need {
		return record.Need{Kind: record.NeedHousing, Status: status, Due: civil.Of(now, time.UTC).Add(in)}
	}
	const hold, naltrexoneReview = "ending.hold-looks", "gb.naltrexone.review"
	onNaltrexone := func(n int) []fact {
		dose := medication.Dose{Principal: medication.Milligrams(50)}
		given := record.DoseGiven{Product: medication.NtxPOGB, Dose: dose, Supervised: truth.Yes}
		return with(therapy(n+9), daysAgo(n, record.Order{Product: medication.NtxPOGB, Dose: dose, Schedule: medication.Daily()}), daysAgo(n, given),
			daysAgo(1, given))
	}
	held := func(ago time.Duration, reason record.Reason) fact {
		return fact{ago, record.DoseHeld{Substance: medication.Methadone, Reason: reason}}
	}
	intoxicated := held(2*time.Hour, record.ReasonIntoxicated)
	session := record.SessionAttended{Service: stages.ContingencyManagement}
	screen := record.Screened{Results: []record.AnalyteResult{{Analyte: record.AnalyteFentanyl, Result: record.Negative}}}

	return []dutyCase{
		{name: "held this morning", duty: hold, before: []fact{intoxicated}, in: 0, want: due},
		{name: "held by the person's own wish", duty: hold, before: []fact{held(time.Hour, record.ReasonPatientChoice)}, in: 0, want: due},
		{name: "held yesterday, and nobody looked", duty: hold, before: []fact{held(oneDay, record.ReasonIntoxicated)}, in: -1, want: overdue},
		{name: "held, and looked at after it", duty: hold, before: []fact{intoxicated, {time.Hour, record.SignsObserved{}}}, want: notDue},
		{name: "held for what was seen before it", duty: hold, before: []fact{{3 * time.Hour, record.SignsObserved{}}, intoxicated}, in: 0,
			want: due},
		{name: "held, and examined after it", duty: hold,
			before: []fact{intoxicated, {time.Hour, record.Assessed{Assessment: record.Reassessment}}}, want: notDue},
		{name: "held, and a plan written after it", duty: hold,
			before: []fact{intoxicated, {time.Hour, record.Assessed{Assessment: record.DentalAdvice}}}, in: 0, want: due},
		{name: "held, and given after it", duty: hold, before: []fact{intoxicated, given(time.Hour, 60)}, want: notDue},
		{name: "held, and ended after it", duty: hold, before: []fact{given(oneDay, 60), intoxicated,
			{time.Hour, record.StopMedication{Substance: medication.Methadone, Reason: record.ReasonPatientChoice}}}, want: notDue},
		{name: "held twice, looked at between", duty: hold, before: []fact{held(oneDay, record.ReasonIntoxicated),
			{20 * time.Hour, record.SignsObserved{}}, intoxicated}, in: 0, want: due},
		{name: "two medications held, the later one counts", duty: hold, before: []fact{held(2*oneDay, record.ReasonIntoxicated),
			{oneDay, record.DoseHeld{Substance: medication.Buprenorphine, Reason: record.ReasonIntoxicated}}}, in: -1, want: overdue},
		{name: "the other way round", duty: hold, before: []fact{held(oneDay, record.ReasonIntoxicated),
			{2 * oneDay, record.DoseHeld{Substance: medication.Buprenorphine, Reason: record.ReasonIntoxicated}}}, in: -1, want: overdue},
		{name: "held, of another medication", duty: hold,
			before: []fact{{time.Hour, record.DoseHeld{Substance: medication.Lofexidine, Reason: record.ReasonIntoxicated}}}, want: notDue},

		{name: "6 days after a dose", duty: "mon.visits", before: stabilizing(6), in: 1, want: due},
		{name: "7 days after", duty: "mon.visits", before: stabilizing(7), in: 0, want: due},
		{name: "8 days after", duty: "mon.visits", before: stabilizing(8), in: -1, want: overdue},
		{name: "no contact since the dose is being found", duty: "mon.visits", before: []fact{daysAgo(30, buprenorphineGiven(8)),
			daysAgo(9, record.CourseMove{Trigger: stages.Stabilize, To: stages.Stabilization})}, in: -2, want: overdue},
		{name: "in maintenance", duty: "mon.visits",
			before: with(stabilizing(8), daysAgo(7, record.CourseMove{Trigger: stages.Maintain, To: stages.Maintenance})), want: notDue},
		{name: "by force and without a day", duty: "mon.visits", want: notDue},

		{name: "after a return to use", duty: "return-to-use.reassessment", before: []fact{returned}, in: -3, want: overdue},
		{name: "after an overdose today", duty: "return-to-use.reassessment", before: []fact{daysAgo(0, record.Overdosed{})}, in: 0,
			want: due},
		{name: "reassessed", duty: "return-to-use.reassessment", before: []fact{returned, assessed(2)}, want: notDue},
		{name: "reassessed before", duty: "return-to-use.reassessment", before: []fact{returned, assessed(5)}, in: -3, want: overdue},
		{name: "still in assessment", duty: "return-to-use.reassessment",
			before: []fact{returned, daysAgo(2, entered(stages.Reassess, stages.Assessment))}, in: -3, want: overdue},
		{name: "moved on", duty: "return-to-use.reassessment",
			before: []fact{returned, daysAgo(2, entered(stages.BeginTherapy, stages.Therapy))}, want: notDue},
		{name: "nothing happened", duty: "return-to-use.reassessment", want: notDue},

		{name: "364 days", duty: "aftercare.contact", before: aftercare(364), in: 1, want: upcoming},
		{name: "365 days", duty: "aftercare.contact", before: aftercare(365), want: notDue},
		{name: "in therapy", duty: "aftercare.contact", before: therapy(10), want: notDue},

		{name: "a day before six months", duty: "aftercare.after-detox", jurisdiction: "gb", before: detoxed(monthsAgo(6) - 1), in: 1,
			want: upcoming},
		{name: "six months after", duty: "aftercare.after-detox", jurisdiction: "gb", before: detoxed(monthsAgo(6)), want: notDue},
		{name: "in detox", duty: "aftercare.after-detox", jurisdiction: "gb", before: inDetoxStage, want: notDue},
		{name: "in the United States", duty: "aftercare.after-detox", before: detoxed(30), want: notDue},

		{name: "a day before three months", duty: "remission.review", before: used(monthsAgo(3) - 1), in: 1, want: upcoming},
		{name: "at three months", duty: "remission.review", before: used(monthsAgo(3)), in: 0, want: due},
		{name: "after three months", duty: "remission.review", before: used(monthsAgo(3) + 1), in: -1, want: overdue},
		{name: "reviewed: the next one is at twelve months", duty: "remission.review", before: with(used(monthsAgo(12)-1), stated(20)),
			in: 1, want: upcoming},
		{name: "reviewed at twelve months", duty: "remission.review", before: with(used(monthsAgo(12)), stated(0)), want: notDue},
		{name: "in assessment", duty: "remission.review", before: with(used(200), daysAgo(1, entered(stages.Reassess, stages.Assessment))),
			want: notDue},
		{name: "no use on record", duty: "remission.review", before: therapy(100), want: notDue},

		{name: "a day before three months of it", duty: naltrexoneReview, jurisdiction: "gb", before: onNaltrexone(monthsAgo(3) - 1), in: 1, want: upcoming},
		{name: "three months of it", duty: naltrexoneReview, jurisdiction: "gb", before: onNaltrexone(monthsAgo(3)), in: 0, want: due},
		{name: "a day after three months of it", duty: naltrexoneReview, jurisdiction: "gb", before: onNaltrexone(monthsAgo(3) + 1), in: -1,
			want: overdue},
		{name: "reassessed since it began", duty: naltrexoneReview, jurisdiction: "gb", before: with(onNaltrexone(monthsAgo(3)), assessed(2)),
			want: notDue},
		{name: "reassessed before it began", duty: naltrexoneReview, jurisdiction: "gb", before: with(onNaltrexone(monthsAgo(3)), assessed(monthsAgo(3)+9)),
			in: 0, want: due},
		{name: "without naltrexone", duty: naltrexoneReview, jurisdiction: "gb", before: therapy(100), want: notDue},

		{name: "the first", duty: "gb.top.review-due", jurisdiction: "gb-eng", before: therapy(9), in: -10, late: 74, want: due},
		{name: "83 days", duty: "gb.top.review-due", jurisdiction: "gb-eng", before: jurisdictiond(83), in: 1, late: 99, want: upcoming},
		{name: "84 days", duty: "gb.top.review-due", jurisdiction: "gb-eng", before: jurisdictiond(84), in: 0, late: 98, want: due},
		{name: "26 weeks", duty: "gb.top.review-due", jurisdiction: "gb-eng", before: jurisdictiond(182), in: -98, late: 0, want: due},
		{name: "a day more", duty: "gb.top.review-due", jurisdiction: "gb-eng", before: jurisdictiond(183), in: -99, late: -1,
			want: overdue},
		{name: "in Wales", duty: "gb.top.review-due", jurisdiction: "gb-wls", before: jurisdictiond(100), want: notDue},

		{name: "a plan to be looked at tomorrow", duty: "prevention-plan.review", before: []fact{prevention(30, 1)}, in: 1, want: upcoming},
		{name: "today", duty: "prevention-plan.review", before: []fact{prevention(30, 0)}, in: 0, want: due},
		{name: "yesterday", duty: "prevention-plan.review", before: []fact{prevention(30, -1)}, in: -1, want: overdue},
		{name: "looked at since", duty: "prevention-plan.review", before: []fact{prevention(30, -1), prevention(1, 90)}, in: 90, want: upcoming},
		{name: "looked at since, and no day agreed", duty: "prevention-plan.review", want: notDue,
			before: []fact{prevention(30, -1), daysAgo(1, record.PreventionPlanMade{})}},

		{name: "a need for tomorrow", duty: "needs.due", before: needs(need(9, record.NeedOpen), need(1, "")), in: 1, want: upcoming},
		{name: "today", duty: "needs.due", before: needs(need(0, record.NeedReferred)), in: 0, want: due},
		{name: "since yesterday", duty: "needs.due", before: needs(need(-1, record.NeedOpen)), in: -1, want: overdue},
		{name: "met or declined", duty: "needs.due", before: needs(need(-1, record.NeedMet), need(-1, record.NeedDeclined)), want: notDue},
		{name: "no day agreed", duty: "needs.due", before: needs(record.Need{Kind: record.NeedGoal, What: "to see my son"}), want: notDue},
		{name: "another list since", duty: "needs.due", before: with(needs(need(0, "")), daysAgo(1, record.NeedsRecorded{})), want: notDue},

		{name: "89 days of therapy", duty: "stage.expected-end", before: therapy(89), in: 1, want: upcoming},
		{name: "90 days", duty: "stage.expected-end", before: therapy(90), in: 0, want: due},
		{name: "91 days", duty: "stage.expected-end", before: therapy(91), in: -1, want: overdue},
		{name: "reviewed: the next one is as long after it", duty: "stage.expected-end", before: with(therapy(200), assessed(10)), in: 80,
			want: upcoming},
		{name: "reviewed before therapy began", duty: "stage.expected-end", before: with(therapy(90), assessed(95)), in: 0, want: due},
		{name: "a withdrawal as planned", duty: "stage.expected-end", before: with(inDetoxStage, planned(9, 8)), in: 0, want: due},
		{name: "planned anew during detox", duty: "stage.expected-end", before: with(inDetoxStage, planned(2, 8)), in: 6, want: upcoming},
		{name: "a withdrawal with no length", duty: "stage.expected-end", before: inDetoxStage, want: notDue},
		{name: "aftercare has none", duty: "stage.expected-end", before: aftercare(9), want: notDue},
		{name: "nowhere yet", duty: "stage.expected-end", want: notDue},

		{name: "V68 left ten days ago", duty: "risk.exit-contact", jurisdiction: "gb", before: left(10), in: 18, want: due},
		{name: "28 days ago", duty: "risk.exit-contact", before: left(28), in: 0, want: due},
		{name: "29 days ago", duty: "risk.exit-contact", before: left(29), want: notDue},
		{name: "transferred", duty: "risk.exit-contact",
			before: with(therapy(30), daysAgo(3, entered(stages.Transfer, stages.Transferred))), want: notDue},
		{name: "in care", duty: "risk.exit-contact", before: therapy(30), want: notDue},

		{name: "V46 week 2: three tests", duty: "gb.psych.cm.tests", jurisdiction: "gb",
			before: []fact{daysAgo(7, session), daysAgo(0, screen)}, in: 6, want: due},
		{name: "V46 week 5: one of two", duty: "gb.psych.cm.tests", jurisdiction: "gb",
			before: []fact{daysAgo(30, session), daysAgo(3, session), daysAgo(1, screen)}, in: 4, want: due},
		{name: "V46 week 5: both done", duty: "gb.psych.cm.tests", jurisdiction: "gb",
			before: []fact{daysAgo(30, session), daysAgo(3, session), daysAgo(1, screen), daysAgo(2, screen)}, want: notDue},
		{name: "V46 week 9: one test", duty: "gb.psych.cm.tests", jurisdiction: "gb",
			before: []fact{daysAgo(57, session), daysAgo(3, session)}, in: 5, want: due},
		{name: "no longer attended", duty: "gb.psych.cm.tests", jurisdiction: "gb", before: []fact{daysAgo(57, session)}, want: notDue},
		{name: "no program", duty: "gb.psych.cm.tests", jurisdiction: "gb", want: notDue},
		{name: "in the United States", duty: "gb.psych.cm.tests", before: []fact{daysAgo(7, session)}, want: notDue},
	}
}

func TestPathwayDuties(t *testing.T) {
	tried := map[record.RuleID]map[bool]bool{}
	for _, c := range pathwayDutyCases() {
		if tried[c.duty] == nil {
			tried[c.duty] = map[bool]bool{}
		}
		tried[c.duty][c.want == notDue] = true
		t.Run(string(c.duty)+"/"+c.name, func(t *testing.T) {
			engine := engineFor(t, c.jurisdiction)
			obligations, err := engine.Due(planOf(t, engine, now, c.before), now)
			require.NoError(t, err)
			for _, o := range obligations {
				if o.Duty != c.duty {
					continue
				}
				require.Equal(t, c.want, o.Status, "%s on %s", o.Why, o.Due)
				require.Equal(t, civil.Of(now, time.UTC).Add(c.in), o.Due, o.Why)
				if c.late != 0 {
					require.Equal(t, civil.Of(now, time.UTC).Add(c.late), o.Latest)
				}
				require.NotEmpty(t, o.Why)
				return
			}
			require.Equal(t, c.want, notDue)
		})
	}
	known := map[record.RuleID]bool{}
	for _, d := range guidance.Duties() {
		known[d.ID] = true
	}
	require.Len(t, tried, 14)
	for duty, both := range tried {
		require.True(t, known[duty], "%s is no duty", duty)
		require.Len(t, both, 2, "%s needs a case in which it is due and one in which it is not", duty)
	}
}

// The engine alone is asked here: what a person's whole order or move comes to.
func TestPathwayDecisions(t *testing.T) {
	person := []fact{daysAgo(60, record.PersonRegistered{Sex: record.Female, Birth: civil.Must(1990, time.May, 1)}), notPregnant,
		daysAgo(59, record.DiagnosisRecorded{Criteria: 6})}
	treated := with(person, with(inTherapy, takingMethadone...)...)
	out := record.StageMove{Trigger: stages.DischargePlanned, Reason: record.ReasonCompleted, MedicationContinues: truth.Yes,
		ReferralArranged: truth.Yes}
	punished := out
	punished.Trigger, punished.Reason = stages.DischargeAdministrative, record.ReasonPositiveTest
	withdrawal := record.WithdrawalManagement{Method: record.MethodBuprenorphineTaper, Setting: medication.SettingOffice,
		ContinuingPlan: truth.Yes,
		Informed:       truth.Yes, Requested: truth.Yes, ExpectedDays: 14}
	anesthesia := withdrawal
	anesthesia.Method = record.MethodAnesthesia
	for _, c := range []struct {
		name   string
		before []fact
		ask    record.Body
		want   map[string]plan.Status // by jurisdiction
	}{
		{"an ordinary discharge", treated, out, map[string]plan.Status{"us": plan.Allowed, "gb": plan.Allowed, "gb-sct": plan.Allowed}},
		{"a discharge for a positive test", treated, punished,
			map[string]plan.Status{"us": plan.Refused, "gb": plan.Refused, "gb-sct": plan.Refused}},
		{"an ordinary withdrawal", person, withdrawal,
			map[string]plan.Status{"us": plan.Allowed, "gb": plan.Allowed, "gb-nir": plan.Allowed}},
		{"a withdrawal of somebody who was not asked about pregnancy", person[:1], withdrawal,
			map[string]plan.Status{"us": plan.Undetermined, "gb": plan.Undetermined}},
		{"under anesthesia", person, anesthesia, map[string]plan.Status{"us": plan.Refused, "gb": plan.Refused, "gb-wls": plan.Refused}},
		{"methadone stopped by choice", treated,
			record.StopMedication{Substance: medication.Methadone, Reason: record.ReasonPatientChoice, Abrupt: truth.No},
			map[string]plan.Status{"us": plan.Allowed, "gb": plan.Allowed}},
		{"an end date for its own sake", treated,
			record.PlanEndDate{Substance: medication.Methadone, On: civil.Must(2027, time.June, 1), Reason: record.ReasonTimeLimit},
			map[string]plan.Status{"us": plan.Refused, "gb": plan.Refused}},
		{"into aftercare", treated, record.StageMove{Trigger: stages.BeginAftercare},
			map[string]plan.Status{"us": plan.Allowed, "gb": plan.Allowed}},
		{"another level", person, record.LevelMove{Trigger: stages.ToIntensiveOutpatient, Edition: stages.ThirdEdition, ASAM: "2.1",
			WeeklyHours: record.Whole(6)},
			map[string]plan.Status{"us": plan.Allowed, "gb": plan.Allowed}},
	} {
		for jurisdiction, want := range c.want {
			t.Run(c.name+"/"+jurisdiction, func(t *testing.T) {
				engine := engineFor(t, jurisdiction)
				d, err := engine.Check(planOf(t, engine, now, c.before), record.Event{At: now, Actor: record.Actor{ID: "a"}, Body: c.ask})
				require.NoError(t, err)
				require.Equal(t, want, d.Status, "%v", d.Findings)
			})
		}
	}
}

// An override cannot buy what no source allows.
func TestReturnToUseCannotBeOverridden(t *testing.T) {
	engine := engineFor(t, "us")
	for _, rule := range []record.RuleID{"return-to-use.intensify", "relapse.intensify"} {
		d, err := engine.Check(planOf(t, engine, now, with(inTherapy, takingMethadone...)),
			record.Event{At: now, Actor: record.Actor{ID: "a", Role: "physician"},
				Body:      record.StopMedication{Substance: medication.Methadone, Reason: record.ReasonPositiveTest, Abrupt: truth.No},
				Overrides: []record.Override{{Rule: rule, Reason: record.ReasonClinical, Note: "seen"}}})
		require.NoError(t, err)
		require.Equal(t, plan.Refused, d.Status)
	}
}

// A rule that is asked about an event that it does not speak of says so, whatever is on record.
func TestPathwayRulesLeaveOtherEventsAlone(t *testing.T) {
	for _, c := range pathwayCases() {
		engine := engineFor(t, c.jurisdiction)
		x, err := engine.Explain(planOf(t, engine, now.Add(c.day), c.before),
			record.Event{At: now.Add(c.day), Body: record.Custom{Name: "org.example.note"}}, c.rule)
		require.NoError(t, err)
		if len(x.Finding.Missing) == 0 { // a limit that is not set on the day is said first
			require.Equal(t, plan.VerdictNotApplicable, x.Finding.Verdict, "%s/%s: %s", c.rule, c.name, x.Finding.Message())
		}
	}
}

func TestPathwayDutiesWithoutIntervalsAreNotDue(t *testing.T) {
	params := map[record.RuleID]int{}
	for _, d := range guidance.Duties() {
		params[d.ID] = len(d.Parameters())
	}
	engine, err := plan.New(plan.Config{Rules: guidance.Rules(), Renamed: guidance.Renamed(), Duties: guidance.Duties(),
		Jurisdiction: plan.Jurisdiction{ID: "none", Version: "0", Title: "No values", Zone: time.UTC}})
	require.NoError(t, err)
	for _, c := range pathwayDutyCases() {
		obligations, err := engine.Due(planOf(t, engine, now, c.before), now)
		require.NoError(t, err)
		for _, o := range obligations {
			own := o.Duty == "stage.expected-end" && o.Why == "8 days were planned for the withdrawal"
			require.True(t, own || params[o.Duty] == 0, "%s/%s", o.Duty, c.name)
		}
	}
}
