package fhir

// Canonical URLs of what this library says in FHIR and no public code system has.
const (
	base = "https://github.com/oudpath/oudpath/fhir"

	// System is the code system of this library: names of events, scales, stages and the like, as its journals write them.
	System = base + "/CodeSystem/oudpath"

	// EventExtension is the extension in which an export carries the event that a resource was made of.
	EventExtension = base + "/StructureDefinition/event"
)

// PlanSystem is the system of the identifiers of plans.
const PlanSystem = base + "/plan"
