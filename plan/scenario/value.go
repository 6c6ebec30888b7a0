package scenario

import (
	"math/big"
	"regexp"
	"strings"
	"time"
)

// quantity is a value that a rule names as its limit, or a script expects: a number, and what it counts. Amounts are in micrograms
// and times that have a length in minutes, so that 1 g is 1000 mg and 1 day 24 hours.
type quantity struct {
	number *big.Rat // as written
	size   *big.Rat // in the unit below
	unit   string   // empty: none is written
}

var (
	numberAndUnit = regexp.MustCompile(`^(` + figure + `) ?([^\d,;]*)$`)
	massText      = regexp.MustCompile(`^` + massUnit + `$`)
	micrograms    = map[string]int64{"mcg": 1, "mg": 1000, "g": 1000_000}
)

// parseQuantity reads a value that is one number with a unit or without; ok is false for anything else, such as a table.
func parseQuantity(text string) (q quantity, ok bool) {
	parts := numberAndUnit.FindStringSubmatch(text)
	if parts == nil {
		return quantity{}, false
	}
	q.number, _ = new(big.Rat).SetString(parts[1])
	q.unit = strings.ReplaceAll(strings.TrimSpace(parts[2]), " ", "")
	q.size = q.number
	if massText.MatchString(q.unit) {
		q.size = new(big.Rat).Mul(q.number, new(big.Rat).SetInt64(micrograms[massUnits[q.unit]]))
		q.unit = "mcg"
	} else if s, known := spanUnits.byName[q.unit]; known {
		q.size, q.unit = lengthOf(q.number, s)
	}
	return q, true
}

// lengthOf is so many spans: in minutes, or in months where it has no length.
func lengthOf(n *big.Rat, s span) (size *big.Rat, unit string) {
	each, unit := int64(s.exact/time.Minute)+24*60*int64(s.days), "min"
	if months := 12*s.years + s.months; months > 0 {
		each, unit = int64(months), "months"
	}
	return new(big.Rat).Mul(n, new(big.Rat).SetInt64(each)), unit
}

// sameValue reports whether what a rule named is what a script expects, as values: "6 hours" is 6 h, "50mg" is 50 mg, "0.5 g" is
// 500 mg. A number without a unit leaves the unit open. What is no such value is compared as text, whole.
func sameValue(got, want string) bool {
	a, b := plainText(got), plainText(want)
	if a == b {
		return true
	}
	x, numeric := parseQuantity(a)
	y, both := parseQuantity(b)
	switch {
	case !numeric || !both:
		return false
	case x.unit == "" || y.unit == "":
		return x.number.Cmp(y.number) == 0
	}
	return x.unit == y.unit && x.size.Cmp(y.size) == 0
}

// plainText is a text in lower case, with single spaces.
func plainText(text string) string { return strings.Join(strings.Fields(normal(text)), " ") }
