//go:build unix

package sim_test

import (
	"fmt"
	"syscall"
	"testing"
	"time"

	"github.com/oudpath/oudpath/plan/sim"
	"github.com/oudpath/oudpath/plan/sim/peers/m8"
)

// BenchmarkIndividuals measures the engines that follow people, on one worker, in nominal patient-weeks (people × weeks, the dead
// included, as every published rate counts them).
func BenchmarkIndividuals(b *testing.B) {
	for _, e := range []sim.Engine{sim.Step, sim.Jump} {
		for _, weeks := range []int{52, 520} {
			b.Run(fmt.Sprintf("%v/%d", e, weeks), func(b *testing.B) {
				c := compileM8(b, weeks)
				people := int64(5_200_000 / weeks)
				run(b, c, sim.Study{Engine: e, People: 1}) // tables
				b.ReportAllocs()
				before := cpu(b)
				for b.Loop() {
					run(b, c, sim.Study{Engine: e, People: people, Workers: 1, Seed: uint64(b.N)})
				}
				b.ReportMetric(float64(b.N)*float64(people)*float64(weeks)/1e6/(cpu(b)-before).Seconds(), "Mpw/cpu-s")
			})
		}
	}
}

func BenchmarkPopulations(b *testing.B) {
	for _, e := range []sim.Engine{sim.Cohort, sim.Counts} {
		b.Run(e.String()+"/520", func(b *testing.B) {
			m := m8.Model(520)
			m.Measures = nil
			c, err := m.Compile()
			if err != nil {
				b.Fatal(err)
			}
			for b.Loop() {
				run(b, c, sim.Study{Engine: e, People: 100_000, Workers: 1})
			}
		})
	}
}

func BenchmarkCompile(b *testing.B) {
	for b.Loop() {
		if _, err := m8.Model(520).Compile(); err != nil {
			b.Fatal(err)
		}
	}
}

// cpu is the processor time that this process has used: on a shared machine the clock on the wall measures the neighbours.
func cpu(b *testing.B) time.Duration {
	var u syscall.Rusage
	if err := syscall.Getrusage(syscall.RUSAGE_SELF, &u); err != nil {
		b.Fatal(err)
	}
	return time.Duration(u.Utime.Nano() + u.Stime.Nano())
}
