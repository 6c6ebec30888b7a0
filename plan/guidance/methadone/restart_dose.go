package methadone

import (
	"github.com/oudpath/oudpath/medication"
	"github.com/oudpath/oudpath/plan/guidance/internal/restart"
)

// RestartDose says with how much a medication is taken up again after missed doses, from the dose that was usual before.
//
// The same words hide opposite arithmetic: one country takes "half or 40 mg" as the lower of the two, another as the higher.
// So the way of combining is part of the value. Whatever it is, the result never exceeds the usual dose: somebody stable on
// 30 mg must not be given 40 mg after losing tolerance.
//
// The zero RestartDose is invalid and gives no mass.
type RestartDose = restart.Dose

// RestartBand is the dose with which to go on from a number of missed doses on.
type RestartBand = restart.Band

// RestartLadder says with how much a medication goes on, by the number of missed doses in a row; before the first band the usual dose
// stays. The zero RestartLadder changes nothing.
type RestartLadder = restart.Ladder

// ShareOf is num/den of the usual dose. It panics unless that is more than nothing and at most the whole: it is for
// declarations.
func ShareOf(num, den uint32) RestartDose { return restart.ShareOf(num, den) }

// FixedDose is a mass whatever the usual dose was. It panics if there is none.
func FixedDose(fixed medication.Mass) RestartDose { return restart.FixedDose(fixed) }

// LowerOf is the lower of num/den of the usual dose and a mass: the cautious reading of "half or 40 mg".
func LowerOf(num, den uint32, fixed medication.Mass) RestartDose {
	return restart.LowerOf(num, den, fixed)
}

// HigherOf is the higher of num/den of the usual dose and a mass, and still never more than the usual dose.
func HigherOf(num, den uint32, fixed medication.Mass) RestartDose {
	return restart.HigherOf(num, den, fixed)
}

// NewRestartLadder makes a ladder of bands in ascending order. It panics if they are not: it is for declarations.
func NewRestartLadder(bands ...RestartBand) RestartLadder { return restart.NewLadder(bands...) }
