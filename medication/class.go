package medication

import (
	"math/bits"
	"strings"

	"github.com/oudpath/oudpath/plan/vocabulary"
)

// Class is a group of agents that matters to treatment: what precipitates withdrawal, adds to sedation, prolongs QT, or
// changes the level of methadone or buprenorphine. An agent may be in several. The zero Class is invalid.
type Class uint8

// The classes.
const (
	_ Class = iota
	// ShortActingOpioid is an opioid after which withdrawal comes within a day: heroin, and medicines of immediate release.
	// Illicit fentanyl is not among them: see FentanylOpioid.
	ShortActingOpioid
	// LongActingOpioid is methadone, or an opioid of extended release.
	LongActingOpioid
	// FentanylOpioid is fentanyl and its analogues. Withdrawal after illicit fentanyl comes at a variable time, so that it is
	// neither short nor long acting, and a rule by hours that knows only those two cannot judge it. A medicine of this class
	// whose time is known, such as a patch, is in the other class as well.
	FentanylOpioid
	// FullAgonistOpioid is a full agonist at the mu receptor, however long it acts.
	FullAgonistOpioid
	// PartialAgonistOpioid is buprenorphine, with or without naloxone.
	PartialAgonistOpioid
	// MixedAgonistAntagonist is pentazocine, nalbuphine or butorphanol. Labels list buprenorphine beside them; it is kept apart
	// here, so that starting it is judged by its own rules.
	MixedAgonistAntagonist
	// UnknownDurationOpioid is an opioid of which nobody knows how long it acts: a nitazene, kratom, 7-hydroxymitragynine, tianeptine.
	UnknownDurationOpioid
	// OpioidDepot is buprenorphine that was injected or put under the skin, and acts for weeks to months.
	OpioidDepot
	// OpioidAntagonist is naltrexone, naloxone or nalmefene, alone or in a combination.
	OpioidAntagonist
	// LastingAntagonist is an antagonist that is taken day by day or acts for weeks, and so is in the body of whoever takes it:
	// naltrexone, also with bupropion or as an implant, samidorphan, nalmefene by mouth, naloxone by infusion. A reversal agent in
	// the kitchen drawer is none.
	LastingAntagonist
	// PeripheralAntagonist acts on the gut and, at its usual dose, not on the brain: methylnaltrexone, naloxegol, naldemedine,
	// alvimopan.
	PeripheralAntagonist
	// PeripheralOpioid acts on the gut and, at its usual dose, not on the brain: loperamide.
	PeripheralOpioid
	Benzodiazepine
	ZDrug
	Gabapentinoid
	Barbiturate
	Alcohol
	OtherSedative
	Stimulant
	CYP3A4Inhibitor
	CYP3A4Inducer
	CYP2B6Inhibitor
	CYP2B6Inducer
	CYP2C19Inhibitor
	CYP2C9Inhibitor
	CYP2D6Inhibitor
	QTProlonging
	MAOInhibitor
	Serotonergic
	Anticholinergic
	Diuretic
	Antiarrhythmic // class I or III
	// LowersPulseOrPressure is a medicine that adds to what lofexidine and clonidine do to pulse and blood pressure.
	LowersPulseOrPressure
	// RaisedByMethadone is a medicine whose own level methadone raises: zidovudine.
	RaisedByMethadone
)

// ClassCount sizes an array that is indexed by Class.
const ClassCount = len(classNames)

