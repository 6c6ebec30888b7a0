package guidance_test

import (
	"fmt"
	"os"
	"reflect"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/oudpath/oudpath/medication"
	"github.com/oudpath/oudpath/plan"
	"github.com/oudpath/oudpath/plan/plantest"
	"github.com/oudpath/oudpath/plan/record"
	"github.com/oudpath/oudpath/stages"
	"github.com/oudpath/oudpath/stages/scale"
	"github.com/stretchr/testify/require"
)

// Everything that can be recorded matters to a rule or a duty, or does not exist: each field of each body, and each word of each
// vocabulary. The law changes one thing at a time in the cases of the rules, and finds one in which something else is said.
//
// What no rule reads stands in testdata/unread.txt, with the reason.

// vocabularies are the words of the types whose words are told apart, from their enumerators: a word that is new is asked about.
func vocabularies() map[reflect.Type][]reflect.Value {
	all := map[reflect.Type][]reflect.Value{}
	add := func(words any) {
		list := reflect.ValueOf(words)
		for i := range list.Len() {
			all[list.Type().Elem()] = append(all[list.Type().Elem()], list.Index(i))
		}
	}
	for _, words := range []any{record.Sexes(), record.Losses(), record.TestResults(), record.Signs(), record.HealthConditions(),
		record.Circumstances(), record.Sections(), record.SignStages(), record.NeedKinds(), record.NeedStatuses(), record.Assessments(), record.PregnancyStatuses(), record.Purposes(), record.Reasons(),
		record.WithdrawalMethods(), record.Consents(), record.Analytes()} {
		add(words)
	}
	var classes []medication.Class
	for c := medication.Class(1); c.Valid(); c++ {
		classes = append(classes, c)
	}
	var measures []record.Measure
	for _, m := range record.Measures() {
		measures = append(measures, m.Measure)
	}
	var scales []scale.ID
	for _, s := range scale.All() {
		scales = append(scales, s.ID())
	}
	var services []stages.Service
	for _, s := range stages.Services() {
		services = append(services, s.ID)
	}
	add(classes)
	add(measures)
	add(scales)
	add(services)
	return all
}

// thing is a field of a body, or a word of a vocabulary.
type thing struct{ of, name string }

func (t thing) String() string { return t.of + " " + t.name }

func fieldOf(kind record.Kind, f reflect.StructField) thing { return thing{kind.String(), f.Name} }

func wordOf(v reflect.Value) thing {
	return thing{strings.ToLower(v.Type().Name()), fmt.Sprint(v.Interface())}
}

// TestWhatIsRecordedMatters changes each field and word in the cases of the rules, by what their own rule says and then by all that is
// said and due, and then puts what is left on the record of people of whom all is known.
func TestWhatIsRecordedMatters(t *testing.T) {
	if !slow() {
		t.Skip("it asks half a million questions: OUDPATH_SLOW=1, as .ci/run does")
	}
	engines, _ := everywhere(t)
	cases := allCases()
	m := newMatters(cases)
	for _, c := range cases {
		m.vary(c.before, c.ask, func(before []fact, ask record.Body) (string, bool) {
			return saidBy(engines[c.home()], now.Add(c.day), before, ask, c.rule)
		})
	}
	t.Logf("%d questions to single rules leave %d things", m.asked, len(m.left()))
	for i, c := range cases {
		if i%3 == 0 {
			m.vary(c.before, c.ask, func(before []fact, ask record.Body) (string, bool) {
				return saidByAll(engines[c.home()], now.Add(c.day), before, ask)
			})
		}
	}
	t.Logf("%d questions leave %d things", m.asked, len(m.left()))
	for _, place := range []string{"us", "gb"} {
		m.tell(engines[place], place)
	}
	t.Logf("%d questions leave %d things", m.asked, len(m.left()))
	reasons := unread(t)
	for _, left := range m.left() {
		if reasons[left.String()] == "" {
			t.Errorf("%s: no rule and no duty reads it: take it out, or say in testdata/unread.txt why it is recorded", left)
		}
		delete(reasons, left.String())
	}
	for what := range reasons {
		t.Errorf("%s matters, or is no more: strike it from testdata/unread.txt", what)
	}
}

func (m *matters) left() (left []thing) {
	for _, t := range m.things() {
		if !m.found[t] {
			left = append(left, t)
		}
	}
	return left
}

