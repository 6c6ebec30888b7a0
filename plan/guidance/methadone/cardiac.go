package methadone

import (
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

// ECGLimits says when an ECG is wanted with methadone.
type ECGLimits struct {
	First  plan.Param[int]             // days after the start
	Repeat plan.Param[int]             // days after the last
	Dose   plan.Param[medication.Mass] // daily dose above which one is wanted
}

var ecg = ECGLimits{
	limit.MostCount("methadone.ecg.followup.first", "days after the start of methadone by which an ECG is repeated"),
	limit.MostCount("methadone.ecg.followup.repeat", "days after the last ECG by which the next one is due"),
	limit.MostMass("methadone.ecg.followup.dose", "daily methadone above which an ECG is wanted"),
}

// ECG returns when an ECG is wanted with methadone.
func ECG() ECGLimits { return ecg }

// BaselineECGLimits is how old the ECG may be with which methadone starts.
type BaselineECGLimits struct{ Age plan.Param[int] }

var baselineECG = BaselineECGLimits{
	limit.MostDays("methadone.ecg.baseline.age", "age of the ECG with which methadone starts"),
}

// BaselineECG returns how old the ECG may be with which methadone starts.
func BaselineECG() BaselineECGLimits { return baselineECG }

// RiskECGLimits is the daily dose above which the United Kingdom wants an ECG whatever the other risks.
type RiskECGLimits struct{ Dose plan.Param[medication.Mass] }

var riskECG = RiskECGLimits{
	limit.MostMass("gb.methadone.qtc.monitor.dose", "daily methadone above which an ECG is wanted"),
}

// RiskECG returns the daily dose above which the United Kingdom wants an ECG whatever the other risks.
func RiskECG() RiskECGLimits { return riskECG }

var methadoneCardiac = []plan.Rule{
	{
		ID:       "methadone.qtc.danger",
		Title:    "Methadone is neither started nor raised while the QT interval is dangerously long, and never stopped at once for it",
		Severity: record.Block,
		About:    agent.Methadone,
		Watches:  record.Doses | record.Endings | record.Shows,
		Cites: []evidence.Citation{evidence.QTScreening2009.At("above 500 ms", evidence.Primary), evidence.MethadoneSafety2014.At("ECG",
			evidence.Secondary)},
		Needs:    plan.Needs(interaction.QTcLimit().Danger, plan.Optional(missedAnew.Doses)),
		Remedy:   "remove what adds to it, correct potassium and magnesium, and weigh a lower dose, buprenorphine, or going on under monitoring",
		Override: plan.Overridable("what was weighed against what, with whom, and how the heart is watched"),
		Missing:  plan.Reported("an ECG is wanted and must not delay methadone: dying for want of treatment is likelier than of the QT interval"),
		Judge:    judgeQTcDanger,
	},
	{
		ID:       "methadone.qtc.caution",
		Title:    "A QT interval that is longer than usual, or known to be so from birth, is talked about and watched",
		Severity: record.Warning,
		About:    agent.Methadone,
		Watches:  record.Doses | record.Shows,
		Cites: []evidence.Citation{evidence.QTScreening2009.At("above 450 ms", evidence.Primary),
			evidence.SAMHSACardiac2011.At("ECG by risk", evidence.Primary)},
		Needs:  plan.Needs(interaction.QTcLimit().Caution, interaction.QTcLimit().Danger),
		Remedy: "talk about benefit and risk, look for what adds to it, and repeat the ECG more often",
		Judge:  judgeQTcCaution,
	},
	{
		ID:       "methadone.ecg.baseline",
		Aliases:  []record.RuleID{"ix.qt.methadone"},
		Title:    "An ECG is on record when methadone starts, and when something that prolongs QT comes on top of it",
		Severity: record.Warning,
		About:    agent.Methadone,
		Watches:  record.Doses | record.Contacts,
		Cites: []evidence.Citation{evidence.QTScreening2009.At("before the start", evidence.Primary),
			evidence.SAMHSACardiac2011.At("ECG by risk", evidence.Primary)},
		Needs:  plan.Needs(baselineECG.Age, interaction.LowPotassium().Below, interaction.LowMagnesium().Below, plan.Optional(missedAnew.Doses)),
		Remedy: "ask about syncope, heart disease and family, and obtain an ECG; do not delay the start for it",
		Only:   methadoneChanges,
		Judge:  judgeBaselineECG,
	},
	{
		ID:       "methadone.ecg.followup",
		Title:    "The ECG is repeated when the dose becomes high",
		Severity: record.Advice,
		About:    agent.Methadone,
		Watches:  record.Doses,
		Cites:    []evidence.Citation{evidence.QTScreening2009.At("above 100 mg", evidence.Primary)},
		Needs:    plan.Needs(ecg.First, ecg.Dose, plan.Optional(missedAnew.Doses)),
		Remedy:   "obtain an ECG",
		Judge:    judgeFollowUpECG,
	},
	{
		ID:       "gb.methadone.qtc.monitor",
		Title:    "An ECG is on record for high doses of methadone and for people at risk of a long QT interval",
		Severity: record.Warning,
		About:    agent.Methadone,
		Watches:  record.Doses,
		Cites:    []evidence.Citation{evidence.MHRA2006.At("Current Problems in Pharmacovigilance 31", evidence.Secondary)},
		Needs:    plan.Needs(riskECG.Dose, interaction.LowPotassium().Below, interaction.LowMagnesium().Below),
		Remedy:   "obtain an ECG before the start, or at the next review",
		Judge:    judgeRiskECG,
	},
	{
		ID:       "methadone.qt.electrolytes",
		Title:    "Low potassium or magnesium is corrected before methadone makes the QT interval longer",
		Severity: record.Warning,
		About:    agent.Methadone,
		Watches:  record.Doses,
		Cites: []evidence.Citation{evidence.MethadoneSafety2014.At("correct what adds to a long QT interval", evidence.Secondary),
			evidence.QTRules.At("potassium and magnesium", evidence.Unconfirmed)},
		Needs:  plan.Needs(interaction.LowPotassium().Below, interaction.LowMagnesium().Below),
		Remedy: "correct what is low, and look at the other of the two, first",
		Judge:  judgeElectrolytes,
	},
}

// StartsOrRises reports whether the event starts methadone or brings its daily dose up.
func StartsOrRises(v *plan.View) bool { return methadoneUp.Holds(v) }

var methadoneUp = plan.Given(func(v *plan.View) bool {
	if elsewhere, ok := transfer(v); ok {
		m, ok := broughtMethadone(v)
		return ok && elsewhere.DailyDose.Compare(m.total) < 0
	}
	if _, starts := startingMethadone(v); starts {
		return true
	}
	_, _, rises := rising(v)
	return rises
}).Within(methadoneChanges)

// goesOnUnchanged reports whether the event is a dose as ordered, or as was taken here before: what its order was told is not said
// again.
func goesOnUnchanged(v *plan.View, m *methadoneAct) bool {
	if order, _, ordered := v.OrderInForce(medication.Methadone); ordered && m.total.Compare(order.DayTotal()) <= 0 {
		return !m.intent
	}
	_, here := v.FirstDose(medication.Methadone)
	return !m.intent && here && !StartsOrRises(v)
}

// qtcFound returns the QTc if the event is an ECG of somebody who takes methadone: what it shows is said when it is known, and
// not at the next order.
func qtcFound(v *plan.View) (qtc record.Quantity, ok bool) {
	ecg, ok := v.Body().(record.Measured)
	_, taken := v.FirstDose(medication.Methadone)
	return ecg.Value, ok && ecg.Measure == record.QTc && taken
}

// endsAtOnce reports whether the event ends methadone at once, by whatever act.
func endsAtOnce(v *plan.View) bool {
	for act := range v.Acts().All() {
		sudden := act.Gradual == truth.No || act.Gradual == truth.Unknown && act.Continues == truth.No && act.On.IsZero()
		if act.Means.Has(record.Ends) && sudden && (act.Substance == medication.Methadone || act.Whatever && onMethadone(v)) {
			return true
		}
	}
	return false
}

func judgeQTcDanger(v *plan.View) plan.Result {
	danger := interaction.QTcLimit().Danger.Of(v)
	if found, ecg := qtcFound(v); ecg {
		if found.Less(danger.Value) {
			return v.NotApplicable()
		}
		return v.ViolatedAs(record.Warning, danger, "QTc is %s ms, not below %s ms, on methadone", found, danger.Value)
	}
	m, dosing := broughtMethadone(v)
	stopping := endsAtOnce(v)
	if !dosing && !stopping {
		return v.NotApplicable()
	}
	qtc, _, measured := v.Measured(record.QTc)
	_, starts := startingMethadone(v)
	switch {
	case !measured && starts: // the ECG that follow are for methadone.ecg.followup and gb.methadone.qtc.monitor
		v.NotKnown("a corrected QT interval") // methadone.ecg.baseline asks for it, and methadone.ecg.due
		return v.NotApplicable()
	case !measured, qtc.Less(danger.Value):
		return v.NotApplicable()
	case dosing && StartsOrRises(v):
		return v.Violated(danger, "QTc is %s ms, not below %s ms: methadone is not %s", qtc, danger.Value, startedOrRaised(v))
	case stopping:
		return v.ViolatedAs(record.Warning, danger,
			"QTc is %s ms, and methadone is stopped at once: losing the treatment has a mortality of its own", qtc).
			WithRemedy("reduce, change to buprenorphine, or go on under monitoring, with the person")
	case !goesOnUnchanged(v, m):
		return v.ViolatedAs(record.Warning, danger, "QTc is %s ms, not below %s ms, and methadone goes on", qtc, danger.Value)
	}
	return v.NotApplicable()
}

func startedOrRaised(v *plan.View) string {
	if _, starts := startingMethadone(v); starts {
		return "started"
	}
	return "raised"
}

func judgeQTcCaution(v *plan.View) plan.Result {
	_, told := v.Body().(record.ConditionReported)
	if told || v.HealthReported(record.CongenitalLongQT) == truth.Yes {
		return plan.WorstOf(interaction.LongQTWithMethadone(v), judgeQTcMeasured(v))
	}
	return judgeQTcMeasured(v)
}

func judgeQTcMeasured(v *plan.View) plan.Result {
	qtc, known := qtcFound(v)
	if !known {
		if m, ok := broughtMethadone(v); !ok || goesOnUnchanged(v, m) {
			return v.NotApplicable()
		}
		qtc, _, known = v.Measured(record.QTc)
	}
	caution, danger := interaction.QTcLimit().Caution.Of(v), interaction.QTcLimit().Danger.Of(v)
	switch {
	case !known, !qtc.Less(danger.Value):
		return v.NotApplicable()
	case qtc.Less(caution.Value):
		return v.Met()
	}
	return v.Violated(caution, "QTc is %s ms, not below %s ms", qtc, caution.Value)
}

// checkQTOnTop looks for a medicine that prolongs QT: when it is reported beside methadone, and when methadone is raised beside it.
func checkQTOnTop(v *plan.View) plan.Result {
	prolonging := medication.ClassesOf(medication.QTProlonging)
	if b, ok := v.Body().(record.MedicineReported); ok {
		classes, _ := b.ClassSet()
		itself, _ := record.SubstanceNamed(b.Agent)
		if _, on := v.FirstDose(medication.Methadone); !on || b.Taking != truth.Yes || !classes.Intersects(prolonging) ||
			itself == medication.Methadone {
			return v.NotApplicable()
		}
		return v.Violated(nil, "%s prolongs QT, and methadone goes on beside it", b.Agent)
	}
	if _, _, rises := rising(v); rises {
		if agent, taken := v.TakingBeside(medication.Methadone, prolonging); taken == truth.Yes {
			return v.Violated(nil, "%s prolongs QT, and methadone is raised beside it", agent)
		}
		if _, _, measured := v.Measured(record.QTc); !measured {
			if condition := heartRisk(v); condition != "" {
				return v.Violated(nil, "methadone is raised, no ECG is on record, and there is a risk: %s", condition)
			}
		}
	}
	return v.NotApplicable()
}

// heartRisks are conditions with which a long QT interval is likelier or worse.
var heartRisks = []record.Health{record.StructuralHeartDisease, record.Arrhythmia, record.Syncope, record.FamilyLongQT,
	record.CongenitalLongQT}

// qtRisk names a risk of a long QT interval that is on record beside methadone; empty if none is. Potassium or magnesium
// below its limit is one.
func qtRisk(v *plan.View) string {
	if condition := heartRisk(v); condition != "" {
		return condition
	}
	if agent, taken := v.TakingBeside(medication.Methadone, medication.ClassesOf(medication.QTProlonging)); taken == truth.Yes {
		return agent
	}
	return interaction.LowElectrolyte(v)
}

// heartRisk names a condition with which a long QT interval is likelier or worse.
func heartRisk(v *plan.View) string {
	for _, condition := range heartRisks {
		if v.Health(condition) == truth.Yes {
			return phrase.Spelled(condition)
		}
	}
	return ""
}

func judgeBaselineECG(v *plan.View) plan.Result {
	if _, starts := startingMethadone(v); !starts {
		return checkQTOnTop(v)
	}
	lacking, lacks := lacksECG(v)
	if !lacks {
		return v.Met()
	}
	if risk := qtRisk(v); risk != "" {
		return v.Violated(nil, "%s, and there is a risk: %s", lacking, risk)
	}
	return v.ViolatedAs(record.Advice, nil, "%s", lacking)
}

// lacksECG says that no ECG is on record, or only one that is too old to say anything of a start.
func lacksECG(v *plan.View) (how string, lacks bool) {
	age := baselineECG.Age.Of(v)
	switch _, at, measured := v.Measured(record.QTc); {
	case !measured:
		return "no ECG is on record", true
	case v.DaysSince(at) > age.Value:
		return "the last ECG is of " + v.DayOf(at).String(), true
	}
	return "", false
}

func judgeFollowUpECG(v *plan.View) plan.Result {
	if _, ok := broughtMethadone(v); !ok || v.Starting(medication.Methadone) {
		return v.NotApplicable()
	}
	first, dose := ecg.First.Of(v), ecg.Dose.Of(v)
	_, measured, ok := v.Measured(record.QTc)
	before, total, rises := rising(v)
	if rises && dose.Value.Compare(total) < 0 && before.total.Compare(dose.Value) <= 0 && (!ok || v.DaysSince(measured) > first.Value) {
		return v.Violated(dose, "from %s to %s, above %s, without an ECG of the last %s", before.total, total, dose.Value,
			phrase.Plural(first.Value, "day"))
	}
	return v.Met()
}

func judgeRiskECG(v *plan.View) plan.Result {
	m, ok := broughtMethadone(v)
	if !ok || goesOnUnchanged(v, m) {
		return v.NotApplicable()
	}
	dose := riskECG.Dose.Of(v)
	if _, _, measured := v.Measured(record.QTc); measured {
		return v.Met()
	}
	if dose.Value.Compare(m.total) < 0 {
		return v.Violated(dose, "%s a day, above %s, and no ECG is on record", m.total, dose.Value)
	}
	risk := qtRisk(v)
	if disease := diseasedLiver(v); risk == "" {
		risk = disease
	}
	if agent, taken := v.Taking(medication.ClassesOf(medication.CYP3A4Inhibitor)); risk == "" && taken == truth.Yes {
		risk = agent
	}
	if risk != "" {
		return v.Violated(nil, "no ECG is on record, and there is a risk: %s", risk)
	}
	return v.Met()
}

// diseasedLiver names a disease of the liver that is on record, by whatever fact; empty if none is. What the score is of somebody who was
// scored is no matter: the class begins with an impaired liver.
func diseasedLiver(v *plan.View) string {
	if disease, ok := first(v, liverDiseases, truth.Yes); ok {
		return phrase.Spelled(disease)
	}
	if v.HealthReported(record.HepaticImpairment) == truth.Yes {
		return phrase.Spelled(record.HepaticImpairment)
	}
	if score, _, scored := v.Measured(record.ChildPugh); scored {
		return "a liver of Child-Pugh score " + score.String()
	}
	return ""
}
