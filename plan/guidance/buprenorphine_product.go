package guidance

import (
	"cmp"

	"github.com/oudpath/oudpath/medication"
	"github.com/oudpath/oudpath/plan"
	"github.com/oudpath/oudpath/plan/evidence"
	"github.com/oudpath/oudpath/plan/record"
	"github.com/oudpath/oudpath/plan/truth"
)

// Liver are the Child-Pugh scores from which impairment matters to a product.
var Liver = struct {
	CombinationModerate *plan.Param[int]
	CombinationSevere   *plan.Param[int]
	MonoModerate        *plan.Param[int]
	MonoSevere          *plan.Param[int]
	MonoPercent         *plan.Param[int] // of the usual first dose and step that is left in severe impairment
	Sublocade           *plan.Param[int]
	Brixadi             *plan.Param[int]
	Licence             *plan.Param[int] // contraindicated by the licence in the United Kingdom
}{
	worstScore("hepatic.bupnx.moderate", "Child-Pugh score from which a product with naloxone is warned of"),
	worstScore("hepatic.bupnx.severe", "Child-Pugh score from which a product with naloxone is refused"),
	worstScore("hepatic.bup-mono.moderate", "Child-Pugh score from which a mono product is watched closely"),
	worstScore("hepatic.bup-mono.severe", "Child-Pugh score from which a mono product is started lower"),
	plan.NewParam("hepatic.bup-mono.percent", "percent of the usual first dose and step in severe impairment", plan.LowerIsStricter(cmp.Compare[int])),
	worstScore("hepatic.bup-xr.sublocade", "Child-Pugh score from which Sublocade is refused"),
	worstScore("hepatic.bup-xr.brixadi", "Child-Pugh score from which Brixadi is refused"),
	worstScore("gb.bup.contraindicated.liver", "Child-Pugh score from which buprenorphine is contraindicated"),
}

func worstScore(id plan.ParamID, title string) *plan.Param[int] {
	return plan.NewParam(id, title, plan.LowerIsStricter(cmp.Compare[int]))
}

// LeastAge is the least age in years that the label or licence names.
var LeastAge = struct{ US, GB ByLabel[int] }{
	US: ByLabel[int]{
		Mono: leastCount("adol.bup.tablets", "least age by the label, tablets and films"),
	}.likeMono(leastCount("adol.bup.depot", "least age by the label, depots")),
	GB: ByLabel[int]{
		Mono:        leastCount("gb.bup.min-age.mono", "least age by the licence, tablet of buprenorphine alone"),
		Combination: leastCount("gb.bup.min-age.combination", "least age by the licence, tablet with naloxone"),
		Espranor:    leastCount("gb.bup.min-age.espranor", "least age by the licence, oral lyophilisate"),
		Depot:       leastCount("gb.bup.min-age.depot", "least age by the licence, depots"),
	},
}

// likeMono lets every daily product share the limit of the mono tablet, and gives depots their own.
func (l ByLabel[T]) likeMono(depot *plan.Param[T]) ByLabel[T] {
	l.Combination, l.Zubsolv, l.Depot = l.Mono, l.Mono, depot
	return l
}

// The sources of the hepatic rules of the United States.
var (
	liverCombination = evidence.LabelSuboxone.At("section 8.6", evidence.Primary).SeenIn("120ty.net")
	liverMono        = evidence.MedscapeBuprenorphine.At("hepatic impairment", evidence.Secondary)
)

