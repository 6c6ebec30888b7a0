package scenario

import (
	"fmt"
	"math/big"
	"regexp"
	"slices"
	"strings"

	"github.com/oudpath/oudpath/medication"
	"github.com/oudpath/oudpath/plan/record"
)

// doseText is a dose, with spaces where people leave them and nowhere inside a number.
var doseText = regexp.MustCompile(`^(` + figure + `) ?(` + massUnit + `)?(?: ?/ ?(` + figure + `) ?(` + massUnit + `)?)?$`)

// doseWords is how many words the longest dose has: 8 mg / 2 mg.
const doseWords = 5

var massUnits = map[string]string{"mg": "mg", "milligram": "mg", "milligrams": "mg", "mcg": "mcg", "ug": "mcg",
	"microgram": "mcg", "micrograms": "mcg", "g": "g", "gram": "g", "grams": "g"}

// dose takes "4 mg", "8 mg/2 mg" or "8/2 mg": exactly what is written, or nothing.
func (c *cursor) dose() (d medication.Dose, ok bool) {
	for n := doseWords; n >= 1; n-- {
		text, fits := c.joined(n, " ")
		if !fits {
			continue
		}
		parts := doseText.FindStringSubmatch(text)
		if parts == nil || parts[2] == "" && parts[4] == "" {
			continue
		}
		if trouble := c.trouble(c.pos); trouble != "" {
			c.fail("%s", trouble)
		}
		c.pos += n
		return c.doseOf(parts), true
	}
	c.missed("4 mg", "8 mg/2 mg")
	return medication.Dose{}, false
}

// rangeText is a range of doses: "8 to 16 mg", "8 mg/2 mg to 16 mg/4 mg". A unit that only one end has is that of both. A hyphen is no word
// for it: labels print one between the components of a combination.
var rangeText = regexp.MustCompile(`^` + plainDose + ` to ` + plainDose + `$`)

// plainDose is a dose whose units may be those of another one.
const plainDose = `(` + figure + `) ?(` + massUnit + `)?(?: ?/ ?(` + figure + `) ?(` + massUnit + `)?)?`

// doseRange takes a range of doses, from the lower end to the upper one.
func (c *cursor) doseRange() (least, most medication.Dose, ok bool) {
	for n := 2*doseWords + 1; n >= 1; n-- {
		text, fits := c.joined(n, " ")
		if !fits {
			continue
		}
		parts := rangeText.FindStringSubmatch(text)
		if parts == nil || parts[2] == "" && parts[4] == "" && parts[6] == "" && parts[8] == "" {
			continue
		}
		for _, end := range []string{parts[1], parts[5]} {
			if trouble := slip(end); trouble != "" {
				c.fail("%s", trouble)
			}
		}
		for i := 2; i <= 4; i += 2 { // each end takes the unit that it lacks from the other
			if parts[i] == "" {
				parts[i] = parts[i+4]
			} else if parts[i+4] == "" {
				parts[i+4] = parts[i]
			}
		}
		least, most = c.doseOf(parts[:5]), c.doseOf(append(parts[:1:1], parts[5:]...))
		if most.Principal.Compare(least.Principal) <= 0 && c.err == nil {
			c.fail("%q is no range: write the lower dose first, %s to %s", text, most, least)
		}
		if least.Companion.IsZero() != most.Companion.IsZero() {
			c.fail("%q: write the second component of both doses, or of neither", text)
		}
		c.pos += n
		return least, most, true
	}
	return least, most, false
}

// hyphened refuses a range with a hyphen, and says how an order states it.
func (c *cursor) hyphened() {
	parts := hyphenText.FindStringSubmatch(c.clause(doseWords))
	if parts == nil {
		return
	}
	unit := " " + massUnits[parts[3]]
	least, low := medication.ParseMass(parts[1] + unit)
	most, high := medication.ParseMass(parts[2] + unit)
	if low == nil && high == nil && least.Compare(most) < 0 {
		c.fail("%q is a range, and not one amount: an order states one as %s to %s", parts[0], least, most)
	}
}

func (c *cursor) doseOf(parts []string) medication.Dose {
	unit, second := massUnits[parts[2]], massUnits[parts[4]]
	if unit == "" {
		unit = second
	}
	text := parts[1] + " " + unit
	if parts[3] != "" {
		if parts[2] == "" && !larger(parts[1], parts[3]) {
			c.fail("%s/%s %s: a fraction is written as a decimal, 0.5 mg; of two components the first is the larger one", parts[1], parts[3], unit)
		}
		if second == "" {
			second = unit
		}
		text += "/" + parts[3] + " " + second
	}
	d, err := medication.ParseDose(text)
	if err != nil {
		c.fail("%s", strings.TrimPrefix(err.Error(), "medication: "))
	}
	return d
}

// larger reports whether the first of two numbers is the larger one.
func larger(a, b string) bool {
	first, _ := new(big.Rat).SetString(a)
	second, _ := new(big.Rat).SetString(b)
	return first.Cmp(second) > 0
}

