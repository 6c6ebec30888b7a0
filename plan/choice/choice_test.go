package choice_test

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"
	"unicode/utf8"

	"github.com/google/go-cmp/cmp"
	"github.com/oudpath/oudpath/medication"
	"github.com/oudpath/oudpath/plan"
	"github.com/oudpath/oudpath/plan/choice"
	"github.com/oudpath/oudpath/plan/civil"
	"github.com/oudpath/oudpath/plan/evidence"
	"github.com/oudpath/oudpath/plan/jurisdiction"
	"github.com/oudpath/oudpath/plan/record"
	"github.com/oudpath/oudpath/plan/truth"
	"github.com/oudpath/oudpath/stages"
	"github.com/oudpath/oudpath/stages/scale"
	"github.com/stretchr/testify/require"
)

var monday = time.Date(2026, time.March, 2, 9, 0, 0, 0, time.UTC)

var now = choice.Request{At: monday, Watched: truth.Yes}

// person is an invented person.
type person struct {
	testing.TB
	engine *plan.Engine
	plan   plan.Plan
	events int
}

func newPerson(t testing.TB, place string) *person {
	t.Helper()
	e, err := jurisdiction.Engine(place, time.UTC)
	require.NoError(t, err)
	return &person{TB: t, engine: e, plan: e.Open("person-1")}
}

func (p *person) so(at time.Time, bodies ...record.Body) *person {
	p.Helper()
	for _, body := range bodies {
		p.events++
		out, err := p.engine.Apply(p.plan, record.Event{ID: record.EventID(fmt.Sprint("e", p.events)), At: at, Body: body})
		require.NoError(p, err)
		require.True(p, out.Accepted(), "%v", out.Decision.Reasons())
		p.plan = out.Plan
	}
	return p
}

func (p *person) says(value truth.Value, all ...record.Circumstance) *person {
	for _, c := range all {
		p.so(monday.Add(-time.Minute), record.ContextStated{Context: c, Holds: value})
	}
	return p
}

func (p *person) medications() choice.Weighing {
	p.Helper()
	w, err := choice.Medications(context.Background(), p.engine, p.plan, now)
	require.NoError(p, err)
	return w
}

func (p *person) levels() choice.Weighing {
	p.Helper()
	w, err := choice.Levels(context.Background(), p.engine, p.plan, now)
	require.NoError(p, err)
	return w
}

func (p *person) option(id choice.OptionID) *choice.Weighed {
	p.Helper()
	w := p.medications()
	o, ok := w.Option(id)
	require.True(p, ok)
	return o
}

// side returns the side that an argument takes; empty: it does not speak.
func side(o *choice.Weighed, id string) string {
	for _, said := range o.Arguments {
		if said.Argument.ID == id {
			return said.Side.String()
		}
	}
	return ""
}

// The tables are valid, each question decides an argument, and no argument is stronger than what its sources are.
func TestTables(t *testing.T) {
	used := make(map[string]bool)
	for _, table := range []choice.Table{choice.MedicationTable(), choice.LevelTable()} {
		require.NoError(t, table.Validate())
		for i := range table.Arguments {
			a := &table.Arguments[i]
			for _, q := range a.If {
				used[q] = true
			}
			best := evidence.Best(a.Cites)
			if a.Strength != choice.Opinion {
				require.True(t, slices.ContainsFunc(a.Cites, func(c evidence.Citation) bool { return c.Source.Kind != evidence.Own }), a.ID)
			}
			if best == evidence.Unconfirmed && a.Strength != choice.Opinion {
				require.Contains(t, []choice.Strength{choice.Guideline}, a.Strength, "%s: a study or a label that nobody read", a.ID)
			}
			for _, e := range a.Effects {
				require.True(t, e.Cite.Confirmed(), "%s: a number that nobody saw", a.ID)
				require.Equal(t, evidence.Study, e.Cite.Source.Kind, a.ID)
			}
		}
	}
	usedByNeeds := []string{"takes-naltrexone", "injects", "in-us", "in-au"}
	for _, q := range choice.MedicationTable().Questions {
		require.True(t, used[q.ID] || slices.Contains(usedByNeeds, q.ID), "nothing asks %q", q.ID)
	}
}

