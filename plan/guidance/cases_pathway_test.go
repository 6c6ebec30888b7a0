package guidance_test

import (
	"slices"
	"time"

	"github.com/oudpath/oudpath/medication"
	"github.com/oudpath/oudpath/plan"
	"github.com/oudpath/oudpath/plan/civil"
	"github.com/oudpath/oudpath/stages"
	"github.com/oudpath/oudpath/stages/scale"
)

// pathwayCases holds the cases of the subject: for every rule one that fires and one that does not, for every parameter one
// below, at and above its value.
func pathwayCases() []ruleCase {
	return slices.Concat(pathwayWithdrawalCases(), pathwayDetoxCasesGB(), pathwayPregnancyCases(), pathwayRefusalCases(),
		pathwayLengthCases(), pathwayWindowCases(), pathwayDiagnosisCases(), pathwayLevelCases(), pathwayServiceCases(), pathwayRewardCases())
}

// daysAgo is a fact that was so whole days before the event that is asked about.
func daysAgo(n int, body plan.Body) fact { return fact{time.Duration(n) * 24 * time.Hour, body} }

// entered is a move of stage on record.
func entered(on stages.Trigger, to stages.Stage) plan.StageMove {
	return plan.StageMove{Trigger: on, To: to, Reason: plan.ReasonClinical, Destination: "elsewhere"}
}

// leaving is a discharge that is asked for.
func leaving(on stages.Trigger, why plan.Reason) plan.StageMove {
	return plan.StageMove{Trigger: on, Reason: why}
}

func methadoneGiven(mg uint32) plan.DoseGiven {
	return plan.DoseGiven{Product: medication.MethadoneTab, Dose: medication.Dose{Principal: medication.Milligrams(mg)}}
}

func buprenorphineGiven(mg uint32) plan.DoseGiven {
	return plan.DoseGiven{Product: medication.BupSL, Dose: medication.Dose{Principal: medication.Milligrams(mg)}}
}

func buprenorphineOrder(mg uint32, purpose plan.Purpose) plan.Order {
	return plan.Order{Product: medication.BupSL, Dose: medication.Dose{Principal: medication.Milligrams(mg)}, Purpose: purpose}
}

func methadoneOrder(mg uint32, purpose plan.Purpose) plan.Order {
	return plan.Order{Product: medication.MethadoneTab, Dose: medication.Dose{Principal: medication.Milligrams(mg)}, Purpose: purpose}
}

func naltrexoneGiven() plan.DoseGiven {
	return plan.DoseGiven{Product: medication.NtxPO, Dose: medication.Dose{Principal: medication.Milligrams(50)}}
}

func holding(c plan.Circumstance) fact {
	return daysAgo(1, plan.ContextStated{Context: c, Holds: plan.Yes})
}

func healthSaid(c plan.Health, present plan.Truth) fact {
	return daysAgo(1, plan.ConditionReported{Condition: c, Present: present})
}

var (
	inDetoxStage     = []fact{daysAgo(9, entered(stages.Assess, stages.Assessment)), daysAgo(8, entered(stages.BeginDetox, stages.Detox))}
	inTherapy        = []fact{daysAgo(40, entered(stages.Assess, stages.Assessment)), daysAgo(39, entered(stages.BeginTherapy, stages.Therapy))}
	isPregnant       = daysAgo(2, plan.PregnancyReported{Status: plan.Pregnant})
	notPregnant      = daysAgo(2, plan.PregnancyReported{Status: plan.NotPregnant})
	takingMethadone  = []fact{daysAgo(42, methadoneOrder(80, "")), daysAgo(42, methadoneGiven(80)), daysAgo(1, methadoneGiven(80))}
	takingBup        = []fact{daysAgo(42, buprenorphineOrder(16, "")), daysAgo(42, buprenorphineGiven(16)), daysAgo(1, buprenorphineGiven(16))}
	takingNaltrexone = []fact{daysAgo(20, naltrexoneGiven()), daysAgo(1, naltrexoneGiven())}
	heroinUse        = daysAgo(1, plan.OpioidUsed{Agent: "heroin"})
)

func with(facts []fact, more ...fact) []fact { return slices.Concat(facts, more) }

