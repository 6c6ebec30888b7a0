package scale

import "strings"

// Flags are observations that matter whatever the total is. The zero Flags are none.
type Flags uint8

const (
	// SelfHarm: the PHQ-9 item on being better off dead or hurting oneself was answered above zero. It has to be shown whatever
	// the total and the band: answers to it predict suicide attempts (Simon 2013), and every step above zero goes with more
	// deaths by suicide (VA cohort, 2016). Zero is no reassurance: most who died by suicide in that cohort had answered zero.
	SelfHarm Flags = 1 << iota

	// SelfHarmUnknown: that item was not answered, or only a total is known. It is not an absence of thoughts of self-harm.
	SelfHarmUnknown

	// SupervisionUnknown: tolerance or withdrawal is present and it is not known whether opioids are taken solely under
	// appropriate medical supervision, in which case the criterion does not count. OUD takes that as an argument.
	SupervisionUnknown
)

var flagNames = [...]struct {
	flag Flags
	name string
}{
	{SelfHarm, "self-harm"},
	{SelfHarmUnknown, "self-harm unknown"},
	{SupervisionUnknown, "supervision unknown"},
}

// Has reports whether all the given flags are raised.
func (f Flags) Has(flags Flags) bool { return f&flags == flags }

// String lists the raised flags, separated by commas.
func (f Flags) String() string {
	var names []string
	for _, row := range flagNames {
		if f.Has(row.flag) {
			names = append(names, row.name)
		}
	}
	return strings.Join(names, ", ")
}
