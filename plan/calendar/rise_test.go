package calendar_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/oudpath/oudpath/medication"
	"github.com/oudpath/oudpath/plan/calendar"
	"github.com/oudpath/oudpath/plan/evidence"
	"github.com/oudpath/oudpath/plan/record"
	"github.com/oudpath/oudpath/plan/truth"
	"github.com/stretchr/testify/require"
)

// What stands in the tables of rises and of ways back, with its source: to be read beside the publication.
func TestPublishedRisesAndLadders(t *testing.T) {
	var b strings.Builder
	head := func(id, title string, cites []evidence.Citation) {
		fmt.Fprintf(&b, "%s\n  %s\n", id, title)
		for _, c := range cites {
			fmt.Fprintf(&b, "  %s; %s\n", c, c.Provenance)
		}
	}
	for _, p := range calendar.RisePlans() {
		require.NoError(t, p.Validate())
		head(p.ID, p.Title, p.Cites)
		fmt.Fprintf(&b, "  first %s\n", masses(p.First))
		for _, s := range p.Stages {
			fmt.Fprintf(&b, "  by %s, every %d to %d days, until %s\n", masses(s.By), s.Every.Least, s.Every.Most, masses(s.Until))
		}
		fmt.Fprintf(&b, "  usual %s\n\n", masses(p.Usual))
	}
	for _, l := range calendar.Ladders() {
		require.NoError(t, l.Validate())
		head(l.ID, l.Title, l.Cites)
		for missed := 1; missed <= 7; missed++ {
			fmt.Fprintf(&b, "  %d missed:", missed)
			for _, usual := range []uint32{6, 12, 24, 300} {
				dose, ok := l.Dose(mg(usual), missed)
				if text := dose.String(); ok {
					fmt.Fprintf(&b, " %d mg -> %s", usual, text)
				}
				require.False(t, mg(usual).Compare(dose) < 0, "%s: more than the usual dose", l.ID)
			}
			if band, ok := l.After(missed); ok && band.Ask != "" {
				b.WriteString(" ? " + band.Ask)
			}
			b.WriteString("\n")
		}
		b.WriteString("\n")
	}
	golden(t, "rises.txt", b.String())
}

func masses(r medication.MassRange) string {
	if r == (medication.MassRange{}) {
		return "?"
	}
	return r.Least.String() + " to " + r.Most.String()
}

// A plan without a reading has no numbers, and a stage has to end somewhere.
func TestRisesAreWhole(t *testing.T) {
	good, err := calendar.RiseNamed("methadone.rise.ontario")
	require.NoError(t, err)
	unread := good
	unread.Cites = []evidence.Citation{evidence.OrangeBook2017.At("somewhere", evidence.Unconfirmed)}
	require.ErrorContains(t, unread.Validate(), "no range that was read")
	endless := good
	endless.Stages = append(good.Stages[:1:1], calendar.RiseStage{By: good.First, Until: good.First})
	require.ErrorContains(t, endless.Validate(), "unless it is the last")
	_, err = calendar.RiseNamed("methadone.rise.of-a-friend")
	require.ErrorContains(t, err, "methadone.rise.ontario")

	ladder, err := calendar.LadderNamed("bup.missed.new-south-wales")
	require.NoError(t, err)
	ladder.Cites = unread.Cites
	require.ErrorContains(t, ladder.Validate(), "were not read")
	_, err = calendar.LadderNamed("bup.missed.of-a-friend")
	require.ErrorContains(t, err, "bup.missed.victoria")
}

