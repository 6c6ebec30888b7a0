package report

import (
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"

	"github.com/oudpath/oudpath/medication"
	"github.com/oudpath/oudpath/stages"
)

// Language is one in which the person in treatment can be written to, as BCP 47 has it.
type Language string

// The languages.
const (
	English Language = "en"
	Spanish Language = "es" // not reviewed by a clinical translator, which the letter says
)

// Languages lists them.
func Languages() []Language { return []Language{English, Spanish} }

// What Letter returns where it writes nothing.
var (
	ErrLanguage = errors.New("report: there are no messages in this language")
	ErrNoReader = errors.New("report: no letter is written to somebody who has died")
)

// Letter writes for the person in treatment, in plain words, what is on record: where they are, which medicine they take, what was missed, and
// that something is to be talked about. It gives no advice and names no finding: those are for the people who treat. Amounts and days are as
// they are on record. A position that is not of the pathways of this library is named by its title, in whatever language that is.
//
// The error is ErrLanguage for a language that is not of Languages, ErrNoReader where the person has died, or that of the writer.
func (j *Journey) Letter(w io.Writer, language Language) error {
	if j.Stage == string(stages.Deceased) {
		return ErrNoReader
	}
	if !slices.Contains(Languages(), language) {
		return fmt.Errorf("%w: %q", ErrLanguage, language)
	}
	say := func(key messageKey, args ...any) string { return fmt.Sprintf(messages[key][language], args...) }
	lines := []string{say("title"), ""}
	if note := messages["not-reviewed"][language]; note != "" {
		lines = append(lines, note, "")
	}
	lines = append(lines, say("as-of", j.To), "")
	for _, axis := range []struct{ name, at string }{{"stage", j.Stage}, {"level", j.Level}, {"course", j.Course}} {
		if text := messages[messageKey(axis.name+"."+axis.at)][language]; text != "" {
			lines = append(lines, text)
		} else if axis.at != "" {
			lines = append(lines, say("at", axis.at))
		}
	}
	lines = append(lines, j.medicines(language, say)...)
	if n := j.missed(); n == 1 {
		lines = append(lines, say("missed.one"))
	} else if n > 1 {
		lines = append(lines, say("missed.many", n))
	}
	if len(j.Due) > 0 {
		lines = append(lines, say("due"))
	}
	lines = append(lines, "", say("ask"), "")
	return write(w, strings.Join(lines, "\n"), byLines)
}

// medicines says what the person was given last of each substance.
func (j *Journey) medicines(language Language, say func(messageKey, ...any) string) (lines []string) {
	last := map[string]Medication{}
	var order []string
	for _, m := range j.Medications {
		product, known := medication.Lookup(m.Product)
		if !known || product.ReversesOverdose() {
			continue
		}
		substance := product.Substance().String()
		if _, seen := last[substance]; !seen {
			order = append(order, substance)
		}
		if !m.To.Before(last[substance].To) {
			last[substance] = m
		}
	}
	for _, substance := range order {
		name := messages[messageKey("medicine."+substance)][language]
		lines = append(lines, say("dose", pick(name == "", substance, name), last[substance].Dose, last[substance].To))
	}
	return lines
}

// missed is how many doses are on record as missed in the two weeks before the last event.
func (j *Journey) missed() (n int) {
	for i := range j.Entries {
		if e := &j.Entries[i]; e.Sort == Missed && j.To.Since(e.Day) < 14 {
			n++
		}
	}
	return n
}
