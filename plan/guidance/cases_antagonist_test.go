package guidance_test

import (
	"fmt"
	"time"

	"github.com/oudpath/oudpath/medication"
	"github.com/oudpath/oudpath/plan"
	"github.com/oudpath/oudpath/plan/civil"
	"github.com/oudpath/oudpath/plan/record"
	"github.com/oudpath/oudpath/plan/truth"
)

const aDay = 24 * time.Hour

// told builds a fact.
func told(ago time.Duration, body record.Body) fact { return fact{ago, body} }

func usedOpioid(agent string, ago time.Duration) fact {
	return told(ago, record.OpioidUsed{Agent: agent})
}

func takes(agent string) fact {
	return told(60*aDay, record.MedicineReported{Agent: agent, Taking: truth.Yes})
}

func stoppedMedicine(agent string, ago time.Duration) fact {
	return told(ago, record.MedicineReported{Agent: agent, Taking: truth.No})
}

func reviewedSection(s record.Section) fact { return told(2*time.Hour, record.Reviewed{Section: s}) }

func hasCondition(c record.Health) fact {
	return told(aDay, record.ConditionReported{Condition: c, Present: truth.Yes})
}

func states(c record.Circumstance, ago time.Duration) fact {
	return told(ago, record.ContextStated{Context: c, Holds: truth.Yes})
}

func measuredValue(m record.Measure, value string, ago time.Duration) fact {
	q, err := record.ParseQuantity(value)
	if err != nil {
		panic(err)
	}
	return told(ago, record.Measured{Measure: m, Value: q})
}

func aged(years int) fact {
	return told(90*aDay, record.PersonRegistered{Birth: civil.Of(now, time.UTC).AddMonths(-12 * years), Sex: record.Male})
}

func woman() fact {
	return told(90*aDay, record.PersonRegistered{Birth: civil.Must(1990, time.May, 1), Sex: record.Female})
}

func doseOf(text string) medication.Dose {
	d, err := medication.ParseDose(text)
	if err != nil {
		panic(err)
	}
	return d
}

func orderOf(product medication.ProductID, dose string) record.Order {
	return record.Order{Product: product, Dose: doseOf(dose)}
}

func dosed(product medication.ProductID, dose string, ago time.Duration) fact {
	return told(ago, record.DoseGiven{Product: product, Dose: doseOf(dose)})
}

func stoppedTreatment(s medication.Substance, ago time.Duration) fact {
	return told(ago, record.StopMedication{Substance: s, Reason: record.ReasonPatientChoice})
}

// screen is a drug screen with one result for all analytes.
func screen(ago time.Duration, result record.TestResult, analytes ...record.Analyte) fact {
	var b record.Screened
	for _, a := range analytes {
		b.Results = append(b.Results, record.AnalyteResult{Analyte: a, Result: result})
	}
	return told(ago, b)
}

// negativePanel looked for every opioid and found none.
func negativePanel(ago time.Duration) fact {
	return screen(ago, record.Negative, record.AnalyteOpiates, record.AnalyteFentanyl, record.AnalyteMethadone, record.AnalyteBuprenorphine)
}

func challenged(ago time.Duration, result record.TestResult) fact {
	return told(ago, record.Challenged{Result: result, Observed: 30 * time.Minute})
}

// probe makes the three boundary cases of a parameter: build gets -1, 0 and +1 for below, at and above.
func probe(rule record.RuleID, param plan.ParamID, jurisdiction string, wants [3]outcome, build func(side int) ([]fact, record.Body)) []ruleCase {
	var cases []ruleCase
	for i, s := range [...]side{below, at, above} {
		before, ask := build(i - 1)
		cases = append(cases, ruleCase{name: string(param) + " " + string(s), rule: rule, jurisdiction: jurisdiction, before: before,
			ask:  ask,
			want: wants[i], param: param, side: s})
	}
	return cases
}

var (
	injection   = orderOf(medication.NtxXR, "380 mg")
	tablet      = orderOf(medication.NtxPO, "50 mg")
	firstTablet = orderOf(medication.NtxPO, "25 mg")
	tabletGB    = orderOf(medication.NtxPOGB, "25 mg")
	methadone80 = orderOf(medication.MethadoneConc, "80 mg")
	film8       = orderOf(medication.BupnxFilm, "8 mg/2 mg")
)

// antagonistCases holds the cases of the subject: for every rule one that fires and one that does not, for every parameter one
// below, at and above its value.
func antagonistCases() []ruleCase {
	var cases []ruleCase
	for _, of := range [][]ruleCase{opioidFreeCases(), naltrexoneScreenCases(), nextDoseCases(), rapidCases(), concurrentCases(), naltrexoneStartCases(),
		naltrexoneDoseCases(), injectionCases(), compositionCases(), knownLongAgo()} {
		cases = append(cases, of...)
	}
	return cases
}

// mondayWednesdayFriday are tablets on three days of the week; now is a Monday.
func mondayWednesdayFriday() []fact {
	return []fact{told(10*aDay, record.Order{Product: medication.NtxPO, Dose: doseOf("100 mg"),
		Schedule: medication.OnWeekdays(time.Monday, time.Wednesday, time.Friday)}),
		dosed(medication.NtxPO, "100 mg", 5*aDay), dosed(medication.NtxPO, "150 mg", 3*aDay)}
}

