package guidance_test

import (
	"slices"
	"strconv"
	"time"

	"github.com/oudpath/oudpath/medication"
	"github.com/oudpath/oudpath/plan/civil"
	"github.com/oudpath/oudpath/plan/record"
	"github.com/oudpath/oudpath/plan/truth"
)

// morphineOf is a daily order of the 24-hour release that is watched.
func morphineOf(mg int, change ...func(*record.Order)) record.Order {
	o := record.Order{Product: medication.Morphine24h, Dose: doseOf(strconv.Itoa(mg) + " mg"), Schedule: medication.Daily(), Supervised: truth.Yes,
		Setting: medication.SettingPharmacy}
	for _, f := range change {
		f(&o)
	}
	return o
}

func morphineGiven(ago time.Duration, mg int) fact {
	return told(ago, record.DoseGiven{Product: medication.Morphine24h, Dose: doseOf(strconv.Itoa(mg) + " mg"), Supervised: truth.Yes})
}

// onMorphine is somebody on a daily dose for so many days, with doses missed up to today.
func onMorphine(mg, days, missed int) []fact {
	facts := []fact{told(time.Duration(days+missed)*aDay+time.Hour, morphineOf(mg))}
	for day := range days {
		facts = append(facts, morphineGiven(time.Duration(missed+1+day)*aDay, mg))
	}
	return facts
}

func morphineElsewhere(ago time.Duration, mg int) fact {
	return told(ago, record.OpioidUsed{Agent: "Kadian", DailyDose: doseOf(strconv.Itoa(mg) + " mg").Principal})
}

func morphineCases() []ruleCase {
	return slices.Concat(inPlaceOf("ca", slices.Concat(morphinePlaceCases(), morphineStartCases(), morphineRepeatedCases(), morphineMissedCases(),
		morphineContraindicationCases(), morphineWatchedCases(), sharedByFullAgonists())...), morphineProvinceCases(), morphineCommonCases())
}

var twelveHours = record.Order{Product: medication.Morphine12h, Dose: doseOf("30 mg"), PerDay: 2, Setting: medication.SettingPharmacy}

func forPain(o *record.Order) { o.Purpose = record.PurposePain }

func morphinePlaceCases() []ruleCase {
	const place, release, line = "morphine.place", "morphine.formulation", "ca.oat.srom-second-line"
	return []ruleCase{
		{name: "ordered", rule: place, ask: morphineOf(30), want: met, param: "morphine.place.treatment", side: at},
		{name: "granted", rule: place, before: onMorphine(300, 60, 0), ask: record.TakeHomeGrant{Product: medication.Morphine24h, Days: 2,
			Criteria: truth.Yes}, want: met, param: "morphine.place.treatment", side: above},
		{name: "for pain", rule: place, ask: morphineOf(30, forPain), want: irrelevant, param: "morphine.place.treatment", side: below},
		{name: "12 hours", rule: release, ask: twelveHours, want: warns},
		{name: "24 hours", rule: release, ask: morphineOf(30), want: met},
		{name: "a supply on an order of 12 hours", rule: release, before: []fact{told(aDay, twelveHours)}, want: warns,
			ask: record.TakeHomeSupplied{Substance: medication.SlowMorphine, Days: 1, Dose: doseOf("60 mg")}},
		{name: "of which nobody says the release", rule: release, want: unknown,
			ask: record.TakeHomeSupplied{Substance: medication.SlowMorphine, Days: 1, Dose: doseOf("60 mg")}},
		{name: "first", rule: line, ask: morphineOf(30), want: warns},
		{name: "after methadone", rule: line, before: []fact{given(9*oneDay, 60)}, ask: morphineOf(30), want: met},
		{name: "after buprenorphine", rule: line, before: []fact{bupGiven(9*bupDay, medication.BupSL, "16 mg")}, ask: morphineOf(30), want: met},
		{name: "after methadone on a list", rule: line, before: []fact{stoppedMedicine("methadone", 90*aDay)}, ask: morphineOf(30), want: met},
		{name: "a first dose without an order", rule: line, ask: morphineGiven(0, 30).body, want: warns},
		{name: "a first dose on its order", rule: line, before: []fact{told(aDay, morphineOf(30))}, ask: morphineGiven(0, 30).body, want: irrelevant},
		{name: "after heroin", rule: line, before: []fact{usedOpioid("heroin", aDay)}, ask: morphineOf(30), want: warns},
		{name: "verified from elsewhere", rule: line, before: []fact{morphineElsewhere(aDay, 300), stated(record.VerifiedTransfer, time.Hour)},
			ask: morphineOf(300), want: met},
		{name: "for pain", rule: line, ask: morphineOf(30, forPain), want: irrelevant},
		{name: "going on", rule: line, before: onMorphine(300, 9, 0), ask: morphineOf(300), want: irrelevant},
	}
}

