package plan

import (
	"time"

	"github.com/oudpath/oudpath/medication"
	"github.com/oudpath/oudpath/plan/exposure"
	"github.com/oudpath/oudpath/plan/record"
	"github.com/oudpath/oudpath/stages"
)

// Span is what a duty presupposes: there is nothing to do for somebody of whom it does not hold. No duty outlives the person.
type Span uint8

// The spans, from the longest to the shortest.
const (
	_             Span = iota
	WhileAlive         // nothing but that the person lives
	UntilTransfer      // no other service has taken the person over; after a discharge it goes on
	WhileInCare        // the person was neither discharged nor transferred
	WhileTreated       // a medication that the duty is about is taken under this plan: not stopped, ended or passed on
)

// Valid reports whether the span is one of the constants.
func (s Span) Valid() bool { return WhileAlive <= s && s <= WhileTreated }

// during reports whether the span lasts at the time of the view.
func (v *View) during(span Span, about medication.SubstanceSet) bool {
	stage := v.state.stage
	if stage == stages.Deceased || v.state.last(record.KindDied) != nil {
		return false
	}
	switch span {
	case UntilTransfer:
		return stage != stages.Transferred
	case WhileInCare:
		return !outOfCare(stage)
	case WhileTreated:
		for s := range about.All() {
			if v.treated(s) {
				return true
			}
		}
		return false
	}
	return true
}

// outOfCare reports whether the stage is one that people come back to care from.
func outOfCare(s stages.Stage) bool {
	switch s {
	case stages.Transferred, stages.DischargedPlanned, stages.DischargedUnplanned, stages.DischargedAdministrative:
		return true
	}
	return false
}

// treated reports whether the substance is taken under this plan: it was taken, ordered or handed out, and nothing has ended that since.
// A dose that staff gave, an order, or a supply after the end of care or of the course says that it goes on after all.
func (v *View) treated(s medication.Substance) bool {
	c := v.course(s)
	if c.Last == nil && c.Order == nil && c.Supply == nil || c.Stopped != nil {
		return false
	}
	latest := decided(c)
	if outOfCare(v.state.stage) && !latest.After(timeOf(v.state.stageSince)) {
		return false
	}
	if v.ended(s) && !latest.After(timeOf(v.state.courseSince)) {
		return false
	}
	if c.EndDate == nil {
		return true
	}
	end := c.EndDate.Body.(record.PlanEndDate).On
	return !end.Before(v.day) || end.Before(v.DayOf(latest))
}

// decided is when somebody last decided that the substance is taken here: by an order, by handing it out, or by giving it.
func decided(c *exposure.Course) (at time.Time) {
	if c.Order != nil {
		at = c.Order.At
	}
	if c.Supply != nil && c.Supply.Event.At.After(at) {
		at = c.Supply.Event.At
	}
	if c.Last != nil && c.Last.Sure == record.Seen && c.Last.At.After(at) {
		at = c.Last.At
	}
	return at
}

// ended reports whether the course of the substance ended or was interrupted.
func (v *View) ended(s medication.Substance) bool {
	if v.state.course != stages.Ended && v.state.course != stages.Interrupted {
		return false
	}
	of := medication.Substance(0)
	switch b := v.state.courseSince.Body.(type) {
	case record.CourseMove:
		of = b.Substance
	case record.CourseMoved:
		of = b.Substance
	}
	return of == s || of == 0 && forOUD(s)
}
