package guidance_test

import (
	"cmp"
	"fmt"
	"reflect"
	"slices"
	"strconv"
	"strings"

	"github.com/oudpath/oudpath/plan/record"
)

// matters looks for what matters.
type matters struct {
	words  map[reflect.Type][]reflect.Value
	values map[reflect.Type][]reflect.Value // that occur in the cases, a few of each type
	bodies map[record.Kind][]record.Body    // that occur in the cases, a few of each kind
	found  map[thing]bool
	asked  int
}

func newMatters(cases []ruleCase) *matters {
	m := &matters{words: vocabularies(), values: map[reflect.Type][]reflect.Value{}, bodies: map[record.Kind][]record.Body{},
		found: map[thing]bool{}}
	seen := map[string]bool{}
	for _, c := range cases {
		for _, b := range bodiesOf(c) {
			v := reflect.ValueOf(b)
			if len(m.bodies[b.Kind()]) < 12 {
				m.bodies[b.Kind()] = append(m.bodies[b.Kind()], b)
			}
			for i := range v.NumField() {
				of := v.Field(i).Type()
				if key := fmt.Sprintf("%s %v", of, v.Field(i)); !seen[key] && len(m.values[of]) < 60 {
					seen[key] = true
					m.values[of] = append(m.values[of], v.Field(i))
				}
			}
		}
	}
	return m
}

func bodiesOf(c ruleCase) (all []record.Body) {
	for _, f := range c.before {
		all = append(all, f.body)
	}
	return append(all, c.ask)
}

// wordsIn returns the words in a value, those of a list or a struct included.
func (m *matters) wordsIn(v reflect.Value) (all []thing) {
	if slices.ContainsFunc(m.words[v.Type()], func(w reflect.Value) bool { return w.Equal(v) }) {
		return []thing{wordOf(v)}
	}
	switch v.Kind() {
	case reflect.Slice:
		for i := range v.Len() {
			all = append(all, m.wordsIn(v.Index(i))...)
		}
	case reflect.Struct:
		for i := range v.NumField() {
			if v.Type().Field(i).IsExported() {
				all = append(all, m.wordsIn(v.Field(i))...)
			}
		}
	}
	return all
}

// alternatives are other values of a field: each word, alone where the field holds a list, the whole range of a measure, and what occurs.
func (m *matters) alternatives(b record.Body, field int) (all []reflect.Value) {
	f := reflect.ValueOf(b).Field(field)
	all = append(all, reflect.Zero(f.Type()))
	all = append(all, m.words[f.Type()]...)
	switch measured := b.(type) {
	case record.Screened:
		for _, a := range record.Analytes() {
			for _, r := range record.TestResults() {
				all = append(all, reflect.ValueOf([]record.AnalyteResult{{Analyte: a, Result: r}}))
			}
		}
		return all
	case record.Measured:
		if info, _ := measured.Measure.Info(); f.Type() == reflect.TypeFor[record.Quantity]() {
			most, _ := strconv.Atoi(info.Max.String())
			for i := range 25 {
				all = append(all, reflect.ValueOf(record.Thousandths(int32(i*most*1000/50))))
			}
		}
	}
	if f.Kind() == reflect.Slice {
		for _, w := range m.words[f.Type().Elem()] {
			all = append(all, reflect.Append(reflect.MakeSlice(f.Type(), 0, 1), w))
		}
	}
	return append(all, m.values[f.Type()]...)
}

// another returns the same body with another value in a field; ok is false if that is no body.
func another(b record.Body, field int, value reflect.Value) (other record.Body, ok bool) {
	changed := reflect.New(reflect.TypeOf(b)).Elem()
	changed.Set(reflect.ValueOf(b))
	changed.Field(field).Set(value)
	other, _ = changed.Interface().(record.Body)
	ev := question(now, other)
	return other, ev.Validate() == nil
}

// answering is what is said of the facts and the question; ok is false if they are none.
type answering func(before []fact, ask record.Body) (text string, ok bool)

// vary changes one thing after the other in the facts and the question, as long as there is something of which it is not known that it
// matters. A field matters where what is said differs from another value of it; a word of a fact, where it differs from the same without
// the fact, or without the word in its list; a word of the question, where it differs from another word.
func (m *matters) vary(before []fact, ask record.Body, says answering) {
	for i := range len(before) + 1 {
		body, isAsk := ask, i == len(before)
		if !isAsk {
			body = before[i].body
		}
		if body.Kind().Derived() {
			continue
		}
		with := func(b record.Body) (string, bool) {
			m.asked++
			switch {
			case isAsk:
				return says(before, b)
			case b == nil:
				return says(slices.Delete(slices.Clone(before), i, i+1), ask)
			}
			changed := slices.Clone(before)
			changed[i].body = b
			return says(changed, ask)
		}
		for field := range reflect.TypeOf(body).NumField() {
			m.field(body, field, isAsk, with)
		}
	}
}

