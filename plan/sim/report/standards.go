package report

import (
	"fmt"
	"strings"

	"github.com/oudpath/oudpath/plan/sim"
)

// item is one point of a reporting standard, with what a result says about it; empty where the authors have to write it.
type item struct{ Standard, Name, Text string }

// cheers are the items of CHEERS 2022 in their order, in our words. Those that a result knows something of are filled in by items.
var cheers = [...]string{
	"title", "abstract", "background and objectives", "health economic analysis plan", "study population", "setting and location",
	"comparators", "perspective", "time horizon", "discount rate", "selection of outcomes", "measurement of outcomes",
	"valuation of outcomes", "measurement and valuation of resources and costs", "currency, price date and conversion",
	"rationale and description of the model", "analytics and assumptions", "heterogeneity", "distributional effects", "uncertainty",
	"engagement with patients and others affected", "study parameters", "summary of main results", "effect of uncertainty",
	"effect of engagement", "findings, limitations, generalisability", "funding", "conflicts of interest",
}

// stress are the sections of STRESS.
var stress = [...]string{"objectives", "logic", "data", "experimentation", "implementation", "code access"}

func items(r *sim.Result, p Provenance) []item {
	c, m := r.Compiled(), r.Compiled().Model()
	var discounts, groups []string
	for _, w := range m.Rewards {
		discounts = append(discounts, fmt.Sprintf("%s: %g a year", w.Name, w.Discount))
	}
	for _, g := range m.Groups {
		groups = append(groups, fmt.Sprintf("%s: %g of people", g.Name, g.Share))
	}
	engine := fmt.Sprintf("engine %v, %d people in each arm, seed %d", p.Study.Engine, p.People, p.Study.Seed)
	known := map[string]string{
		"title":                 p.Title,
		"study population":      strings.Join(groups, "; "),
		"comparators":           strings.Join(c.Arms(), "; "),
		"time horizon":          fmt.Sprintf("%d cycles of a %v", c.Horizon(), c.Cycle()),
		"discount rate":         strings.Join(discounts, "; "),
		"selection of outcomes": strings.Join(append(c.Rewards(), c.Measures()...), "; "),
		"rationale and description of the model": fmt.Sprintf("states %s; hazards become probabilities by the conversion %q",
			strings.Join(c.States(), ", "), m.Conversion),
		"study parameters": fmt.Sprintf("%d, in the table above", len(p.Parameters)),
		"logic":            fmt.Sprintf("%d states, %d moves, one move a cycle at most", len(c.States()), len(c.Moves())),
		"data":             "the table of parameters above",
		"experimentation":  engine,
		"implementation":   "oudpath, package plan/sim; random numbers keyed by seed, person, cycle and purpose (SplitMix64)",
	}
	var all []item
	for i, name := range cheers {
		all = append(all, item{fmt.Sprintf("CHEERS 2022, %d", i+1), name, known[name]})
	}
	for _, name := range stress {
		all = append(all, item{"STRESS", name, known[name]})
	}
	return all
}
