package main

import (
	"bytes"
	"errors"
	"fmt"
	"os/exec"
	"regexp"
	"slices"
	"strings"
	"time"

	"github.com/oudpath/oudpath/.ci/mutate/mutation"
)

// verdict is what the tests say of a mutant.
type verdict struct {
	Outcome outcome       `json:"outcome,omitempty"`
	By      string        `json:"by,omitempty"` // the test that failed first
	Took    time.Duration `json:"took,omitempty"`
}

type outcome string

const (
	caught     outcome = "caught"
	byGolden   outcome = "caught by golden files alone"
	survived   outcome = "survived"
	unreached  outcome = "reached by no test"
	equivalent outcome = "equivalent"
)

// ofParts bounds the first look at a mutant: so many parts of tests, and about so much time in each binary.
const (
	mostParts = 48
	partsTime = 300 * time.Millisecond
	// heavy tests run alone, after all the others.
	heavy = 500 * time.Millisecond
)

// step is a run of some tests of one binary.
type step struct {
	binary  *binary
	pattern string
	took    time.Duration
}

// judge runs the tests that reach the mutant, the quickest ones first, until one fails. Golden files are asked last, so that
// it is known what is caught without them.
func judge(c *config, binaries []*binary, m *mutant) (v verdict) {
	began := time.Now()
	defer func() { v.Took = time.Since(began) }()
	v.Outcome = unreached
	for _, golden := range []bool{false, true} {
		for _, s := range steps(binaries, m.site.number, golden) {
			v.Outcome = survived
			if by, failed := s.run(c, m); failed {
				v.Outcome, v.By = caught, by
				if golden {
					v.Outcome = byGolden
				}
				return v
			}
		}
	}
	return v
}

// steps plans the runs: some parts of the tests, then all tests that reach the site, the heavy ones each alone.
func steps(binaries []*binary, site int, golden bool) (all []step) {
	var parts, whole, heavies []step
	for _, b := range binaries {
		var quick []*test
		for _, t := range b.tests {
			switch {
			case t.golden != golden || !t.reached.has(site):
			case t.took >= heavy:
				heavies = append(heavies, stepOf(b, t))
			default:
				quick = append(quick, t)
			}
		}
		if len(quick) > 0 {
			whole = append(whole, stepOf(b, quick...))
		}
		if s, ok := b.someParts(site, golden); ok {
			parts = append(parts, s)
		}
	}
	for _, group := range [][]step{parts, whole, heavies} {
		slices.SortStableFunc(group, func(a, b step) int { return int(a.took - b.took) })
		all = append(all, group...)
	}
	return all
}

func stepOf(b *binary, tests ...*test) step {
	s := step{binary: b}
	names := make([]string, len(tests))
	for i, t := range tests {
		names[i] = t.name
		s.took += t.took
	}
	s.pattern = anyOf(names)
	return s
}

// someParts plans a first look with parts of tests that reach the site: spread evenly over all of them, because neighbors ask
// for much the same.
func (b *binary) someParts(site int, golden bool) (step, bool) {
	var all []*part
	for _, t := range b.tests {
		for i := range t.parts {
			if p := &t.parts[i]; t.golden == golden && p.reached.has(site) && p.took < partsTime {
				all = append(all, p)
			}
		}
	}
	if len(all) == 0 {
		return step{}, false
	}
	s := step{binary: b}
	var names []string
	for i := range min(len(all), mostParts) {
		p := all[i*len(all)/min(len(all), mostParts)]
		if s.took+p.took > partsTime {
			break
		}
		s.took += p.took
		names = append(names, p.name)
	}
	s.pattern = patternOf(names)
	return s, true
}

// patternOf writes a pattern for -test.run that matches the parts (and a few others): one alternative for each depth of names.
func patternOf(names []string) string {
	levels := make(map[int][][]string)
	for _, name := range names {
		words := strings.Split(name, "/")
		level := levels[len(words)]
		if level == nil {
			level = make([][]string, len(words))
		}
		for i, word := range words {
			if !slices.Contains(level[i], word) {
				level[i] = append(level[i], word)
			}
		}
		levels[len(words)] = level
	}
	var alternatives []string
	for _, level := range levels {
		texts := make([]string, len(level))
		for i, words := range level {
			texts[i] = anyOf(words)
		}
		alternatives = append(alternatives, strings.Join(texts, "/"))
	}
	slices.Sort(alternatives)
	return strings.Join(alternatives, "|")
}

func anyOf(names []string) string {
	quoted := make([]string, len(names))
	for i, name := range names {
		quoted[i] = regexp.QuoteMeta(name)
	}
	return "^(" + strings.Join(quoted, "|") + ")$"
}

// run runs the step with the mutant in force. by names the test that failed.
func (s *step) run(c *config, m *mutant) (by string, failed bool) {
	limit := c.limit + 8*s.took
	args := append([]string{"-test.failfast", "-test.run", s.pattern, "-test.timeout", (20 * limit).String()}, c.testArgs...)
	cmd := s.binary.command(args...)
	cmd.Env = append(cmd.Env, fmt.Sprintf("%s=%d:%d", mutation.Active, m.site.number, m.alternative), mutation.Limit+"="+limit.String(),
		fmt.Sprintf("%s=%d", mutation.Memory, c.memory))
	var out bytes.Buffer
	cmd.Stdout, cmd.Stderr = &out, &out
	err := cmd.Run()
	if err == nil {
		return "", false
	}
	var exit *exec.ExitError
	if !errors.As(err, &exit) {
		panic(fmt.Sprintf("%s: %v", s.binary.path, err))
	}
	return s.binary.pkg + ": " + reason(exit.ExitCode(), out.String()), true
}

// failure is the line that names a test that failed; the innermost part comes last.
var failure = regexp.MustCompile(`(?m)^ *--- FAIL: (\S+)`)

func reason(exit int, out string) string {
	switch exit {
	case mutation.GreedyExit:
		return "out of memory"
	case mutation.SlowExit:
		return "out of time"
	}
	switch found := failure.FindAllStringSubmatch(out, -1); {
	case len(found) > 0:
		return found[len(found)-1][1]
	case strings.Contains(out, "panic: test timed out"):
		return "out of time"
	}
	first, _, _ := strings.Cut(out, "\n")
	return first
}