func opioidFreeCases() []ruleCase {
	const short, long = "naltrexone.opioid-free.short", "naltrexone.opioid-free.long"
	cases := []ruleCase{
		{name: "V28 four days after heroin", rule: short, before: []fact{usedOpioid("heroin", 4*aDay)}, ask: injection, want: blocks},
		{name: "V29 nine days after heroin is allowed, ten would be better", rule: short, before: []fact{usedOpioid("heroin", 9*aDay)},
			ask: injection, want: advises},
		{name: "a dose that was given is judged as well", rule: short, before: []fact{usedOpioid("heroin", 4*aDay)},
			ask: record.DoseGiven{Product: medication.NtxXR, Dose: injection.Dose}, want: blocks},
		{name: "illicit fentanyl counts", rule: short, before: []fact{usedOpioid("fentanyl", 4*aDay)}, ask: injection, want: blocks},
		{name: "tramadol counts", rule: short, before: []fact{usedOpioid("tramadol", 4*aDay)}, ask: injection, want: blocks},
		{name: "an opioid that no table knows counts", rule: short, before: []fact{usedOpioid("kratom extract", 4*aDay)}, ask: injection,
			want: blocks},
		{name: "a return to use counts", rule: short,
			before: []fact{usedOpioid("heroin", 90*aDay), told(aDay, record.ReturnedToUse{Agent: "heroin"})}, ask: injection, want: blocks},
		{name: "a return to use of nobody knows what counts", rule: short, before: []fact{told(aDay, record.ReturnedToUse{})},
			ask: injection, want: blocks},
		{name: "an overdose counts", rule: short,
			before: []fact{usedOpioid("heroin", 90*aDay), told(aDay, record.Overdosed{Agent: "fentanyl"})}, ask: injection, want: blocks},
		{name: "an analgesic that was stopped counts", rule: short,
			before: []fact{stoppedMedicine("oxycodone", 3*aDay), reviewedSection(record.OpioidUseSection)}, ask: injection, want: blocks},
		{name: "one that is still taken is for the rule about pairs", rule: short,
			before: []fact{takes("oxycodone"), reviewedSection(record.OpioidUseSection)}, ask: injection, want: irrelevant},
		{name: "nobody asked about use", rule: short, ask: injection, want: unknown, unasked: true},
		{name: "asked, and none", rule: short, before: []fact{reviewedSection(record.OpioidUseSection)}, ask: injection, want: irrelevant},
		{name: "eleven days", rule: short, before: []fact{usedOpioid("heroin", 11*aDay)}, ask: injection, want: met},
		{name: "under the blockade no dependence comes back", rule: short,
			before: []fact{dosed(medication.NtxXR, "380 mg", 26*aDay), usedOpioid("heroin", 2*aDay)}, ask: injection, want: irrelevant},
		{name: "after the blockade it does", rule: short,
			before: []fact{dosed(medication.NtxXR, "380 mg", 40*aDay), usedOpioid("heroin", 2*aDay)}, ask: injection, want: blocks},
		{name: "daily tablets go on", rule: short, before: []fact{dosed(medication.NtxPO, "50 mg", aDay), usedOpioid("heroin", 2*aDay)},
			ask: tablet, want: irrelevant},
		{name: "tablets were missed", rule: short,
			before: []fact{told(10*aDay, record.Order{Product: medication.NtxPO, Dose: tablet.Dose, Schedule: medication.Daily()}),
				dosed(medication.NtxPO, "50 mg", 5*aDay), usedOpioid("heroin", 2*aDay)}, ask: tablet, want: blocks},
		{name: "nobody saw a supply taken, and heroin is long enough ago", rule: short,
			before: []fact{told(20*aDay, record.Order{Product: medication.NtxPO,
				Dose: tablet.Dose, SupplyDays: 30}), usedOpioid("heroin", 22*aDay)}, ask: tablet, want: met},
		{name: "an injection acts whoever stopped it", rule: short, before: []fact{dosed(medication.NtxXR, "380 mg", 20*aDay),
			stoppedTreatment(medication.Naltrexone, 10*aDay), usedOpioid("heroin", 2*aDay)}, ask: injection, want: irrelevant},
		{name: "X01 found three days ago and not found today", rule: short, before: []fact{usedOpioid("heroin", 30*aDay),
			screen(3*aDay, record.Positive, record.AnalyteFentanyl), negativePanel(time.Hour)}, ask: injection, want: blocks},
		{name: "tablets to take home", rule: short, before: []fact{usedOpioid("heroin", 4*aDay)},
			ask: record.TakeHomeSupplied{Substance: medication.Naltrexone, Days: 7}, want: blocks},
		{name: "tablets that may be handed out", rule: short, before: []fact{usedOpioid("heroin", 4*aDay)},
			ask: record.TakeHomeGrant{Product: medication.NtxPO, Days: 7}, want: blocks},
		{name: "a brand counts", rule: short, before: []fact{stoppedMedicine("Percocet", 3*aDay)}, ask: injection, want: blocks},
		{name: "one use is no history", rule: short, before: []fact{usedOpioid("heroin", 20*aDay)}, ask: injection, want: unknown,
			unasked: true},
		{name: "neither is cocaine", rule: short, before: []fact{told(20*aDay, record.ReturnedToUse{Agent: "cocaine"})}, ask: injection,
			want: unknown, unasked: true},
		{name: "a supply at home is no dose", rule: short,
			before: []fact{told(20*aDay, record.Order{Product: medication.NtxPO, Dose: tablet.Dose, SupplyDays: 30}),
				usedOpioid("heroin", 2*aDay)}, ask: tablet, want: blocks},
		{name: "nor against methadone", rule: long,
			before: []fact{told(20*aDay, record.Order{Product: medication.NtxPO, Dose: tablet.Dose, SupplyDays: 30}),
				usedOpioid("methadone", 2*aDay)}, ask: tablet, want: blocks},
		{name: "nor where the urine is positive", rule: "naltrexone.utox",
			before: []fact{told(20*aDay, record.Order{Product: medication.NtxPO, Dose: tablet.Dose, SupplyDays: 30}),
				screen(time.Hour, record.Positive, record.AnalyteFentanyl)}, ask: tablet, want: blocks},
		{name: "three days a week, and none missed", rule: short, before: append(mondayWednesdayFriday(), usedOpioid("heroin", 5*aDay)),
			ask: tablet, want: irrelevant},
		{name: "three days a week, and heroin since the last", rule: short,
			before: append(mondayWednesdayFriday(), usedOpioid("heroin", aDay)), ask: tablet, want: blocks},
		{name: "naltrexone from elsewhere is hearsay", rule: short, before: []fact{takes("naltrexone"), usedOpioid("heroin", 2*aDay)},
			ask: injection, want: blocks},
		{name: "buprenorphine is none of its business", rule: short, before: []fact{usedOpioid("heroin", 2*aDay)}, ask: film8,
			want: irrelevant},

		{name: "V03 methadone yesterday", rule: long, before: []fact{dosed(medication.MethadoneConc, "180 mg", aDay)}, ask: tablet,
			want: blocks},
		{name: "V06 methadone today", rule: long, before: []fact{dosed(medication.MethadoneConc, "100 mg", 2*time.Hour)},
			ask: record.DoseTaken{Product: medication.NtxPO, Dose: tablet.Dose}, want: blocks},
		{name: "buprenorphine ten days ago", rule: long,
			before: []fact{dosed(medication.BupnxFilm, "8 mg/2 mg", 10*aDay), stoppedTreatment(medication.Buprenorphine, 10*aDay)},
			ask:    injection, want: blocks},
		{name: "reported buprenorphine counts", rule: long, before: []fact{usedOpioid("buprenorphine", 10*aDay)}, ask: injection,
			want: blocks},
		{name: "extended release counts", rule: long, before: []fact{usedOpioid("oxycodone er", 10*aDay)}, ask: injection, want: blocks},
		{name: "a medicine that was stopped counts", rule: long,
			before: []fact{stoppedMedicine("morphine er", 10*aDay), reviewedSection(record.OpioidUseSection)}, ask: injection,
			want: blocks},
		{name: "doses taken home count to their last day", rule: long, before: []fact{dosed(medication.MethadoneConc, "80 mg", 30*aDay),
			told(30*aDay, record.TakeHomeSupplied{Substance: medication.Methadone, Days: 28})}, ask: injection, want: blocks},
		{name: "doses taken home may have been taken today", rule: long, before: []fact{dosed(medication.MethadoneConc, "80 mg", 20*aDay),
			told(20*aDay, record.TakeHomeSupplied{Substance: medication.Methadone, Days: 28})}, ask: injection, want: blocks},
		{name: "until it was stopped it may have been taken", rule: long, before: []fact{told(90*aDay, film8),
			stoppedTreatment(medication.Buprenorphine, 5*aDay), reviewedSection(record.OpioidUseSection)}, ask: injection, want: blocks},
		{name: "what nobody knows counts by its worst", rule: long, before: []fact{usedOpioid("kratom extract", 9*aDay)}, ask: injection,
			want: blocks},
		{name: "nobody asked about use", rule: long, ask: injection, want: unknown, unasked: true},
		{name: "asked, and none", rule: long, before: []fact{reviewedSection(record.OpioidUseSection)}, ask: injection, want: irrelevant},
		{name: "methadone three weeks ago", rule: long,
			before: []fact{dosed(medication.MethadoneConc, "30 mg", 21*aDay), stoppedTreatment(medication.Methadone, 20*aDay)},
			ask:    injection, want: met},
		{name: "after Sublocade no source gives a time", rule: long, before: []fact{dosed(medication.BupSublocade, "300 mg", 100*aDay)},
			ask: injection, want: unknown},
		{name: "after Sublocade tests of today end the wait", rule: long, before: []fact{dosed(medication.BupSublocade, "300 mg", 100*aDay),
			negativePanel(3 * time.Hour), challenged(2*time.Hour, record.Negative)}, ask: injection, want: advises},
		{name: "a weekly depot after it hides nothing", rule: long, before: []fact{dosed(medication.BupSublocade, "300 mg", 100*aDay),
			dosed(medication.BupBrixadiWeekly, "24 mg", 50*aDay)}, ask: injection, want: unknown},
		{name: "nor after an implant", rule: long, before: []fact{dosed(medication.BupProbuphine, "74.2 mg", 200*aDay)}, ask: injection,
			want: unknown},
		{name: "buprenorphine after it does not hide an implant", rule: long,
			before: []fact{dosed(medication.BupProbuphine, "74.2 mg", 200*aDay),
				dosed(medication.BupSL, "8 mg", 190*aDay)}, ask: injection, want: unknown},
		{name: "Sublocade from elsewhere is a depot", rule: long, before: []fact{usedOpioid("Sublocade", 60*aDay)}, ask: injection,
			want: unknown},
		{name: "stopping a depot later changes nothing", rule: long,
			before: []fact{dosed(medication.BupBrixadiWeekly, "24 mg", 90*aDay), stoppedTreatment(medication.Buprenorphine, 5*aDay)},
			ask:    injection, want: met},
		{name: "two weeks follow the interval of a depot", rule: long, before: []fact{dosed(medication.BupBrixadiWeekly, "24 mg", 20*aDay)},
			ask: injection, want: blocks},
		{name: "naltrexone goes on", rule: long,
			before: []fact{dosed(medication.NtxXR, "380 mg", 26*aDay), usedOpioid("methadone", 2*aDay)}, ask: injection, want: irrelevant},
	}
	after := func(agent string, span time.Duration, order record.Order) func(int) ([]fact, record.Body) {
		return func(side int) ([]fact, record.Body) {
			return []fact{usedOpioid(agent, span+time.Duration(side)*aDay)}, order
		}
	}
	cases = append(cases, probe(short, "naltrexone.opioid-free.short.min", "", [3]outcome{blocks, advises, advises},
		after("heroin", 7*aDay, injection))...)
	cases = append(cases, probe(short, "naltrexone.opioid-free.short.prefer", "", [3]outcome{advises, met, met},
		after("heroin", 10*aDay, injection))...)
	cases = append(cases, probe(short, "naltrexone.opioid-free.short.min", "gb", [3]outcome{blocks, advises, advises},
		after("heroin", 7*aDay, tabletGB))...)
	cases = append(cases, probe(short, "naltrexone.opioid-free.short.prefer", "gb", [3]outcome{advises, met, met},
		after("heroin", 10*aDay, tabletGB))...)
	cases = append(cases, probe(long, "naltrexone.opioid-free.long.min", "", [3]outcome{blocks, met, met},
		after("methadone", 14*aDay, injection))...)
	cases = append(cases, probe(long, "naltrexone.opioid-free.long.min", "gb", [3]outcome{blocks, met, met},
		after("methadone", 10*aDay, tabletGB))...)

	// The last injection counts by months, and what is known of them is no label's: a warning.
	depot := func(product medication.ProductID, dose string, last civil.Date, order record.Order) func(int) ([]fact, record.Body) {
		return func(side int) ([]fact, record.Body) {
			return []fact{dosed(product, dose, now.Sub(last.Add(-side).Start(time.UTC).Add(10*time.Hour)))}, order
		}
	}
	ended := [3]outcome{warns, met, met}
	cases = append(cases, probe(long, "naltrexone.opioid-free.long.weekly-depot", "", ended,
		depot(medication.BupBrixadiWeekly, "24 mg", civil.Must(2026, time.May, 15), injection))...)
	cases = append(cases, probe(long, "naltrexone.opioid-free.long.monthly-depot", "", ended,
		depot(medication.BupBrixadiMonthly, "96 mg", civil.Must(2026, time.February, 15), injection))...)
	cases = append(cases, probe(long, "naltrexone.opioid-free.long.weekly-depot", "gb", ended,
		depot(medication.BupBuvidalWeekly, "24 mg", civil.Must(2026, time.May, 15), tabletGB))...)
	cases = append(cases, probe(long, "naltrexone.opioid-free.long.monthly-depot", "gb", ended,
		depot(medication.BupBuvidalMonthly, "96 mg", civil.Must(2026, time.February, 15), tabletGB))...)
	cases = append(cases, probe(long, "naltrexone.opioid-free.long.other-depot", "", [3]outcome{unknown, met, met},
		depot(medication.BupSublocade, "300 mg", civil.Must(2025, time.December, 15), injection))...)
	cases = append(cases, probe(short, "naltrexone.acting.tablet", "", [3]outcome{irrelevant, irrelevant, blocks},
		func(side int) ([]fact, record.Body) {
			return []fact{dosed(medication.NtxPO, "50 mg", 48*time.Hour+time.Duration(side)*time.Minute), usedOpioid("heroin", 3*aDay)}, tablet
		})...)
	// Somebody asked about opioid use, unless the case is about that.
	for i := range cases {
		if !cases[i].unasked {
			cases[i].before = append(cases[i].before[:len(cases[i].before):len(cases[i].before)], reviewedSection(record.OpioidUseSection))
		}
	}
	return append(cases, opioidFreeLeastCases(depot)...)
}

