package exposure

import (
	"iter"
	"time"

	"github.com/oudpath/oudpath/medication"
	"github.com/oudpath/oudpath/plan/civil"
	"github.com/oudpath/oudpath/plan/record"
	"github.com/oudpath/oudpath/plan/truth"
)

// Notes collects the events that answers rest on, in the order in which they were read. An event may be in it more than once.
type Notes struct{ Read []*record.Event }

// Note adds an event.
func (n *Notes) Note(ev *record.Event) {
	if n != nil && ev != nil {
		n.Read = append(n.Read, ev)
	}
}

// Now is a model at the time of an event that is not in it yet, with what that event means. Its questions note the events that
// their answers rest on. It is for one event: make another for the next, or Begin again.
type Now struct {
	Model *Model
	At    time.Time
	Day   civil.Date
	Acts  *record.Acts
	Notes *Notes

	met contacts
}

// contacts are the contacts on record, listed when the first question about them is asked.
type contacts struct {
	listed    bool
	list      []Contact
	classes   medication.ClassSet // of any of them
	unclassed bool                // one of them may be any agent
}

// Begin makes it the answers for another event, with the room that the ones before have grown.
func (n *Now) Begin(m *Model, at time.Time, day civil.Date, acts *record.Acts, notes *Notes) {
	n.Model, n.At, n.Day, n.Acts, n.Notes = m, at, day, acts, notes
	n.met.listed = false
}

// End forgets the event, and what pointed into its record, and keeps the room.
func (n *Now) End() {
	n.Model, n.Acts, n.Notes = nil, nil, nil
	if n.met.listed {
		clear(n.met.list)
		n.met.listed = false
	}
}

// all lists the contacts once.
func (n *Now) all() *contacts {
	c := &n.met
	if c.listed {
		return c
	}
	c.list, c.classes, c.unclassed, c.listed = c.list[:0], 0, false, true
	for _, s := range contactSubstances {
		n.own(s, c)
	}
	n.elsewhere(c)
	for i := range c.list {
		c.classes = c.classes.Union(c.list[i].Classes)
		c.unclassed = c.unclassed || c.list[i].Unclassed
	}
	return c
}

// add takes a contact in.
func (c *contacts) add(contact *Contact) {
	if contact != nil {
		c.list = append(c.list, *contact)
	}
}

// room returns the next contact of the list, to be filled in.
func (c *contacts) room() *Contact {
	c.list = append(c.list, Contact{})
	return &c.list[len(c.list)-1]
}

// Since returns the time from t to now.
func (n *Now) Since(t time.Time) time.Duration { return n.At.Sub(t) }

// Contacts yields the contacts on record, the last of each kind, with whatever classes: doses of this plan, depots by product,
// supplies by product, orders that nobody watched, told uses by class, tests by analyte, challenges, and listed medicines. One
// event may be yielded more than once. The caller maps each to its own window and takes the worst: an older contact of another
// kind can matter where a later one does not. A contact is lent until the questions about the event end.
func (n *Now) Contacts() iter.Seq[*Contact] {
	return func(yield func(*Contact) bool) {
		list := n.all().list
		for i := range list {
			if !yield(&list[i]) {
				return
			}
		}
	}
}

var contactSubstances = medication.Substances()

// Opioids yields the contacts with opioids, and with agents that may be opioids, as Contacts does.
func (n *Now) Opioids() iter.Seq[*Contact] {
	return func(yield func(*Contact) bool) {
		list := n.all().list
		for i := range list {
			if c := &list[i]; c.Opioid() {
				n.Notes.Note(c.Event)
				if !yield(c) {
					return
				}
			}
		}
	}
}

// Of yields the contacts with agents of the classes, as Contacts does; agents whose classes nobody knows are not among them.
func (n *Now) Of(classes medication.ClassSet) iter.Seq[*Contact] {
	return func(yield func(*Contact) bool) {
		all := n.all()
		if !all.classes.Intersects(classes) {
			return
		}
		for i := range all.list {
			if c := &all.list[i]; c.Classes.Intersects(classes) {
				n.Notes.Note(c.Event)
				if !yield(c) {
					return
				}
			}
		}
	}
}

