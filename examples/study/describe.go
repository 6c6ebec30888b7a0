package main

import (
	"context"
	"fmt"
	"strings"

	"github.com/oudpath/oudpath/plan/sim/report"
)

// describe says what is in a study, without running it.
func describe(_ context.Context, o options, here place) error {
	study, err := load(o.args[0], o)
	if err != nil {
		return err
	}
	c, err := study.Compile()
	if err != nil {
		return err
	}
	m := c.Model()
	line := func(name, format string, args ...any) {
		fmt.Fprintf(here.out, "%-12s %s\n", name, fmt.Sprintf(format, args...))
	}
	line("title", "%s", study.Title)
	line("run", "%v, %d people, seed %d", study.Run.Engine, study.Run.People, study.Run.Seed)
	line("time", "%d cycles of a %v; hazards become probabilities by %v", c.Horizon(), c.Cycle(), m.Conversion)
	line("states", "%s", strings.Join(c.States(), ", "))
	for _, l := range m.Leaving {
		line("risk window", "%v", l)
	}
	line("arms", "%s", strings.Join(c.Arms(), ", "))
	line("outcomes", "%s", strings.Join(append(c.Measures(), c.Rewards()...), ", "))
	line("moves", "%d", len(c.Moves()))
	line("fingerprint", "%s", c.Fingerprint())
	for _, p := range report.Parameters(m) {
		line("input", "%s: %s; %s", p.Name, p.Value, p.Source)
	}
	for _, name := range study.Parameters.Names() {
		source, _ := study.Parameters.Source(name)
		law, _ := study.Parameters.Law(name)
		line("parameter", "%s: %v, %v; %v", name, study.Base.Get(name), law, source)
	}
	if d := study.Draws; d.Number > 0 {
		line("draws", "%d, %v, seed %d", d.Number, d.Design, d.Seed)
	}
	for _, t := range study.Targets {
		line("published", "%s: %v, for %v; %v", t.Name, t.Published.Value, t.Use, t.Source)
	}
	for _, w := range c.Warnings() {
		line("to be known", "%v", w)
	}
	for _, w := range study.Warnings() {
		line("to be known", "%v", w)
	}
	return nil
}
