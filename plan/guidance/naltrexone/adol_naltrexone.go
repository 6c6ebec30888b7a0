package naltrexone

import (
	"github.com/oudpath/oudpath/plan"
	"github.com/oudpath/oudpath/plan/evidence"
	"github.com/oudpath/oudpath/plan/guidance/internal/limit"
	"github.com/oudpath/oudpath/plan/guidance/internal/phrase"
	"github.com/oudpath/oudpath/plan/record"
)

// AgeLimits is the limit of the age for naltrexone.
type AgeLimits struct{ Min plan.Param[int] }

var naltrexoneAge = AgeLimits{
	limit.LeastCount("adol.naltrexone.min", "least age for naltrexone", plan.Shown(func(n int) string { return phrase.Plural(n, "year") })),
}

// Age returns the limit of the age for naltrexone.
func Age() AgeLimits { return naltrexoneAge }

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