var antagonistClasses = medication.ClassesOf(medication.OpioidAntagonist)

// Antagonists yields the contacts with agents that block the opioid receptor, as Contacts does.
func (n *Now) Antagonists() iter.Seq[*Contact] { return n.Of(antagonistClasses) }

// own lists the contacts with a substance of this plan.
func (n *Now) own(s medication.Substance, to *contacts) {
	t := n.Model.of(s)
	if t == &noTrack {
		return
	}
	if t.mouth != nil {
		to.dose(s, t.mouth)
	}
	for _, d := range t.depots {
		to.dose(s, d.Intake)
	}
	if t.implant != nil {
		to.dose(s, t.implant)
	}
	for _, supply := range t.supplies {
		n.supplied(s, supply, to.room())
	}
	to.add(t.until)
	if c := t.unwatched(); c != nil && len(t.supplies) == 0 {
		c.At, c.Day, c.GoesOn = n.At, n.Day, true
		to.add(c)
	}
}

// dose takes in a confirmed dose of this plan.
func (c *contacts) dose(s medication.Substance, in *Intake) {
	*c.room() = Contact{Event: in.Event, At: in.At, Day: in.Day, Agent: s.String(), Substance: s, Product: in.Product,
		Daily: in.DayTotal, Classes: classesOf(s), Sure: in.Sure, Dose: true}
}

// supplied is the contact with a supply: it may have been taken up to its last day, or up to now.
func (n *Now) supplied(s medication.Substance, supply *Supply, c *Contact) {
	*c = Contact{Event: supply.Event, Day: supply.Last, Agent: handedOut[s], Substance: s,
		Product: supply.Product, Daily: supply.Daily, Classes: classesOf(s), Sure: record.Possible, Dose: true}
	if n.Day.Before(supply.Last) || n.Day == supply.Last {
		c.At, c.Day, c.GoesOn = n.At, n.Day, true
		return
	}
	c.At = supply.Last.Add(1).Start(n.Model.zone)
}

// handedOut names what was handed out for a reader, by substance.
var handedOut = func() (names [medication.SubstanceCount]string) {
	for _, s := range medication.Substances() {
		names[s] = s.String() + " that was handed out"
	}
	return names
}()

// elsewhere lists the contacts with what this plan did not give.
func (n *Now) elsewhere(to *contacts) {
	e, tested := n.Model.others(), n.Model.results()
	if e == &nothingElse && tested == &noTests {
		return
	}
	var last *Contact
	for _, c := range e.told {
		if c != nil && c != last {
			to.add(c)
			last = c
		}
	}
	for _, c := range e.named {
		// A later use of another agent of the same classes, with another window, must not hide it.
		if c != nil && !e.toldLast(c) {
			to.add(c)
		}
	}
	for _, c := range [...]*Contact{e.unclassed, e.shown} {
		if c != last {
			to.add(c)
		}
	}
	for _, c := range tested.found {
		to.add(c)
	}
	for _, c := range e.reversed {
		to.add(c)
	}
	for _, m := range e.medicines {
		if !n.watched(m) {
			n.medicine(m, to.room())
		}
	}
}

// watched reports whether the medicine is one that was ordered here and that staff gave since: the doses say what was taken, as they do
// under an order of the plan.
func (n *Now) watched(m *Medicine) bool {
	if m.Report.OrderedHere != truth.Yes {
		return false
	}
	seen := n.Model.of(m.Substance).seen
	return m.Substance != 0 && seen != nil && !seen.At.Before(m.Event.At)
}

// toldLast reports whether the contact is the last told use of one of its classes.
func (e *elsewhere) toldLast(c *Contact) bool {
	for _, class := range c.Classes.List() {
		if e.told[class] == c {
			return true
		}
	}
	return false
}

