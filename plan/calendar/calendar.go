package calendar

import (
	"slices"
	"time"

	"github.com/oudpath/oudpath/medication"
	"github.com/oudpath/oudpath/plan"
	"github.com/oudpath/oudpath/plan/civil"
	"github.com/oudpath/oudpath/plan/evidence"
	"github.com/oudpath/oudpath/plan/record"
)

// Calendar is a proposal for days to come, made from one plan at one time. The functions of this package make it.
type Calendar struct {
	ID      string       // of the schedule, or of what made it: "bup.low-dose.outpatient", "methadone.missed"
	Title   string       // what it is, in one line
	Plan    plan.ID      // whose
	Version plan.Version // what was on record
	AsOf    time.Time    // when it was made
	Basis   plan.Basis   // by which values and rules its days were judged

	// States are circumstances that have to be on record before the first day: without them its orders are judged as ordinary ones.
	States []record.ContextStated
	Days   []Day // in order, each civil day at most once
	// Alternatives says that one of the days happens and the others do not: the days on which somebody may come back.
	Alternatives bool
	// Questions are what a prescriber has to decide before the calendar can go on.
	Questions []Question
	Heeded    []Heed // what happened that the calendar takes into account, oldest first
	Notes     []Note // what is known of such a course, and what is not

	purpose record.Purpose // of its orders, where they need one
	today   civil.Date     // on which it was made
	request Request
}

// Day is one civil day of a calendar.
type Day struct {
	Date    civil.Date
	Number  int                 // of the calendar, from 1: days that happened already count
	Doses   []Dose              // in the order in which they are taken
	Hands   *Hands              // what is handed out for other days; nil: nothing
	Task    string              // what is done besides doses, such as a test; empty: nothing
	Observe []string            // what to look at, and before what
	Why     string              // why this day is as it is
	Cites   []evidence.Citation // who says so
	Limits  []plan.LimitFact    // limits of the jurisdiction that the day was made by: none of them is a dose

	Asked   []Asked // the orders of the day with the answers to them
	Unasked string  // why no order could be judged; empty: they were, or there are none
	// Rests is the earlier day on which this one rests and of which a rule refuses an order: this one was judged as if that had been settled,
	// and is no order until it is. Zero: there is none.
	Rests civil.Date
}

// Dose is one administration. A dose whose Amount is zero is not known: Question names the question that has to be answered.
type Dose struct {
	Product  medication.ProductID
	Amount   medication.Mass // of the principal substance; zero: a question
	After    medication.Span // time since the dose before it on the same day; zero: the source gives none
	If       string          // the condition on which it is given; empty: it is given anyway
	Question string          // the ID of the question that its amount is; empty: none
	Home     bool            // taken without staff, from a supply
	// Setting is where it is given, if that is not where the calendar is for: the programme of a methadone that goes on.
	Setting medication.Setting
}

// Hands is what somebody takes away on a day.
type Hands struct {
	Grant   record.TakeHomeGrant
	Bottles int    // one for each dose of each day that is covered
	Why     string // why so many
}

// Asked is an order of a day with the answer of the engine.
type Asked struct {
	At       time.Time
	Body     record.Body // a record.Order; a record.TakeHomeGrant, and the record.TakeHomeSupplied that follows from it, which is no order
	Decision plan.Decision
}

// Question is what no source answers, or what a source leaves to the prescriber. It is answered in Request.Answers under its ID.
type Question struct {
	ID          string     // unique in its calendar: "day1.dose1"
	Day         civil.Date // the day that waits for it; zero: the whole calendar
	Text        string
	Least, Most medication.Mass // the range that the source gives for a dose; zero: none
	Days        medication.Span // the range that it gives for a time; zero: none
	Limits      []plan.LimitFact
	Cites       []evidence.Citation // who leaves it open; none: nobody was found
}

// Heed is something that happened and that a calendar takes into account.
type Heed struct {
	Event record.EventID // empty where it is the absence of one: a day without a dose
	At    time.Time
	What  string
}

// Note is a statement about a course of treatment with its source.
type Note struct {
	Text  string
	Cites []evidence.Citation
}

