package choice

import (
	"errors"
	"fmt"
	"slices"
	"strings"

	"github.com/oudpath/oudpath/medication"
	"github.com/oudpath/oudpath/plan/record"
	"github.com/oudpath/oudpath/stages"
)

// OptionID names an option: one of the constants, a level of care, or a name of a host's own.
type OptionID string

// The medications, and what is not one.
const (
	Methadone          OptionID = "methadone"
	Buprenorphine      OptionID = "buprenorphine"           // under the tongue or in the cheek, with or without naloxone
	BuprenorphineDepot OptionID = "buprenorphine-injection" // weekly or monthly
	NaltrexoneDepot    OptionID = "naltrexone-injection"    // monthly
	NaltrexoneTablets  OptionID = "naltrexone-tablets"
	SlowMorphine       OptionID = "slow-release-morphine" // by mouth
	NoMedication       OptionID = "no-medication"
)

// Option is one thing that can be chosen. It is a medication, a level of care, or neither: then there is no order to ask about.
type Option struct {
	ID        OptionID
	Title     string
	Substance medication.Substance // of a medication the catalogue has; zero: none
	Depot     bool                 // injected, and acts for a week or longer
	Level     stages.Level         // a level of care; empty: none
	Countries []string             // where it is an option at all, as ISO 3166 codes in lower case; empty: everywhere
}

// is reports whether a product is one of the option.
func (o *Option) is(p medication.Product) bool {
	return o.Substance != 0 && p.Substance() == o.Substance && p.LongActing() == o.Depot && !p.ReversesOverdose() &&
		p.Form() != medication.FormInjection // for people in hospital who cannot swallow
}

// Prefers is the circumstance that the person wants this option. It is put on record as a record.ContextStated.
func Prefers(o OptionID) record.Circumstance { return "prefers-" + record.Circumstance(o) }

// Declines is the circumstance that the person does not want this option.
func Declines(o OptionID) record.Circumstance { return "declines-" + record.Circumstance(o) }

// Table is what can be weighed. It is a value: a host adds rows of its own to the ones of this package.
type Table struct {
	Title     string
	Options   []Option
	Questions []Question
	Arguments []Argument
}

// MedicationTable returns what medications are weighed by.
func MedicationTable() Table {
	return Table{Title: "Medication", Questions: questions(), Arguments: medicationArguments(), Options: []Option{
		{ID: Methadone, Title: "methadone", Substance: medication.Methadone},
		{ID: Buprenorphine, Title: "buprenorphine under the tongue", Substance: medication.Buprenorphine},
		{ID: BuprenorphineDepot, Title: "buprenorphine as a weekly or monthly injection", Substance: medication.Buprenorphine, Depot: true},
		{ID: NaltrexoneDepot, Title: "naltrexone as a monthly injection", Substance: medication.Naltrexone, Depot: true},
		{ID: NaltrexoneTablets, Title: "naltrexone tablets", Substance: medication.Naltrexone},
		{ID: SlowMorphine, Title: "slow-release morphine by mouth", Substance: medication.SlowMorphine, Countries: []string{"ca", "gb"}},
		{ID: NoMedication, Title: "no medication"},
	}}
}

// LevelTable returns what levels of care are weighed by. The arguments are this library's own, and no ASAM assessment.
func LevelTable() Table {
	t := Table{Title: "Level of care", Questions: questions(), Arguments: levelArguments()}
	for _, id := range stages.Care().IDs(stages.NoLevel) {
		state, _ := stages.Care().State(id)
		t.Options = append(t.Options, Option{ID: OptionID(id), Title: strings.ToLower(state.Title), Level: id})
	}
	return t
}

// Validate reports everything that is wrong with the table: a row that is incomplete, two of one ID, an argument about an option or with
// a question that is not there.
func (t *Table) Validate() error {
	var errs []error
	options, asked, argued := make(map[OptionID]bool), make(map[string]bool), make(map[string]bool)
	for _, o := range t.Options {
		if options[o.ID] || !dotted(string(o.ID)) || o.Title == "" {
			errs = append(errs, fmt.Errorf("choice: option %q stands twice, is not lower-case words, or has no title", o.ID))
		}
		options[o.ID] = true
	}
	for _, q := range t.Questions {
		if asked[q.ID] || !dotted(q.ID) || q.Text == "" || (q.Ask == nil) == (q.In == "") {
			errs = append(errs, fmt.Errorf("choice: question %q stands twice, is not lower-case words, or lacks its text or its one function or country", q.ID))
		}
		asked[q.ID] = true
	}
	for i := range t.Arguments {
		a := &t.Arguments[i]
		errs = append(errs, a.Validate())
		if argued[a.ID] {
			errs = append(errs, fmt.Errorf("choice: duplicate argument %q", a.ID))
		}
		argued[a.ID] = true
		if i := slices.IndexFunc(a.About, func(o OptionID) bool { return !options[o] }); i >= 0 {
			errs = append(errs, fmt.Errorf("choice: argument %q is about %q, which is no option", a.ID, a.About[i]))
		}
		if i := slices.IndexFunc(a.If, func(q string) bool { return !asked[q] }); i >= 0 {
			errs = append(errs, fmt.Errorf("choice: argument %q asks %q, which is no question", a.ID, a.If[i]))
		}
	}
	return errors.Join(errs...)
}
