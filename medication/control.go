package medication

// ControlledSchedule is the class of a controlled substance in the law of the product's jurisdiction. The zero value means that
// the catalogue states none, which is not the same as NotControlled.
type ControlledSchedule uint8

// The schedules of the United States (21 CFR 1308) that occur in the catalogue.
const (
	_             ControlledSchedule = iota
	ScheduleII                       // written CII on US labels
	ScheduleIII                      // written CIII on US labels
	NotControlled                    // no schedule
)

var controlNames = []string{"", "schedule-ii", "schedule-iii", "not-controlled"}

// String returns the name, and "invalid" for the zero value and beyond.
func (c ControlledSchedule) String() string { return nameOf(controlNames, c) }

// MarshalText writes the name; a schedule that is not stated is an error.
func (c ControlledSchedule) MarshalText() ([]byte, error) {
	return writeName("controlled schedule", controlNames, c)
}

// UnmarshalText reads a name that MarshalText writes.
func (c *ControlledSchedule) UnmarshalText(text []byte) (err error) {
	*c, err = readName[ControlledSchedule]("controlled schedule", controlNames, text)
	return err
}
