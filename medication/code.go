package medication

import "github.com/oudpath/oudpath/plan/evidence"

// CodeSystem is the canonical URI of a code system, as FHIR writes it. The empty CodeSystem is invalid.
type CodeSystem string

// The code systems of the catalogue.
const (
	RxNorm CodeSystem = "http://www.nlm.nih.gov/research/umls/rxnorm"
	ATC    CodeSystem = "http://www.whocc.no/atc"
)

// Code is one identifier in a code system.
//
// A code names its substance or product and says nothing about a group that somebody put it in: value sets called "naloxone
// medications" or "opiate antagonists" contain buprenorphine products.
type Code struct {
	System CodeSystem
	Value  string
	Brand  string            // the brand that the code is restricted to; empty for a generic or an ingredient
	Cite   evidence.Citation // where the code was seen with its meaning
}

// Confirmed reports whether the code was seen in a published artifact. An import may recognize by unconfirmed codes; an
// export should leave them out.
func (c Code) Confirmed() bool { return c.Cite.Provenance.MayRefuse() }
