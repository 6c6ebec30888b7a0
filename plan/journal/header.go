package journal

import (
	"fmt"
	"reflect"
	"slices"
	"strings"

	"github.com/oudpath/oudpath/plan"
	"github.com/oudpath/oudpath/plan/truth"
)

// Dialect says what the events of a journal are, and whether its lines carry checksums. The zero Dialect is invalid: a journal
// states its own.
type Dialect uint8

// The dialects.
const (
	_ Dialect = iota
	// Recorded is the stream that an engine gave to be stored (plan.Outcome.Recorded): with what the engine derived and filled
	// in, judged by the jurisdiction that the header names, and with a checksum on each line. It is restored, not judged again.
	Recorded
	// Raw is input that people or other systems type: facts and intents as they came, nothing derived, no checksums. It still
	// has to be judged.
	Raw
)

var dialectNames = [...]string{Recorded: "recorded", Raw: "raw"}

// Valid reports whether d is one of the dialects.
func (d Dialect) Valid() bool { return d > 0 && int(d) < len(dialectNames) }

// String returns the name, and "invalid" for an invalid dialect.
func (d Dialect) String() string {
	if !d.Valid() {
		return "invalid"
	}
	return dialectNames[d]
}

// MarshalText writes the name; an invalid dialect is an error.
func (d Dialect) MarshalText() ([]byte, error) {
	if !d.Valid() {
		return nil, fmt.Errorf("journal: invalid dialect %d", d)
	}
	return []byte(dialectNames[d]), nil
}

// UnmarshalText reads a name that MarshalText writes.
func (d *Dialect) UnmarshalText(text []byte) error {
	i := slices.Index(dialectNames[:], string(text))
	if i < 1 {
		return fmt.Errorf("journal: unknown dialect %q", text)
	}
	*d = Dialect(i)
	return nil
}

// Header is the first line of a journal.
type Header struct {
	Dialect Dialect // what the events are; required
	Plan    plan.ID // whose events follow; required
	// Zone is the IANA name of the time zone in which days begin and end, "America/New_York" or "UTC". A recorded journal must
	// state it, because it was judged by those days. Empty in a raw one: not stated, and no zone may be assumed.
	Zone string
	// Jurisdiction is the identifier of the jurisdiction that judges the events, such as "us", and JurisdictionVersion the version of
	// its values when the journal was begun, such as "2026-11". A recorded journal must state both; empty in a raw one: not
	// stated. Later versions may have judged later events: each deviation names its own.
	Jurisdiction        string
	JurisdictionVersion string
	CreatedBy           string // for information: the program that began the journal; empty: not stated
	// Closed promises that the journal ends in a closing line (Writer.Close), so that a loss at its end is found without a sum
	// that was kept elsewhere. It is for files that are handed on, and recorded ones only.
	Closed bool
}

// heading is the first line on the wire.
type heading struct {
	Format              string
	Version             int
	Dialect             Dialect
	Plan                plan.ID
	Zone                string
	Jurisdiction        string
	JurisdictionVersion string
	CreatedBy           string
	Closed              truth.Value
	Sum                 Sum // of a recorded journal
}

// closing is the last line of a journal whose header promises one. It begins with its member end, as no event does.
type closing struct {
	End    truth.Value
	Events int
	Sum    Sum
}

const closingStart = `{"end":`

func (h *Header) heading() heading {
	line := heading{
		Format: FormatName, Version: FormatVersion, Dialect: h.Dialect, Plan: h.Plan, Zone: h.Zone, Jurisdiction: h.Jurisdiction,
		JurisdictionVersion: h.JurisdictionVersion, CreatedBy: h.CreatedBy,
	}
	if h.Closed {
		line.Closed = truth.Yes
	}
	return line
}

func (l *heading) header() Header {
	return Header{
		Dialect: l.Dialect, Plan: l.Plan, Zone: l.Zone, Jurisdiction: l.Jurisdiction, JurisdictionVersion: l.JurisdictionVersion,
		CreatedBy: l.CreatedBy, Closed: l.Closed == truth.Yes,
	}
}

// check demands what the dialect demands.
func (l *heading) check(c *cursor) error {
	recorded := l.Dialect == Recorded
	for _, m := range []struct {
		name   string
		wrong  bool
		is     error
		reason string
	}{
		{"format", l.Format != FormatName, ErrValue, fmt.Sprintf("the format is %.40q and not %q", l.Format, FormatName)},
		{"version", l.Version != FormatVersion, ErrVersion,
			fmt.Sprintf("version %d of the format, and version %d is known", l.Version, FormatVersion)},
		{"zone", recorded && l.Zone == "", ErrMember, missing + ": a recorded journal states its zone"},
		{"zone", l.Zone != "" && !isZoneName(l.Zone), ErrValue, fmt.Sprintf("%.40q is not the IANA name of a time zone", l.Zone)},
		{"jurisdiction", recorded && l.Jurisdiction == "", ErrMember, missing + ": a recorded journal states by what it was judged"},
		{"jurisdictionVersion", recorded && l.JurisdictionVersion == "", ErrMember,
			missing + ": a recorded journal states by what it was judged"},
		{"closed", !recorded && l.Closed == truth.Yes, ErrValue, "a raw journal has no closing line"},
		{"closed", l.Closed == truth.No, ErrValue, saysNothing},
		{"sum", !recorded && !l.Sum.IsZero(), ErrMember, "a raw journal has no checksums"},
	} {
		if m.wrong {
			return within(m.name, c.fail(m.is, "%s", m.reason))
		}
	}
	return nil
}

// isZoneName reports whether the text has the form of a name in the time zone database. Whether the zone is there, only a
// machine with that database can say. "Local" is none: it is another zone on another machine.
func isZoneName(name string) bool {
	if name == "Local" {
		return false
	}
	for part := range strings.SplitSeq(name, "/") {
		if part == "" || strings.Trim(part, "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_+-") != "" {
			return false
		}
	}
	return true
}

// writeHeading leaves the first line in the buffer of the encoder.
func (f *format) writeHeading(e *encoder, header *Header) error {
	line := header.heading()
	e.reset()
	if err := f.heading.write(e, reflect.ValueOf(&line).Elem()); err != nil {
		return err
	}
	return line.check(&e.cursor)
}

func (f *format) readHeading(d *decoder, line []byte) (heading, error) {
	var first heading
	d.reset(line)
	_, err := f.heading.read(d, reflect.ValueOf(&first).Elem())
	if err == nil {
		err = d.end()
	}
	if err == nil {
		err = first.check(&d.cursor)
	}
	return first, err
}
