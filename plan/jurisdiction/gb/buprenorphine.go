package gb

import (
	"slices"
	"time"

	"github.com/oudpath/oudpath/medication"
	"github.com/oudpath/oudpath/plan"
	"github.com/oudpath/oudpath/plan/evidence"
	"github.com/oudpath/oudpath/plan/guidance/buprenorphine"
	"github.com/oudpath/oudpath/plan/jurisdiction/internal/shared"
)

// buprenorphineSettings are the values of buprenorphine. The licences differ by product, and so do the limits.
func buprenorphineSettings() []plan.Setting {
	return slices.Concat(buprenorphineStart(), buprenorphineDoses(), buprenorphineLowDose(), buprenorphineDepots(),
		buprenorphinePeople())
}

func buprenorphineStart() []plan.Setting {
	buvidal := evidence.SmPCBuvidal64.At("4.2", evidence.Primary)
	wait := shared.Label(medication.BupBuvidalWeekly, medication.SinceShortActing, evidence.SmPCBuvidal64)
	subutexWait := shared.Label(medication.BupSLGB, medication.SinceShortActing, evidence.SmPCSubutex)
	long := shared.Label(medication.BupBuvidalWeekly, medication.SinceLongActing, evidence.SmPCBuvidal64)
	most := shared.Label(medication.BupBuvidalWeekly, medication.AgonistCeiling, evidence.SmPCBuvidal64)
	subutexMost := shared.Label(medication.BupSLGB, medication.AgonistCeiling, evidence.SmPCSubutex)
	highland := evidence.NHSHighlandFormulary.At("buprenorphine", evidence.Secondary)
	medscape := evidence.MedscapeUKBuprenorphine.At("after methadone", evidence.Secondary)
	proposed := evidence.Proposal.At("how long an examination for withdrawal holds", evidence.Unconfirmed)
	// The licences ask for clear objective signs and give no number of them: one is the least that is any.
	return []plan.Setting{
		buprenorphine.InductionSigns().Min.Always(1, buvidal),
		buprenorphine.InductionSigns().Preferred.Always(1, buvidal),
		buprenorphine.InductionSigns().Fresh.Always(2*time.Hour, proposed),
		buprenorphine.InductionHours().FloorMono.Always(shared.Agreed(wait, subutexWait).Time.Least, wait.Cite, subutexWait.Cite),
		buprenorphine.InductionHours().FloorCombination.Always(shared.Agreed(wait, subutexWait).Time.Least, wait.Cite, subutexWait.Cite),
		buprenorphine.InductionHours().SoftShort.Always(12*time.Hour, highland),
		buprenorphine.InductionHours().FloorLong.Always(long.Time.Least, long.Cite),
		buprenorphine.InductionHours().SoftMethadone.Always(48*time.Hour, medscape),
		buprenorphine.MethadoneTransfer().Hard.Always(shared.Agreed(most, subutexMost).Mass.Most, most.Cite, subutexMost.Cite),

		// No figure of the United Kingdom was seen for these; each stands under the name of its source.
		buprenorphine.InductionHours().LongMethadone.Always(72*time.Hour, evidence.ASAM2015.At("page 7", evidence.Primary)),
		buprenorphine.InductionFentanyl().Long.Always(72*time.Hour, evidence.CABridge.At("", evidence.Primary)),
	}
}

func buprenorphineDoses() []plan.Setting {
	subutex := shared.Label(medication.BupSLGB, medication.FirstDayTotal, evidence.SmPCSubutex)
	suboxone := shared.Label(medication.BupnxSLGB, medication.FirstDose, evidence.SmPCSuboxone)
	suboxoneDay1 := shared.Label(medication.BupnxSLGB, medication.FirstDayTotal, evidence.SmPCSuboxone)
	mono := shared.Label(medication.BupSLGB, medication.DailyMaximum, evidence.SmPCBuprenorphine)
	combination := shared.Label(medication.BupnxSLGB, medication.DailyMaximum, evidence.SmPCSuboxone)
	espranor := shared.Label(medication.BupEspranor, medication.DailyMaximum, evidence.SmPCEspranor)
	guideline := evidence.OrangeBook2017.At("second day, not seen in a text", evidence.Unconfirmed)
	day1, daily := buprenorphine.Day1Licence(), buprenorphine.Daily()
	return []plan.Setting{
		day1.Least.Mono().Always(subutex.Mass.Least, subutex.Cite),
		day1.Most.Mono().Always(subutex.Mass.Most, subutex.Cite),
		day1.Least.Combination().Always(suboxone.Mass.Least, suboxone.Cite),
		day1.Most.Combination().Always(suboxoneDay1.Mass.Most, suboxoneDay1.Cite),
		buprenorphine.Day2().Mono().Always(medication.Milligrams(16), guideline),

		// The licence of each product is what is warned of; below it nothing is said about a dose.
		daily.Info.Mono().Always(mono.Mass.Most, mono.Cite),
		daily.Warn.Mono().Always(mono.Mass.Most, mono.Cite),
		daily.Warn.Combination().Always(combination.Mass.Most, combination.Cite),
		daily.Warn.Espranor().Always(espranor.Mass.Most, espranor.Cite),
		buprenorphine.Reassess().Within.Always(time.Hour, evidence.ASAM2023.At("precipitated withdrawal", evidence.Primary)),
	}
}

