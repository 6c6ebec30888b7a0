package guidance

import (
	"time"

	"github.com/oudpath/oudpath/medication"
	"github.com/oudpath/oudpath/plan"
	"github.com/oudpath/oudpath/plan/evidence"
	"github.com/oudpath/oudpath/plan/record"
	"github.com/oudpath/oudpath/plan/truth"
)

// MAOIWindow is how long a monoamine oxidase inhibitor matters after it was stopped.
var MAOIWindow = struct{ Stopped *plan.Param[time.Duration] }{
	hours("ix.maoi.window", "time after a monoamine oxidase inhibitor before methadone or buprenorphine"),
}

// interaction is what another medicine does beside methadone or buprenorphine. At the start of treatment it asks for the list
// of medicines; later the orders are judged by what is on record, and each change of medicines when it is reported.
type interaction struct {
	methadone     medication.ClassSet // classes that matter beside methadone
	buprenorphine medication.ClassSet // classes that matter beside buprenorphine
	effect        string              // what the medicine does
	ended         string              // what stopping it does; empty: nothing
	quiet         bool                // speaks of what is on record only: a missing list of medicines is asked for by stronger rules
}

func (x interaction) classes(s medication.Substance) medication.ClassSet {
	if s == medication.Methadone {
		return x.methadone
	}
	return x.buprenorphine
}

// check judges an order, a first dose, or a report of another medicine.
func (x interaction) check(v *plan.View) plan.Result {
	if b, ok := v.Body().(record.MedicineReported); ok {
		return x.reported(v, b)
	}
	d, ok := agonistDosing(v)
	if !ok {
		return v.NotApplicable()
	}
	agent, taken := v.Taking(x.classes(d.Substance))
	switch {
	case taken == truth.Yes:
		return v.Violated(nil, "%s with %s, which %s", d.Substance, agent, x.effect)
	case taken == truth.No:
		return v.Met()
	case x.quiet || !v.Starting(d.Substance):
		return v.NotApplicable()
	}
	return lacksMedicines(v, agent)
}

// reported judges another medicine that is begun or stopped while an agonist goes on.
func (x interaction) reported(v *plan.View, b record.MedicineReported) plan.Result {
	classes, _ := b.ClassSet()
	for _, s := range agonists {
		switch {
		case !goesOn(v, s) || !classes.Intersects(x.classes(s)):
		case b.Taking == truth.Yes:
			return v.Violated(nil, "%s with %s, which %s", s, b.Agent, x.effect)
		case x.ended != "":
			return v.Violated(nil, "%s was stopped beside %s, which %s", b.Agent, s, x.ended)
		}
	}
	return v.NotApplicable()
}

// agonistDosing returns the dosing if the event orders methadone or buprenorphine, or is the first dose of it. Later doses
// repeat an order that was judged.
func agonistDosing(v *plan.View) (plan.Dosing, bool) {
	d, ok := v.Dosing()
	if !ok || !agonist(d.Substance) {
		return plan.Dosing{}, false
	}
	return d, d.Intent || v.Starting(d.Substance)
}

var agonistEvents = record.On(record.KindOrder, record.KindDoseGiven, record.KindMedicineReported)

// The interactions by class.
var (
	sedation = interaction{methadone: medication.CNSDepressants, buprenorphine: medication.CNSDepressants,
		effect: "adds to sedation and depressed breathing"}
	inhibition = interaction{
		methadone: medication.ClassesOf(medication.CYP3A4Inhibitor, medication.CYP2B6Inhibitor, medication.CYP2C19Inhibitor,
			medication.CYP2C9Inhibitor, medication.CYP2D6Inhibitor),
		buprenorphine: medication.ClassesOf(medication.CYP3A4Inhibitor),
		effect:        "raises its level", ended: "lets its level fall",
	}
	induction = interaction{
		methadone:     medication.ClassesOf(medication.CYP3A4Inducer, medication.CYP2B6Inducer),
		buprenorphine: medication.ClassesOf(medication.CYP3A4Inducer),
		effect:        "lowers its level and may bring withdrawal", ended: "lets its level rise",
	}
	mixedAgonists = interaction{methadone: medication.ClassesOf(medication.MixedAgonistAntagonist),
		buprenorphine: medication.ClassesOf(medication.MixedAgonistAntagonist), effect: "may precipitate withdrawal"}
	anticholinergics = interaction{methadone: medication.ClassesOf(medication.Anticholinergic),
		buprenorphine: medication.ClassesOf(medication.Anticholinergic), quiet: true,
		effect: "adds to constipation and retention of urine"}
	diuretics = interaction{methadone: medication.ClassesOf(medication.Diuretic),
		buprenorphine: medication.ClassesOf(medication.Diuretic), quiet: true,
		effect: "works less beside an opioid, and adds to low blood pressure"}
)

