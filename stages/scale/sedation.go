package scale

import (
	"strconv"
	"strings"

	"github.com/oudpath/oudpath/plan/evidence"
)

// Scales of sedation and consciousness, as bedside charts have them: one choice among levels, and no sum. Each level is a band of its own, so
// that a score carries its name.

// Level is the one item of an instrument that is a choice among levels.
const Level = "level"

// step is one level: what a chart writes, and what it stands for in this library's words.
type step struct{ written, name string }

// levels builds an instrument of one choice, whose totals count up from the lowest level.
func levels(id ID, title, label string, lowest int, cite evidence.Citation, steps ...step) definition {
	def := definition{id: id, title: title, cites: []evidence.Citation{cite}}
	allowed := make([]int, len(steps))
	for i, s := range steps {
		allowed[i] = lowest + i
		def.bands = append(def.bands, Band{Name: s.name, Min: lowest + i, Max: lowest + i, Cite: cite})
		def.written = append(def.written, s.written)
	}
	def.items = []Item{item(Level, label, allowed...)}
	return def
}

// poss: the scale writes sleep as the letter S, which stands below 1; here it is the total 0.
var poss = levels(POSS, "Pasero Opioid-induced Sedation Scale", "How awake the person is while opioids act", 0,
	evidence.RNAO2013.At("Pasero Opioid-induced Sedation Scale", evidence.Primary),
	step{"S", "asleep, easily woken"}, step{"1", "awake"}, step{"2", "a little drowsy"}, step{"3", "drifts off while talking"},
	step{"4", "hardly to be woken"})

var rass = levels(RASS, "Richmond Agitation-Sedation Scale", "How awake or restless the person is", -5,
	evidence.RASS2002.At("levels", evidence.Secondary),
	step{"-5", "not to be woken"}, step{"-4", "deep sedation"}, step{"-3", "moderate sedation"}, step{"-2", "light sedation"},
	step{"-1", "drowsy"}, step{"0", "alert and calm"}, step{"1", "restless"}, step{"2", "agitated"}, step{"3", "very agitated"},
	step{"4", "combative"})

// acvpu: the letters are published and no numbers are; the totals are places in the list.
var acvpu = levels(ACVPU, "ACVPU level of consciousness", "What the person responds to", 0,
	evidence.NEWS2.At("consciousness", evidence.Primary),
	step{"A", "alert"}, step{"C", "newly confused"}, step{"V", "responds to voice"}, step{"P", "responds to pain"},
	step{"U", "unresponsive"})

// Written returns what a chart writes for the total of an instrument whose levels have letters: "S" for the lowest level of POSS, "V" for a
// response to voice. For every other total it is the number.
func (in Instrument) Written(total int) string {
	lowest, _ := in.Range()
	if at := total - lowest; at >= 0 && at < len(in.table().written) {
		return in.def.written[at]
	}
	return strconv.Itoa(total)
}

// TotalOf is the way back from Written for an instrument of levels, whatever the case of the letter: the total of "v" in ACVPU. It is false for a
// text that is no level, and for an instrument that is a sum.
func (in Instrument) TotalOf(written string) (total int, ok bool) {
	lowest, _ := in.Range()
	for i, w := range in.table().written {
		if strings.EqualFold(w, strings.TrimPrefix(written, "+")) {
			return lowest + i, true
		}
	}
	return 0, false
}
