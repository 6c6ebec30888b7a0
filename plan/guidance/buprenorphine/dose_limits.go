package buprenorphine

import (
	"slices"
	"time"

	"github.com/oudpath/oudpath/medication"
	"github.com/oudpath/oudpath/plan"
	"github.com/oudpath/oudpath/plan/guidance/internal/limit"
	"github.com/oudpath/oudpath/plan/record"
)

// FirstDoseLimits are the bounds of the first dose by mouth. Tablets and films share theirs; Zubsolv has its own.
type FirstDoseLimits struct {
	Least, Most   ByLabel[medication.Mass]
	MostEmergency plan.Param[medication.Mass] // in an emergency department, for all but Zubsolv
}

var buprenorphineFirstDose = FirstDoseLimits{
	tabletsAndZubsolv("bup.induction.first-dose.least", "least first dose", limit.LeastMass),
	tabletsAndZubsolv("bup.induction.first-dose.most", "most as first dose", limit.MostMass),
	limit.MostMass("bup.induction.first-dose.most-emergency", "most as first dose in an emergency department"),
}

// FirstDose returns the bounds of the first dose by mouth.
func FirstDose() FirstDoseLimits { return buprenorphineFirstDose }

// StepLimits are the bounds of each further dose on the first day.
type StepLimits struct {
	Least, Most       ByLabel[medication.Mass]
	MostEmergency     plan.Param[medication.Mass] // in an emergency department, for all but Zubsolv
	Interval          ByLabel[time.Duration]
	IntervalEmergency plan.Param[time.Duration]
}

var buprenorphineStep = StepLimits{
	tabletsAndZubsolv("bup.induction.step.least", "least further dose on the first day", limit.LeastMass),
	tabletsAndZubsolv("bup.induction.step.most", "most as further dose on the first day", limit.MostMass),
	limit.MostMass("bup.induction.step.most-emergency", "most as further dose on the first day in an emergency department"),
	tabletsAndZubsolv("bup.induction.step.interval", "time between two doses on the first day", limit.LeastTime),
	limit.LeastTime("bup.induction.step.interval-emergency", "time between two doses on the first day in an emergency department"),
}

// Step returns the bounds of each further dose on the first day.
func Step() StepLimits { return buprenorphineStep }

// Day1Limits are the limits of all doses of the first day.
type Day1Limits struct {
	Label         ByLabel[medication.Mass] // above: advised against
	Soft          ByLabel[medication.Mass] // above: warned of
	SoftEmergency plan.Param[medication.Mass]
	SoftHospital  plan.Param[medication.Mass] // the same in hospital, tablets and films; not set: as everywhere
	Hard          ByLabel[medication.Mass]    // above: refused; Zubsolv has no such number
}

var buprenorphineDay1 = Day1Limits{
	tablets("bup.induction.day1-total.label", "total of the first day in older label texts", limit.MostMass),
	tabletsAndZubsolv("bup.induction.day1-total.soft", "total of the first day", limit.MostMass),
	limit.MostMass("bup.induction.day1-total.soft-emergency", "total of the first day in an emergency department"),
	limit.MostMass("bup.induction.day1-total.soft-hospital", "total of the first day in hospital"),
	tablets("bup.induction.day1-total.hard", "total of the first day that is refused beyond", limit.MostMass),
}

// Day1 returns the limits of all doses of the first day.
func Day1() Day1Limits { return buprenorphineDay1 }

// Day1LicenceLimits are the bounds of the first day in the licences of the United Kingdom.
type Day1LicenceLimits struct{ Least, Most ByLabel[medication.Mass] }

var buprenorphineDay1Licence = Day1LicenceLimits{
	ByLabel[medication.Mass]{}.
		with(limit.LeastMass("gb.bup.sl.day1.least.mono", "least on the first day, tablet of buprenorphine alone"), monoTablets...).
		with(limit.LeastMass("gb.bup.sl.day1.least.combination", "least on the first day, tablet with naloxone"), combinationTablet...),
	ByLabel[medication.Mass]{}.
		with(limit.MostMass("gb.bup.sl.day1.most.mono", "most on the first day, tablet of buprenorphine alone"), monoTablets...).
		with(limit.MostMass("gb.bup.sl.day1.most.combination", "most on the first day, tablet with naloxone"), combinationTablet...),
}

