package files

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/oudpath/oudpath/plan"
	"github.com/oudpath/oudpath/plan/ledger"
	"github.com/oudpath/oudpath/plan/ledger/ledgertest"
	"github.com/oudpath/oudpath/plan/record"
	"github.com/stretchr/testify/require"
)

func held(t *testing.T, s *Store, id plan.ID, events int) {
	t.Helper()
	stored, err := s.Read(t.Context(), id, 0)
	require.NoError(t, err)
	require.Equal(t, ledgertest.Events(1, events), stored.Events)
	require.Equal(t, ledger.Version(events), stored.Version)
}

func append3(t *testing.T, s *Store, id plan.ID, after ledger.Version) {
	t.Helper()
	_, err := s.Append(t.Context(), ledgertest.Batch(id, after, 3))
	require.NoError(t, err)
}

func erase(t *testing.T, s *Store, id plan.ID, version ledger.Version) error {
	t.Helper()
	stone := ledger.Tombstone{At: ledgertest.Batch(id, 9, 0).At, Actor: record.Actor{ID: "n"}, Reason: "law"}
	_, err := s.Erase(t.Context(), id, version, stone)
	return err
}

// TestNothingIsAcknowledgedThatWasNotSynced reads the steps of one call: each write is synced before the next file is touched, and
// the last step is the sync of the log.
func TestNothingIsAcknowledgedThatWasNotSynced(t *testing.T) {
	d := newFake()
	s := on(t, d)
	const journal = "plan-p.jsonl"
	for _, after := range []ledger.Version{0, 3} {
		steps := d.stepsOf(func() { append3(t, s, "p", after) })
		want := []string{"open " + journal, "write " + journal, "sync " + journal, "sync folder", "write " + logName, "sync " + logName}
		if after > 0 {
			want = slices.Delete(want, 3, 4) // the file is in the folder already
		}
		require.Equal(t, want, steps)
	}
}

// TestPowerCut cuts the power before every step of a story: what was acknowledged is there, and nothing is there by half. It fails
// if a sync is left out, as TestALostSyncIsFound shows.
func TestPowerCut(t *testing.T) {
	steps := cutEverywhere(t, func(string) bool { return false }, func(lost string) { t.Error(lost) })
	require.Greater(t, steps, 40, "the story is too short to mean anything")
}

// TestALostSyncIsFound leaves out one kind of sync at a time, on a disk that says that it has synced.
func TestALostSyncIsFound(t *testing.T) {
	for _, left := range []string{"sync plan-p.jsonl", "sync " + logName, "sync folder"} {
		var lost []string
		cutEverywhere(t, func(step string) bool { return step == left }, func(what string) { lost = append(lost, what) })
		require.NotEmpty(t, lost, "%s was left out, and nobody noticed", left)
	}
}

// cut is a disk whose power is cut before a step, and that may lie about syncs.
func cutEverywhere(t *testing.T, lies func(step string) bool, lost func(string)) (steps int) {
	t.Helper()
	for n := 0; ; n++ {
		d := newFake()
		count := 0
		d.fail = func(step string) error {
			if count++; count > n {
				return fmt.Errorf("power cut before %s", step)
			}
			return nil
		}
		acknowledged, finished := story(t, &liar{d, lies})
		verify(t, d.crash(), acknowledged, n, lost)
		if finished {
			return n
		}
	}
}

// liar leaves out some syncs.
type liar struct {
	*fake
	lies func(step string) bool
}

func (l *liar) sync() error {
	if l.lies("sync folder") {
		return nil
	}
	return l.fake.sync()
}

func (l *liar) open(name string, flag int) (file, error) {
	f, err := l.fake.open(name, flag)
	if err != nil {
		return nil, err
	}
	return &lying{f, l.lies("sync " + name)}, nil
}

type lying struct {
	file
	lies bool
}

