package scale

import (
	"github.com/oudpath/oudpath/plan/truth"
	"github.com/oudpath/oudpath/plan/vocabulary"
)

// Severity of opioid use disorder. The zero Severity is SeverityUndetermined.
type Severity uint8

// The severities, in the order of the bands of DSM5OUD.
const (
	SeverityUndetermined Severity = iota // more than one is still possible
	SeverityNone                         // fewer than 2 criteria: no disorder
	SeverityMild                         // 2 or 3
	SeverityModerate                     // 4 or 5
	SeveritySevere                       // 6 or more
)

var severities = vocabulary.Required[Severity]("severity", []string{
	SeverityUndetermined: "undetermined",
	SeverityNone:         "none",
	SeverityMild:         "mild",
	SeverityModerate:     "moderate",
	SeveritySevere:       "severe",
})

// Valid reports whether s is one of the severities, the undetermined one included.
func (s Severity) Valid() bool { return severities.Valid(s) }

// String returns the name, and "invalid severity 77" for a value that is none.
func (s Severity) String() string { return severities.Name(s) }

// MarshalText writes the name; a value that is no severity is a vocabulary.ErrWord.
func (s Severity) MarshalText() ([]byte, error) { return severities.MarshalText(s) }

// UnmarshalText reads what MarshalText writes, in that exact spelling; any other text is a vocabulary.ErrWord.
func (s *Severity) UnmarshalText(text []byte) error { return severities.UnmarshalText(s, text) }

// disorderFrom is the number of criteria from which on there is a disorder. DSM-5-TR, opioid use disorder, criterion A.
const disorderFrom = 2

// Diagnosis is what the criteria come to. It is comparable. The zero Diagnosis says nothing: it is
// not the result of any criteria.
type Diagnosis struct {
	Low, High int      // fewest and most criteria that can count
	Severity  Severity // SeverityUndetermined unless every count from Low to High has the same

	counted, excepted, undecided criterionSet
}

// Counted returns the criteria that count, in the order of their numbers.
func (d Diagnosis) Counted() []Criterion { return d.counted.list() }

// Excepted returns the criteria that are present and do not count: tolerance and withdrawal, under medical supervision.
func (d Diagnosis) Excepted() []Criterion { return d.excepted.list() }

// Undecided returns the criteria that may or may not count: those that are unknown, and tolerance and withdrawal if they are
// present and the supervision is unknown.
func (d Diagnosis) Undecided() []Criterion { return d.undecided.list() }

// Disorder reports whether there is an opioid use disorder at all: yes as soon as two criteria count, whatever the others are,
// no once no more than one can.
func (d Diagnosis) Disorder() truth.Value {
	switch {
	case d.Low >= disorderFrom:
		return truth.Yes
	case d.Severity == SeverityNone:
		return truth.No
	}
	return truth.Unknown
}

// OUD counts the criteria of opioid use disorder that were met within the same twelve months, and grades the severity.
//
// solelySupervised says whether opioids are taken solely under appropriate medical supervision (for pain, say). If they are,
// tolerance and withdrawal do not count; if that is unknown, they may or may not. "Solely" is meant: supply from elsewhere
// beside it is a no.
//
// Source: DSM-5-TR, opioid use disorder (primary). The unknown leaves a range, and no severity unless the range has only one.
func OUD(criteria Criteria, solelySupervised truth.Value) Diagnosis {
	var d Diagnosis
	for i, found := range criteria.list() {
		criterion := Criterion(i + 1)
		switch counts(criterion, found, solelySupervised) {
		case truth.Yes:
			d.counted = d.counted.with(criterion)
			d.Low, d.High = d.Low+1, d.High+1
		case truth.Unknown:
			d.undecided = d.undecided.with(criterion)
			d.High++
		case truth.No:
			if found == truth.Yes {
				d.excepted = d.excepted.with(criterion)
			}
		}
	}
	d.Severity = severityOver(d.Low, d.High)
	return d
}

// counts says whether a criterion counts. exempt says whether tolerance and withdrawal are excepted.
func counts(criterion Criterion, found, exempt truth.Value) truth.Value {
	medical := criterion == Tolerance || criterion == Withdrawal
	switch {
	case found == truth.No || medical && exempt == truth.Yes:
		return truth.No
	case found == truth.Yes && (!medical || exempt == truth.No):
		return truth.Yes
	}
	return truth.Unknown
}

func severityOver(low, high int) Severity {
	name := bandOver(oud.bands, low, high)
	for i, band := range oud.bands {
		if band.Name == name {
			return Severity(i + 1)
		}
	}
	return SeverityUndetermined
}

// criterionSet has bit n set if criterion n is in it.
type criterionSet uint16

func (s criterionSet) with(c Criterion) criterionSet { return s | 1<<c }

func (s criterionSet) list() []Criterion {
	var criteria []Criterion
	for c := LargerOrLonger; c <= Withdrawal; c++ {
		if s&(1<<c) != 0 {
			criteria = append(criteria, c)
		}
	}
	return criteria
}
