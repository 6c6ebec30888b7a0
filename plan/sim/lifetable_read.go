package sim

import (
	"errors"
	"fmt"
	"io"
	"math"
	"slices"
	"strconv"
	"strings"

	"github.com/oudpath/oudpath/plan/evidence"
)

// ErrLifeTable is returned for a text that is not a usable life table.
var ErrLifeTable = errors.New("sim: not a life table")

// certainRate stands for certain death within the year, kept finite so that arithmetic stays defined.
const certainRate = math.MaxFloat64 / 1e6

// Mortality that no population has: such a number is per 1,000 or per 100,000, or a slip.
const (
	absurdRate  = 10.0 // a year, at any age
	absurdYoung = 1.0  // a year, below youngUntil
	youngUntil  = 60
	oldest      = 150 // years; an age beyond is a slip
	openUntil   = 100 // years; whoever is older dies soon enough for certain death within the year to change little
)

// ReadLifeTable reads a table with the columns age, sex, and qx (the probability of dying between this birthday and the next) or
// mx (the central rate per year), in any order and whatever else there is. In place of the column sex, the columns of mortality may name
// the sex ("male qx", "Female death probability"). Columns are divided by commas, semicolons or tabs. Where a table has both kinds of
// mortality, mx is used, with a warning where they do not agree; qx becomes the rate −ln(1 − qx). A table of several years is refused:
// ReadLifeTableOf says which year is meant.
//
// Ages are single ("40"), intervals of a year ("40-41"), groups ("1-4", whose mortality is spread evenly over its years), below one
// ("<1"), or open at the end ("110+", "110 and over"). Ages of one sex must follow each other without a gap. Refused, with the row, are
// a last rate of 0 (nobody would ever die), rows after certain death, a probability of 1 for an open age below 100 (which says that
// everybody dies some day, not how soon), and mortality that can only be per 1,000 or per 100,000. What is read but worth knowing is in
// Warnings.
func ReadLifeTable(r io.Reader, source evidence.Citation) (*LifeTable, error) {
	return readLifeTable(r, "", source)
}

// ReadLifeTableOf reads the rows of one year of a table that has a column year, as ReadLifeTable does.
func ReadLifeTableOf(year int, r io.Reader, source evidence.Citation) (*LifeTable, error) {
	return readLifeTable(r, strconv.Itoa(year), source)
}

func readLifeTable(r io.Reader, year string, source evidence.Citation) (*LifeTable, error) {
	if err := source.Validate(); err != nil {
		return nil, fmt.Errorf("%w: %w", ErrLifeTable, err)
	}
	rows, err := readRows(r, year)
	if err != nil {
		return nil, fmt.Errorf("%w: %w", ErrLifeTable, err)
	}
	t := &LifeTable{name: source.Source.Title, cite: source}
	for sex := Female; sex <= Both; sex++ {
		if err := t.fill(sex, rows[sex]); err != nil {
			return nil, fmt.Errorf("%w: %w", ErrLifeTable, err)
		}
		t.doubt(sex)
	}
	return t, nil
}

// lifeRow is a row of a table of one sex.
type lifeRow struct {
	line     int
	from, to int // ages as labelled; to is noValue for a single age and never for an open one
	x        float64
	central  bool
	qx       float64 // beside mx, where a table has both; NaN if it has not
}

func readRow(ageText, sexText, text string, central bool) (Sex, lifeRow, error) {
	row := lifeRow{central: central, qx: math.NaN()}
	sex, ok := columnOf[strings.ToLower(strings.TrimSpace(sexText))]
	if !ok {
		return 0, row, fmt.Errorf("sex %q", sexText)
	}
	var err error
	if row.from, row.to, err = readAge(ageText); err != nil {
		return 0, row, err
	}
	row.x, err = strconv.ParseFloat(strings.TrimSpace(text), 64)
	switch {
	case err != nil || !(row.x >= 0):
		return 0, row, fmt.Errorf("mortality %q", text)
	case !central && row.x > 1:
		return 0, row, fmt.Errorf("mortality %q is above 1: is it per 1,000 or per 100,000?", text)
	case central && (row.x > absurdRate || row.x > absurdYoung && row.from < youngUntil):
		return 0, row, fmt.Errorf("a rate of %q a year at age %d: is it per 1,000 or per 100,000?", text, row.from)
	}
	return sex, row, nil
}

