package journal

import (
	"bytes"
	"fmt"
	"math"
	"reflect"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/oudpath/oudpath/medication"
	"github.com/oudpath/oudpath/plan/civil"
	"github.com/oudpath/oudpath/plan/record"
	"github.com/stretchr/testify/require"
)

// What an engine takes, a journal can write and read back: for every field of every event there is, values at and beyond the
// ends of what its type can hold are put in; Validate may refuse the event, but if it takes it, so does the journal.
func TestWhatIsValidCanBeWrittenAndReadBack(t *testing.T) {
	bases := make(map[record.Kind][]record.Event)
	for _, ev := range story() {
		bases[ev.Body.Kind()] = append(bases[ev.Body.Kind()], ev)
	}
	const oneIn = 16 // of the kinds, where time is short: every field of an event is tried with some, and every body anyway
	for i, kind := range record.AllKinds() {
		require.NotEmpty(t, bases[kind], "the story has no %s", kind)
		for _, base := range bases[kind] {
			require.Empty(t, unwritable(base), kind)
			body := reflect.New(reflect.TypeOf(base.Body)).Elem()
			body.Set(reflect.ValueOf(base.Body))
			vary(body, kind.String(), func(place string) {
				ev := base
				ev.Body = body.Interface().(record.Body)
				require.Empty(t, unwritable(ev), place)
			})
			if testing.Short() && i%oneIn != 0 {
				continue
			}
			event := reflect.ValueOf(&base).Elem()
			vary(event, "event", func(place string) { require.Empty(t, unwritable(base), "%s of %s", place, kind) })
		}
	}
}

// unwritable says why an event that is valid cannot be kept.
func unwritable(ev record.Event) string {
	if ev.Validate() != nil {
		return ""
	}
	var file bytes.Buffer
	w, err := NewWriter(&file, header)
	if err != nil {
		return err.Error()
	}
	if err := w.Append(ev); err != nil {
		return fmt.Sprintf("it is valid and cannot be written: %.200v", err)
	}
	_, events, err := ReadAll(&file, Options{Sum: w.Sum()})
	if err != nil {
		return fmt.Sprintf("it is written and cannot be read: %.200v", err)
	}
	if len(events) == 1 && reflect.DeepEqual(ev, events[0]) {
		return "" // which is quicker than to look for a difference
	}
	same := cmp.Options{cmp.Exporter(func(reflect.Type) bool { return true }), cmp.Comparer(time.Time.Equal)}
	if diff := cmp.Diff([]record.Event{ev}, events, same); diff != "" {
		return fmt.Sprintf("it is read as something else: %.1000s", diff)
	}
	return ""
}

// vary puts extreme values into every part of a value, one at a time, and what was there back again.
func vary(v reflect.Value, place string, try func(place string)) {
	before := reflect.New(v.Type()).Elem()
	before.Set(v)
	for i, extreme := range extremes(v.Type()) {
		v.Set(extreme)
		try(fmt.Sprintf("%s, extreme %d", place, i))
	}
	v.Set(before)
	if _, whole := extremeValues[v.Type()]; whole {
		return
	}
	switch v.Kind() {
	case reflect.Struct:
		for i := range v.NumField() {
			vary(v.Field(i), place+"."+v.Type().Field(i).Name, try)
		}
	case reflect.Slice:
		for i := range v.Len() {
			fresh := reflect.MakeSlice(v.Type(), v.Len(), v.Len())
			reflect.Copy(fresh, before)
			v.Set(fresh)
			vary(v.Index(i), fmt.Sprintf("%s[%d]", place, i), try)
		}
		v.Set(before)
	}
}

const huge = 2 << 20

// extremeTexts are at the ends of what a text can be: empty, blank, of one character of every sort, not UTF-8, long, and long with
// characters that take six bytes each.
var extremeTexts = []string{
	"", " ", "a", "\"", "\\", "/", "~", "\n", "\r\n", "\x00", "\x1f", "\x7f", "é", "e\u0301", "\u2028", "\ufeff", "\ufffd", "🌡",
	"\U0010ffff", "\xff", "a\xc3", "\xed\xa0\x80", "\xc0\xaf", "\xf4\x90\x80\x80", " padded ", "null", "{}",
	strings.Repeat("x", 200), strings.Repeat("x", 201), strings.Repeat("é", 100), strings.Repeat("x", 32<<10), strings.Repeat("\x01",
		64<<10),
	strings.Repeat("x", 128<<10), strings.Repeat("\x01", 128<<10), strings.Repeat("x", 128<<10+1), strings.Repeat("\"", huge),
}