var buprenorphineProduct = []plan.Rule{
	{
		ID:       "hepatic.bupnx",
		Title:    "A product with naloxone is not for severe, and hardly for moderate, impairment of the liver",
		Severity: record.Block,
		Kinds:    onDosing,
		Cites:    []evidence.Citation{liverCombination},
		Params:   []plan.AnyParam{Liver.CombinationSevere, Liver.CombinationModerate},
		Remedy:   "choose buprenorphine alone",
		Override: plan.Overridable("why the combination is used all the same, and how the person is watched"),
		Missing:  plan.Reported("few people have a score on record, and waiting for one would keep them from treatment"),
		Check:    checkLiverCombination,
	},
	{
		ID:       "hepatic.bup-mono",
		Title:    "In impairment of the liver buprenorphine is started lower and watched",
		Severity: record.Warning,
		Kinds:    onDosing,
		Cites:    []evidence.Citation{liverMono},
		Params: params(breakParams, Liver.MonoSevere, Liver.MonoModerate, Liver.MonoPercent, BuprenorphineFirstDose.Most.Mono,
			BuprenorphineStep.Most.Mono),
		Remedy: "halve the first dose and each step, and watch for toxicity",
		Check:  checkLiverMono,
	},
	{
		ID:       "hepatic.bup-xr",
		Aliases:  []record.RuleID{"bup.xr.hepatic"},
		Title:    "A depot of buprenorphine is not for moderate or severe impairment of the liver",
		Severity: record.Block,
		Kinds:    onDosing,
		Cites: []evidence.Citation{evidence.LabelSublocade.At("hepatic impairment", evidence.Secondary),
			evidence.LabelBrixadi.At("hepatic impairment", evidence.Unconfirmed)},
		Params:   []plan.AnyParam{Liver.Sublocade, Liver.Brixadi},
		Remedy:   "choose a daily product, whose dose can be lowered; a depot cannot be taken back",
		Override: plan.Overridable("why a depot is used all the same, and how the liver is watched"),
		Check:    checkLiverDepot,
	},
	{
		ID:       "gb.bup.contraindicated",
		Title:    "Buprenorphine is not for severe respiratory or hepatic insufficiency, or acute alcoholism",
		Severity: record.Block,
		Kinds:    onDosing,
		Cites:    []evidence.Citation{evidence.LeafletBuvidal128.At("do not use", evidence.Secondary)},
		Params:   []plan.AnyParam{Liver.Licence},
		Remedy:   "treat what stands against it first, and take specialist advice",
		Override: plan.Overridable("whose advice was taken, and how the person is watched"),
		Missing:  plan.Reported("few people have a score on record, and waiting for one would keep them from treatment"),
		Check:    checkBuvidalContraindicated,
	},
	{
		ID:       "gb.bup.lfts",
		Title:    "Liver tests are done before buprenorphine, and go on",
		Severity: record.Advice,
		Kinds:    record.On(record.KindOrder),
		Cites: []evidence.Citation{evidence.MedscapeUKBuprenorphine.At("monitoring", evidence.Secondary),
			evidence.SmPCSubutex.At("before treatment", evidence.Secondary)},
		Remedy: "take liver tests and hepatitis serology; treatment need not wait for them",
		Check:  checkLiverTests,
	},
	{
		ID:       "adol.bup",
		Title:    "Below the age of the label buprenorphine is given with care, and not withheld",
		Severity: record.Warning,
		Kinds:    onDosing,
		Cites: []evidence.Citation{evidence.AAP2016.At("", evidence.Primary),
			evidence.LabelBuprenorphineTablets.At("indications", evidence.Secondary)},
		Params: []plan.AnyParam{LeastAge.US.Mono, LeastAge.US.Depot},
		Remedy: "note the consent, and who with experience of young people was asked",
		Check:  checkAge(LeastAge.US),
	},
	{
		ID:       "gb.bup.min-age",
		Title:    "The person has reached the age that the licence of the product names",
		Severity: record.Block,
		Kinds:    onDosing,
		Cites: []evidence.Citation{evidence.SmPCBuvidal64.At("4.1", evidence.Primary), evidence.SmPCEspranor.At("4.1", evidence.Primary),
			evidence.SmPCSuboxone.At("age", evidence.Secondary), evidence.SmPCSubutex.At("age", evidence.Secondary)},
		Params:   []plan.AnyParam{LeastAge.GB.Mono, LeastAge.GB.Combination, LeastAge.GB.Espranor, LeastAge.GB.Depot},
		Remedy:   "choose a product whose licence goes lower, or take specialist advice",
		Override: plan.Overridable("whose advice was taken on treating somebody this young"),
		Missing:  plan.Reported("nearly everybody in treatment is older, and treatment need not wait for a date of birth"),
		Check:    checkAge(LeastAge.GB),
	},
	{
		ID:       "gb.bup.not-interchangeable",
		Title:    "Products that absorb differently are not exchanged milligram for milligram",
		Severity: record.Warning,
		Kinds:    onDosing,
		Cites: []evidence.Citation{evidence.SmPCEspranor.At("4.2", evidence.Primary), evidence.NHSBordersBuvidal.At("Espranor", evidence.Primary),
			evidence.LabelZubsolv.At("section 2.9, version 27", evidence.Secondary)},
		Params: breakParams,
		Remedy: "titrate anew: from one of these products more is absorbed than from another",
		Check:  checkInterchange,
	},
}

