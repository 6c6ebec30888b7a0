package medication

import (
	"slices"

	"github.com/oudpath/oudpath/plan/civil"
	"github.com/oudpath/oudpath/plan/evidence"
	"github.com/oudpath/oudpath/plan/vocabulary"
)

// ProductID names a product of the catalogue for ever: "bupnx.film". The ids of products that are licensed in the United
// Kingdom under their own terms end in "gb" or carry a brand that is sold only there.
type ProductID string

// Product is one product of the catalogue: a substance in one form, under one label. Limits, ages, windows and conversions
// belong to a product, not to its substance.
//
// Product is a small comparable handle. The zero Product is no product: IsValid is false and every method gives the zero of
// its result. Slices are the caller's own.
type Product struct{ row *productRow }

// productRow is one row of the catalogue. It is written in source and never changes.
type productRow struct {
	id           ProductID
	name         string
	brands       []string
	jurisdiction string // whose label the facts are from
	substance    Substance
	companion    Substance // zero if none
	form         Form
	routes       []Route
	strengths    []Strength
	depotDays    int
	control      ControlledSchedule
	settings     []Setting
	settingCite  evidence.Citation
	marketing    []Marketing
	codes        []Code // of the product as a whole; those of a strength stand with it
	minimumAge   int    // years; 0 if not stated
	ageCite      evidence.Citation
	rescue       bool
	label        []LabelFact
	greatest     Mass // of one day, that any source describes; zero if none
	cites        []evidence.Citation
}

// IsValid reports whether p is a product.
func (p Product) IsValid() bool { return p.row != nil }

// data returns the row, and an empty one for the zero Product.
func (p Product) data() *productRow {
	if p.row == nil {
		return &productRow{}
	}
	return p.row
}

// ID returns the permanent id.
func (p Product) ID() ProductID { return p.data().id }

// Name returns the generic name with the form: "buprenorphine/naloxone film".
func (p Product) Name() string { return p.data().name }

// Brands returns the brand names, including those that are no longer sold (Marketing tells which).
func (p Product) Brands() []string { return slices.Clone(p.data().brands) }

// Jurisdiction returns whose label or licence the facts are from: "us", "gb" or "ca".
func (p Product) Jurisdiction() string { return p.data().jurisdiction }

// Substance returns the principal substance, the one the product is given for.
func (p Product) Substance() Substance { return p.data().substance }

// Companion returns the second component, and false if there is none. The naloxone in a buprenorphine product is there to
// deter injection: it does not reverse an overdose.
func (p Product) Companion() (Substance, bool) {
	companion := p.data().companion
	return companion, companion.Valid()
}

// Contains reports whether the substance is a component of the product.
func (p Product) Contains(s Substance) bool {
	return s.Valid() && (p.data().substance == s || p.data().companion == s)
}

// Mechanism returns how the principal substance acts.
func (p Product) Mechanism() Mechanism { return p.data().substance.Mechanism() }

// Form returns the dosage form.
func (p Product) Form() Form { return p.data().form }

// Routes returns the routes that the label allows.
func (p Product) Routes() []Route { return slices.Clone(p.data().routes) }

// OnlyRoute returns the route of a product that has one alone; ok is false where there are several, or none is stated.
func (p Product) OnlyRoute() (route Route, ok bool) {
	if routes := p.data().routes; len(routes) == 1 {
		return routes[0], true
	}
	return 0, false
}

// HasRoute reports whether the label allows the route.
func (p Product) HasRoute(r Route) bool { return slices.Contains(p.data().routes, r) }

// Strengths returns the strengths, smallest first. It is empty if the catalogue states none.
func (p Product) Strengths() []Strength {
	strengths := slices.Clone(p.data().strengths)
	for i := range strengths {
		strengths[i].Codes = slices.Clone(strengths[i].Codes)
	}
	return strengths
}

// HasStrengths reports whether any strength of the product is known.
func (p Product) HasStrengths() bool { return len(p.data().strengths) > 0 }

// DepotDays returns the nominal days between two injections of a depot, 7 or 28, and 0 for anything that is not an injected
// depot. InjectionWindow has the exact days and what the label says about them.
func (p Product) DepotDays() int { return p.data().depotDays }

