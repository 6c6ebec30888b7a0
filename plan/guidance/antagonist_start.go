package guidance

import (
	"github.com/oudpath/oudpath/medication"
	"github.com/oudpath/oudpath/plan"
	"github.com/oudpath/oudpath/plan/evidence"
	"github.com/oudpath/oudpath/plan/record"
	"github.com/oudpath/oudpath/plan/truth"
)

// Limits of the liver tests, as multiples of the upper limit of normal. They are practice and no label's.
var LiverEnzymes = struct{ Caution, Avoid *plan.Param[record.Quantity] }{
	mostTimesNormal("naltrexone.lft.caution", "ALT or AST above which naltrexone is given with caution"),
	mostTimesNormal("naltrexone.lft.avoid", "ALT or AST above which naltrexone is not started"),
}

// Limit of the age for naltrexone.
var NaltrexoneAge = struct{ Min *plan.Param[int] }{
	leastCount("adol.naltrexone.min", "least age for naltrexone").Shown(func(n int) string { return plural(n, "year") }),
}

// Limits of the dose of naltrexone tablets.
var NaltrexoneTablets = struct{ First, Daily, OneDay *plan.Param[medication.Mass] }{
	mostMass("gb.naltrexone.dose.first", "naltrexone on the first day"),
	mostMass("gb.naltrexone.dose.daily", "naltrexone a day on a daily schedule"),
	mostMass("gb.naltrexone.dose.one-day", "naltrexone on any one day"),
}

// Limit of hepatic impairment for naltrexone where the licence names one.
var NaltrexoneLiver = struct{ Severe *plan.Param[int] }{
	ceilingOf[int]("gb.naltrexone.contraindicated.child-pugh", "Child-Pugh score from which hepatic impairment is severe"),
}

func mostTimesNormal(id plan.ParamID, title string) *plan.Param[record.Quantity] {
	return plan.NewParam(id, title, plan.LowerIsStricter(record.Quantity.Compare)).
		Shown(func(q record.Quantity) string { return q.String() + " times the upper limit of normal" })
}

