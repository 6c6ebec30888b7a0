package sim

import (
	"context"
	"errors"
	"fmt"
	"runtime"
	"sync"
	"sync/atomic"

	"github.com/oudpath/oudpath/plan/sim/internal/random"
	"github.com/oudpath/oudpath/plan/sim/internal/vector"
	"github.com/oudpath/oudpath/plan/vocabulary"
)

// Engine is a way of running a model. The zero Engine is invalid.
type Engine uint8

// The engines.
const (
	_      Engine = iota
	Cohort        // the exact expectation
	Step          // person by person, cycle by cycle; the only one that can call functions
	Jump          // person by person, stay by stay; the fastest way to individual paths
	Counts        // whole numbers of people split at random: the noise of a finite population at a cost that does not grow with it
)

var engines = vocabulary.Required[Engine]("engine", []string{
	Cohort: "cohort",
	Step:   "step",
	Jump:   "jump",
	Counts: "counts",
})

// Valid reports whether e is an engine.
func (e Engine) Valid() bool { return engines.Valid(e) }

// String returns the name, and "invalid engine 77" for a value that is none.
func (e Engine) String() string { return engines.Name(e) }

// MarshalText writes the name; a value that is no engine is a vocabulary.ErrWord.
func (e Engine) MarshalText() ([]byte, error) { return engines.MarshalText(e) }

// UnmarshalText reads what MarshalText writes, in that exact spelling; any other text is a vocabulary.ErrWord.
func (e *Engine) UnmarshalText(text []byte) error { return engines.UnmarshalText(e, text) }

func (e Engine) individual() bool { return e == Step || e == Jump }

// Study says what to run.
type Study struct {
	Engine  Engine
	People  int64  // how many live through every arm; Cohort does not need it
	Seed    uint64 // of all random numbers
	Workers int    // goroutines; 0 means as many as GOMAXPROCS. It never changes a result
	Shard   Shard  // the part of the study to run; the zero Shard is all of it

	// ByCycle keeps what is gathered of every reward in every cycle, for RewardByCycle and for costs by year. Without it Step and Jump
	// need not count it.
	ByCycle bool
}

// Shard is one of several equal parts of a study, which may be run in different processes (see WriteArchive) and put together by
// Merge. It never changes the merged result.
type Shard struct {
	Index int // from 0
	Of    int
}

func (s Shard) of() int { return max(1, s.Of) }

// cut returns which of n things belong to the shard.
func (s Shard) cut(n int64) (from, to int64) {
	of := int64(s.of())
	share, rest := n/of, n%of
	edge := func(i int64) int64 { return i*share + min(i, rest) }
	return edge(int64(s.Index)), edge(int64(s.Index) + 1)
}

// key is what two shards of one study have in common.
func (s Study) key() Study {
	s.Workers, s.Shard = 0, Shard{Of: s.Shard.of()}
	return s
}

// ErrStudy is returned for a study that cannot be run.
var ErrStudy = errors.New("sim: cannot run the study")

func (s Study) check(c *Compiled) error {
	switch {
	case !s.Engine.Valid():
		return fmt.Errorf("%w: no engine", ErrStudy)
	case s.Engine != Cohort && s.People < 1:
		return fmt.Errorf("%w: %d people", ErrStudy, s.People)
	case s.People > maxPeople:
		return fmt.Errorf("%w: more than %d people", ErrStudy, int64(maxPeople))
	case s.Workers < 0:
		return fmt.Errorf("%w: %d workers", ErrStudy, s.Workers)
	case s.Shard.Index < 0 || s.Shard.Index >= s.Shard.of():
		return fmt.Errorf("%w: shard %d of %d", ErrStudy, s.Shard.Index, s.Shard.of())
	case c.called && s.Engine != Step:
		return fmt.Errorf("%w: the model calls functions, which only the engine step can", ErrStudy)
	}
	return s.checkSlots(c)
}

// Check returns an ErrStudy that says why the study cannot be run with this model, or nil. Run does the same.
func (c *Compiled) Check(s Study) error { return s.check(c) }

const maxPeople = 1 << 40

// Run runs a study, or a shard of it. It stops early, with the context's error and no result, when the context is done.
func (c *Compiled) Run(ctx context.Context, s Study) (*Result, error) {
	return c.RunWatched(ctx, s, nil)
}