// Standing says whether the orders of a day could be given as they are.
type Standing string

// The standings, worst last.
const (
	Free    Standing = "free"     // nothing is ordered on the day
	Allowed Standing = "allowed"  // every order of the day is allowed
	Waits   Standing = "waits"    // something has to be on record first: it is held until then
	Refused Standing = "refused"  // a rule refuses an order of the day
	Open    Standing = "question" // a dose is not known: nothing could be judged
)

// Standing returns the worst of what was said of the day.
func (d *Day) Standing() Standing {
	standing := Free
	if d.Unasked != "" {
		return Open
	}
	for i := range d.Asked {
		switch asked := &d.Asked[i]; {
		case asked.Decision.Status == plan.Refused, asked.Decision.Status == plan.Allowed && len(d.reasons(asked)) > 0:
			return Refused // of a supply, which is a fact and refused by nobody, what it breaks is no reason to offer it
		case asked.Decision.Status == plan.Undetermined:
			standing = Waits
		case asked.Decision.Status == plan.Allowed && standing == Free:
			standing = Allowed
		}
	}
	return standing
}

// reasons returns what stands in the way of one thing that was asked. Doses for days on which nobody can come are granted as such, which a
// supply does not say of itself: what is said of it is a warning (see Warned).
func (d *Day) reasons(asked *Asked) []plan.Finding {
	if _, supply := asked.Body.(record.TakeHomeSupplied); supply && d.Hands != nil && d.Hands.Grant.Days == d.Hands.Grant.ClosureDays {
		return nil
	}
	return asked.Decision.Reasons()
}

// Stands returns the findings that stand in the way of the day, those of each rule once.
func (d *Day) Stands() (all []plan.Finding) {
	for i := range d.Asked {
		for _, f := range d.reasons(&d.Asked[i]) {
			if !slices.ContainsFunc(all, func(other plan.Finding) bool { return other.Rule == f.Rule }) {
				all = append(all, f)
			}
		}
	}
	return all
}

// Warned returns the findings that warn of an order of the day and refuse nothing, those of each rule once. Of a supply, which is a fact and
// refused by nobody, they are also those that would refuse it.
func (d *Day) Warned() (all []plan.Finding) {
	for i := range d.Asked {
		warned := d.Asked[i].Decision.Violated(record.Warning)
		if _, fact := d.Asked[i].Body.(record.TakeHomeSupplied); fact && len(d.Stands()) == 0 {
			warned = append(warned, d.Asked[i].Decision.Violated(record.Block)...)
		}
		for _, f := range warned {
			if !slices.ContainsFunc(all, func(other plan.Finding) bool { return other.Rule == f.Rule }) {
				all = append(all, f)
			}
		}
	}
	return all
}

// Total returns the mass of a substance on the day: at least, without the doses that depend on a condition, and at most, with them.
// Known is false where an amount is a question.
func (d *Day) Total(s medication.Substance) (least, most medication.Mass, known bool) {
	known = true
	for _, dose := range d.Doses {
		product, ok := medication.Lookup(dose.Product)
		if !ok || product.Substance() != s {
			continue
		}
		known = known && !dose.Amount.IsZero()
		most = most.Add(dose.Amount)
		if dose.If == "" {
			least = least.Add(dose.Amount)
		}
	}
	return least, most, known
}

// On returns the day with that date; ok is false if the calendar has none.
func (c *Calendar) On(date civil.Date) (d *Day, ok bool) {
	i, ok := slices.BinarySearchFunc(c.Days, date, func(d Day, on civil.Date) int { return d.Date.Compare(on) })
	if !ok {
		return nil, false
	}
	return &c.Days[i], true
}

// Standing returns the worst standing of the days.
func (c *Calendar) Standing() Standing {
	order := []Standing{Free, Allowed, Waits, Refused, Open}
	worst := 0
	for i := range c.Days {
		worst = max(worst, slices.Index(order, c.Days[i].Standing()))
	}
	if len(c.Questions) > 0 {
		return Open
	}
	return order[worst]
}