// tell puts bodies of every kind on the record of people of whom all is known, some time ago, and varies them.
func (m *matters) tell(engine *plan.Engine, place string) {
	says := func(before []fact, ask record.Body) (string, bool) { return saidByAll(engine, now, before, ask) }
	inCare := []said{{Ago: 12 * aDay, Body: record.StageMove{Trigger: stages.Assess, To: stages.Assessment}},
		{Ago: 5 * aDay, Body: record.ReturnedToUse{Agent: "heroin"}}, {Ago: 3 * time.Hour, Body: record.PrecipitatedWithdrawal{}}}
	people := subjects(place)
	for _, s := range people {
		people = append(people, subject{s.substance, s.act, s.name, slices.Concat(inCare, s.facts), s.ask})
	}
	for _, s := range people {
		for _, kind := range record.AllKinds() {
			if kind.Derived() {
				continue
			}
			for _, body := range m.templates(kind) {
				before := []fact{{recently, body}}
				facts := s.facts
				if kind != record.KindScreened {
					facts = plantest.Forget(facts, plantest.TopicOf(body))
				}
				for _, f := range facts {
					before = append(before, fact{f.Ago, f.Body})
				}
				m.one(before, s.ask, says)
			}
		}
	}
}

// templates are bodies of the kind: one of each word where that is what it is about, else the zero one and two that occur.
func (m *matters) templates(kind record.Kind) (all []record.Body) {
	zero := kind.Zero()
	body := reflect.TypeOf(zero)
	if body.NumField() == 0 {
		return nil
	}
	words := m.words[body.Field(0).Type]
	if words == nil {
		return append([]record.Body{zero}, m.bodies[kind][:min(2, len(m.bodies[kind]))]...)
	}
	for _, w := range words {
		if body, _ := another(zero, 0, w); m.unknown([]thing{wordOf(w)}) {
			all = append(all, body)
		}
	}
	return all
}

// one varies the first of the facts alone.
func (m *matters) one(before []fact, ask record.Body, says answering) {
	with := func(b record.Body) (string, bool) {
		m.asked++
		if b == nil {
			return says(before[1:], ask)
		}
		changed := slices.Clone(before)
		changed[0].body = b
		return says(changed, ask)
	}
	for field := range reflect.TypeOf(before[0].body).NumField() {
		m.field(before[0].body, field, false, with)
	}
}

// saidBy is what one rule says.
func saidBy(engine *plan.Engine, asked time.Time, before []fact, ask record.Body, rule record.RuleID) (string, bool) {
	p, err := engine.Restore("case", eventsOf(asked, before))
	if err != nil {
		return "", false
	}
	x, err := engine.Explain(p, question(asked, ask), rule)
	if err != nil {
		return "", false
	}
	limit := ""
	if x.Finding.Limit != nil {
		limit = x.Finding.Limit.Value
	}
	return fmt.Sprint(got(x.Finding), x.Finding.Severity, limit, x.Finding.Override.Used != nil), true
}

// saidByAll is what all rules say, and what is due on the day and a month later.
func saidByAll(engine *plan.Engine, asked time.Time, before []fact, ask record.Body) (string, bool) {
	p, err := engine.Restore("case", eventsOf(asked, before))
	if err != nil {
		return "", false
	}
	findings, err := engine.Judge(p, question(asked, ask))
	if err != nil {
		return "", false
	}
	var text strings.Builder
	for i := range findings {
		fmt.Fprintln(&text, findings[i].Rule, findings[i].Effect())
	}
	for _, days := range []int{0, 30, 95, 400} {
		at := asked.AddDate(0, 0, days)
		open, err := engine.Due(p, at)
		if err != nil {
			return "", false
		}
		for _, o := range open {
			fmt.Fprintln(&text, o.Duty, o.Status, o.Due)
		}
	}
	return text.String(), true
}

// unread reads testdata/unread.txt: what no rule reads, with the reason.
func unread(t testing.TB) map[string]string {
	t.Helper()
	text, err := os.ReadFile("testdata/unread.txt")
	require.NoError(t, err)
	reasons := map[string]string{}
	for i, line := range strings.Split(string(text), "\n") {
		if line == "" || line[0] == '#' {
			continue
		}
		things, why, ok := strings.Cut(line, " | ")
		require.True(t, ok && why != "", "line %d", i+1)
		for what := range strings.SplitSeq(things, ", ") {
			require.Empty(t, reasons[what], "line %d: %s is there twice", i+1, what)
			reasons[what] = why
		}
	}
	return reasons
}