func morphineStartCases() []ruleCase {
	const start, step, leap = "morphine.start", "morphine.step", "morphine.dose.leap"
	before := func(days int) []fact { return append(onMorphine(300, 1, 0), onMorphine(240, days, 1)...) }
	cases := []ruleCase{
		{name: "verified from elsewhere", rule: start, before: []fact{morphineElsewhere(aDay, 300), stated(record.VerifiedTransfer, time.Hour)},
			ask: morphineOf(300), want: met},
		{name: "more than was verified", rule: start, before: []fact{morphineElsewhere(aDay, 300), stated(record.VerifiedTransfer, time.Hour)},
			ask: morphineOf(310), want: warns},
		{name: "the person's word alone", rule: start, before: []fact{told(aDay, record.DoseTaken{Product: medication.Morphine24h, Dose: doseOf("300 mg")})},
			ask: morphineOf(300), want: warns},
		{name: "going on", rule: step, before: onMorphine(300, 9, 0), ask: morphineOf(300), want: irrelevant},
		{name: "a start", rule: step, ask: morphineOf(30), want: irrelevant},
		{name: "twice in two days", rule: step, before: before(9), ask: morphineOf(310), want: warns},
		{name: "going on", rule: leap, before: onMorphine(300, 9, 0), ask: morphineOf(300), want: irrelevant},
		{name: "a dose of ten times", rule: leap, before: onMorphine(60, 9, 0), ask: morphineGiven(0, 600).body, want: blocks},
		{name: "a start of ten times", rule: leap, ask: morphineOf(300), want: unknown},
		{name: "verified from elsewhere", rule: leap, before: []fact{morphineElsewhere(aDay, 300), stated(record.VerifiedTransfer, time.Hour)},
			ask: morphineOf(310), want: met},
	}
	changes := func(mg int) func(int) ([]fact, record.Body) {
		return func(side int) ([]fact, record.Body) { return onMethadone(80, 0), morphineOf(mg + side) }
	}
	cases = append(cases,
		ruleCase{name: "a change from methadone", rule: leap, before: onMethadone(80, 0), ask: morphineOf(320), want: met},
		ruleCase{name: "less than a change from methadone", rule: start, before: onMethadone(80, 0), ask: morphineOf(30), want: met},
		ruleCase{name: "a change from little methadone", rule: start, before: onMethadone(10, 0), ask: morphineOf(60), want: met},
		ruleCase{name: "more than a change from little methadone", rule: start, before: onMethadone(10, 0), ask: morphineOf(61), want: warns,
			says: "starts with"},
		ruleCase{name: "methadone of which a day was missed", rule: start, before: onMethadone(80, 1), ask: morphineOf(320), want: warns,
			says: "starts with"},
		ruleCase{name: "methadone of which a day was missed", rule: leap, before: onMethadone(80, 1), ask: morphineOf(320), want: unknown},
		ruleCase{name: "morphine that goes on after methadone", rule: leap, before: append(onMethadone(80, 0), onMorphine(60, 9, 0)...),
			ask: morphineOf(320), want: unknown})
	return slices.Concat(cases,
		probe(start, "morphine.start.after-methadone", "", [3]outcome{met, met, warns}, changes(320)),
		probe(start, "morphine.start.most", "", [3]outcome{met, met, warns}, func(side int) ([]fact, record.Body) { return nil, morphineOf(60 + side) }),
		probe(step, "morphine.step.most", "", [3]outcome{met, met, warns}, func(side int) ([]fact, record.Body) {
			return onMorphine(300, 9, 0), morphineOf(360 + side)
		}),
		probe(step, "morphine.step.interval", "", [3]outcome{warns, met, met}, func(side int) ([]fact, record.Body) {
			return onMorphine(300, 2+side, 0), morphineOf(310)
		}),
		probe(leap, "morphine.dose.leap.times", "", [3]outcome{met, met, unknown}, func(side int) ([]fact, record.Body) {
			return onMorphine(300, 9, 0), morphineOf(900 + side)
		}))
}

