package methadone

import (
	"slices"
	"strings"

	"github.com/oudpath/oudpath/medication"
	"github.com/oudpath/oudpath/plan"
	"github.com/oudpath/oudpath/plan/evidence"
	"github.com/oudpath/oudpath/plan/guidance/interaction"
	"github.com/oudpath/oudpath/plan/guidance/internal/agent"
	"github.com/oudpath/oudpath/plan/guidance/internal/limit"
	"github.com/oudpath/oudpath/plan/guidance/internal/phrase"
	"github.com/oudpath/oudpath/plan/record"
	"github.com/oudpath/oudpath/plan/truth"
)

// LiverImpairmentLimits is the Child-Pugh score from which methadone starts lower.
type LiverImpairmentLimits struct{ From plan.Param[record.Quantity] }

var liverImpairment = LiverImpairmentLimits{
	limit.MostQuantity("hepatic.methadone.child-pugh", "Child-Pugh score from which methadone starts lower and rises slowly"),
}

// LiverImpairment returns the Child-Pugh score from which methadone starts lower.
func LiverImpairment() LiverImpairmentLimits { return liverImpairment }

// KidneyFailureLimits is the filtration rate below which the licence of the United Kingdom lowers the dose.
type KidneyFailureLimits struct{ Below plan.Param[record.Quantity] }

var kidneyFailure = KidneyFailureLimits{
	limit.LeastQuantity("gb.methadone.renal.below", "glomerular filtration in mL/min below which methadone is lowered"),
}

// KidneyFailure returns the filtration rate below which the licence of the United Kingdom lowers the dose.
func KidneyFailure() KidneyFailureLimits { return kidneyFailure }

// ChildLimits is the age below which the licence of the United Kingdom leaves methadone to specialists.
type ChildLimits struct{ Age plan.Param[int] }

var child = ChildLimits{
	limit.LeastCount("gb.methadone.age.least", "age in years below which methadone is for specialists alone"),
}

// Child returns the age below which the licence of the United Kingdom leaves methadone to specialists.
func Child() ChildLimits { return child }

