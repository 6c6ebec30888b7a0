package httpapi

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"strings"

	"github.com/oudpath/oudpath/plan"
	"github.com/oudpath/oudpath/plan/calendar"
	"github.com/oudpath/oudpath/plan/fhir"
	"github.com/oudpath/oudpath/plan/fhir/r4"
	"github.com/oudpath/oudpath/plan/journal"
	"github.com/oudpath/oudpath/plan/ledger"
	"github.com/oudpath/oudpath/plan/report"
)

// problem is what an answer says when it is not what was asked for (RFC 9457). Members are only ever added.
type problem struct {
	Type    string `json:"type"`
	Title   string `json:"title"`
	Status  int    `json:"status"`
	Detail  string `json:"detail,omitempty"`
	Request string `json:"request"` // names the request in the logs and the audit trail

	Pointer  string         `json:"pointer,omitempty"`  // malformed: which member, RFC 6901
	Line     int            `json:"line,omitempty"`     // malformed: which line
	Decision *plan.Decision `json:"decision,omitempty"` // refused, undetermined: why
	Version  ledger.Version `json:"version,omitempty"`  // changed: what is on record now
	Since    []rawEvent     `json:"since,omitempty"`    // changed: what came in between
	Into     plan.ID        `json:"into,omitempty"`     // merged: the plan to ask instead, for who may ask about it
}

// urn is what the types of problems begin with.
const urn = "urn:oudpath:problem:"

// fault is a kind of problem.
type fault struct {
	name   string
	status int
	title  string
}

// The kinds of problems. Names are for programs and never change.
var (
	faultMalformed    = fault{"malformed", http.StatusBadRequest, "The body cannot be read"}
	faultParameter    = fault{"parameter", http.StatusBadRequest, "A parameter is unknown or out of range"}
	faultHeader       = fault{"header", http.StatusBadRequest, "A header is missing or cannot be read"}
	faultPurpose      = fault{"purpose", http.StatusBadRequest, "The header Purpose-Of-Use is missing or not of the list"}
	faultWho          = fault{"unauthenticated", http.StatusUnauthorized, "It is not known who asks"}
	faultForbidden    = fault{"forbidden", http.StatusForbidden, "The caller may not do this"}
	faultConsent      = fault{"no-consent", http.StatusForbidden, "Nothing allows this disclosure"}
	faultRoute        = fault{"not-found", http.StatusNotFound, "There is nothing at this address"}
	faultPlan         = fault{"unknown-plan", http.StatusNotFound, "Nothing is on record of this plan"}
	faultRule         = fault{"unknown-rule", http.StatusNotFound, "There is no such rule"}
	faultRules        = fault{"unknown-rules", http.StatusNotFound, "No rules of another day are registered under this name"}
	faultEvent        = fault{"unknown-event", http.StatusNotFound, "There is no such event on record"}
	faultMethod       = fault{"method", http.StatusMethodNotAllowed, "This address does not know the method"}
	faultAccept       = fault{"not-acceptable", http.StatusNotAcceptable, "The answer cannot be had in this form"}
	faultTaken        = fault{"id-taken", http.StatusConflict, "Another event has this ID"}
	faultMerged       = fault{"merged", http.StatusGone, "The plan was merged into another one, which stands for both"}
	faultCopies       = fault{"copies", http.StatusConflict, "Another plan holds copies of what is on record of this one"}
	faultAbandoned    = fault{"abandoned", http.StatusConflict, "It was begun and given up: it can be tried again under another ID"}
	faultAct          = fault{"act", http.StatusUnprocessableEntity, "Such a merger or split cannot be"}
	faultErased       = fault{"erased", http.StatusGone, "The plan was erased"}
	faultChanged      = fault{"changed", http.StatusPreconditionFailed, "The plan is not as the caller has seen it"}
	faultLarge        = fault{"too-large", http.StatusRequestEntityTooLarge, "The body is larger than is taken"}
	faultMedia        = fault{"media-type", http.StatusUnsupportedMediaType, "The body is not of a type that is read here"}
	faultRefused      = fault{"refused", http.StatusUnprocessableEntity, "The rules refuse the intent: nothing was recorded"}
	faultUndetermined = fault{"undetermined", http.StatusUnprocessableEntity, "Something is not known: nothing was recorded"}
	faultReference    = fault{"reference", http.StatusUnprocessableEntity, "The event refers to one that is not there"}
	faultNotIntent    = fault{"not-an-intent", http.StatusUnprocessableEntity, "Only an intent can be asked about"}
	faultEventItself  = fault{"event", http.StatusUnprocessableEntity, "The event cannot be what it says"}
	faultCalendar     = fault{"calendar", http.StatusUnprocessableEntity, "Such a calendar cannot be made"}
	faultLetter       = fault{"letter", http.StatusUnprocessableEntity, "There is nobody to write to"}
	faultPerson       = fault{"person", http.StatusUnprocessableEntity, "It is not clear whose record it is"}
	faultKey          = fault{"key-reused", http.StatusUnprocessableEntity, "Another request was carried out under this key"}
	faultReason       = fault{"reason", http.StatusUnprocessableEntity, "An erasure needs a legal reason"}
	faultSlow         = fault{"slow", http.StatusRequestTimeout, "The body did not arrive in time"}
	faultDamaged      = fault{"damaged", http.StatusInternalServerError, "What is kept is not what was written: nothing of it is told"}
	faultClock        = fault{"clock", http.StatusServiceUnavailable, "The clock of this service is behind what is on record"}
	faultInternal     = fault{"internal", http.StatusInternalServerError, "Something is wrong here"}
	faultNotSetUp     = fault{"not-set-up", http.StatusNotImplemented, "This service is not set up for disclosures"}
	faultUnavailable  = fault{"unavailable", http.StatusServiceUnavailable, "It cannot be done now"}
	faultUncertain    = fault{"uncertain", http.StatusServiceUnavailable, "It is not known whether it is on record: repeat it as it is"}
)

