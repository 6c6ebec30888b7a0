package report

import (
	"encoding/csv"
	"io"
	"iter"
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

// PeopleRows yields every number of an open cohort: people in a state, entries to it since the moment before, events of a cycle. Its standard
// errors are not known.
func PeopleRows(c *sim.Compiled, o *sim.Open) iter.Seq2[Row, error] {
	return func(yield func(Row, error) bool) {
		for _, arm := range c.Arms() {
			for _, state := range c.States() {
				if !curve(yield, Row{Arm: arm, Kind: "people", Name: state}, o.People, notKnown) ||
					!curve(yield, Row{Arm: arm, Kind: "entries", Name: state}, o.Entries, notKnown) {
					return
				}
			}
			for _, event := range c.Events() {
				if !curve(yield, Row{Arm: arm, Kind: "event", Name: event}, o.Events, notKnown) {
					return
				}
			}
		}
	}
}

// WritePeople writes the numbers of an open cohort as CSV: arm, kind (people in a state, entries to it since the moment before, events of a
// cycle), name, moment and number.
func WritePeople(w io.Writer, c *sim.Compiled, o *sim.Open) error {
	out := csv.NewWriter(w)
	_ = out.Write([]string{"arm", "kind", "name", "moment", "number"}) // a csv.Writer keeps its first error
	for v, err := range PeopleRows(c, o) {
		if err != nil {
			return err
		}
		_ = out.Write([]string{v.Arm, v.Kind, v.Name, strconv.Itoa(v.Moment), number(v.Value)})
	}
	out.Flush()
	return out.Error()
}
