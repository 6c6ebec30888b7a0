package ledger_test

import (
	"context"
	"errors"
	"fmt"
	"sync"
	"testing"
	"time"

	"github.com/oudpath/oudpath/medication"
	"github.com/oudpath/oudpath/plan"
	"github.com/oudpath/oudpath/plan/evidence"
	"github.com/oudpath/oudpath/plan/ledger"
	"github.com/oudpath/oudpath/plan/ledger/memory"
	"github.com/oudpath/oudpath/plan/record"
	"github.com/stretchr/testify/require"
)

var (
	start  = time.Date(2026, 3, 2, 9, 0, 0, 0, time.UTC)
	source = evidence.Source{ID: "test", Title: "test"}.At("", evidence.Primary)
	nurse  = record.Actor{ID: "n1", Role: "nurse"}
	most   = plan.NewParam("test.most", "methadone at once", plan.LowerIsStricter(medication.Mass.Compare))
)

// house is a rule with one limit: nothing clinical.
var house = plan.Rule{
	ID: "test.most", Title: "Not too much at once", Severity: record.Block, Watches: record.Prescribes | record.Puts,
	Cites: []evidence.Citation{source}, Needs: plan.Needs(plan.Optional(most)), Remedy: "give less", Override: plan.Overridable("why more"),
	Judge: func(v *plan.View) plan.Result {
		d, ok := v.Dosing()
		limit, set := most.If(v)
		if !ok || !set {
			return v.NotApplicable()
		}
		if limit.Value.Compare(d.Total) < 0 {
			return v.Violated(limit, "%s is above %s", d.Total, limit.Value)
		}
		return v.Met()
	},
}

// visit is due a week after a dose.
var visit = plan.Duty{
	ID: "test.visit", Title: "See the person again", Cites: []evidence.Citation{source}, Watches: record.Puts, During: plan.WhileAlive,
	When: func(v *plan.View) (plan.Due, bool) {
		d, ok := v.LastDose(medication.Methadone)
		if !ok {
			return plan.Due{}, false
		}
		day := v.DayOf(d.At)
		return plan.Due{Earliest: day.Add(5), On: day.Add(7), Latest: day.Add(9), Why: "a dose was given"}, true
	},
}

func engineOf(t testing.TB, mg uint32) *plan.Engine {
	t.Helper()
	engine, err := plan.New(plan.Config{Rules: []plan.Rule{house}, Duties: []plan.Duty{visit},
		Jurisdiction: plan.Jurisdiction{ID: "test", Version: "1", Title: "Test", Zone: time.UTC,
			Settings: []plan.Setting{most.Always(medication.Milligrams(mg), source)}}})
	require.NoError(t, err)
	return engine
}

// clock is a clock that stands still until it is set.
type clock struct {
	mu  sync.Mutex
	now time.Time
}

func (c *clock) read() time.Time {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.now
}

func (c *clock) set(hours int) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.now = start.Add(time.Duration(hours) * time.Hour)
}

// desk is a ledger with its store and its clock, which stands at hour 100.
type desk struct {
	*ledger.Ledger
	store ledger.Store
	clock *clock
}

func newDesk(t testing.TB, change ...func(*ledger.Options)) desk {
	t.Helper()
	return deskOn(t, memory.New(), change...)
}

func deskOn(t testing.TB, store ledger.Store, change ...func(*ledger.Options)) desk {
	t.Helper()
	c := &clock{}
	c.set(100)
	options := ledger.Options{Clock: c.read}
	for _, f := range change {
		f(&options)
	}
	l, err := ledger.New(store, engineOf(t, 50), options)
	require.NoError(t, err)
	return desk{l, store, c}
}

func at(hours int, id string, body record.Body) record.Event {
	return record.Event{ID: record.EventID(id), At: start.Add(time.Duration(hours) * time.Hour), Actor: nurse, Body: body}
}

func dose(mg uint32) record.DoseGiven {
	return record.DoseGiven{Product: medication.MethadoneTab, Dose: medication.Dose{Principal: medication.Milligrams(mg)}}
}

