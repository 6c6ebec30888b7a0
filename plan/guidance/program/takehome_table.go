package program

import (
	"cmp"
	"fmt"
	"iter"
	"slices"
	"strings"
)

// TakeHomeBand is one row of a take-home table: from a day of treatment on, at most so many days' doses.
type TakeHomeBand struct {
	From   int // day of treatment, 1 being the day of the first dose
	Days   int // days' doses that may be taken home, without those for days on which the clinic is closed
	Within int // days in a row that it counts for: 7 where the source counts by the week; 0 where it limits what is in the hand alone
}

// TakeHomeTable says how many days' doses may be taken home, by the time in treatment. What it gives is a ceiling and no
// entitlement. The zero TakeHomeTable gives none on any day.
type TakeHomeTable struct{ bands []TakeHomeBand }

// NewTakeHomeTable makes a table of bands in ascending order; before the first one nothing may be taken home. It panics if a
// band begins no later than the one before it, before day 1, or allows fewer days than the one before: it is for declarations.
func NewTakeHomeTable(bands ...TakeHomeBand) TakeHomeTable {
	last := TakeHomeBand{}
	for _, b := range bands {
		if b.From <= last.From || b.Days < last.Days {
			panic(fmt.Sprintf("guidance: take-home band from day %d with %d days after one from day %d with %d", b.From, b.Days, last.From,
				last.Days))
		}
		last = b
	}
	return TakeHomeTable{slices.Clone(bands)}
}

// On returns the band that holds on the day of treatment; it allows no days before the first band.
func (t TakeHomeTable) On(day int) TakeHomeBand {
	band := TakeHomeBand{From: 1}
	for _, b := range t.bands {
		if b.From > day {
			break
		}
		band = b
	}
	return band
}

// Bands yields the rows of the table, in the order of the days on which they begin.
func (t TakeHomeTable) Bands() iter.Seq[TakeHomeBand] { return slices.Values(t.bands) }

// String writes the table for a reader: "7 from day 1, 14 from day 15".
func (t TakeHomeTable) String() string {
	if len(t.bands) == 0 {
		return "none"
	}
	texts := make([]string, len(t.bands))
	for i, b := range t.bands {
		texts[i] = fmt.Sprintf("%s from day %d", b, b.From)
	}
	return strings.Join(texts, ", ")
}

// String writes how much the band allows: "7", "2 in 7 days".
func (b TakeHomeBand) String() string {
	if b.Within == 0 {
		return fmt.Sprint(b.Days)
	}
	return fmt.Sprintf("%d in %d days", b.Days, b.Within)
}

// stricterTable compares tables as limits: one that allows more on any day is the looser one, even if it allows less on
// another.
func stricterTable(a, b TakeHomeTable) int {
	switch aMore, bMore := a.allowsMoreThan(b), b.allowsMoreThan(a); {
	case aMore:
		return -1
	case bMore:
		return 1
	}
	return 0
}

func (t TakeHomeTable) allowsMoreThan(other TakeHomeTable) bool {
	for _, b := range slices.Concat(t.bands, other.bands) {
		if cmp.Compare(t.On(b.From).Days, other.On(b.From).Days) > 0 {
			return true
		}
	}
	return false
}
