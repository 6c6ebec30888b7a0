package fhir

import (
	"fmt"
	"math/big"
	"strings"

	"github.com/oudpath/oudpath/plan/fhir/r4"
	"github.com/oudpath/oudpath/plan/record"
	"github.com/oudpath/oudpath/plan/truth"
)

// scaling turns a value of one unit into another: times num, over den, after adding shift.
type scaling struct{ num, den, shift int64 }

// scalings are the units, by UCUM code and as people write them, in which a measure is sent beside its own.
var scalings = map[record.Measure]map[string]scaling{
	record.Pulse:             {"/min": {1, 1, 0}, "{beats}/min": {1, 1, 0}, "beats/min": {1, 1, 0}, "bpm": {1, 1, 0}},
	record.RespiratoryRate:   {"/min": {1, 1, 0}, "breaths per minute": {1, 1, 0}, "{breaths}/min": {1, 1, 0}},
	record.SystolicPressure:  {"mm[Hg]": {1, 1, 0}, "mmHg": {1, 1, 0}},
	record.DiastolicPressure: {"mm[Hg]": {1, 1, 0}, "mmHg": {1, 1, 0}},
	record.OxygenSaturation:  {"%": {1, 1, 0}},
	record.BodyTemperature: {"Cel": {1, 1, 0}, "[degF]": {5, 9, -32}, "°C": {1, 1, 0}, "degC": {1, 1, 0}, "C": {1, 1, 0},
		"°F": {5, 9, -32}, "degF": {5, 9, -32}, "F": {5, 9, -32}},
	record.BodyWeight: {"kg": {1, 1, 0}, "g": {1, 1000, 0}, "[lb_av]": pound, "lb": pound, "lbs": pound},
	record.QTc:        {"ms": {1, 1, 0}, "msec": {1, 1, 0}, "s": {1000, 1, 0}, "sec": {1000, 1, 0}},
	record.Potassium:  {"mmol/L": {1, 1, 0}, "meq/L": {1, 1, 0}, "mEq/L": {1, 1, 0}},
	record.Magnesium:  {"mmol/L": {1, 1, 0}},
}

var pound = scaling{45359237, 100000000, 0}

// measured reads a number that was measured. A unit that is not known is a note: nothing is taken to be in the usual one.
func (x *at) measured(e r4.Element, means Measures, when r4.Time, effective r4.Element) {
	value, typ := e.Choice("value")
	q, printed := printedQuantity(value, means.Measure)
	if typ != "Quantity" && !printed {
		if value.Exists() || !e.Get("dataAbsentReason").Exists() {
			x.note(NotUnderstood, value, "the measured value is no quantity")
		} else {
			x.note(NoMatter, e.Get("dataAbsentReason"), "nothing was measured")
		}
		return
	}
	if !printed {
		q = value.Quantity()
	}
	if number, ok := x.asItStands(q, means.Measure); ok {
		x.fact(record.Measured{Measure: means.Measure, Value: number}, when, effective, e.Get("code"), value)
		return
	}
	exact, trouble := inUnit(q, means.Measure, e)
	if trouble != "" {
		x.note(NotUnderstood, value, "%s", trouble)
		return
	}
	number, rounded, err := thousandths(exact)
	if err != nil {
		x.note(InvalidContent, value, "%v", err)
		return
	}
	if rounded {
		x.note(Rounded, value, "kept with three decimals: %s", number)
	}
	x.fact(record.Measured{Measure: means.Measure, Value: number}, when, effective, e.Get("code"), value)
}

// measuredIn returns the unit of a measured value: its code, or, where that is none or the identifier of a concept, how it is printed.
func measuredIn(q r4.Quantity) string {
	if q.Code == "" || len(q.Code) > 1 && strings.Trim(q.Code, "0123456789") == "" {
		return q.Unit
	}
	return q.Code
}

