package main

import (
	"bufio"
	"context"
	"fmt"
	"io"
	"net/http"
	"os"
	"os/exec"
	"slices"
	"strconv"
	"strings"
	"sync"
	"sync/atomic"
	"time"
)

// order is asked about again and again: another dose for somebody who has had one each day.
const order = `{"type":"order","v":1,"id":"o1","at":"2026-07-24T09:00:00Z","body":{"product":"methadone.conc","dose":"60 mg","setting":"otp"}}`

const clients = 16

// server is the process that serves.
type server struct {
	address string
	client  *http.Client
}

// started runs this program again, as the process that serves.
func started(ctx context.Context, folder string) (*server, func(), error) {
	child := exec.CommandContext(ctx, os.Args[0])
	child.Env = append(os.Environ(), roleKey+"=serve", folderKey+"="+folder)
	child.Stderr = os.Stderr
	in, err := child.StdinPipe()
	if err != nil {
		return nil, nil, err
	}
	said, err := child.StdoutPipe()
	if err != nil {
		return nil, nil, err
	}
	if err := child.Start(); err != nil {
		return nil, nil, err
	}
	end := func() { _ = in.Close(); _ = child.Wait() } // it has nothing to lose
	line, err := bufio.NewReader(said).ReadString('\n')
	if err != nil {
		end()
		return nil, nil, fmt.Errorf("the process that serves has not started: %w", err)
	}
	transport := &http.Transport{MaxIdleConnsPerHost: clients, DisableCompression: true}
	return &server{strings.TrimSpace(line), &http.Client{Transport: transport, Timeout: 30 * time.Second}}, end, nil
}

// ask sends the order, and returns how long the answer is.
func (s *server) ask(ctx context.Context, path string) (int64, error) {
	r, err := http.NewRequestWithContext(ctx, http.MethodPost, s.address+path, strings.NewReader(order))
	if err != nil {
		return 0, err
	}
	r.Header.Set("Content-Type", "application/json")
	r.Header.Set("Purpose-Of-Use", "treatment")
	answer, err := s.client.Do(r)
	if err != nil {
		return 0, err
	}
	defer answer.Body.Close()
	n, err := io.Copy(io.Discard, answer.Body)
	if err == nil && answer.StatusCode != http.StatusOK {
		err = fmt.Errorf("%s answers %d", path, answer.StatusCode)
	}
	return n, err
}

func (s *server) cpu(ctx context.Context) (time.Duration, error) {
	r, err := http.NewRequestWithContext(ctx, http.MethodGet, s.address+"/cpu", nil)
	if err != nil {
		return 0, err
	}
	answer, err := s.client.Do(r)
	if err != nil {
		return 0, err
	}
	defer answer.Body.Close()
	text, err := io.ReadAll(answer.Body)
	if err != nil {
		return 0, err
	}
	n, err := strconv.ParseInt(string(text), 10, 64)
	return time.Duration(n), err
}

// phase is what one kind of request cost.
type phase struct {
	cpu   time.Duration // of the process that serves, for one request
	rate  float64       // requests a second, by the clock
	times []time.Duration
}

// phase sends requests from all clients until there were enough, or the time is over.
func (s *server) phase(ctx context.Context, o options, path string) (phase, error) {
	before, err := s.cpu(ctx)
	if err != nil {
		return phase{}, err
	}
	began := time.Now()
	var left atomic.Int64
	left.Store(int64(o.requests))
	var mu sync.Mutex
	var p phase
	var failed error
	var group sync.WaitGroup
	for range clients {
		group.Go(func() {
			var own []time.Duration
			for left.Add(-1) >= 0 && time.Since(began) < o.phase {
				at := time.Now()
				if _, err := s.ask(ctx, path); err != nil {
					mu.Lock()
					failed = err
					mu.Unlock()
					return
				}
				own = append(own, time.Since(at))
			}
			mu.Lock()
			defer mu.Unlock()
			p.times = append(p.times, own...)
		})
	}
	group.Wait()
	took := time.Since(began)
	after, err := s.cpu(ctx)
	if err != nil || failed != nil || len(p.times) == 0 {
		return phase{}, fmt.Errorf("%s: %d requests: %v, %v", path, len(p.times), failed, err)
	}
	p.cpu, p.rate = (after-before)/time.Duration(len(p.times)), float64(len(p.times))/took.Seconds()
	return p, nil
}

// percentile returns the time within which so many of a hundred were answered.
func percentile(times []time.Duration, of int) time.Duration {
	sorted := slices.Sorted(slices.Values(times))
	return sorted[min(len(sorted)*of/100, len(sorted)-1)]
}

func median(values []float64) float64 {
	sorted := slices.Sorted(slices.Values(values))
	return sorted[len(sorted)/2]
}

// kinds of checks, and what each is allowed to cost as a multiple of the empty handler.
var checks = []struct {
	path string
	bound
}{
	{"/memory/plans/person/check", bound{"a check, the plan in the cache and kept in memory, not audited", 3, 6, false}},
	{"/sqlite/plans/person/check", bound{"a check, the plan in the cache and kept in SQLite, not audited", 3, 9, false}},
	{"/audited/plans/person/check", bound{"a check, the plan in the cache and kept in SQLite, audited in groups", 3, 14, false}},
}

func measureChecks(ctx context.Context, o options, folder string, out io.Writer) (ok bool, err error) {
	s, end, err := started(ctx, folder)
	if err != nil {
		return false, err
	}
	defer end()
	bytes, err := s.ask(ctx, checks[0].path)
	if err != nil {
		return false, err
	}
	idle := fmt.Sprintf("/empty?bytes=%d", bytes)
	paths := []string{idle}
	for _, c := range checks {
		paths = append(paths, c.path)
	}
	all := make(map[string][]phase)
	for round := range o.rounds + 1 { // the first one warms up
		for _, path := range paths {
			p, err := s.phase(ctx, o, path)
			if err != nil {
				return false, err
			}
			if round > 0 {
				all[path] = append(all[path], p)
			}
		}
	}
	fmt.Fprintf(out, "checks over HTTP by %d clients, answers of %d bytes; time of the processor of the process that serves\n", clients, bytes)
	for _, path := range paths {
		p := least(all[path])
		fmt.Fprintf(out, "  %-32s %8s a request; by the clock %6.0f a second, half within %s, 99 of 100 within %s\n", path,
			p.cpu.Round(100*time.Nanosecond), p.rate, percentile(p.times, 50).Round(10*time.Microsecond),
			percentile(p.times, 99).Round(10*time.Microsecond))
	}
	ok = true
	for _, c := range checks {
		var ratios []float64
		for round := range o.rounds {
			ratios = append(ratios, float64(all[c.path][round].cpu)/float64(all[idle][round].cpu))
		}
		ok = c.judged(out, median(ratios)) && ok
	}
	fmt.Fprintln(out)
	return ok, nil
}

// least is the phase that others disturbed least.
func least(phases []phase) phase {
	return slices.MinFunc(phases, func(a, b phase) int { return int(a.cpu - b.cpu) })
}
