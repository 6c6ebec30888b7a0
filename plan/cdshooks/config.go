package cdshooks

import (
	"errors"
	"fmt"
	"log/slog"
	"net/http"
	"strings"
	"time"

	"github.com/oudpath/oudpath/medication"
	"github.com/oudpath/oudpath/plan"
	"github.com/oudpath/oudpath/plan/fhir"
	"github.com/oudpath/oudpath/plan/fhir/r4"
	"github.com/oudpath/oudpath/plan/internal/server"
	"github.com/oudpath/oudpath/plan/record"
)

// Config is what the service needs.
type Config struct {
	Engine *plan.Engine     // judges; required
	Clock  func() time.Time // required
	// Base is the URL at which clients find the service, without "/cds-services" and without a slash at the end. A token is for an
	// address below it. Required.
	Base string

	// Tokens says who may call. Required, unless Open says that anybody may, which is for a demonstration on one's own machine.
	Tokens *Verifier
	Open   bool

	// Services are what discovery offers; nil: DefaultServices.
	Services []Service

	// Market, Setting, Codes and Questionnaires are how records are read: those of fhir.Reader. Answers to a form of the host are totals of an
	// instrument only where its Questionnaire is among these, or comes with the request.
	Market         string
	Setting        medication.Setting
	Codes          *fhir.Codes
	Questionnaires []*r4.Document

	// Schedules are those of plan/calendar whose first dose may be suggested, by ID: the protocols that the clinic follows. Nil:
	// DefaultSchedules.
	Schedules []string

	Records Records // fetches what a request does not bring along; nil: nothing is fetched
	Staff   Staff   // who the users of clients are; nil: nobody is known, and no card can be overridden
	Memory  Memory  // what was shown; nil: NewMemory(DefaultCards)
	Sink    Sink    // takes feedback; nil: only what the service itself needs of it is kept

	// Link is the address of a page about a rule, for a link on its card; nil, or an empty address: no link.
	Link func(record.RuleID) string

	// Origins are the web pages that may call from a browser, "https://ehr.example.org", or "*" for all; nil: none.
	Origins []string

	// Log gets a line for each request: operation, status, number of cards, duration. Nothing of what is on record and no identifier of a
	// person or user is in it. Nil: no log.
	Log *slog.Logger
	// Observe is called after each request; nil: nothing is.
	Observe func(Observation)

	MaxBody int           // bytes of a body; zero: DefaultMaxBody
	Timeout time.Duration // of a request, with what is fetched for it; zero: DefaultTimeout
}

// What the zero values of Config stand for.
const (
	DefaultMaxBody = 8 << 20
	DefaultTimeout = 10 * time.Second
	DefaultCards   = 100_000
)

// Observation is what a request came to.
type Observation struct {
	Operation  string // "discovery", "feedback", or the hook; empty: the address or the method is not known
	Service    string
	Status     int
	Problem    string // the kind of problem; empty: none
	Request    string // names the request in the log
	Cards      int
	Fetched    int      // queries that the client had not answered beforehand
	Deviations []string // in what the request differs from the specification and was read all the same
	Began      time.Time
	Took       time.Duration
}

// New returns the handler: the addresses "/cds-services", "/cds-services/{id}" and "/cds-services/{id}/feedback".
func New(c Config) (http.Handler, error) {
	if c.Services == nil {
		c.Services = DefaultServices()
	}
	if c.Schedules == nil {
		c.Schedules = DefaultSchedules()
	}
	switch {
	case c.Engine == nil || c.Clock == nil:
		return nil, errors.New("cdshooks: no service without an engine and a clock")
	case !strings.HasPrefix(c.Base, "http") || strings.HasSuffix(c.Base, "/"):
		return nil, fmt.Errorf("cdshooks: the base %q is no URL without a slash at the end", c.Base)
	case (c.Tokens == nil) != c.Open:
		return nil, errors.New("cdshooks: either tokens are verified or the service is open to anybody")
	case c.MaxBody < 0 || c.Timeout < 0:
		return nil, errors.New("cdshooks: a limit is negative")
	}
	if c.MaxBody == 0 {
		c.MaxBody = DefaultMaxBody
	}
	if c.Timeout == 0 {
		c.Timeout = DefaultTimeout
	}
	if c.Memory == nil {
		c.Memory = NewMemory(DefaultCards)
	}
	if c.Log == nil {
		c.Log = slog.New(slog.DiscardHandler)
	}
	return newAPI(c)
}

// Server returns a server for the handler with limits that keep slow and greedy clients from holding it up. The caller sets the address
// or the listener, and TLS.
func Server(h http.Handler, timeout time.Duration) *http.Server {
	if timeout <= 0 {
		timeout = DefaultTimeout
	}
	return server.New(h, timeout)
}