func order(mg uint32) record.Order {
	return record.Order{Product: medication.MethadoneTab, Dose: medication.Dose{Principal: medication.Milligrams(mg)},
		Schedule: medication.Daily()}
}

func (d desk) apply(t testing.TB, id plan.ID, r ledger.Request) ledger.Outcome {
	t.Helper()
	out, err := d.Apply(t.Context(), id, r)
	require.NoError(t, err)
	return out
}

// begun is a desk at which a plan has begun.
func begun(t testing.TB, change ...func(*ledger.Options)) desk {
	t.Helper()
	d := newDesk(t, change...)
	d.apply(t, "p", ledger.Request{Event: at(0, "a", dose(20)), Expect: ledger.NewPlan()})
	return d
}

// onRecord returns what another ledger reads from the store.
func (d desk) onRecord(t testing.TB, id plan.ID) ledger.Snapshot {
	t.Helper()
	s, err := deskOn(t, d.store).Open(t.Context(), id)
	require.NoError(t, err)
	return s
}

func TestWhatIsReportedIsOnRecord(t *testing.T) {
	d := newDesk(t)
	out := d.apply(t, "p", ledger.Request{Event: at(0, "a", dose(60)), Expect: ledger.NewPlan()})
	require.True(t, out.Accepted())
	require.Len(t, out.Recorded, 3, "the dose, the move of the course and the deviation")
	require.Equal(t, ledger.Version(3), out.Version)
	have := d.onRecord(t, "p")
	require.True(t, have.Plan.Equal(out.Plan))
	require.Equal(t, out.Version, have.Version)
	require.Len(t, have.Plan.Deviations(), 1)
	m, ok := have.Plan.Event("a")
	require.True(t, ok)
	require.Equal(t, start.Add(100*time.Hour), m.Recorded, "the clock of the ledger says when it was told")
}

func TestARefusedIntentLeavesNoTrace(t *testing.T) {
	d := begun(t)
	before := d.onRecord(t, "p")
	out := d.apply(t, "p", ledger.Request{Event: at(1, "b", order(51)), Key: "k"})
	require.Equal(t, plan.Refused, out.Decision.Status)
	require.Equal(t, before.Version, out.Version)
	require.True(t, d.onRecord(t, "p").Plan.Equal(before.Plan))
	out = d.apply(t, "p", ledger.Request{Event: at(1, "b", order(50)), Key: "k"})
	require.True(t, out.Accepted(), "its key was not used up")
}

func TestASlipInAnIDIsNotASecondPerson(t *testing.T) {
	d := begun(t)
	_, err := d.Apply(t.Context(), "P", ledger.Request{Event: at(1, "b", dose(20))})
	require.ErrorIs(t, err, ledger.ErrUnknownPlan)
	_, err = d.Open(t.Context(), "P")
	require.ErrorIs(t, err, ledger.ErrUnknownPlan)
	_, err = d.Apply(t.Context(), "p", ledger.Request{Event: at(1, "b", dose(20)), Expect: ledger.NewPlan()})
	require.ErrorIs(t, err, ledger.ErrConflict)
	decision, version, err := d.Check(t.Context(), "P", at(1, "", order(51)))
	require.NoError(t, err)
	require.Equal(t, plan.Refused, decision.Status, "a first order can be checked before the plan begins")
	require.Zero(t, version)
}

