package education

import (
	"errors"
	"fmt"
	"slices"
	"strings"

	"github.com/oudpath/oudpath/plan/evidence"
	"github.com/oudpath/oudpath/plan/internal/lines"
	"github.com/oudpath/oudpath/plan/vocabulary"
)

// Topic is what a fact is about.
type Topic uint8

// The topics, in the order in which they are printed.
const (
	_ Topic = iota
	OverdoseSigns
	OverdoseSteps // in the order in which they are taken
	OverdoseNever // what does harm
	Withdrawal
	SignsOfUse
	ShortTermEffects
	LongTermEffects
	HarmReduction
	Infections
	Wounds
	Newborns
	Families
	Driving
)

var topics = vocabulary.Optional[Topic]("topic of education", []string{OverdoseSigns: "overdose-signs", OverdoseSteps: "overdose-steps",
	OverdoseNever: "overdose-never", Withdrawal: "withdrawal", SignsOfUse: "signs-of-use", ShortTermEffects: "short-term-effects",
	LongTermEffects: "long-term-effects", HarmReduction: "harm-reduction", Infections: "infections", Wounds: "wounds", Newborns: "newborns",
	Families: "families", Driving: "driving"})

// Valid reports whether t is a topic.
func (t Topic) Valid() bool { return topics.Valid(t) }

// String returns the name, and "invalid topic of education 77" for a value that is none.
func (t Topic) String() string { return topics.Name(t) }

// MarshalText writes the name; a value that is no topic is a vocabulary.ErrWord.
func (t Topic) MarshalText() ([]byte, error) { return topics.MarshalText(t) }

// UnmarshalText reads what MarshalText writes, in that exact spelling; any other text is a vocabulary.ErrWord.
func (t *Topic) UnmarshalText(text []byte) error { return topics.UnmarshalText(t, text) }

// Topics returns every topic.
func Topics() []Topic { return slices.Collect(topics.All()) }

// Fact is one thing that is told.
type Fact struct {
	ID    string              `json:"id"` // lower-case words joined by dots and hyphens: "overdose.recovery-position"
	Topic Topic               `json:"topic"`
	Text  string              `json:"text"` // in plain words, one or two sentences
	Cites []evidence.Citation `json:"cites"`
}

// Confirmed reports whether a text was seen that says so well enough to be passed on as more than hearsay.
func (f *Fact) Confirmed() bool { return evidence.Best(f.Cites).MayRefuse() }

// Hours is a range of times in hours, both ends included. A zero end was not found.
type Hours struct {
	Least int `json:"least,omitempty"`
	Most  int `json:"most,omitempty"`
}

// Course is how withdrawal from a substance goes. A span that is zero was not found.
type Course struct {
	Agent  string              `json:"agent"`
	Onset  Hours               `json:"onset,omitzero"` // since the last use
	Peak   Hours               `json:"peak,omitzero"`  // since the last use
	Length Hours               `json:"length,omitzero"`
	Text   string              `json:"text,omitempty"` // what it is like, and what no number says
	Cites  []evidence.Citation `json:"cites"`
}

// Facts returns the facts of some topics, all by default, in their order.
func Facts(of ...Topic) (all []Fact) {
	for _, f := range facts() {
		if len(of) == 0 || slices.Contains(of, f.Topic) {
			all = append(all, f)
		}
	}
	return all
}

// Named returns a fact by its ID; ok is false if there is none.
func Named(id string) (f Fact, ok bool) {
	all := facts()
	i := slices.IndexFunc(all, func(f Fact) bool { return f.ID == id })
	if i < 0 {
		return Fact{}, false
	}
	return all[i], true
}

// Courses returns the courses of withdrawal, opioids first.
func Courses() []Course { return courses() }

// CourseOf returns the course of withdrawal from a substance, by its generic name in any case; ok is false where no source gave one.
func CourseOf(agent string) (c Course, ok bool) {
	all := courses()
	i := slices.IndexFunc(all, func(c Course) bool { return strings.EqualFold(c.Agent, strings.TrimSpace(agent)) })
	if i < 0 {
		return Course{}, false
	}
	return all[i], true
}

