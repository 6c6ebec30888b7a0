package main

import (
	"bytes"
	"context"
	"encoding/json"
	"io"
	"net/http"
	"os"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/oudpath/oudpath/plan/cdshooks/lint"
)

// lines is output that is read while it is written.
type lines struct {
	mu  sync.Mutex
	buf bytes.Buffer
}

func (l *lines) Write(p []byte) (int, error) {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.buf.Write(p)
}

func (l *lines) String() string {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.buf.String()
}

// What the two printed lines ask is answered.
func TestTheTwoLines(t *testing.T) {
	ctx, stop := context.WithCancel(context.Background())
	var out, errs lines
	ended := make(chan int)
	go func() { ended <- run(ctx, []string{"-listen", "127.0.0.1:0"}, &out, &errs) }()
	require.Eventually(t, func() bool { return strings.Contains(out.String(), "Ctrl-C") }, 20*time.Second, 10*time.Millisecond, errs.String())
	var found []string
	for _, word := range strings.Fields(out.String()) {
		if strings.HasPrefix(word, "http://") {
			found = append(found, word)
		}
	}
	require.Len(t, found, 2)

	response, err := http.Get(found[0])
	require.NoError(t, err)
	require.Empty(t, lint.Services(whole(t, response)))

	order, err := os.ReadFile("order.json")
	require.NoError(t, err)
	require.Empty(t, lint.Request(order))
	response, err = http.Post(found[1], "application/json", bytes.NewReader(order))
	require.NoError(t, err)
	answer := whole(t, response)
	require.Empty(t, lint.Response(answer))
	var cards struct {
		Cards []struct{ UUID, Summary string }
	}
	require.NoError(t, json.Unmarshal(answer, &cards))
	require.Equal(t, "Order buprenorphine/naloxone film 8 mg/2 mg: 3 h since heroin, less than 6 h", cards.Cards[0].Summary)

	feedback := `{"feedback":[{"card":"` + cards.Cards[0].UUID + `","outcome":"overridden","outcomeTimestamp":"` + morning + `",
		"overrideReason":{"reason":{"code":"clinical"}}}]}`
	require.Empty(t, lint.Feedback([]byte(feedback)))
	_, err = http.Post(found[1]+"/feedback", "application/json", strings.NewReader(feedback))
	require.NoError(t, err)
	require.Contains(t, out.String(), "overridden by Practitioner/1")
	require.NotContains(t, out.String(), "heroin\"")
	stop()
	require.Zero(t, <-ended)
}

func whole(t *testing.T, r *http.Response) []byte {
	t.Helper()
	defer r.Body.Close()
	require.Equal(t, http.StatusOK, r.StatusCode)
	data, err := io.ReadAll(r.Body)
	require.NoError(t, err)
	return data
}

func TestWrongArguments(t *testing.T) {
	for _, args := range [][]string{{"-place", "nowhere", "-listen", "127.0.0.1:0"}, {"-at", "noon"}, {"-listen", "nowhere:x"}} {
		require.Equal(t, 2, run(context.Background(), args, io.Discard, io.Discard))
	}
}
