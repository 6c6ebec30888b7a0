package choice

import (
	"context"
	"time"

	"github.com/oudpath/oudpath/plan"
)

// Placer is the port for a placement engine that somebody has licensed. This library has none, and its own arguments about levels of care
// are not one. A Placer may reach out over a network: the context ends it.
type Placer interface {
	Place(ctx context.Context, p plan.Plan, at time.Time) (Placement, error)
}

// Placement is what a licensed engine says. It is shown beside the arguments of this library, in its own words, and is never mixed with
// them.
type Placement struct {
	By    string   // product and version, with its attribution as the licence wants it
	Level string   // as that engine names it, with the edition
	Why   []string // its reasons, as it gives them
	At    time.Time
}