// extremeValues are those of types that are more than their parts.
var extremeValues = map[reflect.Type][]any{
	reflect.TypeFor[time.Time](): {
		time.Time{}, time.Unix(0, 0), time.Now(), time.Unix(1<<40, 999_999_999), time.Unix(-1<<40, 1),
		time.Date(-1, 1, 1, 0, 0, 0, 0, time.UTC), time.Date(0, 1, 1, 0, 0, 0, 0, time.UTC), time.Date(1, 1, 1, 0, 0, 0, 1, time.UTC),
		time.Date(1899, 12, 31, 23, 59, 59, 999_999_999, time.UTC), time.Date(1900, 1, 1, 0, 0, 0, 0, time.UTC),
		time.Date(2199, 12, 31, 23, 59, 59, 999_999_999, time.UTC), time.Date(2200, 1, 1, 0, 0, 0, 0, time.UTC),
		time.Date(9999, 12, 31, 23, 59, 59, 999_999_999, time.UTC), time.Date(10000, 1, 1, 0, 0, 0, 0, time.UTC),
		time.Date(2026, 3, 2, 9, 0, 0, 123_456_789, time.FixedZone("", 23*3600+59*60+59)),
		time.Date(2026, 3, 2, 9, 0, 0, 1, time.FixedZone("odd", -17)), time.Date(2200, 1, 1, 0, 0, 0, 0, time.FixedZone("", 3600)),
	},
	reflect.TypeFor[civil.Date](): {
		civil.Date{}, civil.Must(1583, 1, 1), civil.Must(9999, 12, 31), civil.Must(2028, 2, 29), civil.Of(time.Unix(1<<40, 0), nil),
		civil.Of(time.Unix(-1<<40, 0), nil), civil.Of(time.Date(1582, 12, 31, 0, 0, 0, 0, time.UTC), nil),
		civil.Of(time.Date(10000, 1, 1, 0, 0, 0, 0, time.UTC), nil), civil.Of(time.Date(1, 1, 1, 1, 0, 0, 0, time.UTC), nil),
	},
	reflect.TypeFor[record.Quantity](): {
		record.Quantity{}, record.Thousandths(1), record.Thousandths(-1), record.Whole(math.MaxInt32), record.Whole(math.MinInt32),
		record.Thousandths(math.MaxInt32), record.Whole(math.MaxInt32).Times(1000), record.Whole(1_000_000_000), record.Thousandths(-999),
		record.Whole(1_000_000_000).Plus(record.Thousandths(1)), record.Whole(math.MaxInt32).Times(math.MaxInt32), record.Whole(168),
	},
	reflect.TypeFor[medication.Schedule](): {
		medication.Schedule{}, medication.Daily(), medication.EveryDays(255), medication.OnWeekdays(time.Sunday), medication.EveryDays(2),
		medication.OnWeekdays(0, 1, 2, 3, 4, 5), medication.OnWeekdays(0, 1, 2, 3, 4, 5, 6), medication.OnWeekdays(9),
	},
	reflect.TypeFor[medication.Mass](): masses(),
	reflect.TypeFor[medication.Dose](): doses(),
	reflect.TypeFor[map[string]int](): {
		map[string]int(nil), map[string]int{}, map[string]int{"": 0}, map[string]int{"\xff": 1}, map[string]int{"x": math.MaxInt},
		map[string]int{"x": math.MinInt, "y": 1 << 53}, map[string]int{strings.Repeat("x", huge): 1}, manyItems(),
	},
}

func masses() (all []any) {
	for _, micrograms := range []uint64{0, 1, 999, 1_000_000_000, 1_000_000_001, math.MaxUint32, math.MaxInt64, math.MaxUint64} {
		all = append(all, medication.Micrograms(micrograms))
	}
	return all
}

func doses() (all []any) {
	for _, principal := range masses() {
		for _, companion := range masses() {
			all = append(all, medication.Dose{Principal: principal.(medication.Mass), Companion: companion.(medication.Mass)})
		}
	}
	return all
}

func manyItems() map[string]int {
	items := make(map[string]int)
	for i := range 100_000 {
		items[fmt.Sprint("an item of a scale ", i)] = i
	}
	return items
}

// extremes are the extreme values of a type as a whole.
func extremes(t reflect.Type) []reflect.Value {
	var all []reflect.Value
	add := func(value any) { all = append(all, reflect.ValueOf(value).Convert(t)) }
	if values, ok := extremeValues[t]; ok {
		for _, value := range values {
			add(value)
		}
		return all
	}
	switch t.Kind() {
	case reflect.String:
		for _, text := range extremeTexts {
			add(text)
		}
	case reflect.Uint8:
		for i := range 256 {
			add(uint8(i))
		}
	case reflect.Int, reflect.Int64:
		for _, n := range []int64{
			0, 1, -1, 255, 366, 1440, math.MaxInt32, math.MinInt32, 1<<53 - 1, 1 << 53, 1 - 1<<53, math.MaxInt64, math.MinInt64,
		} {
			all = append(all, reflect.ValueOf(n).Convert(t))
		}
	case reflect.Struct:
		all = append(all, reflect.Zero(t))
	case reflect.Slice:
		all = append(all, reflect.Zero(t), reflect.MakeSlice(t, 0, 0))
		for _, size := range []int{1, 1000, 1001, 60_000} {
			many := reflect.MakeSlice(t, size, size)
			for _, element := range extremes(t.Elem())[:1] {
				for i := range size {
					many.Index(i).Set(element)
				}
			}
			all = append(all, many)
		}
	case reflect.Interface:
	default:
		panic(t.String())
	}
	return all
}