// buprenorphineLowDose are the published schedules, which are of no one country.
func buprenorphineLowDose() []plan.Setting {
	protocol := evidence.Randhawa2020.At("0.5 mg on day 1, 1 mg on day 2", evidence.Secondary)
	return []plan.Setting{
		buprenorphine.LowDose().StartMost.Always(medication.Milligrams(1), protocol),
	}
}

func buprenorphineDepots() []plan.Setting {
	borders := evidence.NHSBordersBuvidal.At("", evidence.Primary)
	weekly := shared.Label(medication.BupBuvidalWeekly, medication.SingleMaximum, evidence.SmPCBuvidal)
	monthly := shared.Label(medication.BupBuvidalMonthly, medication.SingleMaximum, evidence.SmPCBuvidal)
	lateWeekly := shared.Label(medication.BupBuvidalWeekly, medication.MissedDose, evidence.LabelBrixadi)
	lateMonthly := shared.Label(medication.BupBuvidalMonthly, medication.MissedDose, evidence.LabelBrixadi)
	nsw := evidence.NSWDepots2024.At("", evidence.Secondary)
	g := buprenorphine.Buvidal()
	return []plan.Setting{
		buprenorphine.DepotTestDose().Dose.Always(medication.Milligrams(4), borders),
		buprenorphine.DepotTestDose().Observe.Always(time.Hour, borders),
		g.First.Always(medication.Milligrams(16), borders),
		g.Part.Always(medication.Milligrams(8), borders),
		g.Apart.Always(1, borders),
		g.WeekTotal.Always(medication.Milligrams(32), borders),
		g.WeeklyMost.Always(weekly.Mass.Most, weekly.Cite),
		g.MonthlyMost.Always(monthly.Mass.Most, monthly.Cite),
		g.WeeklyFirst.Always(28, evidence.MedscapeUKBuprenorphine.At("prolonged release", evidence.Secondary)),
		g.WeeklyGap.Always(10, nsw),
		g.MonthlyGap.Always(56, nsw),
		buprenorphine.DepotWindow().Weekly.Always(shared.Days(lateWeekly.Time.Most), lateWeekly.Cite),
		buprenorphine.DepotWindow().Monthly.Always(shared.Days(lateMonthly.Time.Most), lateMonthly.Cite),
		buprenorphine.DepotTable().BlankRefuses.Always(true, borders, evidence.SmPCBuvidal.At("conversion table", evidence.Primary)),
	}
}

func buprenorphinePeople() []plan.Setting {
	age := buprenorphine.LeastAge().GB
	return []plan.Setting{
		age.Mono().Always(shared.Age(medication.BupSLGB)),
		// "Over 15 years": from the fifteenth birthday on a person is over 15.
		age.Combination().Always(shared.Age(medication.BupnxSLGB)),
		age.Espranor().Always(shared.Age(medication.BupEspranor)),
		age.Depot().Always(shared.Age(medication.BupBuvidalWeekly)),
		buprenorphine.Liver().Licence.Always(10, evidence.LeafletBuvidal128.At("do not use", evidence.Secondary)),
	}
}

// northernIrelandBuprenorphine are the values that the Northern Ireland formulary tightens.
func northernIrelandBuprenorphine() []plan.Setting {
	formulary := evidence.NIFormulary.At("4.10.1", evidence.Primary)
	return []plan.Setting{
		buprenorphine.Daily().Warn.Mono().Always(medication.Milligrams(24), formulary),
		buprenorphine.Daily().Warn.Combination().Always(medication.Milligrams(24), formulary),
	}
}
