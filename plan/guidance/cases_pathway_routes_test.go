package guidance_test

import (
	"slices"
	"time"

	"github.com/oudpath/oudpath/medication"
	"github.com/oudpath/oudpath/plan/civil"
	"github.com/oudpath/oudpath/plan/record"
	"github.com/oudpath/oudpath/plan/truth"
	"github.com/oudpath/oudpath/stages"
	"github.com/oudpath/oudpath/stages/scale"
)

// pathwayRouteCases reach the rules of the pathway by events that are called something else on paper.
func pathwayRouteCases() []ruleCase {
	return slices.Concat(startRouteCases(), diagnosisRouteCases(), withdrawalRouteCases(), detoxRouteCasesGB(), endingRouteCases(),
		leavingRouteCases(), pregnancyRouteCases())
}

var today = civil.Of(now, time.UTC)

func buprenorphineSupplied(mg uint32, days int) record.TakeHomeSupplied {
	return record.TakeHomeSupplied{Substance: medication.Buprenorphine, Product: medication.BupSL,
		Dose: medication.Dose{Principal: medication.Milligrams(mg)}, Days: days}
}

// prescribed is an order of buprenorphine with a supply: no dose under it is on record.
func prescribed(mg uint32, days int) record.Order {
	b := buprenorphineOrder(mg, "")
	b.SupplyDays = days
	return b
}

// onPrescription is somebody whose doses this record never hears of.
var onPrescription = []fact{daysAgo(60, prescribed(16, 30)), daysAgo(30, prescribed(16, 30)), daysAgo(5, prescribed(16, 30))}

// consented is what the person was told of withdrawal.
func consented(given truth.Value) fact {
	return daysAgo(3, record.ConsentRecorded{Consent: record.ConsentWithdrawalRisks, Given: given})
}

func startRouteCases() []ruleCase {
	given := buprenorphineGiven(4)
	ill := healthSaid(record.CoOccurringPsychiatric, truth.Yes)
	return []ruleCase{
		{name: "handed out", rule: "co.treat-together", before: []fact{ill}, ask: buprenorphineSupplied(4, 3), want: advises},
		{name: "handed out two days later", rule: "gb-sct.mat.same-day", jurisdiction: "gb-sct",
			before: []fact{daysAgo(2, entered(stages.Assess, stages.Assessment))}, ask: buprenorphineSupplied(4, 3), want: warns},
		{name: "handed out in pregnancy", rule: "preg.bup-start", before: []fact{isPregnant}, ask: buprenorphineSupplied(4, 3),
			want: advises},
		{name: "given in pregnancy without an order", rule: "preg.bup-start", before: []fact{isPregnant}, ask: given, want: advises},
	}
}

