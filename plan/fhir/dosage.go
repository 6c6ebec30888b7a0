package fhir

import (
	"strings"
	"time"

	"github.com/oudpath/oudpath/medication"
	"github.com/oudpath/oudpath/plan/civil"
	"github.com/oudpath/oudpath/plan/fhir/r4"
)

// regimen is what dosage instructions say: the doses of a day, and on which days.
type regimen struct {
	dose        medication.Dose // one administration, the largest where they are unequal, the upper end of a range
	least       medication.Dose // the lower end of a range; zero: no range
	parts       []medication.Mass
	perDay      int // 0: not stated
	schedule    medication.Schedule
	first, last civil.Date
	days        int // how many days it goes on, where that is what is stated; 0: not stated
	route       medication.Route
	depot       bool // the medicine acts for a week or longer
}

// ucumMass are the units of a mass, as UCUM and as people write them.
var ucumMass = map[string]string{"mg": "mg", "g": "g", "ug": "ug", "mcg": "ug", "milligram": "mg", "milligrams": "mg"}

// ucumSystem is the system of codes of UCUM in which case matters.
const ucumSystem = "http://unitsofmeasure.org"

// countUnits are the units that count what is given whole, as drug forms of HL7, as annotations of UCUM and as people write them.
var countUnits = map[string]bool{"tab": true, "tablet": true, "tablets": true, "film": true, "films": true, "strip": true, "strips": true,
	"patch": true, "spray": true, "sprays": true, "syringe": true, "each": true, "ea": true, "dose": true, "1": true, "sltab": true,
	"subl tab": true, "unit": true, "orstrip": true, "capsule": true, "cap": true, "wafer": true,
	"lyophilisate": true, "lyophilisates": true, "pre-filled disposable injection": true,
	"pill": true, "pills": true, "tabs": true, "tbl": true, "capsules": true, "caps": true, "patches": true,
	"syringes": true, "wafers": true}

var volumeUnits = map[string]bool{"ml": true, "milliliter": true, "milliliters": true, "millilitre": true, "millilitres": true}

// unit returns the unit of a quantity: its code, or what stands for a reader, without the braces of an annotation.
func unit(q r4.Quantity) string {
	u := q.Code
	if u == "" || u == "1" || len(u) > 1 && strings.Trim(u, "0123456789") == "" { // a concept of SNOMED CT or dm+d is no unit by itself
		u = q.Unit
	}
	return strings.TrimSuffix(strings.Trim(strings.ToLower(u), "{}[] "), "(s)") // "Film(s)", "tab(s)"
}

// dose turns a quantity into the dose of that medicine. A number of tablets or milliliters needs a known strength; nothing is rounded.
func (m medicine) dose(q r4.Quantity) (dose medication.Dose, trouble string) {
	plain, ok := q.Value.Plain()
	if !ok || plain[0] == '-' {
		return dose, "the dose has no number"
	}
	if q.Comparator != "" {
		return dose, "the dose is a bound and no number"
	}
	u := unit(q)
	mass, isMass := ucumMass[u]
	shown, unitIsMass := ucumMass[strings.ToLower(q.Unit)]
	switch {
	case isMass && unitIsMass && mass != shown:
		return dose, "the code of the unit says " + mass + ", and its name " + shown
	case q.Code != "" && otherKind(unit(r4.Quantity{Unit: q.Unit}), u):
		return dose, "the code and the name of the unit are of two kinds: a mass, a volume, or a number of units"
	case isMass && q.System == ucumSystem && q.Code != "" && q.Code != strings.ToLower(q.Code): // where case tells milli from mega
		return dose, "the unit of the dose is no mass, volume or number of units"
	}
	if isMass {
		principal, err := medication.ParseMass(plain + " " + mass)
		if err != nil {
			return dose, "the dose is no whole number of micrograms up to a kilogram"
		}
		return medication.Dose{Principal: principal, Companion: m.companion(principal)}, ""
	}
	thousandths, exact := q.Value.Thousandths()
	switch {
	case !countUnits[u] && !volumeUnits[u]:
		return dose, "the unit of the dose is no mass, volume or number of units"
	case m.strength.IsZero():
		return dose, "a number of units of a medicine whose strength is not known"
	case volumeUnits[u] != m.liquid:
		return dose, "the strength of the medicine is stated for another unit"
	case !exact || thousandths <= 0 || thousandths > 1_000_000:
		return dose, "the number of units is none that a dose can be made of"
	}
	principal, exactly := m.strength.Principal.Fraction(uint32(thousandths), 1000)
	companion, exactlyToo := m.strength.Companion.Fraction(uint32(thousandths), 1000)
	if !exactly || !exactlyToo {
		return dose, "the dose is no whole number of micrograms"
	}
	return medication.Dose{Principal: principal, Companion: companion}, ""
}

