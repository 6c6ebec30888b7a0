package calendar

import (
	"fmt"

	"github.com/oudpath/oudpath/medication"
	"github.com/oudpath/oudpath/plan"
	"github.com/oudpath/oudpath/plan/civil"
	"github.com/oudpath/oudpath/plan/evidence"
	"github.com/oudpath/oudpath/plan/guidance/withdrawal"
	"github.com/oudpath/oudpath/plan/internal/lines"
	"github.com/oudpath/oudpath/plan/record"
	"github.com/oudpath/oudpath/plan/truth"
)

// Lofexidine makes the calendar of a course of lofexidine by its label: four doses a day while withdrawal is at its height ("peak-days"),
// then one tablet less in each dose every day or every second day ("step-days") to none. The dose is that of the label for the liver and
// the kidney as they are on record, the lower of both; where neither is on record it is a question ("dose"). The days are held within the
// longest course of the jurisdiction: what goes beyond is not laid, and the calendar says so.
//
// Before each dose pulse and pressure are measured; the label gives no number below which it is held, and the limits of the jurisdiction
// stand on each day.
func Lofexidine(e *plan.Engine, p plan.Plan, r Request) (Calendar, error) {
	c, err := draft(e, p, r, "lofexidine.course", "Lofexidine, the course of the label")
	if err != nil {
		return Calendar{}, err
	}
	product, err := c.request.product(medication.Lofexidine)
	if err != nil {
		return Calendar{}, err
	}
	if died(e, p, r.At) {
		return c.judged(e, p)
	}
	tablet, stated := product.Least()
	if usual, _ := labelled(product, medication.UsualDose); !stated || len(usual) == 0 {
		return Calendar{}, refusal("no text was seen that gives a dose of %s", product.Name())
	}
	c.purpose, c.Notes = record.PurposeDetox, append(outcomesOfWithdrawal(), alphaTwoElsewhere(medication.Lofexidine)...)
	c.Heeded = heeded(e, p, since(c, e, r), r.At)
	o := course{c: c, e: e, product: product, tablet: tablet, first: later(c.request.Begin, e.DayOf(r.At))}
	o.organs(p)
	o.lay()
	return c.judged(e, p)
}

// course lays the days of lofexidine.
type course struct {
	c       *Calendar
	e       *plan.Engine
	product medication.Product
	tablet  medication.Mass
	first   civil.Date

	dose  medication.Mass // one of four
	why   string
	cites []evidence.Citation
	apart medication.Span
}

// organs finds the dose of the label for the liver and the kidney on record.
func (o *course) organs(p plan.Plan) {
	usual, cites := labelled(o.product, medication.UsualDose)
	o.cites = cites
	for _, f := range usual {
		o.dose, o.apart, o.why = f.Mass.Most, f.Time, f.Text
	}
	liver, renal := o.reading(p, record.ChildPugh), o.reading(p, record.EGFR)
	for _, organ := range []struct {
		topic   medication.Topic
		measure medication.Measure
		value   *record.Quantity
	}{{medication.HepaticImpairment, medication.ChildPughScore, liver}, {medication.RenalImpairment, medication.EGFR, renal}} {
		facts, _ := labelled(o.product, organ.topic)
		for _, f := range facts {
			if organ.value == nil || f.When.Measure != organ.measure || f.Mass.Most.IsZero() || !within(f.When, *organ.value) {
				continue
			}
			if f.Mass.Most.Compare(o.dose) <= 0 {
				o.dose, o.why = f.Mass.Most, f.Text
				o.cites = []evidence.Citation{f.Cite}
			}
		}
	}
	if amount, ok := o.c.request.amount("dose"); ok {
		o.dose, o.why = amount, "the dose that was decided"
		return
	}
	var unimpaired bool
	_ = o.e.Look(p, o.c.AsOf, func(v *plan.View) { unimpaired = v.Health(record.HepaticImpairment) == truth.No })
	if liver == nil && !unimpaired || renal == nil {
		o.c.ask(Question{ID: "dose", Day: o.first, Text: "which of the label's doses? The liver (Child-Pugh) and the kidney (eGFR) are not both on " +
			"record", Most: o.dose, Least: o.tablet, Cites: o.cites})
		o.dose = medication.Mass{}
	}
}

