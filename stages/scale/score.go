package scale

import (
	"fmt"
	"math/bits"
	"strings"
)

// Answers maps an item's id to the answer given. An item that is not in the map was not answered.
//
// An answer is what was ticked, not what it earns: for DAST-10, "no" is 0 and "yes" is 1 on every item, item 3 included.
type Answers map[string]int

// Score is what an instrument says about a set of answers. It is comparable.
//
// The zero Score is of no instrument, and nothing about it is known.
type Score struct {
	ID         ID
	Low, High  int    // lowest and highest total that is still possible
	Complete   bool   // the total is known: Low and High are equal
	ItemsKnown bool   // scored from items; false for a total that came without them
	Band       string // name of the band that holds every possible total; empty if none does, or the instrument has no bands
	Flags      Flags  // what has to be looked at whatever the total

	missing uint32 // bit i: item i has no answer
}

// Score adds up the answers. Missing answers leave a range of possible totals. An unknown item or an illegal answer is an
// *ItemError; all of them are reported, joined, in the order of the form.
func (in Instrument) Score(answers Answers) (Score, error) {
	if in.def == nil {
		return Score{}, ErrInstrument
	}
	if err := in.def.validate(answers); err != nil {
		return Score{}, err
	}
	s := Score{ID: in.def.id, ItemsKnown: true}
	for i, item := range in.def.items {
		answer, answered := answers[item.ID]
		low, high := item.possible(answer, answered)
		s.Low, s.High = s.Low+low, s.High+high
		s.Flags |= item.flags(answer, answered)
		if !answered {
			s.missing |= 1 << i
		}
	}
	s.Complete = s.Low == s.High
	s.Band = bandOver(in.def.bands, s.Low, s.High)
	return s, nil
}

// FromTotal is the score of a total that came without its items. It says less than one scored from items: nothing shows that
// the items were legal or that they add up. A total outside the range is ErrTotalRange.
//
// What only an item can say is derived where the total forces it (a PHQ-9 of 25 needs a self-harm item above zero) and is
// flagged as unknown otherwise. For DSM5OUD the total is taken as the number of criteria that count.
func (in Instrument) FromTotal(total int) (Score, error) {
	if err := in.checkRange(total); err != nil {
		return Score{}, err
	}
	return Score{
		ID: in.def.id, Low: total, High: total, Complete: true,
		Band:  bandOver(in.def.bands, total, total),
		Flags: in.def.flagsFromTotal(total),
	}, nil
}

func (d *definition) flagsFromTotal(total int) Flags {
	var flags Flags
	lowest, highest := d.span()
	for _, item := range d.items {
		_, most := item.possible(0, false)
		switch {
		case item.onMissing == 0 || total == lowest:
		case total > highest-most: // the other items together cannot reach it
			flags |= item.onPositive
		default:
			flags |= item.onMissing
		}
	}
	return flags
}

// Check proves that a stated total is the sum of the answers. It is nil only if it is: a total that the answers contradict is
// ErrTotal, one that they neither prove nor contradict because some are missing is ErrIncomplete.
func (in Instrument) Check(answers Answers, stated int) error {
	s, err := in.Score(answers)
	switch {
	case err != nil:
		return err
	case stated < s.Low || stated > s.High:
		return fmt.Errorf("%w: %s: stated %d, the answers give %s", ErrTotal, s.ID, stated, s.possible())
	case !s.Complete:
		return fmt.Errorf("%w: %s: stated %d, the answers give %s", ErrIncomplete, s.ID, stated, s.possible())
	}
	return nil
}

func (in Instrument) checkRange(total int) error {
	if in.def == nil {
		return ErrInstrument
	}
	if lowest, highest := in.def.span(); total < lowest || total > highest {
		return fmt.Errorf("%w: %s: %d, allowed %d to %d", ErrTotalRange, in.def.id, total, lowest, highest)
	}
	return nil
}

// Total returns the total, and false while it is not known.
func (s Score) Total() (total int, known bool) {
	if !s.Complete {
		return 0, false
	}
	return s.Low, true
}

// AtLeast answers whether the total reaches n. It is known as soon as the missing answers cannot change it; until then both
// results are false, and that must not be read as "no".
func (s Score) AtLeast(n int) (yes, known bool) {
	if s.ID == "" {
		return false, false
	}
	return s.Low >= n, s.Low >= n || s.High < n
}

// Missing returns the ids of the items without an answer, in the order of the form. It is empty for a total without items.
func (s Score) Missing() []string {
	in, _ := Lookup(s.ID)
	var missing []string
	for i, item := range in.table().items {
		if s.missing&(1<<i) != 0 {
			missing = append(missing, item.ID)
		}
	}
	return missing
}

// Equal reports whether the scores are the same in every respect, missing items included.
func (s Score) Equal(other Score) bool { return s == other }

// String writes the score for a reader: "cows 13 (moderate)", "cows 8 to 27 (4 items missing)".
func (s Score) String() string {
	if s.ID == "" {
		return "no score"
	}
	var notes []string
	if s.Band != "" {
		notes = append(notes, s.Band)
	}
	switch n := bits.OnesCount32(s.missing); n {
	case 0:
	case 1:
		notes = append(notes, "1 item missing")
	default:
		notes = append(notes, fmt.Sprintf("%d items missing", n))
	}
	if s.Flags != 0 {
		notes = append(notes, s.Flags.String())
	}
	text := fmt.Sprintf("%s %s", s.ID, s.possible())
	if len(notes) > 0 {
		text += " (" + strings.Join(notes, ", ") + ")"
	}
	return text
}

func (s Score) possible() string {
	if s.Low == s.High {
		return fmt.Sprint(s.Low)
	}
	return fmt.Sprintf("%d to %d", s.Low, s.High)
}
