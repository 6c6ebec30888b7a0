package agenda

import (
	"fmt"
	"strings"

	"github.com/oudpath/oudpath/plan/internal/lines"
)

// String prints the agenda for those who work through it, in 80 columns: what is late, what is due today, what can be done already.
func (a *Agenda) String() string {
	var b strings.Builder
	fmt.Fprintf(&b, "%s, %d people\n", a.Day.Start(nil).Format("Monday 2006-01-02"), len(a.People))
	items := a.Items()
	for i := range items {
		it := &items[i]
		if i == 0 || items[i-1].State != it.State {
			fmt.Fprintf(&b, "\n%s\n", it.State)
		}
		if i == 0 || items[i-1].State != it.State || items[i-1].Group != it.Group {
			fmt.Fprintf(&b, "  %s\n", it.Group)
		}
		b.WriteString(it.line())
	}
	for _, person := range a.People {
		if person.More > 0 {
			fmt.Fprintf(&b, "\n%s: %d more wait until there are fewer\n", person.Plan, person.More)
		}
	}
	return b.String()
}

// line is the item in one line, and its reason below.
func (it *Item) line() string {
	when := "by " + it.Latest.String()
	if it.State == Late {
		when = "since " + it.Latest.String()
	}
	return lines.Wrap("    ", fmt.Sprintf("%s: %s, %s", it.Plan, it.Title, when)) + lines.Wrap("      ", it.Why)
}
