package buprenorphine

import (
	"fmt"

	"github.com/oudpath/oudpath/medication"
	"github.com/oudpath/oudpath/plan"
	"github.com/oudpath/oudpath/plan/evidence"
	"github.com/oudpath/oudpath/plan/guidance/internal/agent"
	"github.com/oudpath/oudpath/plan/guidance/internal/limit"
	"github.com/oudpath/oudpath/plan/guidance/internal/person"
	"github.com/oudpath/oudpath/plan/record"
	"github.com/oudpath/oudpath/plan/truth"
)

// LiverLimits are the Child-Pugh scores from which impairment matters to a product.
type LiverLimits struct {
	CombinationModerate plan.Param[int]
	CombinationSevere   plan.Param[int]
	MonoModerate        plan.Param[int]
	MonoSevere          plan.Param[int]
	MonoPercent         plan.Param[int] // of the usual first dose and step that is left in severe impairment
	Sublocade           plan.Param[int]
	Brixadi             plan.Param[int]
	Licence             plan.Param[int] // contraindicated by the licence in the United Kingdom
}

var liverLimits = LiverLimits{
	worstScore("hepatic.bupnx.moderate", "Child-Pugh score from which a product with naloxone is warned of"),
	worstScore("hepatic.bupnx.severe", "Child-Pugh score from which a product with naloxone is refused"),
	worstScore("hepatic.bup-mono.moderate", "Child-Pugh score from which a mono product is watched closely"),
	worstScore("hepatic.bup-mono.severe", "Child-Pugh score from which a mono product is started lower"),
	limit.MostCount("hepatic.bup-mono.percent", "percent of the usual first dose and step in severe impairment"),
	worstScore("hepatic.bup-xr.sublocade", "Child-Pugh score from which Sublocade is refused"),
	worstScore("hepatic.bup-xr.brixadi", "Child-Pugh score from which Brixadi is refused"),
	worstScore("gb.bup.contraindicated.liver", "Child-Pugh score from which buprenorphine is contraindicated"),
}

// Liver returns the Child-Pugh scores from which impairment matters to a product.
func Liver() LiverLimits { return liverLimits }

func worstScore(id plan.ParamID, title string) plan.Param[int] {
	return limit.MostCount(id, title, limit.ChildPugh())
}

// LeastAgeLimits is the least age in years that the label or licence names.
type LeastAgeLimits struct{ US, GB ByLabel[int] }

var leastAge = LeastAgeLimits{
	US: tablets("adol.bup.tablets", "least age by the label, tablets and films", limit.LeastCount).
		sharing(medication.BupSL, zubsolvTablets...).
		with(limit.LeastCount("adol.bup.depot", "least age by the label, depots"), depotInjections...),
	GB: ByLabel[int]{}.
		with(limit.LeastCount("gb.bup.min-age.mono", "least age by the licence, tablet of buprenorphine alone"), monoTablets...).
		with(limit.LeastCount("gb.bup.min-age.combination", "least age by the licence, tablet with naloxone"), combinationTablet...).
		with(limit.LeastCount("gb.bup.min-age.espranor", "least age by the licence, oral lyophilisate"), espranorTablets...).
		with(limit.LeastCount("gb.bup.min-age.depot", "least age by the licence, depots"), depotInjections...),
}

