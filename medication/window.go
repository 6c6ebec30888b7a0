package medication

import (
	"slices"

	"github.com/oudpath/oudpath/plan/civil"
	"github.com/oudpath/oudpath/plan/evidence"
)

// Window says when the next injection of a depot belongs. Days that the label does not give are no day.
type Window struct {
	Earliest   civil.Date // first day on which the next injection may be given
	Due        civil.Date // nominal day
	DueByMonth civil.Date // second reading of the nominal day where the label says "monthly": same day next month
	Latest     civil.Date // last day that still counts as on time

	// EarliestProvenance and LatestProvenance are how well the two bounds are confirmed, each that of its weakest part. Where a bound is this
	// library's own proposal, or rests on its own reading of "monthly", it is Unconfirmed, however well the rest is confirmed.
	EarliestProvenance, LatestProvenance evidence.Provenance

	Cites []evidence.Citation
	Note  string // what the label says, and what it does not
}

// Contains reports whether the day lies in the window. It is false if either bound is missing.
func (w Window) Contains(day civil.Date) bool {
	return !w.Earliest.IsZero() && !w.Latest.IsZero() && !day.IsZero() && !day.Before(w.Earliest) && !w.Latest.Before(day)
}

// interval is a window in days since the last injection. Zero bounds are not stated.
type interval struct {
	earliest, due, latest int
	byMonth               bool
	early, late           evidence.Provenance
	cites                 []evidence.Citation
	note                  string
}

// intervals are the maintenance intervals by product.
var intervals = map[ProductID]interval{
	BupSublocade: {
		earliest: 26, due: 28, latest: 28 + 14, byMonth: true, early: evidence.Secondary, late: evidence.Unconfirmed,
		cites: []evidence.Citation{citeSublocadeInterval, citeSublocadeNominal},
		note: "monthly, at least 26 days apart; up to two weeks late is not expected to matter; 28 days is our reading of monthly, and the " +
			"last day rests on it",
	},
	BupBrixadiWeekly: {
		earliest: 5, due: 7, latest: 9, early: evidence.Primary, late: evidence.Primary,
		cites: []evidence.Citation{citeBrixadiWindow},
		note:  "weekly, give or take 2 days; a missed dose as soon as practical",
	},
	BupBrixadiMonthly: {
		earliest: 21, due: 28, latest: 35, early: evidence.Secondary, late: evidence.Secondary,
		cites: []evidence.Citation{citeBrixadiWindow, citeBrixadi28},
		note:  "every 28 days, give or take a week; a missed dose as soon as practical",
	},
	BupBuvidalWeekly: {
		earliest: 5, due: 7, latest: 9, early: evidence.Secondary, late: evidence.Secondary,
		cites: []evidence.Citation{citeBuvidalWindow, citeHighlandNominal},
		note:  "weekly, give or take 2 days, from the label of the identical product Brixadi",
	},
	BupBuvidalMonthly: {
		earliest: 21, due: 28, latest: 35, early: evidence.Secondary, late: evidence.Secondary,
		cites: []evidence.Citation{citeBuvidalWindow, citeHighlandNominal},
		note:  "every 28 days, give or take a week, from the label of the identical product Brixadi",
	},
	NtxXR: {
		earliest: 28 - 3, due: 28, latest: 28 + 3, byMonth: true, early: evidence.Unconfirmed, late: evidence.Unconfirmed,
		cites: []evidence.Citation{citeVivitrolInterval, citeVivitrolProposal},
		note:  "every 4 weeks or once a month; the label has no window: 3 days either way of 28 is our proposal",
	},
}

// InjectionWindow returns the window for the next maintenance injection of a depot after the one given on last. It is false
// for a product without an interval, and if last is no day.
//
// It knows one product at a time: a change between depots, the first week of a weekly depot and the second injection of
// Sublocade (SecondInjectionWindow) are not maintenance.
func InjectionWindow(p Product, last civil.Date) (Window, bool) {
	days, ok := intervals[p.ID()]
	if !ok || last.IsZero() {
		return Window{}, false
	}
	return days.after(last), true
}

func (i interval) after(last civil.Date) Window {
	w := Window{
		Earliest: last.Add(i.earliest), Due: last.Add(i.due), Latest: last.Add(i.latest),
		EarliestProvenance: i.early, LatestProvenance: i.late, Cites: slices.Clone(i.cites), Note: i.note,
	}
	if i.byMonth {
		w.DueByMonth = last.AddMonths(1)
	}
	return w
}

// SecondInjectionWindow returns the window for the second injection of a depot whose label treats it apart from maintenance:
// Sublocade, from one week to one month after the first. It is false for every other product, and if first is no day. The
// label has said so since February 2025; whether that edition applies is for the caller to judge.
func SecondInjectionWindow(p Product, first civil.Date) (Window, bool) {
	if p.ID() != BupSublocade || first.IsZero() {
		return Window{}, false
	}
	return Window{
		Earliest: first.Add(7), Latest: first.AddMonths(1), EarliestProvenance: evidence.Secondary, LatestProvenance: evidence.Secondary,
		Cites: []evidence.Citation{citeSublocadeInterval},
		Note:  "second injection from one week to one month after the first; label of February 2025",
	}, true
}