// answers says what has to be on record for each question to be answered with yes and with no.
func answers() map[string][2][]record.Body {
	birth := func(year int) []record.Body {
		return []record.Body{record.PersonRegistered{Birth: civil.Must(year, 3, 2), Sex: record.Female}}
	}
	qtc := func(ms int32) []record.Body {
		return []record.Body{record.Measured{Measure: record.QTc, Value: record.Whole(ms)}}
	}
	takes := func(agent string) [2][]record.Body {
		return [2][]record.Body{{record.MedicineReported{Agent: agent, Taking: truth.Yes}}, {record.Reviewed{Section: record.MedicinesSection}}}
	}
	status := func(s record.PregnancyStatus) []record.Body {
		return []record.Body{record.PregnancyReported{Status: s}}
	}
	return map[string][2][]record.Body{
		"pregnant":                {status(record.Pregnant), status(record.NotPregnant)},
		"young":                   {birth(2005), birth(2004)},
		"older":                   {birth(1961), birth(1962)},
		"long-qtc":                {qtc(450), qtc(449)},
		"dangerous-qtc":           {qtc(500), qtc(499)},
		"sedatives":               takes("alprazolam"),
		"changes-methadone-level": takes("rifampin"),
		"several-substances-used": takes("cocaine"),
		"severe-withdrawal":       {{record.Scored{Scale: scale.COWS, Total: 25}}, {record.Scored{Scale: scale.COWS, Total: 24}}},
		"vomiting":                {{record.SignsObserved{Signs: []record.Sign{record.Vomiting}}}, {record.SignsObserved{}}},
		"overdose-lately":         {{record.Overdosed{}}, {record.Reviewed{Section: record.OpioidUseSection}}},
		"severe-disorder":         {{record.DiagnosisRecorded{Criteria: 6}}, {record.DiagnosisRecorded{Criteria: 5}}},
		"injects": {{record.OpioidUsed{Agent: "heroin", Injected: truth.Yes}},
			{record.OpioidUsed{Agent: "heroin", Injected: truth.No}}},
	}
}

// Every question is yes, no, and not known; each of them rests on what was told, and one below or above the edge is the other answer.
func TestQuestions(t *testing.T) {
	rows := answers()
	for _, q := range choice.MedicationTable().Questions {
		row, ok := rows[q.ID]
		switch {
		case ok:
		case strings.HasPrefix(q.ID, "takes-"), strings.HasPrefix(q.ID, "starts-"), strings.HasPrefix(q.ID, "in-"):
			continue // never unknown: see below
		case slices.Contains(record.HealthConditions(), record.Health(q.ID)):
			condition := func(v truth.Value) []record.Body {
				return []record.Body{record.ConditionReported{Condition: record.Health(q.ID), Present: v}}
			}
			row = [2][]record.Body{condition(truth.Yes), condition(truth.No)}
		default:
			states := func(v truth.Value) []record.Body {
				return []record.Body{record.ContextStated{Context: record.Circumstance(q.ID), Holds: v}}
			}
			row = [2][]record.Body{states(truth.Yes), states(truth.No)}
		}
		for i, want := range []truth.Value{truth.Yes, truth.No} {
			p := newPerson(t, "us").so(monday.Add(-time.Minute), row[i]...)
			var got truth.Value
			read, err := p.engine.Read(p.plan, monday, func(v *plan.View) { got = q.Ask(v) })
			require.NoError(t, err)
			require.Equal(t, want, got, q.ID)
			require.NotEmpty(t, read.Causes, "%s rests on something", q.ID)
		}
		nobody := newPerson(t, "us")
		var got truth.Value
		require.NoError(t, nobody.engine.Look(nobody.plan, monday, func(v *plan.View) { got = q.Ask(v) }))
		require.Equal(t, truth.Unknown, got, q.ID)
	}
}