func TestAStaleRequestIsToldWhatChanged(t *testing.T) {
	d := begun(t)
	seen, err := d.Open(t.Context(), "p")
	require.NoError(t, err)
	d.apply(t, "p", ledger.Request{Event: at(1, "b", dose(60)), Expect: ledger.At(seen.Version)})
	for name, call := range map[string]func() error{
		"apply": func() error {
			_, err := d.Apply(t.Context(), "p", ledger.Request{Event: at(2, "c", dose(20)), Expect: ledger.At(seen.Version)})
			return err
		},
		"amend": func() error {
			_, err := d.Amend(t.Context(), "p", ledger.Batched{Events: []record.Event{at(2, "c", dose(20))}, Expect: ledger.At(seen.Version)})
			return err
		},
		"erase": func() error {
			_, err := d.Erase(t.Context(), "p", ledger.Erasure{Actor: nurse, Reason: "asked for", Expect: ledger.At(seen.Version)})
			return err
		},
	} {
		err := call()
		require.ErrorIs(t, err, ledger.ErrConflict, name)
		var stale *ledger.ConflictError
		require.ErrorAs(t, err, &stale, name)
		require.Equal(t, record.EventID("b"), stale.Since[0].ID, name)
		require.Len(t, stale.Since, int(stale.Actual-seen.Version), name)
		require.Len(t, stale.Since, 2, "the dose and its deviation")
	}
	_, found := d.onRecord(t, "p").Plan.Event("c")
	require.False(t, found)
}

// meddler is a store on which another process is faster than the ledger, so many times.
type meddler struct {
	ledger.Store
	times int
	first func(n int)
}

func (m *meddler) Append(ctx context.Context, b ledger.Batch) (ledger.Commit, error) {
	if m.times > 0 {
		m.times--
		m.first(m.times)
	}
	return m.Store.Append(ctx, b)
}

func TestWhatAnotherProcessRecordedIsJudgedWith(t *testing.T) {
	store := memory.New()
	other := deskOn(t, store)
	other.apply(t, "p", ledger.Request{Event: at(0, "a", dose(20)), Expect: ledger.NewPlan()})
	m := &meddler{Store: store, times: 3}
	m.first = func(n int) { other.apply(t, "p", ledger.Request{Event: at(1, fmt.Sprintf("other%d", n), dose(20))}) }
	d := deskOn(t, m)
	out := d.apply(t, "p", ledger.Request{Event: at(2, "mine", dose(20))})
	require.True(t, out.Accepted())
	for _, id := range []record.EventID{"other2", "other1", "other0", "mine"} {
		_, found := out.Plan.Event(id)
		require.True(t, found, id)
	}
	m.times = 1
	m.first = func(int) { other.apply(t, "p", ledger.Request{Event: at(3, "faster", dose(20))}) }
	_, err := d.Apply(t.Context(), "p", ledger.Request{Event: at(4, "slower", dose(20)), Expect: ledger.At(out.Version)})
	var stale *ledger.ConflictError
	require.ErrorAs(t, err, &stale, "who says what was seen is not judged by anything else")
	require.Equal(t, record.EventID("faster"), stale.Since[0].ID)
}

func TestARequestIsCarriedOutOnce(t *testing.T) {
	d := newDesk(t)
	r := ledger.Request{Event: at(0, "a", dose(60)), Expect: ledger.NewPlan(), Key: "k"}
	first := d.apply(t, "p", r)
	d.apply(t, "p", ledger.Request{Event: at(5, "b", dose(20))})
	d.clock.set(200)
	again := d.apply(t, "p", r)
	require.True(t, again.Replayed)
	require.True(t, again.Accepted())
	require.Equal(t, first.Recorded, again.Recorded)
	require.Equal(t, d.onRecord(t, "p").Version, again.Version)
	r.Event.Body = dose(61)
	_, err := d.Apply(t.Context(), "p", r)
	require.ErrorIs(t, err, ledger.ErrKeyReused)

	repeated := d.apply(t, "p", ledger.Request{Event: at(5, "b", dose(20))})
	require.True(t, repeated.Duplicate, "the ID of the event is enough where nothing is expected")

	batch := ledger.Batched{Events: []record.Event{at(1, "x", dose(20)), at(2, "y", dose(20))}, Key: "batch"}
	one, err := d.Amend(t.Context(), "p", batch)
	require.NoError(t, err)
	two, err := d.Amend(t.Context(), "p", batch)
	require.NoError(t, err)
	require.True(t, two.Replayed)
	require.Equal(t, one.Recorded, two.Recorded)
	require.Equal(t, one.Version, two.Version)
}

