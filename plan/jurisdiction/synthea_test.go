package jurisdiction_test

import (
	"encoding/json"
	"fmt"
	"math"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/oudpath/oudpath/medication"
	"github.com/oudpath/oudpath/plan"
	"github.com/oudpath/oudpath/plan/civil"
	"github.com/oudpath/oudpath/plan/evidence"
	"github.com/oudpath/oudpath/plan/jurisdiction"
	"github.com/oudpath/oudpath/plan/record"
	"github.com/oudpath/oudpath/plan/truth"
	"github.com/oudpath/oudpath/plan/vocabulary"
	"github.com/oudpath/oudpath/stages"
	"github.com/stretchr/testify/require"
)

// Two published state machines of opioid use disorder, read as pathways and as streams of events. They are no part of the project: the tests
// find them by OUDPATH_FIXTURES.

// module is a state machine in the generic module format of Synthea, as far as it is read here.
type module struct{ States map[string]moduleState }

type moduleState struct {
	Type        string
	Direct      string        `json:"direct_transition"`
	Distributed []branch      `json:"distributed_transition"`
	Conditional []conditional `json:"conditional_transition"`
	Complex     []conditional `json:"complex_transition"`
	Codes       []struct {
		System  string
		Code    any
		Display string
	}
	Value struct{ Display string } `json:"value_code"`
}

type branch struct {
	Transition   string
	Distribution float64
}

type conditional struct {
	Condition     *condition
	Transition    string
	Distributions []branch
}

type condition struct {
	Attribute, Operator string
}

func readModule(t *testing.T, name string) module {
	folder := os.Getenv("OUDPATH_FIXTURES")
	if folder == "" {
		t.Skip("OUDPATH_FIXTURES does not say where the published modules are")
	}
	data, err := os.ReadFile(filepath.Join(folder, "synthea-modules", name))
	require.NoError(t, err)
	var m module
	decoder := json.NewDecoder(strings.NewReader(string(data)))
	decoder.UseNumber()
	require.NoError(t, decoder.Decode(&m))
	return m
}

type node string

// on is the one trigger of an imported module: time passes, and the machine moves.
const on stages.Trigger = "go"

// importer writes a module as a pathway. What the module decides, by lot or by an attribute, is a branch: the n-th holds where those before it
// do not. The last one holds in all other cases only where the module says so: by shares that add up to one, by a branch without a condition,
// or by the opposite of the one condition before it.
type importer struct {
	d        stages.Definition[node]
	branches int
}

func named(name string) node {
	id := strings.Map(func(r rune) rune {
		if r >= 'a' && r <= 'z' || r >= '0' && r <= '9' {
			return r
		}
		return ' '
	}, strings.ToLower(name))
	return node(strings.Join(strings.Fields(id), "-"))
}

func imported(m module, start string) stages.Definition[node] {
	im := importer{d: stages.Definition[node]{ID: "imported", Version: "1", Start: named(start),
		Triggers: []stages.TriggerInfo{{ID: on, Title: "Go on", Meaning: "Time passes, and the machine moves."}}}}
	names := make([]string, 0, len(m.States))
	for name := range m.States {
		names = append(names, name)
	}
	slices.Sort(names)
	for _, name := range names {
		im.state(named(name), m.States[name])
	}
	for i := range im.branches {
		im.d.Conditions = append(im.d.Conditions, stages.ConditionInfo{ID: holdsBranch(i), Meaning: "This branch of the module is taken."})
	}
	return im.d
}

func holdsBranch(i int) stages.Condition { return stages.Condition(fmt.Sprintf("branch-%d", i+1)) }

