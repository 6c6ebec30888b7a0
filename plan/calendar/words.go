package calendar

import (
	"fmt"
	"strings"
	"time"

	"github.com/oudpath/oudpath/medication"
	"github.com/oudpath/oudpath/plan/internal/lines"
)

// What a dose, a day and a question are in words.

// Text says the dose in one line: "8 mg buprenorphine/naloxone film".
func (d Dose) Text() string { return d.amount() + " " + name(d.Product) + d.conditions() }

func (d Dose) amount() string {
	if d.Amount.IsZero() {
		return "?"
	}
	return d.Amount.String()
}

func (d Dose) conditions() string {
	var b strings.Builder
	if d.After != (medication.Span{}) {
		b.WriteString(", " + spanText(d.After) + " later")
	}
	if d.If != "" {
		b.WriteString(", if " + d.If)
	}
	if d.Home {
		b.WriteString(", taken home")
	}
	return b.String()
}

func name(id medication.ProductID) string {
	if product, ok := medication.Lookup(id); ok {
		return product.Name()
	}
	return string(id)
}

// spanText writes "1 to 2 hours", "30 minutes", "7 days".
func spanText(s medication.Span) string {
	least, unit := inUnits(s.Least)
	most, most2 := inUnits(s.Most)
	switch {
	case s.Least == s.Most || s.Most == 0:
		return lines.Counted(least, unit)
	case s.Least == 0:
		return "at most " + lines.Counted(most, most2)
	case unit == most2:
		return fmt.Sprintf("%d to %s", least, lines.Counted(most, unit))
	}
	return lines.Counted(least, unit) + " to " + lines.Counted(most, most2)
}

func inUnits(d time.Duration) (n int, unit string) {
	switch {
	case d%(24*time.Hour) == 0 && d > 0:
		return int(d / (24 * time.Hour)), "day"
	case d%time.Hour == 0:
		return int(d / time.Hour), "hour"
	}
	return int(d / time.Minute), "minute"
}

// Lines says the doses of the day, equal ones that follow one another together: "2 times 0.5 mg buprenorphine sublingual tablet".
func (d *Day) Lines() []string {
	var said []string
	for i := 0; i < len(d.Doses); {
		n := 1
		for i+n < len(d.Doses) && d.Doses[i+n].alike(d.Doses[i], n == 1) {
			n++
		}
		text := d.Doses[i].Text()
		switch {
		case n > 1 && d.Doses[i+1].After != (medication.Span{}):
			text = fmt.Sprintf("%d times %s, %s apart", n, text, spanText(d.Doses[i+1].After))
		case n > 1:
			text = fmt.Sprintf("%d times %s", n, text)
		}
		said = append(said, text)
		i += n
	}
	if d.Hands != nil {
		said = append(said, fmt.Sprintf("to take home: %s for %s", lines.Counted(d.Hands.Bottles, "bottle"),
			lines.Counted(d.Hands.Grant.Days, "day")))
	}
	if d.Task != "" {
		said = append(said, d.Task)
	}
	return said
}

// alike reports whether a dose is a repetition of the one before it. The first of a row has no time before it, which the others can have.
func (d Dose) alike(first Dose, second bool) bool {
	if second {
		first.After = d.After
	}
	first.After, d.After = medication.Span{}, medication.Span{}
	return d == first
}

// Summary says the doses of the day in one line.
func (d *Day) Summary() string {
	if lines := d.Lines(); len(lines) > 0 {
		return strings.Join(lines, "; ")
	}
	return "no dose"
}

// Range says the answers that the source leaves open: "between 8 mg and 16 mg"; empty where it gives none.
func (q *Question) Range() string {
	switch {
	case q.Least.IsZero() && q.Most.IsZero() && q.Days == (medication.Span{}):
		return ""
	case q.Days != (medication.Span{}):
		return spanText(q.Days)
	case q.Least.IsZero():
		return "at most " + q.Most.String()
	case q.Least.Equal(q.Most):
		return q.Least.String()
	}
	return fmt.Sprintf("between %s and %s", q.Least, q.Most)
}
