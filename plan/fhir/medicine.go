package fhir

import (
	"strings"
	"sync"

	"github.com/oudpath/oudpath/medication"
	"github.com/oudpath/oudpath/plan/fhir/r4"
	"github.com/oudpath/oudpath/plan/record"
	"github.com/oudpath/oudpath/plan/truth"
	"github.com/oudpath/oudpath/plan/vocabulary"
)

// medicine is what a record names as a medicine, as far as it is known which one.
type medicine struct {
	name        string               // as the record writes it
	product     medication.Product   // zero: not known
	strength    medication.Dose      // of one unit, or of one milliliter where liquid; zero: not known
	liquid      bool                 // the strength is that of a milliliter
	substance   medication.Substance // of the catalogue; zero: another medicine, or not known
	agent       string               // another medicine by its generic name; empty: not known
	harmless    bool                 // known to be in no class that matters
	orderedHere bool                 // this treatment ordered it
	trouble     string               // what is contradictory or ambiguous about it
}

// known reports whether anything is known of the medicine beyond its name.
func (m medicine) known() bool {
	return m.product.IsValid() || m.substance.Valid() || m.agent != "" || m.harmless
}

// generic returns the name by which the table of agents is asked.
func (m medicine) generic() string {
	switch {
	case m.agent != "":
		return m.agent
	case m.product.LongActing() && m.substance == medication.Buprenorphine:
		return "buprenorphine depot"
	case m.substance.Valid():
		return m.substance.String()
	}
	return m.name
}

// reported returns the medicine as one that the person has, or has stopped.
func (m medicine) reported(taking truth.Value) record.MedicineReported {
	name := m.generic()
	if len(name) > record.MaxName {
		name = strings.ToValidUTF8(name[:record.MaxName], "")
	}
	body := record.MedicineReported{Agent: name, Taking: taking}
	if m.harmless {
		body.Classified = truth.Yes
	}
	if m.orderedHere {
		body.OrderedHere = truth.Yes
	}
	return body
}

// medicine returns the medicine that the resource names, by a code or by reference.
func (x *at) medicine() (m medicine, where r4.Element, ok bool) {
	value, typ := x.Choice("medication")
	if later := x.Get("medication"); typ == "" && later.IsObject() { // as the version after R4 has it
		if value, typ = later.Get("concept"), "CodeableConcept"; !value.Exists() {
			value, typ = later.Get("reference"), "Reference"
		}
		x.note(MisformedIsRead, later, "it names the medicine as the version after R4 does")
	}
	switch typ {
	case "CodeableConcept":
		m = x.identify(value.Concept())
	case "Reference":
		ref := value.Reference()
		named, found := x.resolve(x.source, ref)
		if !found || named.Type() != "Medication" {
			if ref.Display == "" {
				x.note(Unresolved, value, "the medicine that it refers to is not among the resources")
				return unnamed(ref), value, !x.draft
			}
			m = x.identify(r4.Concept{Text: ref.Display})
			break
		}
		switch m = x.identify(named.Get("code").Concept()); {
		case named.Get("status").Is("entered-in-error"):
			m = medicine{name: m.name, substance: m.substance, agent: m.agent, trouble: "the Medication that it refers to was entered in error"}
		case !m.known() && m.trouble == "":
			m = x.ofIngredients(named, m)
		case x.madeOtherwise(named, m):
			m = medicine{name: m.name, substance: m.substance, trouble: "its code names another strength than its ingredients"}
		}
	case r4.Several:
		x.note(Contradiction, r4.Element{}, "it names a medicine twice: which of the two is meant is not known")
		return unnamed(r4.Reference{URL: x.key}), r4.Element{}, !x.draft
	default:
		x.note(NotUnderstood, r4.Element{}, "it names no medicine")
		return m, value, false
	}
	switch {
	case m.trouble != "":
		x.note(Contradiction, value, "%s", m.trouble)
	case m.name == "":
		x.note(NotUnderstood, value, "the medicine has no code with a known meaning and no name")
		return unnamed(value.Reference()), value, typ == "Reference" && !x.draft
	case !m.known() && saysNone(m.name):
		x.note(NotUnderstood, value, "it names no medicine, and is no review of all of them")
		return m, value, false
	case !m.known():
		x.note(UnknownCode, value, "which medicine %q is, is not known", m.name)
	}
	return m, value, true
}

