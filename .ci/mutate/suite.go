package main

import (
	"bufio"
	"bytes"
	"crypto/sha256"
	_ "embed"
	"encoding/json"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"sync"
	"time"

	"github.com/oudpath/oudpath/.ci/mutate/mutation"
)

//go:embed mutation/mutation.go
var switchSource []byte

// set is a set of numbers of sites.
type set []uint64

func newSet(sites int) set { return make(set, (sites+63)/64) }

func (s set) add(n int)      { s[n>>6] |= 1 << (n & 63) }
func (s set) has(n int) bool { return s[n>>6]&(1<<(n&63)) != 0 }
func (s set) join(other set) {
	for i, word := range other {
		s[i] |= word
	}
}

// binary is the compiled tests of one package.
type binary struct {
	pkg   string // below the module
	dir   string // where its tests run
	path  string
	tests []*test
}

// test is one test, example or fuzz target (with its seeds).
type test struct {
	binary  *binary
	name    string
	golden  bool // it only compares with what the program wrote at an earlier time
	long    bool // it took too long as the original, and is not asked
	took    time.Duration
	reached set
	parts   []part
}

// part is a part of a test that can be run alone: quicker than the whole, and no proof that the whole passes, because parts
// may share what one of them has made.
type part struct {
	name    string
	took    time.Duration
	reached set
}

// overlay writes the rewritten sources and tests, and the file that tells the compiler to use them. It returns the path of that,
// and a name for the state of the code.
func overlay(scratch string, module *struct{ Path, Dir string }, sites []*site, tested []listed) (path, state string, err error) {
	replace := make(map[string]string)
	sum := sha256.New()
	put := func(original string, text []byte) error {
		fmt.Fprintf(sum, "%s %d\n%s", strings.TrimPrefix(original, module.Dir), len(text), text)
		to := filepath.Join(scratch, fmt.Sprintf("%d_%s", len(replace), filepath.Base(original)))
		replace[original] = to
		return os.WriteFile(to, text, 0o644)
	}
	importPath := module.Path + "/internal/mutation"
	if err := put(filepath.Join(module.Dir, "internal", "mutation", "mutation.go"), switchSource); err != nil {
		return "", "", err
	}
	for _, group := range bySource(sites) {
		s := group[0].source
		if err := put(s.path, rewrite(s, group, importPath)); err != nil {
			return "", "", err
		}
	}
	for _, p := range tested {
		for _, name := range slices.Concat(p.TestGoFiles, p.XTestGoFiles) {
			original := filepath.Join(p.Dir, name)
			text, err := os.ReadFile(original)
			if err == nil {
				text, err = rewriteTest(original, text, importPath)
			}
			if err == nil {
				err = put(original, text)
			}
			if err != nil {
				return "", "", err
			}
		}
	}
	text, err := json.Marshal(map[string]any{"Replace": replace})
	if err != nil {
		return "", "", err
	}
	path = filepath.Join(scratch, "overlay.json")
	return path, fmt.Sprintf("%x", sum.Sum(nil)[:12]), os.WriteFile(path, text, 0o644)
}

// bySource groups the sites, which are in the order of their sources.
func bySource(sites []*site) (groups [][]*site) {
	for i, st := range sites {
		if i == 0 || sites[i-1].source != st.source {
			groups = append(groups, nil)
		}
		last := &groups[len(groups)-1]
		*last = append(*last, st)
	}
	return groups
}

// testedBy returns the packages among those that the patterns name whose tests use one of the mutated packages.
func testedBy(dir string, patterns []string, mutated map[string]bool) ([]listed, error) {
	all, err := goList(dir, append([]string{"-test"}, patterns...)...)
	if err != nil {
		return nil, err
	}
	uses := make(map[string]bool)
	for _, p := range all {
		uses[p.ImportPath] = slices.ContainsFunc(p.Deps, func(dep string) bool {
			dep, _, _ = strings.Cut(dep, " ")
			return mutated[dep]
		})
	}
	return slices.DeleteFunc(all, func(p listed) bool {
		return len(p.TestGoFiles)+len(p.XTestGoFiles) == 0 || strings.Contains(p.ImportPath, " ") || !uses[p.ImportPath+".test"]
	}), nil
}

