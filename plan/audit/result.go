package audit

import (
	"cmp"
	"maps"
	"slices"

	"github.com/oudpath/oudpath/plan"
	"github.com/oudpath/oudpath/plan/record"
)

// Cell is what is counted apart.
type Cell struct {
	Rule  record.RuleID
	Group string
	Month string // "2026-03"
}

// Count is how often a rule applied, and what it said.
type Count struct {
	Followed   int `json:"followed"`
	Refused    int `json:"refused"`    // broken: an intent would be refused, a fact is a deviation
	Warned     int `json:"warned"`     // broken: a warning
	Advised    int `json:"advised"`    // good practice that was not followed: it is no deviation
	NotKnown   int `json:"notKnown"`   // what the rule needs is not on record
	Overridden int `json:"overridden"` // by a documented decision
	Suspended  int `json:"suspended"`  // by a circumstance
}

// Judged is how often it was known whether the rule was followed: the denominator of Share.
func (c Count) Judged() int { return c.Followed + c.Refused + c.Warned + c.Overridden }

// Share is followed by judged, between 0 and 1; ok is false where nothing was judged.
func (c Count) Share() (share float64, ok bool) {
	if c.Judged() == 0 {
		return 0, false
	}
	return float64(c.Followed) / float64(c.Judged()), true
}

// take counts a finding, and reports whether it is a deviation.
func (c *Count) take(f *plan.Finding) (deviation bool) {
	switch effect := f.Effect(); {
	case effect == plan.EffectOverridden:
		c.Overridden++
	case effect == plan.EffectSuspended:
		c.Suspended++
	case effect == plan.EffectRefuses:
		c.Refused++
		return true
	case effect == plan.EffectWarns:
		c.Warned++
		return true
	case f.Verdict == plan.VerdictUnknown:
		c.NotKnown++
	case f.Verdict == plan.VerdictViolated:
		c.Advised++
	}
	return false
}

func (c *Count) plus(o *Count) {
	c.Followed += o.Followed
	c.Refused += o.Refused
	c.Warned += o.Warned
	c.Advised += o.Advised
	c.NotKnown += o.NotKnown
	c.Overridden += o.Overridden
	c.Suspended += o.Suspended
}

// Result is what a run has counted.
type Result struct {
	Records   int // all of them
	Unread    int // of these, that could not be judged
	Events    int
	Basis     plan.Basis
	Cells     map[Cell]Count
	NotJudged map[record.RuleID]int // events that a rule watches, and for which the place sets no limit
	Notes     map[string]int        // parts of FHIR records that were not understood, by kind
	Measures  []MeasureRow          // in the order of the Config

	titles   map[record.RuleID]string
	order    map[record.RuleID]int
	complete bool
}

func newResult(e *plan.Engine) *Result {
	r := &Result{Basis: e.Basis(), Cells: map[Cell]Count{}, NotJudged: map[record.RuleID]int{}, Notes: map[string]int{},
		titles: map[record.RuleID]string{}, order: map[record.RuleID]int{}}
	for i, rule := range e.Rules() {
		r.titles[rule.ID], r.order[rule.ID] = rule.Title, i
	}
	return r
}

func (r *Result) add(one *judged) {
	r.Records++
	r.Events += one.events
	if one.unread != nil {
		r.Unread++
	}
	for cell, count := range one.cells {
		sum := r.Cells[cell]
		sum.plus(count)
		r.Cells[cell] = sum
	}
	for rule, n := range one.notJudged {
		r.NotJudged[rule] += n
	}
	for kind, n := range one.notes {
		r.Notes[kind] += n
	}
	for _, c := range one.counted {
		for i := range r.Measures {
			if row := &r.Measures[i]; row.ID == c.Measure {
				row.Add(c.Case)
			}
		}
	}
}

// Row is a line of a table: a rule, a group or a month, with what was counted.
type Row struct {
	Name  string `json:"name"`
	Title string `json:"title,omitempty"`
	Count
}

// ByRule returns the counts of each rule that applied, in the order of the catalogue.
func (r *Result) ByRule() []Row {
	rows := r.by(func(c Cell) string { return string(c.Rule) })
	slices.SortStableFunc(rows, func(a, b Row) int {
		return cmp.Compare(r.order[record.RuleID(a.Name)], r.order[record.RuleID(b.Name)])
	})
	for i := range rows {
		rows[i].Title = r.titles[record.RuleID(rows[i].Name)]
	}
	return rows
}

// ByGroup returns the counts of each group over all rules, by name.
func (r *Result) ByGroup() []Row { return r.by(func(c Cell) string { return c.Group }) }

// ByMonth returns the counts of each month over all rules, the earliest first.
func (r *Result) ByMonth() []Row { return r.by(func(c Cell) string { return c.Month }) }

// Sum returns the counts of everything.
func (r *Result) Sum() (all Count) {
	for _, c := range r.Cells {
		all.plus(&c)
	}
	return all
}

func (r *Result) by(name func(Cell) string) (rows []Row) {
	sums := map[string]Count{}
	for cell, count := range r.Cells {
		sum := sums[name(cell)]
		sum.plus(&count)
		sums[name(cell)] = sum
	}
	for _, n := range slices.Sorted(maps.Keys(sums)) {
		rows = append(rows, Row{Name: n, Count: sums[n]})
	}
	return rows
}

// cells returns the cells in the order of rules, groups and months.
func (r *Result) cells() []Cell {
	return slices.SortedFunc(maps.Keys(r.Cells), func(a, b Cell) int {
		return cmp.Or(cmp.Compare(r.order[a.Rule], r.order[b.Rule]), cmp.Compare(a.Rule, b.Rule), cmp.Compare(a.Group, b.Group),
			cmp.Compare(a.Month, b.Month))
	})
}
