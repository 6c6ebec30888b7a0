package au

import (
	"slices"
	"time"

	"github.com/oudpath/oudpath/plan"
	"github.com/oudpath/oudpath/plan/guidance"
)

// The states that were read. Each is a layer over Australia: it may tighten a limit, and loosens one only where it says why.

// NewSouthWales is the jurisdiction of New South Wales: its clinical guidelines of 2018, and its guidance on injections of 2024.
func NewSouthWales(zone *time.Location) plan.Jurisdiction {
	settings := slices.Concat(newSouthWalesMethadone(), newSouthWalesBuprenorphine(), newSouthWalesDepots())
	return state(zone, "au-nsw", "New South Wales", settings, guidance.NewSouthWales())
}

// Victoria is the jurisdiction of Victoria: its protocol for starting anew, and its policy on doses to take home.
func Victoria(zone *time.Location) plan.Jurisdiction {
	return state(zone, "au-vic", "Victoria", victoriaSettings(), guidance.Victoria())
}

func state(zone *time.Location, id, title string, settings []plan.Setting, rules []plan.Rule) plan.Jurisdiction {
	below := Australia(zone)
	return plan.Jurisdiction{ID: id, Version: below.Version, Title: title, Zone: zone, Below: &below, Settings: settings, Rules: rules}
}
