package guidance_test

import (
	"slices"
	"time"

	"github.com/oudpath/oudpath/medication"
	"github.com/oudpath/oudpath/plan"
	"github.com/oudpath/oudpath/plan/civil"
	"github.com/oudpath/oudpath/plan/record"
	"github.com/oudpath/oudpath/plan/truth"
	"github.com/oudpath/oudpath/stages"
	"github.com/oudpath/oudpath/stages/scale"
)

// harmed is an unwanted effect of today, and informed what the person was told about stopping.
var (
	harmed   = fact{time.Hour, record.AdverseEvent{Description: "rash"}}
	informed = fact{time.Hour, record.ConsentRecorded{Consent: record.ConsentWithdrawalRisks, Given: truth.Yes}}
)

// pathwayCases holds the cases of the subject: for every rule one that fires and one that does not, for every parameter one
// below, at and above its value.
func pathwayCases() []ruleCase {
	return slices.Concat(pathwayWithdrawalCases(), pathwayDetoxCasesGB(), pathwayPregnancyCases(), pathwayRefusalCases(),
		pathwayLengthCases(), pathwayWindowCases(), pathwayDiagnosisCases(), pathwayLevelCases(), pathwayServiceCases(), pathwayRewardCases(),
		pathwayRouteCases(), remissionCases())
}

// daysAgo is a fact that was so whole days before the event that is asked about.
func daysAgo(n int, body record.Body) fact { return fact{time.Duration(n) * 24 * time.Hour, body} }

// entered is a move of stage on record.
func entered(on stages.Trigger, to stages.Stage) record.StageMove {
	return record.StageMove{Trigger: on, To: to, Reason: record.ReasonClinical, Destination: "elsewhere"}
}

// leaving is a discharge that is asked for.
func leaving(on stages.Trigger, why record.Reason) record.StageMove {
	return record.StageMove{Trigger: on, Reason: why}
}

func methadoneGiven(mg uint32) record.DoseGiven {
	return record.DoseGiven{Product: medication.MethadoneTab, Dose: medication.Dose{Principal: medication.Milligrams(mg)}}
}

func buprenorphineGiven(mg uint32) record.DoseGiven {
	return record.DoseGiven{Product: medication.BupSL, Dose: medication.Dose{Principal: medication.Milligrams(mg)}}
}

func buprenorphineOrder(mg uint32, purpose record.Purpose) record.Order {
	return record.Order{Product: medication.BupSL, Dose: medication.Dose{Principal: medication.Milligrams(mg)}, Purpose: purpose}
}

func methadoneOrder(mg uint32, purpose record.Purpose) record.Order {
	return record.Order{Product: medication.MethadoneTab, Dose: medication.Dose{Principal: medication.Milligrams(mg)}, Purpose: purpose}
}

func naltrexoneGiven() record.DoseGiven {
	return record.DoseGiven{Product: medication.NtxPO, Dose: medication.Dose{Principal: medication.Milligrams(50)}}
}

func holding(c record.Circumstance) fact {
	return daysAgo(1, record.ContextStated{Context: c, Holds: truth.Yes})
}

func healthSaid(c record.Health, present truth.Value) fact {
	return daysAgo(1, record.ConditionReported{Condition: c, Present: present})
}

var (
	inDetoxStage = []fact{daysAgo(9, entered(stages.Assess, stages.Assessment)), daysAgo(8, entered(stages.BeginDetox, stages.Detox))}
	inTherapy    = []fact{daysAgo(40, entered(stages.Assess, stages.Assessment)),
		daysAgo(39, entered(stages.BeginTherapy, stages.Therapy))}
	isPregnant      = daysAgo(2, record.PregnancyReported{Status: record.Pregnant})
	notPregnant     = daysAgo(2, record.PregnancyReported{Status: record.NotPregnant})
	takingMethadone = []fact{daysAgo(42, methadoneOrder(80, "")), daysAgo(42, methadoneGiven(80)), daysAgo(1, methadoneGiven(80))}
	takingBup       = []fact{daysAgo(42, buprenorphineOrder(16, "")), daysAgo(42, buprenorphineGiven(16)),
		daysAgo(1, buprenorphineGiven(16))}
	takingNaltrexone = []fact{daysAgo(20, naltrexoneGiven()), daysAgo(1, naltrexoneGiven())}
	heroinUse        = daysAgo(1, record.OpioidUsed{Agent: "heroin"})
)

func with(facts []fact, more ...fact) []fact { return slices.Concat(facts, more) }

