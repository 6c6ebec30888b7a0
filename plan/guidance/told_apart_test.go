package guidance_test

import (
	"fmt"
	"os"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/oudpath/oudpath/plan"
	"github.com/oudpath/oudpath/plan/journal"
	"github.com/oudpath/oudpath/plan/record"
	"github.com/stretchr/testify/require"
)

// The cases in testdata/told-apart.txt tell the program from one with another comparison, negation or connective, where no case that
// stands by its rule does: somebody of whom little is on record, a question, and what one rule or one duty says. They were looked for by
// changing the facts of other cases one by one, reduced to the facts that matter, and read.

// toldApart is a case of the file.
type toldApart struct {
	line  int
	about string // "rule", "verdict" (met and not applicable told apart) or "duty", and its ID; or "line not-known"
	place string
	day   time.Duration // moves now
	facts []fact
	ask   record.Body // nil: nothing is asked, and duties are looked at
	want  string      // as verdictsAbout writes it
	says  string      // what is said, if it is not only the verdict that is told apart
}

// verdictsAbout returns what is said and due about a rule or a duty: its outcomes, and the texts.
func (c *toldApart) verdictsAbout(engine *plan.Engine) (verdicts, texts string, err error) {
	asked := now.Add(c.day)
	p, err := engine.Restore("case", eventsOf(asked, c.facts))
	if err != nil {
		return "", "", err
	}
	var outcomes, words []string
	add := func(about, outcome, text string) {
		if about == c.about {
			outcomes, words = append(outcomes, outcome), append(words, text)
		}
	}
	switch kind, rule, _ := strings.Cut(c.about, " "); kind {
	case "line": // of what is not known, at whatever rule
		out, err := engine.Apply(p, question(asked, c.ask))
		if slices.Contains(out.Decision.NotKnown, c.says) {
			return "listed", c.says, err
		}
		return "not listed", c.says, err
	case "verdict": // only what objects becomes a finding
		x, err := engine.Explain(p, question(asked, c.ask), record.RuleID(rule))
		return string(got(x.Finding)), x.Finding.Message(), err
	}
	if c.ask != nil {
		findings, err := engine.Judge(p, question(asked, c.ask))
		if err != nil {
			return "", "", err
		}
		for i := range findings {
			f := &findings[i]
			add("rule "+string(f.Rule), fmt.Sprint(got(*f), " ", f.Effect()), f.Message()+limitOf(f))
		}
	}
	open, err := engine.Due(p, asked)
	for _, o := range open {
		add("duty "+string(o.Duty), fmt.Sprint(o.Status, " ", o.Earliest, " ", o.Due, " ", o.Latest), o.Why)
	}
	if len(outcomes) == 0 {
		outcomes = []string{"nothing"}
	}
	return strings.Join(outcomes, ", "), strings.Join(words, " / "), err
}

func limitOf(f *plan.Finding) string {
	if f.Limit == nil {
		return ""
	}
	return " (limit " + f.Limit.Value + ")"
}

func TestToldApart(t *testing.T) {
	engines, _ := everywhere(t)
	for _, c := range toldApartCases(t) {
		t.Run(fmt.Sprint(c.line), func(t *testing.T) {
			verdicts, texts, err := c.verdictsAbout(engines[c.place])
			require.NoError(t, err)
			require.Equal(t, c.want, verdicts, "%s, testdata/told-apart.txt:%d: %s", c.about, c.line, texts)
			if c.says != "" {
				require.Equal(t, c.says, texts, "%s, testdata/told-apart.txt:%d", c.about, c.line)
			}
		})
	}
}

// toldApartCases reads the file: a line that says which rule or duty, where and what is expected, and below it, moved to the right, the
// facts by how long ago they were so, the question and the words. Lines that begin with # say what a case tells apart.
func toldApartCases(t testing.TB) (cases []*toldApart) {
	t.Helper()
	text, err := os.ReadFile("testdata/told-apart.txt")
	require.NoError(t, err)
	var c *toldApart
	for i, line := range strings.Split(string(text), "\n") {
		head, indented := strings.CutPrefix(line, "\t")
		switch {
		case line == "" || line[0] == '#':
		case indented:
			require.NotNil(t, c, "line %d", i+1)
			require.NoError(t, c.read(head), "line %d", i+1)
		default:
			c = &toldApart{line: i + 1}
			require.NoError(t, c.readHead(line), "line %d", i+1)
			cases = append(cases, c)
		}
	}
	require.NotEmpty(t, cases)
	return cases
}

