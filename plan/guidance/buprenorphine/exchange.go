package buprenorphine

import "github.com/oudpath/oudpath/medication"

// interchanged reports whether a product is the one that a table names, or exchanged for it.
func interchanged(named, p medication.Product) bool { return named == p || Exchanged(named, p) }

// Exchanged reports whether two products for the mouth are exchanged milligram for milligram, after tabletEquivalent.
func Exchanged(a, b medication.Product) bool {
	return !a.LongActing() && !b.LongActing() && exchangeGroup(a) == exchangeGroup(b)
}

// exchangeGroup names the products for the mouth that are exchanged milligram for milligram: sublingual tablets and films, and
// each other product for itself.
func exchangeGroup(p medication.Product) medication.ProductID {
	switch p.ID() {
	case medication.BupEspranor, medication.BupnxBunavail, medication.BupnxZubsolv:
		return p.ID()
	}
	return medication.BupSL
}
