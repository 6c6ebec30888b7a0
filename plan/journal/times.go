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

func (timeCodec) read(d *decoder, v reflect.Value) (bool, error) {
	return d.time(v.Addr().Interface().(*time.Time))
}

func (d *decoder) time(to *time.Time) (bool, error) {
	text, err := d.text()
	if err != nil {
		return false, err
	}
	t, ok := parseUTC(text)
	if !ok {
		if err := t.UnmarshalText(text); err != nil || !isRFC3339(string(text)) || !fourDigitYear(t.UTC()) {
			return false, d.fail(ErrValue, "%.40q is not a time of RFC 3339 with at most nine decimals", text)
		}
		t = t.UTC()
	}
	*to = t
	return !t.IsZero(), nil
}

// parseUTC reads a time as it is written most often: in UTC, to the second. Others are left to package time.
func parseUTC(text []byte) (time.Time, bool) {
	const form = "2006-01-02T15:04:05Z"
	if len(text) != len(form) || text[4] != '-' || text[7] != '-' || text[10] != 'T' || text[13] != ':' || text[16] != ':' || text[19] != 'Z' {
		return time.Time{}, false
	}
	century, year := twoDigits(text[0:2]), twoDigits(text[2:4])
	month, day := twoDigits(text[5:7]), twoDigits(text[8:10])
	hour, minute, second := twoDigits(text[11:13]), twoDigits(text[14:16]), twoDigits(text[17:19])
	if century|year|month|day|hour|minute|second < 0 || month < 1 || month > 12 || hour > 23 || minute > 59 || second > 59 {
		return time.Time{}, false
	}
	if year += 100 * century; day < 1 || day > daysIn(year, month) {
		return time.Time{}, false
	}
	seconds := ((daysBefore(year, month)+day-1)*24+hour)*60*60 + minute*60 + second
	return time.Unix(int64(seconds), 0).UTC(), true
}

// monthDays are the days of the months, and daysToMonth those of a year before them, in a year without a 29 February.
var (
	monthDays   = [...]int{1: 31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31}
	daysToMonth = [...]int{1: 0, 31, 59, 90, 120, 151, 181, 212, 243, 273, 304, 334}
)

func leap(year int) bool { return year%4 == 0 && (year%100 != 0 || year%400 == 0) }

func daysIn(year, month int) int {
	if month == 2 && leap(year) {
		return 29
	}
	return monthDays[month]
}

// daysBefore returns the days from 1 January 1970 to the first of the month, of a year from 0 on.
func daysBefore(year, month int) int {
	const to1970 = 719528 // days from 1 January of the year 0
	days := year*365 + (year+3)/4 - (year+99)/100 + (year+399)/400 + daysToMonth[month] - to1970
	if month > 2 && leap(year) {
		days++
	}
	return days
}

// twoDigits returns the number that two digits stand for, and -1 if they are none.
func twoDigits(text []byte) int {
	tens, ones := text[0]-'0', text[1]-'0'
	if tens > 9 || ones > 9 {
		return -1
	}
	return int(10*tens + ones)
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

func (durationCodec) read(d *decoder, v reflect.Value) (bool, error) {
	text, err := d.text()
	if err != nil {
		return false, err
	}
	length, err := time.ParseDuration(string(text))
	if err != nil || strings.ContainsAny(string(text), ".+µμ") {
		return false, d.fail(ErrValue, `%.40q is not a length of time in whole h, m, s, ms, us and ns, such as "1h30m"`, text)
	}
	v.SetInt(int64(length))
	return length != 0, nil
}
