package scenario

import (
	"cmp"
	"fmt"
	"io"
	"slices"
	"strings"
	"time"

	"github.com/oudpath/oudpath/plan/civil"
	"github.com/oudpath/oudpath/plan/record"
)

// The size above which a file is no script, in bytes and in lines that are read, and how many problems are told of one.
const (
	maxScript    = 1 << 20
	maxLines     = 200_000
	mostProblems = 100
)

// Parse reads a script. The name is that of the file; it stands in messages, and names a case that has no name of its own.
//
// A text that is not a script gives an *Error with all its problems. Whether a rule that an expectation names exists is not
// for Parse to know: Run says so.
func Parse(name string, r io.Reader) (*Script, error) {
	text, err := io.ReadAll(io.LimitReader(r, maxScript+1))
	if err != nil {
		return nil, fmt.Errorf("scenario: %s: %w", name, err)
	}
	if len(text) > maxScript {
		return nil, fmt.Errorf("scenario: %s: longer than %d bytes", name, maxScript)
	}
	shared, blocks := divide(scan(string(text)))
	script := &Script{Name: name}
	var problems []Problem
	lines := 0
	for _, b := range blocks {
		p := caseParser{Case: Case{Name: b.name, Line: b.line}, zone: time.UTC, names: make(map[string]bool)}
		if p.Name == "" {
			p.Name = name
		}
		if lines += len(shared) + len(b.lines); lines > maxLines {
			return nil, fmt.Errorf("scenario: %s: more than %d lines in its cases, with those that all share", name, maxLines)
		}
		p.readAll(slices.Concat(shared, b.lines))
		script.Cases = append(script.Cases, p.Case)
		if problems = inOrder(append(problems, p.problems...)); len(problems) >= mostProblems {
			last := problems[mostProblems-1].Line
			problems = append(problems[:mostProblems], Problem{last, "and more; mend these first"})
			break
		}
	}
	if len(blocks) == 0 {
		problems = append(problems, Problem{1, "nothing in it"})
	}
	if len(problems) > 0 {
		return nil, &Error{name, problems}
	}
	return script, nil
}

// inOrder sorts problems by their lines. What is shared by several cases is wrong once.
func inOrder(problems []Problem) []Problem {
	slices.SortStableFunc(problems, func(a, b Problem) int {
		return cmp.Or(cmp.Compare(a.Line, b.Line), cmp.Compare(a.What, b.What))
	})
	return slices.Compact(problems)
}

// readAll reads the lines of the case, up to where more is wrong than anybody mends.
func (p *caseParser) readAll(lines []line) {
	for _, l := range lines {
		if p.read(l); len(p.problems) >= mostProblems {
			return
		}
	}
	p.finish()
}

// block is the lines of one case.
type block struct {
	name  string
	line  int
	lines []line
}

// divide cuts the lines at "case". What stands before the first one belongs to every case; without any, all is one case.
func divide(lines []line) (shared []line, blocks []block) {
	for _, l := range lines {
		switch {
		case len(l.tokens) > 0 && l.tokens[0].key == "case":
			blocks = append(blocks, block{name: caseName(l.text), line: l.number})
		case len(blocks) == 0:
			shared = append(shared, l)
		default:
			blocks[len(blocks)-1].lines = append(blocks[len(blocks)-1].lines, l)
		}
	}
	if len(blocks) == 0 && len(shared) > 0 {
		return nil, []block{{line: shared[0].number, lines: shared}}
	}
	return shared, blocks
}

// caseName is what stands after "case", as it was written.
func caseName(text string) string {
	_, name, _ := strings.Cut(strings.TrimLeft(text, "-*• \t"), " ")
	return strings.TrimSpace(strings.TrimLeft(name, ": "))
}

// caseParser reads the lines of one case.
type caseParser struct {
	Case
	now       time.Time
	first     civil.Date
	zone      *time.Location
	timeless  bool              // the clock could not be read: nothing else is said about times
	names     map[string]bool   // names that were given with "as"
	overrides []record.Override // for the next intent
	overruled int               // the line of the first of them
	role      string            // who acts
	problems  []Problem
	expected  bool
}

