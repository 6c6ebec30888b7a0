package fhir

import (
	"strings"

	"github.com/oudpath/oudpath/medication"
	"github.com/oudpath/oudpath/plan/fhir/r4"
	"github.com/oudpath/oudpath/plan/record"
	"github.com/oudpath/oudpath/plan/truth"
	"github.com/oudpath/oudpath/plan/vocabulary"
)

// written says who writes an event of each kind. A kind that is not in it is written as a statement: what it is, and what it says.
var written = map[record.Kind]func(*writing, *record.Event) resource{
	record.KindOrder:             writeOrder,
	record.KindDoseGiven:         writeDose,
	record.KindDoseTaken:         writeTaken,
	record.KindDoseMissed:        writeMissed,
	record.KindDoseHeld:          writeMissed,
	record.KindTakeHomeSupplied:  writeSupply,
	record.KindNaloxoneSupplied:  writeNaloxone,
	record.KindMedicineReported:  writeMedicine,
	record.KindScored:            writeScore,
	record.KindMeasured:          writeMeasured,
	record.KindScreened:          writeScreened,
	record.KindPregnancyReported: writePregnancy,
	record.KindOpioidUsed:        writeUse,
	record.KindAllergyReported:   writeAllergy,
	record.KindConditionReported: writeCondition,
	record.KindDiagnosisRecorded: writeDiagnosis,
	record.KindOverdosed:         writeAdverse,
	record.KindAdverseEvent:      writeAdverse,
	record.KindAssessed:          writeAssessed,
	record.KindSessionAttended:   writeAssessed,
	record.KindConsentRecorded:   writeConsent,
}

// state returns the status of a resource: entered-in-error where the event was taken back.
func (w *writing) state(ev *record.Event, status string) r4.String {
	if w.void[ev.ID] {
		status = "entered-in-error"
	}
	return r4.String(status)
}

// productConcept names a product, with the codes of its strength that were seen.
func productConcept(id medication.ProductID, dose medication.Dose) r4.Object {
	product, _ := medication.Lookup(id)
	var codes []r4.Object
	for _, s := range product.Strengths() {
		for _, c := range s.Codes {
			if s.Dose == dose && c.Confirmed() && c.Brand == "" && c.System == vocabulary.RxNorm {
				codes = append(codes, obj("system", r4.String(c.System), "code", r4.String(c.Code)))
			}
		}
	}
	if !product.IsValid() {
		return concept(string(id))
	}
	return concept(product.Name(), append(codes, own(ownProduct+string(id)))...)
}

func milligrams(m medication.Mass) r4.Object {
	text, _ := m.MarshalText()
	if len(text) < 3 {
		return nil
	}
	return ucum(string(text[:len(text)-len(" mg")]), "mg", "mg")
}

func writeOrder(w *writing, ev *record.Event) resource {
	b := ev.Body.(record.Order)
	status := "active"
	if day, ok := w.stopped[ev.ID]; ok {
		status = "stopped"
		if b.Last.IsZero() || day.Before(b.Last) {
			b.Last = day
		}
	}
	parts := b.Parts
	if len(parts) == 0 {
		parts = []medication.Mass{b.Dose.Principal}
	}
	var instructions r4.Array
	for _, part := range parts {
		instructions = append(instructions, instruction(b, part))
	}
	strength := b.Dose
	if !b.Least.IsZero() {
		strength = medication.Dose{} // one strength gives both ends, and which one is not ordered
	}
	var supply r4.Object
	if b.SupplyDays > 0 {
		supply = obj("expectedSupplyDuration", ucum(string(r4.Whole(b.SupplyDays)), "days", "d"))
	}
	var purpose r4.Array
	if b.Purpose.Valid() {
		purpose = r4.Array{concept("", own(ownPurpose+string(b.Purpose)))}
	}
	return resource{typ: "MedicationRequest", profile: "us-core-medicationrequest", members: obj(
		"status", w.state(ev, status), "intent", "order", "category", placed(b.Setting), "reasonCode", purpose,
		"medicationCodeableConcept", productConcept(b.Product, strength), "subject", w.person,
		"authoredOn", instant(ev.At), "requester", named(ev.Actor),
		"dosageInstruction", instructions, "dispenseRequest", supply)}
}

// instruction writes one dose of the day.
func instruction(b record.Order, part medication.Mass) r4.Object {
	text := medication.Dose{Principal: part}.String()
	repeat := obj()
	if !b.First.IsZero() || !b.Last.IsZero() {
		repeat = repeat.Set("boundsPeriod", obj("start", r4.String(b.First.String()), "end", r4.String(b.Last.String())))
	}
	if len(b.Parts) == 0 {
		text = b.DayText()
	}
	var route r4.Object
	if b.Route.Valid() {
		route = concept(b.Route.String())
	}
	var additional r4.Array
	if supervised := watched(b.Supervised); supervised != nil {
		additional = r4.Array{supervised}
	}
	return obj("text", text, "additionalInstruction", additional,
		"timing", obj("repeat", append(repeat, often(b)...)), "route", route,
		"doseAndRate", r4.Array{amount(b, part)})
}

// amount writes the dose, or both ends of a range.
func amount(b record.Order, part medication.Mass) r4.Object {
	if b.Least.IsZero() {
		return obj("doseQuantity", milligrams(part))
	}
	return obj("doseRange", obj("low", milligrams(b.Least.Principal), "high", milligrams(part)))
}