// printedQuantity reads a text that is a number and a unit in which the measure is known: "512 ms".
func printedQuantity(value r4.Element, measure record.Measure) (q r4.Quantity, ok bool) {
	number, unit, ok := strings.Cut(strings.TrimSpace(value.Text()), " ")
	if _, known := scalings[measure][unit]; !ok || !known || strings.Trim(number, "0123456789.") != "" {
		return q, false
	}
	q = r4.Quantity{Value: r4.Decimal(number), Unit: unit}
	_, ok = q.Value.Plain()
	return q, ok
}

// asItStands returns the value where it is sent in the unit of the measure, with as many decimals as are kept: nearly always.
func (x *at) asItStands(q r4.Quantity, measure record.Measure) (number record.Quantity, ok bool) {
	unit := measuredIn(q)
	shown, named := scalings[measure][q.Unit]
	if q.Comparator != "" || scalings[measure][unit] != (scaling{1, 1, 0}) || named && shown != (scaling{1, 1, 0}) {
		return number, false
	}
	plain, ok := q.Value.Plain()
	if !ok {
		return number, false
	}
	number, err := record.ParseQuantity(plain)
	return number, err == nil
}

// inUnit returns the value in the unit of the measure.
func inUnit(q r4.Quantity, measure record.Measure, e r4.Element) (exact *big.Rat, trouble string) {
	plain, ok := q.Value.Plain()
	if !ok || q.Comparator != "" {
		return nil, "the value is a bound or no number"
	}
	exact, _ = new(big.Rat).SetString(plain)
	info, _ := measure.Info()
	unit := measuredIn(q)
	if unit == info.Unit && e.Get("code").Concept().Has(System, info.Name) {
		return exact, "" // as this library writes it
	}
	if measure == record.ALTRatio || measure == record.ASTRatio {
		return timesUpperLimit(exact, q, e)
	}
	by, ok := scalings[measure][unit]
	if !ok {
		return nil, fmt.Sprintf("the unit %q is none in which %s is known", unit, measure)
	}
	if shown, named := scalings[measure][q.Unit]; named && shown != by {
		return nil, fmt.Sprintf("the code of the unit says %s, and its name %s", unit, q.Unit)
	}
	exact.Add(exact, new(big.Rat).SetInt64(by.shift))
	return exact.Mul(exact, big.NewRat(by.num, by.den)), ""
}

// upperLimit returns the upper limit of normal; false where several are stated that differ. A range of another type is none of normal.
func upperLimit(ranges r4.Element) (high r4.Quantity, agreed bool) {
	for _, one := range ranges.Items() {
		limit := one.Get("high").Quantity()
		if typ := one.At("type.coding.code"); limit == (r4.Quantity{}) || typ.Exists() && !typ.Is("normal") {
			continue
		}
		if high != (r4.Quantity{}) && high != limit {
			return high, false
		}
		high = limit
	}
	return high, true
}

// timesUpperLimit returns the value as a multiple of the upper limit of normal that the laboratory states with it.
func timesUpperLimit(exact *big.Rat, q r4.Quantity, e r4.Element) (*big.Rat, string) {
	high, agreed := upperLimit(e.Get("referenceRange"))
	if !agreed {
		return nil, "the laboratory states several ranges: which of them is that of this person is not known"
	}
	plain, ok := high.Value.Plain()
	limit, isNumber := new(big.Rat).SetString(plain)
	if !ok || !isNumber || limit.Sign() <= 0 {
		return nil, "the laboratory does not state its upper limit of normal"
	}
	if high.Code != q.Code || high.Code == "" && high.Unit != q.Unit {
		return nil, "the upper limit of normal is stated in another unit"
	}
	return exact.Quo(exact, limit), ""
}

// thousandths returns the number with three decimals, and whether that took some away.
func thousandths(exact *big.Rat) (q record.Quantity, rounded bool, err error) {
	text := exact.FloatString(3)
	back, _ := new(big.Rat).SetString(text)
	q, err = record.ParseQuantity(text)
	return q, back.Cmp(exact) != 0, err
}

// yes reads a truth: a boolean, or a value that says present or absent. Without any value, what is observed is there.
func yes(value r4.Element, typ string) truth.Value {
	switch typ {
	case "Boolean":
		said, _ := value.Bool()
		return truth.Of(said)
	case "":
		return truth.Yes
	}
	return truth.Unknown
}
