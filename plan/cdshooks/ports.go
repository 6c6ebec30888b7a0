package cdshooks

import (
	"context"
	"errors"
	"time"

	"github.com/oudpath/oudpath/plan/record"
)

// FHIRServer is the FHIR server that a request names.
type FHIRServer struct {
	URL    string // its base
	Token  string // bearer token that the client lends for this request; empty: none. It is a secret
	Issuer string // who called; empty where the service is open
}

// ErrServer says that a FHIR server may not be asked.
var ErrServer = errors.New("cdshooks: this FHIR server is not one that is asked")

// Records is the port to the FHIR servers of clients.
type Records interface {
	// Fetch returns what the server answers to a read or search, relative to its base: a resource, or all pages of a searchset. An answer
	// that is not whole is an error. Whoever implements it decides which servers are asked at all: a request can name any.
	Fetch(ctx context.Context, from FHIRServer, query string) (pages [][]byte, err error)
}

// ErrNobody says that a user of a client is not known.
var ErrNobody = errors.New("cdshooks: this user is not known here")

// Staff is the port to the people who work here.
type Staff interface {
	// Actor returns who a user of a client is, with the role that the host gives that person: no client can state it. ErrNobody if that is
	// not known. The user is the context's userId, "Practitioner/7".
	Actor(ctx context.Context, issuer, user string) (record.Actor, error)
	// MayOverride says whether the actor may override a rule. The engine is asked as well (plan.Config.MayOverride).
	MayOverride(actor record.Actor, rule record.RuleID) bool
}

// Card is what is remembered of a card that was shown.
type Card struct {
	ID          string
	Service     string
	Hook        string
	Issuer      string // to which client; empty where the service is open
	Patient     string // the id, without its type
	User        string
	Given       time.Time // for the first time
	Rules       []record.RuleID
	Event       record.Event    // what was asked about
	Overridable []record.RuleID // what an override of the card overrides; none: the card cannot be overridden
	Suggestions []string        // their UUIDs
	Answered    bool            // somebody accepted or dismissed it
	Overrides   []record.Override
	By          record.Actor // of the overrides
}

// Memory is the port that keeps the cards that were shown, as many as it has room for. A card that it has lost is shown again, and cannot
// be overridden any more.
type Memory interface {
	// Keep keeps the card, in the place of one with the same ID.
	Keep(ctx context.Context, c Card) error
	// Card returns the card; ok is false if it is not there.
	Card(ctx context.Context, id string) (c Card, ok bool, err error)
}

// Answer is feedback about a card.
type Answer struct {
	Card      Card   // zero, but for the ID, where it is not remembered
	Outcome   string // "accepted" or "overridden"
	Accepted  []string
	Reason    string // the code of the reason, one of those that were offered or one of the client's own
	Comment   string
	At        time.Time // when the client says that it was
	Received  time.Time
	Issuer    string
	Override  *record.Event // the intent with its overrides, which can be recorded; nil: nothing was overridden
	Attempted string        // why an override did not become one; empty: it did, or none was tried
}

// Sink is the port that takes feedback.
type Sink interface {
	// Take takes an answer. The client repeats what it was not told to have arrived: the same answer can come twice, and the event of an
	// override then has the same ID and content.
	Take(ctx context.Context, a Answer) error
}
