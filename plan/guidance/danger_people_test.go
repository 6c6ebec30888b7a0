package guidance_test

import (
	"slices"
	"strings"
	"time"

	"github.com/oudpath/oudpath/medication"
	"github.com/oudpath/oudpath/plan/record"
	"github.com/oudpath/oudpath/plan/truth"
	"github.com/oudpath/oudpath/stages"
)

// subject is somebody of whom all is known and nothing speaks against the act, by which a substance reaches them or ends.
type subject struct {
	substance byte // M methadone, B buprenorphine in the mouth, D a depot of it, N naltrexone, K slow-release morphine, L lofexidine, C clonidine
	act       byte
	name      string
	facts     []said
	ask       record.Body
}

// The acts of the law about dangers.
const (
	actStarts    = 'S' // the first order of a course
	actFirst     = 's' // the first dose of a course
	actPrescribe = 'O' // an order that goes on as before
	actPuts      = 'P' // a dose that is given or taken
	actSupplies  = 'H' // an order with a supply
	actHands     = 'h' // a supply on an order
	actPermits   = 'G' // a grant
	actRises     = 'R' // an order of more
	actMore      = 'r' // a dose of more
	actEnds      = 'E' // an ending, slowly
	actEndsNow   = 'e' // an ending at once, by whatever act
)

// kitOf are the products by which the subjects of a place are treated.
type kit struct {
	methadone, bup, depot, naltrexone medication.ProductID
	first                             string // the usual first dose of buprenorphine
	depotDose                         string
	clinic, office, depotPlace        medication.Setting
	us                                bool
}

func kitOf(place string) kit {
	if !strings.HasPrefix(place, "gb") { // no other country says whose products can be had
		return kit{methadone: medication.MethadoneConc, bup: medication.BupnxFilm, depot: medication.BupBrixadiWeekly,
			naltrexone: medication.NtxPO, first: "4 mg/1 mg", depotDose: "32 mg", clinic: medication.SettingOTP,
			office: medication.SettingOffice, depotPlace: medication.SettingREMS, us: true}
	}
	return kit{methadone: medication.MethadoneSolnGB, bup: medication.BupSLGB, depot: medication.BupBuvidalWeekly,
		naltrexone: medication.NtxPOGB, first: "4 mg", depotDose: "32 mg", clinic: medication.SettingPharmacy,
		office: medication.SettingPharmacy, depotPlace: medication.SettingOffice}
}

// treated is somebody of whom all is known, and who was treated daily for so many days until yesterday.
func treated(days int, order record.Order) []said {
	facts := findable(0)
	facts = append(facts, said{Ago: time.Duration(days)*aDay + time.Hour, Body: order})
	for day := range days {
		facts = append(facts, said{Ago: time.Duration(day+1) * aDay, Body: record.DoseGiven{Product: order.Product, Dose: order.Dose,
			Setting: order.Setting, Supervised: truth.Yes}})
	}
	return facts
}