func (o *course) reading(p plan.Plan, m record.Measure) (value *record.Quantity) {
	_ = o.e.Look(p, o.c.AsOf, func(v *plan.View) {
		if got, _, ok := v.Measured(m); ok {
			value = &got
		}
	})
	return value
}

// within reports whether a value is in the range of a label's condition: from its least, and below its end.
func within(c medication.Condition, value record.Quantity) bool {
	return !value.Less(record.Whole(int32(c.AtLeast))) && (c.Below == 0 || value.Less(record.Whole(int32(c.Below))))
}

// lay puts down the height and the days of stepping down.
func (o *course) lay() {
	most := limitOn(o.e, withdrawal.Lofexidine().Days, o.first)
	vital := withdrawal.AlphaTwoVitals()
	vitals := shown(limitOn(o.e, vital.Systolic, o.first).fact, limitOn(o.e, vital.Diastolic, o.first).fact,
		limitOn(o.e, vital.Pulse, o.first).fact)
	label := evidence.LabelLucemyra.At("section 2", evidence.Primary)
	peak, known := o.c.request.number("peak-days")
	if !known {
		o.c.ask(Question{ID: "peak-days", Text: "for how many days is withdrawal at its height?", Days: medication.Span{Least: inDays(5),
			Most: inDays(7)}, Cites: []evidence.Citation{label}})
		peak = 1
	}
	step, spaced := o.c.request.number("step-days")
	if !spaced {
		o.c.ask(Question{ID: "step-days", Text: "after how many days is each dose lowered by a tablet?", Days: medication.Span{Least: inDays(1),
			Most: inDays(2)}, Cites: []evidence.Citation{label}})
	}
	dose, why := o.dose, o.why
	for i := 0; ; i++ {
		if i >= peak {
			if dose.IsZero() || !spaced || !known {
				return
			}
			if (i-peak)%step == 0 {
				if dose, _ = dose.Sub(o.tablet); dose.IsZero() {
					return
				}
			}
			why = "a tablet less in each dose, so that the pressure does not rebound"
		}
		if most.set && i >= most.value {
			o.c.Notes = append(o.c.Notes, Note{Text: fmt.Sprintf("the course would go on beyond %s; it is laid to the last of them",
				lines.Counted(most.value, "day")), Cites: most.fact.Cites})
			return
		}
		d := Day{Date: o.first.Add(i), Number: i + 1, Why: why, Cites: o.cites, Limits: vitals,
			Observe: []string{"pulse and pressure before each dose: held, delayed or lowered where they are low or the person is faint"}}
		for j := range 4 {
			one := Dose{Product: o.product.ID(), Amount: dose}
			if dose.IsZero() {
				one.Question = "dose"
			}
			if j > 0 {
				one.After = o.apart
			}
			d.Doses = append(d.Doses, one)
		}
		o.c.Days = append(o.c.Days, d)
	}
}

// alphaTwoElsewhere is what guidance of single places gives, by which a prescriber may answer.
func alphaTwoElsewhere(s medication.Substance) []Note {
	who := evidence.MhGAP2016.At("withdrawal: clonidine and lofexidine", evidence.Secondary)
	canada := evidence.TherapeuticChoices2024.At("clonidine", evidence.Secondary)
	if s == medication.Lofexidine {
		return []Note{{Text: "World Health Organization: 0.4 to 0.6 mg twice a day and 0.4 to 0.8 mg a day more, at most 0.8 mg at once and 2.4 mg a " +
			"day; not with a long QT interval", Cites: []evidence.Citation{who}}}
	}
	return []Note{
		{Text: "World Health Organization: from 0.1 mg two or three times a day on, at most 1 mg a day, where agonists are not to be had",
			Cites: []evidence.Citation{who}},
		{Text: "Canada: 0.1 to 0.2 mg every 6 to 8 hours as needed for 5 to 7 days, held below 85/55 mmHg", Cites: []evidence.Citation{canada}},
	}
}

