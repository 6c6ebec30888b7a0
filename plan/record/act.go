package record

import (
	"iter"
	"sync"

	"github.com/oudpath/oudpath/medication"
	"github.com/oudpath/oudpath/plan/civil"
	"github.com/oudpath/oudpath/plan/truth"
	"github.com/oudpath/oudpath/plan/vocabulary"
)

// Means is a set of meanings: what an event does to the person, whatever it is called on paper. Rules watch meanings and not
// kinds of events, so that the same danger by another route meets the same rule.
type Means uint32

// The meanings.
const (
	Puts       Means = 1 << iota // a stated dose is in the body at the time of the act
	Prescribes                   // doses are asked for: one now, or a regimen from a day on
	HandsOver                    // doses are in the person's hand, for named days; each may be taken from the hand-over on
	Permits                      // doses may be handed over on later days without another decision
	Ends                         // a medication stops as a whole, now or on a stated day
	Withholds                    // a due dose is not given by staff, and the medication goes on
	Misses                       // a due dose was not taken
	Tapers                       // the dose goes down by plan, to the end
	Withdraws                    // the person is to be brought through withdrawal
	Contacts                     // an agent that this plan did not give was in the body: told, found or listed
	Clears                       // an agent was looked for and not found, or is no longer taken
	Reverses                     // an antagonist was given against an overdose or as a challenge
	Shows                        // the body was measured, examined, tested or described
	Reviews                      // a history was asked for, or an assessment done
	Goes                         // stage, level of care or medication course changes
	Serves                       // a service, a visit, a plan or a reward happened, or did not
	Says                         // who the person is, why, under which circumstance, with which consent or override
	Dies                         // the person died
	Corrects                     // something on record counts no more
	Keeps                        // what the engine derived
	Loses                        // doses in the person's hand are there no more: lost, stolen, destroyed or returned
	meansEnd
)

// Sets of meanings that rules watch together.
const (
	Doses   = Puts | Prescribes | HandsOver | Permits // doses that reach the person, by whatever route
	Endings = Ends | Tapers                           // a hold is no ending
	Intakes = Puts | Prescribes | HandsOver           // doses that reach the person without another decision
	// TakenHome are doses for days to come that nobody will watch. It is all that a rule about what is in the hand can be about: a
	// dose that was taken is in it no more, and a prescription has put nothing there yet.
	TakenHome = HandsOver | Permits
)

var meansNames = [...]string{"puts", "prescribes", "hands-over", "permits", "ends", "withholds", "misses", "tapers", "withdraws",
	"contacts", "clears", "reverses", "shows", "reviews", "goes", "serves", "says", "dies", "corrects", "keeps", "loses"}

// AllMeans yields every single meaning.
func AllMeans() iter.Seq[Means] {
	return func(yield func(Means) bool) {
		for m := Means(1); m < meansEnd; m <<= 1 {
			if !yield(m) {
				return
			}
		}
	}
}

// Has reports whether every meaning of the other set is in this one.
func (m Means) Has(other Means) bool { return m&other == other }

// Any reports whether the sets have a meaning in common.
func (m Means) Any(other Means) bool { return m&other != 0 }

// Valid reports whether the set is not empty and holds named meanings alone.
func (m Means) Valid() bool { return m != 0 && m < meansEnd }

// String writes the names with a bar between them.
func (m Means) String() string {
	text := ""
	for i, name := range meansNames {
		if m&(1<<i) != 0 {
			if text != "" {
				text += "|"
			}
			text += name
		}
	}
	return text
}

// Sure says how sure it is that an agent was in the body.
type Sure uint8

// The degrees, from the least to the most sure.
const (
	Possible Sure = iota // a dose in the hand that may have been taken
	Reported             // told by the person or by somebody else, or on a list
	Found                // by a test
	Seen                 // given or watched by staff
)

var degrees = vocabulary.Required[Sure]("degree of certainty", []string{
	Possible: "possible", Reported: "reported", Found: "found", Seen: "seen"})

// Valid reports whether s is one of the degrees.
func (s Sure) Valid() bool { return degrees.Valid(s) }

// String returns the name of the degree.
func (s Sure) String() string { return degrees.Name(s) }

// Act is one meaning of an event, for one substance or agent. It follows from the event alone: what it says of amounts and days
// is what the event states, and what the event leaves open stays open.
type Act struct {
	Means     Means
	Substance medication.Substance // zero: none of the catalogue (an agent, a measurement), or see Whatever
	Whatever  bool                 // every medication that goes on: a discharge, a death
	Product   medication.Product   // the zero Product: not stated
	Dose      medication.Mass      // principal mass of one administration, at the most; zero: not stated
	Least     medication.Mass      // the lower end of a range that an order states, of which Dose is the upper one; zero: no range
	PerDay    int                  // administrations a day, at least 1 for acts about doses
	Day       medication.Mass      // principal mass of a day: Dose times PerDay, or the sum of unequal parts; zero: not stated
	Once      bool                 // one administration now; else a regimen
	Late      bool                 // it is the dose of the day before, if that day alone was left out
	Schedule  medication.Schedule  // of a regimen; zero: not stated
	First     int                  // first day of the doses, counted in civil days from the day of the event
	FirstOn   civil.Date           // the first day as a date, where the event states one: it goes before First
	Days      int                  // number of days; 0: open end
	Closed    int                  // how many of them are for days on which the clinic is closed
	On        civil.Date           // Ends: the day on which the medication ends; zero: now
	Classes   medication.ClassSet  // contacts: the classes of the agent
	Agent     string               // contacts: the agent for a reader
	Analyte   Analyte              // contacts and clearings by a test
	Unclassed bool                 // contacts: no table knows the agent
	Sure      Sure
	Gradual   truth.Value // endings: slowly
	Continues truth.Value // endings: the medication goes on elsewhere
	Left      bool        // the person has gone, and nobody can refuse that
	Reason    Reason
	GoesOn    bool // contacts: the agent goes on being taken after the event
}