// The edges are those of the scales, and what is a day or a year old is no answer.
func TestEdges(t *testing.T) {
	cows, _ := scale.Lookup(scale.COWS)
	at, err := cows.FromTotal(25)
	require.NoError(t, err)
	below, err := cows.FromTotal(24)
	require.NoError(t, err)
	require.Equal(t, "moderately severe", at.Band)
	require.Equal(t, "moderate", below.Band)
	dsm, _ := scale.Lookup(scale.DSM5OUD)
	six, err := dsm.FromTotal(6)
	require.NoError(t, err)
	require.Equal(t, "severe", six.Band)

	yesterday := newPerson(t, "us").so(monday.AddDate(0, 0, -1), record.Scored{Scale: scale.COWS, Total: 30})
	w := yesterday.levels()
	bed, _ := w.Option(choice.OptionID(stages.Inpatient))
	require.Equal(t, "undecided", side(bed, "level.severe-withdrawal"))
	for days, want := range map[int]string{365: "for", 366: ""} {
		p := newPerson(t, "us").so(monday.AddDate(0, 0, -days), record.Overdosed{})
		w := p.levels()
		o, _ := w.Option(choice.OptionID(stages.IntensiveOutpatient))
		require.Equal(t, want, side(o, "level.overdose"), "%d days", days)
	}
}

// Of somebody of whom nothing is known, only what speaks for everybody speaks, and what is missing is listed.
func TestNothingIsKnown(t *testing.T) {
	p := newPerson(t, "us")
	for _, w := range []choice.Weighing{p.medications(), p.levels()} {
		for i := range w.Options {
			for _, said := range w.Options[i].Arguments {
				if said.Side == choice.Undecided {
					require.NotEmpty(t, said.Missing)
					continue
				}
				for _, q := range said.Argument.If {
					require.True(t, strings.HasPrefix(q, "starts-") || strings.HasPrefix(q, "in-"), "%s speaks without a fact", said.Argument.ID)
				}
			}
		}
		require.Equal(t, "what the person wants", w.Unknown()[0].What)
	}
}

// What the person wants stands first; the order of the options does not follow it, and one who was asked is not asked again.
func TestPreferenceStandsFirst(t *testing.T) {
	before := newPerson(t, "us").medications()
	p := newPerson(t, "us").says(truth.Yes, choice.Prefers(choice.NaltrexoneDepot), choice.Declines(choice.Methadone))
	w := p.medications()
	for i := range w.Options {
		require.Equal(t, before.Options[i].Option.ID, w.Options[i].Option.ID)
	}
	wanted, _ := w.Option(choice.NaltrexoneDepot)
	require.Equal(t, choice.Person, wanted.Arguments[0].Argument.Strength)
	require.Equal(t, choice.For, wanted.Arguments[0].Side)
	require.Equal(t, record.EventID("e1"), wanted.Arguments[0].Causes[0].Event)
	declined, _ := w.Option(choice.Methadone)
	require.Equal(t, choice.Against, declined.Arguments[0].Side)
	asBefore, _ := before.Option(choice.Methadone)
	require.Equal(t, asBefore.Standing(), declined.Standing(), "a wish is no rule")
	other, _ := w.Option(choice.Buprenorphine)
	require.NotEqual(t, choice.Person, other.Arguments[0].Argument.Strength)

	p.says(truth.No, choice.Prefers(choice.NaltrexoneDepot), choice.Declines(choice.Methadone))
	w = p.medications()
	require.Equal(t, "what the person wants", w.Unknown()[0].What, "what was taken back is no wish")
}