var naltrexoneStart = []plan.Rule{
	{
		ID:       "naltrexone.lft",
		Aliases:  []record.RuleID{"gb.naltrexone.lft", "hepatic.naltrexone"},
		Title:    "The liver is looked at before and during naltrexone",
		Severity: record.Block,
		Kinds:    record.On(record.KindOrder, record.KindDoseGiven, record.KindMeasured, record.KindConditionReported),
		Cites: []evidence.Citation{evidence.StatPearlsNaltrexone.At("liver enzymes of 3 to 5 times normal, as practice", evidence.Secondary),
			evidence.CoreSafetyNaltrexone.At("contraindications: acute hepatitis, liver failure", evidence.Primary), evidence.NICETA115.At("3.2",
				evidence.Primary)},
		Params:   []plan.AnyParam{LiverEnzymes.Caution, LiverEnzymes.Avoid},
		Remedy:   "measure ALT and AST; find the cause of a rise, and weigh buprenorphine or methadone",
		Override: plan.Overridable("why naltrexone is given in spite of the liver, and how the liver is followed"),
		Missing:  plan.Reported("starting medication must not wait for a complete work-up: ASAM 2020 asks for liver tests on admission, not before"),
		Check:    checkNaltrexoneLiver,
	},
	{
		ID:       "gb.naltrexone.contraindicated",
		Title:    "Naltrexone is not given in severe hepatic impairment or severe renal failure",
		Severity: record.Block,
		Kinds:    record.On(record.KindOrder, record.KindDoseGiven),
		Cites:    []evidence.Citation{evidence.CoreSafetyNaltrexone.At("contraindications", evidence.Primary)},
		Params:   []plan.AnyParam{NaltrexoneLiver.Severe},
		Remedy:   "choose buprenorphine or methadone",
		Override: plan.Overridable("why naltrexone is given in spite of the contraindication"),
		Missing:  plan.Reported("failure of an organ that nobody recorded is rare, and the liver tests are asked for by naltrexone.lft"),
		Check:    checkNaltrexoneOrgans,
	},
	{
		ID:       "naltrexone.oral.role",
		Aliases:  []record.RuleID{"gb.naltrexone.indication"},
		Title:    "Naltrexone tablets are for people who have arranged that the doses are taken",
		Severity: record.Warning,
		Kinds:    record.On(record.KindOrder),
		Cites:    []evidence.Citation{evidence.ASAM2020.At("page 12", evidence.Primary), evidence.NICETA115.At("1.1, 1.2", evidence.Primary)},
		Remedy:   "arrange observed doses or another plan of adherence, or choose the injection or an agonist",
		Check:    checkOralRole,
	},
	{
		ID:       "adol.naltrexone",
		Title:    "Naltrexone is for adults",
		Severity: record.Warning,
		Kinds:    record.On(record.KindOrder),
		Cites: []evidence.Citation{evidence.PCSS.At("naltrexone and age", evidence.Primary),
			evidence.CoreSafetyNaltrexone.At("not recommended under 18", evidence.Primary)},
		Params: []plan.AnyParam{NaltrexoneAge.Min},
		Remedy: "weigh buprenorphine, which is labelled for younger people",
		Check:  checkNaltrexoneAge,
	},
	{
		ID:       "naltrexone.pregnancy.start",
		Aliases:  []record.RuleID{"preg.naltrexone"},
		Title:    "Nobody is withdrawn from opioids in pregnancy to start naltrexone",
		Severity: record.Warning,
		Kinds:    record.On(record.KindOrder),
		Cites: []evidence.Citation{evidence.NYSDOH2024.At("pregnancy: not while using (A2); may be discussed if already abstinent (A3)",
			evidence.Primary),
			evidence.WHOPregnancy2014.At("antagonists discouraged", evidence.Secondary)},
		Params: []plan.AnyParam{OpioidFree.Short, OpioidFree.Long},
		Remedy: "offer methadone or buprenorphine",
		Check:  checkNaltrexonePregnancy,
	},
	{
		ID:       "gb.naltrexone.dose",
		Title:    "Naltrexone tablets start low and stay within the licensed doses",
		Severity: record.Block,
		Kinds:    record.On(record.KindOrder, record.KindDoseGiven),
		Cites: []evidence.Citation{evidence.NICETA115.At("3", evidence.Primary),
			evidence.MedscapeUKNaltrexone.At("dosage", evidence.Secondary)},
		Params:   []plan.AnyParam{NaltrexoneTablets.First, NaltrexoneTablets.Daily, NaltrexoneTablets.OneDay},
		Remedy:   "the licensed doses: low on the first day, then daily, or more on three days of the week",
		Override: plan.Overridable("why a dose above the licence is needed"),
		Check:    checkNaltrexoneDose,
	},
	{
		ID:       "gb.naltrexone.implant",
		Title:    "No implant or depot of naltrexone is licensed for opioid dependence",
		Severity: record.Block,
		Kinds:    record.On(record.KindOrder),
		Cites:    []evidence.Citation{evidence.NICETA115.At("3.1", evidence.Primary)},
		Remedy:   "tablets, with doses that somebody watches",
		Override: plan.Overridable("why an unlicensed product is used, and who answers for it"),
		Check: func(v *plan.View) plan.Result {
			d, ok := naltrexoneDosing(v)
			switch {
			case !ok:
				return v.NotApplicable()
			case d.Product.LongActing():
				return v.Violated(nil, "%s has no licence here", d.Product.Name())
			}
			return v.Met()
		},
	},
	{
		ID:       "med.setting.vivitrol",
		Title:    "Naltrexone is injected deep into the gluteal muscle by a health care professional, and never handed out",
		Severity: record.Block,
		Kinds:    naltrexoneEvents,
		Cites:    []evidence.Citation{evidence.LabelVivitrol.At("administration", evidence.Primary)},
		Remedy:   "give the injection in a clinic, into the gluteal muscle",
		Override: plan.NotOverridable("the product is made for injection by a professional only"),
		Missing:  plan.Reported("a place that nobody stated is no sign that the injection is handed out"),
		Check:    checkVivitrolSetting,
	},
	{
		ID:       "med.composition.suboxone",
		Title:    "A stated dose can have come from the product: buprenorphine with naloxone in its own ratio, and never with naltrexone",
		Severity: record.Block,
		Kinds:    naltrexoneEvents,
		Cites: []evidence.Citation{evidence.LabelSuboxoneFilm.At("active moieties", evidence.Primary).SeenIn("openFDA"),
			evidence.LabelNaltrexoneTablets.At("contraindications, partial agonists such as buprenorphine included", evidence.Primary)},
		Remedy:   "state the dose with the components of the product",
		Override: plan.NotOverridable("the record is wrong: no such dose exists"),
		Check:    checkComposition,
	},
}

