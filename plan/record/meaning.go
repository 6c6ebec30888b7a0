package record

import (
	"strings"

	"github.com/oudpath/oudpath/medication"
	"github.com/oudpath/oudpath/plan/truth"
	"github.com/oudpath/oudpath/stages"
)

// meaning adds the acts of a body, by the row of its kind.
func meaning(b Body, acts *Acts) {
	if row := rowOf(b); row != nil {
		row.meaning(b, acts)
	}
}

func productOf(id ProductID) medication.Product {
	product, _ := medication.Lookup(id)
	return product
}

// ProductID names a product of the catalogue.
type ProductID = medication.ProductID

// reversalAgent is the substance of a supply against overdose: naloxone, where the product is not stated.
func reversalAgent(id ProductID) medication.Substance {
	if product := productOf(id); product.IsValid() {
		return product.Substance()
	}
	return medication.Naloxone
}

// contact is the contact with an agent by its name. An agent that was not named, or that no table knows, may be any opioid.
func contact(agent string) Act {
	classes, known := medication.Classify(agent)
	act := Act{Means: Contacts, Agent: agent, Classes: classes, Unclassed: !known, PerDay: 1, Sure: Reported}
	if s, ok := SubstanceNamed(agent); ok {
		act.Substance = s
	}
	return act
}

// SubstanceNamed returns the substance of the catalogue that an agent holds, by its classes or its name. Buprenorphine is found
// with and without naloxone.
func SubstanceNamed(agent string) (medication.Substance, bool) {
	if classes, _ := medication.Classify(agent); classes.Has(medication.PartialAgonistOpioid) {
		return medication.Buprenorphine, true
	}
	for s := medication.Substance(1); s.Valid(); s++ {
		if s.Names(agent) {
			return s, true
		}
	}
	return 0, false
}

func meaningOfUse(agent string, daily medication.Mass, acts *Acts) {
	act := contact(agent)
	act.Dose, act.Day = daily, daily
	acts.add(act)
}

func meaningOfOverdose(b Overdosed, acts *Acts) {
	act := contact(b.Agent)
	act.Means |= Shows
	acts.add(act)
	if b.NaloxoneReversed == truth.Yes {
		acts.add(Act{Means: Reverses, Substance: medication.Naloxone, PerDay: 1, Sure: Reported})
	}
}

// meaningOfScreen gives each analyte that was found or not found an act. An inconclusive result shows, and says nothing.
func meaningOfScreen(b Screened, acts *Acts) {
	for _, r := range b.Results {
		act := Act{Means: Shows, Analyte: r.Analyte, Sure: Found}
		switch r.Result {
		case Positive:
			act.Means |= Contacts
			act.Agent = r.Analyte.Agent()
			act.Classes = r.Analyte.Classes()
			act.Unclassed = r.Analyte == AnalyteOpioids
			act.Substance, _ = SubstanceNamed(string(r.Analyte))
		case Negative:
			act.Means |= Clears
		}
		acts.add(act)
	}
}

func meaningOfMedicine(b MedicineReported, acts *Acts) {
	classes, known := b.ClassSet()
	act := contact(b.Agent)
	act.Classes, act.Unclassed = classes, !known
	if b.Taking == truth.No {
		act.Means |= Clears
	}
	act.GoesOn = b.Taking == truth.Yes
	if b.OrderedHere == truth.Yes { // nobody said that it is taken
		act.Sure = Possible
	}
	acts.add(act)
}

// meaningOfChallenge reads a naloxone challenge: withdrawal under it shows an opioid that it does not name.
func meaningOfChallenge(b Challenged, acts *Acts) {
	acts.add(Act{Means: Reverses | Shows, Substance: medication.Naloxone, PerDay: 1, Sure: Seen})
	switch b.Result {
	case Positive:
		acts.add(Act{Means: Contacts, Agent: "an opioid that a naloxone challenge showed", Unclassed: true, Sure: Found})
	case Negative:
		acts.says(Clears)
	}
}

func meaningOfDose(id ProductID, dose medication.Dose, sure Sure, late bool, acts *Acts) {
	product := productOf(id)
	act := acts.next()
	act.Means, act.Substance, act.Product, act.Sure, act.Late = Puts, product.Substance(), product, sure, late
	act.Dose, act.Day, act.PerDay, act.Once, act.Days = dose.Principal, dose.Principal, 1, true, 1
	if product.ReversesOverdose() {
		act.Means |= Reverses
	}
}