func morphineRepeatedCases() []ruleCase {
	const rule = "morphine.repeated"
	today := append(onMorphine(300, 9, 0), morphineGiven(2*time.Hour, 300))
	halved := append(onMorphine(300, 9, 0), morphineGiven(2*time.Hour, 150))
	return []ruleCase{
		{name: "the whole dose again", rule: rule, before: today, ask: morphineGiven(0, 300).body, want: blocks},
		{name: "any more of it", rule: rule, before: today, ask: morphineGiven(0, 10).body, want: blocks},
		{name: "the other half", rule: rule, before: halved, ask: morphineGiven(0, 150).body, want: met},
		{name: "an order of more", rule: rule, before: today, ask: morphineOf(310), want: met},
		{name: "an order from tomorrow on", rule: rule, before: today, ask: morphineOf(300, func(o *record.Order) {
			o.First = civil.Of(now, time.UTC).Add(1)
		}), want: irrelevant},
		{name: "the next day", rule: rule, before: onMorphine(300, 9, 0), ask: morphineGiven(0, 300).body, want: met},
		{name: "without an order", rule: rule, before: []fact{morphineGiven(aDay, 300), morphineGiven(time.Hour, 300)}, ask: morphineGiven(0, 300).body,
			want: blocks},
		{name: "taken elsewhere today", rule: rule, before: append(onMorphine(300, 9, 0), morphineElsewhere(2*time.Hour, 300)),
			ask: morphineGiven(0, 300).body, want: blocks},
		{name: "taken elsewhere, nobody says how much", rule: rule, before: append(onMorphine(300, 9, 0), usedOpioid("srom", 2*time.Hour)),
			ask: morphineGiven(0, 300).body, want: unknown},
		{name: "taken elsewhere yesterday", rule: rule, before: append(onMorphine(300, 9, 0), morphineElsewhere(18*time.Hour, 300)),
			ask: morphineGiven(0, 300).body, want: warns},
		{name: "granted", rule: rule, before: today, ask: record.TakeHomeGrant{Product: medication.Morphine24h, Days: 2, Criteria: truth.Yes},
			want: irrelevant},
	}
}