func pathwayWithdrawalCases() []ruleCase {
	taper := record.WithdrawalManagement{Method: record.MethodBuprenorphineTaper, Setting: medication.SettingOffice}
	planned, alone := taper, taper
	planned.ContinuingPlan, alone.ContinuingPlan = truth.Yes, truth.No
	method := func(m record.WithdrawalMethod, s medication.Setting) record.WithdrawalManagement {
		return record.WithdrawalManagement{Method: m, Setting: s}
	}
	wished := func(t truth.Value) record.WithdrawalManagement {
		return record.WithdrawalManagement{Method: record.MethodBuprenorphineTaper, Setting: medication.SettingOffice, Requested: t}
	}
	told := func(t truth.Value) record.WithdrawalManagement {
		b := taper
		b.Informed = t
		return b
	}
	lasting := func(m record.WithdrawalMethod, days int) record.WithdrawalManagement {
		return record.WithdrawalManagement{Method: m, ExpectedDays: days}
	}
	left := func(continues truth.Value) record.StageMove {
		return record.StageMove{Trigger: stages.DischargePlanned, Reason: record.ReasonCompleted, MedicationContinues: continues}
	}
	return []ruleCase{
		{name: "withdrawal with a plan", rule: "wm.not-standalone", ask: planned, want: met},
		{name: "withdrawal with none", rule: "wm.not-standalone", ask: alone, want: warns},
		{name: "nobody said", rule: "wm.not-standalone", ask: taper, want: unknown},
		{name: "V56 detox completed, discharge without medication", rule: "wm.not-standalone", before: inDetoxStage, ask: left(truth.No),
			want: warns},
		{name: "discharge with medication", rule: "wm.not-standalone", before: inDetoxStage, ask: left(truth.Yes), want: met},
		{name: "discharge, nobody said", rule: "wm.not-standalone", before: inDetoxStage, ask: left(truth.Unknown), want: unknown},
		{name: "to therapy", rule: "wm.not-standalone", before: inDetoxStage, ask: record.StageMove{Trigger: stages.BeginTherapy},
			want: irrelevant},
		{name: "discharge from therapy", rule: "wm.not-standalone", before: inTherapy, ask: left(truth.No), want: irrelevant},
		{name: "transfer without medication", rule: "wm.not-standalone", before: inDetoxStage,
			ask: record.StageMove{Trigger: stages.Transfer, Destination: "rehabilitation", MedicationContinues: truth.No}, want: warns},

		{name: "V34 under anesthesia", rule: "wm.urod", jurisdiction: "gb",
			ask: method(record.MethodAnesthesia, medication.SettingHospital), want: blocks},
		{name: "under anesthesia, by its other name", rule: "gb.detox.ultra-rapid", ask: method(record.MethodAnesthesia, 0), want: blocks},
		{name: "with buprenorphine", rule: "wm.urod", ask: taper, want: met},

		{name: "at home", rule: "wm.supervised", ask: method(record.MethodAlpha2, medication.SettingHome), want: warns},
		{name: "at home, doses watched", rule: "wm.supervised", before: []fact{holding(record.ObservedDosing)},
			ask: method(record.MethodAlpha2, medication.SettingHome), want: met},
		{name: "in hospital", rule: "wm.supervised", ask: method(record.MethodAlpha2, medication.SettingHospital), want: met},
		{name: "in custody", rule: "wm.supervised", ask: method(record.MethodAlpha2, medication.SettingCustody), want: unknown},
		{name: "nobody said where", rule: "wm.supervised", ask: method(record.MethodAlpha2, 0), want: unknown},

		{name: "buprenorphine", rule: "wm.first-line", ask: taper, want: met},
		{name: "methadone for somebody on buprenorphine", rule: "wm.first-line", before: takingBup,
			ask: method(record.MethodMethadoneTaper, 0), want: advises},
		{name: "the medication that is taken", rule: "wm.first-line", before: takingBup, ask: taper, want: met},
		{name: "abrupt", rule: "wm.first-line", ask: method(record.MethodAbrupt, 0), want: warns},
		{name: "talk alone, in the United Kingdom", rule: "gb.detox.first-line", jurisdiction: "gb",
			ask: method(record.MethodPsychosocialSupported, 0), want: warns},
		{name: "alpha-2 agonist", rule: "wm.first-line", ask: method(record.MethodAlpha2, 0), want: advises},
		{name: "under anesthesia", rule: "wm.first-line", ask: method(record.MethodAnesthesia, 0), want: irrelevant},

		{name: "methadone in a program", rule: "wm.methadone.setting", ask: method(record.MethodMethadoneTaper, medication.SettingOTP),
			want: met},
		{name: "methadone in an office", rule: "wm.methadone.setting", ask: method(record.MethodMethadoneTaper, medication.SettingOffice),
			want: blocks},
		{name: "methadone, nobody said where", rule: "wm.methadone.setting", ask: method(record.MethodMethadoneTaper, 0), want: unknown},
		{name: "methadone during a hospital stay", rule: "wm.methadone.setting", before: []fact{holding(record.HospitalStay)},
			ask: method(record.MethodMethadoneTaper, medication.SettingOffice), want: suspended},
		{name: "buprenorphine in an office", rule: "wm.methadone.setting", ask: taper, want: irrelevant},

		{name: "19 mg", rule: "wm.methadone.dose", ask: methadoneOrder(19, record.PurposeDetox), want: warns,
			param: "wm.methadone.dose.start-least", side: below},
		{name: "20 mg", rule: "wm.methadone.dose", ask: methadoneOrder(20, record.PurposeDetox), want: met,
			param: "wm.methadone.dose.start-least", side: at},
		{name: "21 mg", rule: "wm.methadone.dose", ask: methadoneOrder(21, record.PurposeDetox), want: met,
			param: "wm.methadone.dose.start-least", side: above},
		{name: "29 mg", rule: "wm.methadone.dose", ask: methadoneOrder(29, record.PurposeDetox), want: met,
			param: "wm.methadone.dose.start-most", side: below},
		{name: "30 mg", rule: "wm.methadone.dose", ask: methadoneOrder(30, record.PurposeDetox), want: met,
			param: "wm.methadone.dose.start-most", side: at},
		{name: "31 mg", rule: "wm.methadone.dose", ask: methadoneOrder(31, record.PurposeDetox), want: warns,
			param: "wm.methadone.dose.start-most", side: above},
		{name: "31 mg for maintenance", rule: "wm.methadone.dose", ask: methadoneOrder(31, record.PurposeStart), want: irrelevant},
		{name: "the second day", rule: "wm.methadone.dose", before: []fact{daysAgo(1, methadoneGiven(20))},
			ask: methadoneOrder(10, record.PurposeDetox), want: irrelevant},
		{name: "5 days", rule: "wm.methadone.dose", ask: lasting(record.MethodMethadoneTaper, 5), want: warns,
			param: "wm.methadone.dose.days-least", side: below},
		{name: "6 days", rule: "wm.methadone.dose", ask: lasting(record.MethodMethadoneTaper, 6), want: met,
			param: "wm.methadone.dose.days-least", side: at},
		{name: "7 days", rule: "wm.methadone.dose", ask: lasting(record.MethodMethadoneTaper, 7), want: met,
			param: "wm.methadone.dose.days-least", side: above},
		{name: "9 days", rule: "wm.methadone.dose", ask: lasting(record.MethodMethadoneTaper, 9), want: met,
			param: "wm.methadone.dose.days-most", side: below},
		{name: "10 days", rule: "wm.methadone.dose", ask: lasting(record.MethodMethadoneTaper, 10), want: met,
			param: "wm.methadone.dose.days-most", side: at},
		{name: "11 days", rule: "wm.methadone.dose", ask: lasting(record.MethodMethadoneTaper, 11), want: warns,
			param: "wm.methadone.dose.days-most", side: above},
		{name: "with buprenorphine", rule: "wm.methadone.dose", ask: lasting(record.MethodBuprenorphineTaper, 30), want: irrelevant},

		{name: "with naltrexone", rule: "wm.antagonist-assisted", ask: method(record.MethodAntagonistAssisted, medication.SettingHospital),
			want: warns},
		{name: "a specialist directs it", rule: "wm.antagonist-assisted", before: []fact{holding(record.SpecialistSupervision)},
			ask: method(record.MethodAntagonistAssisted, medication.SettingHospital), want: suspended},
		{name: "with buprenorphine", rule: "wm.antagonist-assisted", ask: taper, want: irrelevant},

		{name: "told", rule: "wm.informed", ask: told(truth.Yes), want: met},
		{name: "told earlier", rule: "wm.informed",
			before: []fact{daysAgo(3, record.ConsentRecorded{Consent: record.ConsentWithdrawalRisks, Given: truth.Yes})},
			ask:    taper, want: met},
		{name: "not told", rule: "wm.informed", ask: told(truth.No), want: warns},
		{name: "nobody said", rule: "wm.informed", ask: taper, want: unknown},

		{name: "asked for", rule: "wm.requested", ask: wished(truth.Yes), want: met},
		{name: "not asked for", rule: "wm.requested", ask: wished(truth.No), want: warns},
		{name: "nobody said", rule: "wm.requested", ask: taper, want: irrelevant},

		{name: "heroin, 4 days", rule: "wm.duration.expected", before: []fact{heroinUse}, ask: lasting(record.MethodAlpha2, 4),
			want:  advises,
			param: "wm.duration.expected.short-acting", side: below},
		{name: "heroin, 5 days", rule: "wm.duration.expected", before: []fact{heroinUse}, ask: lasting(record.MethodAlpha2, 5), want: met,
			param: "wm.duration.expected.short-acting", side: at},
		{name: "heroin, 6 days", rule: "wm.duration.expected", before: []fact{heroinUse}, ask: lasting(record.MethodSymptomatic, 6),
			want:  met,
			param: "wm.duration.expected.short-acting", side: above},
		{name: "methadone, 9 days", rule: "wm.duration.expected", before: takingMethadone, ask: lasting(record.MethodAlpha2, 9),
			want:  advises,
			param: "wm.duration.expected.long-acting", side: below},
		{name: "methadone, 10 days", rule: "wm.duration.expected", before: takingMethadone, ask: lasting(record.MethodAlpha2, 10),
			want:  met,
			param: "wm.duration.expected.long-acting", side: at},
		{name: "methadone, 11 days", rule: "wm.duration.expected", before: takingMethadone, ask: lasting(record.MethodAlpha2, 11),
			want:  met,
			param: "wm.duration.expected.long-acting", side: above},
		{name: "fentanyl varies", rule: "wm.duration.expected", before: []fact{daysAgo(1, record.OpioidUsed{Agent: "fentanyl"})},
			ask: lasting(record.MethodAlpha2, 2), want: irrelevant},
		{name: "nobody said what", rule: "wm.duration.expected", ask: lasting(record.MethodAlpha2, 4), want: unknown},
		{name: "a taper", rule: "wm.duration.expected", before: []fact{heroinUse}, ask: lasting(record.MethodBuprenorphineTaper, 3),
			want: irrelevant},
		{name: "no length", rule: "wm.duration.expected", before: []fact{heroinUse}, ask: lasting(record.MethodAlpha2, 0),
			want: irrelevant},
	}
}