func pathwayWithdrawalCases() []ruleCase {
	taper := plan.WithdrawalManagement{Method: plan.MethodBuprenorphineTaper, Setting: medication.SettingOffice}
	planned, alone := taper, taper
	planned.ContinuingPlan, alone.ContinuingPlan = plan.Yes, plan.No
	method := func(m plan.WithdrawalMethod, s medication.Setting) plan.WithdrawalManagement {
		return plan.WithdrawalManagement{Method: m, Setting: s}
	}
	told := func(t plan.Truth) plan.WithdrawalManagement {
		b := taper
		b.Informed = t
		return b
	}
	lasting := func(m plan.WithdrawalMethod, days int) plan.WithdrawalManagement {
		return plan.WithdrawalManagement{Method: m, ExpectedDays: days}
	}
	left := func(continues plan.Truth) plan.StageMove {
		return plan.StageMove{Trigger: stages.DischargePlanned, Reason: plan.ReasonCompleted, MedicationContinues: continues}
	}
	return []ruleCase{
		{name: "withdrawal with a plan", rule: "wm.not-standalone", ask: planned, want: met},
		{name: "withdrawal with none", rule: "wm.not-standalone", ask: alone, want: warns},
		{name: "nobody said", rule: "wm.not-standalone", ask: taper, want: unknown},
		{name: "V56 detox completed, discharge without medication", rule: "wm.not-standalone", before: inDetoxStage, ask: left(plan.No), want: warns},
		{name: "discharge with medication", rule: "wm.not-standalone", before: inDetoxStage, ask: left(plan.Yes), want: met},
		{name: "discharge, nobody said", rule: "wm.not-standalone", before: inDetoxStage, ask: left(plan.Unknown), want: unknown},
		{name: "to therapy", rule: "wm.not-standalone", before: inDetoxStage, ask: plan.StageMove{Trigger: stages.BeginTherapy}, want: irrelevant},
		{name: "discharge from therapy", rule: "wm.not-standalone", before: inTherapy, ask: left(plan.No), want: irrelevant},
		{name: "transfer without medication", rule: "wm.not-standalone", before: inDetoxStage,
			ask: plan.StageMove{Trigger: stages.Transfer, Destination: "rehabilitation", MedicationContinues: plan.No}, want: warns},

		{name: "V34 under anesthesia", rule: "wm.urod", profile: "gb", ask: method(plan.MethodAnesthesia, medication.SettingHospital), want: blocks},
		{name: "under anesthesia, by its other name", rule: "gb.detox.ultra-rapid", ask: method(plan.MethodAnesthesia, 0), want: blocks},
		{name: "with buprenorphine", rule: "wm.urod", ask: taper, want: met},

		{name: "at home", rule: "wm.supervised", ask: method(plan.MethodAlpha2, medication.SettingHome), want: warns},
		{name: "at home, doses watched", rule: "wm.supervised", before: []fact{holding(plan.ObservedDosing)},
			ask: method(plan.MethodAlpha2, medication.SettingHome), want: met},
		{name: "in hospital", rule: "wm.supervised", ask: method(plan.MethodAlpha2, medication.SettingHospital), want: met},
		{name: "in custody", rule: "wm.supervised", ask: method(plan.MethodAlpha2, medication.SettingCustody), want: unknown},
		{name: "nobody said where", rule: "wm.supervised", ask: method(plan.MethodAlpha2, 0), want: unknown},

		{name: "buprenorphine", rule: "wm.first-line", ask: taper, want: met},
		{name: "methadone for somebody on buprenorphine", rule: "wm.first-line", before: takingBup, ask: method(plan.MethodMethadoneTaper, 0), want: advises},
		{name: "the medication that is taken", rule: "wm.first-line", before: takingBup, ask: taper, want: met},
		{name: "abrupt", rule: "wm.first-line", ask: method(plan.MethodAbrupt, 0), want: warns},
		{name: "talk alone, in the United Kingdom", rule: "gb.detox.first-line", profile: "gb", ask: method(plan.MethodPsychosocialSupported, 0), want: warns},
		{name: "alpha-2 agonist", rule: "wm.first-line", ask: method(plan.MethodAlpha2, 0), want: advises},
		{name: "under anesthesia", rule: "wm.first-line", ask: method(plan.MethodAnesthesia, 0), want: irrelevant},

		{name: "methadone in a program", rule: "wm.methadone.setting", ask: method(plan.MethodMethadoneTaper, medication.SettingOTP), want: met},
		{name: "methadone in an office", rule: "wm.methadone.setting", ask: method(plan.MethodMethadoneTaper, medication.SettingOffice), want: blocks},
		{name: "methadone, nobody said where", rule: "wm.methadone.setting", ask: method(plan.MethodMethadoneTaper, 0), want: unknown},
		{name: "methadone during a hospital stay", rule: "wm.methadone.setting", before: []fact{holding(plan.HospitalStay)},
			ask: method(plan.MethodMethadoneTaper, medication.SettingOffice), want: suspended},
		{name: "buprenorphine in an office", rule: "wm.methadone.setting", ask: taper, want: irrelevant},

		{name: "19 mg", rule: "wm.methadone.dose", ask: methadoneOrder(19, plan.PurposeDetox), want: warns, param: "wm.methadone.dose.start-least", side: below},
		{name: "20 mg", rule: "wm.methadone.dose", ask: methadoneOrder(20, plan.PurposeDetox), want: met, param: "wm.methadone.dose.start-least", side: at},
		{name: "21 mg", rule: "wm.methadone.dose", ask: methadoneOrder(21, plan.PurposeDetox), want: met, param: "wm.methadone.dose.start-least", side: above},
		{name: "29 mg", rule: "wm.methadone.dose", ask: methadoneOrder(29, plan.PurposeDetox), want: met, param: "wm.methadone.dose.start-most", side: below},
		{name: "30 mg", rule: "wm.methadone.dose", ask: methadoneOrder(30, plan.PurposeDetox), want: met, param: "wm.methadone.dose.start-most", side: at},
		{name: "31 mg", rule: "wm.methadone.dose", ask: methadoneOrder(31, plan.PurposeDetox), want: warns, param: "wm.methadone.dose.start-most", side: above},
		{name: "31 mg for maintenance", rule: "wm.methadone.dose", ask: methadoneOrder(31, plan.PurposeStart), want: irrelevant},
		{name: "the second day", rule: "wm.methadone.dose", before: []fact{daysAgo(1, methadoneGiven(20))}, ask: methadoneOrder(10, plan.PurposeDetox), want: irrelevant},
		{name: "5 days", rule: "wm.methadone.dose", ask: lasting(plan.MethodMethadoneTaper, 5), want: warns, param: "wm.methadone.dose.days-least", side: below},
		{name: "6 days", rule: "wm.methadone.dose", ask: lasting(plan.MethodMethadoneTaper, 6), want: met, param: "wm.methadone.dose.days-least", side: at},
		{name: "7 days", rule: "wm.methadone.dose", ask: lasting(plan.MethodMethadoneTaper, 7), want: met, param: "wm.methadone.dose.days-least", side: above},
		{name: "9 days", rule: "wm.methadone.dose", ask: lasting(plan.MethodMethadoneTaper, 9), want: met, param: "wm.methadone.dose.days-most", side: below},
		{name: "10 days", rule: "wm.methadone.dose", ask: lasting(plan.MethodMethadoneTaper, 10), want: met, param: "wm.methadone.dose.days-most", side: at},
		{name: "11 days", rule: "wm.methadone.dose", ask: lasting(plan.MethodMethadoneTaper, 11), want: warns, param: "wm.methadone.dose.days-most", side: above},
		{name: "with buprenorphine", rule: "wm.methadone.dose", ask: lasting(plan.MethodBuprenorphineTaper, 30), want: irrelevant},

		{name: "with naltrexone", rule: "wm.antagonist-assisted", ask: method(plan.MethodAntagonistAssisted, medication.SettingHospital), want: warns},
		{name: "a specialist directs it", rule: "wm.antagonist-assisted", before: []fact{holding(plan.SpecialistSupervision)},
			ask: method(plan.MethodAntagonistAssisted, medication.SettingHospital), want: suspended},
		{name: "with buprenorphine", rule: "wm.antagonist-assisted", ask: taper, want: irrelevant},

		{name: "told", rule: "wm.informed", ask: told(plan.Yes), want: met},
		{name: "told earlier", rule: "wm.informed", before: []fact{daysAgo(3, plan.ConsentRecorded{Consent: plan.ConsentWithdrawalRisks, Given: plan.Yes})},
			ask: taper, want: met},
		{name: "not told", rule: "wm.informed", ask: told(plan.No), want: warns},
		{name: "nobody said", rule: "wm.informed", ask: taper, want: unknown},

		{name: "heroin, 4 days", rule: "wm.duration.expected", before: []fact{heroinUse}, ask: lasting(plan.MethodAlpha2, 4), want: advises,
			param: "wm.duration.expected.short-acting", side: below},
		{name: "heroin, 5 days", rule: "wm.duration.expected", before: []fact{heroinUse}, ask: lasting(plan.MethodAlpha2, 5), want: met,
			param: "wm.duration.expected.short-acting", side: at},
		{name: "heroin, 6 days", rule: "wm.duration.expected", before: []fact{heroinUse}, ask: lasting(plan.MethodSymptomatic, 6), want: met,
			param: "wm.duration.expected.short-acting", side: above},
		{name: "methadone, 9 days", rule: "wm.duration.expected", before: takingMethadone, ask: lasting(plan.MethodAlpha2, 9), want: advises,
			param: "wm.duration.expected.long-acting", side: below},
		{name: "methadone, 10 days", rule: "wm.duration.expected", before: takingMethadone, ask: lasting(plan.MethodAlpha2, 10), want: met,
			param: "wm.duration.expected.long-acting", side: at},
		{name: "methadone, 11 days", rule: "wm.duration.expected", before: takingMethadone, ask: lasting(plan.MethodAlpha2, 11), want: met,
			param: "wm.duration.expected.long-acting", side: above},
		{name: "fentanyl varies", rule: "wm.duration.expected", before: []fact{daysAgo(1, plan.OpioidUsed{Agent: "fentanyl"})},
			ask: lasting(plan.MethodAlpha2, 2), want: irrelevant},
		{name: "nobody said what", rule: "wm.duration.expected", ask: lasting(plan.MethodAlpha2, 4), want: unknown},
		{name: "a taper", rule: "wm.duration.expected", before: []fact{heroinUse}, ask: lasting(plan.MethodBuprenorphineTaper, 3), want: irrelevant},
		{name: "no length", rule: "wm.duration.expected", before: []fact{heroinUse}, ask: lasting(plan.MethodAlpha2, 0), want: irrelevant},
	}
}

