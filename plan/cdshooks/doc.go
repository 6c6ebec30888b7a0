// Package cdshooks answers CDS Hooks: an http.Handler that an EHR calls while somebody selects or signs an order, opens a record,
// discharges a person, books an appointment or writes a new problem.
//
//	handler, err := cdshooks.New(cdshooks.Config{Engine: engine, Clock: time.Now, Base: "https://cds.example.org", Tokens: tokens})
//	server := cdshooks.Server(handler, 0)
//
// It speaks version 2.0 of the specification and accepts what 3.0 adds. The record comes with the request (prefetch), and what does not
// is fetched from the client's FHIR server through a port. 412 is the answer only where a query that discovery declares was neither
// answered in advance nor to be had; a record that is merely incomplete is judged, and the card says what is not known.
//
// # Few cards
//
// An order gets at most two: one for what refuses it or holds it back, one for warnings. Duties, reminders and what merely informs are on
// none. A card has the same UUID while the question and what speaks of it stay the same, and a warning that was answered is not
// shown again until something changes; what refuses is shown until it is overridden or resolved. An answer to another hook than an order
// hook is a warning at most: nothing is asked for that could be refused. systemActions are never used.
//
// A suggestion carries whole resources: the observation that is missing, an order that the same rules allow in place of the refused
// one, a first dose that a cited schedule gives and that draws no warning. A limit is never suggested as a dose; where no source gives an
// amount, the resource says that the prescriber has to. Each card names the rule, its limit, its source, and what would resolve it.
//
// # Overrides
//
// What was shown to whom is remembered in a bounded port (Memory). Feedback that overrides a card becomes an event with overrides
// (Answer.Override) only where the card was shown to that client, can be overridden by that user, the reason is one that was offered,
// and the host's own staff list (Staff) gives the user a role that may; the sink gets everything else as an attempt, and the rules go on
// refusing. A client cannot state a role.
//
// # Who may call
//
// Tokens are verified with the standard library: ES384 or RS384, issuers and keys of an allow-list, an exact audience, a short life, used
// once. A request whose resources are about another person than its context is refused whole.
//
// Logs and problems hold nothing of what is on record, no identifier of a person or user, and no token.
//
// # Clients
//
// The CDS Hooks Sandbox (github.com/cds-hooks/sandbox, commit 3b7e2554 of 2026-03-31), a client that others wrote, was built and driven in
// Chromium against this service on 2026-11-30: it discovered the services, fetched in advance, signed with ES384, and showed the cards; an
// override and an accepted suggestion reached the sink. What it sent is replayed by the tests; folder sandbox says how to do it again. The
// sandbox keeps one service an address, and calls the last alone of two hooks with one ID: each of DefaultServices has an ID of its own.
//
// # What it is not for
//
// It ends no TLS, limits no rates and stores nothing durably: what a card showed is in memory, and the host keeps what the sink gets. It
// records no order: whether one was signed is the client's to say. Documents of others are checked by package lint.
package cdshooks
