package guidance_test

import (
	"testing"
	"time"

	"github.com/oudpath/oudpath/medication"
	"github.com/oudpath/oudpath/plan"
	"github.com/oudpath/oudpath/plan/civil"
	"github.com/oudpath/oudpath/plan/record"
	"github.com/oudpath/oudpath/plan/truth"
	"github.com/oudpath/oudpath/stages"
	"github.com/oudpath/oudpath/stages/scale"
	"github.com/stretchr/testify/require"
)

// The routes by which methadone and buprenorphine reach a person who is on them.
var (
	methadoneHome    = record.TakeHomeSupplied{Substance: medication.Methadone, Days: 7}
	methadoneGranted = record.TakeHomeGrant{Product: medication.MethadoneConc, Days: 7, Criteria: truth.Yes}
	filmHome         = record.TakeHomeSupplied{Substance: medication.Buprenorphine, Days: 7}
	filmGranted      = record.TakeHomeGrant{Product: medication.BupnxFilm, Days: 7}
	filmTaken        = record.DoseTaken{Product: medication.BupnxFilm, Dose: doseOf("8 mg/2 mg")}
)

// filmSupply is an order of the film with doses to take home.
func filmSupply() record.Order {
	order := film8
	order.SupplyDays = 14
	return order
}

func found(a record.Analyte, result record.TestResult) record.Screened {
	return record.Screened{Results: []record.AnalyteResult{{Analyte: a, Result: result}}}
}

func heldIntoxicated(s medication.Substance) record.DoseHeld {
	return record.DoseHeld{Substance: s, Reason: record.ReasonIntoxicated}
}