func morphineMissedCases() []ruleCase {
	const reduced, anew = "morphine.missed.reduced", "morphine.missed.anew"
	unscheduled := []fact{morphineGiven(9*aDay, 500)}
	return slices.Concat([]ruleCase{
		{name: "one missed", rule: reduced, before: onMorphine(500, 60, 1), ask: morphineOf(500), want: irrelevant},
		{name: "two missed", rule: reduced, before: onMorphine(500, 60, 2), ask: morphineOf(301), want: warns, says: "300 mg"},
		{name: "two missed, less", rule: reduced, before: onMorphine(500, 60, 2), ask: morphineOf(300), want: met},
		{name: "three missed", rule: reduced, before: onMorphine(500, 60, 3), ask: morphineOf(201), want: warns, says: "200 mg"},
		{name: "four missed", rule: reduced, before: onMorphine(500, 60, 4), ask: morphineOf(101), want: warns, says: "100 mg"},
		{name: "verified from elsewhere, four missed", rule: reduced, before: []fact{morphineElsewhere(5*aDay, 500),
			stated(record.VerifiedTransfer, time.Hour)}, ask: morphineOf(101), want: warns, says: "100 mg"},
		{name: "nobody knows how many", rule: anew, before: unscheduled, ask: morphineOf(500), want: unknown},
		{name: "as little as a start", rule: anew, before: unscheduled, ask: morphineOf(60), want: met},
		{name: "a usual dose below a start", rule: anew, before: onMorphine(40, 60, 6), ask: morphineOf(50), want: blocks},
		{name: "none missed", rule: anew, before: onMorphine(500, 60, 0), ask: morphineOf(500), want: irrelevant},
	},
		probe(reduced, "morphine.missed.reduced.ladder", "", [3]outcome{irrelevant, warns, warns}, func(side int) ([]fact, record.Body) {
			return onMorphine(500, 60, 2+side), morphineOf(310)
		}),
		probe(anew, "morphine.missed.anew.doses", "", [3]outcome{irrelevant, blocks, blocks}, func(side int) ([]fact, record.Body) {
			return onMorphine(500, 60, 5+side), morphineOf(500)
		}),
		probe(anew, "morphine.missed.anew.most", "", [3]outcome{met, met, blocks}, func(side int) ([]fact, record.Body) {
			return onMorphine(500, 60, 5), morphineOf(60 + side)
		}))
}

func morphineContraindicationCases() []ruleCase {
	const rule, maoi, pregnancy = "morphine.contraindicated", "morphine.maoi", "morphine.pregnancy"
	cases := []ruleCase{
		{name: "nobody asked", rule: rule, ask: morphineOf(30), want: unknown},
		{name: "asked", rule: rule, before: []fact{reviewed(record.ConditionsSection)}, ask: morphineOf(30), want: met},
		{name: "going on", rule: rule, before: onMorphine(300, 9, 0), ask: morphineOf(300), want: irrelevant},
		{name: "going on with failing kidneys", rule: rule, before: append(onMorphine(300, 9, 0), condition(record.SevereRenalFailure, truth.Yes)),
			ask: morphineOf(300), want: blocks},
		{name: "beside phenelzine", rule: maoi, before: []fact{takes("phenelzine")}, ask: morphineOf(30), want: blocks},
		{name: "after phenelzine", rule: maoi, before: []fact{stoppedMedicine("phenelzine", 13*aDay)}, ask: morphineOf(30), want: blocks},
		{name: "long after it", rule: maoi, before: []fact{stoppedMedicine("phenelzine", 14*aDay)}, ask: morphineOf(30), want: irrelevant},
		{name: "going on beside it", rule: maoi, before: append(onMorphine(300, 9, 0), takes("phenelzine")), ask: morphineOf(300), want: irrelevant},
		{name: "raised beside it", rule: maoi, before: append(onMorphine(300, 9, 0), takes("phenelzine")), ask: morphineOf(310), want: blocks},
		{name: "pregnant", rule: pregnancy, before: []fact{told(aDay, record.PregnancyReported{Status: record.Pregnant})}, ask: morphineOf(30), want: advises},
		{name: "pregnant and stable on it", rule: pregnancy, before: append(onMorphine(300, 9, 0),
			told(aDay, record.PregnancyReported{Status: record.Pregnant})), ask: morphineOf(300), want: irrelevant},
		{name: "failing kidneys say it", rule: "morphine.kidney", before: []fact{filtration(20), condition(record.SevereRenalFailure, truth.Yes)},
			ask: morphineOf(30), want: irrelevant},
	}
	for _, c := range []record.Health{record.GastrointestinalObstruction, record.SignificantRespiratoryDepression, record.AcuteAsthma,
		record.SevereRenalFailure} {
		cases = append(cases, ruleCase{name: string(c), rule: rule, before: []fact{condition(c, truth.Yes)}, ask: morphineOf(30), want: blocks})
	}
	return cases
}

