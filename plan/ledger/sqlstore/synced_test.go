package sqlstore

import (
	"bufio"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"
)

// TestSynced looks at the system calls of a process that writes: a kill leaves the page cache as it is, so TestKilled would not see an
// append that is acknowledged before it was synced. The check finds the one that it has to find: a process that took durability away.
func TestSynced(t *testing.T) {
	strace, err := exec.LookPath("strace")
	if err != nil {
		t.Skip("no strace: the lane installs it")
	}
	const batches = 12
	for _, c := range []struct{ name, deceit, want string }{
		{"as it is opened", "", ""},
		{"synchronous off", "PRAGMA synchronous = OFF", "acknowledged before clinic.db-wal was synced"},
	} {
		t.Run(c.name, func(t *testing.T) {
			folder := t.TempDir()
			calls := filepath.Join(folder, "calls")
			writer := exec.Command(strace, "-f", "-y", "-e", "trace=write,pwrite64,pwritev,fsync,fdatasync", "-o", calls, os.Args[0])
			writer.Env = append(os.Environ(), writerSource+"="+filepath.Join(folder, "clinic.db"), fmt.Sprintf("%s=%d", writerBatches, batches),
				writerDeceit+"="+c.deceit)
			out, err := writer.CombinedOutput()
			if strings.Contains(string(out), "ptrace") {
				t.Skip("strace may not trace here: " + string(out))
			}
			require.NoError(t, err, "%s", out)
			seen := watch(t, calls)
			require.Equal(t, batches, seen.acknowledged, "acknowledgements that were seen")
			require.Equal(t, batches, seen.written, "those before which something was written")
			if c.want == "" {
				require.Empty(t, seen.complaints)
				return
			}
			require.NotEmpty(t, seen.complaints)
			require.Contains(t, seen.complaints[0], c.want)
		})
	}
}

// watched is what the system calls say.
type watched struct {
	acknowledged int
	written      int // acknowledgements before which the log was written to since the one before
	complaints   []string
}

var (
	begunCall = regexp.MustCompile(`^(\d+) +(\w+)\((\d+)<([^>]*)>(.*)$`)
	againCall = regexp.MustCompile(`^(\d+) +<\.\.\. (\w+) resumed>(.*)$`)
)

// watch reads what strace wrote. A call that another thread interrupts stands on two lines, and is over with the second.
func watch(t *testing.T, path string) (w watched) {
	t.Helper()
	f, err := os.Open(path)
	require.NoError(t, err)
	defer f.Close()
	unfinished := make(map[string][]string) // by thread
	dirty, wrote := false, false
	lines := bufio.NewScanner(f)
	lines.Buffer(nil, 1<<20)
	for lines.Scan() {
		call := begunCall.FindStringSubmatch(lines.Text())
		if call != nil && strings.HasSuffix(call[5], "<unfinished ...>") {
			unfinished[call[1]] = call
			if strings.HasPrefix(call[2], "f") {
				continue // a write may have reached the file when it begins; a sync counts when it is over
			}
		}
		if again := againCall.FindStringSubmatch(lines.Text()); again != nil && unfinished[again[1]] != nil {
			call = unfinished[again[1]]
			delete(unfinished, again[1])
			if !strings.HasPrefix(call[2], "f") {
				continue // it counted when it began
			}
			call[5] = again[3]
		}
		switch {
		case call == nil:
		case strings.HasSuffix(call[4], "clinic.db-wal") && strings.HasPrefix(call[2], "f"):
			dirty = dirty && !strings.HasSuffix(call[5], "= 0")
		case strings.HasSuffix(call[4], "clinic.db-wal"):
			dirty, wrote = true, true
		case call[3] == "1" && strings.Contains(call[5], `"watched `):
			w.acknowledged++
			if wrote {
				w.written++
			}
			if dirty {
				w.complaints = append(w.complaints, fmt.Sprintf("acknowledged before clinic.db-wal was synced: %s", call[5]))
			}
			wrote = false
		}
	}
	require.NoError(t, lines.Err())
	return w
}
