package guidance

import (
	"strings"

	"github.com/oudpath/oudpath/medication"
	"github.com/oudpath/oudpath/plan"
)

// concerns says which substances the rules of a family are about, by the beginning of their IDs; the longest beginning that fits
// decides. Orders and doses of other substances do not wake them. A family that is not here is woken by all. A test asks each
// rule about the substances that it is said to have nothing to do with.
var concerns = []struct {
	family     string
	substances []medication.Substance
}{
	{"wm.alpha2.", []medication.Substance{medication.Lofexidine, medication.Clonidine}},
	{"wm.clonidine.", []medication.Substance{medication.Clonidine}},
	{"wm.lofexidine.", []medication.Substance{medication.Lofexidine}},
}

// withConcerns fills in the substances that the rules are about.
func withConcerns(rules []plan.Rule) []plan.Rule {
	for i := range rules {
		longest := -1
		for _, c := range concerns {
			if strings.HasPrefix(string(rules[i].ID), c.family) && len(c.family) > longest {
				longest, rules[i].Substances = len(c.family), c.substances
			}
		}
	}
	return rules
}
