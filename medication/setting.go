package medication

import "github.com/oudpath/oudpath/plan/vocabulary"

// Setting is the kind of place under whose authority a product is ordered, given or handed over. A dose that a person takes
// away from there and swallows elsewhere still belongs to the place that handed it over.
//
// The zero Setting is not stated, and never means a usual one.
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

var settings = vocabulary.Optional[Setting]("setting", []string{
	SettingOTP:               "otp",
	SettingHospital:          "hospital",
	SettingEmergency:         "emergency-department",
	SettingThreeDayException: "three-day-exception",
	SettingOffice:            "office",
	SettingREMS:              "rems-certified",
	SettingPharmacy:          "pharmacy",
	SettingCustody:           "custody",
	SettingHome:              "home",
})

// Valid reports whether s is a setting.
func (s Setting) Valid() bool { return settings.Valid(s) }

// String returns the name, "not stated" for zero, and "invalid setting 77" for a value that is none.
func (s Setting) String() string { return settings.Name(s) }

// MarshalText writes the name, and the empty text for zero; a value that is no setting is a vocabulary.ErrWord.
func (s Setting) MarshalText() ([]byte, error) { return settings.MarshalText(s) }

// UnmarshalText reads what MarshalText writes, in that exact spelling; any other text is a vocabulary.ErrWord.
func (s *Setting) UnmarshalText(text []byte) error { return settings.UnmarshalText(s, text) }
