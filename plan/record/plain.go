package record

import (
	"unicode/utf8"

	"github.com/oudpath/oudpath/medication"
)

// plain reports whether the event is seen to be within the limits at a glance, which nearly every one is. It measures nothing
// that is rare: what is not plain is for the gauges, which know every limit and say what is wrong.
func (ev *Event) plain() bool {
	return len(ev.Overrides) == 0 && name(ev.Actor.ID) && name(ev.Actor.Role) && name(ev.Replaces) && name(ev.Cause) && plainBody(ev.Body)
}

// plainBody is plain for the bodies of which a record holds most. They have few texts: as names they cannot come to more than MaxTexts.
func plainBody(body Body) bool {
	switch b := body.(type) {
	case DoseGiven:
		return name(b.Product) && name(b.Purpose) && word(b.Route) && word(b.Setting) && word(b.Supervised) && word(b.Late)
	case DoseTaken:
		return name(b.Product) && word(b.Late)
	case TakeHomeSupplied:
		return name(b.Product) && word(b.Substance)
	case Order:
		return name(b.Product) && name(b.Purpose) && name(b.Rationale) && word(b.Route) && word(b.Setting) && word(b.Supervised) &&
			word(b.ComplexSwitch) && word(b.Instalments) && len(b.Parts) <= MaxList
	case MedicineReported:
		return name(b.Agent) && word(b.Taking) && word(b.Classified) && word(b.OrderedHere) && len(b.Classes) <= few &&
			every(b.Classes, func(c *medication.Class) bool { return c.Valid() })
	case ConditionReported:
		return name(b.Condition) && word(b.Present)
	case Measured:
		return word(b.Measure)
	case Scored:
		return name(b.Scale)
	case SessionAttended:
		return name(b.Service)
	case Screened:
		return len(b.Results) <= few && every(b.Results, func(r *AnalyteResult) bool { return name(r.Analyte) && name(r.Result) })
	case SignsObserved:
		return len(b.Signs) <= few && every(b.Signs, func(s *Sign) bool { return name(*s) })
	}
	return false
}

// Door validates one event after the other, as Validate does. Most of a record is one person giving the dose of the day before again:
// a door remembers what it saw to be good. The zero Door has seen nothing. It is not safe for concurrent use.
type Door struct {
	actor Actor
	dose  DoseGiven
}

// Validate is ValidateDecoded without a size: it reports what is wrong with the event in itself. All errors wrap ErrEvent.
func (d *Door) Validate(ev *Event) error {
	dose, given := ev.Body.(DoseGiven)
	if given && dose == d.dose && ev.Actor == d.actor && dose.Product != "" && ev.Replaces == "" && ev.Cause == "" && len(ev.Overrides) == 0 {
		_, err := ev.outline()
		return ev.malformed(err)
	}
	err := ev.Validate()
	if given && err == nil {
		d.actor, d.dose = ev.Actor, dose
	}
	return err
}

// few is how many elements a list has at most whose texts, as names, cannot come to more than MaxTexts.
const few = 32

// name reports whether the text is as long as a name may be, and UTF-8.
func name[T ~string](text T) bool {
	return text == "" || len(text) <= MaxName && utf8.ValidString(string(text))
}

// word reports whether the value of an enumeration has a name, or is not stated.
func word[W interface {
	~uint8
	Valid() bool
}](w W) bool {
	return w == 0 || w.Valid()
}

func every[T any](list []T, yes func(*T) bool) bool {
	for i := range list {
		if !yes(&list[i]) {
			return false
		}
	}
	return true
}
