package ledger_test

import (
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"
	"github.com/oudpath/oudpath/medication"
	"github.com/oudpath/oudpath/plan"
	"github.com/oudpath/oudpath/plan/civil"
	"github.com/oudpath/oudpath/plan/ledger"
	"github.com/oudpath/oudpath/plan/record"
	"github.com/stretchr/testify/require"
)

var clerk = record.Actor{ID: "c1", Role: "records"}

func person(year int, sex record.Sex) record.PersonRegistered {
	return record.PersonRegistered{Birth: civil.Must(year, 5, 1), Sex: sex}
}

func supply(days int, first civil.Date) record.TakeHomeSupplied {
	return record.TakeHomeSupplied{Substance: medication.Methadone, Days: days, First: first}
}

// twoRecords are of one person, by the names that two desks gave: the desk told each at its own hour.
func twoRecords(t testing.TB) desk {
	t.Helper()
	d := newDesk(t)
	for id, events := range map[plan.ID][]record.Event{
		"p": {at(0, "person", person(1980, record.Female)), at(1, "a", dose(20)), at(2, "b", order(40)), at(3, "s1", supply(7, civil.Must(2026, 3, 4))),
			at(5, "both", record.Measured{Measure: record.Pulse, Value: record.Whole(72)})},
		"q": {at(0, "person", person(1981, record.Female)), at(1, "x", dose(20)), at(2, "b", dose(60)), at(4, "s2", supply(3, civil.Must(2026, 3, 9))),
			at(5, "both", record.Measured{Measure: record.Pulse, Value: record.Whole(72)})},
	} {
		for i, ev := range events {
			r := ledger.Request{Event: ev}
			if i == 0 {
				r.Expect = ledger.NewPlan()
			}
			d.apply(t, id, r)
		}
	}
	d.clock.set(200)
	return d
}

func merge(id record.EventID) ledger.Merging {
	return ledger.Merging{ID: id, Into: "p", From: "q", Actor: clerk, Reason: "one person, seen twice"}
}

func splitOf(id record.EventID, events ...record.EventID) ledger.Splitting {
	return ledger.Splitting{ID: id, Plan: "p", Other: "q", Events: events, Actor: clerk, Reason: "they are two"}
}

func TestAMergedRecordSaysWhatIsStrange(t *testing.T) {
	d := twoRecords(t)
	out, err := d.Merge(t.Context(), merge("m"))
	require.NoError(t, err)
	want := []ledger.Likeness{
		{Kind: ledger.LikeOnce, Into: "both", From: "both"},
		{Kind: ledger.LikeContrary, Into: "person", From: "person"},
		{Kind: ledger.LikeSame, Into: "a", From: "x"},
		{Kind: ledger.LikeOverlapped, Into: "s1", From: "s2"},
	}
	if diff := cmp.Diff(want, out.Alike, cmpopts.IgnoreFields(ledger.Likeness{}, "Text")); diff != "" {
		t.Fatal(diff)
	}
	found := 0
	for i := range out.Recorded {
		if act, ok := ledger.ActOf(&out.Recorded[i]); ok && act.Step == ledger.StepFinding {
			require.Equal(t, out.Alike[found].Text, act.Text, "the findings are on record")
			found++
		}
	}
	require.Equal(t, len(want), found)
	require.True(t, d.onRecord(t, "p").Plan.Equal(out.Plan))

	names := make(map[record.EventID]bool)
	for _, ev := range out.Plan.Events() {
		require.False(t, names[ev.ID], "%s is there twice", ev.ID)
		names[ev.ID] = true
	}
	require.True(t, names["x"], "an ID that is free is kept, so that a repetition is recognised")
	again := d.apply(t, "p", ledger.Request{Event: at(1, "x", dose(20))})
	require.True(t, again.Duplicate)
	require.NotNil(t, renamed(out.Plan, "b"), "one that is taken says where it came from")
}

