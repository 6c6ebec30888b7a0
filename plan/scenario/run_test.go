package scenario_test

import (
	"cmp"
	"errors"
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/oudpath/oudpath/medication"
	"github.com/oudpath/oudpath/plan"
	"github.com/oudpath/oudpath/plan/evidence"
	"github.com/oudpath/oudpath/plan/record"
	"github.com/oudpath/oudpath/plan/scenario"
	"github.com/stretchr/testify/require"
)

// The rules of these tests: a limit, a datum that may be missing, a warning, a piece of advice, a duty.

var source = evidence.Source{ID: "test", Title: "test"}.At("", evidence.Primary)

var (
	doseLimit  = plan.NewParam("test.dose.most", "methadone at once", plan.LowerIsStricter(medication.Mass.Compare))
	watchLimit = plan.NewParam("test.watch.least", "time since the last dose", plan.HigherIsStricter(cmp.Compare[time.Duration]))
)

func rule(id record.RuleID, severity record.Severity, watches record.Means, check func(*plan.View) plan.Result) plan.Rule {
	return plan.Rule{ID: id, Title: string(id), Severity: severity, Watches: watches, Cites: []evidence.Citation{source}, Remedy: "mend it",
		Override: plan.Overridable("why"), Judge: check}
}

func testRules() []plan.Rule {
	dosing := record.Prescribes | record.Puts
	dose := rule("test.dose", record.Block, dosing, func(v *plan.View) plan.Result {
		d, ok := v.Dosing()
		limit, set := doseLimit.If(v)
		if !ok || !set || d.Dose.Principal.Compare(limit.Value) <= 0 {
			return v.Met()
		}
		return v.Violated(limit, "%s, above %s", d.Dose.Principal, limit.Value)
	})
	dose.Aliases, dose.Needs = []record.RuleID{"test.alias"}, plan.Needs(plan.Optional(doseLimit))
	dose.Unless = []plan.Exception{{Context: record.SpecialistSupervision, Why: "a specialist directs it"}}
	watch := rule("test.watch", record.Warning, dosing, func(v *plan.View) plan.Result {
		last, ok := v.LastDose(medication.Methadone)
		limit, set := watchLimit.If(v)
		if !ok || !set || v.Since(last.At) >= limit.Value {
			return v.Met()
		}
		return v.Violated(limit, "too soon")
	})
	watch.Needs = plan.Needs(plan.Optional(watchLimit))
	return []plan.Rule{dose, watch,
		rule("test.pulse", record.Block, record.Prescribes, func(v *plan.View) plan.Result {
			if value, _, ok := v.Measured(record.Pulse); !ok {
				return v.Lacks("pulse")
			} else if record.Whole(120).Less(value) {
				return v.Violated(nil, "fast")
			}
			return v.Met()
		}),
		rule("test.screen", record.Advice, record.Shows, func(v *plan.View) plan.Result {
			if _, screened := v.Body().(record.Screened); !screened {
				return v.NotApplicable()
			}
			return v.Violated(nil, "talk about it")
		}),
	}
}

func testDuties() []plan.Duty {
	return []plan.Duty{{ID: "test.ecg", Title: "An ECG is due", Cites: []evidence.Citation{source}, Watches: record.Puts | record.Shows,
		About: medication.SetOf(medication.Methadone), During: plan.WhileTreated,
		When: func(v *plan.View) (plan.Due, bool) {
			first, ok := v.FirstDose(medication.Methadone)
			if _, _, done := v.Measured(record.QTc); !ok || done {
				return plan.Due{}, false
			}
			day := v.DayOf(first.At)
			return plan.Due{Earliest: day.Add(20), On: day.Add(30), Latest: day.Add(40)}, true
		}}}
}

func options() scenario.Options {
	return scenario.Options{Rules: testRules(), Duties: testDuties(),
		Jurisdictions: func(name string, zone *time.Location) (plan.Jurisdiction, error) {
			if name != "test" {
				return plan.Jurisdiction{}, errors.New("unknown jurisdiction")
			}
			return plan.Jurisdiction{ID: "test", Version: "1", Title: "Test", Zone: zone, Settings: []plan.Setting{
				doseLimit.Always(medication.Milligrams(50), source), watchLimit.Always(24*time.Hour, source)}}, nil
		}}
}

