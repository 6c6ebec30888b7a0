package choice

import (
	"slices"
	"strings"

	"github.com/oudpath/oudpath/medication"
	"github.com/oudpath/oudpath/plan"
	"github.com/oudpath/oudpath/plan/guidance/product"
	"github.com/oudpath/oudpath/plan/record"
	"github.com/oudpath/oudpath/stages"
)

// First is what an option begins with, and what the rules say of it.
type First struct {
	Product medication.ProductID // of a medication; empty: a level of care
	Setting medication.Setting   // where it was asked for; zero: not stated
	// GoesOn says that the person takes it already: what was asked is the dose in force.
	GoesOn bool
	// AmountOpen says that the amount is for the prescriber: the rules were asked about single units of the product, so that there was
	// something to judge, and none of these is a dose to order.
	AmountOpen bool
	Body       record.Body // what was asked
	Decision   plan.Decision
	When       plan.Opening // from when on it is not refused; the zero Opening where it is allowed now
	Instead    []plan.Offer // other ways to the same option that the rules allow now, where this one is not
	// Lasting are the rules that still refuse it at the end of plan.Horizon: time alone does not change what they say.
	Lasting []record.RuleID
}

// Standing says how an option stands by the rules.
type Standing string

// The standings.
const (
	Possible Standing = "possible"  // allowed now
	Waits    Standing = "waits"     // held until something is on record
	Later    Standing = "later"     // refused now, and not from a time on
	Closed   Standing = "closed"    // refused, and time alone does not change that
	Unlisted Standing = "not-asked" // the catalogue has no product of it that is sold here, or it has no order: no rule was asked
)

// Standing returns how the first order stands.
func (f *First) Standing() Standing {
	switch {
	case f.Decision.Status == plan.Allowed:
		return Possible
	case f.Decision.Status == plan.Undetermined:
		return Waits
	case f.When.Found():
		return Later
	}
	return Closed
}

// Standing returns the best standing of its first orders.
func (w *Weighed) Standing() Standing {
	best := Unlisted
	order := []Standing{Possible, Waits, Later, Closed, Unlisted}
	for i := range w.First {
		if s := w.First[i].Standing(); slices.Index(order, s) < slices.Index(order, best) {
			best = s
		}
	}
	return best
}

// country is where the person is treated: what the identifier of the lowest layer begins with.
func (a *asker) country() string {
	j := a.engine.Jurisdiction()
	for j.Below != nil {
		j = *j.Below
	}
	country, _, _ := strings.Cut(j.ID, "-")
	return country
}

// market is the country whose products can be had; empty where the place does not say.
func (a *asker) market() (country string) {
	country, _, _ = plan.LimitOn(a.engine, product.Market().Country, a.today())
	return country
}

// sold reports whether a product is sold where the person is treated, or anywhere, where nothing tells what is sold there.
func (a *asker) sold(p medication.Product) (sold bool) {
	_ = a.engine.Look(a.plan, a.at, func(v *plan.View) { sold = product.Sold(v, p) })
	return sold
}

// firsts asks the rules about what the option begins with: the dose in force of what is taken already, else each product that is sold, in
// the place where it stands best; or the move to the level of care.
func (a *asker) firsts(o *Option, r *Request) (all []First, err error) {
	if o.Level != "" {
		on, _ := stages.ToLevel(o.Level)
		f := First{Body: record.LevelMove{Trigger: on}}
		err := a.judge(&f)
		return []First{f}, err
	}
	if f, ok := a.inForce(o); ok {
		err := a.judge(&f)
		return []First{f}, err
	}
	if o.ID == NoMedication {
		return a.stops()
	}
	for _, p := range medication.Products() {
		if !o.is(p) || !a.sold(p) {
			continue
		}
		f, ok, err := a.product(p, r)
		if err != nil {
			return nil, err
		}
		if ok {
			all = append(all, f)
		}
	}
	return all, nil
}

// stops are the ends of what is taken: what no medication begins with.
func (a *asker) stops() (all []First, err error) {
	for _, row := range substanceQuestions {
		takes := false
		_ = a.engine.Look(a.plan, a.at, func(v *plan.View) { takes = v.OnMedication(row.of) })
		if !takes {
			continue
		}
		f := First{Body: record.StopMedication{Substance: row.of, Reason: record.ReasonPatientChoice}}
		if err := a.judge(&f); err != nil {
			return nil, err
		}
		all = append(all, f)
	}
	return all, nil
}

