package naltrexone

import (
	"github.com/oudpath/oudpath/plan"
	"github.com/oudpath/oudpath/plan/evidence"
	"github.com/oudpath/oudpath/plan/guidance/internal/limit"
	"github.com/oudpath/oudpath/plan/guidance/internal/phrase"
	"github.com/oudpath/oudpath/plan/record"
	"github.com/oudpath/oudpath/plan/truth"
)

// LiverUnstudiedLimits is the Child-Pugh score from which no label says what naltrexone does.
type LiverUnstudiedLimits struct{ From plan.Param[int] }

var liverUnstudied = LiverUnstudiedLimits{
	limit.MostCount("naltrexone.lft.child-pugh", "Child-Pugh score from which naltrexone was not studied", limit.ChildPugh()),
}

// LiverUnstudied returns the Child-Pugh score from which no label says what naltrexone does. Where a licence contraindicates it, see
// NaltrexoneLiver.
func LiverUnstudied() LiverUnstudiedLimits { return liverUnstudied }

// LiverEnzymesLimits are the limits of the liver tests, as multiples of the upper limit of normal. They are practice and no
// label's.
type LiverEnzymesLimits struct{ Caution, Avoid plan.Param[record.Quantity] }

var liverEnzymes = LiverEnzymesLimits{
	mostTimesNormal("naltrexone.lft.caution", "ALT or AST above which naltrexone is given with caution"),
	mostTimesNormal("naltrexone.lft.avoid", "ALT or AST above which naltrexone is not started"),
}

// LiverEnzymes returns the limits of the liver tests, as multiples of the upper limit of normal.
func LiverEnzymes() LiverEnzymesLimits { return liverEnzymes }

func mostTimesNormal(id plan.ParamID, title string) plan.Param[record.Quantity] {
	return plan.NewParam(id, title, plan.LowerIsStricter(record.Quantity.Compare),
		plan.Shown(func(q record.Quantity) string { return q.String() + " times the upper limit of normal" }))
}

var naltrexoneLiver = plan.Rule{
	ID:       "naltrexone.lft",
	Aliases:  []record.RuleID{"gb.naltrexone.lft", "hepatic.naltrexone"},
	Title:    "The liver is looked at before and during naltrexone",
	Severity: record.Block,
	About:    aboutNaltrexone,
	Watches:  record.Doses | record.Shows,
	Cites: []evidence.Citation{evidence.StatPearlsNaltrexone.At("liver enzymes of 3 to 5 times normal, as practice", evidence.Secondary),
		evidence.CoreSafetyNaltrexone.At("contraindications: acute hepatitis, liver failure",
			evidence.Primary), evidence.NICETA115.At("3.2",
			evidence.Primary)},
	Needs:    plan.Needs(liverEnzymes.Caution, liverEnzymes.Avoid, plan.Optional(liverUnstudied.From), startLimits.Known),
	Remedy:   "measure ALT and AST; find the cause of a rise, and weigh buprenorphine or methadone",
	Override: plan.Overridable("why naltrexone is given in spite of the liver, and how the liver is followed"),
	Missing: plan.Reported("starting medication must not wait for a complete work-up: ASAM 2020 asks for liver tests on admission, " +
		"not before"),
	Applies: liverSpeaks,
	Judge:   judgeNaltrexoneLiver,
}

// liverSpeaks holds for naltrexone, for liver enzymes under it, and for a disease of the liver that is reported under it.
func liverSpeaks(v *plan.View) bool {
	switch b := v.Body().(type) {
	case record.Measured:
		return (b.Measure == record.ALTRatio || b.Measure == record.ASTRatio) && onNaltrexone(v)
	case record.ConditionReported:
		return b.Present == truth.Yes && (b.Condition == record.AcuteHepatitis || b.Condition == record.LiverFailure) && onNaltrexone(v)
	}
	return naltrexoneBrought(v)
}

func judgeNaltrexoneLiver(v *plan.View) plan.Result {
	caution, avoid := liverEnzymes.Caution.Of(v), liverEnzymes.Avoid.Of(v)
	switch b := v.Body().(type) {
	case record.Measured:
		return judgeEnzymes(v, b.Value, caution, avoid)
	case record.ConditionReported:
		return v.Violated(nil, "%s while naltrexone goes on",
			phrase.Spelled(b.Condition)).WithRemedy("stop naltrexone, and offer another medication")
	}
	measured, days, ok := worstEnzyme(v)
	known, owed := knownOfLiver(v), plan.Worst{}
	switch {
	case ok && caution.Value.Less(measured):
		known.Take(judgeEnzymes(v, measured, caution, avoid))
	case ok:
		owed.Take(v.Met())
	}
	if _, _, scored := v.Measured(record.ChildPugh); !scored && v.HealthReported(record.HepaticImpairment) == truth.Yes {
		owed.Take(v.Lacks("the Child-Pugh score of a liver that is impaired"))
	}
	switch lately := startLimits.Known.Of(v); {
	case !neverOnNaltrexone(v):
	case !ok:
		owed.Take(v.Lacks("ALT or AST"))
	case days > lately.Value:
		owed.Take(v.UnknownAgainst(lately, plan.Datum{Name: "ALT or AST: the last was measured " + phrase.Plural(days, "day") + " ago"}))
	}
	return known.Or(owed.Or(v.NotApplicable()))
}

// knownOfLiver is what speaks against naltrexone whatever else is owed: a datum that the rule only reports hides no danger that is known.
func knownOfLiver(v *plan.View) (worst plan.Worst) {
	if v.Health(record.AcuteHepatitis) == truth.Yes {
		worst.Take(v.Violated(nil, "naltrexone in acute hepatitis"))
	}
	if v.Health(record.LiverFailure) == truth.Yes {
		worst.Take(v.Violated(nil, "naltrexone in liver failure"))
	}
	if from, set := liverUnstudied.From.If(v); set {
		if score, _, ok := v.Measured(record.ChildPugh); ok && !score.Less(record.Whole(int32(from.Value))) {
			worst.Take(v.ViolatedAs(record.Warning, from, "naltrexone with a Child-Pugh score of %s, from %d on severe", score, from.Value))
		}
	}
	return worst
}

// worstEnzyme returns the higher of the last ALT and the last AST, as multiples of the upper limit of normal, and how many days ago the
// last of them was measured.
func worstEnzyme(v *plan.View) (worst record.Quantity, days int, ok bool) {
	for _, m := range [...]record.Measure{record.ALTRatio, record.ASTRatio} {
		value, at, measured := v.Measured(m)
		if !measured {
			continue
		}
		if since := v.DaysSince(at); !ok || since < days {
			days = since
		}
		if !ok || worst.Less(value) {
			worst = value
		}
		ok = true
	}
	return worst, days, ok
}

func judgeEnzymes(v *plan.View, value record.Quantity, caution, avoid plan.Limit[record.Quantity]) plan.Result {
	switch {
	case avoid.Value.Less(value):
		return v.Violated(avoid, "liver enzymes of %s times normal, above %s", value, avoid.Value)
	case caution.Value.Less(value):
		return v.ViolatedAs(record.Warning, caution, "liver enzymes of %s times normal, above %s", value, caution.Value)
	}
	return v.Met()
}
