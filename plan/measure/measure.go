package measure

import (
	"errors"
	"fmt"
	"slices"
	"strings"
	"time"

	"github.com/oudpath/oudpath/plan"
	"github.com/oudpath/oudpath/plan/civil"
	"github.com/oudpath/oudpath/plan/evidence"
	"github.com/oudpath/oudpath/plan/record"
	"github.com/oudpath/oudpath/plan/truth"
	"github.com/oudpath/oudpath/plan/vocabulary"
)

// ID names a measure: the publisher's number or short name in lower case, "cbe-3175", "hedis.pod".
type ID string

// Part says what an element is for.
type Part uint8

// The parts of a measure.
const (
	_           Part = iota
	Period           // from when to when is counted
	Denominator      // who is counted
	Exclusion        // who is left out of the denominator
	Numerator        // of whom the measure is met
)

var partNames = vocabulary.Optional[Part]("part of a measure", []string{Period: "period", Denominator: "denominator",
	Exclusion: "exclusion", Numerator: "numerator"})

// Valid reports whether p is a part of a measure.
func (p Part) Valid() bool { return partNames.Valid(p) }

// String returns the name of the part.
func (p Part) String() string { return partNames.Name(p) }

// MarshalText writes the name, and the empty text for zero.
func (p Part) MarshalText() ([]byte, error) { return partNames.MarshalText(p) }

// UnmarshalText reads what MarshalText writes; any other text is a vocabulary.ErrWord.
func (p *Part) UnmarshalText(text []byte) error { return partNames.UnmarshalText(p, text) }

// Element is one part of the definition of a measure.
type Element struct {
	Name   string            `json:"name"` // within the measure: "age", "look-back"
	Part   Part              `json:"part"`
	Says   string            `json:"says"`             // in the words of this library, with its number
	Number int               `json:"number,omitempty"` // days, years or months, as Says has it; 0: none
	Read   string            `json:"read,omitempty"`   // how it is read from a plan and from what the host states
	Cite   evidence.Citation `json:"cite"`
}

// Confirmed reports whether the element was seen well enough to count by.
func (e Element) Confirmed() bool { return e.Cite.Confirmed() }

// Measure is a published quality measure. Values come from All and Named; the zero Measure is none.
type Measure struct {
	ID       ID
	Title    string
	Elements []Element

	count func(*question) Case // nil: not written, because an element is not confirmed
}

// Lacks returns the elements for which the measure is not computable as published.
func (m Measure) Lacks() (lacks []Element) {
	for _, e := range m.Elements {
		if !e.Confirmed() {
			lacks = append(lacks, e)
		}
	}
	return lacks
}

// Computable reports whether every element is confirmed, and a count is written for the measure.
func (m Measure) Computable() bool { return m.count != nil && len(m.Lacks()) == 0 }

// Why says why the measure is not computable as published; empty if it is.
func (m Measure) Why() string {
	var parts []string
	for _, e := range m.Lacks() {
		parts = append(parts, e.Says)
	}
	if m.count == nil && len(parts) == 0 {
		parts = append(parts, "no count is written for it")
	}
	return strings.Join(parts, "; ")
}

// element returns an element by its name.
func (m Measure) element(name string) (Element, bool) {
	i := slices.IndexFunc(m.Elements, func(e Element) bool { return e.Name == name })
	if i < 0 {
		return Element{}, false
	}
	return m.Elements[i], true
}

// Confirm returns the measure with an element as the host states it, who has read the specification: its number, where it has one, and the
// citation. It is an error if the measure has no such element or the citation does not confirm.
func (m Measure) Confirm(name string, number int, cite evidence.Citation) (Measure, error) {
	was, ok := m.element(name)
	switch {
	case !ok:
		return Measure{}, fmt.Errorf("measure: %s has no element %q", m.ID, name)
	case cite.Validate() != nil:
		return Measure{}, fmt.Errorf("measure: element %q of %s: %w", name, m.ID, cite.Validate())
	case !cite.Confirmed():
		return Measure{}, fmt.Errorf("measure: element %q of %s: a citation that is %s confirms nothing", name, m.ID, cite.Provenance)
	case was.Number != 0 && number <= 0:
		return Measure{}, fmt.Errorf("measure: element %q of %s needs its number", name, m.ID)
	case was.Number == 0 && number != 0:
		return Measure{}, fmt.Errorf("measure: element %q of %s has no number", name, m.ID)
	}
	m.Elements = slices.Clone(m.Elements)
	for i := range m.Elements {
		if e := &m.Elements[i]; e.Name == name {
			e.Number, e.Cite, e.Says = number, cite, name+", as the host states it"
			if number != 0 {
				e.Says = fmt.Sprintf("%s: %d, as the host states it", name, number)
			}
		}
	}
	return m, nil
}