// DayLeast returns the principal mass of a day at the least: Day, where the act states no range.
func (a *Act) DayLeast() medication.Mass {
	if a.Least.IsZero() {
		return a.Day
	}
	return a.Least.Times(uint32(a.PerDay))
}

// fewActs is how many acts nearly every event has at most.
const fewActs = 4

// Acts are the meanings of one event, by value.
type Acts struct {
	few        [fewActs]Act
	more       []Act
	n          int
	means      Means
	substances medication.SubstanceSet
	whatever   bool
	bare       bool // an act without a substance of the catalogue

	dose DoseGiven // what the acts are those of, and of nothing else; the zero DoseGiven: of something else
}

// next appends an act that says nothing yet, for the caller to fill in before the next one.
func (a *Acts) next() *Act {
	a.n++
	if a.n > fewActs {
		a.more = append(a.more, Act{})
		return &a.more[len(a.more)-1]
	}
	act := &a.few[a.n-1]
	*act = Act{}
	return act
}

// add appends an act.
func (a *Acts) add(act Act) { *a.next() = act }

// sum works out what the acts come to.
func (a *Acts) sum() {
	for act := range a.All() {
		a.means |= act.Means
		a.whatever = a.whatever || act.Whatever
		if act.Substance.Valid() {
			a.substances |= medication.SetOf(act.Substance)
		} else {
			a.bare = true
		}
	}
}

// says adds a meaning without a substance.
func (a *Acts) says(means Means) { a.next().Means = means }

// Len returns the number of acts.
func (a *Acts) Len() int { return a.n }

// All yields the acts in the order in which the event states them.
func (a *Acts) All() iter.Seq[*Act] {
	return func(yield func(*Act) bool) {
		for i := range min(a.n, fewActs) {
			if !yield(&a.few[i]) {
				return
			}
		}
		for i := range a.more {
			if !yield(&a.more[i]) {
				return
			}
		}
	}
}

// Means returns the union of the meanings.
func (a *Acts) Means() Means { return a.means }

// Concern reports whether an act can matter to a rule about these substances: one of them is meant, or whatever medication goes
// on, or there is an act without a substance of the catalogue, such as a measurement or a contact with another opioid. An empty
// set is every substance.
func (a *Acts) Concern(about medication.SubstanceSet) bool {
	return about.IsEmpty() || a.whatever || a.bare || a.substances.Intersects(about)
}

// Of returns the first act with one of the meanings about one of the substances; an empty set is every substance.
func (a *Acts) Of(means Means, about medication.SubstanceSet) (act *Act, ok bool) {
	if !a.means.Any(means) {
		return nil, false
	}
	for i := range min(a.n, fewActs) {
		if act := &a.few[i]; act.Means.Any(means) && (about.IsEmpty() || about.Has(act.Substance)) {
			return act, true
		}
	}
	for i := range a.more {
		if act := &a.more[i]; act.Means.Any(means) && (about.IsEmpty() || about.Has(act.Substance)) {
			return act, true
		}
	}
	return nil, false
}

// Concerned returns the substances that acts are about; all says that an act can matter to a rule about any of them, as Concern has
// it.
func (a *Acts) Concerned() (about medication.SubstanceSet, all bool) {
	return a.substances, a.whatever || a.bare
}

// About returns the substances of the catalogue that acts name.
func (a *Acts) About() medication.SubstanceSet { return a.substances }

// ActsOf returns what an event means. An event that replaces another has the meaning of its own body and corrects.
func ActsOf(ev *Event) Acts {
	scratch := scratches.Get().(*Acts)
	scratch.Read(ev)
	acts := *scratch
	scratch.more = nil // the caller has it now
	scratches.Put(scratch)
	return acts
}

// scratches are acts to read into. The function in the row of a kind is not known to the compiler, which therefore puts what it is
// given on the heap.
var scratches = sync.Pool{New: func() any { return new(Acts) }}

// Read is ActsOf for many events one after the other: it puts the acts of the event in the place of those before, and nobody may
// hold on to one of them.
func (a *Acts) Read(ev *Event) {
	dose, given := ev.Body.(DoseGiven)
	if given && ev.Replaces == "" && dose == a.dose && dose.Product != "" {
		return // the dose of the day before again, as most events are
	}
	if a.dose = (DoseGiven{}); ev.Replaces == "" {
		a.dose = dose
	}
	a.more, a.n, a.means, a.substances, a.whatever, a.bare = a.more[:0], 0, 0, 0, false, false
	meaning(ev.Body, a)
	if ev.Replaces != "" {
		a.says(Corrects)
	}
	a.sum()
}