// mass takes a mass of one substance.
func (c *cursor) mass() (medication.Mass, bool) {
	at := c.pos
	c.splitDaily()
	d, ok := c.dose()
	if !ok || !d.Companion.IsZero() {
		c.pos = at
		return medication.Mass{}, false
	}
	return d.Principal, true
}

// Words that are taken apart before they are read: "60 mg/day" is "60 mg /day", "10mg+5mg" is "10mg + 5mg".
var (
	dailyText = regexp.MustCompile(`^(.*` + massUnit + `)/(?:day|d)$`)
	sumText   = regexp.MustCompile(`^(.*?` + massUnit + `)\+(\d.*)$`)
)

// splitDaily takes "60 mg/day" apart.
func (c *cursor) splitDaily() {
	for at := c.pos; at < min(c.pos+2, len(c.tokens)); at++ {
		if parts := dailyText.FindStringSubmatch(c.tokens[at].key); parts != nil && !c.tokens[at].quoted {
			c.replace(at, parts[1], "/day")
		}
	}
}

// replace puts several words in the place of one.
func (c *cursor) replace(at int, words ...string) {
	tokens := make([]token, len(words))
	for i, word := range words {
		tokens[i] = token{text: word, key: word}
	}
	tokens[len(tokens)-1].ends = c.tokens[at].ends
	c.tokens = slices.Concat(c.tokens[:at], tokens, c.tokens[at+1:])
}

// hyphenText is how labels in the United States print two components, and others a range: "8-2 mg", "8 mg-2 mg".
var hyphenText = regexp.MustCompile(`^(` + figure + `) ?` + massUnit + `? ?- ?(` + figure + `) ?(` + massUnit + `)\b`)

// needDose is dose for what cannot be left out: a dose of the product.
func (c *cursor) needDose(of medication.Product) medication.Dose {
	if parts := hyphenText.FindStringSubmatch(c.clause(doseWords)); parts != nil {
		unit := massUnits[parts[3]]
		both, err := medication.ParseDose(parts[1] + " " + unit + "/" + parts[2] + " " + unit)
		if err == nil && of.IsValid() && of.Consistent(both) {
			c.fail("%q is a range to some readers: write %s for the two components of %s", parts[0], both, of.ID())
		}
	}
	if counted := containers.FindString(c.clause(doseWords)); counted != "" {
		c.fail("%q: write the dose in mg; how much one of them holds depends on the product", counted)
	}
	d, ok := c.dose()
	if !ok {
		c.unknown("dose with its unit", "4 mg", "8 mg/2 mg")
	}
	return d
}

// unitOf is a unit in which a value may be written. What it converts to is in the unit of the measure.
type unitOf struct {
	names []string // without spaces; the first is printed
	// One of it is times/over of the unit of the measure, after less has been taken off. Zero: it is that unit.
	less, times, over int64
	source            string // where the conversion is from
}

// same are names of the unit of the measure.
func same(names ...string) []unitOf { return []unitOf{{names: names}} }

// Units that measures have besides their own. Conversions are exact; a result with more than three decimals is written to the
// nearest thousandth, which no scale, thermometer or laboratory reaches.
var (
	pounds = unitOf{names: []string{"lb", "lbs", "pounds", "pound", "[lb-av]"},
		times: 45359237, over: 100000000, source: "the international pound is 0.45359237 kg"}
	fahrenheit = unitOf{names: []string{"°F", "F", "degF", "[degF]", "fahrenheit"}, less: 32, times: 5, over: 9,
		source: "(°F − 32) × 5/9"}
	// Magnesium has two charges, and a molar mass of 24.305 g: a millimole is 2 mEq, and 2.4305 mg in a decilitre.
	milliequivalents = unitOf{names: []string{"mEq/L"}, times: 1, over: 2, source: "two charges"}
	milligrams       = unitOf{names: []string{"mg/dL"}, times: 10000, over: 24305, source: "24.305 g/mol"}
)

// measureUnits are the units in which a value may be written. The first is that of the measure.
var measureUnits = map[record.Measure][]unitOf{
	record.Pulse:             same("/min", "bpm", "beats/min", "perminute", "aminute"),
	record.SystolicPressure:  same("mmHg", "mm[Hg]"),
	record.DiastolicPressure: same("mmHg", "mm[Hg]"),
	record.RespiratoryRate:   same("/min", "breaths/min", "perminute", "aminute"),
	record.OxygenSaturation:  same("%", "percent"),
	record.BodyTemperature:   append(same("Cel", "°C", "C", "celsius"), fahrenheit),
	record.BodyWeight:        append(same("kg"), pounds),
	record.QTc:               same("ms", "msec"),
	record.Potassium:         same("mmol/L", "mEq/L"), // one charge: both are the same number
	record.Magnesium:         append(same("mmol/L"), milliequivalents, milligrams),
	record.ALTRatio:          same("xULN", "{xULN}", "timesULN", "timesnormal", "xnormal"),
	record.ASTRatio:          same("xULN", "{xULN}", "timesULN", "timesnormal", "xnormal"),
	record.EGFR:              same("mL/min/1.73m2", "mL/min/{1.73-m2}", "mL/min"),
	record.ChildPugh:         same("points", "score", "{score}"),
	record.Gestation:         same("weeks", "wk", "week"),
}