// interactionRouteCases ask for each interaction by the routes on which the two may meet.
func interactionRouteCases() []ruleCase {
	const cns, inhibitor, maoi = "ix.benzo-cns", "ix.cyp3a4-inhibitor", "ix.maoi"
	const full, mixed, serotonin = "ix.opioid-agonist-with-bup", "ix.mixed-agonist-antagonist", "ix.serotonergic"
	alprazolam := []fact{methadoneDosed, takes("alprazolam")}
	positive := told(2*aDay, found(record.AnalyteBenzodiazepines, record.Positive))
	negative := told(aDay, found(record.AnalyteBenzodiazepines, record.Negative))
	depot := dosed(medication.BupSublocade, "300 mg", 10*aDay)
	stopped := stoppedTreatment(medication.Buprenorphine, 5*aDay)
	supplied := told(2*aDay, record.TakeHomeSupplied{Substance: medication.Methadone, Days: 7})
	told2 := told(2*aDay, record.OpioidUsed{Agent: "alprazolam"})
	rise := record.DoseGiven{Product: medication.MethadoneConc, Dose: doseOf("90 mg")}
	other := record.DoseGiven{Product: medication.BupSL, Dose: doseOf("16 mg")}
	return []ruleCase{
		{name: "alprazolam, and doses to take home", rule: cns, before: alprazolam, ask: methadoneHome, want: warns},
		{name: "alprazolam, and a grant", rule: cns, before: alprazolam, ask: methadoneGranted, want: warns},
		{name: "alprazolam, and an order with a supply", rule: cns, before: []fact{filmDosed, takes("alprazolam")},
			ask: filmSupply(), want: warns},
		{name: "alprazolam, and a first dose taken at home", rule: cns, before: []fact{takes("alprazolam")}, ask: filmTaken, want: warns},
		{name: "alprazolam, and more than before", rule: cns, before: alprazolam, ask: rise, want: warns},
		{name: "alprazolam, and another product", rule: cns, before: []fact{filmDosed, takes("alprazolam")}, ask: other, want: warns},
		{name: "a combination of which one part is a sedative, and the other nobody knows", rule: cns,
			before: []fact{takes("lorazepam/newdrug"), medicinesKnown}, ask: methadone80, want: warns},
		{name: "a medicine that nobody knows", rule: cns, before: []fact{takes("newdrug"), medicinesKnown}, ask: methadone80, want: unknown},
		{name: "a combination of which one part raises methadone", rule: inhibitor, before: []fact{takes("nirmatrelvir/ritonavir"), medicinesKnown},
			ask: methadone80, want: warns},
		{name: "a combination of which no part is known", rule: inhibitor, before: []fact{takes("nirmatrelvir/newdrug"), medicinesKnown},
			ask: methadone80, want: irrelevant},
		{name: "a combination of which one part lowers buprenorphine", rule: "ix.cyp3a4-inducer", before: []fact{takes("rifampin/isoniazid"), medicinesKnown},
			ask: film8, want: warns},
		{name: "a combination with a mixed agonist", rule: mixed, before: []fact{filmDosed, takes("pentazocine/newdrug"), medicinesKnown}, ask: film8,
			want: blocks},
		{name: "alprazolam, and for pain", rule: cns, before: []fact{takes("alprazolam")},
			ask: record.Order{Product: medication.MethadoneTab, Dose: doseOf("5 mg"), Purpose: record.PurposePain}, want: warns},
		{name: "a benzodiazepine is found", rule: cns, before: []fact{filmDosed},
			ask: found(record.AnalyteBenzodiazepines, record.Positive), want: warns},
		{name: "none is found", rule: cns, before: []fact{filmDosed},
			ask: found(record.AnalyteBenzodiazepines, record.Negative), want: irrelevant},
		{name: "one is found without treatment", rule: cns, ask: found(record.AnalyteBenzodiazepines, record.Positive), want: irrelevant},
		{name: "one was found, and an order", rule: cns, before: []fact{positive, medicinesKnown}, ask: film8, want: warns},
		{name: "one was found and then none", rule: cns, before: []fact{positive, negative, medicinesKnown}, ask: film8, want: met},
		{name: "use is told of on the depot", rule: cns, before: []fact{depot}, ask: record.OpioidUsed{Agent: "alprazolam"}, want: warns},
		{name: "use was told of, and nobody asked since", rule: cns, before: []fact{told2}, ask: film8, want: warns},
		{name: "use was told of, and somebody asked since", rule: cns, before: []fact{told2, medicinesKnown}, ask: film8, want: met},
		{name: "a return to use of a sedative", rule: cns, before: []fact{methadoneDosed},
			ask: record.ReturnedToUse{Agent: "xylazine"}, want: warns},
		{name: "clonazepam begins under a depot that was stopped", rule: cns, before: []fact{depot, stopped},
			ask: reports("clonazepam", truth.Yes), want: warns},
		{name: "clonazepam begins with doses in the hand", rule: cns, before: []fact{supplied},
			ask: reports("clonazepam", truth.Yes), want: warns},
		{name: "the second sedative counts as the first", rule: cns,
			before: []fact{methadoneDosed, takes("alprazolam"), stoppedMedicine("alprazolam", aDay), takes("gabapentin")},
			ask:    methadone80, want: warns},
		{name: "lofexidine of this plan", rule: cns, before: []fact{dosed(medication.LofexidineTab, "0.54 mg", time.Hour), medicinesKnown},
			ask: film8, want: warns},
		{name: "lofexidine of last month", rule: cns, before: []fact{dosed(medication.LofexidineTab, "0.54 mg", 30*aDay), medicinesKnown},
			ask: film8, want: met},
		{name: "an interruption because of a benzodiazepine", rule: cns, before: []fact{methadoneDosed},
			ask: record.CourseMove{Trigger: stages.Interrupt, Substance: medication.Methadone,
				Reason: record.ReasonBenzodiazepine}, want: warns},
		{name: "an end date because of a benzodiazepine", rule: cns, before: []fact{methadoneDosed},
			ask: record.PlanEndDate{Substance: medication.Methadone, On: civil.Must(2026, time.July, 1),
				Reason: record.ReasonBenzodiazepine}, want: warns},

		{name: "an azole, and doses to take home", rule: inhibitor, before: []fact{methadoneDosed, takes("ketoconazole")},
			ask: methadoneHome, want: warns},
		{name: "an azole begins under a depot that was stopped", rule: inhibitor, before: []fact{depot, stopped},
			ask: reports("ketoconazole", truth.Yes), want: warns},
		{name: "rifampin ends with doses in the hand", rule: "ix.cyp3a4-inducer", before: []fact{supplied},
			ask: reports("rifampin", truth.No), want: warns},
		{name: "rifampin, and a grant", rule: "ix.cyp3a4-inducer", before: []fact{filmDosed, takes("rifampin")},
			ask: filmGranted, want: warns},
		{name: "phenelzine stopped last week, and doses to take home", rule: maoi,
			before: []fact{filmDosed, stoppedMedicine("phenelzine", 7*aDay), medicinesKnown},
			ask:    filmHome, want: warns},
		{name: "phenelzine stopped last week, and a dose taken at home", rule: maoi,
			before: []fact{stoppedMedicine("phenelzine", 7*aDay), medicinesKnown},
			ask:    filmTaken, want: warns},
		{name: "linezolid begins under the depot", rule: maoi, before: []fact{depot, stopped},
			ask: reports("linezolid", truth.Yes), want: warns},
		{name: "sertraline, and a first supply", rule: serotonin, before: []fact{takes("sertraline")}, ask: filmHome, want: advises},
		{name: "sertraline, and a grant", rule: serotonin, before: []fact{filmDosed, takes("sertraline")},
			ask: filmGranted, want: irrelevant},
		{name: "methadone to take home beside buprenorphine", rule: full, before: established, ask: methadoneHome, want: warns},
		{name: "oxycodone begins under the depot that was stopped", rule: full, before: []fact{depot, stopped},
			ask: reports("oxycodone", truth.Yes), want: warns},
		{name: "buprenorphine to take home beside oxycodone", rule: full, before: append([]fact{takes("oxycodone")}, established...),
			ask: filmHome, want: warns},
		{name: "pentazocine, and doses to take home", rule: mixed, before: []fact{methadoneDosed, takes("pentazocine")},
			ask: methadoneHome, want: blocks},
		{name: "pentazocine, and a grant", rule: mixed, before: []fact{methadoneDosed, takes("pentazocine")},
			ask: methadoneGranted, want: blocks},
		{name: "pentazocine, and the same dose", rule: mixed, before: []fact{methadoneDosed, takes("pentazocine")},
			ask: record.DoseGiven{Product: medication.MethadoneConc, Dose: doseOf("80 mg")}, want: blocks},
		{name: "nalbuphine begins with doses in the hand", rule: mixed, before: []fact{supplied},
			ask: reports("nalbuphine", truth.Yes), want: blocks},
		{name: "oxybutynin, and first doses to take home", rule: "ix.anticholinergic", before: []fact{takes("oxybutynin")},
			ask: methadoneHome, want: advises},
		{name: "oxybutynin, and doses to take home", rule: "ix.anticholinergic", before: []fact{methadoneDosed, takes("oxybutynin")},
			ask: methadoneHome, want: irrelevant},
		{name: "furosemide begins under the depot that was stopped", rule: "ix.diuretic", before: []fact{depot, stopped},
			ask: reports("furosemide", truth.Yes), want: advises},
	}
}