var safetyInteractions = []plan.Rule{
	{
		ID:       "ix.benzo-cns",
		Aliases:  []record.RuleID{"gb.ost.benzodiazepine"},
		Title:    "Sedatives beside methadone or buprenorphine are looked at together with the person, and are no reason to withhold either",
		Severity: record.Warning,
		Kinds:    agonistEvents | endings | record.On(record.KindConditionReported),
		Cites: []evidence.Citation{evidence.FDA2017.At("", evidence.Primary),
			evidence.MHRA2020.At("March 2020", evidence.Secondary)},
		Remedy: "go on with treatment: teach, supply naloxone, see the person more often, use the lowest doses, and plan the sedative with its prescriber",
		Check:  checkSedatives,
	},
	{
		ID:       "ix.intoxicated-now",
		Aliases:  []record.RuleID{"gb.ost.intoxicated", "int-who.ost.intoxicated"},
		Title:    "No dose of methadone or buprenorphine goes to somebody who is sedated or intoxicated",
		Severity: record.Block,
		Kinds:    record.On(record.KindOrder, record.KindDoseGiven),
		Cites: []evidence.Citation{evidence.WHO2009.At("annex 12", evidence.Primary),
			evidence.LabelMethadone.At("section 2, initial dosing", evidence.Secondary)},
		Remedy:   "wait until the person is awake, examine again, and give the dose then",
		Override: plan.Overridable("what was seen, who examined, and how the person is watched"),
		Missing:  plan.Reported("an order is often written ahead of the dose, and a form that nobody filled in must not keep people from treatment"),
		Check:    checkIntoxicated,
	},
	{
		ID:       "ix.cyp3a4-inhibitor",
		Title:    "Medicines that raise the level of methadone or buprenorphine are reckoned with, when they begin and when they end",
		Severity: record.Warning,
		Kinds:    agonistEvents,
		Cites: []evidence.Citation{evidence.LabelSuboxoneFilm.At("section 7, table of interactions", evidence.Primary),
			evidence.LabelMethadoneConcentrate.At("boxed warning", evidence.Primary)},
		Remedy: "watch for sedation when it begins and consider a lower dose; watch for withdrawal when it ends",
		Check:  inhibition.check,
	},
	{
		ID:       "ix.cyp3a4-inducer",
		Title:    "Medicines that lower the level of methadone or buprenorphine are reckoned with, when they begin and when they end",
		Severity: record.Warning,
		Kinds:    agonistEvents,
		Cites: []evidence.Citation{evidence.LabelSuboxoneFilm.At("section 7, table of interactions", evidence.Primary),
			evidence.LabelMethadoneConcentrate.At("boxed warning", evidence.Primary)},
		Remedy: "watch for withdrawal when it begins and plan a higher dose; watch for sedation when it ends and plan a lower one",
		Check:  induction.check,
	},
	{
		ID:       "ix.maoi",
		Title:    "Methadone and buprenorphine are kept apart from monoamine oxidase inhibitors, linezolid included",
		Severity: record.Warning,
		Kinds:    agonistEvents,
		Cites: []evidence.Citation{evidence.LabelMethadoneTablets.At("section 7", evidence.Secondary),
			evidence.LabelSuboxoneFilm.At("section 7", evidence.Secondary).SeenIn("public set of drug interaction pairs that quotes the label")},
		Params: []plan.AnyParam{MAOIWindow.Stopped},
		Remedy: "not recommended, though not contraindicated: wait out the time, or choose another antidepressant or antibiotic",
		Check:  checkMAOI,
	},
	{
		ID:       "ix.serotonergic",
		Title:    "Serotonergic medicines beside methadone or buprenorphine are known to whoever orders",
		Severity: record.Advice,
		Kinds:    agonistEvents,
		Cites: []evidence.Citation{evidence.LabelMethadoneTablets.At("section 7, serotonergic medicines, 5-HT3 antagonists included",
			evidence.Secondary)},
		Remedy: "tell the person and the prescriber of the signs of serotonin syndrome",
		Check:  checkSerotonergic,
	},
	{
		ID:       "ix.anticholinergic",
		Title:    "Anticholinergic medicines beside methadone or buprenorphine are known to whoever orders",
		Severity: record.Advice,
		Kinds:    agonistEvents,
		Cites:    []evidence.Citation{evidence.LabelOpioids.At("section 7, anticholinergic medicines", evidence.Unconfirmed)},
		Remedy:   "ask about constipation and passing urine",
		Check:    anticholinergics.check,
	},
	{
		ID:       "ix.diuretic",
		Title:    "Diuretics beside methadone or buprenorphine are known to whoever orders",
		Severity: record.Advice,
		Kinds:    agonistEvents,
		Cites:    []evidence.Citation{evidence.LabelOpioids.At("section 7, diuretics", evidence.Unconfirmed)},
		Remedy:   "measure the blood pressure, and electrolytes where QT matters",
		Check:    diuretics.check,
	},
	{
		ID:       "ix.opioid-agonist-with-bup",
		Title:    "A full agonist beside established buprenorphine has a reason",
		Severity: record.Warning,
		Kinds:    agonistEvents,
		Cites: []evidence.Citation{evidence.LabelSuboxoneFilm.At("section 7, opioid agonists", evidence.Secondary).
			SeenIn("public set of drug interaction pairs that quotes the label")},
		Unless: []plan.Exception{
			{Context: record.LowDoseInitiation, Why: "low-dose initiation continues the full agonist"},
			{Context: record.HospitalStay, Why: "pain in hospital is treated with a full agonist on top of buprenorphine"},
		},
		Remedy: "expect less effect from the full agonist; continue buprenorphine, and for a change of medication stop it when the other starts",
		Check:  checkFullAgonist,
	},
	{
		ID:       "ix.mixed-agonist-antagonist",
		Title:    "Pentazocine, nalbuphine and butorphanol are not combined with methadone or buprenorphine",
		Severity: record.Block,
		Kinds:    agonistEvents,
		Cites:    []evidence.Citation{evidence.LabelMethadoneTablets.At("section 7, mixed agonist/antagonist opioids", evidence.Secondary)},
		Remedy:   "stop the mixed agonist, and treat the pain with something else",
		Override: plan.Overridable("why both are needed, and how withdrawal would be treated"),
		Missing:  plan.Reported("these analgesics are rare, and waiting for a reviewed list would keep people from treatment"),
		Check:    mixedAgonists.check,
	},
}

