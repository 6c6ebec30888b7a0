// Package shared holds the values that rest on sources of no one country, or of one that the others follow, so that no two
// jurisdictions state them apart. It is not for values of law or of a national guideline: those stand in the jurisdiction of the country.
package shared

import (
	"slices"
	"time"

	"github.com/oudpath/oudpath/medication"
	"github.com/oudpath/oudpath/plan"
	"github.com/oudpath/oudpath/plan/evidence"
	"github.com/oudpath/oudpath/plan/guidance/buprenorphine"
	"github.com/oudpath/oudpath/plan/guidance/care"
	"github.com/oudpath/oudpath/plan/guidance/interaction"
	"github.com/oudpath/oudpath/plan/guidance/methadone"
	"github.com/oudpath/oudpath/plan/guidance/morphine"
	"github.com/oudpath/oudpath/plan/guidance/naltrexone"
	"github.com/oudpath/oudpath/plan/guidance/product"
	"github.com/oudpath/oudpath/plan/guidance/program"
	"github.com/oudpath/oudpath/plan/guidance/safety"
	"github.com/oudpath/oudpath/plan/guidance/withdrawal"
	"github.com/oudpath/oudpath/plan/record"
)

// Pathway returns the values of withdrawal, diagnosis and remission, of how long treatment lasts at least, and of when risk is high.
func Pathway() []plan.Setting {
	course := evidence.Elsevier.At("long-acting opioids", evidence.Primary)
	shortCourse := evidence.NSW2018.At("withdrawal, gone by day 5 to 10", evidence.Secondary)
	ninetyDays := evidence.NIDAPrinciples.At("principle 5: about three months", evidence.Primary)
	twelveMonths := evidence.NIDAPrinciples.At("twelve months of methadone at least", evidence.Unconfirmed)
	aftercare := evidence.Proposal.At("continuing care of at least a year", evidence.Unconfirmed)
	fourWeeks := evidence.MATScotland2021.At("mortality by time in and out of treatment", evidence.Primary)
	criteria := evidence.DSM5TR.At("criteria", evidence.Primary)
	remission := evidence.DSM5TR.At("remission", evidence.Primary)
	indicated := evidence.ASAM2020.At("executive summary", evidence.Primary)

	return []plan.Setting{
		withdrawal.Course().Short.Always(5, shortCourse),
		withdrawal.Course().Long.Always(10, course),
		care.TreatmentLength().Days.Always(90, ninetyDays),
		care.TreatmentLength().MedicationDays.Always(365, twelveMonths),
		safety.RiskWindow().Start.Always(28, fourWeeks),
		safety.RiskWindow().Exit.Always(28, fourWeeks),
		care.DiagnosisCriteria().Disorder.Always(2, criteria),
		care.DiagnosisCriteria().Medication.Always(4, indicated),
		care.RemissionMonths().Early.Always(3, remission),
		care.PathwayIntervals().ContinuingCare.Always(365, aftercare),
		care.PathwayIntervals().EarlyRemission.Always(3, remission),
		care.PathwayIntervals().SustainedRemission.Always(12, remission),
		care.PathwayIntervals().Therapy.Always(90, ninetyDays),
		care.PathwayIntervals().OutreachAfterExit.Always(28, fourWeeks),
		safety.RecentOverdose().Months.Always(12, evidence.Proposal.At("a recent overdose", evidence.Unconfirmed)),
	}
}

