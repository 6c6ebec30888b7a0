package scale

import (
	"fmt"
	"slices"

	"github.com/oudpath/oudpath/plan/evidence"
	"github.com/oudpath/oudpath/plan/vocabulary"
)

// ID names an instrument. The empty ID names none.
type ID string

// The instruments. Two of them share the acronym SOWS and nothing else: sows16 has 16 items of 0 to 4, sows10 has 10 of 0 to 3.
const (
	COWS    ID = "cows"     // Clinical Opiate Withdrawal Scale, rated by a clinician
	SOWS16  ID = "sows16"   // Subjective Opiate Withdrawal Scale (Handelsman), rated by the patient
	SOWS10  ID = "sows10"   // Short Opiate Withdrawal Scale (Gossop), rated by the patient
	OOWS    ID = "oows"     // Objective Opiate Withdrawal Scale (Handelsman), rated by an observer
	DSM5OUD ID = "dsm5-oud" // criteria of opioid use disorder, DSM-5 and DSM-5-TR
	DAST10  ID = "dast10"   // Drug Abuse Screening Test, ten items
	PHQ9    ID = "phq9"     // Patient Health Questionnaire, nine depression items
	GAD7    ID = "gad7"     // Generalized Anxiety Disorder scale, seven items
	POSS    ID = "poss"     // Pasero Opioid-induced Sedation Scale: S, which is 0, and 1 to 4
	RASS    ID = "rass"     // Richmond Agitation-Sedation Scale, -5 to 4
	ACVPU   ID = "acvpu"    // alert, newly confused, responds to voice, to pain, unresponsive: 0 to 4
)

// catalog lists every instrument in the order of the constants. It is never written.
var catalog = [...]*definition{&cows, &sows16, &sows10, &oows, &oud, &dast10, &phq9, &gad7, &poss, &rass, &acvpu}

// InstrumentCount sizes an array with one entry for each instrument, by ID.Index.
const InstrumentCount = len(catalog)

// Index returns the place of the instrument in All, counted from 0, and false if there is none with that id.
func (id ID) Index() (int, bool) {
	for i, def := range catalog {
		if def.id == id {
			return i, true
		}
	}
	return 0, false
}

// definition is the table behind an instrument.
type definition struct {
	id      ID
	title   string
	items   []Item
	bands   []Band // contiguous from the lowest to the highest total, or empty
	noBands string // why there are none; empty if there are
	others  []BandSet
	change  Change
	cites   []evidence.Citation
	codes   []vocabulary.Code
	written []string // what charts write for each total, from the lowest on; nil for a sum
}

// Instrument is a handle on one instrument. It is immutable and comparable. The zero Instrument is none: it has no items and
// scoring with it is ErrInstrument.
type Instrument struct{ def *definition }

// Lookup returns the instrument with that id, and false if there is none.
func Lookup(id ID) (Instrument, bool) {
	i, ok := id.Index()
	if !ok {
		return Instrument{}, false
	}
	return Instrument{catalog[i]}, true
}

// All returns every instrument, in a fixed order.
func All() []Instrument {
	all := make([]Instrument, len(catalog))
	for i, def := range catalog {
		all[i] = Instrument{def}
	}
	return all
}

// table returns the instrument's definition, and an empty one for the zero Instrument.
func (in Instrument) table() *definition {
	if in.def == nil {
		return &definition{}
	}
	return in.def
}

// ID returns the instrument's id, empty for the zero Instrument.
func (in Instrument) ID() ID { return in.table().id }

// Title returns the instrument's name, for display.
func (in Instrument) Title() string { return in.table().title }

// Items returns the items in the order of the form. The caller may change what is returned.
func (in Instrument) Items() []Item {
	items := slices.Clone(in.table().items)
	for i := range items {
		items[i].Allowed = slices.Clone(items[i].Allowed)
	}
	return items
}

// Range returns the lowest and the highest total.
func (in Instrument) Range() (lowest, highest int) { return in.table().span() }

func (d *definition) span() (lowest, highest int) {
	for _, item := range d.items {
		low, high := item.possible(0, false)
		lowest, highest = lowest+low, highest+high
	}
	return lowest, highest
}

// Bands returns the published bands, lowest first, without gap or overlap over the whole Range. It is empty for an instrument
// that has none: BandOf says why.
func (in Instrument) Bands() []Band { return slices.Clone(in.table().bands) }

// OtherBands returns published bandings that disagree with Bands. No score uses them; a programme that does can band a total
// with BandSet.Of.
func (in Instrument) OtherBands() []BandSet {
	sets := slices.Clone(in.table().others)
	for i := range sets {
		sets[i].Bands = slices.Clone(sets[i].Bands)
	}
	return sets
}

// BandOf returns the band of a total. It is ErrNoBands for an instrument without published bands, ErrTotalRange for a total
// outside the range.
func (in Instrument) BandOf(total int) (Band, error) {
	if err := in.checkRange(total); err != nil {
		return Band{}, err
	}
	band, ok := bandOf(in.def.bands, total)
	if !ok {
		return Band{}, fmt.Errorf("%w: %s: %s", ErrNoBands, in.def.id, in.def.noBands)
	}
	return band, nil
}

// MeaningfulChange returns how large a difference between two totals is called meaningful, and false where no source says.
func (in Instrument) MeaningfulChange() (Change, bool) {
	change := in.table().change
	return change, change != Change{}
}

// Cites returns the sources of the items and their values. Bands and codes carry their own.
func (in Instrument) Cites() []evidence.Citation { return slices.Clone(in.table().cites) }

// Codes returns the codes of the instrument's total in public code systems; none if none is known (ByCode is the way back).
func (in Instrument) Codes() []vocabulary.Code { return slices.Clone(in.table().codes) }

func (in Instrument) String() string { return string(in.ID()) }
