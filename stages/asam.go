package stages

import (
	"fmt"

	"github.com/oudpath/oudpath/plan/evidence"
	"github.com/oudpath/oudpath/plan/vocabulary"
)

// Edition is an edition of the ASAM Criteria. It is a required part of the name of a level: 3.7 is one thing in the third edition
// and another in the fourth. The zero Edition is not stated, and there is no default: places change over at their own time.
type Edition uint8

// The editions.
const (
	_ Edition = iota
	ThirdEdition
	FourthEdition // 2023
)

var editions = vocabulary.Optional[Edition]("edition of the ASAM Criteria", []string{
	ThirdEdition:  "third",
	FourthEdition: "fourth",
})

// Valid reports whether e is an edition of the ASAM Criteria.
func (e Edition) Valid() bool { return editions.Valid(e) }

// String returns the name, "not stated" for zero, and "invalid edition of the ASAM Criteria 77" for a value that is none.
func (e Edition) String() string { return editions.Name(e) }

// MarshalText writes the name, and the empty text for zero; a value that is no edition of the ASAM Criteria is a vocabulary.ErrWord.
func (e Edition) MarshalText() ([]byte, error) { return editions.MarshalText(e) }

// UnmarshalText reads what MarshalText writes, in that exact spelling; any other text is a vocabulary.ErrWord.
func (e *Edition) UnmarshalText(text []byte) error { return editions.UnmarshalText(e, text) }

// ASAMLevel names a level of care of the ASAM Criteria, a work of the American Society of Addiction Medicine. Here are identifiers,
// names and hours a week as facts, and nothing else of it: which level a person needs is a licensed assessment that this library
// does not make. The zero ASAMLevel is none. Values are comparable.
type ASAMLevel struct {
	Edition Edition
	ID      string // "2.1", "3.7-WM"
	Name    string // in lower case
}

// String writes the level as "ASAM 3.7 (third edition): medically monitored intensive inpatient".
func (l ASAMLevel) String() string {
	return fmt.Sprintf("ASAM %s (%s edition): %s", l.ID, l.Edition, l.Name)
}

// asamRow is what is known of one level.
type asamRow struct {
	id, name     string
	named        evidence.Provenance // of the name
	level        Level               // our own mapping; empty where none fits
	adults, teen hours
}

// hours is a range of whole hours a week; without a provenance nothing is known. A most of 0 is no upper bound.
type hours struct {
	least, most int
	known       evidence.Provenance
}

// asamThird and asamFourth are the editions' levels in their own order. The names of withdrawal management are our own: of those
// only the identifiers are known.
func asamThird() []asamRow {
	return []asamRow{
		{"0.5", "early intervention", unconfirmed, "", hours{}, hours{}},
		{"1", "outpatient", secondary, Outpatient, hours{0, 8, secondary}, hours{0, 5, secondary}},
		{"2.1", "intensive outpatient", secondary, IntensiveOutpatient, hours{9, 19, secondary}, hours{6, 0, secondary}},
		{"2.5", "partial hospitalization", secondary, PartialHospitalization, hours{20, 0, secondary}, hours{}},
		{"3.1", "low-intensity residential", secondary, Residential, hours{5, 0, secondary}, hours{}},
		{"3.3", "population-specific residential", unconfirmed, Residential, hours{}, hours{}},
		{"3.5", "high-intensity residential", unconfirmed, Residential, hours{}, hours{}},
		{"3.7", "medically monitored intensive inpatient", secondary, Inpatient, hours{}, hours{}},
		{"4", "medically managed intensive inpatient", unconfirmed, Inpatient, hours{}, hours{}},
		{"OTS", "opioid treatment services", unconfirmed, "", hours{}, hours{}},
		{"1-WM", "withdrawal management, level 1", unconfirmed, Outpatient, hours{}, hours{}},
		{"2-WM", "withdrawal management, level 2", unconfirmed, "", hours{}, hours{}},
		{"3.2-WM", "withdrawal management, level 3.2", unconfirmed, Residential, hours{}, hours{}},
		{"3.7-WM", "withdrawal management, level 3.7", unconfirmed, Inpatient, hours{}, hours{}},
		{"4-WM", "withdrawal management, level 4", unconfirmed, Inpatient, hours{}, hours{}},
	}
}

