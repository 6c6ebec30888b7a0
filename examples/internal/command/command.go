// Package command is what the programs of the examples have in common: help that says what a program does and how to call it, flags
// that may stand before and after the names, and exit statuses.
package command

import (
	"errors"
	"flag"
	"fmt"
	"io"
	"os"
	"slices"
	"strings"
	"unicode/utf8"
)

// The exit statuses of every program. What 1 means is the program's own matter.
const (
	OK    = 0
	Input = 2 // the arguments or the input cannot be used
)

// Line is a line of help: something to write, and what it does.
type Line struct{ Write, Means string }

// Command describes a program. Flags are added to the set before Parse is called.
type Command struct {
	*flag.FlagSet

	Does  string   // what the program does, in a sentence or two
	Calls []Line   // the ways to call it, without the program's name
	Exits []string // what the exit statuses mean
	Notes []string // paragraphs at the end
}

// New returns a program with the name of its folder.
func New(name, does string) *Command {
	c := &Command{FlagSet: flag.NewFlagSet(name, flag.ContinueOnError), Does: does}
	c.SetOutput(io.Discard) // Parse says what was wrong
	return c
}

// Parse reads the arguments and returns those that are no flags. Flags may stand anywhere before "--". If the program is not to go on,
// because help was asked for and shown or a flag was wrong, done is true and status is what it exits with.
func (c *Command) Parse(args []string, stdout, stderr io.Writer) (names []string, status int, done bool) {
	var rest []string
	if i := slices.Index(args, "--"); i >= 0 {
		args, rest = args[:i], args[i+1:]
	}
	for {
		switch err := c.FlagSet.Parse(args); {
		case errors.Is(err, flag.ErrHelp):
			c.help(stdout)
			return nil, OK, true
		case err != nil:
			return nil, c.Fail(stderr, err), true
		}
		if c.NArg() == 0 {
			return append(names, rest...), OK, false
		}
		names, args = append(names, c.Arg(0)), c.Args()[1:]
	}
}

// Fail says what cannot be used and where help is, and returns the exit status for it.
func (c *Command) Fail(stderr io.Writer, err error) int {
	fmt.Fprintf(stderr, "%s: %v\n(%s -h shows what can be written)\n", c.Name(), err, c.Name())
	return Input
}

func (c *Command) help(w io.Writer) {
	fmt.Fprintf(w, "%s\n\nUsage: go run ./examples/%s, followed by\n", strings.Join(wrap(c.Does, columns), "\n"), c.Name())
	var calls, flags []Line
	for _, line := range c.Calls {
		if line.Write == "" {
			line.Write = "(nothing)"
		}
		calls = append(calls, line)
	}
	c.VisitAll(func(f *flag.Flag) {
		value, usage := flag.UnquoteUsage(f)
		if f.DefValue != "" && f.DefValue != "false" {
			usage += "; default: " + f.DefValue
		}
		flags = append(flags, Line{strings.TrimSpace("-" + f.Name + " " + value), usage})
	})
	table(w, calls)
	if len(flags) > 0 {
		fmt.Fprint(w, "\nFlags, with one dash or two, before or after the names:\n")
		table(w, flags)
	}
	if len(c.Exits) > 0 {
		fmt.Fprint(w, "\nExit status:\n")
		for _, e := range c.Exits {
			fmt.Fprintf(w, "  %s\n", strings.Join(wrap(e, columns-2), "\n  "))
		}
	}
	for _, n := range c.Notes {
		fmt.Fprintf(w, "\n%s\n", strings.Join(wrap(n, columns), "\n"))
	}
}

// columns is the width of the help, and of what Wrap wraps.
const columns = 80

// Wrap breaks lines of more than 80 columns, at spaces; what goes on is indented by two more than the line.
func Wrap(text string) string {
	var b strings.Builder
	for line := range strings.Lines(text) {
		line = strings.TrimRight(line, "\n")
		if utf8.RuneCountInString(line) <= columns {
			b.WriteString(line + "\n")
			continue
		}
		indent := len(line) - len(strings.TrimLeft(line, " "))
		for i, part := range wrap(line, columns-indent-2) {
			b.WriteString(strings.Repeat(" ", indent+min(i, 1)*2) + part + "\n")
		}
	}
	return b.String()
}

// table writes the lines in two columns, what is too long for them on lines of its own.
func table(w io.Writer, lines []Line) {
	const most = 26 // of the first column
	width := 0
	for _, line := range lines {
		if n := utf8.RuneCountInString(line.Write); n <= most {
			width = max(width, n)
		}
	}
	for _, line := range lines {
		write := line.Write
		if utf8.RuneCountInString(write) > most {
			fmt.Fprintf(w, "  %s\n", write)
			write = ""
		}
		for _, text := range wrap(line.Means, columns-width-4) {
			fmt.Fprintf(w, "  %-*s  %s\n", width, write, text)
			write = ""
		}
	}
}

func wrap(text string, width int) (lines []string) {
	line := ""
	for _, word := range strings.Fields(text) {
		if line != "" && utf8.RuneCountInString(line+" "+word) > width {
			lines, line = append(lines, line), ""
		}
		line = strings.TrimSpace(line + " " + word)
	}
	return append(lines, line)
}

// Color reports whether to write in color: to a terminal, and not when NO_COLOR is set.
func Color(w io.Writer) bool {
	file, ok := w.(*os.File)
	if !ok || os.Getenv("NO_COLOR") != "" {
		return false
	}
	info, err := file.Stat()
	return err == nil && info.Mode()&os.ModeCharDevice != 0
}

// Count writes a number with its noun: "1 case", "2 cases".
func Count(n int, noun string) string {
	if n == 1 {
		return "1 " + noun
	}
	return fmt.Sprintf("%d %ss", n, noun)
}
