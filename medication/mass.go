package medication

import (
	"errors"
	"fmt"
	"math"
	"math/bits"
	"strconv"
	"strings"
)

// Mass is an amount of one substance, a whole number of micrograms. It is comparable and has no unit to forget: a number
// cannot be compared with it, and it prints and parses with its unit.
//
// The zero Mass is no mass. Arithmetic never wraps: a result that does not fit stays at the largest mass, so that an
// overflow can only ever fail a limit, not slip under it.
type Mass struct{ micrograms uint64 }

// ErrMass is returned for a text that is not a mass.
var ErrMass = errors.New("medication: not a mass")

// maxTextMass is the largest mass that is read from or written as text, in micrograms: one kilogram. No dose comes near it,
// so anything beyond is a slip of the unit.
const maxTextMass = 1_000_000_000

// Micrograms returns the mass of that many micrograms.
func Micrograms(n uint64) Mass { return Mass{n} }

// Milligrams returns the mass of that many milligrams.
func Milligrams(n uint32) Mass { return Mass{uint64(n) * 1000} }

// massUnits are the units that ParseMass reads, as the power of ten that turns one into micrograms. The longer units stand
// before the "g" that they end in.
var massUnits = [...]struct {
	suffix string
	power  int
}{
	{"mcg", 0}, {"ug", 0}, {"\u00b5g", 0}, {"\u03bcg", 0}, {"mg", 3}, {"g", 6},
}

// ParseMass reads a decimal number with its unit, "8 mg" or "8mg". The units are mg, g, and for the microgram ug, mcg and µg.
//
// It is an error (ErrMass) if the unit is missing, or the number is negative, has a sign, an exponent or a superfluous leading
// zero, is not a whole number of micrograms, or exceeds one kilogram. Nothing is rounded.
func ParseMass(text string) (Mass, error) {
	number, power, ok := cutUnit(text)
	if !ok {
		return Mass{}, fmt.Errorf("%w: %q, want a number with mg, ug, mcg, µg or g", ErrMass, text)
	}
	n, ok := scaled(number, power)
	if !ok {
		return Mass{}, fmt.Errorf("%w: %q, want a whole number of micrograms up to 1 kg", ErrMass, text)
	}
	return Mass{n}, nil
}

func cutUnit(text string) (number string, power int, ok bool) {
	for _, unit := range massUnits {
		if number, ok = strings.CutSuffix(text, unit.suffix); ok {
			return strings.TrimSuffix(number, " "), unit.power, true
		}
	}
	return "", 0, false
}

// scaled reads a decimal and multiplies it by a power of ten; ok is false if that leaves a fraction, or exceeds maxTextMass.
func scaled(number string, power int) (n uint64, ok bool) {
	whole, fraction, dotted := strings.Cut(number, ".")
	if whole == "" || dotted && fraction == "" || len(whole) > 1 && whole[0] == '0' {
		return 0, false
	}
	fraction = strings.TrimRight(fraction, "0")
	if len(fraction) > power {
		return 0, false
	}
	digits := whole + fraction + strings.Repeat("0", power-len(fraction))
	for i := range len(digits) {
		if digits[i] < '0' || digits[i] > '9' {
			return 0, false
		}
	}
	n, err := strconv.ParseUint(digits, 10, 64)
	return n, err == nil && n <= maxTextMass
}

// Valid reports whether the mass can be written as text and read again: it is at most one kilogram.
func (m Mass) Valid() bool { return m.micrograms <= maxTextMass }

// Micrograms returns the number of micrograms.
func (m Mass) Micrograms() uint64 { return m.micrograms }

// IsZero reports whether there is no mass.
func (m Mass) IsZero() bool { return m.micrograms == 0 }

// Equal reports whether both are the same mass.
func (m Mass) Equal(other Mass) bool { return m == other }

// Compare returns -1, 0 or +1 as m is less than, the same as, or more than the other mass.
func (m Mass) Compare(other Mass) int {
	switch {
	case m.micrograms < other.micrograms:
		return -1
	case m.micrograms > other.micrograms:
		return 1
	}
	return 0
}

// Higher returns the higher of two masses.
func (m Mass) Higher(other Mass) Mass {
	if m.Compare(other) < 0 {
		return other
	}
	return m
}

// Lower returns the lower of two masses.
func (m Mass) Lower(other Mass) Mass {
	if other.Compare(m) < 0 {
		return other
	}
	return m
}

// Add returns the sum.
func (m Mass) Add(other Mass) Mass {
	sum, carry := bits.Add64(m.micrograms, other.micrograms, 0)
	if carry != 0 {
		return Mass{math.MaxUint64}
	}
	return Mass{sum}
}

// Sub returns m less the other mass, and false, with no mass, if the other one is more.
func (m Mass) Sub(other Mass) (Mass, bool) {
	if other.micrograms > m.micrograms {
		return Mass{}, false
	}
	return Mass{m.micrograms - other.micrograms}, true
}

// Times returns n times the mass.
func (m Mass) Times(n uint32) Mass {
	high, low := bits.Mul64(m.micrograms, uint64(n))
	if high != 0 {
		return Mass{math.MaxUint64}
	}
	return Mass{low}
}

// Fraction returns num/den of the mass. If that is not a whole number of micrograms, exact is false and the result is the
// whole number below it. A zero denominator gives no mass, and false.
func (m Mass) Fraction(num, den uint32) (part Mass, exact bool) {
	if den == 0 {
		return Mass{}, false
	}
	high, low := bits.Mul64(m.micrograms, uint64(num))
	if high >= uint64(den) {
		return Mass{math.MaxUint64}, false
	}
	quotient, remainder := bits.Div64(high, low, uint64(den))
	return Mass{quotient}, remainder == 0
}

// String writes the mass in milligrams, without superfluous zeros: "8 mg", "0.18 mg".
func (m Mass) String() string {
	text := strconv.FormatUint(m.micrograms/1000, 10)
	if rest := m.micrograms % 1000; rest != 0 {
		text += "." + strings.TrimRight(fmt.Sprintf("%03d", rest), "0")
	}
	return text + " mg"
}

// MarshalText writes what String writes. A mass above one kilogram is an error, because it could not be read back.
func (m Mass) MarshalText() ([]byte, error) {
	if m.micrograms > maxTextMass {
		return nil, fmt.Errorf("%w: %s exceeds 1 kg", ErrMass, m)
	}
	return []byte(m.String()), nil
}

// UnmarshalText reads what ParseMass reads.
func (m *Mass) UnmarshalText(text []byte) error {
	parsed, err := ParseMass(string(text))
	if err != nil {
		return err
	}
	*m = parsed
	return nil
}
