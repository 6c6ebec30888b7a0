// Package us holds the values that apply in the United States: federal regulation, labels, and national guidance, each with
// its date and its source.
//
// It is a draft until a licensed clinician has signed it, and it is not legal advice: states add to federal law, and what is
// allowed here may not be allowed there. It contains no logic: the rules are in package guidance.
package us

import (
	"slices"
	"time"

	"github.com/oudpath/oudpath/plan"
	"github.com/oudpath/oudpath/plan/civil"
	"github.com/oudpath/oudpath/plan/guidance"
	"github.com/oudpath/oudpath/plan/jurisdiction/internal/shared"
)

// Federal is the jurisdiction of federal law, labels and national guidance. The zone says where days begin: it is that of the
// clinic, and required.
func Federal(zone *time.Location) plan.Jurisdiction {
	return plan.Jurisdiction{
		ID: "us", Version: "2026-11", Title: "United States: federal law, labels, national guidance", Zone: zone,
		Settings: slices.Concat(shared.Common(), shared.Pressures(), shared.LabelsAndPanels(), buprenorphineSettings(), methadoneSettings(),
			antagonistSettings(), safetySettings(), pathwaySettings(), productSettings()),
		Rules: guidance.UnitedStates(),
		// The exception for telemedicine of 21 CFR 1307.41 lapses on this day.
		Confirmed: civil.Must(2026, time.December, 31),
	}
}
