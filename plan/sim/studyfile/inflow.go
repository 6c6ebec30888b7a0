package studyfile

import (
	"errors"
	"fmt"
)

// Inflow is how many people start when: an open cohort. Nothing but numbers of people comes of it; means are those of a person.
type Inflow struct {
	Start float64 `document:"required"` // people who start at moment 0
	Then  []Flow  // at the moments from 1 on
}

// Flow is how many people start at each moment before Until, from where the piece before ends.
type Flow struct {
	Until  int     // a moment; 0 for the last piece, which has no end
	People float64 `document:"required"`
}

// At returns how many people start at each moment from 0 to the horizon.
func (f Inflow) At(horizon int) []float64 {
	people := []float64{f.Start}
	for _, piece := range f.Then {
		for len(people) <= horizon && (piece.Until == 0 || len(people) < piece.Until) {
			people = append(people, piece.People)
		}
	}
	return people
}

// check says what is wrong with the pieces.
func (f Inflow) check() error {
	last := 1
	for i, piece := range f.Then {
		switch {
		case piece.Until == 0 && i < len(f.Then)-1:
			return errors.New("only the last piece has no end")
		case piece.Until != 0 && piece.Until <= last:
			return fmt.Errorf("the piece %d ends at %d, and the one before at %d", i, piece.Until, last)
		}
		last = piece.Until
	}
	return nil
}
