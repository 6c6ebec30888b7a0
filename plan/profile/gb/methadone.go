package gb

import (
	"time"

	"github.com/oudpath/oudpath/medication"
	"github.com/oudpath/oudpath/plan"
	"github.com/oudpath/oudpath/plan/evidence"
	"github.com/oudpath/oudpath/plan/guidance"
	"github.com/oudpath/oudpath/plan/record"
)

// methadoneSettings are the values of methadone, its missed doses and its supervision.
func methadoneSettings() []plan.Setting {
	nhs := evidence.Citation{Source: "NHS.uk, methadone", Section: "dose", Provenance: evidence.Primary}
	medscape := methadoneMonograph("dose")
	licence := evidence.Citation{Source: "UK licence of methadone 1 mg/mL oral solution", Section: "section 4.2",
		Provenance: evidence.Secondary, Via: "drugs.com/uk"}
	colleges := evidence.Citation{Source: "RCGP guidance on methadone", Section: "sedatives and alcohol", Provenance: evidence.Secondary,
		Via: "NIDA research guide"}
	who := evidence.Citation{Source: "WHO Guidelines for psychosocially assisted treatment of opioid dependence", Section: "annex 12", Year: 2009,
		Provenance: evidence.Primary}
	// No text of the United Kingdom was found that says when tolerance counts as uncertain.
	usLabel := evidence.Citation{Source: "US label of methadone for opioid use disorder", Section: "initial dosing", Provenance: evidence.Secondary}
	return append([]plan.Setting{
		guidance.FirstDose.Usual.Always(medication.Milligrams(10), nhs),
		guidance.FirstDose.Soft.Always(medication.Milligrams(30), nhs),
		guidance.FirstDose.Hard.Always(medication.Milligrams(40), medscape),
		guidance.FirstDayTotal.Soft.Always(medication.Milligrams(30), nhs),
		guidance.FirstDayTotal.Hard.Always(medication.Milligrams(40), medscape),
		guidance.FirstDayTotal.Lifted.Always(false, medscape),
		guidance.LowToleranceStart.Most.Always(medication.Milligrams(20), colleges),
		guidance.LowToleranceStart.Free.Always(5*24*time.Hour, usLabel),
		guidance.LowToleranceStart.Sedatives.Always(medication.Milligrams(20), colleges),
		guidance.PeakCheck.Earliest.Always(2*time.Hour, who),
		guidance.PeakCheck.Latest.Always(3*time.Hour, who),

		guidance.TitrationStep.Most.Always(medication.Milligrams(10), medscape),
		guidance.TitrationStep.Hard.Always(medication.Milligrams(10), medscape),
		guidance.TitrationStep.Interval.Always(1, licence),
		guidance.WeekOneRise.Most.Always(medication.Milligrams(30), medscape),
		guidance.DoseRange.Least.Always(medication.Milligrams(60), nhs),
		guidance.DoseRange.Most.Always(medication.Milligrams(120), nhs),
	}, methadoneCare()...)
}

func methadoneCare() []plan.Setting {
	panel := evidence.Citation{Source: "QTc interval screening in methadone treatment, Annals of Internal Medicine",
		Section: "recommendations", Year: 2009, Provenance: evidence.Primary, Via: "abstract"}
	mhra := evidence.Citation{Source: "MHRA advice on methadone and the QT interval", Year: 2006, Provenance: evidence.Secondary,
		Via: "three publications that restate it"}
	lothian := evidence.Citation{Source: "NHS Lothian", Section: "three day rule", Provenance: evidence.Primary}
	australia := evidence.Citation{Source: "National methadone guideline, Australia", Section: "section 3.5", Year: 2003, Provenance: evidence.Primary}
	recalled := evidence.Citation{Source: "Drug misuse and dependence: UK guidelines on clinical management", Section: "chapter 4, missed doses",
		Year: 2017, Provenance: evidence.Unconfirmed}
	nhs := evidence.Citation{Source: "NHS.uk, methadone", Section: "first dose", Provenance: evidence.Primary}
	ta114 := evidence.Citation{Source: "NICE TA114", Section: "1.3", Year: 2007, Provenance: evidence.Primary}
	return []plan.Setting{
		guidance.MissedFew.Doses.Always(2, recalled, australia),
		guidance.Held.Doses.Always(3, lothian),
		guidance.MissedAnew.Doses.Always(5, recalled),
		guidance.MissedAnew.Most.Always(medication.Milligrams(30), nhs),

		guidance.QTcLimit.Caution.Always(record.Whole(450), panel),
		guidance.QTcLimit.Danger.Always(record.Whole(500), panel),
		guidance.RiskECG.Dose.Always(medication.Milligrams(100), mhra),
		guidance.LowPotassium.Below.Always(record.Thousandths(3500), evidence.Citation{Source: "QT rules for methadone",
			Section: "potassium", Provenance: evidence.Unconfirmed}),
		guidance.LiverImpairment.From.Always(record.Whole(7), evidence.Citation{Source: "Child-Pugh classes B and C",
			Section: "methadone: start low", Provenance: evidence.Unconfirmed}),
		guidance.KidneyFailure.Below.Always(record.Whole(10), methadoneMonograph("renal impairment")),

		guidance.Supervision.Months.Always(3, ta114),
		guidance.Supervision.DaysPerWeek.Always(week, ta114),
	}
}