func TestCorrectionsAndLateEntries(t *testing.T) {
	d := begun(t)
	d.apply(t, "p", ledger.Request{Event: at(10, "b", dose(60))})
	require.Len(t, d.onRecord(t, "p").Plan.Deviations(), 1)
	right := at(10, "c", dose(40))
	right.Replaces = "b"
	out := d.apply(t, "p", ledger.Request{Event: right})
	require.True(t, out.Late)
	require.Empty(t, d.onRecord(t, "p").Plan.Deviations())
	d.apply(t, "p", ledger.Request{Event: at(20, "r", record.Retracted{Event: "c", Reason: "it was right"})})
	have := d.onRecord(t, "p")
	m, _ := have.Plan.Event("b")
	require.False(t, m.Void, "taking the correction back brings back what it corrected")

	week := []record.Event{at(1, "l1", dose(20)), at(2, "l2", order(99)), at(3, "l3", dose(70))}
	late, err := d.Amend(t.Context(), "p", ledger.Batched{Events: week})
	require.NoError(t, err)
	require.Equal(t, plan.Refused, late.Decisions[1].Status)
	require.True(t, d.onRecord(t, "p").Plan.Equal(late.Plan))
	wrong := at(10, "w", dose(40))
	wrong.Replaces = "b"
	_, err = d.Amend(t.Context(), "p", ledger.Batched{Events: []record.Event{at(4, "ok", dose(20)), wrong}})
	require.Error(t, err)
	_, found := d.onRecord(t, "p").Plan.Event("ok")
	require.False(t, found, "with an error nothing is on record")
}

func TestAStandingOverride(t *testing.T) {
	d := begun(t)
	doctor := record.Actor{ID: "d1", Role: "physician"}
	grant := ledger.Grant{ID: "o", Actor: doctor, Override: record.Override{Rule: "test.most", Reason: record.ReasonVerifiedTransfer, Note: "called the clinic",
		Expires: start.Add(200 * time.Hour)}}
	decision, _, err := d.Check(t.Context(), "p", at(101, "", order(60)))
	require.NoError(t, err)
	require.Equal(t, plan.Refused, decision.Status)
	out, err := d.Override(t.Context(), "p", grant)
	require.NoError(t, err)
	require.True(t, out.Accepted())
	d.clock.set(101)
	again, err := d.Override(t.Context(), "p", grant)
	require.NoError(t, err)
	require.True(t, again.Duplicate)
	decision, _, err = d.Check(t.Context(), "p", at(101, "", order(60)))
	require.NoError(t, err)
	require.Equal(t, plan.Allowed, decision.Status)
	require.Len(t, d.onRecord(t, "p").Plan.Overrides(), 1)
}

func TestTheClock(t *testing.T) {
	d := begun(t, func(o *ledger.Options) { o.Backwards = time.Hour })
	d.clock.set(99)
	out := d.apply(t, "p", ledger.Request{Event: at(1, "b", dose(20))})
	m, _ := out.Plan.Event("b")
	require.Equal(t, start.Add(100*time.Hour), m.Recorded, "a little behind: the record goes on where it was")
	d.clock.set(98)
	for name, call := range map[string]func() error{
		"apply": func() error {
			_, err := d.Apply(t.Context(), "p", ledger.Request{Event: at(2, "c", dose(20))})
			return err
		},
		"remind": func() error { return d.Remind(t.Context(), "p") },
		"erase": func() error {
			_, err := d.Erase(t.Context(), "p", ledger.Erasure{Actor: nurse, Reason: "asked for"})
			return err
		},
	} {
		require.ErrorIs(t, call(), ledger.ErrClock, name)
	}
	require.Equal(t, out.Version, d.onRecord(t, "p").Version)
	d.clock.set(100)
	told := at(2, "c", dose(20))
	told.Recorded = start.Add(101 * time.Hour)
	_, err := d.Apply(t.Context(), "p", ledger.Request{Event: told})
	require.ErrorIs(t, err, ledger.ErrClock, "told after now")
	_, err = d.Apply(t.Context(), "p", ledger.Request{Event: at(150, "d", dose(20))})
	require.ErrorIs(t, err, record.ErrEvent, "a fact that is still to come")
	out = d.apply(t, "p", ledger.Request{Event: at(150, "e", order(20))})
	require.True(t, out.Accepted(), "an order for later is none")
	later, _ := out.Plan.Event("e")
	require.Equal(t, start.Add(100*time.Hour), later.Recorded, "and is told now")
	out = d.apply(t, "p", ledger.Request{Event: at(101, "f", dose(20))})
	ahead, _ := out.Plan.Event("f")
	require.Equal(t, start.Add(101*time.Hour), ahead.Recorded, "a clock that is a little ahead: told when it was so")
	out = d.apply(t, "p", ledger.Request{Event: at(3, "g", dose(20))})
	after, _ := out.Plan.Event("g")
	require.Equal(t, ahead.Recorded, after.Recorded, "and the record goes on from there")
	_, err = d.Apply(t.Context(), "p", ledger.Request{Event: at(102, "h", dose(20))})
	require.ErrorIs(t, err, record.ErrEvent, "the two do not add up")
}