func pathwayDetoxCasesGB() []ruleCase {
	chosen := func(told, asked truth.Value) record.WithdrawalManagement {
		return record.WithdrawalManagement{Method: record.MethodBuprenorphineTaper, Informed: told, Requested: asked}
	}
	rapid := func(told, asked truth.Value) record.WithdrawalManagement {
		return record.WithdrawalManagement{Method: record.MethodAntagonistAssisted, Informed: told, Requested: asked}
	}
	lasting := func(where medication.Setting, days int) record.WithdrawalManagement {
		return record.WithdrawalManagement{Method: record.MethodBuprenorphineTaper, Setting: where, ExpectedDays: days}
	}
	ended := func(n int) []fact {
		return []fact{daysAgo(n+21, entered(stages.Assess, stages.Assessment)), daysAgo(n+20, entered(stages.BeginDetox, stages.Detox)),
			daysAgo(n, entered(stages.BeginTherapy, stages.Therapy))}
	}
	// The day of the cases is 15 June 2026: six months before it is 15 December 2025, 182 days.
	sixMonths := civil.Of(now, time.UTC).Since(civil.Of(now, time.UTC).AddMonths(-6))
	out := func(arranged truth.Value) record.StageMove {
		return record.StageMove{Trigger: stages.DischargePlanned, Reason: record.ReasonCompleted, ReferralArranged: arranged}
	}
	clonidine := func(purpose record.Purpose) record.Order {
		return record.Order{Product: medication.ClonidineTab, Dose: medication.Dose{Principal: medication.Micrograms(100)},
			Purpose: purpose}
	}
	reviewed := daysAgo(1, record.Reviewed{Section: record.ConditionsSection})
	hospital := lasting(medication.SettingHospital, 14)
	cases := []ruleCase{
		{name: "informed choice", rule: "gb.detox.consent", ask: chosen(truth.Yes, truth.Yes), want: met},
		{name: "V36 not told of overdose and tolerance", rule: "gb.detox.consent", ask: chosen(truth.No, truth.Yes), want: blocks},
		{name: "V36 nobody said whether told", rule: "gb.detox.consent", ask: chosen(truth.Unknown, truth.Yes), want: unknown},
		{name: "not chosen", rule: "gb.detox.consent", ask: chosen(truth.Yes, truth.No), want: blocks},
		{name: "nobody said whether chosen", rule: "gb.detox.consent", ask: chosen(truth.Yes, truth.Unknown), want: unknown},
		{name: "consent withdrawn", rule: "gb.detox.consent",
			before: []fact{daysAgo(1, record.ConsentRecorded{Consent: record.ConsentWithdrawalRisks, Given: truth.No})},
			ask:    chosen(truth.Unknown, truth.Yes), want: blocks},

		{name: "27 days", rule: "gb.detox.duration.inpatient", ask: lasting(medication.SettingHospital, 27), want: met,
			param: "gb.detox.duration.inpatient.most", side: below},
		{name: "28 days", rule: "gb.detox.duration.inpatient", ask: lasting(medication.SettingHospital, 28), want: met,
			param: "gb.detox.duration.inpatient.most", side: at},
		{name: "29 days", rule: "gb.detox.duration.inpatient", ask: lasting(medication.SettingHospital, 29), want: warns,
			param: "gb.detox.duration.inpatient.most", side: above},
		{name: "V33 six weeks as an inpatient", rule: "gb.detox.duration.inpatient", ask: lasting(medication.SettingHospital, 42),
			want: warns},
		{name: "six weeks at a residential level", rule: "gb.detox.duration.inpatient",
			before: []fact{daysAgo(1, record.LevelMove{Trigger: stages.ToResidential, To: stages.Residential})}, ask: lasting(0,
				42), want: warns},
		{name: "six weeks, nobody said where", rule: "gb.detox.duration.inpatient", ask: lasting(0, 42), want: unknown},
		{name: "six weeks in an office", rule: "gb.detox.duration.inpatient", ask: lasting(medication.SettingOffice, 42), want: irrelevant},
		{name: "no length", rule: "gb.detox.duration.inpatient", ask: lasting(medication.SettingHospital, 0), want: irrelevant},

		{name: "83 days", rule: "gb.detox.duration.community", ask: lasting(medication.SettingOffice, 83), want: met,
			param: "gb.detox.duration.community.most", side: below},
		{name: "84 days", rule: "gb.detox.duration.community", ask: lasting(medication.SettingOffice, 84), want: met,
			param: "gb.detox.duration.community.most", side: at},
		{name: "85 days", rule: "gb.detox.duration.community", ask: lasting(medication.SettingOffice, 85), want: warns,
			param: "gb.detox.duration.community.most", side: above},
		{name: "85 days, nobody said where", rule: "gb.detox.duration.community", ask: lasting(0, 85), want: warns},
		{name: "85 days as an outpatient", rule: "gb.detox.duration.community",
			before: []fact{daysAgo(1, record.LevelMove{Trigger: stages.ToOutpatient, To: stages.Outpatient})}, ask: lasting(0,
				85), want: warns},
		{name: "85 days in hospital", rule: "gb.detox.duration.community", ask: lasting(medication.SettingHospital, 85), want: irrelevant},

		{name: "in an office", rule: "gb.detox.setting.community-default", ask: lasting(medication.SettingOffice, 14), want: met},
		{name: "in hospital without a reason", rule: "gb.detox.setting.community-default", before: []fact{reviewed}, ask: hospital,
			want: warns},
		{name: "in hospital, ill", rule: "gb.detox.setting.community-default", before: []fact{healthSaid(record.NursingNeed, truth.Yes)},
			ask: hospital, want: met},
		{name: "in hospital, nobody asked", rule: "gb.detox.setting.community-default", ask: hospital, want: unknown},
		{name: "nobody said where", rule: "gb.detox.setting.community-default", ask: lasting(0, 14), want: unknown},
		{name: "a bed during a hospital stay, without a reason", rule: "gb.detox.setting.community-default",
			before: []fact{reviewed, holding(record.HospitalStay)}, ask: lasting(0, 14), want: warns},

		{name: "asked for and understood", rule: "gb.detox.rapid-accelerated", ask: rapid(truth.Yes, truth.Yes), want: met},
		{name: "not asked for", rule: "gb.detox.rapid-accelerated", ask: rapid(truth.Yes, truth.No), want: warns},
		{name: "nobody said", rule: "gb.detox.rapid-accelerated", ask: rapid(truth.Yes, truth.Unknown), want: unknown},
		{name: "not rapid", rule: "gb.detox.rapid-accelerated", ask: chosen(truth.No, truth.No), want: irrelevant},

		{name: "never stabilized", rule: "gb.detox.not-standalone", ask: chosen(truth.Yes, truth.Yes), want: warns},
		{name: "on methadone", rule: "gb.detox.not-standalone", before: takingMethadone, ask: chosen(truth.Yes, truth.Yes), want: met},
		{name: "on doses that only ease the withdrawal", rule: "gb.detox.not-standalone",
			before: []fact{daysAgo(1, buprenorphineOrder(8, record.PurposeDetox)),
				daysAgo(1, buprenorphineGiven(8))}, ask: chosen(truth.Yes, truth.Yes), want: warns},
		{name: "in maintenance", rule: "gb.detox.not-standalone",
			before: []fact{daysAgo(1, record.CourseMove{Trigger: stages.Maintain, To: stages.Maintenance})}, ask: chosen(truth.Yes,
				truth.Yes), want: met},
		{name: "on a specialist's advice", rule: "gb.detox.not-standalone", before: []fact{holding(record.SpecialistSupervision)},
			ask: chosen(truth.Yes, truth.Yes), want: suspended},

		{name: "less than six months after", rule: "gb.detox.aftercare", before: ended(sixMonths - 1), ask: out(truth.No), want: warns,
			param: "gb.detox.aftercare.months", side: below},
		{name: "six months after", rule: "gb.detox.aftercare", before: ended(sixMonths), ask: out(truth.No), want: irrelevant,
			param: "gb.detox.aftercare.months", side: at},
		{name: "more than six months after", rule: "gb.detox.aftercare", before: ended(sixMonths + 1), ask: out(truth.No), want: irrelevant,
			param: "gb.detox.aftercare.months", side: above},
		{name: "support arranged", rule: "gb.detox.aftercare", before: ended(30), ask: out(truth.Yes), want: met},
		{name: "nobody said", rule: "gb.detox.aftercare", before: ended(30), ask: out(truth.Unknown), want: unknown},
		{name: "from detox", rule: "gb.detox.aftercare", before: inDetoxStage, ask: out(truth.No), want: warns},
		{name: "no detox", rule: "gb.detox.aftercare", before: inTherapy, ask: out(truth.No), want: irrelevant},
		{name: "a detox of earlier care", rule: "gb.detox.aftercare",
			before: with(ended(60), daysAgo(50, entered(stages.DischargePlanned, stages.DischargedPlanned)),
				daysAgo(40, entered(stages.Readmit, stages.Assessment))), ask: out(truth.No), want: irrelevant},
		{name: "no discharge", rule: "gb.detox.aftercare", before: ended(30), ask: record.StageMove{Trigger: stages.BeginAftercare},
			want: irrelevant},

		{name: "for detoxification", rule: "gb.detox.clonidine", ask: clonidine(record.PurposeDetox), want: warns},
		{name: "during detoxification", rule: "gb.detox.clonidine", before: inDetoxStage, ask: clonidine(""), want: warns},
		{name: "otherwise", rule: "gb.detox.clonidine", ask: clonidine(""), want: irrelevant},

		{name: "dihydrocodeine", rule: "gb.detox.dihydrocodeine", ask: record.WithdrawalManagement{Method: record.MethodDihydrocodeine},
			want: warns},
		{name: "buprenorphine", rule: "gb.detox.dihydrocodeine", ask: chosen(truth.Yes, truth.Yes), want: met},
	}
	return inJurisdiction("gb", cases)
}

func inJurisdiction(name string, cases []ruleCase) []ruleCase {
	for i := range cases {
		cases[i].jurisdiction = name
	}
	return cases
}

