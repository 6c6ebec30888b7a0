package httpapi

import (
	"net/http"
	"slices"

	"github.com/oudpath/oudpath/plan"
	"github.com/oudpath/oudpath/plan/calendar"
	"github.com/oudpath/oudpath/plan/choice"
	"github.com/oudpath/oudpath/plan/report"
)

// route is one operation: what the mux serves, what the OpenAPI document says, and what the tests hold against each other.
type route struct {
	method, path string
	name         string // operationId, and what logs and audit trail call it
	title        string
	scope        Scope
	partial      bool     // somebody who is not shown all of the record can have it
	public       bool     // nobody is asked who they are: nothing of a person is in it
	query        []string // parameters; see parameters in openapi.go
	headers      []string
	tells        []string // headers of the answer; see answerHeaders in openapi.go
	body         *form
	answers      []form // the first one is what is meant
	faults       []fault
	handle       func(*request) (*answer, error)
}

// writes reports whether the operation puts something on record, or takes it away.
func (r *route) writes() bool {
	return r.method == http.MethodPost && slices.Contains([]Scope{ScopeRecord, ScopeOverride, ScopeMerge, ScopeErase}, r.scope)
}

// form is a body, or an answer.
type form struct {
	status int // of an answer
	media  string
	of     any // a value of its type; rawEvent: an event; nil: no body
}

// media returns the types in which the answer can be had.
func (r *route) media() []string {
	var types []string
	for _, a := range r.answers {
		if a.media != "" && !slices.Contains(types, a.media) {
			types = append(types, a.media)
		}
	}
	if len(types) == 0 {
		return []string{mediaJSON}
	}
	return types
}

var (
	asOf   = []string{"known", "rules"}
	paging = []string{"after", "limit"}
	guards = []string{"If-Match", "If-None-Match", "Idempotency-Key"}
	tagged = []string{"ETag"}

	oneEvent   = &form{media: mediaJSON, of: rawEvent(nil)}
	manyEvents = &form{media: mediaLines, of: rawEvent(nil)}

	told = []form{{201, mediaJSON, outcomeForm{}}, {200, mediaJSON, outcomeForm{}}} // on record now, or already

	asking  = []fault{faultPlan, faultErased, faultMerged, faultRules}
	telling = []fault{faultPlan, faultErased, faultMerged, faultChanged, faultTaken, faultKey, faultReference, faultEventItself, faultUncertain}
	acting  = []fault{faultPlan, faultErased, faultMerged, faultChanged, faultTaken, faultAbandoned, faultAct, faultEventItself, faultUncertain}
	judging = append([]fault{faultRefused, faultUndetermined}, telling...)
)

// one is an answer in JSON.
func one(status int, of any) []form { return []form{{status, mediaJSON, of}} }

// list is a page of rows, in JSON or a row a line.
func list[T any]() []form {
	var row T
	return []form{{http.StatusOK, mediaJSON, page[T]{}}, {http.StatusOK, mediaLines, row}}
}

func with(lists ...[]string) []string { return slices.Concat(lists...) }

