package plan

import (
	"math/bits"
	"sync"
	"sync/atomic"

	"github.com/oudpath/oudpath/medication"
	"github.com/oudpath/oudpath/plan/record"
)

// dispatch finds the rules that an event can matter to without asking the others. What an event means and what it is about decide that
// (Rule.wakes), and are the same for most events: a route is worked out once for all that have them in common.
type dispatch struct {
	rules      []*Rule // in the order of the catalogue
	exhaustive bool
	routes     atomic.Pointer[map[concern]*route] // never changed: replaced
	adding     sync.Mutex
}

// routesKept is how many routes are kept. There are some hundred in practice; a host whose events mean more than that pays for working
// out the rest.
const routesKept = 1024

// concern is what an event means and what it is about.
type concern struct {
	means record.Means
	about medication.SubstanceSet // every: any substance
}

// every is the concern of acts that can matter to rules about whatever substance.
const every = ^medication.SubstanceSet(0)

// concernOf returns what acts mean and what they are about.
func concernOf(acts *record.Acts) concern {
	about, all := acts.Concerned()
	if all {
		about = every
	}
	return concern{acts.Means(), about}
}

// newDispatch makes the dispatch of these rules. If it is exhaustive, traces are not looked for, and every fact is asked whatever it is
// part of.
func newDispatch(rules []*Rule, exhaustive bool) *dispatch {
	d := &dispatch{rules: rules, exhaustive: exhaustive}
	d.routes.Store(&map[concern]*route{})
	return d
}

// wake lists the rules that the event wakes and that can apply to it, in the order of the catalogue.
func (d *dispatch) wake(v *View) {
	v.woken = d.route(concernOf(&v.acts)).follow(v, v.woken[:0])
}

// route returns the route of events with the concern.
func (d *dispatch) route(c concern) *route {
	if r := (*d.routes.Load())[c]; r != nil {
		return r
	}
	d.adding.Lock()
	defer d.adding.Unlock()
	known := *d.routes.Load()
	if r := known[c]; r != nil {
		return r
	}
	r := newRoute(d.concerned(c), d.exhaustive)
	if len(known) < routesKept {
		more := make(map[concern]*route, len(known)+1)
		for c, r := range known {
			more[c] = r
		}
		more[c] = r
		d.routes.Store(&more)
	}
	return r
}

// concerned returns the rules that events with the concern wake.
func (d *dispatch) concerned(c concern) (woken []*Rule) {
	for _, r := range d.rules {
		if r.Watches.Any(c.means) && (r.About.IsEmpty() || r.About.Intersects(c.about)) {
			woken = append(woken, r)
		}
	}
	return woken
}

// route is what is asked about events of one concern: the rules that they wake, and before them what leaves out, together, those that
// rest on something that is not there.
type route struct {
	rules []asked // in the order of the catalogue
	forks []fork  // in the order in which they are asked: traces, then facts, the broader ones first
	all   ruleSet
}

// fork is a trace or a fact without which rules do not apply.
type fork struct {
	where func(Traces) bool // nil: it is the fact
	fact  *condition
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

// newRoute makes the route to these rules.
func newRoute(rules []*Rule, exhaustive bool) *route {
	r := &route{all: make(ruleSet, (len(rules)+63)/64)}
	facts := r.facts(rules, exhaustive)
	for i, rule := range rules {
		r.rules = append(r.rules, rule.asked())
		r.all.add(i)
		if rule.Where != nil && !exhaustive {
			alone := r.none()
			alone.add(i)
			r.forks = append(r.forks, fork{where: rule.Where, rules: alone})
		}
	}
	for _, f := range facts {
		if f.fact.where != nil && !exhaustive {
			r.forks = append(r.forks, fork{where: f.fact.where, rules: f.rules})
		}
	}
	r.forks = append(r.forks, facts...)
	return r
}

func (r *route) none() ruleSet { return make(ruleSet, len(r.all)) }

// facts sorts rules by the fact that they need, and by the facts that it is part of: those are asked first, and one that does not hold
// answers for all that is part of it, unless everything is to be asked.
func (r *route) facts(rules []*Rule, exhaustive bool) (forks []fork) {
	at := make(map[*condition]int)
	var need func(c *condition, rule int)
	need = func(c *condition, rule int) {
		if c.broader != nil && !exhaustive {
			need(c.broader, rule)
		}
		place, known := at[c]
		if !known {
			place = len(forks)
			at[c] = place
			forks = append(forks, fork{fact: c, rules: r.none()})
		}
		forks[place].rules.add(rule)
	}
	for i, rule := range rules {
		if rule.Only != nil {
			need(rule.Only.itself(), i)
		}
	}
	return forks
}

// follow adds the rules that can apply to the event of the view.
func (r *route) follow(v *View, woken []*asked) []*asked {
	left := append(v.left[:0], r.all...)
	v.left = left
	for done := 0; done < len(r.forks); {
		done = r.narrow(v, left, done)
	}
	for i, word := range left {
		for ; word != 0; word &= word - 1 {
			woken = append(woken, &r.rules[i*64+bits.TrailingZeros64(word)])
		}
	}
	return woken
}

// narrow drops the rules for which there are no traces or whose fact does not hold, from the given fork on, and returns the one to go on
// with. What panics, or lacks a limit, is for the rules that need it to answer for.
func (r *route) narrow(v *View, left ruleSet, done int) (next int) {
	defer func() {
		if recover() != nil {
			next = done + 1
		}
	}()
	for ; done < len(r.forks); done++ {
		if f := &r.forks[done]; f.rules.meets(left) && f.fails(v) {
			v.gaps |= v.question.lacking
			left.drop(f.rules)
		}
	}
	return done
}

// fails reports whether there are no traces, or the fact does not hold.
func (f *fork) fails(v *View) bool {
	if f.where == nil {
		v.pose(nil)
		return f.fact.fails(v)
	}
	v.question.lacking = 0
	return !f.where(Traces{v})
}

// ruleSet is a set of rules by their place in a route.
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
