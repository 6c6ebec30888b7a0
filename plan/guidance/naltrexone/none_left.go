package naltrexone

import (
	"github.com/oudpath/oudpath/medication"
	"github.com/oudpath/oudpath/plan"
	"github.com/oudpath/oudpath/plan/civil"
	"github.com/oudpath/oudpath/plan/guidance/internal/agent"
	"github.com/oudpath/oudpath/plan/record"
)

// judgeNoneLeft asks again where the person's word that none is left is not of today, and the doses that it was about would last still: decision 9
// lets it settle a supply on the day on which it is recorded.
func judgeNoneLeft(v *plan.View) plan.Result {
	if _, once := v.Last(record.KindDosesLost); !once {
		return v.NotApplicable()
	}
	said := map[medication.Substance]*record.Event{} // the last word about each
	for ev := range v.Past {
		if b, ok := ev.Body.(record.DosesLost); ok && b.How == record.LossTaken && said[b.Substance] == nil {
			said[b.Substance] = ev
		}
		acts := record.ActsOf(ev)
		act, handed := acts.Of(record.HandsOver, agent.OfAgonists)
		if !handed || said[act.Substance] == nil {
			continue
		}
		word := said[act.Substance]
		if v.DayOf(word.At) == v.Day() || lastDayOf(v, ev, act).Before(v.Day()) {
			continue
		}
		v.Now().Notes.Note(word)
		v.Now().Notes.Note(ev)
		return v.Lacks("whether " + act.Substance.String() + " is left, asked today: none was on " + v.DayOf(word.At).String() +
			", of doses to the end of " + lastDayOf(v, ev, act).String()).
			WithRemedy("ask again whether any is left and when the last was taken, and record the answer")
	}
	return v.NotApplicable()
}

// lastDayOf is the last day for which an act hands out doses.
func lastDayOf(v *plan.View, ev *record.Event, act *record.Act) civil.Date {
	first := act.FirstOn
	if first.IsZero() {
		first = v.DayOf(ev.At).Add(act.First)
	}
	return first.Add(max(act.Days, 1) - 1)
}
