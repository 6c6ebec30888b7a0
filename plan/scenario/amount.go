package scenario

import (
	"regexp"
	"slices"
	"strings"

	"github.com/oudpath/oudpath/medication"
	"github.com/oudpath/oudpath/plan/record"
)

// doseText is a dose without spaces: "4mg", "8mg/2mg", "8/2mg".
var doseText = regexp.MustCompile(`^(\d+(?:\.\d+)?)(mg|mcg|ug|g|milligrams?|micrograms?|grams?)?(?:/(\d+(?:\.\d+)?)(mg|mcg|ug|g|milligrams?|micrograms?|grams?)?)?$`)

var massUnits = map[string]string{"mg": "mg", "milligram": "mg", "milligrams": "mg", "mcg": "mcg", "ug": "mcg",
	"microgram": "mcg", "micrograms": "mcg", "g": "g", "gram": "g", "grams": "g"}

// dose takes "4 mg", "8 mg/2 mg" or "8/2 mg".
func (c *cursor) dose() (d medication.Dose, ok bool) {
	for n := 4; n >= 1; n-- {
		key, fits := c.phrase(n)
		parts := doseText.FindStringSubmatch(strings.ReplaceAll(key, "-", ""))
		if !fits || parts == nil || parts[2] == "" && parts[4] == "" {
			continue
		}
		c.pos += n
		return c.doseOf(parts), true
	}
	c.missed("4 mg", "8 mg/2 mg")
	return medication.Dose{}, false
}

func (c *cursor) doseOf(parts []string) medication.Dose {
	unit, second := massUnits[parts[2]], massUnits[parts[4]]
	if unit == "" {
		unit = second
	}
	text := parts[1] + " " + unit
	if parts[3] != "" {
		if second == "" {
			second = unit
		}
		text += "/" + parts[3] + " " + second
	}
	d, err := medication.ParseDose(text)
	if err != nil {
		c.fail("%w", err)
	}
	return d
}

// mass takes a mass of one substance.
func (c *cursor) mass() (medication.Mass, bool) {
	at := c.pos
	d, ok := c.dose()
	if !ok || !d.Companion.IsZero() {
		c.pos = at
		return medication.Mass{}, false
	}
	return d.Principal, true
}

// needDose is dose for what cannot be left out.
func (c *cursor) needDose() medication.Dose {
	d, ok := c.dose()
	if !ok {
		c.unknown("dose with its unit")
	}
	return d
}

// measureUnits are the units in which a value may be written, without spaces. The first is printed; values are never converted.
var measureUnits = map[record.Measure][]string{
	record.Pulse:             {"/min", "bpm", "beats/min", "perminute", "aminute"},
	record.SystolicPressure:  {"mmHg", "mm[Hg]"},
	record.DiastolicPressure: {"mmHg", "mm[Hg]"},
	record.RespiratoryRate:   {"/min", "breaths/min", "perminute", "aminute"},
	record.OxygenSaturation:  {"%", "percent"},
	record.BodyTemperature:   {"Cel", "°C", "C"},
	record.BodyWeight:        {"kg"},
	record.QTc:               {"ms", "msec"},
	record.Potassium:         {"mmol/L", "mEq/L"},
	record.Magnesium:         {"mmol/L"},
	record.ALTRatio:          {"xULN", "{xULN}", "timesULN", "timesnormal", "xnormal"},
	record.ASTRatio:          {"xULN", "{xULN}", "timesULN", "timesnormal", "xnormal"},
	record.EGFR:              {"mL/min/1.73m2", "mL/min/{1.73-m2}", "mL/min"},
	record.ChildPugh:         {"points", "score", "{score}"},
	record.Gestation:         {"weeks", "wk", "week"},
}

var leadingNumber = regexp.MustCompile(`^-?\d+(\.\d+)?`)

// needQuantity takes the value of a measure, with its unit or without.
func (c *cursor) needQuantity(m record.Measure) record.Quantity {
	info, _ := m.Info()
	number := leadingNumber.FindString(c.word())
	if number == "" {
		c.missed("a number in " + measureUnits[m][0])
		c.unknown(info.Name)
		return record.Quantity{}
	}
	q, err := record.ParseQuantity(number)
	if err != nil {
		c.fail("%w", err)
		return record.Quantity{}
	}
	glued := strings.TrimPrefix(c.word(), number)
	ends := c.tokens[c.pos].ends
	c.pos++
	if glued == "" && !ends {
		c.takeUnit(m)
	} else if glued != "" && !isUnit(m, glued) {
		c.fail("%s is written in %s: %q is another unit, and values are not converted", info.Name, measureUnits[m][0], glued)
	}
	return q
}

// takeUnit takes the unit after a number; one that belongs to another measure is an error.
func (c *cursor) takeUnit(m record.Measure) {
	info, _ := m.Info()
	for n := 3; n >= 1; n-- {
		if key, ok := c.phrase(n); ok && isUnit(m, strings.ReplaceAll(key, "-", "")) {
			c.pos += n
			return
		}
	}
	word := c.word()
	for other, units := range measureUnits {
		if other != m && slices.ContainsFunc(units, func(u string) bool { return normal(u) == word }) {
			c.fail("%s is written in %s: %q is another unit, and values are not converted", info.Name, measureUnits[m][0], word)
			return
		}
	}
	if slices.Contains([]string{"s", "sec", "lb", "lbs", "f", "°f", "mg/dl", "u/l", "iu/l", "umol/l"}, word) {
		c.fail("%s is written in %s: %q is another unit, and values are not converted", info.Name, measureUnits[m][0], word)
	}
}

func isUnit(m record.Measure, text string) bool {
	return slices.ContainsFunc(measureUnits[m], func(u string) bool { return normal(u) == text })
}
