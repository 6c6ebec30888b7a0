package calendar

import (
	"fmt"
	"slices"

	"github.com/oudpath/oudpath/medication"
	"github.com/oudpath/oudpath/plan"
	"github.com/oudpath/oudpath/plan/evidence"
	"github.com/oudpath/oudpath/plan/internal/lines"
	"github.com/oudpath/oudpath/plan/truth"
)

// Split makes the calendar of the days on which the daily dose that somebody takes is parted into two or three ("parts"; guidance for
// pregnancy names no other number). The total stays as it is to the microgram: parts that cannot be equal in units of the product differ by
// one unit, the larger first. All but the first are taken home, which the rules about doses to take home judge.
func Split(e *plan.Engine, p plan.Plan, s medication.Substance, r Request) (Calendar, error) {
	c, err := draft(e, p, r, "split-dose", "The daily dose in parts: "+s.String())
	if err != nil {
		return Calendar{}, err
	}
	now := c.current(e, p, s)
	parts, decided := c.request.number("parts")
	program := evidence.SplitDosesInPregnancy.At("two to three portions", evidence.Primary)
	cites := []evidence.Citation{evidence.ASAM2020.At("page 23, pregnancy", evidence.Primary), program}
	switch {
	case died(e, p, r.At) || now.amount.IsZero():
		c.ask(Question{ID: "dose-now", Text: fmt.Sprintf("no %s by mouth goes on that could be parted", s)})
		return c.judged(e, p)
	case !decided:
		c.ask(Question{ID: "parts", Text: "into how many parts? In pregnancy clearance rises, and twice a day at least is better and often " +
			"impractical", Cites: cites})
		return c.judged(e, p)
	case parts < 2 || parts > 3:
		return Calendar{}, refusal("%d parts of a day: the source has two or three", parts)
	}
	var pregnant truth.Value
	_ = e.Look(p, r.At, func(v *plan.View) { pregnant, _ = v.Pregnant() })
	product, _ := medication.Lookup(now.product)
	var doses []Dose
	for i, amount := range portions(product, now.amount, parts) {
		doses = append(doses, Dose{Product: product.ID(), Amount: amount, Setting: now.setting, Home: i > 0})
	}
	if len(doses) < parts {
		c.ask(Question{ID: "parts", Text: fmt.Sprintf("%s of %s make no %d parts: how is it taken?", now.amount, product.Name(), parts), Cites: cites})
		return c.judged(e, p)
	}
	first := later(c.request.Begin, e.DayOf(r.At))
	if !takenOn(e, p, r.At, s, first).IsZero() {
		first = first.Add(1)
	}
	why := fmt.Sprintf("%s a day in %s, the same total", now.amount, lines.Counted(parts, "part"))
	if pregnant != truth.Yes {
		why += "; the source speaks of pregnancy, which is not on record"
	}
	for i := range max(1, c.request.Days) {
		c.Days = append(c.Days, Day{Date: first.Add(i), Number: i + 1, Doses: doses, Why: why, Cites: cites,
			Observe: []string{"before each part: withdrawal, drowsiness"}})
	}
	return c.judged(e, p)
}

// portions parts an amount without loss: units of the product that are left over go to the first parts, and what is no whole unit to the
// first that has no unit more than the last, so that parts never lie more than a unit apart. Of an amount with fewer units there are fewer
// parts.
func portions(product medication.Product, amount medication.Mass, n int) []medication.Mass {
	unit := unitOf(product)
	units := amount.Micrograms() / unit.Micrograms()
	rest := amount.Micrograms() % unit.Micrograms()
	parts := make([]medication.Mass, n)
	for i := range parts {
		mine := units / uint64(n)
		if uint64(i) < units%uint64(n) {
			mine++
		}
		parts[i] = medication.Micrograms(mine * unit.Micrograms())
	}
	even := &parts[units%uint64(n)]
	*even = even.Add(medication.Micrograms(rest))
	return slices.DeleteFunc(parts, medication.Mass.IsZero)
}

// unitOf is in what a dose of the product is measured: its smallest tablet or film, and whole milligrams of a liquid.
func unitOf(product medication.Product) medication.Mass {
	switch product.Form() {
	case medication.FormOralSolution, medication.FormOralConcentrate:
		return medication.Milligrams(1)
	}
	if unit, ok := product.Least(); ok && !unit.IsZero() {
		return unit
	}
	return medication.Micrograms(1)
}