// checkSedatives is the interaction, alcohol as a condition, and the objection to withholding treatment for it.
func checkSedatives(v *plan.View) plan.Result {
	switch b := v.Body().(type) {
	case record.ConditionReported:
		if s, ok := agonistGoesOn(v); ok && b.Condition == record.AlcoholUse && b.Present == truth.Yes {
			return v.Violated(nil, "%s with alcohol, which %s", s, sedation.effect)
		}
		return v.NotApplicable()
	case record.MedicineReported:
		result := sedation.reported(v, b)
		if _, known := b.ClassSet(); !known && b.Taking == truth.Yes {
			if _, ok := agonistGoesOn(v); ok {
				return v.Lacks("the classes of " + b.Agent) // asked for once, here, for all interactions
			}
		}
		return result
	}
	if endings.Has(v.Body().Kind()) {
		return objection{because: "without treatment the risk is higher", agonists: true, care: true,
			reasons: []record.Reason{record.ReasonBenzodiazepine}}.check(v)
	}
	if d, ok := agonistDosing(v); ok && v.HealthReported(record.AlcoholUse) == truth.Yes {
		return v.Violated(nil, "%s with alcohol, which %s", d.Substance, sedation.effect)
	}
	return sedation.check(v)
}

// checkIntoxicated judges the last examination of the day. The first dose of methadone has a rule of its own, which cannot be
// overridden.
func checkIntoxicated(v *plan.View) plan.Result {
	d, ok := v.Dosing()
	if _, first := startingMethadone(v); !ok || first || !agonist(d.Substance) {
		return v.NotApplicable()
	}
	examined := false
	for _, sign := range [...]record.Sign{record.RespiratoryDepressionSign, record.Sedation, record.Intoxication} {
		seen, at := v.Sign(sign)
		switch {
		case seen == truth.Unknown || v.DayOf(at) != v.Day():
		case seen == truth.Yes:
			return v.Violated(nil, "%s, and %s was seen %s ago", d.Substance, spelled(sign), elapsed(v, at))
		default:
			examined = true
		}
	}
	switch {
	case examined:
		return v.Met()
	case v.Starting(d.Substance):
		return v.Lacks("an examination for sedation and intoxication on the day of the first dose")
	}
	return v.NotApplicable()
}