// drowsinessCases ask about sedation that somebody saw, by route and by time.
func drowsinessCases() []ruleCase {
	const now, raised, first = "ix.intoxicated-now", "methadone.not-raised-sedated", "methadone.induction.not-sedated"
	saw := func(ago time.Duration, signs ...record.Sign) fact {
		return told(ago, record.SignsObserved{Signs: signs})
	}
	sedated := func(before ...fact) []fact { return append(before, saw(time.Hour, record.Sedation)) }
	held := told(time.Hour, heldIntoxicated(medication.Methadone))
	tomorrow := film8
	tomorrow.First, tomorrow.Schedule = civil.Must(2026, time.June, 16), medication.Daily()
	more := orderOf(medication.MethadoneConc, "90 mg")
	start := orderOf(medication.MethadoneConc, "30 mg")
	scored := func(id scale.ID, total int, ago time.Duration) fact {
		return told(ago, record.Scored{Scale: id, Total: total})
	}
	cases := []ruleCase{
		{name: "doses to take home", rule: now, before: sedated(methadoneDosed), ask: methadoneHome, want: blocks},
		{name: "a grant", rule: now, before: sedated(methadoneDosed), ask: methadoneGranted, want: blocks},
		{name: "an order with a supply", rule: now, before: sedated(filmDosed), ask: filmSupply(), want: blocks},
		{name: "a dose taken at home", rule: now, before: sedated(filmDosed), ask: filmTaken, want: blocks},
		{name: "a depot", rule: now, before: sedated(filmDosed),
			ask: record.DoseGiven{Product: medication.BupSublocade, Dose: doseOf("300 mg")}, want: blocks},
		{name: "an order from tomorrow on", rule: now, before: sedated(filmDosed), ask: tomorrow, want: warns},
		{name: "withheld because intoxicated, and then given", rule: now, before: []fact{methadoneDosed, held},
			ask: methadone80, want: blocks},
		{name: "withheld, and awake again", rule: now, before: []fact{methadoneDosed, held, saw(time.Minute)},
			ask: methadone80, want: met},
		{name: "withheld for another reason", rule: now,
			before: []fact{methadoneDosed, told(time.Hour,
				record.DoseHeld{Substance: medication.Methadone, Reason: record.ReasonAdverseEvent})},
			ask: methadone80, want: irrelevant},
		{name: "sedated the day before yesterday", rule: now, before: []fact{methadoneDosed, saw(2*aDay, record.Sedation)},
			ask: methadone80, want: warns},
		{name: "a rise has a rule of its own", rule: now, before: sedated(methadoneDosed), ask: more, want: irrelevant},

		{name: "an order", rule: raised, before: sedated(methadoneDosed), ask: more, want: blocks},
		{name: "a dose", rule: raised, before: sedated(methadoneDosed),
			ask: record.DoseGiven{Product: medication.MethadoneConc, Dose: doseOf("90 mg")}, want: blocks},
		{name: "withheld because intoxicated", rule: raised, before: []fact{methadoneDosed, held}, ask: more, want: blocks},
		{name: "sedated the day before yesterday", rule: raised, before: []fact{methadoneDosed, saw(2*aDay, record.Sedation)},
			ask: more, want: warns},
		{name: "awake again", rule: raised, before: append(sedated(methadoneDosed), saw(time.Minute)), ask: more, want: met},
		{name: "the dose stays", rule: raised, before: sedated(methadoneDosed), ask: methadone80, want: irrelevant},
		{name: "a start", rule: raised, before: sedated(), ask: start, want: irrelevant},

		{name: "sedated yesterday, and nobody looked since", rule: first,
			before: []fact{usedOpioid("heroin", 10*time.Hour), saw(20*time.Hour, record.Sedation)},
			ask:    start, want: blocks},

		{name: "newly confused", rule: now, before: []fact{methadoneDosed, scored(scale.ACVPU, 1, time.Hour)}, ask: methadone80, want: blocks},
		{name: "alert", rule: now, before: []fact{methadoneDosed, scored(scale.ACVPU, 0, time.Hour)}, ask: methadone80, want: met},
		{name: "asleep, easily woken", rule: now, before: []fact{filmDosed, scored(scale.POSS, 0, time.Hour)}, ask: film8, want: met},
		{name: "agitated", rule: now, before: []fact{filmDosed, scored(scale.RASS, 3, time.Hour)}, ask: film8, want: met},
		{name: "a level of yesterday stands", rule: now, before: []fact{filmDosed, scored(scale.POSS, 3, 14*time.Hour)}, ask: film8, want: blocks},
		{name: "another scale does not end it", rule: now,
			before: []fact{filmDosed, scored(scale.POSS, 3, 2*time.Hour), scored(scale.RASS, 0, time.Hour), saw(time.Minute)}, ask: film8, want: blocks},
		{name: "the same scale ends it", rule: now,
			before: []fact{filmDosed, scored(scale.POSS, 3, 2*time.Hour), scored(scale.POSS, 2, time.Hour)}, ask: film8, want: met},
		{name: "a level of the day before yesterday", rule: now, before: []fact{filmDosed, scored(scale.POSS, 4, 2*aDay)}, ask: film8, want: warns},
		{name: "a level of the day before yesterday, and looked at by another scale", rule: now,
			before: []fact{filmDosed, scored(scale.POSS, 4, 2*aDay), scored(scale.ACVPU, 0, time.Hour)}, ask: film8, want: met},
		{name: "light sedation of the day before yesterday", rule: now, before: []fact{filmDosed, scored(scale.RASS, -2, 2*aDay)}, ask: film8,
			want: irrelevant},
		{name: "responds to voice", rule: raised, before: []fact{methadoneDosed, scored(scale.ACVPU, 2, time.Hour)}, ask: more, want: blocks},
		{name: "a little drowsy on RASS", rule: raised, before: []fact{methadoneDosed, scored(scale.RASS, -1, time.Hour)}, ask: more, want: warns},
		{name: "responds to voice", rule: first, before: []fact{usedOpioid("heroin", 10*time.Hour), scored(scale.ACVPU, 2, time.Hour)}, ask: start,
			want: blocks},
		{name: "a little drowsy on RASS", rule: first, before: []fact{usedOpioid("heroin", 10*time.Hour), scored(scale.RASS, -1, time.Hour)}, ask: start,
			want: warns},
	}
	for _, p := range []struct {
		param plan.ParamID
		scale scale.ID
		at    int
		wants [3]outcome
	}{
		{"ix.intoxicated-now.poss", scale.POSS, 3, [3]outcome{met, blocks, blocks}},
		{"ix.intoxicated-now.rass", scale.RASS, -3, [3]outcome{warns, blocks, blocks}},
		{"ix.intoxicated-now.rass-caution", scale.RASS, -1, [3]outcome{met, warns, warns}},
	} {
		deeper := 1
		if p.scale == scale.RASS {
			deeper = -1
		}
		for _, place := range []string{"", "gb", "ca", "au", "int-who"} {
			ask := record.Body(film8)
			if place == "gb" {
				ask = orderOf(medication.BupSLGB, "4 mg")
			}
			of := probe(now, p.param, place, p.wants, func(side int) ([]fact, record.Body) {
				return []fact{filmDosed, scored(p.scale, p.at+deeper*side, time.Hour)}, ask
			})
			cases = append(cases, elsewhereUnnamed(place, of)...)
		}
	}
	return cases
}

