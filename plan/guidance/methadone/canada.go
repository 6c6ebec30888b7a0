package methadone

import (
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

// What Ontario and British Columbia say of methadone, and no other place that was read.

// AssessedLimits is the number of missed doses from which Ontario has the person assessed before methadone goes on.
type AssessedLimits struct{ Doses plan.Param[int] }

var assessed = AssessedLimits{
	limit.MostCount("ca-on.methadone.missed.assessed.doses", "missed doses in a row from which the person is assessed before methadone goes on"),
}

// Assessed returns the number of missed doses from which Ontario has the person assessed before methadone goes on.
func Assessed() AssessedLimits { return assessed }

// CancelledLimits is the number of missed days from which a pharmacy of British Columbia cancels the prescription.
type CancelledLimits struct{ Doses plan.Param[int] }

var cancelled = CancelledLimits{
	limit.MostCount("ca-bc.methadone.missed.cancelled.doses", "missed doses in a row from which the prescription is cancelled"),
}

// Cancelled returns the number of missed days from which a pharmacy of British Columbia cancels the prescription.
func Cancelled() CancelledLimits { return cancelled }

// SeveralQTLimits is the number of medicines that prolong QT from which British Columbia wants an ECG.
type SeveralQTLimits struct{ Medicines plan.Param[int] }

var severalQT = SeveralQTLimits{
	limit.MostCount("ca-bc.methadone.ecg.medicines", "medicines that prolong QT from which an ECG is wanted"),
}

// SeveralQT returns the number of medicines that prolong QT from which British Columbia wants an ECG.
func SeveralQT() SeveralQTLimits { return severalQT }

var methadoneCanada = []plan.Rule{
	{
		ID:       "ca-on.methadone.missed.assessed",
		Title:    "After several missed doses the person is assessed before methadone goes on",
		Severity: record.Warning,
		About:    agent.Methadone,
		Watches:  record.Doses,
		Cites:    []evidence.Citation{evidence.METAPHI2021.At("three or more missed doses: assessed in person", evidence.Secondary)},
		Needs:    plan.Needs(assessed.Doses),
		Remedy:   "see the person, ask why doses were missed and what was taken, and record the reassessment",
		Applies:  methadoneFact.Holds,
		Judge:    judgeAssessed,
	},
	{
		ID:       "ca-bc.methadone.missed.cancelled",
		Title:    "After missed days in a row methadone is not supplied on the prescription from before: the pharmacist cancels it",
		Severity: record.Block,
		About:    agent.Methadone,
		Watches:  record.Doses,
		Cites:    []evidence.Citation{evidence.BCPharmacy2023.At("four consecutive missed days", evidence.Primary)},
		Needs:    plan.Needs(cancelled.Doses),
		Remedy:   "tell the prescriber, who sees the person and writes a new order",
		Override: plan.NotOverridable("the policy cancels the prescription: what is supplied needs a new one, which can be had the same day"),
		Applies:  methadoneFact.Holds,
		Judge:    judgeCancelled,
	},
	{
		ID:       "ca-bc.methadone.contraindicated",
		Title:    "Methadone is not started or raised beside a monoamine oxidase inhibitor, and with care in obstructive airways disease",
		Severity: record.Block,
		About:    agent.Methadone,
		Watches:  record.Doses,
		Cites:    []evidence.Citation{evidence.BCCSU2023.At("appendix 3.3, contraindications, updated 31 January 2025", evidence.Primary)},
		Needs:    plan.Needs(interaction.MAOIWindow().Stopped, plan.Optional(missedAnew.Doses)),
		Remedy:   "let the prescriber of the inhibitor change it, choose buprenorphine meanwhile, or take advice from a specialist",
		Override: plan.Overridable("why the benefit outweighs the contraindication"),
		Missing:  plan.Reported("whoever orders methadone sees the person; an empty list of conditions must not stop the treatment"),
		Applies:  methadoneFact.Holds,
		Judge:    judgeContraindicatedBC,
	},
	{
		ID:       "ca-bc.methadone.ecg",
		Title:    "An ECG is on record for people on several medicines that prolong QT, or whose history speaks of a long one",
		Severity: record.Warning,
		About:    agent.Methadone,
		Watches:  record.Doses,
		Cites:    []evidence.Citation{evidence.BCCSU2023.At("appendix 3.3, ECG, updated 31 January 2025", evidence.Primary)},
		Needs:    plan.Needs(severalQT.Medicines, baselineECG.Age),
		Remedy:   "obtain an ECG before the start where it can be had; neither a start nor a restart waits for it unless the risk forbids it",
		Applies:  methadoneFact.Holds,
		Judge:    judgeSeveralQT,
	},
}

func judgeAssessed(v *plan.View) plan.Result {
	_, g, ok := returning(v)
	doses := assessed.Doses.Of(v)
	if !ok || g.missed < doses.Value {
		return v.NotApplicable()
	}
	if at, done := v.Assessed(record.Reassessment); done && g.last.Before(v.DayOf(at)) {
		return v.Met()
	}
	if !g.known {
		return countedMissed(v, g)
	}
	return v.Violated(doses, "%s, %d or more, and the person was not assessed since", phrase.Plural(g.missed, "missed dose"), doses.Value)
}

// judgeCancelled objects to what is supplied or given without a new order. A new order is what the policy asks for: it is judged by the
// rules about its dose.
func judgeCancelled(v *plan.View) plan.Result {
	doses := cancelled.Doses.Of(v)
	act, ok := v.Acts().Of(record.Doses, agent.Methadone)
	_, at, ordered := v.OrderInForce(medication.Methadone)
	if !ok || act.Means.Has(record.Prescribes) || !ordered {
		return v.NotApplicable()
	}
	g, ok := gapBefore(v)
	switch {
	case !ok || g.missed < doses.Value:
		return v.NotApplicable()
	case g.last.Before(v.DayOf(at)):
		return v.Met()
	case !g.known:
		return countedMissed(v, g)
	}
	return v.Violated(doses, "%s in a row, %d or more, and the order is from before them", phrase.Plural(g.missed, "missed dose"), doses.Value)
}

var airwaysBC = absent(nil, record.ObstructiveAirwaysDisease)

func judgeContraindicatedBC(v *plan.View) plan.Result {
	if refused, ok := besideMAOI(v); ok {
		return refused
	}
	return airwaysBC(v)
}

// judgeSeveralQT asks for an ECG where several medicines or the history speak of a long QT interval.
func judgeSeveralQT(v *plan.View) plan.Result {
	m, _ := broughtMethadone(v)
	if goesOnUnchanged(v, m) {
		return v.NotApplicable()
	}
	most := severalQT.Medicines.Of(v)
	lacking, lacks := lacksECG(v)
	if !lacks {
		return v.Met()
	}
	if condition, ok := first(v, heartRisks, truth.Yes); ok {
		return v.Violated(nil, "%s, and there is %s", lacking, phrase.Spelled(condition))
	}
	var agents []string
	for medicine := range v.Now().Medicines() {
		if medicine.Until == nil && medicine.Classes.Has(medication.QTProlonging) {
			agents = append(agents, medicine.Report.Agent)
		}
	}
	if len(agents) >= most.Value {
		return v.Violated(most, "%s, and %s prolong QT", lacking, strings.Join(agents, " and "))
	}
	return v.Met()
}
