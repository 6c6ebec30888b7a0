package medication

import (
	"slices"
	"strings"

	"github.com/oudpath/oudpath/plan/evidence"
	"github.com/oudpath/oudpath/plan/vocabulary"
)

// Substance is an active ingredient of the catalogue's products.
//
// The zero Substance is not stated, or none. Opioids, sedatives and other medicines that a person may take besides are not
// substances of the catalogue: Classify knows them by name.
type Substance uint8

// The substances.
const (
	_ Substance = iota
	Methadone
	Buprenorphine
	Naltrexone
	Naloxone
	Nalmefene
	Lofexidine
	Clonidine
	SlowMorphine // slow-release oral morphine; morphine that acts briefly is an agent
)

// SubstanceCount sizes an array that is indexed by Substance.
const SubstanceCount = len(substanceTable)

var substances = vocabulary.Optional[Substance]("substance", substanceNames())

func substanceNames() []string {
	names := make([]string, len(substanceTable))
	for i, row := range substanceTable {
		names[i] = row.name
	}
	return names
}

// Valid reports whether s is a substance.
func (s Substance) Valid() bool { return substances.Valid(s) }

// String returns the name, "not stated" for zero, and "invalid substance 77" for a value that is none.
func (s Substance) String() string { return substances.Name(s) }

// MarshalText writes the name, and the empty text for zero; a value that is no substance is a vocabulary.ErrWord.
func (s Substance) MarshalText() ([]byte, error) { return substances.MarshalText(s) }

// UnmarshalText reads what MarshalText writes, in that exact spelling; any other text is a vocabulary.ErrWord.
func (s *Substance) UnmarshalText(text []byte) error { return substances.UnmarshalText(s, text) }

// Mechanism is how a substance acts on the receptor it is given for. The zero Mechanism is that of no substance.
type Mechanism uint8

// The mechanisms.
const (
	_              Mechanism = iota
	FullAgonist              // at the mu opioid receptor
	PartialAgonist           // at the mu opioid receptor: it displaces full agonists and can precipitate withdrawal
	Antagonist               // at the mu opioid receptor: it precipitates withdrawal in anyone with opioids on board
	Alpha2Agonist            // not an opioid: it eases withdrawal and lowers pulse and pressure
)

var mechanisms = vocabulary.Optional[Mechanism]("mechanism", []string{
	FullAgonist:    "full-agonist",
	PartialAgonist: "partial-agonist",
	Antagonist:     "antagonist",
	Alpha2Agonist:  "alpha-2-agonist",
})

// Valid reports whether m is a mechanism.
func (m Mechanism) Valid() bool { return mechanisms.Valid(m) }

// String returns the name, "not stated" for zero, and "invalid mechanism 77" for a value that is none.
func (m Mechanism) String() string { return mechanisms.Name(m) }

// MarshalText writes the name, and the empty text for zero; a value that is no mechanism is a vocabulary.ErrWord.
func (m Mechanism) MarshalText() ([]byte, error) { return mechanisms.MarshalText(m) }

// UnmarshalText reads what MarshalText writes, in that exact spelling; any other text is a vocabulary.ErrWord.
func (m *Mechanism) UnmarshalText(text []byte) error { return mechanisms.UnmarshalText(m, text) }

// substanceTable is indexed by Substance.
var substanceTable = [...]struct {
	name       string
	mechanism  Mechanism
	codes      []Code
	ingredient string // where the name says more than the ingredient, such as its release
	synonyms   []string
}{
	Methadone:     {name: "methadone", mechanism: FullAgonist, codes: []Code{ingredient("6813", citeOHDSI), atc("N07BC02")}},
	Buprenorphine: {name: "buprenorphine", mechanism: PartialAgonist, codes: []Code{ingredient("1819", citeOHDSI), atc("N07BC01")}},
	Naltrexone:    {name: "naltrexone", mechanism: Antagonist, codes: []Code{ingredient("7243", citeOHDSI), atc("N07BB04")}},
	Naloxone:      {name: "naloxone", mechanism: Antagonist, codes: []Code{ingredient("7242", citeOHDSI), atc("V03AB15")}},
	// The ATC class of nalmefene is alcohol dependence; the class says nothing about what it is used for here.
	Nalmefene: {name: "nalmefene", mechanism: Antagonist, codes: []Code{ingredient("31479", citeOHDSI), atc("N07BB05")}},
	// The RxNorm ingredient code of lofexidine was not seen, so there is none.
	Lofexidine: {name: "lofexidine", mechanism: Alpha2Agonist, codes: []Code{atc("N07BC04")}},
	Clonidine:  {name: "clonidine", mechanism: Alpha2Agonist, codes: []Code{ingredient("2599", citeOHDSI), atc("C02AC01")}},
	// The codes of morphine are those of every release, also of the immediate one, and identify none.
	SlowMorphine: {name: "slow-release oral morphine", mechanism: FullAgonist, ingredient: "morphine",
		synonyms: []string{"srom", "kadian", "m-eslon", "substitol", "compensan", "kapanol"}},
}

func ingredient(code string, cite evidence.Citation) Code {
	return Code{System: vocabulary.RxNorm, Code: code, Cite: cite}
}

func atc(code string) Code { return Code{System: vocabulary.ATC, Code: code, Cite: citeATC} }

// Substances returns all substances in the order of their declaration.
func Substances() []Substance {
	return slices.AppendSeq(make([]Substance, 0, SubstanceCount), substances.All())
}

// SubstanceByCode finds the substance with that ingredient or class code.
func SubstanceByCode(system vocabulary.System, value string) (Substance, bool) {
	for s := range substances.All() {
		for _, c := range substanceTable[s].codes {
			if c.System == system && c.Code == value {
				return s, true
			}
		}
	}
	return 0, false
}

// Mechanism returns how the substance acts, and zero for an invalid substance.
func (s Substance) Mechanism() Mechanism {
	if !s.Valid() {
		return 0
	}
	return substanceTable[s].mechanism
}

// Codes returns the codes of the substance itself: RxNorm ingredient and ATC. A code that nobody confirmed is absent.
func (s Substance) Codes() []Code {
	if !s.Valid() {
		return nil
	}
	return slices.Clone(substanceTable[s].codes)
}

// Synonyms returns the names under which lists of medicines and people name the substance, beside String: brands and short names of which
// none stands for anything else.
func (s Substance) Synonyms() []string {
	if !s.Valid() {
		return nil
	}
	return slices.Clone(substanceTable[s].synonyms)
}

// Names reports whether the text names the substance, in any case and with spaces around it: by its name or a synonym.
func (s Substance) Names(text string) bool {
	if !s.Valid() {
		return false
	}
	row, text := &substanceTable[s], strings.TrimSpace(text)
	return strings.EqualFold(row.name, text) || slices.ContainsFunc(row.synonyms, func(name string) bool { return strings.EqualFold(name, text) })
}

// Holds reports whether the text names the substance or its ingredient, however that is released: what somebody is allergic to is the
// ingredient.
func (s Substance) Holds(text string) bool {
	if s.Names(text) {
		return true
	}
	return s.Valid() && substanceTable[s].ingredient != "" && strings.EqualFold(substanceTable[s].ingredient, strings.TrimSpace(text))
}
