// Package au holds the values that apply in Australia: the national guideline on methadone of 2003, and what New South Wales and Victoria
// have of their own. The national guideline of 2014 follows it, and its tables of doses were not seen.
//
// It is a draft until a licensed clinician has signed it, and it is not legal advice: treatment is a matter of the states, and what no
// Australian text was read for is not set and not judged, but for what labels say of their products. It
// contains no logic: the rules are in package guidance.
package au

import (
	"slices"
	"time"

	"github.com/oudpath/oudpath/plan"
	"github.com/oudpath/oudpath/plan/civil"
	"github.com/oudpath/oudpath/plan/guidance"
	"github.com/oudpath/oudpath/plan/jurisdiction/internal/shared"
)

// Australia is the jurisdiction of what the states share. The zone says where days begin: it is that of the clinic, and required.
func Australia(zone *time.Location) plan.Jurisdiction {
	return plan.Jurisdiction{
		ID: "au", Version: "2026-11", Title: "Australia: national guideline", Zone: zone,
		Settings: slices.Concat(shared.Common(), shared.Decided(), shared.Pressures(), shared.LabelsAndPanels(), shared.SinceShortActing(),
			shared.SinceLongActing(), shared.DepotTestDose(), shared.LofexidineMost(),
			[]plan.Setting{shared.LowDoseStart(), shared.DepotTable(), shared.NoRiskProgram()}, methadoneSettings()),
		Rules: guidance.Australia(),
		// The values were last compared with their sources in this month.
		Confirmed: civil.Must(2026, time.November, 30),
	}
}
