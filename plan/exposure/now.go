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
// their answers rest on.
type Now struct {
	Model *Model
	At    time.Time
	Day   civil.Date
	Acts  *record.Acts
	Notes *Notes
}

// Since returns the time from t to now.
func (n Now) Since(t time.Time) time.Duration { return n.At.Sub(t) }

// Contacts yields the contacts on record, the last of each kind, with whatever classes: doses of this plan, depots by product,
// supplies by product, orders that nobody watched, told uses by class, tests by analyte, challenges, and listed medicines. One
// event may be yielded more than once. The caller maps each to its own window and takes the worst: an older contact of another
// kind can matter where a later one does not.
func (n Now) Contacts() iter.Seq[*Contact] {
	return func(yield func(*Contact) bool) {
		for _, s := range contactSubstances {
			if !n.own(s, yield) {
				return
			}
		}
		_ = n.elsewhere(yield)
	}
}

var contactSubstances = medication.Substances()

// Opioids yields the contacts with opioids, and with agents that may be opioids, as Contacts does.
func (n Now) Opioids() iter.Seq[*Contact] { return n.only((*Contact).Opioid) }

// Of yields the contacts with agents of the classes, as Contacts does; agents whose classes nobody knows are not among them.
func (n Now) Of(classes medication.ClassSet) iter.Seq[*Contact] {
	return n.only(func(c *Contact) bool { return c.Classes.Intersects(classes) })
}

// Antagonists yields the contacts with agents that block the opioid receptor, as Contacts does.
func (n Now) Antagonists() iter.Seq[*Contact] {
	return n.Of(medication.ClassesOf(medication.OpioidAntagonist))
}

func (n Now) only(keep func(*Contact) bool) iter.Seq[*Contact] {
	return func(yield func(*Contact) bool) {
		for c := range n.Contacts() {
			if !keep(c) {
				continue
			}
			n.Notes.Note(c.Event)
			if !yield(c) {
				return
			}
		}
	}
}

// own yields the contacts with a substance of this plan.
func (n Now) own(s medication.Substance, yield func(*Contact) bool) bool {
	t := n.Model.of(s)
	if t == &noTrack {
		return true
	}
	classes := classesOf(s)
	dose := func(in *Intake) *Contact {
		return &Contact{Event: in.Event, At: in.At, Day: in.Day, Agent: s.String(), Substance: s, Product: in.Product,
			Daily: in.DayTotal, Classes: classes, Sure: in.Sure, Dose: true}
	}
	if t.last != nil && !t.last.Product.LongActing() && !yield(dose(t.last)) {
		return false
	}
	if t.last != nil && t.last.Product.LongActing() {
		if in := t.lastByMouth(); in != nil && !yield(dose(in)) {
			return false
		}
	}
	for _, d := range t.depots {
		if !yield(dose(d.Intake)) {
			return false
		}
	}
	if t.implant != nil && !yield(dose(t.implant)) {
		return false
	}
	for _, supply := range t.supplies {
		if c := n.supplied(s, supply); !yield(&c) {
			return false
		}
	}
	if t.until != nil && !yield(t.until) {
		return false
	}
	if c := t.unwatched(); c != nil && len(t.supplies) == 0 {
		c.At, c.Day, c.GoesOn = n.At, n.Day, true
		return yield(c)
	}
	return true
}

// lastByMouth is the last dose that was no depot: the newest day total that no later one reaches.
func (t *track) lastByMouth() *Intake {
	if len(t.highest) == 0 {
		return nil
	}
	return t.highest[0]
}

// supplied is the contact with a supply: it may have been taken up to its last day, or up to now.
func (n Now) supplied(s medication.Substance, supply *Supply) Contact {
	c := Contact{Event: supply.Event, Day: supply.Last, Agent: s.String() + " that was handed out", Substance: s,
		Product: supply.Product, Daily: supply.Daily, Classes: classesOf(s), Sure: record.Possible, Dose: true}
	if n.Day.Before(supply.Last) || n.Day == supply.Last {
		c.At, c.Day, c.GoesOn = n.At, n.Day, true
		return c
	}
	c.At = supply.Last.Add(1).Start(n.Model.zone)
	return c
}