func pathwayDetoxCasesGB() []ruleCase {
	chosen := func(told, asked plan.Truth) plan.WithdrawalManagement {
		return plan.WithdrawalManagement{Method: plan.MethodBuprenorphineTaper, Informed: told, Requested: asked}
	}
	rapid := func(told, asked plan.Truth) plan.WithdrawalManagement {
		return plan.WithdrawalManagement{Method: plan.MethodAntagonistAssisted, Informed: told, Requested: asked}
	}
	lasting := func(where medication.Setting, days int) plan.WithdrawalManagement {
		return plan.WithdrawalManagement{Method: plan.MethodBuprenorphineTaper, Setting: where, ExpectedDays: days}
	}
	ended := func(n int) []fact {
		return []fact{daysAgo(n+21, entered(stages.Assess, stages.Assessment)), daysAgo(n+20, entered(stages.BeginDetox, stages.Detox)),
			daysAgo(n, entered(stages.BeginTherapy, stages.Therapy))}
	}
	// The day of the cases is 15 June 2026: six months before it is 15 December 2025, 182 days.
	sixMonths := civil.Of(now, time.UTC).Since(civil.Of(now, time.UTC).AddMonths(-6))
	out := func(arranged plan.Truth) plan.StageMove {
		return plan.StageMove{Trigger: stages.DischargePlanned, Reason: plan.ReasonCompleted, ReferralArranged: arranged}
	}
	clonidine := func(purpose plan.Purpose) plan.Order {
		return plan.Order{Product: medication.ClonidineTab, Dose: medication.Dose{Principal: medication.Micrograms(100)}, Purpose: purpose}
	}
	reviewed := daysAgo(1, plan.Reviewed{Section: plan.ConditionsSection})
	hospital := lasting(medication.SettingHospital, 14)
	cases := []ruleCase{
		{name: "informed choice", rule: "gb.detox.consent", ask: chosen(plan.Yes, plan.Yes), want: met},
		{name: "V36 not told of overdose and tolerance", rule: "gb.detox.consent", ask: chosen(plan.No, plan.Yes), want: blocks},
		{name: "V36 nobody said whether told", rule: "gb.detox.consent", ask: chosen(plan.Unknown, plan.Yes), want: unknown},
		{name: "not chosen", rule: "gb.detox.consent", ask: chosen(plan.Yes, plan.No), want: blocks},
		{name: "nobody said whether chosen", rule: "gb.detox.consent", ask: chosen(plan.Yes, plan.Unknown), want: unknown},
		{name: "consent withdrawn", rule: "gb.detox.consent", before: []fact{daysAgo(1, plan.ConsentRecorded{Consent: plan.ConsentWithdrawalRisks, Given: plan.No})},
			ask: chosen(plan.Unknown, plan.Yes), want: blocks},

		{name: "27 days", rule: "gb.detox.duration.inpatient", ask: lasting(medication.SettingHospital, 27), want: met, param: "gb.detox.duration.inpatient.most", side: below},
		{name: "28 days", rule: "gb.detox.duration.inpatient", ask: lasting(medication.SettingHospital, 28), want: met, param: "gb.detox.duration.inpatient.most", side: at},
		{name: "29 days", rule: "gb.detox.duration.inpatient", ask: lasting(medication.SettingHospital, 29), want: warns, param: "gb.detox.duration.inpatient.most", side: above},
		{name: "V33 six weeks as an inpatient", rule: "gb.detox.duration.inpatient", ask: lasting(medication.SettingHospital, 42), want: warns},
		{name: "six weeks at a residential level", rule: "gb.detox.duration.inpatient",
			before: []fact{daysAgo(1, plan.LevelMove{Trigger: stages.ToResidential, To: stages.Residential})}, ask: lasting(0, 42), want: warns},
		{name: "six weeks, nobody said where", rule: "gb.detox.duration.inpatient", ask: lasting(0, 42), want: unknown},
		{name: "six weeks in an office", rule: "gb.detox.duration.inpatient", ask: lasting(medication.SettingOffice, 42), want: irrelevant},
		{name: "no length", rule: "gb.detox.duration.inpatient", ask: lasting(medication.SettingHospital, 0), want: irrelevant},

		{name: "83 days", rule: "gb.detox.duration.community", ask: lasting(medication.SettingOffice, 83), want: met, param: "gb.detox.duration.community.most", side: below},
		{name: "84 days", rule: "gb.detox.duration.community", ask: lasting(medication.SettingOffice, 84), want: met, param: "gb.detox.duration.community.most", side: at},
		{name: "85 days", rule: "gb.detox.duration.community", ask: lasting(medication.SettingOffice, 85), want: warns, param: "gb.detox.duration.community.most", side: above},
		{name: "85 days, nobody said where", rule: "gb.detox.duration.community", ask: lasting(0, 85), want: warns},
		{name: "85 days as an outpatient", rule: "gb.detox.duration.community",
			before: []fact{daysAgo(1, plan.LevelMove{Trigger: stages.ToOutpatient, To: stages.Outpatient})}, ask: lasting(0, 85), want: warns},
		{name: "85 days in hospital", rule: "gb.detox.duration.community", ask: lasting(medication.SettingHospital, 85), want: irrelevant},

		{name: "in an office", rule: "gb.detox.setting.community-default", ask: lasting(medication.SettingOffice, 14), want: met},
		{name: "in hospital without a reason", rule: "gb.detox.setting.community-default", before: []fact{reviewed}, ask: hospital, want: warns},
		{name: "in hospital, ill", rule: "gb.detox.setting.community-default", before: []fact{healthSaid(plan.NursingNeed, plan.Yes)}, ask: hospital, want: met},
		{name: "in hospital, nobody asked", rule: "gb.detox.setting.community-default", ask: hospital, want: unknown},
		{name: "nobody said where", rule: "gb.detox.setting.community-default", ask: lasting(0, 14), want: unknown},
		{name: "a bed during a hospital stay, without a reason", rule: "gb.detox.setting.community-default",
			before: []fact{reviewed, holding(plan.HospitalStay)}, ask: lasting(0, 14), want: warns},

		{name: "asked for and understood", rule: "gb.detox.rapid-accelerated", ask: rapid(plan.Yes, plan.Yes), want: met},
		{name: "not asked for", rule: "gb.detox.rapid-accelerated", ask: rapid(plan.Yes, plan.No), want: warns},
		{name: "nobody said", rule: "gb.detox.rapid-accelerated", ask: rapid(plan.Yes, plan.Unknown), want: unknown},
		{name: "not rapid", rule: "gb.detox.rapid-accelerated", ask: chosen(plan.No, plan.No), want: irrelevant},

		{name: "never stabilized", rule: "gb.detox.not-standalone", ask: chosen(plan.Yes, plan.Yes), want: warns},
		{name: "on methadone", rule: "gb.detox.not-standalone", before: takingMethadone, ask: chosen(plan.Yes, plan.Yes), want: met},
		{name: "on doses that only ease the withdrawal", rule: "gb.detox.not-standalone",
			before: []fact{daysAgo(1, buprenorphineOrder(8, plan.PurposeDetox)), daysAgo(1, buprenorphineGiven(8))}, ask: chosen(plan.Yes, plan.Yes), want: warns},
		{name: "in maintenance", rule: "gb.detox.not-standalone",
			before: []fact{daysAgo(1, plan.CourseMove{Trigger: stages.Maintain, To: stages.Maintenance})}, ask: chosen(plan.Yes, plan.Yes), want: met},
		{name: "on a specialist's advice", rule: "gb.detox.not-standalone", before: []fact{holding(plan.SpecialistSupervision)},
			ask: chosen(plan.Yes, plan.Yes), want: suspended},

		{name: "less than six months after", rule: "gb.detox.aftercare", before: ended(sixMonths - 1), ask: out(plan.No), want: warns,
			param: "gb.detox.aftercare.months", side: below},
		{name: "six months after", rule: "gb.detox.aftercare", before: ended(sixMonths), ask: out(plan.No), want: irrelevant,
			param: "gb.detox.aftercare.months", side: at},
		{name: "more than six months after", rule: "gb.detox.aftercare", before: ended(sixMonths + 1), ask: out(plan.No), want: irrelevant,
			param: "gb.detox.aftercare.months", side: above},
		{name: "support arranged", rule: "gb.detox.aftercare", before: ended(30), ask: out(plan.Yes), want: met},
		{name: "nobody said", rule: "gb.detox.aftercare", before: ended(30), ask: out(plan.Unknown), want: unknown},
		{name: "from detox", rule: "gb.detox.aftercare", before: inDetoxStage, ask: out(plan.No), want: warns},
		{name: "no detox", rule: "gb.detox.aftercare", before: inTherapy, ask: out(plan.No), want: irrelevant},
		{name: "a detox of earlier care", rule: "gb.detox.aftercare", before: with(ended(60), daysAgo(50, entered(stages.DischargePlanned, stages.DischargedPlanned)),
			daysAgo(40, entered(stages.Readmit, stages.Assessment))), ask: out(plan.No), want: irrelevant},
		{name: "no discharge", rule: "gb.detox.aftercare", before: ended(30), ask: plan.StageMove{Trigger: stages.BeginAftercare}, want: irrelevant},

		{name: "for detoxification", rule: "gb.detox.clonidine", ask: clonidine(plan.PurposeDetox), want: warns},
		{name: "during detoxification", rule: "gb.detox.clonidine", before: inDetoxStage, ask: clonidine(""), want: warns},
		{name: "otherwise", rule: "gb.detox.clonidine", ask: clonidine(""), want: irrelevant},

		{name: "dihydrocodeine", rule: "gb.detox.dihydrocodeine", ask: plan.WithdrawalManagement{Method: plan.MethodDihydrocodeine}, want: warns},
		{name: "buprenorphine", rule: "gb.detox.dihydrocodeine", ask: chosen(plan.Yes, plan.Yes), want: met},
	}
	return inProfile("gb", cases)
}

func inProfile(name string, cases []ruleCase) []ruleCase {
	for i := range cases {
		cases[i].profile = name
	}
	return cases
}

