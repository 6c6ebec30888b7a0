package medication

import (
	"slices"

	"github.com/oudpath/oudpath/plan/evidence"
)

// Substance is an active ingredient of the catalogue's products.
//
// The zero Substance is invalid. Opioids, sedatives and other medicines that a person may take besides are not substances of
// the catalogue: Classify knows them by name.
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

var substanceNames = []string{"", "methadone", "buprenorphine", "naltrexone", "naloxone", "nalmefene", "lofexidine", "clonidine"}

// Mechanism is how a substance acts on the receptor it is given for. The zero Mechanism is invalid.
type Mechanism uint8

// The mechanisms.
const (
	_              Mechanism = iota
	FullAgonist              // at the mu opioid receptor
	PartialAgonist           // at the mu opioid receptor: it displaces full agonists and can precipitate withdrawal
	Antagonist               // at the mu opioid receptor: it precipitates withdrawal in anyone with opioids on board
	Alpha2Agonist            // not an opioid: it eases withdrawal and lowers pulse and pressure
)

var mechanismNames = []string{"", "full-agonist", "partial-agonist", "antagonist", "alpha-2-agonist"}

// substanceFacts is indexed by Substance.
var substanceFacts = [...]struct {
	mechanism Mechanism
	codes     []Code
}{
	Methadone:     {FullAgonist, []Code{ingredient("6813", citeOHDSI), atc("N07BC02")}},
	Buprenorphine: {PartialAgonist, []Code{ingredient("1819", citeOHDSI), atc("N07BC01")}},
	Naltrexone:    {Antagonist, []Code{ingredient("7243", citeOHDSI), atc("N07BB04")}},
	Naloxone:      {Antagonist, []Code{ingredient("7242", citeOHDSI), atc("V03AB15")}},
	// The ATC class of nalmefene is alcohol dependence; the class says nothing about what it is used for here.
	Nalmefene: {Antagonist, []Code{ingredient("31479", citeOHDSI), atc("N07BB05")}},
	// The RxNorm ingredient code of lofexidine was not seen, so there is none.
	Lofexidine: {Alpha2Agonist, []Code{atc("N07BC04")}},
	Clonidine:  {Alpha2Agonist, []Code{ingredient("2599", citeOHDSI), atc("C02AC01")}},
}

func ingredient(code string, cite evidence.Citation) Code {
	return Code{System: RxNorm, Value: code, Cite: cite}
}

func atc(code string) Code { return Code{System: ATC, Value: code, Cite: citeATC} }

// Substances returns all substances in the order of their declaration.
func Substances() []Substance {
	return []Substance{Methadone, Buprenorphine, Naltrexone, Naloxone, Nalmefene, Lofexidine, Clonidine}
}

// SubstanceByCode finds the substance with that ingredient or class code.
func SubstanceByCode(system CodeSystem, value string) (Substance, bool) {
	for _, s := range Substances() {
		for _, c := range substanceFacts[s].codes {
			if c.System == system && c.Value == value {
				return s, true
			}
		}
	}
	return 0, false
}

// Valid reports whether s is one of the substances.
func (s Substance) Valid() bool { return s > 0 && int(s) < len(substanceNames) }

// Mechanism returns how the substance acts, and the invalid zero for an invalid substance.
func (s Substance) Mechanism() Mechanism {
	if !s.Valid() {
		return 0
	}
	return substanceFacts[s].mechanism
}

// Codes returns the codes of the substance itself: RxNorm ingredient and ATC. A code that nobody confirmed is absent.
func (s Substance) Codes() []Code {
	if !s.Valid() {
		return nil
	}
	return slices.Clone(substanceFacts[s].codes)
}

// String returns the name, and "invalid" for an invalid substance.
func (s Substance) String() string { return nameOf(substanceNames, s) }

// MarshalText writes the name; an invalid substance is an error.
func (s Substance) MarshalText() ([]byte, error) { return writeName("substance", substanceNames, s) }

// UnmarshalText reads a name that MarshalText writes.
func (s *Substance) UnmarshalText(text []byte) (err error) {
	*s, err = readName[Substance]("substance", substanceNames, text)
	return err
}

// String returns the name, and "invalid" for an invalid mechanism.
func (m Mechanism) String() string { return nameOf(mechanismNames, m) }

// MarshalText writes the name; an invalid mechanism is an error.
func (m Mechanism) MarshalText() ([]byte, error) { return writeName("mechanism", mechanismNames, m) }

// UnmarshalText reads a name that MarshalText writes.
func (m *Mechanism) UnmarshalText(text []byte) (err error) {
	*m, err = readName[Mechanism]("mechanism", mechanismNames, text)
	return err
}
