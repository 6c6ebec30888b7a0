package buprenorphine

import (
	"maps"

	"github.com/oudpath/oudpath/medication"
	"github.com/oudpath/oudpath/plan"
	"github.com/oudpath/oudpath/plan/guidance/internal/limit"
)

// ByLabel is a limit that each label states for itself. A label that states none has no entry, and nothing is borrowed for it:
// milligrams of one product are not those of another. Labels that state the same share a parameter.
type ByLabel[T any] struct {
	params map[medication.ProductID]plan.Param[T]
}

// The products whose labels share their numbers.
var (
	monoTablets       = []medication.ProductID{medication.BupSL, medication.BupSLGB}
	combinationTablet = []medication.ProductID{medication.BupnxSL, medication.BupnxFilm, medication.BupnxCassipa, medication.BupnxSLGB}
	zubsolvTablets    = []medication.ProductID{medication.BupnxZubsolv}
	bunavailFilms     = []medication.ProductID{medication.BupnxBunavail}
	espranorTablets   = []medication.ProductID{medication.BupEspranor}
	depotInjections   = []medication.ProductID{medication.BupSublocade, medication.BupBrixadiWeekly, medication.BupBrixadiMonthly,
		medication.BupProbuphine, medication.BupBuvidalWeekly, medication.BupBuvidalMonthly}
)

// with returns the limits with one parameter more, for these products.
func (l ByLabel[T]) with(p plan.Param[T], products ...medication.ProductID) ByLabel[T] {
	next := make(map[medication.ProductID]plan.Param[T], len(l.params)+len(products))
	maps.Copy(next, l.params)
	for _, id := range products {
		next[id] = p
	}
	return ByLabel[T]{next}
}

// sharing returns the limits with more products under the parameter of the first.
func (l ByLabel[T]) sharing(id medication.ProductID, products ...medication.ProductID) ByLabel[T] {
	return l.with(l.params[id], products...)
}

// Of returns the parameter of the product's label; the zero Param if it states none.
func (l ByLabel[T]) Of(id medication.ProductID) plan.Param[T] { return l.params[id] }

// limit is the choice of the parameter by the product that the event is about.
func (l ByLabel[T]) limit() *plan.Choice[T] {
	return plan.By(func(v *plan.View) medication.ProductID {
		d, _ := bupDoses.Lent(v)
		return d.Product.ID()
	}, l.params)
}

// tablets declares one limit for all sublingual tablets and films but Zubsolv.
func tablets[T any](id plan.ParamID, title string, of limit.Declaration[T]) ByLabel[T] {
	shared := of(id, title)
	return ByLabel[T]{}.with(shared, monoTablets...).with(shared, combinationTablet...)
}

// tabletsAndZubsolv declares one limit for them and one for Zubsolv, whose milligrams are others.
func tabletsAndZubsolv[T any](id plan.ParamID, title string, of limit.Declaration[T]) ByLabel[T] {
	return tablets(id, title, of).with(of(id+".zubsolv", title+", Zubsolv"), zubsolvTablets...)
}

// The parameters by the label that states them.

// Mono is the parameter of sublingual tablets of buprenorphine alone.
func (l ByLabel[T]) Mono() plan.Param[T] { return l.params[medication.BupSL] }

// Combination is the parameter of sublingual tablets and films with naloxone.
func (l ByLabel[T]) Combination() plan.Param[T] { return l.params[medication.BupnxFilm] }

// Zubsolv is the parameter of Zubsolv.
func (l ByLabel[T]) Zubsolv() plan.Param[T] { return l.params[medication.BupnxZubsolv] }

// Bunavail is the parameter of the buccal film of that name.
func (l ByLabel[T]) Bunavail() plan.Param[T] { return l.params[medication.BupnxBunavail] }

// Espranor is the parameter of the oral lyophilisate.
func (l ByLabel[T]) Espranor() plan.Param[T] { return l.params[medication.BupEspranor] }

// Depot is the parameter of weekly and monthly injections.
func (l ByLabel[T]) Depot() plan.Param[T] { return l.params[medication.BupSublocade] }