func (l *lying) Sync() error {
	if l.lies {
		return nil
	}
	return l.file.Sync()
}

// told is what the story was told: how many batches of three events are on record, and whether the last call failed, so that one
// more may be.
type told struct {
	batches map[plan.ID]int
	trying  plan.ID
	erased  bool // q
	erasing bool
}

// story writes two plans and erases one.
func story(t *testing.T, d disk) (done told, finished bool) {
	done.batches = make(map[plan.ID]int)
	s, err := open(d)
	if err != nil {
		return done, false
	}
	for _, id := range []plan.ID{"p", "q", "p", "q", "p"} {
		if _, err := s.Append(t.Context(), ledgertest.Batch(id, ledger.Version(3*done.batches[id]), 3)); err != nil {
			done.trying = id
			return done, false
		}
		done.batches[id]++
	}
	done.erasing = true
	if erase(t, s, "q", 6) != nil {
		return done, false
	}
	done.erased = true
	if _, err := s.Append(t.Context(), ledgertest.Batch("p", 9, 3)); err != nil {
		done.trying = "p"
		return done, false
	}
	done.batches["p"]++
	return done, true
}

// verify opens what is left after a power cut.
func verify(t *testing.T, d *fake, done told, n int, lost func(string)) {
	t.Helper()
	s, err := open(d)
	if err != nil {
		lost(fmt.Sprintf("cut before step %d: it cannot be opened: %v", n, err))
		return
	}
	for _, id := range []plan.ID{"p", "q"} {
		stored, err := s.Read(t.Context(), id, 0)
		erased := strings.Contains(fmt.Sprint(err), "erased")
		if id == "q" && (done.erased || done.erasing && erased) {
			if !erased || d.files["plan-q.jsonl"] != nil {
				lost(fmt.Sprintf("cut before step %d: the erasure is not on record, or the journal is there: %v", n, err))
			}
			continue
		}
		least, most := 3*done.batches[id], 3*done.batches[id]
		if done.trying == id {
			most += 3
		}
		have := len(stored.Events)
		if have < least || have > most || have%3 != 0 {
			lost(fmt.Sprintf("cut before step %d: %d events of %s, acknowledged were %d: %v", n, have, id, least, err))
		}
		if _, err := s.Append(t.Context(), ledgertest.Batch(id, ledger.Version(have), 3)); err != nil {
			lost(fmt.Sprintf("cut before step %d: %s does not go on: %v", n, id, err))
		}
	}
}

// TestFaults makes one kind of step fail at a time. The call says so, and nothing is lost; when the disk works again, so does the store.
func TestFaults(t *testing.T) {
	for _, step := range []string{"open plan-p", "write plan-p", "sync plan-p", "write commits", "sync commits"} {
		t.Run(step, func(t *testing.T) {
			d := newFake()
			s := on(t, d)
			append3(t, s, "p", 0)
			d.fail = failOnce(step)
			_, err := s.Append(t.Context(), ledgertest.Batch("p", 3, 3))
			require.ErrorIs(t, err, errDisk)
			require.NotErrorIs(t, err, ledger.ErrUncertain)
			held(t, s, "p", 3)
			held(t, on(t, d.crash()), "p", 3)
			append3(t, s, "p", 3)
			held(t, s, "p", 6)
			held(t, on(t, d.crash()), "p", 6)
		})
	}
}

// TestAPlanThatCouldNotBegin fails at the first batch of a plan: no file is left.
func TestAPlanThatCouldNotBegin(t *testing.T) {
	for _, step := range []string{"write plan-p", "sync plan-p", "write commits", "sync commits"} {
		d := newFake()
		s := on(t, d)
		d.fail = failOnce(step)
		_, err := s.Append(t.Context(), ledgertest.Batch("p", 0, 3))
		require.ErrorIs(t, err, errDisk, step)
		require.Nil(t, d.files["plan-p.jsonl"], step)
		_, err = s.Read(t.Context(), "p", 0)
		require.ErrorIs(t, err, ledger.ErrUnknownPlan, step)
		append3(t, s, "p", 0)
		held(t, on(t, d.crash()), "p", 3)
	}
}

