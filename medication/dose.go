package medication

import (
	"errors"
	"fmt"
	"strings"
)

// Dose is what is given at once, one mass per component, so that 8 mg of buprenorphine with 2 mg of naloxone is never the
// bare number 8 or 10.
//
// The zero Dose is no dose.
type Dose struct {
	Principal Mass // of the substance that the product is given for
	Companion Mass // of the second component; zero if the product has none, or if the source did not state it
}

// ErrDose is returned for a text that is not a dose.
var ErrDose = errors.New("medication: not a dose")

// ParseDose reads "8 mg" or "8 mg/2 mg", the principal substance first; each part as ParseMass reads it. A companion that is
// stated must be more than zero, and so must the principal beside it.
func ParseDose(text string) (Dose, error) {
	first, second, combined := strings.Cut(text, "/")
	principal, err := ParseMass(first)
	if err != nil {
		return Dose{}, fmt.Errorf("%w: %q: %w", ErrDose, text, err)
	}
	if !combined {
		return Dose{Principal: principal}, nil
	}
	companion, err := ParseMass(second)
	if err != nil {
		return Dose{}, fmt.Errorf("%w: %q: %w", ErrDose, text, err)
	}
	if principal.IsZero() || companion.IsZero() {
		return Dose{}, fmt.Errorf("%w: %q, both components of a combination must be more than zero", ErrDose, text)
	}
	return Dose{Principal: principal, Companion: companion}, nil
}

// IsZero reports whether d is no dose.
func (d Dose) IsZero() bool { return d == Dose{} }

// Valid reports whether the dose can be written as text and read again: no part is above one kilogram, and a companion stands
// beside a principal.
func (d Dose) Valid() bool {
	return d.Principal.Valid() && d.Companion.Valid() && (d.Companion.IsZero() || !d.Principal.IsZero())
}

// Equal reports whether both doses have the same components. A companion that was not stated differs from one that was.
func (d Dose) Equal(other Dose) bool { return d == other }

// String writes "8 mg/2 mg", or "8 mg" if there is no companion.
func (d Dose) String() string {
	if d.Companion.IsZero() {
		return d.Principal.String()
	}
	return d.Principal.String() + "/" + d.Companion.String()
}

// MarshalText writes what String writes. A companion without a principal is an error, and so is a component above one
// kilogram.
func (d Dose) MarshalText() ([]byte, error) {
	if !d.Valid() {
		return nil, fmt.Errorf("%w: %s, want at most 1 kg of each component, and a principal beside a companion", ErrDose, d)
	}
	return []byte(d.String()), nil
}

// UnmarshalText reads what ParseDose reads.
func (d *Dose) UnmarshalText(text []byte) error {
	parsed, err := ParseDose(string(text))
	if err != nil {
		return err
	}
	*d = parsed
	return nil
}
