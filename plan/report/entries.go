package report

import (
	"slices"
	"time"

	"github.com/oudpath/oudpath/medication"
	"github.com/oudpath/oudpath/plan"
	"github.com/oudpath/oudpath/plan/calendar"
	"github.com/oudpath/oudpath/plan/civil"
	"github.com/oudpath/oudpath/plan/record"
	"github.com/oudpath/oudpath/stages/scale"
)

// Sort says in a word what an entry is to somebody who looks at a path.
type Sort string

// The sorts of entries.
const (
	Given    Sort = "given"    // a dose, by staff
	Taken    Sort = "taken"    // a dose, without staff
	Missed   Sort = "missed"   // a dose did not happen
	Withheld Sort = "withheld" // a dose was held back
	Supplied Sort = "supplied" // doses for other days were handed over
	Planned  Sort = "planned"  // a dose of a calendar: proposed, and not on record
	Score    Sort = "score"
	Used     Sort = "use"   // return to use
	Harm     Sort = "harm"  // overdose, precipitated withdrawal, adverse event, death
	Absent   Sort = "visit" // a visit or session that was missed
	Turn     Sort = "turn"  // what changes the treatment: a pregnancy, doses that were lost
)

// Entry is something that happened on a day: what the drawings show beside the positions of the pathways and the findings.
type Entry struct {
	Day  civil.Date `json:"day"`
	Sort Sort       `json:"sort"`
	Text string     `json:"text"`
	// Product and Dose are of entries about doses, as far as they are known: the dose is that of the principal substance, each time.
	Product   medication.ProductID `json:"product,omitempty"`
	Substance string               `json:"substance,omitempty"`
	Dose      medication.Mass      `json:"dose,omitzero"`
	// First and Last are the days that a supply is for.
	First civil.Date `json:"first,omitzero"`
	Last  civil.Date `json:"last,omitzero"`
	// Scale and Total are of scores.
	Scale scale.ID `json:"scale,omitempty"`
	Total int      `json:"total,omitempty"`
	// Standing is of doses that are planned: whether they could be given as they are.
	Standing calendar.Standing `json:"standing,omitempty"`
}

// Propose puts the doses of a calendar beside what is on record, from the day on which the calendar was made. The dose sheet draws them
// as proposals; they are counted nowhere. A dose that is a question to the prescriber has no amount.
func (j *Journey) Propose(c *calendar.Calendar) {
	today := civil.Of(c.AsOf, j.location())
	for i := range c.Days {
		day := &c.Days[i]
		if day.Date.Before(today) {
			continue
		}
		for _, dose := range day.Doses {
			e := Entry{Day: day.Date, Sort: Planned, Text: "proposed: " + dose.Text(), Product: dose.Product, Dose: dose.Amount,
				Standing: day.Standing()}
			if product, ok := medication.Lookup(dose.Product); ok {
				e.Substance = product.Substance().String()
			}
			j.Entries = append(j.Entries, e)
		}
	}
	slices.SortStableFunc(j.Entries, func(a, b Entry) int { return a.Day.Compare(b.Day) })
}

// location is where the days of the journey begin and end: UTC for one that was not replayed.
func (j *Journey) location() *time.Location {
	if j.zone == nil {
		return time.UTC
	}
	return j.zone
}

// Dosing reports whether the entry is about a dose, that happened or did not, or is planned.
func (e *Entry) Dosing() bool {
	return e.Sort == Planned || e.Sort == Given || e.Sort == Taken || e.Sort == Missed || e.Sort == Withheld || e.Sort == Supplied
}

// supplied is for how many days doses were handed over; 0 for what is no supply, and for one beyond the end of the calendar.
func (e *Entry) supplied() int {
	if e.First.IsZero() || e.Last.IsZero() {
		return 0
	}
	return e.Last.Since(e.First) + 1
}

// entryOf is what an event is in a drawing; ok is false for one that no drawing shows as such.
func entryOf(m *plan.Moment, day civil.Date) (e Entry, ok bool) {
	e = Entry{Day: day, Text: record.Describe(m.Body)}
	switch b := m.Body.(type) {
	case record.DoseGiven:
		e.Sort = Given
		return e.dosed(b.Product, b.Dose)
	case record.DoseTaken:
		e.Sort = Taken
		return e.dosed(b.Product, b.Dose)
	case record.DoseMissed:
		e.Sort, e.Substance = Missed, b.Substance.String()
	case record.DoseHeld:
		e.Sort, e.Substance = Withheld, b.Substance.String()
	case record.TakeHomeSupplied:
		e.Sort, e.Substance, e.Product, e.Dose = Supplied, b.Substance.String(), b.Product, b.Dose.Principal
		e.First = day.Add(1)
		if !b.First.IsZero() {
			e.First = b.First
		}
		e.Last = e.First.Add(b.Days - 1)
	case record.Scored:
		e.Sort, e.Scale, e.Total = Score, b.Scale, b.Total
	case record.PregnancyReported:
		e.Sort = Turn
		return e, b.Status == record.Pregnant
	default:
		e.Sort = sortOf(m.Body.Kind())
		return e, e.Sort != ""
	}
	return e, true
}

// dosed is the entry with its product. What reverses an overdose is no dose of a treatment.
func (e Entry) dosed(id medication.ProductID, dose medication.Dose) (Entry, bool) {
	product, known := medication.Lookup(id)
	if known && product.ReversesOverdose() {
		return e, false
	}
	e.Product, e.Dose = id, dose.Principal
	if known {
		e.Substance = product.Substance().String()
	}
	return e, true
}

// sortOf is the sort of events that are drawn by their kind alone; empty for the others.
func sortOf(kind record.Kind) Sort {
	switch kind {
	case record.KindReturnedToUse:
		return Used
	case record.KindOverdosed, record.KindPrecipitatedWithdrawal, record.KindAdverseEvent, record.KindDied:
		return Harm
	case record.KindVisitMissed, record.KindSessionMissed:
		return Absent
	case record.KindDosesLost:
		return Turn
	}
	return ""
}
