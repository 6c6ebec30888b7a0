package sim

import (
	"encoding/csv"
	"errors"
	"fmt"
	"io"
	"math"
	"strconv"

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

// columnOf are the texts by which published tables name their columns.
var columnOf = map[string]Sex{"female": Female, "male": Male, "both": Both, "total": Both}

// LifeTable is background mortality by single year of age and sex. It is always an input: this package holds none.
//
// After its last age the last rate goes on for ever, so a table that ends at 119 must be cut off by the study, not by the table.
type LifeTable struct {
	name  string
	rates [len(sexNames)][]float64 // per year; index is age minus first
	first [len(sexNames)]int
	cite  evidence.Citation
}

// ErrLifeTable is returned for a text that is not a usable life table.
var ErrLifeTable = errors.New("sim: not a life table")

// ReadLifeTable reads a table with the columns age, sex, and qx (the probability of dying between this birthday and the next) or
// mx (the central rate per year). Where a table has both, mx is used. qx becomes the rate −ln(1 − qx), and a qx of 1 ends the
// table. Ages of one sex must follow each other without a gap.
func ReadLifeTable(r io.Reader, source evidence.Citation) (*LifeTable, error) {
	if err := source.Validate(); err != nil {
		return nil, fmt.Errorf("%w: %w", ErrLifeTable, err)
	}
	rows, err := csv.NewReader(r).ReadAll()
	if err != nil || len(rows) < 2 {
		return nil, fmt.Errorf("%w: no rows (%v)", ErrLifeTable, err)
	}
	column := map[string]int{}
	for i, name := range rows[0] {
		column[name] = i
	}
	name := "qx"
	if _, central := column["mx"]; central {
		name = "mx"
	}
	for _, need := range []string{"age", "sex", name} {
		if _, ok := column[need]; !ok {
			return nil, fmt.Errorf("%w: no column %q", ErrLifeTable, need)
		}
	}
	t := &LifeTable{name: source.Source.Title, cite: source}
	for i, row := range rows[1:] {
		if err := t.add(row[column["age"]], row[column["sex"]], row[column[name]], name == "mx"); err != nil {
			return nil, fmt.Errorf("%w: row %d: %w", ErrLifeTable, i+2, err)
		}
	}
	return t, nil
}

func (t *LifeTable) add(ageText, sexText, text string, central bool) error {
	age, err := strconv.Atoi(ageText)
	if err != nil {
		return fmt.Errorf("age %q", ageText)
	}
	sex, ok := columnOf[sexText]
	if !ok {
		return fmt.Errorf("sex %q", sexText)
	}
	x, err := strconv.ParseFloat(text, 64)
	if err != nil || !(x >= 0) || !central && x > 1 {
		return fmt.Errorf("mortality %q", text)
	}
	switch {
	case len(t.rates[sex]) == 0:
		t.first[sex] = age
	case age != t.first[sex]+len(t.rates[sex]):
		return fmt.Errorf("age %d of %v does not follow the age before", age, sex)
	}
	if !central {
		if x = ProbabilityToRate(x); math.IsInf(x, 1) {
			x = math.MaxFloat64 / 1e6 // certain death within the year, kept finite so that arithmetic stays defined
		}
	}
	t.rates[sex] = append(t.rates[sex], x)
	return nil
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
		sum += t.Rate(sex, int(age)) * (end - from)
		from = end
	}
	return sum
}

// ageSlack keeps a birthday that is reached by adding up weeks from being missed by a rounding error.
const ageSlack = 1e-9
