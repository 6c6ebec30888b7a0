package calendar

import (
	"bytes"
	"fmt"
	"io"
	"strings"
	"time"
	"unicode/utf8"

	"github.com/oudpath/oudpath/plan"
	"github.com/oudpath/oudpath/plan/civil"
)

// ICalendar says how a calendar is written for appointment software (RFC 5545).
type ICalendar struct {
	// Sequence is that of RFC 5545: a calendar that is written again after a change has a higher one, so that the earlier is replaced.
	Sequence int
	// Discreet writes that somebody is expected, and nothing of doses, reasons or of whom: for calendars that others see. Identifiers are
	// hashes then, which only those can follow who know the plan.
	Discreet bool
}

// WriteICalendar writes the days of the calendar on which something happens as events of a whole day, since no source gives hours. The
// identifiers of events are the same for the same plan, calendar and day. What waits for something, is refused or is a question is written
// as tentative and says so. It returns the error of the writer.
func (c *Calendar) WriteICalendar(w io.Writer, o ICalendar) error {
	var entries []entry
	for i := range c.Days {
		d := &c.Days[i]
		if len(d.Doses) == 0 && d.Hands == nil && d.Task == "" {
			continue
		}
		e := entry{what: c.ID + "/" + d.Date.String(), day: d.Date, summary: d.Summary(), lines: d.said(), category: string(d.Standing())}
		if standing := d.Standing(); standing != Allowed && standing != Free {
			e.tentative, e.summary = true, string(standing)+": "+e.summary
		}
		switch { // nobody can count on one of several days, nor on a day after one that is refused
		case c.Alternatives:
			e.tentative, e.summary = true, "if somebody comes back: "+e.summary
		case !d.Rests.IsZero():
			e.tentative, e.summary = true, "once "+d.Rests.String()+" is settled: "+e.summary
		}
		entries = append(entries, e)
	}
	return write(w, c.Plan, c.AsOf, entries, o)
}

// entry is an event of a whole day.
type entry struct {
	what      string // names it among those of the plan
	day       civil.Date
	tentative bool
	summary   string
	lines     []string
	category  string
}

// write writes entries about a plan.
func write(w io.Writer, of plan.ID, stamp time.Time, entries []entry, o ICalendar) error {
	l := content{}
	l.line("BEGIN", "VCALENDAR")
	l.line("VERSION", "2.0")
	l.line("PRODID", "-//oudpath//plan/calendar//EN")
	l.line("CALSCALE", "GREGORIAN")
	for i := range entries {
		l.event(of, stamp, &entries[i], o)
	}
	l.line("END", "VCALENDAR")
	_, err := w.Write(l.Bytes())
	return err
}

// content writes content lines.
type content struct{ bytes.Buffer }

func (l *content) event(of plan.ID, stamp time.Time, e *entry, o ICalendar) {
	l.line("BEGIN", "VEVENT")
	uid := uidPart(string(of)) + "/" + e.what
	if o.Discreet {
		uid = fmt.Sprintf("%08x%08x", hashOf(uid), hashOf("discreet "+uid))
	}
	l.line("UID", uid+"@oudpath")
	l.line("DTSTAMP", stamp.UTC().Format("20060102T150405Z"))
	l.line("DTSTART;VALUE=DATE", basic(e.day))
	l.line("DTEND;VALUE=DATE", basic(e.day.Add(1)))
	l.line("SEQUENCE", fmt.Sprint(max(0, o.Sequence)))
	if e.tentative {
		l.line("STATUS", "TENTATIVE")
	} else {
		l.line("STATUS", "CONFIRMED")
	}
	l.line("CLASS", "CONFIDENTIAL")
	l.line("TRANSP", "TRANSPARENT")
	if o.Discreet {
		l.text("SUMMARY", "appointment")
	} else {
		l.text("SUMMARY", e.summary)
		l.text("DESCRIPTION", strings.Join(e.lines, "\n"))
		if e.category != "" {
			l.line("CATEGORIES", strings.ToUpper(e.category))
		}
	}
	l.line("END", "VEVENT")
}

// said is all that the day says, in lines.
func (d *Day) said() (all []string) {
	if d.Why != "" {
		all = append(all, "why: "+d.Why)
	}
	for _, o := range d.Observe {
		all = append(all, "look: "+o)
	}
	if !d.Rests.IsZero() {
		all = append(all, rests+d.Rests.String())
	}
	if d.Unasked != "" {
		all = append(all, "not judged: "+d.Unasked)
	}
	for _, f := range d.Stands() {
		all = append(all, stands(&f))
	}
	for _, f := range d.Warned() {
		all = append(all, fmt.Sprintf("warns: %s (%s)", f.Message(), f.Rule))
	}
	for _, cite := range d.Cites {
		all = append(all, "source: "+cite.String())
	}
	return all
}

func basic(day civil.Date) string { return day.Start(time.UTC).Format("20060102") }

// uidPart keeps an identifier apart from the others of a UID, and printable.
func uidPart(id string) string {
	return strings.Map(func(r rune) rune {
		if r < '!' || r > '~' || r == '/' || r == '@' || r == '%' {
			return '-'
		}
		return r
	}, id) + "-" + fmt.Sprintf("%08x", hashOf(id))
}

// hashOf tells identifiers apart that look alike once they are printable (FNV-1a).
func hashOf(text string) uint32 {
	hash := uint32(2166136261)
	for i := range len(text) {
		hash = (hash ^ uint32(text[i])) * 16777619
	}
	return hash
}

var (
	newlines = strings.NewReplacer("\r\n", "\n", "\r", "\n")
	escapes  = strings.NewReplacer(`\`, `\\`, ";", `\;`, ",", `\,`, "\n", `\n`)
)

// text writes a property whose value is text: escaped, without the control characters that RFC 5545 does not allow. Line ends are read
// before these are dropped, for a carriage return and a line feed that one of them parts are two ends of a line.
func (l *content) text(property, value string) {
	value = strings.Map(func(r rune) rune {
		if r < ' ' && r != '\n' && r != '\t' || r == 0x7f {
			return -1
		}
		return r
	}, newlines.Replace(strings.ToValidUTF8(value, "\ufffd")))
	l.line(property, escapes.Replace(value))
}

// octets is how long a line may be, its end apart.
const octets = 75

// line writes a content line, folded so that no line is longer than 75 octets and no character is cut.
func (l *content) line(property, value string) {
	text := property + ":" + value
	room := octets
	for len(text) > room {
		cut := room
		for !utf8.RuneStart(text[cut]) {
			cut--
		}
		l.WriteString(text[:cut] + "\r\n ")
		text, room = text[cut:], octets-1
	}
	l.WriteString(text + "\r\n")
}
