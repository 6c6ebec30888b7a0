package plan

import (
	"math/bits"
	"slices"
	"strings"
	"unicode"

	"github.com/oudpath/oudpath/plan/record"
	"github.com/oudpath/oudpath/stages/scale"
)

// gaps is a set of what a reader of the view looked for and did not find on record: a measure that nobody took, a list that nobody
// reviewed. Ignorance is noted by reading, as causes are, so that no rule can forget to say what it did not know.
//
// Gaps are numbered in the order of their names, so that the set is in the order of the line that it makes.
type gaps uint64

// gapsOf are the gaps of what can be read, by the word of the record.
type gapTable struct {
	names    []string // of all, sorted
	measures [record.MeasureCount]gaps
	sections [record.SectionCount]gaps
	analytes [record.AnalyteCount]gaps
	scales   [scale.InstrumentCount]gaps

	signs, pregnancy, age gaps
}

// It does not compile where there are more of them than a set has room for.
var _ [64 - (record.MeasureCount - 1 + record.AnalyteCount + record.SectionCount + scale.InstrumentCount + 3)]struct{}

var gapOf = makeGaps()

func makeGaps() (t gapTable) {
	type gap struct {
		name string
		set  *gaps
	}
	var all []gap
	add := func(name string, set *gaps) { all = append(all, gap{name, set}) }
	for _, m := range record.Measures() {
		add(noun(m.Title), &t.measures[m.Measure])
	}
	for i, s := range record.Sections() {
		add(sectionText(s), &t.sections[i])
	}
	for i, a := range record.Analytes() {
		add("a drug test for "+a.Agent(), &t.analytes[i])
	}
	for i, in := range scale.All() {
		add("a score on the "+in.Title(), &t.scales[i])
	}
	add("an examination for signs", &t.signs)
	add("whether the person is pregnant", &t.pregnancy)
	add("the age", &t.age)
	slices.SortFunc(all, func(a, b gap) int { return strings.Compare(a.name, b.name) })
	for i, one := range all {
		t.names = append(t.names, one.name)
		*one.set = 1 << i
	}
	return t
}

func sectionText(s record.Section) string {
	if s == record.OpioidUseSection {
		return "which opioids were used, and when"
	}
	return "the list of " + string(s)
}

// noun is a title within a sentence: in lower case, unless its first word is a name or an acronym.
func noun(title string) string {
	first, rest := title[:1], title[1:]
	word, _, _ := strings.Cut(rest, " ")
	if strings.IndexFunc(word, unicode.IsUpper) >= 0 {
		return title
	}
	return strings.ToLower(first) + rest
}

// lacks notes that a reader did not find what it looked for.
func (v *View) lacks(g gaps) { v.question.lacking |= g }

// unknowns writes the line of what is not known: the gaps, and what rules said in their own words. It is nil if there is nothing.
func (v *View) unknowns() []string {
	if v.gaps == 0 && len(v.notKnown) == 0 {
		return nil
	}
	all := names(v.gaps)
	for _, text := range v.notKnown {
		if at, twice := slices.BinarySearch(all, text); !twice {
			all = slices.Insert(all, at, text)
		}
	}
	return all
}

// names writes what is in the set, sorted.
func names(set gaps) []string {
	all := make([]string, 0, bits.OnesCount64(uint64(set)))
	for ; set != 0; set &= set - 1 {
		all = append(all, gapOf.names[bits.TrailingZeros64(uint64(set))])
	}
	return all
}