func pathwayPregnancyCases() []ruleCase {
	taper := record.WithdrawalManagement{Method: record.MethodMethadoneTaper, Setting: medication.SettingOTP}
	begin := record.StageMove{Trigger: stages.BeginDetox}
	tapering := record.CourseMove{Trigger: stages.BeginTaper, Substance: medication.Buprenorphine, Reason: record.ReasonPatientChoice}
	stop := func(s medication.Substance, why record.Reason, abrupt truth.Value) record.StopMedication {
		return record.StopMedication{Substance: s, Reason: why, Abrupt: abrupt}
	}
	stopped := func(why record.Reason, abrupt truth.Value) record.StopMedication {
		return stop(medication.Buprenorphine, why, abrupt)
	}
	combination := record.Order{Product: medication.BupnxFilm,
		Dose: medication.Dose{Principal: medication.Milligrams(8), Companion: medication.Milligrams(2)}}
	split := methadoneOrder(40, record.PurposeContinue)
	split.PerDay = 2
	breastfeeding := healthSaid(record.Breastfeeding, truth.Yes)
	man := daysAgo(5, record.PersonRegistered{Sex: record.Male})
	cases := []ruleCase{
		{name: "V58 pregnant on heroin, a taper is planned", rule: "wm.pregnant", before: []fact{isPregnant, heroinUse}, ask: taper,
			want: blocks},
		{name: "not pregnant", rule: "preg.agonist-first", before: []fact{notPregnant}, ask: taper, want: met},
		{name: "a man", rule: "preg.agonist-first", before: []fact{man}, ask: taper, want: met},
		{name: "nobody asked", rule: "preg.agonist-first", ask: taper, want: unknown},
		{name: "into detox", rule: "preg.agonist-first", before: []fact{isPregnant}, ask: begin, want: blocks},
		{name: "into therapy", rule: "preg.agonist-first", before: []fact{isPregnant}, ask: record.StageMove{Trigger: stages.BeginTherapy},
			want: irrelevant},
		{name: "a taper of the medication", rule: "preg.agonist-first", before: with(takingBup, isPregnant), ask: tapering, want: blocks},
		{name: "a pause of it", rule: "preg.agonist-first", before: with(takingBup, isPregnant),
			ask: record.CourseMove{Trigger: stages.PauseTaper}, want: irrelevant},

		{name: "V59 pregnant on buprenorphine, to stop for delivery", rule: "preg.no-abrupt-stop", before: with(takingBup, isPregnant),
			ask: stopped(record.ReasonPregnancy, truth.Unknown), want: blocks},
		{name: "in the United Kingdom too", rule: "preg.no-abrupt-stop", jurisdiction: "gb", before: with(takingBup, isPregnant),
			ask: stopped(record.ReasonPatientChoice, truth.Yes), want: blocks},
		{name: "gradually", rule: "preg.no-abrupt-stop", before: with(takingBup, isPregnant, informed),
			ask: stopped(record.ReasonPatientChoice, truth.No), want: warns},
		{name: "gradually, and nobody explained the risks", rule: "preg.no-abrupt-stop", before: with(takingBup, isPregnant),
			ask: stopped(record.ReasonPatientChoice, truth.No), want: blocks},
		{name: "gradually, for the pregnancy", rule: "preg.no-abrupt-stop", before: with(takingBup, isPregnant, informed),
			ask: stopped(record.ReasonPregnancy, truth.No), want: blocks},
		{name: "in an emergency that nothing on record bears out", rule: "preg.no-abrupt-stop", before: with(takingBup, isPregnant),
			ask: stopped(record.ReasonEmergency, truth.Yes), want: blocks},
		{name: "in an emergency", rule: "preg.no-abrupt-stop", before: with(takingBup, isPregnant, harmed),
			ask: stopped(record.ReasonEmergency, truth.Yes), want: warns},
		{name: "in an emergency, nobody asked", rule: "preg.no-abrupt-stop", before: with(takingBup, harmed),
			ask: stopped(record.ReasonAdverseEvent, truth.Yes), want: advises},
		{name: "at once, her own wish, and she was told", rule: "preg.no-abrupt-stop", before: with(takingBup, isPregnant, informed),
			ask: stopped(record.ReasonPatientChoice, truth.Yes), want: blocks},
		{name: "an end date", rule: "preg.no-abrupt-stop", before: with(takingBup, isPregnant),
			ask: record.PlanEndDate{Substance: medication.Buprenorphine, On: civil.Of(now, time.UTC).Add(1),
				Reason: record.ReasonProtocol}, want: blocks},
		{name: "a discharge that ends it", rule: "preg.no-abrupt-stop", before: with(takingBup, isPregnant),
			ask: record.StageMove{Trigger: stages.DischargeAdministrative, Reason: record.ReasonAdministrative,
				MedicationContinues: truth.No}, want: blocks},
		{name: "a discharge after which it goes on", rule: "preg.no-abrupt-stop", before: with(takingBup, isPregnant),
			ask: record.StageMove{Trigger: stages.DischargePlanned, Reason: record.ReasonCompleted,
				MedicationContinues: truth.Yes}, want: met},
		{name: "a discharge that does not say", rule: "preg.no-abrupt-stop", before: with(takingBup, isPregnant),
			ask: record.StageMove{Trigger: stages.DischargePlanned, Reason: record.ReasonCompleted}, want: unknown},
		{name: "she has left", rule: "preg.no-abrupt-stop", before: with(takingBup, isPregnant),
			ask: record.StageMove{Trigger: stages.DischargeUnplanned, Reason: record.ReasonOther}, want: warns},
		{name: "a transfer without a referral", rule: "preg.no-abrupt-stop", before: with(takingBup, isPregnant),
			ask: record.StageMove{Trigger: stages.Transfer, Destination: "elsewhere"}, want: unknown},
		{name: "a transfer with one", rule: "preg.no-abrupt-stop", before: with(takingBup, isPregnant),
			ask: record.StageMove{Trigger: stages.Transfer, Destination: "elsewhere", ReferralArranged: truth.Yes}, want: met},
		{name: "aftercare without it", rule: "preg.no-abrupt-stop", before: with(takingBup, isPregnant),
			ask: record.StageMove{Trigger: stages.BeginAftercare, MedicationContinues: truth.No}, want: blocks},
		{name: "an interruption", rule: "preg.no-abrupt-stop", before: with(takingBup, isPregnant),
			ask: record.CourseMove{Trigger: stages.Interrupt}, want: blocks},
		{name: "withdrawal that is abrupt", rule: "preg.no-abrupt-stop", before: with(takingBup, isPregnant),
			ask: record.WithdrawalManagement{Method: record.MethodAbrupt}, want: blocks},
		{name: "a held dose is no ending", rule: "preg.no-abrupt-stop", before: with(takingBup, isPregnant),
			ask: record.DoseHeld{Substance: medication.Buprenorphine, Reason: record.ReasonIntoxicated}, want: irrelevant},
		{name: "discharged for a positive test", rule: "return-to-use.intensify", before: takingBup,
			ask: record.StageMove{Trigger: stages.BeginAftercare, MedicationContinues: truth.No,
				Reason: record.ReasonPositiveTest}, want: blocks},
		{name: "nobody asked", rule: "preg.no-abrupt-stop", before: takingBup, ask: stopped(record.ReasonPatientChoice, truth.Yes),
			want: unknown},
		{name: "not pregnant", rule: "preg.no-abrupt-stop", before: with(takingBup, notPregnant),
			ask: stopped(record.ReasonPatientChoice, truth.Yes), want: met},
		{name: "naltrexone", rule: "preg.no-abrupt-stop", before: with(takingNaltrexone, isPregnant),
			ask: stop(medication.Naltrexone, record.ReasonPregnancy, truth.Yes), want: irrelevant},
		{name: "another agonist has taken over", rule: "preg.no-abrupt-stop",
			before: slices.Concat(takingBup, takingMethadone, []fact{isPregnant}),
			ask:    stopped(record.ReasonClinical, truth.Yes), want: irrelevant},
		{name: "the end of the course", rule: "preg.no-abrupt-stop", before: with(takingBup, isPregnant),
			ask: record.CourseMove{Trigger: stages.End}, want: blocks},
		{name: "a taper", rule: "preg.no-abrupt-stop", before: with(takingBup, isPregnant), ask: tapering, want: irrelevant},

		{name: "stopped for the newborn", rule: "preg.nows", before: with(takingBup, isPregnant),
			ask: stopped(record.ReasonPregnancy, truth.No), want: advises},
		{name: "not pregnant", rule: "preg.nows", before: with(takingBup, notPregnant), ask: stopped(record.ReasonPatientChoice, truth.No),
			want: irrelevant},
		{name: "a planned end", rule: "preg.nows", before: with(takingBup, isPregnant),
			ask: record.PlanEndDate{Substance: medication.Buprenorphine, On: civil.Of(now, time.UTC).Add(60),
				Reason: record.ReasonPatientChoice}, want: advises},

		{name: "stopped while breastfeeding", rule: "preg.breastfeed", before: with(takingBup, breastfeeding),
			ask: stopped(record.ReasonPatientChoice, truth.No), want: advises},
		{name: "not breastfeeding", rule: "preg.breastfeed", before: takingBup, ask: stopped(record.ReasonPatientChoice, truth.No),
			want: irrelevant},

		{name: "started in pregnancy", rule: "preg.bup-start", before: []fact{isPregnant}, ask: buprenorphineOrder(4, record.PurposeStart),
			want: advises},
		{name: "with an expert", rule: "preg.bup-start", before: []fact{isPregnant, holding(record.SpecialistSupervision)},
			ask: buprenorphineOrder(4, record.PurposeStart), want: suspended},
		{name: "not pregnant", rule: "preg.bup-start", before: []fact{notPregnant}, ask: buprenorphineOrder(4, record.PurposeStart),
			want: irrelevant},

		{name: "combination in pregnancy", rule: "preg.combo", before: []fact{isPregnant}, ask: combination, want: advises},
		{name: "mono product in pregnancy", rule: "preg.combo", before: []fact{isPregnant}, ask: buprenorphineOrder(8, ""), want: met},
		{name: "not pregnant", rule: "preg.combo", before: []fact{notPregnant}, ask: combination, want: irrelevant},

		{name: "once a day", rule: "preg.dose-late", before: with(takingMethadone, isPregnant),
			ask: methadoneOrder(80, record.PurposeContinue), want: advises},
		{name: "once a day, and raised", rule: "preg.dose-late", before: with(takingMethadone, isPregnant),
			ask: methadoneOrder(90, record.PurposeContinue), want: met},
		{name: "split", rule: "preg.dose-late", before: with(takingMethadone, isPregnant), ask: split, want: met},
		{name: "not pregnant", rule: "preg.dose-late", before: with(takingMethadone, notPregnant),
			ask: methadoneOrder(80, record.PurposeContinue), want: irrelevant},
		{name: "a start", rule: "preg.dose-late", before: []fact{isPregnant}, ask: methadoneOrder(20, record.PurposeStart),
			want: irrelevant},
	}
	return append(cases, pathwayPregnancyCasesGB()...)
}

func pathwayPregnancyCasesGB() []ruleCase {
	method := func(m record.WithdrawalMethod, where medication.Setting) record.WithdrawalManagement {
		return record.WithdrawalManagement{Method: m, Setting: where}
	}
	week := func(n int32) []fact {
		return []fact{isPregnant, daysAgo(0, record.Measured{Measure: record.Gestation, Value: record.Whole(n)})}
	}
	ward := method(record.MethodMethadoneTaper, medication.SettingHospital)
	return inJurisdiction("gb", []ruleCase{
		{name: "abrupt", rule: "gb.detox.pregnancy", before: week(20), ask: method(record.MethodAbrupt, medication.SettingHospital),
			want: blocks},
		{name: "sped up with an antagonist", rule: "gb.detox.pregnancy", before: week(20),
			ask: method(record.MethodAntagonistAssisted, medication.SettingHospital), want: blocks},
		{name: "week 13", rule: "gb.detox.pregnancy", before: week(13), ask: ward, want: warns,
			param: "gb.detox.pregnancy.second-trimester", side: below},
		{name: "week 14", rule: "gb.detox.pregnancy", before: week(14), ask: ward, want: advises,
			param: "gb.detox.pregnancy.second-trimester", side: at},
		{name: "week 15", rule: "gb.detox.pregnancy", before: week(15), ask: ward, want: advises,
			param: "gb.detox.pregnancy.second-trimester", side: above},
		{name: "week 27", rule: "gb.detox.pregnancy", before: week(27), ask: ward, want: advises,
			param: "gb.detox.pregnancy.third-trimester", side: below},
		{name: "week 28", rule: "gb.detox.pregnancy", before: week(28), ask: ward, want: warns, param: "gb.detox.pregnancy.third-trimester",
			side: at},
		{name: "week 29", rule: "gb.detox.pregnancy", before: week(29), ask: ward, want: warns, param: "gb.detox.pregnancy.third-trimester",
			side: above},
		{name: "week 13, measured a week ago", rule: "gb.detox.pregnancy",
			before: []fact{isPregnant, daysAgo(7,
				record.Measured{Measure: record.Gestation, Value: record.Whole(13)})}, ask: ward, want: advises},
		{name: "a gestation of another pregnancy", rule: "gb.detox.pregnancy",
			before: []fact{isPregnant, daysAgo(400,
				record.Measured{Measure: record.Gestation, Value: record.Whole(13)})}, ask: ward, want: warns},
		{name: "week 20 by the expected day alone", rule: "gb.detox.pregnancy",
			before: []fact{daysAgo(2, record.PregnancyReported{Status: record.Pregnant, Due: today.Add(140)})}, ask: ward, want: advises},
		{name: "week 20, and the expected day contradicts it", rule: "gb.detox.pregnancy",
			before: with(week(20), daysAgo(1,
				record.PregnancyReported{Status: record.Pregnant, Due: today.Add(30)})), ask: ward, want: warns},
		{name: "gestation not known", rule: "gb.detox.pregnancy", before: []fact{isPregnant}, ask: ward, want: warns},
		{name: "week 20, not as an inpatient", rule: "gb.detox.pregnancy", before: week(20),
			ask: method(record.MethodMethadoneTaper, medication.SettingOffice), want: warns},
		{name: "a taper of the medication", rule: "gb.detox.pregnancy", before: week(20),
			ask: record.CourseMove{Trigger: stages.BeginTaper}, want: warns},
		{name: "into detox", rule: "gb.detox.pregnancy", before: week(20), ask: record.StageMove{Trigger: stages.BeginDetox}, want: warns},
		{name: "a pause of it", rule: "gb.detox.pregnancy", before: week(20), ask: record.CourseMove{Trigger: stages.PauseTaper},
			want: irrelevant},
		{name: "not pregnant", rule: "gb.detox.pregnancy", before: []fact{notPregnant}, ask: ward, want: met},
		{name: "nobody asked", rule: "gb.detox.pregnancy", ask: ward, want: unknown},
	})
}

