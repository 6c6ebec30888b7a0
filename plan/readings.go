package plan

import (
	"slices"
	"time"

	"github.com/oudpath/oudpath/plan/civil"
	"github.com/oudpath/oudpath/plan/record"
	"github.com/oudpath/oudpath/plan/truth"
	"github.com/oudpath/oudpath/stages/scale"
)

// Measured returns the last value of the measure and when it was taken; ok is false if there is none.
func (v *View) Measured(m record.Measure) (value record.Quantity, at time.Time, ok bool) {
	if int(m) >= record.MeasureCount {
		return record.Quantity{}, time.Time{}, false
	}
	if v.state.measured[m] == nil {
		v.lacks(gapOf.measures[m])
		return record.Quantity{}, time.Time{}, false
	}
	ev := v.state.measured[m]
	v.note(ev)
	return ev.Body.(record.Measured).Value, ev.At, true
}

// Scored returns the last score on the scale and when it was taken; ok is false if there is none.
func (v *View) Scored(id scale.ID) (score scale.Score, at time.Time, ok bool) {
	i, ok := id.Index()
	if !ok {
		return scale.Score{}, time.Time{}, false
	}
	if v.state.scored[i] == nil {
		v.lacks(gapOf.scales[i])
		return scale.Score{}, time.Time{}, false
	}
	ev := v.state.scored[i]
	score, err := ev.Body.(record.Scored).Score()
	if err != nil {
		return scale.Score{}, time.Time{}, false
	}
	v.note(ev)
	return score, ev.At, true
}

// ObjectiveSigns returns how many objective signs of withdrawal were seen at the last examination and when that was; ok is
// false if nobody looked, and where a score left some of them open and shows none of the others. Of a score that left some open the count is the
// least that it can be.
func (v *View) ObjectiveSigns() (count int, at time.Time, ok bool) {
	ev := v.state.examined
	if ev == nil {
		v.lacks(gapOf.signs)
		return 0, time.Time{}, false
	}
	switch b := ev.Body.(type) {
	case record.SignsObserved:
		for _, s := range b.Signs {
			if s.ObjectiveWithdrawal() {
				count++
			}
		}
		ok = true
	case record.Scored:
		count, ok = scale.ObjectiveSigns(b.Items)
		ok = ok || count > 0
	}
	v.note(ev)
	return count, ev.At, ok
}

// Sign says whether the sign was seen at the last examination for signs, and when that was. Unknown means that nobody looked.
func (v *View) Sign(s record.Sign) (seen truth.Value, at time.Time) {
	ev := v.state.last(record.KindSignsObserved)
	if ev == nil {
		v.lacks(gapOf.signs)
		return truth.Unknown, time.Time{}
	}
	v.note(ev)
	return truth.Of(slices.Contains(ev.Body.(record.SignsObserved).Signs, s)), ev.At
}

// Screened returns the last result for the analyte and when it was taken; ok is false if it was never tested.
func (v *View) Screened(a record.Analyte) (result record.TestResult, at time.Time, ok bool) {
	i := a.Index()
	if i < 0 {
		return "", time.Time{}, false
	}
	if v.state.screened[i] == nil {
		v.lacks(gapOf.analytes[i])
		return "", time.Time{}, false
	}
	ev := v.state.screened[i]
	v.note(ev)
	for _, r := range ev.Body.(record.Screened).Results {
		if r.Analyte == a {
			return r.Result, ev.At, true
		}
	}
	return "", time.Time{}, false
}

// OpioidScreen sums up the last drug screen that tested for any opioid: positive if any opioid was, else inconclusive if any
// was, else negative.
func (v *View) OpioidScreen() (result record.TestResult, at time.Time, ok bool) {
	for _, ev := range v.state.screens.Backward() {
		for _, r := range ev.Body.(record.Screened).Results {
			if !r.Analyte.Opioid() {
				continue
			}
			ok = true
			if result != record.Positive && (result == "" || r.Result != record.Negative) {
				result = r.Result
			}
		}
		if ok {
			v.note(ev)
			return result, ev.At, true
		}
	}
	v.lacks(gapOf.analytes[record.AnalyteOpioids.Index()])
	return "", time.Time{}, false
}

// ScreensSince counts the drug screens from the day on, the day included.
func (v *View) ScreensSince(day civil.Date) int {
	count := 0
	for _, ev := range v.state.screens.Backward() {
		if v.DayOf(ev.At).Before(day) {
			break
		}
		v.note(ev)
		count++
	}
	return count
}

// SessionsSince counts the therapy sessions that were attended and missed from the day on, the day included.
func (v *View) SessionsSince(day civil.Date) (attended, missed int) {
	for _, ev := range v.state.sessions.Backward() {
		if v.DayOf(ev.At).Before(day) {
			break
		}
		v.note(ev)
		if ev.Body.Kind() == record.KindSessionAttended {
			attended++
		} else {
			missed++
		}
	}
	return attended, missed
}