// LeastAge returns the least age in years that the label or licence names.
func LeastAge() LeastAgeLimits { return leastAge }

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
		About:    agent.Buprenorphine,
		Watches:  record.Doses,
		Cites:    []evidence.Citation{liverCombination},
		Needs:    plan.Needs(bupDoses, liverLimits.CombinationSevere, liverLimits.CombinationModerate),
		Remedy:   "choose buprenorphine alone",
		Override: plan.Overridable("why the combination is used all the same, and how the person is watched"),
		Missing:  plan.Reported("few people have a score on record, and waiting for one would keep them from treatment"),
		Applies:  combinationDoses,
		Judge:    judgeLiverCombination,
	},
	{
		ID:       "hepatic.bup-mono",
		Title:    "In impairment of the liver buprenorphine is started lower and watched",
		Severity: record.Warning,
		About:    agent.Buprenorphine,
		Watches:  record.Doses,
		Cites:    []evidence.Citation{liverMono},
		Needs:    plan.Needs(inCourse, liverLimits.MonoSevere, liverLimits.MonoModerate, liverLimits.MonoPercent, usualMono),
		Remedy:   "halve the first dose and each step, and watch for toxicity",
		Applies:  startsOrRaisesMono,
		Judge:    judgeLiverMono,
	},
	{
		ID:       "hepatic.bup-xr",
		Aliases:  []record.RuleID{"bup.xr.hepatic"},
		Title:    "A depot of buprenorphine is not for moderate or severe impairment of the liver",
		Severity: record.Block,
		About:    agent.Buprenorphine,
		Watches:  record.Doses,
		Cites: []evidence.Citation{evidence.LabelSublocade.At("hepatic impairment", evidence.Secondary),
			evidence.LabelBrixadi.At("hepatic impairment", evidence.Unconfirmed)},
		Needs:    plan.Needs(depotDoses, depotLiver),
		Remedy:   "choose a daily product, whose dose can be lowered; a depot cannot be taken back",
		Override: plan.Overridable("why a depot is used all the same, and how the liver is watched"),
		Only:     depotDoses,
		Judge:    judgeLiverDepot,
	},
	{
		ID:       "gb.bup.contraindicated",
		Title:    "Buprenorphine is not for severe respiratory or hepatic insufficiency, or acute alcoholism",
		Severity: record.Block,
		About:    agent.Buprenorphine,
		Watches:  record.Doses,
		Cites: []evidence.Citation{evidence.LeafletBuvidal128.At("do not use", evidence.Secondary), liverCombination,
			evidence.LeafletZubsolv.At("serious liver problem", evidence.Primary)},
		Needs:    plan.Needs(bupDoses, liverLimits.Licence, plan.Optional(leastAge.GB.Mono())),
		Remedy:   "treat what stands against it first, and take specialist advice",
		Override: plan.Overridable("whose advice was taken, and how the person is watched"),
		Missing:  plan.Reported("few people have a score on record, and waiting for one would keep them from treatment"),
		Only:     bupDoses,
		Judge:    judgeBuvidalContraindicated,
	},
	{
		ID:       "adol.bup",
		Title:    "Below the age of the label buprenorphine is given with care, and not withheld",
		Severity: record.Warning,
		About:    agent.Buprenorphine,
		Watches:  record.Doses,
		Cites: []evidence.Citation{evidence.AAP2016.At("", evidence.Primary),
			evidence.LabelBuprenorphineTablets.At("indications", evidence.Secondary)},
		Needs:  plan.Needs(bupDoses, leastAgeUS),
		Remedy: "note the consent, and who with experience of young people was asked",
		Only:   bupDoses,
		Judge:  ofAge(leastAgeUS),
	},
	{
		ID:       "gb.bup.min-age",
		Title:    "The person has reached the age that the licence of the product names",
		Severity: record.Block,
		About:    agent.Buprenorphine,
		Watches:  record.Doses,
		Cites: []evidence.Citation{evidence.SmPCBuvidal64.At("4.1", evidence.Primary), evidence.SmPCEspranor.At("4.1", evidence.Primary),
			evidence.SmPCSuboxone.At("age", evidence.Secondary), evidence.SmPCSubutex.At("age", evidence.Secondary)},
		Needs:    plan.Needs(bupDoses, leastAgeGB),
		Remedy:   "choose a product whose licence goes lower, or take specialist advice",
		Override: plan.Overridable("whose advice was taken on treating somebody this young"),
		Missing:  plan.Reported("nearly everybody in treatment is older, and treatment need not wait for a date of birth"),
		Only:     bupDoses,
		Judge:    ofAge(leastAgeGB),
	},
	{
		ID:       "gb.bup.not-interchangeable",
		Title:    "Products that absorb differently are not exchanged milligram for milligram",
		Severity: record.Warning,
		About:    agent.Buprenorphine,
		Watches:  record.Doses,
		Cites: []evidence.Citation{evidence.SmPCEspranor.At("4.2", evidence.Primary),
			evidence.NHSBordersBuvidal.At("Espranor", evidence.Primary),
			evidence.LabelZubsolv.At("section 2.9, version 27", evidence.Secondary)},
		Needs:  plan.Needs(append([]plan.Need{mouthDoses}, carriesNeeds...)...),
		Remedy: "titrate anew: from one of these products more is absorbed than from another",
		Only:   mouthDoses,
		Judge:  judgeInterchange,
	},
}

