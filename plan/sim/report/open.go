package report

import (
	"encoding/csv"
	"io"
	"strconv"

	"github.com/oudpath/oudpath/plan/sim"
	"github.com/oudpath/oudpath/plan/sim/figure"
)

// People draws how many people of an open cohort are in each state of an arm, by moment.
func People(c *sim.Compiled, o *sim.Open, arm string) (figure.Curves, error) {
	f := figure.Curves{Title: "How many people are where: " + arm, XLabel: c.Cycle().String() + "s", YLabel: "people"}
	for _, state := range c.States() {
		people, err := o.People(arm, state)
		if err != nil {
			return f, err
		}
		f.Curves = append(f.Curves, figure.Curve{Name: state, X: moments(c), Y: people})
	}
	return f, nil
}

// WritePeople writes the numbers of an open cohort as CSV: arm, kind (people in a state, entries to it since the moment before, events of a
// cycle), name, moment and number.
func WritePeople(w io.Writer, c *sim.Compiled, o *sim.Open) error {
	out := csv.NewWriter(w)
	_ = out.Write([]string{"arm", "kind", "name", "moment", "number"}) // a csv.Writer keeps its first error
	curve := func(arm, kind, name string, read func(string, string) ([]float64, error)) error {
		values, err := read(arm, name)
		for moment, n := range values {
			_ = out.Write([]string{arm, kind, name, strconv.Itoa(moment), number(n)})
		}
		return err
	}
	for _, arm := range c.Arms() {
		for _, state := range c.States() {
			if err := curve(arm, "people", state, o.People); err != nil {
				return err
			}
			if err := curve(arm, "entries", state, o.Entries); err != nil {
				return err
			}
		}
		for _, event := range c.Events() {
			if err := curve(arm, "event", event, o.Events); err != nil {
				return err
			}
		}
	}
	out.Flush()
	return out.Error()
}
