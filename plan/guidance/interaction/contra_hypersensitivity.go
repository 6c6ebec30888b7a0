package interaction

import (
	"github.com/oudpath/oudpath/medication"
	"github.com/oudpath/oudpath/plan"
	"github.com/oudpath/oudpath/plan/evidence"
	"github.com/oudpath/oudpath/plan/guidance/internal/agent"
	"github.com/oudpath/oudpath/plan/guidance/internal/person"
	"github.com/oudpath/oudpath/plan/record"
	"github.com/oudpath/oudpath/plan/truth"
)

var hypersensitivity = plan.Rule{
	ID:       "contra.hypersensitivity",
	Title:    "Nobody is given a product with a substance to which they are hypersensitive",
	Severity: record.Block,
	Watches:  record.Doses | record.Shows,
	Cites: []evidence.Citation{evidence.LabelBrixadi.At("contraindications: hypersensitivity", evidence.Primary),
		evidence.LabelMethadone.At("section 4", evidence.Secondary), evidence.LabelNaltrexoneTablets.At("contraindications",
			evidence.Secondary)},
	Remedy:   "choose a product without the substance, or clear up what the earlier reaction was",
	Override: plan.Overridable("what the earlier reaction was, and why it does not stand against the product"),
	Missing:  plan.Reported("such reactions are rare and remembered: a list that nobody reviewed must not keep people from treatment"),
	Judge:    judgeHypersensitivity,
}

func judgeHypersensitivity(v *plan.View) plan.Result {
	if b, ok := v.Body().(record.AllergyReported); ok {
		return judgeAllergyTold(v, b)
	}
	act, ok := v.Acts().Of(record.Doses, 0)
	if !ok {
		return v.NotApplicable()
	}
	product := person.ProductOf(v, act)
	severity := record.Block
	if agent.Reverses(product, act.Substance) { // nobody is left to an overdose for a rash
		severity = record.Advice
	}
	unknown := false
	for _, s := range contents(product, act.Substance) {
		switch v.Allergy(s) {
		case truth.Yes:
			return v.ViolatedAs(severity, nil, "%s, with a hypersensitivity to %s on record", productName(product, act.Substance), s)
		case truth.Unknown:
			unknown = true
		}
	}
	switch {
	case !unknown:
		return v.Met()
	case v.Starting(act.Substance) && severity == record.Block:
		return v.Lacks("the list of allergies, reviewed")
	}
	return v.NotApplicable()
}

// judgeAllergyTold judges a hypersensitivity that is told of while the substance is in the body or in the hand.
func judgeAllergyTold(v *plan.View, b record.AllergyReported) plan.Result {
	to, ok := b.To()
	if !ok {
		return v.NotApplicable()
	}
	for _, s := range medication.Substances() {
		if !carries(v, s) {
			continue
		}
		for _, content := range contents(person.UsualProductOf(v, s), s) {
			if content == to {
				return v.ViolatedAs(record.Warning, nil, "%s is in the body or in the hand, and a hypersensitivity to %s is told of", s, to)
			}
		}
	}
	return v.NotApplicable()
}

// contents are the substances of a product; of one that nobody named, its principal.
func contents(product medication.Product, s medication.Substance) []medication.Substance {
	if companion, ok := product.Companion(); ok {
		return []medication.Substance{s, companion}
	}
	return []medication.Substance{s}
}

// productName names the product for a reader, or the substance where nobody named one.
func productName(product medication.Product, s medication.Substance) string {
	if product.IsValid() {
		return product.Name()
	}
	return s.String()
}
