package ledgertest

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"sync"
	"time"

	"github.com/oudpath/oudpath/medication"
	"github.com/oudpath/oudpath/plan"
	"github.com/oudpath/oudpath/plan/evidence"
	"github.com/oudpath/oudpath/plan/ledger"
	"github.com/oudpath/oudpath/plan/record"
)

// The laws of mergers and splits are about a ledger on the store: an act is several appends, and the store decides what is left of them when
// a process ends in between.

// again objects to a second dose within a day. It is nothing clinical.
var again = plan.Rule{
	ID: "kit.again", Title: "Once a day", Severity: record.Block, Watches: record.Puts, Remedy: "wait", Override: plan.Overridable("why"),
	Cites: []evidence.Citation{evidence.Source{ID: "kit", Title: "kit"}.At("", evidence.Primary)},
	Judge: func(v *plan.View) plan.Result {
		d, ok := v.LastDose(medication.Methadone)
		if ok && v.Since(d.At) < 24*time.Hour {
			return v.Violated(nil, "a second dose within a day")
		}
		return v.Met()
	},
}

// book makes a ledger on a store, as a process that has just begun does.
func (h *house) book(store ledger.Store) *ledger.Ledger {
	h.Helper()
	engine, err := plan.New(plan.Config{Rules: []plan.Rule{again},
		Jurisdiction: plan.Jurisdiction{ID: "kit", Version: "1", Title: "Kit", Zone: time.UTC}})
	h.must(err)
	l, err := ledger.New(store, engine, ledger.Options{Clock: func() time.Time { return morning.Add(100 * time.Hour) }})
	h.must(err)
	return l
}

func dose(hours int, id record.EventID) record.Event {
	return record.Event{ID: id, At: morning.Add(time.Duration(hours) * time.Hour), Actor: nurse,
		Body: record.DoseGiven{Product: medication.MethadoneTab, Dose: medication.Dose{Principal: medication.Milligrams(20)}}}
}

// twoPlans puts doses on record of two plans: one of each stands within a day of one of the other.
func (h *house) twoPlans() {
	h.Helper()
	l := h.book(h.store)
	for id, events := range map[plan.ID][]record.Event{"p": {dose(0, "a"), dose(48, "b")}, "q": {dose(1, "a"), dose(25, "c")}} {
		for i, ev := range events {
			r := ledger.Request{Event: ev}
			if i == 0 {
				r.Expect = ledger.NewPlan()
			}
			_, err := l.Apply(h.ctx, id, r)
			h.must(err)
		}
	}
}

var (
	merging   = ledger.Merging{ID: "m1", Into: "p", From: "q", Actor: nurse, Reason: "one person at two desks"}
	splitting = ledger.Splitting{ID: "s1", Plan: "p", Other: "q", Events: []record.EventID{"d"}, Actor: nurse, Reason: "they are two"}
)

// counting are the times of the doses that count, in hours.
func (h *house) counting(p plan.Plan) (hours []int) {
	for _, m := range p.Timeline() {
		if m.Body.Kind() == record.KindDoseGiven && !m.Void {
			hours = append(hours, int(m.At.Sub(morning)/time.Hour))
		}
	}
	return hours
}

// one demands that the two plans are one.
func (h *house) one(l *ledger.Ledger) {
	h.Helper()
	have, err := l.Open(h.ctx, "p")
	h.must(err)
	h.same(h.counting(have.Plan), []int{0, 1, 25, 48}, "doses that count")
	h.same(len(have.Plan.Deviations()), 2, "doses within a day of another one")
	_, err = l.Open(h.ctx, "q")
	var gone *ledger.MergedError
	if !errors.As(err, &gone) || gone.Into != "p" {
		h.Fatalf("the plan that closed: got the error %v", err)
	}
	_, err = l.Apply(h.ctx, "q", ledger.Request{Event: dose(50, "late")})
	h.is(err, ledger.ErrMerged, "a dose for the plan that closed")
	h.same(len(h.read("q", ledger.Version(0)).Deadlines), 0, "deadlines of the plan that closed")
}

// two demands that the plans are two, with so many doses that count in each.
func (h *house) two(l *ledger.Ledger, p, q []int) {
	h.Helper()
	for _, want := range []struct {
		id    plan.ID
		hours []int
	}{{"p", p}, {"q", q}} { // first the plan that stands: whoever asks for it brings what was begun to its end
		have, err := l.Open(h.ctx, want.id)
		h.must(err)
		h.same(h.counting(have.Plan), want.hours, "doses of "+string(want.id)+" that count")
	}
}

func (h *house) merged() {
	h.twoPlans()
	done, err := h.book(h.store).Merge(h.ctx, merging)
	h.must(err)
	h.same(len(done.Appeared), 2, "violations that appeared")
	h.twice(func() {
		l := h.book(h.store)
		h.one(l)
		repeated, err := l.Merge(h.ctx, merging)
		h.must(err)
		h.same(repeated.Replayed, true, "a repetition is answered from the record")
		h.same(len(repeated.Recorded), len(done.Recorded), "what was recorded then")
		h.one(l)
	})
}