func pathwayPregnancyCases() []ruleCase {
	taper := plan.WithdrawalManagement{Method: plan.MethodMethadoneTaper, Setting: medication.SettingOTP}
	begin := plan.StageMove{Trigger: stages.BeginDetox}
	tapering := plan.CourseMove{Trigger: stages.BeginTaper, Substance: medication.Buprenorphine, Reason: plan.ReasonPatientChoice}
	stop := func(s medication.Substance, why plan.Reason, abrupt plan.Truth) plan.StopMedication {
		return plan.StopMedication{Substance: s, Reason: why, Abrupt: abrupt}
	}
	stopped := func(why plan.Reason, abrupt plan.Truth) plan.StopMedication {
		return stop(medication.Buprenorphine, why, abrupt)
	}
	combination := plan.Order{Product: medication.BupnxFilm, Dose: medication.Dose{Principal: medication.Milligrams(8), Companion: medication.Milligrams(2)}}
	split := methadoneOrder(40, plan.PurposeContinue)
	split.PerDay = 2
	breastfeeding := healthSaid(plan.Breastfeeding, plan.Yes)
	man := daysAgo(5, plan.PersonRegistered{Sex: plan.Male})
	cases := []ruleCase{
		{name: "V58 pregnant on heroin, a taper is planned", rule: "wm.pregnant", before: []fact{isPregnant, heroinUse}, ask: taper, want: blocks},
		{name: "not pregnant", rule: "preg.agonist-first", before: []fact{notPregnant}, ask: taper, want: met},
		{name: "a man", rule: "preg.agonist-first", before: []fact{man}, ask: taper, want: met},
		{name: "nobody asked", rule: "preg.agonist-first", ask: taper, want: unknown},
		{name: "into detox", rule: "preg.agonist-first", before: []fact{isPregnant}, ask: begin, want: blocks},
		{name: "into therapy", rule: "preg.agonist-first", before: []fact{isPregnant}, ask: plan.StageMove{Trigger: stages.BeginTherapy}, want: irrelevant},
		{name: "a taper of the medication", rule: "preg.agonist-first", before: with(takingBup, isPregnant), ask: tapering, want: blocks},
		{name: "a pause of it", rule: "preg.agonist-first", before: with(takingBup, isPregnant), ask: plan.CourseMove{Trigger: stages.PauseTaper}, want: irrelevant},

		{name: "V59 pregnant on buprenorphine, to stop for delivery", rule: "preg.no-abrupt-stop", before: with(takingBup, isPregnant),
			ask: stopped(plan.ReasonPregnancy, plan.Unknown), want: blocks},
		{name: "in the United Kingdom too", rule: "preg.no-abrupt-stop", profile: "gb", before: with(takingBup, isPregnant),
			ask: stopped(plan.ReasonPatientChoice, plan.Yes), want: blocks},
		{name: "gradually", rule: "preg.no-abrupt-stop", before: with(takingBup, isPregnant), ask: stopped(plan.ReasonPatientChoice, plan.No), want: warns},
		{name: "in an emergency", rule: "preg.no-abrupt-stop", before: with(takingBup, isPregnant), ask: stopped(plan.ReasonEmergency, plan.Yes), want: warns},
		{name: "in an emergency, nobody asked", rule: "preg.no-abrupt-stop", before: takingBup, ask: stopped(plan.ReasonAdverseEvent, plan.Yes), want: advises},
		{name: "nobody asked", rule: "preg.no-abrupt-stop", before: takingBup, ask: stopped(plan.ReasonPatientChoice, plan.Yes), want: unknown},
		{name: "not pregnant", rule: "preg.no-abrupt-stop", before: with(takingBup, notPregnant), ask: stopped(plan.ReasonPatientChoice, plan.Yes), want: met},
		{name: "naltrexone", rule: "preg.no-abrupt-stop", before: with(takingNaltrexone, isPregnant), ask: stop(medication.Naltrexone, plan.ReasonPregnancy, plan.Yes), want: irrelevant},
		{name: "another agonist has taken over", rule: "preg.no-abrupt-stop", before: slices.Concat(takingBup, takingMethadone, []fact{isPregnant}),
			ask: stopped(plan.ReasonClinical, plan.Yes), want: irrelevant},
		{name: "the end of the course", rule: "preg.no-abrupt-stop", before: with(takingBup, isPregnant), ask: plan.CourseMove{Trigger: stages.End}, want: blocks},
		{name: "a taper", rule: "preg.no-abrupt-stop", before: with(takingBup, isPregnant), ask: tapering, want: irrelevant},

		{name: "stopped for the newborn", rule: "preg.nows", before: with(takingBup, isPregnant), ask: stopped(plan.ReasonPregnancy, plan.No), want: advises},
		{name: "not pregnant", rule: "preg.nows", before: with(takingBup, notPregnant), ask: stopped(plan.ReasonPatientChoice, plan.No), want: irrelevant},
		{name: "a planned end", rule: "preg.nows", before: with(takingBup, isPregnant),
			ask: plan.PlanEndDate{Substance: medication.Buprenorphine, On: civil.Of(now, time.UTC).Add(60), Reason: plan.ReasonPatientChoice}, want: advises},

		{name: "stopped while breastfeeding", rule: "preg.breastfeed", before: with(takingBup, breastfeeding), ask: stopped(plan.ReasonPatientChoice, plan.No), want: advises},
		{name: "not breastfeeding", rule: "preg.breastfeed", before: takingBup, ask: stopped(plan.ReasonPatientChoice, plan.No), want: irrelevant},

		{name: "started in pregnancy", rule: "preg.bup-start", before: []fact{isPregnant}, ask: buprenorphineOrder(4, plan.PurposeStart), want: advises},
		{name: "with an expert", rule: "preg.bup-start", before: []fact{isPregnant, holding(plan.SpecialistSupervision)},
			ask: buprenorphineOrder(4, plan.PurposeStart), want: suspended},
		{name: "not pregnant", rule: "preg.bup-start", before: []fact{notPregnant}, ask: buprenorphineOrder(4, plan.PurposeStart), want: irrelevant},

		{name: "combination in pregnancy", rule: "preg.combo", before: []fact{isPregnant}, ask: combination, want: advises},
		{name: "mono product in pregnancy", rule: "preg.combo", before: []fact{isPregnant}, ask: buprenorphineOrder(8, ""), want: met},
		{name: "not pregnant", rule: "preg.combo", before: []fact{notPregnant}, ask: combination, want: irrelevant},

		{name: "once a day", rule: "preg.dose-late", before: with(takingMethadone, isPregnant), ask: methadoneOrder(80, plan.PurposeContinue), want: advises},
		{name: "split", rule: "preg.dose-late", before: with(takingMethadone, isPregnant), ask: split, want: met},
		{name: "not pregnant", rule: "preg.dose-late", before: with(takingMethadone, notPregnant), ask: methadoneOrder(80, plan.PurposeContinue), want: irrelevant},
		{name: "a start", rule: "preg.dose-late", before: []fact{isPregnant}, ask: methadoneOrder(20, plan.PurposeStart), want: irrelevant},
	}
	return append(cases, pathwayPregnancyCasesGB()...)
}

func pathwayPregnancyCasesGB() []ruleCase {
	method := func(m plan.WithdrawalMethod, where medication.Setting) plan.WithdrawalManagement {
		return plan.WithdrawalManagement{Method: m, Setting: where}
	}
	week := func(n int32) []fact {
		return []fact{isPregnant, daysAgo(0, plan.Measured{Measure: plan.Gestation, Value: plan.Whole(n)})}
	}
	ward := method(plan.MethodMethadoneTaper, medication.SettingHospital)
	return inProfile("gb", []ruleCase{
		{name: "abrupt", rule: "gb.detox.pregnancy", before: week(20), ask: method(plan.MethodAbrupt, medication.SettingHospital), want: blocks},
		{name: "sped up with an antagonist", rule: "gb.detox.pregnancy", before: week(20), ask: method(plan.MethodAntagonistAssisted, medication.SettingHospital), want: blocks},
		{name: "week 13", rule: "gb.detox.pregnancy", before: week(13), ask: ward, want: warns, param: "gb.detox.pregnancy.second-trimester", side: below},
		{name: "week 14", rule: "gb.detox.pregnancy", before: week(14), ask: ward, want: advises, param: "gb.detox.pregnancy.second-trimester", side: at},
		{name: "week 15", rule: "gb.detox.pregnancy", before: week(15), ask: ward, want: advises, param: "gb.detox.pregnancy.second-trimester", side: above},
		{name: "week 27", rule: "gb.detox.pregnancy", before: week(27), ask: ward, want: advises, param: "gb.detox.pregnancy.third-trimester", side: below},
		{name: "week 28", rule: "gb.detox.pregnancy", before: week(28), ask: ward, want: warns, param: "gb.detox.pregnancy.third-trimester", side: at},
		{name: "week 29", rule: "gb.detox.pregnancy", before: week(29), ask: ward, want: warns, param: "gb.detox.pregnancy.third-trimester", side: above},
		{name: "week 13, measured a week ago", rule: "gb.detox.pregnancy",
			before: []fact{isPregnant, daysAgo(7, plan.Measured{Measure: plan.Gestation, Value: plan.Whole(13)})}, ask: ward, want: advises},
		{name: "a gestation of another pregnancy", rule: "gb.detox.pregnancy",
			before: []fact{isPregnant, daysAgo(400, plan.Measured{Measure: plan.Gestation, Value: plan.Whole(13)})}, ask: ward, want: warns},
		{name: "gestation not known", rule: "gb.detox.pregnancy", before: []fact{isPregnant}, ask: ward, want: warns},
		{name: "week 20, not as an inpatient", rule: "gb.detox.pregnancy", before: week(20), ask: method(plan.MethodMethadoneTaper, medication.SettingOffice), want: warns},
		{name: "a taper of the medication", rule: "gb.detox.pregnancy", before: week(20), ask: plan.CourseMove{Trigger: stages.BeginTaper}, want: warns},
		{name: "into detox", rule: "gb.detox.pregnancy", before: week(20), ask: plan.StageMove{Trigger: stages.BeginDetox}, want: warns},
		{name: "a pause of it", rule: "gb.detox.pregnancy", before: week(20), ask: plan.CourseMove{Trigger: stages.PauseTaper}, want: irrelevant},
		{name: "not pregnant", rule: "gb.detox.pregnancy", before: []fact{notPregnant}, ask: ward, want: met},
		{name: "nobody asked", rule: "gb.detox.pregnancy", ask: ward, want: unknown},
	})
}

