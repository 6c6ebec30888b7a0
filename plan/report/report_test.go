package report_test

import (
	"bytes"
	"encoding/json"
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"
	"unicode/utf8"

	"github.com/google/go-cmp/cmp"
	"github.com/oudpath/oudpath/medication"
	"github.com/oudpath/oudpath/plan"
	"github.com/oudpath/oudpath/plan/evidence"
	"github.com/oudpath/oudpath/plan/record"
	"github.com/oudpath/oudpath/plan/report"
	"github.com/oudpath/oudpath/plan/truth"
	"github.com/oudpath/oudpath/stages"
	"github.com/stretchr/testify/require"
)

var update = flag.Bool("update", false, "rewrite the golden files; read them before you commit them")

var (
	start  = time.Date(2026, 3, 2, 9, 0, 0, 0, time.UTC)
	source = evidence.Source{ID: "a-guideline-of-this-test", Title: "A guideline of this test", Year: 2026}.At("page 1", evidence.Secondary)
	most   = plan.NewParam("test.dose.most", "methadone at one time", plan.LowerIsStricter(medication.Mass.Compare))
)

func rules() []plan.Rule {
	return []plan.Rule{
		{
			ID: "test.dose", Title: "No dose above the limit", Severity: record.Block, Watches: record.Prescribes | record.Puts,
			Cites: []evidence.Citation{source}, Needs: plan.Needs(plan.Optional(most)), Remedy: "give less",
			Override: plan.Overridable("why more is needed"),
			Judge: func(v *plan.View) plan.Result {
				d, _ := v.Dosing()
				limit, _ := most.If(v)
				if limit.Value.Compare(d.Dose.Principal) < 0 {
					return v.Violated(limit, "%s is above %s", d.Dose.Principal, limit.Value)
				}
				return v.Met()
			},
		},
		{
			ID: "test.pulse", Title: "The pulse was taken", Severity: record.Block, Watches: record.Prescribes,
			Cites: []evidence.Citation{source}, Remedy: "take the pulse", Override: plan.Overridable("why not"),
			Judge: func(v *plan.View) plan.Result {
				if _, _, ok := v.Measured(record.Pulse); !ok {
					return v.Lacks("pulse")
				}
				return v.Met()
			},
		},
		{
			ID: "test.visits", Title: "Visits are kept", Severity: record.Warning, Watches: record.Serves,
			Cites: []evidence.Citation{source}, Remedy: "call the person",
			Judge: func(v *plan.View) plan.Result { return v.Violated(nil, "a visit was missed") },
		},
	}
}

var call = plan.Duty{
	ID: "test.call", Title: "Call the person", Cites: []evidence.Citation{source}, Watches: record.Serves, During: plan.WhileAlive,
	When: func(v *plan.View) (plan.Due, bool) {
		missed, ok := v.Last(record.KindVisitMissed)
		day := v.DayOf(missed.At)
		return plan.Due{On: day.Add(1), Latest: day.Add(3), Why: "a visit was missed"}, ok
	},
}

func engine(t testing.TB) *plan.Engine {
	t.Helper()
	jurisdiction := plan.Jurisdiction{ID: "test", Version: "1", Title: "Test", Zone: time.UTC,
		Settings: []plan.Setting{most.Always(medication.Milligrams(50), source)}}
	e, err := plan.New(plan.Config{Jurisdiction: jurisdiction, Rules: rules(), Duties: []plan.Duty{call}})
	require.NoError(t, err)
	return e
}

func amount(mg uint32) medication.Dose { return medication.Dose{Principal: medication.Milligrams(mg)} }

func events() []record.Event {
	nurse := record.Actor{ID: "n1", Role: "nurse"}
	at := func(hours int, id string, body record.Body) record.Event {
		return record.Event{ID: record.EventID(id), At: start.Add(time.Duration(hours) * time.Hour), Actor: nurse, Body: body}
	}
	over := at(30, "o3", record.Order{Product: medication.MethadoneConc, Dose: amount(60)})
	over.Overrides = []record.Override{{Rule: "test.dose", Reason: record.ReasonSpecialistAdvice, Note: "by telephone"}}
	list := []record.Event{
		at(0, "a", record.StageMove{Trigger: stages.Assess}),
		at(1, "o1", record.Order{Product: medication.MethadoneConc, Dose: amount(30)}),
		at(2, "p", record.Measured{Measure: record.Pulse, Value: record.Whole(72)}),
		at(3, "o2", record.Order{Product: medication.MethadoneConc, Dose: amount(70)}),
		at(4, "d1", record.DoseGiven{Product: medication.MethadoneConc, Dose: amount(30)}),
		over,
		at(31, "d2", record.DoseGiven{Product: medication.MethadoneConc, Dose: amount(60)}),
		at(40, "t", record.StageMove{Trigger: stages.BeginTherapy}),
		at(41, "l", record.LevelMove{Trigger: "to-outpatient"}),
	}
	for i := range 3 {
		list = append(list, at(100+24*i, fmt.Sprint("v", i), record.VisitMissed{}))
	}
	imported := record.ForceMove{Stage: stages.Aftercare, Level: stages.Residential, Course: stages.Maintenance,
		Note: "imported from the old system"}
	return append(list, at(400, "r", record.ReturnedToUse{Agent: "heroin"}), at(401, "f", imported))
}