// What the rules say of a first order is what Check says of it, and a time from which it would be possible is one at which it is.
func TestRulesAreThoseOfCheck(t *testing.T) {
	people := []*person{newPerson(t, "us"), newPerson(t, "gb"),
		newPerson(t, "us").so(monday.Add(-3*time.Hour), record.OpioidUsed{Agent: "heroin"}),
		onMethadone(t), newPerson(t, "us").so(monday.Add(-time.Hour), record.AllergyReported{Substance: medication.Methadone})}
	seen := make(map[choice.Standing]bool)
	for _, p := range people {
		w := p.medications()
		for i := range w.Options {
			seen[w.Options[i].Standing()] = true
			for _, f := range w.Options[i].First {
				ev := record.Event{At: monday, Body: f.Body}
				decision, err := p.engine.Check(p.plan, ev)
				require.NoError(t, err)
				require.Empty(t, cmp.Diff(asText(t, decision), asText(t, f.Decision)))
				if f.Standing() == choice.Later {
					ev.At = f.When.At
					decision, err = p.engine.Check(p.plan, ev)
					require.NoError(t, err)
					require.NotEqual(t, plan.Refused, decision.Status)
				}
			}
		}
	}
	for _, s := range []choice.Standing{choice.Possible, choice.Waits, choice.Later, choice.Closed, choice.Unlisted} {
		require.True(t, seen[s], "nobody's option is %s", s)
	}
}

func asText(t *testing.T, d plan.Decision) string {
	text, err := json.Marshal(d)
	require.NoError(t, err)
	return string(text)
}

func onMethadone(t testing.TB) *person {
	p := newPerson(t, "us")
	for day := -10; day < 0; day++ {
		p.so(monday.AddDate(0, 0, day), record.DoseGiven{Product: medication.MethadoneConc,
			Dose: medication.Dose{Principal: medication.Milligrams(60)}, Setting: medication.SettingOTP})
	}
	return p.so(monday.AddDate(0, 0, -1), record.Order{Product: medication.MethadoneConc, Purpose: record.PurposeContinue,
		Dose: medication.Dose{Principal: medication.Milligrams(60)}, Setting: medication.SettingOTP, Schedule: medication.Daily()})
}

// What is taken goes on as it is; what would be new is asked as new; to stop is asked as a stop.
func TestWhatIsTakenGoesOn(t *testing.T) {
	p := onMethadone(t)
	taken := p.option(choice.Methadone)
	require.Len(t, taken.First, 1)
	require.True(t, taken.First[0].GoesOn)
	require.False(t, taken.First[0].AmountOpen)
	require.Equal(t, "for", side(taken, "goes-on.methadone"))
	require.Empty(t, side(taken, "methadone.at-once"))
	require.True(t, p.option(choice.Buprenorphine).First[0].AmountOpen)
	require.Equal(t, "against", side(p.option(choice.NaltrexoneDepot), "naltrexone.agonist"))
	none := p.option(choice.NoMedication)
	require.Equal(t, record.KindStopMedication, none.First[0].Body.Kind())
	require.Empty(t, newPerson(t, "us").option(choice.NoMedication).First)
}

// A rule that no time ends excludes, and says what would change it; one that ends with time does not.
func TestExcluding(t *testing.T) {
	p := newPerson(t, "us").so(monday.Add(-time.Hour), record.AllergyReported{Substance: medication.Methadone})
	o := p.option(choice.Methadone)
	require.Equal(t, choice.Closed, o.Standing())
	require.Equal(t, choice.Excluding, o.Arguments[1].Side, "after the wish")
	for _, said := range o.On(choice.Excluding) {
		require.NotEmpty(t, said.Argument.Cites)
		require.NotEmpty(t, said.Causes)
	}
	soon := newPerson(t, "us").so(monday.Add(-3*time.Hour), record.OpioidUsed{Agent: "heroin"}).option(choice.NaltrexoneDepot)
	require.Equal(t, choice.Later, soon.Standing())
	require.Empty(t, soon.On(choice.Excluding))
}

// A policy is shown as the policy of a service. It changes no argument and no answer of a rule.
func TestPolicyIsNoArgument(t *testing.T) {
	p := onMethadone(t)
	without := p.medications()
	r := now
	r.Services = []choice.Service{{Name: "Hill House", Policies: []choice.Policy{{About: []choice.OptionID{choice.Methadone},
		Text: "nobody on methadone is admitted"}, {Text: "abstinence is asked for"}}}}
	with, err := choice.Medications(context.Background(), p.engine, p.plan, r)
	require.NoError(t, err)
	require.Contains(t, with.String(), "policy of Hill House, no medical reason: nobody on methadone is admitted")
	o, _ := with.Option(choice.Methadone)
	require.Len(t, o.Policies, 2)
	other, _ := with.Option(choice.Buprenorphine)
	require.Len(t, other.Policies, 1)
	for i := range with.Options {
		with.Options[i].Policies = nil
	}
	require.Equal(t, without.String(), with.String())
}

