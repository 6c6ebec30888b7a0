package fhir

import (
	"github.com/oudpath/oudpath/medication"
	"github.com/oudpath/oudpath/plan/civil"
	"github.com/oudpath/oudpath/plan/fhir/r4"
	"github.com/oudpath/oudpath/plan/record"
	"github.com/oudpath/oudpath/plan/truth"
)

// standing is what a status and an intent make of an order.
type standing uint8

const (
	unclear  standing = iota // a status that says nothing
	never                    // it never stood, or was taken back
	proposed                 // it is asked for, and does not stand yet
	inForce                  // it stands
	ended                    // it stood, and does no more
)

// standings of the statuses of a MedicationRequest.
var standings = map[string]standing{"active": inForce, "on-hold": ended, "completed": ended, "stopped": ended, "draft": proposed,
	"cancelled": never, "entered-in-error": never, "ended": ended} // the last as the version after R4 has it

// proposals are the intents of what nobody has ordered.
var proposals = map[string]bool{"proposal": true, "plan": true, "option": true}

// ordered are the intents of what somebody has ordered.
var ordered = map[string]bool{"order": true, "original-order": true, "reflex-order": true, "filler-order": true, "instance-order": true}

func readRequest(x *at) {
	status, intent := x.Get("status"), x.Get("intent")
	stands := standings[status.Text()]
	told, reported := x.told()
	switch not, plain := x.modifies(x.Element, "doNotPerform"); {
	case not:
		x.note(NotInForce, x.Get("doNotPerform"), "it asks that the medicine is not given")
		return
	case !plain:
		x.note(NotUnderstood, x.Get("doNotPerform"), "whether it asks that the medicine is given or is not given cannot be said")
		return
	}
	if x.draft && stands != never {
		x.drafted(stands == ended)
		return
	}
	switch {
	case stands == unclear:
		x.without(status, "its status does not say that it stands")
		return
	case stands == never:
		x.note(NotInForce, status, "%s", status.Text())
		return
	case !told && proposals[intent.Text()]:
		stands = proposed
	case !told && !ordered[intent.Text()]:
		x.note(MisformedIsRead, intent, "its intent is none that R4 knows: it is read as an order")
	}
	m, where, ok := x.medicine()
	switch {
	case !ok:
	case told:
		x.has(m, x.Get("authoredOn"), stands == ended, where, reported)
	case m.rescue():
		x.note(NoMatter, where, "an order of a reversal agent is no supply: what counts is that it is handed over")
	case stands == proposed:
		x.propose(m, where)
	case !m.substance.Valid():
		x.has(m, x.Get("authoredOn"), stands == ended, where)
	default:
		x.order(m, stands == ended, where)
	}
}

// told reports whether the order is one that somebody tells of, by the element that says so: the version after R4 has it under its bare name. One
// that says it in a way that is not known may be.
func (x *at) told() (told bool, by r4.Element) {
	by, who := x.Choice("reported")
	if later := x.Get("reported"); who == "" && later.Exists() {
		by, who = later, "Boolean"
	}
	switch said, isBool := by.Bool(); {
	case who == "":
		return false, by
	case who == "Boolean" && isBool:
		return said, by
	case who != "Reference":
		x.note(NotUnderstood, by, "whether somebody tells of it or orders it here cannot be said")
	}
	return true, by
}

// modifies reads an element that turns what is said into its opposite. It is plain where it is absent, or a boolean with nothing beside it that
// could say that it is not known.
func (x *at) modifies(e r4.Element, name string) (value, plain bool) {
	stated := e.Get(name)
	value, isBool := stated.Bool()
	return value, (isBool || !stated.Exists()) && !e.Get("_"+name).Exists()
}

// drafted reads an order that somebody is about to write, or to end.
func (x *at) drafted(ends bool) {
	m, where, ok := x.medicine()
	switch {
	case !ok || m.trouble != "": // a note says so
	case m.rescue():
		x.note(NoMatter, where, "an order of a reversal agent is no supply: what counts is that it is handed over")
	case ends && m.substance.Valid():
		x.proposal(record.StopMedication{Substance: m.substance, Reason: record.ReasonOther}, x.now(), where) // no code for the reason is read
	case ends:
		x.note(NoMatter, where, "another medicine is about to end")
	case m.product.IsValid():
		x.propose(m, where)
	case m.substance.Valid():
		x.note(NotUnderstood, where, "%s is known, and which product of it is not: it cannot be asked about", m.substance)
	case m.harmless:
		x.note(NoMatter, where, "a medicine that no rule asks about")
	default:
		x.proposal(m.reported(truth.Yes), x.now(), where)
	}
}