// TestAFullDiskThatCannotBePutBack stops the store: it can be read, and says what to do.
func TestAFullDiskThatCannotBePutBack(t *testing.T) {
	for _, c := range []struct {
		fails     []string
		uncertain bool
	}{
		{[]string{"write plan-p", "truncate plan-p"}, false},
		{[]string{"sync commits", "truncate commits"}, true},
		{[]string{"write commits", "truncate commits"}, true},
	} {
		d := newFake()
		s := on(t, d)
		append3(t, s, "p", 0)
		d.fail = failOn(c.fails...)
		_, err := s.Append(t.Context(), ledgertest.Batch("p", 3, 3))
		require.ErrorIs(t, err, errDisk)
		if c.uncertain {
			require.ErrorIs(t, err, ledger.ErrUncertain)
		}
		d.fail = nil
		_, err = s.Append(t.Context(), ledgertest.Batch("p", 3, 3))
		require.ErrorIs(t, err, ErrStopped)
		require.NotErrorIs(t, err, ledger.ErrUncertain)
		held(t, s, "p", 3)
		require.NoError(t, s.Close())

		again := on(t, d)
		stored, err := again.Read(t.Context(), "p", 0)
		require.NoError(t, err)
		if stored.Version == 3 {
			require.NotEmpty(t, again.Recovered())
		} else {
			require.True(t, c.uncertain && stored.Version == 6, "all of it, and only where it was said to be uncertain")
		}
		append3(t, again, "p", stored.Version)
	}
}

func TestAFolderThatCannotBeWritten(t *testing.T) {
	for _, step := range []string{"lock", "names", "open commits", "write commits", "sync commits", "sync folder"} {
		d := newFake()
		d.fail = failOn(step)
		_, err := open(d)
		require.ErrorIs(t, err, errDisk, step)
		d.fail = nil
		append3(t, on(t, d), "p", 0)
	}
}

// TestErasingThatFails fails at every step of an erasure.
func TestErasingThatFails(t *testing.T) {
	for _, step := range []string{"read commits", "open commits.new", "write commits.new", "sync commits.new", "rename commits.new",
		"sync folder", "remove plan-p.jsonl.cut", "remove plan-p.jsonl"} {
		d := newFake()
		s := on(t, d)
		append3(t, s, "p", 0)
		append3(t, s, "q", 0)
		d.fail = failOn(step)
		require.ErrorIs(t, erase(t, s, "p", 3), errDisk, step)
		d.fail = nil
		require.NoError(t, s.Close())
		again := on(t, d.crash())
		held(t, again, "q", 3)
		if err := erase(t, again, "p", 3); err != nil {
			require.ErrorIs(t, err, ledger.ErrErased, step)
		}
		require.Nil(t, again.disk.(*fake).files["plan-p.jsonl"], step)
		require.NotContains(t, string(again.disk.(*fake).files[logName].data), `"Plan":"p"`, step)
	}
}

// without leaves out lines.
func without(data []byte, from, to int) []byte {
	return []byte(strings.Join(slices.Delete(strings.SplitAfter(string(data), "\n"), from, to), ""))
}

