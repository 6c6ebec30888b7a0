package fhir

import (
	"slices"
	"strings"

	"github.com/oudpath/oudpath/medication"
	"github.com/oudpath/oudpath/plan/fhir/r4"
)

// A dosage that stands in words alone is read where it can mean one thing: amounts, each with how often a day and for how many days, that
// follow each other by the word "then". "16 mg daily x 3 days, then 12 mg x 3 days, then stop" is such a text. One word that is none of
// those below, an amount that is a range or a fraction, a step of which nobody says how long it goes on before the next, and nothing is read.

// inWordsAlone reports whether a dosage instruction says nothing but a text and a way: nothing of it may limit or change what the text says.
func inWordsAlone(item r4.Element) bool {
	for name := range item.Members() {
		if !slices.Contains([]string{"text", "route", "sequence", "id"}, name) {
			return false
		}
	}
	return item.Get("text").IsText()
}

// phrases are what a step in words is made of beside its amount, the longer before the shorter: how often a day, or 0 for what changes nothing.
var phrases = []struct {
	words  string
	perDay int
}{
	{"three times a day", 3}, {"three times daily", 3}, {"four times a day", 4}, {"four times daily", 4}, {"twice a day", 2}, {"twice daily", 2},
	{"2 times a day", 2}, {"2 times daily", 2}, {"two times a day", 2}, {"two times daily", 2}, {"3 times a day", 3}, {"3 times daily", 3},
	{"4 times a day", 4}, {"4 times daily", 4}, {"every 24 hours", 1}, {"every 12 hours", 2}, {"every 8 hours", 3}, {"every 6 hours", 4},
	{"1 time a day", 1}, {"1 time daily", 1}, {"once a day", 1}, {"once daily", 1}, {"every day", 1}, {"per day", 1}, {"a day", 1}, {"each day", 1}, {"daily", 1}, {"qd", 1}, {"bid", 2},
	{"tid", 3}, {"qid", 4},
	{"under the tongue", 0}, {"by mouth", 0}, {"sublingually", 0}, {"sublingual", 0}, {"orally", 0}, {"sl", 0}, {"po", 0},
}

// steps reads a dosage that stands in words alone; false where it can mean more than one thing.
func (m medicine) steps(text string) (steps []regimen, ok bool) {
	said, ok := spelled(text)
	if !ok || len(said) == 0 || said[len(said)-1] == "then" || m.product.LongActing() {
		return nil, false
	}
	parts, linked := partsOf(said)
	for i, part := range parts {
		last := i == len(parts)-1
		if last && i > 0 && len(part) == 1 && (part[0] == "stop" || part[0] == "discontinue") {
			return steps, linked && steps[i-1].ends()
		}
		step, ok := m.step(part)
		if i > 0 && step.perDay == 0 && steps[0].perDay == 1 && step.ends() {
			step.perDay = 1 // as before
		}
		if !ok || step.perDay == 0 || !step.ends() && (!last || i == 0) {
			return nil, false
		}
		step.schedule = medication.Daily()
		steps = append(steps, step)
	}
	return steps, linked || len(parts) == 1
}

// partsOf parts a text where one step ends and the next begins, and says whether "then" stands between two of them: a comma alone may part
// doses of one day.
func partsOf(said []string) (parts [][]string, linked bool) {
	var part []string
	for _, word := range said {
		switch {
		case word == "then":
			linked = true
			fallthrough
		case word == "," || word == ";" || word == ".":
			if len(part) > 0 {
				parts, part = append(parts, part), nil
			}
		case word == "and" && len(part) == 0 && len(parts) > 0: // ", and then"
		default:
			part = append(part, word)
		}
	}
	if len(part) > 0 {
		parts = append(parts, part)
	}
	return parts, linked
}

// step reads one amount, how often a day, 0 where that is not said, and for how long.
func (m medicine) step(words []string) (step regimen, ok bool) {
	if len(words) > 0 && (words[0] == "take" || words[0] == "give" || words[0] == "place") {
		words = words[1:]
	}
	if len(words) < 2 || !isNumber(words[0]) {
		return step, false
	}
	var trouble string
	if step.dose, trouble = m.dose(r4.Quantity{Value: r4.Decimal(words[0]), Unit: words[1]}); trouble != "" || step.dose.Principal.IsZero() {
		return step, false
	}
	for words = words[2:]; len(words) > 0; {
		taken := 0
		switch {
		case (words[0] == "x" || words[0] == "for") && len(words) > 2 && step.days == 0:
			step.days, ok = days(r4.Quantity{Value: r4.Decimal(words[1]), Unit: words[2]})
			if taken = 3; !ok {
				return step, false
			}
		default:
			for _, p := range phrases {
				phrase := strings.Fields(p.words)
				if len(phrase) <= len(words) && slices.Equal(phrase, words[:len(phrase)]) && (p.perDay == 0 || step.perDay == 0) {
					step.perDay, taken = max(step.perDay, p.perDay), len(phrase)
					break
				}
			}
		}
		if taken == 0 {
			return step, false
		}
		words = words[taken:]
	}
	return step, true
}

// spelled takes a text apart into numbers, words in small letters, and what parts sentences; false where anything else stands in it.
func spelled(text string) (said []string, ok bool) {
	text = strings.ToLower(strings.ReplaceAll(text, "\u00d7", "x"))
	kind := func(c byte) byte {
		switch {
		case c >= '0' && c <= '9':
			return '0'
		case c >= 'a' && c <= 'z':
			return 'a'
		}
		return c
	}
	for i := 0; i < len(text); {
		start, k := i, kind(text[i])
		switch k {
		case ' ', '\t', '\n', '\r':
			i++
			continue
		case ',', ';', '.':
			if i++; i < len(text) && kind(text[i]) == '0' {
				return nil, false // a part of a number, in one notation or another
			}
		case '0', 'a':
			for i < len(text) && (kind(text[i]) == k || k == '0' && text[i] == '.' && i+1 < len(text) && kind(text[i+1]) == '0') {
				i++
			}
		default:
			return nil, false
		}
		said = append(said, text[start:i])
	}
	return said, true
}
