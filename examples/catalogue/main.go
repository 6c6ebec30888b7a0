// Catalogue lists the built-in rules with their sources, parameters and values as Markdown, and shows where each is in the code.
//
//	go run ./examples/catalogue                        the contents
//	go run ./examples/catalogue methadone.missed.few   one rule, by its ID or an alias
//	go run ./examples/catalogue -write plan/guidance/catalogue
//
// plan/guidance/catalogue is what it writes; a test keeps it up to date.
package main

import (
	"fmt"
	"io"
	"os"
	"path/filepath"
	"time"

	"github.com/oudpath/oudpath/examples/internal/command"
	"github.com/oudpath/oudpath/plan"
	"github.com/oudpath/oudpath/plan/guidance"
	"github.com/oudpath/oudpath/plan/jurisdiction"
	"github.com/oudpath/oudpath/plan/report"
)

func main() {
	os.Exit(run(os.Args[1:], os.Stdout, os.Stderr))
}

func run(args []string, stdout, stderr io.Writer) int {
	c := command.New("catalogue", "Catalogue lists the built-in rules with their sources, parameters and values as Markdown.")
	c.Calls = []command.Line{{Write: "", Means: "prints the contents"},
		{Write: "RULE …", Means: "prints what the rules say, by their IDs or aliases, and where their code is"}}
	folder, source := "", ""
	c.StringVar(&folder, "write", "", "`folder` to write all pages to instead")
	c.StringVar(&source, "source", filepath.Join("plan", "guidance"), "`folder` with the source of the rules, for links to the code")
	names, status, done := c.Parse(args, stdout, stderr)
	if done {
		return status
	}
	catalogue, err := builtIn(source)
	if err == nil {
		err = write(catalogue, names, folder, stdout)
	}
	if err != nil {
		return c.Fail(stderr, err)
	}
	return command.OK
}

// write prints the contents or the rules that are named, or writes all pages to the folder.
func write(catalogue report.Catalogue, names []string, folder string, stdout io.Writer) error {
	pages := catalogue.Pages()
	if folder != "" {
		for _, page := range pages {
			if err := os.WriteFile(filepath.Join(folder, page.File), []byte(page.Text), 0o644); err != nil {
				return err
			}
		}
		return nil
	}
	if len(names) == 0 {
		_, err := io.WriteString(stdout, pages[0].Text)
		return err
	}
	for _, name := range names {
		text, ok := catalogue.Rule(plan.RuleID(name))
		if !ok {
			return fmt.Errorf("there is no rule %q", name)
		}
		if _, err := io.WriteString(stdout, text); err != nil {
			return err
		}
	}
	return nil
}

// builtIn is the catalogue of the built-in rules in every place.
func builtIn(source string) (report.Catalogue, error) {
	var c report.Catalogue
	for _, place := range jurisdiction.All() {
		engine, err := jurisdiction.Engine(place.ID, time.UTC)
		if err != nil {
			return c, err
		}
		if engine.Jurisdiction().Below != nil {
			c.Layers = append(c.Layers, engine)
			continue
		}
		c.Engines = append(c.Engines, engine)
	}
	for _, s := range guidance.Subjects() {
		page := report.Subject{Name: s.Name, Title: s.Title}
		for _, r := range s.Rules {
			page.Rules = append(page.Rules, r.ID)
		}
		c.Subjects = append(c.Subjects, page)
	}
	declared := origins(source)
	c.Code = func(id string) report.Origin { return lookup(declared, id) }
	return c, nil
}