func replay(t testing.TB) report.Journey {
	t.Helper()
	j, err := report.Replay(engine(t), "p1", "A person of this test", events(), time.Time{})
	require.NoError(t, err)
	return j
}

func TestGolden(t *testing.T) {
	j := replay(t)
	var text, whole, data, catalogue bytes.Buffer
	other := plan.Jurisdiction{ID: "other", Version: "2", Title: "Other", Zone: time.UTC,
		Omits: []plan.Omission{{Rule: "test.pulse", Why: "nobody asks for it there", Cites: []evidence.Citation{source}}}}
	second, err := plan.New(plan.Config{Jurisdiction: other, Rules: rules()})
	require.NoError(t, err)
	of := func(id string) report.Origin {
		if id != "test.pulse" && id != "test.most" {
			return report.Origin{}
		}
		return report.Origin{Link: "../rules.go#L7", Name: "rules." + id}
	}
	for _, page := range (report.Catalogue{Engines: []*plan.Engine{engine(t), second}, Code: of,
		Subjects: []report.Subject{{Name: "tests", Title: "Tests", Rules: []plan.RuleID{"test.pulse"}}}}).Pages() {
		fmt.Fprintf(&catalogue, "==== %s\n%s", page.File, page.Text)
	}
	require.NoError(t, j.Text(&text, report.TextOptions{}))
	require.NoError(t, j.Text(&whole, report.TextOptions{Number: 3, Why: true}))
	encoder := json.NewEncoder(&data)
	encoder.SetIndent("", "  ")
	require.NoError(t, encoder.Encode(&j))
	files := map[string]*bytes.Buffer{"journey.txt": &text, "journey-why.txt": &whole, "journey.json": &data, "catalogue.md": &catalogue}
	for name, buffer := range files {
		got := buffer.Bytes()
		path := filepath.Join("testdata", name)
		if *update {
			require.NoError(t, os.MkdirAll("testdata", 0o755))
			require.NoError(t, os.WriteFile(path, got, 0o644))
		}
		want, err := os.ReadFile(path)
		require.NoError(t, err)
		require.Empty(t, cmp.Diff(string(want), string(got)))
	}
}

// views are the ways to write a journey.
var views = map[string]report.TextOptions{
	"folded": {}, "why": {Why: true}, "refused": {Refused: true}, "refused and why": {Refused: true, Why: true}, "sources": {Sources: true},
}

// TestTextKeepsToItsWidth holds every line of every view to the width, paths, identifiers and lists of journeys as well.
func TestTextKeepsToItsWidth(t *testing.T) {
	j := replay(t)
	j.Shows = "What a reader may learn from a person of this test, who is nobody in particular."
	nameless := j
	nameless.Title, nameless.Shows = "", ""
	for _, width := range []int{40, 60, 72, 80, 120} {
		texts := map[string]*bytes.Buffer{}
		for name, o := range views {
			o.Width, o.Number = width, 7
			texts[name] = &bytes.Buffer{}
			require.NoError(t, j.Text(texts[name], o))
		}
		texts["contents"] = &bytes.Buffer{}
		list := []report.Listed{{9, &j}, {10, &nameless}}
		require.NoError(t, report.Contents(texts["contents"], "Journeys of this test", list, report.TextOptions{Width: width}))
		for name, text := range texts {
			for line := range strings.Lines(text.String()) {
				require.LessOrEqual(t, utf8.RuneCountInString(strings.TrimRight(line, "\n")), width, "%s: %q", name, line)
			}
		}
	}
}