// Watch is told how much of a run is done: people who lived through all arms, or, for the engines that move everybody at once, arms and
// groups. It is called from several goroutines, every thousand people or so, and must be quick.
type Watch func(done, of int64)

// RunWatched is Run with somebody who looks on. Nobody looks on if watch is nil. It changes no number of the result.
func (c *Compiled) RunWatched(ctx context.Context, s Study, watch Watch) (*Result, error) {
	if err := s.check(c); err != nil {
		return nil, err
	}
	if err := c.prepare(s.Engine); err != nil {
		return nil, err
	}
	r := &Result{c: c, study: s, shards: []int{s.Shard.Index}, group: noValue}
	r.start()
	work := r.populations
	switch {
	case len(c.model.Capacities) > 0:
		work = r.together
	case s.Engine.individual():
		work = r.individuals
	}
	if err := work(ctx, watch); err != nil {
		return nil, err
	}
	return r, nil
}

// prepare builds the tables that an engine needs beyond the probabilities, once.
func (c *Compiled) prepare(e Engine) error {
	if !e.individual() {
		return nil
	}
	for unit, classes := range c.units {
		for _, k := range classes {
			if need := k.bytes(len(k.epochs)) * float64(len(classes)); need > maxTable {
				return fmt.Errorf("%w: the tables of individuals would need %.0f MB: use cohort, shorten the horizon or let hazards become flat",
					ErrStudy, need/1e6)
			}
			k.step.once.Do(func() { k.prepareStep(unit) })
			if e == Jump {
				k.jump.once.Do(k.prepareJump)
				if k.jump.err != nil {
					return k.jump.err
				}
			}
		}
	}
	return nil
}

func (s Study) workers() int {
	if s.Workers > 0 {
		return s.Workers
	}
	return runtime.GOMAXPROCS(0)
}

// block is how many people a worker takes at a time: long enough to make the taking free, short enough to share the work evenly.
const block = 1024

// RunUntil runs a study with as many people as it takes for the standard error of an outcome to come down to the precision, but no
// more than s.People. The outcome is asked for after 4096 people and whenever their number has doubled. The result is that of Run
// with the same number of people, which its Study names. Only Step and Jump can be continued; s must not be a shard, and the precision
// must be above 0. An error of exactly 0, or one that is not a number, is no precision that was reached: too few people were met by
// what is counted, and more are asked.
func (c *Compiled) RunUntil(ctx context.Context, s Study, precision float64, outcome func(*Result) (Estimate, error)) (*Result, error) {
	if !s.Engine.individual() || s.Shard.of() > 1 || len(c.model.Capacities) > 0 {
		return nil, fmt.Errorf("%w: only whole studies with step or jump, of people who do not wait for each other, can be continued", ErrStudy)
	}
	if !(precision > 0) {
		return nil, fmt.Errorf("%w: a precision of %v", ErrStudy, precision)
	}
	if err := first(s.check(c), c.prepare(s.Engine)); err != nil {
		return nil, err
	}
	all := &Result{c: c, study: s, shards: []int{0}, group: noValue}
	all.start()
	for people := min(firstPeople, s.People); ; people = min(2*people, s.People) {
		more := &Result{c: c, study: s, group: noValue}
		more.start()
		if err := more.live(ctx, all.people, people, nil); err != nil {
			return nil, err
		}
		all.add(more)
		all.study.People = people
		e, err := outcome(all)
		if err != nil || e.StandardError > 0 && e.StandardError <= precision || people == s.People {
			return all, err
		}
	}
}

// firstPeople is how many people RunUntil begins with: fewer would often make a standard error small by chance.
const firstPeople = 4096

// individuals runs the people of the study's shard.
func (r *Result) individuals(ctx context.Context, watch Watch) error {
	from, to := r.study.Shard.cut(r.study.People)
	return r.live(ctx, from, to, watch)
}