func pathwayRefusalCases() []ruleCase {
	stop := func(s medication.Substance, why record.Reason) record.StopMedication {
		return record.StopMedication{Substance: s, Reason: why, Abrupt: truth.Yes}
	}
	held := func(s medication.Substance, why record.Reason) record.DoseHeld {
		return record.DoseHeld{Substance: s, Reason: why}
	}
	until := func(s medication.Substance, why record.Reason) record.PlanEndDate {
		return record.PlanEndDate{Substance: s, On: civil.Of(now, time.UTC).Add(500), Reason: why}
	}
	out := func(on stages.Trigger, why record.Reason, continues, arranged truth.Value) record.StageMove {
		return record.StageMove{Trigger: on, Reason: why, MedicationContinues: continues, ReferralArranged: arranged}
	}
	screen := func(a record.Analyte, r record.TestResult) record.Screened {
		return record.Screened{Results: []record.AnalyteResult{{Analyte: a, Result: r}}}
	}
	administrative := stages.DischargeAdministrative
	inDetoxOrder := []fact{daysAgo(3, buprenorphineOrder(8, record.PurposeDetox)), daysAgo(3, buprenorphineGiven(8))}
	return []ruleCase{
		{name: "V63 positive test: administrative discharge", rule: "relapse.intensify", before: with(takingMethadone, inTherapy...),
			ask: leaving(administrative, record.ReasonPositiveTest), want: blocks},
		{name: "V63 positive test in week 6", rule: "return-to-use.intensify", before: takingMethadone,
			ask: screen(record.AnalyteFentanyl, record.Positive), want: warns},
		{name: "discharge after return to use, though a referral is arranged", rule: "return-to-use.intensify", before: inTherapy,
			ask: out(stages.DischargePlanned, record.ReasonReturnToUse, truth.Yes, truth.Yes), want: blocks},
		{name: "the person left", rule: "return-to-use.intensify", before: inTherapy,
			ask: leaving(stages.DischargeUnplanned, record.ReasonReturnToUse), want: warns},
		{name: "medication stopped", rule: "return-to-use.intensify", before: takingMethadone,
			ask: stop(medication.Methadone, record.ReasonReturnToUse), want: blocks},
		{name: "dose withheld", rule: "return-to-use.intensify", before: takingMethadone,
			ask: held(medication.Methadone, record.ReasonPositiveTest), want: blocks},
		{name: "interrupted", rule: "return-to-use.intensify", before: takingBup,
			ask: record.CourseMove{Trigger: stages.Interrupt, Reason: record.ReasonPositiveTest}, want: blocks},
		{name: "naltrexone withheld: a positive test is a reason", rule: "return-to-use.intensify", before: takingNaltrexone,
			ask: held(medication.Naltrexone, record.ReasonPositiveTest), want: irrelevant},
		{name: "another reason", rule: "return-to-use.intensify", before: takingMethadone,
			ask: stop(medication.Methadone, record.ReasonPatientChoice), want: irrelevant},
		{name: "return to use", rule: "return-to-use.intensify", before: takingMethadone, ask: record.ReturnedToUse{Agent: "heroin"},
			want: advises},
		{name: "the medication itself", rule: "return-to-use.intensify", before: takingMethadone,
			ask: screen(record.AnalyteMethadone, record.Positive), want: irrelevant},
		{name: "an opioid panel on naltrexone", rule: "return-to-use.intensify", before: takingNaltrexone,
			ask: screen(record.AnalyteOpioids, record.Positive), want: warns},
		{name: "an opioid panel on buprenorphine", rule: "return-to-use.intensify", before: takingBup,
			ask: screen(record.AnalyteOpioids, record.Positive), want: irrelevant},
		{name: "a negative test", rule: "return-to-use.intensify", before: takingBup, ask: screen(record.AnalyteFentanyl, record.Negative),
			want: irrelevant},
		{name: "a test before treatment", rule: "return-to-use.intensify", ask: screen(record.AnalyteFentanyl, record.Positive),
			want: irrelevant},

		{name: "stopped for cocaine", rule: "co.polysubstance", before: takingBup,
			ask: stop(medication.Buprenorphine, record.ReasonOtherDrugUse), want: blocks},
		{name: "stopped for a benzodiazepine", rule: "co.polysubstance", before: takingBup,
			ask: stop(medication.Buprenorphine, record.ReasonBenzodiazepine), want: blocks},
		{name: "discharged for cocaine", rule: "co.polysubstance", before: inTherapy,
			ask: leaving(administrative, record.ReasonOtherDrugUse), want: blocks},
		{name: "left", rule: "co.polysubstance", before: inTherapy, ask: leaving(stages.DischargeUnplanned, record.ReasonOtherDrugUse),
			want: warns},
		{name: "another reason", rule: "co.polysubstance", before: takingBup,
			ask: stop(medication.Buprenorphine, record.ReasonPatientChoice), want: irrelevant},

		{name: "stopped for a limit of the dose", rule: "bup.dose.no-limit", before: takingBup,
			ask: stop(medication.Buprenorphine, record.ReasonDoseLimit), want: blocks},
		{name: "withheld for a limit of the dose", rule: "bup.dose.no-limit", before: takingBup,
			ask: held(medication.Buprenorphine, record.ReasonDoseLimit), want: blocks},
		{name: "discharged for a limit of the dose", rule: "bup.dose.no-limit", before: with(takingBup, inTherapy...),
			ask: leaving(administrative, record.ReasonDoseLimit), want: blocks},
		{name: "stopped for another reason", rule: "bup.dose.no-limit", before: takingBup,
			ask: stop(medication.Buprenorphine, record.ReasonPatientChoice), want: irrelevant},
		{name: "another medication stopped", rule: "bup.dose.no-limit", before: takingMethadone,
			ask: stop(medication.Methadone, record.ReasonDoseLimit), want: irrelevant},

		{name: "an end date for its own sake", rule: "dur.no-limit", before: takingBup,
			ask: until(medication.Buprenorphine, record.ReasonTimeLimit), want: blocks},
		{name: "an end date by protocol", rule: "dur.no-limit", before: takingMethadone,
			ask: until(medication.Methadone, record.ReasonProtocol), want: blocks},
		{name: "naltrexone too", rule: "dur.no-limit", before: takingNaltrexone, ask: until(medication.Naltrexone, record.ReasonTimeLimit),
			want: blocks},
		{name: "the person wants it", rule: "dur.no-limit", before: takingBup,
			ask: until(medication.Buprenorphine, record.ReasonPatientChoice), want: irrelevant},
		{name: "stopped by protocol today", rule: "dur.no-limit", before: takingMethadone,
			ask: stop(medication.Methadone, record.ReasonProtocol), want: irrelevant},
		{name: "discharged because time is up", rule: "dur.no-limit", before: with(takingMethadone, inTherapy...),
			ask: out(stages.DischargePlanned, record.ReasonTimeLimit, truth.No, truth.Yes), want: blocks},
		{name: "discharged, medication goes on", rule: "dur.no-limit", before: with(takingMethadone, inTherapy...),
			ask: out(stages.DischargePlanned, record.ReasonTimeLimit, truth.Yes, truth.Yes), want: irrelevant},
		{name: "discharged, no medication", rule: "dur.no-limit", before: inTherapy,
			ask: out(stages.DischargePlanned, record.ReasonTimeLimit, truth.No, truth.Yes), want: irrelevant},
		{name: "the end of a detox taper", rule: "dur.no-limit", before: inDetoxOrder,
			ask: until(medication.Buprenorphine, record.ReasonProtocol), want: irrelevant},
		{name: "discharged at the end of a detox taper", rule: "dur.no-limit", before: with(inDetoxOrder, inDetoxStage...),
			ask: out(stages.DischargePlanned, record.ReasonTimeLimit, truth.No, truth.Yes), want: irrelevant},
		{name: "into maintenance", rule: "dur.no-limit", before: takingBup,
			ask: record.CourseMove{Trigger: stages.Maintain, Reason: record.ReasonTimeLimit}, want: irrelevant},
		{name: "lofexidine ends", rule: "dur.no-limit", ask: until(medication.Lofexidine, record.ReasonProtocol), want: irrelevant},

		{name: "a program that takes nobody on medication", rule: "loc.moud-any-level", before: takingBup,
			ask: stop(medication.Buprenorphine, record.ReasonLevelOfCare), want: warns},
		{name: "a taper for it", rule: "loc.moud-any-level", before: takingBup,
			ask: record.CourseMove{Trigger: stages.BeginTaper, Reason: record.ReasonLevelOfCare}, want: warns},
		{name: "another reason", rule: "loc.moud-any-level", before: takingBup,
			ask: stop(medication.Buprenorphine, record.ReasonPatientChoice), want: irrelevant},

		{name: "stopped for surgery", rule: "pain.continue-moud", before: takingBup,
			ask: stop(medication.Buprenorphine, record.ReasonSurgery), want: warns},
		{name: "withheld for surgery", rule: "pain.continue-moud", before: takingMethadone,
			ask: held(medication.Methadone, record.ReasonSurgery), want: warns},
		{name: "naltrexone stopped for surgery", rule: "pain.continue-moud", before: takingNaltrexone,
			ask: stop(medication.Naltrexone, record.ReasonSurgery), want: irrelevant},
		{name: "discharged for surgery on naltrexone", rule: "pain.continue-moud", before: with(takingNaltrexone, inTherapy...),
			ask: leaving(stages.DischargePlanned, record.ReasonSurgery), want: irrelevant},

		{name: "stopped in custody", rule: "cj.continue", before: takingMethadone, ask: stop(medication.Methadone, record.ReasonCustody),
			want: warns},
		{name: "discharged to custody", rule: "cj.continue", before: with(takingMethadone, inTherapy...),
			ask: leaving(administrative, record.ReasonCustody), want: warns},
		{name: "continued in custody", rule: "cj.continue", before: with(takingMethadone, inTherapy...),
			ask: out(administrative, record.ReasonCustody, truth.Yes, truth.Yes), want: irrelevant},

		{name: "on naltrexone", rule: "relapse.switch", before: takingNaltrexone, ask: record.ReturnedToUse{Agent: "heroin"},
			want: advises},
		{name: "on buprenorphine", rule: "return-to-use.switch", before: takingBup, ask: record.ReturnedToUse{Agent: "heroin"},
			want: advises},
		{name: "on a depot", rule: "return-to-use.switch",
			before: []fact{daysAgo(60, buprenorphineGiven(8)), daysAgo(10, record.DoseGiven{Product: medication.BupSublocade,
				Dose: medication.Dose{Principal: medication.Milligrams(300)}})}, ask: record.ReturnedToUse{Agent: "heroin"}, want: irrelevant},
		{name: "on methadone", rule: "return-to-use.switch", before: takingMethadone, ask: record.ReturnedToUse{Agent: "heroin"},
			want: irrelevant},

		{name: "medication ends with the discharge", rule: "discharge.medication-continues", before: with(takingBup, inTherapy...),
			ask: out(stages.DischargePlanned, record.ReasonCompleted, truth.No, truth.No), want: warns},
		{name: "medication goes on", rule: "discharge.medication-continues", before: with(takingBup, inTherapy...),
			ask: out(stages.DischargePlanned, record.ReasonCompleted, truth.Yes, truth.No), want: met},
		{name: "nobody said", rule: "discharge.medication-continues", before: with(takingBup, inTherapy...),
			ask: leaving(stages.DischargePlanned, record.ReasonCompleted), want: unknown},
		{name: "no medication", rule: "discharge.medication-continues", before: inTherapy,
			ask: leaving(stages.DischargePlanned, record.ReasonCompleted), want: irrelevant},
		{name: "from detox", rule: "discharge.medication-continues", before: with(takingBup, inDetoxStage...),
			ask: leaving(stages.DischargePlanned, record.ReasonCompleted), want: irrelevant},

		{name: "no transfer", rule: "otp.discharge.administrative", before: inTherapy,
			ask: out(administrative, record.ReasonAdministrative, truth.No, truth.No), want: warns},
		{name: "transfer arranged", rule: "otp.discharge.administrative", before: inTherapy,
			ask: out(administrative, record.ReasonAdministrative, truth.Yes, truth.Yes), want: met},
		{name: "nobody said", rule: "otp.discharge.administrative", before: inTherapy,
			ask: leaving(administrative, record.ReasonAdministrative), want: unknown},
		{name: "planned", rule: "otp.discharge.administrative", before: inTherapy,
			ask: leaving(stages.DischargePlanned, record.ReasonCompleted), want: irrelevant},
		{name: "stopped at once", rule: "otp.discharge.administrative", before: takingMethadone,
			ask: stop(medication.Methadone, record.ReasonAdministrative), want: warns},
		{name: "tapered", rule: "otp.discharge.administrative", before: takingMethadone,
			ask: record.StopMedication{Substance: medication.Methadone, Reason: record.ReasonAdministrative, Abrupt: truth.No}, want: warns,
			says: "no transfer"},
		{name: "the person's choice", rule: "otp.discharge.administrative", before: takingMethadone,
			ask: stop(medication.Methadone, record.ReasonPatientChoice), want: irrelevant},
	}
}