// opioidFreeLeastCases are those of the waits that nobody overrides.
func opioidFreeLeastCases(depot func(medication.ProductID, string, civil.Date, record.Order) func(int) ([]fact, record.Body)) []ruleCase {
	const least = "naltrexone.opioid-free.least"
	watched := firstTablet
	watched.Supervised = truth.Yes
	home := func(days int, ago time.Duration) fact {
		return told(ago, record.TakeHomeSupplied{Substance: medication.Methadone, Days: days})
	}
	cases := []ruleCase{
		{name: "O05 methadone yesterday", rule: least, before: []fact{dosed(medication.MethadoneConc, "80 mg", aDay),
			stoppedTreatment(medication.Methadone, time.Hour)}, ask: injection, want: blocks},
		{name: "M21 supervised doses ended long ago, and the stop is entered today", rule: least, before: []fact{
			dosed(medication.MethadoneConc, "30 mg", 20*aDay), stoppedTreatment(medication.Methadone,
				time.Minute)}, ask: injection, want: met},
		{name: "methadone in the urine", rule: least, before: []fact{screen(10*aDay, record.Positive, record.AnalyteMethadone)},
			ask: injection, want: blocks},
		{name: "doses at home", rule: least, before: []fact{home(28, 20*aDay)}, ask: injection, want: blocks},
		{name: "one more day hides no doses at home", rule: least, before: []fact{home(28, 20*aDay), home(1, 15*aDay)}, ask: injection,
			want: blocks},
		{name: "handed out on the order, and stopped", rule: least,
			before: []fact{told(20*aDay, record.Order{Product: medication.BupSL, Dose: doseOf("16 mg"),
				SupplyDays: 28}), stoppedTreatment(medication.Buprenorphine, 19*aDay)}, ask: injection, want: blocks},
		{name: "doses that came back", rule: least, before: []fact{home(28, 20*aDay), told(20*aDay-time.Hour,
			record.DosesLost{Substance: medication.Methadone, Days: 28, How: record.LossReturned})}, ask: injection, want: irrelevant},
		{name: "none left, and the last one weeks ago", rule: least, before: []fact{home(28, 20*aDay), told(time.Hour, record.DosesLost{
			Substance: medication.Methadone, How: record.LossTaken, LastTaken: civil.Must(2026, time.June,
				1)})}, ask: injection, want: met},
		{name: "none left, and the last one days ago", rule: least, before: []fact{home(28, 20*aDay), told(time.Hour, record.DosesLost{
			Substance: medication.Methadone, How: record.LossTaken, LastTaken: civil.Must(2026, time.June,
				2)})}, ask: injection, want: blocks},
		{name: "none was left two days ago, and nobody asked today", rule: least, before: []fact{home(28, 20*aDay), told(2*aDay, record.DosesLost{
			Substance: medication.Methadone, How: record.LossTaken, LastTaken: civil.Must(2026, time.June, 1)})}, ask: injection, want: unknown},
		{name: "none was left two days ago, and none is today", rule: least, before: []fact{home(28, 20*aDay), told(2*aDay, record.DosesLost{
			Substance: medication.Methadone, How: record.LossTaken, LastTaken: civil.Must(2026, time.June, 1)}), told(time.Hour, record.DosesLost{
			Substance: medication.Methadone, How: record.LossTaken, LastTaken: civil.Must(2026, time.June, 1)})}, ask: injection, want: met},
		{name: "none was left, of doses that would have lasted to yesterday", rule: least, before: []fact{home(19, 20*aDay), told(2*aDay,
			record.DosesLost{Substance: medication.Methadone, How: record.LossTaken, LastTaken: civil.Must(2026, time.June, 1)})},
			ask: injection, want: met},
		{name: "a weekly depot six days ago", rule: least, before: []fact{dosed(medication.BupBrixadiWeekly, "24 mg", 6*aDay)},
			ask: injection, want: blocks},
		{name: "a weekly depot seven days ago", rule: least, before: []fact{dosed(medication.BupBrixadiWeekly, "24 mg", 7*aDay)},
			ask: injection, want: met},
		{name: "a monthly depot 27 days ago", rule: least, before: []fact{dosed(medication.BupBrixadiMonthly, "96 mg", 27*aDay)},
			ask: injection, want: blocks},
		{name: "a monthly depot 28 days ago", rule: least, before: []fact{dosed(medication.BupBrixadiMonthly, "96 mg", 28*aDay)},
			ask: injection, want: met},
		{name: "a weekly one hides no monthly one", rule: least, before: []fact{dosed(medication.BupBrixadiMonthly, "96 mg", 20*aDay),
			dosed(medication.BupBrixadiWeekly, "24 mg", 10*aDay)}, ask: injection, want: blocks},
		{name: "a patch", rule: least, before: []fact{usedOpioid("Butrans", 6*aDay)}, ask: injection, want: blocks},
		{name: "kratom", rule: least, before: []fact{usedOpioid("kratom", 6*aDay)}, ask: injection, want: blocks},
		{name: "another long-acting one hides no methadone", rule: least, before: []fact{usedOpioid("methadone", 10*aDay),
			usedOpioid("morphine er", 8*aDay)}, ask: injection, want: blocks},
		{name: "heroin is for the other rule", rule: least, before: []fact{usedOpioid("heroin", 2*aDay)}, ask: injection, want: irrelevant},
		{name: "naltrexone goes on", rule: least,
			before: []fact{dosed(medication.NtxXR, "380 mg", 26*aDay), usedOpioid("methadone", 2*aDay)}, ask: injection, want: irrelevant},
	}
	after := func(agent string, days int, order record.Order) func(int) ([]fact, record.Body) {
		return func(side int) ([]fact, record.Body) {
			return []fact{usedOpioid(agent, time.Duration(days+side)*aDay)}, order
		}
	}
	reached := [3]outcome{blocks, met, met}
	for jurisdiction, order := range map[string]record.Order{"": injection, "gb": tabletGB} {
		cases = append(cases, probe(least, "naltrexone.opioid-free.least.methadone", jurisdiction, reached,
			after("methadone", 14, order))...)
		cases = append(cases, probe(least, "naltrexone.opioid-free.least.other", jurisdiction, reached,
			after("buprenorphine", 7, order))...)
	}
	watchedGB := tabletGB
	watchedGB.Supervised = truth.Yes
	cases = append(cases, probe(least, "naltrexone.opioid-free.least.methadone-observed", "", reached, after("methadone", 7, watched))...)
	cases = append(cases, probe(least, "naltrexone.opioid-free.least.methadone-observed", "gb", reached,
		after("methadone", 7, watchedGB))...)
	return append(cases, probe(least, "naltrexone.opioid-free.least.implant", "", reached,
		depot(medication.BupProbuphine, "74.2 mg", civil.Must(2025, time.December, 15), injection))...)
}

// nextDoseCases are those of a dose while the last one still acts.
func nextDoseCases() []ruleCase {
	const next = "naltrexone.next-dose"
	last := dosed(medication.NtxXR, "380 mg", 26*aDay)
	heroin := usedOpioid("heroin", 3*aDay)
	examined := func(ago time.Duration, signs ...record.Sign) fact {
		return told(ago, record.SignsObserved{Signs: signs})
	}
	return []ruleCase{
		{name: "nothing was used", rule: next, before: []fact{last}, ask: injection, want: met},
		{name: "used, and nobody looked", rule: next, before: []fact{last, heroin}, ask: injection, want: unknown},
		{name: "used after somebody looked", rule: next, before: []fact{last, examined(5 * aDay), heroin}, ask: injection, want: unknown},
		{name: "used, and no withdrawal", rule: next, before: []fact{last, heroin, examined(time.Hour)}, ask: injection, want: met},
		{name: "used, and withdrawal", rule: next, before: []fact{last, heroin, examined(time.Hour, record.Mydriasis)}, ask: injection,
			want: blocks},
		{name: "found, and nobody looked", rule: next, before: []fact{last, screen(aDay, record.Positive, record.AnalyteFentanyl)},
			ask: injection, want: unknown},
		{name: "dependent", rule: next, before: []fact{last, hasCondition(record.PhysicalDependence)}, ask: injection, want: blocks},
		{name: "used before the last dose", rule: next, before: []fact{usedOpioid("heroin", 40*aDay), last}, ask: injection, want: met},
		{name: "the last came upon an opioid, ten days ago, and nobody looked", rule: next, ask: injection, want: unknown,
			before: []fact{usedOpioid("heroin", 12*aDay), dosed(medication.NtxXR, "380 mg", 10*aDay)}},
		{name: "the last came upon an opioid, longer ago than a withdrawal is planned for", rule: next, ask: injection, want: met,
			before: []fact{usedOpioid("heroin", 13*aDay), dosed(medication.NtxXR, "380 mg", 11*aDay)}},
		{name: "the last has worn off", rule: next, before: []fact{dosed(medication.NtxXR, "380 mg", 29*aDay), heroin}, ask: injection,
			want: irrelevant},
		{name: "the first", rule: next, before: []fact{heroin}, ask: injection, want: irrelevant},
	}
}

