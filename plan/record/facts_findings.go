package record

import (
	"errors"
	"fmt"
	"slices"
	"time"

	"github.com/oudpath/oudpath/stages/scale"
)

// Facts about what an examination or a test found.

// Scored is a completed instrument, by its items or by its total alone.
type Scored struct {
	Scale scale.ID
	Total int            // the sum; with items, it must be theirs
	Items map[string]int // item scores by item; nil if only the total is known
}

// Kind returns KindScored.
func (Scored) Kind() Kind { return KindScored }

// Score returns the score that the items or the total stand for.
func (b Scored) Score() (scale.Score, error) {
	instrument, ok := scale.Lookup(b.Scale)
	if !ok {
		return scale.Score{}, fmt.Errorf("record: unknown scale %q", b.Scale)
	}
	if b.Items == nil {
		return instrument.FromTotal(b.Total)
	}
	score, err := instrument.Score(b.Items)
	if err == nil && score.Complete && score.Low != b.Total {
		err = fmt.Errorf("record: %s total %d is not the sum of its items, %d", b.Scale, b.Total, score.Low)
	}
	return score, err
}

// Validate scores the instrument: an illegal item value, a total out of range or a total that is not the sum is an error.
func (b Scored) Validate() error {
	_, err := b.Score()
	return err
}

// SignsObserved lists the signs that were seen at an examination. Withdrawal signs that are not listed were looked for and
// not seen.
type SignsObserved struct {
	Signs []Sign
}

// Kind returns KindSignsObserved.
func (SignsObserved) Kind() Kind { return KindSignsObserved }

// Validate checks that the signs are known and listed once.
func (b SignsObserved) Validate() error {
	for i, s := range b.Signs {
		if err := demand(s, signs); err != nil {
			return err
		}
		if slices.Contains(b.Signs[:i], s) {
			return fmt.Errorf("record: sign %q twice", s)
		}
	}
	return nil
}

// Measured is one measured number.
type Measured struct {
	Measure Measure
	Value   Quantity // in the unit of the measure
}

// Kind returns KindMeasured.
func (Measured) Kind() Kind { return KindMeasured }

// Validate checks the value against the plausible range of the measure.
func (b Measured) Validate() error {
	info, ok := b.Measure.Info()
	if !ok {
		return errors.New("record: measure is missing")
	}
	if b.Value.Less(info.Min) || info.Max.Less(b.Value) {
		return fmt.Errorf("record: %s %s %s is not between %s and %s", info.Name, b.Value, info.Unit, info.Min, info.Max)
	}
	return nil
}

// Screened is a drug screen. Analytes that are not in it were not tested.
type Screened struct {
	Results []AnalyteResult
}

// Kind returns KindScreened.
func (Screened) Kind() Kind { return KindScreened }

// Validate demands at least one result and each analyte once.
func (b Screened) Validate() error {
	if len(b.Results) == 0 {
		return errors.New("record: drug screen without results")
	}
	for i, r := range b.Results {
		if err := errors.Join(demand(r.Analyte, analytes), demand(r.Result, testResults)); err != nil {
			return err
		}
		if slices.ContainsFunc(b.Results[:i], func(o AnalyteResult) bool { return o.Analyte == r.Analyte }) {
			return fmt.Errorf("record: analyte %q twice", r.Analyte)
		}
	}
	return nil
}

// AnalyteResult is the result for one analyte.
type AnalyteResult struct {
	Analyte Analyte
	Result  TestResult
}

// Assessed says that an examination was made, an assessment done or a plan written. What was found is recorded by itself.
type Assessed struct {
	Assessment Assessment
}

// Kind returns KindAssessed.
func (Assessed) Kind() Kind { return KindAssessed }

// Validate demands the assessment.
func (b Assessed) Validate() error { return demand(b.Assessment, assessments) }

// Challenged is a naloxone challenge.
type Challenged struct {
	Result   TestResult
	Observed time.Duration // how long the person was watched after the last dose
}

// Kind returns KindChallenged.
func (Challenged) Kind() Kind { return KindChallenged }

// Validate demands the result.
func (b Challenged) Validate() error {
	if b.Observed < 0 {
		return errors.New("record: negative time of observation")
	}
	return demand(b.Result, testResults)
}