// ofIngredients reads what a Medication is made of, where its code says nothing that is known. Which product it is stays unknown.
func (in *reading) ofIngredients(named r4.Resource, m medicine) medicine {
	var names []string
	for _, item := range named.Get("ingredient").Items() {
		concept := item.Get("itemCodeableConcept").Concept()
		name := concept.Name()
		if part := in.identify(concept); part.known() && !part.harmless {
			name = part.generic()
		}
		names = append(names, name)
	}
	made := in.identify(r4.Concept{Text: strings.Join(names, "/")})
	if !made.known() {
		return m
	}
	return medicine{name: made.name, substance: made.substance, agent: made.agent, harmless: made.harmless}
}

// madeOtherwise reports whether an ingredient of a Medication has another strength in one unit than its code says. An ingredient that is named as a
// salt may be weighed as one, and says nothing here but for methadone, which is always weighed so.
func (in *reading) madeOtherwise(named r4.Resource, m medicine) bool {
	for _, item := range named.Get("ingredient").Items() {
		strength := item.Get("strength")
		if !strength.Exists() || m.strength.IsZero() || m.liquid {
			continue
		}
		concept := item.Get("itemCodeableConcept").Concept()
		per, counts := strength.Get("denominator").Quantity(), false
		if n, exact := per.Value.Thousandths(); exact && n == 1000 && (unit(per) == "" || countUnits[unit(per)]) {
			counts = true
		}
		part := in.identify(concept)
		salt := len(strings.Fields(concept.Name())) > 1 && part.substance != medication.Methadone
		made, trouble := medicine{}.dose(strength.Get("numerator").Quantity())
		if counts && !salt && trouble == "" && part.substance.Valid() && part.substance == m.product.Substance() &&
			!made.Principal.Equal(m.strength.Principal) {
			return true
		}
	}
	return false
}

// unnamed is a medicine that only a reference names: of it nothing is known, and so everything is possible.
func unnamed(ref r4.Reference) medicine {
	return medicine{name: strings.TrimSpace("unknown medicine " + ref.Key())}
}

// identify finds out which medicine a concept names: by codes first, then by names.
func (in *reading) identify(concept r4.Concept) medicine {
	key := append(in.written[:0], concept.Text...)
	for _, c := range concept.Codings {
		for _, part := range [...]string{c.System, c.Code, c.Display} {
			key = append(append(key, 0), part...)
		}
	}
	in.written = key
	if m, ok := in.codedAs[string(key)]; ok {
		return m
	}
	m := in.byCodes(concept)
	if m.trouble == "" {
		switch {
		case m.product.IsValid():
			m = in.against(concept, m)
		case m.agent == "" && !m.harmless:
			m = in.byNames(concept, m)
		}
	}
	m.name = concept.Name()
	in.codedAs[string(key)] = m
	return m
}

// byCodes reads the codes of products, strengths and ingredients.
func (in *reading) byCodes(concept r4.Concept) (m medicine) {
	for _, c := range concept.Codings {
		switch meaning := in.Codes.byCode[codeKey{c.System, c.Code}].(type) {
		case Dispensed:
			product, _ := medication.Lookup(meaning.Product)
			m.take(product, meaning.Dose, perMilliliter(product))
		case Medicine:
			m.agent = meaning.Agent
		case Harmless:
			m.harmless = true
		}
		if product, strength, ok := medication.LookupCode(vocabulary.System(c.System), c.Code); ok {
			m.take(product, strength.Dose, strength.Per == medication.PerMilliliter)
		} else if s, ok := medication.SubstanceByCode(vocabulary.System(c.System), c.Code); ok && c.System == string(vocabulary.RxNorm) {
			// A code of an ATC class says what a substance is used for: the same substance has several, and products share one.
			if m.substance.Valid() && m.substance != s && !m.product.Contains(s) {
				m.trouble = "its codes name different substances"
			}
			if !m.substance.Valid() {
				m.substance = s
			}
		}
	}
	return m
}

func perMilliliter(p medication.Product) bool {
	for _, s := range p.Strengths() {
		if s.Per == medication.PerMilliliter {
			return true
		}
	}
	return false
}

// take notes a product with its strength, and whether another one was named before.
func (m *medicine) take(product medication.Product, strength medication.Dose, liquid bool) {
	if m.product.IsValid() && (m.product != product || !m.strength.IsZero() && !strength.IsZero() && m.strength != strength) {
		*m = medicine{substance: m.substance, trouble: "its codes name different products or strengths"}
		if product.Substance() != m.substance {
			m.substance = 0
		}
		return
	}
	m.product, m.strength, m.liquid, m.substance = product, strength, liquid, product.Substance()
}

