// Package jurisdiction finds a place by its name and makes the engine that judges there. Each country has a package of its own
// below: its values with their dates and sources, its states or nations as layers, and the rules that are law or practice only
// there.
//
// It holds no clinical number, and no place is a default: without a name there is no engine. A host with limits of its own makes a
// layer over what Named returns, and the engine with plan.New.
package jurisdiction

import (
	"fmt"
	"slices"
	"strings"
	"time"

	"github.com/oudpath/oudpath/plan"
	"github.com/oudpath/oudpath/plan/guidance"
	"github.com/oudpath/oudpath/plan/jurisdiction/au"
	"github.com/oudpath/oudpath/plan/jurisdiction/ca"
	"github.com/oudpath/oudpath/plan/jurisdiction/gb"
	"github.com/oudpath/oudpath/plan/jurisdiction/us"
	"github.com/oudpath/oudpath/plan/jurisdiction/who"
)

// Place is a jurisdiction that comes with the library.
type Place struct {
	ID      string   // "us", "us-wi", "ca-on", "gb-sct"
	Aliases []string // other names by which it is found
	make    func(*time.Location) plan.Jurisdiction
}

// In returns the jurisdiction with the time zone in which its days begin and end, which is that of the clinic.
func (p Place) In(zone *time.Location) plan.Jurisdiction { return p.make(zone) }

var places = []Place{
	{"us", []string{"usa", "united states"}, us.Federal},
	{"us-2001", nil, us.Of2001},
	{"us-mi", []string{"michigan"}, us.Michigan},
	{"us-oh", []string{"ohio"}, us.Ohio},
	{"us-wi", []string{"wisconsin"}, us.Wisconsin},
	{"au", []string{"australia"}, au.Australia},
	{"au-nsw", []string{"new south wales", "nsw"}, au.NewSouthWales},
	{"au-vic", []string{"victoria"}, au.Victoria},
	{"ca", []string{"canada"}, ca.Canada},
	{"ca-bc", []string{"british columbia"}, ca.BritishColumbia},
	{"ca-on", []string{"ontario"}, ca.Ontario},
	{"gb", []string{"uk", "united kingdom"}, gb.UnitedKingdom},
	{"gb-eng", []string{"england"}, gb.England},
	{"gb-nir", []string{"northern ireland"}, gb.NorthernIreland},
	{"gb-sct", []string{"scotland"}, gb.Scotland},
	{"gb-wls", []string{"wales"}, gb.Wales},
	{"int-who", []string{"who", "world health organization"}, who.Guidelines},
}

// All returns the places, each country before its states or nations.
func All() []Place {
	all := slices.Clone(places)
	for i := range all {
		all[i].Aliases = slices.Clone(all[i].Aliases)
	}
	return all
}

// Named finds a place by its ID or an alias, in any case. The error of an unknown name lists the places.
func Named(name string) (Place, error) {
	key := strings.ToLower(strings.Join(strings.Fields(name), " "))
	known := make([]string, 0, len(places))
	for _, p := range All() {
		if p.ID == key || slices.Contains(p.Aliases, key) {
			return p, nil
		}
		known = append(known, p.ID)
	}
	return Place{}, fmt.Errorf("jurisdiction: unknown jurisdiction %q: there are %s", name, strings.Join(known, ", "))
}

// Engine makes the engine that judges in the named place by the built-in rules and duties. The zone is required: it says when a
// day of the clinic begins.
func Engine(name string, zone *time.Location) (*plan.Engine, error) {
	place, err := Named(name)
	if err != nil {
		return nil, err
	}
	return plan.New(Config(place.In(zone)))
}

// Config returns what plan.New needs to judge in a jurisdiction by the built-in rules and duties: for a host that adds to it, or
// that has a layer of its own.
func Config(j plan.Jurisdiction) plan.Config {
	return plan.Config{Jurisdiction: j, Pack: guidance.Pack, Rules: guidance.Rules(), Duties: guidance.Duties(),
		Alternatives: guidance.Alternatives(), MayOverride: guidance.MayOverride,
		Renamed: guidance.Renamed()}
}
