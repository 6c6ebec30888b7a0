package r4

import (
	"bytes"
	"encoding/binary"
	"sync"
)

// Words are texts that were asked for before, of documents that one goroutine uses: records say the same words again and again, and each
// is made once. What has not been said for long makes room for what is. The zero Words are empty.
type Words struct {
	kept     [128]string
	concepts [32]struct { // as they stand, and what they say
		raw  []byte
		says Concept
	}
}

// common are words of nearly every record.
var common = [...]string{"Bundle", "Patient", "Observation", "Condition", "MedicationRequest", "MedicationStatement", "MedicationAdministration",
	"MedicationDispense", "Medication", "Encounter", "Procedure", "AllergyIntolerance", "resourceType", "subject", "status", "active", "final",
	"completed", "order", "mg", "tablet", "daily", "CodeableConcept", "Reference", "Quantity", "DateTime", "Period", "http://loinc.org",
	"http://snomed.info/sct", "http://www.nlm.nih.gov/research/umls/rxnorm", "http://hl7.org/fhir/sid/icd-10-cm", "http://unitsofmeasure.org",
	"http://terminology.hl7.org/CodeSystem/condition-clinical", "http://terminology.hl7.org/CodeSystem/condition-ver-status",
	"http://terminology.hl7.org/CodeSystem/observation-category", "http://terminology.hl7.org/CodeSystem/medicationrequest-category"}

// begin are the words with which all begin that are borrowed.
var begin = func() (w Words) {
	for _, word := range common {
		w.text([]byte(word))
	}
	return w
}()

var borrowed = sync.Pool{New: func() any { return new(Words) }}

// BorrowWords lends words that know those of nearly every record. Give them back, and nothing of a record stays in them.
func BorrowWords() *Words {
	w := borrowed.Get().(*Words)
	*w = begin
	return w
}

// GiveBack ends the use of words that were borrowed. Nothing may be asked any more of the documents that share them.
func (w *Words) GiveBack() {
	*w = Words{}
	borrowed.Put(w)
}

// longWord is how many bytes a word has at most that is kept: codes, statuses, units, systems.
const longWord = 64

// Sharing returns the same document, which keeps the texts that it is asked for with those of other documents. Only one goroutine may
// use what it returns, and the others that share the words.
func (d *Document) Sharing(words *Words) *Document {
	return &Document{data: d.data, tape: d.tape, root: d.root, marks: d.marks, words: words}
}

// text returns what the bytes say, the text that was made before where it is still kept.
func (w *Words) text(said []byte) string {
	if w == nil || len(said) > longWord {
		return string(said)
	}
	place := placeOf(said) % uint8(len(w.kept))
	first, second := &w.kept[place], &w.kept[place^1]
	switch {
	case *first == string(said):
		return *first
	case *second == string(said):
		return *second
	}
	*first, *second = string(said), *first
	return *first
}

// concept returns what the bytes of an element say as a CodeableConcept, and where it is kept if that is not known yet.
func (w *Words) concept(raw []byte) (says *Concept, known bool) {
	place := &w.concepts[placeOf(raw)%uint8(len(w.concepts))]
	if bytes.Equal(place.raw, raw) {
		return &place.says, true
	}
	place.raw, place.says = raw, Concept{}
	return &place.says, false
}

// placeOf mixes the length with bytes at the beginning, in the middle and at the end: what differs elsewhere alone is rare.
func placeOf(said []byte) uint8 {
	n := len(said)
	mixed := uint64(n)
	if n >= 8 {
		first, middle, last := binary.LittleEndian.Uint64(said), binary.LittleEndian.Uint64(said[(n-8)/2:]), binary.LittleEndian.Uint64(said[n-8:])
		mixed ^= first ^ middle<<1 ^ last<<2
	} else {
		for _, c := range said {
			mixed = mixed<<8 | uint64(c)
		}
	}
	return uint8(mixed * 0x9e3779b97f4a7c15 >> 56)
}
