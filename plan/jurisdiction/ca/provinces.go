package ca

import (
	"time"

	"github.com/oudpath/oudpath/plan"
	"github.com/oudpath/oudpath/plan/guidance"
)

// The provinces that were read. Each is a layer over Canada: it may tighten a limit, and loosens one only where it says why.

// Ontario is the jurisdiction of Ontario.
func Ontario(zone *time.Location) plan.Jurisdiction {
	return province(zone, "ca-on", "Ontario", ontarioMethadone(), guidance.Ontario())
}

// BritishColumbia is the jurisdiction of British Columbia.
func BritishColumbia(zone *time.Location) plan.Jurisdiction {
	return province(zone, "ca-bc", "British Columbia", britishColumbiaMethadone(), guidance.BritishColumbia())
}

func province(zone *time.Location, id, title string, settings []plan.Setting, rules []plan.Rule) plan.Jurisdiction {
	below := Canada(zone)
	return plan.Jurisdiction{ID: id, Version: below.Version, Title: title, Zone: zone, Below: &below, Settings: settings, Rules: rules}
}
