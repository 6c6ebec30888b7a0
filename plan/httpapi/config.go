package httpapi

import (
	"errors"
	"log/slog"
	"net/http"
	"time"

	"github.com/oudpath/oudpath/plan/fhir"
	"github.com/oudpath/oudpath/plan/internal/server"
	"github.com/oudpath/oudpath/plan/ledger"
)

// Config is what the service needs.
type Config struct {
	Ledger *ledger.Ledger   // required
	Gate   Gate             // who may do what; required, because there is no default but no
	Trail  Trail            // the audit trail; required
	Clock  func() time.Time // for the audit trail and for questions that state no time; required

	// Veil says what a reader is not shown; nil: whoever may read is shown all of a plan.
	Veil Veil

	// Consent says what may be handed out; nil: nothing is.
	Consent Consent
	// Notice is the statement that goes with each disclosure (42 CFR 2.32), in the words that the law gives: this package ships no legal
	// text. Empty: nothing is handed out.
	Notice string

	// Records says how records of other software are read that are sent as FHIR: Codes, Market and Setting. When, in which zone and of
	// whom is for each request, and what a record says of itself beyond its resources is not trusted. The zero value reads the codes that
	// package fhir knows, and names of products that stand for one in the world.
	Records fhir.Reader

	// Log gets a line for each request: operation, method, status, bytes, duration. Nothing of what is on record, no plan and no body is
	// in it. Nil: no log.
	Log *slog.Logger
	// Observe is called after each request, for metrics and traces; nil: nothing is.
	Observe func(Observation)

	MaxBody int64         // bytes of a body; zero: DefaultMaxBody
	Timeout time.Duration // of a request; zero: DefaultTimeout
	MaxPage int           // rows of a page at most; zero: DefaultMaxPage
}

// What the zero values of Config stand for.
const (
	DefaultMaxBody = 1 << 20
	DefaultTimeout = 30 * time.Second
	DefaultMaxPage = 1000
)

// Observation is what a request came to.
type Observation struct {
	Operation string // empty: the address or the method is not known
	Method    string
	Status    int
	Problem   string // the kind of problem; empty: none
	Request   string
	Began     time.Time
	Took      time.Duration
	Bytes     int // of the answer
}

// New returns the handler. It answers all addresses below the one at which it is mounted (http.StripPrefix).
func New(c Config) (http.Handler, error) {
	switch {
	case c.Ledger == nil || c.Gate == nil || c.Trail == nil || c.Clock == nil:
		return nil, errors.New("httpapi: no service without a ledger, a gate, an audit trail and a clock")
	case c.MaxBody < 0 || c.Timeout < 0 || c.MaxPage < 0:
		return nil, errors.New("httpapi: a limit is negative")
	}
	if c.MaxBody == 0 {
		c.MaxBody = DefaultMaxBody
	}
	if c.Timeout == 0 {
		c.Timeout = DefaultTimeout
	}
	if c.MaxPage == 0 {
		c.MaxPage = DefaultMaxPage
	}
	if c.Log == nil {
		c.Log = slog.New(slog.DiscardHandler)
	}
	return newAPI(c), nil
}

// Server returns a server for the handler with limits that keep slow and greedy clients from holding it up. The caller sets the address
// or the listener, and TLS; Shutdown lets requests under way end.
func Server(h http.Handler, timeout time.Duration) *http.Server {
	if timeout <= 0 {
		timeout = DefaultTimeout
	}
	return server.New(h, timeout)
}
