package lint

import "slices"

// request is what the body of a call may have beside its context.
func request() []field {
	return []field{
		{name: "hook", min: 1},
		{name: "hookInstance", min: 1, kind: uuid},
		{name: "fhirServer", kind: address},
		{name: "fhirAuthorization", kind: object, obeys: []invariant{cdsR2}, of: []field{
			{name: "access_token", min: 1}, {name: "token_type", min: 1, oneOf: []string{"Bearer"}}, {name: "expires_in", min: 1, kind: whole},
			{name: "scope", min: 1}, {name: "subject", min: 1}, {name: "patient", kind: id}}},
		{name: "prefetch", kind: bundleMap},
	}
}

// who are the properties that each context has.
func who(user, encounter int) []field {
	return []field{{name: "userId", min: user, kind: reference}, {name: "patientId", min: 1, kind: id},
		{name: "encounterId", min: encounter, kind: id}}
}

func drafts(name string) field { return field{name: name, min: 1, kind: resource, typed: "Bundle"} }

// contexts are the contexts of the hooks, by name. That of another hook may hold anything.
var contexts = map[string][]field{
	"patient-view": who(1, 0),
	"order-select": slices.Concat(who(1, 0), []field{
		{name: "selections", min: 1, many: true, kind: reference, as: "ord-1"}, drafts("draftOrders")}),
	"order-sign":               append(who(1, 0), drafts("draftOrders")),
	"encounter-discharge":      who(1, 1),
	"encounter-start":          who(1, 1),
	"appointment-book":         append(who(1, 0), drafts("appointments")),
	"problem-list-item-create": append(who(1, 0), drafts("conditions")),
	"order-dispatch": {{name: "patientId", min: 1, kind: id}, {name: "dispatchedOrders", min: 1, many: true, kind: reference},
		{name: "performer", min: 1, kind: reference}, {name: "fulfillmentTasks", many: true, kind: resource, typed: "Task"}},
}

func action() []field {
	return []field{
		{name: "type", min: 1, kind: code, oneOf: []string{"create", "update", "delete"}},
		{name: "description"},
		{name: "resource", kind: resource, withID: true},
		{name: "resourceId"},
	}
}

func coding() []field {
	return []field{{name: "system", kind: address}, {name: "version"}, {name: "code", min: 1, kind: code}, {name: "display"},
		{name: "userSelected", kind: truth}}
}

// mostOfSummary is how many characters a summary may have: less than 140.
const mostOfSummary = 139

func response() []field {
	source := []field{{name: "label", min: 1}, {name: "url", kind: address}, {name: "icon", kind: address},
		{name: "topic", kind: object, of: coding()}}
	suggestion := field{name: "suggestions", many: true, kind: object, obeys: []invariant{cdsResp5, cdsResp7}, of: []field{
		{name: "label", min: 1}, {name: "uuid", kind: uuid}, {name: "isRecommended", kind: truth},
		{name: "actions", many: true, kind: object, of: action(), obeys: []invariant{cdsResp2}},
		{name: "actionSelectionBehavior", kind: code}}}
	link := field{name: "links", many: true, kind: object, obeys: []invariant{cdsResp3}, of: []field{
		{name: "label", min: 1}, {name: "url", min: 1, kind: address},
		{name: "type", min: 1, kind: code, oneOf: []string{"absolute", "smart"}, lenient: true},
		{name: "appContext"}, {name: "autolaunchable", kind: truth}}}
	card := []field{
		{name: "uuid", kind: uuid},
		{name: "summary", min: 1, most: mostOfSummary},
		{name: "detail"},
		{name: "indicator", min: 1, kind: code, oneOf: []string{"info", "warning", "critical"}},
		{name: "source", min: 1, kind: object, of: source},
		suggestion,
		{name: "selectionBehavior", kind: code, oneOf: []string{"at-most-one", "any"}},
		{name: "overrideReasons", many: true, kind: object, of: coding(), obeys: []invariant{cdsResp4}},
		link,
	}
	return []field{
		{name: "cards", min: 1, many: true, mayBeEmpty: true, kind: object, of: card, obeys: []invariant{cdsResp1, cdsResp6}},
		{name: "systemActions", many: true, kind: object, of: action(), obeys: []invariant{cdsResp2}},
	}
}

func services() []field {
	return []field{{name: "services", min: 1, many: true, mayBeEmpty: true, kind: object, of: []field{
		{name: "hook", min: 1}, {name: "title"}, {name: "id", min: 1, kind: code}, {name: "description", min: 1}, {name: "usageRequirements"},
		{name: "prefetch", kind: queries}, {name: "version"}, {name: "hookVersion"}}}}
}

func feedback() []field {
	return []field{{name: "feedback", min: 1, many: true, mayBeEmpty: true, kind: object, obeys: []invariant{cdsFB1, cdsFB2}, of: []field{
		{name: "card", min: 1, kind: uuid},
		{name: "outcome", min: 1, kind: code},
		{name: "acceptedSuggestions", many: true, kind: object, of: []field{{name: "id", min: 1, kind: uuid}}},
		{name: "overrideReason", kind: object, obeys: []invariant{cdsFB3},
			of: []field{{name: "reason", kind: object, of: coding()}, {name: "userComment"}}},
		{name: "outcomeTimestamp", min: 1, kind: instant},
	}}}
}
