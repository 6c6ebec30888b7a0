package main

import (
	"fmt"
	"strings"
	"sync"
	"time"

	"github.com/oudpath/oudpath/plan/sim"
)

// meter tells somebody who watches how much is done, how quickly, and how long the rest will take. It says nothing to a pipe.
type meter struct {
	here  place
	unit  string  // of what is counted
	each  float64 // units that one thing done stands for
	mutex sync.Mutex
	start time.Time
	last  time.Time
	shown int // width of what stands in the line
}

// often is how long a line stands before the next one.
const often = 200 * time.Millisecond

func newMeter(here place, unit string, each float64) *meter {
	return &meter{here: here, unit: unit, each: each, start: here.now()}
}

// watch is told how much is done. It may be called from several goroutines.
func (m *meter) watch(done, of int64) {
	if !m.here.terminal || !m.mutex.TryLock() { // who is just being told knows enough
		return
	}
	defer m.mutex.Unlock()
	now := m.here.now()
	if now.Sub(m.last) < often || done == 0 {
		return
	}
	m.last = now
	spent := now.Sub(m.start)
	left := time.Duration(float64(spent) * float64(of-done) / float64(done)).Round(time.Second)
	rate := short(float64(done) * m.each / spent.Seconds())
	m.show(fmt.Sprintf("%3.0f %%, %s %s a second, %v left", 100*float64(done)/float64(of), rate, m.unit, left))
}

func (m *meter) show(text string) {
	fmt.Fprintf(m.here.err, "\r%s%s", text, strings.Repeat(" ", max(0, m.shown-len(text))))
	m.shown = len(text)
}

// done clears the line.
func (m *meter) done() {
	m.mutex.Lock()
	defer m.mutex.Unlock()
	if m.shown > 0 {
		m.show("")
		fmt.Fprint(m.here.err, "\r")
	}
}

// short writes a number as people say it.
func short(x float64) string {
	for _, s := range []struct {
		size float64
		name string
	}{{1e9, " billion"}, {1e6, " million"}, {1e3, " thousand"}} {
		if x >= s.size {
			return fmt.Sprintf("%.3g%s", x/s.size, s.name)
		}
	}
	return fmt.Sprintf("%.3g", x)
}

// cycles returns the meter of a run: people who lived through all arms, cycle by cycle.
func cycles(here place, c *sim.Compiled) *meter {
	return newMeter(here, "person-"+c.Cycle().String()+"s", float64(len(c.Arms())*c.Horizon()))
}
