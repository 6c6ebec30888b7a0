// Catalogue prints the built-in rules with their sources, parameters and values as Markdown.
//
//	go run ./examples/catalogue > catalogue.md
//
// plan/guidance/CATALOGUE.md is what it prints; a test keeps it up to date.
package main

import (
	"errors"
	"fmt"
	"io"
	"os"
	"time"

	"github.com/oudpath/oudpath/examples/internal/command"
	"github.com/oudpath/oudpath/plan"
	"github.com/oudpath/oudpath/plan/jurisdiction"
	"github.com/oudpath/oudpath/plan/jurisdiction/gb"
	"github.com/oudpath/oudpath/plan/jurisdiction/us"
	"github.com/oudpath/oudpath/plan/report"
)

func main() {
	os.Exit(run(os.Args[1:], os.Stdout, os.Stderr))
}

func run(args []string, stdout, stderr io.Writer) int {
	c := command.New("catalogue", "Catalogue prints the built-in rules with their sources, parameters and values as Markdown.")
	c.Calls = []command.Line{{Write: "", Means: "prints it; plan/guidance/CATALOGUE.md is what comes out"}}
	names, status, done := c.Parse(args, stdout, stderr)
	if done {
		return status
	}
	if len(names) > 0 {
		return c.Fail(stderr, errors.New("it takes no names"))
	}
	if err := write(stdout); err != nil {
		fmt.Fprintln(stderr, "catalogue:", err)
		return 1
	}
	return command.OK
}

func write(w io.Writer) error {
	var engines []*plan.Engine
	for _, place := range []plan.Jurisdiction{us.Federal(time.UTC), gb.UnitedKingdom(time.UTC)} {
		engine, err := plan.New(jurisdiction.Config(place))
		if err != nil {
			return err
		}
		engines = append(engines, engine)
	}
	return report.Catalogue(w, engines...)
}
