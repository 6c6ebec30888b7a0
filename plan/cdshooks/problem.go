package cdshooks

import (
	"fmt"
	"net/http"

	"github.com/oudpath/oudpath/plan/fhir/r4"
)

// fault is a kind of problem. Names are for programs and never change.
type fault struct {
	name   string
	status int
	code   string // of FHIR's issue-type
	title  string
}

// The kinds of problems.
var (
	faultMalformed = fault{"malformed", http.StatusBadRequest, "structure", "The body cannot be read"}
	faultRequest   = fault{"request", http.StatusBadRequest, "required", "Something that the request needs is missing or is none"}
	faultHook      = fault{"hook", http.StatusBadRequest, "value", "The service is not one of this hook"}
	faultPerson    = fault{"another-person", http.StatusBadRequest, "conflict", "The request speaks of another person than its context"}
	faultWho       = fault{"unauthenticated", http.StatusUnauthorized, "login", "The token does not say who calls"}
	faultRoute     = fault{"not-found", http.StatusNotFound, "not-found", "There is nothing at this address"}
	faultMethod    = fault{"method", http.StatusMethodNotAllowed, "not-supported", "This address does not know the method"}
	faultPrefetch  = fault{"prefetch", http.StatusPreconditionFailed, "incomplete", "Something that discovery asks for was not to be had"}
	faultLarge     = fault{"too-large", http.StatusRequestEntityTooLarge, "too-long", "The body is larger than is taken"}
	faultMedia     = fault{"media-type", http.StatusUnsupportedMediaType, "not-supported", "The body is not of a type that is read here"}
	faultBusy      = fault{"busy", http.StatusServiceUnavailable, "throttled", "Too much is asked at once"}
	faultTime      = fault{"timeout", http.StatusServiceUnavailable, "timeout", "It took too long"}
	faultInternal  = fault{"internal", http.StatusInternalServerError, "exception", "Something is wrong here"}
)

// problem is a fault with what makes it clear. It never quotes what was sent.
type problem struct {
	fault
	detail string
}

func (p problem) Error() string { return "cdshooks: " + p.title + ": " + p.detail }

func (f fault) with(format string, args ...any) problem {
	return problem{f, fmt.Sprintf(format, args...)}
}

// outcome writes the problem as an OperationOutcome.
func (p problem) outcome(request string) []byte {
	text := p.title
	if p.detail != "" {
		text += ": " + p.detail
	}
	issue := object("severity", "error", "code", p.code, "details", object("coding", r4.Array{object(
		"system", "urn:oudpath:problem", "code", p.name)}, "text", text), "diagnostics", "request "+request)
	return object("resourceType", "OperationOutcome", "issue", r4.Array{issue}).Append(nil)
}
