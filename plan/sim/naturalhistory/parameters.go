package naturalhistory

import (
	"fmt"
	"math"
	"slices"
	"sync"

	"github.com/oudpath/oudpath/plan/evidence"
	"github.com/oudpath/oudpath/plan/sim/uncertainty"
	"github.com/oudpath/oudpath/plan/sim/uncertainty/distribution"
)

// Sources of the values.
var (
	respond = evidence.Source{ID: "respond-encampments", Title: "RESPOND, inputs of SyndemicsLab/Addressing-Encampments", Year: 2024,
		Edition: "commit cbcda9a7b8a011cf07c216bf4178c1680b177c47"}
	optima = evidence.Source{ID: "optima-oud-model", Title: "OPTIMA, inputs of benenns/OUD-Model", Year: 2022,
		Edition: "commit 4fb9aea"}
	teds    = evidence.Source{ID: "teds-2004", Title: "Treatment Episode Data Set (TEDS), discharges 2004", Year: 2004}
	fairley = evidence.Source{ID: "fairley-2021", Title: "Fairley 2021 JAMA Psychiatry 78:767", Year: 2021}
)

// Parameter is one value of the model.
type Parameter struct {
	Name   string
	Value  float64          // the value in use when nothing is drawn
	Law    distribution.Law // what is known of it
	Unit   string
	Source evidence.Citation
}

// entry is a row of the tables below. Low and high are the least and the greatest of the five draws that are public; equal to each other
// where all five agree, so that nothing is known of the uncertainty and the value is fixed.
type entry struct {
	name             string
	value, low, high float64
	unit             string
}

// weekly are the values whose uncertainty is the range of five draws, which is taken for ± 1.16 standard deviations of a log-normal law,
// as the range of five numbers is expected to be.
var weekly = []entry{
	{"start buprenorphine", .005289, 0, 0, perWeek}, {"start methadone", .001696, 0, 0, perWeek}, {"start naltrexone", .000859, 0, 0, perWeek},
	{"start withdrawal management", .00512, .00470, .00551, perWeek},
	{"leave buprenorphine", .032853, 0, 0, perWeek}, {"leave methadone", .031797, 0, 0, perWeek}, {"leave naltrexone", .071272, 0, 0, perWeek},
	{"stop using on buprenorphine", .32137, 0, 0, perWeek}, {"stop using on naltrexone", .33078, 0, 0, perWeek},
	{"stop using on methadone", .27709, 0, 0, perWeek},
	{"return to use on buprenorphine", .10663, 0, 0, perWeek}, {"return to use on naltrexone", .07652, 0, 0, perWeek},
	{"return to use on methadone", .14395, 0, 0, perWeek},
	{"stop using, not injecting", .00064, .00044, .00096, perWeek}, {"stop using, injecting", .00063, .00053, .00070, perWeek},
	{"return to use, not injecting", .00294, .00263, .00336, perWeek}, {"return to use, injecting", .00313, .00297, .00333, perWeek},
	{"return to use after treatment, not injecting", .2299, .2157, .2476, perWeek},
	{"return to use after treatment, injecting", .2297, .2138, .2404, perWeek},
	{"still using when starting buprenorphine", .2565, 0, 0, share}, {"still using when starting naltrexone", .1029, 0, 0, share},
	{"still using when starting methadone", .4325, 0, 0, share},
	{"overdose, not injecting", .000399, .000382, .000437, perWeek}, {"overdose, injecting", .002401, .002303, .002632, perWeek},
	{"overdose on buprenorphine", .436, .389, .476, multiplier}, {"overdose on naltrexone", .533, .236, .747, multiplier},
	{"overdose on methadone", .758, .669, .868, multiplier}, {"overdose after treatment", 2.39, 1.45, 3.42, multiplier},
	{"fatal overdose", .1204, .1166, .1263, "share of overdoses"},
	{"other death, men using, not injecting", 1.79, 0, 0, multiplier}, {"other death, women using, not injecting", 2.29, 0, 0, multiplier},
	{"other death, men using, injecting", 4.41, 0, 0, multiplier}, {"other death, women using, injecting", 5.67, 0, 0, multiplier},
	{"other death, men not using, not injecting", 1.83, 0, 0, multiplier}, {"other death, women not using, not injecting", 2.30, 0,
		0, multiplier},
	{"other death, men not using, injecting", 4.59, 0, 0, multiplier}, {"other death, women not using, injecting", 5.62, 0, 0, multiplier},
}

// utilities and costs are fixed in the files; the published study names no law for them.
var valued = []entry{
	{"utility using, not injecting", .626, 0, 0, utility}, {"utility using, injecting", .512, 0, 0, utility},
	{"utility using on buprenorphine", .710, 0, 0, utility}, {"utility on buprenorphine", .774, 0, 0, utility},
	{"utility using on naltrexone", .710, 0, 0, utility}, {"utility on naltrexone", .774, 0, 0, utility},
	{"utility using on methadone", .617, 0, 0, utility}, {"utility on methadone", .758, 0, 0, utility},
	{"utility in withdrawal management", .78, 0, 0, utility}, {"utility not using", 1, 0, 0, utility},
	{"cost of treatment with buprenorphine", 65.24, 0, 0, dollars}, {"cost of buprenorphine", 48.71, 0, 0, dollars},
	{"cost of treatment with naltrexone", 24.36, 0, 0, dollars}, {"cost of naltrexone", 302.58, 0, 0, dollars},
	{"cost of treatment with methadone", 123.43, 0, 0, dollars}, {"cost of methadone", 4.31, 0, 0, dollars},
	{"cost of withdrawal management", 2863, 0, 0, dollars},
	{"cost of a non-fatal overdose", 4557.35, 0, 0, "dollars once"}, {"cost of a fatal overdose", 857.97, 0, 0, "dollars once"},
}

