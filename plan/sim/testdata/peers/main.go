//go:build unix

// Command peers runs the benchmark pathway M8 on the engines of plan/sim and on programs in other languages, one after the other
// on one core each, and prints how they compare.
//
//	plan/sim/testdata/peers/install.sh           # once, as root
//	go run ./plan/sim/testdata/peers [-weeks 52] [-seconds 2]
//
// Rates are people × weeks per second of processor time, the dead included; start-up and the building of tables are not counted.
// Only ratios of one run mean something. Every program's share of deaths is compared with the exact one, so that nobody is fast
// at something else.
package main

import (
	"context"
	"flag"
	"fmt"
	"log"
	"math"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"syscall"
	"text/tabwriter"
	"time"

	"github.com/oudpath/oudpath/plan/sim"
	"github.com/oudpath/oudpath/plan/sim/testdata/peers/m8"
)

// program is a way to run M8.
type program struct {
	name   string
	people int64 // of the first, short run
	run    func(people int64) (cpu time.Duration, dead float64, err error)
}

func main() {
	log.SetFlags(0)
	weeks := flag.Int("weeks", 52, "weeks of the pathway")
	seconds := flag.Float64("seconds", 2, "processor time that each program should take, about")
	folder := flag.String("folder", "plan/sim/testdata/peers/programs", "where the programs are")
	flag.Parse()
	if err := compare(*weeks, *seconds, *folder); err != nil {
		log.Fatal(err)
	}
}

func compare(weeks int, seconds float64, folder string) error {
	c, err := m8.Model(weeks).Compile()
	if err != nil {
		return err
	}
	exact, err := c.Run(context.Background(), sim.Study{Engine: sim.Cohort})
	if err != nil {
		return err
	}
	curve, err := exact.Occupancy("usual", "DEAD")
	if err != nil {
		return err
	}
	work, err := os.MkdirTemp("", "m8")
	if err != nil {
		return err
	}
	defer os.RemoveAll(work)
	programs := append(ours(c, weeks), others(work, folder, weeks)...)
	table := tabwriter.NewWriter(os.Stdout, 2, 0, 2, ' ', tabwriter.AlignRight)
	fmt.Fprintf(table, "program\tpeople\tM patient-weeks/CPU-s\tsteps of ours to one\tz of deaths\t\n")
	step := 0.0
	for _, p := range programs {
		rate, people, z, err := measure(p, weeks, seconds, curve[weeks])
		if err != nil {
			fmt.Fprintf(table, "%s\t\tnot run: %v\t\t\t\n", p.name, err)
			continue
		}
		if step == 0 {
			step = rate
		}
		fmt.Fprintf(table, "%s\t%d\t%.3g\t%.3g\t%+.1f\t\n", p.name, people, rate/1e6, step/rate, z)
	}
	return table.Flush()
}

// measure runs a program for about so many seconds and compares its deaths with the exact share.
func measure(p program, weeks int, seconds, exact float64) (rate float64, people int64, z float64, err error) {
	people = p.people
	for {
		cpu, dead, err := p.run(people)
		if err != nil {
			return 0, 0, 0, err
		}
		rate = float64(people) * float64(weeks) / cpu.Seconds()
		if cpu.Seconds() > seconds/3 || people > 1<<33 {
			return rate, people, (dead - exact) / math.Sqrt(exact*(1-exact)/float64(people)), nil
		}
		people = max(2*people, int64(seconds*rate/float64(weeks)))
	}
}

func ours(c *sim.Compiled, weeks int) []program {
	var programs []program
	for _, e := range []sim.Engine{sim.Step, sim.Jump} {
		programs = append(programs, program{name: "this library, " + e.String(), people: 100_000,
			run: func(people int64) (time.Duration, float64, error) {
				before := processor()
				r, err := c.Run(context.Background(), sim.Study{Engine: e, People: people, Workers: 1, Seed: 1})
				if err != nil {
					return 0, 0, err
				}
				used := processor() - before
				curve, err := r.Occupancy("usual", "DEAD")
				return used, curve[weeks], err
			}})
	}
	return programs
}

// processor returns the processor time that this process has used.
func processor() time.Duration {
	var u syscall.Rusage
	if err := syscall.Getrusage(syscall.RUSAGE_SELF, &u); err != nil {
		log.Fatal(err)
	}
	return time.Duration(u.Utime.Nano() + u.Stime.Nano())
}

// others are the programs in other languages. Each prints the processor time of the simulation and the share of the dead.
func others(work, folder string, weeks int) []program {
	matrix := filepath.Join(work, "weekly.txt")
	script := func(name string, people int64, command ...string) program {
		return program{name: name, people: people, run: func(people int64) (time.Duration, float64, error) {
			if err := os.WriteFile(matrix, []byte(weekly()), 0o600); err != nil {
				return 0, 0, err
			}
			args := append(command[1:len(command):len(command)], matrix, fmt.Sprint(people), fmt.Sprint(weeks), "1", folder)
			out, err := exec.Command(command[0], args...).Output()
			if err != nil {
				return 0, 0, err
			}
			var seconds, dead float64
			if _, err := fmt.Sscan(string(out), &seconds, &dead); err != nil {
				return 0, 0, fmt.Errorf("%s printed %q", name, out)
			}
			return time.Duration(max(seconds, 1e-4) * float64(time.Second)), dead, nil
		}}
	}
	binary := filepath.Join(work, "loop")
	loop := script("C++, careful loop (g++ -O3, mt19937_64)", 200_000, binary)
	run := loop.run
	loop.run = func(people int64) (time.Duration, float64, error) {
		if _, err := os.Stat(binary); err != nil {
			if out, err := exec.Command("g++", "-O3", "-march=native", "-o", binary, filepath.Join(folder,
				"loop.cpp")).CombinedOutput(); err != nil {
				return 0, 0, fmt.Errorf("%w: %s", err, out)
			}
		}
		return run(people)
	}
	in := func(file string) string { return filepath.Join(folder, file) }
	return []program{
		loop,
		script("PyPy, plain loop", 20_000, "pypy3", in("plain.py")),
		script("NumPy, all people at once", 20_000, "/usr/bin/python3", in("vectorised.py")),
		script("R, all people at once", 5_000, "Rscript", "--vanilla", in("vectorised.R")),
		script("SimPy 3, a process wakes weekly", 500, "/usr/bin/python3", in("events.py")),
		script("R, person by person", 200, "Rscript", "--vanilla", in("naive.R")),
	}
}

func weekly() string {
	var b strings.Builder
	for _, row := range m8.Weekly() {
		for _, p := range row {
			fmt.Fprintf(&b, "%g ", p)
		}
		b.WriteByte('\n')
	}
	return b.String()
}