// dosed is a dose that was made of a quantity of a medicine.
type dosed struct {
	product  medication.Product
	strength medication.Dose
	liquid   bool
	quantity r4.Quantity
	dose     medication.Dose
	trouble  string
}

// dose is that of the medicine: most of a record is one dose again and again, and what the last one came to is remembered.
func (in *reading) dose(m medicine, q r4.Quantity) (medication.Dose, string) {
	last := &in.dosed
	if last.quantity != q || last.product != m.product || last.strength != m.strength || last.liquid != m.liquid || q.Value == "" {
		*last = dosed{product: m.product, strength: m.strength, liquid: m.liquid, quantity: q}
		last.dose, last.trouble = m.dose(q)
	}
	return last.dose, last.trouble
}

// doseRange reads both ends of a range. An end that is not stated bounds no dose; two that are one are that dose.
func (m medicine) doseRange(e r4.Element) (least, most medication.Dose, trouble string) {
	low, high := e.Get("low"), e.Get("high")
	if !low.Exists() || !high.Exists() {
		return least, most, "a range with one end is no dose"
	}
	if least, trouble = m.dose(low.Quantity()); trouble != "" {
		return least, most, "the lower end of the range: " + trouble
	}
	if most, trouble = m.dose(high.Quantity()); trouble != "" {
		return least, most, "the upper end of the range: " + trouble
	}
	switch order := least.Principal.Compare(most.Principal); {
	case order > 0:
		return least, most, "the lower end of the range is above the upper one"
	case order == 0:
		return medication.Dose{}, most, ""
	case least.Principal.IsZero():
		return least, most, "a range from no dose at all is a dose as needed: how much of it is taken is not stated"
	case m.product.LongActing():
		return least, most, "a depot is given in one dose, and not in a range"
	case least.Companion.IsZero() != most.Companion.IsZero(): // the strengths give that of one end alone
		least.Companion, most.Companion = medication.Mass{}, medication.Mass{}
	}
	return least, most, ""
}

// companion returns the mass of the second component beside that of the first, as the known strength is made; zero where it is not
// known or no whole number of micrograms.
func (m medicine) companion(principal medication.Mass) medication.Mass {
	if m.strength.IsZero() {
		composed, _ := m.product.Compose(principal)
		return composed.Companion
	}
	num, den := m.strength.Companion.Micrograms(), m.strength.Principal.Micrograms()
	if num == 0 || den == 0 || num > 1<<31 || principal.Micrograms()%den != 0 {
		return medication.Mass{}
	}
	return medication.Micrograms(num * (principal.Micrograms() / den))
}

// instruction reads one dosage instruction.
func (x *at) instruction(m medicine, item r4.Element) (reg regimen, ok bool) {
	rates := item.Get("doseAndRate")
	rate, told := x.rated(m, item, rates)
	var trouble string
	value, typ := rate.Choice("dose")
	switch {
	case !told, typ == r4.Several:
		value, trouble = rates.First(), "several doses at once"
	case typ == "Range":
		reg.least, reg.dose, trouble = m.doseRange(value)
	case typ != "Quantity" && item.Get("text").IsText():
		value, trouble = item, "the dose is stated in words alone"
	case typ != "Quantity":
		value, trouble = item, "no dose is stated"
	default:
		reg.dose, trouble = x.dose(m, value.Quantity())
	}
	if trouble == "" && reg.dose.Principal.IsZero() {
		trouble = "a dose of nothing"
	}
	if trouble != "" {
		x.note(NotUnderstood, value, "%s", trouble)
		return reg, false
	}
	if changed := item.Get("modifierExtension"); changed.Exists() {
		x.note(NotUnderstood, changed, "an extension that is not known changes what it means")
		return reg, false
	}
	if x.neededOnly(item) {
		return reg, false
	}
	reg.route, reg.depot = x.route(item.Get("route")), m.product.LongActing()
	ok = x.timing(item.Get("timing"), &reg) && x.belowLimits(m, item, &reg) && x.borneOut(m, item, &reg)
	return reg, ok
}

