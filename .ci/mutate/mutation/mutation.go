// Package mutation holds the switches of a mutated program. The mutate program lays it over the module when it compiles the
// tests, so that every mutant is in one binary and an environment variable picks the one that is in force.
//
// It is never part of the library.
package mutation

import (
	"encoding/json"
	"errors"
	"fmt"
	"math/bits"
	"os"
	"runtime/metrics"
	"strconv"
	"strings"
	"sync"
	"sync/atomic"
	"syscall"
	"time"
)

// The environment of a test binary.
const (
	// Active names the mutant in force, "SITE:ALTERNATIVE". Unset: the program is the original.
	Active = "MUTATION_ACTIVE"
	// Limit is the processor time, and Memory the number of bytes, after which a mutant is given up: "2.5s", "1000000".
	Limit  = "MUTATION_LIMIT"
	Memory = "MUTATION_MEMORY"
	// Record is the file to which the sites that each case reaches are added, a line of JSON for each case.
	Record = "MUTATION_RECORD"
)

// Reached is a line of the record: a test or a part of one, and the sites that it reached.
type Reached struct {
	Case  string        `json:"case"` // empty: what ran before the first test
	Took  time.Duration `json:"took"`
	Sites []int32       `json:"sites"`
}

// The exit statuses of mutants that were given up.
const (
	GreedyExit = 97 // it took too much memory, which a loop without an end often does
	SlowExit   = 98 // it took too much time
)

var (
	active, alternative = chosen(os.Getenv(Active))
	record              = os.Getenv(Record)
)

func chosen(text string) (site, alternative int32) {
	if text == "" {
		if os.Getenv(Limit) == "" {
			return -1, 0
		}
		text = "-1:0" // the original, for as long as a mutant may take
	}
	left, right, _ := strings.Cut(text, ":")
	s, err1 := strconv.ParseInt(left, 10, 32)
	a, err2 := strconv.ParseInt(right, 10, 32)
	limit, err3 := time.ParseDuration(os.Getenv(Limit))
	memory, err4 := strconv.ParseUint(os.Getenv(Memory), 10, 64)
	if err := errors.Join(err1, err2, err3, err4); err != nil {
		panic(fmt.Sprintf("mutation: the environment: %v", err))
	}
	go watch(limit, memory)
	return int32(s), int32(a)
}

// At returns which alternative of the site is in force, 0 being the original. It is small enough to be inlined, because it
// stands at every comparison of the program.
func At(site int32) int32 {
	if site == active {
		return alternative
	}
	if record != "" {
		reach(site)
	}
	return 0
}

// watch ends a mutant before it takes the machine with it.
func watch(limit time.Duration, most uint64) {
	memory := []metrics.Sample{{Name: "/memory/classes/total:bytes"}}
	for range time.Tick(50 * time.Millisecond) {
		if metrics.Read(memory); memory[0].Value.Uint64() > most {
			fmt.Fprintln(os.Stderr, "mutation: out of memory")
			os.Exit(GreedyExit)
		}
		var used syscall.Rusage
		if err := syscall.Getrusage(syscall.RUSAGE_SELF, &used); err != nil {
			panic(fmt.Sprintf("mutation: processor time: %v", err))
		}
		if time.Duration(used.Utime.Nano()+used.Stime.Nano()) > limit {
			fmt.Fprintln(os.Stderr, "mutation: out of time")
			os.Exit(SlowExit)
		}
	}
}

// MaxSites is how many sites a record can hold.
const MaxSites = 1 << 17

// reached is the set of the sites that were reached while a case ran.
type reached struct {
	words [MaxSites / 64]atomic.Uint64
	outer *reached // of the case around it; nil for what runs before the first one
	ended atomic.Bool
}

func (r *reached) add(site int32) {
	word, bit := &r.words[site>>6], uint64(1)<<(site&63)
	if word.Load()&bit == 0 {
		word.Or(bit)
	}
}

func (r *reached) list() []int32 {
	list := []int32{}
	for i := range r.words {
		for word := r.words[i].Load(); word != 0; word &= word - 1 {
			list = append(list, int32(i<<6|bits.TrailingZeros64(word)))
		}
	}
	return list
}

var (
	first   reached // what runs before the first case
	current atomic.Pointer[reached]
	began   = time.Now()
	once    sync.Once
)

func reach(site int32) {
	r := current.Load()
	if r == nil {
		r = &first
	}
	r.add(site)
}

// Enter says that the test, or the part of one, begins; what it returns says that it ends. Cases that run beside each other
// may be taken for one another; what is reached is counted for a case that has not ended yet in any case.
func Enter(name string) (leave func()) {
	if record == "" {
		return func() {}
	}
	once.Do(func() {
		write(Reached{Took: time.Since(began), Sites: first.list()})
		current.Store(&first)
	})
	mine, entered := &reached{outer: current.Load()}, time.Now()
	current.Store(mine)
	return func() {
		mine.ended.Store(true)
		outer := mine.outer
		for outer.ended.Load() {
			outer = outer.outer
		}
		current.Store(outer)
		write(Reached{Case: name, Took: time.Since(entered), Sites: mine.list()})
	}
}

// write adds the line to the record. Nothing is kept back, because a test binary has no end at which it could be written.
func write(line Reached) {
	text, err := json.Marshal(line)
	if err == nil {
		var file *os.File
		if file, err = os.OpenFile(record, os.O_APPEND|os.O_CREATE|os.O_WRONLY, 0o644); err == nil {
			_, err = file.Write(append(text, '\n'))
			file.Close()
		}
	}
	if err != nil {
		panic(fmt.Sprintf("mutation: record: %v", err))
	}
}
