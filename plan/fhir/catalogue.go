package fhir

import (
	"slices"
	"strings"
	"sync"

	"github.com/oudpath/oudpath/medication"
)

// entry is a product with the words of its brands, as a printed name has them.
type entry struct {
	medication.Product
	brands [][]string
}

// catalogue is read once: every printed name is held against all of it.
var catalogue = sync.OnceValue(func() (all []entry) {
	for _, product := range medication.Products() {
		n := entry{Product: product}
		for _, brand := range product.Brands() {
			n.brands = append(n.brands, strings.Fields(strings.ToLower(brand)))
		}
		all = append(all, n)
	}
	return all
})

// inCatalogue finds the only product of the catalogue that the name can mean. Where several can be meant, the substance is known and
// the product is not.
func (p *printed) inCatalogue(market string) (m medicine) {
	var found []medication.Product
	branded := false
	for _, product := range catalogue() {
		brand := p.brandOf(product)
		if market != "" && product.Jurisdiction() != market || branded && !brand || !brand && !p.generic(product.Product) {
			continue
		}
		if !p.formFits(product.Product, brand) || !p.strengthFits(product.Product) {
			continue
		}
		if brand && !branded {
			branded, found = true, nil
		}
		found = append(found, product.Product)
	}
	if len(found) > 1 && !branded {
		found = slices.DeleteFunc(found, onlyBranded)
	}
	if made := slices.DeleteFunc(slices.Clone(found), ofUnknownStrength); len(p.amounts) > 0 && len(made) > 0 {
		found = made // those that are known to be made in what is printed
	}
	if !branded && len(found) > 0 && found[0].ReversesOverdose() && p.strange() {
		return m // what else is in it is not known, and it may be what an overdose comes of
	}
	if len(found) == 1 && found[0].IsValid() {
		m.product, m.substance = found[0], found[0].Substance()
		m.strength, m.liquid = p.strengthOf(found[0])
		return m
	}
	if len(found) > 1 && (p.substances == 0 || !p.mixed()) {
		m.substance = found[0].Substance()
	}
	return m
}

// onlyBranded reports whether the product is sold under a brand alone, which its name in the catalogue then carries: a generic name
// does not mean it.
func onlyBranded(p medication.Product) bool {
	return strings.Contains(p.Name(), "(") && len(p.Brands()) == 1
}

func ofUnknownStrength(p medication.Product) bool { return !p.HasStrengths() }

// brandOf reports whether the name is one of the brands of the product.
func (p *printed) brandOf(product entry) bool {
	return slices.ContainsFunc(product.brands, func(words []string) bool { return p.has(words...) })
}

// brandedSubstance returns the substance of which the name has a brand; none where it has no brand of the catalogue.
func (p *printed) brandedSubstance() medication.Substance {
	for _, product := range catalogue() {
		if p.brandOf(product) {
			return product.Substance()
		}
	}
	return 0
}

// generic reports whether the name names the substances of the product, and no other one of the catalogue.
func (p *printed) generic(product medication.Product) bool {
	want := medication.SetOf(product.Substance())
	if companion, ok := product.Companion(); ok {
		want |= medication.SetOf(companion)
	}
	return p.substances == want && !p.another
}

// mixed reports whether the name has substances that no product contains together.
func (p *printed) mixed() bool {
	return !slices.ContainsFunc(medication.Products(), p.generic)
}

// formFits reports whether the product comes in the form that the name states. Where it states none, a depot is meant only by its brand.
func (p *printed) formFits(product medication.Product, brand bool) bool {
	if len(p.form) == 0 {
		return !product.LongActing() || brand
	}
	if slices.Contains(p.form, product.Form()) {
		return true
	}
	// "Tablet" is said of what is put under the tongue as well, where the substance is made in no other tablet.
	return p.form[0] == medication.FormTablet && product.Form() == medication.FormSublingualTablet
}

// strengthFits reports whether the product is made in the printed strength; it does where none is printed, or none is known.
func (p *printed) strengthFits(product medication.Product) bool {
	strengths := product.Strengths()
	if len(p.amounts) == 0 || len(strengths) == 0 {
		return true
	}
	return slices.ContainsFunc(strengths, func(s medication.Strength) bool { return p.isStrength(product, s) })
}

// solid are the forms of which no name states milliliters.
var solid = map[medication.Form]bool{medication.FormTablet: true, medication.FormSublingualTablet: true, medication.FormFilm: true,
	medication.FormDispersible: true, medication.FormLyophilisate: true, medication.FormPatch: true, medication.FormImplant: true}