func TestAsOf(t *testing.T) {
	lenient := engineOf(t, 80)
	d := newDesk(t, func(o *ledger.Options) { o.Rules = map[string]*plan.Engine{"2019": lenient} })
	d.clock.set(1)
	d.apply(t, "p", ledger.Request{Event: at(0, "a", dose(60)), Expect: ledger.NewPlan()})
	d.clock.set(50)
	d.apply(t, "p", ledger.Request{Event: at(-5, "late", dose(20))})

	then := ledger.AsOf{Known: start.Add(10 * time.Hour), Rules: "2019"}
	past, err := d.AsOf(t.Context(), "p", then)
	require.NoError(t, err)
	_, known := past.Plan.Event("late")
	require.False(t, known)
	require.Len(t, past.Plan.Deviations(), 1, "what was recorded then stands, whatever the engine says")
	decision, err := past.Engine.Check(past.Plan, at(11, "", order(60)))
	require.NoError(t, err)
	require.Equal(t, plan.Allowed, decision.Status)

	now, err := d.AsOf(t.Context(), "p", ledger.AsOf{})
	require.NoError(t, err)
	require.True(t, now.Plan.Equal(d.onRecord(t, "p").Plan))
	require.Same(t, d.Engine(), now.Engine)

	_, err = d.AsOf(t.Context(), "p", ledger.AsOf{Rules: "2018"})
	require.ErrorIs(t, err, ledger.ErrUnknownRules)
	_, err = d.AsOf(t.Context(), "p", ledger.AsOf{Known: start})
	require.ErrorIs(t, err, ledger.ErrUnknownPlan, "nothing had been told")
}

func TestErasure(t *testing.T) {
	d := begun(t)
	_, err := d.Erase(t.Context(), "p", ledger.Erasure{Actor: nurse})
	require.ErrorIs(t, err, ledger.ErrErasure)
	stone, err := d.Erase(t.Context(), "p", ledger.Erasure{Actor: nurse, Reason: "court order 7"})
	require.NoError(t, err)
	require.Equal(t, ledger.Tombstone{ID: ledger.DigestOf("p"), At: start.Add(100 * time.Hour), Actor: nurse, Reason: "court order 7"}, stone)
	_, err = d.Open(t.Context(), "p")
	var erased *ledger.ErasedError
	require.ErrorAs(t, err, &erased)
	require.Equal(t, stone, erased.Tombstone)
	_, err = d.Apply(t.Context(), "p", ledger.Request{Event: at(1, "b", dose(20)), Expect: ledger.NewPlan()})
	require.ErrorIs(t, err, ledger.ErrErased)
	_, _, err = d.Check(t.Context(), "p", at(1, "", order(20)))
	require.ErrorIs(t, err, ledger.ErrErased)
	feed, err := d.Feed(t.Context(), 0, 0)
	require.NoError(t, err)
	require.Len(t, feed, 1)
	require.Equal(t, stone, *feed[0].Erased)
}