func diagnosisRouteCases() []ruleCase {
	counted := func(n, ago int) fact { return daysAgo(ago, record.DiagnosisRecorded{Criteria: n}) }
	score := func(total, ago int) fact { return daysAgo(ago, record.Scored{Scale: scale.DSM5OUD, Total: total}) }
	answered := func(ids ...string) fact {
		answers := map[string]int{}
		for _, item := range dsm5Items() {
			answers[item] = 0
		}
		for _, id := range ids {
			answers[id] = 1
		}
		return daysAgo(0, record.Scored{Scale: scale.DSM5OUD, Items: answers, Total: len(ids)})
	}
	remitted := daysAgo(0, record.DiagnosisRecorded{Criteria: 8, Remission: truth.Yes})
	recovery := record.StageMove{Trigger: stages.EnterRecovery}
	forced := record.ForceMove{Stage: stages.Recovery, Note: "moved here from another record"}
	fentanyl := func(ago int) fact {
		return daysAgo(ago, record.Screened{Results: []record.AnalyteResult{{Analyte: record.AnalyteFentanyl, Result: record.Positive}}})
	}
	methadone := daysAgo(1, record.Screened{Results: []record.AnalyteResult{{Analyte: record.AnalyteMethadone, Result: record.Positive}}})
	pain := record.ContextStated{Context: record.SupervisedPainTreatment, Holds: truth.Yes}
	earlier := daysAgo(9, record.DiagnosisRecorded{Criteria: 8, Remission: truth.Yes})
	return []ruleCase{
		{name: "given without an order", rule: "dx.oud.min", before: []fact{counted(1, 3)}, ask: buprenorphineGiven(4), want: warns},
		{name: "handed out", rule: "dx.oud.min", before: []fact{counted(1, 3)}, ask: buprenorphineSupplied(4, 3), want: warns},
		{name: "into detox", rule: "dx.oud.min", before: []fact{counted(1, 3)}, ask: record.StageMove{Trigger: stages.BeginDetox},
			want: warns},
		{name: "an order for withdrawal", rule: "dx.oud.min", before: []fact{counted(1, 3)},
			ask: buprenorphineOrder(4, record.PurposeDetox), want: warns},
		{name: "one was counted, and today there are seven", rule: "dx.oud.min", before: []fact{counted(1, 30), score(7, 0)},
			ask: buprenorphineOrder(4, record.PurposeStart), want: met},
		{name: "both on one day: the higher", rule: "dx.oud.min", before: []fact{score(7, 3), counted(1, 3)},
			ask: buprenorphineOrder(4, record.PurposeStart), want: met},

		{name: "it is stated later that opioids are supervised", rule: "dx.tolerance-withdrawal-medical",
			before: []fact{counted(3, 0), answered("craving", "tolerance", "withdrawal")}, ask: pain, want: blocks},
		{name: "another circumstance", rule: "dx.tolerance-withdrawal-medical",
			before: []fact{counted(3, 0), answered("craving", "tolerance", "withdrawal")},
			ask:    record.ContextStated{Context: record.HospitalStay, Holds: truth.Yes}, want: irrelevant},

		{name: "X08 in remission, and seven criteria by the answers of today", rule: "recovery.remission",
			before: []fact{remitted, score(7, 0)},
			ask:    recovery, want: warns},
		{name: "answers from before the diagnosis", rule: "recovery.remission", before: []fact{remitted, score(7, 20)}, ask: recovery,
			want: met},
		{name: "craving alone", rule: "recovery.remission", before: []fact{remitted, answered("craving")}, ask: recovery, want: met},
		{name: "one other criterion", rule: "recovery.remission", before: []fact{remitted, answered("craving", "role-failure")},
			ask: recovery, want: warns},
		{name: "tolerance to the medication", rule: "recovery.remission",
			before: with(takingMethadone, remitted, answered("tolerance", "withdrawal")),
			ask:    recovery, want: met},
		{name: "tolerance to what is not prescribed", rule: "recovery.remission",
			before: []fact{remitted, answered("tolerance", "withdrawal")},
			ask:    recovery, want: unknown},
		{name: "criteria by the answers, and no diagnosis since", rule: "recovery.remission", before: []fact{score(5, 20)}, ask: recovery,
			want: warns},
		{name: "fentanyl found", rule: "recovery.remission", before: []fact{earlier, fentanyl(5)}, ask: recovery, want: warns},
		{name: "its own methadone found", rule: "recovery.remission", before: with(takingMethadone, earlier, methadone), ask: recovery,
			want: met},
		{name: "methadone found that nobody gave", rule: "recovery.remission", before: []fact{earlier, methadone}, ask: recovery,
			want: warns},
		{name: "by force", rule: "recovery.remission", before: []fact{remitted, score(7, 0)}, ask: forced, want: warns},
	}
}

