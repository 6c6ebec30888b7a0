package guidance

import (
	"github.com/oudpath/oudpath/plan"
	"github.com/oudpath/oudpath/plan/evidence"
	"github.com/oudpath/oudpath/plan/record"
)

// Limit of the age for naltrexone.
var NaltrexoneAge = struct{ Min *plan.Param[int] }{
	leastCount("adol.naltrexone.min", "least age for naltrexone").Shown(func(n int) string { return plural(n, "year") }),
}

var adolescentNaltrexone = plan.Rule{
	ID:       "adol.naltrexone",
	Title:    "Naltrexone is for adults",
	Severity: record.Warning,
	About:    aboutNaltrexone,
	Watches:  record.Doses,
	Cites: []evidence.Citation{evidence.PCSS.At("naltrexone and age", evidence.Primary),
		evidence.CoreSafetyNaltrexone.At("not recommended under 18", evidence.Primary)},
	Needs:   plan.Needs(NaltrexoneAge.Min),
	Remedy:  "weigh buprenorphine, which is labelled for younger people",
	Applies: naltrexoneBrought,
	Judge:   judgeNaltrexoneAge,
}

func judgeNaltrexoneAge(v *plan.View) plan.Result {
	least := NaltrexoneAge.Min.Of(v)
	age, ok := v.Age()
	switch {
	case !ok:
		return v.Lacks("age")
	case age < least.Value:
		return v.Violated(least, "aged %d, below %d", age, least.Value)
	}
	return v.Met()
}