func (m *matters) field(body record.Body, field int, isAsk bool, with func(record.Body) (string, bool)) {
	name := fieldOf(body.Kind(), reflect.TypeOf(body).Field(field))
	old := m.wordsIn(reflect.ValueOf(body).Field(field))
	if valued[body.Kind()] { // what is said of the word matters, and not that something was said
		old = m.wordsIn(reflect.ValueOf(body).Field(0))
	}
	if valued[body.Kind()] && field == 0 {
		m.valuesOfWords(body, with)
		return
	}
	var base, without string
	results := map[thing]string{}
	ok := false
	for n, value := range m.alternatives(body, field) {
		words := m.wordsIn(value)
		if unknown := m.unknown(words) || (isAsk || valued[body.Kind()]) && m.unknown(old); m.found[name] && !unknown || !m.found[name] && !unknown && n > 12 {
			continue
		}
		other, valid := another(body, field, value)
		if !valid {
			continue
		}
		if !ok {
			base, ok = with(body)
			without = base
			if bare, valid := another(body, field, reflect.Zero(value.Type())); !isAsk && value.Kind() == reflect.Slice && valid {
				without, _ = with(bare)
			} else if !isAsk {
				without, _ = with(nil)
			}
			switch {
			case !ok: // a body that says nothing yet
				base, ok = without, true
			case base != without && body.Kind() != record.KindMeasured && body.Kind() != record.KindScreened:
				m.find(old...)
			}
		}
		text, ok := with(other)
		if !ok {
			continue
		}
		if text != base {
			m.find(name)
		}
		screen, screened := other.(record.Screened)
		switch {
		case screened:
			analyte := wordOf(reflect.ValueOf(screen.Results[0].Analyte))
			if before, twice := results[analyte]; twice && before != text {
				m.find(words...)
			}
			results[analyte] = text
		case valued[body.Kind()]:
			if text != base {
				m.find(old...)
			}
		case isAsk && text != base:
			m.find(append(words, old...)...)
		case !isAsk && text != without:
			m.find(words...)
		}
	}
}

// valued are the kinds of facts whose first field is a word of which the others say something: a measure and its value.
var valued = map[record.Kind]bool{record.KindMeasured: true, record.KindScored: true, record.KindConditionReported: true,
	record.KindContextStated: true, record.KindConsentRecorded: true}

// valuesOfWords says another value of each word in the place of the body.
func (m *matters) valuesOfWords(body record.Body, with func(record.Body) (string, bool)) {
	for _, w := range m.words[reflect.TypeOf(body).Field(0).Type] {
		told, _ := another(body, 0, w)
		if m.found[wordOf(w)] {
			continue
		}
		first, said := "", false
		for _, value := range m.alternatives(told, 1) {
			other, valid := another(told, 1, value)
			if !valid {
				continue
			}
			text, ok := with(other)
			if ok && said && text != first {
				m.find(wordOf(w), fieldOf(body.Kind(), reflect.TypeOf(body).Field(0)), fieldOf(body.Kind(), reflect.TypeOf(body).Field(1)))
				break
			}
			if ok && !said {
				first, said = text, true
			}
		}
	}
}

func (m *matters) unknown(words []thing) bool {
	return slices.ContainsFunc(words, func(w thing) bool { return !m.found[w] })
}

func (m *matters) find(things ...thing) {
	for _, t := range things {
		m.found[t] = true
	}
}

// things are all that there is: the fields of what a caller can send, and the words.
func (m *matters) things() (all []thing) {
	for _, kind := range record.AllKinds() {
		if kind.Derived() {
			continue
		}
		body := reflect.TypeOf(kind.Zero())
		for i := range body.NumField() {
			all = append(all, fieldOf(kind, body.Field(i)))
		}
	}
	for _, words := range m.words {
		for _, w := range words {
			all = append(all, wordOf(w))
		}
	}
	slices.SortFunc(all, func(a, b thing) int { return cmp.Or(strings.Compare(a.of, b.of), strings.Compare(a.name, b.name)) })
	return all
}
