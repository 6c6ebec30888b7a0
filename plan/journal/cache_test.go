package journal

import (
	"bytes"
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"sync"
	"testing"

	"github.com/oudpath/oudpath/plan/record"
	"github.com/stretchr/testify/require"
)

// journeys are the journals of the repository.
func journeys(tb testing.TB) [][]byte {
	tb.Helper()
	files, err := filepath.Glob(filepath.Join("..", "..", "testdata", "journeys", "*.jsonl"))
	require.NoError(tb, err)
	require.NotEmpty(tb, files)
	texts := make([][]byte, len(files))
	for i, file := range files {
		texts[i], err = os.ReadFile(file)
		require.NoError(tb, err)
	}
	return texts
}

// lines are events as they are written, right and wrong.
func lines(tb testing.TB) [][]byte {
	tb.Helper()
	var all [][]byte
	for _, text := range append(journeys(tb), write(tb, story()...)) {
		all = append(all, bytes.Split(text, []byte("\n"))...)
	}
	for _, c := range strictness {
		all = append(all, []byte(c.line))
	}
	return all
}

func readLine(c *cache, line []byte) string {
	d := decoder{cache: c}
	var ev record.Event
	err := wire().readEvent(&d, bytes.Clone(line), &ev)
	return fmt.Sprintf("%+v %v", ev, err)
}

// What was read before, right or wrong, changes nothing of what a line says.
func TestTheCacheChangesNothing(t *testing.T) {
	all := lines(t)
	random := rand.New(rand.NewPCG(8, 9))
	random.Shuffle(len(all), func(i, j int) { all[i], all[j] = all[j], all[i] })
	used := caches.New().(*cache)
	for _, line := range all {
		require.Equal(t, readLine(caches.New().(*cache), line), readLine(used, line), "%s", line)
	}
}

// Nor does who else is reading.
func TestReadersDoNotDisturbEachOther(t *testing.T) {
	texts := journeys(t)
	want := make([][]record.Event, len(texts))
	for i, text := range texts {
		_, events, err := ReadAll(bytes.NewReader(text), Options{})
		require.NoError(t, err)
		want[i] = events
	}
	var group sync.WaitGroup
	for start := range 4 {
		group.Go(func() {
			for i := range 3 * len(texts) {
				at := (start + i) % len(texts)
				_, events, err := ReadAll(bytes.NewReader(texts[at]), Options{})
				if err != nil || fmt.Sprint(events) != fmt.Sprint(want[at]) {
					t.Errorf("journey %d is read otherwise: %v", at, err)
				}
			}
		})
	}
	group.Wait()
}

// An event stays as it was read, whatever is read after it.
func TestEventsShareNothing(t *testing.T) {
	for _, text := range journeys(t) {
		r, err := NewReader(bytes.NewReader(text), Options{})
		require.NoError(t, err)
		var events []record.Event
		var said []string
		for {
			ev, err := r.Next()
			if err != nil {
				break
			}
			events, said = append(events, ev), append(said, fmt.Sprintf("%+v", ev))
		}
		for i := range events {
			require.Equal(t, said[i], fmt.Sprintf("%+v", events[i]))
		}
	}
}
