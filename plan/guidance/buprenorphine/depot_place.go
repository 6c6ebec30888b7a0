package buprenorphine

import "github.com/oudpath/oudpath/plan"

// DepotPlaceLimits says where depots may be given. Anywhere: those that are sold under a risk program of the United States wherever staff
// give them, since no law of the place knows that program; not set: only where the program has certified the place.
type DepotPlaceLimits struct{ Anywhere plan.Param[bool] }

var depotPlace = DepotPlaceLimits{
	plan.NewParam("med.setting.xr-bup.anywhere", "whether depots of a risk program are given wherever there are staff",
		plan.Strictness[bool](certifiedIsStricter)),
}

// DepotPlace returns where depots may be given.
func DepotPlace() DepotPlaceLimits { return depotPlace }

func certifiedIsStricter(a, b bool) int {
	switch {
	case a == b:
		return 0
	case b:
		return 1
	}
	return -1
}