// Breathing returns the bands of respiratory rate and of oxygen saturation on air or oxygen, and those of other vital signs that score
// highest alone.
func Breathing() []plan.Setting {
	bands := evidence.NEWS2.At("bands of the single measures", evidence.Primary)
	actions := evidence.NEWS2.At("action points", evidence.Primary)
	withdrawn := evidence.Proposal.At("pulse and pressure in withdrawal from alpha-2 sedatives", evidence.Unconfirmed)
	return []plan.Setting{
		safety.Breathing().RateDanger.Always(record.Whole(8), bands),
		safety.Breathing().RateCaution.Always(record.Whole(11), bands),
		safety.Breathing().SaturationDanger.Always(record.Whole(91), bands),
		safety.Breathing().SaturationCaution.Always(record.Whole(93), bands),
		safety.Breathing().HypercapnicDanger.Always(record.Whole(83), bands),
		safety.Breathing().HypercapnicCaution.Always(record.Whole(87), bands),

		safety.Sedation().POSS.Always(3, evidence.RNAO2013.At("Pasero Opioid-induced Sedation Scale, unacceptable levels", evidence.Primary)),
		safety.Sedation().RASS.Always(3, evidence.PennMethadone2023.At("oversedation", evidence.Primary)),
		safety.Sedation().RASSCaution.Always(1, evidence.Proposal.At("light sedation and drowsiness on RASS", evidence.Unconfirmed)),

		safety.VitalsOwed().Fresh.Always(2*time.Hour, evidence.Proposal.At("how old a look at breathing may be", evidence.Unconfirmed)),

		safety.VitalSigns().SystolicLow.Always(record.Whole(90), bands),
		safety.VitalSigns().SystolicHigh.Always(record.Whole(220), bands),
		safety.VitalSigns().PulseLow.Always(record.Whole(40), bands),
		safety.VitalSigns().PulseHigh.Always(record.Whole(131), bands),
		safety.VitalSigns().TemperatureLow.Always(record.Whole(35), bands),
		safety.VitalSigns().RateHigh.Always(record.Whole(25), bands),
		safety.EarlyWarning().Urgent.Always(5, actions),
		safety.EarlyWarning().Emergency.Always(7, actions),
		safety.AlphaTwo().Systolic.Always(record.Whole(180), withdrawn),
		safety.AlphaTwo().SystolicBeside.Always(record.Whole(160), withdrawn),
		safety.AlphaTwo().PulseBeside.Always(record.Whole(111), withdrawn),
		safety.Circulation().Systolic.Always(record.Whole(100), bands),
		safety.Circulation().Pulse.Always(record.Whole(50), bands),
	}
}

// Pressures returns the pressures below which a dose of an alpha-2 agonist waits in the same trial, for places whose own sources give none.
func Pressures() []plan.Setting {
	trial := evidence.LofexidineTrial.At("table 2, definitions of adverse events", evidence.Primary)
	return []plan.Setting{
		withdrawal.AlphaTwoVitals().Systolic.Always(record.Whole(90), trial),
		withdrawal.AlphaTwoVitals().Diastolic.Always(record.Whole(50), trial),
	}
}

// AfterReversal returns how long a reversal agent may still act before methadone.
func AfterReversal() plan.Setting {
	return methadone.NaloxoneActs().Hours.Always(2*time.Hour, evidence.Proposal.At("two hours after naloxone, from weak sources",
		evidence.Unconfirmed))
}

// Observation returns for how long somebody is watched after a reversed overdose.
func Observation() []plan.Setting {
	return []plan.Setting{
		safety.Observation().Short.Always(time.Hour, evidence.HOUR2019.At("one hour after naloxone", evidence.Secondary)),
		safety.Observation().Long.Always(4*time.Hour, evidence.Proposal.At("four hours after what acts long or is not known", evidence.Unconfirmed)),
		safety.Observation().Methadone.Always(24*time.Hour,
			evidence.AustraliaMethadone2003.At("methadone overdose may last 24 hours or longer", evidence.Primary)),
	}
}

