package files

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"math/rand/v2"
	"os"
	"os/exec"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/oudpath/oudpath/plan"
	"github.com/oudpath/oudpath/plan/ledger"
	"github.com/oudpath/oudpath/plan/ledger/ledgertest"
	"github.com/oudpath/oudpath/plan/record"
	"github.com/stretchr/testify/require"
)

// crashFolder and crashRound tell the process that is to be killed where to write, and how often somebody was killed before.
const (
	crashFolder = "OUDPATH_CRASH_FOLDER"
	crashRound  = "OUDPATH_CRASH_ROUND"
)

func TestMain(m *testing.M) {
	if path := os.Getenv(crashFolder); path != "" {
		fmt.Fprintln(os.Stderr, writeUntilKilled(path, os.Getenv(crashRound)))
		os.Exit(2)
	}
	os.Exit(m.Run())
}

// writeUntilKilled has four writers, who tell each call that was acknowledged on the standard output, as soon as it was. Each
// writes to a plan of its own, which it erases after some batches, and to one that all share.
func writeUntilKilled(path, round string) error {
	s, err := Open(path)
	if err != nil {
		return err
	}
	fmt.Println("open")
	var group sync.WaitGroup
	failed := make(chan error, 4)
	for writer := range 4 {
		group.Go(func() {
			for n := 0; ; n++ {
				id := plan.ID(fmt.Sprintf("r%s-w%d-%d", round, writer, n))
				if err := errors.Join(share(s), life(s, id)); err != nil {
					failed <- err
					return
				}
			}
		})
	}
	group.Wait()
	return <-failed
}

// life begins a plan, goes on with it, and erases it.
func life(s *Store, id plan.ID) error {
	const batches = 4
	for n := range batches {
		commit, err := s.Append(context.Background(), ledgertest.Batch(id, ledger.Version(3*n), 3))
		if err != nil {
			return err
		}
		fmt.Println(id, commit.To)
	}
	_, err := s.Erase(context.Background(), id, 3*batches, ledger.Tombstone{At: time.Unix(1, 0), Actor: record.Actor{ID: "n"}, Reason: "law"})
	if err == nil {
		fmt.Println(id, erasedWord)
	}
	return err
}

const (
	shared     = plan.ID("shared")
	erasedWord = -1
)

func share(s *Store) error {
	var after ledger.Version
	for {
		commit, err := s.Append(context.Background(), ledgertest.Batch(shared, after, 3))
		var stale *ledger.ConflictError
		if !errors.As(err, &stale) {
			fmt.Println(shared, commit.To)
			return err
		}
		after = stale.Actual
	}
}

// TestKilled kills a process that writes, at random moments, again and again on one folder. What it was told is on record stays
// there, and no batch is there by half. OUDPATH_SLOW makes it hundreds of times.
func TestKilled(t *testing.T) {
	rounds, most := 30, 2*time.Second
	if os.Getenv("OUDPATH_SLOW") != "" {
		rounds, most = 300, time.Hour
	}
	seed := rand.Uint64()
	random := rand.New(rand.NewPCG(seed, 0))
	path, began := t.TempDir(), time.Now()
	acknowledged := make(map[plan.ID]int)
	recovered, round := 0, 0
	for ; round < rounds && (round < 4 || time.Since(began) < most); round++ {
		kill(t, path, round, random, acknowledged)
		s, err := Open(path)
		require.NoError(t, err, "seed %d, round %d", seed, round)
		recovered += len(s.Recovered())
		for id, version := range acknowledged {
			survived(t, s, id, version, fmt.Sprintf("seed %d, round %d, plan %s", seed, round, id))
		}
		stored, err := s.Read(t.Context(), shared, 0)
		if err == nil {
			acknowledged[shared] = int(stored.Version)
		}
		require.NoError(t, s.Close())
	}
	require.Greater(t, acknowledged[shared], 0, "nothing was ever written")
	t.Logf("killed %d times; %d plans and %d events of the shared one acknowledged; %d times something was put aside or dropped", round,
		len(acknowledged), acknowledged[shared], recovered)
}

// kill starts a writer, kills it after some of its words, and notes what it said.
func kill(t *testing.T, path string, round int, random *rand.Rand, acknowledged map[plan.ID]int) {
	t.Helper()
	writer := exec.Command(os.Args[0])
	writer.Env = append(os.Environ(), crashFolder+"="+path, fmt.Sprintf("%s=%d", crashRound, round))
	var complaints strings.Builder
	writer.Stderr = &complaints
	out, err := writer.StdoutPipe()
	require.NoError(t, err)
	require.NoError(t, writer.Start())
	words, delay := random.IntN(8), time.Duration(random.IntN(3000))*time.Microsecond
	lines := bufio.NewScanner(out)
	for said := 0; lines.Scan(); said++ {
		note(t, lines.Text(), acknowledged)
		if said == words {
			time.Sleep(delay)
			require.NoError(t, writer.Process.Kill())
		}
	}
	require.Error(t, writer.Wait(), "it was killed")
	require.Empty(t, complaints.String())
}

func note(t *testing.T, line string, acknowledged map[plan.ID]int) {
	t.Helper()
	if line == "open" {
		return
	}
	var id plan.ID
	var version int
	n, err := fmt.Sscan(line, &id, &version)
	if n != 2 || err != nil {
		return // the word was cut off in the pipe
	}
	if id != shared || version > acknowledged[id] {
		acknowledged[id] = version
	}
}

func survived(t *testing.T, s *Store, id plan.ID, version int, where string) {
	t.Helper()
	stored, err := s.Read(t.Context(), id, 0)
	if version == erasedWord || version == 12 && errors.Is(err, ledger.ErrErased) {
		require.ErrorIs(t, err, ledger.ErrErased, where)
		_, err := s.disk.size(journalName(id))
		require.ErrorIs(t, err, os.ErrNotExist, where)
		return
	}
	require.NoError(t, err, where)
	require.GreaterOrEqual(t, int(stored.Version), version, where)
	require.Zero(t, int(stored.Version)%3, "%s: half a batch", where)
	require.Equal(t, ledgertest.Events(1, int(stored.Version)), stored.Events, where)
}
