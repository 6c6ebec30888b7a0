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
	{"adol.bup", []medication.Substance{medication.Buprenorphine}},
	{"adol.naltrexone", []medication.Substance{medication.Naltrexone}},
	{"bup.", []medication.Substance{medication.Buprenorphine}},
	{"bup.precipitated.", nil},
	{"gb.bup.", []medication.Substance{medication.Buprenorphine}},
	{"gb.methadone.", []medication.Substance{medication.Methadone}},
	{"gb.naltrexone.", []medication.Substance{medication.Naltrexone}},
	{"hepatic.bup", []medication.Substance{medication.Buprenorphine}},
	{"hepatic.methadone", []medication.Substance{medication.Methadone}},
	{"ix.", []medication.Substance{medication.Methadone, medication.Buprenorphine}},
	{"med.composition.", nil},
	{"med.interchange.", []medication.Substance{medication.Buprenorphine}},
	{"med.setting.methadone-oud", []medication.Substance{medication.Methadone}},
	{"med.setting.vivitrol", []medication.Substance{medication.Naltrexone}},
	{"med.setting.xr-bup", []medication.Substance{medication.Buprenorphine}},
	{"methadone.", []medication.Substance{medication.Methadone}},
	{"naltrexone.", []medication.Substance{medication.Naltrexone}},
	{"naltrexone.concurrent-opioid", []medication.Substance{medication.Naltrexone, medication.Methadone, medication.Buprenorphine}},
	{"otp.exception.", []medication.Substance{medication.Methadone}},
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
