package sqlstore

import (
	"bufio"
	"errors"
	"fmt"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/oudpath/oudpath/plan"
	"github.com/oudpath/oudpath/plan/ledger"
	"github.com/oudpath/oudpath/plan/ledger/ledgertest"
	"github.com/stretchr/testify/require"
)

// kills says how often the lane has a writer killed; without it, a few times and for two seconds at most.
const kills = "OUDPATH_KILLS"

// TestKilled kills a process that writes, at random moments, again and again on one database. What it was told is on record stays there,
// and no batch is there by half.
func TestKilled(t *testing.T) {
	everywhere(t, func(t *testing.T, h house) {
		source := filepath.Join(t.TempDir(), "clinic.db")
		if h.kind == PostgreSQL {
			source = newSchema(t)
		}
		k := &killer{T: t, source: source, acknowledged: make(map[plan.ID]int)}
		k.seed = rand.Uint64()
		k.random = rand.New(rand.NewPCG(k.seed, 0))
		rounds, until := 6, time.Now().Add(2*time.Second)
		if n, err := strconv.Atoi(os.Getenv(kills)); err == nil {
			rounds, until = n, time.Now().Add(time.Hour)
		}
		for k.round < rounds && (k.round < 3 || time.Now().Before(until)) {
			k.kill()
			k.compare(k.mine)
			k.round++
		}
		k.compare(func(plan.ID) bool { return true })
		require.NotEmpty(t, k.acknowledged, "nothing was ever written")
		t.Logf("killed %d times, %d of them after something was acknowledged; %d plans", k.round, k.useful, len(k.acknowledged))
	})
}

// killer is the test, and what the killed have said.
type killer struct {
	*testing.T
	source       string
	seed         uint64
	random       *rand.Rand
	round        int
	useful       int // rounds in which something was acknowledged
	acknowledged map[plan.ID]int
}

// mine says whether a plan may have changed in this round.
func (k *killer) mine(id plan.ID) bool {
	return strings.HasPrefix(string(id), fmt.Sprintf("r%d-", k.round)) || id == sharedPlan(strconv.Itoa(k.round))
}

// kill starts a writer, kills it after some of its words, and notes what it said.
func (k *killer) kill() {
	k.Helper()
	writer := exec.Command(os.Args[0])
	writer.Env = append(os.Environ(), writerSource+"="+k.source, fmt.Sprintf("%s=%d", writerRound, k.round))
	var complaints strings.Builder
	writer.Stderr = &complaints
	out, err := writer.StdoutPipe()
	require.NoError(k, err)
	require.NoError(k, writer.Start())
	words, delay := k.random.IntN(12), time.Duration(k.random.IntN(3000))*time.Microsecond
	lines, said := bufio.NewScanner(out), 0
	for ; lines.Scan(); said++ {
		k.note(lines.Text())
		if said == words {
			time.Sleep(delay)
			require.NoError(k, writer.Process.Kill())
		}
	}
	require.Error(k, writer.Wait(), "it was killed")
	require.Empty(k, complaints.String(), "seed %d, round %d", k.seed, k.round)
	if said > 1 {
		k.useful++
	}
}

func (k *killer) note(line string) {
	var id plan.ID
	var version int
	if n, err := fmt.Sscan(line, &id, &version); n != 2 || err != nil {
		return // it has opened the store, or the word was cut off in the pipe
	}
	if k.acknowledged[id] != erasedWord && (version == erasedWord || version > k.acknowledged[id]) {
		k.acknowledged[id] = version
	}
}

// compare opens the store and looks at plans.
func (k *killer) compare(which func(plan.ID) bool) {
	k.Helper()
	kind, driver := kindOf(k.source)
	db := connected(k, driver, k.source)
	s, err := Open(k.Context(), db, kind)
	require.NoError(k, err, "seed %d, round %d", k.seed, k.round)
	defer func() { require.NoError(k, errors.Join(s.Close(), db.Close())) }()
	for id, version := range k.acknowledged {
		if which(id) {
			k.survived(s, id, version, fmt.Sprintf("seed %d, round %d, plan %s", k.seed, k.round, id))
		}
	}
}

func (k *killer) survived(s *Store, id plan.ID, version int, where string) {
	k.Helper()
	stored, err := s.Read(k.Context(), id, 0)
	if version == erasedWord || version == 3*lifetime && errors.Is(err, ledger.ErrErased) {
		require.ErrorIs(k, err, ledger.ErrErased, where)
		return
	}
	require.NoError(k, err, where)
	require.GreaterOrEqual(k, int(stored.Version), version, where)
	require.Zero(k, int(stored.Version)%3, "%s: half a batch", where)
	require.Equal(k, ledgertest.Events(1, int(stored.Version)), stored.Events, where)
	if !strings.HasPrefix(string(id), "shared") {
		return
	}
	k.acknowledged[id] = int(stored.Version)
}
