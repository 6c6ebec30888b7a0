package care

import (
	"strconv"

	"github.com/oudpath/oudpath/medication"
	"github.com/oudpath/oudpath/plan"
	"github.com/oudpath/oudpath/plan/evidence"
	"github.com/oudpath/oudpath/plan/guidance/buprenorphine"
	"github.com/oudpath/oudpath/plan/guidance/interaction"
	"github.com/oudpath/oudpath/plan/guidance/internal/limit"
	"github.com/oudpath/oudpath/plan/guidance/internal/person"
	"github.com/oudpath/oudpath/plan/guidance/internal/phrase"
	"github.com/oudpath/oudpath/plan/record"
	"github.com/oudpath/oudpath/plan/truth"
)

// TaperStepLimits is how far the daily dose of an agonist comes down at once.
type TaperStepLimits struct {
	Methadone     plan.Param[int]             // percent of the dose before
	Least         plan.Param[medication.Mass] // methadone that may always come off: the published schedules end in steps of it
	Buprenorphine plan.Param[medication.Mass] // under the tongue
}

var taperStep = TaperStepLimits{
	limit.MostCount("taper.step-max.methadone", "percent by which the daily methadone comes down at once", plan.Shown(inPercent)),
	limit.MostMass("taper.step-max.methadone-least", "methadone by which a day may always come down at once"),
	limit.MostMass("taper.step-max.buprenorphine", "buprenorphine under the tongue by which the day comes down at once"),
}

func inPercent(n int) string { return strconv.Itoa(n) + " percent" }

// TaperStep returns how far the daily dose of an agonist comes down at once.
func TaperStep() TaperStepLimits { return taperStep }

var taperStepMax = plan.Rule{
	ID:       "taper.step-max",
	Title:    "The daily dose of an agonist comes down in small steps: a deep cut is an ending by its amount",
	Severity: record.Warning,
	About:    medication.SetOf(medication.Methadone, medication.Buprenorphine),
	Watches:  record.Prescribes,
	Narrow:   "what a day is to come to is decided by an order; a smaller dose that was given is one of the day's, or follows an order",
	Cites: []evidence.Citation{evidence.LabelMethadone.At("medically supervised withdrawal after maintenance", evidence.Secondary),
		evidence.NSW2018.At("withdrawal guidance, in hospital", evidence.Secondary),
		evidence.NYSDOH2024.At("pregnancy, grade B2", evidence.Primary)},
	Needs:  plan.Needs(taperStep.Methadone, taperStep.Least, taperStep.Buprenorphine, plan.Optional(interaction.QTcLimit().Danger)),
	Remedy: "take smaller steps, and let the person set the pace; say why, if the dose is too high for them",
	Judge:  judgeTaperStep,
}

// judgeTaperStep compares an order for days to come with the day before it. After missed doses, and for somebody who is sedated, a smaller
// dose is what other rules ask for; in a withdrawal it ends by plan.
func judgeTaperStep(v *plan.View) plan.Result {
	act, _ := v.Acts().Of(record.Prescribes, medication.SetOf(medication.Methadone, medication.Buprenorphine))
	order, ok := v.Body().(record.Order)
	if !ok || act == nil || !order.Regimen() || act.Product.LongActing() || v.Starting(act.Substance) {
		return v.NotApplicable()
	}
	before, known := usualDay(v, act)
	now := spread(order, order.DayTotal())
	cut, lower := before.Sub(now)
	if !known || !lower || cut.IsZero() || smallerForAReason(v, act.Substance) {
		return v.NotApplicable()
	}
	most, step, deep := deepCut(v, act.Substance, before, cut)
	if !deep {
		return v.Met()
	}
	severity, of := record.Warning, act.Substance.String()
	if pregnant, _ := v.Pregnant(); pregnant == truth.Yes {
		of += " in pregnancy"
	} else if phrase.Reason(order.Rationale) != "" || v.Holds(record.HospitalStay) {
		severity = record.Advice
	}
	return v.ViolatedAs(severity, most, "from %s to %s a day of %s at once: a cut of %s, and steps are of %s at the most", before, now, of,
		cut, step)
}

// usualDay is what a day of the same product, or of one whose milligrams are the same, comes to at the least: by the order in force, or by
// the last day with doses where that was less, as after missed doses; of a dose that is split, one part may be all that is on record.
func usualDay(v *plan.View, act *record.Act) (total medication.Mass, ok bool) {
	order, _, _ := v.OrderInForce(act.Substance)
	ordered := order.Regimen()
	last := v.Now().CourseOf(act.Substance).Last
	if last != nil {
		v.Now().Notes.Note(last.Event)
	}
	switch {
	case ordered && (last == nil || order.PerDay > 1):
		return spread(order, order.DayLeast()), sameMilligrams(order.Product, act.Product)
	case ordered:
		return spread(order, order.DayLeast().Lower(last.DayTotal)), sameMilligrams(order.Product, act.Product)
	case last == nil:
		return medication.Mass{}, false
	}
	return last.DayTotal, sameMilligrams(last.Product.ID(), act.Product)
}

// spread is what the amount of a dosing day comes to by day where the order leaves days out: 32 mg every two days are 16 mg a day.
func spread(order record.Order, amount medication.Mass) medication.Mass {
	doses, days := uint32(1), uint32(max(order.Schedule.Every(), 1))
	if on := len(order.Schedule.Weekdays()); on > 0 {
		doses, days = uint32(on), limit.Week
	}
	part, _ := amount.Fraction(doses, days)
	return part
}

// sameMilligrams reports whether an amount of one product is as much of the other: a solution and a tablet of methadone, a film and a tablet
// under the tongue; not a form that absorbs more, nor what is injected for what is swallowed.
func sameMilligrams(before medication.ProductID, now medication.Product) bool {
	from, known := medication.Lookup(before)
	switch {
	case !known || from == now:
		return known
	case from.Substance() != now.Substance():
		return false
	case now.Substance() == medication.Methadone:
		return from.HasRoute(medication.Oral) && now.HasRoute(medication.Oral)
	}
	return buprenorphine.Exchanged(from, now)
}

// smallerForAReason reports whether the record says why the dose is smaller: doses were missed, the person is sedated, the QT interval is
// dangerously long, an unwanted effect of today, or a withdrawal that is under way.
func smallerForAReason(v *plan.View, s medication.Substance) bool {
	missed, _, _ := person.Missed(v, s)
	danger, set := interaction.QTcLimit().Danger.If(v)
	qtc, _, _ := v.Measured(record.QTc)
	longQT := s == medication.Methadone && set && !qtc.Less(danger.Value)
	return missed > 0 || longQT || person.LastDrowsiness(v).Stands(v) || harmedToday(v, record.ReasonAdverseEvent) || person.InDetox(v, s)
}

// deepCut reports whether the cut goes beyond the limit of the substance, and which step that allows.
func deepCut(v *plan.View, s medication.Substance, before, cut medication.Mass) (limit plan.AnyLimit, step string, deep bool) {
	if s == medication.Methadone {
		most, least := taperStep.Methadone.Of(v), taperStep.Least.Of(v)
		step = inPercent(most.Value) + ", or " + least.Value.String() + ","
		return most, step, before.Times(uint32(most.Value)).Compare(cut.Times(100)) < 0 && least.Value.Compare(cut) < 0
	}
	most := taperStep.Buprenorphine.Of(v)
	return most, most.Value.String(), most.Value.Compare(cut) < 0
}