// elsewhere yields the contacts with what this plan did not give.
func (n Now) elsewhere(yield func(*Contact) bool) bool {
	e := n.Model.others()
	var last *Contact
	for _, c := range e.told {
		if c != nil && c != last && !yield(c) {
			return false
		}
		if c != nil {
			last = c
		}
	}
	for _, c := range e.named {
		// A later use of another agent of the same classes, with another window, must not hide it.
		if c != nil && !e.toldLast(c) && !yield(c) {
			return false
		}
	}
	for _, c := range [...]*Contact{e.unclassed, e.shown} {
		if c != nil && c != last && !yield(c) {
			return false
		}
	}
	for _, c := range e.found {
		if c != nil && !yield(c) {
			return false
		}
	}
	for _, c := range e.reversed {
		if c != nil && !yield(c) {
			return false
		}
	}
	return n.listed(e, yield)
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

// listed yields the medicines that are taken, or were until they were stopped.
func (n Now) listed(e *elsewhere, yield func(*Contact) bool) bool {
	for _, m := range e.medicines {
		c := Contact{Event: m.Event, At: n.At, Day: n.Day, Agent: m.Report.Agent, Classes: m.Classes, Unclassed: !m.Known,
			Sure: record.Reported, GoesOn: m.Until == nil}
		c.Substance, _ = record.SubstanceNamed(c.Agent)
		if m.Until != nil {
			c.At, c.Day, c.Stopped = *m.Until, civil.Of(*m.Until, n.Model.zone), true
		}
		if !yield(&c) {
			return false
		}
	}
	return true
}

// LastOf returns the contact with the classes that is the latest in time; ok is false if there is none.
func (n Now) LastOf(classes medication.ClassSet) (last Contact, ok bool) {
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

// InBody says whether an agent of the classes may have been taken within the window. Yes comes with the contact that is the
// latest. No needs somebody who asked: a review of opioid use for opioids, of medicines for others, or a negative test for the
// class, each not older than fresh; a use on record is no review. Unknown comes with the agent that no table classes, if there
// is one.
func (n Now) InBody(classes medication.ClassSet, within time.Duration, asked bool) (Contact, truth.Value) {
	var found, doubtful Contact
	yes, doubt := false, false
	for c := range n.Contacts() {
		if !c.GoesOn && n.Since(c.At) > within {
			continue
		}
		switch {
		case c.Classes.Intersects(classes):
			if !yes || found.At.Before(c.At) {
				found, yes = *c, true
			}
		case c.Unclassed:
			doubtful, doubt = *c, true
		}
	}
	switch {
	case yes:
		n.Notes.Note(found.Event)
		return found, truth.Yes
	case doubt:
		n.Notes.Note(doubtful.Event)
		return doubtful, truth.Unknown
	case asked:
		return Contact{}, truth.No
	}
	return Contact{}, truth.Unknown
}

// Cleared returns the last negative result for the analyte; ok is false if there is none.
func (n Now) Cleared(a record.Analyte) (at time.Time, ok bool) {
	i := a.Index()
	if i < 0 || n.Model.others().cleared[i] == nil {
		return time.Time{}, false
	}
	ev := n.Model.others().cleared[i]
	n.Notes.Note(ev)
	return ev.At, true
}

// FoundBy returns the last positive result for the analyte; ok is false if there is none.
func (n Now) FoundBy(a record.Analyte) (c Contact, ok bool) {
	i := a.Index()
	if i < 0 || n.Model.others().found[i] == nil {
		return Contact{}, false
	}
	n.Notes.Note(n.Model.others().found[i].Event)
	return *n.Model.others().found[i], true
}

// Reversed returns the last dose of an antagonist against an overdose, or of a challenge; ok is false if there is none.
func (n Now) Reversed() (last Contact, ok bool) {
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
func (n Now) Shown() (c Contact, ok bool) {
	shown := n.Model.others().shown
	if shown == nil {
		return Contact{}, false
	}
	n.Notes.Note(shown.Event)
	return *shown, true
}

// Overdose returns the last overdose that the person survived.
func (n Now) Overdose() (ev *record.Event, ok bool) {
	ev = n.Model.others().overdose
	n.Notes.Note(ev)
	return ev, ev != nil
}

// ToldOf returns the last told use of the substance from elsewhere; ok is false if there is none.
func (n Now) ToldOf(s medication.Substance) (c Contact, ok bool) {
	if int(s) >= medication.SubstanceCount || n.Model.others().named[s] == nil {
		return Contact{}, false
	}
	n.Notes.Note(n.Model.others().named[s].Event)
	return *n.Model.others().named[s], true
}

// Told returns the last told use of an agent of the class.
func (n Now) Told(class medication.Class) (c Contact, ok bool) {
	if int(class) >= medication.ClassCount || n.Model.others().told[class] == nil {
		return Contact{}, false
	}
	n.Notes.Note(n.Model.others().told[class].Event)
	return *n.Model.others().told[class], true
}

// Unclassed returns the last told use of an agent that no table knows, or that was not named.
func (n Now) Unclassed() (c Contact, ok bool) {
	if n.Model.others().unclassed == nil {
		return Contact{}, false
	}
	n.Notes.Note(n.Model.others().unclassed.Event)
	return *n.Model.others().unclassed, true
}

// Medicines yields the other medicines on record, taken and stopped, in the order in which they were last reported.
func (n Now) Medicines() iter.Seq[*Medicine] {
	return func(yield func(*Medicine) bool) {
		for _, m := range n.Model.others().medicines {
			if !yield(m) {
				return
			}
		}
	}
}