var methadoneContraindications = []plan.Rule{
	{
		ID:       "contra.resp",
		Title:    "Methadone is not given in significant respiratory depression, or in acute asthma that nobody watches",
		Severity: record.Block,
		About:    agent.Methadone,
		Watches:  record.Doses,
		Cites: []evidence.Citation{evidence.LabelMethadone.At("section 4", evidence.Secondary),
			evidence.MedscapeUKMethadone.At("contraindications", evidence.Secondary)},
		Unless: []plan.Exception{{Context: record.MonitoredInpatient, Leaves: record.Warning, Supported: inMonitoredBed,
			Why: "breathing is watched continuously"}},
		Remedy:   "treat the breathing first",
		Override: plan.Overridable("how breathing is watched, and by whom"),
		Missing:  plan.Reported("whoever orders methadone sees the person breathe; an empty list of conditions must not stop the treatment"),
		Only:     methadoneAtRisk,
		Judge:    absent([]record.Health{record.SignificantRespiratoryDepression, record.AcuteAsthma}),
	},
	{
		ID:       "contra.gi-obstruction",
		Title:    "Methadone is not given with an obstructed bowel or a paralytic ileus",
		Severity: record.Block,
		About:    agent.Methadone,
		Watches:  record.Doses,
		Cites: []evidence.Citation{evidence.LabelMethadone.At("section 4", evidence.Secondary),
			evidence.MedscapeUKMethadone.At("contraindications", evidence.Secondary)},
		Remedy:   "treat the obstruction first; what to give meanwhile is for the hospital to decide",
		Override: plan.Overridable("what the surgeon or physician in charge agreed to"),
		Missing:  plan.Reported("it is rare and seldom written down as absent; an empty list of conditions must not stop the treatment"),
		Only:     methadoneAtRisk,
		Judge:    absent([]record.Health{record.GastrointestinalObstruction}),
	},
	{
		ID: "gb.methadone.contraindicated",
		Title: "Methadone is not given in what its licence names: head injury, acute alcohol intoxication, monoamine oxidase inhibitors, " +
			"obstructive airways disease",
		Severity: record.Block,
		About:    agent.Methadone,
		Watches:  record.Doses,
		Cites: []evidence.Citation{evidence.SmPCMethadone1.At("4.3", evidence.Secondary),
			evidence.MedscapeUKMethadone.At("contraindications", evidence.Secondary)},
		Needs:    plan.Needs(interaction.MAOIWindow().Stopped, plan.Optional(missedAnew.Doses)),
		Remedy:   "treat that first, or take advice from a specialist",
		Override: plan.Overridable("why the benefit outweighs what the licence says"),
		Missing:  plan.Reported("whoever orders methadone sees the person; an empty list of conditions must not stop the treatment"),
		Only:     methadoneFact,
		Judge:    judgeContraindicatedGB,
	},
	{
		ID:       "gb.methadone.age",
		Title:    "Methadone for a child is for specialists",
		Severity: record.Warning,
		About:    agent.Methadone,
		Watches:  record.Doses,
		Cites:    []evidence.Citation{evidence.MedscapeUKMethadone.At("contraindications: paediatric use, no age", evidence.Unconfirmed)},
		Needs:    plan.Needs(child.Age, plan.Optional(missedAnew.Doses)),
		Unless:   []plan.Exception{{Context: record.SpecialistSupervision, Why: "a specialist directs it"}},
		Remedy:   "ask a specialist, and record that they direct the treatment",
		Only:     methadoneStart,
		Judge:    givenToChild,
	},
	{
		ID:       "hepatic.methadone",
		Title:    "With an impaired liver methadone starts lower and rises slowly",
		Severity: record.Warning,
		About:    agent.Methadone,
		Watches:  record.Doses,
		Cites:    []evidence.Citation{evidence.LabelMethadone.At("hepatic impairment", evidence.Unconfirmed)},
		Needs:    plan.Needs(liverImpairment.From, plan.Optional(missedAnew.Doses)),
		Remedy:   "start lower, and leave more time between increases",
		Only:     methadoneUp,
		Judge:    judgeLiver,
	},
	{
		ID:       "renal.methadone-bup",
		Title:    "In severe renal failure methadone starts lower",
		Severity: record.Advice,
		About:    agent.Methadone,
		Watches:  record.Doses,
		Cites:    []evidence.Citation{evidence.LabelMethadone.At("renal impairment", evidence.Unconfirmed)},
		Remedy:   "start lower; there is no fixed adjustment, and none for buprenorphine",
		Only:     methadoneStart,
		Judge:    judgeKidney,
	},
	{
		ID:       "gb.methadone.renal",
		Title:    "With hardly any renal function the dose of methadone is lowered",
		Severity: record.Warning,
		About:    agent.Methadone,
		Watches:  record.Doses,
		Cites: []evidence.Citation{evidence.MedscapeUKMethadone.At("renal impairment, after the Renal Drug Handbook",
			evidence.Secondary)},
		Needs:  plan.Needs(kidneyFailure.Below),
		Remedy: "give a part of the usual dose, as the monograph of the product says",
		Only:   methadoneFact,
		Judge:  judgeKidneyGB,
	},
	{
		ID:       "methadone.form.oral-only",
		Title:    "Methadone for opioid use disorder is taken by mouth; it is injected only for inpatients who cannot swallow",
		Severity: record.Warning,
		About:    agent.Methadone,
		Watches:  record.Doses,
		Cites: []evidence.Citation{evidence.LabelMethadone.At("boxed warning, oral form only", evidence.Primary),
			evidence.Part8.At("(h)(3), oral form", evidence.Unconfirmed)},
		Remedy: "order an oral form, or state that the inpatient cannot take anything by mouth",
		Only:   methadoneFact,
		Judge:  judgeOralOnly,
	},
	{
		ID:       "gb.methadone.form",
		Title:    "The 1 mg/mL oral solution is the standard supply of methadone",
		Severity: record.Advice,
		About:    agent.Methadone,
		Watches:  record.Doses,
		Cites: []evidence.Citation{evidence.NHSMethadone.At("forms", evidence.Primary), evidence.NIFormulary.At("4.10.1, methadone",
			evidence.Primary)},
		Remedy: "supply the 1 mg/mL solution, or say why another form is needed",
		Only:   methadoneFact,
		Judge:  judgeFormGB,
	},
}

// contraindicating are the conditions with which nobody is given methadone.
var contraindicating = [...]record.Health{record.SignificantRespiratoryDepression, record.AcuteAsthma, record.GastrointestinalObstruction}

// methadoneAtRisk holds where methadone starts, and where it goes on for somebody with a condition that contraindicates it.
var methadoneAtRisk = plan.Given(func(v *plan.View) bool {
	return methadoneStart.Holds(v) || methadoneFact.Holds(v) && slices.ContainsFunc(contraindicating[:], func(c record.Health) bool {
		return v.HealthReported(c) == truth.Yes
	})
})

// absent makes the check that none of the conditions is present: the first ones refuse, the milder ones warn. At the start of
// methadone somebody has to have asked; later only what is on record counts, so that treatment does not hang on a form.
func absent(conditions []record.Health, milder ...record.Health) func(*plan.View) plan.Result {
	return func(v *plan.View) plan.Result {
		if present, ok := first(v, conditions, truth.Yes); ok {
			return v.Violated(nil, "%s is present", present)
		}
		_, starts := startingMethadone(v)
		if unasked, ok := first(v, conditions, truth.Unknown); ok && starts {
			return v.Lacks("whether " + string(unasked) + " is present")
		}
		if present, ok := first(v, milder, truth.Yes); ok {
			return v.ViolatedAs(record.Warning, nil, "%s is present", present)
		}
		if starts {
			return v.Met()
		}
		return v.NotApplicable()
	}
}