// readHead reads "rule bup.dose.max gb: warning informs", or "... gb on +3d: ...".
func (c *toldApart) readHead(line string) error {
	head, want, ok := strings.Cut(line, ": ")
	words := strings.Fields(head)
	if !ok || len(words) != 3 && len(words) != 5 {
		return fmt.Errorf("want a rule or duty, a place and an outcome, got %q", line)
	}
	c.about, c.place, c.want = words[0]+" "+words[1], words[2], want
	if len(words) == 3 {
		return nil
	}
	var err error
	c.day, err = readSpan(words[4])
	return err
}

// read reads a fact, the question or the words.
func (c *toldApart) read(line string) error {
	first, rest, _ := strings.Cut(line, " ")
	if first == "says" {
		c.says = rest
		return nil
	}
	kind, body, ok := strings.Cut(rest, " ")
	if !ok {
		kind, body = rest, "{}"
	}
	ev, err := journal.Unmarshal(fmt.Appendf(nil, `{"type":%q,"v":1,"id":"x","at":"2026-06-15T10:00:00Z","actor":{"id":"a"},"body":%s}`, kind, body))
	if err != nil {
		return err
	}
	if first == "ask" {
		c.ask = ev.Body
		return nil
	}
	ago, err := readSpan(first)
	c.facts = append(c.facts, fact{ago, ev.Body})
	return err
}

// String writes the case as it is read.
func (c *toldApart) String() string {
	var b strings.Builder
	fmt.Fprintf(&b, "%s %s", c.about, c.place)
	if c.day != 0 {
		fmt.Fprintf(&b, " on %s", spanText(c.day))
	}
	fmt.Fprintf(&b, ": %s\n", c.want)
	for _, f := range slices.SortedStableFunc(slices.Values(c.facts), func(a, b fact) int { return int(b.ago - a.ago) }) {
		fmt.Fprintf(&b, "\t%s %s\n", spanText(f.ago), bodyText(f.body))
	}
	if c.ask != nil {
		fmt.Fprintf(&b, "\task %s\n", bodyText(c.ask))
	}
	if c.says != "" {
		fmt.Fprintf(&b, "\tsays %s\n", c.says)
	}
	return b.String()
}

func bodyText(body record.Body) string {
	line, err := journal.Marshal(record.Event{ID: "x", At: now, Actor: record.Actor{ID: "a"}, Body: body})
	if err != nil {
		return err.Error()
	}
	_, rest, _ := strings.Cut(string(line), `"body":`)
	return strings.TrimSuffix(fmt.Sprintf("%s %s", body.Kind(), strings.TrimSuffix(rest, "}")), " {}")
}

// readSpan reads days and hours: "3d", "3d2h", "-1d", "90m0s".
func readSpan(text string) (time.Duration, error) {
	days, rest, ok := strings.Cut(text, "d")
	if !ok {
		return time.ParseDuration(text)
	}
	var n int
	if _, err := fmt.Sscan(days, &n); err != nil || rest == "" {
		return time.Duration(n) * oneDay, err
	}
	d, err := time.ParseDuration(rest)
	return time.Duration(n)*oneDay + d, err
}

func spanText(d time.Duration) string {
	days, rest := d/oneDay, d%oneDay
	text := strings.TrimSuffix(strings.TrimSuffix(rest.String(), "0s"), "0m")
	switch {
	case d < 0 && rest != 0 || days == 0:
		return strings.Replace(d.String(), "h0m0s", "h", 1)
	case rest == 0:
		return fmt.Sprintf("%dd", days)
	}
	return fmt.Sprintf("%dd%s", days, text)
}
