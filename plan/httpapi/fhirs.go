package httpapi

import (
	"encoding/json"
	"errors"
	"net/http"

	"github.com/oudpath/oudpath/plan"
	"github.com/oudpath/oudpath/plan/fhir"
	"github.com/oudpath/oudpath/plan/ledger"
	"github.com/oudpath/oudpath/plan/record"
)

// fhirResource is a Bundle or another resource of FHIR R4, which is described there.
type fhirResource map[string]any

// importedForm is what became of a record of other software.
type importedForm struct {
	Version   ledger.Version `json:"version"`
	Person    string         `json:"person"`    // the Patient whose record it is: type and ID
	Resources []resourceForm `json:"resources"` // what became of each, in the order in which they stand
	Judged    []judgedForm   `json:"judged"`    // the new events in the order of time
	Proposed  []rawEvent     `json:"proposed"`  // orders that do not stand yet, to be asked about; nothing of them is recorded
	Recorded  []rawEvent     `json:"recorded"`  // with what the engine derived
	// Differing are all events that are on record with another content, which stays until somebody corrects it.
	Differing []record.EventID `json:"differing,omitempty"`
	Appeared  []plan.Finding   `json:"appeared,omitempty"`
	Withdrawn []deviationForm  `json:"withdrawn,omitempty"`
}

type resourceForm struct {
	Resource   string           `json:"resource"` // type and ID
	Path       string           `json:"path"`     // where it stands in what was sent
	Understood bool             `json:"understood"`
	Events     []record.EventID `json:"events,omitempty"`    // what it became, new or on record already
	Proposed   []record.EventID `json:"proposed,omitempty"`  // what it asks for
	Differing  []record.EventID `json:"differing,omitempty"` // of events: those on record with another content
	Notes      []noteForm       `json:"notes,omitempty"`
}

type noteForm struct {
	Why     fhir.Why `json:"why"`
	Element string   `json:"element,omitempty"` // missing: all of the resource
	Text    string   `json:"text"`
	Settled bool     `json:"settled"` // nobody has to look at it
}

// judgedForm is an event with what was decided about it. An order that is not allowed is not on record; that the person has the medicine
// is, as an event of its own behind it.
type judgedForm struct {
	ID       record.EventID `json:"id"`
	Text     string         `json:"text"`
	Decision plan.Decision  `json:"decision"`
}

// imports is how often an import is tried where somebody else writes to the same plan.
const imports = 3

// importFHIR takes a record of other software into a plan: what was understood is judged in its place in time. A repetition changes
// nothing, because events are named after their resources.
func (q *request) importFHIR() (*answer, error) {
	expect, err := q.expectation()
	if err != nil {
		return nil, err
	}
	data, err := q.read()
	if err != nil {
		return nil, err
	}
	reader := q.api.Records
	reader.AsOf, reader.Zone, reader.Person = q.began, q.api.Ledger.Engine().Zone(), q.param("person")
	reader.Drafts, reader.Trust = nil, false
	rec, err := fhir.FromBundle(data, reader)
	if err != nil {
		return nil, err
	}
	var is struct {
		ResourceType string `json:"resourceType"`
	}
	if err := json.Unmarshal(data, &is); err != nil || is.ResourceType == "" {
		return nil, faultMalformed.with("it is no resource of FHIR")
	}
	if rec.Person == "" {
		return nil, faultPerson.with("nobody is named in it")
	}
	for i := range rec.Events {
		rec.Events[i].Actor = q.who
	}
	var add fhir.Addition
	var out ledger.Amendment
	for try := range imports {
		add, out, err = q.takeIn(rec, expect)
		if !errors.Is(err, ledger.ErrConflict) || expect != (ledger.Expectation{}) || try == imports-1 {
			break
		}
	}
	if err != nil {
		return nil, unfit(err)
	}
	return jsonAnswer(http.StatusOK, imported(rec, &add, &out), etag(out.Version))
}

// takeIn puts what the record adds on record of the plan as it is now.
func (q *request) takeIn(rec *fhir.Record, expect ledger.Expectation) (add fhir.Addition, out ledger.Amendment, err error) {
	have, err := q.api.Ledger.Open(q.Context(), q.plan)
	switch {
	case err == nil:
	case errors.Is(err, ledger.ErrUnknownPlan) && expect == ledger.NewPlan():
		have = ledger.Snapshot{Plan: q.api.Ledger.Engine().Open(q.plan)}
	default:
		return add, out, err
	}
	if add, err = rec.Onto(q.api.Ledger.Engine(), have.Plan); err != nil {
		return add, out, err
	}
	if len(add.Events) > mostTold {
		return add, out, faultLarge.with("%d events at most, and more are in it: send it in parts", mostTold)
	}
	if expect == (ledger.Expectation{}) {
		expect = ledger.At(have.Version) // what was added was worked out for this one
	}
	out, err = q.api.Ledger.Amend(q.Context(), q.plan, ledger.Batched{Events: add.Events, Expect: expect})
	return add, out, err
}

func imported(rec *fhir.Record, add *fhir.Addition, out *ledger.Amendment) importedForm {
	f := importedForm{Version: out.Version, Person: rec.Person, Resources: []resourceForm{}, Judged: []judgedForm{},
		Proposed: rawEvents(rec.Proposed), Differing: add.Differing, Recorded: rawEvents(out.Recorded),
		Appeared: out.Appeared, Withdrawn: deviationsOf(out.Withdrawn)}
	for i := range out.Decisions {
		ev := &add.Events[i]
		f.Judged = append(f.Judged, judgedForm{ev.ID, record.Describe(ev.Body), out.Decisions[i]})
	}
	differing := make(map[record.EventID]bool)
	for _, id := range add.Differing {
		differing[id] = true
	}
	for i := range rec.Accounts {
		f.Resources = append(f.Resources, resourceOf(&rec.Accounts[i], differing))
	}
	return f
}

func resourceOf(a *fhir.Account, differing map[record.EventID]bool) resourceForm {
	row := resourceForm{Resource: a.Resource, Path: a.Path, Understood: a.Understood()}
	for _, o := range a.Events {
		if differing[o.Event] {
			row.Differing = append(row.Differing, o.Event)
		} else {
			row.Events = append(row.Events, o.Event)
		}
	}
	for _, o := range a.Proposed {
		row.Proposed = append(row.Proposed, o.Event)
	}
	for _, n := range a.Notes {
		row.Notes = append(row.Notes, noteForm{n.Why, n.Element, n.Text, n.Why.Settled()})
	}
	return row
}