var classNames = [...]string{
	ShortActingOpioid:      "short-acting-opioid",
	LongActingOpioid:       "long-acting-opioid",
	FentanylOpioid:         "fentanyl-opioid",
	FullAgonistOpioid:      "full-agonist-opioid",
	PartialAgonistOpioid:   "partial-agonist-opioid",
	MixedAgonistAntagonist: "mixed-agonist-antagonist",
	UnknownDurationOpioid:  "unknown-duration-opioid",
	OpioidDepot:            "opioid-depot",
	OpioidAntagonist:       "opioid-antagonist",
	LastingAntagonist:      "lasting-antagonist",
	PeripheralAntagonist:   "peripheral-antagonist",
	PeripheralOpioid:       "peripheral-opioid",
	Benzodiazepine:         "benzodiazepine",
	ZDrug:                  "z-drug",
	Gabapentinoid:          "gabapentinoid",
	Barbiturate:            "barbiturate",
	Alcohol:                "alcohol",
	OtherSedative:          "other-sedative",
	Stimulant:              "stimulant",
	CYP3A4Inhibitor:        "cyp3a4-inhibitor",
	CYP3A4Inducer:          "cyp3a4-inducer",
	CYP2B6Inhibitor:        "cyp2b6-inhibitor",
	CYP2B6Inducer:          "cyp2b6-inducer",
	CYP2C19Inhibitor:       "cyp2c19-inhibitor",
	CYP2C9Inhibitor:        "cyp2c9-inhibitor",
	CYP2D6Inhibitor:        "cyp2d6-inhibitor",
	QTProlonging:           "qt-prolonging",
	MAOInhibitor:           "mao-inhibitor",
	Serotonergic:           "serotonergic",
	Anticholinergic:        "anticholinergic",
	Diuretic:               "diuretic",
	Antiarrhythmic:         "antiarrhythmic",
	LowersPulseOrPressure:  "lowers-pulse-or-pressure",
	RaisedByMethadone:      "raised-by-methadone",
}

var classes = vocabulary.Required[Class]("class", classNames[:])

// Valid reports whether c is a class.
func (c Class) Valid() bool { return classes.Valid(c) }

// String returns the name, and "invalid class 77" for a value that is none.
func (c Class) String() string { return classes.Name(c) }

// MarshalText writes the name; a value that is no class is a vocabulary.ErrWord.
func (c Class) MarshalText() ([]byte, error) { return classes.MarshalText(c) }

// UnmarshalText reads what MarshalText writes, in that exact spelling; any other text is a vocabulary.ErrWord.
func (c *Class) UnmarshalText(text []byte) error { return classes.UnmarshalText(c, text) }

// ClassSet is a set of classes. The zero ClassSet is empty.
type ClassSet uint64

// Sets of classes that rules ask for together.
const (
	// CNSDepressants add to the sedation and respiratory depression of an opioid.
	CNSDepressants = ClassSet(1<<Benzodiazepine | 1<<ZDrug | 1<<Gabapentinoid | 1<<Barbiturate | 1<<Alcohol | 1<<OtherSedative)

	// Agonists occupy the mu receptor, so that an antagonist given on top precipitates withdrawal.
	Agonists = ClassSet(1<<ShortActingOpioid | 1<<LongActingOpioid | 1<<FentanylOpioid | 1<<FullAgonistOpioid | 1<<PartialAgonistOpioid |
		1<<MixedAgonistAntagonist | 1<<UnknownDurationOpioid)
)

// ClassesOf returns the set of the classes. An invalid class is ignored.
func ClassesOf(classes ...Class) ClassSet {
	var set ClassSet
	for _, c := range classes {
		if c.Valid() {
			set |= 1 << c
		}
	}
	return set
}

// Has reports whether the class is in the set.
func (s ClassSet) Has(c Class) bool { return c.Valid() && s&(1<<c) != 0 }

// Intersects reports whether the sets have a class in common.
func (s ClassSet) Intersects(other ClassSet) bool { return s&other != 0 }

// Union returns the classes that are in either set.
func (s ClassSet) Union(other ClassSet) ClassSet { return s | other }

// IsEmpty reports whether the set has no class.
func (s ClassSet) IsEmpty() bool { return s == 0 }

// List returns the classes of the set in the order of their declaration.
func (s ClassSet) List() []Class {
	var classes []Class
	for rest := s & (1<<ClassCount - 2); rest != 0; rest &= rest - 1 {
		classes = append(classes, Class(bits.TrailingZeros64(uint64(rest))))
	}
	return classes
}

// String writes the names of the classes, separated by spaces.
func (s ClassSet) String() string {
	var names []string
	for _, c := range s.List() {
		names = append(names, c.String())
	}
	return strings.Join(names, " ")
}
