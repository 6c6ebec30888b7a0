package readme_test

import (
	"context"
	"encoding/json"
	"fmt"
	"io"
	"net"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/require"
)

// asked is a line of the README that asks the service.
type asked struct {
	path   string
	body   string
	header http.Header
}

var (
	askLine = regexp.MustCompile(`(?m)^ask '?127\.0\.0\.1:8080([^ '\n]*)'?(.*)$`)
	option  = regexp.MustCompile(`-([Hd]) '([^']*)'`)
)

// questions reads the lines of the README that ask the service, by what the shell would make of them.
func questions(t *testing.T) (all []asked) {
	t.Helper()
	readme, err := os.ReadFile(filepath.Join(root, "README.md"))
	require.NoError(t, err)
	for _, line := range askLine.FindAllStringSubmatch(strings.ReplaceAll(string(readme), "\\\n", " "), -1) {
		one := asked{path: line[1], header: http.Header{"Authorization": {"Bearer invented"}, "Purpose-Of-Use": {"treatment"}}}
		for _, o := range option.FindAllStringSubmatch(line[2], -1) {
			if o[1] == "d" {
				one.body = o[2]
				continue
			}
			name, value, _ := strings.Cut(o[2], ": ")
			one.header.Set(name, value)
		}
		all = append(all, one)
	}
	return all
}

// running is a service that was started.
type running struct {
	*testing.T
	process *os.Process
	at      string
}

// start starts the service on a folder, and waits until it answers.
func start(t *testing.T, program, folder string) *running {
	t.Helper()
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	require.NoError(t, err)
	at := listener.Addr().String()
	require.NoError(t, listener.Close())
	cmd := exec.Command(program, "-data", filepath.Join(folder, "book"), "-addr", at)
	cmd.Env, cmd.Stderr = append(os.Environ(), "TOKEN=invented"), os.Stderr
	require.NoError(t, cmd.Start())
	t.Cleanup(func() { _ = cmd.Process.Kill(); _ = cmd.Wait() })
	s := &running{t, cmd.Process, at}
	for range 300 {
		if answer, err := http.Get("http://" + at + "/openapi.json"); err == nil {
			require.NoError(t, answer.Body.Close())
			return s
		}
		time.Sleep(100 * time.Millisecond)
	}
	require.Fail(t, "it does not answer")
	return nil
}

// ask asks as the README does.
func (s *running) ask(one asked) (status int, body string) {
	s.Helper()
	method := http.MethodGet
	if one.body != "" {
		method = http.MethodPost
	}
	ctx, cancel := context.WithTimeout(s.Context(), 30*time.Second)
	defer cancel()
	r, err := http.NewRequestWithContext(ctx, method, "http://"+s.at+one.path, strings.NewReader(one.body))
	require.NoError(s, err)
	r.Header = one.header
	answer, err := http.DefaultClient.Do(r)
	require.NoError(s, err)
	defer answer.Body.Close()
	text, err := io.ReadAll(answer.Body)
	require.NoError(s, err)
	return answer.StatusCode, string(text)
}

// TestService does what the README says, for fifty people: record, check, kill, start again, list what is due, and draw.
func TestService(t *testing.T) {
	lines := questions(t)
	require.Len(t, lines, 5)
	record, check, agenda, picture, stands := lines[0], lines[1], lines[2], lines[3], lines[4]
	program := filepath.Join(t.TempDir(), "service")
	output(t, root, "go", "build", "-o", program, "./examples/readme/service")
	folder := t.TempDir()

	s := start(t, program, folder)
	of := func(one asked, n int) asked {
		one.path = strings.Replace(one.path, "person-1", fmt.Sprint("person-", n), 1)
		return one
	}
	for n := range 50 {
		status, body := s.ask(of(record, n+1))
		require.Equal(t, 201, status, body)
	}
	require.NoError(t, s.process.Kill())
	_, err := s.process.Wait()
	require.NoError(t, err)

	s = start(t, program, folder)
	for n := range 50 {
		status, body := s.ask(of(stands, n+1))
		require.Equal(t, 200, status, body)
		require.Contains(t, body, `"lastDose":"30 mg"`)
	}
	status, body := s.ask(record)
	require.Equal(t, 412, status, "a plan begins once: %s", body)
	status, body = s.ask(check)
	require.Equal(t, 200, status, body)
	require.Contains(t, body, `"status":"refused"`, "naltrexone on the day of methadone")
	people := make(map[string]bool)
	for path := agenda.path; path != ""; {
		agenda.path = path
		status, body = s.ask(agenda)
		require.Equal(t, 200, status, body)
		var page struct {
			Items []struct{ Plan, Status string }
			Next  string
		}
		require.NoError(t, json.Unmarshal([]byte(body), &page))
		for _, row := range page.Items {
			people[row.Plan] = true
		}
		if path = ""; page.Next != "" {
			path = "/agenda?after=" + page.Next
		}
	}
	require.Len(t, people, 50)
	status, body = s.ask(picture)
	require.Equal(t, 200, status)
	require.Contains(t, body, "<svg")
	stranger := stands
	stranger.header = http.Header{"Purpose-Of-Use": {"treatment"}}
	status, body = s.ask(stranger)
	require.Equal(t, 401, status)
	require.NotContains(t, body, "methadone")
}