func naltrexoneScreenCases() []ruleCase {
	const utox, challenge = "naltrexone.utox", "naltrexone.challenge"
	heroin, history := usedOpioid("heroin", 11*aDay), reviewedSection(record.OpioidUseSection)
	challengeOrder := record.Order{Product: medication.NaloxoneInj, Dose: doseOf("0.8 mg"), Purpose: record.PurposeChallenge}
	cases := []ruleCase{
		{name: "V28 positive urine", rule: utox, before: []fact{screen(time.Hour, record.Positive, record.AnalyteOpiates)}, ask: injection,
			want: blocks},
		{name: "V29 negative urine and challenge", rule: utox,
			before: []fact{negativePanel(2 * time.Hour), challenged(time.Hour, record.Negative)}, ask: injection, want: met},
		{name: "intl V28 positive challenge", rule: utox, jurisdiction: "gb",
			before: []fact{usedOpioid("heroin", 9*aDay), negativePanel(2 * time.Hour), challenged(time.Hour, record.Positive)},
			ask:    tabletGB, want: blocks},
		{name: "a doubtful challenge has failed", rule: utox,
			before: []fact{negativePanel(2 * time.Hour), challenged(time.Hour, record.Inconclusive)}, ask: injection, want: blocks},
		{name: "a positive one of last month that nobody repeated", rule: utox,
			before: []fact{screen(30*aDay, record.Positive, record.AnalyteFentanyl),
				screen(time.Hour, record.Negative, record.AnalyteOpiates)}, ask: injection, want: blocks},
		{name: "a positive one of last month that was repeated", rule: utox,
			before: []fact{screen(30*aDay, record.Positive, record.AnalyteFentanyl),
				negativePanel(time.Hour)}, ask: injection, want: met},
		{name: "a negative challenge too soon after a positive one", rule: utox,
			before: []fact{negativePanel(30 * time.Hour), negativePanel(time.Hour),
				challenged(23*time.Hour, record.Positive), challenged(time.Hour, record.Negative)}, ask: injection, want: blocks},
		{name: "a negative challenge a day after a positive one", rule: utox, before: []fact{negativePanel(time.Hour),
			challenged(26*time.Hour, record.Positive), challenged(time.Hour, record.Negative)}, ask: injection, want: met},
		{name: "no urine", rule: utox, ask: injection, want: unknown},
		{name: "a doubtful urine", rule: utox, before: []fact{screen(time.Hour, record.Inconclusive, record.AnalyteFentanyl)},
			ask: injection, want: unknown},
		{name: "a later negative strip takes nothing from a positive one", rule: utox,
			before: []fact{screen(3*time.Hour, record.Positive, record.AnalyteMethadone),
				screen(2*time.Hour, record.Negative, record.AnalyteFentanyl)}, ask: injection, want: blocks},
		{name: "cocaine is no opioid", rule: utox, before: []fact{screen(time.Hour, record.Positive, record.AnalyteCocaine)},
			ask: injection, want: unknown},
		{name: "naltrexone goes on", rule: utox, before: []fact{dosed(medication.NtxXR, "380 mg", 28*aDay)}, ask: injection,
			want: irrelevant},
		{name: "late and not screened is for the rule about late injections", rule: utox,
			before: []fact{dosed(medication.NtxXR, "380 mg", 40*aDay)}, ask: injection, want: irrelevant},
		{name: "late, and used since", rule: utox,
			before: []fact{dosed(medication.NtxXR, "380 mg", 40*aDay), usedOpioid("heroin", 8*aDay)}, ask: injection, want: unknown},
		{name: "tablets that have worn off, and used since", rule: utox,
			before: []fact{dosed(medication.NtxPO, "50 mg", 10*aDay), usedOpioid("fentanyl", 8*aDay)}, ask: injection, want: unknown},
		{name: "used before the last of them", rule: utox,
			before: []fact{usedOpioid("fentanyl", 20*aDay), dosed(medication.NtxPO, "50 mg", 10*aDay)}, ask: injection, want: irrelevant},
		{name: "late and positive", rule: utox,
			before: []fact{dosed(medication.NtxXR, "380 mg", 40*aDay), screen(time.Hour, record.Positive, record.AnalyteFentanyl)},
			ask:    injection, want: blocks},

		{name: "in doubt because seven to ten days", rule: challenge,
			before: []fact{usedOpioid("heroin", 9*aDay), negativePanel(time.Hour)}, ask: injection, want: warns},
		{name: "V29 done in doubt", rule: challenge,
			before: []fact{usedOpioid("heroin", 9*aDay), negativePanel(2 * time.Hour), challenged(time.Hour, record.Negative)},
			ask:    injection, want: met},
		{name: "one that failed", rule: challenge, before: []fact{usedOpioid("heroin", 9*aDay), challenged(time.Hour, record.Positive)},
			ask: injection, want: blocks},
		{name: "no doubt", rule: challenge, before: []fact{heroin, history, negativePanel(time.Hour)}, ask: injection, want: met},
		{name: "in doubt because nobody asked", rule: challenge, before: []fact{negativePanel(time.Hour)}, ask: injection, want: warns},
		{name: "in doubt after methadone", rule: challenge, before: []fact{usedOpioid("methadone", 20*aDay), negativePanel(time.Hour)},
			ask: injection, want: warns},
		{name: "in doubt after an unknown opioid", rule: challenge,
			before: []fact{usedOpioid("kratom extract", 20*aDay), negativePanel(time.Hour)}, ask: injection, want: warns},
		{name: "in doubt because the screen was narrow", rule: challenge,
			before: []fact{heroin, history, screen(time.Hour, record.Negative, record.AnalyteOpiates)}, ask: injection, want: warns},
		{name: "a panel as a whole is broad", rule: challenge,
			before: []fact{heroin, history, screen(time.Hour, record.Negative, record.AnalyteOpioids)}, ask: injection, want: met},
		{name: "one that was not watched does not count", rule: challenge,
			before: []fact{usedOpioid("heroin", 9*aDay),
				told(time.Hour, record.Challenged{Result: record.Negative, Observed: 5 * time.Minute})}, ask: injection, want: warns},
		{name: "naltrexone goes on", rule: challenge, before: []fact{dosed(medication.NtxPO, "50 mg", aDay)}, ask: tablet,
			want: irrelevant},
		{name: "done during withdrawal", rule: challenge,
			before: []fact{told(time.Hour, record.SignsObserved{Signs: []record.Sign{record.Mydriasis}})},
			ask:    record.Challenged{Result: record.Negative, Observed: time.Hour}, want: warns},
		{name: "done with a positive urine", rule: challenge, before: []fact{screen(time.Hour, record.Positive, record.AnalyteOpiates)},
			ask: record.Challenged{Result: record.Negative, Observed: time.Hour}, want: warns},
		{name: "ordered during withdrawal", rule: challenge,
			before: []fact{told(time.Hour, record.SignsObserved{Signs: []record.Sign{record.Mydriasis}})}, ask: challengeOrder, want: warns},
		{name: "ordered with a positive urine", rule: challenge, before: []fact{screen(time.Hour, record.Positive, record.AnalyteOpiates)},
			ask: challengeOrder, want: warns},
		{name: "ordered on the day of a dose of methadone", rule: challenge, before: []fact{methadoneDosed}, ask: challengeOrder, want: warns,
			says: "while methadone acts"},
		{name: "ordered two days after a dose", rule: challenge, before: []fact{dosed(medication.MethadoneConc, "80 mg", 2*aDay)},
			ask: challengeOrder, want: met},
		{name: "done while a depot releases", rule: challenge, before: []fact{dosed(medication.BupSublocade, "300 mg", 20*aDay)},
			ask: record.Challenged{Result: record.Positive}, want: warns},
		{name: "given an hour after a doubtful one", rule: challenge, before: []fact{challenged(time.Hour, record.Inconclusive)},
			ask:  record.DoseGiven{Product: medication.NaloxoneInj, Dose: doseOf("0.8 mg"), Purpose: record.PurposeChallenge},
			want: warns},
		{name: "ordered, and nothing speaks against it", rule: challenge, before: []fact{heroin, negativePanel(time.Hour)}, ask: challengeOrder,
			want: met},
		{name: "naloxone against an overdose is no test", rule: challenge, before: []fact{methadoneDosed},
			ask: record.Order{Product: medication.NaloxoneInj, Dose: doseOf("0.8 mg")}, want: irrelevant},
		{name: "done, and nobody says how long was watched", rule: challenge, ask: record.Challenged{Result: record.Negative},
			want: unknown},
		{name: "a positive one needs no watching", rule: challenge, ask: record.Challenged{Result: record.Positive}, want: met},
	}
	cases = append(cases, probe(utox, "naltrexone.utox.fresh", "", [3]outcome{met, met, unknown}, func(side int) ([]fact, record.Body) {
		return []fact{negativePanel(aDay + time.Duration(side)*time.Minute)}, injection
	})...)
	cases = append(cases, probe(utox, "naltrexone.utox.fresh", "gb", [3]outcome{met, met, unknown}, func(side int) ([]fact, record.Body) {
		return []fact{negativePanel(aDay + time.Duration(side)*time.Minute)}, tabletGB
	})...)
	cases = append(cases, probe(challenge, "naltrexone.challenge.observe", "", [3]outcome{warns, met, met},
		func(side int) ([]fact, record.Body) {
			return nil, record.Challenged{Result: record.Negative, Observed: 20*time.Minute + time.Duration(side)*time.Minute}
		})...)
	cases = append(cases, probe(challenge, "naltrexone.challenge.repeat-after", "", [3]outcome{warns, met, met},
		func(side int) ([]fact, record.Body) {
			return []fact{challenged(aDay+time.Duration(side)*time.Minute, record.Positive)}, record.Challenged{Result: record.Negative,
				Observed: time.Hour}
		})...)
	// The policy is one of two: not asked for without a doubt, asked for in doubt, and asked for always.
	sure := []fact{heroin, history, negativePanel(time.Hour)}
	return append(cases,
		ruleCase{name: "asked only in doubt", rule: challenge, before: sure, ask: injection, want: met, param: "naltrexone.challenge.asked",
			side: below},
		ruleCase{name: "asked in doubt", rule: challenge, before: []fact{heroin}, ask: injection, want: warns,
			param: "naltrexone.challenge.asked", side: at},
		ruleCase{name: "asked always", rule: challenge, jurisdiction: "gb", before: sure, ask: tabletGB, want: warns,
			param: "naltrexone.challenge.asked", side: above},
	)
}