// otherUnits are units of the clinic that belong to no measure here, or would need more than a number to be converted.
var otherUnits = []string{"s", "sec", "g", "oz", "st", "stone", "u/l", "iu/l", "umol/l", "mmol", "meq", "mg/dl", "mg%", "kpa"}

var leadingNumber = regexp.MustCompile(`^` + figure)

// needQuantity takes the value of a measure, with its unit or without.
func (c *cursor) needQuantity(m record.Measure) record.Quantity {
	info, _ := m.Info()
	word, number := c.word(), leadingNumber.FindString(c.word())
	if trouble := c.trouble(c.pos); trouble != "" && number != word {
		c.fail("%s", trouble)
	}
	if number == "" {
		c.missed("a number in " + measureUnits[m][0].names[0])
		c.unknown(info.Name, "a number in "+measureUnits[m][0].names[0])
		return record.Quantity{}
	}
	glued, ends := strings.TrimPrefix(word, number), c.tokens[c.pos].ends
	c.pos++
	var unit unitOf
	if glued == "" && !ends {
		unit = c.unit(m)
	} else if glued != "" {
		var ok bool
		if unit, ok = unitNamed(m, glued); !ok {
			c.otherUnit(m, glued)
		}
	}
	q, err := unit.convert(number)
	if err != nil {
		c.fail("%s", strings.TrimPrefix(err.Error(), "record: "))
	}
	if m == record.OxygenSaturation && q.Less(record.Whole(2)) && record.Whole(0).Less(q) {
		c.fail("a saturation of %s %% is none: is it a part of one? Write 98 %% for 0.98", q)
	}
	if len(unit.names) == 0 && asRatio(m) && !q.Less(record.Whole(printed)) {
		c.unitless(m, number)
	}
	return q
}

// convert returns the number in the unit of the measure.
func (u unitOf) convert(number string) (record.Quantity, error) {
	q, err := record.ParseQuantity(number)
	if err != nil || u.times == 0 {
		return q, err
	}
	value, _ := new(big.Rat).SetString(number)
	value.Sub(value, new(big.Rat).SetInt64(u.less))
	return record.ParseQuantity(value.Mul(value, big.NewRat(u.times, u.over)).FloatString(3))
}

// unit takes the unit after a number, if one is there; one that belongs to another measure is an error.
func (c *cursor) unit(m record.Measure) unitOf {
	for n := 3; n >= 1; n-- {
		if key, ok := c.joined(n, ""); ok {
			if unit, ok := unitNamed(m, key); ok {
				c.pos += n
				return unit
			}
		}
	}
	word := c.word()
	known := slices.Contains(otherUnits, word)
	for other := range measureUnits {
		_, its := unitNamed(other, word)
		known = known || its
	}
	if known && word != "" {
		c.otherUnit(m, word)
	}
	return unitOf{}
}

// printed is from what number on a liver enzyme without a unit may be what a laboratory printed: of two digits, as ordinary ones are. It is
// about how people write, and no limit of anything.
const printed = 10

// asRatio reports whether the measure is kept as a multiple of the upper limit of normal, and printed in other units by every laboratory:
// a number alone may be either.
func asRatio(m record.Measure) bool { return m == record.ALTRatio || m == record.ASTRatio }

func (c *cursor) unitless(m record.Measure, number string) {
	info, _ := m.Info()
	unit := measureUnits[m][0].names[0]
	c.fail("%s without a unit is a multiple of normal or the number of a laboratory: write %s %s, or divide by the upper limit of normal of the laboratory",
		info.Name, number, unit)
}

func (c *cursor) otherUnit(m record.Measure, written string) {
	info, _ := m.Info()
	names := make([]string, len(measureUnits[m]))
	for i, unit := range measureUnits[m] {
		names[i] = unit.names[0]
	}
	advice := ""
	if asRatio(m) {
		advice = ": divide by the upper limit of normal of the laboratory"
	}
	c.fail("%s is written in %s: %q is another unit, and is not converted%s", info.Name, strings.Join(names, " or "), written, advice)
}

// unitNamed finds a unit of the measure.
func unitNamed(m record.Measure, text string) (unitOf, bool) {
	for _, unit := range measureUnits[m] {
		if slices.ContainsFunc(unit.names, func(name string) bool { return normal(name) == text }) {
			return unit, true
		}
	}
	return unitOf{}, false
}

// otherwise says in which other unit a value would be one that the measure can have; empty if in none. Whoever leaves out a unit may
// have another one in mind.
func otherwise(body record.Body) string {
	b, measured := body.(record.Measured)
	info, known := b.Measure.Info()
	if !measured || !known {
		return ""
	}
	for _, unit := range measureUnits[b.Measure] {
		if unit.times == 0 {
			continue
		}
		if q, err := unit.convert(b.Value.String()); err == nil && !q.Less(info.Min) && !info.Max.Less(q) {
			return fmt.Sprintf(": %s %s is converted where the unit is written", b.Value, unit.names[0])
		}
	}
	return ""
}