func filtration(rate int32) fact {
	return told(aDay, record.Measured{Measure: record.EGFR, Value: record.Whole(rate)})
}

func morphineWatchedCases() []ruleCase {
	const rule, overlap = "ca.srom.watched", "morphine.supply.overlap"
	unwatched := func(o *record.Order) { o.Supervised = truth.No }
	home := record.TakeHomeSupplied{Substance: medication.SlowMorphine, Product: medication.Morphine24h, Dose: doseOf("300 mg"), Days: 3}
	return []ruleCase{
		{name: "watched", rule: rule, ask: morphineOf(30), want: met},
		{name: "watched each day", rule: rule, ask: morphineOf(30, func(o *record.Order) { o.Supervised, o.WatchedDays = 0, 7 }), want: met},
		{name: "six a week", rule: rule, ask: morphineOf(30, func(o *record.Order) { o.WatchedDays = 6 }), want: warns},
		{name: "twice a day", rule: rule, ask: morphineOf(30, func(o *record.Order) { o.PerDay = 2 }), want: warns},
		{name: "unwatched", rule: rule, ask: morphineOf(30, unwatched), want: warns},
		{name: "nobody says", rule: rule, ask: morphineOf(30, func(o *record.Order) { o.Supervised = 0 }), want: unknown},
		{name: "in hospital", rule: rule, before: []fact{stated(record.HospitalStay, time.Hour)}, ask: morphineOf(30, unwatched), want: met},
		{name: "a dose at home", rule: rule, before: onMorphine(300, 9, 0), ask: record.DoseTaken{Product: medication.Morphine24h, Dose: doseOf("300 mg")},
			want: warns},
		{name: "a dose that staff watch", rule: rule, before: onMorphine(300, 9, 0), ask: morphineGiven(0, 300).body, want: met},
		{name: "handed out", rule: rule, before: onMorphine(300, 9, 0), ask: home, want: warns},
		{name: "granted", rule: rule, before: onMorphine(300, 9, 0), ask: record.TakeHomeGrant{Product: medication.Morphine24h, Days: 2, Criteria: truth.Yes},
			want: warns},
		{name: "handed out twice", rule: overlap, before: append(onMorphine(300, 9, 0), told(aDay, home)),
			ask: record.TakeHomeSupplied{Substance: medication.SlowMorphine, Days: 3}, want: warns},
		{name: "handed out once", rule: overlap, before: onMorphine(300, 9, 0), ask: home, want: met},
	}
}