// build compiles the tests of the packages, one binary for all their mutants.
func build(c *config, scratch, overlay string, tested []listed) ([]*binary, error) {
	var all []*binary
	for i := range tested {
		p := &tested[i]
		b := &binary{pkg: packageName(p), dir: p.Dir, path: filepath.Join(scratch, fmt.Sprintf("%d.test", i))}
		cmd := exec.Command("go", "test", "-c", "-vet=off", "-p", fmt.Sprint(c.workers), "-overlay", overlay, "-o", b.path, p.ImportPath)
		cmd.Dir = c.dir
		if out, err := cmd.CombinedOutput(); err != nil {
			return nil, fmt.Errorf("%s: %w\n%s", p.ImportPath, err, out)
		}
		names, err := b.command("-test.list", "^(Test|Example|Fuzz)").Output()
		if err != nil {
			return nil, fmt.Errorf("%s: tests: %w", b.pkg, err)
		}
		golden, err := goldenTests(p)
		if err != nil {
			return nil, err
		}
		for name := range strings.FieldsSeq(string(names)) {
			if !c.skip.MatchString(b.pkg + "." + name) {
				b.tests = append(b.tests, &test{binary: b, name: name, golden: golden[name]})
			}
		}
		all = append(all, b)
	}
	return all, nil
}

func (b *binary) command(args ...string) *exec.Cmd {
	cmd := exec.Command(b.path, args...)
	cmd.Dir = b.dir
	cmd.Env = append(os.Environ(), "GOMAXPROCS=1", "GOGC=400")
	return cmd
}

// recordAll runs every test once, alone and as the original, and notes what it reaches.
func recordAll(c *config, scratch string, binaries []*binary, sites int) error {
	var all []*test
	for _, b := range binaries {
		all = append(all, b.tests...)
	}
	errs := make([]error, len(all))
	inParallel(c.workers, len(all), func(i int) {
		errs[i] = all[i].record(c, filepath.Join(scratch, fmt.Sprintf("%d.record", i)), sites)
	})
	for _, err := range errs {
		if err != nil {
			return err
		}
	}
	return nil
}

func (t *test) record(c *config, file string, sites int) error {
	cmd := t.binary.command(append([]string{"-test.run", "^" + regexp.QuoteMeta(t.name) + "$", "-test.parallel", "1"}, c.testArgs...)...)
	cmd.Env = append(cmd.Env, mutation.Record+"="+file)
	if c.longest > 0 {
		cmd.Env = append(cmd.Env, mutation.Limit+"="+c.longest.String(), fmt.Sprintf("%s=%d", mutation.Memory, c.memory))
	}
	if out, err := cmd.CombinedOutput(); cmd.ProcessState != nil && cmd.ProcessState.ExitCode() == mutation.SlowExit {
		t.long = true
		return nil
	} else if err != nil {
		return fmt.Errorf("%s.%s fails without a mutant: %w\n%s", t.binary.pkg, t.name, err, out)
	}
	t.reached = newSet(sites)
	text, err := os.ReadFile(file)
	if err != nil {
		return fmt.Errorf("%s.%s wrote no record: %w", t.binary.pkg, t.name, err)
	}
	lines := bufio.NewScanner(bytes.NewReader(text))
	lines.Buffer(nil, 1<<20)
	for lines.Scan() {
		var line mutation.Reached
		if err := json.Unmarshal(lines.Bytes(), &line); err != nil {
			return fmt.Errorf("%s: %w", file, err)
		}
		t.add(&line, sites)
	}
	return lines.Err()
}

func (t *test) add(line *mutation.Reached, sites int) {
	reached := newSet(sites)
	for _, n := range line.Sites {
		reached.add(int(n))
	}
	t.reached.join(reached)
	switch {
	case line.Case == t.name:
		t.took = line.Took
	case strings.HasPrefix(line.Case, t.name+"/"):
		t.parts = append(t.parts, part{line.Case, line.Took, reached})
	}
}

// leaveOutLong takes the tests that took too long out of the binaries, and names them.
func leaveOutLong(binaries []*binary) (names []string) {
	for _, b := range binaries {
		b.tests = slices.DeleteFunc(b.tests, func(t *test) bool {
			if t.long {
				names = append(names, b.pkg+"."+t.name)
			}
			return t.long
		})
	}
	return names
}

// inParallel calls do with 0 to n-1, in that order, from so many goroutines.
func inParallel(workers, n int, do func(int)) {
	next := make(chan int)
	var wait sync.WaitGroup
	for range workers {
		wait.Go(func() {
			for i := range next {
				do(i)
			}
		})
	}
	for i := range n {
		next <- i
	}
	close(next)
	wait.Wait()
}