// meaningOfSupply reads doses that were taken home: they are for the days after, unless the supply says otherwise.
func meaningOfSupply(b TakeHomeSupplied, acts *Acts) {
	perDay := max(b.PerDay, 1)
	acts.add(Act{Means: HandsOver, Substance: b.Substance, Product: productOf(b.Product), Dose: b.Dose.Principal, PerDay: perDay,
		Day: b.Dose.Principal.Times(uint32(perDay)), First: 1, FirstOn: b.First, Days: b.Days, Sure: Possible})
}

// meaningOfGrant reads leave to take doses home: they are for the days after, and nobody has them yet.
func meaningOfGrant(b TakeHomeGrant, acts *Acts) {
	product := productOf(b.Product)
	acts.add(Act{Means: Permits, Substance: product.Substance(), Product: product, Dose: b.Dose.Principal, PerDay: 1,
		Day: b.Dose.Principal, First: 1, Days: b.Days, Closed: b.ClosureDays, Sure: Possible})
}

// meaningOfOrder reads an order. Its purpose adds a meaning where it says that withdrawal is intended, and never takes one away:
// words on an order are claims.
func meaningOfOrder(b Order, acts *Acts) {
	product := productOf(b.Product)
	act := Act{Means: Prescribes, Substance: product.Substance(), Product: product, Dose: b.Dose.Principal, PerDay: max(b.PerDay, 1),
		Day: b.DayTotal(), Least: b.Least.Principal, Schedule: b.Schedule, FirstOn: b.First, Sure: Possible}
	act.Once = !b.Regimen()
	if act.Once {
		act.Days = 1
	} else if !b.First.IsZero() && !b.Last.IsZero() {
		act.Days = b.Last.Since(b.First) + 1
	}
	acts.add(act)
	if days := b.HandsOut(); days > 0 {
		act.Means, act.Days, act.Once = HandsOver, days, false
		acts.add(act)
	}
	if b.Purpose == PurposeDetox && !product.ReversesOverdose() { // what is not stated as a challenge is a reversal, whatever it is said to be for
		acts.add(Act{Means: Withdraws, Substance: act.Substance})
	}
}

func meaningOfCourse(b CourseMove, acts *Acts) {
	acts.says(Goes)
	end := Act{Substance: b.Substance, Whatever: b.Substance == 0, Reason: b.Reason}
	switch b.Trigger {
	case stages.BeginTaper:
		end.Means, end.Gradual = Tapers, truth.Yes
	case stages.End:
		end.Means, end.Gradual, end.Continues = Ends, truth.No, truth.No
	case stages.Interrupt:
		end.Means, end.Gradual = Ends, truth.No
	case stages.Switch:
		end.Means = Ends
	default:
		return
	}
	acts.add(end)
}

// out reports whether the stage is one outside of care, the last one included.
func out(s stages.Stage) bool {
	switch s {
	case stages.Transferred, stages.DischargedPlanned, stages.DischargedUnplanned, stages.DischargedAdministrative, stages.Deceased:
		return true
	}
	return false
}

// meaningOfStage reads a move of stage. A discharge ends whatever medication goes on, unless it is said to go on elsewhere; any
// other move does if it says that medication ends.
func meaningOfStage(b StageMove, acts *Acts) {
	acts.says(Goes)
	end := Act{Means: Ends, Substance: b.Substance, Whatever: b.Substance == 0, Continues: b.MedicationContinues, Reason: b.Reason}
	switch b.Trigger {
	case stages.DischargePlanned, stages.DischargeAdministrative:
		acts.add(end)
	case stages.DischargeUnplanned:
		end.Left = true
		acts.add(end)
	case stages.Transfer:
		if end.Continues == truth.Unknown && b.ReferralArranged == truth.Yes && b.Destination != "" {
			end.Continues = truth.Yes
		}
		acts.add(end)
	case stages.BeginDetox:
		acts.says(Withdraws)
	default:
		if b.MedicationContinues == truth.No {
			acts.add(end)
		}
	}
}

func meaningOfWithdrawal(b WithdrawalManagement, acts *Acts) {
	acts.add(Act{Means: Withdraws, Substance: b.Substance})
	switch b.Method {
	case MethodMethadoneTaper:
		acts.add(Act{Means: Tapers, Substance: medication.Methadone, Gradual: truth.Yes})
	case MethodBuprenorphineTaper:
		acts.add(Act{Means: Tapers, Substance: medication.Buprenorphine, Gradual: truth.Yes})
	case MethodAbrupt, MethodAntagonistAssisted, MethodAnesthesia:
		acts.add(Act{Means: Ends, Substance: b.Substance, Whatever: b.Substance == 0, Gradual: truth.No})
	}
}

// SameAgent reports whether two names are those of one agent: case and spaces around them do not count.
func SameAgent(a, b string) bool {
	return strings.EqualFold(strings.TrimSpace(a), strings.TrimSpace(b))
}