func TestSnapshotsCanBeThrownAway(t *testing.T) {
	for name, most := range map[string]int{"none": -1, "few": 2, "many": 0} {
		t.Run(name, func(t *testing.T) {
			d := newDesk(t, func(o *ledger.Options) { o.Snapshots = most })
			for i := range 30 {
				id := plan.ID(fmt.Sprintf("p%d", i%5))
				r := ledger.Request{Event: at(i, fmt.Sprintf("e%d", i), dose(20))}
				if i < 5 {
					r.Expect = ledger.NewPlan()
				}
				out := d.apply(t, id, r)
				if i%7 == 0 {
					d.Forget()
				}
				require.True(t, d.onRecord(t, id).Plan.Equal(out.Plan))
			}
		})
	}
}

// TestAnotherStoreThanItWas puts an older copy of the store in the place of the store: snapshots must not outlive what they were made of.
func TestAnotherStoreThanItWas(t *testing.T) {
	m := &meddler{Store: memory.New()}
	d := deskOn(t, m)
	d.apply(t, "p", ledger.Request{Event: at(0, "a", dose(20)), Expect: ledger.NewPlan()})
	d.apply(t, "p", ledger.Request{Event: at(1, "b", dose(20))})
	m.Store = memory.New()
	deskOn(t, m.Store).apply(t, "p", ledger.Request{Event: at(0, "a", dose(20)), Expect: ledger.NewPlan()})
	have, err := d.Open(t.Context(), "p")
	require.NoError(t, err)
	_, found := have.Plan.Event("b")
	require.False(t, found)
}

func TestAgenda(t *testing.T) {
	d := newDesk(t)
	for i := range 3 {
		d.apply(t, plan.ID(fmt.Sprintf("p%d", i)), ledger.Request{Event: at(24*i, "a", dose(20)), Expect: ledger.NewPlan()})
	}
	today := d.Today().Add(2) // 8 March: those of 2 and 3 March can be seen again from the 7th and 8th
	rows, err := d.Agenda(t.Context(), today, ledger.Deadline{}, 0)
	require.NoError(t, err)
	require.Len(t, rows, 2)
	require.Equal(t, plan.ID("p0"), rows[0].Plan)
	require.Equal(t, plan.DueNow, rows[0].Status(today))
	require.Equal(t, plan.Overdue, rows[0].Status(today.Add(4)))
	require.Equal(t, plan.Upcoming, rows[0].Status(today.Add(-2)))
	d.apply(t, "p0", ledger.Request{Event: at(100, "b", dose(20))})
	rows, err = d.Agenda(t.Context(), today, ledger.Deadline{}, 0)
	require.NoError(t, err)
	require.Len(t, rows, 1, "another dose, and the visit is due later")

	before, err := d.Feed(t.Context(), 0, 0)
	require.NoError(t, err)
	require.NoError(t, d.Remind(t.Context(), "p0"))
	after, err := d.Feed(t.Context(), 0, 0)
	require.NoError(t, err)
	require.Equal(t, len(before), len(after), "nothing is written where nothing differs")
}

// TestRemindWorksDeadlinesOutAgain puts newer rules, without the duty, in the place of those that worked the deadlines out.
func TestRemindWorksDeadlinesOutAgain(t *testing.T) {
	store := memory.New()
	d := deskOn(t, store)
	d.apply(t, "p", ledger.Request{Event: at(0, "a", dose(20)), Expect: ledger.NewPlan()})
	bare, err := plan.New(plan.Config{Rules: []plan.Rule{house},
		Jurisdiction: plan.Jurisdiction{ID: "test", Version: "2", Title: "Test", Zone: time.UTC}})
	require.NoError(t, err)
	newer, err := ledger.New(store, bare, ledger.Options{Clock: d.clock.read})
	require.NoError(t, err)
	require.NoError(t, newer.Remind(t.Context(), "p"))
	rows, err := newer.Agenda(t.Context(), d.Today().Add(30), ledger.Deadline{}, 0)
	require.NoError(t, err)
	require.Empty(t, rows, "the newer rules have no such duty")
	require.ErrorIs(t, newer.Remind(t.Context(), "q"), ledger.ErrUnknownPlan)
}