// A service keeps its place whatever it lacks, and what it does not say is not a no.
func TestServices(t *testing.T) {
	p := onMethadone(t).says(truth.Yes, choice.Needs(choice.Wheelchair), choice.WithoutHome).
		so(monday.Add(-time.Minute), record.PregnancyReported{Status: record.Pregnant})
	p.says(truth.Yes, choice.Needs(choice.Secular)).says(truth.No, choice.Needs(choice.Secular))
	r := now
	r.Services = []choice.Service{
		{Name: "nothing of it", Offers: map[choice.Feature]truth.Value{choice.Wheelchair: truth.No, choice.Housing: truth.No,
			choice.ForPregnancy: truth.No, choice.Gives(choice.Methadone): truth.No, choice.Medicaid: truth.No}},
		{Name: "says nothing"},
		{Name: "all of it", Offers: map[choice.Feature]truth.Value{choice.Wheelchair: truth.Yes, choice.Housing: truth.Yes,
			choice.ForPregnancy: truth.Yes, choice.Gives(choice.Methadone): truth.Yes, choice.Medicaid: truth.Yes}},
	}
	matches, err := choice.MatchServices(context.Background(), p.engine, p.plan, r, choice.Need{Feature: choice.Medicaid, Why: "insured there"})
	require.NoError(t, err)
	require.Len(t, matches, 3)
	for i, want := range [][3]int{{0, 5, 0}, {0, 0, 5}, {5, 0, 0}} {
		m := &matches[i]
		require.Equal(t, r.Services[i].Name, m.Service.Name)
		require.Equal(t, want, [3]int{len(m.Met), len(m.Unmet), len(m.NotKnown)}, "%+v", m)
	}
	require.NotContains(t, matches[2].String(), "secular", "it was taken back")
	_, err = choice.MatchServices(context.Background(), p.engine, plan.Plan{}, r)
	require.ErrorIs(t, err, plan.ErrNoPlan)
}

type engineOfAnother struct{ err error }

func (e engineOfAnother) Place(context.Context, plan.Plan, time.Time) (choice.Placement, error) {
	return choice.Placement{By: "An engine (licensed elsewhere)", Level: "2.1, fourth edition", Why: []string{"its own reasons"}, At: monday}, e.err
}

// A licensed engine stands beside the arguments, and is not mixed with them.
func TestPlacer(t *testing.T) {
	p := newPerson(t, "us")
	own := p.levels()
	require.Contains(t, own.String(), "no ASAM assessment")
	r := now
	r.Placer = engineOfAnother{}
	w, err := choice.Levels(context.Background(), p.engine, p.plan, r)
	require.NoError(t, err)
	require.Contains(t, w.String(), "An engine (licensed elsewhere) says: 2.1, fourth edition")
	w.Placed = nil
	require.Equal(t, own.String(), w.String())
	broken := errors.New("no answer")
	r.Placer = engineOfAnother{broken}
	_, err = choice.Levels(context.Background(), p.engine, p.plan, r)
	require.ErrorIs(t, err, broken)
}

