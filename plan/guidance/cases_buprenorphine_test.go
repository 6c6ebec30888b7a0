package guidance_test

import (
	"slices"
	"time"

	"github.com/oudpath/oudpath/medication"
	"github.com/oudpath/oudpath/plan"
	"github.com/oudpath/oudpath/plan/civil"
	"github.com/oudpath/oudpath/plan/record"
	"github.com/oudpath/oudpath/plan/truth"
	"github.com/oudpath/oudpath/stages/scale"
)

// buprenorphineCases holds the cases of the subject: for every rule one that fires and one that does not, for every parameter one
// below, at and above its value.
func buprenorphineCases() []ruleCase {
	return slices.Concat(bupInductionCases(), bupInductionEdges(), bupDoseCases(), bupDoseEdges(), bupLowDoseCases(),
		bupDepotCases(), bupDepotEdges(), bupBesideCases(), bupBuvidalCases(), bupProductCases(), bupRemoteCases(), bupVignettes(),
		bupBorneOutCases(), bupLateCases(), bupLapseCases(), bupFurtherCases())
}

const bupDay = 24 * time.Hour

// bupEdge is the three cases around the value of a parameter.
type bupEdge struct {
	rule         record.RuleID
	param        plan.ParamID
	jurisdiction string
	day          time.Duration
	want         [3]outcome // below, at and above the value
	// ask returns the facts and the question for the step -1, 0 or +1 from the value.
	ask func(step int) ([]fact, record.Body)
}

func bupEdges(edges ...bupEdge) []ruleCase {
	var cases []ruleCase
	for _, e := range edges {
		for i, s := range []side{below, at, above} {
			before, ask := e.ask(i - 1)
			cases = append(cases, ruleCase{name: string(e.param) + " " + string(s), rule: e.rule, jurisdiction: e.jurisdiction, day: e.day,
				before: before, ask: ask, want: e.want[i], param: e.param, side: s})
		}
	}
	return cases
}

// bupOn is how far the day lies from now.
func bupOn(year int, month time.Month, day int) time.Duration {
	return civil.Must(year, month, day).Start(time.UTC).Add(10 * time.Hour).Sub(now)
}

func bupDose(text string) medication.Dose {
	dose, err := medication.ParseDose(text)
	if err != nil {
		panic(err)
	}
	return dose
}

// bupMicrograms is a dose that lies some micrograms beside one in milligrams.
func bupMicrograms(text string, step int) medication.Dose {
	return medication.Dose{Principal: medication.Micrograms(uint64(int(bupDose(text).Principal.Micrograms()) + step))}
}

func bupOrder(product medication.ProductID, dose string) record.Order {
	return record.Order{Product: product, Dose: bupDose(dose)}
}

// bupNear is an order of a dose that lies some steps of 100 micrograms beside one.
func bupNear(product medication.ProductID, dose string, step int) record.Order {
	return record.Order{Product: product, Dose: bupMicrograms(dose, step*100)}
}

func bupDaily(product medication.ProductID, dose string) record.Order {
	return record.Order{Product: product, Dose: bupDose(dose), Schedule: medication.Daily()}
}

func bupGiven(ago time.Duration, product medication.ProductID, dose string) fact {
	return fact{ago, record.DoseGiven{Product: product, Dose: bupDose(dose)}}
}

// bupTakenDaily is a dose on each of the last days, the last one a day ago.
func bupTakenDaily(days int, product medication.ProductID, dose string) []fact {
	facts := make([]fact, days)
	for i := range facts {
		facts[i] = bupGiven(time.Duration(i+1)*bupDay, product, dose)
	}
	return facts
}

// bupSupply is an order that hands out films for so many days.
func bupSupply(dose string, days int) record.Order {
	return record.Order{Product: medication.BupnxFilm, Dose: bupDose(dose), SupplyDays: days}
}

func bupSupplied(ago time.Duration, dose string, days int) fact {
	return fact{ago, bupSupply(dose, days)}
}

// lowFilm is what a low-dose start begins with.
var lowFilm = bupOrder(medication.BupnxFilm, "0.5 mg/0.125 mg")

// bupVisits is a dose of 16 mg once a week, the last one a week ago, with six more taken home each time.
func bupVisits(weeks int) []fact {
	var facts []fact
	for week := 1; week <= weeks; week++ {
		ago := time.Duration(week) * 7 * bupDay
		facts = append(facts, fact{ago, record.DoseGiven{Product: medication.BupnxFilm, Dose: bupDose("16 mg/4 mg")}},
			fact{ago - time.Minute, record.TakeHomeSupplied{Substance: medication.Buprenorphine, Days: 6}})
	}
	return facts
}

func bupUsed(ago time.Duration, agent string) fact { return fact{ago, record.OpioidUsed{Agent: agent}} }

func bupMethadone(ago time.Duration, mg uint32) fact {
	return fact{ago, record.OpioidUsed{Agent: "methadone", DailyDose: medication.Milligrams(mg)}}
}

func bupCOWS(ago time.Duration, total int) fact {
	return fact{ago, record.Scored{Scale: scale.COWS, Total: total}}
}

// bupItems is a complete COWS with these answers for pulse and gooseflesh, and 0 elsewhere.
func bupItems(pulse, gooseflesh int) fact {
	items := map[string]int{}
	for _, id := range []string{scale.COWSSweating, scale.COWSRestlessness, scale.COWSPupils, scale.COWSAches, scale.COWSNoseTears,
		scale.COWSGI, scale.COWSTremor, scale.COWSYawning, scale.COWSAnxiety} {
		items[id] = 0
	}
	items[scale.COWSPulse], items[scale.COWSGooseflesh] = pulse, gooseflesh
	return fact{time.Hour, record.Scored{Scale: scale.COWS, Total: pulse + gooseflesh, Items: items}}
}