// routes are all operations. One more is a row here, and a function that answers it.
func routes() []route {
	const thePlan = "/plans/{plan}"
	get, post := http.MethodGet, http.MethodPost
	return []route{
		{method: get, path: "/openapi.json", name: "document", title: "This document", public: true, answers: one(200, map[string]any{}),
			handle: (*request).document},

		{method: get, path: "/plans", name: "list", title: "The plans on record, in the order of their IDs", scope: ScopeAgenda, query: paging,
			partial: true, answers: list[listedForm](), handle: (*request).list},
		{method: get, path: "/agenda", name: "agenda", title: "What can be done on a day or is late then, over all plans", scope: ScopeAgenda,
			query: with([]string{"day"}, paging), answers: list[deadlineForm](), handle: (*request).agenda},
		{method: get, path: "/feed", name: "feed", title: "What was recorded, over all plans, in the order in which it was", scope: ScopeFeed,
			query: paging, answers: list[changeForm](), handle: (*request).feed},

		{method: get, path: thePlan, name: "summary", tells: tagged, title: "Where a person stands", scope: ScopeRead, query: asOf,
			answers: one(200, summaryForm{}), faults: asking, handle: (*request).summary},
		{method: get, path: thePlan + "/events", name: "events", tells: tagged, title: "The events in the order in which they arrived", scope: ScopeRead,
			partial: true, query: with(asOf, paging), answers: list[recordedForm](), faults: asking, handle: (*request).timeline},
		{method: get, path: thePlan + "/findings", name: "findings", title: "What the rules say of each event, by what is known today",
			scope: ScopeRead, query: with(asOf, paging), answers: list[foundForm](), faults: asking, handle: (*request).findings},
		{method: get, path: thePlan + "/due", name: "due", title: "What is due and what is coming, soonest first", scope: ScopeRead,
			query: with(asOf, []string{"at", "discreet"}), answers: append(list[plan.Obligation](), form{200, mediaICalendar, ""}), faults: asking,
			handle: (*request).due},
		{method: get, path: thePlan + "/moves", name: "moves", title: "The moves of the three pathways: which are open, and why others are not",
			scope: ScopeRead, query: with(asOf, []string{"at"}), answers: list[moveForm](), faults: asking, handle: (*request).moves},
		{method: get, path: thePlan + "/report", name: "report", title: "The path for a person to look at", scope: ScopeRead, query: asOf,
			answers: []form{{200, mediaJSON, report.Journey{}}, {200, mediaText, ""}, {200, mediaHTML, ""}, {200, mediaMarkdown, ""}},
			faults:  asking, handle: (*request).report},
		{method: get, path: thePlan + "/picture", name: "picture", title: "The path drawn: the pathways, a timeline, the doses by day",
			scope: ScopeRead, query: with(asOf, []string{"picture"}), answers: []form{{200, mediaSVG, ""}}, faults: asking,
			handle: (*request).picture},
		{method: get, path: thePlan + "/letter", name: "letter", title: "What the person in treatment is told, in plain words", scope: ScopeRead,
			tells: []string{"Content-Language"}, query: with(asOf, []string{"language"}), answers: []form{{200, mediaText, ""}},
			faults: append([]fault{faultLetter}, asking...), handle: (*request).letter},
		{method: get, path: thePlan + "/choices", name: "choices", title: "What speaks for and against each medication or level of care",
			scope: ScopeRead, query: with(asOf, []string{"of", "setting", "at"}),
			answers: []form{{200, mediaJSON, choice.Weighing{}}, {200, mediaText, ""}}, faults: asking, handle: (*request).choices},

		{method: post, path: thePlan + "/check", name: "check", tells: tagged, title: "Whether an intent would be allowed, and why not", scope: ScopeCheck,
			query: asOf, body: oneEvent, answers: one(200, plan.Decision{}), faults: append([]fault{faultNotIntent, faultEventItself}, asking...),
			handle: (*request).check},
		{method: post, path: thePlan + "/when", name: "when", title: "From when on an intent would not be refused, and what it needs",
			scope: ScopeCheck, query: asOf, body: oneEvent, answers: one(200, openingForm{}),
			faults: append([]fault{faultNotIntent, faultEventItself}, asking...), handle: (*request).when},
		{method: post, path: thePlan + "/explain", name: "explain", title: "How one rule comes to its verdict about an event", scope: ScopeCheck,
			query: asOf, body: &form{media: mediaJSON, of: explainForm{}}, answers: one(200, explanationForm{}),
			faults: append([]fault{faultRule, faultEvent, faultEventItself}, asking...), handle: (*request).explain},

		{method: post, path: thePlan + "/calendars", name: "propose", title: "Days of a treatment proposed, each judged; nothing is recorded",
			scope: ScopeCheck, query: with(asOf, []string{"discreet"}), body: &form{media: mediaJSON, of: proposalForm{}},
			answers: []form{{200, mediaJSON, calendar.Calendar{}}, {200, mediaText, ""}, {200, mediaICalendar, ""}, {200, mediaSVG, ""}},
			faults:  append([]fault{faultCalendar}, asking...), handle: (*request).propose},
		{method: post, path: thePlan + "/what-if", name: "suppose", tells: tagged, title: "What a chain of events would come to; nothing is recorded",
			scope: ScopeCheck, query: asOf, body: manyEvents, answers: one(200, whatIfForm{}),
			faults: append([]fault{faultEventItself, faultTaken, faultReference}, asking...), handle: (*request).suppose},

		{method: post, path: thePlan + "/events", name: "record", tells: tagged, title: "Put a fact on record, or an intent if it is allowed",
			scope: ScopeRecord, partial: true, headers: guards, body: oneEvent, answers: told,
			faults: judging, handle: (*request).record},
		{method: post, path: thePlan + "/amendments", name: "amend", tells: tagged, title: "Take in many events that were told late", scope: ScopeRecord,
			headers: guards, body: manyEvents, answers: one(200, amendmentForm{}), faults: telling, handle: (*request).amend},
		{method: post, path: thePlan + "/overrides", name: "override", tells: tagged, title: "Grant a standing override", scope: ScopeOverride, headers: guards,
			body: &form{media: mediaJSON, of: grantForm{}}, answers: told,
			faults: judging, handle: (*request).override},
		{method: post, path: thePlan + "/reminder", name: "remind", title: "Work out the deadlines again, by today and the rules of today",
			scope: ScopeRecord, answers: []form{{status: 204}}, partial: true, faults: []fault{faultPlan, faultErased}, handle: (*request).remind},

		{method: get, path: thePlan + "/journal", name: "export", title: "The whole journal, to be kept or read by other software",
			scope: ScopeExport, answers: []form{{200, mediaLines, rawLine(nil)}}, faults: []fault{faultPlan, faultErased},
			handle: (*request).export},
		{method: get, path: thePlan + "/fhir", name: "exportFHIR", title: "The plan as a bundle of FHIR R4, labelled as confidential",
			scope: ScopeExport, partial: true, query: asOf, answers: []form{{200, mediaFHIR, fhirResource{}}}, faults: asking,
			handle: (*request).exportFHIR},
		{method: post, path: thePlan + "/fhir", name: "importFHIR", tells: tagged,
			title: "Take in what a record of other software says, and account for each resource", scope: ScopeRecord,
			query: []string{"person"}, headers: []string{"If-Match", "If-None-Match"},
			body: &form{media: mediaFHIR, of: fhirResource{}}, answers: one(200, importedForm{}),
			faults: []fault{faultPlan, faultErased, faultMerged, faultChanged, faultPerson, faultEventItself, faultUncertain}, handle: (*request).importFHIR},
		{method: post, path: thePlan + "/disclosures", name: "disclose", title: "Hand something out to somebody outside", scope: ScopeDisclose,
			body: &form{media: mediaJSON, of: discloseForm{}}, answers: one(200, disclosedForm{}),
			faults: []fault{faultPlan, faultErased, faultMerged, faultConsent, faultNotSetUp}, handle: (*request).disclose},
		{method: get, path: thePlan + "/disclosures", name: "disclosures", title: "What was handed out, to whom and what for",
			scope: ScopeDisclose, partial: true, query: []string{"from"}, answers: list[Entry](), handle: (*request).disclosures},
		{method: post, path: thePlan + "/merges", name: "merge", tells: tagged, title: "Say that another plan is of the same person: this one stands for both",
			scope: ScopeMerge, headers: []string{"If-Match"}, body: &form{media: mediaJSON, of: mergeForm{}},
			answers: []form{{201, mediaJSON, mergedForm{}}, {200, mediaJSON, mergedForm{}}}, faults: acting, handle: (*request).merge},
		{method: post, path: thePlan + "/splits", name: "split", tells: tagged, title: "Say that two people are in this plan, and which events are of the other",
			scope: ScopeMerge, headers: []string{"If-Match"}, body: &form{media: mediaJSON, of: splitForm{}},
			answers: []form{{201, mediaJSON, dividedForm{}}, {200, mediaJSON, dividedForm{}}}, faults: acting, handle: (*request).split},
		{method: post, path: thePlan + "/erasure", name: "erase", title: "Remove a plan for good, and leave a tombstone", scope: ScopeErase,
			headers: []string{"If-Match"}, body: &form{media: mediaJSON, of: reasonForm{}}, answers: one(200, stoneForm{}),
			faults: []fault{faultPlan, faultErased, faultMerged, faultCopies, faultChanged, faultReason, faultUncertain}, handle: (*request).erase},
	}
}
