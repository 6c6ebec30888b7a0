package guidance

import (
	"time"

	"github.com/oudpath/oudpath/medication"
	"github.com/oudpath/oudpath/plan"
	"github.com/oudpath/oudpath/plan/evidence"
	"github.com/oudpath/oudpath/plan/record"
	"github.com/oudpath/oudpath/plan/truth"
)

// RecentOverdose is for how many months an overdose counts as recent.
var RecentOverdose = struct{ Months *plan.Param[int] }{
	floorOf[int]("od.recent.months", "months for which an overdose counts as recent").Shown(shownIn("month")),
}

var safetySupply = []plan.Rule{
	{
		ID:       "med.status.discontinued",
		Aliases:  []record.RuleID{"gb.detox.lofexidine"},
		Title:    "Nobody is started on a product that can no longer be had",
		Severity: record.Block,
		Kinds:    record.On(record.KindOrder),
		Cites:    []evidence.Citation{evidence.ChangeGrowLive2018.At("14 March 2018", evidence.Secondary)},
		Remedy:   "choose a product that is sold",
		Override: plan.Overridable("where the product comes from"),
		Missing:  plan.Reported("an order for something that cannot be had does no harm: it is not filled"),
		Check:    checkDiscontinued,
	},
	{
		ID:       "wm.naloxone",
		Aliases:  []record.RuleID{"gb.naloxone.offer"},
		Title:    "Everybody has a reversal agent for overdose at home: from admission, at every change, and at discharge",
		Severity: record.Warning,
		Kinds:    record.On(record.KindStageMove, record.KindOrder),
		Cites: []evidence.Citation{evidence.LabelSuboxoneFilm.At("section 2.2, household members included", evidence.Primary),
			evidence.ASAM2020.At("naloxone for patients and households", evidence.Primary),
			evidence.WHOOverdose2014.At("recommendation 1, and who is at high risk", evidence.Secondary)},
		Remedy: "supply naloxone or nalmefene to the person and the household, and record it; the naloxone in buprenorphine/naloxone reverses no overdose",
		Check:  checkNaloxoneAtHome,
	},
	{
		ID:       "od.recent",
		Title:    "After an overdose treatment is offered the same day and is not taken away",
		Severity: record.Warning,
		Kinds:    record.On(record.KindStageMove, record.KindStopMedication, record.KindWithdrawalManagement),
		Cites: []evidence.Citation{evidence.Proposal.At("12 months after a non-fatal overdose", evidence.Unconfirmed),
			evidence.WHOOverdose2014.At("who is at high risk", evidence.Secondary)},
		Params: []plan.AnyParam{RecentOverdose.Months},
		Remedy: "offer methadone or buprenorphine today, supply naloxone, and keep closer contact",
		Check:  checkRecentOverdose,
	},
	{
		ID:       "od.tolerance-loss",
		Title:    "Where tolerance is lost doses start low, and the person knows",
		Severity: record.Warning,
		Kinds:    record.On(record.KindOrder, record.KindDoseGiven, record.KindStopMedication),
		Cites: []evidence.Citation{evidence.LabelVivitrol.At("section 5, vulnerability to overdose", evidence.Primary),
			evidence.WHOOverdose2014.At("reduced tolerance after detoxification, custody, end of treatment", evidence.Secondary)},
		Params: []plan.AnyParam{LowToleranceStart.Free},
		Remedy: "start low, tell the person that amounts they used to take can kill now, and supply naloxone",
		Check:  checkToleranceLoss,
	},
}

func checkDiscontinued(v *plan.View) plan.Result {
	d, _ := v.Dosing() // an order always is one
	market := d.Product.Jurisdiction()
	status := d.Product.Marketed(market, v.Day())
	switch status {
	case medication.Marketed:
		return v.Met()
	case medication.Unknown:
		return v.Lacks("whether " + d.Product.Name() + " can be had on " + v.Day().String())
	}
	if last, ok := v.LastDose(d.Substance); ok && last.Product == d.Product && !v.Starting(d.Substance) {
		return v.NotApplicable() // what is left of it is finished
	}
	statement := marketStatement(v, d.Product, market)
	if !statement.Cite.Provenance.MayRefuse() {
		return v.ViolatedAs(record.Warning, nil, "%s is %s, as far as anybody recalls", d.Product.Name(), spelled(status.String()))
	}
	return v.Violated(nil, "%s is %s since %s", d.Product.Name(), status, statement.From)
}

