package journal

import (
	"bytes"
	"encoding"
	"fmt"
	"math/rand/v2"
	"reflect"
	"testing"
	"time"

	"github.com/oudpath/oudpath/medication"
	"github.com/oudpath/oudpath/plan/civil"
	"github.com/oudpath/oudpath/plan/record"
	"github.com/oudpath/oudpath/plan/truth"
	"github.com/stretchr/testify/require"
)

// maker makes values of the types that events are made of.
type maker struct {
	*rand.Rand
	full bool // no member is left out
}

func newMaker(seed uint64) *maker { return &maker{Rand: rand.New(rand.NewPCG(seed, 1))} }

// makers make the types whose values are not any combination of their parts.
var makers = map[reflect.Type]func(*maker) any{
	reflect.TypeFor[time.Time]():       func(m *maker) any { return m.time() },
	reflect.TypeFor[civil.Date]():      func(m *maker) any { return civil.Of(m.time(), nil) },
	reflect.TypeFor[truth.Value]():     func(m *maker) any { return truth.Value(1 + m.IntN(2)) },
	reflect.TypeFor[record.Quantity](): func(m *maker) any { return m.quantity() },
	reflect.TypeFor[medication.Mass](): func(m *maker) any {
		return medication.Micrograms(1 + m.Uint64N(1e9))
	},
	reflect.TypeFor[medication.Dose](): func(m *maker) any {
		return medication.Dose{
			Principal: medication.Micrograms(1 + m.Uint64N(1e9)), Companion: medication.Micrograms(m.Uint64N(2) * m.Uint64N(1e9)),
		}
	},
	reflect.TypeFor[medication.Schedule](): func(m *maker) any {
		if m.IntN(2) == 0 {
			return medication.EveryDays(uint8(1 + m.IntN(255)))
		}
		return medication.OnWeekdays(time.Weekday(m.IntN(7)), time.Weekday(m.IntN(7)))
	},
}

func (m *maker) time() time.Time {
	t := time.Unix(m.Int64N(8e9)-2e9, 0).UTC()
	return t.Add(time.Duration([]int64{0, 5e8, m.Int64N(1e9)}[m.IntN(3)]))
}

func (m *maker) quantity() record.Quantity {
	return quantity(fmt.Sprintf("%s%d.%03d", []string{"", "-"}[m.IntN(2)], m.IntN(1e6), 1+m.IntN(999)))
}

var letters = []rune("abcXYZ019 ~/\"\\<>&'\b\f\n\r\t\x00\x1f\x7fäß€\u2028\ufffd正🌡")

func (m *maker) text() string {
	runes := make([]rune, 1+m.IntN(8))
	for i := range runes {
		runes[i] = letters[m.IntN(len(letters))]
	}
	return string(runes)
}

// value makes a value that says something.
func (m *maker) value(t reflect.Type) reflect.Value {
	if special, ok := makers[t]; ok {
		return reflect.ValueOf(special(m)).Convert(t)
	}
	v := reflect.New(t).Elem()
	switch t.Kind() {
	case reflect.String:
		v.SetString(m.text())
	case reflect.Uint8:
		v.Set(m.word(t))
	case reflect.Int:
		v.SetInt(1 + m.Int64N(maxWhole)*int64(1-2*m.IntN(2)))
	case reflect.Int64:
		v.SetInt(1 + int64(m.Uint64()>>m.IntN(60))*int64(1-2*m.IntN(2)))
	case reflect.Struct:
		for i := range t.NumField() {
			if m.full || m.IntN(4) > 0 {
				v.Field(i).Set(m.value(t.Field(i).Type))
			}
		}
		if v.IsZero() && t.NumField() > 0 {
			return m.value(t)
		}
	case reflect.Slice:
		v.Set(reflect.MakeSlice(t, 0, 0))
		for range m.size() {
			v.Set(reflect.Append(v, m.value(t.Elem())))
		}
	case reflect.Map:
		v.Set(reflect.MakeMap(t))
		for range m.size() {
			v.SetMapIndex(m.value(t.Key()), m.value(t.Elem()))
		}
	default:
		panic(t.String())
	}
	return v
}

