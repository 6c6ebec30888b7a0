package medication

import (
	"time"

	"github.com/oudpath/oudpath/plan/evidence"
	"github.com/oudpath/oudpath/plan/vocabulary"
)

// Topic is what a label fact is about. The zero Topic is invalid.
type Topic uint8

// The topics.
const (
	_                 Topic = iota
	UsualDose               // maintenance range or usual single dose; Text says per what
	FirstDose               // first dose of a course
	FirstDayTotal           // all doses of the first day
	SecondDayTotal          // all doses of the second day
	DoseStep                // size of, and time between, increases or repeats
	SingleMaximum           // most at one time
	DailyMaximum            // most in one day
	GreatestDescribed       // most in one day that any source describes: beyond it an amount is a slip, and within it nothing is permitted
	MinimumInterval         // least time between two doses
	MaximumDuration         // longest course
	SinceShortActing        // least time since a short-acting opioid before the first dose
	SinceLongActing         // least time since a long-acting opioid before the first dose
	AgonistCeiling          // highest daily methadone dose from which the product is started
	MissedDose              // what a late or missed dose means; a time is how late it may be
	Discontinuation         // how the product is stopped
	HepaticImpairment       // by Child-Pugh score where Condition says so
	RenalImpairment         // by eGFR where Condition says so
	Contraindication        // must not be used
	BoxedWarning            // the label's most prominent warning, or that there is none
	Warning                 // other warning or precaution
	Interaction             // with other medicines
	Administration          // how it is taken or given
	Composition             // what it is made of, and what it is not
	Availability            // who may obtain it and how
)

var topics = vocabulary.Required[Topic]("topic", []string{
	UsualDose:         "usual-dose",
	FirstDose:         "first-dose",
	FirstDayTotal:     "first-day-total",
	SecondDayTotal:    "second-day-total",
	DoseStep:          "dose-step",
	SingleMaximum:     "single-maximum",
	DailyMaximum:      "daily-maximum",
	GreatestDescribed: "greatest-described",
	MinimumInterval:   "minimum-interval",
	MaximumDuration:   "maximum-duration",
	SinceShortActing:  "since-short-acting",
	SinceLongActing:   "since-long-acting",
	AgonistCeiling:    "agonist-ceiling",
	MissedDose:        "missed-dose",
	Discontinuation:   "discontinuation",
	HepaticImpairment: "hepatic-impairment",
	RenalImpairment:   "renal-impairment",
	Contraindication:  "contraindication",
	BoxedWarning:      "boxed-warning",
	Warning:           "warning",
	Interaction:       "interaction",
	Administration:    "administration",
	Composition:       "composition",
	Availability:      "availability",
})

// Valid reports whether t is a topic.
func (t Topic) Valid() bool { return topics.Valid(t) }

// String returns the name, and "invalid topic 77" for a value that is none.
func (t Topic) String() string { return topics.Name(t) }

// MarshalText writes the name; a value that is no topic is a vocabulary.ErrWord.
func (t Topic) MarshalText() ([]byte, error) { return topics.MarshalText(t) }

// UnmarshalText reads what MarshalText writes, in that exact spelling; any other text is a vocabulary.ErrWord.
func (t *Topic) UnmarshalText(text []byte) error { return topics.UnmarshalText(t, text) }

// MassRange is a range of masses, both ends included. A zero end is not stated.
type MassRange struct{ Least, Most Mass }

// Span is a range of times, both ends included. A zero end is not stated.
type Span struct{ Least, Most time.Duration }

// Measure is the patient's measure that a label fact depends on. The zero Measure means that it depends on none.
type Measure uint8

// The measures.
const (
	_              Measure = iota
	ChildPughScore         // points, 5 to 15
	EGFR                   // mL/min per 1.73 m2; below 30 stands also for end-stage disease and dialysis
	BodyWeight             // kg
)

var measures = vocabulary.Optional[Measure]("measure", []string{
	ChildPughScore: "child-pugh-score",
	EGFR:           "egfr",
	BodyWeight:     "body-weight",
})

// Valid reports whether m is a measure.
func (m Measure) Valid() bool { return measures.Valid(m) }

// String returns the name, "not stated" for zero, and "invalid measure 77" for a value that is none.
func (m Measure) String() string { return measures.Name(m) }

// MarshalText writes the name, and the empty text for zero; a value that is no measure is a vocabulary.ErrWord.
func (m Measure) MarshalText() ([]byte, error) { return measures.MarshalText(m) }

// UnmarshalText reads what MarshalText writes, in that exact spelling; any other text is a vocabulary.ErrWord.
func (m *Measure) UnmarshalText(text []byte) error { return measures.UnmarshalText(m, text) }

// Condition restricts a label fact to patients whose measure is at least AtLeast and less than Below. A zero bound is open.
// The zero Condition holds for everybody.
type Condition struct {
	Measure Measure
	AtLeast uint16
	Below   uint16
}

// Holds reports whether a whole-number value of the condition's measure meets it. A condition without a measure always holds.
// An eGFR of 29.9 is passed as 29: bounds are whole numbers, so cutting off the fraction cannot change the answer.
func (c Condition) Holds(value uint16) bool {
	return c.Measure == 0 || value >= c.AtLeast && (c.Below == 0 || value < c.Below)
}

// LabelFact is one fact about a product, in our own words: of its label or licence, and where that was not seen or is silent, of a
// guideline, a monograph or practice. Cite says whose word it is; do not show a fact as the label's without reading it. It is never
// a limit that a law or a program sets: those are parameters of a jurisdiction.
//
// Mass and Time carry what can be computed with; Text is always there and says it for a reader.
type LabelFact struct {
	Topic Topic
	When  Condition
	Mass  MassRange // of the principal substance; zero if the fact is not about a mass
	Time  Span      // zero if the fact is not about a time
	Text  string
	Cite  evidence.Citation
}