func pathwayRefusalCases() []ruleCase {
	stop := func(s medication.Substance, why plan.Reason) plan.StopMedication {
		return plan.StopMedication{Substance: s, Reason: why, Abrupt: plan.Yes}
	}
	held := func(s medication.Substance, why plan.Reason) plan.DoseHeld {
		return plan.DoseHeld{Substance: s, Reason: why}
	}
	until := func(s medication.Substance, why plan.Reason) plan.PlanEndDate {
		return plan.PlanEndDate{Substance: s, On: civil.Of(now, time.UTC).Add(500), Reason: why}
	}
	out := func(on stages.Trigger, why plan.Reason, continues, arranged plan.Truth) plan.StageMove {
		return plan.StageMove{Trigger: on, Reason: why, MedicationContinues: continues, ReferralArranged: arranged}
	}
	screen := func(a plan.Analyte, r plan.TestResult) plan.Screened {
		return plan.Screened{Results: []plan.AnalyteResult{{Analyte: a, Result: r}}}
	}
	administrative := stages.DischargeAdministrative
	inDetoxOrder := []fact{daysAgo(3, buprenorphineOrder(8, plan.PurposeDetox)), daysAgo(3, buprenorphineGiven(8))}
	return []ruleCase{
		{name: "V63 positive test: administrative discharge", rule: "relapse.intensify", before: with(takingMethadone, inTherapy...),
			ask: leaving(administrative, plan.ReasonPositiveTest), want: blocks},
		{name: "V63 positive test in week 6", rule: "return-to-use.intensify", before: takingMethadone, ask: screen(plan.AnalyteFentanyl, plan.Positive), want: warns},
		{name: "discharge after return to use, though a referral is arranged", rule: "return-to-use.intensify", before: inTherapy,
			ask: out(stages.DischargePlanned, plan.ReasonReturnToUse, plan.Yes, plan.Yes), want: blocks},
		{name: "the person left", rule: "return-to-use.intensify", before: inTherapy, ask: leaving(stages.DischargeUnplanned, plan.ReasonReturnToUse), want: warns},
		{name: "medication stopped", rule: "return-to-use.intensify", before: takingMethadone, ask: stop(medication.Methadone, plan.ReasonReturnToUse), want: blocks},
		{name: "dose withheld", rule: "return-to-use.intensify", before: takingMethadone, ask: held(medication.Methadone, plan.ReasonPositiveTest), want: blocks},
		{name: "interrupted", rule: "return-to-use.intensify", before: takingBup, ask: plan.CourseMove{Trigger: stages.Interrupt, Reason: plan.ReasonPositiveTest}, want: blocks},
		{name: "naltrexone withheld: a positive test is a reason", rule: "return-to-use.intensify", before: takingNaltrexone,
			ask: held(medication.Naltrexone, plan.ReasonPositiveTest), want: irrelevant},
		{name: "another reason", rule: "return-to-use.intensify", before: takingMethadone, ask: stop(medication.Methadone, plan.ReasonPatientChoice), want: irrelevant},
		{name: "return to use", rule: "return-to-use.intensify", before: takingMethadone, ask: plan.ReturnedToUse{Agent: "heroin"}, want: advises},
		{name: "the medication itself", rule: "return-to-use.intensify", before: takingMethadone, ask: screen(plan.AnalyteMethadone, plan.Positive), want: irrelevant},
		{name: "an opioid panel on naltrexone", rule: "return-to-use.intensify", before: takingNaltrexone, ask: screen(plan.AnalyteOpioids, plan.Positive), want: warns},
		{name: "an opioid panel on buprenorphine", rule: "return-to-use.intensify", before: takingBup, ask: screen(plan.AnalyteOpioids, plan.Positive), want: irrelevant},
		{name: "a negative test", rule: "return-to-use.intensify", before: takingBup, ask: screen(plan.AnalyteFentanyl, plan.Negative), want: irrelevant},
		{name: "a test before treatment", rule: "return-to-use.intensify", ask: screen(plan.AnalyteFentanyl, plan.Positive), want: irrelevant},

		{name: "stopped for cocaine", rule: "co.polysubstance", before: takingBup, ask: stop(medication.Buprenorphine, plan.ReasonOtherDrugUse), want: blocks},
		{name: "stopped for a benzodiazepine", rule: "co.polysubstance", before: takingBup, ask: stop(medication.Buprenorphine, plan.ReasonBenzodiazepine), want: blocks},
		{name: "discharged for cocaine", rule: "co.polysubstance", before: inTherapy, ask: leaving(administrative, plan.ReasonOtherDrugUse), want: blocks},
		{name: "left", rule: "co.polysubstance", before: inTherapy, ask: leaving(stages.DischargeUnplanned, plan.ReasonOtherDrugUse), want: warns},
		{name: "another reason", rule: "co.polysubstance", before: takingBup, ask: stop(medication.Buprenorphine, plan.ReasonPatientChoice), want: irrelevant},

		{name: "stopped for a limit of the dose", rule: "bup.dose.no-limit", before: takingBup, ask: stop(medication.Buprenorphine, plan.ReasonDoseLimit), want: blocks},
		{name: "withheld for a limit of the dose", rule: "bup.dose.no-limit", before: takingBup, ask: held(medication.Buprenorphine, plan.ReasonDoseLimit), want: blocks},
		{name: "discharged for a limit of the dose", rule: "bup.dose.no-limit", before: with(takingBup, inTherapy...), ask: leaving(administrative, plan.ReasonDoseLimit), want: blocks},
		{name: "stopped for another reason", rule: "bup.dose.no-limit", before: takingBup, ask: stop(medication.Buprenorphine, plan.ReasonPatientChoice), want: irrelevant},
		{name: "another medication stopped", rule: "bup.dose.no-limit", before: takingMethadone, ask: stop(medication.Methadone, plan.ReasonDoseLimit), want: irrelevant},

		{name: "an end date for its own sake", rule: "dur.no-limit", before: takingBup, ask: until(medication.Buprenorphine, plan.ReasonTimeLimit), want: blocks},
		{name: "an end date by protocol", rule: "dur.no-limit", before: takingMethadone, ask: until(medication.Methadone, plan.ReasonProtocol), want: blocks},
		{name: "naltrexone too", rule: "dur.no-limit", before: takingNaltrexone, ask: until(medication.Naltrexone, plan.ReasonTimeLimit), want: blocks},
		{name: "the person wants it", rule: "dur.no-limit", before: takingBup, ask: until(medication.Buprenorphine, plan.ReasonPatientChoice), want: irrelevant},
		{name: "stopped by protocol today", rule: "dur.no-limit", before: takingMethadone, ask: stop(medication.Methadone, plan.ReasonProtocol), want: irrelevant},
		{name: "discharged because time is up", rule: "dur.no-limit", before: with(takingMethadone, inTherapy...),
			ask: out(stages.DischargePlanned, plan.ReasonTimeLimit, plan.No, plan.Yes), want: blocks},
		{name: "discharged, medication goes on", rule: "dur.no-limit", before: with(takingMethadone, inTherapy...),
			ask: out(stages.DischargePlanned, plan.ReasonTimeLimit, plan.Yes, plan.Yes), want: irrelevant},
		{name: "discharged, no medication", rule: "dur.no-limit", before: inTherapy,
			ask: out(stages.DischargePlanned, plan.ReasonTimeLimit, plan.No, plan.Yes), want: irrelevant},
		{name: "the end of a detox taper", rule: "dur.no-limit", before: inDetoxOrder, ask: until(medication.Buprenorphine, plan.ReasonProtocol), want: irrelevant},
		{name: "discharged at the end of a detox taper", rule: "dur.no-limit", before: with(inDetoxOrder, inDetoxStage...),
			ask: out(stages.DischargePlanned, plan.ReasonTimeLimit, plan.No, plan.Yes), want: irrelevant},
		{name: "into maintenance", rule: "dur.no-limit", before: takingBup, ask: plan.CourseMove{Trigger: stages.Maintain, Reason: plan.ReasonTimeLimit}, want: irrelevant},
		{name: "lofexidine ends", rule: "dur.no-limit", ask: until(medication.Lofexidine, plan.ReasonProtocol), want: irrelevant},

		{name: "a program that takes nobody on medication", rule: "loc.moud-any-level", before: takingBup, ask: stop(medication.Buprenorphine, plan.ReasonLevelOfCare), want: warns},
		{name: "a taper for it", rule: "loc.moud-any-level", before: takingBup,
			ask: plan.CourseMove{Trigger: stages.BeginTaper, Reason: plan.ReasonLevelOfCare}, want: warns},
		{name: "another reason", rule: "loc.moud-any-level", before: takingBup, ask: stop(medication.Buprenorphine, plan.ReasonPatientChoice), want: irrelevant},

		{name: "stopped for surgery", rule: "pain.continue-moud", before: takingBup, ask: stop(medication.Buprenorphine, plan.ReasonSurgery), want: warns},
		{name: "withheld for surgery", rule: "pain.continue-moud", before: takingMethadone, ask: held(medication.Methadone, plan.ReasonSurgery), want: warns},
		{name: "naltrexone stopped for surgery", rule: "pain.continue-moud", before: takingNaltrexone, ask: stop(medication.Naltrexone, plan.ReasonSurgery), want: irrelevant},
		{name: "discharged for surgery on naltrexone", rule: "pain.continue-moud", before: with(takingNaltrexone, inTherapy...),
			ask: leaving(stages.DischargePlanned, plan.ReasonSurgery), want: irrelevant},

		{name: "stopped in custody", rule: "cj.continue", before: takingMethadone, ask: stop(medication.Methadone, plan.ReasonCustody), want: warns},
		{name: "discharged to custody", rule: "cj.continue", before: with(takingMethadone, inTherapy...), ask: leaving(administrative, plan.ReasonCustody), want: warns},
		{name: "continued in custody", rule: "cj.continue", before: with(takingMethadone, inTherapy...),
			ask: out(administrative, plan.ReasonCustody, plan.Yes, plan.Yes), want: irrelevant},

		{name: "on naltrexone", rule: "relapse.switch", before: takingNaltrexone, ask: plan.ReturnedToUse{Agent: "heroin"}, want: advises},
		{name: "on buprenorphine", rule: "return-to-use.switch", before: takingBup, ask: plan.ReturnedToUse{Agent: "heroin"}, want: advises},
		{name: "on a depot", rule: "return-to-use.switch", before: []fact{daysAgo(60, buprenorphineGiven(8)), daysAgo(10, plan.DoseGiven{Product: medication.BupSublocade,
			Dose: medication.Dose{Principal: medication.Milligrams(300)}})}, ask: plan.ReturnedToUse{Agent: "heroin"}, want: irrelevant},
		{name: "on methadone", rule: "return-to-use.switch", before: takingMethadone, ask: plan.ReturnedToUse{Agent: "heroin"}, want: irrelevant},

		{name: "medication ends with the discharge", rule: "discharge.medication-continues", before: with(takingBup, inTherapy...),
			ask: out(stages.DischargePlanned, plan.ReasonCompleted, plan.No, plan.No), want: warns},
		{name: "medication goes on", rule: "discharge.medication-continues", before: with(takingBup, inTherapy...),
			ask: out(stages.DischargePlanned, plan.ReasonCompleted, plan.Yes, plan.No), want: met},
		{name: "nobody said", rule: "discharge.medication-continues", before: with(takingBup, inTherapy...),
			ask: leaving(stages.DischargePlanned, plan.ReasonCompleted), want: unknown},
		{name: "no medication", rule: "discharge.medication-continues", before: inTherapy, ask: leaving(stages.DischargePlanned, plan.ReasonCompleted), want: irrelevant},
		{name: "from detox", rule: "discharge.medication-continues", before: with(takingBup, inDetoxStage...),
			ask: leaving(stages.DischargePlanned, plan.ReasonCompleted), want: irrelevant},

		{name: "no transfer", rule: "otp.discharge.administrative", before: inTherapy, ask: out(administrative, plan.ReasonAdministrative, plan.No, plan.No), want: warns},
		{name: "transfer arranged", rule: "otp.discharge.administrative", before: inTherapy, ask: out(administrative, plan.ReasonAdministrative, plan.Yes, plan.Yes), want: met},
		{name: "nobody said", rule: "otp.discharge.administrative", before: inTherapy, ask: leaving(administrative, plan.ReasonAdministrative), want: unknown},
		{name: "planned", rule: "otp.discharge.administrative", before: inTherapy, ask: leaving(stages.DischargePlanned, plan.ReasonCompleted), want: irrelevant},
		{name: "stopped at once", rule: "otp.discharge.administrative", before: takingMethadone, ask: stop(medication.Methadone, plan.ReasonAdministrative), want: warns},
		{name: "tapered", rule: "otp.discharge.administrative", before: takingMethadone,
			ask: plan.StopMedication{Substance: medication.Methadone, Reason: plan.ReasonAdministrative, Abrupt: plan.No}, want: met},
		{name: "the person's choice", rule: "otp.discharge.administrative", before: takingMethadone, ask: stop(medication.Methadone, plan.ReasonPatientChoice), want: irrelevant},
	}
}