// The units.
const (
	perWeek    = "probability a week"
	share      = "share"
	multiplier = "multiplier of a hazard"
	utility    = "quality-adjusted years a year"
	dollars    = "dollars a week"
)

// Parameters returns all values of the model, each with its law, unit and source, in a fixed order.
func Parameters() []Parameter { return slices.Clone(parameters()) }

// parameters makes the table once: every transition looks its source up in it.
var parameters = sync.OnceValue(func() []Parameter {
	var all []Parameter
	add := func(place string, entries []entry) {
		for _, e := range entries {
			all = append(all, Parameter{e.name, e.value, e.law(), e.unit, respond.At(place, evidence.Primary)})
		}
	}
	add("ec_base_inputs/input1 to input5", weekly)
	add("ec_base_inputs, utilities and costs", valued)
	unknown := must(distribution.Uniform(0, 1)) // it varies from .09 to 1 between draws: the data say next to nothing
	stay := Parameter{"still not using when leaving treatment", .5, unknown, share,
		respond.At("ec_base_inputs/input1 to input5: .09 to 1, read as not known", evidence.Weak)}
	injecting := Parameter{"injecting", .253, must(distribution.LognormalInterval(.214, .294, .95)), "share of people",
		fairley.At("Table 1", evidence.Primary)}
	men := Parameter{"men", .511, must(distribution.Fixed(.511)), "share of people", fairley.At("Table 1", evidence.Primary)}
	add("encampment study, constants of the script", custody)
	return append(append(all, stay, injecting, men), chains()...)
})

// custody are constants of a script, for men from the age of 26.
var custody = []entry{
	{"taken into custody", .00657, 0, 0, perWeek}, {"released", .15, 0, 0, perWeek}, {"overdose in custody", .5, 0, 0, multiplier},
	{"still not using when released", .4, 0, 0, share}, {"utility in custody", .711, 0, 0, utility},
}

// chains are what the options and policies need beyond the rest: ratios of later courses, the chain from an overdose to naloxone, and
// how discharges from methadone end.
func chains() []Parameter {
	at := func(file string) evidence.Citation { return optima.At(file, evidence.Primary) }
	ratio := func(name string, value, sd float64) Parameter {
		return Parameter{name, value, must(distribution.Lognormal(math.Log(value), sd)), multiplier, at("frailty.csv")}
	}
	step := func(name string, value, a, b float64) Parameter {
		return Parameter{name, value, must(distribution.Beta(a, b)), share, at("overdose.csv")}
	}
	const discharges, byProgramme = 30183, .130
	return []Parameter{
		ratio("leave buprenorphine, second course", 1.027, .014), ratio("leave buprenorphine, third course or later", 1.128, .012),
		ratio("leave methadone, second course", 1.010, .011), ratio("leave methadone, third course or later", 1.125, .009),
		step("overdose witnessed", .85, 3.482, .6145), step("overdose attended when witnessed", .80, 1228.5, 307.1),
		step("naloxone used when attended", .37, 9.311, 15.854), step("naloxone succeeds", .85, 28.06, 4.95),
		{"discharges from methadone that the programme decides", byProgramme,
			must(distribution.Beta(byProgramme*discharges, (1-byProgramme)*discharges)), share,
			teds.At("methadone outpatient, opiates: terminated, of 30,183 discharges", evidence.Primary)},
	}
}

func (e entry) law() distribution.Law {
	if e.low == e.high {
		return must(distribution.Fixed(e.value))
	}
	return must(distribution.Lognormal(math.Log(e.value), (math.Log(e.high)-math.Log(e.low))/(2*1.16)))
}

// must returns the law; the tables hold no parameter that a law refuses, which a test holds.
func must(l distribution.Law, err error) distribution.Law {
	if err != nil {
		panic(err)
	}
	return l
}

// Set declares the parameters for draws and sensitivity analysis.
func Set() *uncertainty.Set { return set() }

var set = sync.OnceValue(func() *uncertainty.Set {
	var all []uncertainty.Declaration
	for _, p := range parameters() {
		all = append(all, uncertainty.Parameter{Name: p.Name, Law: p.Law, Source: p.Source})
	}
	s, err := uncertainty.NewSet(all...)
	if err != nil {
		panic(err) // the names differ and the laws are laws: see must
	}
	return s
})

// Base returns the values in use when nothing is drawn.
func Base() uncertainty.Values {
	v := Set().Medians()
	for _, p := range parameters() {
		with, err := v.With(p.Name, p.Value)
		if err != nil {
			panic(err) // every name is declared
		}
		v = with
	}
	return v
}

// source returns where a parameter comes from.
func source(name string) evidence.Citation {
	all := parameters()
	i := slices.IndexFunc(all, func(p Parameter) bool { return p.Name == name })
	if i < 0 {
		panic(fmt.Sprintf("naturalhistory: no parameter %q", name))
	}
	return all[i].Source
}
