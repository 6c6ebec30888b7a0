package medication

import (
	"slices"

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
	name      string
	mechanism Mechanism
	codes     []Code
}{
	Methadone:     {"methadone", FullAgonist, []Code{ingredient("6813", citeOHDSI), atc("N07BC02")}},
	Buprenorphine: {"buprenorphine", PartialAgonist, []Code{ingredient("1819", citeOHDSI), atc("N07BC01")}},
	Naltrexone:    {"naltrexone", Antagonist, []Code{ingredient("7243", citeOHDSI), atc("N07BB04")}},
	Naloxone:      {"naloxone", Antagonist, []Code{ingredient("7242", citeOHDSI), atc("V03AB15")}},
	// The ATC class of nalmefene is alcohol dependence; the class says nothing about what it is used for here.
	Nalmefene: {"nalmefene", Antagonist, []Code{ingredient("31479", citeOHDSI), atc("N07BB05")}},
	// The RxNorm ingredient code of lofexidine was not seen, so there is none.
	Lofexidine: {"lofexidine", Alpha2Agonist, []Code{atc("N07BC04")}},
	Clonidine:  {"clonidine", Alpha2Agonist, []Code{ingredient("2599", citeOHDSI), atc("C02AC01")}},
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