func pathwayLengthCases() []ruleCase {
	out := leaving(stages.DischargePlanned, plan.ReasonCompleted)
	since := func(n int) []fact { return []fact{daysAgo(n, entered(stages.Assess, stages.Assessment))} }
	dosed := func(n int) []fact {
		return []fact{daysAgo(n, buprenorphineOrder(8, "")), daysAgo(n, buprenorphineGiven(8)), daysAgo(1, buprenorphineGiven(8))}
	}
	aftercare := func(n int) []fact {
		return []fact{daysAgo(n+90, entered(stages.Assess, stages.Assessment)), daysAgo(n, entered(stages.BeginAftercare, stages.Aftercare)),
			daysAgo(10, entered(stages.EnterRecovery, stages.Recovery))}
	}
	taper := plan.CourseMove{Trigger: stages.BeginTaper, Substance: medication.Buprenorphine}
	ending := func(in int) plan.PlanEndDate {
		return plan.PlanEndDate{Substance: medication.Buprenorphine, On: civil.Of(now, time.UTC).Add(in), Reason: plan.ReasonPatientChoice}
	}
	made := daysAgo(3, plan.PreventionPlanMade{})
	return []ruleCase{
		{name: "89 days", rule: "dur.min-90", before: since(89), ask: out, want: warns, param: "dur.min-90.days", side: below},
		{name: "90 days", rule: "dur.min-90", before: since(90), ask: out, want: met, param: "dur.min-90.days", side: at},
		{name: "91 days", rule: "dur.min-90", before: since(91), ask: out, want: met, param: "dur.min-90.days", side: above},
		{name: "back for ten days", rule: "dur.min-90", before: with(since(400), daysAgo(200, entered(stages.DischargePlanned, stages.DischargedPlanned)),
			daysAgo(10, entered(stages.Readmit, stages.Assessment))), ask: out, want: warns},
		{name: "the person left", rule: "dur.min-90", before: since(10), ask: leaving(stages.DischargeUnplanned, plan.ReasonPatientChoice), want: irrelevant},
		{name: "nobody knows since when", rule: "dur.min-90", ask: out, want: unknown},

		{name: "364 days", rule: "dur.moud-12m", before: dosed(364), ask: taper, want: warns, param: "dur.moud-12m.days", side: below},
		{name: "365 days", rule: "dur.moud-12m", before: dosed(365), ask: taper, want: met, param: "dur.moud-12m.days", side: at},
		{name: "366 days", rule: "dur.moud-12m", before: dosed(366), ask: taper, want: met, param: "dur.moud-12m.days", side: above},
		{name: "an end in a year", rule: "dur.moud-12m", before: dosed(10), ask: ending(355), want: met},
		{name: "an end a day earlier", rule: "dur.moud-12m", before: dosed(10), ask: ending(354), want: warns},
		{name: "stopped as completed", rule: "dur.moud-12m", before: dosed(10),
			ask: plan.StopMedication{Substance: medication.Buprenorphine, Reason: plan.ReasonCompleted}, want: warns},
		{name: "stopped for an adverse event", rule: "dur.moud-12m", before: dosed(10),
			ask: plan.StopMedication{Substance: medication.Buprenorphine, Reason: plan.ReasonAdverseEvent}, want: irrelevant},
		{name: "V11 buprenorphine goes on", rule: "dur.moud-12m", before: append(dosed(10), daysAgo(5, plan.DoseGiven{Product: medication.MethadoneConc,
			Dose: medication.Dose{Principal: medication.Milligrams(40)}})),
			ask: plan.StopMedication{Substance: medication.Methadone, Reason: plan.ReasonProtocol}, want: irrelevant},
		{name: "nothing taken", rule: "dur.moud-12m", ask: taper, want: irrelevant},
		{name: "a taper that eases a withdrawal", rule: "dur.moud-12m", before: []fact{daysAgo(3, buprenorphineOrder(8, plan.PurposeDetox)), daysAgo(3, buprenorphineGiven(8))},
			ask: taper, want: irrelevant},

		{name: "364 days", rule: "aftercare.min", before: aftercare(364), ask: out, want: advises, param: "aftercare.min.days", side: below},
		{name: "365 days", rule: "aftercare.min", before: aftercare(365), ask: out, want: met, param: "aftercare.min.days", side: at},
		{name: "366 days", rule: "aftercare.min", before: aftercare(366), ask: out, want: met, param: "aftercare.min.days", side: above},
		{name: "from therapy", rule: "aftercare.min", before: inTherapy, ask: out, want: irrelevant},
		{name: "no discharge", rule: "aftercare.min", before: aftercare(100), ask: plan.StageMove{Trigger: stages.Reassess}, want: irrelevant},

		{name: "none written", rule: "aftercare.prevention-plan", before: inTherapy, ask: plan.StageMove{Trigger: stages.BeginAftercare}, want: advises},
		{name: "written", rule: "aftercare.prevention-plan", before: with(inTherapy, made), ask: plan.StageMove{Trigger: stages.BeginAftercare}, want: met},
		{name: "into therapy", rule: "aftercare.prevention-plan", ask: plan.StageMove{Trigger: stages.BeginTherapy}, want: irrelevant},
	}
}

