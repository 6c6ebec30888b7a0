package guidance

import (
	"slices"
	"time"

	"github.com/oudpath/oudpath/medication"
	"github.com/oudpath/oudpath/plan"
	"github.com/oudpath/oudpath/plan/record"
)

// BuprenorphineFirstDoseLimits are the bounds of the first dose by mouth. Tablets and films share theirs; Zubsolv has its own.
type BuprenorphineFirstDoseLimits struct {
	Least, Most   ByLabel[medication.Mass]
	MostEmergency plan.Param[medication.Mass] // in an emergency department, for all but Zubsolv
}

var buprenorphineFirstDose = BuprenorphineFirstDoseLimits{
	tabletsAndZubsolv("bup.induction.first-dose.least", "least first dose", leastMass),
	tabletsAndZubsolv("bup.induction.first-dose.most", "most as first dose", mostMass),
	mostMass("bup.induction.first-dose.most-emergency", "most as first dose in an emergency department"),
}

// BuprenorphineFirstDose returns the bounds of the first dose by mouth.
func BuprenorphineFirstDose() BuprenorphineFirstDoseLimits { return buprenorphineFirstDose }

// BuprenorphineStepLimits are the bounds of each further dose on the first day.
type BuprenorphineStepLimits struct {
	Least, Most       ByLabel[medication.Mass]
	Interval          ByLabel[time.Duration]
	IntervalEmergency plan.Param[time.Duration]
}

var buprenorphineStep = BuprenorphineStepLimits{
	tabletsAndZubsolv("bup.induction.step.least", "least further dose on the first day", leastMass),
	tabletsAndZubsolv("bup.induction.step.most", "most as further dose on the first day", mostMass),
	tabletsAndZubsolv("bup.induction.step.interval", "time between two doses on the first day", hours),
	hours("bup.induction.step.interval-emergency", "time between two doses on the first day in an emergency department"),
}

// BuprenorphineStep returns the bounds of each further dose on the first day.
func BuprenorphineStep() BuprenorphineStepLimits { return buprenorphineStep }

// BuprenorphineDay1Limits are the limits of all doses of the first day.
type BuprenorphineDay1Limits struct {
	Label         ByLabel[medication.Mass] // above: advised against
	Soft          ByLabel[medication.Mass] // above: warned of
	SoftEmergency plan.Param[medication.Mass]
	Hard          ByLabel[medication.Mass] // above: refused; Zubsolv has no such number
}

var buprenorphineDay1 = BuprenorphineDay1Limits{
	tablets("bup.induction.day1-total.label", "total of the first day in older label texts", mostMass),
	tabletsAndZubsolv("bup.induction.day1-total.soft", "total of the first day", mostMass),
	mostMass("bup.induction.day1-total.soft-emergency", "total of the first day in an emergency department"),
	tablets("bup.induction.day1-total.hard", "total of the first day that is refused beyond", mostMass),
}

// BuprenorphineDay1 returns the limits of all doses of the first day.
func BuprenorphineDay1() BuprenorphineDay1Limits { return buprenorphineDay1 }

// BuprenorphineDay1LicenceLimits are the bounds of the first day in the licences of the United Kingdom.
type BuprenorphineDay1LicenceLimits struct{ Least, Most ByLabel[medication.Mass] }

var buprenorphineDay1Licence = BuprenorphineDay1LicenceLimits{
	ByLabel[medication.Mass]{}.
		with(leastMass("gb.bup.sl.day1.least.mono", "least on the first day, tablet of buprenorphine alone"), monoTablets...).
		with(leastMass("gb.bup.sl.day1.least.combination", "least on the first day, tablet with naloxone"), combinationTablet...),
	ByLabel[medication.Mass]{}.
		with(mostMass("gb.bup.sl.day1.most.mono", "most on the first day, tablet of buprenorphine alone"), monoTablets...).
		with(mostMass("gb.bup.sl.day1.most.combination", "most on the first day, tablet with naloxone"), combinationTablet...),
}

// BuprenorphineDay1Licence returns the bounds of the first day in the licences of the United Kingdom.
func BuprenorphineDay1Licence() BuprenorphineDay1LicenceLimits { return buprenorphineDay1Licence }

var buprenorphineDay2 = tabletsAndZubsolv("bup.induction.day2-total.most", "total of the second day", mostMass)

// BuprenorphineDay2 returns the limit of all doses of the second day.
func BuprenorphineDay2() ByLabel[medication.Mass] { return buprenorphineDay2 }

// BuprenorphineDailyLimits are the limits of a maintenance dose. Neither refuses.
type BuprenorphineDailyLimits struct{ Info, Warn ByLabel[medication.Mass] }

var buprenorphineDaily = BuprenorphineDailyLimits{
	tabletsAndZubsolv("bup.dose.daily-total.info", "daily dose above the usual range", mostMass),
	ByLabel[medication.Mass]{}.
		with(mostMass("bup.dose.daily-total.warn.mono", "daily dose, tablet of buprenorphine alone"), monoTablets...).
		with(mostMass("bup.dose.daily-total.warn.combination", "daily dose, tablet or film with naloxone"), combinationTablet...).
		with(mostMass("bup.dose.daily-total.warn.espranor", "daily dose, oral lyophilisate"), espranorTablets...),
}

// BuprenorphineDaily returns the limits of a maintenance dose.
func BuprenorphineDaily() BuprenorphineDailyLimits { return buprenorphineDaily }

// emergency reports whether the dosing is of a tablet or film in an emergency department, whose protocols go further than labels.
// Zubsolv has its own numbers there too.
func emergency(v *plan.View) bool {
	d, _ := bupDoses.Lent(v)
	return !buprenorphineDay1.Hard.Of(d.Product.ID()).IsZero() && v.Holds(record.EmergencyCare)
}

// choice is a limit by the label, with another one in an emergency department.
type choice[T any] struct {
	label   *plan.Choice[T]
	instead *plan.Choice[T]
}

func inEmergency[T any](label ByLabel[T], instead plan.Param[T]) choice[T] {
	return choice[T]{label.limit(), plan.Either(emergency, instead, instead)}
}

func (c choice[T]) needs() []plan.Need { return []plan.Need{c.label, c.instead} }

// of returns the limit; ok is false where the label states none.
func (c choice[T]) of(v *plan.View) (plan.Limit[T], bool) {
	if emergency(v) {
		return c.instead.Of(v)
	}
	return c.label.Of(v)
}

// needs puts lists of needs together.
func needs(lists ...[]plan.Need) []plan.Need { return slices.Concat(lists...) }