// ErrNotComputable is in the error of a measure that is not computable as published.
var ErrNotComputable = errors.New("not computable as published")

// Beside is what a measure asks and no plan holds, as the host states it. The zero value states nothing.
type Beside struct {
	// Everything that was done for the person from From to Until, by anybody, is in the plan. For claims that is continuous enrollment
	// with all benefits. Both zero: nobody says so.
	From, Until civil.Date

	Medicaid truth.Value // the person is insured by Medicaid
	Dual     truth.Value // and by Medicare too
	Excluded truth.Value // an exclusion of the measure that no plan holds applies, hospice for instance
}

// complete reports whether nothing is missing from one day to another.
func (b Beside) complete(from, to civil.Date) bool {
	return !b.From.IsZero() && !b.Until.IsZero() && !from.Before(b.From) && !b.Until.Before(to)
}

// Question is what is asked of a plan.
type Question struct {
	Last   civil.Date     // the last day of the period; how long the period is, the measure says
	Zone   *time.Location // in which days are counted; nil: UTC
	Beside Beside
	// LeftOut are orders that stand in the record and that the engine left out of the plan, because the rules do not allow them: they were
	// written all the same, and a measure counts what was done.
	LeftOut []record.Event
}

// Result says where a plan is counted.
type Result uint8

// The results. The zero Result is none.
const (
	_        Result = iota
	Outside         // not one of those whom the measure is about
	Excluded        // left out by an exclusion
	Met             // in the denominator and in the numerator
	NotMet          // in the denominator alone
	NotKnown        // what decides it is not on record and not stated
)

var results = vocabulary.Optional[Result]("result of a measure", []string{Outside: "outside", Excluded: "excluded", Met: "met",
	NotMet: "not-met", NotKnown: "not-known"})

// Valid reports whether r is a result.
func (r Result) Valid() bool { return results.Valid(r) }

// String returns the name of the result.
func (r Result) String() string { return results.Name(r) }

// MarshalText writes the name, and the empty text for zero.
func (r Result) MarshalText() ([]byte, error) { return results.MarshalText(r) }

// UnmarshalText reads what MarshalText writes; any other text is a vocabulary.ErrWord.
func (r *Result) UnmarshalText(text []byte) error { return results.UnmarshalText(r, text) }

// Case is where one plan is counted, and why.
type Case struct {
	Measure ID               `json:"measure"`
	Plan    plan.ID          `json:"plan"`
	Result  Result           `json:"result"`
	Index   civil.Date       `json:"index,omitzero"` // the day from which it is counted; zero: there is none
	Why     string           `json:"why"`
	Events  []record.EventID `json:"events,omitempty"` // what the answer rests on
}

// Of says where the plan is counted. The error is ErrNotComputable, with the elements that are not confirmed, or says that no last day was
// given.
func (m Measure) Of(p plan.Plan, q Question) (Case, error) {
	if !m.Computable() {
		return Case{}, fmt.Errorf("measure: %s is %w: %s", m.ID, ErrNotComputable, m.Why())
	}
	if q.Last.IsZero() {
		return Case{}, fmt.Errorf("measure: %s: the last day of the period is not given", m.ID)
	}
	if q.Zone == nil {
		q.Zone = time.UTC
	}
	length, _ := m.element("period")
	asked := &question{Measure: m, Question: q, first: q.Last.Add(1).AddMonths(-length.Number)}
	asked.course = read(p, q)
	c := m.count(asked)
	c.Measure, c.Plan = m.ID, p.ID()
	return c, nil
}

// Tally adds up cases.
type Tally struct {
	Denominator int `json:"denominator"` // met and not met
	Numerator   int `json:"numerator"`   // met
	Excluded    int `json:"excluded"`
	NotKnown    int `json:"notKnown"` // in neither
	Outside     int `json:"outside"`
}

// Add counts a case.
func (t *Tally) Add(c Case) {
	switch c.Result {
	case Met:
		t.Denominator++
		t.Numerator++
	case NotMet:
		t.Denominator++
	case Excluded:
		t.Excluded++
	case NotKnown:
		t.NotKnown++
	case Outside:
		t.Outside++
	}
}

// Plus adds another tally.
func (t *Tally) Plus(o Tally) {
	t.Denominator += o.Denominator
	t.Numerator += o.Numerator
	t.Excluded += o.Excluded
	t.NotKnown += o.NotKnown
	t.Outside += o.Outside
}

// Share is numerator by denominator, between 0 and 1; ok is false where nobody is in the denominator.
func (t Tally) Share() (share float64, ok bool) {
	if t.Denominator == 0 {
		return 0, false
	}
	return float64(t.Numerator) / float64(t.Denominator), true
}