// Clonidine makes the calendar of clonidine against withdrawal, which is outside of its label: the dose and the number of doses a day are
// questions ("dose", "times", "days") within what sources give, since it goes by pulse, pressure and relief. It is not stopped at once: over
// how many days it is lowered, and to which dose on each, is asked after them ("lower-days", "lower1" and so on).
func Clonidine(e *plan.Engine, p plan.Plan, r Request) (Calendar, error) {
	c, err := draft(e, p, r, "clonidine.course", "Clonidine against withdrawal, off label")
	if err != nil {
		return Calendar{}, err
	}
	product, err := c.request.product(medication.Clonidine)
	if err != nil {
		return Calendar{}, err
	}
	if died(e, p, r.At) {
		return c.judged(e, p)
	}
	c.purpose, c.Notes = record.PurposeDetox, append(outcomesOfWithdrawal(), alphaTwoElsewhere(medication.Clonidine)...)
	facts, cites := labelled(product, medication.UsualDose)
	first := later(c.request.Begin, e.DayOf(r.At))
	amount, dosed := c.request.amount("dose")
	times, timed := c.request.number("times")
	length, ends := c.request.number("days")
	for _, f := range facts {
		if !dosed {
			c.ask(Question{ID: "dose", Day: first, Text: "which dose?", Least: f.Mass.Least, Most: f.Mass.Most, Cites: cites,
				Limits: shown(limitOn(e, withdrawal.Clonidine().Daily, first).fact)})
		}
	}
	if !timed || times > 24 {
		c.ask(Question{ID: "times", Day: first, Text: "how many doses a day, 6 to 8 hours apart?", Cites: cites})
		times = 1
	}
	if !ends || length > longest {
		c.ask(Question{ID: "days", Day: first, Text: "for how many days, before it is lowered?"})
		length = 1
	}
	rebound := []evidence.Citation{evidence.ClonidineRebound.At("rebound", evidence.Secondary)}
	lower, lowered := c.request.number("lower-days")
	if !lowered || lower > longest {
		c.ask(Question{ID: "lower-days", Text: "over how many days is it lowered? Pressure and pulse rebound where it ends at once", Cites: rebound})
		lower = 0
	}
	vital := withdrawal.AlphaTwoVitals()
	for i := range min(longest, length+lower) {
		d := Day{Date: first.Add(i), Number: i + 1, Why: "against withdrawal, beside an agonist or where none is taken", Cites: cites,
			Observe: []string{"pressure and pulse before each dose: held where they are low"},
			Limits:  shown(limitOn(e, vital.Systolic, first).fact, limitOn(e, vital.Diastolic, first).fact, limitOn(e, vital.Pulse, first).fact)}
		question := "dose"
		if i >= length {
			question = fmt.Sprintf("lower%d", i-length+1)
			d.Why, d.Cites = "lowered, so that pressure and pulse do not rebound", rebound
			if amount, dosed = c.request.amount(question); !dosed {
				c.ask(Question{ID: question, Day: d.Date, Text: "to which dose is it lowered on this day?", Cites: rebound})
			}
		}
		for j := range times {
			one := Dose{Product: product.ID(), Amount: amount}
			if amount.IsZero() {
				one.Question = question
			}
			if j > 0 && len(facts) > 0 {
				one.After = facts[0].Time
			}
			d.Doses = append(d.Doses, one)
		}
		c.Days = append(c.Days, d)
	}
	return c.judged(e, p)
}