// marketStatement returns the last statement about the product on a market that holds on the day of the event.
func marketStatement(v *plan.View, p medication.Product, market string) (last medication.Marketing) {
	for _, s := range p.Marketing() {
		if s.Jurisdiction == market && s.Brand == "" && !v.Day().Before(s.From) {
			last = s
		}
	}
	return last
}

// checkNaloxoneAtHome asks for a supply on record. One from before an overdose was used up or came too late, and counts no
// more. Injections of naltrexone have a rule of their own.
func checkNaloxoneAtHome(v *plan.View) plan.Result {
	if _, order := v.Body().(record.Order); order {
		if d, ok := starting(v); !ok || d.Product.LongActing() && d.Substance == medication.Naltrexone {
			return v.NotApplicable()
		}
	}
	supplied, ok := v.Last(record.KindNaloxoneSupplied)
	if !ok {
		return v.Violated(nil, "no reversal agent for overdose is on record")
	}
	if overdose, ok := v.Last(record.KindOverdosed); ok && supplied.At.Before(overdose.At) {
		return v.Violated(nil, "no reversal agent was supplied since the overdose of %s", v.DayOf(overdose.At))
	}
	return v.Met()
}

func checkRecentOverdose(v *plan.View) plan.Result {
	months, ok := RecentOverdose.Months.At(v)
	if !ok {
		return v.Unset(RecentOverdose.Months)
	}
	overdose, ok := v.Last(record.KindOverdosed)
	if !ok || !v.Day().Before(v.DayOf(overdose.At).AddMonths(months.Value)) {
		return v.NotApplicable()
	}
	on := v.DayOf(overdose.At)
	switch b := v.Body().(type) {
	case record.StopMedication:
		return v.Violated(months, "%s is to be stopped, and the overdose of %s is less than %s ago", b.Substance, on, plural(months.Value, "month"))
	case record.WithdrawalManagement:
		if b.ContinuingPlan == truth.Yes {
			return v.Met()
		}
	case record.StageMove:
		if _, active := v.MedicationActive(); active || b.MedicationContinues == truth.Yes {
			return v.Met()
		}
	}
	return v.Violated(months, "no medication for opioid use disorder goes on, and the overdose of %s is less than %s ago", on, plural(months.Value, "month"))
}

// checkToleranceLoss warns where naltrexone ends, and where methadone or buprenorphine starts after a time that takes tolerance
// away.
func checkToleranceLoss(v *plan.View) plan.Result {
	free, ok := LowToleranceStart.Free.At(v)
	if !ok {
		return v.Unset(LowToleranceStart.Free)
	}
	if b, ok := v.Body().(record.StopMedication); ok {
		if b.Substance != medication.Naltrexone {
			return v.NotApplicable()
		}
		return v.Violated(nil, "naltrexone ends: the tolerance of before is gone")
	}
	d, ok := agonistDosing(v)
	if !ok || !v.Starting(d.Substance) || d.Purpose == record.PurposePain {
		return v.NotApplicable()
	}
	if why, lost := toleranceLost(v, free.Value); lost {
		return v.Violated(nil, "%s starts %s", d.Substance, why)
	}
	return v.Met()
}

// toleranceLost says what took tolerance away and was not followed by an opioid. A withdrawal takes days to do it: the first
// dose that manages the withdrawal meets the tolerance of before.
func toleranceLost(v *plan.View, free time.Duration) (why string, lost bool) {
	last := lastOpioidContact(v)
	if v.HealthReported(record.LowTolerance) == truth.Yes {
		return "in low tolerance", true
	}
	if dose, ok := v.LastDose(medication.Naltrexone); ok && last.at.Before(dose.At) {
		return "after naltrexone, and no opioid since", true
	}
	for _, place := range [...]record.Circumstance{record.Custody, record.ControlledEnvironment} {
		if since, ok := v.HoldsSince(place); ok && last.at.Before(since) {
			return "in " + string(place) + ", and no opioid since it began", true
		}
	}
	if detox, ok := v.Last(record.KindWithdrawalManagement); ok && last.at.Before(detox.At) && v.Since(last.at) > free {
		return "after a withdrawal, and no opioid since it began", true
	}
	return "", false
}
