package httpapi

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"net/http"
	"time"

	"github.com/oudpath/oudpath/plan"
	"github.com/oudpath/oudpath/plan/record"
	"github.com/oudpath/oudpath/plan/truth"
)

// Scope is what a caller may be allowed to do.
type Scope string

// The scopes.
const (
	ScopeRead     Scope = "read"     // what is on record of a plan, and what follows from it
	ScopeCheck    Scope = "check"    // ask about an intent, which shows what is on record
	ScopeRecord   Scope = "record"   // facts and intents
	ScopeOverride Scope = "override" // go on although a rule objects, and forced moves
	ScopeAgenda   Scope = "agenda"   // what is due, over all plans
	ScopeFeed     Scope = "feed"     // what changed, over all plans
	ScopeDisclose Scope = "disclose" // hand something out, and read what was handed out
	ScopeExport   Scope = "export"   // the whole journal of a plan, for a backup or a change of software
	ScopeMerge    Scope = "merge"    // say that two plans are of one person, or one of two: for who administers records
	ScopeErase    Scope = "erase"    // remove a plan for good
)

// Purpose is what for somebody asks.
type Purpose string

// The purposes of use.
const (
	PurposeTreatment   Purpose = "treatment"
	PurposePayment     Purpose = "payment"
	PurposeOperations  Purpose = "operations"
	PurposePerson      Purpose = "person"      // the person in treatment asked for it
	PurposeEmergency   Purpose = "emergency"   // a medical emergency
	PurposeProceedings Purpose = "proceedings" // a civil, criminal, administrative or legislative proceeding
)

var purposes = []Purpose{PurposeTreatment, PurposePayment, PurposeOperations, PurposePerson, PurposeEmergency, PurposeProceedings}

// Ask is what a caller wants.
type Ask struct {
	Scope   Scope
	Plan    plan.ID // empty: not about one plan
	Purpose Purpose // empty: the route is not about a person
}

// What a Gate answers.
var (
	ErrUnauthenticated = errors.New("httpapi: it is not known who asks")
	ErrForbidden       = errors.New("httpapi: the caller may not do this")
)

// Gate is the port of authorisation. Both methods are asked on every request, and whatever is not a clear yes is a no.
type Gate interface {
	// Who says who asks; ErrUnauthenticated if that is not known. The actor is written into what is recorded.
	Who(r *http.Request) (record.Actor, error)
	// May is nil if the caller may do this now; ErrForbidden otherwise. It must not depend on whether the plan is on record, so that
	// nobody learns from a refusal whether somebody is in treatment.
	May(ctx context.Context, who record.Actor, ask Ask) error
}

// Entry is a line of the audit trail: who did or was denied what, with which plan, what for. It holds nothing of what is on record.
type Entry struct {
	At        time.Time    `json:"at"`
	Request   string       `json:"request"` // as the answer names it
	Who       record.Actor `json:"who"`
	Operation string       `json:"operation"`
	Scope     Scope        `json:"scope"`
	Plan      plan.ID      `json:"plan,omitempty"`
	Purpose   Purpose      `json:"purpose,omitempty"`
	Status    int          `json:"status"`              // of the answer
	Recipient string       `json:"recipient,omitempty"` // disclosures: to whom
	What      string       `json:"what,omitempty"`      // disclosures: what, in words
	Basis     string       `json:"basis,omitempty"`     // disclosures: on what they rest
	Redacted  string       `json:"redacted,omitempty"`  // why the caller was not shown all of it

	Affiliation string `json:"affiliation,omitempty"` // disclosures: the facility to which the recipient belongs
	Emergency   string `json:"emergency,omitempty"`   // disclosures: the nature of the medical emergency on which they rest
}

// actor is who asked, as the trail and the list of disclosures write it.
type actor struct {
	ID   string `json:"id"`
	Role string `json:"role,omitempty"`
}

// MarshalJSON writes the members under the names above.
func (e Entry) MarshalJSON() ([]byte, error) {
	type bare Entry
	return json.Marshal(struct {
		bare
		Who actor `json:"who"`
	}{bare(e), actor(e.Who)})
}

// Trail is the port of the audit trail.
type Trail interface {
	// Note returns when the entry is durable: the answer to the caller waits for it, and is withheld if there is an error.
	Note(ctx context.Context, e Entry) error
	// Disclosures returns the entries about what was handed out of a plan from a time on, oldest first.
	Disclosures(ctx context.Context, id plan.ID, from time.Time) ([]Entry, error)
}

// Disclosure is what somebody outside shall be given.
type Disclosure struct {
	Recipient   string // by name or class of persons
	Affiliation string // of the recipient with a facility; empty: not stated
	Emergency   string // its nature; empty: not stated
	What        string
	Purpose     Purpose
	At          time.Time
}

// ErrNoConsent says that a disclosure has nothing to rest on.
var ErrNoConsent = errors.New("httpapi: there is no consent to this disclosure")

// Consent is the port that says whether something may be handed out.
type Consent interface {
	// Allows says on what the disclosure rests, in words for the audit trail and the recipient; ErrNoConsent if on nothing.
	Allows(ctx context.Context, p plan.Plan, d Disclosure) (basis string, err error)
}

// OnRecord is the Consent that the plan itself holds: record.ConsentDisclosure covers treatment, payment and operations from the day on
// which it was given until it is withdrawn (42 CFR 2.31 and 2.33). A medical emergency in which no written consent can be had needs none,
// towards medical personnel and as far as it is necessary; the recipient, the facility to which they belong, who disclosed, when, and the
// nature of the emergency are written down at once (42 CFR 2.51(a) and (c), read in copies of the text as amended at 89 FR 12628 and current
// through September 2024, and not in the eCFR itself). Who asks with that purpose says that these hold; without the nature of the emergency
// and the facility it is ErrNoConsent. A host that has to be sure puts its own Consent here. For proceedings against the person, and for whatever else, it is
// ErrNoConsent: these need a consent or an order of their own (42 CFR 2.31(d), 2.12(d)), which no event holds. What the paper says
// besides (recipients, restrictions that were agreed to, an earlier end) is not on record, and not checked.
type OnRecord struct{}

// Allows is that of Consent.
func (OnRecord) Allows(_ context.Context, p plan.Plan, d Disclosure) (string, error) {
	switch d.Purpose {
	case PurposeEmergency:
		if d.Emergency == "" || d.Affiliation == "" {
			return "", fmt.Errorf("%w: the nature of an emergency, and the facility of the recipient, are written down (42 CFR 2.51(c))", ErrNoConsent)
		}
		return "a medical emergency, without consent (42 CFR 2.51)", nil
	case PurposeTreatment, PurposePayment, PurposeOperations:
	default:
		return "", fmt.Errorf("%w: a consent to treatment, payment and operations does not cover it", ErrNoConsent)
	}
	var last *record.ConsentRecorded
	var since time.Time
	for _, m := range p.Timeline() {
		if c, ok := m.Body.(record.ConsentRecorded); ok && !m.Void && c.Consent == record.ConsentDisclosure && !m.At.After(d.At) {
			last, since = &c, m.At
		}
	}
	switch {
	case last == nil:
		return "", fmt.Errorf("%w: none is on record", ErrNoConsent)
	case last.Given != truth.Yes:
		return "", fmt.Errorf("%w: it was withdrawn", ErrNoConsent)
	}
	return "the consent to treatment, payment and operations of " + since.UTC().Format(time.DateOnly), nil
}