func TestContents(t *testing.T) {
	j := replay(t)
	other := j
	other.Title, other.Shows = "", "A sentence of this test."
	var wide, narrow bytes.Buffer
	require.NoError(t, report.Contents(&wide, "Two journeys", []report.Listed{{1, &j}, {12, &other}}, report.TextOptions{}))
	require.Equal(t, `    Two journeys                             place   days  refused  held  warned
 1  A person of this test                     test     17        1     1       2
    referral > assessment > therapy > assessment > aftercare
12  p1                                        test     17        1     1       2
    A sentence of this test.
`, wide.String())
	require.NoError(t, report.Contents(&narrow, "One journey", []report.Listed{{1, &other}}, report.TextOptions{Width: 50}))
	require.Equal(t, `    One journey
 1  p1
    test, 17 days: 1 request refused, 1 held, 1
    overridden, 2 warnings
    A sentence of this test.
`, narrow.String())
}

// TestOnlyWhatWasNotDone and its sources: nothing else is shown, and no source that nothing cites.
func TestOnlyWhatWasNotDone(t *testing.T) {
	j := replay(t)
	var text bytes.Buffer
	require.NoError(t, j.Text(&text, report.TextOptions{Refused: true}))
	for _, want := range []string{"HELD", "REFUSED", "mg: not done", "mg: held, not done", "A guideline of this test"} {
		require.Contains(t, text.String(), want)
	}
	for _, other := range []string{"OVERRIDDEN", "WARNING", "Path", "Doses", "Due next", "oudpath"} {
		require.NotContains(t, text.String(), other)
	}
	none, err := report.Replay(engine(t), "p1", "", events()[:1], time.Time{})
	require.NoError(t, err)
	text.Reset()
	require.NoError(t, none.Text(&text, report.TextOptions{Refused: true}))
	require.Contains(t, text.String(), "Asked for and not done\n  nothing\n")
}

func TestOnlyTheSources(t *testing.T) {
	j := replay(t)
	var text bytes.Buffer
	require.NoError(t, j.Text(&text, report.TextOptions{Sources: true}))
	require.Contains(t, text.String(), "  [1] A guideline of this test, 2026: page 1 (secondary)\n"+
		"      for test.pulse, test.dose, test.visits, test.call\n")
	require.NotContains(t, text.String(), "Findings")
}

// TestAMoveThatThePathwayRefusesIsShown, although no rule of the catalogue says why.
func TestAMoveThatThePathwayRefusesIsShown(t *testing.T) {
	move := record.Event{ID: "m", At: start, Body: record.StageMove{Trigger: stages.Readmit}}
	j, err := report.Replay(engine(t), "p1", "", []record.Event{move}, time.Time{})
	require.NoError(t, err)
	require.Equal(t, 1, j.Counts.Refused)
	var text bytes.Buffer
	require.NoError(t, j.Text(&text, report.TextOptions{}))
	require.Contains(t, text.String(), "not done")
}

func TestColorIsOptional(t *testing.T) {
	j := replay(t)
	var plain, color bytes.Buffer
	require.NoError(t, j.Text(&plain, report.TextOptions{}))
	require.NoError(t, j.Text(&color, report.TextOptions{Color: true}))
	require.NotContains(t, plain.String(), "\x1b")
	require.Contains(t, color.String(), "\x1b[31m")
}

func TestReplayShowsWhatItSawBeforeAnError(t *testing.T) {
	broken := append(events()[:4:4], record.Event{ID: "x"})
	j, err := report.Replay(engine(t), "p1", "", broken, time.Time{})
	require.ErrorIs(t, err, record.ErrEvent)
	require.ErrorContains(t, err, `"x"`)
	require.NotEmpty(t, j.Findings)
	require.NotZero(t, j.Events)
}

func TestReplayLeavesDerivedEventsToTheEngine(t *testing.T) {
	e := engine(t)
	p := e.Open("p1")
	for _, ev := range events() {
		out, err := e.Apply(p, ev)
		require.NoError(t, err)
		p = out.Plan
	}
	again, err := report.Replay(e, "p1", "", p.Events(), time.Time{})
	require.NoError(t, err)
	require.Equal(t, p.Len(), again.Events)
}