// route reads the way of a dose by its name: the first word of a text or display. No codes of routes beside the oral one were seen.
func (x *at) route(e r4.Element) (route medication.Route) {
	if !e.Exists() {
		return 0
	}
	concept := e.Concept()
	all := []string{concept.Text}
	for _, c := range concept.Codings {
		all = append(all, c.Display)
	}
	for _, name := range all {
		for word := range strings.FieldsSeq(strings.ToLower(name)) {
			if route.UnmarshalText([]byte(word)) == nil && route.Valid() {
				return route
			}
		}
	}
	x.note(UnknownCode, e, "which way %q is, is not known", concept.Name())
	return 0
}

// abbreviations are the codes of timings of HL7 (v3-GTSAbbreviation, and those that R4 adds) that say how often a day, or every how many days.
var abbreviations = map[string]rhythm{"QD": {perDay: 1}, "BID": {perDay: 2}, "TID": {perDay: 3}, "QID": {perDay: 4}, "AM": {perDay: 1},
	"PM": {perDay: 1}, "BED": {perDay: 1}, "Q8H": {perDay: 3}, "Q6H": {perDay: 4}, "Q4H": {perDay: 6}, "Q3H": {perDay: 8}, "Q2H": {perDay: 12},
	"Q1H": {perDay: 24}, "QOD": {perDay: 1, apart: 2}, "WK": {perDay: 1, apart: 7}}

var weekdays = map[string]time.Weekday{"sun": time.Sunday, "mon": time.Monday, "tue": time.Tuesday, "wed": time.Wednesday,
	"thu": time.Thursday, "fri": time.Friday, "sat": time.Saturday}

// timing reads how often, on which days, and from when to when. Without any, it is one dose now or a regimen of unknown days.
func (x *at) timing(e r4.Element, reg *regimen) bool {
	if !e.Exists() {
		return true
	}
	repeat := e.Get("repeat")
	if !repeat.Exists() {
		return x.abbreviated(e, reg)
	}
	if bounds, typ := repeat.Choice("bounds"); typ == "Period" {
		period := bounds.Period()
		reg.first, reg.last = period.Start.Date(x.Zone), period.End.Date(x.Zone)
		if bounds.Get("start").Exists() && reg.first.IsZero() || bounds.Get("end").Exists() && reg.last.IsZero() {
			x.note(NotUnderstood, bounds, "the days are bounded by what is no day")
			return false
		}
	} else if n, whole := days(bounds.Quantity()); typ == "Duration" && whole {
		reg.days = n
	} else if typ != "" {
		x.note(NotUnderstood, bounds, "how long it goes on is no number of days")
		return false
	}
	for _, name := range [...]string{"frequencyMax", "periodMax", "count", "countMax"} {
		if value := repeat.Get(name); value.Exists() {
			x.note(NotUnderstood, value, "how often is a range, or a number in all, and no number a day")
			return false
		}
	}
	return x.often(repeat, reg) && x.agrees(e, repeat, reg)
}

// agrees reports whether what else is said of how often is the same: the code of the timing, times of the day, and events of the day.
func (x *at) agrees(e, repeat r4.Element, reg *regimen) bool {
	said := abbreviatedIn(e)
	if said.perDay > 0 && (said.perDay != max(reg.perDay, 1) || reg.schedule != said.schedule() && !reg.schedule.IsZero()) {
		x.note(Contradiction, e, "its code says how often, and its numbers another thing")
		return false
	}
	for _, name := range [...]string{"timeOfDay", "when"} {
		if list := repeat.Get(name); list.Len() > 1 && list.Len() != max(reg.perDay, 1) {
			x.note(Contradiction, list, "it names as many times of the day as there are not doses")
			return false
		}
	}
	return true
}

