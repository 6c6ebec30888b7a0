package calendar

import (
	"fmt"
	"slices"

	"github.com/oudpath/oudpath/medication"
	"github.com/oudpath/oudpath/plan"
	"github.com/oudpath/oudpath/plan/civil"
	"github.com/oudpath/oudpath/plan/evidence"
	"github.com/oudpath/oudpath/plan/guidance/withdrawal"
	"github.com/oudpath/oudpath/plan/record"
)

// Pace is how a taper goes down: by a mass, so many days after the last step, until the next row begins below a dose.
type Pace struct {
	From  medication.Mass // the row holds at this dose and below; zero: from the beginning
	Step  medication.Mass // zero: a question
	Least medication.Mass // the range that a source gives for the step; zero: none
	Every int             // days from one step to the next; zero: a question
	Most  int             // the longest that a source gives, where it gives a range from Every on; zero: none
}

// TaperPlan is a published way to reduce a medication.
type TaperPlan struct {
	ID        string
	Title     string
	Substance medication.Substance
	Paces     []Pace // the first whose From is not below the dose holds last; a row without numbers asks
	// Harm says that people were harmed by it: it is described and never laid out.
	Harm  string
	Notes []Note
	Cites []evidence.Citation
}

// TaperPlans returns the published ways to reduce methadone and buprenorphine, and that at the person's own pace.
func TaperPlans() []TaperPlan {
	label := evidence.LabelMethadone.At("supervised withdrawal after maintenance", evidence.Secondary).SeenIn("sophiewell.com, taper presets")
	program := evidence.TaperOfProgram.At("policy", evidence.Primary)
	uk := evidence.TaperSummaryUK.At("steps of methadone", evidence.Secondary)
	forced := evidence.ForcedTaper2015.At("abstract, usual care", evidence.Primary)
	hospital := evidence.PowderLabelMethadone.At("short withdrawal in hospital", evidence.Primary)
	pace := evidence.ASAM2020.At("page 12, taper over months", evidence.Primary)
	mg := medication.Milligrams
	return []TaperPlan{
		{ID: "methadone.taper.own-pace", Title: "Methadone at the person's own pace", Substance: medication.Methadone,
			Paces: []Pace{{}}, Cites: []evidence.Citation{evidence.MethadoneTapers2012.At("decreases in a quarter to a half of the weeks",
				evidence.Primary)}},
		{ID: "methadone.taper.label", Title: "Methadone by the label, less than a tenth at a time", Substance: medication.Methadone,
			Paces: []Pace{{Every: 10, Most: 14}}, Cites: []evidence.Citation{label}},
		{ID: "methadone.taper.program", Title: "Methadone by 2 mg a week, and by 1 mg below 20 mg", Substance: medication.Methadone,
			Paces: []Pace{{Step: mg(2), Every: 7}, {From: mg(20), Step: mg(1), Every: 7}}, Cites: []evidence.Citation{program}},
		{ID: "methadone.taper.united-kingdom", Title: "Methadone by about 5 mg every one to two weeks", Substance: medication.Methadone,
			Paces: []Pace{{Step: mg(5), Every: 7, Most: 14}}, Cites: []evidence.Citation{uk}},
		{ID: "methadone.taper.united-kingdom-faster", Title: "Methadone by 5 mg a day to 40 mg, and then on alternate days",
			Substance: medication.Methadone, Paces: []Pace{{Step: mg(5), Every: 1}, {From: mg(40), Step: mg(5), Every: 2}},
			Cites: []evidence.Citation{uk}, Notes: outcomesOfWithdrawal()},
		{ID: "methadone.taper.hospital", Title: "Methadone in hospital, by a fifth a day as tolerated", Substance: medication.Methadone,
			Paces: []Pace{{Every: 1}}, Cites: []evidence.Citation{hospital}, Notes: outcomesOfWithdrawal()},
		{ID: "methadone.taper.forced", Title: "Methadone taken down on entry into prison", Substance: medication.Methadone,
			Harm:  "it was the usual care that a trial compared with going on: nobody is to be taken down because of where they are",
			Paces: []Pace{{}}, Cites: []evidence.Citation{forced}},
		{ID: "bup.taper.own-pace", Title: "Buprenorphine over months, at the person's own pace", Substance: medication.Buprenorphine,
			Paces: []Pace{{}}, Cites: []evidence.Citation{pace}},
	}
}

