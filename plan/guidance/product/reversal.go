package product

import (
	"slices"

	"github.com/oudpath/oudpath/medication"
	"github.com/oudpath/oudpath/plan"
	"github.com/oudpath/oudpath/plan/evidence"
	"github.com/oudpath/oudpath/plan/guidance/internal/agent"
	"github.com/oudpath/oudpath/plan/record"
)

var reversalAmount = plan.Rule{
	ID:       "product.reversal",
	Title:    "A reversal agent is given as its device or its vial gives it",
	About:    medication.SetOf(medication.Naloxone, medication.Nalmefene),
	Severity: record.Advice, // decision 19: it is never refused and never held
	Watches:  record.Doses,
	Cites:    []evidence.Citation{evidence.Decision(19).Cite()},
	Remedy:   "give it now, and state what was given; a device that is used again is a dose of its own, with its time",
	Applies:  reverses,
	Judge:    judgeReversal,
}

// reverses reports whether the event brings a reversal agent that is not stated as a challenge.
func reverses(v *plan.View) bool {
	act, ok := v.Acts().Of(record.Doses, 0)
	return ok && isReversal(v, act)
}

// isReversal reports whether the act brings what reverses an overdose, and not as a challenge.
func isReversal(v *plan.View, act *record.Act) bool {
	d, _ := v.Dosing()
	return agent.Reverses(act.Product, act.Substance) && d.Purpose != record.PurposeChallenge
}

func judgeReversal(v *plan.View) plan.Result {
	act, _ := v.Acts().Of(record.Doses, 0)
	p := act.Product
	d, _ := v.Dosing()
	years, known := v.Age()
	youngest, cite, labelled := p.MinimumAge()
	switch least, stated := p.Least(); {
	case d.Route != 0 && !p.HasRoute(d.Route):
		return v.Violated(nil, "%s by the %s route", p.Name(), d.Route)
	case stated && !act.Dose.IsZero() && act.Dose.Times(smallestShare).Compare(least) < 0:
		return v.Violated(nil, "%s of %s, of which the smallest unit is %s%s", act.Dose, p.Name(), least, suggested(p, act.Dose))
	case stated && !act.Dose.IsZero() && inDevices(p) && !holdsWhole(p, act.Dose):
		return v.Violated(nil, "%s of %s, of which one device gives %s", act.Dose, p.Name(), syringes(p))
	case !act.Dose.IsZero() && len(p.Facts(medication.UsualDose)) > 0 && !atMostUsual(p, act.Dose):
		return v.Violated(nil, "%s of %s at once, more than any source gives before looking again", act.Dose, p.Name())
	case labelled && known && years < youngest:
		return v.Violated(nil, "%s at %d years; the label begins with %d (%s)", p.Name(), years, youngest, cite)
	}
	return v.Met()
}

// inDevices reports whether the product is given a device at a time, and never measured.
func inDevices(p medication.Product) bool {
	return !slices.ContainsFunc(p.Strengths(), func(s medication.Strength) bool { return s.Per == medication.PerMilliliter })
}