// LongActing reports whether one administration acts for a week or longer: depots and implants.
func (p Product) LongActing() bool { f := p.data().form; return f == FormDepot || f == FormImplant }

// Schedule returns the controlled-substance schedule in the product's jurisdiction, and zero if it is not stated.
func (p Product) Schedule() ControlledSchedule { return p.data().control }

// Settings returns the places that may order, give or hand over the product in its jurisdiction when it is used for opioid use
// disorder. For methadone in the United States that excludes pharmacies, which dispense it for pain.
func (p Product) Settings() []Setting { return slices.Clone(p.data().settings) }

// AllowsSetting reports whether the setting is among Settings.
func (p Product) AllowsSetting(s Setting) bool { return slices.Contains(p.data().settings, s) }

// SettingCite returns the source of Settings.
func (p Product) SettingCite() evidence.Citation { return p.data().settingCite }

// Marketed returns the market status in the jurisdiction ("us", "gb") on the day; Unknown if the catalogue does not say, or if
// the day is none.
func (p Product) Marketed(jurisdiction string, on civil.Date) MarketStatus {
	return statusOn(p.data().marketing, jurisdiction, on)
}

// Marketing returns what is known about the product's place on the market, with dates and citations.
func (p Product) Marketing() []Marketing { return slices.Clone(p.data().marketing) }

// Codes returns the codes of the product and of its strengths. Substance.Codes has those of the ingredient.
func (p Product) Codes() []Code {
	codes := slices.Clone(p.data().codes)
	for _, s := range p.data().strengths {
		codes = append(codes, s.Codes...)
	}
	return codes
}

// Label returns what is known about the use of the product; see LabelFact for whose word that is.
func (p Product) Label() []LabelFact { return slices.Clone(p.data().label) }

// Facts returns the label facts about one topic.
func (p Product) Facts(topic Topic) []LabelFact {
	var facts []LabelFact
	for _, f := range p.data().label {
		if f.Topic == topic {
			facts = append(facts, f)
		}
	}
	return facts
}

// FactFrom returns the one fact about the topic that the source states with a mass or a time and for everybody. It is false if there
// is none, and if there are several, of which nobody could say which is meant.
func (p Product) FactFrom(topic Topic, source evidence.Source) (LabelFact, bool) {
	var found []LabelFact
	for _, f := range p.Facts(topic) {
		if f.Cite.Source == source && f.When == (Condition{}) && (f.Mass != (MassRange{}) || f.Time != (Span{})) {
			found = append(found, f)
		}
	}
	if len(found) != 1 {
		return LabelFact{}, false
	}
	return found[0], true
}

// MinimumAge returns the least age in completed years that a label or licence names, with its source. "Over 15 years" is read as
// from the fifteenth birthday on. It is false if the catalogue states none, which does not mean that there is none.
func (p Product) MinimumAge() (years int, cite evidence.Citation, ok bool) {
	row := p.data()
	return row.minimumAge, row.ageCite, row.minimumAge > 0
}

// ReversesOverdose reports whether the product is a rescue medicine for an opioid overdose. Buprenorphine products never are,
// although many contain naloxone; nor is naltrexone, although it is an antagonist.
func (p Product) ReversesOverdose() bool { return p.data().rescue }

// Cites returns the sources of the row as a whole.
func (p Product) Cites() []evidence.Citation { return slices.Clone(p.data().cites) }

// String returns the id, and an empty text for no product.
func (p Product) String() string { return string(p.data().id) }

// MarshalText writes the id, and the empty text for no product.
func (p Product) MarshalText() ([]byte, error) {
	return []byte(p.ID()), nil
}

// UnmarshalText reads what MarshalText writes, in that exact spelling; any other text is a vocabulary.ErrWord.
func (p *Product) UnmarshalText(text []byte) error {
	found, ok := Lookup(ProductID(text))
	if !ok && len(text) > 0 {
		return vocabulary.Unknown("product", string(text), productIDs())
	}
	*p = found
	return nil
}