// String writes the course in a line: "methadone: begins after 12 to 48 hours, lasts 10 to 20 days".
func (c *Course) String() string {
	var parts []string
	add := func(what string, span Hours) {
		if span != (Hours{}) {
			parts = append(parts, what+" "+span.String())
		}
	}
	add("begins after", c.Onset)
	add("is worst after", c.Peak)
	add("lasts", c.Length)
	said := []string{strings.Join(parts, ", "), c.Text}
	return c.Agent + ": " + strings.Join(slices.DeleteFunc(said, func(s string) bool { return s == "" }), "; ")
}

// Validate reports everything that makes the fact incomplete.
func (f *Fact) Validate() error {
	errs := []error{validate(f.ID, f.Cites)}
	if !f.Topic.Valid() || strings.TrimSpace(f.Text) == "" || strings.Trim(f.ID, "abcdefghijklmnopqrstuvwxyz.-") != "" || f.ID == "" {
		errs = append(errs, fmt.Errorf("education: fact %q lacks its topic or its text, or its ID is not lower-case words", f.ID))
	}
	return errors.Join(errs...)
}

// Validate reports everything that makes the course incomplete.
func (c *Course) Validate() error {
	errs := []error{validate(c.Agent, c.Cites)}
	for _, span := range []Hours{c.Onset, c.Peak, c.Length} {
		if span.Most != 0 && span.Most < span.Least {
			errs = append(errs, fmt.Errorf("education: course of %s: %d hours is more than %d", c.Agent, span.Least, span.Most))
		}
	}
	if c.Agent == "" || c.Onset == (Hours{}) && c.Peak == (Hours{}) && c.Length == (Hours{}) && c.Text == "" {
		errs = append(errs, fmt.Errorf("education: course of %q says nothing", c.Agent))
	}
	return errors.Join(errs...)
}

func validate(of string, cites []evidence.Citation) error {
	if len(cites) == 0 {
		return fmt.Errorf("education: %q without a source", of)
	}
	var errs []error
	for _, c := range cites {
		errs = append(errs, c.Validate())
	}
	return errors.Join(errs...)
}

var headings = map[Topic]string{OverdoseSigns: "How an overdose looks", OverdoseSteps: "What to do, in this order",
	OverdoseNever: "What does harm", Withdrawal: "Withdrawal", SignsOfUse: "Signs that may go with use, and prove nothing",
	ShortTermEffects: "What opioids do soon", LongTermEffects: "What they do over years", HarmReduction: "Less harm",
	Infections: "Infections and vaccination", Wounds: "Wounds", Newborns: "Newborns of people on agonists",
	Families: "Families", Driving: "Driving, in the United Kingdom"}

// Leaflet prints facts of some topics, all by default, in 80 columns, with their sources and how well each was confirmed. What was not
// confirmed says so.
func Leaflet(of ...Topic) string {
	var b strings.Builder
	var sources lines.Numbers
	cite := func(cites []evidence.Citation) (marks string) {
		for _, c := range cites {
			marks += sources.Mark(c.Full())
		}
		return marks
	}
	for _, topic := range Topics() {
		if len(of) > 0 && !slices.Contains(of, topic) {
			continue
		}
		if b.Len() > 0 {
			b.WriteString("\n")
		}
		b.WriteString(headings[topic] + "\n")
		for i, f := range Facts(topic) {
			mark := "-"
			if topic == OverdoseSteps {
				mark = fmt.Sprintf("%d.", i+1)
			}
			b.WriteString(lines.Wrap("  ", mark+" "+f.Text+unsure(f.Cites)+cite(f.Cites)))
		}
		if topic == Withdrawal {
			for _, c := range Courses() {
				b.WriteString(lines.Wrap("  ", "- "+c.String()+unsure(c.Cites)+cite(c.Cites)))
			}
		}
	}
	b.WriteString(sources.Legend(""))
	return b.String()
}

func unsure(cites []evidence.Citation) string {
	if evidence.Best(cites).MayRefuse() {
		return ""
	}
	return " (not confirmed)"
}

// String writes the range in days where it is whole days, else in hours: "12 to 48 hours", "10 to 20 days".
func (h Hours) String() string {
	const day, asDays = 24, 3 * 24
	least, most, unit := h.Least, h.Most, "hours"
	if least%day == 0 && most%day == 0 && max(least, most) >= asDays && (least == 0 || least >= 2*day) {
		least, most, unit = least/day, most/day, "days"
	}
	switch {
	case most == 0:
		return fmt.Sprintf("%d %s", least, unit)
	case least == 0:
		return fmt.Sprintf("up to %d %s", most, unit)
	}
	return fmt.Sprintf("%d to %d %s", least, most, unit)
}
