package scale

import (
	"errors"
	"fmt"
	"slices"
	"strings"
)

// What can be wrong with an input. All of them mean that nothing was scored.
var (
	ErrInstrument = errors.New("scale: no such instrument")
	ErrItem       = errors.New("scale: no such item")                                 // an *ItemError says which
	ErrAnswer     = errors.New("scale: illegal answer")                               // an *ItemError says which
	ErrTotalRange = errors.New("scale: total out of range")                           // FromTotal, BandOf
	ErrTotal      = errors.New("scale: stated total differs from the answers")        // Check
	ErrIncomplete = errors.New("scale: stated total cannot be confirmed")             // Check
	ErrNoBands    = errors.New("scale: the instrument has no published bands")        // BandOf
	ErrPulse      = errors.New("scale: not a pulse rate")                             // PulseItem
	ErrCode       = errors.New("scale: no instrument has this code")                  // ByCode
	ErrWrongCode  = errors.New("scale: code is in use for an instrument it is not")   // ByCode
	ErrDates      = errors.New("scale: period without criteria ends before it began") // Remission
)

// ItemError is an answer that the instrument does not have. It unwraps to ErrItem or ErrAnswer.
type ItemError struct {
	Instrument ID
	Item       string
	Answer     int
	Allowed    []int    // the item's legal answers; nil if the instrument has no such item
	Items      []string // the instrument's items, if it has no such item; nil otherwise
}

func (e *ItemError) Error() string {
	if e.Allowed == nil {
		return fmt.Sprintf("%v: %s has no %q, only %s", ErrItem, e.Instrument, e.Item, strings.Join(e.Items, ", "))
	}
	allowed := strings.Join(strings.Fields(strings.Trim(fmt.Sprint(e.Allowed), "[]")), ", ")
	return fmt.Sprintf("%v: %s item %q is %d, allowed %s", ErrAnswer, e.Instrument, e.Item, e.Answer, allowed)
}

// Unwrap returns ErrItem or ErrAnswer.
func (e *ItemError) Unwrap() error {
	if e.Allowed == nil {
		return ErrItem
	}
	return ErrAnswer
}

// validate reports every unknown item and every illegal answer: answers in the order of the form, then unknown items by name.
func (d *definition) validate(answers Answers) error {
	var errs []error
	known := 0
	for _, item := range d.items {
		answer, answered := answers[item.ID]
		if !answered {
			continue
		}
		known++
		if !item.Allows(answer) {
			errs = append(errs, &ItemError{Instrument: d.id, Item: item.ID, Answer: answer, Allowed: slices.Clone(item.Allowed)})
		}
	}
	if known < len(answers) {
		errs = append(errs, d.unknownItems(answers)...)
	}
	return errors.Join(errs...)
}

func (d *definition) unknownItems(answers Answers) []error {
	ids := make([]string, len(d.items))
	for i, item := range d.items {
		ids[i] = item.ID
	}
	var strange []string
	for id := range answers {
		if !slices.Contains(ids, id) {
			strange = append(strange, id)
		}
	}
	slices.Sort(strange)
	errs := make([]error, len(strange))
	for i, id := range strange {
		errs[i] = &ItemError{Instrument: d.id, Item: id, Answer: answers[id], Items: slices.Clone(ids)}
	}
	return errs
}