// renamed finds the copy whose ID was taken.
func renamed(p plan.Plan, id string) *record.Event {
	for _, ev := range p.Events() {
		if strings.HasPrefix(string(ev.ID), id+"@") && ev.Cause == "" {
			return &ev
		}
	}
	return nil
}

func TestAMergedRecordIsJudgedAsOne(t *testing.T) {
	d := newDesk(t)
	d.apply(t, "p", ledger.Request{Event: at(0, "a", dose(20)), Expect: ledger.NewPlan()})
	d.apply(t, "q", ledger.Request{Event: at(1, "b", dose(60)), Expect: ledger.NewPlan()})
	before := len(d.onRecord(t, "q").Plan.Deviations())
	require.Equal(t, 1, before)
	out, err := d.Merge(t.Context(), merge("m"))
	require.NoError(t, err)
	require.Len(t, out.Plan.Deviations(), 1, "what was broken in the other record is broken here")
	require.Empty(t, out.Appeared)
	_, _, err = d.Check(t.Context(), "q", at(2, "", order(20)))
	require.ErrorIs(t, err, ledger.ErrMerged, "nobody is judged by half of the record")
	due, err := d.Agenda(t.Context(), civil.Must(2026, 12, 1), ledger.Deadline{}, 0)
	require.NoError(t, err)
	require.Len(t, due, 1, "what is due is due once")
	require.NoError(t, d.Remind(t.Context(), "q"))
	due, err = d.Agenda(t.Context(), civil.Must(2026, 12, 1), ledger.Deadline{}, 0)
	require.NoError(t, err)
	require.Len(t, due, 1)
}

func TestWhatWasKnownBeforeAMergerIsStillSo(t *testing.T) {
	d := twoRecords(t)
	before := map[plan.ID]plan.Plan{"p": d.onRecord(t, "p").Plan, "q": d.onRecord(t, "q").Plan}
	_, err := d.Merge(t.Context(), merge("m"))
	require.NoError(t, err)
	d.clock.set(300)
	_, err = d.Split(t.Context(), splitOf("s"))
	require.NoError(t, err)
	hour := func(n int) time.Time { return start.Add(time.Duration(n) * time.Hour) }
	for id, want := range before {
		past, err := d.AsOf(t.Context(), id, ledger.AsOf{Known: hour(150)})
		require.NoError(t, err)
		require.True(t, past.Plan.Equal(want), "%s before the merger", id)
	}
	past, err := d.AsOf(t.Context(), "p", ledger.AsOf{Known: hour(250)})
	require.NoError(t, err)
	x, found := past.Plan.Event("x")
	require.True(t, found && !x.Void, "between the two it was one record")
	_, err = d.AsOf(t.Context(), "q", ledger.AsOf{Known: hour(250)})
	require.ErrorIs(t, err, ledger.ErrMerged)
	x, found = d.onRecord(t, "p").Plan.Event("x")
	require.True(t, found && x.Void, "it stays on record and counts no more")
	for id, want := range before {
		require.Equal(t, counted(want), counted(d.onRecord(t, id).Plan), "%s is what it was", id)
		require.Len(t, d.onRecord(t, id).Plan.Deviations(), len(want.Deviations()), "%s breaks what it broke", id)
	}
}

// counted are the events that count and that somebody told, but for the records of acts.
func counted(p plan.Plan) (events []record.EventID) {
	for _, m := range p.Timeline() {
		if _, act := ledger.ActOf(&m.Event); !act && !m.Void && m.Cause == "" && m.Body.Kind() != record.KindRetracted {
			events = append(events, m.ID)
		}
	}
	return events
}

