package calendar_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/oudpath/oudpath/medication"
	"github.com/oudpath/oudpath/plan/calendar"
	"github.com/oudpath/oudpath/plan/evidence"
	"github.com/oudpath/oudpath/plan/guidance"
	"github.com/stretchr/testify/require"
)

func TestSchedulesAreWhole(t *testing.T) {
	seen := make(map[string]bool)
	var cites []evidence.Citation
	for _, s := range calendar.Schedules() {
		require.NoError(t, s.Validate())
		require.False(t, seen[s.ID], s.ID)
		seen[s.ID] = true
		cites = append(cites, s.Cites...)
		for _, n := range s.Notes {
			require.NotEmpty(t, n.Cites, "%s: a note without a source", s.ID)
			cites = append(cites, n.Cites...)
		}
	}
	for _, w := range calendar.TaperPlans() {
		require.False(t, seen[w.ID], w.ID)
		seen[w.ID] = true
		require.NotEmpty(t, w.Cites)
		cites = append(cites, w.Cites...)
	}
	for _, rule := range guidance.All() {
		cites = append(cites, rule.Cites...)
	}
	require.NoError(t, evidence.Consistent(cites...))
}

// What stands in the tables, day by day with its source: to be read beside the publication.
func TestPublishedDays(t *testing.T) {
	var b strings.Builder
	for _, s := range calendar.Schedules() {
		fmt.Fprintf(&b, "%s\n  %s\n", s.ID, s.Title)
		for _, c := range s.Cites {
			fmt.Fprintf(&b, "  %s; %s\n", c, c.Provenance)
		}
		for _, d := range s.Days {
			fmt.Fprintf(&b, "  %s  %s\n", span(d.From, d.To), published(d))
		}
		b.WriteString("\n")
	}
	golden(t, "schedules.txt", b.String())
}

func span(from, to int) string {
	if from == to {
		return fmt.Sprintf("day %-5d", from)
	}
	return fmt.Sprintf("day %-5s", fmt.Sprintf("%d-%d", from, to))
}

func published(d calendar.ScheduledDay) string {
	if d.Ask != "" {
		return "? " + d.Ask
	}
	var parts []string
	for _, dose := range d.Doses {
		text := dose.Least.String()
		switch {
		case dose.DayBefore:
			text = "total of the day before"
		case !dose.Least.Equal(dose.Most):
			text += " to " + dose.Most.String()
		}
		if dose.Product != "" {
			text += " " + string(dose.Product)
		}
		if dose.If != "" {
			text += " if " + dose.If
		}
		parts = append(parts, text)
	}
	if d.Full.Den > 0 {
		parts = append(parts, fmt.Sprintf("(full agonist %d/%d)", d.Full.Num, d.Full.Den))
	}
	return strings.Join(parts, " + ")
}

// A table that nobody read has no doses, whatever somebody writes into it.
func TestNoDosesWithoutAReading(t *testing.T) {
	s, err := calendar.Named("bup.low-dose.outpatient")
	require.NoError(t, err)
	require.True(t, s.Built())
	for _, p := range []evidence.Provenance{evidence.Weak, evidence.Unconfirmed} {
		weaker := s
		weaker.Cites = []evidence.Citation{evidence.MaudsleyGuidelines.At("somewhere", p)}
		require.ErrorContains(t, weaker.Validate(), "its table was not read")
	}
	p := newPerson(t, "us")
	weaker := s
	weaker.Cites = []evidence.Citation{evidence.MaudsleyGuidelines.At("somewhere", evidence.Weak)}
	_, err = calendar.Follow(p.engine, p.plan, weaker, calendar.Request{At: monday, Product: medication.BupSL})
	require.Error(t, err)
	_, err = calendar.Named("bup.low-dose.of-a-friend")
	require.ErrorContains(t, err, "bup.low-dose.outpatient")
}

// Without answers no amount of a calendar is another than the schedule's own, and a schedule that was not read has none.
func TestOnlyPublishedAmounts(t *testing.T) {
	p := newPerson(t, "us").ordinary(monday)
	for _, s := range calendar.Schedules() {
		allowed := make(map[medication.Mass]bool)
		for _, d := range s.Days {
			for _, dose := range d.Doses {
				if dose.Least.Equal(dose.Most) {
					allowed[dose.Least] = true
				}
			}
		}
		c, err := calendar.Follow(p.engine, p.plan, s, calendar.Request{At: monday, Product: productFor(s.Substance)})
		require.NoError(t, err)
		carried := medication.Mass{}
		for i := range c.Days {
			for _, dose := range c.Days[i].Doses {
				if dose.Amount.IsZero() {
					require.NotEmpty(t, dose.Question, "%s: an unknown dose asks nothing", s.ID)
					continue
				}
				require.True(t, allowed[dose.Amount] || dose.Amount.Equal(carried), "%s: %s on %s stands in no table", s.ID, dose.Amount,
					c.Days[i].Date)
			}
			_, carried, _ = c.Days[i].Total(s.Substance)
		}
		if !s.Built() {
			require.NotEmpty(t, c.Questions, s.ID)
			require.Empty(t, c.Orders()[len(c.States):], "%s orders what nobody read", s.ID)
		}
	}
}

func productFor(s medication.Substance) medication.ProductID {
	switch s {
	case medication.Methadone:
		return medication.MethadoneConc
	case medication.Naltrexone:
		return medication.NtxPO
	}
	return medication.BupSL
}
