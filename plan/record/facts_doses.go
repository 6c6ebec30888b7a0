package record

import (
	"errors"
	"fmt"

	"github.com/oudpath/oudpath/medication"
	"github.com/oudpath/oudpath/plan/civil"
	"github.com/oudpath/oudpath/plan/truth"
)

// Facts about doses.

// DoseGiven is a dose that staff gave or saw taken, an injection included.
type DoseGiven struct {
	Product    medication.ProductID
	Dose       medication.Dose
	Route      medication.Route   // not stated: the product's only route
	Setting    medication.Setting // not stated: unknown
	Supervised truth.Value
	Purpose    Purpose
	Received   civil.Date  // when a pharmacy delivered the product for this person; zero: from stock, or not stated
	Late       truth.Value // the dose of the day before: it counts for that day where that day alone was left out, else for its own
}

// Kind returns KindDoseGiven.
func (DoseGiven) Kind() Kind { return KindDoseGiven }

// Validate checks product and dose.
func (b DoseGiven) Validate() error {
	return errors.Join(demandDose(b.Product, b.Dose), check(b.Purpose, purposes))
}

// DoseTaken is a dose that the person took unobserved and reported.
type DoseTaken struct {
	Product medication.ProductID
	Dose    medication.Dose
	Late    truth.Value // the dose of the day before: it counts for that day where that day alone was left out, else for its own
}

// Kind returns KindDoseTaken.
func (DoseTaken) Kind() Kind { return KindDoseTaken }

// Validate checks product and dose.
func (b DoseTaken) Validate() error { return demandDose(b.Product, b.Dose) }

// DoseMissed is a scheduled dose that was not taken.
type DoseMissed struct {
	Substance medication.Substance
}

// Kind returns KindDoseMissed.
func (DoseMissed) Kind() Kind { return KindDoseMissed }

// Validate demands the substance.
func (b DoseMissed) Validate() error { return demandSubstance(b.Substance) }

// DoseHeld is a dose that staff withheld.
type DoseHeld struct {
	Substance medication.Substance
	Reason    Reason
}

// Kind returns KindDoseHeld.
func (DoseHeld) Kind() Kind { return KindDoseHeld }

// Validate demands substance and reason.
func (b DoseHeld) Validate() error {
	return errors.Join(demandSubstance(b.Substance), demand(b.Reason, reasons))
}

// TakeHomeSupplied is a supply of doses for days without observation, starting the day after.
type TakeHomeSupplied struct {
	Substance medication.Substance
	Days      int                  // number of days, 1 to 366
	Product   medication.ProductID // not stated: that of the order in force
	Dose      medication.Dose      // one administration; not stated: that of the order in force
	PerDay    int                  // administrations a day; 0: one
	First     civil.Date           // first day of the supply; zero: the day after the hand-over
}

// Kind returns KindTakeHomeSupplied.
func (TakeHomeSupplied) Kind() Kind { return KindTakeHomeSupplied }

// Validate checks the number of days, and that a product is one of the substance.
func (b TakeHomeSupplied) Validate() error {
	errs := []error{demandSubstance(b.Substance), within("days", b.Days, 1, 366), within("times a day", b.PerDay, 0, 24),
		withinMass(b.Dose)}
	if b.Product != "" {
		product, err := lookup(b.Product)
		if err == nil && product.Substance() != b.Substance {
			err = fmt.Errorf("record: %s is no product of %s", b.Product, b.Substance)
		}
		errs = append(errs, err)
	}
	return errors.Join(errs...)
}

// DosesLost says that doses that were in the person's hand are there no more.
type DosesLost struct {
	Substance medication.Substance
	Days      int // number of days' doses, 1 to 366; 0 for what the person says was taken
	How       Loss
	LastTaken civil.Date // the day of the last dose, where the person says that none is left; else zero
}

// Kind returns KindDosesLost.
func (DosesLost) Kind() Kind { return KindDosesLost }

// Validate demands the substance, how the doses were lost, and how many, or of what was taken the day of the last.
func (b DosesLost) Validate() error {
	errs := []error{demandSubstance(b.Substance), demand(b.How, losses)}
	switch {
	case b.How == LossTaken && b.LastTaken.IsZero():
		errs = append(errs, errors.New("record: doses that were taken need the day of the last"))
	case b.How == LossTaken:
		errs = append(errs, within("days", b.Days, 0, 366))
	case !b.LastTaken.IsZero():
		errs = append(errs, fmt.Errorf("record: doses that were %s have no last one taken", b.How))
	default:
		errs = append(errs, within("days", b.Days, 1, 366))
	}
	return errors.Join(errs...)
}

// NaloxoneSupplied is an opioid reversal agent in the hands of the person or the household.
type NaloxoneSupplied struct {
	Product medication.ProductID // not stated: some reversal agent
	Doses   int                  // not stated: 0
}

// Kind returns KindNaloxoneSupplied.
func (NaloxoneSupplied) Kind() Kind { return KindNaloxoneSupplied }

// Validate checks that a named product reverses an overdose: buprenorphine with naloxone does not.
func (b NaloxoneSupplied) Validate() error {
	if err := within("doses", b.Doses, 0, 1000); err != nil || b.Product == "" {
		return err
	}
	product, err := lookup(b.Product)
	if err == nil && !product.ReversesOverdose() {
		err = fmt.Errorf("record: %s is not an overdose reversal agent", b.Product)
	}
	return err
}