// Buprenorphine returns values for which no source of any country that comes with the library was seen, and which stand under the name
// of their own source everywhere.
func Buprenorphine() []plan.Setting {
	derived := evidence.Proposal.At("doubling, derived from published schedules", evidence.Unconfirmed)
	settled := evidence.Decision(13).Reading(evidence.LabelSublocadeBefore2025.At("section 2: at least 7 days on 8 to 24 mg a day",
		evidence.Primary))
	return []plan.Setting{
		// One to three missed doses of a daily product are resumed, four or more are a new start.
		buprenorphine.Break().Daily.Always(4, evidence.VictoriaReinduction.At("buprenorphine", evidence.Secondary)),
		// New South Wales names the gaps between injections after which a new start is considered.
		buprenorphine.Break().Weekly.Always(10, evidence.NSWDepots2024.At("new start after 10 to 14 days", evidence.Secondary)),
		buprenorphine.Break().Monthly.Always(56, evidence.NSWDepots2024.At("new start after 8 weeks", evidence.Secondary)),

		buprenorphine.Settled().Dose.Always(medication.Milligrams(8), settled),
		buprenorphine.Settled().Days.Always(7, settled),
		buprenorphine.NalmefeneActs().Hours.Always(8*time.Hour,
			evidence.Proposal.At("about one half-life of the nasal spray", evidence.Unconfirmed)),

		buprenorphine.DoseLeap().Times.Always(3, evidence.Decision(17).Cite()),
		buprenorphine.DoseLeap().Usual.Always(medication.Milligrams(24), evidence.Decision(17).Cite()),
		buprenorphine.DoseLeap().Emergency.Always(medication.Milligrams(32), evidence.Decision(17).Cite()),

		buprenorphine.LowDose().Growth.Always(2, derived),
		buprenorphine.LowDose().GrowsTo.Always(medication.Milligrams(8), derived),
		buprenorphine.LowDose().StopLeast.Always(medication.Milligrams(8),
			evidence.LowDoseInpatient.At("three inpatients started on low doses of buprenorphine", evidence.Primary)),
	}
}

// Common returns all that holds in every country: what this rule pack decided, and what rests on sources of no one country. A place that
// has no more than this judges by it, and says of everything else that it is not judged.
func Common() []plan.Setting {
	return slices.Concat(Pathway(), Breathing(), Buprenorphine(), Methadone(), Morphine(), Antagonist(), Entries(), AlphaTwo(), Observation(),
		[]plan.Setting{AfterReversal(), Enzymes()})
}

// NoRiskProgram says that the risk program of injected depots is one of the United States alone.
func NoRiskProgram() plan.Setting {
	return buprenorphine.DepotPlace().Anywhere.Always(true,
		evidence.LabelSublocadeAndBrixadi.At("boxed warning and risk program", evidence.Primary))
}

// Enzymes returns for how many days a level rises after an inducer was stopped: what was measured after a week of rifampicin, of which
// nothing was left on the eighth day. How long other inducers and longer courses act no source that was read says; it is no less.
func Enzymes() plan.Setting {
	return interaction.Induction().After.Always(8, evidence.RifampicinStopped2013.At("CYP3A and CYP2C19 at 4 and at 8 days", evidence.Primary))
}

// AlphaTwo returns when a dose of an alpha-2 agonist waits for the pulse, as a trial did it.
func AlphaTwo() []plan.Setting {
	trial := evidence.LofexidineTrial.At("table 2, definitions of adverse events", evidence.Primary)
	return []plan.Setting{
		withdrawal.AlphaTwoVitals().Pulse.Always(record.Whole(50), trial),
		withdrawal.AlphaTwoVitals().Fall.Always(20, trial),
		withdrawal.AlphaTwoVitals().Fresh.Always(2*time.Hour, evidence.Proposal.At("pressure before each dose", evidence.Unconfirmed)),
	}
}