func withdrawalRouteCases() []ruleCase {
	begin := record.StageMove{Trigger: stages.BeginDetox}
	plan := func(p truth.Value) fact {
		return daysAgo(5, record.WithdrawalManagement{Method: record.MethodBuprenorphineTaper, Setting: medication.SettingOffice,
			ContinuingPlan: p})
	}
	order := buprenorphineOrder(8, record.PurposeDetox)
	home := order
	home.Setting = medication.SettingHome
	easing := func(more ...fact) []fact {
		return slices.Concat([]fact{daysAgo(4, order), daysAgo(4, buprenorphineGiven(8)), daysAgo(1, buprenorphineGiven(8))}, more)
	}
	until := record.PlanEndDate{Substance: medication.Buprenorphine, On: today.Add(3), Reason: record.ReasonCompleted}
	stopped := record.StopMedication{Substance: medication.Buprenorphine, Reason: record.ReasonCompleted, Abrupt: truth.No}
	aftercare := record.StageMove{Trigger: stages.BeginAftercare, MedicationContinues: truth.No}
	lofexidine := record.Order{Product: medication.LofexidineTab, Dose: medication.Dose{Principal: medication.Micrograms(540)},
		Purpose: record.PurposeDetox}
	naltrexone := record.Order{Product: medication.NtxPO, Dose: medication.Dose{Principal: medication.Milligrams(25)},
		Purpose: record.PurposeDetox}
	taper := record.CourseMove{Trigger: stages.BeginTaper, Substance: medication.Methadone, Reason: record.ReasonPatientChoice}
	wish := record.PlanEndDate{Substance: medication.Methadone, On: today.Add(400), Reason: record.ReasonPatientChoice}
	long := methadoneOrder(20, record.PurposeDetox)
	long.First, long.Last = today, today.Add(10)
	detoxOrder := daysAgo(0, methadoneOrder(30, record.PurposeDetox))
	supply := record.TakeHomeSupplied{Substance: medication.Methadone, Product: medication.MethadoneTab, Dose: milligrams(40), Days: 3}
	lasting := record.WithdrawalManagement{Method: record.MethodAlpha2, ExpectedDays: 6}
	bottle := daysAgo(1, record.TakeHomeSupplied{Substance: medication.Methadone, Product: medication.MethadoneTab, Dose: milligrams(40),
		Days: 3})
	return []ruleCase{
		{name: "into detox, and nobody said what follows", rule: "wm.not-standalone",
			before: []fact{daysAgo(9, entered(stages.Assess, stages.Assessment))}, ask: begin, want: unknown},
		{name: "into detox as planned", rule: "wm.not-standalone", before: []fact{plan(truth.Yes)}, ask: begin, want: irrelevant},
		{name: "an order for withdrawal", rule: "wm.not-standalone", ask: order, want: unknown},
		{name: "an order as planned", rule: "wm.not-standalone", before: []fact{plan(truth.Yes)}, ask: order, want: irrelevant},
		{name: "what eases it ends, and nobody said what follows", rule: "wm.not-standalone", before: easing(), ask: until, want: unknown},
		{name: "what eases it ends, and nothing follows", rule: "wm.not-standalone", before: easing(plan(truth.No)), ask: stopped,
			want: warns},
		{name: "what eases it ends, and a plan is there", rule: "wm.not-standalone", before: easing(plan(truth.Yes)), ask: stopped,
			want: met},
		{name: "the course ends", rule: "wm.not-standalone", before: easing(plan(truth.No)), ask: record.CourseMove{Trigger: stages.End},
			want: warns},
		{name: "another medication has taken over", rule: "wm.not-standalone", before: easing(daysAgo(0, naltrexoneGiven())), ask: stopped,
			want: irrelevant},
		{name: "from detox to aftercare without medication", rule: "wm.not-standalone", before: with(inDetoxStage, easing()...),
			ask: aftercare, want: warns},
		{name: "a stop in maintenance", rule: "wm.not-standalone", before: takingBup, ask: stopped, want: irrelevant},

		{name: "an order to take at home", rule: "wm.supervised", ask: home, want: warns},
		{name: "into detox in hospital", rule: "wm.supervised", before: []fact{holding(record.HospitalStay)}, ask: begin, want: met},
		{name: "into detox, nobody said where", rule: "wm.supervised", ask: begin, want: unknown},

		{name: "an order for lofexidine alone", rule: "wm.first-line", ask: lofexidine, want: advises},
		{name: "an order for lofexidine beside methadone", rule: "wm.first-line", before: takingMethadone, ask: lofexidine, want: met},
		{name: "an order for methadone on buprenorphine", rule: "wm.first-line", before: takingBup,
			ask: methadoneOrder(20, record.PurposeDetox), want: advises},
		{name: "an order for naltrexone", rule: "wm.antagonist-assisted", ask: naltrexone, want: warns},

		{name: "a taper, nobody said", rule: "wm.informed", before: takingMethadone, ask: taper, want: unknown},
		{name: "a taper, told", rule: "wm.informed", before: with(takingMethadone, consented(truth.Yes)), ask: taper, want: met},
		{name: "an end date, not told", rule: "wm.informed", before: with(takingMethadone, consented(truth.No)), ask: wish, want: warns},
		{name: "an order for withdrawal", rule: "wm.informed", ask: order, want: unknown},
		{name: "stopped for harm", rule: "wm.informed", before: takingMethadone,
			ask: record.StopMedication{Substance: medication.Methadone, Reason: record.ReasonAdverseEvent}, want: irrelevant},

		{name: "11 days by an order", rule: "wm.methadone.dose", ask: long, want: warns},
		{name: "40 mg given on an order for withdrawal", rule: "wm.methadone.dose", before: []fact{detoxOrder}, ask: methadoneGiven(40),
			want: warns},
		{name: "40 mg a day handed out on one", rule: "wm.methadone.dose", before: []fact{detoxOrder}, ask: supply, want: warns},
		{name: "40 mg handed out otherwise", rule: "wm.methadone.dose", ask: supply, want: irrelevant},

		{name: "methadone in the hand, 6 days", rule: "wm.duration.expected", before: []fact{heroinUse, bottle}, ask: lasting,
			want: advises},
	}
}