func (p *printed) isStrength(product medication.Product, s medication.Strength) bool {
	printed := p.amounts[0]
	mass := printed.mass
	if s.Per == medication.PerMilliliter {
		per, exact := printed.perMilliliter()
		if !p.liquid || printed.in > 0 && !exact {
			return false
		}
		mass = per
	} else if p.liquid && s.Volume.IsZero() && solid[product.Form()] {
		return false
	}
	if !s.Dose.Principal.Equal(mass) {
		return false
	}
	switch {
	case len(p.amounts) < 2:
		return true
	case s.Dose.Companion.IsZero(): // a second amount is that of something else, unless it says the same again
		return !slices.ContainsFunc(p.amounts, func(a strength) bool { return a.mass != printed.mass })
	}
	return s.Dose.Companion.Equal(p.amounts[1].mass)
}

// strengthOf returns the printed strength of the product; none where it is not printed.
func (p *printed) strengthOf(product medication.Product) (dose medication.Dose, liquid bool) {
	if len(p.amounts) == 0 {
		return medication.Dose{}, perMilliliter(product)
	}
	for _, s := range product.Strengths() {
		if p.isStrength(product, s) {
			return s.Dose, s.Per == medication.PerMilliliter
		}
	}
	return medication.Dose{}, perMilliliter(product)
}

// notNames are words of a printed name that name no medicine.
var notNames = wordSet("mg mcg ml g hr h day ug unit units oral tablet tablets tab tabs capsule capsules cap caps solution suspension",
	"concentrate extended release er xr sr immediate ir transdermal patch patches system sublingual buccal film strip nasal spray",
	"injection injectable injector auto prefilled syringe pen pill product hydrochloride hcl sulfate bitartrate tartrate maleate citrate",
	"phosphate sodium potassium calcium succinate mesylate acetate fumarate besylate dihydrate in of per dose actuat chewable",
	"disintegrating dispersible soluble delayed and with for the x sl subl po sc sq subq sub q im iv soln susp inj depot weekly monthly",
	"microgram micrograms milligram milligrams hour hours modified prolonged mr powder ampoule ampoules vial vials syringes pre filled mixture",
	"sugar free liquid linctus gastro resistant effervescent sachet sachets lyophilisate lyophilisates films strips injections")

// rescueWords are words that stand in names of what reverses an overdose beside those.
var rescueWords = wordSet("naloxone nalmefene kit rescue emergency opioid overdose reversal take home vial vials ampoule ampoules ampul",
	"sprayer pack dihydrate preservative free actuation soln sol inj intranasal intramuscular device carton dose doses single use only")

// strange reports whether the name has a word of which nobody knows that it names no medicine.
func (p *printed) strange() bool {
	return slices.ContainsFunc(p.words, func(word string) bool { return !notNames[word] && !rescueWords[word] })
}

func wordSet(lines ...string) map[string]bool {
	set := map[string]bool{}
	for _, line := range lines {
		for word := range strings.FieldsSeq(line) {
			set[word] = true
		}
	}
	return set
}

// agents finds the agents of which the name is made: those that the table of agents knows and those that are known to be harmless. A
// name with a part that nobody knows is not known.
func (p *printed) agents(codes *Codes) (m medicine) {
	var found []string
	harmless := false
	for i := 0; i < len(p.words); i++ {
		word := p.words[i]
		if notNames[word] {
			continue
		}
		name, ok := p.agentAt(i)
		_, inert := codes.byName[word].(Harmless)
		switch {
		case ok && !slices.Contains(found, name):
			found = append(found, name)
		case ok:
		case inert:
			harmless = true
		default:
			return medicine{}
		}
	}
	switch {
	case len(found) == 1 && substancesByName[found[0]].Valid(): // of the catalogue: which product of it is not known
		m.substance = substancesByName[found[0]]
	case len(found) > 0:
		m.agent = strings.Join(found, "/")
	case harmless && !p.numbered:
		m.harmless = true
	}
	return m
}

// agentAt returns the agent that the word names, with its release: extended release is another agent, and one that the table does not
// have in that form is not known.
func (p *printed) agentAt(i int) (name string, ok bool) {
	name = p.words[i]
	if _, ok := medication.LookupAgent(name); !ok {
		return "", false
	}
	classes, _ := medication.Classify(name)
	if !classes.Intersects(medication.Agonists) || classes.Has(medication.LongActingOpioid) && !p.patch && !p.extended {
		return name, true
	}
	suffix := ""
	switch {
	case p.patch:
		suffix = " transdermal"
	case p.extended:
		suffix = " er"
	default:
		return name, true
	}
	if _, ok := medication.LookupAgent(name + suffix); ok {
		return name + suffix, true
	}
	return name, classes.Has(medication.LongActingOpioid)
}
