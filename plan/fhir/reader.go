package fhir

import (
	"cmp"
	"errors"
	"slices"
	"strings"
	"time"

	"github.com/oudpath/oudpath/medication"
	"github.com/oudpath/oudpath/plan"
	"github.com/oudpath/oudpath/plan/fhir/r4"
	"github.com/oudpath/oudpath/plan/record"
)

// Reader says how the record of one person is read. AsOf and Zone are required.
type Reader struct {
	AsOf time.Time      // when the record was read: nothing in it can be later, and what ended at an unknown time has ended by then
	Zone *time.Location // whose days count where the record states days

	// Person is whose record it is: "Patient/7", or "7". Empty: of the only Patient in it, or of the first one that a resource names.
	Person string

	// Codes says what codes and names mean; nil: DefaultCodes.
	Codes *Codes

	// Market is the place whose products are meant where a name is all that is given: "us" or "gb". Empty: such names identify
	// a product only if it is the only one in the world.
	Market string

	// Setting is where the sender orders and gives medicines outside of hospital and emergency encounters; zero: not known.
	Setting medication.Setting

	// Drafts hold orders that somebody is about to write. They do not stand, whatever their status says: an order of a medicine of the
	// catalogue is in Record.Proposed as that order, one of another medicine as the report that the person takes it, and one that
	// ends a medicine as its end, all at AsOf. A draft goes before what Read is given under the same id.
	Drafts []*r4.Document

	// Questionnaires are forms that are known beside those of the record, each or in Bundles: answers name theirs by its URL. The first of a
	// URL counts. They say nothing of the person.
	Questionnaires []*r4.Document

	// Examination is how long an examination takes at most: signs that are charted one by one within it are those of one. It says how
	// records are read, and is no clinical limit. 0: DefaultExamination.
	Examination time.Duration

	// Trust says that what this library exported is taken from the extension in which the export carries it (Record.Exported). The
	// sender could have changed it: trust nobody but yourself.
	Trust bool
}

// DefaultExamination is how long an examination takes at most where a Reader does not say: a convention of this package.
const DefaultExamination = 15 * time.Minute

// Errors of a Reader.
var (
	ErrReader = errors.New("fhir: a reader needs AsOf and Zone")
	ErrPerson = errors.New("fhir: it is not clear whose record this is")
	ErrNoData = errors.New("fhir: it is neither a Bundle nor another resource")
)

// Record is what a FHIR record says about one person.
type Record struct {
	Person string // type and id of the Patient

	// Events are what stands in the record, in the order of time: raw events for Import.
	Events []record.Event

	// Proposed are orders that do not stand yet, drafts and proposals, in the order of time: for Engine.Check. What a draft of another
	// medicine would come to (Reader.Drafts) is a fact, for Engine.Judge.
	Proposed []record.Event

	// Plan is the plan that was exported; only with Reader.Trust, and empty where nothing was.
	Plan plan.ID

	// Exported are the events that an export of this library carried, as an engine recorded them, in their order of arrival; only with
	// Reader.Trust. They are for Engine.Restore, and the resources they came with are not in Events.
	Exported []record.Event

	// Accounts say what became of each resource, in the order in which they stand; behind them what became of results that reports
	// contain, and what Bundles lack: further pages, the type of a resource.
	Accounts []Account

	asOf time.Time
	zone *time.Location
	with Reader         // that read it
	docs []*r4.Document // what it was read from
}

// Unread counts the elements that nobody asked for, by path: "MedicationRequest.dosageInstruction.patientInstruction". For that the documents, which a
// Record keeps as long as it is kept itself, are read once more, and watched: who only wants the events does not pay for it.
func (rec *Record) Unread() map[string]int {
	var covered r4.Coverage
	if in, err := rec.with.reading(rec.docs, (*r4.Document).Watched); err == nil {
		for i := range in.entries {
			covered.Add(in.entries[i].Resource)
		}
	}
	return covered.Unread()
}

// FromBundle reads a Bundle, or a single resource, from its JSON. Anything else is ErrNoData.
func FromBundle(data []byte, with Reader) (*Record, error) {
	doc, err := r4.Parse(data)
	if err != nil {
		return nil, err
	}
	if _, ok := doc.Root().Resource(); !ok {
		return nil, ErrNoData
	}
	return with.Read(doc)
}

// Read reads resources of one person: Bundles, single resources, or several of either. The same resource may be among them more than
// once, as where a request repeats what a server supplied. A document that is null says nothing, and one without a type is a note.
func (r Reader) Read(docs ...*r4.Document) (*Record, error) {
	words := r4.BorrowWords()
	defer words.GiveBack() // what is kept of the documents shares none
	in, err := r.reading(docs, func(d *r4.Document) *r4.Document { return d.Sharing(words) })
	if err != nil {
		return nil, err
	}
	return in.out, nil
}

