package medication

import (
	"github.com/oudpath/oudpath/plan/evidence"
	"github.com/oudpath/oudpath/plan/vocabulary"
)

// Code is what a code system calls a substance, a product or one of its strengths.
//
// A code names its substance or product and says nothing about a group that somebody put it in: value sets called "naloxone
// medications" or "opiate antagonists" contain buprenorphine products.
type Code struct {
	System vocabulary.System // RxNorm or ATC
	Code   string
	Brand  string            // the brand that the code is restricted to; empty for a generic or an ingredient
	Cite   evidence.Citation // where the code was seen with its meaning
}

// Confirmed reports whether the code was seen in a published artifact. An import may recognize by unconfirmed codes; an
// export should leave them out.
func (c Code) Confirmed() bool { return c.Cite.Confirmed() }
