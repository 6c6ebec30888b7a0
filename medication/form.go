package medication

// Form is the dosage form of a product. The zero Form is invalid.
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
)

var formNames = []string{"", "tablet", "dispersible-tablet", "oral-solution", "oral-concentrate", "sublingual-tablet",
	"oral-lyophilisate", "film", "injection", "depot-injection", "implant", "nasal-spray", "auto-injector", "patch"}

// String returns the name, and "invalid" for an invalid form.
func (f Form) String() string { return nameOf(formNames, f) }

// MarshalText writes the name; an invalid form is an error.
func (f Form) MarshalText() ([]byte, error) { return writeName("form", formNames, f) }

// UnmarshalText reads a name that MarshalText writes.
func (f *Form) UnmarshalText(text []byte) (err error) {
	*f, err = readName[Form]("form", formNames, text)
	return err
}