func detoxRouteCasesGB() []ruleCase {
	begin := record.StageMove{Trigger: stages.BeginDetox}
	taper := func(why record.Reason) record.CourseMove {
		return record.CourseMove{Trigger: stages.BeginTaper, Substance: medication.Methadone, Reason: why}
	}
	detox := []fact{daysAgo(4, buprenorphineOrder(8, record.PurposeDetox)), daysAgo(4, buprenorphineGiven(8))}
	until := func(in int) record.PlanEndDate {
		return record.PlanEndDate{Substance: medication.Buprenorphine, On: today.Add(in), Reason: record.ReasonCompleted}
	}
	clonidine := record.TakeHomeSupplied{Substance: medication.Clonidine, Product: medication.ClonidineTab,
		Dose: medication.Dose{Principal: medication.Micrograms(100)}, Days: 3}
	order := buprenorphineOrder(8, record.PurposeDetox)
	return inJurisdiction("gb", []ruleCase{
		{name: "into detox, nobody said", rule: "gb.detox.consent", ask: begin, want: unknown},
		{name: "into detox, told and agreed", rule: "gb.detox.consent", before: []fact{consented(truth.Yes)}, ask: begin, want: met},
		{name: "into detox, not agreed", rule: "gb.detox.consent", before: []fact{consented(truth.No)}, ask: begin, want: blocks},
		{name: "an order for it", rule: "gb.detox.consent", ask: order, want: unknown},
		{name: "a taper by the person's wish, told", rule: "gb.detox.consent", before: with(takingMethadone, consented(truth.Yes)),
			ask: taper(record.ReasonPatientChoice), want: met},
		{name: "a taper by the program, told", rule: "gb.detox.consent", before: with(takingMethadone, consented(truth.Yes)),
			ask: taper(record.ReasonAdministrative), want: blocks},
		{name: "a taper, nobody said why", rule: "gb.detox.consent", before: with(takingMethadone, consented(truth.Yes)), ask: taper(""),
			want: unknown},
		{name: "a stop", rule: "gb.detox.consent", before: takingMethadone,
			ask: record.StopMedication{Substance: medication.Methadone, Reason: record.ReasonClinical}, want: irrelevant},

		{name: "an end date by the person's wish, nobody said", rule: "gb.detox.consent", before: takingBup,
			ask: record.PlanEndDate{Substance: medication.Buprenorphine, On: today.Add(60),
				Reason: record.ReasonPatientChoice}, want: warns},
		{name: "stopped by the person's wish, told", rule: "gb.detox.consent", before: with(takingBup, consented(truth.Yes)),
			ask: record.StopMedication{Substance: medication.Buprenorphine, Reason: record.ReasonPatientChoice}, want: met},

		{name: "an end date after 85 days", rule: "gb.detox.duration.community", before: detox, ask: until(80), want: warns},
		{name: "an end date after 84 days", rule: "gb.detox.duration.community", before: detox, ask: until(79), want: met},
		{name: "an end date in hospital after 29 days", rule: "gb.detox.duration.inpatient",
			before: with(detox, holding(record.HospitalStay)), ask: until(24), want: warns},
		{name: "an end date in maintenance", rule: "gb.detox.duration.community", before: takingBup, ask: until(80), want: irrelevant},

		{name: "into detox, never stabilized", rule: "gb.detox.not-standalone", ask: begin, want: warns},
		{name: "clonidine handed out in detox", rule: "gb.detox.clonidine", before: inDetoxStage, ask: clonidine, want: warns},
		{name: "discharged by force", rule: "gb.detox.aftercare", before: inDetoxStage,
			ask: record.ForceMove{Stage: stages.DischargedPlanned, Note: "closed"}, want: unknown},
	})
}

