package record

import (
	"errors"
	"fmt"
	"strconv"
	"strings"
)

// Quantity is an exact decimal number with at most three decimals: what a device or a laboratory prints. Its unit is that of
// the Measure it belongs to. Zero is naturally zero.
type Quantity struct{ thousandths int64 }

// ErrQuantity is returned for a text that is not a decimal number with at most three decimals.
var ErrQuantity = errors.New("record: not a decimal number with at most three decimals")

// maxQuantity keeps every sum of two quantities far away from overflow.
const maxQuantity = 1_000_000_000_000

// Whole returns a whole number as a quantity.
func Whole(n int32) Quantity { return Quantity{int64(n) * 1000} }

// Thousandths returns n/1000 as a quantity: Thousandths(3500) is 3.5.
func Thousandths(n int32) Quantity { return Quantity{int64(n)} }

// ParseQuantity reads a decimal number such as "4.25", without exponent. More than three decimals are an error, not rounded.
func ParseQuantity(text string) (Quantity, error) {
	digits, negative := strings.CutPrefix(text, "-")
	whole, fraction, pointed := strings.Cut(digits, ".")
	if whole == "" || pointed && fraction == "" || len(fraction) > 3 || !onlyDigits(whole) || !onlyDigits(fraction) {
		return Quantity{}, fmt.Errorf("%w: %q", ErrQuantity, text)
	}
	n, err := strconv.ParseInt(whole+(fraction + "000")[:3], 10, 64)
	if err != nil || n > maxQuantity {
		return Quantity{}, fmt.Errorf("%w: %q", ErrQuantity, text)
	}
	if negative {
		n = -n
	}
	return Quantity{n}, nil
}

func onlyDigits(s string) bool {
	for _, r := range s {
		if r < '0' || r > '9' {
			return false
		}
	}
	return true
}

// Compare returns -1, 0 or +1 as q is less than, equal to, or greater than the other.
func (q Quantity) Compare(other Quantity) int {
	switch {
	case q.thousandths < other.thousandths:
		return -1
	case q.thousandths > other.thousandths:
		return 1
	}
	return 0
}

// Equal reports whether both are the same number.
func (q Quantity) Equal(other Quantity) bool { return q == other }

// Less reports whether q is less than the other.
func (q Quantity) Less(other Quantity) bool { return q.thousandths < other.thousandths }

// Plus returns the sum.
func (q Quantity) Plus(other Quantity) Quantity { return Quantity{q.thousandths + other.thousandths} }

// Times returns n times the number. A quantity that is a measure stays far from overflow for every n up to 1000.
func (q Quantity) Times(n int32) Quantity { return Quantity{q.thousandths * int64(n)} }

// String writes the number without trailing zeros: "4.25".
func (q Quantity) String() string {
	n, sign := q.thousandths, ""
	if n < 0 {
		n, sign = -n, "-"
	}
	text := sign + strconv.FormatInt(n/1000, 10)
	if rest := n % 1000; rest != 0 {
		text += strings.TrimRight(fmt.Sprintf(".%03d", rest), "0")
	}
	return text
}

// MarshalText writes what String writes.
func (q Quantity) MarshalText() ([]byte, error) { return []byte(q.String()), nil }

// UnmarshalText reads what ParseQuantity reads.
func (q *Quantity) UnmarshalText(text []byte) error {
	parsed, err := ParseQuantity(string(text))
	if err != nil {
		return err
	}
	*q = parsed
	return nil
}