// TaperNamed finds a way to reduce by its ID.
func TaperNamed(id string) (TaperPlan, error) {
	for _, t := range TaperPlans() {
		if t.ID == id {
			return t, nil
		}
	}
	return TaperPlan{}, refusal("there is no taper %q", id)
}

// outcomesOfTapers is what is known of people who tapered.
func outcomesOfTapers(s medication.Substance) []Note {
	if s == medication.Methadone {
		study := evidence.MethadoneTapers2012.At("results", evidence.Primary)
		return []Note{
			{Text: "of 4,917 tapers 13 % ended well and lasted; over 12 to 52 weeks they did so 3.58 times, and over more than 52 weeks 6.68 " +
				"times as often (odds) as over fewer than 12 weeks; those in which the dose fell in a quarter to a half of the weeks did best",
				Cites: []evidence.Citation{study}},
		}
	}
	return []Note{
		{Text: "of 1,308 people in office-based treatment about 15 % tapered, half of them without supervision",
			Cites: []evidence.Citation{evidence.TapersOfOffices.At("results", evidence.Primary)}},
		{Text: "after a taper of 3 weeks 11 % completed a trial, against 66 % of those who stayed on buprenorphine",
			Cites: []evidence.Citation{evidence.BuprenorphineTaper2014.At("abstract", evidence.Primary)}},
	}
}

// Taper makes the calendar of a reduction, from the dose that somebody takes to none. What the source leaves open is asked: the step
// ("step"), the days between steps ("interval"). A taper is the person's own: it stands still after a return to use, an overdose or a dose
// that was held since the last step, until somebody answers "go-on"; the answer "hold" with a number of days stands still for so long, and
// "back-to" with an amount goes back up to it. Its last days say what a taper ends with. Without a product it is the one that is taken.
func Taper(e *plan.Engine, p plan.Plan, way TaperPlan, r Request) (Calendar, error) {
	c, err := draft(e, p, r, way.ID, way.Title)
	if err != nil {
		return Calendar{}, err
	}
	if way.Harm != "" {
		return Calendar{}, refusal("%s is not laid out: %s (%s)", way.ID, way.Harm, way.Cites[0])
	}
	now := c.current(e, p, way.Substance)
	if r.Product == "" {
		c.request.Product = now.product
	}
	if died(e, p, r.At) || now.amount.IsZero() {
		c.ask(Question{ID: "dose-now", Text: fmt.Sprintf("no %s by mouth goes on that could be reduced; a depot ends by itself", way.Substance)})
		return c.judged(e, p)
	}
	product, err := c.request.product(way.Substance)
	if err != nil {
		return Calendar{}, err
	}
	c.Notes = append(outcomesOfTapers(way.Substance), way.Notes...)
	today := e.DayOf(r.At)
	t := taper{c: c, e: e, way: way, product: product, setting: now.setting, dose: now.amount, day: later(c.request.Begin, today)}
	t.since = lastChange(e, p, r, way.Substance)
	if !takenOn(e, p, r.At, way.Substance, today).IsZero() {
		t.day = later(t.day, today.Add(1))
	}
	t.pause(p)
	t.lay()
	return c.judged(e, p)
}

// taper lays the days of a reduction.
type taper struct {
	c       *Calendar
	e       *plan.Engine
	way     TaperPlan
	product medication.Product
	setting medication.Setting

	dose  medication.Mass
	day   civil.Date
	since civil.Date // when the dose last changed; zero: not on record
	still int        // days for which it stands still
	// stands says that it stands still until somebody answers.
	stands bool
	why    string // why it does
}

// unsettling are the kinds of events that a taper stands still after.
var unsettling = []record.Kind{record.KindReturnedToUse, record.KindOverdosed, record.KindOpioidUsed, record.KindDoseHeld}

// pause finds what has happened since the last step, and what was answered to it.
func (t *taper) pause(p plan.Plan) {
	from := later(t.since, t.c.request.Begin.Add(-longest))
	t.c.Heeded = heeded(t.e, p, from, t.c.AsOf)
	if days, ok := t.c.request.number("hold"); ok {
		t.still, t.why = days, "stands still, as was decided"
	}
	if back, ok := t.c.request.amount("back-to"); ok {
		t.why = fmt.Sprintf("goes back from %s to %s, as was decided, and stands still", t.dose, back)
		t.dose, t.since = back, t.day
		return
	}
	if _, ok := t.c.request.number("go-on"); ok || t.still > 0 {
		return
	}
	for _, h := range t.c.Heeded {
		m, ok := p.Event(h.Event)
		if ok && slices.Contains(unsettling, m.Body.Kind()) {
			t.c.ask(Question{ID: "go-on", Day: t.day, Text: fmt.Sprintf("since the last step: %s. The taper stands still. Does it go on (go-on), "+
				"stand still for some days (hold) or go back up (back-to)?", h.What)})
			t.stands, t.why = true, "stands still: "+h.What
			return
		}
	}
}

