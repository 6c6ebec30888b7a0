// Command calendar shows what the next days of treatment could look like for a handful of invented people, and what a clinic has to do on
// one of them.
//
//	go run ./examples/calendar              everybody in short
//	go run ./examples/calendar ana          one person: the calendar, and how it changes when something happens
//	go run ./examples/calendar -json ana    the calendar as data
//	go run ./examples/calendar -ics ana     the calendar for appointment software (RFC 5545)
//	go run ./examples/calendar -orders ana  what a prescriber would put on record to follow it
//	go run ./examples/calendar -agenda      what is to be done in the United States on that Monday
//
// Everybody is invented. Calendars are proposals by rules that no clinician has signed.
package main

import (
	"encoding/json"
	"fmt"
	"io"
	"os"
	"slices"
	"strings"
	"time"

	"github.com/oudpath/oudpath/examples/internal/command"
	"github.com/oudpath/oudpath/plan"
	"github.com/oudpath/oudpath/plan/agenda"
	"github.com/oudpath/oudpath/plan/calendar"
	"github.com/oudpath/oudpath/plan/civil"
	"github.com/oudpath/oudpath/plan/jurisdiction"
	"github.com/oudpath/oudpath/plan/record"
)

func main() { os.Exit(run(os.Args[1:], os.Stdout, os.Stderr)) }

func run(args []string, out, errs io.Writer) int {
	c := command.New("calendar", "Calendar shows what the next days of treatment could look like for a handful of invented people.")
	c.Calls = []command.Line{
		{Write: "", Means: "everybody in short"},
		{Write: "NAME…", Means: "one person: the calendar, and how it changes when something happens"},
	}
	c.Exits = []string{"0  shown", "2  there is nobody of that name"}
	c.Notes = []string{"Everybody is invented. Calendars are proposals by rules that no clinician has signed."}
	asJSON := c.Bool("json", false, "the calendar as data")
	asICS := c.Bool("ics", false, "the calendar for appointment software (RFC 5545)")
	asOrders := c.Bool("orders", false, "what a prescriber would put on record to follow it")
	asAgenda := c.Bool("agenda", false, "what is to be done in the United States on that Monday")
	names, status, done := c.Parse(args, out, errs)
	if done {
		return status
	}
	var err error
	switch {
	case *asAgenda:
		err = day(out)
	case len(names) == 0:
		err = everybody(out)
	}
	for _, name := range names {
		if err == nil {
			err = one(name, out, *asJSON, *asICS, *asOrders)
		}
	}
	if err != nil {
		return c.Fail(errs, err)
	}
	return command.OK
}

// engine judges in the place of the person.
func (p person) engine() (*plan.Engine, error) {
	if p.place == "" {
		return jurisdiction.Engine("us", time.UTC)
	}
	return jurisdiction.Engine(p.place, time.UTC)
}

// record writes what is known of a person.
func (p person) record() (*writer, error) {
	e, err := p.engine()
	if err != nil {
		return nil, err
	}
	w := &writer{engine: e, plan: e.Open(plan.ID(p.name))}
	p.fact(w)
	return w, w.err
}

func everybody(out io.Writer) error {
	fmt.Fprintf(out, "%s. Everybody is invented; nobody has signed the rules.\n", monday.Format("Monday 2006-01-02"))
	for _, p := range people() {
		w, err := p.record()
		if err != nil {
			return err
		}
		c, err := p.make(w.engine, w.plan, p.ask)
		if err != nil {
			return err
		}
		fmt.Fprint(out, "\n"+command.Wrap(p.name+" "+p.asks+"\n"))
		short(c, out)
	}
	fmt.Fprint(out, "\n"+command.Wrap("allowed: nothing in the rules stands against it; waits: something has to be on record first; refused: a rule refuses it; "+
		"question: the prescriber is asked; free: nothing is ordered.\n"))
	fmt.Fprintln(out, "\nWith a name: everything, and how it changes when something happens.\nWith -agenda: what is to be done in the United States on that day.")
	return nil
}

// short prints the days on which something is new.
func short(c calendar.Calendar, out io.Writer) {
	const most = 7
	shown, before := 0, ""
	for i := range c.Days {
		d := &c.Days[i]
		text := fmt.Sprintf("%s  (%s)", d.Summary(), d.Standing())
		if text == before {
			continue
		}
		if before = text; shown == most {
			fmt.Fprintf(out, "  … to %s\n", c.Days[len(c.Days)-1].Date)
			break
		}
		shown++
		for j, line := range fold(text, 64) {
			date := ""
			if j == 0 {
				date = d.Date.Start(nil).Format("Mon 01-02")
			}
			fmt.Fprintf(out, "  %-9s  %s\n", date, line)
		}
	}
	for _, q := range c.Questions {
		for j, line := range fold(q.Text, 66) {
			fmt.Fprintf(out, "  %-9s  %s\n", []string{"asks", ""}[min(j, 1)], line)
		}
	}
}

// fold breaks a text into lines.
func fold(text string, width int) (lines []string) {
	line := ""
	for _, word := range strings.Fields(text) {
		if line != "" && len([]rune(line))+1+len([]rune(word)) > width {
			lines, line = append(lines, line), ""
		}
		if line != "" {
			line += " "
		}
		line += word
	}
	return append(lines, line)
}

func one(name string, out io.Writer, asJSON, asICS, asOrders bool) error {
	all := people()
	i := slices.IndexFunc(all, func(p person) bool { return p.name == name })
	if i < 0 {
		return fmt.Errorf("there is nobody called %q", name)
	}
	p := all[i]
	w, err := p.record()
	if err != nil {
		return err
	}
	c, err := p.make(w.engine, w.plan, p.ask)
	switch {
	case err != nil:
		return err
	case asJSON:
		encoder := json.NewEncoder(out)
		encoder.SetIndent("", "  ")
		return encoder.Encode(c)
	case asICS:
		return c.WriteICalendar(out, calendar.ICalendar{})
	case asOrders:
		for _, o := range c.Orders() {
			fmt.Fprint(out, command.Wrap(o.At.Format("2006-01-02 15:04")+"  "+record.Describe(o.Body)+"\n"))
		}
		return nil
	}
	fmt.Fprint(out, command.Wrap(p.name+" "+p.asks+"\n")+"\n"+c.String())
	if p.then == nil {
		return nil
	}
	if p.then(w); w.err != nil {
		return w.err
	}
	after, err := p.make(w.engine, w.plan, p.ask2)
	if err != nil {
		return err
	}
	fmt.Fprint(out, "\n"+command.Wrap("Then: "+p.news+". What changes:\n")+"\n")
	fmt.Fprint(out, command.Wrap(calendar.Told(calendar.Changes(c, after))))
	for _, q := range after.Questions {
		fmt.Fprint(out, command.Wrap("asks: "+q.Text+"\n"))
	}
	return nil
}

// day prints the agenda of that Monday.
func day(out io.Writer) error {
	var plans []plan.Plan
	for _, p := range inUnitedStates() {
		w, err := p.record()
		if err != nil {
			return err
		}
		plans = append(plans, w.plan)
	}
	e, err := jurisdiction.Engine("us", time.UTC)
	if err != nil {
		return err
	}
	a, err := agenda.On(e, civil.Of(monday, time.UTC), slices.Values(plans), agenda.Options{Seed: 1, Urgent: true})
	if err == nil {
		_, err = fmt.Fprint(out, a.String())
	}
	return err
}