func pathwayWindowCases() []ruleCase {
	started := func(n int) []fact { return []fact{daysAgo(n-1, methadoneGiven(30))} }
	left := func(n int) []fact {
		return []fact{daysAgo(n+20, entered(stages.Assess, stages.Assessment)), daysAgo(n+15, entered(stages.BeginDetox, stages.Detox)),
			daysAgo(n, entered(stages.DischargePlanned, stages.DischargedPlanned))}
	}
	missed := plan.DoseMissed{Substance: medication.Methadone}
	continued := plan.StageMove{Trigger: stages.DischargePlanned, Reason: plan.ReasonMoved, MedicationContinues: plan.Yes, ReferralArranged: plan.Yes}
	return []ruleCase{
		{name: "a start", rule: "risk.window.start-28d", ask: methadoneOrder(30, plan.PurposeStart), want: advises},
		{name: "a start of naltrexone", rule: "risk.window.start-28d", ask: plan.Order{Product: medication.NtxPO,
			Dose: medication.Dose{Principal: medication.Milligrams(50)}}, want: irrelevant},
		{name: "a later order", rule: "risk.window.start-28d", before: started(10), ask: methadoneOrder(40, plan.PurposeContinue), want: irrelevant},
		{name: "missed on day 27", rule: "risk.window.start-28d", before: started(27), ask: missed, want: advises, param: "risk.window.start-28d.days", side: below},
		{name: "missed on day 28", rule: "risk.window.start-28d", before: started(28), ask: plan.VisitMissed{}, want: advises, param: "risk.window.start-28d.days", side: at},
		{name: "missed on day 29", rule: "risk.window.start-28d", before: started(29), ask: missed, want: met, param: "risk.window.start-28d.days", side: above},
		{name: "missed, and nothing taken", rule: "risk.window.start-28d", ask: plan.VisitMissed{}, want: irrelevant},

		{name: "V68 discharged ten days ago after detox", rule: "risk.window.exit-28d", profile: "gb", before: left(10), ask: plan.StageMove{Trigger: stages.Readmit}, want: advises},
		{name: "27 days ago", rule: "risk.window.exit-28d", before: left(27), ask: plan.OpioidUsed{Agent: "heroin"}, want: advises, param: "risk.window.exit-28d.days", side: below},
		{name: "28 days ago", rule: "risk.window.exit-28d", before: left(28), ask: plan.ReturnedToUse{Agent: "heroin"}, want: advises, param: "risk.window.exit-28d.days", side: at},
		{name: "29 days ago", rule: "risk.window.exit-28d", before: left(29), ask: plan.VisitMissed{}, want: met, param: "risk.window.exit-28d.days", side: above},
		{name: "a discharge", rule: "risk.window.exit-28d", before: inTherapy, ask: leaving(stages.DischargePlanned, plan.ReasonCompleted), want: advises},
		{name: "care and medication go on", rule: "risk.window.exit-28d", before: inTherapy, ask: continued, want: met},
		{name: "in care", rule: "risk.window.exit-28d", before: inTherapy, ask: plan.VisitMissed{}, want: irrelevant},
	}
}