func (m *maker) size() int {
	if m.full {
		return 2
	}
	return m.IntN(4)
}

// word makes a member of an enumeration.
func (m *maker) word(t reflect.Type) reflect.Value {
	v := reflect.New(t).Elem()
	for {
		v.SetUint(m.Uint64N(64))
		if _, err := v.Interface().(encoding.TextMarshaler).MarshalText(); err == nil && !v.IsZero() {
			return v
		}
	}
}

// body makes a body of the kind that the codec can write; what it says need not be valid.
func (m *maker) body(kind record.Kind) reflect.Value {
	t := reflect.TypeOf(kind.Zero())
	if !m.full && m.IntN(8) == 0 || t.NumField() == 0 {
		return reflect.New(t).Elem()
	}
	return m.value(t)
}

func TestEveryBodyIsReadAsItWasWritten(t *testing.T) {
	m := newMaker(1)
	for _, kind := range record.AllKinds() {
		codec := wire().bodies[kind].object
		for range 200 {
			body := m.body(kind)
			var e, again encoder
			require.NoError(t, codec.write(&e, body))
			var d decoder
			d.reset(e.buf)
			read := reflect.New(body.Type()).Elem()
			_, err := codec.read(&d, read)
			require.NoError(t, err, "%s", e.buf)
			require.NoError(t, d.end())
			require.Equal(t, body.Interface(), read.Interface(), "%s", e.buf)
			require.NoError(t, codec.write(&again, read))
			require.Equal(t, string(e.buf), string(again.buf))
		}
	}
}

func TestEveryEnvelopeIsReadAsItWasWritten(t *testing.T) {
	m := newMaker(2)
	for range 500 {
		ev := told(0, nurse, record.Died{Overdose: truth.Yes})
		ev.ID = record.EventID(fmt.Sprint("e", m.IntN(1e6)))
		ev.At = m.time()
		ev.Actor = m.value(reflect.TypeFor[record.Actor]()).Interface().(record.Actor)
		if m.IntN(2) == 0 {
			ev.Recorded = ev.At.Add(time.Duration(m.Int64N(1e15)))
			ev.Replaces = record.EventID("äß€~" + ev.ID)
		}
		line, err := Marshal(ev)
		require.NoError(t, err)
		read, err := Unmarshal(line)
		require.NoError(t, err, "%s", line)
		require.Equal(t, ev, read)
	}
}

func TestTimesAreWrittenInUTCAndStayTheSameInstant(t *testing.T) {
	ev := told(0, nurse, record.OverrideGranted{Override: record.Override{
		Rule: "r", Reason: record.ReasonClinical, Expires: morning.In(time.FixedZone("", -5*3600)),
	}})
	ev.ID, ev.At = "e", morning.In(time.FixedZone("", 5*3600+1800))
	ev.Recorded = time.Time{}.In(time.FixedZone("", 3600)) // not stated, whatever the zone
	line, err := Marshal(ev)
	require.NoError(t, err)
	require.NotContains(t, string(line), "recorded")
	require.Equal(t, 2, bytes.Count(line, []byte(`"2026-03-02T09:00:00Z"`)))
	read, err := Unmarshal(line)
	require.NoError(t, err)
	require.True(t, read.At.Equal(ev.At))
	require.True(t, read.Body.(record.OverrideGranted).Override.Expires.Equal(morning))

	read, err = Unmarshal(bytes.Replace(line, []byte("09:00:00Z"), []byte("10:00:00.5+01:00"), 1))
	require.NoError(t, err)
	require.Equal(t, morning.Add(time.Second/2), read.At)
}

func TestTheEnvelopeHasEveryFieldOfAnEvent(t *testing.T) {
	envelope := reflect.TypeFor[envelope]()
	for i := range reflect.TypeFor[record.Event]().NumField() {
		field := reflect.TypeFor[record.Event]().Field(i)
		in, ok := envelope.FieldByName(field.Name)
		require.True(t, ok, "record.Event has a field %s that would be lost: add it to envelope, writeEvent and readEvent", field.Name)
		if field.Name != "Body" {
			require.Equal(t, field.Type, in.Type)
		}
	}
	for name, field := range map[string]int{
		"ID": inID, "At": inAt, "Recorded": inRecorded, "Actor": inActor, "Replaces": inReplaces, "Cause": inCause,
	} {
		require.Equal(t, name, envelope.Field(field).Name)
	}
	require.Equal(t, reflect.TypeFor[record.Event]().NumField()+2, envelope.NumField(), "type and v are the journal's own")
}

