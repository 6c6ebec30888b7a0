package guidance_test

import (
	"time"

	"github.com/oudpath/oudpath/medication"
	"github.com/oudpath/oudpath/plan/record"
	"github.com/oudpath/oudpath/plan/truth"
)

// neighbourCases are dangers that stood beside one that was seen: another act, another product, another time of the same fact.
func neighbourCases() []ruleCase {
	pregnant := told(aDay, record.PregnancyReported{Status: record.Pregnant})
	lofexidine := record.Order{Product: medication.LofexidineTab, Dose: medication.Dose{Principal: medication.Micrograms(540)}, PerDay: 4}
	clonidine := record.Order{Product: medication.ClonidineTab, Dose: medication.Dose{Principal: medication.Micrograms(100)}, PerDay: 3}
	weekly := record.Order{Product: medication.BupBrixadiWeekly, Dose: doseOf("24 mg")}
	stops := func(s medication.Substance, abrupt truth.Value) record.StopMedication {
		return record.StopMedication{Substance: s, Reason: record.ReasonAdverseEvent, Abrupt: abrupt}
	}
	sample := func(r record.TestResult) record.Screened {
		return record.Screened{Results: []record.AnalyteResult{{Analyte: record.AnalyteMethadone, Result: r}}}
	}
	quetiapine := func(ago time.Duration) []fact {
		return append(onMethadone(80, 0), told(ago, record.MedicineReported{Agent: "quetiapine", Taking: truth.Yes}))
	}
	const alpha, depot, ending, ecg, absent, stop = "preg.alpha2", "preg.depot", "methadone.dose.taper", "methadone.ecg.beside",
		"mon.utox.absent", "wm.alpha2.stop"
	return []ruleCase{
		{rule: alpha, name: "lofexidine and no agonist", before: []fact{woman(), pregnant}, ask: lofexidine, want: warns},
		{rule: alpha, name: "clonidine and no agonist", before: []fact{woman(), pregnant}, ask: clonidine, want: warns},
		{rule: alpha, name: "clonidine beside methadone", before: append(onMethadone(80, 0), woman(), pregnant), ask: clonidine, want: met},
		{rule: depot, name: "a first one", before: []fact{woman(), pregnant}, ask: weekly, want: advises},
		{rule: depot, name: "the next one", before: []fact{woman(), pregnant, dosed(medication.BupBrixadiWeekly, "24 mg", 7*aDay)}, ask: weekly,
			want: irrelevant},
		{rule: ending, name: "at once", before: onMethadone(80, 0), ask: stops(medication.Methadone, truth.Yes), want: advises},
		{rule: ending, name: "slowly", before: onMethadone(80, 0), ask: stops(medication.Methadone, truth.No), want: met},
		{rule: ecg, name: "no ECG at all", before: quetiapine(aDay), ask: methadone80, want: warns, says: "no ECG is on record"},
		{rule: ecg, name: "an ECG from before", before: append(quetiapine(aDay), measured(record.QTc, "420", 9*oneDay)), ask: methadone80, want: warns,
			says: "before it was taken"},
		{rule: ecg, name: "an ECG since", before: append(quetiapine(9*aDay), measured(record.QTc, "420", oneDay)), ask: methadone80, want: met},
		{rule: ecg, name: "syncope and no ECG", before: append(onMethadone(80, 0), hasCondition(record.Syncope)), ask: methadone80, want: warns},
		{rule: absent, name: "negative", before: onMethadone(80, 0), ask: sample(record.Negative), want: warns},
		{rule: absent, name: "positive", before: onMethadone(80, 0), ask: sample(record.Positive), want: irrelevant},
		{rule: absent, name: "doses to take home upon a negative one", before: append(onMethadone(80, 0), told(time.Hour, sample(record.Negative))),
			ask: methadoneHome, want: warns},
		{rule: stop, name: "at once", before: []fact{dosed(medication.LofexidineTab, "0.54 mg", aDay)}, ask: stops(medication.Lofexidine, truth.Yes),
			want: advises},
		{rule: stop, name: "over days", before: []fact{dosed(medication.LofexidineTab, "0.54 mg", aDay)},
			ask: stops(medication.Lofexidine, truth.No), want: met},
	}
}
