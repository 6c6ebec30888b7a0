package plan

import (
	"math/bits"

	"github.com/oudpath/oudpath/medication"
	"github.com/oudpath/oudpath/plan/record"
)

// dispatch finds the rules that an event can matter to without asking the others: a set of rules for each meaning, and one for
// each substance. What it finds is what Rule.wakes says of each rule.
//
// Of those it leaves out, together, the rules that rest on a fact which does not hold.
type dispatch struct {
	rules   []asked // in the order of the catalogue
	means   []ruleSet
	about   [medication.SubstanceCount]ruleSet
	any     ruleSet // rules that are about every substance
	traces  []traced
	only    []needed
	spacing int // words of a set
}

// needed is a fact without which rules do not apply.
type needed struct {
	fact  *condition
	rules ruleSet
}

// traced is of what there have to be traces for rules to apply.
type traced struct {
	where func(Traces) bool
	rules ruleSet
}

// asked is what asking a rule takes, side by side with that of the others: an event asks many of them, and reads little of each.
type asked struct {
	only     *condition
	applies  func(*View) bool
	judge    func(*View) Result
	declared *declaration
	rule     *Rule
	place    int
}

// asked returns what asking the rule takes.
func (r *Rule) asked() asked {
	a := asked{nil, r.Applies, r.Judge, &r.declared, r, r.place}
	if r.Only != nil {
		a.only = r.Only.itself()
	}
	return a
}

// ruleSet is a set of rules by their place in the catalogue.
type ruleSet []uint64

func (s ruleSet) add(i int) { s[i/64] |= 1 << (i % 64) }

// meets reports whether the sets have a rule in common.
func (s ruleSet) meets(other ruleSet) bool {
	for i, word := range s {
		if word&other[i] != 0 {
			return true
		}
	}
	return false
}

// drop takes the rules of the other set out.
func (s ruleSet) drop(other ruleSet) {
	for i, word := range other {
		s[i] &^= word
	}
}

// newDispatch sorts rules by what wakes them.
func newDispatch(rules []*Rule, exhaustive bool) *dispatch {
	d := &dispatch{spacing: (len(rules) + 63) / 64}
	for _, r := range rules {
		d.rules = append(d.rules, r.asked())
	}
	d.any = d.empty()
	for m := range record.AllMeans() {
		set := d.empty()
		for i, r := range rules {
			if r.Watches.Any(m) {
				set.add(i)
			}
		}
		d.means = append(d.means, set)
	}
	for s := range d.about {
		d.about[s] = d.empty()
	}
	for i, r := range rules {
		if r.About.IsEmpty() {
			d.any.add(i)
		}
		for s := range r.About.All() {
			d.about[s].add(i)
		}
	}
	d.group(rules, exhaustive)
	if !exhaustive {
		d.trace(rules)
	}
	return d
}

func (d *dispatch) empty() ruleSet { return make(ruleSet, d.spacing) }

// group sorts rules by the fact that they need, and by the facts that it is part of: those are asked first, and one that does not hold
// answers for all that is part of it, unless everything is to be asked.
func (d *dispatch) group(rules []*Rule, exhaustive bool) {
	at := make(map[*condition]int)
	var need func(c *condition, rule int)
	need = func(c *condition, rule int) {
		if c.broader != nil && !exhaustive {
			need(c.broader, rule)
		}
		place, known := at[c]
		if !known {
			place = len(d.only)
			at[c] = place
			d.only = append(d.only, needed{c, d.empty()})
		}
		d.only[place].rules.add(rule)
	}
	for i, r := range rules {
		if r.Only != nil {
			need(r.Only.itself(), i)
		}
	}
}

// trace sorts rules by the traces that they need, and by those that their fact and the broader ones need.
func (d *dispatch) trace(rules []*Rule) {
	for i, r := range rules {
		if r.Where != nil {
			alone := d.empty()
			alone.add(i)
			d.traces = append(d.traces, traced{r.Where, alone})
		}
	}
	for _, n := range d.only {
		if n.fact.where != nil {
			d.traces = append(d.traces, traced{n.fact.where, n.rules})
		}
	}
}

// wake lists the rules that the event wakes and that can apply to it, in the order of the catalogue.
func (d *dispatch) wake(v *View) {
	watching := d.watching(v)
	for done := 0; done < len(d.traces); {
		done = d.follow(v, watching, done)
	}
	for done := 0; done < len(d.only); {
		done = d.narrow(v, watching, done)
	}
	v.woken = v.woken[:0]
	for i, word := range watching {
		for ; word != 0; word &= word - 1 {
			v.woken = append(v.woken, &d.rules[i*64+bits.TrailingZeros64(word)])
		}
	}
}

// follow drops the rules for which there are no traces, from the given ones on, and returns the ones to go on with. What panics is for the
// rules to answer for.
func (d *dispatch) follow(v *View, watching ruleSet, done int) (next int) {
	defer func() {
		if recover() != nil {
			next = done + 1
		}
	}()
	for ; done < len(d.traces); done++ {
		t := &d.traces[done]
		if !t.rules.meets(watching) {
			continue
		}
		v.question.lacking = 0
		if !t.where(Traces{v}) {
			v.gaps |= v.question.lacking
			watching.drop(t.rules)
		}
	}
	return done
}

// narrow drops the rules whose fact does not hold, from the given condition on, and returns the one to go on with. A fact that panics, or
// lacks a limit, is for the rules that need it to answer for.
func (d *dispatch) narrow(v *View, watching ruleSet, done int) (next int) {
	defer func() {
		if recover() != nil {
			next = done + 1
		}
	}()
	for ; done < len(d.only); done++ {
		c := &d.only[done]
		if !c.rules.meets(watching) {
			continue
		}
		v.forget(nil)
		if c.fact.fails(v) {
			v.gaps |= v.question.lacking
			watching.drop(c.rules)
		}
	}
	return done
}

// watching returns the rules that the event wakes by what it means and what it is about. The set belongs to the view.
func (d *dispatch) watching(v *View) ruleSet {
	set := v.watching[:0]
	means := v.acts.Means()
	about, all := v.acts.Concerned()
	for i := range d.spacing {
		var word uint64
		for m := means; m != 0; m &= m - 1 {
			word |= d.means[bits.TrailingZeros32(uint32(m))][i]
		}
		if !all {
			concerned := d.any[i]
			for s := range about.All() {
				concerned |= d.about[s][i]
			}
			word &= concerned
		}
		set = append(set, word)
	}
	v.watching = set
	return set
}