func concurrentCases() []ruleCase {
	const rule = "naltrexone.concurrent-opioid"
	onBuprenorphine := dosed(medication.BupnxFilm, "16 mg/4 mg", aDay)
	reviewed := reviewedSection(record.MedicinesSection)
	precipitated := []fact{usedOpioid("heroin", 3*time.Hour),
		told(2*time.Hour, record.DoseTaken{Product: medication.NtxPO, Dose: tablet.Dose}),
		told(time.Hour, record.SignsObserved{Signs: []record.Sign{record.Vomiting, record.Piloerection}}), states(record.PrecipitatedRescue,
			time.Hour)}
	daily := tablet
	daily.Schedule = medication.Daily()
	tablets := []fact{told(14*aDay, daily)}
	for day := 13; day >= 10; day-- {
		tablets = append(tablets, dosed(medication.NtxPO, "50 mg", time.Duration(day)*aDay))
	}
	var cases []ruleCase
	// Naltrexone and any buprenorphine product are refused in both directions.
	for _, p := range medication.Products() {
		if p.Substance() != medication.Buprenorphine {
			continue
		}
		dose := p.Strengths()[0].Dose
		given := told(aDay, record.DoseGiven{Product: p.ID(), Dose: dose})
		cases = append(cases,
			ruleCase{name: "naltrexone onto " + string(p.ID()), rule: rule, before: []fact{given, reviewed}, ask: injection, want: blocks},
			ruleCase{name: "naltrexone onto ordered " + string(p.ID()), rule: rule,
				before: []fact{told(aDay, record.Order{Product: p.ID(), Dose: dose}), reviewed}, ask: tablet, want: blocks},
			ruleCase{name: string(p.ID()) + " onto naltrexone", rule: rule, before: []fact{dosed(medication.NtxXR, "380 mg", 10*aDay)},
				ask: record.Order{Product: p.ID(), Dose: dose}, want: blocks},
			ruleCase{name: string(p.ID()) + " onto ordered naltrexone", rule: rule, before: []fact{told(10*aDay, tablet)},
				ask: record.Order{Product: p.ID(), Dose: dose}, want: blocks},
		)
	}
	return append(cases,
		ruleCase{name: "V06 methadone today", rule: rule, before: []fact{dosed(medication.MethadoneConc, "100 mg", 2*time.Hour), reviewed},
			ask: tablet, want: blocks},
		ruleCase{name: "V06 after it was swallowed methadone is not withheld", rule: rule,
			before: []fact{dosed(medication.MethadoneConc, "100 mg", aDay),
				told(2*time.Hour, record.DoseTaken{Product: medication.NtxPO,
					Dose: tablet.Dose})}, ask: orderOf(medication.MethadoneConc, "100 mg"), want: warns},
		ruleCase{name: "V31 on buprenorphine, for alcohol", rule: rule, before: []fact{onBuprenorphine, reviewed}, ask: tablet,
			want: blocks},
		ruleCase{name: "an opioid analgesic", rule: rule, before: []fact{takes("oxycodone"), reviewed}, ask: injection, want: blocks},
		ruleCase{name: "a mixed agonist", rule: rule, before: []fact{takes("nalbuphine"), reviewed}, ask: injection, want: blocks},
		ruleCase{name: "buprenorphine/naloxone from elsewhere", rule: rule, before: []fact{takes("buprenorphine/naloxone"), reviewed},
			ask: injection, want: blocks},
		ruleCase{name: "nobody reviewed the medicines", rule: rule, ask: injection, want: unknown},
		ruleCase{name: "nobody reviewed the medicines, and the tests of today are negative", rule: rule,
			before: []fact{negativePanel(2 * time.Hour), challenged(time.Hour, record.Negative)}, ask: injection, want: advises},
		ruleCase{name: "the urine of yesterday does not do", rule: rule,
			before: []fact{negativePanel(aDay), challenged(time.Hour, record.Negative)}, ask: injection, want: unknown},
		ruleCase{name: "the challenge of yesterday does not do", rule: rule,
			before: []fact{negativePanel(2 * time.Hour), challenged(aDay, record.Negative)}, ask: injection, want: unknown},
		ruleCase{name: "a failed challenge does not do", rule: rule,
			before: []fact{negativePanel(2 * time.Hour), challenged(time.Hour, record.Positive)}, ask: injection, want: unknown},
		ruleCase{name: "a narrow screen does not do", rule: rule,
			before: []fact{screen(2*time.Hour, record.Negative, record.AnalyteOpiates), challenged(time.Hour, record.Negative)},
			ask:    injection, want: unknown},
		ruleCase{name: "one positive strip does not do", rule: rule,
			before: []fact{screen(4*time.Hour, record.Positive, record.AnalyteOxycodone), negativePanel(2 * time.Hour),
				challenged(time.Hour, record.Negative)}, ask: injection, want: unknown},
		ruleCase{name: "an unknown medicine is not tested away", rule: rule,
			before: []fact{takes("something unheard of"), negativePanel(2 * time.Hour), challenged(time.Hour, record.Negative)},
			ask:    injection, want: unknown},
		ruleCase{name: "a medicine that nobody knows", rule: rule, before: []fact{takes("something unheard of"), reviewed}, ask: injection,
			want: unknown},
		ruleCase{name: "a medicine whose classes the host knows", rule: rule,
			before: []fact{told(aDay, record.MedicineReported{Agent: "metformin", Taking: truth.Yes, Classified: truth.Yes}), reviewed},
			ask:    injection, want: met},
		ruleCase{name: "naloxone at home is no naltrexone", rule: rule, before: []fact{takes("naloxone"), reviewed}, ask: film8,
			want: irrelevant},
		ruleCase{name: "nothing else is taken", rule: rule, before: []fact{reviewed}, ask: injection, want: met},
		ruleCase{name: "naltrexone that goes on asks for no list", rule: rule, before: []fact{dosed(medication.NtxXR, "380 mg", 28*aDay)},
			ask: injection, want: irrelevant},
		ruleCase{name: "buprenorphine was stopped", rule: rule,
			before: []fact{onBuprenorphine, stoppedTreatment(medication.Buprenorphine, time.Hour), reviewed}, ask: injection, want: met},
		ruleCase{name: "naltrexone was stopped", rule: rule,
			before: []fact{dosed(medication.NtxXR, "380 mg", 10*aDay), stoppedTreatment(medication.Naltrexone, time.Hour)}, ask: film8,
			want: irrelevant},
		ruleCase{name: "tablets that were left out, and nobody recorded an end", rule: rule, before: tablets, ask: film8, want: warns},
		ruleCase{name: "a tablet that was left out, while the one before acts", rule: rule, ask: film8, want: blocks,
			before: append(tablets[:len(tablets):len(tablets)], dosed(medication.NtxPO, "50 mg", 9*aDay), dosed(medication.NtxPO, "50 mg", 2*aDay))},
		ruleCase{name: "tablets that were left out, and ordered again since", rule: rule, before: append(tablets[:len(tablets):len(tablets)],
			told(5*aDay, daily)), ask: film8, want: blocks},
		ruleCase{name: "naltrexone from elsewhere", rule: rule, before: []fact{takes("Naltrexone")}, ask: methadone80, want: blocks},
		ruleCase{name: "naltrexone with bupropion from elsewhere", rule: rule, before: []fact{takes("bupropion/naltrexone")}, ask: film8,
			want: blocks},
		ruleCase{name: "that it is for pain is a word", rule: rule, before: []fact{dosed(medication.NtxXR, "380 mg", 10*aDay)},
			ask: record.Order{Product: medication.MethadoneTab, Dose: doseOf("5 mg"), Purpose: record.PurposePain}, want: blocks},
		ruleCase{name: "lofexidine is no opioid", rule: rule, before: []fact{dosed(medication.NtxXR, "380 mg", 10*aDay)},
			ask: orderOf(medication.LofexidineTab, "0.54 mg"), want: irrelevant},
		ruleCase{name: "an analgesic is reported", rule: rule, before: []fact{dosed(medication.NtxXR, "380 mg", 10*aDay)},
			ask: record.MedicineReported{Agent: "hydrocodone", Taking: truth.Yes}, want: blocks},
		ruleCase{name: "an analgesic was stopped", rule: rule, before: []fact{dosed(medication.NtxXR, "380 mg", 10*aDay)},
			ask: record.MedicineReported{Agent: "hydrocodone", Taking: truth.No}, want: irrelevant},
		ruleCase{name: "naltrexone is reported on methadone", rule: rule, before: []fact{dosed(medication.MethadoneConc, "80 mg", aDay)},
			ask: record.MedicineReported{Agent: "naltrexone", Taking: truth.Yes}, want: blocks},
		ruleCase{name: "brands and combinations are reported", rule: rule, before: []fact{dosed(medication.NtxXR, "380 mg", 10*aDay)},
			ask: record.MedicineReported{Agent: "hydrocodone/acetaminophen", Taking: truth.Yes}, want: blocks},
		ruleCase{name: "kratom is reported", rule: rule, before: []fact{dosed(medication.NtxXR, "380 mg", 10*aDay)},
			ask: record.MedicineReported{Agent: "kratom", Taking: truth.Yes}, want: blocks},
		ruleCase{name: "what nobody knows is reported", rule: rule, before: []fact{dosed(medication.NtxXR, "380 mg", 10*aDay)},
			ask: record.MedicineReported{Agent: "something unheard of", Taking: truth.Yes}, want: unknown},
		ruleCase{name: "methylnaltrexone stays in the gut", rule: rule, before: []fact{dosed(medication.MethadoneConc, "80 mg", aDay)},
			ask: record.MedicineReported{Agent: "methylnaltrexone", Taking: truth.Yes}, want: irrelevant},
		ruleCase{name: "samidorphan is reported on methadone", rule: rule, before: []fact{dosed(medication.MethadoneConc, "80 mg", aDay)},
			ask: record.MedicineReported{Agent: "olanzapine/samidorphan", Taking: truth.Yes}, want: blocks},
		ruleCase{name: "nalmefene by mouth from elsewhere", rule: rule, before: []fact{takes("Selincro")}, ask: film8, want: blocks},
		ruleCase{name: "naloxone by infusion", rule: rule, before: []fact{takes("naloxone infusion")}, ask: methadone80, want: blocks},
		ruleCase{name: "methadone to take home", rule: rule, before: []fact{dosed(medication.NtxXR, "380 mg", 10*aDay)},
			ask: record.TakeHomeSupplied{Substance: medication.Methadone, Days: 7}, want: blocks},
		ruleCase{name: "naltrexone to take home", rule: rule, before: []fact{onBuprenorphine, reviewed},
			ask: record.TakeHomeGrant{Product: medication.NtxPO, Days: 7}, want: blocks},
		ruleCase{name: "an agonist that came on top does not open the gate", rule: rule,
			before: []fact{dosed(medication.NtxXR, "380 mg", 10*aDay), dosed(medication.BupSL, "8 mg", aDay)}, ask: film8, want: blocks},
		ruleCase{name: "nor does one more naltrexone after it", rule: rule, before: []fact{dosed(medication.NtxXR, "380 mg", 10*aDay),
			dosed(medication.BupSL, "8 mg", aDay), dosed(medication.NtxPO, "50 mg", time.Hour)}, ask: film8, want: blocks},
		ruleCase{name: "nor one tablet after the other", rule: rule, before: []fact{dosed(medication.NtxPO, "50 mg", aDay+6*time.Hour),
			dosed(medication.BupSL, "8 mg", aDay), dosed(medication.NtxPO, "50 mg", time.Hour)}, ask: film8, want: blocks},
		ruleCase{name: "tablets of naltrexone in the hand", rule: rule,
			before: []fact{{5 * time.Hour, record.TakeHomeSupplied{Substance: medication.Naltrexone, Days: 7}}}, ask: film8, want: blocks},
		ruleCase{name: "tablets in the hand, handed out on top of an agonist", rule: rule, before: []fact{dosed(medication.BupSL, "8 mg", aDay),
			{5 * time.Hour, record.TakeHomeSupplied{Substance: medication.Naltrexone, Days: 7}}}, ask: film8, want: warns},
		ruleCase{name: "tablets in the hand whose days have passed", rule: rule,
			before: []fact{{20 * aDay, record.TakeHomeSupplied{Substance: medication.Naltrexone, Days: 7}}}, ask: film8, want: irrelevant},
		ruleCase{name: "naltrexone that acted no more when the agonist began", rule: rule, before: []fact{dosed(medication.NtxXR, "380 mg", 60*aDay),
			dosed(medication.BupSL, "8 mg", 20*aDay), dosed(medication.BupSL, "8 mg", aDay), dosed(medication.NtxPO, "50 mg", time.Hour)},
			ask: film8, want: warns},
		ruleCase{name: "R27 withdrawal that naltrexone precipitated", rule: rule, before: precipitated,
			ask: record.Order{Product: medication.BupSL, Dose: doseOf("8 mg"), Setting: medication.SettingEmergency,
				Purpose: record.PurposeRescue}, want: warns},
		ruleCase{name: "R27 another agonist where the person is monitored", rule: rule, before: precipitated,
			ask: record.Order{Product: medication.MethadoneTab, Dose: doseOf("10 mg"), Setting: medication.SettingEmergency,
				Purpose: record.PurposeRescue}, want: warns},
		ruleCase{name: "another agonist at home", rule: rule, before: precipitated,
			ask: record.Order{Product: medication.MethadoneTab, Dose: doseOf("10 mg"), Setting: medication.SettingHome,
				Purpose: record.PurposeRescue}, want: blocks},
		ruleCase{name: "rescue is a word", rule: rule, before: precipitated[:2],
			ask: record.Order{Product: medication.BupSL, Dose: doseOf("8 mg"), Purpose: record.PurposeRescue}, want: blocks},
		ruleCase{name: "naltrexone is reported, and nothing else", rule: rule,
			ask: record.MedicineReported{Agent: "naltrexone", Taking: truth.Yes}, want: irrelevant},
	)
}

