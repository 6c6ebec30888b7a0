// Package gb holds the values that apply in the United Kingdom: licences, the United Kingdom guidelines on clinical
// management, NICE guidance, and what Scotland and Northern Ireland have of their own.
//
// It is a draft until a licensed clinician has signed it. It contains no logic: the rules are in package guidance.
package gb

import (
	"slices"
	"time"

	"github.com/oudpath/oudpath/plan"
)

// UnitedKingdom is the jurisdiction of what all four nations share. The zone says where days begin, Europe/London as a rule; it is
// required.
func UnitedKingdom(zone *time.Location) plan.Jurisdiction {
	return plan.Jurisdiction{
		ID: "gb", Version: "2026-11", Title: "United Kingdom", Zone: zone,
		Settings: slices.Concat(buprenorphineSettings(), methadoneSettings(), antagonistSettings(), safetySettings(),
			pathwaySettings(), productSettings()),
		Omits: omissions(),
	}
}

// omissions are rules of other countries that say nothing in the United Kingdom.
func omissions() []plan.Omission {
	return slices.Concat(buprenorphineOmissions(), methadoneOmissions(), antagonistOmissions(), safetyOmissions(), pathwayOmissions())
}