// now is the time of reading.
func (x *at) now() r4.Time { return r4.Time{Precision: r4.Instant, Instant: x.AsOf} }

// rescue reports whether the medicine is given against an overdose. Buprenorphine with naloxone is not.
func (m medicine) rescue() bool {
	if m.product.IsValid() {
		return m.product.ReversesOverdose()
	}
	return m.substance == medication.Naloxone || m.substance == medication.Nalmefene
}

// propose adds an order that does not stand yet, at the time of reading where it does not say when it was written.
func (x *at) propose(m medicine, where r4.Element) {
	if !m.product.IsValid() {
		if m.substance.Valid() || m.agent != "" || m.harmless {
			x.note(NotUnderstood, where, "a proposal of %s, of which no product is known: it cannot be asked about", m.generic())
		}
		return
	}
	steps, ok := x.regimens(m)
	if !ok {
		return
	}
	when := x.Get("authoredOn").Time()
	if when.IsZero() || x.draft {
		when = x.now()
	}
	if !laid(steps, when.Date(x.Zone)) {
		x.unlaid()
		return
	}
	if len(steps) > 1 {
		x.note(NotUnderstood, x.Get("dosageInstruction"), "of a proposal with steps the first is asked about: the next ones on their days")
	}
	x.proposal(x.orderOf(m, steps[0], len(steps) > 1), when, x.Get("authoredOn"), where, x.Get("dosageInstruction"))
}

// unlaid notes that the days of the instructions are not known.
func (x *at) unlaid() {
	x.note(NotUnderstood, x.Get("dosageInstruction"), "on which days which of its instructions holds cannot be said")
}

// order adds an order that stands or stood. Where no order can be made of it, that the person has the medicine is said all the same.
func (x *at) order(m medicine, over bool, where r4.Element) {
	authored := x.Get("authoredOn")
	var steps []regimen
	ok := false
	if m.product.IsValid() {
		steps, ok = x.regimens(m)
	} else if m.trouble == "" {
		x.note(NotUnderstood, where, "%s is known, and which product of it is not", m.substance)
	}
	begins := authored.Time().Date(x.Zone)
	if ok && !authored.Time().IsZero() && !laid(steps, begins) {
		x.unlaid()
		ok = false
	}
	if !ok || authored.Time().Precision < r4.Month {
		x.has(m, authored, over, where)
		return
	}
	for i, reg := range steps {
		body, when := x.orderOf(m, reg, len(steps) > 1), authored.Time()
		if end := x.end(); over && (body.Last.IsZero() || end.Before(body.Last)) {
			body.Last = end
		}
		first := body.First
		if first.IsZero() {
			first = begins
		}
		ended := !body.Last.IsZero() && body.Last.Before(first)
		switch {
		case ended && i > 0:
			return // before this step
		case ended:
			x.note(Contradiction, x.Get("status"), "it ended before its first day")
			return
		case i > 0:
			when = r4.Time{Precision: r4.Instant, Instant: first.Start(x.Zone)}
		}
		if i > 0 && when.Instant.After(x.AsOf) {
			x.note(NotInForce, x.Get("dosageInstruction"), "its steps from %s on lie ahead", first)
			return
		}
		x.fact(body, when, authored, where, x.Get("dosageInstruction"), x.Get("dispenseRequest"))
	}
}

// orderOf returns the order that the resource states: of its steps, where it has several, that one.
func (x *at) orderOf(m medicine, reg regimen, several bool) record.Order {
	body := record.Order{Product: m.product.ID(), Dose: reg.dose, Least: reg.least, PerDay: reg.perDay, Parts: reg.parts, Schedule: reg.schedule,
		Route: reg.route, First: reg.first, Last: reg.last, Setting: x.settingOf(x.Get("encounter"))}
	body.Supervised = ownWatchedOf(x.At("dosageInstruction.additionalInstruction").Concept())
	if body.Setting == 0 {
		body.Setting = x.ownSettingOf()
	}
	if purpose := record.Purpose(x.ownWord(ownPurpose, "reasonCode")); purpose.Valid() {
		body.Purpose = purpose
	}
	if body.Setting == 0 && x.Get("category").First().Concept().Has(requestCategory, "inpatient") {
		body.Setting = medication.SettingHospital
	}
	if body.Setting == 0 {
		body.Setting = x.Setting
	}
	if supply := x.Get("dispenseRequest").Get("expectedSupplyDuration"); supply.Exists() {
		if days, ok := days(supply.Quantity()); ok && !several {
			body.SupplyDays = days
		} else if ok {
			x.note(NotUnderstood, supply, "which of its steps are handed out at once is not stated")
		} else {
			x.note(NotUnderstood, supply, "the length of the supply is no number of days")
		}
	}
	return body
}