// fill makes single years of the rows of one sex.
func (t *LifeTable) fill(sex Sex, rows []lifeRow) error {
	for i, row := range rows {
		if i == 0 {
			t.first[sex] = row.from
		}
		width, err := years(rows, i)
		switch last := i == len(rows)-1; {
		case err != nil:
			return fmt.Errorf("row %d: %w", row.line, err)
		case row.from != t.first[sex]+len(t.rates[sex]):
			return fmt.Errorf("row %d: age %d of %v does not follow the age before", row.line, row.from, sex)
		case last && row.x == 0:
			return fmt.Errorf("row %d: the last mortality of %v is 0, so that nobody would ever die", row.line, sex)
		case !last && !row.central && row.x == 1:
			return fmt.Errorf("row %d: there are ages of %v after certain death at %d", rows[i+1].line, sex, row.from)
		case row.to == never && !row.central && row.x == 1 && row.from < openUntil:
			return fmt.Errorf("row %d: the last age, %d, is open, so that its probability of 1 does not say how soon people die: "+
				"leave the row out, and the last mortality before it goes on, or give mx", row.line, row.from)
		case row.to == never:
			t.warn("%v: the last age, %d, is open; its mortality %v is taken for that of every year from then on", sex, row.from, row.x)
		case width > 1:
			t.warn("%v: the mortality of ages %d to %d is spread evenly over these years", sex, row.from, row.from+width-1)
		}
		t.agree(sex, row, width)
		rate := row.x
		if !row.central {
			if rate = ProbabilityToRate(row.x) / float64(width); math.IsInf(rate, 1) {
				rate = certainRate
			}
		}
		t.rates[sex] = append(t.rates[sex], slices.Repeat([]float64{rate}, width)...)
	}
	return nil
}

// agree warns where a table has both kinds of mortality and they cannot be of the same people: of those who die at a rate of m a year
// within n years, n·m/(1 + n·m) die if all deaths are at the start, and n·m if all are at the end.
func (t *LifeTable) agree(sex Sex, row lifeRow, width int) {
	const rounding, digits = 0.02, 2e-5
	all := row.x * float64(width)
	if row.to == never || row.qx >= all/(1+all)*(1-rounding)-digits && row.qx <= all*(1+rounding)+digits || math.IsNaN(row.qx) {
		return
	}
	if !strings.Contains(strings.Join(t.warnings, ""), disagrees) {
		t.warn("%v: at age %d qx is %v and mx %v%s; mx is used", sex, row.from, row.qx, row.x, disagrees)
	}
}

// disagrees is said of the first such row; one is enough to make somebody look.
const disagrees = ", which do not agree"

// years returns how many years a row is of. A label such as "1-4" may name its last year or the age at which it ends; what comes
// before or after it says which.
func years(rows []lifeRow, i int) (int, error) {
	row := rows[i]
	switch {
	case row.to == never && i < len(rows)-1:
		return 0, fmt.Errorf("age %d is open and not the last", row.from)
	case row.to == noValue || row.to == never || row.to == row.from:
		return 1, nil
	case i < len(rows)-1 && (rows[i+1].from == row.to || rows[i+1].from == row.to+1):
		return rows[i+1].from - row.from, nil
	case i == len(rows)-1 && i > 0 && rows[i-1].to == row.from:
		return row.to - row.from, nil
	case i == len(rows)-1 && (i == 0 || rows[i-1].to == row.from-1):
		return row.to - row.from + 1, nil
	}
	return 0, fmt.Errorf("the ages %d-%d do not fit those around them", row.from, row.to)
}

func (t *LifeTable) warn(what string, args ...any) {
	t.warnings = append(t.warnings, fmt.Sprintf(what, args...))
}

// doubt warns of mortality that is hard to believe.
func (t *LifeTable) doubt(sex Sex) {
	for i, rate := range t.rates[sex] {
		age := t.first[sex] + i
		switch before := t.rates[sex][max(0, i-1)]; {
		case rate == 0 && age >= 15:
			t.warn("%v: nobody dies at age %d", sex, age)
		case rate > 0.1 && age > 0 && age < 50:
			t.warn("%v: a rate of %.3g a year at age %d is that of the very old", sex, rate, age)
		case age > 45 && rate < before/2:
			t.warn("%v: mortality falls by more than half from age %d to %d", sex, age-1, age)
		default:
			continue
		}
		return // one is enough to make somebody look
	}
}
