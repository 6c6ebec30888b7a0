package fhir

import (
	"slices"
	"strconv"
	"strings"

	"github.com/oudpath/oudpath/medication"
	"github.com/oudpath/oudpath/plan/fhir/r4"
)

// counts are the words for how often.
var counts = map[string]int{"once": 1, "one": 1, "1": 1, "twice": 2, "two": 2, "2": 2, "thrice": 3, "three": 3, "3": 3, "four": 4, "4": 4}

// everyDay are the abbreviations of prescriptions for how often a day.
var everyDay = map[string]int{"bid": 2, "tid": 3, "qid": 4, "q24h": 1, "q12h": 2, "q8h": 3, "q6h": 4}

// notDaily are words of a text by which what it says of a day is not what holds of each.
var notDaily = wordSet("except other alternate alternating weekly week weeks month monthly needed prn if then or to up max maximum total divided")

// rhythm is how often a day a text says.
type rhythm struct {
	perDay  int  // 0: it does not say
	counted bool // it says the number, and not "daily" alone, which may be said of the amount of a day
	apart   int  // every how many days, where it is not every day; 0: every day
}

// schedule returns the days of doses.
func (r rhythm) schedule() medication.Schedule { return medication.EveryDays(uint8(max(r.apart, 1))) }

// rhythmOf reads what a timing says in words: how often a day, or every how many days.
func rhythmOf(text string) rhythm {
	words := strings.Fields(strings.ToLower(strings.ReplaceAll(text, ".", "")))
	apart := daysApart(words)
	if len(words) == 1 && words[0] == "weekly" || slices.Equal(words, []string{"every", "week"}) {
		apart = 7
	}
	if apart > 0 {
		return rhythm{perDay: 1, apart: apart}
	}
	return oftenIn(text)
}

// oftenIn reads how often a day a text says: nothing where it says several things, or where one of its words may change what it says.
func oftenIn(text string) (found rhythm) {
	words := strings.FieldsFunc(strings.ToLower(text), func(r rune) bool { return !(r >= 'a' && r <= 'z' || r >= '0' && r <= '9') })
	if slices.ContainsFunc(words, func(w string) bool { return notDaily[w] }) {
		return rhythm{}
	}
	for len(words) > 0 {
		one, taken := oftenAt(words)
		words = words[max(taken, 1):]
		switch {
		case one.perDay == 0 && taken > 0, one.counted && found.counted && one.perDay != found.perDay:
			return rhythm{}
		case one.counted || one.perDay > 0 && found.perDay == 0:
			found = one
		}
	}
	return found
}

// oftenAt reads what the first words say of how often, and how many of them: none where they say nothing of it. A number of times of which it
// does not say that it is in a day is no number a day.
func oftenAt(words []string) (one rhythm, taken int) {
	if n := everyDay[words[0]]; n > 0 {
		return rhythm{perDay: n, counted: true}, 1
	}
	if n := daysAt(words); n > 0 {
		return rhythm{perDay: 1}, n
	}
	if len(words) > 2 && words[0] == "every" && (words[2] == "hours" || words[2] == "h") {
		hours, _ := strconv.Atoi(words[1])
		if hours > 0 && 24%hours == 0 {
			return rhythm{perDay: 24 / hours, counted: true}, 3
		}
		return rhythm{}, 3
	}
	n, taken := counts[words[0]], 1
	switch {
	case n == 0:
		return rhythm{}, 0
	case len(words) > 1 && (words[1] == "times" || words[1] == "time"):
		taken = 2
	case !slices.Contains([]string{"once", "twice", "thrice"}, words[0]):
		return rhythm{}, 0 // of something else
	}
	days := daysAt(words[taken:])
	if days == 0 {
		return rhythm{}, taken
	}
	return rhythm{perDay: n, counted: true}, taken + days
}

// daysAt returns how many of the first words say that it is so on a day: "daily", "a day".
func daysAt(words []string) int {
	switch {
	case len(words) > 0 && (words[0] == "daily" || words[0] == "qd"):
		return 1
	case len(words) > 1 && words[1] == "day" && slices.Contains([]string{"a", "per", "each", "every"}, words[0]):
		return 2
	}
	return 0
}

// atMeals reports whether it names meals, of which it is not known how many there are: before, at or after them.
func atMeals(when r4.Element) bool {
	for _, event := range when.Items() {
		if said := event.Text(); said == "C" || said == "AC" || said == "PC" {
			return true
		}
	}
	return false
}

// ofTheDay reports whether it is stated what the frequency is of: a period, days of the week, or times of the day.
func ofTheDay(repeat r4.Element) bool {
	return repeat.Get("period").Exists() || repeat.Get("dayOfWeek").Exists() || repeat.Get("timeOfDay").Exists() || repeat.Get("when").Exists()
}