// live runs person by person. Workers count apart and their counts are added up: whole numbers, in any order.
func (r *Result) live(ctx context.Context, from, to int64, watch Watch) error {
	r.people = to - from
	next, done, failed := atomic.Int64{}, atomic.Int64{}, atomic.Pointer[error]{}
	next.Store(from)
	workers := make([]*tally, min(int64(r.study.workers()), (to-from)/block+1))
	var group sync.WaitGroup
	for i := range workers {
		workers[i] = newTally(r.c, r.study.ByCycle)
		group.Go(func() {
			w := newWalker(workers[i])
			for failed.Load() == nil && ctx.Err() == nil {
				first := next.Add(block) - block
				if first >= to {
					return
				}
				last := min(first+block, to)
				if err := r.c.liveAll(w, &r.study, first, last); err != nil {
					failed.CompareAndSwap(nil, &err)
				}
				if watch != nil {
					watch(done.Add(last-first), to-from)
				}
			}
		})
	}
	group.Wait()
	if err := failed.Load(); err != nil {
		return *err
	}
	for _, t := range workers {
		r.counts.add(t)
	}
	r.counts.settle()
	return ctx.Err()
}

// liveAll takes people through all arms.
func (c *Compiled) liveAll(w *walker, s *Study, from, to int64) error {
	if c.short(s.Engine) {
		c.count(w, s, from, to)
		return nil
	}
	study := random.StudyKey(s.Seed)
	for person := uint64(from); person < uint64(to); person++ {
		key := random.PersonIn(study, person)
		group, class := c.groupOf(key), c.latentOf(key)
		for arm := range c.model.Arms {
			w.unit = arm*len(c.groups) + group
			if err := c.units[w.unit][class].course(w, s.Engine, person, key); err != nil {
				return fmt.Errorf("person %d: %w", person, err)
			}
			w.end(arm)
		}
	}
	return nil
}

func (k *kernel) course(w *walker, e Engine, person, key uint64) error {
	w.person.ID = person
	if e == Jump {
		k.jumpPerson(w, key)
		return nil
	}
	return k.stepPerson(w, key)
}

// groupOf draws the group of a person.
func (c *Compiled) groupOf(key uint64) int {
	if len(c.groups) == 1 {
		return 0
	}
	u := random.Unit(random.At(random.Stream(key, random.ForGroup), 0))
	for g := range c.groups {
		if u -= c.groups[g].Share; u < 0 {
			return g
		}
	}
	return len(c.groups) - 1
}

// populations runs the engines that move everybody at once: one piece of work for every arm and group.
func (r *Result) populations(ctx context.Context, watch Watch) error {
	from, to := r.study.Shard.cut(int64(len(r.c.units)))
	if r.study.Shard.Index == 0 {
		r.people = r.study.People
	}
	next, done := atomic.Int64{}, atomic.Int64{}
	next.Store(from)
	var workers sync.WaitGroup
	for range min(int64(r.study.workers()), to-from) {
		workers.Go(func() {
			for ctx.Err() == nil {
				unit := next.Add(1) - 1
				if unit >= to {
					return
				}
				r.population(int(unit))
				if watch != nil {
					watch(done.Add(1), to-from)
				}
			}
		})
	}
	workers.Wait()
	return ctx.Err()
}

// population runs one arm and group: every class of frailty, one after the other.
func (r *Result) population(unit int) {
	for class := range r.c.units[unit] {
		out := r.class(unit, class)
		for i, x := range out.cells {
			r.exact[unit][i] += x
		}
		for i, x := range out.rewards {
			r.rewards[unit][i] += x
		}
	}
	if r.study.Engine == Counts { // whole numbers so far
		scale(r.exact[unit], 1/float64(r.study.People))
		scale(r.rewards[unit], 1/float64(r.study.People))
	}
}

// class runs one class of frailty of an arm and group.
func (r *Result) class(unit, class int) *course {
	k, out := r.c.units[unit][class], newCourse(r.c, unit, r.study.ByCycle)
	if r.study.Engine == Counts {
		k.split(out, r.study, unit, class)
		return out
	}
	l := r.c.layout
	out.begun(k, 1)
	newCohort(k).run(out, nil)
	for i, m := range r.c.measures {
		arrived := k.arrivals(out, m)
		firsts := out.cells[l.firsts+i*(l.moments+1):]
		copy(firsts, arrived)
		firsts[l.moments] = 1 - vector.Sum(arrived)
	}
	share := float64(r.c.groups[unit%len(r.c.groups)].Share * r.c.latents[class].share)
	scale(out.cells, share)
	scale(out.rewards, share)
	return out
}

func scale(x []float64, by float64) {
	for i := range x {
		x[i] *= by
	}
}
