package scale

import "github.com/oudpath/oudpath/plan/evidence"

// Band is a published range of totals with a name.
type Band struct {
	Name     string            // lower case: "mild", "moderately severe"
	Min, Max int               // first and last total of the band
	Cite     evidence.Citation // where the band stands
}

// BandSet is a whole banding, for instruments that circulate with more than one.
type BandSet struct {
	Name  string // whose banding it is
	Bands []Band // lowest first, without gap or overlap
}

// Of returns the band of the total, and false if no band holds it.
func (s BandSet) Of(total int) (Band, bool) { return bandOf(s.Bands, total) }

// Change is how large a difference between two totals is called meaningful. Sources give a range: a difference below Low is not
// called meaningful by any, one of at least High is by all, and between them they disagree.
type Change struct {
	Low, High int
	Cite      evidence.Citation
}

func bandOf(bands []Band, total int) (Band, bool) {
	for _, band := range bands {
		if band.Min <= total && total <= band.Max {
			return band, true
		}
	}
	return Band{}, false
}

// bandOver names the band that holds every total from low to high, and nothing if they fall into different ones.
func bandOver(bands []Band, low, high int) string {
	band, _ := bandOf(bands, low)
	if high > band.Max {
		return ""
	}
	return band.Name
}

// banding builds bands that leave no gap: each starts where the one before ended. cite is the source of all of them.
func banding(cite evidence.Citation, upTo ...limit) []Band {
	bands := make([]Band, len(upTo))
	next := 0
	for i, l := range upTo {
		bands[i] = Band{Name: l.name, Min: next, Max: l.max, Cite: cite}
		next = l.max + 1
	}
	return bands
}

// limit is a band's name and its last total.
type limit struct {
	name string
	max  int
}

// firstFrom gives the lowest band a source of its own: many sources print cut points only, which leave it unnamed.
func firstFrom(cite evidence.Citation, bands []Band) []Band {
	bands[0].Cite = cite
	return bands
}
