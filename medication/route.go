package medication

import "github.com/oudpath/oudpath/plan/vocabulary"

// Route is the way by which a dose enters the body. The zero Route is not stated, and never means a usual one.
type Route uint8

// The routes.
const (
	_ Route = iota
	Oral
	Sublingual
	Buccal
	Lingual // on the tongue, not under it
	Subcutaneous
	Intramuscular
	Intravenous
	Intranasal
	Transdermal
	Implant // placed under the skin, and removed
)

var routes = vocabulary.Optional[Route]("route", []string{
	Oral:          "oral",
	Sublingual:    "sublingual",
	Buccal:        "buccal",
	Lingual:       "lingual",
	Subcutaneous:  "subcutaneous",
	Intramuscular: "intramuscular",
	Intravenous:   "intravenous",
	Intranasal:    "intranasal",
	Transdermal:   "transdermal",
	Implant:       "implant",
})

// Valid reports whether r is a route.
func (r Route) Valid() bool { return routes.Valid(r) }

// String returns the name, "not stated" for zero, and "invalid route 77" for a value that is none.
func (r Route) String() string { return routes.Name(r) }

// MarshalText writes the name, and the empty text for zero; a value that is no route is a vocabulary.ErrWord.
func (r Route) MarshalText() ([]byte, error) { return routes.MarshalText(r) }

// UnmarshalText reads what MarshalText writes, in that exact spelling; any other text is a vocabulary.ErrWord.
func (r *Route) UnmarshalText(text []byte) error { return routes.UnmarshalText(r, text) }
