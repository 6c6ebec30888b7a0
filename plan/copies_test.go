package plan_test

import (
	"encoding/json"
	"reflect"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/oudpath/oudpath/medication"
	"github.com/oudpath/oudpath/plan"
	"github.com/oudpath/oudpath/plan/evidence"
	"github.com/oudpath/oudpath/plan/record"
	"github.com/stretchr/testify/require"
)

// spoil changes everything that can be reached from a value through exported fields, slices, maps and pointers, and counts the
// changes.
func spoil(v reflect.Value, seen map[any]bool) (changed int) {
	switch v.Kind() {
	case reflect.Pointer:
		if v.IsNil() || seen[v.Interface()] {
			return 0
		}
		seen[v.Interface()] = true
		return spoil(v.Elem(), seen)
	case reflect.Interface:
		if !v.IsNil() {
			return spoil(v.Elem(), seen)
		}
	case reflect.Slice, reflect.Array:
		for i := range v.Len() {
			changed += spoil(v.Index(i), seen)
		}
	case reflect.Map:
		for _, key := range v.MapKeys() {
			v.SetMapIndex(key, reflect.Zero(v.Type().Elem()))
			changed++
		}
	case reflect.Struct:
		if v.Type() == reflect.TypeFor[time.Time]() {
			return 0
		}
		for i := range v.NumField() {
			if v.Type().Field(i).IsExported() {
				changed += spoil(v.Field(i), seen)
			}
		}
	case reflect.String:
		if v.CanSet() {
			v.SetString("spoiled")
			return 1
		}
	}
	return changed
}

func jsonOf(t *testing.T, v any) string {
	t.Helper()
	text, err := json.MarshalIndent(v, "", " ")
	require.NoError(t, err)
	return string(text)
}

// TestWhatIsGivenAwayLeadsNowhere spoils everything that an engine and a plan give away, and what they were made of: what they say stays
// the same.
func TestWhatIsGivenAwayLeadsNowhere(t *testing.T) {
	rules := []plan.Rule{firstDayRule(), {
		ID: "signs.seen", Title: "Signs are looked for", Severity: record.Warning, Watches: record.Doses,
		Cites: []evidence.Citation{source}, Remedy: "look for them",
		Judge: func(v *plan.View) plan.Result {
			_, _ = v.Sign(record.Mydriasis)
			return v.Violated(nil, "looked for")
		},
	}}
	place := jurisdiction(firstDay.Always(medication.Milligrams(30), evidence.Source{ID: "other", Title: "other"}.At("", evidence.Primary)))
	e := newEngine(t, place, rules...)
	events := []record.Event{at(0, "signs", record.SignsObserved{Signs: []record.Sign{record.Mydriasis, record.Yawning}}),
		at(1, "screen", record.Screened{Results: []record.AnalyteResult{{Analyte: record.AnalyteFentanyl, Result: record.Negative}}})}
	p, outcomes, err := e.Import("p", events)
	require.NoError(t, err)
	ask := at(2, "", order(60))
	say := func() (d plan.Decision, on []record.Event) {
		d, err := e.Check(p, ask)
		require.NoError(t, err)
		return d, p.Events()
	}
	d, on := say()
	wantDecision, wantEvents := jsonOf(t, d), jsonOf(t, on)
	require.NotEmpty(t, d.Findings)

	_, limit, ok := plan.LimitOn(e, firstDay, e.DayOf(ask.At))
	require.True(t, ok)
	here, all, timeline := e.Jurisdiction(), e.Rules(), p.Timeline()
	named, err := e.RuleNamed("signs.seen")
	require.NoError(t, err)
	one, _ := p.Event("signs")
	settings := e.Settings(firstDay)
	changed := 0
	for _, given := range []any{&rules, &place, &events, &outcomes, &d, &on, &limit, &here, &all, &timeline, &named, &one, &settings} {
		changed += spoil(reflect.ValueOf(given), map[any]bool{})
	}
	require.Greater(t, changed, 100)
	d, on = say()
	require.Empty(t, cmp.Diff(wantDecision, jsonOf(t, d)))
	require.Empty(t, cmp.Diff(wantEvents, jsonOf(t, on)))
}
