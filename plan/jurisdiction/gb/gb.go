// Package gb holds the values that apply in the United Kingdom: licences, the United Kingdom guidelines on clinical
// management, NICE guidance, and what Scotland and Northern Ireland have of their own.
//
// It is a draft until a licensed clinician has signed it. It contains no logic: the rules are in package guidance.
package gb

import (
	"slices"
	"time"

	"github.com/oudpath/oudpath/plan"
	"github.com/oudpath/oudpath/plan/civil"
	"github.com/oudpath/oudpath/plan/guidance"
	"github.com/oudpath/oudpath/plan/jurisdiction/internal/shared"
)

// UnitedKingdom is the jurisdiction of what all four nations share. The zone says where days begin, Europe/London as a rule; it is
// required.
func UnitedKingdom(zone *time.Location) plan.Jurisdiction {
	return plan.Jurisdiction{
		ID: "gb", Version: "2026-11", Title: "United Kingdom", Zone: zone,
		Settings: slices.Concat(shared.Common(), shared.Pressures(), shared.Heart(), buprenorphineSettings(), methadoneSettings(),
			antagonistSettings(), safetySettings(), pathwaySettings(), productSettings()),
		Rules: guidance.UnitedKingdom(),
		// The values were last compared with their sources in this month.
		Confirmed: civil.Must(2026, time.November, 30),
	}
}
