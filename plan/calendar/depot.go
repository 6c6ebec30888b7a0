package calendar

import (
	"fmt"
	"slices"

	"github.com/oudpath/oudpath/medication"
	"github.com/oudpath/oudpath/plan"
	"github.com/oudpath/oudpath/plan/civil"
	"github.com/oudpath/oudpath/plan/evidence"
)

// Injections makes the calendar of the coming injections of a depot, with the window of each: the day itself, the first and the last one
// that are on time. The amount is that of the last injection of the product; else what a published table gives for the daily dose under
// the tongue, or for the weekly injection before a monthly one; else the first dose of the label, where no table leads to the product or
// nothing is on record; else a question ("injection"). Where the label goes on with another dose after the second injection, the third
// asks for it ("maintenance"). Request.Days says how far ahead, and without it three injections are laid.
//
// The next window is counted from the last injection, as it was given: a late one moves those after it.
func Injections(e *plan.Engine, p plan.Plan, r Request) (Calendar, error) {
	product, ok := medication.Lookup(r.Product)
	if !ok || product.DepotDays() == 0 {
		return Calendar{}, refusal("%q is no depot", r.Product)
	}
	c, err := draft(e, p, r, "injections", "Injections: "+product.Name())
	if err != nil {
		return Calendar{}, err
	}
	if died(e, p, r.At) {
		return c.judged(e, p)
	}
	d := depot{c: c, product: product, today: e.DayOf(r.At)}
	c.Heeded = heeded(e, p, since(c, e, r), r.At)
	d.read(e, p)
	d.lay()
	return c.judged(e, p)
}

// depot lays the injections of one product.
type depot struct {
	c       *Calendar
	product medication.Product
	today   civil.Date

	last   civil.Date // of this product; zero: none yet
	given  int        // of this product, in a row
	amount medication.Mass
	why    string
	cites  []evidence.Citation
	due    civil.Date // by what another medication leaves; zero: today
}

// read finds what the next injection follows.
func (d *depot) read(e *plan.Engine, p plan.Plan) {
	s := d.product.Substance()
	_ = e.Look(p, d.c.AsOf, func(v *plan.View) {
		last, count, ok := v.LastDepot(s)
		switch _, stopped, _ := v.Stopped(s); {
		case !ok || !stopped.IsZero():
		case last.Product == d.product:
			d.last, d.given, d.amount = last.Day, count, last.Amount
			d.why = fmt.Sprintf("injection %d, the amount of the last one", count+1)
		default:
			d.from(last.Product, last.Amount, fmt.Sprintf("from %s of %s", last.Amount, last.Product.Name()))
			d.due = last.Day.Add(last.Product.DepotDays())
		}
	})
	if d.last.IsZero() && d.due.IsZero() {
		if by := usual(e, p, d.c.AsOf, s); by.product != "" {
			product, _ := medication.Lookup(by.product)
			d.from(product, by.amount, fmt.Sprintf("from %s of %s a day", by.amount, product.Name()))
		}
	}
	if d.why == "" {
		d.why = "the first injection, and nothing is on record that a table could be read from"
		d.labelled()
	} else if d.amount.IsZero() && !hasTable(d.product) {
		d.labelled()
	}
	if amount, ok := d.c.request.amount("injection"); ok {
		d.amount, d.why, d.cites = amount, "the amount that was decided", nil
	}
}

// from reads the published table from what was taken to the depot. A dose that the table does not have is not read between its rows.
func (d *depot) from(product medication.Product, amount medication.Mass, said string) {
	d.why = said
	for _, conversion := range medication.Conversions() {
		if conversion.To() != d.product || !sameTable(conversion.From(), product) {
			continue
		}
		got, status := medication.Convert(conversion, amount)
		d.cites = append(d.cites, got.Cite)
		if status == medication.ConversionExact {
			d.amount = got.Dose.Principal
			d.why = said + ", by the table"
		} else {
			d.why = fmt.Sprintf("%s, which the table has no row or no syringe for (%s)", said, status)
		}
		return
	}
}

// labelled is the first dose of the label, where it states one.
func (d *depot) labelled() {
	for _, f := range d.product.Facts(medication.FirstDose) {
		if d.amount.IsZero() && f.Mass.Least.Equal(f.Mass.Most) && !f.Mass.Most.IsZero() {
			d.amount, d.cites = f.Mass.Most, []evidence.Citation{f.Cite}
			d.why += "; the label: " + f.Text
		}
	}
}