var contraindicatedGB = absent([]record.Health{record.HeadInjury, record.AcuteAlcoholism}, record.ObstructiveAirwaysDisease)

// judgeContraindicatedGB refuses a start and an increase beside a monoamine oxidase inhibitor, which the licence contraindicates.
// A dose that somebody is stable on goes on while the inhibitor is replaced: ix.maoi warns then.
func judgeContraindicatedGB(v *plan.View) plan.Result {
	if refused, ok := besideMAOI(v); ok {
		return refused
	}
	return contraindicatedGB(v)
}

// givenToChild objects to methadone for a child whom no specialist treats. The licence names no age, and no source that was read does: so it
// warns.
func givenToChild(v *plan.View) plan.Result {
	age := child.Age.Of(v)
	if years, known := v.Age(); known && years < age.Value {
		return v.Violated(age, "%d years old, below %d: the licence excludes children", years, age.Value)
	}
	return v.NotApplicable()
}

// besideMAOI refuses a start and an increase of methadone beside a monoamine oxidase inhibitor, or too soon after it; ok is false if
// there is none.
func besideMAOI(v *plan.View) (refused plan.Result, ok bool) {
	window := interaction.MAOIWindow().Stopped.Of(v)
	if !StartsOrRises(v) {
		return plan.Result{}, false
	}
	agents := interaction.MAOInhibitorsWith(v, medication.Methadone, window.Value)
	if len(agents) == 0 {
		return plan.Result{}, false
	}
	return v.Violated(window, "methadone within %s of %s: it inhibits monoamine oxidase", phrase.Plural(window.Value, "day"),
		strings.Join(agents, "; ")), true
}

// first returns the first of the conditions with that answer.
func first(v *plan.View, conditions []record.Health, answer truth.Value) (record.Health, bool) {
	for _, condition := range conditions {
		if v.Health(condition) == answer {
			return condition, true
		}
	}
	return "", false
}

// liverDiseases are conditions that impair the liver, whatever its score.
var liverDiseases = []record.Health{record.LiverFailure, record.AcuteHepatitis}

func judgeLiver(v *plan.View) plan.Result {
	from := liverImpairment.From.Of(v)
	if disease, ok := first(v, liverDiseases, truth.Yes); ok {
		return v.Violated(nil, "%s is present", disease)
	}
	score, _, measured := v.Measured(record.ChildPugh)
	switch {
	case !measured && v.Health(record.LiverFailure) == truth.Unknown:
		return v.Lacks("whether the liver is impaired")
	case !measured && v.HealthReported(record.HepaticImpairment) == truth.Yes:
		return v.Lacks("the Child-Pugh score of the impaired liver")
	case measured && !score.Less(from.Value):
		return v.Violated(from, "Child-Pugh score %s, not below %s", score, from.Value)
	}
	return v.Met()
}

func judgeKidney(v *plan.View) plan.Result {
	switch v.Health(record.SevereRenalFailure) {
	case truth.Yes:
		return v.Violated(nil, "%s is present", record.SevereRenalFailure)
	case truth.Unknown:
		return v.Lacks("whether " + string(record.SevereRenalFailure) + " is present")
	}
	return v.Met()
}

func judgeKidneyGB(v *plan.View) plan.Result {
	below := kidneyFailure.Below.Of(v)
	rate, _, measured := v.Measured(record.EGFR)
	switch {
	case !measured: // asked for at the start, by renal.methadone-bup
		return v.NotApplicable()
	case rate.Less(below.Value):
		return v.Violated(below, "filtration %s mL/min, below %s", rate, below.Value)
	}
	return v.Met()
}

func judgeOralOnly(v *plan.View) plan.Result {
	m, _ := broughtMethadone(v)
	d, _ := v.Dosing()
	switch {
	case !m.product.IsValid(), d.Purpose == record.PurposePain: // the form is a rule of programmes
		return v.NotApplicable()
	case m.route == medication.Oral, m.route == 0 && slices.Contains(m.product.Routes(), medication.Oral):
		return v.Met()
	case m.setting != medication.SettingOTP && v.Holds(record.HospitalStay) && v.Holds(record.UnableToTakeOral):
		return v.Met()
	}
	return v.Violated(nil, "%s is not taken by mouth", m.product.Name())
}

func judgeFormGB(v *plan.View) plan.Result {
	m, _ := broughtMethadone(v)
	switch {
	case !m.product.IsValid():
		return v.NotApplicable()
	case m.product.ID() == medication.MethadoneSolnGB || m.rationale != "":
		return v.Met()
	}
	return v.Violated(nil, "%s, and no reason is documented", m.product.Name())
}
