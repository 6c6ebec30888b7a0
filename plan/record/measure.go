package record

import (
	"slices"

	"github.com/oudpath/oudpath/plan/vocabulary"
)

// Measure names a number that is measured about a person. The zero Measure is invalid.
type Measure uint8

// The measures. Units are UCUM codes and fixed: a value in another unit is converted before it becomes an event.
const (
	_ Measure = iota
	Pulse
	SystolicPressure
	DiastolicPressure
	RespiratoryRate
	OxygenSaturation
	BodyTemperature
	BodyWeight
	QTc
	Potassium
	Magnesium
	ALTRatio
	ASTRatio
	EGFR
	ChildPugh
	Gestation
	measureEnd
)

// MeasureCount is one more than the number of measures: the size of an array that a measure indexes.
const MeasureCount = int(measureEnd)

// MeasureInfo describes a measure: its wire name, UCUM unit and the range outside of which a value is an error of entry.
// The ranges are plausibility bounds of this library, wide enough for any living person, and no clinical limits.
type MeasureInfo struct {
	Measure  Measure
	Name     string
	Title    string
	Unit     string
	Min, Max Quantity
}

var measures = [measureEnd]MeasureInfo{
	Pulse:             {Pulse, "pulse", "Pulse", "/min", Whole(0), Whole(400)},
	SystolicPressure:  {SystolicPressure, "systolic-pressure", "Systolic blood pressure", "mm[Hg]", Whole(0), Whole(400)},
	DiastolicPressure: {DiastolicPressure, "diastolic-pressure", "Diastolic blood pressure", "mm[Hg]", Whole(0), Whole(300)},
	RespiratoryRate:   {RespiratoryRate, "respiratory-rate", "Respiratory rate", "/min", Whole(0), Whole(150)},
	OxygenSaturation:  {OxygenSaturation, "oxygen-saturation", "Oxygen saturation", "%", Whole(0), Whole(100)},
	BodyTemperature:   {BodyTemperature, "body-temperature", "Body temperature", "Cel", Whole(10), Whole(50)},
	BodyWeight:        {BodyWeight, "body-weight", "Body weight", "kg", Whole(1), Whole(700)},
	QTc:               {QTc, "qtc", "Corrected QT interval", "ms", Whole(200), Whole(1000)},
	Potassium:         {Potassium, "potassium", "Serum potassium", "mmol/L", Whole(0), Whole(20)},
	Magnesium:         {Magnesium, "magnesium", "Serum magnesium", "mmol/L", Whole(0), Whole(20)},
	ALTRatio:          {ALTRatio, "alt", "ALT as a multiple of the upper limit of normal", "{xULN}", Whole(0), Whole(1000)},
	ASTRatio:          {ASTRatio, "ast", "AST as a multiple of the upper limit of normal", "{xULN}", Whole(0), Whole(1000)},
	EGFR:              {EGFR, "egfr", "Estimated glomerular filtration rate", "mL/min/{1.73_m2}", Whole(0), Whole(300)},
	ChildPugh:         {ChildPugh, "child-pugh", "Child-Pugh score", "{score}", Whole(5), Whole(15)},
	Gestation:         {Gestation, "gestation", "Weeks of gestation", "wk", Whole(0), Whole(45)},
}

// Measures returns the description of every measure.
func Measures() []MeasureInfo { return slices.Clone(measures[1:]) }

// Info returns the description of a measure; ok is false for an invalid one.
func (m Measure) Info() (info MeasureInfo, ok bool) {
	if m == 0 || m >= measureEnd {
		return MeasureInfo{}, false
	}
	return measures[m], true
}

var measureWords = vocabulary.Required[Measure]("measure", namesOfMeasures())

func namesOfMeasures() []string {
	names := make([]string, len(measures))
	for i, info := range measures {
		names[i] = info.Name
	}
	return names
}

// Valid reports whether m is one of the measures.
func (m Measure) Valid() bool { return measureWords.Valid(m) }

// String returns the wire name, and "invalid measure 77" for a value that is none.
func (m Measure) String() string { return measureWords.Name(m) }

// MarshalText writes the wire name; a value that is no measure is a vocabulary.ErrWord.
func (m Measure) MarshalText() ([]byte, error) { return measureWords.MarshalText(m) }

// UnmarshalText reads what MarshalText writes, in that exact spelling; any other text is a vocabulary.ErrWord.
func (m *Measure) UnmarshalText(text []byte) error { return measureWords.UnmarshalText(m, text) }
