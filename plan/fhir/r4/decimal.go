package r4

import (
	"strconv"
	"strings"
)

// Decimal is a number as it was sent: "8.00" and "8" are the same number, said with another precision. The empty Decimal is none.
type Decimal string

// longestExponent keeps a number of a few bytes from becoming a text of millions.
const longestExponent = 30

// Plain returns the number without an exponent, exactly; ok is false for none, and for one beyond 10 to the power of 30.
func (d Decimal) Plain() (plain string, ok bool) {
	mantissa, exponent, _ := strings.Cut(strings.ToLower(string(d)), "e")
	if exponent == "" {
		return mantissa, mantissa != ""
	}
	shift, err := strconv.Atoi(exponent)
	if err != nil || shift > longestExponent || shift < -longestExponent {
		return "", false
	}
	digits, negative := strings.CutPrefix(mantissa, "-")
	whole, fraction, _ := strings.Cut(digits, ".")
	all, point := whole+fraction, len(whole)+shift
	if point <= 0 {
		all, point = strings.Repeat("0", 1-point)+all, 1
	}
	if point > len(all) {
		all += strings.Repeat("0", point-len(all))
	}
	plain = strings.TrimLeft(all[:point], "0")
	if plain == "" {
		plain = "0"
	}
	if point < len(all) {
		plain += "." + all[point:]
	}
	if negative {
		plain = "-" + plain
	}
	return plain, true
}

// Thousandths returns the number in thousandths; ok is false for none, and if that is not a whole number or does not fit.
func (d Decimal) Thousandths() (n int64, ok bool) {
	plain, ok := d.Plain()
	if !ok {
		return 0, false
	}
	digits, negative := strings.CutPrefix(plain, "-")
	whole, fraction, _ := strings.Cut(digits, ".")
	fraction = strings.TrimRight(fraction, "0")
	if len(fraction) > 3 {
		return 0, false
	}
	n, err := strconv.ParseInt(whole+(fraction + "000")[:3], 10, 64)
	if negative {
		n = -n
	}
	return n, err == nil
}
