// Package ca holds the values that apply in Canada: the national guideline of 2024, the pharmacists' reference, and what Ontario and
// British Columbia have of their own.
//
// It is a draft until a licensed clinician has signed it, and it is not legal advice: treatment is a matter of the provinces, and what no
// Canadian text was read for is not set and not judged, but for what labels say of their products. It
// contains no logic: the rules are in package guidance.
//
// Not set are, among others: whose products can be had (a product is ordered by any name that the catalogue knows), a withdrawal score
// before buprenorphine, doses to take home, and the starts and steps of slow-release oral morphine of 2023.
package ca

import (
	"slices"
	"time"

	"github.com/oudpath/oudpath/plan"
	"github.com/oudpath/oudpath/plan/civil"
	"github.com/oudpath/oudpath/plan/guidance"
	"github.com/oudpath/oudpath/plan/jurisdiction/internal/shared"
)

// Canada is the jurisdiction of what the provinces share. The zone says where days begin: it is that of the clinic, and required.
func Canada(zone *time.Location) plan.Jurisdiction {
	return plan.Jurisdiction{
		ID: "ca", Version: "2026-11", Title: "Canada: national guideline and reference", Zone: zone,
		Settings: slices.Concat(shared.Common(), shared.Decided(), shared.LabelsAndPanels(), shared.SinceShortActing(), shared.DepotTestDose(),
			shared.LofexidineMost(), []plan.Setting{shared.DepotTable(), shared.NoRiskProgram()}, methadoneSettings(), morphineSettings(), buprenorphineSettings(), withdrawalSettings()),
		Rules: guidance.Canada(),
		// The values were last compared with their sources in this month.
		Confirmed: civil.Must(2026, time.November, 30),
	}
}
