package scenario

import (
	"fmt"
	"regexp"
)

// How a number is written: digits, and decimals after a point.
const figure = `\d+(?:\.\d+)?`

// massUnit are the units of an amount.
const massUnit = `(?:mg|mcg|ug|g|milligrams?|micrograms?|grams?)`

// slips are ways of writing a number that mean another one to some readers, or none: each is named, and none is read. They are
// looked for in the words from the one that nothing fitted, with spaces between them.
var slips = []struct {
	text *regexp.Regexp
	says string // with the slip as its argument
}{
	{regexp.MustCompile(`^` + figure + ` ?[a-z%°/]* ?(?:-|to|or|up to) ?` + figure + `(?: ?` + massUnit + `\b)?`),
		`%q is a range, and not one amount`},
	{regexp.MustCompile(`^- ?[\d.,]+`), `%q: there is no negative amount`},
	{regexp.MustCompile(`^[<>≤≥~≈±+]+=? ?[\d.,]+`), `%q is not one number: write the number that it was`},
	{regexp.MustCompile(`^\.\d[\d.]*`), `%q: write the zero before the point, 0.5`},
	{regexp.MustCompile(`^[\d.]*\d,[\d.,]+`),
		`%q: a comma separates thousands to some readers and decimals to others: write the number without, 1000 or 2.5`},
	{regexp.MustCompile(`^\d+(?:\.\d+)? \.?\d[\d.]*`), `%q: write a number without spaces in it`},
	{regexp.MustCompile(`^0\d[\d.]*`), `%q: write the number without the zero in front`},
	{regexp.MustCompile(`^\d+(?:'\d+|e[+-]?\d+|(?:\.\d+){2,})`), `%q: write the number with digits and one point at most`},
	{regexp.MustCompile(`^[1-9]\d{0,2}\.\d\d0(?: ?` + massUnit + `)?\b`),
		`%q: a point separates thousands to some readers: write 1 for 1.000, and 1.5 for 1.500`},
	{regexp.MustCompile(`^\d* ?[½⅓⅔¼¾]`), `%q: write the fraction as a decimal, 0.5`},
}

// containers are what a dose is not counted in.
var containers = regexp.MustCompile(`^` + figure +
	` ?(?:ml|cc|tablets?|tabs?|pills?|films?|strips?|wafers?|drops?|puffs?|sprays?|units?|iu)\b`)

// trouble says what is wrong with the number at the word; empty if there is no number, or nothing is wrong with it.
func (c *cursor) trouble(at int) string {
	there := cursor{tokens: c.tokens, pos: at}
	if dateText.MatchString(there.word()) {
		return ""
	}
	return slip(there.clause(6))
}

// slip names the first way of writing a number in the text that means another one to some readers, or none; empty if there is none.
func slip(text string) string {
	for _, s := range slips {
		if found := s.text.FindString(text); found != "" {
			return fmt.Sprintf(s.says, found)
		}
	}
	return ""
}