// Methadone returns the values of methadone that this rule pack decided, and those of no one country.
func Methadone() []plan.Setting {
	second := evidence.Decision(12).Reading(evidence.ASAM2015.At("page 7, the second dose", evidence.Primary))
	described := evidence.Decision(17).Reading(evidence.HighDoseMethadone.At("greatest daily dose", evidence.Primary))
	return []plan.Setting{
		care.TaperStep().Methadone.Always(10, evidence.LabelMethadone.At("medically supervised withdrawal after maintenance: less than a tenth at a time",
			evidence.Secondary)),
		care.TaperStep().Least.Always(medication.Milligrams(5), evidence.TaperSummaryUK.At("steps of methadone", evidence.Secondary)),
		care.TaperStep().Buprenorphine.Always(medication.Milligrams(4), evidence.NSW2018.At("withdrawal guidance, in hospital: down by 2 to 4 mg a day",
			evidence.Secondary)),
		program.TakeHomeDoubt().Overdose.Always(28, evidence.Proposal.At("28 days after an overdose", evidence.Unconfirmed)),
		program.SupplyLost().Within.Always(90, evidence.Proposal.At("doses lost again within 90 days", evidence.Unconfirmed)),
		methadone.SecondDose().Within.Always(4*time.Hour, second),
		methadone.SecondDose().Small.Always(medication.Milligrams(10), second),
		methadone.Repeated().Interval.Always(20*time.Hour,
			evidence.Proposal.At("time between whole doses of methadone", evidence.Unconfirmed)),
		methadone.DoseLeap().Times.Always(3, evidence.Decision(17).Cite()),
		methadone.DoseLeap().Greatest.Always(medication.Milligrams(1100), described),
		methadone.LiverImpairment().From.Always(record.Whole(7), evidence.ChildPugh.At("methadone: start low", evidence.Unconfirmed)),
		interaction.LowPotassium().Below.Always(record.Thousandths(3500), evidence.QTRules.At("potassium", evidence.Unconfirmed)),
		interaction.LowMagnesium().Below.Always(record.Thousandths(699),
			evidence.QTcRiskFactors2020.At("table 2, magnesium below 1.7 mg/dL", evidence.Primary)),
	}
}

// Morphine returns the values of slow-release morphine that this rule pack decided. Whether it is a treatment is the places' to say.
func Morphine() []plan.Setting {
	return []plan.Setting{
		morphine.Leap().Times.Always(3, evidence.Decision(17).Cite()),
		morphine.Repeated().Interval.Always(20*time.Hour,
			evidence.Proposal.At("time between whole doses of methadone, read for slow-release morphine", evidence.Unconfirmed)),
		morphine.Kidney().Below.Always(record.Whole(30), evidence.Proposal.At("severely decreased filtration", evidence.Unconfirmed)),
	}
}

// Antagonist returns the waits before naltrexone that this rule pack decided, and how old a drug screen may be.
func Antagonist() []plan.Setting {
	twoWeeks := evidence.LabelVivitrol.At("vulnerable for up to two weeks after buprenorphine or methadone", evidence.Primary)
	return []plan.Setting{
		naltrexone.OpioidFree().Methadone.Always(14, evidence.Decision(9).Reading(twoWeeks)),
		naltrexone.OpioidFree().MethadoneObserved.Always(7, evidence.Decision(9).Reading(twoWeeks)),
		naltrexone.OpioidFree().Other.Always(7, evidence.Decision(9).Cite()),
		naltrexone.Acting().Tablet.Always(48*time.Hour, evidence.Decision(9).Cite()),
		naltrexone.Start().Known.Always(365, evidence.Proposal.At("what is older than a year is no answer at a start", evidence.Unconfirmed)),
		naltrexone.Urine().Fresh.Always(24*time.Hour,
			evidence.Proposal.At("age of a drug screen before naltrexone", evidence.Unconfirmed)),
	}
}

// Decided returns what this rule pack decided for places whose own sources give no number: the wait before naltrexone after short-acting
// opioids, that from one naloxone challenge to the next, and that withdrawal which decides shows in an objective sign at
// least. Citations that agree with the first of them may be given.
func Decided(free ...evidence.Citation) []plan.Setting {
	shown := evidence.Decision(20).Cite()
	return []plan.Setting{
		buprenorphine.InductionSigns().Min.Always(1, shown),
		buprenorphine.InductionSigns().Preferred.Always(1, shown),
		buprenorphine.InductionSigns().Fresh.Always(2*time.Hour,
			evidence.Proposal.At("how long an examination for withdrawal holds", evidence.Unconfirmed)),
		naltrexone.OpioidFree().Short.Always(7, append([]evidence.Citation{evidence.Decision(9).Cite()}, free...)...),
		naltrexone.NaloxoneChallenge().RepeatAfter.Always(24*time.Hour, evidence.Decision(9).Cite()),
	}
}

// Entries returns how soon the same order again may be one that was entered twice.
func Entries() []plan.Setting {
	return []plan.Setting{product.OrderRepeated().Within.Always(time.Hour, evidence.Decision(17).Cite())}
}
