package cdshooks

import (
	"fmt"
	"maps"
	"regexp"
	"slices"
	"strings"

	"github.com/oudpath/oudpath/plan/fhir/r4"
)

// Service is one row of discovery. Several rows may have one ID with different hooks: a client then takes the answer to one for what
// replaces its earlier cards of the others.
type Service struct {
	ID          string
	Hook        string // one of Hooks
	Title       string
	Description string
	// Prefetch are the queries that the client answers in advance, by their keys. {{context.…}} stands for a text of the context.
	Prefetch map[string]string
}

// hooks says what is judged where.
var hooks = map[string]struct {
	judge  func(*call) error
	brings string // the Bundle of the context that it is about; empty: none
}{
	"patient-view":             {(*call).view, ""},
	"order-select":             {(*call).orders, "draftOrders"},
	"order-sign":               {(*call).orders, "draftOrders"},
	"encounter-discharge":      {(*call).discharge, ""},
	"appointment-book":         {(*call).appointment, "appointments"},
	"problem-list-item-create": {(*call).problem, "conditions"},
}

// Hooks returns the hooks that can be served, sorted.
func Hooks() []string { return slices.Sorted(maps.Keys(hooks)) }

// everything is what is asked of a record: whatever of it an event can come of.
func everything() map[string]string {
	all := map[string]string{"patient": "Patient/{{context.patientId}}"}
	for key, typ := range map[string]string{"conditions": "Condition", "orders": "MedicationRequest", "statements": "MedicationStatement",
		"doses": "MedicationAdministration", "supplies": "MedicationDispense", "observations": "Observation", "procedures": "Procedure",
		"allergies": "AllergyIntolerance", "encounters": "Encounter", "appointments": "Appointment"} {
		all[key] = typ + "?patient={{context.patientId}}"
	}
	all["events"] = "AdverseEvent?subject=Patient/{{context.patientId}}"
	return all
}

// DefaultServices returns the services that this package offers where a host names none: one for each hook, under an ID of its own, because
// a client may keep one service an address. Each asks for the whole record of the person, because a datum that was not asked for is not
// known.
func DefaultServices() []Service {
	return []Service{
		{"oudpath-orders-selected", "order-select", "Treatment of opioid use disorder: orders that are being chosen",
			"Says which cited rule an order breaks, what is not known, and what is possible instead", everything()},
		{"oudpath-orders", "order-sign", "Treatment of opioid use disorder: orders",
			"Says which cited rule an order breaks, what is not known, and what is possible instead", everything()},
		{"oudpath-patient", "patient-view", "Treatment of opioid use disorder: what is in force",
			"Says what speaks against an order in force if it were written again today", everything()},
		{"oudpath-discharge", "encounter-discharge", "Treatment of opioid use disorder: discharge",
			"Says what is missing where somebody with an opioid use disorder leaves", everything()},
		{"oudpath-appointments", "appointment-book", "Treatment of opioid use disorder: appointments",
			"Says which injection would be late on the day of an appointment", everything()},
		{"oudpath-problems", "problem-list-item-create", "Treatment of opioid use disorder: new problems",
			"Says what a new condition means for the treatment", everything()},
	}
}

var serviceID = regexp.MustCompile(`^[A-Za-z0-9\-._~]{1,64}$`)

// validate reports what is wrong with a row.
func (s *Service) validate() error {
	switch {
	case !serviceID.MatchString(s.ID):
		return fmt.Errorf("cdshooks: the ID %q of a service cannot be part of an address", s.ID)
	case hooks[s.Hook].judge == nil:
		return fmt.Errorf("cdshooks: service %q: unknown hook %q: there are %s", s.ID, s.Hook, strings.Join(Hooks(), ", "))
	case s.Description == "":
		return fmt.Errorf("cdshooks: service %q has no description", s.ID)
	}
	for key, query := range s.Prefetch {
		if key == "" || query == "" {
			return fmt.Errorf("cdshooks: service %q: a query or its key is empty", s.ID)
		}
	}
	return nil
}

// Discovery writes the discovery document of services.
func Discovery(services []Service) []byte {
	list := keptArray{}
	for _, s := range services {
		queries := r4.Object{}
		for _, key := range slices.Sorted(maps.Keys(s.Prefetch)) {
			queries = queries.Set(key, r4.String(s.Prefetch[key]))
		}
		list = append(list, object("hook", s.Hook, "title", s.Title, "description", s.Description, "id", s.ID, "prefetch", queries))
	}
	return object("services", list).Append(nil)
}

// keptArray is an array that is written although it is empty.
type keptArray r4.Array

func (keptArray) IsEmpty() bool { return false }

func (a keptArray) Append(dst []byte) []byte { return r4.Array(a).Append(dst) }

// object makes an object of names and values in turn: texts, or values of package r4.
func object(pairs ...any) r4.Object {
	o := make(r4.Object, 0, len(pairs)/2)
	for i := 0; i+1 < len(pairs); i += 2 {
		switch value := pairs[i+1].(type) {
		case r4.Value:
			o = o.Set(pairs[i].(string), value)
		case string:
			o = o.Set(pairs[i].(string), r4.String(value))
		default:
			panic(fmt.Sprintf("cdshooks: %v is a %T", pairs[i], value)) // a mistake of this package
		}
	}
	return o
}