// Day1Licence returns the bounds of the first day in the licences of the United Kingdom.
func Day1Licence() Day1LicenceLimits { return buprenorphineDay1Licence }

var buprenorphineDay2 = tabletsAndZubsolv("bup.induction.day2-total.most", "total of the second day", limit.MostMass)

// Day2 returns the limit of all doses of the second day.
func Day2() ByLabel[medication.Mass] { return buprenorphineDay2 }

var buprenorphineDay3 = tablets("bup.induction.day3-total.most", "total of the third day", limit.MostMass)

// Day3 returns the limit of all doses of the third day.
func Day3() ByLabel[medication.Mass] { return buprenorphineDay3 }

// DailyLimits are the limits of a maintenance dose. Neither refuses.
type DailyLimits struct{ Info, Warn ByLabel[medication.Mass] }

var buprenorphineDaily = DailyLimits{
	tablets("bup.dose.daily-total.info", "daily dose above the usual range", limit.MostMass),
	ByLabel[medication.Mass]{}.
		with(limit.MostMass("bup.dose.daily-total.warn.mono", "daily dose, tablet of buprenorphine alone"), monoTablets...).
		with(limit.MostMass("bup.dose.daily-total.warn.combination", "daily dose, tablet or film with naloxone"), combinationTablet...).
		with(limit.MostMass("bup.dose.daily-total.warn.zubsolv", "daily dose, Zubsolv"), zubsolvTablets...).
		with(limit.MostMass("bup.dose.daily-total.warn.bunavail", "daily dose, Bunavail"), bunavailFilms...).
		with(limit.MostMass("bup.dose.daily-total.warn.espranor", "daily dose, oral lyophilisate"), espranorTablets...),
}

// Daily returns the limits of a maintenance dose.
func Daily() DailyLimits { return buprenorphineDaily }

// emergency reports whether the dosing is of a tablet or film in an emergency department, whose protocols go further than labels.
// Zubsolv has its own numbers there too.
func emergency(v *plan.View) bool { return sharesTablets(v) && v.Holds(record.EmergencyCare) }

// sharesTablets reports whether the dosing is of a tablet or film that shares the numbers of tablets.
func sharesTablets(v *plan.View) bool {
	d, _ := bupDoses.Lent(v)
	return !buprenorphineDay1.Hard.Of(d.Product.ID()).IsZero()
}

// choice is a limit by the label, with another one in an emergency department and, for what emergency speaks of, in hospital.
type choice[T any] struct {
	label    *plan.Choice[T]
	instead  *plan.Choice[T]
	hospital plan.Param[T] // the zero Param: none
}

func inEmergency[T any](label ByLabel[T], instead plan.Param[T]) choice[T] {
	return choice[T]{label: label.limit(), instead: plan.Either(emergency, instead, instead)}
}

// orHospital returns the choice with another limit in hospital, where the place sets one.
func (c choice[T]) orHospital(hospital plan.Param[T]) choice[T] {
	c.hospital = hospital
	return c
}

func (c choice[T]) needs() []plan.Need {
	list := []plan.Need{c.label, c.instead}
	if !c.hospital.IsZero() {
		list = append(list, plan.Optional(c.hospital))
	}
	return list
}

// of returns the limit; ok is false where the label states none.
func (c choice[T]) of(v *plan.View) (plan.Limit[T], bool) {
	if emergency(v) {
		return c.instead.Of(v)
	}
	if !c.hospital.IsZero() && v.Holds(record.HospitalStay) && sharesTablets(v) {
		if limit, set := c.hospital.If(v); set {
			return limit, true
		}
	}
	return c.label.Of(v)
}

// needs puts lists of needs together.
func needs(lists ...[]plan.Need) []plan.Need { return slices.Concat(lists...) }
