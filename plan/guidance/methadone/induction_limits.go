package methadone

import (
	"time"

	"github.com/oudpath/oudpath/medication"
	"github.com/oudpath/oudpath/plan"
	"github.com/oudpath/oudpath/plan/guidance/internal/limit"
)

// FirstDoseLimits are the limits of the first dose of methadone. A place that sets no Usual says nothing of a small first dose, and one
// that sets no Hard refuses none.
type FirstDoseLimits struct {
	Usual, Soft, Hard plan.Param[medication.Mass]
	// SoftCounts says that the soft limits of the first dose and of the first day are warned of themselves, and not only what lies above
	// them: "caution from 30 mg on". Unset: only what lies above them.
	SoftCounts plan.Param[bool]
}

var firstDose = FirstDoseLimits{
	limit.LeastMass("methadone.induction.first-dose.usual", "first dose of methadone below which only low tolerance explains it"),
	limit.MostMass("methadone.induction.first-dose.soft", "first dose of methadone above which is warned of"),
	limit.MostMass("methadone.induction.first-dose.hard", "first dose of methadone above which is refused"),
	plan.NewParam("methadone.induction.first-dose.soft-counts", "whether the soft limits of the first day are warned of themselves",
		plan.Strictness[bool](stricterIfTrue)),
}

// beyondSoft reports whether a mass is one that the soft limit of the first day warns of.
func beyondSoft(v *plan.View, mass, soft medication.Mass) bool {
	counts, _ := firstDose.SoftCounts.If(v)
	return soft.Compare(mass) < 0 || counts.Value && soft == mass
}

// FirstDose returns the limits of the first dose of methadone.
func FirstDose() FirstDoseLimits { return firstDose }

// FirstDayTotalLimits are the limits of the total on the first day of methadone. A place that sets no Hard refuses no total; what Lifted,
// Programs and Experienced say is not so where they are not set.
type FirstDayTotalLimits struct {
	Soft, Hard plan.Param[medication.Mass]
	Lifted     plan.Param[bool] // a documented reason lifts the hard limit, as the regulation of the United States says
	// Programs says that the limits of the first day are rules for programmes: in a hospital and under the three-day rule they inform.
	Programs plan.Param[bool]
	// Experienced says that above the soft limit a high tolerance counts only with a specialist who directs the treatment.
	Experienced plan.Param[bool]
}

var firstDayTotalLimits = FirstDayTotalLimits{
	limit.MostMass("methadone.induction.first-day-total.soft", "methadone on the first day above which is warned of without a documented reason"),
	limit.MostMass("methadone.induction.first-day-total.hard", "methadone on the first day above which is refused"),
	plan.NewParam("methadone.induction.first-day-total.lifted", "whether a documented reason lifts the limit of the first day",
		stricterIfFalse),
	plan.NewParam("methadone.induction.first-day-total.programs",
		"whether the limits of the first day hold for programmes alone", stricterIfFalse),
	plan.NewParam("methadone.induction.first-day-total.experienced",
		"whether a high tolerance counts only with an experienced prescriber", plan.Strictness[bool](stricterIfTrue)),
}

// FirstDayTotal returns the limits of the total on the first day of methadone.
func FirstDayTotal() FirstDayTotalLimits { return firstDayTotalLimits }

// LowToleranceStartLimits are the limits of the first dose where tolerance is low or uncertain.
type LowToleranceStartLimits struct {
	Most      plan.Param[medication.Mass]
	Free      plan.Param[time.Duration]   // after longer than this without opioids tolerance is uncertain; unset: no time makes it so
	Sedatives plan.Param[medication.Mass] // with alcohol or another sedative; a jurisdiction that sets none has no such limit
	AtRisk    plan.Param[medication.Mass] // with a respiratory illness, or failure of the liver or the kidneys; likewise
}

var lowToleranceStart = LowToleranceStartLimits{
	limit.MostMass("methadone.induction.low-tolerance.most", "first dose of methadone where tolerance is low or uncertain"),
	limit.MostTime("methadone.induction.low-tolerance.free", "time without opioids after which tolerance is uncertain"),
	limit.MostMass("methadone.induction.low-tolerance.sedatives", "first dose of methadone beside alcohol or another sedative"),
	limit.MostMass("methadone.induction.low-tolerance.at-risk",
		"first dose of methadone with a respiratory illness, or failure of the liver or the kidneys"),
}

// OlderLimits is the first dose of methadone for older people.
type OlderLimits struct {
	Age  plan.Param[int]
	Most plan.Param[medication.Mass]
}

var older = OlderLimits{
	limit.MostCount("methadone.induction.low-tolerance.older-age", "age in years from which the first dose of methadone is smaller"),
	limit.MostMass("methadone.induction.low-tolerance.older", "first dose of methadone from that age on"),
}

// Older returns the first dose of methadone for older people.
func Older() OlderLimits { return older }

// LowToleranceStart returns the limits of the first dose where tolerance is low or uncertain.
func LowToleranceStart() LowToleranceStartLimits { return lowToleranceStart }

// PeakCheckLimits says when the effect of a dose is looked at.
type PeakCheckLimits struct{ Earliest, Latest plan.Param[time.Duration] }

var peakCheck = PeakCheckLimits{
	limit.LeastTime("methadone.peak-check.earliest", "time after a dose before which its peak has not been seen"),
	limit.MostTime("methadone.peak-check.latest", "time after a dose by which its peak is looked at"),
}

// PeakCheck returns when the effect of a dose is looked at.
func PeakCheck() PeakCheckLimits { return peakCheck }

func stricterIfTrue(a, b bool) int { return -stricterIfFalse(a, b) }

func stricterIfFalse(a, b bool) int {
	switch {
	case a == b:
		return 0
	case b:
		return 1
	}
	return -1
}
