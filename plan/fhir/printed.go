package fhir

import (
	"slices"
	"strings"

	"github.com/oudpath/oudpath/medication"
	"github.com/oudpath/oudpath/plan/fhir/r4"
)

// printed is the name of a medicine as systems print it, taken apart: "buprenorphine 8 MG / naloxone 2 MG Sublingual Film [Suboxone]",
// "buprenorphine-naloxone 8 mg-2 mg sublingual film".
type printed struct {
	words      []string // of letters, in their order
	substances medication.SubstanceSet
	amounts    []strength        // the strengths, in their order
	liquid     bool              // a number of milliliters is stated
	form       []medication.Form // the forms that it can mean; empty: none is stated
	numbered   bool              // a number that is no amount tells it from others of the name: "Tylenol #3" has codeine
	another    bool              // an agent of other classes stands beside the substances
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
	p := &printed{words: wordsOf(name)}
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
	parts := printedParts(name)
	p.amounts, p.liquid = printedAmounts(parts)
	p.numbered = numbered(parts)
	p.extended = slices.ContainsFunc(longReleases, func(words []string) bool { return p.has(words...) }) || p.has("hr") && !p.has("transdermal")
	p.patch = p.has("transdermal") || p.has("patch")
	p.another = slices.ContainsFunc(p.words, p.beside)
	return p
}

// wordsOf returns the words of a name in small letters.
func wordsOf(name string) []string {
	return strings.FieldsFunc(name, func(r rune) bool { return (r < 'a' || r > 'z') && r < 0x80 })
}

// longReleases are the words for a release that takes long.
var longReleases = [][]string{{"extended", "release"}, {"prolonged", "release"}, {"modified", "release"}, {"er"}, {"xr"}, {"sr"}, {"mr"}}

// has reports whether each of the words stands in the name, also as the beginning of a longer one: "tablet" for "tablets".
func (p *printed) has(words ...string) bool {
	for _, word := range words {
		if !slices.ContainsFunc(p.words, func(w string) bool {
			rest, begins := strings.CutPrefix(w, word)
			return begins && (len(word) > 4 || rest == "" || rest == "s")
		}) {
			return false
		}
	}
	return true
}

// beside reports whether the word is an agent of other classes than the substances of the name have: of "oxycodone/naloxone" the
// substance that the catalogue has is not what the name means.
func (p *printed) beside(word string) bool {
	if p.substances == 0 {
		return false
	}
	classes, known := medication.Classify(word)
	if !known {
		return false
	}
	return !slices.ContainsFunc(medication.Substances(), func(s medication.Substance) bool {
		of, _ := medication.Classify(s.String())
		return p.substances.Has(s) && of == classes
	})
}

// strength is a printed mass, and in how many microliters it is; 0: not stated.
type strength struct {
	mass medication.Mass
	in   uint32
}

// perMilliliter returns the mass in a milliliter; false for a volume that is not stated, or one that gives no whole microgram.
func (s strength) perMilliliter() (medication.Mass, bool) {
	if s.in == 0 {
		return s.mass, false
	}
	return s.mass.Fraction(1000, s.in)
}

// printedUnits are the units of mass as names print them.
var printedUnits = map[string]string{"mg": "mg", "milligram": "mg", "milligrams": "mg", "mcg": "mcg", "ug": "mcg", "µg": "mcg",
	"microgram": "mcg", "micrograms": "mcg"}

// printedAmounts returns the amounts of a name, and whether a number of milliliters is stated: "8 mg-2 mg", "10 mg/ml", "10 mg/5 ml". A
// unit is that of all numbers that are joined before it: "8-2 mg" and "8/2 mg" are two amounts, and never the last alone.
func printedAmounts(parts []string) (amounts []strength, liquid bool) {
	for i, part := range parts {
		if part == "ml" {
			liquid = true
		}
		unit, isMass := printedUnits[part]
		if !isMass {
			continue
		}
		first := i
		for k := i - 1; k >= 0 && isNumber(parts[k]); k -= 2 {
			first = k
			if k < 2 || !joins(parts[k-1]) || !isNumber(parts[k-2]) {
				break
			}
		}
		for k := first; k < i; k += 2 {
			if mass, err := medication.ParseMass(parts[k] + " " + unit); err == nil {
				amounts = append(amounts, strength{mass: mass})
			}
		}
		if n := len(amounts); n > 0 && first < i {
			amounts[n-1].in = dissolved(parts[i+1:])
		}
	}
	return amounts, liquid
}

// dissolved returns the microliters behind a mass: "/ ml", "/ 5 ml"; 0 for none.
func dissolved(behind []string) uint32 {
	switch {
	case len(behind) > 1 && behind[0] == "/" && behind[1] == "ml":
		return 1000
	case len(behind) > 2 && joins(behind[0]) && behind[2] == "ml":
		if n, exact := r4.Decimal(behind[1]).Thousandths(); exact && n > 0 && n < 1<<31 {
			return uint32(n)
		}
	}
	return 0
}

// numbered reports whether a name has a number of one digit that has no unit, at its end or behind a sign for a number.
func numbered(parts []string) bool {
	for i, part := range parts {
		last := i == len(parts)-1
		if isNumber(part) && len(part) == 1 && (last && (i == 0 || !joins(parts[i-1])) || i > 0 && parts[i-1] == "#") {
			return true
		}
	}
	return false
}

func joins(part string) bool { return part == "-" || part == "/" }

func isNumber(part string) bool { return part != "" && part[0] >= '0' && part[0] <= '9' }

// printedParts takes a folded name apart into numbers, words, and what joins them.
func printedParts(name string) (parts []string) {
	kind := func(r rune) int {
		switch {
		case r >= '0' && r <= '9' || r == '.':
			return 1
		case r == '-' || r == '/':
			return 2
		case r == ' ' || r == '(' || r == ')' || r == ',' || r == '[' || r == ']':
			return 0
		}
		return 3
	}
	start, last := 0, 0
	for i, r := range name {
		now := kind(r)
		if now != last || now == 2 {
			if last != 0 {
				parts = append(parts, name[start:i])
			}
			start, last = i, now
		}
	}
	if last != 0 {
		parts = append(parts, name[start:])
	}
	return parts
}