func TestFollow(t *testing.T) {
	d := begun(t, func(o *ledger.Options) { o.Poll = time.Hour }) // it is woken, and does not look by itself
	ctx, cancel := context.WithCancel(t.Context())
	defer cancel()
	var got []record.EventID
	var last, applied error
	var group sync.WaitGroup
	for change, err := range d.Follow(ctx, 0) {
		if err != nil {
			last = err
			break
		}
		got = append(got, change.Events[0].ID)
		switch len(got) {
		case 1:
			group.Go(func() { _, applied = d.Apply(t.Context(), "p", ledger.Request{Event: at(1, "b", dose(20))}) })
		case 2:
			d.apply(t, "p", ledger.Request{Event: at(2, "c", dose(20))})
		case 3:
			cancel()
		}
	}
	group.Wait()
	require.NoError(t, applied)
	require.Equal(t, []record.EventID{"a", "b", "c"}, got)
	require.ErrorIs(t, last, context.Canceled)
}

func TestManyWritersOnOnePlan(t *testing.T) {
	store := memory.New()
	first, second := deskOn(t, store), deskOn(t, store) // as two processes would be
	first.apply(t, "p", ledger.Request{Event: at(0, "a", dose(20)), Expect: ledger.NewPlan()})
	var group sync.WaitGroup
	errs := make(chan error, 64)
	for i := range 32 {
		d := []desk{first, second}[i%2]
		group.Go(func() {
			for { // sixteen defeats in a row are possible, and said
				_, err := d.Apply(t.Context(), "p", ledger.Request{Event: at(1+i, fmt.Sprintf("w%d", i), dose(60))})
				if !errors.Is(err, ledger.ErrConflict) {
					errs <- err
					return
				}
			}
		})
	}
	group.Wait()
	close(errs)
	for err := range errs {
		require.NoError(t, err)
	}
	have := first.onRecord(t, "p")
	for i := range 32 {
		_, found := have.Plan.Event(record.EventID(fmt.Sprintf("w%d", i)))
		require.True(t, found)
	}
	require.Len(t, have.Plan.Deviations(), 32, "no deviation is lost, and none is there twice")
}

func TestAWaitingWriterGivesUp(t *testing.T) {
	m := &meddler{Store: memory.New()}
	d := deskOn(t, m)
	d.apply(t, "p", ledger.Request{Event: at(0, "a", dose(20)), Expect: ledger.NewPlan()})
	m.times = 1
	m.first = func(int) {
		ctx, cancel := context.WithTimeout(t.Context(), time.Millisecond)
		defer cancel()
		_, err := d.Apply(ctx, "p", ledger.Request{Event: at(1, "waiting", dose(20))})
		require.ErrorIs(t, err, context.DeadlineExceeded)
	}
	d.apply(t, "p", ledger.Request{Event: at(2, "inside", dose(20))})
}

func TestLedgersThatCannotBe(t *testing.T) {
	now := func() time.Time { return start }
	for name, make := range map[string]func() (*ledger.Ledger, error){
		"no store":  func() (*ledger.Ledger, error) { return ledger.New(nil, engineOf(t, 1), ledger.Options{Clock: now}) },
		"no engine": func() (*ledger.Ledger, error) { return ledger.New(memory.New(), nil, ledger.Options{Clock: now}) },
		"no clock":  func() (*ledger.Ledger, error) { return ledger.New(memory.New(), engineOf(t, 1), ledger.Options{}) },
		"no rules": func() (*ledger.Ledger, error) {
			return ledger.New(memory.New(), engineOf(t, 1), ledger.Options{Clock: now, Rules: map[string]*plan.Engine{"2019": nil}})
		},
	} {
		_, err := make()
		require.Error(t, err, name)
	}
}