func pathwayLengthCases() []ruleCase {
	out := leaving(stages.DischargePlanned, record.ReasonCompleted)
	since := func(n int) []fact { return []fact{daysAgo(n, entered(stages.Assess, stages.Assessment))} }
	dosed := func(n int) []fact {
		return []fact{daysAgo(n, buprenorphineOrder(8, "")), daysAgo(n, buprenorphineGiven(8)), daysAgo(1, buprenorphineGiven(8))}
	}
	aftercare := func(n int) []fact {
		return []fact{daysAgo(n+90, entered(stages.Assess, stages.Assessment)),
			daysAgo(n, entered(stages.BeginAftercare, stages.Aftercare)),
			daysAgo(10, entered(stages.EnterRecovery, stages.Recovery))}
	}
	taper := record.CourseMove{Trigger: stages.BeginTaper, Substance: medication.Buprenorphine}
	ending := func(in int) record.PlanEndDate {
		return record.PlanEndDate{Substance: medication.Buprenorphine, On: civil.Of(now, time.UTC).Add(in),
			Reason: record.ReasonPatientChoice}
	}
	whole := record.PreventionPlanMade{Reasons: []string{"my daughter"}, Triggers: []record.Trigger{{What: "payday", Helps: "call Ana"}},
		Contacts: []record.Contact{{Name: "Ana"}}, Medication: "film after breakfast", Naloxone: "hall cupboard", Lapse: []string{"call the clinic"}}
	lacking := func(take func(*record.PreventionPlanMade)) fact {
		b := whole
		take(&b)
		return daysAgo(3, b)
	}
	begin := record.StageMove{Trigger: stages.BeginAftercare}
	return []ruleCase{
		{name: "89 days", rule: "dur.treatment", before: since(89), ask: out, want: warns, param: "dur.treatment.days", side: below},
		{name: "90 days", rule: "dur.treatment", before: since(90), ask: out, want: met, param: "dur.treatment.days", side: at},
		{name: "91 days", rule: "dur.treatment", before: since(91), ask: out, want: met, param: "dur.treatment.days", side: above},
		{name: "back for ten days", rule: "dur.treatment",
			before: with(since(400), daysAgo(200, entered(stages.DischargePlanned, stages.DischargedPlanned)),
				daysAgo(10, entered(stages.Readmit, stages.Assessment))), ask: out, want: warns},
		{name: "the person left", rule: "dur.treatment", before: since(10),
			ask: leaving(stages.DischargeUnplanned, record.ReasonPatientChoice), want: irrelevant},
		{name: "nobody knows since when", rule: "dur.treatment", ask: out, want: unknown},

		{name: "364 days", rule: "dur.medication", before: dosed(364), ask: taper, want: warns, param: "dur.medication.days", side: below},
		{name: "365 days", rule: "dur.medication", before: dosed(365), ask: taper, want: met, param: "dur.medication.days", side: at},
		{name: "366 days", rule: "dur.medication", before: dosed(366), ask: taper, want: met, param: "dur.medication.days", side: above},
		{name: "an end in a year", rule: "dur.medication", before: dosed(10), ask: ending(355), want: met},
		{name: "an end a day earlier", rule: "dur.medication", before: dosed(10), ask: ending(354), want: warns},
		{name: "stopped as completed", rule: "dur.medication", before: dosed(10),
			ask: record.StopMedication{Substance: medication.Buprenorphine, Reason: record.ReasonCompleted}, want: warns},
		{name: "stopped for an adverse event", rule: "dur.medication", before: dosed(10),
			ask: record.StopMedication{Substance: medication.Buprenorphine, Reason: record.ReasonAdverseEvent}, want: irrelevant},
		{name: "V11 buprenorphine goes on", rule: "dur.medication",
			before: append(dosed(10), daysAgo(5, record.DoseGiven{Product: medication.MethadoneConc,
				Dose: medication.Dose{Principal: medication.Milligrams(40)}})),
			ask: record.StopMedication{Substance: medication.Methadone, Reason: record.ReasonProtocol}, want: irrelevant},
		{name: "nothing taken", rule: "dur.medication", ask: taper, want: irrelevant},
		{name: "a taper that eases a withdrawal", rule: "dur.medication",
			before: []fact{daysAgo(3, buprenorphineOrder(8, record.PurposeDetox)), daysAgo(3, buprenorphineGiven(8))},
			ask:    taper, want: irrelevant},

		{name: "364 days", rule: "aftercare.min", before: aftercare(364), ask: out, want: advises, param: "aftercare.min.days",
			side: below},
		{name: "365 days", rule: "aftercare.min", before: aftercare(365), ask: out, want: met, param: "aftercare.min.days", side: at},
		{name: "366 days", rule: "aftercare.min", before: aftercare(366), ask: out, want: met, param: "aftercare.min.days", side: above},
		{name: "from therapy", rule: "aftercare.min", before: inTherapy, ask: out, want: irrelevant},
		{name: "no discharge", rule: "aftercare.min", before: aftercare(100), ask: record.StageMove{Trigger: stages.Reassess},
			want: irrelevant},

		{name: "none written", rule: "aftercare.prevention-plan", before: inTherapy, ask: record.StageMove{Trigger: stages.BeginAftercare},
			want: advises},
		{name: "written", rule: "aftercare.prevention-plan", before: with(inTherapy, daysAgo(3, whole)), ask: begin, want: met},
		{name: "written, and nobody says what", rule: "aftercare.prevention-plan",
			before: with(inTherapy, daysAgo(3, record.PreventionPlanMade{})), ask: begin, want: unknown},
		{name: "without reasons", rule: "aftercare.prevention-plan", ask: begin, want: advises,
			before: with(inTherapy, lacking(func(b *record.PreventionPlanMade) { b.Reasons = nil }))},
		{name: "a trigger, and nothing that helps", rule: "aftercare.prevention-plan", ask: begin, want: advises,
			before: with(inTherapy, lacking(func(b *record.PreventionPlanMade) { b.Triggers = []record.Trigger{{What: "payday"}} }))},
		{name: "nobody to call", rule: "aftercare.prevention-plan", ask: begin, want: advises,
			before: with(inTherapy, lacking(func(b *record.PreventionPlanMade) { b.Contacts = nil }))},
		{name: "nothing of medication", rule: "aftercare.prevention-plan", ask: begin, want: advises,
			before: with(inTherapy, lacking(func(b *record.PreventionPlanMade) { b.Medication = "" }))},
		{name: "nothing of naloxone", rule: "aftercare.prevention-plan", ask: begin, want: advises,
			before: with(inTherapy, lacking(func(b *record.PreventionPlanMade) { b.Naloxone = "" }))},
		{name: "nothing of what to do after use", rule: "aftercare.prevention-plan", ask: begin, want: advises,
			before: with(inTherapy, lacking(func(b *record.PreventionPlanMade) { b.Lapse = nil }))},
		{name: "into therapy", rule: "aftercare.prevention-plan", ask: record.StageMove{Trigger: stages.BeginTherapy}, want: irrelevant},
	}
}

