package plan

import (
	"slices"

	"github.com/oudpath/oudpath/plan/civil"
)

// limits are the settings in force, by day and by the number of their parameter, worked out when the engine is made: days on which
// nothing changes share one table.
type limits []limitTable

// limitTable holds the settings in force from a day on; nil for what is not set.
type limitTable struct {
	from     civil.Date
	settings []*Setting
	lacking  []AnyParam // by the place of a rule in the catalogue: the first limit that it needs and that is not set; nil: it has them all
}

// tabulate lays out the tables, oldest first.
func (r resolved) tabulate(rules []Rule) limits {
	days, count := []civil.Date{{}}, uint(0)
	for param, history := range r {
		count = max(count, param.number+1)
		for i := range history {
			history[i].whole = history[i].written()
			days = append(days, history[i].Effective)
			if last := history[i].Last; !last.IsZero() {
				days = append(days, last.Add(1))
			}
		}
	}
	slices.SortFunc(days, civil.Date.Compare)
	var tables limits
	for _, day := range slices.Compact(days) {
		table := limitTable{from: day, settings: make([]*Setting, count)}
		for param, history := range r {
			table.settings[param.number] = inForce(history, day)
		}
		table.lacking = make([]AnyParam, len(rules))
		for i := range rules {
			table.lacking[i] = table.lacks(&rules[i])
		}
		tables = append(tables, table)
	}
	return tables
}

// lacks returns the first limit that the rule needs and that is not set; nil if it has them all.
func (t *limitTable) lacks(r *Rule) AnyParam {
	for _, p := range r.declared.required {
		if t.of(p.ref()) == nil {
			return p
		}
	}
	return nil
}

// on returns the table of a day.
func (l limits) on(day civil.Date) *limitTable {
	at, exact := slices.BinarySearchFunc(l, day, func(t limitTable, day civil.Date) int { return t.from.Compare(day) })
	if !exact {
		at--
	}
	if at < 0 {
		return &nothingSet
	}
	return &l[at]
}

// nothingSet is the table of a day before the first of an engine that has none: the days of every engine begin with the first there is.
var nothingSet limitTable

// of returns the setting of a parameter; nil if there is none.
func (t *limitTable) of(param *key) *Setting {
	if param.number >= uint(len(t.settings)) {
		return nil
	}
	if s := t.settings[param.number]; s != nil && s.param == param {
		return s
	}
	return nil
}