// A published rise asks for what its source gives as a range, and takes the rest from it: day by day as in Ontario.
func TestRiseOfOntario(t *testing.T) {
	way, err := calendar.RiseNamed("methadone.rise.ontario")
	require.NoError(t, err)
	p := newPerson(t, "ca-on").ordinary(monday)
	r := calendar.Request{At: monday, Product: medication.MethadoneConc, Setting: medication.SettingPharmacy, Watched: truth.Yes}
	c, err := calendar.TitrateBy(p.engine, p.plan, way, r)
	require.NoError(t, err)
	require.Equal(t, []string{"step", "interval", "until", "interval2", "target"}, ids(c))
	require.Equal(t, "between 10 mg and 15 mg", c.Questions[0].Range())
	require.Equal(t, "3 to 5 days", c.Questions[1].Range())
	require.Equal(t, mg(30), c.Days[0].Doses[0].Amount, "the first dose is one number")

	r.Answers = calendar.Answers{"step": {Amount: mg(15)}, "interval": {Days: 3}, "until": {Amount: mg(80)}, "interval2": {Days: 5},
		"target": {Amount: mg(100)}}
	c, err = calendar.TitrateBy(p.engine, p.plan, way, r)
	require.NoError(t, err)
	require.Empty(t, c.Questions)
	golden(t, "rise-ca-on.txt", c.String())
	require.Equal(t, []string{"03-02 30 mg", "03-05 45 mg", "03-08 60 mg", "03-11 75 mg", "03-14 80 mg", "03-19 90 mg", "03-24 100 mg"}, rises(c))

	r.Answers["step"] = calendar.Answer{Amount: mg(20)}
	c, err = calendar.TitrateBy(p.engine, p.plan, way, r)
	require.NoError(t, err)
	require.Contains(t, c.String(), `20 mg as "step" is not within the plan, which has 10 mg to 15 mg`)
}

// The days on which a calendar has another dose than the day before.
func rises(c calendar.Calendar) (all []string) {
	before := ""
	for i := range c.Days {
		if amount := c.Days[i].Doses[0].Amount.String(); amount != before {
			all, before = append(all, c.Days[i].Date.String()[5:]+" "+amount), amount
		}
	}
	return all
}

// A rise of a place in that place, by both ends of each range: every day is allowed there. Where the source gives no days, a week is answered.
func TestRisesInTheirPlaces(t *testing.T) {
	var b strings.Builder
	for _, c := range []struct{ id, place string }{{"methadone.rise.united-kingdom", "gb"}, {"methadone.rise.united-kingdom", "gb-sct"},
		{"methadone.rise.canada", "ca"}, {"methadone.rise.ontario", "ca-on"}, {"methadone.rise.ontario-high-risk", "ca-on"},
		{"methadone.rise.new-south-wales", "au-nsw"}, {"methadone.rise.victoria", "au-vic"}, {"methadone.rise.who", "int-who"}} {
		way, err := calendar.RiseNamed(c.id)
		require.NoError(t, err)
		for _, end := range []string{"least", "most"} {
			got := risen(t, way, c.place, end == "most")
			fmt.Fprintf(&b, "%s in %s, the %s of each range\n  %s\n", c.id, c.place, end, strings.Join(rises(got), ", "))
			for i := range got.Days {
				for _, f := range got.Days[i].Stands() {
					t.Errorf("%s in %s: %s %s: %s (%s)", c.id, c.place, got.Days[i].Date, got.Days[i].Summary(), f.Message(), f.Rule)
				}
				require.NotEqual(t, calendar.Open, got.Days[i].Standing())
			}
		}
	}
	golden(t, "rises-in-places.txt", b.String())
}

// risen is a rise over three weeks of somebody whose use is on record, by one end of each range.
func risen(t *testing.T, way calendar.RisePlan, place string, most bool) calendar.Calendar {
	p := newPerson(t, place).ordinary(monday).so(monday, record.OpioidUsed{Agent: "heroin"},
		record.Screened{Results: []record.AnalyteResult{{Analyte: record.AnalyteOpiates, Result: record.Positive}}},
		record.SignsObserved{Signs: []record.Sign{record.Yawning}})
	r := calendar.Request{At: monday.AddDate(0, 0, 1), Product: medication.MethadoneConc, Setting: medication.SettingPharmacy, Watched: truth.Yes,
		Days: 21, Answers: calendar.Answers{}}
	if strings.HasPrefix(place, "gb") {
		r.Product = medication.MethadoneSolnGB
	}
	for {
		c, err := calendar.TitrateBy(p.engine, p.plan, way, r)
		require.NoError(t, err)
		if len(c.Questions) == 0 {
			return c
		}
		for _, q := range c.Questions {
			a := calendar.Answer{Amount: q.Least, Days: int(q.Days.Least.Hours() / 24)}
			if most {
				a.Amount = q.Most
			}
			if a.Amount.IsZero() {
				a.Amount = map[string]medication.Mass{"target": mg(60)}[q.ID].Higher(mg(5))
			}
			if a.Days == 0 {
				a.Days = 7
			}
			r.Answers[q.ID] = a
		}
	}
}