// Nothing is weighed for the dead, of no plan, at no time, or by a table with holes.
func TestWhatCannotBeWeighed(t *testing.T) {
	p := newPerson(t, "us").so(monday.Add(-time.Hour), record.Died{})
	require.Empty(t, p.medications().Options)
	ctx := context.Background()
	_, err := choice.Medications(ctx, p.engine, plan.Plan{}, now)
	require.ErrorIs(t, err, plan.ErrNoPlan)
	_, err = choice.Medications(ctx, p.engine, p.plan, choice.Request{})
	require.ErrorIs(t, err, choice.ErrRequest)
	for name, spoil := range map[string]func(*choice.Table){
		"duplicate argument":    func(t *choice.Table) { t.Arguments = append(t.Arguments, t.Arguments[0]) },
		"which is no option":    func(t *choice.Table) { t.Arguments[0].About = []choice.OptionID{"prayer"} },
		"which is no question":  func(t *choice.Table) { t.Arguments[0].If = []string{"is-nice"} },
		"no citation":           func(t *choice.Table) { t.Arguments[0].Cites = nil },
		"speaks for or against": func(t *choice.Table) { t.Arguments[0].Side = choice.Excluding },
		"without a number": func(t *choice.Table) {
			t.Arguments[0].Effects = []choice.Effect{{Outcome: "a", Compared: "b", Measure: choice.Share}}
		},
		"is not between":             func(t *choice.Table) { t.Arguments[0].Effects[0].Low = 0.9 },
		"option \"methadone\"":       func(t *choice.Table) { t.Options = append(t.Options, t.Options[0]) },
		"question \"pregnant\"":      func(t *choice.Table) { t.Questions[0].Ask = nil },
		"not dotted lower-case":      func(t *choice.Table) { t.Arguments[0].ID = "Not This" },
		"lacks its options, its tex": func(t *choice.Table) { t.Arguments[0].Text = " " },
	} {
		table := choice.MedicationTable()
		spoil(&table)
		_, err := choice.Weigh(ctx, p.engine, p.plan, table, now)
		require.ErrorIs(t, err, choice.ErrRequest)
		require.ErrorContains(t, err, name)
	}
	ended, cancel := context.WithCancel(ctx)
	cancel()
	alive := newPerson(t, "us")
	_, err = choice.Medications(ended, alive.engine, alive.plan, now)
	require.ErrorIs(t, err, context.Canceled)
}

// What is printed fits 80 columns, names every source once, and the JSON is the same facts.
func TestForms(t *testing.T) {
	for _, place := range []string{"us", "gb", "ca", "au", "int-who"} {
		p := newPerson(t, place).so(monday.Add(-3*time.Hour), record.OpioidUsed{Agent: "heroin"})
		for _, w := range []choice.Weighing{p.medications(), p.levels()} {
			for line := range strings.Lines(w.String()) {
				require.LessOrEqual(t, utf8.RuneCountInString(strings.TrimRight(line, "\n")), 80, line)
			}
			text, err := json.Marshal(w)
			require.NoError(t, err)
			var form struct {
				Options []struct {
					Arguments []struct {
						Cites []any `json:"cites"`
					} `json:"arguments"`
				} `json:"options"`
			}
			require.NoError(t, json.Unmarshal(text, &form))
			require.Len(t, form.Options, len(w.Options))
			for i := range form.Options {
				require.Len(t, form.Options[i].Arguments, len(w.Options[i].Arguments))
				for _, a := range form.Options[i].Arguments {
					require.NotEmpty(t, a.Cites)
				}
			}
		}
	}
}

// TestCountries: what speaks in one country is said there and in its parts, whether or not the catalogue knows what is sold there.
func TestCountries(t *testing.T) {
	for place, want := range map[string]struct{ firstLine, morphine, anyMarket bool }{
		"us": {}, "us-oh": {}, "us-2001": {}, "gb-sct": {morphine: true}, "ca": {true, true, true}, "ca-on": {true, true, true},
		"au-vic": {anyMarket: true}, "int-who": {anyMarket: true},
	} {
		w := newPerson(t, place).medications()
		methadone, _ := w.Option(choice.Methadone)
		require.Equal(t, want.firstLine, side(methadone, "methadone.first-line") == "for", place)
		_, morphine := w.Option(choice.SlowMorphine)
		require.Equal(t, want.morphine, morphine, place)
		require.Equal(t, want.anyMarket, w.AnyMarket, place)
		require.NotEqual(t, choice.Unlisted, methadone.Standing(), "%s: methadone is asked about everywhere", place)
	}
}
