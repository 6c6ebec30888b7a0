package medication

import (
	"github.com/oudpath/oudpath/plan/civil"
	"github.com/oudpath/oudpath/plan/evidence"
	"github.com/oudpath/oudpath/plan/vocabulary"
)

// MarketStatus says whether a product can be had in a jurisdiction on a day. The zero MarketStatus is Unknown, and never means
// that a product can be had.
type MarketStatus uint8

// The market statuses.
const (
	Unknown      MarketStatus = iota // the catalogue says nothing about that jurisdiction and day
	Marketed                         // can be had
	Discontinued                     // could be had earlier; records of it stay valid, new starts are impossible
	NotMarketed                      // approved and never sold
)

var marketStatuses = vocabulary.Required[MarketStatus]("market status", []string{
	Unknown:      "unknown",
	Marketed:     "marketed",
	Discontinued: "discontinued",
	NotMarketed:  "not-marketed",
})

// Valid reports whether s is a market status.
func (s MarketStatus) Valid() bool { return marketStatuses.Valid(s) }

// String returns the name, and "invalid market status 77" for a value that is none.
func (s MarketStatus) String() string { return marketStatuses.Name(s) }

// MarshalText writes the name; a value that is no market status is a vocabulary.ErrWord.
func (s MarketStatus) MarshalText() ([]byte, error) { return marketStatuses.MarshalText(s) }

// UnmarshalText reads what MarshalText writes, in that exact spelling; any other text is a vocabulary.ErrWord.
func (s *MarketStatus) UnmarshalText(text []byte) error { return marketStatuses.UnmarshalText(s, text) }

// Marketing is one statement about a product's place on a market.
type Marketing struct {
	Jurisdiction string       // lower-case ISO 3166 code: "us", "gb"
	Brand        string       // the brand that the statement is restricted to; empty for the product itself
	Status       MarketStatus // never Unknown
	// From is the first day on which the status is known to hold: the end of the year or month if the source names no day.
	// The zero day means that no source says since when. The status is then taken to hold on every day until the next statement,
	// also on days before the product was first sold: nothing about its early days follows from it.
	From civil.Date
	Cite evidence.Citation
}

// statusOn returns the status of the last statement about the product itself that holds on the day. Statements stand in the
// order of their dates.
func statusOn(statements []Marketing, jurisdiction string, on civil.Date) MarketStatus {
	status := Unknown
	for _, s := range statements {
		if s.Jurisdiction == jurisdiction && s.Brand == "" && !on.Before(s.From) && !on.IsZero() {
			status = s.Status
		}
	}
	return status
}