// The way back after missed days of buprenorphine where a source gives one, and a question where none was seen.
func TestMissedBuprenorphine(t *testing.T) {
	for _, c := range []struct{ id, place, doses string }{
		{"bup.missed.new-south-wales", "au-nsw", "24 24 24 24 12 12 ?"},
		{"bup.missed.victoria", "au-vic", "24 24 24 24 ?"},
		{"bup.missed.british-columbia", "ca-bc", "24 ?"},
		{"bup.missed.united-kingdom", "gb", "24 ? ? ?"},
	} {
		l, err := calendar.LadderNamed(c.id)
		require.NoError(t, err)
		p := newPerson(t, c.place).ordinary(monday.AddDate(0, 0, -40)).daily(monday, 30, medication.BupSL, mg(24), medication.SettingPharmacy)
		r := calendar.Request{At: monday, Setting: medication.SettingPharmacy, Watched: truth.Yes}
		got, err := calendar.MissedBy(p.engine, p.plan, l, r)
		require.NoError(t, err)
		var doses []string
		for i := range got.Days {
			doses = append(doses, strings.TrimSuffix(strings.ReplaceAll(got.Days[i].Doses[0].Amount.String(), "0 mg", "?"), " mg"))
		}
		require.Equal(t, c.doses, strings.Join(doses, " "), c.id)
		golden(t, "bup-missed-"+c.place+".txt", got.String())
	}
	morphine, err := calendar.LadderNamed("morphine.missed.british-columbia")
	require.NoError(t, err)
	p := newPerson(t, "ca-bc").ordinary(monday.AddDate(0, 0, -40)).daily(monday, 30, medication.Morphine24h, mg(500), medication.SettingPharmacy)
	got, err := calendar.MissedBy(p.engine, p.plan, morphine, calendar.Request{At: monday, Setting: medication.SettingPharmacy, Watched: truth.Yes})
	require.NoError(t, err)
	golden(t, "morphine-missed-ca-bc.txt", got.String())
	_, err = calendar.MissedBy(p.engine, p.plan, calendar.Ladder{ID: "of.an.agent", Agent: "hydromorphone"}, calendar.Request{At: monday})
	require.ErrorContains(t, err, "cannot be ordered here")
	dose, ok := morphine.Dose(mg(500), 3)
	require.True(t, ok)
	require.Equal(t, mg(200), dose)
}

// Days are no answer to a question of an amount, nor an amount to one of days: it stays open.
func TestAnAnswerOfAnotherKindIsNone(t *testing.T) {
	p := newPerson(t, "us").ordinary(monday)
	r := calendar.Request{At: monday, Product: medication.MethadoneConc, Setting: medication.SettingOTP, Watched: truth.Yes}
	for _, way := range calendar.RisePlans() {
		open, err := calendar.TitrateBy(p.engine, p.plan, way, r)
		require.NoError(t, err)
		wrong := r
		wrong.Answers = calendar.Answers{}
		for _, q := range open.Questions {
			if q.Days == (medication.Span{}) && q.ID != "interval" && !strings.HasPrefix(q.ID, "interval") {
				wrong.Answers[q.ID] = calendar.Answer{Days: 20}
			} else {
				wrong.Answers[q.ID] = calendar.Answer{Amount: mg(20)}
			}
		}
		still, err := calendar.TitrateBy(p.engine, p.plan, way, wrong)
		require.NoError(t, err)
		require.Equal(t, ids(open), ids(still), way.ID)
	}
}