func bupSigns(ago time.Duration, signs ...record.Sign) fact {
	return fact{ago, record.SignsObserved{Signs: signs}}
}

// bupContext is a circumstance that was stated an hour ago: a low-dose start with its protocol, any other alone.
func bupContext(c record.Circumstance) fact {
	stated := record.ContextStated{Context: c, Holds: truth.Yes}
	if c == record.LowDoseInitiation {
		stated.Protocol, stated.Setting, stated.Until = "Bernese", medication.SettingOffice, civil.Of(now, time.UTC).Add(7)
	}
	return fact{time.Hour, stated}
}

func bupScore(n int) fact {
	return fact{bupDay, record.Measured{Measure: record.ChildPugh, Value: record.Whole(int32(n))}}
}

func bupBorn(years, days int) fact {
	day := civil.Of(now, time.UTC).AddMonths(-12 * years).Add(-days)
	return fact{bupDay, record.PersonRegistered{Birth: day}}
}

// bupFound is a drug screen in which one analyte was found.
func bupFound(ago time.Duration, a record.Analyte) fact {
	return fact{ago, record.Screened{Results: []record.AnalyteResult{{Analyte: a, Result: record.Positive}}}}
}

// bupBottles is a watched dose of methadone so many days ago, with bottles for the days after it.
func bupBottles(ago, days int) []fact {
	at := time.Duration(ago) * bupDay
	return []fact{bupGiven(at, medication.MethadoneConc, "30 mg"),
		{at - time.Minute, record.TakeHomeSupplied{Substance: medication.Methadone, Days: days}},
		{bupDay, record.Reviewed{Section: record.OpioidUseSection}}}
}

// bupReversal is an overdose two hours ago that naloxone reversed, an hour after the use.
func bupReversal(agent string) []fact {
	return []fact{bupUsed(3*time.Hour, agent), {2 * time.Hour, record.Overdosed{Agent: agent, NaloxoneReversed: truth.Yes}}}
}

// bupShown is withdrawal with a score and two signs.
func bupShown(cows int) []fact {
	return []fact{bupCOWS(time.Hour, cows), bupSigns(time.Hour, record.Yawning, record.Mydriasis)}
}

// bupOrdered is an order of film that nobody carried out yet.
var bupOrdered = fact{2 * time.Hour, bupDaily(medication.BupnxFilm, "8 mg/2 mg")}