// liver returns the Child-Pugh score, and for a liver failure without one a score that is as severe as can be. Without either,
// ok is false unless it is known that the liver is not impaired.
func liver(v *plan.View) (score record.Quantity, ok bool) {
	if score, _, ok = v.Measured(record.ChildPugh); ok {
		return score, true
	}
	info, _ := record.ChildPugh.Info()
	if v.HealthReported(record.LiverFailure) == truth.Yes {
		return info.Max, true
	}
	return info.Min, v.Health(record.HepaticImpairment) == truth.No
}

// impaired reports whether a score reaches the limit.
func impaired(score record.Quantity, limit plan.Limit[int]) bool {
	return !score.Less(record.Whole(int32(limit.Value)))
}

// noScore is what is missing where nothing is known of the liver.
var noScore = plan.Datum{Name: "a Child-Pugh score, or that the liver is not impaired"}

const scoreLiver = "record the Child-Pugh score; or review the conditions, with no impairment of the liver among them"

func checkLiverCombination(v *plan.View) plan.Result {
	d, ok := buprenorphineDosing(v)
	if _, combination := d.Product.Companion(); !ok || !combination {
		return v.NotApplicable()
	}
	severe, ok := Liver.CombinationSevere.At(v)
	if !ok {
		return v.Unset(Liver.CombinationSevere)
	}
	moderate, ok := Liver.CombinationModerate.At(v)
	if !ok {
		return v.Unset(Liver.CombinationModerate)
	}
	score, known := liver(v)
	switch {
	case !known:
		return lacks(v, noScore, scoreLiver)
	case impaired(score, severe) && d.Product.ID() == medication.BupnxZubsolv:
		// The hepatic text of this label was not seen; that of its sister is a reason to warn, and none to refuse.
		return v.ViolatedAs(record.Warning, severe, "Child-Pugh score %s, from %d on severe", score, severe.Value)
	case impaired(score, severe):
		return v.Violated(severe, "Child-Pugh score %s, from %d on severe", score, severe.Value)
	case impaired(score, moderate):
		return v.ViolatedAs(record.Warning, moderate, "Child-Pugh score %s, from %d on moderate", score, moderate.Value)
	}
	return v.Met()
}

// checkLiverMono asks on the first day alone: later the dose is the one that was found.
func checkLiverMono(v *plan.View) plan.Result {
	d, ok := mouthDosing(v)
	if _, combination := d.Product.Companion(); !ok || combination {
		return v.NotApplicable()
	}
	severe, ok := Liver.MonoSevere.At(v)
	if !ok {
		return v.Unset(Liver.MonoSevere)
	}
	moderate, ok := Liver.MonoModerate.At(v)
	if !ok {
		return v.Unset(Liver.MonoModerate)
	}
	p, ok := positionOf(v, d)
	if !ok {
		return v.Unset(BuprenorphineBreak.Daily)
	}
	if p.day != 1 {
		return v.NotApplicable()
	}
	score, known := liver(v)
	switch {
	case !known:
		return lacks(v, noScore, scoreLiver)
	case impaired(score, severe):
		return checkHalved(v, d, p, score)
	case impaired(score, moderate):
		return v.ViolatedAs(record.Advice, moderate, "Child-Pugh score %s: no less, but watched closely", score)
	}
	return v.Met()
}

// checkHalved judges the dose in severe impairment against a share of the usual first dose or step.
func checkHalved(v *plan.View, d plan.Dosing, p position, score record.Quantity) plan.Result {
	percent, ok := Liver.MonoPercent.At(v)
	if !ok {
		return v.Unset(Liver.MonoPercent)
	}
	usual := BuprenorphineFirstDose.Most.Mono
	if p.begun {
		usual = BuprenorphineStep.Most.Mono
	}
	most, ok := usual.At(v)
	if !ok {
		return v.Unset(usual)
	}
	if share, _ := most.Value.Fraction(uint32(percent.Value), 100); share.Compare(d.Dose.Principal) < 0 {
		return v.Violated(percent, "%s with a Child-Pugh score of %s, more than %s", d.Dose.Principal, score, share)
	}
	return v.Met()
}