func TestWhatBelongsToTheOtherGoesAlong(t *testing.T) {
	d := twoRecords(t)
	_, err := d.Merge(t.Context(), merge("m"))
	require.NoError(t, err)
	corrected := at(1, "c", dose(25))
	corrected.Replaces = "x" // which was told to q
	d.apply(t, "p", ledger.Request{Event: corrected})
	d.apply(t, "p", ledger.Request{Event: at(4, "r", record.Retracted{Event: "s2", Reason: "never handed over"})})
	d.apply(t, "p", ledger.Request{Event: at(10, "mine", dose(20))})
	d.apply(t, "p", ledger.Request{Event: at(11, "theirs", dose(30))})
	out, err := d.Split(t.Context(), splitOf("s", "theirs"))
	require.NoError(t, err)
	require.Equal(t, []record.EventID{"person", "a", "b", "s1", "both", "mine"}, counted(out.Plan))
	there := d.onRecord(t, "q").Plan
	require.Equal(t, []record.EventID{"person", "c", "b", "both", "theirs"}, counted(there))
	m, _ := there.Event("x")
	require.True(t, m.Void, "the correction is one there too")
	require.True(t, d.onRecord(t, "p").Plan.Equal(out.Plan))
	require.True(t, there.Equal(out.Other.Plan))
	d.apply(t, "q", ledger.Request{Event: at(12, "next", dose(20))})
}

func TestARecordOfTwoPeople(t *testing.T) {
	d := begun(t)
	d.apply(t, "p", ledger.Request{Event: at(1, "b", dose(60))})
	d.apply(t, "p", ledger.Request{Event: at(2, "c", dose(30))})
	_, err := d.Split(t.Context(), splitOf("none"))
	require.ErrorIs(t, err, ledger.ErrAct, "a plan begins with an event")
	_, err = d.Split(t.Context(), splitOf("derived", "b~test.most"))
	require.ErrorIs(t, err, ledger.ErrAct)
	out, err := d.Split(t.Context(), splitOf("s", "b"))
	require.NoError(t, err)
	require.Equal(t, []record.EventID{"a", "c"}, counted(out.Plan))
	require.Empty(t, out.Plan.Deviations())
	require.Equal(t, []record.EventID{"b"}, counted(out.Other.Plan))
	require.Len(t, out.Other.Plan.Deviations(), 1, "it is judged where it is now")
	back, err := d.Merge(t.Context(), merge("m"))
	require.NoError(t, err)
	require.Len(t, counted(back.Plan), 3)
	require.Len(t, back.Plan.Deviations(), 1)
}

func TestOrdersThatCannotBe(t *testing.T) {
	d := twoRecords(t)
	d.apply(t, "third", ledger.Request{Event: at(0, "a", dose(20)), Expect: ledger.NewPlan()})
	for name, c := range map[string]struct {
		spoil func(*ledger.Merging)
		want  error
	}{
		"nobody":     {func(m *ledger.Merging) { m.Actor = record.Actor{} }, ledger.ErrAct},
		"no reason":  {func(m *ledger.Merging) { m.Reason = " " }, ledger.ErrAct},
		"too long":   {func(m *ledger.Merging) { m.Reason = strings.Repeat("x", record.MaxName+1) }, ledger.ErrAct},
		"with self":  {func(m *ledger.Merging) { m.From = "p" }, ledger.ErrAct},
		"not there":  {func(m *ledger.Merging) { m.From = "nobody" }, ledger.ErrUnknownPlan},
		"no name":    {func(m *ledger.Merging) { m.ID = "" }, record.ErrEvent},
		"taken":      {func(m *ledger.Merging) { m.ID = "a" }, plan.ErrConflict},
		"stale":      {func(m *ledger.Merging) { m.ExpectInto = ledger.At(1) }, ledger.ErrConflict},
		"stale from": {func(m *ledger.Merging) { m.ExpectFrom = ledger.At(1) }, ledger.ErrConflict},
	} {
		before := d.onRecord(t, "p").Version
		m := merge("m")
		c.spoil(&m)
		_, err := d.Merge(t.Context(), m)
		require.ErrorIs(t, err, c.want, name)
		require.Equal(t, before, d.onRecord(t, "p").Version, name)
	}
	_, err := d.Split(t.Context(), splitOf("s"))
	require.ErrorIs(t, err, ledger.ErrAct, "they are two")
	_, err = d.Merge(t.Context(), merge("m"))
	require.NoError(t, err)
	other := merge("m")
	other.Reason = "another"
	_, err = d.Merge(t.Context(), other)
	require.ErrorIs(t, err, plan.ErrConflict, "another order under the same ID")
	elsewhere := merge("m3")
	elsewhere.Into = "third"
	_, err = d.Merge(t.Context(), elsewhere)
	var gone *ledger.MergedError
	require.ErrorAs(t, err, &gone)
	require.Equal(t, plan.ID("p"), gone.Into)
}

