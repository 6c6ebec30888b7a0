package journal

import (
	"reflect"
	"strconv"
	"strings"
	"time"
)

// timeCodec is an instant in UTC.
type timeCodec struct{}

func timeOf(v reflect.Value) time.Time {
	if v.CanAddr() {
		return *v.Addr().Interface().(*time.Time)
	}
	return v.Interface().(time.Time)
}

func (timeCodec) absent(v reflect.Value) bool { return timeOf(v).IsZero() }

func (timeCodec) write(e *encoder, v reflect.Value) error {
	t := timeOf(v).UTC()
	if !fourDigitYear(t) {
		return e.fail(ErrValue, "the year %d cannot be written", t.Year())
	}
	e.byte('"')
	e.buf = t.AppendFormat(e.buf, time.RFC3339Nano)
	e.byte('"')
	return nil
}

func (timeCodec) read(d *decoder, v reflect.Value) error {
	text, err := d.text()
	if err != nil {
		return err
	}
	var t time.Time
	if err := t.UnmarshalText(text); err != nil || !isRFC3339(string(text)) || !fourDigitYear(t.UTC()) {
		return d.fail(ErrValue, "%.40q is not a time of RFC 3339 with at most nine decimals", text)
	}
	*v.Addr().Interface().(*time.Time) = t.UTC()
	return nil
}

func fourDigitYear(t time.Time) bool { return 0 <= t.Year() && t.Year() <= 9999 }

// isRFC3339 refuses what package time accepts beyond RFC 3339: hours of one digit, decimals after a comma, more than nine of
// them, and offsets that no clock has.
func isRFC3339(text string) bool {
	rest, ok := cutForm(text, "0000-00-00T00:00:00")
	if fraction, pointed := strings.CutPrefix(rest, "."); pointed {
		rest = strings.TrimLeft(fraction, "0123456789")
		decimals := len(fraction) - len(rest)
		ok = ok && 1 <= decimals && decimals <= 9
	}
	if !ok || rest == "Z" {
		return ok
	}
	if rest == "" || rest[0] != '+' && rest[0] != '-' {
		return false
	}
	offset := rest[1:]
	rest, ok = cutForm(offset, "00:00")
	return ok && rest == "" && offset[:2] <= "23" && offset[3:] <= "59"
}

// cutForm returns what follows a text of that form, in which 0 stands for any digit.
func cutForm(text, form string) (rest string, ok bool) {
	if len(text) < len(form) {
		return "", false
	}
	for i := range len(form) {
		if form[i] == '0' && !isDigit(text[i]) || form[i] != '0' && form[i] != text[i] {
			return "", false
		}
	}
	return text[len(form):], true
}

// durationCodec is an exact length of time: whole numbers of units, the largest first.
type durationCodec struct{ zeroIsAbsent }

var durationUnits = [...]struct {
	name string
	size uint64
}{
	{"h", uint64(time.Hour)}, {"m", uint64(time.Minute)}, {"s", uint64(time.Second)},
	{"ms", uint64(time.Millisecond)}, {"us", uint64(time.Microsecond)}, {"ns", 1},
}

func (durationCodec) write(e *encoder, v reflect.Value) error {
	return e.text(formatDuration(time.Duration(v.Int())))
}

func formatDuration(d time.Duration) string {
	if d == 0 {
		return "0s"
	}
	var b strings.Builder
	rest := uint64(d)
	if d < 0 {
		b.WriteByte('-')
		rest = -rest
	}
	for _, unit := range durationUnits {
		if n := rest / unit.size; n > 0 {
			b.WriteString(strconv.FormatUint(n, 10) + unit.name)
			rest %= unit.size
		}
	}
	return b.String()
}

func (durationCodec) read(d *decoder, v reflect.Value) error {
	text, err := d.text()
	if err != nil {
		return err
	}
	length, err := time.ParseDuration(string(text))
	if err != nil || strings.ContainsAny(string(text), ".+µμ") {
		return d.fail(ErrValue, `%.40q is not a length of time in whole h, m, s, ms, us and ns, such as "1h30m"`, text)
	}
	v.SetInt(int64(length))
	return nil
}
