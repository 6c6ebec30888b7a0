package fhir

import (
	"slices"
	"strings"

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
	switch typ {
	case "CodeableConcept":
		m = x.identify(value.Concept())
	case "Reference":
		ref := value.Reference()
		named, found := x.resolve(x.Resource, ref)
		if !found || named.Type() != "Medication" {
			if ref.Display == "" {
				x.note(Unresolved, value, "the medicine that it refers to is not among the resources")
				return m, value, false
			}
			m = x.identify(r4.Concept{Text: ref.Display})
			break
		}
		m = x.identify(named.Get("code").Concept())
	default:
		x.note(NotUnderstood, r4.Element{}, "it names no medicine")
		return m, value, false
	}
	switch {
	case m.trouble != "":
		x.note(Contradiction, value, "%s", m.trouble)
	case m.name == "":
		x.note(NotUnderstood, value, "the medicine has no code with a known meaning and no name")
		return m, value, false
	case !m.known():
		x.note(UnknownCode, value, "which medicine %q is, is not known", m.name)
	}
	return m, value, true
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
	if !m.product.IsValid() && m.agent == "" && !m.harmless && m.trouble == "" {
		m = in.byNames(concept, m)
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

// byName reads a name: one that the table of codes has, one of the catalogue, or the parts of which it is made.
func (in *reading) byName(name string) medicine {
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
	return printed.agents(in.Codes)
}

// printed is the name of a medicine as systems print it, taken apart: "buprenorphine 8 MG / naloxone 2 MG Sublingual Film [Suboxone]",
// "buprenorphine-naloxone 8 mg-2 mg sublingual film".
type printed struct {
	words      []string // of letters, in their order
	substances medication.SubstanceSet
	masses     []medication.Mass // the strengths, in their order
	liquid     bool              // they are per milliliter
	form       []medication.Form // the forms that it can mean; empty: none is stated
	extended   bool
	patch      bool
}

// formWords are the words for a form. What stands first goes before what stands after it.
var formWords = []struct {
	words []string // all of them
	forms []medication.Form
}{
	{[]string{"film", "coated"}, []medication.Form{medication.FormTablet}},
	{[]string{"film"}, []medication.Form{medication.FormFilm}},
	{[]string{"strip"}, []medication.Form{medication.FormFilm}},
	{[]string{"sublingual", "tablet"}, []medication.Form{medication.FormSublingualTablet}},
	{[]string{"sublingual", "tab"}, []medication.Form{medication.FormSublingualTablet}},
	{[]string{"sl", "tab"}, []medication.Form{medication.FormSublingualTablet}},
	{[]string{"subl"}, []medication.Form{medication.FormSublingualTablet}},
	{[]string{"dispersible"}, []medication.Form{medication.FormDispersible}},
	{[]string{"soluble", "tablet"}, []medication.Form{medication.FormDispersible}},
	{[]string{"lyophilisate"}, []medication.Form{medication.FormLyophilisate}},
	{[]string{"concentrate"}, []medication.Form{medication.FormOralConcentrate}},
	{[]string{"oral", "solution"}, []medication.Form{medication.FormOralSolution, medication.FormOralConcentrate}},
	{[]string{"nasal"}, []medication.Form{medication.FormNasalSpray}},
	{[]string{"transdermal"}, []medication.Form{medication.FormPatch}},
	{[]string{"patch"}, []medication.Form{medication.FormPatch}},
	{[]string{"implant"}, []medication.Form{medication.FormImplant}},
	{[]string{"extended", "release", "injection"}, []medication.Form{medication.FormDepot}},
	{[]string{"extended", "release", "suspension"}, []medication.Form{medication.FormDepot}},
	{[]string{"prolonged", "release", "injection"}, []medication.Form{medication.FormDepot}},
	{[]string{"auto", "injector"}, []medication.Form{medication.FormAutoInjector}},
	{[]string{"inject"}, []medication.Form{medication.FormInjection, medication.FormDepot, medication.FormAutoInjector}},
	{[]string{"tablet"}, []medication.Form{medication.FormTablet}},
	{[]string{"tab"}, []medication.Form{medication.FormTablet}},
}

// readPrinted takes a folded name apart.
func readPrinted(name string) *printed {
	p := &printed{words: strings.FieldsFunc(name, func(r rune) bool { return (r < 'a' || r > 'z') && r < 0x80 })}
	for _, s := range medication.Substances() {
		if slices.Contains(p.words, s.String()) {
			p.substances |= medication.SetOf(s)
		}
	}
	for _, f := range formWords {
		if p.has(f.words...) {
			p.form = f.forms
			break
		}
	}
	p.masses, p.liquid = printedMasses(name)
	p.extended = p.has("extended", "release") || p.has("er") || p.has("xr") || p.has("sr") || p.has("hr") && !p.has("transdermal")
	p.patch = p.has("transdermal") || p.has("patch")
	return p
}

// has reports whether each of the words stands in the name, also as the beginning of a longer one: "tablet" for "tablets".
func (p *printed) has(words ...string) bool {
	for _, word := range words {
		if !slices.ContainsFunc(p.words, func(w string) bool {
			return w == word || len(word) > 3 && strings.HasPrefix(w, word)
		}) {
			return false
		}
	}
	return true
}

// printedMasses returns the masses of a name, and whether they are those of a milliliter: "8 mg-2 mg", "10 mg/ml", "10 mg/5 ml".
func printedMasses(name string) (masses []medication.Mass, liquid bool) {
	fields := strings.FieldsFunc(unitsApart.Replace(name), func(r rune) bool { return strings.ContainsRune(" /-(),", r) })
	for i := 1; i < len(fields); i++ {
		if fields[i] == "ml" {
			liquid = true
		}
		if fields[i] != "mg" && fields[i] != "mcg" {
			continue
		}
		mass, err := medication.ParseMass(fields[i-1] + " " + fields[i])
		if err == nil && i+2 < len(fields) && fields[i+2] == "ml" {
			volume, ok := r4.Decimal(fields[i+1]).Thousandths()
			if per, exact := mass.Fraction(1000, uint32(max(volume, 0))); ok && exact {
				mass = per
			}
		}
		if err == nil {
			masses = append(masses, mass)
		}
	}
	return masses, liquid
}

// unitsApart puts a space between a number and its unit.
var unitsApart = strings.NewReplacer("mg", " mg ", "mcg", " mcg ", "ml", " ml ")