// asamFourth leaves out the variants of the fourth edition, such as 3.7 BIO, psychiatric level 4 and the levels enhanced for
// co-occurring conditions: that there are some is known, their names were not seen.
func asamFourth() []asamRow {
	return []asamRow{
		{"1.0", "long-term remission monitoring", secondary, Outpatient, hours{}, hours{}},
		{"1.5", "outpatient therapy", secondary, Outpatient, hours{0, 8, unconfirmed}, hours{}},
		{"1.7", "medically managed outpatient", secondary, Outpatient, hours{}, hours{}},
		{"2.1", "intensive outpatient", secondary, IntensiveOutpatient, hours{9, 19, secondary}, hours{}},
		{"2.5", "high-intensity outpatient", secondary, PartialHospitalization, hours{20, 0, unconfirmed}, hours{}},
		{"2.7", "medically managed intensive outpatient", secondary, IntensiveOutpatient, hours{}, hours{}},
		{"3.1", "clinically managed residential", secondary, Residential, hours{9, 19, unconfirmed}, hours{}},
		{"3.5", "clinically managed residential", secondary, Residential, hours{20, 0, unconfirmed}, hours{}},
		{"3.7", "medically managed residential", secondary, Residential, hours{}, hours{}},
		{"4", "medically managed inpatient", secondary, Inpatient, hours{}, hours{}},
	}
}

const (
	secondary   = evidence.Secondary
	unconfirmed = evidence.Unconfirmed
)

func asamRows(e Edition) []asamRow {
	switch e {
	case ThirdEdition:
		return asamThird()
	case FourthEdition:
		return asamFourth()
	}
	return nil
}

// ASAMLevels returns the levels of an edition in its own order, and none for an edition that there is not.
func ASAMLevels(e Edition) []ASAMLevel {
	var all []ASAMLevel
	for _, row := range asamRows(e) {
		all = append(all, ASAMLevel{e, row.id, row.name})
	}
	return all
}

// ASAM returns the level of an edition with the identifier ("3.7"), and whether there is one.
func ASAM(e Edition, id string) (ASAMLevel, bool) {
	for _, l := range ASAMLevels(e) {
		if l.ID == id {
			return l, true
		}
	}
	return ASAMLevel{}, false
}

// row returns what is known of the level; only a level that ASAMLevels returns is known.
func (l ASAMLevel) row() (asamRow, bool) {
	for _, row := range asamRows(l.Edition) {
		if row.id == l.ID && row.name == l.Name {
			return row, true
		}
	}
	return asamRow{}, false
}

// Hours returns how many hours of service a week make up the level, for adults or for adolescents: from min to max completed
// hours, so that 19.5 hours are 19. A max of 0 is no upper bound. It is not known, and min and max mean nothing, where no source
// that was seen gives a number; then nothing follows from the hours of a schedule.
func (l ASAMLevel) Hours(adolescent bool) (min, max int, known bool, cite evidence.Citation) {
	row, _ := l.row()
	h, whom := row.adults, "adults"
	if adolescent {
		h, whom = row.teen, "adolescents"
	}
	if !h.known.Valid() {
		return 0, 0, false, evidence.Citation{}
	}
	return h.least, h.most, true, l.cite("hours a week, "+whom, h.known)
}

// Cite returns the source of the level's identifier and name, and an invalid citation for a level that there is not.
func (l ASAMLevel) Cite() evidence.Citation {
	row, ok := l.row()
	if !ok {
		return evidence.Citation{}
	}
	return l.cite("name", row.named)
}

func (l ASAMLevel) cite(what string, p evidence.Provenance) evidence.Citation {
	criteria := evidence.ASAMCriteria3
	if l.Edition == FourthEdition {
		criteria = evidence.ASAMCriteria4
	}
	return criteria.At("level "+l.ID+", "+what, p)
}

// Level returns our level of care that comes nearest, and whether one does. The mapping is our own and loses detail; it is not the
// society's. Early intervention is no level of care here, opioid treatment services are more than one, and for 2-WM none is sure.
func (l ASAMLevel) Level() (Level, bool) {
	row, _ := l.row()
	return row.level, row.level != ""
}
