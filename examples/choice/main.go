// Command choice shows what speaks for and against each medication and each level of care for a handful of invented people, and which
// services have what they need.
//
//	go run ./examples/choice               everybody in short
//	go run ./examples/choice ana           one person: every argument with its source, and what the rules say of the first order
//	go run ./examples/choice -level ana    the levels of care
//	go run ./examples/choice -match ana    which services have what the person needs
//
// Everybody is invented. Nothing is chosen for anyone, and no clinician has signed the rules.
package main

import (
	"context"
	"fmt"
	"io"
	"os"
	"slices"
	"time"

	"github.com/oudpath/oudpath/examples/internal/command"
	"github.com/oudpath/oudpath/plan"
	"github.com/oudpath/oudpath/plan/choice"
	"github.com/oudpath/oudpath/plan/jurisdiction"
	"github.com/oudpath/oudpath/plan/truth"
)

func main() { os.Exit(run(os.Args[1:], os.Stdout, os.Stderr)) }

func run(args []string, out, errs io.Writer) int {
	c := command.New("choice", "Choice shows what speaks for and against each medication and level of care for a handful of invented people.")
	c.Calls = []command.Line{
		{Write: "", Means: "everybody in short"},
		{Write: "NAME…", Means: "one person: every argument with its source, and what the rules say of the first order"},
	}
	c.Exits = []string{"0  shown", "2  there is nobody of that name"}
	c.Notes = []string{"Everybody is invented. Nothing is chosen for anyone, and no clinician has signed the rules."}
	level := c.Bool("level", false, "the levels of care")
	match := c.Bool("match", false, "which services have what the person needs")
	names, status, done := c.Parse(args, out, errs)
	if done {
		return status
	}
	show, key := detail(choice.Medications), ""
	switch {
	case *match:
		show = matched
	case *level:
		show = detail(choice.Levels)
	case len(names) == 0:
		show, key = short, legend
	}
	all := people()
	if len(names) == 0 {
		fmt.Fprint(out, command.Wrap(monday.Format("Monday 2006-01-02")+". Everybody is invented. Nothing is chosen for anyone.\n"))
		for _, p := range all {
			names = append(names, p.name)
		}
	}
	for i, name := range names {
		k := slices.IndexFunc(all, func(p person) bool { return p.name == name })
		if k < 0 {
			return c.Fail(errs, fmt.Errorf("there is nobody called %q", name))
		}
		if i > 0 || len(names) > 1 {
			fmt.Fprintln(out)
		}
		if err := shown(all[k], out, show); err != nil {
			return c.Fail(errs, err)
		}
	}
	fmt.Fprint(out, command.Wrap(key))
	return command.OK
}

// legend says what stands in the lines of short.
const legend = `
* wants it, ! does not want it, ? nobody asked; + for, - against, ? not known
possible: nothing in the rules stands against a first order now
waits: something has to be on record first
later: refused now, and not from a time on
closed: refused, and time alone does not change that
not-asked: there is no product of it in the catalogue here, or nothing to order
`

// look shows one person.
type look func(*plan.Engine, plan.Plan, choice.Request, io.Writer) error

func shown(p person, out io.Writer, show look) error {
	e, err := jurisdiction.Engine(p.place, time.UTC)
	if err != nil {
		return err
	}
	w := &writer{engine: e, plan: e.Open(plan.ID(p.name))}
	if p.fact(w); w.err != nil {
		return w.err
	}
	fmt.Fprint(out, command.Wrap(fmt.Sprintf("%s (%s) %s\n", p.name, p.place, p.about)))
	return show(e, w.plan, choice.Request{At: monday, Watched: truth.Yes, Services: services()}, out)
}

// detail shows everything that was weighed.
func detail(weigh func(context.Context, *plan.Engine, plan.Plan, choice.Request) (choice.Weighing, error)) look {
	return func(e *plan.Engine, p plan.Plan, r choice.Request, out io.Writer) error {
		w, err := weigh(context.Background(), e, p, r)
		if err == nil {
			_, err = fmt.Fprint(out, "\n"+w.String())
		}
		return err
	}
}

// short shows each medication in one line.
func short(e *plan.Engine, p plan.Plan, r choice.Request, out io.Writer) error {
	w, err := choice.Medications(context.Background(), e, p, r)
	if err != nil {
		return err
	}
	for i := range w.Options {
		o := &w.Options[i]
		wish := "  "
		if len(o.Arguments) > 0 && o.Arguments[0].Argument.Strength == choice.Person {
			wish = map[choice.Side]string{choice.For: "* ", choice.Against: "! ", choice.Undecided: "? "}[o.Arguments[0].Side]
		}
		fmt.Fprintf(out, "  %s%-47s %2d +  %2d -  %2d ?  %s\n", wish, o.Option.Title, len(o.On(choice.For)), len(o.On(choice.Against)),
			len(o.On(choice.Undecided)), o.Standing())
	}
	return nil
}

// matched shows which services have what the person needs.
func matched(e *plan.Engine, p plan.Plan, r choice.Request, out io.Writer) error {
	matches, err := choice.MatchServices(context.Background(), e, p, r)
	if err != nil {
		return err
	}
	for i := range matches {
		fmt.Fprint(out, "\n"+matches[i].String())
	}
	return nil
}
