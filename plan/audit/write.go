package audit

import (
	"encoding/csv"
	"encoding/json"
	"fmt"
	"io"
	"maps"
	"slices"
	"strconv"
	"strings"

	"github.com/oudpath/oudpath/plan/internal/lines"
	"github.com/oudpath/oudpath/plan/record"
)

func percent(c Count) string {
	share, ok := c.Share()
	if !ok {
		return "-"
	}
	return fmt.Sprintf("%.1f %%", 100*share)
}

// Table writes the result for a reader, in 80 columns and more where names are long.
func (r *Result) Table(w io.Writer) error {
	var b strings.Builder
	fmt.Fprintf(&b, "%s, %s, judged by %s", lines.Counted(r.Records, "record"), lines.Counted(r.Events, "event"), r.Basis.Jurisdiction)
	if r.Basis.Draft {
		b.WriteString(" (a draft)")
	}
	fmt.Fprintf(&b, "\n%s could not be judged\n", lines.Counted(r.Unread, "record"))
	for _, part := range r.tables() {
		if len(part.rows) == 0 || len(part.rows) == 1 && part.rows[0].Name == "" {
			continue
		}
		fmt.Fprintf(&b, "\n%-44s %8s %8s %7s %6s %8s\n", part.title, "followed", "of", "", "broken", "unknown")
		for _, row := range part.rows {
			fmt.Fprintf(&b, "%-44s %8d %8d %7s %6d %8d\n", row.Name, row.Followed, row.Judged(), percent(row.Count), row.Refused+row.Warned,
				row.NotKnown)
		}
	}
	r.measures(&b)
	tallies(&b, "Not judged, because the place sets no limit (events)", texts(r.NotJudged))
	tallies(&b, "Not understood in FHIR records (parts)", r.Notes)
	_, err := io.WriteString(w, b.String())
	return err
}

type table struct {
	title string
	rows  []Row
}

func (r *Result) tables() []table {
	return []table{{"Rule", r.ByRule()}, {"Group", r.ByGroup()}, {"Month", r.ByMonth()}}
}

func texts(of map[record.RuleID]int) map[string]int {
	out := map[string]int{}
	for rule, n := range of {
		out[string(rule)] = n
	}
	return out
}

func tallies(b *strings.Builder, title string, of map[string]int) {
	if len(of) == 0 {
		return
	}
	fmt.Fprintf(b, "\n%s\n", title)
	for _, name := range slices.Sorted(maps.Keys(of)) {
		fmt.Fprintf(b, "  %-60s %8d\n", name, of[name])
	}
}

// CSV writes one line for each rule, group and month.
func (r *Result) CSV(w io.Writer) error {
	out := csv.NewWriter(w)
	_ = out.Write([]string{"rule", "group", "month", "followed", "refused", "warned", "advised", "not_known", "overridden",
		"suspended", "judged"})
	for _, cell := range r.cells() {
		c := r.Cells[cell]
		line := []string{string(cell.Rule), cell.Group, cell.Month}
		for _, n := range []int{c.Followed, c.Refused, c.Warned, c.Advised, c.NotKnown, c.Overridden, c.Suspended, c.Judged()} {
			line = append(line, strconv.Itoa(n))
		}
		_ = out.Write(line) // the error is kept
	}
	out.Flush()
	return out.Error()
}

// JSON writes the whole result.
func (r *Result) JSON(w io.Writer) error {
	out := json.NewEncoder(w)
	out.SetIndent("", "  ")
	return out.Encode(struct {
		Records      int            `json:"records"`
		Unread       int            `json:"unread"`
		Events       int            `json:"events"`
		Jurisdiction string         `json:"jurisdiction"`
		Hash         string         `json:"hash"`
		Draft        bool           `json:"draft"`
		Rules        []Row          `json:"rules"`
		Groups       []Row          `json:"groups"`
		Months       []Row          `json:"months"`
		NotJudged    map[string]int `json:"notJudged"`
		Notes        map[string]int `json:"notes"`
		Measures     []MeasureRow   `json:"measures"`
	}{r.Records, r.Unread, r.Events, r.Basis.Jurisdiction, r.Basis.Hash, r.Basis.Draft, r.ByRule(), r.ByGroup(), r.ByMonth(),
		texts(r.NotJudged), r.Notes, r.Measures})
}
