package record

import (
	"errors"
	"fmt"
	"strings"

	"github.com/oudpath/oudpath/medication"
	"github.com/oudpath/oudpath/plan/truth"
)

// What bodies demand of their fields.

func demandText(what, text string) error {
	if strings.TrimSpace(text) == "" {
		return fmt.Errorf("record: %s is missing", what)
	}
	return nil
}

func demandTruth(what string, t truth.Value) error {
	if t != truth.Yes && t != truth.No {
		return fmt.Errorf("record: %s is missing: yes or no", what)
	}
	return nil
}

func demandSubstance(s medication.Substance) error {
	if !s.Valid() {
		return errors.New("record: substance is missing")
	}
	return nil
}

func within(what string, n, low, high int) error {
	if n < low || n > high {
		return fmt.Errorf("record: %s %d is not between %d and %d", what, n, low, high)
	}
	return nil
}

func lookup(id medication.ProductID) (medication.Product, error) {
	product, ok := medication.Lookup(id)
	if !ok {
		return medication.Product{}, fmt.Errorf("record: unknown product %q", id)
	}
	return product, nil
}

func demandDose(id medication.ProductID, dose medication.Dose) error {
	if _, err := lookup(id); err != nil {
		return err
	}
	if dose.Principal.IsZero() {
		return errors.New("record: dose is missing")
	}
	return withinMass(dose)
}