// subjects are the people and acts of the law about dangers in a place.
func subjects(place string) (all []subject) {
	k := kitOf(place)
	withdrawn := findable(14, record.Mydriasis, record.Yawning, record.Rhinorrhea, record.Piloerection)
	withdrawn = append(withdrawn, said{Ago: 20 * time.Hour, Body: record.OpioidUsed{Agent: "heroin"}})
	add := func(substance, act byte, name string, facts []said, ask record.Body) {
		all = append(all, subject{substance, act, name, facts, ask})
	}
	daily := medication.Daily()
	type agonist struct {
		letter        byte
		product       medication.ProductID
		first, usual  string
		higher        string
		place         medication.Setting
		substance     medication.Substance
		beginsRecords []said
	}
	agonists := []agonist{
		{'M', k.methadone, "20 mg", "60 mg", "65 mg", k.clinic, medication.Methadone, withdrawn},
		{'B', k.bup, k.first, map[bool]string{true: "16 mg/4 mg", false: "16 mg"}[k.us],
			map[bool]string{true: "20 mg/5 mg", false: "20 mg"}[k.us], k.office, medication.Buprenorphine, withdrawn},
	}
	if strings.HasPrefix(place, "ca") { // elsewhere it is no treatment
		tried := append(slices.Clone(withdrawn), said{Ago: 300 * aDay, Body: record.MedicineReported{Agent: "methadone", Taking: truth.No}})
		agonists = append(agonists, agonist{'K', medication.Morphine24h, "30 mg", "300 mg", "320 mg", medication.SettingPharmacy,
			medication.SlowMorphine, tried})
	}
	for _, m := range agonists {
		order := func(dose string) record.Order {
			return record.Order{Product: m.product, Dose: doseOf(dose), Setting: m.place, Supervised: truth.Yes, Schedule: daily}
		}
		given := func(dose string) record.DoseGiven {
			return record.DoseGiven{Product: m.product, Dose: doseOf(dose), Setting: m.place, Supervised: truth.Yes}
		}
		start := order(m.first)
		start.Schedule = medication.Schedule{}
		settled := treated(15, order(m.usual))
		add(m.letter, actStarts, "an order", m.beginsRecords, start)
		add(m.letter, actFirst, "a first dose", m.beginsRecords, given(m.first))
		add(m.letter, actPrescribe, "an order", settled, order(m.usual))
		add(m.letter, actPuts, "a dose given", settled, given(m.usual))
		add(m.letter, actPuts, "a dose taken", settled, record.DoseTaken{Product: m.product, Dose: doseOf(m.usual)})
		add(m.letter, actHands, "a supply", settled, record.TakeHomeSupplied{Substance: m.substance, Product: m.product, Dose: doseOf(m.usual),
			Days: 1})
		supply := order(m.usual)
		supply.SupplyDays = 2
		add(m.letter, actSupplies, "an order with a supply", settled, supply)
		add(m.letter, actPermits, "a grant", settled, record.TakeHomeGrant{Product: m.product, Dose: doseOf(m.usual), Days: 1,
			Criteria: truth.Yes})
		add(m.letter, actRises, "an order", settled, order(m.higher))
		add(m.letter, actMore, "a dose given", settled, given(m.higher))
		add(m.letter, actEnds, "by choice, slowly", append(slices.Clone(settled), toldTheRisks()...),
			record.StopMedication{Substance: m.substance, Reason: record.ReasonPatientChoice, Abrupt: truth.No})
		add(m.letter, actEndsNow, "by discharge", append(slices.Clone(settled), toldTheRisks()...),
			record.StageMove{Trigger: stages.DischargeUnplanned, Reason: record.ReasonPatientChoice, MedicationContinues: truth.No})
		add(m.letter, actEndsNow, "by choice, at once", append(slices.Clone(settled), toldTheRisks()...),
			record.StopMedication{Substance: m.substance, Reason: record.ReasonPatientChoice, Abrupt: truth.Yes})
		add(m.letter, actEnds, "for a clinical reason, slowly", append(slices.Clone(settled), toldTheRisks()...),
			record.StopMedication{Substance: m.substance, Reason: record.ReasonClinical, Abrupt: truth.No})
	}
	mouth := treated(20, record.Order{Product: k.bup, Dose: doseOf(map[bool]string{true: "16 mg/4 mg", false: "16 mg"}[k.us]),
		Setting:    k.office,
		Supervised: truth.Yes, Schedule: daily})
	injection := record.Order{Product: k.depot, Dose: doseOf(k.depotDose), Setting: k.depotPlace, Route: medication.Subcutaneous}
	injected := record.DoseGiven{Product: k.depot, Dose: doseOf(k.depotDose), Setting: k.depotPlace, Route: medication.Subcutaneous}
	add('D', actStarts, "an order", mouth, injection)
	add('D', actFirst, "an injection", mouth, injected)
	onDepot := slices.Concat(mouth, []said{{Ago: 7 * aDay, Body: injected}})
	for i := range onDepot { // the days by mouth lie before it
		if _, ok := onDepot[i].Body.(record.DoseGiven); ok && i < len(onDepot)-1 {
			onDepot[i].Ago += 7 * aDay
		}
	}
	add('D', actPuts, "the next injection", onDepot, injected)
	add('D', actPrescribe, "the next injection", onDepot, injection)
	tested := slices.Concat(findable(0), []said{
		{Ago: 2 * time.Hour, Body: negativePanel(0).body}, {Ago: time.Hour,
			Body: record.Challenged{Result: record.Negative, Observed: 30 * time.Minute}}})
	tablet := record.Order{Product: k.naltrexone, Dose: doseOf("25 mg"), Setting: k.office, Supervised: truth.Yes}
	add('N', actStarts, "a tablet", tested, tablet)
	add('N', actFirst, "a tablet given", tested, record.DoseGiven{Product: k.naltrexone, Dose: doseOf("25 mg"),
		Setting: k.office, Supervised: truth.Yes})
	if k.us {
		add('N', actStarts, "an injection", tested, record.Order{Product: medication.NtxXR, Dose: doseOf("380 mg"), Setting: k.office})
	}
	whole := tablet
	whole.Dose, whole.Schedule = doseOf("50 mg"), daily
	on := treated(20, whole)
	add('N', actPrescribe, "a tablet", on, whole)
	add('N', actPuts, "a tablet given", on, record.DoseGiven{Product: k.naltrexone, Dose: doseOf("50 mg"), Setting: k.office,
		Supervised: truth.Yes})
	handed := whole
	handed.SupplyDays = 7
	add('N', actSupplies, "an order with a supply", on, handed)
	add('N', actEndsNow, "by choice", on, record.StopMedication{Substance: medication.Naltrexone, Reason: record.ReasonPatientChoice})
	if k.us {
		lofexidine := record.Order{Product: medication.LofexidineTab, Dose: doseOf("0.54 mg"), PerDay: 4, Setting: k.office}
		add('L', actStarts, "an order", withdrawn, lofexidine)
		add('L', actFirst, "a dose given", withdrawn, record.DoseGiven{Product: medication.LofexidineTab, Dose: doseOf("0.54 mg"),
			Setting: k.office})
		clonidine := record.Order{Product: medication.ClonidineTab, Dose: doseOf("0.1 mg"), PerDay: 3, Setting: k.office}
		add('C', actStarts, "an order", withdrawn, clonidine)
		add('C', actFirst, "a dose given", withdrawn, record.DoseGiven{Product: medication.ClonidineTab, Dose: doseOf("0.1 mg"),
			Setting: k.office})
	}
	return all
}

func toldTheRisks() []said {
	return []said{{Ago: time.Hour, Body: record.ConsentRecorded{Consent: record.ConsentWithdrawalRisks, Given: truth.Yes}}}
}