func (im *importer) state(id node, s moduleState) {
	im.d.States = append(im.d.States, stages.State[node]{ID: id, Title: string(id), Meaning: "A state of the module.", Terminal: s.Type == "Terminal"})
	switch {
	case s.Type == "Terminal":
		im.d.Refusals = append(im.d.Refusals, stages.Refusal[node]{From: []node{id}, On: []stages.Trigger{on}, Why: "nothing follows"})
	case s.Direct != "":
		im.edge(id, named(s.Direct))
	case s.Distributed != nil:
		im.lot(id, s.Distributed)
	case s.Conditional != nil:
		im.decided(id, s.Conditional)
	case s.Complex != nil:
		im.decided(id, s.Complex)
	}
}

func (im *importer) lot(id node, list []branch) {
	var to []node
	sum := 0.0
	for _, b := range list {
		to, sum = append(to, named(b.Transition)), sum+b.Distribution
	}
	im.fork(id, to, math.Abs(sum-1) < 1e-9)
}

func (im *importer) decided(id node, list []conditional) {
	var to []node
	for i, c := range list {
		if c.Transition != "" {
			to = append(to, named(c.Transition))
			continue
		}
		lot := node(fmt.Sprintf("%s-lot-%d", id, i+1))
		im.d.States = append(im.d.States, stages.State[node]{ID: lot, Title: string(lot), Meaning: "A lot within a branch."})
		im.lot(lot, c.Distributions)
		to = append(to, lot)
	}
	last := list[len(list)-1].Condition
	opposite := len(list) == 2 && last != nil && list[0].Condition != nil && last.Attribute != "" && last.Attribute == list[0].Condition.Attribute &&
		strings.Contains(last.Operator, "nil") && strings.Contains(list[0].Condition.Operator, "nil") && last.Operator != list[0].Condition.Operator
	im.fork(id, to, last == nil || opposite)
}

// fork writes branches in their order; whole says that the last one holds in all other cases.
func (im *importer) fork(id node, to []node, whole bool) {
	var before []stages.Literal
	for i, target := range to {
		when := slices.Clone(before)
		if i < len(to)-1 || !whole {
			when = append(when, stages.If(holdsBranch(i)))
			im.branches = max(im.branches, i+1)
		}
		im.edge(id, target, when...)
		before = append(before, stages.IfNot(holdsBranch(i)))
	}
}

func (im *importer) edge(from, to node, when ...stages.Literal) {
	im.d.Edges = append(im.d.Edges, stages.Edge[node]{From: from, On: on, To: to, When: when, Why: "the module says so",
		Cites: []evidence.Citation{stages.OwnDesign()}})
}

// Verify finds what is known to be wrong with the published machines, and nothing else: shares that do not add up to one, and decisions
// without a branch for all other cases, of which the count of visits is one (below five, above five, and nothing at five).
func TestKnownDefectsOfPublishedMachines(t *testing.T) {
	for name, want := range map[string][]string{
		"opioid_addiction.json": {"directed-use", "general-population"},
		"prescribing_opioids_for_chronic_pain_and_treatment_of_oud.json": {"buprenorphine-or-methadone-or-naltrexone", "chronic-pain-population",
			"end-cbt-therapy-encounter-1", "end-physical-therapy-encounter-1", "enter-next-treatment-visit", "enter-treatment-options",
			"enter-urine-drug-testing", "enter-urine-drug-testing-2", "general-adult-population-lot-1", "general-adult-population-lot-2", "naloxone",
			"naloxone-lot-1", "nonpharmacologic-treatment-careplan-2", "on-opioid-or-nonopioid-1", "on-opioid-or-nonopioid-2",
			"psychosocial-therapy-4", "start-treatment-opioid-use-disorder"},
	} {
		var undecided []string
		for _, p := range stages.Verify(imported(readModule(t, name), "Initial")) {
			require.Equal(t, stages.Undecided, p.Kind, p.Error())
			where, _, _ := strings.Cut(p.Where, ",")
			if !slices.Contains(undecided, where) {
				undecided = append(undecided, where)
			}
		}
		slices.Sort(undecided)
		require.Equal(t, want, undecided, name)
	}
}

