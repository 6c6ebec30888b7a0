package r4

import (
	"bytes"
	"regexp"
	"strings"
)

// matching makes a check of a text by a regular expression.
func matching(expression string) func(Element) bool {
	compiled := regexp.MustCompile(`^(?:` + expression + `)$`)
	return func(e Element) bool { return e.IsText() && compiled.Match(e.content()) }
}

func isString(e Element) bool {
	if t := e.token(); t.kind == text && t.end > t.start {
		if first := e.doc.data[t.start]; first > ' ' && first < 0x7f && first != '\\' {
			return true
		}
	}
	return len(bytes.TrimSpace(e.content())) > 0
}

// isSpace reports whether the byte is one that a regular expression calls \s.
func isSpace(c byte) bool { return c == ' ' || c >= '\t' && c <= '\r' && c != '\v' }

// isURI is a text without a space.
func isURI(e Element) bool {
	text := e.content()
	for _, c := range text {
		if isSpace(c) {
			return false
		}
	}
	return len(text) > 0
}

// isCode is a text of words with one space between them.
func isCode(e Element) bool {
	space := true
	for _, c := range e.content() {
		if isSpace(c) && space {
			return false
		}
		space = isSpace(c)
	}
	return !space
}

// isID is a text of up to 64 letters, digits, dashes and dots.
func isID(e Element) bool {
	text := e.content()
	for _, c := range text {
		if letter := c|0x20 >= 'a' && c|0x20 <= 'z'; !letter && (c < '0' || c > '9') && c != '-' && c != '.' {
			return false
		}
	}
	return len(text) >= 1 && len(text) <= 64
}

func isDate(e Element) bool {
	t := e.Time()
	return t.Precision != NoTime && t.Precision != Instant
}

func isWhole(least int) func(Element) bool {
	return func(e Element) bool {
		n, ok := e.Whole()
		return ok && n >= least && n <= 1<<31-1 && !strings.ContainsAny(string(e.Decimal()), ".eE")
	}
}

// primitives are the types that are no objects, with their formats.
var primitives = map[string]func(Element) bool{
	"string": isString, "markdown": isString, "xhtml": isString,
	"code": isCode, "id": isID, "uri": isURI, "url": isURI, "canonical": isURI, "oid": matching(`urn:oid:[0-2](\.(0|[1-9][0-9]*))+`),
	"uuid": matching(`urn:uuid:[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}`), "base64Binary": matching(`[0-9A-Za-z+/=\s]+`),
	"time": matching(`([01][0-9]|2[0-3]):[0-5][0-9]:([0-5][0-9]|60)(\.[0-9]+)?`),
	"date": isDate, "dateTime": func(e Element) bool { return !e.Time().IsZero() },
	"instant": func(e Element) bool { return e.Time().Precision == Instant },
	"boolean": func(e Element) bool { _, ok := e.Bool(); return ok }, "decimal": func(e Element) bool { return e.IsNumber() },
	"integer": isWhole(-1 << 31), "unsignedInt": isWhole(0), "positiveInt": isWhole(1),
}

// spellings say how a code of a system is written. One that is written otherwise belongs to another system, or to none.
var spellings = map[string]*regexp.Regexp{
	"http://loinc.org":                            regexp.MustCompile(`^(\d{1,7}-\d|L[AP]\d+-\d|LG\d+-\d)$`),
	"http://snomed.info/sct":                      regexp.MustCompile(`^[1-9]\d{5,17}$`),
	"http://www.nlm.nih.gov/research/umls/rxnorm": regexp.MustCompile(`^[1-9]\d{0,7}$`),
	"http://hl7.org/fhir/sid/icd-10-cm":           regexp.MustCompile(`^[A-Z]\d[0-9A-Z](\.[0-9A-Z]{1,4})?$`),
	"http://hl7.org/fhir/sid/icd-10":              regexp.MustCompile(`^[A-Z]\d\d(\.\d{1,2})?$`),
	"http://hl7.org/fhir/sid/ndc":                 regexp.MustCompile(`^(\d{11}|\d{4,5}-\d{3,4}-\d{1,2})$`),
}

// checkDigit reports whether the last digit is the one that the system computes from the others; true for systems without one.
func checkDigit(system, code string) bool {
	switch system {
	case "http://snomed.info/sct":
		return verhoeff(code)
	case "http://loinc.org":
		digits := strings.ReplaceAll(code, "-", "")
		return strings.Trim(digits, "0123456789") != "" || luhn(digits)
	}
	return true
}

// luhn is the check of LOINC, modulus 10 with every second digit doubled.
func luhn(digits string) bool {
	sum := 0
	for i := range len(digits) {
		d := int(digits[len(digits)-1-i] - '0')
		if i%2 == 1 {
			d = d*2/10 + d*2%10
		}
		sum += d
	}
	return sum%10 == 0
}

// The tables of the check of Verhoeff: the multiplication of the group of the pentagon, and the permutation by place.
var (
	pentagon = [10]string{"0123456789", "1234067895", "2340178956", "3401289567", "4012395678", "5987604321", "6598710432", "7659821043",
		"8765932104", "9876543210"}
	permuted = [8]string{"0123456789", "1576283094", "5803796142", "8916043527", "9453126870", "4286573901", "2793806415", "7046913258"}
)

func verhoeff(digits string) bool {
	c := byte('0')
	for i := range len(digits) {
		d := digits[len(digits)-1-i]
		if d < '0' || d > '9' {
			return false
		}
		c = pentagon[c-'0'][permuted[i%8][d-'0']-'0']
	}
	return c == '0'
}
