package medication

import (
	"errors"
	"fmt"
)

// ErrName is returned for a text that is not one of the names of an enumeration, and for an attempt to write an invalid value.
var ErrName = errors.New("medication: not a known name")

// nameOf returns the name of the value in a list whose entry 0 stands for the invalid zero value.
func nameOf[T ~uint8](names []string, value T) string {
	if value == 0 || int(value) >= len(names) {
		return "invalid"
	}
	return names[value]
}

// writeName is nameOf for MarshalText: an invalid value is an error, never the text "invalid".
func writeName[T ~uint8](kind string, names []string, value T) ([]byte, error) {
	if value == 0 || int(value) >= len(names) {
		return nil, fmt.Errorf("%w: invalid %s %d", ErrName, kind, value)
	}
	return []byte(names[value]), nil
}

// readName finds the value by its name, in that exact spelling.
func readName[T ~uint8](kind string, names []string, text []byte) (T, error) {
	for i := 1; i < len(names); i++ {
		if names[i] == string(text) {
			return T(i), nil
		}
	}
	return 0, fmt.Errorf("%w: %s %q", ErrName, kind, text)
}
