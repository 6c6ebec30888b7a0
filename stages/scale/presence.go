package scale

// Presence says whether something was found, looked for and not found, or not known. The zero Presence is Unknown: silence is
// never an absence.
type Presence uint8

// The three answers.
const (
	Unknown Presence = iota
	Absent
	Present
)

var presenceNames = []string{"unknown", "absent", "present"}

// Found returns Present for true and Absent for false, for sources that know only these two.
func Found(found bool) Presence {
	if found {
		return Present
	}
	return Absent
}

// String returns "unknown", "absent" or "present", and "invalid" for anything else.
func (p Presence) String() string { return nameOf(presenceNames, p) }

// MarshalText writes what String writes; an invalid value is an error.
func (p Presence) MarshalText() ([]byte, error) { return marshal("presence", presenceNames, p) }

// UnmarshalText reads what MarshalText writes.
func (p *Presence) UnmarshalText(text []byte) error {
	return unmarshal("presence", presenceNames, text, p)
}