// week is "daily", in days of a week.
const week = 7

// northernIrelandMethadone are the values of the Northern Ireland Formulary, which never starts or restarts above 30 mg.
func northernIrelandMethadone() []plan.Setting {
	restart := niMethadone("start, and restart after a break")
	return []plan.Setting{
		guidance.FirstDose.Hard.Always(medication.Milligrams(30), restart),
		guidance.FirstDayTotal.Hard.Always(medication.Milligrams(30), restart),
		guidance.MissedAnew.Doses.Always(3, niMethadone("more than three days without methadone")),
		guidance.MissedAnew.Most.Always(medication.Milligrams(30), restart),
		guidance.Supervision.DaysPerWeek.Always(6, niMethadone("supervision")).
			Relax("the formulary asks for at least six days a week, where NICE says daily"),
	}
}

// orangeBookPrevails takes the rule of NICE out of the nations where the newer clinical guidelines go before it.
func orangeBookPrevails() []plan.Omission {
	return []plan.Omission{{Rule: "gb.ost.supervised.ta114", Why: "the clinical guidelines of 2017, which go by need, prevail here",
		Cites: []evidence.Citation{{Source: "Drug misuse and dependence: UK guidelines on clinical management", Section: "supervised consumption",
			Year: 2017, Provenance: evidence.Secondary, Via: "NHS Devon formulary"}}}}
}

// northernIrelandPrevails takes the rule by need out of Northern Ireland, whose formulary sets a time.
func northernIrelandPrevails() []plan.Omission {
	return []plan.Omission{{Rule: "gb.ost.supervised.orange", Why: "the formulary sets three months", Cites: []evidence.Citation{niMethadone("supervision")}}}
}

func niMethadone(section string) evidence.Citation {
	return evidence.Citation{Source: "Northern Ireland Formulary 4.10.1", Section: section, Provenance: evidence.Primary}
}

func methadoneMonograph(section string) evidence.Citation {
	return evidence.Citation{Source: "Medscape UK, methadone oral solution", Section: section, Provenance: evidence.Secondary}
}

// methadoneOmissions are rules of United States law, and rules for which the United Kingdom has its own.
func methadoneOmissions() []plan.Omission {
	var omitted []plan.Omission
	for _, id := range []record.RuleID{"med.setting.methadone-oud", "methadone.form.oral-only", "otp.exception.three-day", "otp.exception.hospital",
		"otp.admission.criteria", "otp.admission.minor-consent", "otp.exam.screening", "otp.exam.full", "otp.drugtest.min", "otp.interim.max",
		"otp.dual-enrolment", "otp.takehome.max", "otp.takehome.criteria"} {
		omitted = append(omitted, plan.Omission{Rule: id, Why: "federal law of the United States"})
	}
	for _, pair := range [][2]record.RuleID{
		{"methadone.titration.week1-total", "gb.methadone.titration.week1-rise"},
		{"methadone.missed.3", "gb.ost.missed.3"}, {"methadone.missed.4", "gb.ost.missed.3"},
		{"methadone.ecg.baseline", "gb.methadone.qtc.monitor"}, {"methadone.ecg.followup", "gb.methadone.qtc.monitor"},
	} {
		omitted = append(omitted, plan.Omission{Rule: pair[0], Why: "here it is " + string(pair[1])})
	}
	return omitted
}
