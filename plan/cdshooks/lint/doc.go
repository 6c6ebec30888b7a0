// Package lint compares documents of CDS Hooks with the specification: requests, responses, discovery documents and feedback.
//
//	for _, issue := range lint.Response(body) {
//		fmt.Println(issue)
//	}
//
// Issues have the identifiers of HL7's invariants (cds-r-1, cds-resp-6, cds-fb-2, ord-1 …) where there is one, and words of this package
// elsewhere (Rules lists both). It knows CDS Hooks 2.0 and accepts what 3.0 adds. Resources in a document are compared with FHIR R4 by
// package r4: no profiles, extensions, terminologies and no targets of references, for which there are FHIR validators.
//
// It is not needed to run a service, and asks nothing of one: give it bytes that you have, of whichever service or client. No issue
// quotes a value of the document; paths hold names of properties and keys.
package lint