func bupInductionCases() []ruleCase {
	film := bupOrder(medication.BupnxFilm, "4 mg/1 mg")
	atHome := film
	atHome.Setting = medication.SettingHome
	ready := []fact{bupUsed(13*time.Hour, "heroin"), bupCOWS(time.Hour, 12)}
	heroin := []fact{bupUsed(13*time.Hour, "heroin")}
	// Naltrexone, what is said of it, and the withdrawal that it precipitated.
	naltrexone := []fact{{2 * time.Hour, record.DoseTaken{Product: medication.NtxPO, Dose: bupDose("50 mg")}},
		bupUsed(13*time.Hour, "heroin"),
		bupContext(record.PrecipitatedRescue), bupCOWS(time.Hour, 28)}
	cows := record.RuleID("bup.induction.cows-min")
	signs := record.RuleID("bup.induction.objective-signs")
	short := record.RuleID("bup.induction.hours-short-acting")
	long := record.RuleID("bup.induction.hours-long-acting")
	return []ruleCase{
		{name: "enough", rule: cows, before: ready, ask: film, want: met},
		{name: "a dose that was given", rule: cows, before: []fact{bupCOWS(time.Hour, 3)},
			ask: record.DoseGiven{Product: medication.BupSL, Dose: bupDose("4 mg")}, want: blocks},
		{name: "no score", rule: cows, before: ready[:1], ask: film, want: unknown},
		{name: "score incomplete around the limit", rule: cows, ask: film, want: unknown,
			before: []fact{{time.Hour, record.Scored{Scale: scale.COWS, Items: map[string]int{"pulse": 4}, Total: 4}}}},
		{name: "a sign among the items that were asked", rule: signs, ask: film, want: advises,
			before: []fact{{time.Hour, record.Scored{Scale: scale.COWS, Items: map[string]int{"gooseflesh": 5, "yawning": 0}, Total: 5}}}},
		{name: "two signs among them", rule: signs, ask: film, want: met,
			before: []fact{{time.Hour, record.Scored{Scale: scale.COWS, Items: map[string]int{"gooseflesh": 5, "yawning": 4}, Total: 9}}}},
		{name: "no sign among them", rule: signs, ask: film, want: unknown,
			before: []fact{{time.Hour, record.Scored{Scale: scale.COWS, Items: map[string]int{"gooseflesh": 0, "yawning": 0}, Total: 0}}}},
		{name: "low-dose start", rule: cows, before: []fact{bupCOWS(time.Hour, 2), bupContext(record.LowDoseInitiation)}, ask: lowFilm,
			want: suspended},
		{name: "rescue that nothing supports", rule: cows, before: []fact{bupCOWS(time.Hour, 2), bupContext(record.PrecipitatedRescue)},
			ask: film, want: blocks},
		{name: "rescue from naltrexone", rule: cows, before: naltrexone, ask: film, want: irrelevant},
		{name: "rescue from naltrexone, and no withdrawal seen since", rule: cows, before: naltrexone[:3], ask: film, want: unknown},
		{name: "rescue, and no antagonist on record", rule: cows, before: naltrexone[1:], ask: film, want: met},
		{name: "taken at home", rule: cows, before: []fact{bupCOWS(time.Hour, 3)},
			ask: record.DoseTaken{Product: medication.BupSL, Dose: bupDose("4 mg")}, want: blocks},
		{name: "handed out", rule: cows, before: []fact{bupCOWS(time.Hour, 3), bupOrdered},
			ask: record.TakeHomeSupplied{Substance: medication.Buprenorphine, Days: 7}, want: blocks},
		{name: "granted", rule: cows, before: []fact{bupCOWS(time.Hour, 3)},
			ask: record.TakeHomeGrant{Product: medication.BupnxFilm, Dose: bupDose("8 mg/2 mg"), Days: 7}, want: blocks},
		{name: "one small dose three days ago, fentanyl since", rule: cows, ask: film, want: blocks,
			before: []fact{bupGiven(3*bupDay, medication.BupSL, "2 mg"), bupUsed(time.Hour, "fentanyl"), bupCOWS(time.Hour, 2)}},
		{name: "methadone found in the urine", rule: cows,
			before: []fact{bupUsed(13*time.Hour, "heroin"), bupFound(time.Hour, record.AnalyteMethadone), bupCOWS(time.Hour, 12)},
			ask:    film, want: blocks},
		{name: "methadone from home", rule: cows, before: append(bupBottles(8, 7), bupCOWS(time.Hour, 12)), ask: film, want: blocks},
		{name: "methadone four days ago, fentanyl since", rule: cows, ask: film, want: blocks,
			before: []fact{bupMethadone(80*time.Hour, 60), bupUsed(14*time.Hour, "fentanyl"), bupCOWS(time.Hour, 10)}},
		{name: "after a reversal", rule: cows, before: append(bupReversal("heroin"), bupCOWS(time.Hour, 5)), ask: film, want: warns},
		{name: "after a reversal, with methadone", rule: cows,
			before: append(bupReversal("heroin"), bupMethadone(50*time.Hour, 60), bupCOWS(time.Hour, 5)), ask: film, want: blocks},
		{name: "after a reversal, with a benzodiazepine", rule: cows,
			before: append(bupReversal("heroin"), takes("diazepam"), bupCOWS(time.Hour, 5)), ask: film, want: blocks},
		{name: "used again after a reversal", rule: cows,
			before: append(bupReversal("heroin"), bupUsed(90*time.Minute, "heroin"), bupCOWS(time.Hour, 5)), ask: film, want: blocks},
		{name: "rescue is a word in the order", rule: cows, before: []fact{bupCOWS(time.Hour, 2)}, want: blocks,
			ask: record.Order{Product: medication.BupSL, Dose: bupDose("8 mg"), Purpose: record.PurposeRescue}},
		{name: "start at home", rule: cows, before: []fact{bupCOWS(time.Hour, 2), bupContext(record.HomeStart)}, ask: atHome, want: advises},
		{name: "for pain", rule: cows, ask: record.Order{Product: medication.BupSL, Dose: bupDose("2 mg"), Purpose: record.PurposePain},
			want: unknown},
		{name: "methadone", rule: cows, ask: bupOrder(medication.MethadoneTab, "10 mg"), want: irrelevant},
		{name: "no physical dependence", rule: cows, ask: film, want: irrelevant,
			before: []fact{{bupDay, record.ConditionReported{Condition: record.PhysicalDependence, Present: truth.No}}}},
		{name: "a review of conditions says nothing about dependence", rule: cows,
			before: []fact{bupUsed(13*time.Hour, "heroin"), bupCOWS(time.Hour, 3),
				{bupDay, record.Reviewed{Section: record.ConditionsSection}}}, ask: film, want: blocks},
		{name: "second dose of the first day", rule: cows, before: append(ready, bupGiven(2*time.Hour, medication.BupnxFilm, "4 mg/1 mg")),
			ask: film, want: irrelevant},
		{name: "on buprenorphine, heroin last night", rule: cows, ask: bupDaily(medication.BupSL, "16 mg"), want: irrelevant,
			before: append(bupTakenDaily(20, medication.BupSL, "16 mg"), bupUsed(10*time.Hour, "heroin"))},
		{name: "on buprenorphine from elsewhere", rule: cows, before: []fact{bupUsed(bupDay, "buprenorphine")}, ask: film,
			want: irrelevant},
		{name: "buprenorphine from elsewhere, then heroin", rule: cows, ask: film, want: blocks,
			before: []fact{bupUsed(2*bupDay, "buprenorphine"), bupUsed(12*time.Hour, "heroin"), bupCOWS(time.Hour, 3)}},
		{name: "buprenorphine from elsewhere, then something unnamed", rule: cows, ask: film, want: blocks,
			before: []fact{bupUsed(2*bupDay, "buprenorphine"), {12 * time.Hour, record.ReturnedToUse{}}, bupCOWS(time.Hour, 3)}},
		{name: "refill, and nothing else on record", rule: cows, before: append(heroin, bupSupplied(28*bupDay, "16 mg/4 mg", 28)),
			ask: bupSupply("16 mg/4 mg", 28), want: irrelevant},
		{name: "refill after a lapse", rule: cows, before: []fact{bupUsed(5*time.Hour, "heroin"), bupSupplied(20*bupDay, "16 mg/4 mg", 28)},
			ask: bupSupply("16 mg/4 mg", 28), want: irrelevant},
		{name: "the supply ended days ago", rule: cows,
			before: append(heroin, bupCOWS(time.Hour, 3), bupSupplied(40*bupDay, "16 mg/4 mg", 28)), ask: bupSupply("16 mg/4 mg", 28),
			want: blocks},
		{name: "a supply of this morning starts nothing yet", rule: cows,
			before: append(heroin, bupCOWS(time.Hour, 3), bupSupplied(2*time.Hour, "4 mg/1 mg", 7)), ask: film, want: blocks},
		{name: "the supply was stopped", rule: cows, want: blocks, ask: film,
			before: append(heroin, bupCOWS(time.Hour, 3), bupSupplied(20*bupDay, "16 mg/4 mg", 28),
				fact{2 * bupDay, record.StopMedication{Substance: medication.Buprenorphine, Reason: record.ReasonPatientChoice}})},
		{name: "a weekly visit, the rest at home", rule: cows, before: append(heroin, bupVisits(5)...), ask: film, want: irrelevant},
		{name: "a weekly visit that was missed twice", rule: cows,
			before: append(heroin, append(bupVisits(5)[4:], bupCOWS(time.Hour, 3))...), ask: film, want: blocks},
		{name: "continued is a word in the order", rule: cows, before: heroin, want: unknown,
			ask: record.Order{Product: medication.BupnxFilm, Dose: bupDose("16 mg/4 mg"), Purpose: record.PurposeContinue}},
		{name: "continued, but the record says otherwise", rule: cows,
			before: append(heroin, bupGiven(30*bupDay, medication.BupnxFilm, "16 mg/4 mg"), bupCOWS(time.Hour, 3)), want: blocks,
			ask: record.Order{Product: medication.BupnxFilm, Dose: bupDose("16 mg/4 mg"), Purpose: record.PurposeContinue}},
		{name: "called a start after a supply, with heroin since", rule: cows,
			before: append(heroin, bupCOWS(time.Hour, 3), bupSupplied(6*bupDay, "8 mg/2 mg", 7)), want: blocks,
			ask: record.Order{Product: medication.BupnxFilm, Dose: bupDose("4 mg/1 mg"), Purpose: record.PurposeStart}},
		{name: "depot without a test dose", rule: cows, before: []fact{bupUsed(13*time.Hour, "heroin"), bupCOWS(time.Hour, 3)},
			ask: bupOrder(medication.BupBrixadiWeekly, "16 mg"), want: blocks},
		{name: "a test dose is a word in the order", rule: cows, before: []fact{bupUsed(13*time.Hour, "heroin"), bupCOWS(time.Hour, 3)},
			want: blocks,
			ask:  record.Order{Product: medication.BupBrixadiWeekly, Dose: bupDose("16 mg"), TestDoseAgo: 70}},
		{name: "depot given without an order", rule: cows, before: []fact{bupCOWS(time.Hour, 3)}, want: blocks,
			ask: record.DoseGiven{Product: medication.BupBrixadiWeekly, Dose: bupDose("16 mg")}},
		{name: "depot given on that order", rule: cows, want: blocks,
			before: []fact{bupCOWS(time.Hour, 3),
				{time.Hour, record.Order{Product: medication.BupBrixadiWeekly, Dose: bupDose("16 mg"), TestDoseAgo: 70}}},
			ask: record.DoseGiven{Product: medication.BupBrixadiWeekly, Dose: bupDose("16 mg")}},

		{name: "one sign", rule: signs, before: []fact{bupSigns(time.Hour, record.Yawning)}, ask: film, want: advises},
		{name: "signs from the items of COWS", rule: signs, before: []fact{bupItems(4, 5)}, ask: film, want: met},
		{name: "nobody looked", rule: signs, before: ready, ask: film, want: unknown},
		{name: "established", rule: signs, before: bupTakenDaily(3, medication.BupSL, "8 mg"), ask: film, want: irrelevant},
		{name: "low-dose start", rule: signs, before: []fact{bupSigns(time.Hour), bupContext(record.LowDoseInitiation)}, ask: lowFilm,
			want: suspended},
		{name: "start at home", rule: signs, before: []fact{bupSigns(time.Hour), bupContext(record.HomeStart)}, ask: atHome, want: advises},

		{name: "long enough", rule: short, before: ready, ask: film, want: met},
		{name: "established", rule: short, before: bupTakenDaily(3, medication.BupSL, "8 mg"), ask: film, want: irrelevant},
		{name: "return to use counts", rule: short,
			before: []fact{bupUsed(30*time.Hour, "heroin"), {2 * time.Hour, record.ReturnedToUse{Agent: "heroin"}}}, ask: film,
			want: blocks},
		{name: "fentanyl counts", rule: short, before: []fact{bupUsed(2*time.Hour, "fentanyl")}, ask: film, want: blocks},
		{name: "nobody asked", rule: short, ask: film, want: unknown},
		{name: "nobody asked, and withdrawal is shown", rule: short, before: bupShown(12), ask: film, want: warns},
		{name: "an opioid that nobody knows, and withdrawal is shown", rule: short,
			before: append(bupShown(15), bupUsed(2*time.Hour, "something unheard of")), ask: film, want: warns},
		{name: "an opioid that nobody knows, and too little withdrawal for a long one", rule: short,
			before: append(bupShown(12), bupUsed(2*time.Hour, "something unheard of")), ask: film, want: unknown},
		{name: "an opioid of unknown duration", rule: short, before: []fact{bupUsed(2*time.Hour, "kratom")}, ask: film, want: unknown},
		{name: "an opioid of unknown duration, and withdrawal is shown", rule: short,
			before: append(bupShown(9), bupUsed(2*time.Hour, "kratom")), ask: film, want: warns},
		{name: "an opioid that nobody knows does not hide heroin", rule: short,
			before: []fact{bupUsed(8*time.Hour, "something unheard of"), bupUsed(time.Hour, "heroin")}, ask: film, want: blocks},
		{name: "found by a test, and nobody told", rule: short,
			before: []fact{{bupDay, record.Reviewed{Section: record.OpioidUseSection}}, bupFound(time.Hour, record.AnalyteFentanyl)},
			ask:    film, want: unknown},
		{name: "found by a test, and told", rule: short,
			before: []fact{bupUsed(14*time.Hour, "fentanyl"), bupFound(time.Hour, record.AnalyteFentanyl)}, ask: film, want: met},
		{name: "taken at home", rule: short, before: []fact{bupUsed(3*time.Hour, "heroin"), bupContext(record.HomeStart)},
			ask: record.DoseTaken{Product: medication.BupSL, Dose: bupDose("4 mg")}, want: blocks},
		{name: "after a reversal", rule: short, before: append(bupReversal("heroin"), bupCOWS(time.Hour, 5)), ask: film, want: warns},
		{name: "after a reversal with nalmefene", rule: short,
			before: []fact{bupUsed(3*time.Hour, "heroin"), {2 * time.Hour, record.Overdosed{Agent: "heroin"}},
				bupGiven(2*time.Hour, medication.NalmefeneIN, "2.7 mg")}, ask: film, want: blocks},
		{name: "asked, none used", rule: short, before: []fact{{bupDay, record.Reviewed{Section: record.OpioidUseSection}}}, ask: film,
			want: irrelevant},
		{name: "an opioid that nobody knows", rule: short, before: []fact{bupUsed(2*time.Hour, "something unheard of")}, ask: film,
			want: unknown},
		{name: "an opioid that nobody knows, long ago", rule: short,
			before: []fact{bupUsed(13*time.Hour, "something unheard of"), bupUsed(20*time.Hour, "heroin")}, ask: film, want: met},
		{name: "low-dose start", rule: short, before: []fact{bupUsed(time.Hour, "heroin"), bupContext(record.LowDoseInitiation)}, ask: lowFilm,
			want: suspended},

		{name: "extended release", rule: long, before: []fact{bupUsed(10*time.Hour, "morphine er")}, ask: film, want: blocks},
		{name: "the recommended time is that of methadone", rule: long, before: []fact{bupUsed(30*time.Hour, "morphine er")}, ask: film,
			want: met},
		{name: "established", rule: long, before: bupTakenDaily(3, medication.BupSL, "8 mg"), ask: film, want: irrelevant},
		{name: "nobody asked", rule: long, ask: film, want: unknown},
		{name: "none used", rule: long, before: ready, ask: film, want: irrelevant},
		{name: "the bottle was for yesterday", rule: long, before: bupBottles(2, 1), ask: film, want: unknown},
		{name: "the bottle was for yesterday, and withdrawal is shown", rule: long, before: append(bupBottles(2, 1), bupShown(14)...),
			ask: film, want: warns},
		{name: "bottles for a week, the last for yesterday", rule: long, before: append(bupBottles(8, 7), bupShown(14)...), ask: film,
			want: warns},
		{name: "the bottles are told to have been taken, the last two days ago", rule: long, want: met,
			before: append(bupBottles(9, 6),
				fact{50 * time.Hour, record.DoseTaken{Product: medication.MethadoneConc, Dose: bupDose("30 mg")}})[:3], ask: film},
		{name: "an opioid that nobody knows", rule: long, before: []fact{bupUsed(20*time.Hour, "something unheard of")}, ask: film,
			want: unknown},
		{name: "low-dose start", rule: long, before: []fact{bupMethadone(time.Hour, 80), bupContext(record.LowDoseInitiation)}, ask: lowFilm,
			want: suspended},

		{name: "an analgesic on the list of medicines, nobody asked when", rule: "bup.induction.hours-short-acting",
			before: []fact{takes("oxycodone")}, ask: film, want: unknown},
		{name: "an analgesic that was stopped an hour ago", rule: "bup.induction.hours-short-acting",
			before: []fact{stoppedMedicine("oxycodone", time.Hour)}, ask: film, want: unknown},
		{name: "an analgesic on the list, last taken yesterday", rule: "bup.induction.hours-short-acting",
			before: []fact{takes("oxycodone"), bupUsed(20*time.Hour, "oxycodone")}, ask: film, want: met},
		{name: "methadone on the list of medicines, nobody asked when", rule: "bup.induction.hours-long-acting",
			before: []fact{takes("methadone")}, ask: film, want: unknown},
		{name: "methadone on the list, last taken three days ago", rule: "bup.induction.hours-long-acting",
			before: []fact{takes("methadone"), bupUsed(72*time.Hour, "methadone")}, ask: film, want: met},
		{name: "dose not known", rule: "bup.induction.methadone-dose-max", before: []fact{bupMethadone(40*time.Hour, 0)}, ask: film,
			want: unknown},
		{name: "long ago", rule: "bup.induction.methadone-dose-max", before: []fact{bupMethadone(100*time.Hour, 80)}, ask: film,
			want: irrelevant},
		{name: "no methadone", rule: "bup.induction.methadone-dose-max", before: ready, ask: film, want: irrelevant},
		{name: "established", rule: "bup.induction.methadone-dose-max", before: bupTakenDaily(3, medication.BupSL, "8 mg"), ask: film,
			want: irrelevant},
		{name: "a split dose is added up", rule: "bup.induction.methadone-dose-max", ask: film, want: warns, before: []fact{
			bupGiven(40*time.Hour, medication.MethadoneConc, "25 mg"), bupGiven(50*time.Hour, medication.MethadoneConc, "25 mg"),
			bupGiven(30*time.Hour, medication.MethadoneConc, "25 mg")}},
		{name: "low-dose start", rule: "bup.induction.methadone-dose-max",
			before: []fact{bupMethadone(20*time.Hour, 80), bupContext(record.LowDoseInitiation)}, ask: lowFilm, want: suspended},

		{name: "dose not known", rule: "gb.bup.induction.interval.methadone", jurisdiction: "gb",
			before: []fact{bupMethadone(40*time.Hour, 0)}, ask: film, want: unknown},
		{name: "no methadone", rule: "gb.bup.induction.interval.methadone", jurisdiction: "gb", before: ready, ask: film, want: irrelevant},
		{name: "established", rule: "gb.bup.induction.interval.methadone", jurisdiction: "gb",
			before: bupTakenDaily(3, medication.BupSLGB, "8 mg"), ask: film, want: irrelevant},

		{name: "fentanyl", rule: "bup.induction.fentanyl", before: []fact{bupUsed(20*time.Hour, "fentanyl")}, ask: film, want: advises},
		{name: "fentanyl long ago", rule: "bup.induction.fentanyl", before: []fact{bupUsed(200*time.Hour, "fentanyl")}, ask: film,
			want: irrelevant},
		{name: "fentanyl found by a test", rule: "bup.induction.fentanyl",
			before: append(ready, bupFound(time.Hour, record.AnalyteFentanyl)), ask: film, want: advises},
		{name: "a small dose hides no daily dose", rule: "bup.induction.methadone-dose-max", ask: film, want: warns,
			before: []fact{bupMethadone(30*time.Hour, 60), bupGiven(25*time.Hour, medication.MethadoneConc, "5 mg")}},
		{name: "methadone from home", rule: "bup.induction.methadone-dose-max", before: bupBottles(8, 7), ask: film, want: warns},

		{name: "an hour ago", rule: "bup.after-nalmefene", before: []fact{bupGiven(time.Hour, medication.NalmefeneIN, "2.7 mg")}, ask: film,
			want: warns},
		{name: "naloxone", rule: "bup.after-nalmefene", before: []fact{bupGiven(time.Hour, medication.NaloxoneIN, "4 mg")}, ask: film,
			want: irrelevant},
		{name: "naltrexone", rule: "bup.rescue.antagonist", before: naltrexone, ask: film, want: warns},
		{name: "nothing precipitated", rule: "bup.rescue.antagonist", before: ready, ask: film, want: irrelevant},
		{name: "handed out", rule: "bup.home-start", before: append(ready, bupOrdered),
			ask: record.TakeHomeSupplied{Substance: medication.Buprenorphine, Days: 7}, want: advises},
		{name: "heroin", rule: "bup.induction.fentanyl", before: ready, ask: film, want: irrelevant},
		{name: "established", rule: "bup.induction.fentanyl", before: bupTakenDaily(3, medication.BupSL, "8 mg"), ask: film,
			want: irrelevant},
		{name: "low-dose start", rule: "bup.induction.fentanyl",
			before: []fact{bupUsed(20*time.Hour, "fentanyl"), bupContext(record.LowDoseInitiation)}, ask: lowFilm, want: suspended},

		{name: "combination after methadone", rule: "bup.induction.combo-after-long-acting", before: []fact{bupMethadone(50*time.Hour, 30)},
			ask: film, want: advises},
		{name: "mono after methadone", rule: "bup.induction.combo-after-long-acting", before: []fact{bupMethadone(50*time.Hour, 30)},
			ask: bupOrder(medication.BupSL, "4 mg"), want: met},
		{name: "combination after heroin", rule: "bup.induction.combo-after-long-acting", before: ready, ask: film, want: irrelevant},
		{name: "established", rule: "bup.induction.combo-after-long-acting", before: bupTakenDaily(3, medication.BupSL, "8 mg"), ask: film,
			want: irrelevant},

		{name: "inside the cheek", rule: "bup.induction.route", before: ready, want: warns,
			ask: record.Order{Product: medication.BupnxFilm, Dose: bupDose("4 mg/1 mg"), Route: medication.Buccal}},
		{name: "under the tongue", rule: "bup.induction.route", before: ready, want: met,
			ask: record.Order{Product: medication.BupnxFilm, Dose: bupDose("4 mg/1 mg"), Route: medication.Sublingual}},
		{name: "later", rule: "bup.induction.route", before: bupTakenDaily(3, medication.BupnxFilm, "8 mg/2 mg"), want: irrelevant,
			ask: record.Order{Product: medication.BupnxFilm, Dose: bupDose("8 mg/2 mg"), Route: medication.Buccal}},
	}
}

