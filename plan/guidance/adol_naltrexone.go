package guidance

import (
	"github.com/oudpath/oudpath/plan"
	"github.com/oudpath/oudpath/plan/evidence"
	"github.com/oudpath/oudpath/plan/record"
)

// NaltrexoneAgeLimits is the limit of the age for naltrexone.
type NaltrexoneAgeLimits struct{ Min plan.Param[int] }

var naltrexoneAge = NaltrexoneAgeLimits{
	leastCount("adol.naltrexone.min", "least age for naltrexone", plan.Shown(func(n int) string { return plural(n, "year") })),
}

// NaltrexoneAge returns the limit of the age for naltrexone.
func NaltrexoneAge() NaltrexoneAgeLimits { return naltrexoneAge }

var adolescentNaltrexone = plan.Rule{
	ID:       "adol.naltrexone",
	Title:    "Naltrexone is for adults",
	Severity: record.Warning,
	About:    aboutNaltrexone,
	Watches:  record.Doses,
	Cites: []evidence.Citation{evidence.PCSS.At("naltrexone and age", evidence.Primary),
		evidence.CoreSafetyNaltrexone.At("not recommended under 18", evidence.Primary)},
	Needs:   plan.Needs(naltrexoneAge.Min),
	Remedy:  "weigh buprenorphine, which is labelled for younger people",
	Applies: naltrexoneBrought,
	Judge:   judgeNaltrexoneAge,
}

func judgeNaltrexoneAge(v *plan.View) plan.Result {
	least := naltrexoneAge.Min.Of(v)
	age, ok := v.Age()
	switch {
	case !ok:
		return v.Lacks("age")
	case age < least.Value:
		return v.Violated(least, "aged %d, below %d", age, least.Value)
	}
	return v.Met()
}