func checkMAOI(v *plan.View) plan.Result {
	window, ok := MAOIWindow.Stopped.At(v)
	if !ok {
		return v.Unset(MAOIWindow.Stopped)
	}
	classes := medication.ClassesOf(medication.MAOInhibitor)
	beside := interaction{methadone: classes, buprenorphine: classes, effect: "is a monoamine oxidase inhibitor"}
	if b, ok := v.Body().(record.MedicineReported); ok {
		return beside.reported(v, b)
	}
	d, ok := agonistDosing(v)
	if !ok {
		return v.NotApplicable()
	}
	agent, stopped := v.TakingOrStoppedWithin(classes, window.Value)
	if _, taken := v.Taking(classes); taken != truth.Yes && stopped == truth.Yes {
		return v.Violated(window, "%s less than %s after %s", d.Substance, inHours(window.Value), agent)
	}
	return beside.check(v)
}

// checkSerotonergic leaves the inhibitors of monoamine oxidase to ix.maoi.
func checkSerotonergic(v *plan.View) plan.Result {
	if b, ok := v.Body().(record.MedicineReported); ok {
		classes, _ := b.ClassSet()
		if s, ok := agonistGoesOn(v); ok && b.Taking == truth.Yes && serotonergicAlone(classes) {
			return v.Violated(nil, "%s with %s, which is serotonergic", s, b.Agent)
		}
		return v.NotApplicable()
	}
	d, ok := agonistDosing(v)
	if !ok {
		return v.NotApplicable()
	}
	for agent, classes := range v.Medicines() {
		if serotonergicAlone(classes) {
			return v.Violated(nil, "%s with %s, which is serotonergic", d.Substance, agent)
		}
	}
	return v.NotApplicable()
}

func serotonergicAlone(classes medication.ClassSet) bool {
	return classes.Has(medication.Serotonergic) && !classes.Has(medication.MAOInhibitor)
}

// checkFullAgonist judges a full agonist that meets buprenorphine which is taken already. The other way round, buprenorphine
// on top of a full agonist, is a start and has the rules of starts.
func checkFullAgonist(v *plan.View) plan.Result {
	first, established := v.FirstDose(medication.Buprenorphine)
	if !established || v.DaysSince(first.At) == 0 {
		return v.NotApplicable()
	}
	classes := medication.ClassesOf(medication.FullAgonistOpioid)
	if b, ok := v.Body().(record.MedicineReported); ok {
		if set, _ := b.ClassSet(); b.Taking == truth.Yes && set.Intersects(classes) {
			return v.Violated(nil, "%s beside buprenorphine that goes on", b.Agent)
		}
		return v.NotApplicable()
	}
	switch d, ok := agonistDosing(v); {
	case !ok:
		return v.NotApplicable()
	case d.Substance == medication.Methadone:
		return v.Violated(nil, "methadone beside buprenorphine that goes on")
	}
	if agent, taken := v.Taking(classes); taken == truth.Yes {
		return v.Violated(nil, "buprenorphine beside %s", agent)
	}
	return v.NotApplicable()
}
