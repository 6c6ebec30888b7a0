// Catalogue prints the built-in rules with their sources, parameters and values as Markdown.
//
//	go run ./examples/catalogue > catalogue.md
//
// plan/guidance/CATALOGUE.md is what it prints; a test keeps it up to date.
package main

import (
	"fmt"
	"io"
	"os"
	"time"

	"github.com/oudpath/oudpath/plan"
	"github.com/oudpath/oudpath/plan/guidance"
	"github.com/oudpath/oudpath/plan/profile/gb"
	"github.com/oudpath/oudpath/plan/profile/us"
	"github.com/oudpath/oudpath/plan/report"
)

func main() {
	if err := write(os.Stdout); err != nil {
		fmt.Fprintln(os.Stderr, "catalogue:", err)
		os.Exit(1)
	}
}

func write(w io.Writer) error {
	var engines []*plan.Engine
	for _, profile := range []plan.Profile{us.Federal(time.UTC), gb.UnitedKingdom(time.UTC)} {
		engine, err := plan.New(plan.Config{Profile: profile, Rules: guidance.Rules(), Duties: guidance.Duties()})
		if err != nil {
			return err
		}
		engines = append(engines, engine)
	}
	return report.Catalogue(w, engines...)
}