func endingRouteCases() []ruleCase {
	used, overdosed := record.OpioidUsed{Agent: "heroin"}, record.Overdosed{Agent: "fentanyl"}
	stop := func(why record.Reason) record.StopMedication {
		return record.StopMedication{Substance: medication.Methadone, Reason: why, Abrupt: truth.No}
	}
	until := func(why record.Reason) record.PlanEndDate {
		return record.PlanEndDate{Substance: medication.Methadone, On: today.Add(30), Reason: why}
	}
	heldNow := record.DoseHeld{Substance: medication.Methadone, Reason: record.ReasonIntoxicated}
	heldBefore := func(ago int) fact { // an hour after the dose of that day, if there was one
		return fact{time.Duration(ago)*24*time.Hour - time.Hour, heldNow}
	}
	relabelled := with(takingMethadone, daysAgo(0, methadoneOrder(80, record.PurposeDetox)))
	return []ruleCase{
		{name: "use in treatment", rule: "return-to-use.intensify", before: takingMethadone, ask: used, want: advises},
		{name: "an overdose in treatment", rule: "return-to-use.intensify", before: takingBup, ask: overdosed, want: advises},
		{name: "use before treatment", rule: "return-to-use.intensify", ask: used, want: irrelevant},
		{name: "cocaine", rule: "return-to-use.intensify", before: takingMethadone, ask: record.OpioidUsed{Agent: "cocaine"},
			want: irrelevant},
		{name: "a positive test on a prescription", rule: "return-to-use.intensify", before: onPrescription,
			ask: record.Screened{Results: []record.AnalyteResult{{Analyte: record.AnalyteFentanyl, Result: record.Positive}}}, want: warns},
		{name: "use on naltrexone", rule: "return-to-use.switch", before: takingNaltrexone, ask: used, want: advises},
		{name: "an overdose on a prescription", rule: "return-to-use.switch", before: onPrescription, ask: overdosed, want: advises},
		{name: "discharged on a prescription for a positive test", rule: "return-to-use.intensify",
			before: with(onPrescription, inTherapy...),
			ask:    leaving(stages.DischargePlanned, record.ReasonPositiveTest), want: blocks},

		{name: "maintenance that is called detox, with an end by protocol", rule: "dur.no-limit", before: relabelled,
			ask: until(record.ReasonProtocol), want: blocks},

		{name: "held yesterday, and nobody looked", rule: "ending.hold-repeated", before: with(takingMethadone, heldBefore(1)),
			ask: heldNow, want: warns},
		{name: "held earlier on the same day", rule: "ending.hold-repeated", before: with(takingMethadone, fact{time.Hour, heldNow}),
			ask: heldNow, want: irrelevant},
		{name: "looked at today", rule: "ending.hold-repeated", before: with(takingMethadone, heldBefore(1),
			daysAgo(0, record.Measured{Measure: record.Pulse, Value: record.Whole(60)})), ask: heldNow, want: met},
		{name: "the person's wish", rule: "ending.hold-repeated", before: with(takingMethadone, heldBefore(1)),
			ask: record.DoseHeld{Substance: medication.Methadone, Reason: record.ReasonPatientChoice}, want: met},
		{name: "the first time", rule: "ending.hold-repeated", before: takingMethadone, ask: heldNow, want: irrelevant},
		{name: "given between", rule: "ending.hold-repeated", before: with(takingMethadone, heldBefore(3)), ask: heldNow, want: irrelevant},
		{name: "a stop", rule: "ending.hold-repeated", before: with(takingMethadone, heldBefore(1)), ask: stop(record.ReasonClinical),
			want: irrelevant},

		{name: "another ground", rule: "ending.reason-named", before: takingMethadone, ask: stop(record.ReasonOther), want: warns},
		{name: "an end date for another ground", rule: "ending.reason-named", before: takingMethadone, ask: until(record.ReasonOther),
			want: warns},
		{name: "discharged for another ground", rule: "ending.reason-named", before: with(takingMethadone, inTherapy...),
			ask: leaving(stages.DischargeAdministrative, record.ReasonOther), want: warns},
		{name: "withheld for another ground", rule: "ending.reason-named", before: takingMethadone,
			ask: record.DoseHeld{Substance: medication.Methadone, Reason: record.ReasonOther}, want: warns},
		{name: "a ground that is named", rule: "ending.reason-named", before: takingMethadone, ask: stop(record.ReasonPatientChoice),
			want: met},
		{name: "the person left", rule: "ending.reason-named", before: with(takingMethadone, inTherapy...),
			ask: leaving(stages.DischargeUnplanned, record.ReasonOther), want: irrelevant},
		{name: "no medication", rule: "ending.reason-named", before: inTherapy, ask: leaving(stages.DischargePlanned, record.ReasonOther),
			want: irrelevant},
		{name: "a taper", rule: "ending.reason-named", before: takingMethadone, ask: record.CourseMove{Trigger: stages.BeginTaper},
			want: met},
		{name: "an interruption without a ground", rule: "ending.reason-named", before: takingMethadone,
			ask: record.CourseMove{Trigger: stages.Interrupt}, want: unknown},
	}
}