// sharedByFullAgonists are the rules of other subjects that speak of every full agonist, asked about this one.
func sharedByFullAgonists() []ruleCase {
	on := func(more ...fact) []fact { return append(onMorphine(300, 15, 0), more...) }
	slow := told(time.Hour, record.Measured{Measure: record.RespiratoryRate, Value: record.Whole(8)})
	sedated := seen(time.Hour, record.Sedation)
	const beside = "ix.opioid-agonist-with-methadone"
	return []ruleCase{
		{name: "raised, slow breathing", rule: "methadone.breathing", before: on(slow), ask: morphineOf(310), want: blocks},
		{name: "started, slow breathing", rule: "methadone.breathing", before: []fact{slow}, ask: morphineOf(30), want: blocks},
		{name: "unchanged, slow breathing", rule: "methadone.breathing", before: on(slow), ask: morphineOf(300), want: irrelevant},
		{name: "unchanged, slow breathing", rule: "ix.breathing-now", before: on(slow), ask: morphineOf(300), want: blocks},
		{name: "raised, sedated", rule: "methadone.not-raised-sedated", before: on(sedated), ask: morphineOf(310), want: blocks},
		{name: "unchanged, sedated", rule: "ix.intoxicated-now", before: on(sedated), ask: morphineOf(300), want: blocks},
		{name: "started, sedated", rule: "morphine.not-sedated", before: []fact{sedated}, ask: morphineOf(30), want: blocks},
		{name: "started, awake", rule: "morphine.not-sedated", before: []fact{seen(time.Hour, record.Yawning)}, ask: morphineOf(30), want: met},
		{name: "started, nobody looked", rule: "morphine.not-sedated", ask: morphineGiven(0, 30).body, want: unknown},
		{name: "going on", rule: "morphine.not-sedated", before: on(sedated), ask: morphineOf(300), want: irrelevant},
		{name: "after naloxone", rule: "methadone.after-reversal", before: on(dosed(medication.NaloxoneIN, "4 mg", time.Hour)), ask: morphineOf(300), want: warns},
		{name: "morphine beside methadone of this plan", rule: beside, before: onMethadone(80, 0), ask: morphineOf(30), want: warns},
		{name: "methadone beside morphine of this plan", rule: beside, before: on(), ask: methadoneOf(20), want: warns},
		{name: "morphine alone", rule: beside, before: on(), ask: morphineOf(310), want: irrelevant},
		{name: "its own brand on the list", rule: beside, before: on(), want: irrelevant,
			ask: record.MedicineReported{Agent: "Kadian", Taking: truth.Yes, OrderedHere: truth.Yes}},
		{name: "oxycodone on the list", rule: beside, before: on(), want: warns, ask: record.MedicineReported{Agent: "oxycodone", Taking: truth.Yes}},
		{name: "morphine beside buprenorphine", rule: "ix.opioid-agonist-with-bup", before: []fact{bupGiven(9*bupDay, medication.BupSL, "16 mg"),
			bupGiven(bupDay, medication.BupSL, "16 mg")}, ask: morphineOf(30), want: warns},
		{name: "alprazolam beside morphine", rule: "ix.benzo-cns", before: on(), ask: record.MedicineReported{Agent: "alprazolam", Taking: truth.Yes},
			want: warns},
		{name: "an allergy to morphine", rule: "contra.hypersensitivity", before: []fact{told(aDay, record.AllergyReported{Agent: "morphine"})},
			ask: morphineOf(30), want: blocks},
		{name: "buprenorphine after it", rule: "bup.induction.hours-long-acting", before: on(reviewedSection(record.OpioidUseSection)),
			ask: bupOrder(medication.BupSL, "4 mg"), want: met},
		{name: "buprenorphine too soon after it", rule: "bup.induction.hours-long-acting", before: []fact{morphineGiven(12*time.Hour, 300)},
			ask: bupOrder(medication.BupSL, "4 mg"), want: blocks},
		{name: "naltrexone beside it", rule: "naltrexone.concurrent-opioid", before: on(), ask: tablet, want: blocks},
		{name: "it beside naltrexone", rule: "naltrexone.concurrent-opioid", before: []fact{dosed(medication.NtxPO, "50 mg", aDay)}, ask: morphineOf(30),
			want: blocks},
		{name: "naltrexone a week after it", rule: "naltrexone.opioid-free.long", before: on(stoppedTreatment(medication.SlowMorphine, time.Hour)),
			ask: tablet, want: blocks},
		{name: "it starts in low tolerance", rule: "od.tolerance-loss", before: []fact{condition(record.LowTolerance, truth.Yes)}, ask: morphineOf(30),
			want: warns},
		{name: "morphine in the urine of who takes it", rule: "return-to-use.intensify", before: on(), ask: morphineInUrine, want: irrelevant},
		{name: "morphine in the urine of who takes methadone", rule: "return-to-use.intensify", before: onMethadone(80, 0), ask: morphineInUrine, want: warns},
		{name: "started, no sign of withdrawal", rule: "morphine.not-sedated", before: []fact{seen(time.Hour)}, ask: morphineOf(30), want: warns},
		{name: "ordered, nobody looked", rule: "morphine.not-sedated", before: []fact{usedOpioid("heroin", aDay)}, ask: morphineOf(30), want: advises},
	}
}

// morphineInUrine is a test that looked for fentanyl too.
var morphineInUrine = record.Screened{Results: []record.AnalyteResult{{Analyte: record.AnalyteOpiates, Result: record.Positive},
	{Analyte: record.AnalyteFentanyl, Result: record.Negative}}}

