package medication

// Setting is the kind of place under whose authority a product is ordered, given or handed over. A dose that a person takes
// away from there and swallows elsewhere still belongs to the place that handed it over.
//
// The zero Setting is invalid: a setting that nobody stated is absent.
type Setting uint8

// The settings.
const (
	_                        Setting = iota
	SettingOTP                       // opioid treatment program, with its medication units
	SettingHospital                  // inpatient
	SettingEmergency                 // emergency department; methadone for opioid use disorder goes out from there under the next one
	SettingThreeDayException         // practitioner who bridges to treatment with a supply of at most three days (21 CFR 1306.07(b))
	SettingOffice                    // any other prescriber's practice or clinic
	SettingREMS                      // certified in the risk program of an injected depot
	SettingPharmacy                  // community or retail dispensing
	SettingCustody                   // prison, jail, police custody
	SettingHome                      // kept by a person or household without a clinician, as rescue medicines are
)

var settingNames = []string{"", "otp", "hospital", "emergency-department", "three-day-exception", "office", "rems-certified",
	"pharmacy", "custody", "home"}

// Valid reports whether s is one of the settings.
func (s Setting) Valid() bool { return s > 0 && int(s) < len(settingNames) }

// String returns the name, and "invalid" for an invalid setting.
func (s Setting) String() string { return nameOf(settingNames, s) }

// MarshalText writes the name; an invalid setting is an error.
func (s Setting) MarshalText() ([]byte, error) { return writeName("setting", settingNames, s) }

// UnmarshalText reads a name that MarshalText writes.
func (s *Setting) UnmarshalText(text []byte) (err error) {
	*s, err = readName[Setting]("setting", settingNames, text)
	return err
}
