package fhir

import (
	"errors"
	"slices"
	"sync"
	"time"

	"github.com/oudpath/oudpath/medication"
	"github.com/oudpath/oudpath/plan/fhir/r4"
	"github.com/oudpath/oudpath/plan/record"
	"github.com/oudpath/oudpath/stages/scale"
)

// Suggester writes single resources that somebody may accept: nothing in them has happened or was ordered. All fields are required.
type Suggester struct {
	Person string    // whose they are: "Patient/7"
	ID     string    // of the resource
	At     time.Time // when it is suggested
}

// Order writes an order as a draft that nobody has asked for: a MedicationRequest with the intent of a proposal. Where the amount is for
// the prescriber to decide, open says so in words: the resource then has these words for its dosage and no amount.
func (s Suggester) Order(order record.Order, open string) (r4.Object, error) {
	w := &writing{person: obj("reference", r4.String(s.Person))}
	r := writeOrder(w, &record.Event{At: s.At, Body: order})
	r.members = slices.DeleteFunc(r.members, func(m r4.Member) bool { return m.Name == "requester" })
	for i := range r.members {
		switch m := &r.members[i]; m.Name {
		case "status":
			m.Value = r4.String("draft")
		case "intent":
			m.Value = r4.String("proposal")
		case "dosageInstruction":
			if open != "" {
				m.Value = r4.Array{obj("text", open)}
			}
		case "medicationCodeableConcept":
			if open != "" {
				m.Value = productConcept(order.Product, medication.Dose{}) // a code would name a strength
			}
		}
	}
	return s.finish(r)
}

// Wanted writes an observation that was not made yet: it is registered, and its value is not known for now. What is observed is a scale,
// a measure, a pregnancy or a test: anything with a code that was seen in published data. ok is false for what has none.
func (s Suggester) Wanted(of Meaning) (resource r4.Object, ok bool) {
	code := codeFor(of)
	if code == nil {
		return nil, false
	}
	return s.observation(r4.Array{code})
}

// WantedScore is Wanted for the total of an instrument.
func (s Suggester) WantedScore(id scale.ID) (resource r4.Object, ok bool) {
	instrument, known := scale.Lookup(id)
	var codes r4.Array
	for _, c := range instrument.Codes() {
		if c.Confirmed() {
			codes = append(codes, coding(string(c.System), c.Code, c.Display))
		}
	}
	if !known || len(codes) == 0 {
		return nil, false
	}
	return s.observation(codes)
}

func (s Suggester) observation(codes r4.Array) (r4.Object, bool) {
	resource, err := s.finish(resource{typ: "Observation", members: obj("status", "registered", "code", obj("coding", codes),
		"subject", obj("reference", r4.String(s.Person)), "effectiveDateTime", instant(s.At),
		"dataAbsentReason", hl7("data-absent-reason", "temp-unknown"))})
	return resource, err == nil
}

// checkers are lent for the check of one suggestion.
var checkers = sync.Pool{New: func() any { return new(r4.Checker) }}

// finish adds what every resource has, and checks it.
func (s Suggester) finish(r resource) (r4.Object, error) {
	if s.Person == "" || s.ID == "" || s.At.IsZero() {
		return nil, errors.New("fhir: a suggestion needs a person, an id and a time")
	}
	whole := append(obj("resourceType", r.typ, "id", r4.String(s.ID), "meta", meta(r.profile, labels)), r.members...)
	check := checkers.Get().(*r4.Checker)
	defer checkers.Put(check)
	faults, err := check.Text(whole.Append(nil))
	if err != nil {
		return nil, errors.Join(ErrFaulty, err)
	}
	if len(faults) > 0 {
		return nil, errors.Join(ErrFaulty, errors.New(faults[0].String()))
	}
	return whole, nil
}