func checkLiverDepot(v *plan.View) plan.Result {
	d, ok := depotDosing(v)
	if !ok {
		return v.NotApplicable()
	}
	limit := Liver.Brixadi
	if d.Product.ID() == medication.BupSublocade {
		limit = Liver.Sublocade
	}
	worst, ok := limit.At(v)
	if !ok {
		return v.Unset(limit)
	}
	score, known := liver(v)
	switch {
	case !known:
		return lacks(v, noScore, scoreLiver)
	case impaired(score, worst):
		return v.Violated(worst, "Child-Pugh score %s, from %d on not recommended", score, worst.Value)
	}
	return v.Met()
}

// checkBuvidalContraindicated refuses the depot, whose leaflet was seen, and warns of the other products of the same substance.
func checkBuvidalContraindicated(v *plan.View) plan.Result {
	d, ok := buprenorphineDosing(v)
	if !ok {
		return v.NotApplicable()
	}
	worst, ok := Liver.Licence.At(v)
	if !ok {
		return v.Unset(Liver.Licence)
	}
	severity := record.Warning
	if d.Product.LongActing() {
		severity = record.Block
	}
	score, known := liver(v)
	breathing, drinking := v.Health(record.SignificantRespiratoryDepression), v.Health(record.AcuteAlcoholism)
	switch {
	case known && impaired(score, worst):
		return v.ViolatedAs(severity, worst, "Child-Pugh score %s, from %d on severe", score, worst.Value)
	case breathing == truth.Yes:
		return v.ViolatedAs(severity, nil, "severe respiratory insufficiency")
	case drinking == truth.Yes:
		return v.ViolatedAs(severity, nil, "acute alcoholism or delirium tremens")
	case !known:
		return lacks(v, noScore, scoreLiver)
	case breathing == truth.Unknown, drinking == truth.Unknown:
		return lacks(v, plan.Datum{Name: "whether breathing is impaired, and whether there is acute alcoholism"}, "review the conditions")
	}
	return v.Met()
}

func checkLiverTests(v *plan.View) plan.Result {
	if _, ok := buprenorphineDosing(v); !ok {
		return v.NotApplicable()
	}
	_, _, alt := v.Measured(record.ALTRatio)
	_, _, ast := v.Measured(record.ASTRatio)
	if alt || ast {
		return v.Met()
	}
	return v.Violated(nil, "no liver test on record")
}

func checkAge(least ByLabel[int]) func(*plan.View) plan.Result {
	return func(v *plan.View) plan.Result {
		d, ok := buprenorphineDosing(v)
		if !ok {
			return v.NotApplicable()
		}
		param := least.of(d.Product)
		if param == nil {
			return v.Lacks("the least age for " + d.Product.Name())
		}
		limit, ok := param.At(v)
		if !ok {
			return v.Unset(param)
		}
		age, known := v.Age()
		switch {
		case !known:
			return lacks(v, plan.Datum{Name: "day of birth"}, "record the day of birth, or its year")
		case age < limit.Value:
			return v.Violated(limit, "%d years old, %s is for people from %d on", age, d.Product.Name(), limit.Value)
		}
		return v.Met()
	}
}

func checkInterchange(v *plan.View) plan.Result {
	d, ok := mouthDosing(v)
	if !ok {
		return v.NotApplicable()
	}
	if _, ok := BuprenorphineBreak.Daily.At(v); !ok {
		return v.Unset(BuprenorphineBreak.Daily)
	}
	days := mouthDays(v)
	if len(days) == 0 || exchanged(days[0].last.Product, d.Product) {
		return v.NotApplicable()
	}
	from, before := days[0].last.Product, days[0].total
	table, ok := conversion(from, d.Product)
	if !ok {
		return v.Violated(nil, "%s of %s after %s of %s", d.Total, d.Product.Name(), before, from.Name())
	}
	given, status := medication.Convert(table, before)
	switch {
	case status != medication.ConversionExact:
		return v.Violated(nil, "%s of %s is not in the table to %s", before, from.Name(), d.Product.Name())
	case given.Dose.Principal != d.Total:
		return v.Violated(nil, "%s of %s after %s of %s, for which the table has %s",
			d.Total, d.Product.Name(), before, from.Name(), given.Dose)
	}
	return v.Met()
}