func TestOnlyTheLedgerRecordsItsActs(t *testing.T) {
	d := twoRecords(t)
	forged := at(6, "f", record.Custom{Name: "oudpath.plan.merged-into", Text: `{"act":"f","other":"q"}`})
	_, err := d.Apply(t.Context(), "p", ledger.Request{Event: forged})
	require.ErrorIs(t, err, ledger.ErrReserved)
	_, err = d.Amend(t.Context(), "p", ledger.Batched{Events: []record.Event{forged}})
	require.ErrorIs(t, err, ledger.ErrReserved)
	out, err := d.Merge(t.Context(), merge("m"))
	require.NoError(t, err)
	for i := range out.Recorded {
		act, ok := ledger.ActOf(&out.Recorded[i])
		if !ok {
			continue
		}
		id := out.Recorded[i].ID
		_, err := d.Apply(t.Context(), "p", ledger.Request{Event: at(200, "r-"+string(id), record.Retracted{Event: id, Reason: "looked at"})})
		if act.Step == ledger.StepFinding {
			require.NoError(t, err, "what was found is settled by taking it back")
		} else {
			require.ErrorIs(t, err, ledger.ErrReserved, act.Step)
		}
	}
}

func TestErasureOfWhatWasMerged(t *testing.T) {
	erasure := ledger.Erasure{Actor: clerk, Reason: "asked for"}
	t.Run("together", func(t *testing.T) {
		d := twoRecords(t)
		_, err := d.Merge(t.Context(), merge("m"))
		require.NoError(t, err)
		_, err = d.Erase(t.Context(), "q", erasure)
		require.ErrorIs(t, err, ledger.ErrMerged, "its events are on record in the other one")
		_, err = d.Erase(t.Context(), "p", erasure)
		require.NoError(t, err)
		for _, id := range []plan.ID{"p", "q"} {
			_, err := d.Open(t.Context(), id)
			require.ErrorIs(t, err, ledger.ErrErased, id)
			_, err = d.Merge(t.Context(), merge("m2"))
			require.ErrorIs(t, err, ledger.ErrErased)
		}
		changes, err := d.Feed(t.Context(), 0, 0)
		require.NoError(t, err)
		require.Len(t, changes, 2, "two tombstones, and nothing else")
	})
	t.Run("apart", func(t *testing.T) {
		d := twoRecords(t)
		_, err := d.Merge(t.Context(), merge("m"))
		require.NoError(t, err)
		_, err = d.Split(t.Context(), splitOf("s"))
		require.NoError(t, err)
		_, err = d.Erase(t.Context(), "q", erasure)
		require.ErrorIs(t, err, ledger.ErrCopies)
		knowing := erasure
		knowing.LeaveCopies = true
		_, err = d.Erase(t.Context(), "q", knowing)
		require.NoError(t, err)
		_, err = d.Merge(t.Context(), merge("m2"))
		require.ErrorIs(t, err, ledger.ErrErased)
		_, err = d.Erase(t.Context(), "p", erasure)
		require.NoError(t, err)
	})
}