func bupInductionEdges() []ruleCase {
	film := bupOrder(medication.BupnxFilm, "4 mg/1 mg")
	mono := bupOrder(medication.BupSL, "4 mg")
	cows := record.RuleID("bup.induction.cows-min")
	signs := record.RuleID("bup.induction.objective-signs")
	short := record.RuleID("bup.induction.hours-short-acting")
	long := record.RuleID("bup.induction.hours-long-acting")
	methadone := record.RuleID("bup.induction.methadone-dose-max")
	scored := func(last fact, total int) func(int) ([]fact, record.Body) {
		return func(step int) ([]fact, record.Body) { return []fact{last, bupCOWS(time.Hour, total+step)}, film }
	}
	counted := func(n int) func(int) ([]fact, record.Body) {
		seen := []record.Sign{record.Yawning, record.Mydriasis, record.Piloerection}
		return func(step int) ([]fact, record.Body) { return []fact{bupSigns(time.Hour, seen[:n+step]...)}, film }
	}
	since := func(agent string, h int, ask record.Body) func(int) ([]fact, record.Body) {
		return func(step int) ([]fact, record.Body) {
			return []fact{bupUsed(time.Duration(h)*time.Hour+time.Duration(step)*time.Minute, agent)}, ask
		}
	}
	from := func(mg int) func(int) ([]fact, record.Body) {
		return func(step int) ([]fact, record.Body) { return []fact{bupMethadone(50*time.Hour, uint32(mg+step))}, mono }
	}
	ago := func(h int) func(int) ([]fact, record.Body) {
		return func(step int) ([]fact, record.Body) {
			return []fact{bupMethadone(time.Duration(h)*time.Hour+time.Duration(step)*time.Minute, 60)}, mono
		}
	}
	// A break is long enough if the rules of a start are asked again: COWS is too low for one.
	after := func(product medication.ProductID, dose string, days int) func(int) ([]fact, record.Body) {
		return func(step int) ([]fact, record.Body) {
			return []fact{bupGiven(time.Duration(days+step)*bupDay, product, dose), bupCOWS(time.Hour, 3)}, film
		}
	}
	// With heroin since, only a depot in its window carries on.
	lapsed := func(product medication.ProductID, dose string, days int) func(int) ([]fact, record.Body) {
		return func(step int) ([]fact, record.Body) {
			return []fact{bupGiven(time.Duration(days+step)*bupDay, product, dose), bupUsed(5*time.Hour, "heroin"),
				bupCOWS(time.Hour, 3)}, film
		}
	}
	settled := func(days int, dose medication.Dose) []fact {
		facts := []fact{bupUsed(5*time.Hour, "heroin"), bupCOWS(time.Hour, 3)}
		for day := 1; day <= days; day++ {
			facts = append(facts, fact{time.Duration(day) * bupDay, record.DoseGiven{Product: medication.BupSL, Dose: dose}})
		}
		return facts
	}
	return bupEdges(
		bupEdge{rule: cows, param: "bup.induction.cows-min.hard", want: [3]outcome{blocks, warns, warns},
			ask: scored(bupUsed(13*time.Hour, "heroin"), 8)},
		bupEdge{rule: cows, param: "bup.induction.cows-min.soft", want: [3]outcome{warns, met, met},
			ask: scored(bupUsed(13*time.Hour, "heroin"), 11)},
		bupEdge{rule: cows, param: "bup.induction.cows-min.long-acting", want: [3]outcome{blocks, met, met},
			ask: scored(bupMethadone(50*time.Hour, 30), 13)},
		bupEdge{rule: cows, jurisdiction: "au-nsw", param: "bup.induction.cows-min.long-acting", want: [3]outcome{blocks, met, met},
			ask: func(step int) ([]fact, record.Body) {
				return []fact{bupMethadone(80*time.Hour, 30), bupCOWS(time.Hour, 8+step)}, bupOrder(medication.BupSLGB, "4 mg")
			}},
		bupEdge{rule: cows, jurisdiction: "au-nsw", param: "bup.induction.cows-min.long-acting-depot", want: [3]outcome{blocks, met, met},
			ask: func(step int) ([]fact, record.Body) {
				return []fact{bupMethadone(80*time.Hour, 30), bupCOWS(time.Hour, 7+step)}, bupOrder(medication.BupBuvidalWeekly, "16 mg")
			}},
		bupEdge{rule: "bup.xr.first-injection", jurisdiction: "au-nsw", param: "bup.xr.first-injection.weekly",
			want: [3]outcome{met, met, blocks},
			ask: func(step int) ([]fact, record.Body) {
				return []fact{bupUsed(13*time.Hour, "heroin")}, record.Order{Product: medication.BupBuvidalWeekly,
					Dose: medication.Dose{Principal: medication.Milligrams(uint32(24 + step))}}
			}},
		bupEdge{rule: cows, param: "bup.induction.cows-min.fresh", want: [3]outcome{met, met, unknown},
			ask: func(step int) ([]fact, record.Body) {
				return []fact{bupUsed(13*time.Hour, "heroin"), bupCOWS(2*time.Hour+time.Duration(step)*time.Minute, 12)}, film
			}},
		bupEdge{rule: cows, param: "bup.induction.cows-min.reversed", want: [3]outcome{blocks, warns, warns},
			ask: func(step int) ([]fact, record.Body) {
				return append(bupReversal("heroin"), bupCOWS(time.Hour, 4+step)), film
			}},
		bupEdge{rule: cows, param: "wm.duration.expected.long-acting", want: [3]outcome{blocks, blocks, warns},
			ask: func(step int) ([]fact, record.Body) {
				return []fact{bupMethadone(time.Duration(10+step)*bupDay, 30), bupUsed(13*time.Hour, "heroin"), bupCOWS(time.Hour, 10)}, film
			}},
		bupEdge{rule: cows, param: "bup.settled.dose", want: [3]outcome{blocks, irrelevant, irrelevant},
			ask: func(step int) ([]fact, record.Body) {
				return settled(10, bupMicrograms("8 mg", step*100)), film
			}},
		bupEdge{rule: cows, param: "bup.settled.days", want: [3]outcome{blocks, irrelevant, irrelevant},
			ask: func(step int) ([]fact, record.Body) {
				return settled(7+step, bupDose("8 mg")), film
			}},
		bupEdge{rule: cows, param: "bup.xr.brixadi.window.weekly", want: [3]outcome{irrelevant, irrelevant, blocks},
			ask: lapsed(medication.BupBrixadiWeekly, "24 mg", 9)},
		bupEdge{rule: cows, param: "bup.xr.brixadi.window.monthly", want: [3]outcome{irrelevant, irrelevant, blocks},
			ask: lapsed(medication.BupBrixadiMonthly, "96 mg", 35)},
		bupEdge{rule: cows, param: "bup.xr.sublocade.late.grace", want: [3]outcome{irrelevant, irrelevant, blocks},
			ask: lapsed(medication.BupSublocade, "300 mg", 42)},
		bupEdge{rule: "bup.after-nalmefene", param: "bup.after-nalmefene.hours", want: [3]outcome{warns, irrelevant, irrelevant},
			ask: func(step int) ([]fact, record.Body) {
				return []fact{bupGiven(8*time.Hour+time.Duration(step)*time.Minute, medication.NalmefeneIN, "2.7 mg")}, film
			}},
		bupEdge{rule: cows, param: "bup.induction.break.daily", want: [3]outcome{irrelevant, irrelevant, blocks},
			ask: after(medication.BupnxFilm, "16 mg/4 mg", 4)},
		bupEdge{rule: cows, param: "bup.induction.break.weekly", want: [3]outcome{irrelevant, irrelevant, blocks},
			ask: after(medication.BupBrixadiWeekly, "24 mg", 10)},
		bupEdge{rule: cows, param: "bup.induction.break.monthly", want: [3]outcome{irrelevant, irrelevant, blocks},
			ask: after(medication.BupBrixadiMonthly, "96 mg", 56)},

		bupEdge{rule: signs, param: "bup.induction.objective-signs.min", want: [3]outcome{blocks, advises, met}, ask: counted(1)},
		bupEdge{rule: signs, param: "bup.induction.objective-signs.preferred", want: [3]outcome{advises, met, met}, ask: counted(2)},
		bupEdge{rule: signs, param: "bup.induction.objective-signs.fresh", want: [3]outcome{met, met, unknown},
			ask: func(step int) ([]fact, record.Body) {
				return []fact{bupSigns(2*time.Hour+time.Duration(step)*time.Minute, record.Yawning, record.Mydriasis)}, film
			}},
		bupEdge{rule: signs, param: "bup.induction.objective-signs.min", jurisdiction: "gb", want: [3]outcome{blocks, met, met},
			ask: counted(1)},

		bupEdge{rule: short, param: "bup.induction.hours-short-acting.floor-mono", want: [3]outcome{blocks, warns, warns},
			ask: since("heroin", 4, mono)},
		bupEdge{rule: short, param: "bup.induction.hours-short-acting.floor-combination", want: [3]outcome{blocks, warns, warns},
			ask: since("heroin", 6, film)},
		bupEdge{rule: short, param: "bup.induction.hours-short-acting.soft", want: [3]outcome{warns, met, met},
			ask: since("heroin", 12, film)},
		bupEdge{rule: short, param: "bup.induction.hours-short-acting.floor-mono", jurisdiction: "gb",
			want: [3]outcome{blocks, warns, warns},
			ask:  since("heroin", 6, bupOrder(medication.BupSLGB, "4 mg"))},
		bupEdge{rule: short, param: "bup.induction.hours-short-acting.floor-combination", jurisdiction: "gb",
			want: [3]outcome{blocks, warns, warns},
			ask:  since("heroin", 6, bupOrder(medication.BupnxSLGB, "4 mg/1 mg"))},

		bupEdge{rule: long, param: "bup.induction.hours-long-acting.floor", want: [3]outcome{blocks, met, met},
			ask: since("morphine er", 24, film)},
		bupEdge{rule: long, param: "bup.induction.hours-long-acting.methadone-soft", want: [3]outcome{warns, met, met},
			ask: since("methadone", 48, film)},
		bupEdge{rule: long, param: "bup.induction.hours-long-acting.floor", jurisdiction: "gb", want: [3]outcome{blocks, warns, warns},
			ask: since("methadone", 24, film)},

		bupEdge{rule: methadone, param: "bup.induction.methadone-dose-max.preferred", want: [3]outcome{met, warns, warns}, ask: from(30)},
		bupEdge{rule: methadone, param: "bup.induction.methadone-dose-max.upper", want: [3]outcome{warns, warns, warns}, ask: from(40)},
		bupEdge{rule: "gb.bup.induction.interval.methadone", param: "gb.bup.induction.interval.methadone.dose", jurisdiction: "gb",
			want: [3]outcome{met, met, blocks}, ask: from(30)},
		bupEdge{rule: methadone, param: "bup.induction.hours-long-acting.methadone-long", want: [3]outcome{warns, warns, irrelevant},
			ask: ago(72)},
		bupEdge{rule: "gb.bup.induction.interval.methadone", param: "bup.induction.hours-long-acting.methadone-long", jurisdiction: "gb",
			want: [3]outcome{blocks, blocks, irrelevant}, ask: ago(72)},
		bupEdge{rule: "bup.induction.fentanyl", param: "bup.induction.fentanyl.long", want: [3]outcome{advises, advises, irrelevant},
			ask: func(step int) ([]fact, record.Body) {
				return []fact{bupUsed(72*time.Hour+time.Duration(step)*time.Minute, "fentanyl"), bupUsed(13*time.Hour, "heroin")}, film
			}},
	)
}