func TestDurationsAreExact(t *testing.T) {
	for text, want := range map[string]time.Duration{
		"20m": 20 * time.Minute, "1h30m": 90 * time.Minute, "1s500ms": 1500 * time.Millisecond, "1ns": 1, "0s": 0,
		"-1us": -time.Microsecond, "2562047h47m16s854ms775us807ns": 1<<63 - 1, "-2562047h47m16s854ms775us808ns": -1 << 63,
	} {
		require.Equal(t, text, formatDuration(want))
		read, err := time.ParseDuration(text)
		require.NoError(t, err)
		require.Equal(t, want, read)
	}
}

func TestTimesOfRFC3339(t *testing.T) {
	for text, ok := range map[string]bool{
		"2026-03-02T09:00:00Z": true, "2026-03-02T09:00:00.1Z": true, "2026-03-02T09:00:00.123456789Z": true,
		"2026-03-02T09:00:00+00:00": true, "2026-03-02T09:00:00-23:59": true, "2026-03-02T09:00:00.5+05:30": true,
		"": false, "2026": false, "2026-03-02T09:00:00": false, "2026-03-02T09:00:00z": false, "2026-03-02 09:00:00Z": false,
		"2026-03-02T9:00:00Z": false, "2026-03-02T09:00:00,5Z": false, "2026-03-02T09:00:00.Z": false,
		"2026-03-02T09:00:00.0123456789Z": false, "2026-03-02T09:00:00+24:00": false, "2026-03-02T09:00:00+01:60": false,
		"2026-03-02T09:00:00+1:00": false, "2026-03-02T09:00:00+0100": false, "2026-03-02T09:00:00+01:00Z": false, "2026-03-02T09:00:00*01:00": false,
	} {
		require.Equal(t, ok, isRFC3339(text), text)
	}
}

func TestMembersAreNamedAfterFields(t *testing.T) {
	for field, want := range map[string]string{
		"ID": "id", "At": "at", "V": "v", "PerDay": "perDay", "ASAM": "asam", "IDText": "idText", "CodeURL": "codeURL", "TestDoseAgo": "testDoseAgo",
	} {
		require.Equal(t, want, memberName(field))
	}
}

// What is read without package time is what package time reads.
func TestTimesAreThoseOfPackageTime(t *testing.T) {
	m := newMaker(5)
	for range 20_000 {
		at := time.Unix(m.Int64N(315e9)-62e9, 0).UTC() // from the year 5 to 9987
		got, ok := parseUTC([]byte(at.Format(time.RFC3339)))
		require.True(t, ok, at)
		require.Equal(t, at, got)
		text := []byte(at.Format(time.RFC3339))
		text[m.IntN(len(text))] = "0123456789Z:-T"[m.IntN(14)]
		want, err := time.Parse(time.RFC3339, string(text))
		got, ok = parseUTC(text)
		require.Equal(t, err == nil, ok, "%s", text)
		require.Equal(t, want, got)
	}
	for _, text := range []string{
		"1900-02-29T00:00:00Z", "2100-02-29T00:00:00Z", "2026-04-31T00:00:00Z", "2026-00-01T00:00:00Z", "2026-01-00T00:00:00Z",
	} {
		_, ok := parseUTC([]byte(text))
		require.False(t, ok, text)
	}
	for _, text := range []string{"0000-01-01T00:00:00Z", "0000-02-29T23:59:59Z", "2000-02-29T00:00:00Z", "9999-12-31T23:59:59Z"} {
		want, err := time.Parse(time.RFC3339, text)
		require.NoError(t, err)
		got, ok := parseUTC([]byte(text))
		require.True(t, ok)
		require.Equal(t, want, got)
	}
}