// way is the shortest way through a module to a state.
func (m module) way(t *testing.T, to string) (way []string) {
	before, queue := map[string]string{"Initial": ""}, []string{"Initial"}
	for len(queue) > 0 && before[to] == "" {
		at := queue[0]
		queue = queue[1:]
		for _, next := range m.States[at].next() {
			if _, seen := before[next]; !seen {
				before[next], queue = at, append(queue, next)
			}
		}
	}
	require.NotEmpty(t, before[to], "no way leads to %s", to)
	for at := to; at != ""; at = before[at] {
		way = append(way, at)
	}
	slices.Reverse(way)
	return way
}

func (s moduleState) next() (all []string) {
	if s.Direct != "" {
		all = append(all, s.Direct)
	}
	for _, b := range s.Distributed {
		all = append(all, b.Transition)
	}
	for _, c := range slices.Concat(s.Conditional, s.Complex) {
		if c.Transition != "" {
			all = append(all, c.Transition)
		}
		for _, b := range c.Distributions {
			all = append(all, b.Transition)
		}
	}
	return all
}

// The streams of events that the machine makes of its orders give the findings that a clinician would expect: naltrexone right after a
// positive screen, methadone for a pharmacy from an office, buprenorphine without a measure of withdrawal, and no naloxone in anybody's hand.
func TestOrdersOfAPublishedMachine(t *testing.T) {
	m := readModule(t, "prescribing_opioids_for_chronic_pain_and_treatment_of_oud.json")
	engine, err := jurisdiction.Engine("us", time.UTC)
	require.NoError(t, err)
	for state, c := range map[string]struct {
		status plan.Status
		rules  []record.RuleID
	}{
		"Rx_Naltrexone_1":    {plan.Refused, []record.RuleID{"naltrexone.utox"}},
		"Rx_Methadone_1":     {plan.Refused, []record.RuleID{"med.setting.methadone-oud"}},
		"Rx_Buprenorphine_1": {plan.Undetermined, []record.RuleID{"bup.induction.cows-min", "bup.induction.objective-signs"}},
	} {
		now := time.Date(2026, time.March, 2, 9, 0, 0, 0, time.UTC)
		person := engine.Open("imported")
		tell := func(body record.Body) {
			out, err := engine.Apply(person, record.Event{ID: record.EventID(fmt.Sprint(now.UnixNano())), At: now, Body: body})
			require.NoError(t, err)
			person = out.Plan
			now = now.Add(time.Minute)
		}
		tell(record.PersonRegistered{Birth: civil.Must(1990, 5, 1), Sex: record.Male})
		var decision plan.Decision
		for _, name := range m.way(t, state) {
			s := m.States[name]
			switch {
			case s.Type == "Delay":
				now = now.AddDate(0, 1, 0)
			case s.Type == "Observation" && strings.HasPrefix(s.Value.Display, "Positive"):
				tell(record.Screened{Results: []record.AnalyteResult{{Analyte: record.AnalyteOpioids, Result: record.Positive}}})
			case s.Type == "ConditionOnset" && strings.Contains(s.Codes[0].Display, "Opioid"):
				tell(record.DiagnosisRecorded{Criteria: 4, CodeSystem: string(vocabulary.SNOMED), Code: fmt.Sprint(s.Codes[0].Code)})
			case s.Type == "MedicationOrder":
				product, strength, ok := medication.LookupCode(vocabulary.RxNorm, fmt.Sprint(s.Codes[0].Code))
				require.True(t, ok, s.Codes[0].Display)
				decision, err = engine.Check(person, record.Event{ID: "order", At: now, Body: record.Order{Product: product.ID(), Dose: strength.Dose,
					Setting: medication.SettingOffice, Supervised: truth.No}})
				require.NoError(t, err)
			}
		}
		require.Equal(t, c.status, decision.Status, "%s: %v", state, decision.Reasons())
		var said []record.RuleID
		for _, f := range decision.Reasons() {
			said = append(said, f.Rule)
		}
		require.Subset(t, said, c.rules, state)
	}
}
