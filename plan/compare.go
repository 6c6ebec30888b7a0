package plan

import (
	"cmp"
	"slices"

	"github.com/oudpath/oudpath/plan/civil"
	"github.com/oudpath/oudpath/plan/evidence"
	"github.com/oudpath/oudpath/plan/record"
)

// PlaceDiff says in what two places differ on a day, or one place on two days: the limits, and the rules that only one of them has.
type PlaceDiff struct {
	Limits []LimitDiff     // by parameter
	Only   []record.RuleID // rules that the first has and the second has not, by ID
	New    []record.RuleID // rules that the second has and the first has not, by ID
}

// LimitDiff is one limit that differs. What is not set has no value, no source and no day.
type LimitDiff struct {
	Param    ParamID
	Title    string
	From, To string     // the values for a reader; empty: not set
	Since    civil.Date // from when the second value holds; zero: since ever, or not set
	Says     []evidence.Citation
	// FromRefuses and ToRefuses say whether breaking the limit may refuse, by its provenance and on its day, or only warns.
	FromRefuses, ToRefuses bool
}

// Compare says in what the first place on its day and the second on its day differ. For one place at two days both engines are the same;
// for two places both days are. Values that are written alike and may refuse alike are no difference, whoever says so.
func Compare(a *Engine, on civil.Date, b *Engine, then civil.Date) PlaceDiff {
	params := map[ParamID]AnyParam{}
	for _, e := range []*Engine{a, b} {
		for id, p := range e.params {
			params[id] = p
		}
	}
	var d PlaceDiff
	for id, p := range params {
		was, is := a.limitAt(p, on), b.limitAt(p, then)
		if was.text == is.text && was.refuses == is.refuses {
			continue
		}
		d.Limits = append(d.Limits, LimitDiff{Param: id, Title: p.Title(), From: was.text, To: is.text, Since: is.since, Says: is.says,
			FromRefuses: was.refuses, ToRefuses: is.refuses})
	}
	slices.SortFunc(d.Limits, func(x, y LimitDiff) int { return cmp.Compare(x.Param, y.Param) })
	d.Only, d.New = a.rulesBeside(b), b.rulesBeside(a)
	return d
}

// limitAt is a limit as it stands on a day.
type limitAt struct {
	text    string
	since   civil.Date
	says    []evidence.Citation
	refuses bool
}

func (e *Engine) limitAt(p AnyParam, day civil.Date) limitAt {
	if _, known := e.params[p.ID()]; !known { // no rule of the place reads it
		return limitAt{}
	}
	s := e.setting(p.ref(), day)
	if s == nil {
		return limitAt{}
	}
	enforced := !day.Before(s.enforcement())
	return limitAt{text: s.Text(), since: s.Effective, says: slices.Clone(s.Cites), refuses: enforced && s.Provenance().MayRefuse()}
}

// rulesBeside returns the rules of the engine that the other has not, by ID.
func (e *Engine) rulesBeside(other *Engine) (ids []record.RuleID) {
	has := map[record.RuleID]bool{}
	for _, r := range other.rules {
		has[r.ID] = true
	}
	for _, r := range e.rules {
		if !has[r.ID] {
			ids = append(ids, r.ID)
		}
	}
	slices.Sort(ids)
	return ids
}