// liver returns the Child-Pugh score, and for a liver failure without one, or with none since, a score that is as severe as can be; says is
// what is on record, for a message. Without either, ok is false unless it is known that the liver is not impaired.
func liver(v *plan.View) (score record.Quantity, says string, ok bool) {
	info, _ := record.ChildPugh.Info()
	score, _, ok = v.Measured(record.ChildPugh)
	switch failed := person.LiverFailed(v); {
	case failed && ok:
		return info.Max, "liver failure, and no Child-Pugh score since that of " + score.String(), true
	case failed:
		return info.Max, "liver failure, of which no Child-Pugh score is on record", true
	case ok:
		return score, "a Child-Pugh score of " + score.String(), true
	}
	return info.Min, "", v.Health(record.HepaticImpairment) == truth.No
}

// impaired reports whether a score reaches the limit.
func impaired(score record.Quantity, limit plan.Limit[int]) bool {
	return !score.Less(record.Whole(int32(limit.Value)))
}

// noScore is what is missing where nothing is known of the liver.
var noScore = plan.Datum{Name: "a Child-Pugh score, or that the liver is not impaired"}

const scoreLiver = "record the Child-Pugh score; or review the conditions, with no impairment of the liver among them"

func combinationDoses(v *plan.View) bool {
	d, ok := bupDoses.Lent(v)
	_, combination := d.Product.Companion()
	return ok && combination
}

func judgeLiverCombination(v *plan.View) plan.Result {
	d, _ := bupDoses.Lent(v)
	severe, moderate := liverLimits.CombinationSevere.Of(v), liverLimits.CombinationModerate.Of(v)
	score, says, known := liver(v)
	switch {
	case !known:
		return owed(v, noScore, scoreLiver)
	case impaired(score, severe) && d.Product.ID() == medication.BupnxZubsolv:
		// The hepatic text of this label was not seen; that of its sister is a reason to warn, and none to refuse.
		return v.ViolatedAs(record.Warning, severe, "%s; severe from %d on", says, severe.Value)
	case impaired(score, severe):
		return v.Violated(severe, "%s; severe from %d on", says, severe.Value)
	case impaired(score, moderate):
		return v.ViolatedAs(record.Warning, moderate, "%s; moderate from %d on", says, moderate.Value)
	}
	return v.Met()
}

// startsOrRaisesMono reports whether a mono product is taken on the first day, or raised later: otherwise the dose is the one that was found.
func startsOrRaisesMono(v *plan.View) bool {
	p, ok := inCourse.Lent(v)
	_, combination := p.Product.Companion()
	if !ok || combination {
		return false
	}
	_, raised := raisedBy(v, p)
	return p.day == 1 || raised
}

// raisedBy returns by how much the day of a dosing is above the last one.
func raisedBy(v *plan.View, p *position) (step medication.Mass, raised bool) {
	before := p.before
	if before.IsZero() {
		_, before, _ = steadyDaily(v)
	}
	step, ok := p.total.Sub(before)
	return step, ok && !before.IsZero() && !step.IsZero()
}

// usualMono is the usual first dose, or the usual step.
var usualMono = plan.Either(func(v *plan.View) bool {
	p, _ := inCourse.Lent(v)
	return p.begun || p.day > 1
}, buprenorphineStep.Most.Mono(), buprenorphineFirstDose.Most.Mono())

func judgeLiverMono(v *plan.View) plan.Result {
	severe, moderate := liverLimits.MonoSevere.Of(v), liverLimits.MonoModerate.Of(v)
	score, says, known := liver(v)
	switch {
	case !known:
		return owed(v, noScore, scoreLiver)
	case impaired(score, severe):
		return judgeHalved(v, says)
	case impaired(score, moderate):
		return v.ViolatedAs(record.Advice, moderate, "%s, moderate from %d on: no less, but watched closely", says, moderate.Value)
	}
	return v.Met()
}

// judgeHalved judges the dose in severe impairment against a share of the usual first dose or step.
func judgeHalved(v *plan.View, liver string) plan.Result {
	p, _ := inCourse.Lent(v)
	percent := liverLimits.MonoPercent.Of(v)
	most, usual := usualMono.If(v)
	what, amount := "", p.Dose.Principal
	if p.day > 1 {
		step, _ := raisedBy(v, p)
		what, amount = "a step of ", step
	}
	if !usual {
		return v.Violated(percent.Showing(fmt.Sprintf("%d %% of what is usual", percent.Value)),
			"%s%s with %s, and nothing says here what is usual", what, amount, liver)
	}
	if share, _ := most.Value.Fraction(uint32(percent.Value), 100); share.Compare(amount) < 0 {
		return v.Violated(percent.Showing(fmt.Sprintf("%s, %d %% of the usual %s", share, percent.Value, most.Value)),
			"%s%s with %s, more than %s", what, amount, liver, share)
	}
	return v.Met()
}