func TestTheFeedShowsActs(t *testing.T) {
	d := twoRecords(t)
	changes, err := d.Feed(t.Context(), 0, 0)
	require.NoError(t, err)
	last := changes[len(changes)-1].Cursor
	_, err = d.Merge(t.Context(), merge("m"))
	require.NoError(t, err)
	_, err = d.Split(t.Context(), splitOf("s"))
	require.NoError(t, err)
	changes, err = d.Feed(t.Context(), last, 0)
	require.NoError(t, err)
	var steps []string
	for _, c := range changes {
		for i := range c.Events {
			if act, ok := ledger.ActOf(&c.Events[i]); ok && act.Step != ledger.StepFinding {
				require.Equal(t, clerk, c.Events[i].Actor)
				steps = append(steps, string(c.Plan)+" "+string(act.Step))
			}
		}
	}
	require.Equal(t, []string{"p merge-begun", "q merged-into", "p merged", "p split-begun", "q split-from", "p split"}, steps)
}

func TestAnActThatCannotBeDoneAnyMore(t *testing.T) {
	d := twoRecords(t)
	other := deskOn(t, d.store)
	other.clock.set(200)
	m := &meddler{Store: d.store, times: 2}
	m.first = func(left int) {
		if left == 0 { // before the other plan closes, and after the act was begun
			other.apply(t, "q", ledger.Request{Event: at(150, "faster", dose(20))})
		}
	}
	slow := deskOn(t, m)
	slow.clock.set(200)
	order := merge("m")
	order.ExpectFrom = ledger.At(d.onRecord(t, "q").Version)
	_, err := slow.Merge(t.Context(), order)
	var stale *ledger.ConflictError
	require.ErrorAs(t, err, &stale)
	require.Equal(t, record.EventID("faster"), stale.Since[0].ID)
	require.Len(t, counted(d.onRecord(t, "p").Plan), 5, "nothing was merged")
	require.Len(t, counted(d.onRecord(t, "q").Plan), 6)
	_, err = d.Merge(t.Context(), order)
	require.ErrorIs(t, err, ledger.ErrAbandoned)
	_, err = d.Merge(t.Context(), merge("m2"))
	require.NoError(t, err)
}

// TestTwoActsThatMeet: two processes each began to merge the plan of the other one. Neither waits for ever, and nothing is lost.
func TestTwoActsThatMeet(t *testing.T) {
	d := twoRecords(t)
	for id, other := range map[plan.ID]string{"p": "q", "q": "p"} {
		have := d.onRecord(t, id)
		_, err := d.store.Append(t.Context(), ledger.Batch{Plan: id, Expected: have.Version, At: start.Add(100 * time.Hour),
			Events: []record.Event{{ID: "m-" + record.EventID(id), At: start.Add(100 * time.Hour), Actor: clerk,
				Body: record.Custom{Name: "oudpath.plan.merge-begun", Text: `{"act":"m-` + string(id) + `","other":"` + other + `","reason":"one"}`}}}})
		require.NoError(t, err)
	}
	have := d.onRecord(t, "p")
	require.Len(t, counted(have.Plan), 5, "the first one that looks gives its own up")
	_, err := d.Open(t.Context(), "q")
	require.NoError(t, err)
	both := d.onRecord(t, "q").Plan
	require.GreaterOrEqual(t, len(counted(both)), 9, "and the other one is carried out")
	_, err = d.Open(t.Context(), "p")
	require.ErrorIs(t, err, ledger.ErrMerged)
}

// TestLongNames: whatever the lengths of names are, an act comes to its end.
func TestLongNames(t *testing.T) {
	d := newDesk(t)
	long := strings.Repeat("e", record.MaxID)
	for _, id := range []plan.ID{"p", "q"} {
		d.apply(t, id, ledger.Request{Event: at(0, long, dose(map[plan.ID]uint32{"p": 20, "q": 60}[id])), Expect: ledger.NewPlan()})
	}
	for round := range 3 {
		name := record.EventID(strings.Repeat(string(rune('a'+round)), record.MaxID))
		_, err := d.Merge(t.Context(), merge(name))
		require.NoError(t, err)
		out, err := d.Split(t.Context(), splitOf(name[1:]))
		require.NoError(t, err)
		require.Equal(t, []record.EventID{record.EventID(long)}, counted(out.Plan))
		require.Equal(t, []record.EventID{record.EventID(long)}, counted(out.Other.Plan))
	}
}