// TestDamage changes what is on the disk while nobody looks. Nothing of it is taken for what was recorded, and other plans go on.
func TestDamage(t *testing.T) {
	d := newFake()
	s := on(t, d)
	append3(t, s, "p", 0)
	append3(t, s, "q", 0)
	append3(t, s, "p", 3)
	require.NoError(t, s.Close())
	another, _ := chained{}.seal(nil, []byte(`{"format":"x"}`))
	for name, c := range map[string]struct {
		file  string
		spoil func([]byte) []byte
		all   bool // the store cannot be opened
	}{
		"a bit of a journal":   {"plan-p.jsonl", func(b []byte) []byte { b[len(b)/2] ^= 1; return b }, false},
		"the end of a journal": {"plan-p.jsonl", func(b []byte) []byte { return b[:len(b)-10] }, false},
		"a whole journal":      {"plan-p.jsonl", func([]byte) []byte { return nil }, false},
		"a bit of the log":     {logName, func(b []byte) []byte { b[len(b)/2] ^= 1; return b }, true},
		"a line of the log": {logName, func(b []byte) []byte {
			lines := strings.SplitAfter(string(b), "\n")
			return []byte(lines[0] + strings.Join(lines[2:], ""))
		}, true},
		"the first line of the log": {logName, func(b []byte) []byte { return without(b, 0, 1) }, true},
		"two commits of the log": {logName, func(b []byte) []byte {
			lines := strings.SplitAfter(string(b), "\n")
			return []byte(strings.Join(lines[:2], ""))
		}, true},
		"the whole log":           {logName, func([]byte) []byte { return nil }, true},
		"a log of something else": {logName, func([]byte) []byte { return another }, true},
		"a log that is no log":    {logName, func([]byte) []byte { return []byte("hello\n") }, true},
	} {
		t.Run(name, func(t *testing.T) {
			damaged := d.crash()
			f := damaged.files[c.file]
			f.data = c.spoil(f.data)
			before := len(damaged.files)
			s, err := open(damaged)
			if c.all {
				require.ErrorIs(t, err, ledger.ErrDamaged)
				require.Len(t, damaged.files, before, "nothing is thrown away")
				return
			}
			require.NoError(t, err)
			_, err = s.Read(t.Context(), "p", 0)
			require.ErrorIs(t, err, ledger.ErrDamaged)
			held(t, s, "q", 3)
			append3(t, s, "q", 3)
			rows, err := s.List(t.Context(), "", 0)
			require.NoError(t, err)
			require.Len(t, rows, 2, "it is listed, and not forgotten")
		})
	}
}

// TestWhatACrashLeaves puts half a batch behind a journal, and half a line behind the log.
func TestWhatACrashLeaves(t *testing.T) {
	d := newFake()
	s := on(t, d)
	append3(t, s, "p", 0)
	require.NoError(t, s.Close())
	whole := d.crash()
	whole.files["plan-p.jsonl"].data = append(whole.files["plan-p.jsonl"].data, `{"type":"custom"`...)
	whole.files[logName].data = append(whole.files[logName].data, `01234567 {"Cursor":2`...)
	again := on(t, whole)
	require.Len(t, again.Recovered(), 2)
	require.Equal(t, `{"type":"custom"`, string(whole.files["plan-p.jsonl.cut"].data), "put aside, for whoever wants to look")
	held(t, again, "p", 3)
	append3(t, again, "p", 3)
	held(t, on(t, whole), "p", 6)
	require.Empty(t, on(t, whole).Recovered())
}

func TestNames(t *testing.T) {
	for id, want := range map[plan.ID]string{
		"person-1": "plan-person-1.jsonl", "A": "plan-=41.jsonl", "../x": "plan-=2e=2e=2fx.jsonl", "=41": "plan-=3d41.jsonl",
		"é": "plan-=c3=a9.jsonl",
	} {
		require.Equal(t, want, journalName(id))
	}
	long := plan.ID(strings.Repeat("x", 300))
	require.Less(t, len(journalName(long)), 100)
	require.NotEqual(t, journalName(long), journalName(long+"y"))
}

func TestOneProcessHasTheFolder(t *testing.T) {
	path := t.TempDir()
	s := opened(t, path)
	_, err := Open(path)
	require.ErrorIs(t, err, ledger.ErrLocked)
	append3(t, s, "p", 0)
	require.NoError(t, s.Close())
	held(t, opened(t, path), "p", 3)
}