// What a plan holds is the same whether it is replayed or read; what it does not hold is absent.
func TestRecordedAsksNoRule(t *testing.T) {
	e := engine(t)
	p := e.Open("p1")
	for _, ev := range events() {
		out, err := e.Apply(p, ev)
		require.NoError(t, err)
		p = out.Plan
	}
	replayed, err := report.Replay(e, "p1", "t", events(), time.Time{})
	require.NoError(t, err)
	read, err := report.Recorded(e, p, "t", time.Time{})
	require.NoError(t, err)
	require.NotEmpty(t, replayed.Findings)
	require.Empty(t, read.Findings)
	require.Empty(t, read.NotDone)
	for _, picture := range []report.Picture{report.StageMap, report.LevelMap, report.CourseMap} {
		require.Equal(t, svg(t, &replayed, picture), svg(t, &read, picture))
	}
	replayed.Findings, replayed.NotDone, replayed.Counts = read.Findings, read.NotDone, read.Counts
	want, err := json.MarshalIndent(replayed, "", " ")
	require.NoError(t, err)
	got, err := json.MarshalIndent(read, "", " ")
	require.NoError(t, err)
	require.Empty(t, cmp.Diff(string(want), string(got)))
}

func TestALateEntryShowsWhatAppeared(t *testing.T) {
	late := record.Event{ID: "late", At: start.Add(5 * time.Hour), Recorded: start.Add(500 * time.Hour), Actor: record.Actor{ID: "n1"},
		Body: record.DoseGiven{Product: medication.MethadoneConc, Dose: amount(90)}}
	j, err := report.Replay(engine(t), "p1", "", append(events(), late), start.AddDate(0, 1, 0))
	require.NoError(t, err)
	marks := map[report.Mark]int{}
	for _, f := range j.Findings {
		marks[f.Mark]++
	}
	require.NotZero(t, marks[report.Deviation])
	require.Equal(t, plan.Overdue, j.Due[0].Status)
}

// strict is an engine with a rule that a late entry can satisfy, and one that a circumstance takes out.
func strict(t *testing.T) *plan.Engine {
	t.Helper()
	rule := func(id record.RuleID, watches record.Means, check func(*plan.View) plan.Result, unless ...plan.Exception) plan.Rule {
		return plan.Rule{ID: id, Title: "A rule of this test", Severity: record.Warning, Watches: watches, Unless: unless,
			Cites: []evidence.Citation{source}, Remedy: "do better", Judge: check}
	}
	e, err := plan.New(plan.Config{
		Jurisdiction: plan.Jurisdiction{ID: "test", Version: "1", Title: "Test", Zone: time.UTC},
		Rules: []plan.Rule{
			rule("test.pulse-before", record.Puts, func(v *plan.View) plan.Result {
				if _, _, ok := v.Measured(record.Pulse); ok {
					return v.Met()
				}
				return v.Violated(nil, "nobody took the pulse")
			}),
			rule("test.alcohol", record.Contacts|record.Clears, func(v *plan.View) plan.Result { return v.Violated(nil, "screened") },
				plan.Exception{Context: record.Custody, Why: "nothing is known there"}),
			rule("test.signs", record.Contacts|record.Clears, func(v *plan.View) plan.Result { return v.Lacks("signs") },
				plan.Exception{Context: record.Custody, Why: "nothing is known there"}),
		},
	})
	require.NoError(t, err)
	return e
}

func TestWhatIsTakenBackIsSaid(t *testing.T) {
	at := func(hours int, id string, body record.Body) record.Event {
		return record.Event{ID: record.EventID(id), At: start.Add(time.Duration(hours) * time.Hour), Body: body}
	}
	dose := record.DoseGiven{Product: medication.MethadoneConc, Dose: amount(30)}
	list := []record.Event{at(24, "d1", dose), at(48, "d2", dose)}
	warned := func(events ...record.Event) (report.Noted, string) {
		j, err := report.Replay(strict(t), "p1", "", append(list[:2:2], events...), time.Time{})
		require.NoError(t, err)
		require.Len(t, j.Findings, 1)
		var text bytes.Buffer
		require.NoError(t, j.Text(&text, report.TextOptions{}))
		text.WriteString(j.Line())
		return j.Findings[0], text.String()
	}
	f, text := warned()
	require.Equal(t, 2, f.Times)
	require.NotContains(t, text, "withdrawn")

	f, _ = warned(at(60, "r", record.Retracted{Event: "d2", Reason: "typed in twice"}))
	require.Equal(t, 1, f.Times, "the other dose is still warned of")
	require.True(t, f.Withdrawn.IsZero())

	late := at(1, "p", record.Measured{Measure: record.Pulse, Value: record.Whole(72)})
	late.Recorded = start.Add(72 * time.Hour)
	f, text = warned(late)
	require.Equal(t, "2026-03-05", f.Withdrawn.String(), "the day on which it became known")
	require.Contains(t, text, "(withdrawn 2026-03-05)")
	require.NotContains(t, text, "1 warning")
}

