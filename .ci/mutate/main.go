// Mutate finds out whether the tests notice when the program is wrong. It compiles the packages that it is given once, with a
// switch at each comparison, negation, connective and deciding condition, notes which test reaches which switch, and then runs,
// for one mutant after the other, the tests that reach it. A mutant that no test notices is printed.
//
//	go run ./.ci/mutate -tests ./... ./plan ./plan/guidance/...
//
// Values are no business of it: settings are shifted as data, by a test beside them.
package main

import (
	"cmp"
	"crypto/sha256"
	"errors"
	"flag"
	"fmt"
	"os"
	"regexp"
	"slices"
	"strings"
	"sync"
	"syscall"
	"time"

	"github.com/oudpath/oudpath/.ci/mutate/mutation"
)

// config is what the command line says.
type config struct {
	dir      string   // the folder of the module
	mutate   []string // patterns of the packages that are mutated
	tests    []string // patterns of the packages whose tests are run
	testArgs []string
	kinds    map[kind]bool
	workers  int
	limit    time.Duration // processor time that every run may take, beside what it took as the original
	memory   uint64        // bytes that every run may take
	longest  time.Duration // processor time of the original above which a test is not asked; 0: none
	budget   time.Duration // processor time of all that is run, after which no further mutant is begun; 0: none
	seed     string        // decides on the order; empty: that of the text
	most     int           // mutants; 0: all
	skip     *regexp.Regexp
	declared declared
	only     declared // if not nil, only these
	results  string
	list     bool
	floor    floor
}

func main() {
	c, err := parse(os.Args[1:])
	if err == nil {
		err = run(c)
	}
	if err != nil {
		fmt.Fprintln(os.Stderr, "mutate:", err)
		os.Exit(1)
	}
}

func parse(args []string) (*config, error) {
	c := &config{kinds: make(map[kind]bool)}
	f := flag.NewFlagSet("mutate", flag.ExitOnError)
	f.StringVar(&c.dir, "C", ".", "the `folder` of the module")
	tests := f.String("tests", "./...", "`patterns` of the packages whose tests are run; those that do not use a mutated package are left out")
	wanted := f.String("kinds", "comparison,negation,connective,condition", "what is mutated")
	f.IntVar(&c.workers, "workers", 1, "how many tests run at a time")
	f.DurationVar(&c.limit, "limit", 2*time.Second, "processor time of a run, beside eight times that of the original")
	f.Uint64Var(&c.memory, "memory", 3<<30, "`bytes` of memory of a run")
	f.DurationVar(&c.longest, "longest", 0, "leave out tests that take more processor time than this as the original (0: none)")
	f.DurationVar(&c.budget, "budget", 0, "processor time of all that is run, compilers too, after which no further mutant is begun (0: none)")
	f.StringVar(&c.seed, "seed", "", "draw the mutants in an order that this `text` decides, the hash of a commit say")
	f.IntVar(&c.most, "most", 0, "judge at most so many mutants (0: all)")
	skip := f.String("skip", `\z.`, "tests that are not run, a `pattern` of package.Test")
	equivalents := f.String("equivalent", "", "`file` of mutants that are declared equivalent")
	only := f.String("only", "", "judge only the mutants of this `file`, in the form in which survivors are printed")
	testArgs := f.String("args", "", "`arguments` of the tests, such as -test.short")
	f.StringVar(&c.results, "results", "", "`file` for a line of JSON for each verdict; a run of the same code goes on from it")
	f.BoolVar(&c.list, "list", false, "list the mutants, run nothing")
	f.Float64Var(&c.floor.caught, "caught", 0, "fail if less than so many `percent` are caught")
	f.Float64Var(&c.floor.plain, "plain", 0, "fail if less than so many `percent` are caught without golden files")
	f.Float64Var(&c.floor.equivalent, "declared", 100, "fail if more than so many `percent` are declared equivalent")
	f.IntVar(&c.floor.least, "least", 0, "fail if a sample has less than so many mutants")
	if err := f.Parse(args); err != nil {
		return nil, err
	}
	c.mutate, c.tests, c.testArgs = f.Args(), strings.Fields(*tests), strings.Fields(*testArgs)
	if len(c.mutate) == 0 {
		return nil, errors.New("name the packages that are to be mutated")
	}
	for name := range strings.SplitSeq(*wanted, ",") {
		if !slices.Contains(kinds, kind(name)) {
			return nil, fmt.Errorf("there is no kind %q of places to mutate", name)
		}
		c.kinds[kind(name)] = true
	}
	var errs [3]error
	c.skip, errs[0] = regexp.Compile(*skip)
	c.declared, errs[1] = readDeclared(*equivalents, true)
	c.only, errs[2] = readDeclared(*only, false)
	return c, errors.Join(errs[:]...)
}

func run(c *config) error {
	sources, err := load(c.dir, c.mutate)
	if err != nil {
		return err
	}
	sites := find(sources, c.kinds)
	if len(sites) == 0 || len(sites) > mutation.MaxSites {
		return fmt.Errorf("%d places to mutate, want 1 to %d", len(sites), mutation.MaxSites)
	}
	all := mutantsOf(sites)
	if err := c.checkDeclared(all); err != nil {
		return err
	}
	chosen := c.choose(all)
	fmt.Printf("%d mutants at %d places in %d packages, %d chosen\n", len(all), len(sites), packagesOf(sources), len(chosen))
	if c.list {
		for _, m := range chosen {
			fmt.Printf("%s: %s\n", m.at(), m.key())
		}
		return nil
	}
	scratch, err := os.MkdirTemp("", "mutate")
	if err != nil {
		return err
	}
	defer os.RemoveAll(scratch)
	binaries, state, err := prepare(c, sources, sites, scratch)
	if err != nil {
		return err
	}
	tally, err := judgeAll(c, binaries, chosen, state)
	if err != nil {
		return err
	}
	tally.every = all
	tally.print(os.Stdout)
	fmt.Printf("%s of processor time\n", spent().Round(time.Second))
	return c.floor.check(tally)
}

