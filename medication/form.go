package medication

import "github.com/oudpath/oudpath/plan/vocabulary"

// Form is the dosage form of a product. The zero Form is not stated.
//
// Forms of one substance are not interchangeable milligram for milligram; see Convert.
type Form uint8

// The forms.
const (
	_                    Form = iota
	FormTablet                // swallowed
	FormDispersible           // tablet that is dispersed in liquid and swallowed
	FormOralSolution          // swallowed
	FormOralConcentrate       // swallowed after dilution
	FormSublingualTablet      // under the tongue
	FormLyophilisate          // on the tongue
	FormFilm                  // under the tongue or inside the cheek, as the product's routes say
	FormInjection             // solution that acts at once
	FormDepot                 // injection that releases for days or weeks
	FormImplant               // rods that release for months
	FormNasalSpray
	FormAutoInjector
	FormPatch
	FormProlongedRelease // swallowed whole or as its pellets; releases over half a day or a day, and is neither cut nor crushed
)

var forms = vocabulary.Optional[Form]("form", []string{
	FormTablet:           "tablet",
	FormDispersible:      "dispersible-tablet",
	FormOralSolution:     "oral-solution",
	FormOralConcentrate:  "oral-concentrate",
	FormSublingualTablet: "sublingual-tablet",
	FormLyophilisate:     "oral-lyophilisate",
	FormFilm:             "film",
	FormInjection:        "injection",
	FormDepot:            "depot-injection",
	FormImplant:          "implant",
	FormNasalSpray:       "nasal-spray",
	FormAutoInjector:     "auto-injector",
	FormPatch:            "patch",
	FormProlongedRelease: "prolonged-release-capsule",
})

// Valid reports whether f is a form.
func (f Form) Valid() bool { return forms.Valid(f) }

// String returns the name, "not stated" for zero, and "invalid form 77" for a value that is none.
func (f Form) String() string { return forms.Name(f) }

// MarshalText writes the name, and the empty text for zero; a value that is no form is a vocabulary.ErrWord.
func (f Form) MarshalText() ([]byte, error) { return forms.MarshalText(f) }

// UnmarshalText reads what MarshalText writes, in that exact spelling; any other text is a vocabulary.ErrWord.
func (f *Form) UnmarshalText(text []byte) error { return forms.UnmarshalText(f, text) }
