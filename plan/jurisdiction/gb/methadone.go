package gb

import (
	"time"

	"github.com/oudpath/oudpath/medication"
	"github.com/oudpath/oudpath/plan"
	"github.com/oudpath/oudpath/plan/evidence"
	"github.com/oudpath/oudpath/plan/guidance/methadone"
	"github.com/oudpath/oudpath/plan/record"
)

// methadoneSettings are the values of methadone, its missed doses and its supervision.
func methadoneSettings() []plan.Setting {
	nhs := evidence.NHSMethadone.At("dose", evidence.Primary)
	medscape := evidence.MedscapeUKMethadone.At("dose", evidence.Secondary)
	licence := evidence.SmPCMethadone1.At("4.2", evidence.Secondary)
	colleges := evidence.RCGPMethadone.At("sedatives and alcohol", evidence.Secondary)
	older := evidence.Proposal.At("first methadone from 65 years on", evidence.Unconfirmed)
	who := evidence.WHO2009.At("annex 12", evidence.Primary)
	// No text of the United Kingdom was found that says when tolerance counts as uncertain.
	usLabel := evidence.LabelMethadone.At("section 2, initial dosing", evidence.Secondary)
	return append([]plan.Setting{
		methadone.FirstDose().Usual.Always(medication.Milligrams(10), nhs),
		methadone.FirstDose().Soft.Always(medication.Milligrams(30), nhs),
		methadone.FirstDose().Hard.Always(medication.Milligrams(40), medscape),
		methadone.FirstDayTotal().Soft.Always(medication.Milligrams(30), nhs),
		methadone.FirstDayTotal().Hard.Always(medication.Milligrams(40), medscape),
		methadone.FirstDayTotal().Lifted.Always(false, medscape),
		methadone.FirstDayTotal().Programs.Always(false, medscape),
		methadone.FirstDayTotal().Experienced.Always(true, medscape),
		methadone.LowToleranceStart().Most.Always(medication.Milligrams(20), colleges),
		methadone.LowToleranceStart().Free.Always(5*24*time.Hour, usLabel),
		methadone.LowToleranceStart().Sedatives.Always(medication.Milligrams(20), colleges),
		methadone.Older().Age.Always(65, older),
		methadone.Older().Most.Always(medication.Milligrams(20), older),
		methadone.PeakCheck().Earliest.Always(2*time.Hour, who),
		methadone.PeakCheck().Latest.Always(3*time.Hour, who),

		methadone.TitrationStep().Most.Always(medication.Milligrams(10), medscape),
		methadone.TitrationStep().Hard.Always(medication.Milligrams(10), medscape),
		methadone.TitrationStep().Interval.Always(1, licence),
		methadone.WeekOneRise().Most.Always(medication.Milligrams(30), medscape),
		methadone.DoseRange().Least.Always(medication.Milligrams(60), nhs),
		methadone.DoseRange().Most.Always(medication.Milligrams(120), nhs),
	}, methadoneCare()...)
}

func methadoneCare() []plan.Setting {
	mhra := evidence.MHRA2006.At("Current Problems in Pharmacovigilance 31", evidence.Secondary)
	lothian := evidence.NHSLothian.At("three day rule", evidence.Primary)
	australia := evidence.AustraliaMethadone2003.At("section 3.5", evidence.Primary)
	recalled := evidence.OrangeBook2017.At("chapter 4, missed doses", evidence.Unconfirmed)
	nhs := evidence.NHSMethadone.At("first dose", evidence.Primary)
	ta114 := evidence.NICETA114.At("1.3", evidence.Primary)
	return []plan.Setting{
		methadone.MissedFew().Doses.Always(2, recalled, australia),
		methadone.Held().Doses.Always(3, lothian),
		methadone.MissedAnew().Doses.Always(5, recalled),
		methadone.MissedAnew().Most.Always(medication.Milligrams(30), nhs),

		methadone.RiskECG().Dose.Always(medication.Milligrams(100), mhra),
		methadone.KidneyFailure().Below.Always(record.Whole(10), evidence.MedscapeUKMethadone.At("renal impairment", evidence.Secondary)),

		// The licence excludes children and names no age: that of the licences of buprenorphine stands here until somebody finds one.
		methadone.Child().Age.Always(16, evidence.MedscapeUKMethadone.At("contraindications: paediatric use, no age", evidence.Unconfirmed)),

		methadone.Supervision().Months.Always(3, ta114),
		methadone.Supervision().DaysPerWeek.Always(week, ta114),
	}
}

// week is "daily", in days of a week.
const week = 7

// northernIrelandMethadone are the values of the Northern Ireland Formulary, which never starts or restarts above 30 mg.
func northernIrelandMethadone() []plan.Setting {
	restart := evidence.NIFormulary.At("4.10.1, start, and restart after a break", evidence.Primary)
	return []plan.Setting{
		methadone.FirstDose().Hard.Always(medication.Milligrams(30), restart),
		methadone.FirstDayTotal().Hard.Always(medication.Milligrams(30), restart),
		methadone.MissedAnew().Doses.Always(4, evidence.NIFormulary.At("4.10.1, more than three days without methadone", evidence.Primary)),
		methadone.MissedAnew().Most.Always(medication.Milligrams(30), restart),
		methadone.Supervision().DaysPerWeek.Always(6, evidence.NIFormulary.At("4.10.1, supervision", evidence.Primary)).
			Relax("the formulary asks for at least six days a week, where NICE says daily"),
	}
}

// orangeBookPrevails takes the rule of NICE out of the nations where the newer clinical guidelines go before it.
func orangeBookPrevails() []plan.Omission {
	return []plan.Omission{{Rule: "gb.ost.supervised.ta114", Why: "the clinical guidelines of 2017, which go by need, prevail here",
		Cites: []evidence.Citation{evidence.OrangeBook2017.At("supervised consumption", evidence.Secondary).SeenIn("NHS Devon formulary")}}}
}

// northernIrelandPrevails takes the rule by need out of Northern Ireland, whose formulary sets a time.
func northernIrelandPrevails() []plan.Omission {
	return []plan.Omission{{Rule: "gb.ost.supervised.orange", Why: "the formulary sets three months", Cites: []evidence.Citation{
		evidence.NIFormulary.At("4.10.1, supervision", evidence.Primary)}}}
}