func TestRulesThatACircumstanceTakesOutStandTogether(t *testing.T) {
	negative := record.Screened{Results: []record.AnalyteResult{{Analyte: record.AnalyteAlcohol, Result: record.Negative}}}
	j, err := report.Replay(strict(t), "p1", "", []record.Event{
		{ID: "c", At: start, Body: record.ContextStated{Context: record.Custody, Holds: truth.Yes}},
		{ID: "s", At: start.Add(time.Hour), Body: negative},
	}, time.Time{})
	require.NoError(t, err)
	var text bytes.Buffer
	require.NoError(t, j.Text(&text, report.TextOptions{}))
	require.Contains(t, text.String(), "  Nothing is known there.\n    test.alcohol, test.signs\n")
	require.NotContains(t, text.String(), "SUSPENDED")
}

// TestTypicalIsAboutThePerson asks in a layer over a country, so that the country's sources count, and with two medications one after
// the other, so that only the one that was taken does.
func TestTypicalIsAboutThePerson(t *testing.T) {
	country := plan.Jurisdiction{ID: "us", Version: "1", Title: "Country", Zone: time.UTC}
	e, err := plan.New(plan.Config{Jurisdiction: plan.Jurisdiction{ID: "program", Version: "1", Title: "Program", Below: &country},
		Rules: rules()})
	require.NoError(t, err)
	at := func(hours int, id string, body record.Body) record.Event {
		return record.Event{ID: record.EventID(id), At: start.Add(time.Duration(hours) * time.Hour), Actor: record.Actor{ID: "n1"},
			Body: body}
	}
	maintain := record.ForceMove{Course: stages.Maintenance, Note: "x"}
	j, err := report.Replay(e, "p1", "", []record.Event{
		at(0, "d1", record.DoseGiven{Product: medication.MethadoneConc, Dose: amount(30)}),
		at(1, "m1", maintain),
		at(2, "r", record.DoseGiven{Product: medication.NaloxoneIN, Dose: amount(4)}),
		at(3, "end", record.CourseMove{Trigger: stages.End}),
		at(4, "m2", maintain),
		at(5, "d2", record.DoseGiven{Product: medication.BupSL, Dose: amount(8)}),
	}, time.Time{})
	require.NoError(t, err)
	typical := map[string][]string{}
	for _, s := range j.Courses {
		for _, x := range s.Typical {
			typical[fmt.Sprint(s.Position, s.Substances)] = append(typical[fmt.Sprint(s.Position, s.Substances)], x.Text)
		}
	}
	require.Equal(t, map[string][]string{
		"maintenance[methadone]": {"methadone maintenance, with no recommended limit",
			"maintenance before a taper is thought of, at least a year, at least 365 days"},
		"maintenance[buprenorphine]": {"buprenorphine maintenance, with no recommended limit"},
	}, typical)
}

// TestTypicalNamesSubstances holds what the tables of stages say without knowing package medication.
func TestTypicalNamesSubstances(t *testing.T) {
	check := func(all []stages.Duration) {
		for _, d := range all {
			for _, name := range d.Of {
				var s medication.Substance
				require.NoError(t, s.UnmarshalText([]byte(name)), d.What)
			}
			country, _, _ := strings.Cut(d.In, "-")
			require.Contains(t, []string{"", "us", "gb"}, country, d.What)
		}
	}
	for _, id := range stages.Journey().IDs() {
		state, _ := stages.Journey().State(id)
		check(state.Typical)
	}
	for _, id := range stages.Medication().IDs() {
		state, _ := stages.Medication().State(id)
		check(state.Typical)
	}
}

func TestNothingOnRecord(t *testing.T) {
	j, err := report.Replay(engine(t), "p1", "", nil, time.Time{})
	require.NoError(t, err)
	var text bytes.Buffer
	require.NoError(t, j.Text(&text, report.TextOptions{Width: 1}))
	require.Contains(t, text.String(), "nothing that the rules know of")
}

func Example() {
	// An engine and events come from elsewhere; see the README.
	var j report.Journey
	j.Stages = []report.Segment{{Position: "assessment"}, {Position: "therapy"}}
	j.Course = "maintenance"
	j.Counts = report.Counts{Refused: 2, Held: 1, Warnings: 1}
	fmt.Println(j.Line())
	// Output: assessment > therapy; medication maintenance; 2 requests refused, 1 held, 1 warning.
}