// knownLongAgo are the cases of what was asked and measured too long before a start, in the United States and the United Kingdom.
func knownLongAgo() (cases []ruleCase) {
	const known = "naltrexone.start.known"
	days := func(side int) time.Duration { return time.Duration(365+side) * aDay }
	for place, first := range map[string]record.Body{"": injection, "gb": tabletGB} {
		cases = append(cases, probe("naltrexone.lft", known, place, [3]outcome{met, met, unknown}, func(side int) ([]fact, record.Body) {
			return []fact{measuredValue(record.ALTRatio, "1", days(side))}, first
		})...)
		cases = append(cases, probe("naltrexone.opioid-free.short", known, place, [3]outcome{met, met, unknown}, func(side int) ([]fact, record.Body) {
			return []fact{told(days(side), record.Reviewed{Section: record.OpioidUseSection}), usedOpioid("heroin", 20*aDay)}, first
		})...)
	}
	return append(cases, ruleCase{name: "enzymes of two years ago that were high", rule: "naltrexone.lft",
		before: []fact{measuredValue(record.ALTRatio, "4", 730*aDay)}, ask: injection, want: warns},
		ruleCase{name: "enzymes that nobody measured hide no liver that is known", rule: "naltrexone.lft",
			before: []fact{measuredValue(record.ChildPugh, "12", aDay)}, ask: injection, want: warns},
		ruleCase{name: "a score that is owed beside enzymes that are fine", rule: "naltrexone.lft",
			before: []fact{measuredValue(record.ALTRatio, "1", aDay), hasCondition(record.HepaticImpairment)}, ask: injection, want: unknown})
}

func naltrexoneStartCases() []ruleCase {
	const liver, organs, role, age, pregnancy = "naltrexone.lft", "gb.naltrexone.contraindicated", "naltrexone.oral.role", "adol.naltrexone",
		"naltrexone.pregnancy.start"
	conditions := reviewedSection(record.ConditionsSection)
	history := reviewedSection(record.OpioidUseSection)
	pregnant := told(aDay, record.PregnancyReported{Status: record.Pregnant})
	watched := tablet
	watched.Supervised = truth.Yes
	onNaltrexone := dosed(medication.NtxXR, "380 mg", 10*aDay)
	cases := []ruleCase{
		{name: "intl V29 four times normal", rule: liver, jurisdiction: "gb", before: []fact{measuredValue(record.ALTRatio, "4", aDay)},
			ask: tabletGB, want: warns},
		{name: "acute hepatitis", rule: liver, before: []fact{hasCondition(record.AcuteHepatitis)}, ask: injection, want: blocks},
		{name: "liver failure", rule: liver, before: []fact{hasCondition(record.LiverFailure)}, ask: injection, want: blocks},
		{name: "the worse of two counts", rule: liver,
			before: []fact{measuredValue(record.ALTRatio, "1", aDay), measuredValue(record.ASTRatio, "3.5", aDay)}, ask: injection,
			want: warns},
		{name: "nothing is measured", rule: liver, before: []fact{conditions}, ask: injection, want: unknown},
		{name: "nothing is measured, and naltrexone goes on", rule: liver, before: []fact{onNaltrexone}, ask: injection, want: irrelevant},
		{name: "normal", rule: liver, before: []fact{measuredValue(record.ALTRatio, "0.8", aDay)}, ask: injection, want: met},
		{name: "a rise during treatment", rule: liver, before: []fact{onNaltrexone},
			ask: record.Measured{Measure: record.ASTRatio, Value: record.Whole(4)}, want: warns},
		{name: "a rise without naltrexone", rule: liver, ask: record.Measured{Measure: record.ASTRatio, Value: record.Whole(4)},
			want: irrelevant},
		{name: "a pulse", rule: liver, before: []fact{onNaltrexone}, ask: record.Measured{Measure: record.Pulse, Value: record.Whole(80)},
			want: irrelevant},
		{name: "hepatitis during treatment", rule: liver, before: []fact{onNaltrexone},
			ask: record.ConditionReported{Condition: record.AcuteHepatitis, Present: truth.Yes}, want: blocks},
		{name: "asthma during treatment", rule: liver, before: []fact{onNaltrexone},
			ask: record.ConditionReported{Condition: record.AcuteAsthma, Present: truth.Yes}, want: irrelevant},
		{name: "buprenorphine", rule: liver, before: []fact{hasCondition(record.LiverFailure)}, ask: film8, want: irrelevant},

		{name: "severe renal failure", rule: organs, jurisdiction: "gb", before: []fact{hasCondition(record.SevereRenalFailure)},
			ask: tabletGB, want: blocks},
		{name: "not known", rule: organs, jurisdiction: "gb", ask: tabletGB, want: unknown},
		{name: "not known, and naltrexone goes on", rule: organs, jurisdiction: "gb",
			before: []fact{dosed(medication.NtxPOGB, "50 mg", aDay)}, ask: tabletGB, want: irrelevant},
		{name: "nothing of the kind", rule: organs, jurisdiction: "gb", before: []fact{conditions}, ask: tabletGB, want: met},
		{name: "buprenorphine", rule: organs, jurisdiction: "gb", before: []fact{hasCondition(record.SevereRenalFailure)},
			ask: orderOf(medication.BupSLGB, "4 mg"), want: irrelevant},

		{name: "nothing is arranged", rule: role, ask: firstTablet, want: warns},
		{name: "nothing is arranged in the United Kingdom", rule: role, jurisdiction: "gb", ask: tabletGB, want: warns},
		{name: "doses are watched", rule: role, ask: watched, want: met},
		{name: "somebody watches", rule: role, before: []fact{states(record.ObservedDosing, aDay)}, ask: firstTablet, want: met},
		{name: "another plan", rule: role, before: []fact{states(record.AdherencePlan, aDay)}, ask: firstTablet, want: met},
		{name: "the injection", rule: role, ask: injection, want: irrelevant},
		{name: "tablets go on", rule: role, before: []fact{dosed(medication.NtxPO, "50 mg", aDay)}, ask: tablet, want: irrelevant},

		{name: "age not known", rule: age, ask: injection, want: unknown},
		{name: "buprenorphine", rule: age, before: []fact{aged(16)}, ask: film8, want: irrelevant},

		{name: "pregnant and using", rule: pregnancy, before: []fact{woman(), pregnant, usedOpioid("heroin", 3*aDay)}, ask: injection,
			want: warns},
		{name: "pregnant and on buprenorphine", rule: pregnancy, before: []fact{woman(), pregnant, dosed(medication.BupSL, "8 mg", aDay)},
			ask: injection, want: warns},
		{name: "pregnant, methadone lately", rule: pregnancy, before: []fact{woman(), pregnant, usedOpioid("methadone", 9*aDay)},
			ask: injection, want: warns},
		{name: "pregnant, heroin six days ago", rule: pregnancy, before: []fact{woman(), pregnant, history, usedOpioid("heroin", 6*aDay)},
			ask: injection, want: warns},
		{name: "pregnant, heroin seven days ago", rule: pregnancy, before: []fact{woman(), pregnant, history, usedOpioid("heroin", 7*aDay)},
			ask: injection, want: advises},
		{name: "pregnant, methadone 13 days ago", rule: pregnancy, before: []fact{woman(), pregnant, history, usedOpioid("methadone", 13*aDay)},
			ask: injection, want: warns},
		{name: "pregnant, methadone 14 days ago", rule: pregnancy, before: []fact{woman(), pregnant, history, usedOpioid("methadone", 14*aDay)},
			ask: injection, want: advises},
		{name: "pregnant and abstinent", rule: pregnancy, before: []fact{woman(), pregnant, history, usedOpioid("heroin", 90*aDay)},
			ask: injection, want: advises},
		{name: "pregnant, and nobody asked about use", rule: pregnancy, before: []fact{woman(), pregnant}, ask: injection, want: unknown},
		{name: "pregnant, asked, and none", rule: pregnancy, before: []fact{woman(), pregnant, history}, ask: injection, want: advises},
		{name: "pregnancy not known", rule: pregnancy, before: []fact{woman()}, ask: injection, want: unknown},
		{name: "a man", rule: pregnancy, before: []fact{aged(30)}, ask: injection, want: met},
		{name: "naltrexone goes on", rule: pregnancy, before: []fact{woman(), pregnant, onNaltrexone}, ask: injection, want: irrelevant},
	}
	for _, jurisdiction := range []string{"", "gb"} {
		order := injection
		if jurisdiction == "gb" {
			order = tabletGB
		}
		cases = append(cases, probe(liver, "naltrexone.lft.caution", jurisdiction, [3]outcome{met, met, warns},
			func(side int) ([]fact, record.Body) {
				return []fact{measuredValue(record.ALTRatio, [...]string{"2.9", "3", "3.1"}[side+1], aDay)}, order
			})...)
		// The upper figure is confirmed too weakly to refuse.
		cases = append(cases, probe(liver, "naltrexone.lft.avoid", jurisdiction, [3]outcome{warns, warns, warns},
			func(side int) ([]fact, record.Body) {
				return []fact{measuredValue(record.ALTRatio, [...]string{"4.9", "5", "5.1"}[side+1], aDay)}, order
			})...)
		cases = append(cases, probe(age, "adol.naltrexone.min", jurisdiction, [3]outcome{warns, met, met},
			func(side int) ([]fact, record.Body) {
				return []fact{aged(18 + side)}, order
			})...)
	}
	return append(cases, probe(organs, "gb.naltrexone.contraindicated.child-pugh", "gb", [3]outcome{met, blocks, blocks},
		func(side int) ([]fact, record.Body) {
			return []fact{conditions, measuredValue(record.ChildPugh, [...]string{"9", "10", "11"}[side+1], aDay)}, tabletGB
		})...)
}

