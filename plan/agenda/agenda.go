package agenda

import (
	"cmp"
	"fmt"
	"iter"
	"slices"
	"strings"
	"time"

	"github.com/oudpath/oudpath/plan"
	"github.com/oudpath/oudpath/plan/civil"
	"github.com/oudpath/oudpath/plan/evidence"
	"github.com/oudpath/oudpath/plan/record"
)

// Item is one thing to be done for one person.
type Item struct {
	ID       string // the same for the same plan, duty and day on which it became due: "person-1/methadone.ecg.due/2026-03-02"
	Plan     plan.ID
	Duty     record.RuleID // the duty that makes it due; "dose.METHADONE" and "dose.held" for what the record itself makes due
	Group    Group
	Title    string
	Earliest civil.Date // the first day on which it can be done; zero: any time
	Target   civil.Date // the day on which it is to be done
	Latest   civil.Date // the last day on which it is in time
	State    State
	Why      string
	Cites    []evidence.Citation
}

// Group is what kind of thing an item is, in the order in which a day is worked through.
type Group uint8

// The groups.
const (
	Doses Group = iota
	Injections
	Looks // at somebody: after a dose that was held, at the peak, after precipitated withdrawal
	Contacts
	Tests // of urine, blood, the heart
	Examinations
	Reviews
	Supplies // of what reverses an overdose
	Others
)

var groupNames = [...]string{"doses", "injections", "looks", "contacts", "tests", "examinations", "reviews", "supplies", "others"}

// String returns the name of the group.
func (g Group) String() string {
	if int(g) < len(groupNames) {
		return groupNames[g]
	}
	return fmt.Sprintf("invalid group %d", uint8(g))
}

// MarshalText writes the name.
func (g Group) MarshalText() ([]byte, error) { return []byte(g.String()), nil }

// State is how an item stands on the day of the agenda.
type State uint8

// The states, in the order in which they are shown.
const (
	Late  State = iota // the last day has passed, and it is still to be done
	Today              // it is to be done on this day
	Open               // it can be done on this day, and does not have to be yet
)

var stateNames = [...]string{"late", "today", "open"}

// String returns the name of the state.
func (s State) String() string {
	if int(s) < len(stateNames) {
		return stateNames[s]
	}
	return fmt.Sprintf("invalid state %d", uint8(s))
}

// MarshalText writes the name.
func (s State) MarshalText() ([]byte, error) { return []byte(s.String()), nil }

// Options say how an agenda is made.
type Options struct {
	// Seed spreads tests that have to be unexpected over their period: the same seed gives the same days. Keep it from those who are tested.
	Seed uint64
	// Urgent leaves out what is not late or due today.
	Urgent bool
	// PlanReview is after how many days a plan against return to use and overdose is looked at again that does not say so itself; zero: it
	// is not on the agenda. No source gives the days.
	PlanReview int
	// ConsentRenewal is after how many days a consent that was given is asked for again; a consent that is not in it never is. The record
	// does not hold when a consent expires: the form on which it was given does.
	ConsentRenewal map[record.Consent]int
	// Most is how many duties are open for one person at a time; those that need not be done yet wait for them, and Person.More counts them.
	// Zero: FewDuties; negative: all. What is late or due today, and doses, injections and looks at somebody, never wait.
	Most int
}

// FewDuties is how many duties are open at a time for one person where nobody says otherwise: a list of everything is read by nobody.
const FewDuties = 5

// Agenda is a day of a clinic.
type Agenda struct {
	Day    civil.Date
	People []Person // who has items, in the order of their most urgent one, then by plan
}

// Person is what is to be done for one person, most urgent first.
type Person struct {
	Plan  plan.ID
	Items []Item
	More  int // duties that wait until there are fewer before them (Options.Most)
}

// On makes the agenda of a day over plans. It reads each plan as it stands at the end of the day: a dose that was given on it is done. The
// order of the plans does not matter. An error is that of a plan that is none.
func On(e *plan.Engine, day civil.Date, plans iter.Seq[plan.Plan], o Options) (Agenda, error) {
	a := Agenda{Day: day}
	m := maker{engine: e, day: day, at: day.Add(1).Start(e.Zone()).Add(-time.Nanosecond), options: &o, written: make(map[civil.Date]string)}
	for p := range plans {
		items, more, err := m.of(p)
		if err != nil {
			return Agenda{}, fmt.Errorf("agenda: plan %q: %w", p.ID(), err)
		}
		if len(items) > 0 {
			a.People = append(a.People, Person{p.ID(), items, more})
		}
	}
	slices.SortFunc(a.People, func(x, y Person) int {
		return cmp.Or(x.Items[0].compare(&y.Items[0]), cmp.Compare(x.Plan, y.Plan))
	})
	return a, nil
}

// maker makes the items of one plan after another. What a day of a clinic costs is memory for the most part: what is kept between plans is
// room for items, and the days as they are written.
type maker struct {
	engine  *plan.Engine
	day     civil.Date
	at      time.Time // the end of the day
	options *Options

	plan    plan.ID
	kept    []Item  // room, emptied for each plan
	order   []*Item // into kept: an item is long, so what is sorted is where it stands
	written map[civil.Date]string
}