func parse(t testing.TB, text string) *scenario.Script {
	t.Helper()
	script, err := scenario.Parse("test.txt", strings.NewReader("profile test\nat 2026-03-02 09:00\n"+text))
	require.NoError(t, err)
	return script
}

// TestExpectations gives every expectation a script in which it holds, and one in which it does not.
func TestExpectations(t *testing.T) {
	const (
		quiet   = "pulse 80\norder methadone.tab 30 mg daily\n"
		blocked = "pulse 80\norder methadone.tab 60 mg daily\n"
		unknown = "order methadone.tab 30 mg daily\n"
		given   = "give methadone.tab 60 mg\n"
		screen  = "screen fentanyl=positive\n"
		context = "context specialist-supervision\npulse 80\norder methadone.tab 60 mg\n"
		decided = "pulse 80\noverride test.alias because clinical\norder methadone.tab 60 mg\n"
		soon    = "pulse 80\n1 hour ago give methadone.tab 10 mg\norder methadone.tab 20 mg\n"
		score   = "cows 13\n"
		wrong   = "cows pulse=3\n"
	)
	for _, c := range []struct{ expect, holds, fails string }{
		{"allowed", quiet, blocked},
		{"permitted", quiet, unknown},
		{"refused", blocked, unknown},
		{"blocked", blocked, quiet},
		{"not refused", unknown, blocked},
		{"not allowed", unknown, quiet},
		{"undetermined", unknown, blocked},
		{"held back", unknown, quiet},
		{"block test.dose", blocked, unknown},
		{"block test.alias", blocked, quiet},
		{"block test.dose", given, screen},
		{"blocked by test.dose", blocked, soon},
		{"block test.dose", blocked, decided},
		{"warning test.watch", soon, quiet},
		{"warned test.watch", soon, blocked},
		{"warned", soon, quiet},
		{"advice test.screen", screen, given},
		{"advised", screen, given},
		{"unknown test.pulse", unknown, quiet},
		{"unknown", unknown, quiet},
		{"finding test.dose", blocked, unknown},
		{"finding test.watch", soon, blocked},
		{"suspended test.dose", context, blocked},
		{"overridden test.dose", decided, blocked},
		{"not test.dose", quiet, blocked},
		{"not test.dose", context, given},
		{"not test.pulse", quiet, unknown},
		{"never test.alias", quiet, blocked},
		{"not block test.watch", soon, ""},
		{"not block test.dose", quiet, blocked},
		{"not warning test.watch", quiet, soon},
		{"only block test.dose", blocked, soon},
		{"only test.dose", blocked, "1 hour ago give methadone.tab 10 mg\npulse 80\norder methadone.tab 60 mg\n"},
		{"only warning test.watch", soon, blocked},
		{"only unknown test.pulse", unknown, quiet},
		{"no block", soon, blocked},
		{"no warnings", quiet, soon},
		{"no unknown", quiet, unknown},
		{"no finding", quiet, soon},
		{"no advice", quiet, screen},
		{"nothing", quiet, unknown},
		{"nothing", "pulse 80\n", screen},
		{"limit test.dose 50 mg", blocked, soon},
		{"limit test.dose 50mg", given, quiet},
		{"limit test.watch 1 day", soon, blocked},
		{"limit test.watch 24 hours", soon, quiet},
		{"limit test.dose 50 mg, block test.dose", blocked, soon},
		{"limit test.dose 50", blocked, soon},
		{"limit test.dose 5", "", blocked},
		{"limit test.dose 40 mg", "", blocked},
		{"limit test.watch 50 mg", "", soon},
		{"block test.dose", "", wrong},
		{"not test.dose", quiet, wrong},
		{"only block test.dose", blocked, wrong},
		{"only fires test.dose", blocked, soon},
		{"limit test.watch \"24 h\"", soon, blocked},
		{"limit test.screen 5", "", screen},
		{"deviation test.dose", given, quiet},
		{"no deviation", quiet, given},
		{"no deviation test.watch", given, soon + "give methadone.tab 20 mg\n"},
		{"recorded", given, quiet},
		{"rejected", wrong, ""},
		{"band moderate", score, "cows 12\n"},
		{"band mild", "cows 12\n", score},
		{"band mild", "", screen},
		{"band mild", "", wrong},
		{"not plan.after-death", quiet, "died\ngive methadone.tab 30 mg\n"},
		{"block stage.transition", "move begin-therapy\n", "move assess\n"},
		{"band mild", "cows 5\n", "cows sweating=2\n"},
		{"stage referral", quiet, "move assess\n"},
		{"stage assessment", "move assess\n", quiet},
		{"level outpatient", "level outpatient\n", quiet},
		{"course initiation", given, screen},
		{"due test.ecg", given, screen},
		{"due test.ecg on 2026-04-01", given, screen},
		{"due test.ecg on 2026-04-01", given, "1 day ago give methadone.tab 10 mg\n"},
		{"due test.ecg by day 41", given, "1 day ago give methadone.tab 10 mg\n"},
		{"due test.ecg from 2026-03-22", given, "1 day ago give methadone.tab 10 mg\n"},
		{"overdue test.ecg", given + "at +41 days\n", given + "at +40 days\n"},
		{"not due test.ecg", screen, given},
		{"no duty test.ecg", given + "qtc 420\n", given},
		{"no duty", screen, given},
		{"open assess", screen, "move assess\n"},
		{"closed assess, begin-therapy", "already in aftercare\n", "already in referral\n"},
		{"open begin-therapy", "move assess\n", screen},
		{"closed overdose", "", screen},
	} {
		if c.holds != "" {
			report := parse(t, c.holds+"expect "+c.expect).Run(options())
			require.True(t, report.OK(), "%s\nexpect %s\n%s", c.holds, c.expect, report.Text(true))
		}
		if c.fails != "" {
			script, err := scenario.Parse("t", strings.NewReader("profile test\nat 2026-03-02 09:00\n"+c.fails+"expect "+c.expect))
			if err != nil {
				continue // what cannot be expected of it is an error
			}
			report := script.Run(options())
			require.False(t, report.OK(), "%s\nexpect %s", c.fails, c.expect)
			require.NotEmpty(t, report.Text(false))
		}
	}
}

