package gb

import (
	"slices"
	"time"

	"github.com/oudpath/oudpath/plan"
	"github.com/oudpath/oudpath/plan/guidance"
)

// The nations of the United Kingdom. Each is a layer over UnitedKingdom: it may tighten a limit, and loosens one only where it
// says why. Wales sets no number of its own so far; it is a layer all the same, so that a host names its nation once and gets what
// is added later.

// England is the jurisdiction of England.
func England(zone *time.Location) plan.Jurisdiction {
	p := nation(zone, "gb-eng", "England", englandSettings(), orangeBookPrevails()...)
	p.Rules = guidance.England()
	return p
}

// Scotland is the jurisdiction of Scotland.
func Scotland(zone *time.Location) plan.Jurisdiction {
	p := nation(zone, "gb-sct", "Scotland", scotlandSettings(), orangeBookPrevails()...)
	p.Rules = guidance.Scotland()
	return p
}

// Wales is the jurisdiction of Wales.
func Wales(zone *time.Location) plan.Jurisdiction {
	p := nation(zone, "gb-wls", "Wales", walesSettings())
	p.Rules = guidance.Wales()
	return p
}

// NorthernIreland is the jurisdiction of Northern Ireland, whose formulary is stricter than the licences.
func NorthernIreland(zone *time.Location) plan.Jurisdiction {
	return nation(zone, "gb-nir", "Northern Ireland", northernIrelandSettings(), northernIrelandPrevails()...)
}

func nation(zone *time.Location, id, title string, settings []plan.Setting, omits ...plan.Omission) plan.Jurisdiction {
	below := UnitedKingdom(zone)
	return plan.Jurisdiction{ID: id, Version: below.Version, Title: title, Zone: zone, Below: &below, Settings: settings, Omits: omits}
}

// The settings of a nation, one list for each subject that has any.

func englandSettings() []plan.Setting { return slices.Concat(englandPathway(), englandProduct()) }

func scotlandSettings() []plan.Setting { return scotlandPathway() }

func walesSettings() []plan.Setting { return nil }

func northernIrelandSettings() []plan.Setting {
	return slices.Concat(northernIrelandBuprenorphine(), northernIrelandMethadone())
}