func pathwayDiagnosisCases() []ruleCase {
	counted := func(n int) fact { return daysAgo(3, plan.DiagnosisRecorded{Criteria: n}) }
	items := func(ids ...string) fact {
		answers := map[string]int{}
		for _, item := range dsm5Items() {
			answers[item] = 0
		}
		for _, id := range ids {
			answers[id] = 1
		}
		return daysAgo(3, plan.Scored{Scale: scale.DSM5OUD, Items: answers, Total: len(ids)})
	}
	start := buprenorphineOrder(4, plan.PurposeStart)
	pain := holding(plan.SupervisedPainTreatment)
	therapy := plan.StageMove{Trigger: stages.BeginTherapy}
	recovery := plan.StageMove{Trigger: stages.EnterRecovery}
	threeMonths := civil.Of(now, time.UTC).Since(civil.Of(now, time.UTC).AddMonths(-3))
	used := func(n int) fact { return daysAgo(n, plan.OpioidUsed{Agent: "heroin"}) }
	remitted := func(n int, t plan.Truth) fact { return daysAgo(n, plan.DiagnosisRecorded{Criteria: 6, Remission: t}) }
	return []ruleCase{
		{name: "one criterion", rule: "dx.oud.min", before: []fact{counted(1)}, ask: start, want: blocks, param: "dx.oud.min.criteria", side: below},
		{name: "two criteria", rule: "dx.oud.min", before: []fact{counted(2)}, ask: start, want: met, param: "dx.oud.min.criteria", side: at},
		{name: "three criteria", rule: "dx.oud.min", before: []fact{counted(3)}, ask: start, want: met, param: "dx.oud.min.criteria", side: above},
		{name: "nobody assessed", rule: "dx.oud.min", ask: start, want: unknown},
		{name: "none now, in remission", rule: "dx.oud.min", before: []fact{daysAgo(3, plan.DiagnosisRecorded{Remission: plan.Yes})}, ask: start, want: met},
		{name: "by its code", rule: "dx.oud.min",
			before: []fact{daysAgo(3, plan.DiagnosisRecorded{CodeSystem: "http://hl7.org/fhir/sid/icd-10-cm", Code: "F11.20"})}, ask: start, want: met},
		{name: "a later order", rule: "dx.oud.min", before: with(takingBup, counted(1)), ask: buprenorphineOrder(16, plan.PurposeContinue), want: irrelevant},
		{name: "withdrawal management", rule: "dx.oud.min", before: []fact{counted(1)}, ask: plan.WithdrawalManagement{Method: plan.MethodAlpha2}, want: blocks},
		{name: "by the answers", rule: "dx.oud.min", before: []fact{items("craving", "cut-down")}, ask: start, want: met},
		{name: "by the answers, too few", rule: "dx.oud.min", before: []fact{items("craving")}, ask: start, want: blocks},
		{name: "by the total", rule: "dx.oud.min", before: []fact{daysAgo(3, plan.Scored{Scale: scale.DSM5OUD, Total: 5})}, ask: start, want: met},
		{name: "V68 tolerance and withdrawal on supervised opioids", rule: "dx.oud.min", before: []fact{items("craving", "tolerance", "withdrawal"), pain},
			ask: start, want: blocks},
		{name: "the same, nobody said whether supervised", rule: "dx.oud.min", before: []fact{items("craving", "tolerance", "withdrawal")}, ask: start, want: unknown},

		{name: "V68 three are recorded and one counts", rule: "dx.tolerance-withdrawal-medical", before: []fact{items("craving", "tolerance", "withdrawal"), pain},
			ask: plan.DiagnosisRecorded{Criteria: 3}, want: blocks},
		{name: "one is recorded", rule: "dx.tolerance-withdrawal-medical", before: []fact{items("craving", "tolerance", "withdrawal"), pain},
			ask: plan.DiagnosisRecorded{Criteria: 1}, want: met},
		{name: "which ones is not known", rule: "dx.tolerance-withdrawal-medical", before: []fact{pain}, ask: plan.DiagnosisRecorded{Criteria: 3}, want: unknown},
		{name: "not supervised", rule: "dx.tolerance-withdrawal-medical", before: []fact{items("craving", "tolerance", "withdrawal")},
			ask: plan.DiagnosisRecorded{Criteria: 3}, want: irrelevant},

		{name: "three criteria", rule: "dx.moud.indicated", before: []fact{counted(3)}, ask: therapy, want: irrelevant, param: "dx.moud.indicated.criteria", side: below},
		{name: "four criteria", rule: "dx.moud.indicated", before: []fact{counted(4)}, ask: therapy, want: advises, param: "dx.moud.indicated.criteria", side: at},
		{name: "five criteria", rule: "dx.moud.indicated", before: []fact{counted(5)}, ask: therapy, want: advises, param: "dx.moud.indicated.criteria", side: above},
		{name: "on medication", rule: "dx.moud.indicated", before: with(takingBup, counted(6)), ask: therapy, want: met},
		{name: "another move", rule: "dx.moud.indicated", before: []fact{counted(6)}, ask: plan.StageMove{Trigger: stages.Reassess}, want: irrelevant},

		{name: "less than three months", rule: "recovery.remission", before: []fact{used(threeMonths - 1)}, ask: recovery, want: warns,
			param: "recovery.remission.early-months", side: below},
		{name: "three months", rule: "recovery.remission", before: []fact{used(threeMonths)}, ask: recovery, want: unknown,
			param: "recovery.remission.early-months", side: at},
		{name: "more than three months", rule: "recovery.remission", before: []fact{used(threeMonths + 1)}, ask: recovery, want: unknown,
			param: "recovery.remission.early-months", side: above},
		{name: "remission recorded since", rule: "recovery.remission", before: []fact{used(30), remitted(2, plan.Yes)}, ask: recovery, want: met},
		{name: "remission recorded before", rule: "recovery.remission", before: []fact{remitted(300, plan.Yes), used(200)}, ask: recovery, want: unknown},
		{name: "not in remission", rule: "recovery.remission", before: []fact{used(200), remitted(2, plan.No)}, ask: recovery, want: warns},
		{name: "into aftercare", rule: "recovery.remission", before: []fact{used(3)}, ask: plan.StageMove{Trigger: stages.BeginAftercare}, want: irrelevant},
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
	at21 := func(hours int32) plan.LevelMove {
		return plan.LevelMove{Trigger: stages.ToIntensiveOutpatient, Edition: stages.ThirdEdition, ASAM: "2.1", WeeklyHours: plan.Whole(hours)}
	}
	named := func(edition stages.Edition, id string) plan.LevelMove {
		return plan.LevelMove{Trigger: stages.ToOutpatient, Edition: edition, ASAM: id, WeeklyHours: plan.Whole(6)}
	}
	born := func(years int) []fact {
		return []fact{daysAgo(1, plan.PersonRegistered{Birth: civil.Must(2026-years, time.June, 15)})}
	}
	return []ruleCase{
		{name: "a level of the edition", rule: "loc.edition", ask: named(stages.FourthEdition, "1.7"), want: met},
		{name: "a level of the other edition", rule: "loc.edition", ask: named(stages.ThirdEdition, "1.7"), want: warns},
		{name: "none named", rule: "loc.edition", ask: plan.LevelMove{Trigger: stages.ToOutpatient}, want: irrelevant},

		{name: "V73 intensive outpatient with 6 hours a week", rule: "loc.hours.consistent", before: born(30), ask: at21(6), want: warns},
		{name: "8 hours", rule: "loc.hours.consistent", before: born(30), ask: at21(8), want: warns},
		{name: "9 hours", rule: "loc.hours.consistent", before: born(30), ask: at21(9), want: met},
		{name: "19 hours", rule: "loc.hours.consistent", before: born(30), ask: at21(19), want: met},
		{name: "20 hours", rule: "loc.hours.consistent", before: born(30), ask: at21(20), want: warns},
		{name: "6 hours at 17", rule: "loc.hours.consistent", before: born(17), ask: at21(6), want: met, param: "loc.hours.consistent.adult-years", side: below},
		{name: "6 hours at 18", rule: "loc.hours.consistent", before: born(18), ask: at21(6), want: warns, param: "loc.hours.consistent.adult-years", side: at},
		{name: "6 hours at 19", rule: "loc.hours.consistent", before: born(19), ask: at21(6), want: warns, param: "loc.hours.consistent.adult-years", side: above},
		{name: "6 hours, age not known", rule: "loc.hours.consistent", ask: at21(6), want: unknown},
		{name: "5 hours, age not known", rule: "loc.hours.consistent", ask: at21(5), want: warns},
		{name: "a level without hours", rule: "loc.hours.consistent", before: born(30), ask: named(stages.FourthEdition, "1.7"), want: irrelevant},
		{name: "hours without a level", rule: "loc.hours.consistent", before: born(30),
			ask: plan.LevelMove{Trigger: stages.ToOutpatient, WeeklyHours: plan.Whole(6)}, want: unknown},
		{name: "no hours", rule: "loc.hours.consistent", before: born(30), ask: plan.LevelMove{Trigger: stages.ToOutpatient}, want: irrelevant},

		{name: "time has passed", rule: "loc.step-rule", before: inTherapy, ask: plan.StageMove{Trigger: stages.BeginAftercare, Reason: plan.ReasonTimeLimit}, want: advises},
		{name: "by what is needed", rule: "loc.step-rule", before: inTherapy, ask: plan.StageMove{Trigger: stages.BeginAftercare, Reason: plan.ReasonClinical}, want: irrelevant},
	}
}

func pathwayServiceCases() []ruleCase {
	start, later := buprenorphineOrder(4, plan.PurposeStart), buprenorphineOrder(16, plan.PurposeContinue)
	done := func(a plan.Assessment) []fact { return []fact{daysAgo(1, plan.Assessed{Assessment: a})} }
	screen := func(analytes ...plan.Analyte) plan.Screened {
		var b plan.Screened
		for _, a := range analytes {
			b.Results = append(b.Results, plan.AnalyteResult{Analyte: a, Result: plan.Negative})
		}
		return b
	}
	ill := healthSaid(plan.CoOccurringPsychiatric, plan.Yes)
	phq := func(selfHarm int) fact {
		items := map[string]int{}
		instrument, _ := scale.Lookup(scale.PHQ9)
		for _, item := range instrument.Items() {
			items[item.ID] = 0
		}
		ids := instrument.Items()
		items[ids[len(ids)-1].ID] = selfHarm
		return daysAgo(1, plan.Scored{Scale: scale.PHQ9, Items: items, Total: selfHarm})
	}
	cases := []ruleCase{
		{name: "a start without tests", rule: "adm.labs", ask: start, want: advises},
		{name: "tests done", rule: "adm.labs", before: done(plan.AdmissionTests), ask: start, want: met},
		{name: "no start", rule: "adm.labs", before: takingBup, ask: later, want: irrelevant},

		{name: "not looked", rule: "adm.pdmp", ask: start, want: warns},
		{name: "looked", rule: "adm.pdmp", before: done(plan.MonitoringCheck), ask: start, want: met},
		{name: "tried", rule: "adm.pdmp", before: done(plan.MonitoringAttempt), ask: start, want: met},
		{name: "for pain", rule: "adm.pdmp", ask: buprenorphineOrder(4, plan.PurposePain), want: irrelevant},

		{name: "fentanyl not tested", rule: "mon.utox", ask: screen(plan.AnalyteOpiates), want: advises},
		{name: "buprenorphine not tested", rule: "mon.utox", before: takingBup, ask: screen(plan.AnalyteFentanyl), want: advises},
		{name: "both tested", rule: "mon.utox", before: takingBup, ask: screen(plan.AnalyteFentanyl, plan.AnalyteBuprenorphine), want: met},

		{name: "nobody asked about suicidality", rule: "co.treat-together", before: []fact{ill}, ask: start, want: advises},
		{name: "suicidal", rule: "co.treat-together", before: []fact{ill, healthSaid(plan.Suicidality, plan.Yes)}, ask: start, want: advises},
		{name: "not suicidal", rule: "co.treat-together", before: []fact{ill, healthSaid(plan.Suicidality, plan.No)}, ask: start, want: met},
		{name: "thoughts of self-harm on the PHQ-9", rule: "co.treat-together", before: []fact{ill, healthSaid(plan.Suicidality, plan.No), phq(1)}, ask: start, want: advises},
		{name: "none on the PHQ-9", rule: "co.treat-together", before: []fact{ill, phq(0)}, ask: start, want: met},
		{name: "not ill", rule: "co.treat-together", before: []fact{healthSaid(plan.CoOccurringPsychiatric, plan.No)}, ask: start, want: irrelevant},
	}
	return append(cases, inProfile("gb-sct", []ruleCase{
		{name: "on the day", rule: "gb-sct.mat.1.same-day", before: []fact{daysAgo(0, entered(stages.Assess, stages.Assessment))}, ask: start, want: met,
			param: "gb-sct.mat.1.same-day.late", side: below},
		{name: "on the next day", rule: "gb-sct.mat.1.same-day", before: []fact{daysAgo(1, entered(stages.Assess, stages.Assessment))}, ask: start, want: warns,
			param: "gb-sct.mat.1.same-day.late", side: at},
		{name: "V48 presents on Monday, offered a start on Thursday", rule: "gb-sct.mat.1.same-day",
			before: []fact{daysAgo(3, entered(stages.Assess, stages.Assessment))}, ask: start, want: warns, param: "gb-sct.mat.1.same-day.late", side: above},
		{name: "registered two days ago", rule: "gb-sct.mat.1.same-day", before: []fact{daysAgo(2, plan.PersonRegistered{})}, ask: start, want: warns},
		{name: "nobody knows since when", rule: "gb-sct.mat.1.same-day", ask: start, want: unknown},
		{name: "no start", rule: "gb-sct.mat.1.same-day", before: takingBup, ask: later, want: irrelevant},
		{name: "on 31 March 2022, before the standards", rule: "gb-sct.mat.1.same-day", day: -since2022(31, time.March),
			before: []fact{daysAgo(3, entered(stages.Assess, stages.Assessment))}, ask: start, want: unknown},
		{name: "on 1 April 2022", rule: "gb-sct.mat.1.same-day", day: -since2022(1, time.April),
			before: []fact{daysAgo(3, entered(stages.Assess, stages.Assessment))}, ask: start, want: warns},
	})...)
}

// since2022 is the time from a day of 2022 to now.
func since2022(day int, month time.Month) time.Duration {
	return now.Sub(time.Date(2022, month, day, 10, 0, 0, 0, time.UTC))
}

// pathwayRewardCases ask about contingency management: the session judges the week before it.
func pathwayRewardCases() []ruleCase {
	session := plan.SessionAttended{Service: stages.ContingencyManagement}
	// program returns a program whose last complete week is the given one, with so many tests in that week.
	program := func(week, tests int) []fact {
		facts := []fact{daysAgo(week*7, session)}
		for i := range tests {
			facts = append(facts, daysAgo(7-i, plan.Screened{Results: []plan.AnalyteResult{{Analyte: plan.AnalyteFentanyl, Result: plan.Negative}}}))
		}
		return facts
	}
	probe := func(name string, week, tests int, want outcome, param plan.ParamID, s side) ruleCase {
		return ruleCase{name: name, rule: "gb.psych.cm.test-schedule", before: program(week, tests), ask: session, want: want, param: param, side: s}
	}
	const id = "gb.psych.cm.test-schedule."
	return inProfile("gb", []ruleCase{
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
		{name: "the first week is not over", rule: "gb.psych.cm.test-schedule", before: []fact{daysAgo(6, session)}, ask: session, want: irrelevant},
		{name: "the first session", rule: "gb.psych.cm.test-schedule", ask: session, want: irrelevant},
		{name: "another service", rule: "gb.psych.cm.test-schedule", before: program(2, 0), ask: plan.SessionAttended{Service: stages.CBT}, want: irrelevant},
		{name: "a program of earlier care", rule: "gb.psych.cm.test-schedule", before: with(program(60, 0), daysAgo(100, entered(stages.DischargePlanned, stages.DischargedPlanned)),
			daysAgo(9, entered(stages.Readmit, stages.Assessment)), daysAgo(8, session)), ask: session, want: warns},
	})
}