var depotLiver = plan.Either(func(v *plan.View) bool { return depotOf(v) == medication.BupSublocade }, liverLimits.Sublocade,
	liverLimits.Brixadi)

func judgeLiverDepot(v *plan.View) plan.Result {
	worst, _ := depotLiver.Of(v)
	score, says, known := liver(v)
	switch {
	case !known:
		return owedAgainst(v, worst, noScore, scoreLiver)
	case impaired(score, worst):
		return v.Violated(worst, "%s; not recommended from a score of %d on", says, worst.Value)
	}
	return v.Met()
}

// judgeBuvidalContraindicated refuses the depot, whose leaflet was seen, and warns of the other products of the same substance. What a failing
// liver makes of naloxone is in the label of the combination, and in a leaflet of one: from it no border keeps. Whoever is
// too young for buprenorphine alone is warned of it.
func judgeBuvidalContraindicated(v *plan.View) plan.Result {
	d, _ := bupDoses.Lent(v)
	worst := liverLimits.Licence.Of(v)
	severity, ofLiver := record.Warning, record.Warning
	if d.Product.LongActing() {
		severity, ofLiver = record.Block, record.Block
	}
	if combinationDoses(v) && !tooYoungForAlone(v) {
		ofLiver = record.Block
	}
	score, says, known := liver(v)
	breathing, drinking := v.Health(record.SignificantRespiratoryDepression), v.Health(record.AcuteAlcoholism)
	switch {
	case known && impaired(score, worst):
		return v.ViolatedAs(ofLiver, worst, "%s; severe from %d on", says, worst.Value)
	case breathing == truth.Yes:
		return v.ViolatedAs(severity, nil, "severe respiratory insufficiency")
	case drinking == truth.Yes:
		return v.ViolatedAs(severity, nil, "acute alcoholism or delirium tremens")
	case !known:
		return owed(v, noScore, scoreLiver)
	case breathing == truth.Unknown, drinking == truth.Unknown:
		return owed(v, plan.Datum{Name: "whether breathing is impaired, and whether there is acute alcoholism"}, "review the conditions")
	}
	return v.Met()
}

// tooYoungForAlone reports whether the person is younger than the licence of buprenorphine alone goes, so that the combination is what is left.
func tooYoungForAlone(v *plan.View) bool {
	alone, set := leastAge.GB.Mono().If(v)
	age, known := v.Age()
	return set && known && age < alone.Value
}

var leastAgeUS, leastAgeGB = leastAge.US.limit(), leastAge.GB.limit()

func ofAge(least *plan.Choice[int]) func(*plan.View) plan.Result {
	return func(v *plan.View) plan.Result {
		d, _ := bupDoses.Lent(v)
		limit, ok := least.Of(v)
		switch {
		case !ok && !d.Product.IsValid():
			return owed(v, plan.Datum{Name: "which product it is"}, "state the product: the least age is that of its label")
		case !ok:
			return owed(v, plan.Datum{Name: "the least age for " + d.Product.Name()},
				"take specialist advice on treating somebody this young")
		}
		age, known := v.Age()
		switch {
		case !known:
			return owed(v, plan.Datum{Name: "day of birth"}, "record the day of birth, or its year")
		case age < limit.Value:
			return v.Violated(limit, "%d years old, %s is for people from %d on", age, d.Product.Name(), limit.Value)
		}
		return v.Met()
	}
}

func judgeInterchange(v *plan.View) plan.Result {
	d, _ := mouthDoses.Lent(v)
	days := mouthDays(v)
	if len(days) == 0 || d.Total.IsZero() || Exchanged(days[0].last.Product, d.Product) {
		return v.NotApplicable()
	}
	from, before := days[0].last.Product, days[0].plain
	table, ok := conversion(from, d.Product)
	if !ok {
		return v.Violated(nil, "%s of %s after %s of %s", d.Total, d.Product.Name(), before, from.Name())
	}
	given, status := medication.Convert(table, before)
	if status != medication.ConversionExact {
		return v.Violated(nil, "%s of %s is not in the table to %s", before, from.Name(), d.Product.Name())
	}
	for _, total := range [...]medication.Mass{d.Total, d.LeastTotal()} {
		if given.Dose.Principal != total {
			return v.Violated(nil, "%s of %s after %s of %s, for which the table has %s",
				total, d.Product.Name(), before, from.Name(), given.Dose)
		}
	}
	return v.Met()
}
