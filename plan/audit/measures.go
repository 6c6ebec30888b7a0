package audit

import (
	"encoding/csv"
	"encoding/json"
	"fmt"
	"io"
	"strconv"
	"strings"

	"github.com/oudpath/oudpath/plan"
	"github.com/oudpath/oudpath/plan/civil"
	"github.com/oudpath/oudpath/plan/internal/lines"
	"github.com/oudpath/oudpath/plan/measure"
)

// Measures says which measures of quality are counted, and over which time.
type Measures struct {
	Last civil.Date        // the last day of the period; how long it is, each measure says
	Of   []measure.Measure // nil: measure.All

	// Beside is what the host states of a person and no plan holds; nil: nothing is stated.
	Beside func(plan.Plan) measure.Beside
}

// Counted is where a record is counted in a measure.
type Counted struct {
	Record string `json:"record"`
	measure.Case
}

// MeasureRow is a measure with what was counted.
type MeasureRow struct {
	ID    measure.ID
	Title string
	Last  civil.Date // of the period
	Why   string     // it is not computable as published; empty: it is
	measure.Tally
	Elements []measure.Element
}

// Computable reports whether the numbers are those of the measure as published. Where it does not, there are none.
func (m MeasureRow) Computable() bool { return m.Why == "" }

// all are the measures that are counted.
func (m *Measures) all() []measure.Measure {
	if m == nil {
		return nil
	}
	if m.Of == nil {
		return measure.All()
	}
	return m.Of
}

// rows are the measures before anybody is counted.
func (m *Measures) rows() (rows []MeasureRow) {
	for _, one := range m.all() {
		rows = append(rows, MeasureRow{ID: one.ID, Title: one.Title, Last: m.Last, Why: one.Why(), Elements: one.Elements})
	}
	return rows
}

// measured says where a record is counted in each measure that can be computed.
func (c *Config) measured(name string, k kept) (all []Counted, err error) {
	if c.Measures == nil {
		return nil, nil
	}
	q := measure.Question{Last: c.Measures.Last, Zone: c.Engine.Zone(), LeftOut: k.leftOut}
	if c.Measures.Beside != nil {
		q.Beside = c.Measures.Beside(k.plan)
	}
	for _, m := range c.Measures.all() {
		if !m.Computable() {
			continue
		}
		one, err := m.Of(k.plan, q)
		if err != nil {
			return nil, err
		}
		all = append(all, Counted{name, one})
	}
	return all, nil
}

// share is numerator by denominator for a reader.
func share(t measure.Tally) string {
	of, ok := t.Share()
	if !ok {
		return "-"
	}
	return fmt.Sprintf("%.1f %%", 100*of)
}

// measures writes the measures for a reader.
func (r *Result) measures(b *strings.Builder) {
	if len(r.Measures) == 0 {
		return
	}
	fmt.Fprintf(b, "\n%-44s %9s %11s %7s %8s\n", "Measure, period to "+r.Measures[0].Last.String(), "numerator", "denominator", "", "unknown")
	for _, m := range r.Measures {
		if m.Computable() {
			fmt.Fprintf(b, "%-44s %9d %11d %7s %8d\n", m.ID, m.Numerator, m.Denominator, share(m.Tally), m.NotKnown)
		}
	}
	b.WriteString("\nNot computable as published\n")
	for _, m := range r.Measures {
		if !m.Computable() {
			b.WriteString(lines.Wrap("  ", string(m.ID)+": "+m.Why))
		}
	}
}

// MeasuresCSV writes one line for each measure. The counts of one that is not computable as published are empty.
func (r *Result) MeasuresCSV(w io.Writer) error {
	out := csv.NewWriter(w)
	_ = out.Write([]string{"measure", "title", "period_to", "computable_as_published", "numerator", "denominator", "excluded", "not_known",
		"outside", "why_not"})
	for _, m := range r.Measures {
		line := []string{string(m.ID), m.Title, m.Last.String(), strconv.FormatBool(m.Computable())}
		for _, n := range []int{m.Numerator, m.Denominator, m.Excluded, m.NotKnown, m.Outside} {
			text := ""
			if m.Computable() {
				text = strconv.Itoa(n)
			}
			line = append(line, text)
		}
		_ = out.Write(append(line, m.Why)) // the error is kept
	}
	out.Flush()
	return out.Error()
}

// NDJSON writes one JSON object a line: {"kind":"rule",…} for each rule, group and month, then {"kind":"measure",…} for each measure.
func (r *Result) NDJSON(w io.Writer) error {
	out := json.NewEncoder(w)
	for _, cell := range r.cells() {
		line := struct {
			Kind  string `json:"kind"`
			Rule  string `json:"rule"`
			Group string `json:"group"`
			Month string `json:"month"`
			Count
		}{"rule", string(cell.Rule), cell.Group, cell.Month, r.Cells[cell]}
		if err := out.Encode(line); err != nil {
			return err
		}
	}
	for _, m := range r.Measures {
		if err := out.Encode(m); err != nil {
			return err
		}
	}
	return nil
}

// MarshalJSON writes the row as NDJSON does.
func (m MeasureRow) MarshalJSON() ([]byte, error) { return json.Marshal(m.object()) }

// object is the measure as JSON: one that is not computable as published has no numbers.
func (m MeasureRow) object() any {
	type head struct {
		Kind       string            `json:"kind"`
		ID         measure.ID        `json:"id"`
		Title      string            `json:"title"`
		Last       civil.Date        `json:"last"`
		Computable bool              `json:"computable"`
		Why        string            `json:"why,omitempty"`
		Elements   []measure.Element `json:"elements"`
	}
	h := head{"measure", m.ID, m.Title, m.Last, m.Computable(), m.Why, m.Elements}
	if !m.Computable() {
		return h
	}
	return struct {
		head
		measure.Tally
	}{h, m.Tally}
}