func pathwayWindowCases() []ruleCase {
	left := func(n int) []fact {
		return []fact{daysAgo(n+20, entered(stages.Assess, stages.Assessment)), daysAgo(n+15, entered(stages.BeginDetox, stages.Detox)),
			daysAgo(n, entered(stages.DischargePlanned, stages.DischargedPlanned))}
	}
	continued := record.StageMove{Trigger: stages.DischargePlanned, Reason: record.ReasonMoved, MedicationContinues: truth.Yes,
		ReferralArranged: truth.Yes}
	return []ruleCase{
		{name: "V68 discharged ten days ago after detox", rule: "risk.window.exit", jurisdiction: "gb", before: left(10),
			ask: record.StageMove{Trigger: stages.Readmit}, want: advises},
		{name: "27 days ago", rule: "risk.window.exit", before: left(27), ask: record.OpioidUsed{Agent: "heroin"}, want: advises,
			param: "risk.window.exit.days", side: below},
		{name: "28 days ago", rule: "risk.window.exit", before: left(28), ask: record.ReturnedToUse{Agent: "heroin"}, want: advises,
			param: "risk.window.exit.days", side: at},
		{name: "29 days ago", rule: "risk.window.exit", before: left(29), ask: record.VisitMissed{}, want: met,
			param: "risk.window.exit.days", side: above},
		{name: "a discharge", rule: "risk.window.exit", before: inTherapy, ask: leaving(stages.DischargePlanned, record.ReasonCompleted),
			want: advises},
		{name: "care and medication go on", rule: "risk.window.exit", before: inTherapy, ask: continued, want: met},
		{name: "in care", rule: "risk.window.exit", before: inTherapy, ask: record.VisitMissed{}, want: irrelevant},
	}
}

func pathwayDiagnosisCases() []ruleCase {
	counted := func(n int) fact { return daysAgo(3, record.DiagnosisRecorded{Criteria: n}) }
	items := func(ids ...string) fact {
		answers := map[string]int{}
		for _, item := range dsm5Items() {
			answers[item] = 0
		}
		for _, id := range ids {
			answers[id] = 1
		}
		return daysAgo(3, record.Scored{Scale: scale.DSM5OUD, Items: answers, Total: len(ids)})
	}
	start := buprenorphineOrder(4, record.PurposeStart)
	pain := holding(record.SupervisedPainTreatment)
	therapy := record.StageMove{Trigger: stages.BeginTherapy}
	recovery := record.StageMove{Trigger: stages.EnterRecovery}
	threeMonths := civil.Of(now, time.UTC).Since(civil.Of(now, time.UTC).AddMonths(-3))
	used := func(n int) fact { return daysAgo(n, record.OpioidUsed{Agent: "heroin"}) }
	remitted := func(n int, t truth.Value) fact {
		return daysAgo(n, record.DiagnosisRecorded{Criteria: 6, Remission: t})
	}
	return []ruleCase{
		{name: "one criterion", rule: "dx.oud.min", before: []fact{counted(1)}, ask: start, want: warns, param: "dx.oud.min.criteria",
			side: below},
		{name: "two criteria", rule: "dx.oud.min", before: []fact{counted(2)}, ask: start, want: met, param: "dx.oud.min.criteria",
			side: at},
		{name: "three criteria", rule: "dx.oud.min", before: []fact{counted(3)}, ask: start, want: met, param: "dx.oud.min.criteria",
			side: above},
		{name: "nobody assessed", rule: "dx.oud.min", ask: start, want: unknown},
		{name: "none now, in remission", rule: "dx.oud.min", before: []fact{daysAgo(3, record.DiagnosisRecorded{Remission: truth.Yes})},
			ask: start, want: met},
		{name: "by its code", rule: "dx.oud.min",
			before: []fact{daysAgo(3, record.DiagnosisRecorded{CodeSystem: "http://hl7.org/fhir/sid/icd-10-cm",
				Code: "F11.20"})}, ask: start, want: met},
		{name: "a later order", rule: "dx.oud.min", before: with(takingBup, counted(1)),
			ask: buprenorphineOrder(16, record.PurposeContinue), want: irrelevant},
		{name: "withdrawal management", rule: "dx.oud.min", before: []fact{counted(1)},
			ask: record.WithdrawalManagement{Method: record.MethodAlpha2}, want: warns},
		{name: "by the answers", rule: "dx.oud.min", before: []fact{items("craving", "cut-down")}, ask: start, want: met},
		{name: "by the answers, too few", rule: "dx.oud.min", before: []fact{items("craving")}, ask: start, want: warns},
		{name: "by the total", rule: "dx.oud.min", before: []fact{daysAgo(3, record.Scored{Scale: scale.DSM5OUD, Total: 5})}, ask: start,
			want: met},
		{name: "V68 tolerance and withdrawal on supervised opioids", rule: "dx.oud.min",
			before: []fact{items("craving", "tolerance", "withdrawal"), pain},
			ask:    start, want: warns},
		{name: "the same, nobody said whether supervised", rule: "dx.oud.min", before: []fact{items("craving", "tolerance", "withdrawal")},
			ask: start, want: unknown},

		{name: "V68 three are recorded and one counts", rule: "dx.tolerance-withdrawal-medical",
			before: []fact{items("craving", "tolerance", "withdrawal"), pain},
			ask:    record.DiagnosisRecorded{Criteria: 3}, want: blocks},
		{name: "one is recorded", rule: "dx.tolerance-withdrawal-medical",
			before: []fact{items("craving", "tolerance", "withdrawal"), pain},
			ask:    record.DiagnosisRecorded{Criteria: 1}, want: met},
		{name: "which ones is not known", rule: "dx.tolerance-withdrawal-medical", before: []fact{pain},
			ask: record.DiagnosisRecorded{Criteria: 3}, want: unknown},
		{name: "not supervised", rule: "dx.tolerance-withdrawal-medical", before: []fact{items("craving", "tolerance", "withdrawal")},
			ask: record.DiagnosisRecorded{Criteria: 3}, want: irrelevant},

		{name: "three criteria", rule: "dx.moud.indicated", before: []fact{counted(3)}, ask: therapy, want: irrelevant,
			param: "dx.moud.indicated.criteria", side: below},
		{name: "four criteria", rule: "dx.moud.indicated", before: []fact{counted(4)}, ask: therapy, want: advises,
			param: "dx.moud.indicated.criteria", side: at},
		{name: "five criteria", rule: "dx.moud.indicated", before: []fact{counted(5)}, ask: therapy, want: advises,
			param: "dx.moud.indicated.criteria", side: above},
		{name: "on medication", rule: "dx.moud.indicated", before: with(takingBup, counted(6)), ask: therapy, want: met},
		{name: "another move", rule: "dx.moud.indicated", before: []fact{counted(6)}, ask: record.StageMove{Trigger: stages.Reassess},
			want: irrelevant},

		{name: "less than three months", rule: "recovery.remission", before: []fact{used(threeMonths - 1)}, ask: recovery, want: warns,
			param: "recovery.remission.early-months", side: below},
		{name: "three months", rule: "recovery.remission", before: []fact{used(threeMonths)}, ask: recovery, want: unknown,
			param: "recovery.remission.early-months", side: at},
		{name: "more than three months", rule: "recovery.remission", before: []fact{used(threeMonths + 1)}, ask: recovery, want: unknown,
			param: "recovery.remission.early-months", side: above},
		{name: "remission recorded since", rule: "recovery.remission", before: []fact{used(30), remitted(2, truth.Yes)}, ask: recovery,
			want: met},
		{name: "remission recorded before", rule: "recovery.remission", before: []fact{remitted(300, truth.Yes), used(200)}, ask: recovery,
			want: unknown},
		{name: "not in remission", rule: "recovery.remission", before: []fact{used(200), remitted(2, truth.No)}, ask: recovery,
			want: warns},
		{name: "into aftercare", rule: "recovery.remission", before: []fact{used(3)}, ask: record.StageMove{Trigger: stages.BeginAftercare},
			want: irrelevant},
	}
}

func dsm5Items() []string {
	instrument, _ := scale.Lookup(scale.DSM5OUD)
	var ids []string
	for _, item := range instrument.Items() {
		ids = append(ids, item.ID)
	}
	return ids
}