func morphineProvinceCases() []ruleCase {
	const release, cancelled, adjunct = "ca-bc.srom.formulation", "ca-bc.srom.missed.cancelled", "ca-on.methadone.srom-adjunct"
	newOrder := append(onMorphine(500, 60, 4), told(time.Hour, morphineOf(100)))
	unwatched := morphineOf(30, func(o *record.Order) { o.Supervised = truth.No })
	return slices.Concat(inPlaceOf("ca-bc", slices.Concat([]ruleCase{
		{name: "12 hours", rule: release, ask: twelveHours, want: blocks},
		{name: "12 hours for pain", rule: release, ask: record.Order{Product: medication.Morphine12h, Dose: doseOf("30 mg"),
			Purpose: record.PurposePain}, want: warns},
		{name: "24 hours", rule: release, ask: morphineOf(30), want: met},
		{name: "a new order", rule: cancelled, before: onMorphine(500, 60, 4), ask: morphineOf(100), want: irrelevant},
		{name: "a dose on a new order", rule: cancelled, before: newOrder, ask: morphineGiven(0, 100).body, want: met},
		{name: "home beside alprazolam", rule: "ca-bc.takehome.sedatives", before: append(onMorphine(300, 60, 0), takes("alprazolam")), want: warns,
			ask: record.TakeHomeSupplied{Substance: medication.SlowMorphine, Product: medication.Morphine24h, Dose: doseOf("300 mg"), Days: 3}},
	}, probe(cancelled, "ca-bc.srom.missed.cancelled.doses", "", [3]outcome{irrelevant, blocks, blocks}, func(side int) ([]fact, record.Body) {
		return onMorphine(500, 60, 4+side), morphineGiven(0, 100).body
	}), on(2023, time.November, 21, ruleCase{name: "before the policy", rule: cancelled, before: onMorphine(500, 60, 4), ask: morphineGiven(0, 100).body,
		want: notJudged}),
		on(2023, time.November, 22, ruleCase{name: "by the policy", rule: cancelled, before: onMorphine(500, 60, 4), ask: morphineGiven(0, 100).body,
			want: blocks}))...), inPlaceOf("ca-on", []ruleCase{
		{name: "beside methadone, unwatched", rule: adjunct, before: onMethadone(80, 0), ask: unwatched, want: advises},
		{name: "beside methadone, watched", rule: adjunct, before: onMethadone(80, 0), ask: morphineOf(30), want: met},
		{name: "alone", rule: adjunct, ask: unwatched, want: irrelevant},
	}...))
}

// morphineCommonCases are of the limits that stand in every country: where it is no treatment its doses are judged all the same.
func morphineCommonCases() (cases []ruleCase) {
	for _, place := range append([]string{"us", "gb"}, countriesOfCommon...) {
		if place != "ca" {
			cases = append(cases, inPlaceOf(place, ruleCase{name: "ordered", rule: "morphine.place", ask: morphineOf(30), want: notJudged})...)
		}
		cases = append(cases, inPlaceOf(place, slices.Concat(
			probe("morphine.repeated", "morphine.repeated.interval", place, [3]outcome{warns, met, met}, func(side int) ([]fact, record.Body) {
				ago := 20*time.Hour + time.Duration(side)*time.Minute
				return []fact{told(60*aDay, morphineOf(300)), morphineGiven(60*aDay, 300), morphineGiven(ago, 300)}, morphineGiven(0, 300).body
			}),
			probe("morphine.kidney", "morphine.kidney.below", place, [3]outcome{warns, met, met}, func(side int) ([]fact, record.Body) {
				return []fact{filtration(int32(30 + side))}, morphineOf(30)
			}),
			probe("morphine.dose.leap", "morphine.dose.leap.times", place, [3]outcome{met, met, unknown}, func(side int) ([]fact, record.Body) {
				return onMorphine(300, 9, 0), morphineOf(900 + side)
			}))...)...)
	}
	return cases
}