// of makes the items of one plan, and counts those that wait.
func (m *maker) of(p plan.Plan) (items []Item, more int, err error) {
	due, err := m.engine.Due(p, m.at)
	if err != nil {
		return nil, 0, err
	}
	m.plan, m.kept = p.ID(), m.kept[:0]
	err = m.engine.Look(p, m.at, func(v *plan.View) {
		for _, it := range fromRecord(v, m.options) {
			m.keep(&it)
		}
	})
	if err != nil {
		return nil, 0, err
	}
	for i := range due {
		it := m.fromDuty(&due[i])
		m.keep(&it)
	}
	m.order = m.order[:0]
	for i := range m.kept {
		m.order = append(m.order, &m.kept[i])
	}
	slices.SortStableFunc(m.order, (*Item).compare)
	more = m.few()
	items = make([]Item, len(m.order))
	for i, it := range m.order {
		items[i] = *it
		items[i].ID = string(m.plan) + "/" + string(it.Duty) + "/" + m.text(it.anchor())
	}
	return items, more, nil
}

// few leaves as many duties in the order as one person has at a time, the most urgent ones, and counts the others.
func (m *maker) few() (more int) {
	most := cmp.Or(m.options.Most, FewDuties)
	if most < 0 {
		return 0
	}
	all := len(m.order)
	m.order = slices.DeleteFunc(m.order, func(it *Item) bool {
		if it.Group <= Looks {
			return false
		}
		most--
		return most < 0 && it.State == Open
	})
	return all - len(m.order)
}

// keep keeps an item that can be done on the day.
func (m *maker) keep(it *Item) {
	it.Plan, it.State = m.plan, it.on(m.day)
	if it.opens(m.day) && (!m.options.Urgent || it.State != Open) {
		m.kept = append(m.kept, *it)
	}
}

// text writes a day.
func (m *maker) text(day civil.Date) string {
	text, ok := m.written[day]
	if !ok {
		text = day.String()
		m.written[day] = text
	}
	return text
}

// anchor is the day that names the item: its last, which does not move while it waits.
func (it *Item) anchor() civil.Date { return it.Latest }

func (it *Item) on(day civil.Date) State {
	switch {
	case it.Latest.Before(day):
		return Late
	case !day.Before(it.Target):
		return Today
	}
	return Open
}

// opens reports whether it can be done on the day.
func (it *Item) opens(day civil.Date) bool {
	if it.Earliest.IsZero() {
		return !day.Before(it.Target)
	}
	return !day.Before(it.Earliest)
}

func (it *Item) compare(other *Item) int {
	return cmp.Or(cmp.Compare(it.State, other.State), cmp.Compare(it.Group, other.Group), it.Target.Compare(other.Target),
		cmp.Compare(it.Duty, other.Duty))
}

// fromDuty is what a duty makes due. A test that has to be unexpected is put on a day of its period that only the seed knows.
func (m *maker) fromDuty(o *plan.Obligation) Item {
	kind := kindOf(o.Duty)
	it := Item{Duty: o.Duty, Group: kind.group, Title: o.Title, Earliest: o.Earliest, Target: o.Due, Latest: o.Latest, Why: o.Why, Cites: o.Cites}
	if period := o.Latest.Since(o.Earliest); kind.unexpected && !o.Earliest.IsZero() && period > 0 {
		drawn := spread(m.options.Seed, string(m.plan), string(o.Duty), m.text(o.Latest))
		it.Target = o.Earliest.Add(int(drawn % uint64(period+1)))
		it.Earliest = it.Target // before that day nobody sees it
		it.Why += "; unexpected, on a day drawn within its period"
	}
	return it
}

// spread hashes texts with a seed (FNV-1a, 64 bits, mixed).
func spread(seed uint64, texts ...string) uint64 {
	hash := seed ^ 14695981039346656037
	for _, text := range texts {
		for i := range len(text) {
			hash = (hash ^ uint64(text[i])) * 1099511628211
		}
		hash = (hash ^ 0xff) * 1099511628211
	}
	hash ^= hash >> 32
	hash *= 0x9e3779b97f4a7c15
	return hash ^ hash>>29
}

// Counts returns how many items there are in each state and group.
func (a *Agenda) Counts() map[State]map[Group]int {
	counts := map[State]map[Group]int{Late: {}, Today: {}, Open: {}}
	for _, person := range a.People {
		for i := range person.Items {
			counts[person.Items[i].State][person.Items[i].Group]++
		}
	}
	return counts
}

// Items returns the items of everybody, in the order in which a day is worked through: late first, then by group, then by day and person.
func (a *Agenda) Items() (all []Item) {
	for _, person := range a.People {
		all = append(all, person.Items...)
	}
	slices.SortStableFunc(all, func(x, y Item) int { return cmp.Or(x.compare(&y), strings.Compare(string(x.Plan), string(y.Plan))) })
	return all
}