func naltrexoneDoseCases() []ruleCase {
	const dose, implant, setting = "gb.naltrexone.dose", "gb.naltrexone.implant", "med.setting.vivitrol"
	established := []fact{dosed(medication.NtxPOGB, "25 mg", 3*aDay), dosed(medication.NtxPOGB, "50 mg", 2*aDay),
		dosed(medication.NtxPOGB, "50 mg", aDay)}
	tablets := func(mg uint32) record.Order {
		return record.Order{Product: medication.NtxPOGB, Dose: medication.Dose{Principal: medication.Milligrams(mg)}}
	}
	daily := func(mg uint32) record.Order {
		o := tablets(mg)
		o.Schedule = medication.Daily()
		return o
	}
	in := func(s medication.Setting) record.Order {
		o := injection
		o.Setting = s
		return o
	}
	supplied, intoVein := in(medication.SettingOffice), in(medication.SettingOffice)
	supplied.SupplyDays, intoVein.Route = 28, medication.Intravenous
	cases := []ruleCase{
		{name: "intl V31 200 mg at once", rule: dose, jurisdiction: "gb", before: established, ask: tablets(200), want: blocks},
		{name: "three days a week", rule: dose, jurisdiction: "gb", before: established, ask: tablets(100), want: met},
		{name: "the day comes to more", rule: dose, jurisdiction: "gb",
			before: append([]fact{dosed(medication.NtxPOGB, "100 mg", 2*time.Hour)}, established...),
			ask:    record.DoseGiven{Product: medication.NtxPOGB, Dose: doseOf("100 mg")}, want: blocks},
		{name: "the injection", rule: dose, jurisdiction: "gb", ask: injection, want: irrelevant},

		{name: "the injection", rule: implant, jurisdiction: "gb", ask: injection, want: blocks},
		{name: "tablets", rule: implant, jurisdiction: "gb", ask: tabletGB, want: met},
		{name: "a depot of buprenorphine", rule: implant, jurisdiction: "gb", ask: orderOf(medication.BupBuvidalWeekly, "16 mg"),
			want: irrelevant},

		{name: "in a practice", rule: setting, ask: in(medication.SettingOffice), want: met},
		{name: "at home", rule: setting, ask: in(medication.SettingHome), want: blocks},
		{name: "from a pharmacy", rule: setting, ask: in(medication.SettingPharmacy), want: blocks},
		{name: "handed out", rule: setting, ask: supplied, want: blocks},
		{name: "into a vein", rule: setting, ask: intoVein, want: blocks},
		{name: "by oneself", rule: setting, ask: record.DoseTaken{Product: medication.NtxXR, Dose: injection.Dose}, want: blocks},
		{name: "nobody says where", rule: setting, ask: injection, want: unknown},
		{name: "tablets", rule: setting, ask: tablet, want: irrelevant},
	}
	cases = append(cases, tabletDoseCases()...)
	cases = append(cases, probe(dose, "gb.naltrexone.dose.first", "gb", [3]outcome{met, met, warns}, func(side int) ([]fact, record.Body) {
		return nil, tablets(uint32(25 + side))
	})...)
	cases = append(cases, probe(dose, "gb.naltrexone.dose.daily", "gb", [3]outcome{met, met, warns}, func(side int) ([]fact, record.Body) {
		return established, daily(uint32(50 + side))
	})...)
	return append(cases, probe(dose, "gb.naltrexone.dose.one-day", "gb", [3]outcome{met, met, blocks},
		func(side int) ([]fact, record.Body) {
			return established, tablets(uint32(150 + side))
		})...)
}

// tabletDoseCases are of the places that go by the label of the United States.
func tabletDoseCases() []ruleCase {
	const dose = "naltrexone.dose"
	tablets := func(micrograms int, schedule medication.Schedule) record.Order {
		return record.Order{Product: medication.NtxPO, Dose: doseOf(fmt.Sprint(micrograms, " ug")), Schedule: schedule}
	}
	established := []fact{dosed(medication.NtxPO, "25 mg", 3*aDay), dosed(medication.NtxPO, "50 mg", 2*aDay), dosed(medication.NtxPO, "50 mg", aDay)}
	cases := []ruleCase{
		{name: "more than the usual dose as the first", rule: dose, ask: tablets(75_000, medication.Schedule{}), want: warns},
		{name: "three days a week", rule: dose, before: established,
			ask: tablets(100_000, medication.OnWeekdays(time.Monday, time.Wednesday, time.Friday)), want: met},
		{name: "no schedule leaves days between", rule: dose, before: established, ask: tablets(100_000, medication.Schedule{}), want: warns},
		{name: "given, and no schedule leaves days between", rule: dose, before: established,
			ask: record.DoseGiven{Product: medication.NtxPO, Dose: doseOf("100 mg")}, want: warns},
		{name: "a week of more, handed out", rule: dose, before: established, want: warns,
			ask: record.TakeHomeSupplied{Substance: medication.Naltrexone, Product: medication.NtxPO, Dose: doseOf("100 mg"), Days: 7}},
		{name: "the injection", rule: dose, ask: injection, want: irrelevant},
	}
	cases = append(cases, probe(dose, "naltrexone.dose.first", "", [3]outcome{met, met, advises}, func(side int) ([]fact, record.Body) {
		return nil, tablets(25_000+side*1000, medication.Schedule{})
	})...)
	return append(cases, probe(dose, "naltrexone.dose.daily", "", [3]outcome{met, met, warns}, func(side int) ([]fact, record.Body) {
		return established, tablets(50_000+side*1000, medication.Daily())
	})...)
}