func (h *house) divided() {
	h.twoPlans()
	l := h.book(h.store)
	_, err := l.Merge(h.ctx, merging)
	h.must(err)
	_, err = l.Apply(h.ctx, "p", ledger.Request{Event: dose(72, "d")}) // for whom the other plan is
	h.must(err)
	_, err = l.Split(h.ctx, splitting)
	h.must(err)
	h.twice(func() {
		l := h.book(h.store)
		h.two(l, []int{0, 48}, []int{1, 25, 72})
		have, err := l.Open(h.ctx, "p")
		h.must(err)
		h.same(len(have.Plan.Deviations()), 0, "deviations that the other plan had brought")
		repeated, err := l.Split(h.ctx, splitting)
		h.must(err)
		h.same(repeated.Replayed, true, "a repetition is answered from the record")
		h.two(l, []int{0, 48}, []int{1, 25, 72})
	})
	next := merging
	next.ID = "m2"
	_, err = h.book(h.store).Merge(h.ctx, next)
	h.must(err)
	have, err := h.book(h.store).Open(h.ctx, "p")
	h.must(err)
	h.same(h.counting(have.Plan), []int{0, 1, 25, 48, 72}, "doses that count after a second merger")
}

var errKilled = errors.New("the process was killed")

// mortal is a store on which a process is killed at its n-th append: before the append, or when it is on record and nobody was told.
type mortal struct {
	ledger.Store
	left  int
	after bool
}

func (m *mortal) Append(ctx context.Context, b ledger.Batch) (ledger.Commit, error) {
	m.left--
	switch {
	case m.left < 0, m.left == 0 && !m.after:
		return ledger.Commit{}, errKilled
	case m.left == 0:
		if _, err := m.Store.Append(ctx, b); err != nil {
			return ledger.Commit{}, err
		}
		return ledger.Commit{}, errKilled
	}
	return m.Store.Append(ctx, b)
}

// appends is how many an act consists of.
const appends = 3

// killed carries an act out by processes that are killed at each of its appends, and then calls check with a ledger of a new process: as it
// is found, and after the act was asked for again.
func (h *house) killed(prepare func(), act func(*ledger.Ledger) error, check func(l *ledger.Ledger, begun bool)) {
	h.Helper()
	for n := 1; n <= appends; n++ {
		for _, after := range []bool{false, true} {
			h.must(h.store.Close())
			h.store = h.kit.Open(h.T)
			prepare()
			if err := act(h.book(&mortal{h.store, n, after})); !errors.Is(err, errKilled) {
				h.Fatalf("append %d: got the error %v", n, err)
			}
			h.again()
			check(h.book(h.store), n > 1 || after)
			h.must(act(h.book(h.store)))
			check(h.book(h.store), true)
			h.must(act(h.book(h.store)))
			check(h.book(h.store), true)
		}
	}
}

func (h *house) mergedHalfway() {
	h.killed(h.twoPlans, func(l *ledger.Ledger) error { _, err := l.Merge(h.ctx, merging); return err },
		func(l *ledger.Ledger, begun bool) {
			h.Helper()
			if !begun {
				h.two(l, []int{0, 48}, []int{1, 25})
				return
			}
			have, err := l.Open(h.ctx, "p") // whoever asks next brings it to its end
			h.must(err)
			h.same(h.counting(have.Plan), []int{0, 1, 25, 48}, "doses that count")
			h.one(l)
		})
}

func (h *house) dividedHalfway() {
	prepare := func() {
		h.twoPlans()
		l := h.book(h.store)
		_, err := l.Merge(h.ctx, merging)
		h.must(err)
		_, err = l.Apply(h.ctx, "p", ledger.Request{Event: dose(72, "d")})
		h.must(err)
	}
	h.killed(prepare, func(l *ledger.Ledger) error { _, err := l.Split(h.ctx, splitting); return err },
		func(l *ledger.Ledger, begun bool) {
			h.Helper()
			if begun {
				h.two(l, []int{0, 48}, []int{1, 25, 72})
				return
			}
			have, err := l.Open(h.ctx, "p")
			h.must(err)
			h.same(h.counting(have.Plan), []int{0, 1, 25, 48, 72}, "doses that count")
		})
}

// mergedUnderWay merges while writers of other processes put doses on record of both plans: each that was accepted counts once.
func (h *house) mergedUnderWay() {
	h.twoPlans()
	var group sync.WaitGroup
	var mu sync.Mutex
	want := []int{0, 1, 25, 48}
	errs := make(chan error, 2*writers*each+1)
	for writer := range writers {
		l := h.book(h.store)
		group.Go(func() {
			for n := range each {
				hours := -1 - writer*each - n
				id := []plan.ID{"p", "q"}[n%2]
				_, err := l.Apply(h.ctx, id, ledger.Request{Event: dose(hours, record.EventID(fmt.Sprintf("w%d-%d", writer, n)))})
				switch {
				case err == nil:
					mu.Lock()
					want = append(want, hours)
					mu.Unlock()
				case !errors.Is(err, ledger.ErrMerged) && !errors.Is(err, ledger.ErrConflict): // not accepted, and said so
					errs <- err
				}
			}
		})
	}
	l := h.book(h.store)
	group.Go(func() {
		for {
			_, err := l.Merge(h.ctx, merging)
			if !errors.Is(err, ledger.ErrConflict) {
				errs <- err
				return
			}
		}
	})
	group.Wait()
	close(errs)
	for err := range errs {
		h.must(err)
	}
	slices.Sort(want)
	h.twice(func() {
		have, err := h.book(h.store).Open(h.ctx, "p")
		h.must(err)
		h.same(h.counting(have.Plan), want, "doses that count")
	})
}
