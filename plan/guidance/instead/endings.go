package instead

import (
	"github.com/oudpath/oudpath/medication"
	"github.com/oudpath/oudpath/plan"
	"github.com/oudpath/oudpath/plan/civil"
	"github.com/oudpath/oudpath/plan/record"
	"github.com/oudpath/oudpath/plan/truth"
	"github.com/oudpath/oudpath/stages"
)

// What may be possible in place of an ending or a withdrawal.

// endingAsked is the medication that the event would end.
func endingAsked(v *plan.View) (s medication.Substance, ok bool) {
	end, ok := v.Acts().Of(record.Endings, 0)
	if !ok {
		return 0, false
	}
	if s = end.Substance; s == 0 {
		s, ok = v.MedicationActive()
	}
	return s, ok
}

// goOn asks for the order in force.
func goOn(v *plan.View) []plan.Candidate {
	s, ok := endingAsked(v)
	if !ok {
		return nil
	}
	order, _, ordered := v.OrderInForce(s)
	if !ordered {
		return nil
	}
	order.First, order.Last = civil.Date{}, civil.Date{}
	return one(s.String()+" "+order.DayText(), "", plan.Way{Body: order})
}

// easedOtherwise asks for the same withdrawal by the other methods.
func easedOtherwise(v *plan.View) (list []plan.Candidate) {
	asked, ok := v.Body().(record.WithdrawalManagement)
	if !ok {
		return nil
	}
	for _, m := range []struct {
		method record.WithdrawalMethod
		what   string
	}{{record.MethodBuprenorphineTaper, "buprenorphine, slowly down"}, {record.MethodMethadoneTaper, "methadone, slowly down"},
		{record.MethodAlpha2, "lofexidine or clonidine"}} {
		if m.method != asked.Method {
			other := asked
			other.Method = m.method
			list = append(list, plan.Candidate{What: m.what, Ways: []plan.Way{{Body: other}}})
		}
	}
	return list
}

// handedOn asks for a transfer in place of another end of care.
func handedOn(v *plan.View) []plan.Candidate {
	b, ok := v.Body().(record.StageMove)
	if !ok || b.Trigger == stages.Transfer && b.MedicationContinues == truth.Yes {
		return nil
	}
	return one("", openPlace, plan.Way{Body: record.StageMove{Trigger: stages.Transfer, MedicationContinues: truth.Yes,
		ReferralArranged: truth.Yes, Destination: "a programme that has to be named"}})
}