func injectionCases() []ruleCase {
	const interval, repeated, rescreen, pain = "naltrexone.xr.interval", "naltrexone.xr.repeated", "naltrexone.xr.rescreen", "pain.naltrexone"
	last := func(days int) fact { return dosed(medication.NtxXR, "380 mg", time.Duration(days)*aDay) }
	forPain := record.Order{Product: medication.MethadoneTab, Dose: doseOf("5 mg"), Purpose: record.PurposePain}
	stopped := stoppedTreatment(medication.Naltrexone, time.Minute)
	// From 1 February 2026 four weeks and the same day of the next month are both 1 March.
	february := time.Date(2026, 3, 1, 10, 0, 0, 0, time.UTC).Sub(now)
	cases := []ruleCase{
		{name: "the first", rule: interval, ask: injection, want: irrelevant},
		{name: "tablets", rule: interval, before: []fact{last(10)}, ask: tablet, want: irrelevant},
		{name: "in time", rule: interval, before: []fact{last(28)}, ask: injection, want: met},
		{name: "on the same day of the next month", rule: interval, before: []fact{last(31)}, ask: injection, want: met},
		{name: "a dose that came too soon", rule: interval, before: []fact{last(14)},
			ask: record.DoseGiven{Product: medication.NtxXR, Dose: injection.Dose}, want: warns},

		{name: "the first", rule: repeated, ask: injection, want: met},
		{name: "another one on the same day", rule: repeated, before: []fact{dosed(medication.NtxXR, "380 mg", 2*time.Hour)}, ask: injection,
			want: blocks},
		{name: "another one that was given", rule: repeated, before: []fact{dosed(medication.NtxXR, "380 mg", 2*time.Hour)},
			ask: record.DoseGiven{Product: medication.NtxXR, Dose: injection.Dose}, want: blocks},
		{name: "within 24 hours, over midnight", rule: repeated, before: []fact{dosed(medication.NtxXR, "380 mg", 20*time.Hour)}, ask: injection,
			want: blocks},
		{name: "two days later the interval speaks", rule: repeated, before: []fact{last(2)}, ask: injection, want: met},
		{name: "tablets", rule: repeated, before: []fact{dosed(medication.NtxXR, "380 mg", 2*time.Hour)}, ask: tablet, want: irrelevant},
		{name: "on the same day another rule speaks", rule: interval, before: []fact{dosed(medication.NtxXR, "380 mg", 2*time.Hour)}, ask: injection,
			want: irrelevant},

		{name: "late and not screened", rule: rescreen, before: []fact{last(50)}, ask: injection, want: warns},
		{name: "late and screened", rule: rescreen, before: []fact{last(50), negativePanel(time.Hour)}, ask: injection, want: met},
		{name: "in time", rule: rescreen, before: []fact{last(28)}, ask: injection, want: irrelevant},
		{name: "the first", rule: rescreen, ask: injection, want: irrelevant},
		{name: "tablets", rule: rescreen, before: []fact{last(50)}, ask: tablet, want: irrelevant},

		{name: "for pain beside naltrexone that goes on there is a stronger rule too", rule: pain, before: []fact{last(10)}, ask: forPain,
			want: irrelevant},
		{name: "an agonist after naltrexone was stopped", rule: pain, before: []fact{last(10), stopped}, ask: film8, want: warns},
		{name: "an analgesic after naltrexone was stopped", rule: pain, before: []fact{last(10), stopped},
			ask: record.MedicineReported{Agent: "oxycodone", Taking: truth.Yes}, want: warns},
		{name: "an analgesic that is no opioid", rule: pain, before: []fact{last(10), stopped},
			ask: record.MedicineReported{Agent: "sertraline", Taking: truth.Yes}, want: irrelevant},
		{name: "beside naltrexone that goes on there is a stronger rule", rule: pain, before: []fact{last(10)}, ask: film8,
			want: irrelevant},
		{name: "never on naltrexone", rule: pain, ask: film8, want: irrelevant},
		{name: "lofexidine", rule: pain, before: []fact{last(10), stopped}, ask: orderOf(medication.LofexidineTab, "0.54 mg"),
			want: irrelevant},
	}
	days := func(n int) func(int) ([]fact, record.Body) {
		return func(side int) ([]fact, record.Body) { return []fact{last(n + side)}, injection }
	}
	inFebruary := probe(interval, "naltrexone.xr.interval.days", "", [3]outcome{met, met, advises}, days(28))
	for i := range inFebruary {
		inFebruary[i].day = february
	}
	cases = append(cases, inFebruary...)
	cases = append(cases, probe(interval, "naltrexone.xr.interval.tolerance", "", [3]outcome{warns, met, met}, days(25))...)
	cases = append(cases, probe(interval, "naltrexone.xr.interval.tolerance", "", [3]outcome{met, met, warns}, days(31))...)
	cases = append(cases, probe(rescreen, "naltrexone.xr.rescreen.late", "", [3]outcome{met, met, warns}, days(28+7))...)
	for _, jurisdiction := range []string{"", "gb"} {
		cases = append(cases, probe(pain, "pain.naltrexone.oral", jurisdiction, [3]outcome{warns, met, met},
			func(side int) ([]fact, record.Body) {
				return []fact{dosed(medication.NtxPO, "50 mg", 72*time.Hour+time.Duration(side)*time.Minute), stopped}, film8
			})...)
		cases = append(cases, probe(pain, "pain.naltrexone.depot", jurisdiction, [3]outcome{warns, met, met},
			func(side int) ([]fact, record.Body) {
				return []fact{dosed(medication.NtxXR, "380 mg", 30*aDay+time.Duration(side)*time.Minute), stopped}, film8
			})...)
		cases = append(cases, inPlaceOf(jurisdiction, elsewhereStoppedCases(film8)...)...)
	}
	return cases
}

func compositionCases() []ruleCase {
	const rule = "med.composition.suboxone"
	return []ruleCase{
		{name: "the ratio of the film", rule: rule, ask: film8, want: met},
		{name: "a piece of a film", rule: rule, ask: orderOf(medication.BupnxFilm, "0.5 mg/0.125 mg"), want: met},
		{name: "naltrexone's 50 mg in the place of naloxone", rule: rule, ask: orderOf(medication.BupnxFilm, "8 mg/50 mg"), want: blocks},
		{name: "another ratio", rule: rule, ask: orderOf(medication.BupnxFilm, "8 mg/1 mg"), want: blocks},
		{name: "the ratio of another product", rule: rule, ask: orderOf(medication.BupnxZubsolv, "8 mg/4 mg"), want: blocks},
		{name: "a second component of a single substance", rule: rule, ask: orderOf(medication.BupSL, "8 mg/2 mg"), want: blocks},
		{name: "naltrexone with a second component", rule: rule,
			ask: record.DoseTaken{Product: medication.NtxPO, Dose: doseOf("50 mg/8 mg")}, want: blocks},
		{name: "the second component is not stated", rule: rule, ask: orderOf(medication.BupnxFilm, "8 mg"), want: irrelevant},
	}
}

// rapidCases are those of a rapid start by a stated protocol: what it lifts, and what it never does.
func rapidCases() []ruleCase {
	const short, least, utox = "naltrexone.opioid-free.short", "naltrexone.opioid-free.least", "naltrexone.utox"
	protocol := record.ContextStated{Context: record.RapidNaltrexone, Holds: truth.Yes, Protocol: "CTN-0097",
		Setting: medication.SettingHospital,
		Until:   civil.Must(2026, time.June, 20)}
	stated := func(change func(*record.ContextStated)) fact {
		b := protocol
		change(&b)
		return told(4*aDay, b)
	}
	rapid := stated(func(*record.ContextStated) {})
	asked := reviewedSection(record.OpioidUseSection)
	heroin, pregnant := usedOpioid("heroin", 4*aDay), told(aDay, record.PregnancyReported{Status: record.Pregnant})
	found := screen(3*time.Hour, record.Positive, record.AnalyteOpiates)
	film := dosed(medication.BupSL, "4 mg", 2*aDay)
	micro := orderOf(medication.NtxPO, "25 mg")
	cases := []ruleCase{
		{name: "rapid start after heroin", rule: short, before: []fact{asked, rapid, heroin}, ask: micro, want: warns},
		{name: "by the protocol, six days after heroin", rule: short, before: []fact{asked, rapid, usedOpioid("heroin", 6*aDay)}, ask: micro,
			want: warns},
		{name: "by the protocol, seven days after heroin", rule: short, before: []fact{asked, rapid, usedOpioid("heroin", 7*aDay)}, ask: micro,
			want: advises},
		{name: "rapid start after its own buprenorphine", rule: least, before: []fact{asked, rapid, heroin, film}, ask: micro, want: warns},
		{name: "rapid start with the test that heroin explains", rule: utox, before: []fact{asked, rapid, heroin, found}, ask: micro,
			want: warns},
		{name: "rapid start with a test that nothing explains", rule: utox, before: []fact{asked, rapid, found}, ask: micro, want: blocks},
		{name: "rapid start with methadone found", rule: utox,
			before: []fact{asked, rapid, heroin, screen(3*aDay, record.Positive, record.AnalyteMethadone)},
			ask:    micro, want: blocks},
		{name: "rapid start after methadone", rule: least, before: []fact{asked, rapid, usedOpioid("methadone", 4*aDay)}, ask: micro,
			want: blocks},
		{name: "rapid start after buprenorphine from elsewhere", rule: least,
			before: []fact{asked, rapid, usedOpioid("buprenorphine", 2*aDay)}, ask: micro,
			want: blocks},
		{name: "rapid start after a depot", rule: least, before: []fact{asked, rapid, dosed(medication.BupBrixadiWeekly, "24 mg", 2*aDay)},
			ask: micro, want: blocks},
		{name: "rapid start with doses in the hand", rule: least, before: []fact{asked, rapid, told(3*aDay,
			record.TakeHomeSupplied{Substance: medication.Buprenorphine, Days: 7})}, ask: micro, want: blocks},
		{name: "rapid start after a failed challenge", rule: utox,
			before: []fact{asked, rapid, negativePanel(time.Hour), challenged(time.Hour, record.Positive)},
			ask:    micro, want: blocks},
		{name: "rapid start in pregnancy", rule: short, before: []fact{asked, woman(), pregnant, rapid, heroin}, ask: micro, want: blocks},
		{name: "rapid start by its name alone", rule: short, before: []fact{asked, heroin, states(record.RapidNaltrexone, aDay)},
			ask: micro, want: blocks},
	}
	for name, change := range map[string]func(*record.ContextStated){
		"without a protocol": func(b *record.ContextStated) { b.Protocol = "" },
		"without a place":    func(b *record.ContextStated) { b.Setting = 0 },
		"at home":            func(b *record.ContextStated) { b.Setting = medication.SettingHome },
		"without an end":     func(b *record.ContextStated) { b.Until = civil.Date{} },
		"that has ended":     func(b *record.ContextStated) { b.Until = civil.Must(2026, time.June, 14) },
	} {
		cases = append(cases, ruleCase{name: "rapid start " + name, rule: short, before: []fact{asked, heroin, stated(change)}, ask: micro,
			want: blocks})
	}
	return cases
}

// elsewhereStoppedCases are about naltrexone of somebody else that is no longer taken.
func elsewhereStoppedCases(ask record.Order) (cases []ruleCase) {
	for _, c := range []struct {
		agent string
		ago   time.Duration
		want  outcome
	}{
		{"vivitrol", 29 * aDay, warns}, {"Vivitrol", 30 * aDay, met}, {"naltrexone", 29 * aDay, warns}, {"naltrexone injection", 4 * aDay, warns},
		{"naltrexone tablets", 71 * time.Hour, warns}, {"naltrexone tablets", 72 * time.Hour, met}, {"ReVia", 71 * time.Hour, warns},
		{"Contrave", 71 * time.Hour, warns}, {"Contrave", 4 * aDay, met}, {"naltrexone/bupropion", 4 * aDay, met},
		{"low-dose naltrexone", 4 * aDay, met}, {"methylnaltrexone", time.Hour, irrelevant}, {"nalmefene", time.Hour, irrelevant},
	} {
		cases = append(cases, ruleCase{rule: "pain.naltrexone", name: c.agent + " stopped " + c.ago.String() + " ago", ask: ask, want: c.want,
			before: []fact{told(40*aDay, record.MedicineReported{Agent: c.agent, Taking: truth.Yes}),
				told(c.ago, record.MedicineReported{Agent: c.agent, Taking: truth.No})}})
	}
	cases = append(cases, ruleCase{rule: "pain.naltrexone", name: "vivitrol that goes on", ask: ask, want: irrelevant,
		before: []fact{told(40*aDay, record.MedicineReported{Agent: "vivitrol", Taking: truth.Yes})}})
	return cases
}
