package plantest

import (
	"github.com/oudpath/oudpath/medication"
	"github.com/oudpath/oudpath/plan/record"
	"github.com/oudpath/oudpath/plan/truth"
	"github.com/oudpath/oudpath/stages"
)

// Routes returns the other events by which the same thing reaches the person, one of each kind: a dose that was ordered, given or
// taken at home; doses in the hand, by a supply, an order with a supply or a grant; the end of a medication, by whatever is said.
// What an event says beside that, such as its purpose, goes along where the other kind can say it. There are none for what has no
// other route. A dose into a vein, from a syringe that was delivered on a day, or against withdrawal, is not one of which that is not
// said: it has no route by a kind that cannot say so.
//
// A rule that watches a meaning has to see each of them.
func Routes(b record.Body) []record.Body {
	switch b := b.(type) {
	case record.Order:
		switch {
		case !b.First.IsZero(), b.PerDay > 1, len(b.Parts) > 1, !b.Least.IsZero(), b.Instalments != truth.Unknown:
			return nil // no single dose of today says as much
		case b.SupplyDays > 0:
			return handed(b.Product, b.Dose, b.SupplyDays, record.KindOrder)
		}
		return dosed(b, record.KindOrder)
	case record.DoseGiven:
		return dosed(record.Order{Product: b.Product, Dose: b.Dose, Purpose: b.Purpose, Route: b.Route, Setting: b.Setting,
			Received: b.Received}, record.KindDoseGiven)
	case record.DoseTaken:
		return dosed(record.Order{Product: b.Product, Dose: b.Dose}, record.KindDoseTaken)
	case record.TakeHomeSupplied:
		return handed(b.Product, b.Dose, b.Days, record.KindTakeHomeSupplied)
	case record.TakeHomeGrant:
		return handed(b.Product, b.Dose, b.Days, record.KindTakeHomeGrant)
	case record.StopMedication:
		return ended(b.Substance, b.Reason, record.KindStopMedication)
	case record.CourseMove:
		if b.Trigger == stages.End {
			return ended(b.Substance, b.Reason, record.KindCourseMove)
		}
	}
	return nil
}

func dosed(o record.Order, but record.Kind) []record.Body {
	routes := []record.Body{o, record.DoseGiven{Product: o.Product, Dose: o.Dose, Purpose: o.Purpose, Route: o.Route, Setting: o.Setting,
		Received: o.Received}}
	if o.Route == 0 && o.Received.IsZero() && o.Purpose != record.PurposeDetox {
		routes = append(routes, record.DoseTaken{Product: o.Product, Dose: o.Dose})
	}
	return without(but, routes...)
}

func handed(id medication.ProductID, dose medication.Dose, days int, but record.Kind) []record.Body {
	product, ok := medication.Lookup(id)
	if !ok || dose.IsZero() {
		return nil // an order has to say both
	}
	return without(but, record.Order{Product: id, Dose: dose, SupplyDays: days},
		record.TakeHomeSupplied{Substance: product.Substance(), Product: id, Dose: dose, Days: days},
		record.TakeHomeGrant{Product: id, Dose: dose, Days: days})
}

func ended(s medication.Substance, reason record.Reason, but record.Kind) []record.Body {
	return without(but, record.StopMedication{Substance: s, Reason: reason, Abrupt: truth.Yes},
		record.CourseMove{Trigger: stages.End, Substance: s, Reason: reason},
		record.StageMove{Trigger: stages.DischargeAdministrative, Substance: s, Reason: reason, MedicationContinues: truth.No})
}

func without(kind record.Kind, bodies ...record.Body) (others []record.Body) {
	for _, b := range bodies {
		if b.Kind() != kind {
			others = append(others, b)
		}
	}
	return others
}