// routeCases ask the cautions, the reversal agent and what follows an overdose by other routes.
func routeCases() []ruleCase {
	const kit, recent, tolerance, allergy = "wm.naloxone", "od.recent", "od.tolerance-loss", "contra.hypersensitivity"
	overdose := told(60*aDay, record.Overdosed{Agent: "fentanyl"})
	heroin := usedOpioid("heroin", 90*aDay)
	naltrexone := dosed(medication.NtxXR, "380 mg", 20*aDay)
	depot := dosed(medication.BupSublocade, "300 mg", 10*aDay)
	kitSupplied := told(40*aDay, record.NaloxoneSupplied{})
	kitUsed := told(30*aDay, record.DoseTaken{Product: medication.NaloxoneIN, Dose: doseOf("4 mg")})
	released := told(aDay, record.ContextStated{Context: record.Custody, Holds: truth.No})
	toAllergic := func(s medication.Substance) fact { return told(aDay, record.AllergyReported{Substance: s}) }
	injury := record.ConditionReported{Condition: record.HeadInjury, Present: truth.Yes}
	discharged := record.StageMove{Trigger: stages.DischargePlanned, Reason: record.ReasonCompleted, MedicationContinues: truth.No}
	endDate := record.PlanEndDate{Substance: medication.Buprenorphine, On: civil.Must(2026, time.July, 1),
		Reason: record.ReasonPatientChoice}
	return []ruleCase{
		{name: "doses to take home", rule: kit, before: []fact{methadoneDosed}, ask: methadoneHome, want: irrelevant},
		{name: "a grant", rule: kit, before: []fact{methadoneDosed}, ask: methadoneGranted, want: irrelevant},
		{name: "an order with a supply", rule: kit, before: established, ask: filmSupply(), want: irrelevant},
		{name: "a first dose taken at home", rule: kit, ask: filmTaken, want: irrelevant},
		{name: "a first dose", rule: kit, ask: record.DoseGiven{Product: medication.MethadoneConc, Dose: doseOf("20 mg")}, want: irrelevant},
		{name: "a dose that goes on", rule: kit, before: []fact{methadoneDosed},
			ask: record.DoseGiven{Product: medication.MethadoneConc, Dose: doseOf("80 mg")}, want: irrelevant},
		{name: "a stop", rule: kit, before: []fact{filmDosed},
			ask: record.StopMedication{Substance: medication.Buprenorphine, Reason: record.ReasonPatientChoice}, want: warns},
		{name: "used at home", rule: kit, before: []fact{kitSupplied, kitUsed}, ask: discharged, want: warns},
		{name: "a challenge uses up nothing", rule: kit,
			before: []fact{kitSupplied, told(aDay, record.Challenged{Result: record.Negative})},
			ask:    discharged, want: met},
		{name: "a death", rule: kit, ask: record.Died{}, want: irrelevant},

		{name: "an end date", rule: recent, before: []fact{overdose, filmDosed}, ask: endDate, want: warns},
		{name: "a discharge with the medication ending", rule: recent, before: []fact{overdose, filmDosed}, ask: discharged, want: warns},
		{name: "a transfer that says nothing", rule: recent, before: []fact{overdose, filmDosed},
			ask: record.StageMove{Trigger: stages.Transfer, Destination: "elsewhere"}, want: unknown},
		{name: "a taper", rule: recent, before: []fact{overdose, filmDosed},
			ask: record.CourseMove{Trigger: stages.BeginTaper, Substance: medication.Buprenorphine}, want: warns},
		{name: "a switch", rule: recent, before: []fact{overdose, filmDosed},
			ask: record.CourseMove{Trigger: stages.Switch, Substance: medication.Buprenorphine}, want: irrelevant},

		{name: "naltrexone ends with a discharge", rule: tolerance, before: []fact{naltrexone}, ask: discharged, want: warns},
		{name: "naltrexone ends on a date", rule: tolerance, before: []fact{naltrexone},
			ask: record.PlanEndDate{Substance: medication.Naltrexone, On: civil.Must(2026, time.July, 1),
				Reason: record.ReasonPatientChoice}, want: warns},
		{name: "released yesterday", rule: tolerance, before: []fact{heroin, released},
			ask: orderOf(medication.MethadoneConc, "20 mg"), want: warns},
		{name: "released yesterday, and used", rule: tolerance, before: []fact{released, usedOpioid("heroin", time.Hour)},
			ask: orderOf(medication.MethadoneConc, "20 mg"), want: warns},
		{name: "released yesterday after a night, and used", rule: tolerance,
			before: []fact{told(2*aDay, record.ContextStated{Context: record.Custody, Holds: truth.Yes}), released, usedOpioid("heroin", time.Hour)},
			ask:    orderOf(medication.MethadoneConc, "20 mg"), want: met},
		{name: "released a month ago, and used", rule: tolerance,
			before: []fact{told(30*aDay, record.ContextStated{Context: record.Custody, Holds: truth.No}), usedOpioid("heroin", time.Hour)},
			ask:    orderOf(medication.MethadoneConc, "20 mg"), want: met},
		{name: "naltrexone wore off yesterday, and used", rule: tolerance,
			before: []fact{told(29*aDay, record.DoseGiven{Product: medication.NtxXR, Dose: doseOf("380 mg")}), usedOpioid("heroin", time.Hour)},
			ask:    orderOf(medication.MethadoneConc, "20 mg"), want: warns},
		{name: "naltrexone wore off a month ago, and used", rule: tolerance,
			before: []fact{told(60*aDay, record.DoseGiven{Product: medication.NtxXR, Dose: doseOf("380 mg")}), usedOpioid("heroin", time.Hour)},
			ask:    orderOf(medication.MethadoneConc, "20 mg"), want: met},
		{name: "a first dose taken at home after naltrexone", rule: tolerance, before: []fact{heroin, naltrexone},
			ask: filmTaken, want: warns},
		{name: "a first supply after naltrexone", rule: tolerance, before: []fact{heroin, naltrexone}, ask: filmHome, want: warns},
		{name: "for pain after naltrexone", rule: tolerance, before: []fact{heroin, naltrexone},
			ask: record.Order{Product: medication.MethadoneTab, Dose: doseOf("5 mg"), Purpose: record.PurposePain}, want: warns},

		{name: "doses to take home, of the product ordered", rule: allergy, before: []fact{filmDosed, toAllergic(medication.Naloxone)},
			ask: filmHome, want: blocks},
		{name: "a grant", rule: allergy, before: []fact{filmDosed, toAllergic(medication.Naloxone)}, ask: filmGranted, want: blocks},
		{name: "told of under the depot", rule: allergy, before: []fact{depot},
			ask: record.AllergyReported{Substance: medication.Buprenorphine}, want: warns},
		{name: "told of, and not taken", rule: allergy,
			ask: record.AllergyReported{Substance: medication.Buprenorphine}, want: irrelevant},
		{name: "against an overdose nothing is refused", rule: allergy, before: []fact{toAllergic(medication.Naloxone)},
			ask: orderOf(medication.NaloxoneIN, "4 mg"), want: advises},

		{name: "doses to take home", rule: "contra.head-injury", before: []fact{methadoneDosed, hasCondition(record.HeadInjury)},
			ask: methadoneHome, want: warns},
		{name: "told of under the depot that was stopped", rule: "contra.head-injury",
			before: []fact{depot, stoppedTreatment(medication.Buprenorphine, aDay)},
			ask:    injury, want: warns},
		{name: "a grant", rule: "contra.adrenal", before: []fact{methadoneDosed, hasCondition(record.AdrenalInsufficiency)},
			ask: methadoneGranted, want: advises},
		{name: "a first dose taken at home", rule: "bup.qt", before: []fact{hasCondition(record.CongenitalLongQT)},
			ask: filmTaken, want: advises},
		{name: "a grant of a product that is gone", rule: "med.status.discontinued",
			ask: record.TakeHomeGrant{Product: medication.BupnxCassipa, Days: 7}, want: warns},
	}
}