// lay puts down the days to the last dose, or as many as were asked for.
func (t *taper) lay() {
	days := longest
	switch {
	case t.c.request.Days > 0:
		days = t.c.request.Days
	case t.stands:
		days = 1
	}
	for number := 1; number <= days; number++ {
		d := Day{Date: t.day, Number: number, Cites: t.way.Cites, Why: stays}
		switch step, every, known := t.pace(); {
		case t.stands:
			d.Why = t.why
		case t.still > 0:
			t.still--
			d.Why = t.why
		case !known: // the question stands: one day is enough to see it
			days = number
		case t.since.IsZero() || t.day.Since(t.since) >= every:
			t.steps(&d, step)
		}
		if t.dose.IsZero() {
			t.ends(&d)
			return
		}
		d.Doses = []Dose{{Product: t.product.ID(), Amount: t.dose, Setting: t.setting}}
		t.c.Days = append(t.c.Days, d)
		t.day = t.day.Add(1)
	}
}

// pace is how the dose goes down from here; known is false while the step or the interval is a question.
func (t *taper) pace() (step medication.Mass, every int, known bool) {
	var now Pace
	for _, p := range t.way.Paces {
		if p.From.IsZero() || t.dose.Compare(p.From) <= 0 {
			now = p
		}
	}
	step, every = now.Step, now.Every
	if answer, ok := t.c.request.amount("step"); ok {
		step = answer
	}
	if answer, ok := t.c.request.number("interval"); ok {
		every = answer
	}
	if step.IsZero() {
		t.c.ask(Question{ID: "step", Day: t.day, Text: "by how much does it go down at a time? The person decides with the prescriber",
			Cites: t.way.Cites, Limits: t.limits()})
	}
	if every == 0 || now.Most > now.Every && t.c.request.Answers["interval"].Days == 0 {
		every = 0
		t.c.ask(Question{ID: "interval", Day: t.day, Text: "after how many days does it go down again, where the last step was tolerated?",
			Days: medication.Span{Least: inDays(now.Every), Most: inDays(now.Most)}, Cites: t.way.Cites})
	}
	return step, every, !step.IsZero() && every > 0
}

// limits are those of a withdrawal with methadone.
func (t *taper) limits() []plan.LimitFact {
	if t.way.Substance != medication.Methadone {
		return nil
	}
	return shown(limitOn(t.e, withdrawal.DetoxLength().Community, t.day).fact)
}

func (t *taper) steps(d *Day, step medication.Mass) {
	before := t.dose
	t.dose, _ = before.Sub(step) // a step that is more than the dose ends it
	t.since = t.day
	d.Why = fmt.Sprintf("goes down from %s to %s, if the last step was tolerated: it can wait, and go back", before, t.dose)
	d.Observe = append(d.Observe, "craving, withdrawal, sleep, use: a hard week is a reason to stand still and none to stop treatment")
}

// ends is the first day without a dose.
func (t *taper) ends(d *Day) {
	d.Why = "the first day without a dose"
	d.Observe = []string{"naloxone at home and people who can give it", "tolerance is lost: the old dose can kill now",
		"the way back into treatment, agreed on before", "naltrexone only after the wait without an opioid"}
	t.c.Days = append(t.c.Days, *d)
}

// lastChange returns the day on which the dose of a substance last changed; the zero day if that is not on record.
func lastChange(e *plan.Engine, p plan.Plan, r Request, s medication.Substance) (changed civil.Date) {
	_ = e.Look(p, r.At, func(v *plan.View) {
		var total medication.Mass
		var day civil.Date
		for dose := range v.Doses(s) {
			if dose.Day == day {
				continue
			}
			now := v.DayTotal(s, dose.Day)
			if !day.IsZero() && !now.Equal(total) {
				changed = day
				return
			}
			day, total = dose.Day, now
		}
	})
	return changed
}
