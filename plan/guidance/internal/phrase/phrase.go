// Package phrase writes what the messages of several subjects share: times, numbers with their nouns, names of the vocabulary.
package phrase

import (
	"fmt"
	"strings"
	"time"
	"unicode"

	"github.com/oudpath/oudpath/plan"
	"github.com/oudpath/oudpath/plan/internal/lines"
	"github.com/oudpath/oudpath/plan/record"
)

// MethadoneAmount is what a rule lacks where an event brings an amount of methadone that nobody stated.
const MethadoneAmount = "the dose of methadone that is handed out"

// Elapsed writes the time since t as a person would say it: minutes within the hour, hours up to three days, then days.
func Elapsed(v *plan.View, t time.Time) string { return InHours(v.Since(t)) }

// InHours writes a time as Elapsed does.
func InHours(d time.Duration) string {
	const day = 24 * time.Hour
	switch {
	case d >= 3*day:
		return joined(d/day, "days", d%day/time.Hour, "h")
	case d >= time.Hour:
		return joined(d/time.Hour, "h", d%time.Hour/time.Minute, "min")
	}
	return fmt.Sprintf("%d min", d/time.Minute)
}

// joined writes two units, the smaller one only where there is some of it.
func joined(many time.Duration, unit string, rest time.Duration, smaller string) string {
	if rest == 0 {
		return fmt.Sprintf("%d %s", many, unit)
	}
	return fmt.Sprintf("%d %s %d %s", many, unit, rest, smaller)
}

// InWords writes a reason for a reader.
func InWords(r record.Reason) string { return strings.ReplaceAll(string(r), "-", " ") }

// Plural writes a number with its noun.
func Plural(n int, noun string) string { return lines.Counted(n, noun) }

// Spelled writes a name of the vocabulary for a reader: "head injury".
func Spelled[T ~string](name T) string { return strings.ReplaceAll(string(name), "-", " ") }

// Counted writes numbers with a noun.
func Counted(noun string) func(int) string {
	return func(n int) string { return Plural(n, noun) }
}

// Reason returns a reason as it was written, and nothing where no word was: a dash or a letter documents nothing.
func Reason(text string) string {
	const word = 4 // letters; "n/a" and "ok" are no reasons either
	letters := 0
	for _, r := range text {
		if !unicode.IsLetter(r) {
			letters = 0
		} else if letters++; letters == word {
			return text
		}
	}
	return ""
}