func leavingRouteCases() []ruleCase {
	forced := func(to stages.Stage) record.ForceMove { return record.ForceMove{Stage: to, Note: "closed"} }
	transfer := record.StageMove{Trigger: stages.Transfer, Destination: "elsewhere", MedicationContinues: truth.No}
	aftercare := record.StageMove{Trigger: stages.BeginAftercare, MedicationContinues: truth.No}
	out := record.StageMove{Trigger: stages.DischargePlanned, Reason: record.ReasonCompleted, MedicationContinues: truth.No}
	goesOn, open := out, out
	goesOn.MedicationContinues, open.MedicationContinues = truth.Yes, truth.Unknown
	left := []fact{daysAgo(30, entered(stages.Assess, stages.Assessment)),
		daysAgo(10, entered(stages.DischargePlanned, stages.DischargedPlanned))}
	long := []fact{daysAgo(500, entered(stages.Assess, stages.Assessment)), daysAgo(100, entered(stages.BeginAftercare, stages.Aftercare))}
	ended := func(why record.Reason) record.PlanEndDate {
		return record.PlanEndDate{Substance: medication.Methadone, On: today.Add(2), Reason: why}
	}
	return []ruleCase{
		{name: "a transfer without it", rule: "discharge.medication-continues", before: with(takingBup, inTherapy...), ask: transfer,
			want: warns},
		{name: "aftercare without it", rule: "discharge.medication-continues", before: with(takingBup, inTherapy...), ask: aftercare,
			want: warns},
		{name: "on a prescription", rule: "discharge.medication-continues", before: with(onPrescription, inTherapy...), ask: out,
			want: warns},
		{name: "by force", rule: "discharge.medication-continues", before: with(takingBup, inTherapy...),
			ask: forced(stages.DischargedPlanned), want: unknown},

		{name: "an end date by the program", rule: "otp.discharge.administrative", before: takingMethadone,
			ask: ended(record.ReasonAdministrative), want: warns},
		{name: "an interruption by the program", rule: "otp.discharge.administrative", before: takingMethadone,
			ask: record.CourseMove{Trigger: stages.Interrupt, Reason: record.ReasonMissedVisits}, want: warns},
		{name: "a planned discharge for missed visits", rule: "otp.discharge.administrative", before: with(takingMethadone, inTherapy...),
			ask: leaving(stages.DischargePlanned, record.ReasonMissedVisits), want: unknown},
		{name: "by force", rule: "otp.discharge.administrative", before: inTherapy, ask: forced(stages.DischargedAdministrative),
			want: unknown},

		{name: "by force", rule: "dur.treatment", before: inTherapy, ask: forced(stages.DischargedPlanned), want: warns},
		{name: "discharged, and it ends", rule: "dur.medication", before: with(takingBup, inTherapy...), ask: out, want: warns},
		{name: "discharged, and it goes on", rule: "dur.medication", before: with(takingBup, inTherapy...), ask: goesOn, want: irrelevant},
		{name: "discharged, nobody said", rule: "dur.medication", before: with(takingBup, inTherapy...), ask: open, want: unknown},
		{name: "on a prescription", rule: "dur.medication", before: with(onPrescription, inTherapy...), ask: out, want: warns},
		{name: "by force", rule: "aftercare.min", before: long, ask: forced(stages.DischargedPlanned), want: advises},
		{name: "into recovery by force", rule: "aftercare.prevention-plan", before: long, ask: forced(stages.Recovery), want: advises},

		{name: "an overdose after leaving", rule: "risk.window.exit", before: left, ask: record.Overdosed{Agent: "heroin"}, want: advises},
		{name: "a positive test after leaving", rule: "risk.window.exit", before: left,
			ask: record.Screened{Results: []record.AnalyteResult{{Analyte: record.AnalyteFentanyl,
				Result: record.Positive}}}, want: advises},
		{name: "a negative test after leaving", rule: "risk.window.exit", before: left,
			ask: record.Screened{Results: []record.AnalyteResult{{Analyte: record.AnalyteFentanyl,
				Result: record.Negative}}}, want: irrelevant},
	}
}