func checkNaltrexoneLiver(v *plan.View) plan.Result {
	set := limits{view: v}
	caution := limit(&set, LiverEnzymes.Caution)
	avoid := limit(&set, LiverEnzymes.Avoid)
	if set.unset != nil {
		return set.missing()
	}
	switch b := v.Body().(type) {
	case record.Measured:
		if b.Measure != record.ALTRatio && b.Measure != record.ASTRatio || !onNaltrexone(v) {
			return v.NotApplicable()
		}
		return judgeEnzymes(v, b.Value, caution, avoid)
	case record.ConditionReported:
		if b.Present != truth.Yes || b.Condition != record.AcuteHepatitis && b.Condition != record.LiverFailure || !onNaltrexone(v) {
			return v.NotApplicable()
		}
		return v.Violated(nil, "%s while naltrexone goes on", spelled(b.Condition)).WithRemedy("stop naltrexone, and offer another medication")
	}
	if _, ok := naltrexoneDosing(v); !ok {
		return v.NotApplicable()
	}
	hepatitis, failure := v.Health(record.AcuteHepatitis), v.Health(record.LiverFailure)
	switch {
	case hepatitis == truth.Yes:
		return v.Violated(nil, "naltrexone in acute hepatitis")
	case failure == truth.Yes:
		return v.Violated(nil, "naltrexone in liver failure")
	}
	worst, ok := worstEnzyme(v)
	switch {
	case ok:
		return judgeEnzymes(v, worst, caution, avoid)
	case v.Starting(medication.Naltrexone):
		return v.Lacks("ALT or AST")
	}
	return v.NotApplicable()
}