const requestCategory = "http://terminology.hl7.org/CodeSystem/medicationrequest-category"

// days reads a length of time as whole days.
func days(q r4.Quantity) (n int, ok bool) {
	thousandths, ok := q.Value.Thousandths()
	length := lengths[unit(q)]
	if !ok || thousandths%1000 != 0 || length == 0 || q.Comparator != "" || thousandths < 0 || thousandths > 366_000 {
		return 0, false
	}
	n = int(thousandths/1000) * length
	return n, n >= 1 && n <= 366
}

// lengths are the days of what a length of time is stated in, by UCUM code and as people write it. A month is no number of days.
var lengths = map[string]int{"d": 1, "day": 1, "days": 1, "wk": 7, "wks": 7, "week": 7, "weeks": 7}

// end returns the day on which something that has ended did so at the latest.
func (x *at) end() civil.Date { return x.lastChange().Date(x.Zone) }

// has records that the person has a medicine since a time, and has it no more where it has ended. A time that is not stated is that of
// the last change: by then it was so.
func (x *at) has(m medicine, since r4.Element, over bool, where ...r4.Element) {
	if m.rescue() {
		x.note(NoMatter, where[0], "a reversal agent that is ordered or listed is not known to be in anybody's hand")
		return
	}
	x.had(m, since, r4.Element{}, over, where...)
}

// had is has with an element that says when it ended; where it says nothing, it had ended at the last change.
func (x *at) had(m medicine, since, until r4.Element, over bool, where ...r4.Element) {
	when, changed := since.Time(), x.lastChange()
	ended, stated := changed, x.Get("status")
	if end := until.Time(); over && end.Precision >= r4.Month && !end.Latest(x.Zone).After(x.AsOf) {
		ended, stated = end, until
		if when.IsZero() {
			when, since = end, until // taken until then, since an unknown time
		}
	}
	if when.IsZero() || when.Precision < r4.Day && !m.harmless {
		x.note(NotKnownWhen, since, "since when is not stated: it holds at the last change of the resource")
		when = changed
	}
	x.fact(m.reported(truth.Yes), when, since, where...)
	if over {
		x.fact(m.reported(truth.No), ended, stated, where...)
	}
}

// settingOf returns the setting of the encounter that the reference names; zero where its class does not decide.
func (x *at) settingOf(ref r4.Element) medication.Setting {
	encounter, ok := x.resolve(x.source, ref.Reference())
	if !ok || encounter.Type() != "Encounter" {
		return 0
	}
	class, _ := classOf(encounter)
	return settings[class]
}

// classOf returns the class of an encounter by its code: the first that says where it was; in the version after R4 there is a list of concepts.
// It is known where it is one of v3-ActCode.
func classOf(encounter r4.Resource) (code string, known bool) {
	class := encounter.Get("class")
	codes := []string{class.Get("code").Text()}
	for _, concept := range class.Items() {
		codes = append(codes, codesOf(concept.Concept())...)
	}
	for _, code := range codes {
		if settings[code] != 0 {
			return code, true
		}
		known = known || elsewhereClasses[code]
	}
	return "", known
}

// elsewhereClasses are the other classes of encounters: they do not say where it was, and it was no stay.
var elsewhereClasses = map[string]bool{"AMB": true, "FLD": true, "HH": true, "VR": true, "SS": true, "PRENC": true}

// settings are the classes of encounters (v3-ActCode) that say where it was. An ambulatory one can be any of several.
var settings = map[string]medication.Setting{"IMP": medication.SettingHospital, "ACUTE": medication.SettingHospital,
	"NONAC": medication.SettingHospital, "EMER": medication.SettingEmergency}