func (x *at) abbreviated(e r4.Element, reg *regimen) bool {
	if said := abbreviatedIn(e); said.perDay > 0 {
		reg.perDay, reg.schedule = said.perDay, said.schedule()
		return true
	}
	x.note(NotUnderstood, e, "how often is stated in a way that is not known")
	return false
}

// abbreviatedIn returns how often a day the code of a timing says, or its name where no code is known; 0 where neither does, or names say
// different things.
func abbreviatedIn(e r4.Element) (said rhythm) {
	concept := e.Get("code").Concept()
	for _, c := range concept.Codings {
		if one := abbreviations[c.Code]; one.perDay > 0 {
			return one
		}
	}
	for _, c := range append([]r4.Coding{{Display: concept.Text}}, concept.Codings...) {
		switch one := rhythmOf(c.Display); {
		case one.perDay == 0:
		case said.perDay != 0 && (one.perDay != said.perDay || one.apart != said.apart):
			return rhythm{}
		default:
			said = one
		}
	}
	return said
}

// often reads frequency, period and days of the week.
func (x *at) often(repeat r4.Element, reg *regimen) bool {
	frequency, ok := repeat.Get("frequency").Whole()
	if stated := repeat.Get("frequency").Exists(); !stated && atMeals(repeat.Get("when")) || stated && frequency > 1 && !ofTheDay(repeat) {
		x.note(NotUnderstood, repeat, "in what time it is so often is not stated")
		return false
	}
	if !repeat.Get("frequency").Exists() {
		frequency, ok = max(1, repeat.Get("timeOfDay").Len(), repeat.Get("when").Len()), true
	}
	days, count, understood := x.period(repeat, frequency, reg.depot)
	if !ok || !understood || frequency < 1 || count > 24 {
		x.note(NotUnderstood, repeat, "how often is no number of doses a day, or of days between doses")
		return false
	}
	reg.perDay = count
	if list := repeat.Get("dayOfWeek"); list.Exists() {
		var named []time.Weekday
		for _, day := range list.Items() {
			d, ok := weekdays[day.Text()]
			if !ok {
				x.note(NotUnderstood, day, "no day of the week")
				return false
			}
			named = append(named, d)
		}
		if days != 0 && days != 7 && days != 1 {
			x.note(Contradiction, repeat, "days of the week and a number of days between doses")
			return false
		}
		if days == 7 && frequency != len(named) && frequency != 1 {
			x.note(Contradiction, repeat, "as many doses a week as there are not days")
			return false
		}
		if days == 7 {
			reg.perDay = 1
		}
		reg.schedule = medication.OnWeekdays(named...)
		return true
	}
	if days > 0 {
		reg.schedule = medication.EveryDays(uint8(days))
	}
	return true
}

// period returns the days from one day of doses to the next, 0 where none are stated, and how many doses such a day has.
func (x *at) period(repeat r4.Element, frequency int, depot bool) (days, count int, ok bool) {
	period, whole := repeat.Get("period").Whole()
	if !repeat.Get("period").Exists() {
		return 0, frequency, true
	}
	if !whole || period < 1 {
		return 0, 0, false
	}
	switch repeat.Get("periodUnit").Text() {
	case "h":
		if doses := 24 * frequency; doses%period == 0 && doses >= period {
			return 1, doses / period, true
		}
		if period%24 == 0 && frequency == 1 && period/24 <= 255 {
			return period / 24, 1, true
		}
	case "d":
		if period == 1 || frequency == 1 && period <= 255 {
			return period, frequency, true
		}
	case "mo":
		if period == 1 && frequency == 1 && depot {
			return 0, 1, true // one injection: a month is no number of days
		}
	case "wk":
		if frequency == 1 && period*7 <= 255 {
			return period * 7, 1, true
		}
		if period == 1 && repeat.Get("dayOfWeek").Exists() {
			return 7, frequency, true
		}
	}
	return 0, 0, false
}
