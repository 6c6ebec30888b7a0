package fhir

import (
	"slices"
	"strings"

	"github.com/oudpath/oudpath/medication"
	"github.com/oudpath/oudpath/plan/fhir/r4"
)

// What stands beside the numbers of a dosage instruction may take back what they say: that the dose is as needed, a limit below the dose, a text
// with another amount or another rhythm. None of it is read for a dose by itself; where it is at odds with the numbers, no dose is.

// neededOnly reports whether the dose is one as needed, and notes it: R4 has two elements for that, the version after it two others.
func (x *at) neededOnly(item r4.Element) bool {
	needed, how := item.Choice("asNeeded")
	yes, plain := x.modifies(item, "asNeededBoolean")
	later, plainly := x.modifies(item, "asNeeded")
	if how == "" {
		needed = item.Get("asNeeded")
	}
	if !yes && plain && !later && plainly && (how == "" || how == "Boolean") {
		return false
	}
	x.note(NotUnderstood, needed, "a dose as needed: how many of them are taken is not stated")
	return true
}

// belowLimits reports whether the doses stay within the limits that are stated with them, and notes where they do not. A limit that is not understood
// is noted, and changes no dose.
func (x *at) belowLimits(m medicine, item r4.Element, reg *regimen) bool {
	if lifetime := item.Get("maxDosePerLifetime"); lifetime.Exists() {
		x.note(NotUnderstood, lifetime, "a limit for a lifetime: on which days it is taken is not stated")
		return false
	}
	if once := item.Get("maxDosePerAdministration"); once.Exists() {
		most, trouble := m.dose(once.Quantity())
		if trouble == "" && reg.dose.Principal.Compare(most.Principal) > 0 {
			x.note(Contradiction, once, "the dose is %s, and its limit %s", reg.dose.Principal, most.Principal)
			return false
		} else if trouble != "" {
			x.note(NotUnderstood, once, "the limit of a dose: %s", trouble)
		}
	}
	for _, limit := range item.Get("maxDosePerPeriod").Items() {
		most, trouble := m.dose(limit.Get("numerator").Quantity())
		over, known := daysOf(limit.Get("denominator").Quantity())
		switch doses := uint32(max(reg.perDay, 1) * over); {
		case trouble != "" || !known || reg.schedule != medication.Daily() && !reg.schedule.IsZero():
			x.note(NotUnderstood, limit, "a limit that cannot be held against the doses")
		case reg.dose.Principal.Times(doses).Compare(most.Principal) > 0:
			x.note(Contradiction, limit, "the doses of %d days are %s, and their limit %s", over, reg.dose.Principal.Times(doses), most.Principal)
			return false
		}
	}
	return true
}

// daysOf reads a length of time as whole days, in hours too.
func daysOf(q r4.Quantity) (n int, ok bool) {
	if hours, exact := q.Value.Thousandths(); exact && q.Comparator == "" && (unit(q) == "h" || unit(q) == "hours" || unit(q) == "hour") {
		n = int(hours / 24_000)
		return n, n >= 1 && n <= 366 && hours%24_000 == 0
	}
	return days(q)
}

// borneOut reports whether the texts that stand beside the numbers say the same as far as they are understood, and notes where they do not.
func (x *at) borneOut(m medicine, item r4.Element, reg *regimen) bool {
	for _, name := range [...]string{"text", "patientInstruction", "additionalInstruction"} {
		for _, said := range item.Get(name).Items() {
			all := []string{said.Text()}
			if said.IsObject() {
				concept := said.Concept()
				all[0] = concept.Text
				for _, c := range concept.Codings {
					all = append(all, c.Display)
				}
			}
			for _, text := range all {
				if why, trouble := m.unlike(text, reg); trouble != "" {
					where := said
					if name == "text" {
						where = item
					}
					x.note(why, where, "%s", trouble)
					return false
				}
			}
		}
	}
	return true
}

// unlike says in what a text is at odds with the numbers; empty where it is not, or is not understood.
func (m medicine) unlike(text string, reg *regimen) (why Why, trouble string) {
	if text == "" {
		return why, ""
	}
	words := strings.FieldsFunc(strings.ToLower(strings.ReplaceAll(text, ".", "")), func(r rune) bool {
		return !(r >= 'a' && r <= 'z' || r >= '0' && r <= '9')
	})
	daily := reg.schedule == medication.Daily() && reg.perDay > 0
	said, apart := oftenIn(text), daysApart(words)
	switch {
	case hasPhrase(words, neededPhrases):
		return NotUnderstood, "its text says as needed: how many doses are taken is not stated"
	case hasPhrase(words[:min(len(words), 4)], [][]string{{"up", "to"}}):
		return NotUnderstood, "its text says up to this dose: how much of it is taken is not stated"
	case said.counted && daily && said.perDay != reg.perDay:
		return Contradiction, "its text says another number of doses a day than its timing"
	case apart > 1 && daily:
		return Contradiction, "its text says that it is not taken every day, and its timing that it is"
	}
	spelt, ok := spelled(text)
	if parts, _ := partsOf(spelt); ok && len(parts) == 1 && reg.least.IsZero() {
		if step, ok := m.step(parts[0]); ok && !step.dose.Principal.Equal(reg.dose.Principal) {
			return Contradiction, "its text says another dose than its numbers"
		}
	}
	if steps, ok := m.steps(text); ok && len(steps) > 1 {
		return Contradiction, "its text has steps, and its numbers one dose"
	}
	return why, ""
}

// neededPhrases say that a dose is taken as needed.
var neededPhrases = [][]string{{"prn"}, {"as", "needed"}, {"if", "needed"}, {"when", "needed"}, {"as", "required"}, {"when", "required"},
	{"if", "required"}}

func hasPhrase(words []string, phrases [][]string) bool {
	for i := range words {
		for _, phrase := range phrases {
			if len(words)-i >= len(phrase) && slices.Equal(words[i:i+len(phrase)], phrase) {
				return true
			}
		}
	}
	return false
}

// apartPhrases say how many days are from one dose to the next. "Weekly" alone is none of them: medicines are dispensed weekly too.
var apartPhrases = map[int][][]string{
	2: {{"every", "other", "day"}, {"every", "second", "day"}, {"every", "2", "days"}, {"alternate", "days"}, {"qod"}},
	3: {{"every", "third", "day"}, {"every", "3", "days"}, {"every", "three", "days"}},
	7: {{"once", "a", "week"}, {"once", "weekly"}, {"once", "per", "week"}, {"one", "time", "per", "week"}, {"every", "7", "days"}},
}

// daysApart returns how many days are from one dose to the next by the words of a text; 0 where it does not say, or says several things.
func daysApart(words []string) (days int) {
	for n, phrases := range apartPhrases {
		switch {
		case !hasPhrase(words, phrases):
		case days != 0:
			return 0
		default:
			days = n
		}
	}
	return days
}

// otherKind reports whether two units are known, and are not both masses, volumes, or counts: a number of the one is no number of the other.
func otherKind(one, other string) bool {
	kind := func(u string) int {
		switch {
		case ucumMass[u] != "":
			return 1
		case volumeUnits[u]:
			return 2
		case countUnits[u]:
			return 3
		}
		return 0
	}
	a, b := kind(one), kind(other)
	return a != 0 && b != 0 && a != b
}
