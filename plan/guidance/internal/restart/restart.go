// Package restart says with how much a daily medication goes on after missed doses, and finds the way back from there to the usual dose.
// It holds no numbers and no rule: those of methadone and of buprenorphine stand in their packages, which cannot share them otherwise.
package restart

import (
	"fmt"
	"slices"
	"strings"

	"github.com/oudpath/oudpath/medication"
	"github.com/oudpath/oudpath/plan/guidance/internal/phrase"
)

// Dose says with how much a medication is taken up again after missed doses, from the dose that was usual before.
//
// The same words hide opposite arithmetic: one country takes "half or 40 mg" as the lower of the two, another as the higher.
// So the way of combining is part of the value. Whatever it is, the result never exceeds the usual dose: somebody stable on
// 30 mg must not be given 40 mg after losing tolerance.
//
// The zero Dose is invalid and gives no mass.
type Dose struct {
	combine  combination
	num, den uint32
	fixed    medication.Mass
}

type combination uint8

const (
	_ combination = iota
	shareAlone
	fixedAlone
	lowerOf
	higherOf
)

// ShareOf is num/den of the usual dose. It panics unless that is more than nothing and at most the whole: it is for
// declarations.
func ShareOf(num, den uint32) Dose {
	return Dose{combine: shareAlone, num: num, den: den}.checked()
}

// FixedDose is a mass whatever the usual dose was. It panics if there is none.
func FixedDose(fixed medication.Mass) Dose {
	return Dose{combine: fixedAlone, num: 1, den: 1, fixed: fixed}.checked()
}

// LowerOf is the lower of num/den of the usual dose and a mass: the cautious reading of "half or 40 mg".
func LowerOf(num, den uint32, fixed medication.Mass) Dose {
	return Dose{combine: lowerOf, num: num, den: den, fixed: fixed}.checked()
}

// HigherOf is the higher of num/den of the usual dose and a mass, and still never more than the usual dose.
func HigherOf(num, den uint32, fixed medication.Mass) Dose {
	return Dose{combine: higherOf, num: num, den: den, fixed: fixed}.checked()
}

func (r Dose) checked() Dose {
	if r.den == 0 || r.num == 0 || r.num > r.den || r.combine != shareAlone && r.fixed.IsZero() {
		panic(fmt.Sprintf("guidance: no restart dose: %d/%d of the usual dose, %s", r.num, r.den, r.fixed))
	}
	return r
}

// From returns the dose to restart with, from the usual daily dose. It is never more than the usual dose, and rounds a share
// down to whole micrograms. The zero Dose gives no mass.
func (r Dose) From(usual medication.Mass) medication.Mass {
	share, _ := usual.Fraction(r.num, r.den)
	switch r.combine {
	case shareAlone:
		return share
	case fixedAlone:
		return r.fixed.Lower(usual)
	case lowerOf:
		return share.Lower(r.fixed)
	case higherOf:
		return share.Higher(r.fixed).Lower(usual)
	}
	return medication.Mass{}
}

// String writes the value for a reader: "the lower of 1/2 of the usual dose and 40 mg".
func (r Dose) String() string {
	share := fmt.Sprintf("%d/%d of the usual dose", r.num, r.den)
	switch r.combine {
	case shareAlone:
		return share
	case fixedAlone:
		return r.fixed.String() + ", at most the usual dose"
	case lowerOf:
		return fmt.Sprintf("the lower of %s and %s", share, r.fixed)
	case higherOf:
		return fmt.Sprintf("the higher of %s and %s, at most the usual dose", share, r.fixed)
	}
	return "invalid"
}

// Band is the dose with which to go on from a number of missed doses on.
type Band struct {
	From int // missed doses in a row
	Dose Dose
}

// Ladder says with how much methadone goes on, by the number of missed doses in a row; before the first band the usual dose
// stays. The zero Ladder changes nothing.
type Ladder struct{ bands []Band }

// NewLadder makes a ladder of bands in ascending order. It panics if they are not: it is for declarations.
func NewLadder(bands ...Band) Ladder {
	last := 0
	for _, b := range bands {
		if b.From <= last {
			panic(fmt.Sprintf("guidance: a band of missed doses from %d after one from %d", b.From, last))
		}
		b.Dose.checked()
		last = b.From
	}
	return Ladder{slices.Clone(bands)}
}

// After returns with how much to go on after so many missed doses; ok is false where the usual dose stays.
func (l Ladder) After(missed int) (dose Dose, ok bool) {
	for _, b := range l.bands {
		if b.From <= missed {
			dose, ok = b.Dose, true
		}
	}
	return dose, ok
}

// String writes the ladder for a reader: "from 4 missed doses the higher of 1/2 of the usual dose and 30 mg".
func (l Ladder) String() string {
	texts := make([]string, len(l.bands))
	for i, b := range l.bands {
		texts[i] = fmt.Sprintf("from %s %s", phrase.Plural(b.From, "missed dose"), b.Dose)
	}
	return strings.Join(texts, ", ")
}
