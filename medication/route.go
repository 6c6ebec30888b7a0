package medication

// Route is the way by which a dose enters the body. The zero Route is invalid: a route that nobody stated is absent.
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

var routeNames = []string{"", "oral", "sublingual", "buccal", "lingual", "subcutaneous", "intramuscular", "intravenous",
	"intranasal", "transdermal", "implant"}

// Valid reports whether r is one of the routes.
func (r Route) Valid() bool { return r > 0 && int(r) < len(routeNames) }

// String returns the name, and "invalid" for an invalid route.
func (r Route) String() string { return nameOf(routeNames, r) }

// MarshalText writes the name; an invalid route is an error.
func (r Route) MarshalText() ([]byte, error) { return writeName("route", routeNames, r) }

// UnmarshalText reads a name that MarshalText writes.
func (r *Route) UnmarshalText(text []byte) (err error) {
	*r, err = readName[Route]("route", routeNames, text)
	return err
}
