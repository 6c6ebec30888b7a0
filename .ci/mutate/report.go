package main

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"text/tabwriter"
)

// judged is a mutant with what became of it.
type judged struct {
	mutant  *mutant
	verdict verdict
}

// tally counts verdicts.
type tally struct {
	every    []*mutant // that there is, chosen or not
	chosen   int
	declared declared
	judged   []judged
}

// add takes a verdict. A mutant that is declared equivalent and is not caught is equivalent; one that is caught is not, whatever
// has been declared, and shows up as a contradiction.
func (t *tally) add(m *mutant, v verdict) {
	if t.declared[m.key()] != "" && (v.Outcome == survived || v.Outcome == unreached) {
		v.Outcome = equivalent
	}
	t.judged = append(t.judged, judged{m, v})
}

// count is how many mutants came to each end.
type count map[outcome]int

func (t *tally) counts(of func(*mutant) bool) count {
	n := make(count)
	for _, j := range t.judged {
		if of(j.mutant) {
			n[j.verdict.Outcome]++
		}
	}
	return n
}

func (n count) total() (sum int) {
	for _, one := range n {
		sum += one
	}
	return sum
}

// caught is the share that the tests notice, in percent of what they can notice; plain is the share without golden files.
func (n count) caught() float64 { return percent(n[caught]+n[byGolden], n.total()-n[equivalent]) }
func (n count) plain() float64  { return percent(n[caught], n.total()-n[equivalent]) }

func percent(part, whole int) float64 {
	if whole == 0 {
		return 100
	}
	return 100 * float64(part) / float64(whole)
}

func all(*mutant) bool { return true }

func (t *tally) summary() string {
	n := t.counts(all)
	return fmt.Sprintf("%d caught (%.1f %%), of them %d by golden files alone; %d survived, %d reached by no test, %d equivalent",
		n[caught]+n[byGolden], n.caught(), n[byGolden], n[survived], n[unreached], n[equivalent])
}

// print writes the survivors, so that a paragraph and a reason make a declaration, and the counts.
func (t *tally) print(w io.Writer) {
	for _, j := range t.judged {
		if j.verdict.Outcome == survived || j.verdict.Outcome == unreached {
			fmt.Fprintf(w, "\n# %s, %s, %s\n%s\n", j.mutant.at(), j.mutant.site.kind, j.verdict.Outcome, paragraph(j.mutant))
		}
	}
	for _, j := range t.contradictions() {
		fmt.Fprintf(w, "\n# declared equivalent, and caught by %s\n%s\n", j.verdict.By, paragraph(j.mutant))
	}
	fmt.Fprintln(w)
	table := tabwriter.NewWriter(w, 0, 0, 2, ' ', tabwriter.AlignRight)
	row := func(name string, n count) {
		fmt.Fprintf(table, "%d\t%d\t%d\t%d\t%d\t%.1f %%\t%.1f %%\t  %s\n", n.total(), n[caught], n[byGolden], n[survived]+n[unreached],
			n[equivalent], n.caught(), n.plain(), name)
	}
	fmt.Fprintln(table, "mutants\tcaught\tby golden\tsurvived\tequivalent\tcaught\tplain\t  ")
	for _, p := range t.packages() {
		row(p, t.counts(func(m *mutant) bool { return packageName(m.site.source.pkg) == p }))
	}
	for _, k := range kinds {
		row(string(k)+"s", t.counts(func(m *mutant) bool { return m.site.kind == k }))
	}
	row("all", t.counts(all))
	table.Flush()
	if len(t.judged) < t.chosen {
		fmt.Fprintf(w, "the time was over after %d of %d\n", len(t.judged), t.chosen)
	}
}

func paragraph(m *mutant) string {
	k := m.key()
	change := k.before + " → " + k.after
	if k.nth > 1 {
		change += fmt.Sprintf(" (%d)", k.nth)
	}
	return k.where + "\n\t" + change
}

func (t *tally) packages() (names []string) {
	seen := make(map[string]bool)
	for _, j := range t.judged {
		if p := packageName(j.mutant.site.source.pkg); !seen[p] {
			seen[p] = true
			names = append(names, p)
		}
	}
	return names
}

// contradictions are the mutants that are declared equivalent and that a test notices.
func (t *tally) contradictions() (some []judged) {
	for _, j := range t.judged {
		if t.declared[j.mutant.key()] != "" && j.verdict.Outcome != equivalent {
			some = append(some, j)
		}
	}
	return some
}

// logFile keeps every verdict as a line of JSON, under a line that says of which state of the code they are. A run that was
// ended goes on where it was.
type logFile struct {
	file  *os.File
	known map[string]verdict // by mutant
}

type logLine struct {
	State  string `json:"state,omitempty"`
	At     string `json:"at,omitempty"`
	Kind   kind   `json:"kind,omitempty"`
	Mutant string `json:"mutant,omitempty"`
	verdict
}

// openLog opens the file and reads what it knows. One of another state of the code is begun anew. Without a path nothing is kept.
func openLog(path, state string) (*logFile, error) {
	l := &logFile{known: make(map[string]verdict)}
	if path == "" {
		return l, nil
	}
	text, err := os.ReadFile(path)
	if err != nil && !errors.Is(err, os.ErrNotExist) {
		return nil, err
	}
	same := false
	for i, line := range bytes.SplitAfter(text, []byte("\n")) {
		var read logLine
		if json.Unmarshal(line, &read) != nil {
			continue // the end of a line that was cut off: its mutant is judged again
		}
		if i == 0 {
			same = read.State == state
		} else if same {
			l.known[read.Mutant] = read.verdict
		}
	}
	if l.file, err = os.Create(path); err != nil {
		return nil, err
	}
	return l, l.write(logLine{State: state})
}

func (l *logFile) add(m *mutant, v verdict) error {
	return l.write(logLine{At: m.at(), Kind: m.site.kind, Mutant: m.key().String(), verdict: v})
}

func (l *logFile) write(line logLine) error {
	if l.file == nil {
		return nil
	}
	text, err := json.Marshal(line)
	if err == nil {
		_, err = l.file.Write(append(text, '\n'))
	}
	return err
}

func (l *logFile) close() {
	if l.file != nil {
		l.file.Close()
	}
}
