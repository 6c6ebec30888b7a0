// Package r4 reads and writes FHIR R4 resources as JSON.
//
// Reading is tolerant and loses nothing: Parse finds every value once and keeps the bytes as they came. An Element is a place in
// them; what it answers is what stands there, and numbers stay the text that was sent, so that no decimal is rounded. An element that
// is absent, or of another type than was asked for, answers that it has none. What Parse refuses is what two readers could
// understand differently or what is sent to exhaust a server: JSON that is none, a name twice in one object, text that is not UTF-8,
// more bytes or more levels than Limits allow. No error quotes what was sent: a record does not belong into a log.
//
// Writing is strict: Object leaves out what is empty, and Check compares a resource with the definitions of R4 (elements, how
// often, types, formats, closed codes, targets of references, the invariants that matter here). The definitions are a table made from
// those that HL7 publishes; what a profile adds on top is for the validators in the nested module.
//
// It is not a model of FHIR with a Go type for each resource, it fetches nothing, and knows neither XML nor FHIRPath. What a resource
// means for a plan is the business of package fhir.
package r4
