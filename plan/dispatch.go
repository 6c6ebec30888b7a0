package plan

import (
	"math/bits"

	"github.com/oudpath/oudpath/medication"
	"github.com/oudpath/oudpath/plan/record"
)

// dispatch finds the rules that an event can matter to without asking the others: a set of rules for each meaning, and one for
// each substance. What it finds is what Rule.wakes says of each rule.
type dispatch struct {
	rules   []asked // in the order of the catalogue
	means   []ruleSet
	about   [medication.SubstanceCount]ruleSet
	any     ruleSet // rules that are about every substance
	spacing int     // words of a set
}

// asked is what asking a rule takes, side by side with that of the others: an event asks many of them, and reads little of each.
type asked struct {
	applies  func(*View) bool
	judge    func(*View) Result
	declared *declaration
	rule     *Rule
	place    int
}

// asked returns what asking the rule takes.
func (r *Rule) asked() asked { return asked{r.Applies, r.Judge, &r.declared, r, r.place} }

// ruleSet is a set of rules by their place in the catalogue.
type ruleSet []uint64

func (s ruleSet) add(i int) { s[i/64] |= 1 << (i % 64) }

// newDispatch sorts rules by what wakes them.
func newDispatch(rules []*Rule) *dispatch {
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
	return d
}

func (d *dispatch) empty() ruleSet { return make(ruleSet, d.spacing) }

// wake lists the rules that the event wakes, in the order of the catalogue.
func (d *dispatch) wake(v *View) {
	v.woken = v.woken[:0]
	means := v.acts.Means()
	about, all := v.acts.Concerned()
	for word := range d.spacing {
		var watching uint64
		for m := means; m != 0; m &= m - 1 {
			watching |= d.means[bits.TrailingZeros32(uint32(m))][word]
		}
		if !all {
			concerned := d.any[word]
			for s := range about.All() {
				concerned |= d.about[s][word]
			}
			watching &= concerned
		}
		for ; watching != 0; watching &= watching - 1 {
			v.woken = append(v.woken, &d.rules[word*64+bits.TrailingZeros64(watching)])
		}
	}
}
