package sim

import (
	"fmt"
	"math"
	"slices"

	"github.com/oudpath/oudpath/plan/evidence"
	"github.com/oudpath/oudpath/plan/vocabulary"
)

// Sex is the column of a life table that a group of people follows. The zero Sex is "not stated": a life table then refuses to
// answer, because the mean of two columns is not a default.
type Sex uint8

// The columns that life tables have.
const (
	_ Sex = iota
	Female
	Male
	Both // a column for both sexes together, where the table has one
)

var sexNames = [...]string{
	Female: "female",
	Male:   "male",
	Both:   "both",
}

var sexes = vocabulary.Optional[Sex]("sex", sexNames[:])

// Valid reports whether s is one of the columns.
func (s Sex) Valid() bool { return sexes.Valid(s) }

// String returns the name, "not stated" for zero, and "invalid sex 77" for a value that is none.
func (s Sex) String() string { return sexes.Name(s) }

// MarshalText writes the name, and the empty text for zero; a value that is no sex is a vocabulary.ErrWord.
func (s Sex) MarshalText() ([]byte, error) { return sexes.MarshalText(s) }

// UnmarshalText reads what MarshalText writes, in that exact spelling; any other text is a vocabulary.ErrWord.
func (s *Sex) UnmarshalText(text []byte) error { return sexes.UnmarshalText(s, text) }

// LifeTable is background mortality by single year of age and sex. It is always an input: this package holds none.
//
// After its last age the last rate goes on for ever, so a table that ends at 119 must be cut off by the study, not by the table.
type LifeTable struct {
	name     string
	rates    [len(sexNames)][]float64 // per year; index is age minus first
	first    [len(sexNames)]int
	cite     evidence.Citation
	warnings []string
}

// Hazard is the table as a hazard on the clock Age, for the age and sex of a person's group.
func (t *LifeTable) Hazard() Hazard {
	h := Hazard{kind: lifeTable, clock: Age, life: t}
	if t == nil {
		h.fault = fmt.Errorf("no table")
	}
	return h
}

// Rate returns the rate of death per year at that age; NaN if the table has no such sex or starts later.
func (t *LifeTable) Rate(sex Sex, age int) float64 {
	if int(sex) >= len(t.rates) || len(t.rates[sex]) == 0 || age < t.first[sex] {
		return math.NaN()
	}
	return t.rates[sex][min(age-t.first[sex], len(t.rates[sex])-1)]
}

// last returns the last age of a sex; an age beyond all others if the table has no such sex, of which Compile says so.
func (t *LifeTable) last(sex Sex) int {
	if int(sex) >= len(t.rates) || len(t.rates[sex]) == 0 {
		return never
	}
	return t.first[sex] + len(t.rates[sex]) - 1
}

// Warnings returns what a reader of the results should know of the table: an age group that was spread over its years, an open last
// age, mortality that is hard to believe. Verify passes them on for every model that uses the table.
func (t *LifeTable) Warnings() []string { return slices.Clone(t.warnings) }

// Source returns where the table comes from.
func (t *LifeTable) Source() evidence.Citation { return t.cite }

// between integrates the rate from one exact age to another.
func (t *LifeTable) between(sex Sex, from, to float64) float64 {
	sum := 0.0
	for from < to {
		age := math.Floor(from + ageSlack)
		end := min(to, age+1)
		if end <= from { // a birthday that rounding put a hair behind us
			break
		}
		sum += float64(t.Rate(sex, int(age)) * (end - from))
		from = end
	}
	return sum
}

// ageSlack keeps a birthday that is reached by adding up weeks from being missed by a rounding error.
const ageSlack = 1e-9
