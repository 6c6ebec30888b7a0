package record

import (
	"reflect"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"
)

// What is seen to be within the limits at a glance is within them by the gauges too: every text of every body is made too long and
// no UTF-8, every word is each number there is, every list too long. A field that the glance forgets is found here.
func TestWhatIsPlainIsWithinTheLimits(t *testing.T) {
	bodies, asked := 0, 0
	for _, kind := range AllKinds() {
		measure := gauges()[kind]
		if plainBody(kind.Zero()) {
			bodies++
		}
		spoil(reflect.New(reflect.TypeOf(kind.Zero())).Elem(), func(body reflect.Value) {
			b := body.Interface().(Body)
			if measure == nil || !plainBody(b) {
				return
			}
			asked++
			_, err := measure(body, MaxTexts)
			require.NoError(t, err, "%+v", b)
		}, nil)
	}
	require.GreaterOrEqual(t, bodies, 11)
	require.Greater(t, asked, 100)
	for _, text := range []string{strings.Repeat("x", MaxName+1), "\xe9"} {
		for _, change := range []func(*Event){
			func(ev *Event) { ev.Actor.ID = text }, func(ev *Event) { ev.Actor.Role = text },
			func(ev *Event) { ev.Replaces = EventID(text) }, func(ev *Event) { ev.Cause = EventID(text) },
			func(ev *Event) { ev.Overrides = []Override{{Rule: RuleID(text)}} },
		} {
			ev := Event{Body: VisitMissed{}}
			change(&ev)
			require.False(t, ev.plain())
			require.Error(t, ev.withinLimits(KindVisitMissed))
		}
	}
}

// spoil asks about the whole with each of its parts in turn at and beyond its limits.
func spoil(whole reflect.Value, ask func(reflect.Value), part func(reflect.Value) reflect.Value) {
	if part == nil {
		part = func(v reflect.Value) reflect.Value { return v }
	}
	here := part(whole)
	if !here.CanSet() {
		return
	}
	was := reflect.ValueOf(here.Interface())
	with := func(v reflect.Value) {
		here.Set(v.Convert(here.Type()))
		ask(whole)
		here.Set(was)
	}
	switch here.Kind() {
	case reflect.String:
		for _, text := range []string{"", "x", "\xe9", strings.Repeat("x", MaxName), strings.Repeat("x", MaxName+1), strings.Repeat("x", MaxTexts+1)} {
			with(reflect.ValueOf(text))
		}
	case reflect.Uint8:
		for i := range 256 {
			with(reflect.ValueOf(uint8(i)))
		}
	case reflect.Slice:
		for _, n := range []int{0, 1, few, few + 1, MaxList, MaxList + 1} {
			here.Set(reflect.MakeSlice(here.Type(), n, n))
			ask(whole)
			if n > 0 && n <= few {
				spoil(whole, ask, func(v reflect.Value) reflect.Value { return part(v).Index(n - 1) })
			}
		}
		here.Set(was)
	case reflect.Struct:
		for i := range here.NumField() {
			spoil(whole, ask, func(v reflect.Value) reflect.Value { return part(v).Field(i) })
		}
	}
}