func pregnancyRouteCases() []ruleCase {
	begin := record.StageMove{Trigger: stages.BeginDetox}
	wish := record.CourseMove{Trigger: stages.BeginTaper, Substance: medication.Buprenorphine, Reason: record.ReasonPatientChoice}
	theirs := record.CourseMove{Trigger: stages.BeginTaper, Substance: medication.Buprenorphine, Reason: record.ReasonAdministrative}
	asked := record.WithdrawalManagement{Method: record.MethodBuprenorphineTaper, Informed: truth.Yes, Requested: truth.Yes}
	abrupt := asked
	abrupt.Method = record.MethodAbrupt
	man := daysAgo(400, record.PersonRegistered{Sex: record.Male})
	weeks := func(n int32, ago int) fact {
		return daysAgo(ago, record.Measured{Measure: record.Gestation, Value: record.Whole(n)})
	}
	long := func(status record.PregnancyStatus, ago int) fact {
		return daysAgo(ago, record.PregnancyReported{Status: status})
	}
	due := func(in int) fact {
		return daysAgo(0, record.PregnancyReported{Status: record.Pregnant, Due: today.Add(in)})
	}
	measuredNow := func(n int32) record.Measured {
		return record.Measured{Measure: record.Gestation, Value: record.Whole(n)}
	}
	split := daysAgo(1, record.Order{Product: medication.BupSL, Dose: milligrams(8), PerDay: 2})
	out := record.StageMove{Trigger: stages.DischargePlanned, Reason: record.ReasonCompleted, MedicationContinues: truth.No}
	return []ruleCase{
		{name: "an order for withdrawal", rule: "preg.agonist-first", before: []fact{isPregnant},
			ask: buprenorphineOrder(8, record.PurposeDetox), want: blocks},
		{name: "a taper by her informed wish", rule: "preg.agonist-first", before: with(takingBup, isPregnant, consented(truth.Yes)),
			ask: wish, want: warns},
		{name: "a taper by her wish, not told", rule: "preg.agonist-first", before: with(takingBup, isPregnant), ask: wish, want: blocks},
		{name: "a taper by somebody else's ground, told", rule: "preg.agonist-first",
			before: with(takingBup, isPregnant, consented(truth.Yes)), ask: theirs, want: blocks},
		{name: "asked for, and told", rule: "preg.agonist-first", before: []fact{isPregnant, consented(truth.Yes)}, ask: asked,
			want: warns},
		{name: "asked for, and the order alone says that she was told", rule: "preg.agonist-first", before: []fact{isPregnant}, ask: asked,
			want: blocks},
		{name: "asked for, abruptly", rule: "preg.agonist-first", before: []fact{isPregnant, consented(truth.Yes)}, ask: abrupt,
			want: blocks},

		{name: "a pregnancy goes before the sex on record", rule: "preg.agonist-first", before: []fact{man, isPregnant}, ask: begin,
			want: blocks},
		{name: "weeks of gestation alone", rule: "preg.agonist-first", before: []fact{weeks(20, 3)}, ask: begin, want: blocks},
		{name: "weeks measured after it was said that she is not", rule: "preg.agonist-first",
			before: []fact{long(record.NotPregnant, 30), weeks(8, 3)}, ask: begin, want: blocks},
		{name: "said to be over after the weeks were measured", rule: "preg.agonist-first", before: []fact{weeks(39, 30), notPregnant},
			ask: begin, want: met},
		{name: "not pregnant, said as long ago as a pregnancy lasts", rule: "preg.agonist-first",
			before: []fact{long(record.NotPregnant, 321)}, ask: begin, want: met},
		{name: "not pregnant, said longer ago", rule: "preg.agonist-first", before: []fact{long(record.NotPregnant, 322)}, ask: begin,
			want: unknown},
		{name: "pregnant, said longer ago", rule: "preg.agonist-first", before: []fact{long(record.Pregnant, 322)}, ask: begin,
			want: unknown},

		{name: "gradually, on the program's ground", rule: "preg.no-abrupt-stop", before: with(takingBup, isPregnant, consented(truth.Yes)),
			ask: record.StopMedication{Substance: medication.Buprenorphine, Reason: record.ReasonAdministrative,
				Abrupt: truth.No}, want: blocks},

		{name: "20 weeks, and due in 20", rule: "preg.weeks-and-due", before: []fact{due(140)}, ask: measuredNow(20), want: met},
		{name: "20 weeks, and due in a week less", rule: "preg.weeks-and-due", before: []fact{due(133)}, ask: measuredNow(20), want: met},
		{name: "20 weeks, and due a day before that", rule: "preg.weeks-and-due", before: []fact{due(132)}, ask: measuredNow(20),
			want: warns},
		{name: "20 weeks, and due in a week more", rule: "preg.weeks-and-due", before: []fact{due(147)}, ask: measuredNow(20), want: met},
		{name: "20 weeks, and due a day after that", rule: "preg.weeks-and-due", before: []fact{due(148)}, ask: measuredNow(20),
			want: warns},
		{name: "the day is told after the weeks", rule: "preg.weeks-and-due", before: []fact{weeks(20, 3)},
			ask: record.PregnancyReported{Status: record.Pregnant, Due: today.Add(30)}, want: warns},
		{name: "weeks of an earlier pregnancy", rule: "preg.weeks-and-due", before: []fact{weeks(20, 300)},
			ask: record.PregnancyReported{Status: record.Pregnant, Due: today.Add(30)}, want: irrelevant},
		{name: "no day", rule: "preg.weeks-and-due", before: []fact{isPregnant}, ask: measuredNow(20), want: irrelevant},
		{name: "another measure", rule: "preg.weeks-and-due", before: []fact{due(30), weeks(20, 0)},
			ask: record.Measured{Measure: record.Pulse, Value: record.Whole(70)}, want: irrelevant},

		{name: "a prescription ends with a discharge", rule: "preg.no-abrupt-stop",
			before: slices.Concat(onPrescription, inTherapy, []fact{isPregnant}), ask: out, want: blocks},
		{name: "one dose a day handed out", rule: "preg.dose-late", before: with(takingBup, isPregnant), ask: buprenorphineSupplied(16, 6),
			want: advises},
		{name: "handed out on an order that splits it", rule: "preg.dose-late", before: with(takingBup, isPregnant, split),
			ask: buprenorphineSupplied(8, 6), want: met},
		{name: "one of the doses of a day", rule: "preg.dose-late", before: with(takingBup, isPregnant), ask: buprenorphineGiven(16),
			want: irrelevant},
	}
}