// reading reads documents, each after it was prepared.
func (r Reader) reading(docs []*r4.Document, prepared func(*r4.Document) *r4.Document) (*reading, error) {
	if r.AsOf.IsZero() || r.Zone == nil {
		return nil, ErrReader
	}
	if r.Examination == 0 {
		r.Examination = DefaultExamination
	}
	if r.Codes == nil {
		r.Codes = DefaultCodes()
	}
	all := slices.Concat(r.Drafts, docs)
	most := 0
	for _, doc := range all {
		most += max(1, doc.Root().Get("entry").Len())
	}
	out := &Record{asOf: r.AsOf, zone: r.Zone, with: r, docs: all[len(r.Drafts):]}
	in := &reading{Reader: r, out: out, entries: make([]source, 0, most), index: make(map[string]r4.Resource, most),
		codedAs: map[string]medicine{}, single: map[record.EventID]bool{}, instruments: map[codeKey]instrument{}}
	for i, doc := range all {
		doc = prepared(doc)
		for entry := range doc.Entries() {
			in.take(entry, i < len(r.Drafts))
		}
		in.whole(doc.Root())
	}
	in.find()
	if err := in.whose(); err != nil {
		return nil, err
	}
	out.Accounts, out.Events = make([]Account, 0, len(in.entries)), make([]record.Event, 0, len(in.entries))
	in.entries, in.elements = append(in.entries, in.results...), make([]string, 0, 3*len(in.entries))
	for i := range in.entries {
		in.read(&in.entries[i])
	}
	in.ordered()
	return in, nil
}

// ordered puts what was read into its order.
func (in *reading) ordered() {
	out := in.out
	out.Accounts = append(out.Accounts, in.lacking...)
	in.knowFromTheStart()
	out.Events = byTime(out.Events)
	in.sayTwins()
	in.joinSigns()
	out.Proposed = byTime(out.Proposed)
	slices.SortFunc(in.exported, func(a, b exported) int { return cmp.Compare(a.seq, b.seq) })
	for _, e := range in.exported {
		out.Exported = append(out.Exported, e.event)
	}
}

// byTime returns the events in the order of time, those of one time as they stand. An event is large: it is moved once, and not at all where
// the order is that of time already.
func byTime(events []record.Event) []record.Event {
	sorted := true
	for i := 1; i < len(events) && sorted; i++ {
		sorted = !events[i].At.Before(events[i-1].At)
	}
	if sorted {
		return events
	}
	places := make([]int, len(events))
	for i := range places {
		places[i] = i
	}
	slices.SortStableFunc(places, func(a, b int) int { return events[a].At.Compare(events[b].At) })
	in := make([]record.Event, len(events))
	for i, place := range places {
		in[i] = events[place]
	}
	return in
}

// knowFromTheStart puts who the person is before everything else: it was so all the time, and no record says since when it was known.
func (in *reading) knowFromTheStart() {
	first := in.AsOf
	for i := range in.out.Events {
		if in.out.Events[i].At.Before(first) {
			first = in.out.Events[i].At
		}
	}
	for i := range in.out.Events {
		if in.out.Events[i].Body.Kind() == record.KindPersonRegistered {
			in.out.Events[i].At = first
			ev := in.out.Events[i]
			copy(in.out.Events[1:i+1], in.out.Events[:i])
			in.out.Events[0] = ev
		}
	}
}

// reading is one run of a Reader.
type reading struct {
	Reader
	out      *Record
	entries  []source
	index    map[string]r4.Resource // by type and id, and by full URL
	patients []string
	results  []source  // that reports contain
	lacking  []Account // of Bundles: what they should hold and do not
	exported []exported
	codedAs  map[string]medicine     // medicines that were identified, by how they are written
	single   map[record.EventID]bool // signs that were charted by themselves
	written  []byte                  // how the one is written that is asked for
	dosed    dosed                   // the last dose that was understood
	door     record.Door             // through which events come in
	ids      strings.Builder         // holds the IDs of events, one behind the other

	elements []string // room for Origin.Elements
	origins  []Origin // room for the first origin of an account

	instruments map[codeKey]instrument // those that were looked up
	reader      at                     // of one resource after the other

	gone map[string]bool // by type and id: what a Bundle says to be deleted

	home string // the server on which the record is, as far as it is known; what has no server is there
	last spoken // who was named last
}

// source is a resource that is to be read.
type source struct {
	r4.Entry
	typ      string
	server   string         // on which it is; empty: not known
	key      string         // type and id; behind their server where that is not home
	event    record.EventID // of the first event that comes of it
	named    bool           // by an id
	double   bool           // the same stands before it
	disputed bool           // another with the same id stands before it
	older    bool           // a newer version of it is among the resources
	within   r4.Resource    // which contains it; none for one that stands by itself
	draft    bool           // of Reader.Drafts
}

// exported is an event that an export carried, with its place in the order of arrival.
type exported struct {
	seq   int
	event record.Event
}
