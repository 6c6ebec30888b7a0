package medication

import "github.com/oudpath/oudpath/plan/vocabulary"

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

var controls = vocabulary.Optional[ControlledSchedule]("controlled schedule", []string{
	ScheduleII:    "schedule-ii",
	ScheduleIII:   "schedule-iii",
	NotControlled: "not-controlled",
})

// Valid reports whether c is a controlled schedule.
func (c ControlledSchedule) Valid() bool { return controls.Valid(c) }

// String returns the name, "not stated" for zero, and "invalid controlled schedule 77" for a value that is none.
func (c ControlledSchedule) String() string { return controls.Name(c) }

// MarshalText writes the name, and the empty text for zero; a value that is no controlled schedule is a vocabulary.ErrWord.
func (c ControlledSchedule) MarshalText() ([]byte, error) { return controls.MarshalText(c) }

// UnmarshalText reads what MarshalText writes, in that exact spelling; any other text is a vocabulary.ErrWord.
func (c *ControlledSchedule) UnmarshalText(text []byte) error { return controls.UnmarshalText(c, text) }