func TestWhatIsNotAllowedNeedsAnExpectation(t *testing.T) {
	report := parse(t, "pulse 80\norder methadone.tab 60 mg\nexpect stage referral").Run(options())
	require.Len(t, report.Cases[0].Mismatches, 1)
	require.Equal(t, "refused", report.Cases[0].Mismatches[0].Got)
	require.NotEmpty(t, report.Cases[0].Mismatches[0].Findings)
}

func TestAReportHoldsWhatItsWordsSay(t *testing.T) {
	report := parse(t, "pulse 80\norder methadone.tab 60 mg\nexpect refused\nexpect stage referral").Run(options())
	c := report.Cases[0]
	last := c.Entries[len(c.Entries)-1]
	require.Equal(t, plan.Refused, last.Decision.Status)
	require.Len(t, last.Decision.Findings, len(last.Findings))
	require.Equal(t, 1, c.Plan.Len(), "a refused order is not on record")
	again, err := c.Engine.Check(c.Plan, record.Event{At: c.Plan.Last(), Body: record.Order{Product: medication.MethadoneTab,
		Dose: medication.Dose{Principal: medication.Milligrams(60)}}})
	require.NoError(t, err)
	require.Equal(t, plan.Refused, again.Status)
}

func TestAskedIsNotTakenIn(t *testing.T) {
	report := parse(t,
		"pulse 80\nask order methadone.tab 30 mg daily\nexpect allowed\nexpect course none\norder methadone.tab 30 mg daily\nexpect course initiation").Run(options())
	require.True(t, report.OK(), report.Text(false))
}

func TestAlreadyIsNotJudged(t *testing.T) {
	report := parse(t, `
stable on methadone.tab 60 mg for 10 days
  expect course maintenance, no deviation
already ordered methadone.tab 70 mg daily
already at outpatient
already in therapy
  expect stage therapy, level outpatient, no deviation
90 days ago used heroin
  expect no deviation
give methadone.tab 60 mg
  expect deviation test.dose
`).Run(options())
	require.True(t, report.OK(), report.Text(false))
}

func TestCorrectionsFindTheirEntries(t *testing.T) {
	report := parse(t, `
give methadone.tab 60 mg as morning
  expect deviation test.dose
correct morning to give methadone.tab 40 mg
  expect no deviation
retract last because "it was right as it stood"
  expect deviation test.dose
every day from 3 days ago until yesterday give methadone.tab 60 mg
  expect deviation test.dose
`).Run(options())
	require.True(t, report.OK(), report.Text(false))
}

