package calendar_test

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/oudpath/oudpath/medication"
	"github.com/oudpath/oudpath/plan"
	"github.com/oudpath/oudpath/plan/calendar"
	"github.com/oudpath/oudpath/plan/record"
	"github.com/oudpath/oudpath/plan/truth"
	"github.com/oudpath/oudpath/stages/scale"
	"github.com/stretchr/testify/require"
)

// Schedules of a place in that place, for somebody whose record says what the schedule asks for: each day with what is said of it. What
// stands in the way is between two sources of one place, and is to be read here.
func TestSchedulesInTheirPlaces(t *testing.T) {
	var b strings.Builder
	for _, c := range []struct {
		id, place string
		product   medication.ProductID
		methadone uint32 // mg a day until three days ago
		cows      int
	}{
		{"bup.start.united-kingdom", "gb", medication.BupSLGB, 0, 14},
		{"bup.start.united-kingdom-combination", "gb", medication.BupnxSLGB, 0, 14},
		{"bup.depot.weekly-leaflet", "gb", medication.BupSLGB, 0, 14},
		{"bup.depot.weekly-buvidal", "gb", medication.BupSLGB, 0, 14},
		{"bup.start.canada", "ca", medication.BupnxSL, 0, 14},
		{"bup.depot.monthly-canada", "ca", medication.BupnxSL, 0, 14},
		{"bup.start.new-south-wales", "au-nsw", medication.BupnxSL, 0, 9},
		{"bup.start.new-south-wales-split", "au-nsw", medication.BupnxSL, 0, 6},
		{"bup.start.new-south-wales-test", "au-nsw", medication.BupnxSL, 0, 9},
		{"bup.depot.new-south-wales", "au-nsw", medication.BupBuvidalWeekly, 0, 9},
		{"bup.depot.new-south-wales-from-methadone", "au-nsw", medication.BupBuvidalWeekly, 30, 7},
		{"bup.depot.new-south-wales-from-methadone", "au-nsw", medication.BupBuvidalWeekly, 30, 6},
		{"bup.withdrawal.outpatient", "au-nsw", medication.BupnxSL, 0, 9},
		{"bup.start.victoria-anew", "au-vic", medication.BupnxSL, 0, 9},
		{"bup.start.who", "int-who", medication.BupSL, 0, 14},
	} {
		p := newPerson(t, c.place).ordinary(monday.AddDate(0, 0, -30))
		if c.methadone > 0 {
			p.daily(monday.AddDate(0, 0, -2), 20, medication.MethadoneConc, mg(c.methadone), medication.SettingPharmacy)
		} else {
			p.so(monday.Add(-24*time.Hour), record.OpioidUsed{Agent: "heroin"})
		}
		p.so(monday.Add(-30*time.Minute), record.Scored{Scale: scale.COWS, Total: c.cows},
			record.SignsObserved{Signs: []record.Sign{record.Yawning, record.Mydriasis}})
		got := p.follow(c.id, calendar.Request{At: monday, Product: c.product, Setting: medication.SettingOffice, Watched: truth.Yes,
			Answers: lower(t, p, c.id, c.product)})
		fmt.Fprintf(&b, "%s in %s, COWS %d\n", c.id, c.place, c.cows)
		for i := range got.Days {
			d := &got.Days[i]
			fmt.Fprintf(&b, "  %d %s: %s\n", d.Number, d.Summary(), d.Standing())
			for _, f := range d.Stands() {
				fmt.Fprintf(&b, "      %s: %s\n", f.Rule, f.Message())
			}
		}
		b.WriteString("\n")
	}
	golden(t, "schedules-in-places.txt", b.String())
}

// lower answers the questions of a schedule by the lower end of their ranges, and leaves those without one.
func lower(t *testing.T, p *person, id string, product medication.ProductID) calendar.Answers {
	t.Helper()
	answers := make(calendar.Answers)
	c := p.follow(id, calendar.Request{At: monday, Product: product, Setting: medication.SettingOffice, Watched: truth.Yes})
	for _, q := range c.Questions {
		if !q.Least.IsZero() {
			answers[q.ID] = calendar.Answer{Amount: q.Least}
		}
	}
	return answers
}

// Doses without staff in Victoria: of methadone none before three months, then four a week and three in a row; of buprenorphine six a week.
func TestTakeawaysInVictoria(t *testing.T) {
	visits := func(product medication.ProductID, dose uint32, days, extra int) calendar.Calendar {
		p := newPerson(t, "au-vic").ordinary(monday.AddDate(0, 0, -days-10)).daily(monday, days, product, mg(dose), medication.SettingPharmacy)
		c, err := calendar.TakeHome(p.engine, p.plan, calendar.Request{At: monday, Product: product, Setting: medication.SettingPharmacy,
			Watched: truth.Yes, Days: 14, Answers: calendar.Answers{"take-home": {Days: extra}, "criteria": {Days: 1}}})
		require.NoError(t, err)
		return c
	}
	first := func(c calendar.Calendar) string {
		return string(c.Days[0].Standing()) + " " + rules(c.Days[0].Stands())
	}
	require.Equal(t, "refused au-vic.takeaway.methadone", first(visits(medication.MethadoneConc, 60, 60, 1)), "before three months")
	require.Equal(t, "allowed ", first(visits(medication.MethadoneConc, 60, 100, 3)))
	require.Equal(t, "refused au-vic.takeaway.methadone", first(visits(medication.MethadoneConc, 60, 100, 4)), "four in a row")
	require.Equal(t, "allowed ", first(visits(medication.BupnxSL, 16, 30, 6)))
	require.Equal(t, "refused au-vic.takeaway.buprenorphine", first(visits(medication.BupnxSL, 16, 30, 7)), "a week")
	c := visits(medication.MethadoneConc, 60, 100, 3)
	require.Equal(t, "au-vic.takeaway.methadone", rules(c.Days[1].Warned()), "three at each visit are more than four in some week")
	require.Len(t, c.Days[0].Limits, 2)
	_, err := calendar.TakeHome(engineOf(t, "us"), newPerson(t, "us").plan, calendar.Request{At: monday, Product: medication.NtxXR})
	require.ErrorIs(t, err, calendar.ErrRequest)
}

func rules(findings []plan.Finding) string {
	ids := make([]string, len(findings))
	for i := range findings {
		ids[i] = string(findings[i].Rule)
	}
	return strings.Join(ids, " ")
}