// inForce is the order of what the person takes, if it is this option.
func (a *asker) inForce(o *Option) (f First, ok bool) {
	if o.Substance == 0 {
		return First{}, false
	}
	_ = a.engine.Look(a.plan, a.at, func(v *plan.View) {
		if !v.OnMedication(o.Substance) {
			return
		}
		order, _, ordered := v.OrderInForce(o.Substance)
		p, known := medication.Lookup(order.Product)
		if !ordered || !known || !o.is(p) {
			return
		}
		f, ok = First{Product: p.ID(), Setting: order.Setting, GoesOn: true, Body: order}, true
	})
	return f, ok
}

// product asks about one unit of each strength of a product, in each place where it may be given. The answer with the fewest objections
// stands for it; ok is false for a product without strengths or places.
func (a *asker) product(p medication.Product, r *Request) (best First, ok bool, err error) {
	for _, place := range places(p, r.Setting) {
		for _, strength := range p.Strengths() {
			f := First{Product: p.ID(), Setting: place, AmountOpen: true, Body: record.Order{Product: p.ID(), Dose: strength.Dose,
				Setting: place, Supervised: r.Watched}}
			if f.Decision, err = a.engine.Check(a.plan, a.event(f.Body)); err != nil {
				return First{}, false, err
			}
			if !ok || f.objections() < best.objections() {
				best, ok = f, true
			}
		}
	}
	if ok {
		err = a.judge(&best)
	}
	return best, ok, err
}

// objections ranks answers: by status, then by how many findings refuse or hold, then by how many warn.
func (f *First) objections() int {
	const many = 1000
	return (int(f.Decision.Status)*many+len(f.Decision.Reasons()))*many + len(f.Decision.Violated(record.Warning))
}

// places are where a product may be given: the one that was asked for if it may be given there, else all. Nobody is sent to custody, and a
// dose at home that nobody watches is not where a medication begins.
func places(p medication.Product, asked medication.Setting) []medication.Setting {
	if asked != 0 && p.AllowsSetting(asked) {
		return []medication.Setting{asked}
	}
	return slices.DeleteFunc(p.Settings(), func(s medication.Setting) bool {
		return s == medication.SettingCustody || s == medication.SettingHome
	})
}

func (a *asker) event(body record.Body) record.Event { return record.Event{At: a.at, Body: body} }

// judge asks the rules, when it would be possible where it is not, and for other ways to the same medication.
func (a *asker) judge(f *First) error {
	ev := a.event(f.Body)
	instead, err := a.engine.Instead(a.plan, ev)
	if err != nil {
		return err
	}
	f.Decision, f.When = instead.Now, instead.Wait
	if f.Standing() == Closed {
		ev.At = a.at.Add(plan.Horizon)
		then, err := a.engine.Check(a.plan, ev)
		if err != nil {
			return err
		}
		for _, finding := range then.Violated(record.Block) {
			f.Lasting = append(f.Lasting, finding.Rule)
		}
	}
	for _, offer := range instead.Possible {
		if order, ok := offer.Asked.Body.(record.Order); ok && f.Product != "" && sameOption(order.Product, f.Product) {
			f.Instead = append(f.Instead, offer)
		}
	}
	return nil
}

func sameOption(a, b medication.ProductID) bool {
	p, known := medication.Lookup(a)
	q, other := medication.Lookup(b)
	return known && other && p.Substance() == q.Substance() && p.LongActing() == q.LongActing()
}

// excluded are the findings that refuse every way into an option and that time alone does not change, as arguments.
func excluded(o *Option, firsts []First) (all []Said) {
	for i := range firsts {
		if firsts[i].Standing() != Closed {
			return nil
		}
	}
	seen := make(map[record.RuleID]bool)
	for i := range firsts {
		for _, f := range firsts[i].Decision.Reasons() {
			if !f.Refuses() || seen[f.Rule] || !slices.Contains(firsts[i].Lasting, f.Rule) {
				continue
			}
			seen[f.Rule] = true
			said := Said{Side: Excluding, Causes: f.Causes, Remedy: f.Remedy, Argument: Argument{ID: string(f.Rule), About: []OptionID{o.ID}, Side: Excluding,
				Strength: Rule, Text: f.Message(), Cites: f.Cites}}
			if f.Limit != nil {
				said.Limits = []plan.LimitFact{*f.Limit}
			}
			all = append(all, said)
		}
	}
	return all
}