// TestCorrectionsOfCorrections holds that a name goes on to mean the entry that counts, whatever replaced it.
func TestCorrectionsOfCorrections(t *testing.T) {
	for name, text := range map[string]string{
		"as often as it takes": `
give methadone.tab 60 mg as morning
correct morning to give methadone.tab 70 mg
  expect deviation test.dose
correct morning to give methadone.tab 80 mg
  expect deviation test.dose
correct morning to give methadone.tab 40 mg
  expect recorded, no deviation
`,
		"under another name": `
give methadone.tab 60 mg as morning
correct morning to give methadone.tab 70 mg as noon
correct noon to give methadone.tab 40 mg
  expect no deviation
correct morning to give methadone.tab 70 mg
  expect deviation test.dose
`,
		"a correction that is refused replaces nothing": `
pulse 80
order methadone.tab 30 mg daily as first
correct first to order methadone.tab 60 mg daily
  expect refused
correct first to order methadone.tab 40 mg daily
  expect allowed
`,
		"what is only asked replaces nothing": `
pulse 80
order methadone.tab 30 mg daily as first
ask correct first to order methadone.tab 40 mg daily
  expect allowed
correct first to order methadone.tab 35 mg daily
  expect allowed
`,
		"the last one, again": `
give methadone.tab 60 mg
correct last to give methadone.tab 70 mg
correct last to give methadone.tab 40 mg
  expect no deviation
`,
		"every entry of the line": `
blood pressure 118/70 as both
correct both to blood pressure 120/80
  expect recorded
correct both to pulse 80
  expect recorded
every day from 3 days ago until yesterday give methadone.tab 60 mg as days
  expect deviation test.dose
correct days to give methadone.tab 40 mg
  expect no deviation
`,
		"taken back in turn": `
give methadone.tab 60 mg as morning
correct morning to give methadone.tab 40 mg
  expect no deviation
retract morning because "it was 60 mg after all"
  expect deviation test.dose
retract morning because "another person's"
  expect no deviation
retract morning because "again"
  expect rejected
`,
		"taken back, all of it": `
every day from 3 days ago until yesterday give methadone.tab 60 mg as days
retract days because "another person's"
  expect no deviation
`,
	} {
		report := parse(t, text).Run(options())
		require.True(t, report.OK(), "%s\n%s", name, report.Text(true))
	}
}

// TestRulesThatWereRenamed names rules by the ids that they had. One that became two is an error that names both.
func TestRulesThatWereRenamed(t *testing.T) {
	o := options()
	o.Renamed = map[record.RuleID][]record.RuleID{"old.dose": {"test.dose"}, "old.both": {"test.dose", "test.watch"},
		"old.gone": {"test.gone"}}
	blocked := "pulse 80\norder methadone.tab 60 mg daily\n"
	for _, text := range []string{blocked + "expect block old.dose", blocked + "expect only block old.dose",
		blocked + "expect limit old.dose 50 mg", blocked + "expect finding old.dose",
		"pulse 80\noverride old.dose because clinical\norder methadone.tab 60 mg\nexpect allowed, overridden old.dose",
		"give methadone.tab 60 mg\nexpect deviation old.dose",
		"give methadone.tab 30 mg\nexpect no deviation old.dose", "pulse 80\norder methadone.tab 30 mg\nexpect not old.dose"} {
		report := parse(t, text).Run(o)
		require.True(t, report.OK(), "%s\n%s", text, report.Text(true))
	}
	for _, text := range []string{blocked + "expect block old.both", blocked + "expect not old.both", blocked + "expect limit old.both 5",
		"give methadone.tab 60 mg\nexpect deviation old.both",
		"pulse 80\noverride old.both because clinical\norder methadone.tab 60 mg\nexpect allowed",
		"standing override old.both because clinical until tomorrow\nexpect recorded"} {
		report := parse(t, text).Run(o)
		require.True(t, report.Unrunnable(), text)
		require.Contains(t, report.Text(false), `"old.both" may mean test.dose or test.watch: write which`, text)
	}
	report := parse(t, blocked+"expect block old.gone").Run(o)
	require.Contains(t, report.Text(false), `there is no rule "old.gone"`)
}