// hasTable reports whether a published table leads to the product.
func hasTable(product medication.Product) bool {
	return slices.ContainsFunc(medication.Conversions(), func(c medication.Conversion) bool { return c.To() == product })
}

// maintenance is what the label says of the third injection and later ones, where that is no longer the dose of the first two.
func (d *depot) maintenance(number int) (f medication.LabelFact, ok bool) {
	if _, loads := medication.SecondInjectionWindow(d.product, d.today); !loads || number < 3 || d.given >= 3 {
		return f, false
	}
	first, usual := d.product.Facts(medication.FirstDose), d.product.Facts(medication.UsualDose)
	if len(first) == 0 || len(usual) == 0 || !d.amount.Equal(first[0].Mass.Most) {
		return f, false
	}
	return usual[0], true
}

// sameTable reports whether a table of one product holds for another: those of tablets under the tongue are written in milligrams of
// buprenorphine, and hold for films and for the combination, but not for what is taken up otherwise.
func sameTable(table, product medication.Product) bool {
	if table == product {
		return true
	}
	apart := func(p medication.Product) bool {
		switch p.ID() {
		case medication.BupnxZubsolv, medication.BupnxBunavail, medication.BupnxCassipa, medication.BupEspranor:
			return true
		}
		return p.LongActing()
	}
	return !apart(table) && !apart(product) && table.Substance() == product.Substance() && table.Jurisdiction() == product.Jurisdiction()
}

// lay puts down the injections.
func (d *depot) lay() {
	last, count, until := d.last, 3, civil.Date{}
	if d.c.request.Days > 0 {
		count, until = longest, later(d.c.request.Begin, d.today).Add(d.c.request.Days-1)
	}
	for i := range count {
		window, following := d.window(last, d.given+i)
		on := window.Due
		switch {
		case !following:
			on = later(later(d.due, d.c.request.Begin), d.today)
		case on.IsZero():
			on = window.Latest
		}
		if on.Before(d.today) {
			on = d.today
		}
		for d.c.request.Closures.Closed(on) && (window.Latest.IsZero() || on.Before(window.Latest)) {
			on = on.Add(1)
		}
		if !until.IsZero() && until.Before(on) {
			return
		}
		d.c.Days = append(d.c.Days, d.injection(i, on, window, following))
		last = on
	}
}

// window is that of the injection that follows the last one; following is false for the first.
func (d *depot) window(last civil.Date, given int) (medication.Window, bool) {
	if last.IsZero() {
		return medication.Window{}, false
	}
	if second, ok := medication.SecondInjectionWindow(d.product, last); ok && given == 1 {
		return second, true
	}
	return medication.InjectionWindow(d.product, last)
}

func (d *depot) injection(i int, on civil.Date, window medication.Window, following bool) Day {
	day := Day{Date: on, Number: d.given + i + 1, Why: d.why, Cites: d.cites}
	dose := Dose{Product: d.product.ID(), Amount: d.amount}
	if d.amount.IsZero() {
		dose.Question = "injection"
		d.c.ask(Question{ID: "injection", Day: on, Text: "which amount is injected? " + d.why, Cites: d.cites})
	}
	if i > 0 {
		day.Why = fmt.Sprintf("injection %d, the same amount", day.Number)
	}
	if f, ok := d.maintenance(day.Number); ok {
		day.Why, day.Cites = fmt.Sprintf("injection %d: %s", day.Number, f.Text), []evidence.Citation{f.Cite}
		dose.Question = "maintenance"
		if dose.Amount, ok = d.c.request.amount(dose.Question); !ok {
			d.c.ask(Question{ID: dose.Question, Day: on, Text: "which amount from the third injection on? " + f.Text, Least: f.Mass.Least, Most: f.Mass.Most,
				Cites: day.Cites})
		}
	}
	if following {
		bounds := fmt.Sprintf("; on time from %s to %s", window.Earliest, window.Latest)
		if window.Latest.Before(d.today) && i == 0 {
			bounds = fmt.Sprintf("; late since %s: look at the person before it", window.Latest)
		}
		day.Why += bounds + ": " + window.Note
		day.Cites = once(day.Cites, window.Cites)
	}
	day.Observe = []string{"the place of the last injection, and where this one goes"}
	day.Doses = []Dose{dose}
	return day
}
