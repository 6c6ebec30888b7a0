package fhir

import (
	"fmt"
	"slices"
	"strings"

	"github.com/oudpath/oudpath/medication"
	"github.com/oudpath/oudpath/plan/fhir/r4"
	"github.com/oudpath/oudpath/plan/record"
	"github.com/oudpath/oudpath/plan/truth"
	"github.com/oudpath/oudpath/plan/vocabulary"
)

// Meaning is what a code or a name stands for in a record. The implementations are the types of this file.
type Meaning interface{ meaning() }

// The meanings. Each is the value of a word of another package, or the little that a code says beside it.
type (
	// TestsFor is a test whose result, positive or negative, is about the analyte.
	TestsFor struct{ Analyte record.Analyte }
	// Measures is a number that is measured about a person.
	Measures struct{ Measure record.Measure }
	// Shows is the result of a test.
	Shows struct{ Result record.TestResult }
	// Did is an examination, assessment or plan.
	Did struct{ Assessment record.Assessment }
	// Has is a condition that rules ask about.
	Has struct{ Condition record.Health }
	// Disorder is opioid use disorder under one of its codes; Remission is unknown where the code does not say.
	Disorder struct{ Remission truth.Value }
	// Overdose is an overdose of an opioid that the person survived; the agent is empty where the code does not say which.
	Overdose struct{ Agent string }
	// Sign is a sign that is seen at an examination: of withdrawal, sedation or intoxication.
	Sign struct{ Sign record.Sign }
	// Pregnancy asks for, or says, whether the person is pregnant; the status is empty for the question.
	Pregnancy struct{ Status record.PregnancyStatus }
	// LastUse asks when the person last used an opioid of that name, empty for whichever the record names.
	LastUse struct{ Agent string }
	// NoneKnown says that somebody asked for what belongs there, and that there is none.
	NoneKnown struct{ Section record.Section }
	// Dispensed is a product, with the strength of one unit or milliliter; a zero Dose: not stated.
	Dispensed struct {
		Product medication.ProductID
		Dose    medication.Dose
	}
	// Medicine is another medicine, by the generic name that the table of agents knows.
	Medicine struct{ Agent string }
	// Harmless is a medicine or a finding of which it is known that no rule asks for it.
	Harmless struct{}
)

func (TestsFor) meaning()  {}
func (Measures) meaning()  {}
func (Shows) meaning()     {}
func (Did) meaning()       {}
func (Has) meaning()       {}
func (Disorder) meaning()  {}
func (Overdose) meaning()  {}
func (Sign) meaning()      {}
func (Pregnancy) meaning() {}
func (LastUse) meaning()   {}
func (NoneKnown) meaning() {}
func (Dispensed) meaning() {}
func (Medicine) meaning()  {}
func (Harmless) meaning()  {}

// Entry gives one code of a system its meaning, or, without a system and code, a name as it stands in texts and displays.
type Entry struct {
	System  vocabulary.System
	Code    string
	Display string            // the name that the system gives the code; of an entry without a code the name itself, in any case
	Source  vocabulary.Source // where code and display, or the meaning of the name, were seen; required
	Means   Meaning
}

type codeKey struct{ system, code string }

// Codes is a table of what codes and names mean. It never changes: With and Without give another one.
type Codes struct {
	entries []Entry
	byCode  map[codeKey]Meaning
	byName  map[string]Meaning
	printed readBefore
}

// With returns the table with the entries added; one for a code or name that the table has already replaces it. It panics on an entry
// without a meaning or a source, and on one that names neither a code with its system nor a name: those are for the author to see.
func (c *Codes) With(entries ...Entry) *Codes {
	next := &Codes{byCode: map[codeKey]Meaning{}, byName: map[string]Meaning{}}
	for _, e := range entries {
		if e.Means == nil || e.Source == nil || (e.System == "") != (e.Code == "") || e.Code == "" && e.Display == "" {
			panic(fmt.Sprintf("fhir: entry %q %q %q lacks a meaning, a source, or a system with its code", e.System, e.Code, e.Display))
		}
	}
	if c != nil {
		for _, e := range c.entries {
			if !slices.ContainsFunc(entries, e.same) {
				next.entries = append(next.entries, e)
			}
		}
	}
	next.entries = append(next.entries, entries...)
	for _, e := range next.entries {
		if e.Code == "" {
			next.byName[folded(e.Display)] = e.Means
		} else {
			next.byCode[codeKey{string(e.System), e.Code}] = e.Means
		}
	}
	return next
}

// Without returns the table without what it says of that code.
func (c *Codes) Without(system vocabulary.System, code string) *Codes {
	kept := slices.DeleteFunc(c.Entries(), func(e Entry) bool { return e.System == system && e.Code == code })
	return (*Codes)(nil).With(kept...)
}

// Entries returns the table, in its order.
func (c *Codes) Entries() []Entry { return slices.Clone(c.entries) }

func (e Entry) same(other Entry) bool {
	if e.Code == "" && other.Code == "" {
		return folded(e.Display) == folded(other.Display)
	}
	return e.System == other.System && e.Code == other.Code
}

// folded returns a name in small letters, with one blank between its words.
func folded(name string) string {
	if isFolded(name) {
		return name
	}
	return strings.ToLower(strings.Join(strings.Fields(name), " "))
}

// isFolded reports whether folding surely leaves a name as it is: of ASCII, which most are.
func isFolded(name string) bool {
	blank := true // as if one stood before it
	for i := range len(name) {
		c := name[i]
		if c >= 0x80 || c < ' ' || c >= 'A' && c <= 'Z' || c == ' ' && blank {
			return false
		}
		blank = c == ' '
	}
	return !blank || name == ""
}

// of returns what one of the codes means, and where none has a meaning, what a name of the concept means; nil for neither.
func (c *Codes) of(concept r4.Concept) Meaning {
	for _, coding := range concept.Codings {
		if m := c.byCode[codeKey{coding.System, coding.Code}]; m != nil {
			return m
		}
		if dotted := withDot(coding); dotted != "" {
			if m := c.byCode[codeKey{coding.System, dotted}]; m != nil {
				return m
			}
		}
	}
	if m := c.byName[folded(concept.Text)]; m != nil {
		return m
	}
	for _, coding := range concept.Codings {
		if m := c.byName[withoutTag(folded(coding.Display))]; m != nil {
			return m
		}
	}
	return nil
}

// withDot returns a code of the ICD with the dot that claims leave out, behind its third character; empty for one that has it or needs none, and for
// any other system.
func withDot(c r4.Coding) string {
	isICD := c.System == string(vocabulary.ICD10CM) || c.System == string(vocabulary.ICD10)
	if !isICD || len(c.Code) < 4 || strings.Contains(c.Code, ".") {
		return ""
	}
	return c.Code[:3] + "." + c.Code[3:]
}

// withoutTag takes away the tag that names of SNOMED CT end in: "pregnant (finding)".
func withoutTag(name string) string {
	if at := strings.LastIndex(name, " ("); at > 0 && strings.HasSuffix(name, ")") {
		return name[:at]
	}
	return name
}