func mutantsOf(sites []*site) (all []*mutant) {
	for _, st := range sites {
		all = append(all, st.mutants...)
	}
	return all
}

func packagesOf(sources []*source) int {
	seen := make(map[string]bool)
	for _, s := range sources {
		seen[s.pkg.ImportPath] = true
	}
	return len(seen)
}

// checkDeclared reports declarations of mutants that there are none of: their code has changed, and the reason with it.
func (c *config) checkDeclared(all []*mutant) error {
	known := make(map[key]bool, len(all))
	packages := make(map[string]bool)
	for _, m := range all {
		known[m.key()] = true
		packages[packageName(m.site.source.pkg)] = true
	}
	var errs []error
	for _, file := range []declared{c.declared, c.only} {
		for k := range file {
			if pkg := k.where[:strings.LastIndex(k.where, "/")+1]; !known[k] && hasPackage(packages, pkg, k.where) {
				errs = append(errs, fmt.Errorf("there is no mutant %s", k))
			}
		}
	}
	slices.SortFunc(errs, func(a, b error) int { return strings.Compare(a.Error(), b.Error()) })
	return errors.Join(errs...)
}

// hasPackage reports whether the place lies in one of the packages; declarations for others say nothing in this run.
func hasPackage(packages map[string]bool, folder, where string) bool {
	name, _, _ := strings.Cut(where[len(folder):], ".")
	return packages[folder+name]
}

// choose returns the mutants to judge in the order in which they are judged.
func (c *config) choose(all []*mutant) []*mutant {
	chosen := slices.Clone(all)
	if c.only != nil {
		chosen = slices.DeleteFunc(chosen, func(m *mutant) bool { _, wanted := c.only[m.key()]; return !wanted })
	}
	if c.seed != "" {
		rank := make(map[*mutant][sha256.Size]byte, len(chosen))
		for _, m := range chosen {
			rank[m] = sha256.Sum256([]byte(c.seed + "\x00" + m.key().String()))
		}
		slices.SortFunc(chosen, func(a, b *mutant) int {
			x, y := rank[a], rank[b]
			return slices.Compare(x[:], y[:])
		})
	}
	if c.most > 0 && c.most < len(chosen) {
		chosen = chosen[:c.most]
	}
	return chosen
}

// prepare compiles the tests and runs each once as the original. state names what was compiled.
func prepare(c *config, sources []*source, sites []*site, scratch string) (binaries []*binary, state string, err error) {
	mutated := make(map[string]bool)
	for _, s := range sources {
		mutated[s.pkg.ImportPath] = true
	}
	tested, err := testedBy(c.dir, c.tests, mutated)
	if err == nil && len(tested) == 0 {
		err = errors.New("no test uses the packages")
	}
	if err != nil {
		return nil, "", err
	}
	began := time.Now()
	over, state, err := overlay(scratch, sources[0].pkg.Module, sites, tested)
	if err == nil {
		binaries, err = build(c, scratch, over, tested)
	}
	built := time.Now()
	if err == nil {
		err = recordAll(c, scratch, binaries, len(sites))
	}
	if err != nil {
		return nil, "", err
	}
	tests, left := 0, leaveOutLong(binaries)
	for _, b := range binaries {
		tests += len(b.tests)
	}
	fmt.Printf("%d tests in %d packages, compiled in %s, run once in %s, %s of processor time\n", tests, len(binaries),
		built.Sub(began).Round(time.Second), time.Since(built).Round(time.Second), spent().Round(time.Second))
	if len(left) > 0 {
		fmt.Printf("not asked, for more than %s each: %s\n", c.longest, strings.Join(left, ", "))
	}
	return binaries, state, nil
}

// judgeAll judges the mutants one after the other, until there are none left or the time is over.
func judgeAll(c *config, binaries []*binary, chosen []*mutant, state string) (*tally, error) {
	log, err := openLog(c.results, state)
	if err != nil {
		return nil, err
	}
	defer log.close()
	t := &tally{chosen: len(chosen), declared: c.declared}
	var mutex sync.Mutex
	inParallel(c.workers, len(chosen), func(i int) {
		m := chosen[i]
		v, known := log.known[m.key().String()]
		if !known {
			if c.budget > 0 && spent() > c.budget {
				return
			}
			v = judge(c, binaries, m)
		}
		mutex.Lock()
		defer mutex.Unlock()
		t.add(m, v)
		err = errors.Join(err, log.add(m, v))
		if len(t.judged)%100 == 0 {
			fmt.Fprintf(os.Stderr, "%d of %d in %s of processor time: %s\n", len(t.judged), len(chosen), spent().Round(time.Second), t.summary())
		}
	})
	slices.SortFunc(t.judged, func(a, b judged) int {
		return cmp.Or(cmp.Compare(a.mutant.site.number, b.mutant.site.number), cmp.Compare(a.mutant.alternative, b.mutant.alternative))
	})
	return t, err
}

// spent is the processor time of everything that was run: unlike the clock, it does not depend on what else the machine does.
func spent() time.Duration {
	var used syscall.Rusage
	if err := syscall.Getrusage(syscall.RUSAGE_CHILDREN, &used); err != nil {
		panic(fmt.Sprintf("processor time: %v", err))
	}
	return time.Duration(used.Utime.Nano() + used.Stime.Nano())
}