func pathwayLevelCases() []ruleCase {
	at21 := func(hours int32) record.LevelMove {
		return record.LevelMove{Trigger: stages.ToIntensiveOutpatient, Edition: stages.ThirdEdition, ASAM: "2.1",
			WeeklyHours: record.Whole(hours)}
	}
	named := func(edition stages.Edition, id string) record.LevelMove {
		return record.LevelMove{Trigger: stages.ToOutpatient, Edition: edition, ASAM: id, WeeklyHours: record.Whole(6)}
	}
	born := func(years int) []fact {
		return []fact{daysAgo(1, record.PersonRegistered{Birth: civil.Must(2026-years, time.June, 15)})}
	}
	return []ruleCase{
		{name: "a level of the edition", rule: "loc.edition", ask: named(stages.FourthEdition, "1.7"), want: met},
		{name: "a level of the other edition", rule: "loc.edition", ask: named(stages.ThirdEdition, "1.7"), want: warns},
		{name: "none named", rule: "loc.edition", ask: record.LevelMove{Trigger: stages.ToOutpatient}, want: irrelevant},

		{name: "V73 intensive outpatient with 6 hours a week", rule: "loc.hours.consistent", before: born(30), ask: at21(6), want: warns},
		{name: "8 hours", rule: "loc.hours.consistent", before: born(30), ask: at21(8), want: warns},
		{name: "9 hours", rule: "loc.hours.consistent", before: born(30), ask: at21(9), want: met},
		{name: "19 hours", rule: "loc.hours.consistent", before: born(30), ask: at21(19), want: met},
		{name: "20 hours", rule: "loc.hours.consistent", before: born(30), ask: at21(20), want: warns},
		{name: "6 hours at 17", rule: "loc.hours.consistent", before: born(17), ask: at21(6), want: met,
			param: "loc.hours.consistent.adult-years", side: below},
		{name: "6 hours at 18", rule: "loc.hours.consistent", before: born(18), ask: at21(6), want: warns,
			param: "loc.hours.consistent.adult-years", side: at},
		{name: "6 hours at 19", rule: "loc.hours.consistent", before: born(19), ask: at21(6), want: warns,
			param: "loc.hours.consistent.adult-years", side: above},
		{name: "6 hours, age not known", rule: "loc.hours.consistent", ask: at21(6), want: unknown},
		{name: "5 hours, age not known", rule: "loc.hours.consistent", ask: at21(5), want: warns},
		{name: "a level without hours", rule: "loc.hours.consistent", before: born(30), ask: named(stages.FourthEdition, "1.7"),
			want: irrelevant},
		{name: "hours without a level", rule: "loc.hours.consistent", before: born(30),
			ask: record.LevelMove{Trigger: stages.ToOutpatient, WeeklyHours: record.Whole(6)}, want: unknown},
		{name: "no hours", rule: "loc.hours.consistent", before: born(30), ask: record.LevelMove{Trigger: stages.ToOutpatient},
			want: irrelevant},

		{name: "time has passed", rule: "loc.step-rule", before: inTherapy,
			ask: record.StageMove{Trigger: stages.BeginAftercare, Reason: record.ReasonTimeLimit}, want: advises},
		{name: "by what is needed", rule: "loc.step-rule", before: inTherapy,
			ask: record.StageMove{Trigger: stages.BeginAftercare, Reason: record.ReasonClinical}, want: irrelevant},
	}
}

func pathwayServiceCases() []ruleCase {
	start, later := buprenorphineOrder(4, record.PurposeStart), buprenorphineOrder(16, record.PurposeContinue)
	screen := func(analytes ...record.Analyte) record.Screened {
		var b record.Screened
		for _, a := range analytes {
			b.Results = append(b.Results, record.AnalyteResult{Analyte: a, Result: record.Negative})
		}
		return b
	}
	ill := healthSaid(record.CoOccurringPsychiatric, truth.Yes)
	phq := func(selfHarm int) fact {
		items := map[string]int{}
		instrument, _ := scale.Lookup(scale.PHQ9)
		for _, item := range instrument.Items() {
			items[item.ID] = 0
		}
		ids := instrument.Items()
		items[ids[len(ids)-1].ID] = selfHarm
		return daysAgo(1, record.Scored{Scale: scale.PHQ9, Items: items, Total: selfHarm})
	}
	cases := []ruleCase{
		{name: "fentanyl not tested", rule: "mon.utox", ask: screen(record.AnalyteOpiates), want: advises},
		{name: "buprenorphine not tested", rule: "mon.utox", before: takingBup, ask: screen(record.AnalyteFentanyl), want: advises},
		{name: "both tested", rule: "mon.utox", before: takingBup, ask: screen(record.AnalyteFentanyl, record.AnalyteBuprenorphine),
			want: met},

		{name: "nobody asked about suicidality", rule: "co.treat-together", before: []fact{ill}, ask: start, want: advises},
		{name: "suicidal", rule: "co.treat-together", before: []fact{ill, healthSaid(record.Suicidality, truth.Yes)}, ask: start,
			want: advises},
		{name: "not suicidal", rule: "co.treat-together", before: []fact{ill, healthSaid(record.Suicidality, truth.No)}, ask: start,
			want: met},
		{name: "thoughts of self-harm on the PHQ-9", rule: "co.treat-together",
			before: []fact{ill, healthSaid(record.Suicidality, truth.No), phq(1)}, ask: start, want: advises},
		{name: "none on the PHQ-9", rule: "co.treat-together", before: []fact{ill, phq(0)}, ask: start, want: met},
		{name: "not ill", rule: "co.treat-together", before: []fact{healthSaid(record.CoOccurringPsychiatric, truth.No)}, ask: start,
			want: irrelevant},
	}
	return append(cases, inJurisdiction("gb-sct", []ruleCase{
		{name: "on the day", rule: "gb-sct.mat.same-day", before: []fact{daysAgo(0, entered(stages.Assess, stages.Assessment))}, ask: start,
			want:  met,
			param: "gb-sct.mat.same-day.late", side: below},
		{name: "on the next day", rule: "gb-sct.mat.same-day", before: []fact{daysAgo(1, entered(stages.Assess, stages.Assessment))},
			ask: start, want: warns,
			param: "gb-sct.mat.same-day.late", side: at},
		{name: "V48 presents on Monday, offered a start on Thursday", rule: "gb-sct.mat.same-day",
			before: []fact{daysAgo(3, entered(stages.Assess,
				stages.Assessment))}, ask: start, want: warns, param: "gb-sct.mat.same-day.late", side: above},
		{name: "registered two days ago", rule: "gb-sct.mat.same-day", before: []fact{daysAgo(2, record.PersonRegistered{})}, ask: start,
			want: warns},
		{name: "nobody knows since when", rule: "gb-sct.mat.same-day", ask: start, want: unknown},
		{name: "no start", rule: "gb-sct.mat.same-day", before: takingBup, ask: later, want: irrelevant},
		{name: "on 31 March 2022, before the standards", rule: "gb-sct.mat.same-day", day: -since2022(31, time.March),
			before: []fact{daysAgo(3, entered(stages.Assess, stages.Assessment))}, ask: start, want: notJudged},
		{name: "on 1 April 2022", rule: "gb-sct.mat.same-day", day: -since2022(1, time.April),
			before: []fact{daysAgo(3, entered(stages.Assess, stages.Assessment))}, ask: start, want: warns},
	})...)
}

// since2022 is the time from a day of 2022 to now.
func since2022(day int, month time.Month) time.Duration {
	return now.Sub(time.Date(2022, month, day, 10, 0, 0, 0, time.UTC))
}

// pathwayRewardCases ask about contingency management: the session judges the week before it.
func pathwayRewardCases() []ruleCase {
	session := record.SessionAttended{Service: stages.ContingencyManagement}
	// program returns a program whose last complete week is the given one, with so many tests in that week.
	program := func(week, tests int) []fact {
		facts := []fact{daysAgo(week*7, session)}
		for i := range tests {
			facts = append(facts, daysAgo(7-i,
				record.Screened{Results: []record.AnalyteResult{{Analyte: record.AnalyteFentanyl, Result: record.Negative}}}))
		}
		return facts
	}
	probe := func(name string, week, tests int, want outcome, param plan.ParamID, s side) ruleCase {
		return ruleCase{name: name, rule: "gb.psych.cm.test-schedule", before: program(week, tests), ask: session, want: want, param: param,
			side: s}
	}
	const id = "gb.psych.cm.test-schedule."
	return inJurisdiction("gb", []ruleCase{
		probe("V46 week 2: two tests", 2, 2, warns, id+"early", below),
		probe("V46 week 2: three tests", 2, 3, met, id+"early", at),
		probe("week 2: four tests", 2, 4, met, id+"early", above),
		probe("V46 week 5: one test", 5, 1, warns, id+"middle", below),
		probe("V46 week 5: two tests", 5, 2, met, id+"middle", at),
		probe("week 5: three tests", 5, 3, met, id+"middle", above),
		probe("V46 week 9: no test", 9, 0, warns, id+"later", below),
		probe("V46 week 9: one test", 9, 1, met, id+"later", at),
		probe("week 9: two tests", 9, 2, met, id+"later", above),
		probe("week 2 wants three", 2, 2, warns, id+"early-until", below),
		probe("week 3 wants three", 3, 2, warns, id+"early-until", at),
		probe("week 4 wants two", 4, 2, met, id+"early-until", above),
		probe("week 5 wants two", 5, 1, warns, id+"middle-until", below),
		probe("week 6 wants two", 6, 1, warns, id+"middle-until", at),
		probe("week 7 wants one", 7, 1, met, id+"middle-until", above),
		{name: "the first week is not over", rule: "gb.psych.cm.test-schedule", before: []fact{daysAgo(6, session)}, ask: session,
			want: irrelevant},
		{name: "the first session", rule: "gb.psych.cm.test-schedule", ask: session, want: irrelevant},
		{name: "another service", rule: "gb.psych.cm.test-schedule", before: program(2, 0),
			ask: record.SessionAttended{Service: stages.CBT}, want: irrelevant},
		{name: "a program of earlier care", rule: "gb.psych.cm.test-schedule",
			before: with(program(60, 0), daysAgo(100, entered(stages.DischargePlanned, stages.DischargedPlanned)),
				daysAgo(9, entered(stages.Readmit, stages.Assessment)), daysAgo(8, session)), ask: session, want: warns},
	})
}