// Every sedative is named, not only the first.
func TestEverySedativeIsNamed(t *testing.T) {
	d := asked(t, "", []fact{methadoneDosed, takes("alprazolam"), takes("gabapentin"),
		told(aDay, found(record.AnalyteXylazine, record.Positive))}, methadone80)
	for _, f := range d.Findings {
		if f.Rule == "ix.benzo-cns" {
			require.Contains(t, f.Message(), "alprazolam")
			require.Contains(t, f.Message(), "gabapentin")
			require.Contains(t, f.Message(), "xylazine")
			return
		}
	}
	t.Fatal("nothing was said of the sedatives")
}

// No sedative, alcohol or positive test refuses or holds an agonist by any route, however many there are.
func TestSedativesAreNoReasonToWithhold(t *testing.T) {
	before := []fact{takes("alprazolam"), takes("pregabalin"), hasCondition(record.AlcoholUse),
		told(aDay, found(record.AnalyteBenzodiazepines, record.Positive)),
		told(aDay, found(record.AnalyteAlcohol, record.Positive))}
	for _, body := range []record.Body{film8, filmSupply(), filmGranted, methadone80, methadoneGranted} {
		for _, f := range asked(t, "", before, body).Findings {
			if safetyIDs[f.Rule] {
				require.False(t, f.Refuses() || f.Holds || f.Verdict == plan.VerdictViolated && f.Severity == record.Block, "%s: %s",
					body.Kind(), f.String())
			}
		}
	}
}