// byNames reads the text and the displays of a concept.
func (in *reading) byNames(concept r4.Concept, m medicine) medicine {
	all := []string{concept.Text}
	for _, c := range concept.Codings {
		all = append(all, c.Display)
	}
	for _, name := range all {
		if name = folded(name); name == "" {
			continue
		}
		if found := in.byName(name); found.known() {
			if m.substance.Valid() && found.substance != m.substance {
				m.trouble = "its code names another substance than its name"
				return m
			}
			return found
		}
	}
	return m
}

// against compares the product of a code with what the text and the displays name. Where that is another medicine, or another strength,
// it may be either.
func (in *reading) against(concept r4.Concept, m medicine) medicine {
	same := concept.Text == "" || m.plainly(concept.Text)
	for _, c := range concept.Codings {
		same = same && (c.Display == "" || m.plainly(c.Display))
	}
	if same {
		return m
	}
	named := in.byNames(concept, medicine{})
	switch {
	case !named.known() || named.harmless:
	case named.substance.Valid() && m.product.Contains(named.substance):
		known := !named.strength.IsZero() && !m.strength.IsZero() && named.liquid == m.liquid
		if known && !named.strength.Principal.Equal(m.strength.Principal) {
			return medicine{substance: m.substance, trouble: "its code names another strength than its name"}
		}
	case !sameClasses(m.generic(), named.generic()):
		return medicine{agent: m.generic() + "/" + named.generic(), trouble: "its code names another medicine than its name"}
	}
	return m
}

// plainly reports whether a name says nothing else than the product that a code names, without asking the catalogue: no other agent, and
// where an amount is printed, its strength first.
func (m medicine) plainly(name string) bool {
	name = strings.ToLower(name)
	for _, word := range wordsOf(name) {
		classes, known := medication.Classify(word)
		if !known {
			continue
		}
		if s := substancesByName[word]; s.Valid() && m.product.Contains(s) {
			continue
		}
		if own, _ := medication.Classify(m.substance.String()); classes != own {
			return false
		}
	}
	amounts, _ := printedAmounts(printedParts(name))
	return len(amounts) == 0 || m.strength.IsZero() || !m.liquid && amounts[0].mass.Equal(m.strength.Principal)
}

// substancesByName are the substances of the catalogue.
var substancesByName = func() map[string]medication.Substance {
	all := map[string]medication.Substance{}
	for _, s := range medication.Substances() {
		all[s.String()] = s
	}
	return all
}()

func sameClasses(one, other string) bool {
	a, known := medication.Classify(one)
	b, knownToo := medication.Classify(other)
	return known && knownToo && a == b
}

// readBefore keeps what printed names mean by a table of codes, each with its market: systems print the same few names in every record.
type readBefore struct {
	mu    sync.RWMutex
	means map[[2]string]medicine
}

// manyPrinted is how many names are kept at most.
const manyPrinted = 4096

// byName reads a name, once for all records that are read by the same table of codes.
func (in *reading) byName(name string) medicine {
	before, key := &in.Codes.printed, [2]string{in.Market, name}
	before.mu.RLock()
	m, known := before.means[key]
	before.mu.RUnlock()
	if known {
		return m
	}
	m = in.readName(name)
	if len(name) > record.MaxName {
		return m
	}
	before.mu.Lock()
	defer before.mu.Unlock()
	if len(before.means) >= manyPrinted || before.means == nil {
		before.means = map[[2]string]medicine{}
	}
	before.means[key] = m
	return m
}

// readName reads a name: one that the table of codes has, one of the catalogue, or the parts of which it is made.
func (in *reading) readName(name string) medicine {
	switch meaning := in.Codes.byName[name].(type) {
	case Medicine:
		return medicine{agent: meaning.Agent}
	case Harmless:
		return medicine{harmless: true}
	}
	printed := readPrinted(name)
	if m := printed.inCatalogue(in.Market); m.known() {
		return m
	}
	if generic, brand, ok := strings.Cut(name, " ["); ok { // RxNorm names the brand behind the substances
		if m := readPrinted(generic).agents(in.Codes); m.known() {
			return m
		}
		printed = readPrinted(strings.TrimSuffix(brand, "]"))
	}
	m := printed.agents(in.Codes)
	if product, supplier, ok := strings.Cut(name, " ("); in.Market == "gb" && ok && !m.known() && strings.HasSuffix(supplier, ")") {
		return in.readName(product) // the dictionary of the NHS names the supplier behind a product
	}
	if m.agent != "" { // a brand of which no product fits what else is printed
		m.substance = printed.brandedSubstance()
	}
	return m
}