func (p *caseParser) problem(line int, format string, args ...any) {
	p.problems = append(p.problems, Problem{line, fmt.Sprintf(format, args...)})
}

func (p *caseParser) read(l line) {
	c := p.cursor(l)
	switch {
	case l.err != "":
		p.expected = p.expected || c.sees("expect")
		c.fail("%s", l.err)
	case !p.directive(c, l):
		p.perform(c, l)
	}
	if c.err != nil {
		p.problem(l.number, "%v", c.err)
		p.lose(c, l)
	}
}

// lose keeps a line that could not be read from making errors of the lines that follow: what they expect is expected of it, and not of
// the line before it.
func (p *caseParser) lose(c *cursor, l line) {
	if c.pos = 0; c.wordsOf("expect") == 0 {
		p.steps = append(p.steps, step{line: l.number, text: l.text, at: p.now, unread: true})
	}
	if c.wordsOf("override") == 0 {
		p.overrides = nil
	}
}

func (p *caseParser) cursor(l line) *cursor {
	country, _, _ := strings.Cut(p.Jurisdiction, "-")
	return &cursor{tokens: slices.Clone(l.tokens), now: p.now, first: p.first, zone: p.zone, country: country}
}

// finish checks the case as a whole.
func (p *caseParser) finish() {
	p.Zone = p.zone
	switch {
	case p.Jurisdiction == "":
		p.problem(p.Line, "no jurisdiction: say which rules and values apply, for example \"jurisdiction us\"")
	case !p.expected:
		p.problem(p.Line, "nothing is expected: a case needs at least one \"expect\"")
	}
	if len(p.overrides) > 0 {
		p.problem(p.overruled, "no order or other request follows that this could override")
	}
	for i := range p.steps {
		p.checkStep(&p.steps[i])
	}
}

// checkStep finds entries that are no events, unless that is what is expected, and expectations that cannot hold.
func (p *caseParser) checkStep(s *step) {
	if s.unread {
		return
	}
	refutes := slices.ContainsFunc(s.expects, func(e expectation) bool { return e.implies == rejection })
	for i := range s.events {
		if err := s.events[i].Validate(); err != nil && !refutes {
			p.problem(s.line, "%s%s", plainly(err), otherwise(s.events[i].Body))
		}
	}
	intent := len(s.events) > 0 && s.events[0].Body.Kind().Intent()
	for _, e := range s.expects {
		switch {
		case e.about != thePlan && len(s.events) == 0:
			p.problem(e.line, "%q is about an entry or a request: there is none above it", e.text)
		case e.about != thePlan && s.mode == recorded:
			p.problem(e.line, "%q: what is taken into the record as it was is not judged", e.text)
		case e.about == intentAlone && !intent:
			p.problem(e.line, "%q: what has happened is never refused; expect what a rule says of it (block, warning …) or a deviation",
				e.text)
		}
	}
}

// plainly takes the words that are for programmers out of an error.
func plainly(err error) string {
	text := strings.ReplaceAll(err.Error(), "\n", "; ")
	if _, rest, ok := strings.Cut(text, record.ErrEvent.Error()); ok {
		if _, after, named := strings.Cut(rest, ": "); named {
			text = after
		}
	}
	return strings.ReplaceAll(strings.TrimPrefix(text, "plan: "), "plan: ", "")
}

// stepHere returns the step that expectations about the plan belong to: the last one, or a new one if the clock has moved.
func (p *caseParser) stepHere(l line) *step {
	if n := len(p.steps); n > 0 && p.steps[n-1].at.Equal(p.now) {
		return &p.steps[n-1]
	}
	p.steps = append(p.steps, step{line: l.number, text: l.text, at: p.now})
	return &p.steps[len(p.steps)-1]
}
