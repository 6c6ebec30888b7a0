package restart

import (
	"github.com/oudpath/oudpath/medication"
	"github.com/oudpath/oudpath/plan"
	"github.com/oudpath/oudpath/plan/civil"
	"github.com/oudpath/oudpath/plan/guidance/internal/person"
)

// Back is a way back: from the smaller dose after a gap up to what was usual before it.
type Back struct {
	Usual medication.Mass // of the last day before the gap
	Began civil.Date      // the day of the smaller dose
}

// WayBack returns the way back on which the person is before the event: a gap of missed doses that counts, a smaller dose after it, not
// more days ago than that, and no day since that came to the usual dose. Days for which doses were handed out are no gap.
func WayBack(v *plan.View, s medication.Substance, within int, counts func(missed int) bool) (back Back, ok bool) {
	var newer, older day
	first := person.FirstDay(v)
	var highest medication.Mass
	for dose := range v.Now().Intakes(s) {
		switch {
		case dose.Product.LongActing():
			return Back{}, false
		case dose.Day == first:
		case dose.Day == older.on:
			older.total = older.total.Add(dose.Amount)
		default:
			if back, ok = gapBetween(v, s, newer, older, highest, counts); ok {
				return back, true
			}
			highest = highest.Higher(older.total)
			newer, older = older, day{dose.Day, dose.Amount}
			if !newer.on.IsZero() && first.Since(newer.on) > within {
				return Back{}, false
			}
		}
	}
	return gapBetween(v, s, newer, older, highest, counts)
}

// day is one day with doses, and what it came to.
type day struct {
	on    civil.Date
	total medication.Mass
}

// gapBetween returns the way back that begins after a gap between two days with doses that follow one another.
func gapBetween(v *plan.View, s medication.Substance, newer, older day, highest medication.Mass, counts func(int) bool) (Back, bool) {
	if newer.on.IsZero() || older.total.Compare(highest) <= 0 {
		return Back{}, false
	}
	last := older.on
	if covered := v.Now().CoveredTo(s, newer.on.Add(-1)); last.Before(covered) {
		last = covered
	}
	return Back{older.total, newer.on}, counts(newer.on.Since(last) - 1)
}