// medicine is the contact with a medicine that is taken, or was until it was stopped.
func (n *Now) medicine(m *Medicine, c *Contact) {
	*c = Contact{Event: m.Event, At: n.At, Day: n.Day, Agent: m.Report.Agent, Classes: m.Classes, Unclassed: !m.Known,
		Sure: m.Sure, GoesOn: m.Until == nil, Substance: m.Substance}
	if m.Until != nil {
		c.At, c.Day, c.Stopped = *m.Until, civil.Of(*m.Until, n.Model.zone), true
	}
}

// LastOf returns the contact with the classes that is the latest in time; ok is false if there is none.
func (n *Now) LastOf(classes medication.ClassSet) (last Contact, ok bool) {
	for c := range n.Contacts() {
		if c.Classes.Intersects(classes) && (!ok || last.At.Before(c.At)) {
			last, ok = *c, true
		}
	}
	if ok {
		n.Notes.Note(last.Event)
	}
	return last, ok
}

// Cleared returns the last negative result for the analyte; ok is false if there is none.
func (n *Now) Cleared(a record.Analyte) (at time.Time, ok bool) {
	i := a.Index()
	if i < 0 || n.Model.results().cleared[i] == nil {
		return time.Time{}, false
	}
	ev := n.Model.results().cleared[i]
	n.Notes.Note(ev)
	return ev.At, true
}

// FoundBy returns the last positive result for the analyte; ok is false if there is none.
func (n *Now) FoundBy(a record.Analyte) (c Contact, ok bool) {
	i := a.Index()
	if i < 0 || n.Model.results().found[i] == nil {
		return Contact{}, false
	}
	n.Notes.Note(n.Model.results().found[i].Event)
	return *n.Model.results().found[i], true
}

// Reversed returns the last dose of an antagonist against an overdose, or of a challenge; ok is false if there is none.
func (n *Now) Reversed() (last Contact, ok bool) {
	for _, c := range n.Model.others().reversed {
		if c != nil && (!ok || last.At.Before(c.At)) {
			last, ok = *c, true
		}
	}
	if ok {
		n.Notes.Note(last.Event)
	}
	return last, ok
}

// Shown returns the last positive challenge: an opioid that it does not name was in the body.
func (n *Now) Shown() (c Contact, ok bool) {
	shown := n.Model.others().shown
	if shown == nil {
		return Contact{}, false
	}
	n.Notes.Note(shown.Event)
	return *shown, true
}

// Overdose returns the last overdose that the person survived.
func (n *Now) Overdose() (ev *record.Event, ok bool) {
	ev = n.Model.others().overdose
	n.Notes.Note(ev)
	return ev, ev != nil
}

// ToldOf returns the last told use of the substance from elsewhere; ok is false if there is none.
func (n *Now) ToldOf(s medication.Substance) (c Contact, ok bool) {
	if int(s) >= medication.SubstanceCount || n.Model.others().named[s] == nil {
		return Contact{}, false
	}
	n.Notes.Note(n.Model.others().named[s].Event)
	return *n.Model.others().named[s], true
}

// Told returns the last told use of an agent of the class.
func (n *Now) Told(class medication.Class) (c Contact, ok bool) {
	if int(class) >= medication.ClassCount || n.Model.others().told[class] == nil {
		return Contact{}, false
	}
	n.Notes.Note(n.Model.others().told[class].Event)
	return *n.Model.others().told[class], true
}

// Unclassed returns the last told use of an agent that no table knows, or that was not named.
func (n *Now) Unclassed() (c Contact, ok bool) {
	if n.Model.others().unclassed == nil {
		return Contact{}, false
	}
	n.Notes.Note(n.Model.others().unclassed.Event)
	return *n.Model.others().unclassed, true
}

// Medicines yields the other medicines on record, taken and stopped, in the order in which they were last reported.
func (n *Now) Medicines() iter.Seq[*Medicine] {
	return func(yield func(*Medicine) bool) {
		for _, m := range n.Model.others().medicines {
			if !yield(m) {
				return
			}
		}
	}
}
