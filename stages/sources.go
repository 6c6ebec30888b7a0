package stages

import "github.com/oudpath/oudpath/plan/evidence"

// cites collects citations for one row of a table.
func cites(all ...evidence.Citation) []evidence.Citation { return all }

// own is OwnDesign for one row of a table, with what was decided.
func own(what string) evidence.Citation {
	return evidence.Design.At(what, evidence.Unconfirmed)
}

// ownWay is the citation of an edge that is the logic of the pathway and no clinical claim.
func ownWay() []evidence.Citation { return cites(own("order of the pathway")) }