func TestEntriesThatAreNone(t *testing.T) {
	report := parse(t, "pulse 80 as a\nretract a because wrong\nretract a because wrong\nexpect rejected").Run(options())
	require.True(t, report.OK(), report.Text(false))
	report = parse(t, "pulse 80 as a\nretract a because wrong\nretract a because wrong\nexpect recorded").Run(options())
	require.Contains(t, report.Text(false), "counts no more already")
	report = parse(t, "cows pulse=3 sweating=1\nexpect rejected\nexpect block test.dose").Run(options())
	require.Contains(t, report.Text(false), "got:      rejected: scale: illegal answer")
}

func TestPending(t *testing.T) {
	held := parse(t, "pending the dose is being discussed\ngive methadone.tab 30 mg\nexpect no deviation").Run(options())
	require.False(t, held.OK(), "a mark on a case that holds is stale")
	require.True(t, held.Cases[0].Stale())
	require.Contains(t, held.Text(false), "holds now")

	broken := parse(t, "pending the dose is being discussed\ngive methadone.tab 60 mg\nexpect no deviation").Run(options())
	require.True(t, broken.OK())
	require.Contains(t, broken.Text(false), "pending: the dose is being discussed")
	require.Contains(t, broken.Text(true), "expected: no deviation")

	missing := parse(t, "pending the rule is not written yet\ngive methadone.tab 60 mg\nexpect block test.nothing").Run(options())
	require.True(t, missing.OK())
	require.False(t, missing.Unrunnable())
}

func TestUnknownRulesAndJurisdictionsKeepAScriptFromRunning(t *testing.T) {
	for text, want := range map[string]string{
		"give methadone.tab 60 mg\nexpect block test.dsoe":                                  `test.txt:4: test.txt: there is no rule "test.dsoe": did you mean "test.dose"?`,
		"give methadone.tab 60 mg\nexpect not test.wathc":                                   `there is no rule "test.wathc": did you mean "test.watch"?`,
		"give methadone.tab 60 mg\nexpect due test.egc":                                     `there is no duty "test.egc": did you mean "test.ecg"?`,
		"pulse 80\noverride a.b because other x\norder methadone.tab 60 mg\nexpect refused": `there is no rule "a.b"`,
	} {
		report := parse(t, text).Run(options())
		require.False(t, report.OK())
		require.True(t, report.Unrunnable())
		require.Contains(t, report.Text(false), want)
	}
	script, err := scenario.Parse("x", strings.NewReader("profile atlantis\nat 2026-03-02\nexpect stage referral"))
	require.NoError(t, err)
	report := script.Run(options())
	require.True(t, report.Unrunnable())
	report = script.Run(scenario.Options{})
	require.Contains(t, report.Text(false), `unknown jurisdiction "atlantis"`)
}

func TestReportShowsEveryLine(t *testing.T) {
	report := parse(t, "case first\npulse 80\noverride test.dose because other \"the day is long\"\norder methadone.tab 60 mg\nexpect allowed\n"+
		"case second\ncontext specialist-supervision\norder methadone.tab 60 mg\nexpect unknown test.pulse").Run(options())
	require.True(t, report.OK(), report.Text(false))
	text := report.Text(true)
	for _, want := range []string{"first", "second", "overridden: block: test.dose", "held back: unknown: test.pulse",
		"suspended by specialist-supervision", "order methadone.tab 60 mg → undetermined"} {
		require.Contains(t, text, want)
	}
	require.Empty(t, report.Text(false))
}

func Example() {
	script, err := scenario.Parse("forced move", strings.NewReader(`
		profile us
		at 2026-03-02 09:00
		move begin-therapy
		  expect refused
		force stage therapy because "came over from the other clinic with a care plan"
		  expect allowed, warning plan.forced-move, stage therapy
		move begin-aftercare
		  expect stage recovery
	`))
	if err != nil {
		fmt.Println(err)
		return
	}
	report := script.Run(scenario.Options{})
	for _, m := range report.Cases[0].Mismatches {
		fmt.Printf("line %d: expected %s, got %s\n", m.Line, m.Expected, m.Got)
	}
	// Output: line 9: expected stage recovery, got stage aftercare
}