// worstEnzyme returns the higher of the last ALT and the last AST, as multiples of the upper limit of normal.
func worstEnzyme(v *plan.View) (worst record.Quantity, ok bool) {
	for _, m := range [...]record.Measure{record.ALTRatio, record.ASTRatio} {
		if value, _, measured := v.Measured(m); measured && (!ok || worst.Less(value)) {
			worst, ok = value, true
		}
	}
	return worst, ok
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

func checkNaltrexoneOrgans(v *plan.View) plan.Result {
	if _, ok := naltrexoneDosing(v); !ok {
		return v.NotApplicable()
	}
	severe, ok := NaltrexoneLiver.Severe.At(v)
	if !ok {
		return v.Unset(NaltrexoneLiver.Severe)
	}
	if score, _, ok := v.Measured(record.ChildPugh); ok && !score.Less(record.Whole(int32(severe.Value))) {
		return v.Violated(severe, "Child-Pugh score %s, from %d on severe", score, severe.Value)
	}
	switch v.Health(record.SevereRenalFailure) {
	case truth.Yes:
		return v.Violated(nil, "naltrexone in severe renal failure")
	case truth.Unknown:
		if v.Starting(medication.Naltrexone) {
			return v.Lacks("whether the kidneys fail")
		}
		return v.NotApplicable()
	}
	return v.Met()
}

func checkOralRole(v *plan.View) plan.Result {
	d, ok := naltrexoneDosing(v)
	switch {
	case !ok || d.Product.LongActing() || !v.Starting(medication.Naltrexone):
		return v.NotApplicable()
	case d.Supervised == truth.Yes || v.Holds(record.ObservedDosing) || v.Holds(record.AdherencePlan):
		return v.Met()
	}
	return v.Violated(nil, "naltrexone tablets, and nothing on record that arranges for the doses to be taken")
}

func checkNaltrexoneAge(v *plan.View) plan.Result {
	if _, ok := naltrexoneDosing(v); !ok {
		return v.NotApplicable()
	}
	least, ok := NaltrexoneAge.Min.At(v)
	if !ok {
		return v.Unset(NaltrexoneAge.Min)
	}
	age, ok := v.Age()
	switch {
	case !ok:
		return v.Lacks("age")
	case age < least.Value:
		return v.Violated(least, "aged %d, below %d", age, least.Value)
	}
	return v.Met()
}

func checkNaltrexonePregnancy(v *plan.View) plan.Result {
	if _, ok := beginningNaltrexone(v); !ok {
		return v.NotApplicable()
	}
	set := limits{view: v}
	short := limit(&set, OpioidFree.Short)
	long := limit(&set, OpioidFree.Long)
	if set.unset != nil {
		return set.missing()
	}
	switch pregnant, _ := v.Pregnant(); pregnant {
	case truth.No:
		return v.Met()
	case truth.Unknown:
		return v.Lacks("whether the person is pregnant")
	}
	s, goesOn := agonistGoesOn(v)
	lastShort, lastLong := lastShortContact(v), lastLongContact(v)
	switch {
	case goesOn:
		return v.Violated(nil, "naltrexone in pregnancy while %s goes on", s)
	case !lastShort.none() && v.Since(lastShort.at) < short.Value:
		return v.Violated(short, "naltrexone in pregnancy %s after %s", elapsed(v, lastShort.at), lastShort.agent)
	case !lastLong.none() && v.Since(lastLong.at) < long.Value:
		return v.Violated(long, "naltrexone in pregnancy %s after %s", elapsed(v, lastLong.at), lastLong.agent)
	case !v.OpioidHistoryTaken():
		return v.Lacks("time of the last opioid use")
	}
	return v.ViolatedAs(record.Advice, nil, "naltrexone in pregnancy, after a time without opioids: to be discussed with the person")
}

func checkNaltrexoneDose(v *plan.View) plan.Result {
	d, ok := naltrexoneDosing(v)
	if !ok || d.Product.LongActing() {
		return v.NotApplicable()
	}
	set := limits{view: v}
	first := limit(&set, NaltrexoneTablets.First)
	daily := limit(&set, NaltrexoneTablets.Daily)
	most := limit(&set, NaltrexoneTablets.OneDay)
	if set.unset != nil {
		return set.missing()
	}
	total := d.Total
	if !d.Intent {
		total = total.Add(v.DayTotal(medication.Naltrexone, v.Day()))
	}
	order, _ := v.Body().(record.Order)
	switch {
	case most.Value.Compare(total) < 0:
		return v.Violated(most, "%s of naltrexone on one day, above %s", total, most.Value)
	case v.TreatmentDay(medication.Naltrexone) == 1 && first.Value.Compare(total) < 0:
		return v.ViolatedAs(record.Warning, first, "%s of naltrexone on the first day, above %s", total, first.Value)
	case order.Schedule == medication.Daily() && daily.Value.Compare(total) < 0:
		return v.ViolatedAs(record.Warning, daily, "%s of naltrexone every day, above %s", total, daily.Value)
	}
	return v.Met()
}

func checkVivitrolSetting(v *plan.View) plan.Result {
	d, ok := naltrexoneDosing(v)
	if !ok || !d.Product.LongActing() {
		return v.NotApplicable()
	}
	order, _ := v.Body().(record.Order)
	switch _, taken := v.Body().(record.DoseTaken); {
	case taken:
		return v.Violated(nil, "%s was not given by a professional", d.Product.Name())
	case order.SupplyDays > 0:
		return v.Violated(nil, "%s is to be handed out", d.Product.Name())
	case d.Route != 0 && !d.Product.HasRoute(d.Route):
		return v.Violated(nil, "%s by the %s route", d.Product.Name(), d.Route)
	case d.Setting == 0:
		return v.Lacks("where the injection is given")
	case !d.Product.AllowsSetting(d.Setting):
		return v.Violated(nil, "%s in the setting %s", d.Product.Name(), d.Setting)
	}
	return v.Met()
}

// checkComposition compares what a dose says of its second component with the product. A dose of Suboxone that names naltrexone
// cannot be written down at all: the product says which its components are, and a dose only how much of each.
func checkComposition(v *plan.View) plan.Result {
	d, ok := v.Dosing()
	companion, combined := d.Product.Companion()
	switch {
	case !ok || d.Dose.Companion.IsZero():
		return v.NotApplicable()
	case !combined:
		return v.Violated(nil, "%s with a second component: %s has none", d.Dose, d.Product.Name())
	case !d.Product.Consistent(d.Dose):
		return v.Violated(nil, "%s holds no %s: its %s is in another ratio", d.Product.Name(), d.Dose, companion)
	}
	return v.Met()
}