// trouble is an error that says which kind of problem it is.
type trouble struct {
	fault
	detail string
	fill   func(*problem)
}

// Error is for logs of tests: answers are made of the fault.
func (t *trouble) Error() string { return t.name + ": " + t.detail }

func (f fault) with(format string, args ...any) error {
	return &trouble{fault: f, detail: fmt.Sprintf(format, args...)}
}

// known says which kind of problem the errors of the packages below are. What is not among them is internal, and its text is not told.
var known = []struct {
	err   error
	fault fault
	told  bool // the text of the error says nothing but what the caller has said
}{
	{ErrUnauthenticated, faultWho, false},
	{ErrForbidden, faultForbidden, false},
	{ErrNoConsent, faultConsent, true},
	{ledger.ErrDamaged, faultDamaged, false},
	{ledger.ErrErased, faultErased, false},
	{ledger.ErrMerged, faultMerged, false},
	{ledger.ErrCopies, faultCopies, false},
	{ledger.ErrAbandoned, faultAbandoned, false},
	{ledger.ErrAct, faultAct, true},
	{ledger.ErrReserved, faultEventItself, false},
	{ledger.ErrUnfinished, faultUnavailable, false},
	{ledger.ErrKeyReused, faultKey, false},
	{ledger.ErrUnknownPlan, faultPlan, false},
	{ledger.ErrUnknownRules, faultRules, false},
	{ledger.ErrErasure, faultReason, false},
	{ledger.ErrUncertain, faultUncertain, false},
	{ledger.ErrLocked, faultUnavailable, false},
	{ledger.ErrClosed, faultUnavailable, false},
	{ledger.ErrClock, faultClock, false},
	{context.DeadlineExceeded, faultUnavailable, false},
	{context.Canceled, faultUnavailable, false},
	{plan.ErrConflict, faultTaken, false},
	{plan.ErrReference, faultReference, false},
	{plan.ErrNotIntent, faultNotIntent, false},
	{plan.ErrRule, faultRule, false},
	{report.ErrNoReader, faultLetter, false},
	{calendar.ErrRequest, faultCalendar, true},
	{fhir.ErrPerson, faultPerson, true},
	{fhir.ErrNoData, faultMalformed, true},
	{r4.ErrJSON, faultMalformed, true},
	{r4.ErrSize, faultLarge, true},
	{r4.ErrDepth, faultMalformed, true},
	{r4.ErrDuplicate, faultMalformed, true},
	{r4.ErrText, faultMalformed, true},
}

// problemOf says what kind of problem an error is.
func problemOf(err error) (p problem, expected bool) {
	var t *trouble
	if errors.As(err, &t) {
		p = t.problem(t.detail)
		if t.fill != nil {
			t.fill(&p)
		}
		return p, true
	}
	var changed *ledger.ConflictError
	if errors.As(err, &changed) {
		p = faultChanged.problem(fmt.Sprintf("it is at version %d and not at %d", changed.Actual, changed.Expected))
		p.Version, p.Since = changed.Actual, rawEvents(changed.Since)
		return p, true
	}
	var unreadable *journal.Error
	if errors.As(err, &unreadable) && !errors.Is(err, ledger.ErrDamaged) { // what cannot be read on a disk is no fault of who asks
		p = faultMalformed.problem(unreadable.Problem)
		p.Pointer, p.Line = unreadable.Pointer, unreadable.Line
		return p, true
	}
	for _, k := range known {
		if errors.Is(err, k.err) {
			detail := ""
			if k.told {
				detail = err.Error()
			}
			return k.fault.problem(detail), true
		}
	}
	return faultInternal.problem(""), false
}

func (f fault) problem(detail string) problem {
	return problem{Type: urn + f.name, Title: f.title, Status: f.status, Detail: clipped(detail)}
}

// maxDetail keeps an answer small whatever was sent: a detail can repeat a word of it.
const maxDetail = 400

// clipped is a text on one line, without what lies beyond the limit.
func clipped(text string) string {
	text = strings.ReplaceAll(text, "\n", "; ")
	if len(text) <= maxDetail {
		return text
	}
	return strings.ToValidUTF8(text[:maxDetail], "") + "…"
}
