// Package httpapi serves a ledger over HTTP: an http.Handler that a service mounts.
//
//	handler, err := httpapi.New(httpapi.Config{Ledger: book, Gate: gate, Trail: trail, Clock: time.Now})
//	server := httpapi.Server(http.StripPrefix("/api", handler), 0)
//
// The routes are one table, from which the mux and the OpenAPI document at /openapi.json are made. Problems are those of RFC 9457. A
// version of a plan is its ETag: If-Match says what the caller has seen, If-None-Match with a star begins a plan, and a plan that has
// changed is 412 with what came in between. Idempotency-Key names a request, so that it can be repeated. Lists come in pages, as JSON or
// a row a line.
//
// What a person looks at is had by the same addresses: a report as a page of HTML, as Markdown or text, pictures as SVG, a calendar as text, as
// SVG or for appointment software, by the Accept header. A calendar, the weighing of choices and a chain of events that are supposed
// ("what if") record nothing.
//
// A record of other software is taken in as FHIR: what was understood is judged in its place in time, each resource is accounted for with
// what nobody could read in it, and what is on record with another content stays and is named. Sent again, it changes nothing. The record
// of somebody who was born on another day is refused. What is due for a person can be had for appointment software too, with its words or
// without any (discreet).
//
// An intent that the rules refuse, or that cannot be judged, is 422 and never a success: nobody shall take it for recorded.
//
// # Who may, and what for
//
// There is no default but no: a Gate says who asks and whether they may, for each scope, plan and purpose of use, before anything is
// read. Who asks is the actor of what is recorded (an event that overrides something has to name that actor itself); nobody records in
// another's name or states when something was told.
//
// Every request about a person, also one that was denied, is in the audit trail before its answer leaves; if the trail cannot be
// written, the answer is withheld. Handing something out to somebody outside is an operation of its own: it needs a purpose, a recipient, a
// basis (Consent) and a notice, and is listed for the person. A medical emergency needs its nature and the recipient's facility in writing.
// That somebody has gone before the answer came is no reason for a line to be missing.
//
// A Veil says what a reader is not shown although he may read, because the purpose does not cover it (42 CFR part 2: what is not needed for
// the purpose is not told). What is hidden is said: each hidden event keeps its place in the list, with the reason, and the answer carries
// the label REDACTED beside those of the record (Security-Label). What the rules conclude is about all of a record, so that operations that
// answer with conclusions are refused to such a reader as a whole; facts are taken from everybody who may record.
//
// Two plans of one person become one, and one becomes two, by who administers records (ScopeMerge on both plans). A plan that was merged is
// gone (410), with the plan that stands for both where the caller may ask about that one.
//
// What is sent is held against the document: closed words, texts that a reader has to see (the ID of a plan, a reason, a recipient), lengths,
// and the number of events that one request puts on record (1,000) or supposes (200), because they are judged together. Events of a
// clock that is a moment ahead are told when they were so (ledger.Options.Backwards). Conditions on reads are not looked at: what is told
// depends on the time of day, and nothing is kept by anybody.
//
// Logs, hooks and problems hold nothing of what is on record, and no ID of a plan but that one.
//
// # What it is not for
//
// It ends no TLS, keeps no passwords and limits no rates: that is for the service around it. What is handed out can be limited to kinds of
// events, and as FHIR carries its labels of confidentiality; which of them a purpose needs is for whoever hands it out to say.
package httpapi
