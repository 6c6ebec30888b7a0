package main

import (
	"context"
	"fmt"
	"strconv"

	"github.com/oudpath/oudpath/plan/sim"
	"github.com/oudpath/oudpath/plan/sim/report"
	"github.com/oudpath/oudpath/plan/sim/studyfile"
)

// concordance are the tables of what the rules of a place say of the lives of a sample: by arm, and by rule. There are none if the study
// asks for no sample. A move that the clinical journey does not have is an error.
func concordance(ctx context.Context, study *studyfile.Study, c *sim.Compiled) ([]report.Section, error) {
	found, err := study.Replay(ctx, c)
	if err != nil || found == nil {
		return nil, err
	}
	if err := found.Err(); err != nil {
		return nil, err
	}
	share := func(journeys, of int) string {
		return fmt.Sprintf("%.1f %%", 100*float64(journeys)/float64(max(1, of)))
	}
	lives := report.Section{Title: fmt.Sprintf("Concordance with %s, of the lives of %d people in each arm", found.Jurisdiction, found.People),
		Head: []string{"arm", "events", "moves that the journey does not have", "concordant", "undecided", "deviating"},
		Note: "Rules see what the study file says is on record and nothing else; what they would need and do not see is undecided, and no pass."}
	rules := report.Section{Title: "Rules that were violated or could not be judged",
		Head: []string{"arm", "rule", "severity", "violated in", "not known in"}}
	for i := range found.Arms {
		a := &found.Arms[i]
		lives.Rows = append(lives.Rows, []string{a.Name, strconv.Itoa(a.Facts + a.Intents), strconv.Itoa(a.Illegal), share(a.Concordant, a.Journeys),
			share(a.Undecided, a.Journeys), share(a.Deviating, a.Journeys)})
		for _, r := range a.Rules {
			rules.Rows = append(rules.Rows, []string{a.Name, string(r.ID), r.Severity.String(), share(r.Journeys, a.Journeys), share(r.Unsure, a.Journeys)})
		}
	}
	return []report.Section{lives, rules}, nil
}
