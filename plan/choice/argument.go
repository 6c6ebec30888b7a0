package choice

import (
	"errors"
	"fmt"
	"strings"

	"github.com/oudpath/oudpath/plan/evidence"
	"github.com/oudpath/oudpath/plan/vocabulary"
)

// Argument is a row of a table: something that speaks for or against options, for people to whom all its questions apply. It never
// refuses.
type Argument struct {
	ID       string // dotted lower-case words: "methadone.qtc"
	About    []OptionID
	Side     Side
	Strength Strength
	Text     string   // in one sentence, in plain words
	If       []string // the questions that all have to be answered with yes; empty: it speaks for everybody
	Effects  []Effect
	Cites    []evidence.Citation
}

// Side is what an argument does.
type Side uint8

// The sides, in the order in which they are shown. Undecided is what an argument becomes where nobody knows whether it applies, and
// Excluding what a rule says that time alone does not change; no row of a table states either.
const (
	_ Side = iota
	Excluding
	For
	Against
	Undecided
)

var sides = vocabulary.Optional[Side]("side", []string{Excluding: "excluding", For: "for", Against: "against", Undecided: "undecided"})

// Valid reports whether s is a side.
func (s Side) Valid() bool { return sides.Valid(s) }

// String returns the name, and "invalid side 77" for a value that is none.
func (s Side) String() string { return sides.Name(s) }

// MarshalText writes the name; a value that is no side is a vocabulary.ErrWord.
func (s Side) MarshalText() ([]byte, error) { return sides.MarshalText(s) }

// UnmarshalText reads what MarshalText writes, in that exact spelling; any other text is a vocabulary.ErrWord.
func (s *Side) UnmarshalText(text []byte) error { return sides.UnmarshalText(s, text) }

// Strength is what an argument rests on.
type Strength uint8

// The strengths, in the order in which arguments of one side are shown. Person is what the person wants: it goes before every side.
const (
	_ Strength = iota
	Person
	Rule // what Engine.Check says
	Trial
	Cohort // people who were followed without being allotted to a treatment
	Label
	Guideline
	Opinion // of this rule pack, or recalled
)

var strengths = vocabulary.Optional[Strength]("strength", []string{Person: "person", Rule: "rule", Trial: "trial", Cohort: "cohort", Label: "label",
	Guideline: "guideline", Opinion: "opinion"})

// Valid reports whether s is a strength.
func (s Strength) Valid() bool { return strengths.Valid(s) }

// String returns the name, and "invalid strength 77" for a value that is none.
func (s Strength) String() string { return strengths.Name(s) }

// MarshalText writes the name; a value that is no strength is a vocabulary.ErrWord.
func (s Strength) MarshalText() ([]byte, error) { return strengths.MarshalText(s) }

// UnmarshalText reads what MarshalText writes, in that exact spelling; any other text is a vocabulary.ErrWord.
func (s *Strength) UnmarshalText(text []byte) error { return strengths.UnmarshalText(s, text) }

// Measure is how an effect was expressed.
type Measure uint8

// The measures. Of a ratio, one means no difference.
const (
	_ Measure = iota
	RiskRatio
	HazardRatio
	Share        // percent of the people, against percent of the others
	PercentLower // how much lower it was
)

var effectMeasures = vocabulary.Optional[Measure]("measure of effect", []string{RiskRatio: "relative risk", HazardRatio: "hazard ratio", Share: "share",
	PercentLower: "percent lower"})

// Valid reports whether m is a measure.
func (m Measure) Valid() bool { return effectMeasures.Valid(m) }

// String returns the name, and "invalid measure of effect 77" for a value that is none.
func (m Measure) String() string { return effectMeasures.Name(m) }

// MarshalText writes the name; a value that is no measure is a vocabulary.ErrWord.
func (m Measure) MarshalText() ([]byte, error) { return effectMeasures.MarshalText(m) }

// UnmarshalText reads what MarshalText writes, in that exact spelling; any other text is a vocabulary.ErrWord.
func (m *Measure) UnmarshalText(text []byte) error { return effectMeasures.UnmarshalText(m, text) }

// Effect is what a study found. It is a number about groups of people and no forecast for one.
type Effect struct {
	Outcome   string // "death from any cause"
	Compared  string // what with what: "in methadone treatment, against out of it"
	Measure   Measure
	Value     float64 // zero where the source gives a range alone
	Low, High float64 // 95 % interval, or the range where there is no Value; zero: not seen
	Other     float64 // of a Share: percent of the others
	People    int     // in the study; zero: not seen
	Cite      evidence.Citation
}

// String writes the effect: "death from any cause in methadone treatment, against out of it: relative risk 0.47 (0.41 to 0.54)".
func (e Effect) String() string {
	text := e.Outcome + ", " + e.Compared + ": "
	switch {
	case e.Measure == Share:
		text += fmt.Sprintf("%g %% against %g %%", e.Value, e.Other)
	case e.Measure == PercentLower && e.Value == 0:
		text += fmt.Sprintf("%g to %g %% lower", e.Low, e.High)
	case e.Measure == PercentLower:
		text += fmt.Sprintf("%g %% lower", e.Value)
	default:
		text += fmt.Sprintf("%s %g", e.Measure, e.Value)
		if e.High != 0 {
			text += fmt.Sprintf(" (%g to %g)", e.Low, e.High)
		}
	}
	return text
}

// Validate reports what makes the effect incomplete or impossible.
func (e Effect) Validate() error {
	switch {
	case e.Outcome == "" || e.Compared == "" || !e.Measure.Valid():
		return errors.New("choice: an effect lacks its outcome, what was compared, or its measure")
	case e.Value == 0 && e.High == 0:
		return fmt.Errorf("choice: effect on %s without a number", e.Outcome)
	case e.High < e.Low || e.Low < 0 || e.Value != 0 && e.High != 0 && (e.Value < e.Low || e.High < e.Value):
		return fmt.Errorf("choice: effect on %s: %g is not between %g and %g", e.Outcome, e.Value, e.Low, e.High)
	case e.Measure == Share && (e.Value > 100 || e.Other > 100 || e.Other == 0):
		return fmt.Errorf("choice: effect on %s: shares of %g and %g percent", e.Outcome, e.Value, e.Other)
	}
	return e.Cite.Validate()
}

// Validate reports everything that makes the row incomplete.
func (a *Argument) Validate() error {
	var errs []error
	bad := func(format string, args ...any) {
		errs = append(errs, fmt.Errorf("choice: argument %q: "+format, append([]any{a.ID}, args...)...))
	}
	if !dotted(a.ID) {
		bad("the ID is not dotted lower-case words")
	}
	if len(a.About) == 0 || strings.TrimSpace(a.Text) == "" || !a.Strength.Valid() {
		bad("lacks its options, its text or its strength")
	}
	if a.Side != For && a.Side != Against {
		bad("is %s: a row speaks for or against", a.Side)
	}
	if len(a.Cites) == 0 {
		bad("no citation")
	}
	for _, c := range a.Cites {
		if err := c.Validate(); err != nil {
			bad("%w", err)
		}
	}
	for _, e := range a.Effects {
		if err := e.Validate(); err != nil {
			bad("%w", err)
		}
	}
	return errors.Join(errs...)
}

// dotted reports whether an ID is lower-case words with dots and hyphens.
func dotted(id string) bool {
	return id != "" && strings.Trim(id, "abcdefghijklmnopqrstuvwxyz.-") == "" && strings.Trim(id, ".-") == id
}