// often writes how often a day and on which days, as far as FHIR can say it; nothing for a schedule that is not stated.
func often(b record.Order) r4.Object {
	every, days := b.Schedule.Every(), b.Schedule.Weekdays()
	frequency := max(b.PerDay, 1)
	if len(b.Parts) > 0 {
		frequency = 1
	}
	switch {
	case len(days) > 0:
		var list r4.Array
		for _, d := range days {
			list = append(list, r4.String(strings.ToLower(d.String()[:3])))
		}
		return obj("frequency", r4.Whole(frequency), "dayOfWeek", list)
	case every > 0:
		return obj("frequency", r4.Whole(frequency), "period", r4.Whole(every),
			"periodUnit", "d")
	case b.PerDay > 1:
		return obj("frequency", r4.Whole(frequency))
	}
	return nil
}

func writeDose(w *writing, ev *record.Event) resource {
	b := ev.Body.(record.DoseGiven)
	var route r4.Object
	if b.Route.Valid() {
		route = concept(b.Route.String())
	}
	var where r4.Object
	if b.Setting.Valid() {
		where = concept("", own(ownSetting+b.Setting.String()))
	}
	return resource{typ: "MedicationAdministration", members: obj(
		"status", w.state(ev, "completed"), "category", where, "medicationCodeableConcept", productConcept(b.Product, b.Dose),
		"subject", w.person, "effectiveDateTime", instant(ev.At),
		"performer", r4.Array{obj("function", watched(b.Supervised), "actor", named(ev.Actor))}, "reasonCode", late(b.Late),
		"dosage", obj("route", route, "dose", milligrams(b.Dose.Principal)))}
}

func writeMissed(w *writing, ev *record.Event) resource {
	substance, why := medication.Substance(0), ""
	switch b := ev.Body.(type) {
	case record.DoseMissed:
		substance = b.Substance
	case record.DoseHeld:
		substance, why = b.Substance, string(b.Reason)
	}
	var reason r4.Array
	if why != "" {
		reason = r4.Array{concept(why, own(ownHeld+why))}
	}
	return resource{typ: "MedicationAdministration", members: obj("status", w.state(ev, "not-done"), "statusReason", reason,
		"medicationCodeableConcept", concept(substance.String()), "subject", w.person,
		"effectiveDateTime", instant(ev.At))}
}

// writeTaken writes a dose that the person took unobserved: the person gave it, and nobody else is said to have seen it.
func writeTaken(w *writing, ev *record.Event) resource {
	b := ev.Body.(record.DoseTaken)
	return resource{typ: "MedicationAdministration", members: obj(
		"status", w.state(ev, "completed"), "medicationCodeableConcept", productConcept(b.Product, b.Dose),
		"subject", w.person, "effectiveDateTime", instant(ev.At), "performer", r4.Array{obj("actor", w.person)},
		"reasonCode", late(b.Late), "dosage", obj("dose", milligrams(b.Dose.Principal)))}
}

func writeMedicine(w *writing, ev *record.Event) resource {
	b := ev.Body.(record.MedicineReported)
	members := obj("status", w.state(ev, "active"), "medicationCodeableConcept", concept(b.Agent), "subject", w.person,
		"effectiveDateTime", instant(ev.At))
	if b.Taking == truth.No { // it ended by then
		members = obj("status", w.state(ev, "stopped"), "medicationCodeableConcept", concept(b.Agent), "subject", w.person,
			"effectivePeriod", obj("end", instant(ev.At)))
	}
	if b.OrderedHere == truth.Yes {
		members = members.Set("category", concept("", own(ownOrdered)))
	}
	return resource{typ: "MedicationStatement", members: members}
}

func (r resource) with(name string, value r4.Value) resource {
	r.members = r.members.Set(name, value)
	return r
}

func writeSupply(w *writing, ev *record.Event) resource {
	b := ev.Body.(record.TakeHomeSupplied)
	medicine := concept(b.Substance.String())
	if b.Product != "" {
		medicine = productConcept(b.Product, b.Dose)
	}
	r := w.dispense(ev, medicine).with("daysSupply", ucum(string(r4.Whole(b.Days)), "days", "d"))
	if b.Product == "" || b.Dose.IsZero() {
		return r
	}
	of := record.Order{Product: b.Product, Dose: b.Dose, PerDay: b.PerDay, First: b.First, Schedule: medication.Daily()}
	return r.with("dosageInstruction", r4.Array{instruction(of, b.Dose.Principal)})
}

func writeNaloxone(w *writing, ev *record.Event) resource {
	b := ev.Body.(record.NaloxoneSupplied)
	medicine := concept("opioid overdose reversal agent", own("reversal-agent"))
	if b.Product != "" {
		medicine = productConcept(b.Product, medication.Dose{})
	}
	r := w.dispense(ev, medicine)
	if b.Doses > 0 {
		r = r.with("quantity", obj("value", r4.Whole(b.Doses), "unit", "dose"))
	}
	return r
}

func (w *writing) dispense(ev *record.Event, medicine r4.Object) resource {
	return resource{typ: "MedicationDispense", profile: "us-core-medicationdispense", members: obj(
		"status", w.state(ev, "completed"), "medicationCodeableConcept", medicine, "subject", w.person,
		"whenHandedOver", instant(ev.At))}
}
