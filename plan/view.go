package plan

import (
	"iter"
	"slices"
	"sync"
	"time"

	"github.com/oudpath/oudpath/medication"
	"github.com/oudpath/oudpath/plan/civil"
	"github.com/oudpath/oudpath/plan/exposure"
	"github.com/oudpath/oudpath/plan/record"
	"github.com/oudpath/oudpath/plan/truth"
	"github.com/oudpath/oudpath/stages"
	"github.com/oudpath/oudpath/stages/scale"
)

// View is what a rule sees: one event, and everything that was known before it. It is read-only. Each datum that is read
// through it is noted, so that a finding can show what it rests on without the rule having to say so.
//
// A View is valid only during the call that it is passed to.
type View struct {
	engine *Engine
	state  *state
	past   history
	event  *record.Event // the one below
	judged record.Event
	days   civil.Days // of the zone below
	zone   *time.Location
	day    civil.Date
	table  *limitTable // of the day
	dosing Dosing

	acts    record.Acts
	now     exposure.Now
	notes   exposure.Notes
	limits  []*Setting
	woken   []*asked
	drafts  []Finding       // not in their order yet
	ordered []*record.Event // what was read, in the order of time
	courses [medication.SubstanceCount]exposure.Course
	asked   medication.SubstanceSet // whose courses are worked out

	cells      []any  // of facts, by slot
	generation uint64 // of the event: a cell of another one is stale
	question   uint64 // of the rule that is asked, or of the fact that is worked out
	questions  uint64 // so far
	declared   *declaration
	unset      AnyParam // the first limit that was read and is not set
	undeclared ParamID  // the first parameter that was read and not declared
	skipped    []RuleID // rules whose limits are not set
	notKnown   []string // what was not on record, and is not owed
}

// views are lent for the judgement of one event, with the room that they have grown.
var views = sync.Pool{New: func() any { return new(View) }}

// view lends a view of an event after the given state. Give it back with done.
func (e *Engine) view(s *state, past history, ev *record.Event) *View {
	v := views.Get().(*View)
	v.generation++
	v.engine, v.state, v.past, v.judged = e, s, past, *ev
	v.event = &v.judged
	if v.zone != e.zone {
		v.zone, v.days = e.zone, civil.DaysIn(e.zone)
	}
	v.day = v.days.Of(ev.At)
	v.table = e.limits.on(v.day)
	v.dosing = dosingOf(ev.Body)
	v.acts.Read(&v.judged)
	v.asked = 0
	v.skipped, v.notKnown = v.skipped[:0], v.notKnown[:0]
	v.now.Begin(&s.body, ev.At, v.day, &v.acts, &v.notes)
	v.forget()
	return v
}

// done gives the view back. Nobody may use it afterwards.
func (v *View) done() {
	v.engine, v.state, v.past, v.judged = nil, nil, history{}, record.Event{}
	v.now.End()
	views.Put(v)
}

// NotKnown says that a datum is not on record that nobody owes here. It goes on the decision in one line, and is no finding.
func (v *View) NotKnown(datum string) {
	if !slices.Contains(v.notKnown, datum) {
		v.notKnown = append(v.notKnown, datum)
	}
}

// forget empties the notes, before the next rule.
func (v *View) forget() {
	v.notes.Read, v.limits = v.notes.Read[:0], v.limits[:0]
	if v.unset != nil || v.undeclared != "" {
		v.unset, v.undeclared = nil, ""
	}
	v.declared = nil
	v.questions++
	v.question = v.questions
}

func (v *View) note(ev *record.Event) { v.notes.Note(ev) }

func (v *View) noteLimit(s *Setting) { v.limits = append(v.limits, s) }

// Now answers what is in the body and in the hand at the time of the event, and what the event would change.
func (v *View) Now() *exposure.Now { return &v.now }

// Acts returns what the event means.
func (v *View) Acts() *record.Acts { return &v.acts }

// Body returns the content of the event that is judged.
func (v *View) Body() record.Body { return v.event.Body }

// Event returns the event that is judged.
func (v *View) Event() record.Event { return *v.event }

// At returns the time of the event that is judged.
func (v *View) At() time.Time { return v.event.At }

// Day returns the civil day of the event in the jurisdiction's time zone.
func (v *View) Day() civil.Date { return v.day }

// Local returns the time of the event in the jurisdiction's time zone: what a clock on the wall shows. However the instant was written,
// it is the same.
func (v *View) Local() time.Time { return v.event.At.In(v.engine.zone) }

// LocalOf returns an instant in the jurisdiction's time zone, for a message that shows the time of day.
func (v *View) LocalOf(t time.Time) time.Time { return t.In(v.engine.zone) }

// DayOf returns the civil day of an instant in the jurisdiction's time zone.
func (v *View) DayOf(t time.Time) civil.Date { return v.days.Of(t) }

// Since returns the time from t to the event.
func (v *View) Since(t time.Time) time.Duration { return v.event.At.Sub(t) }

// DaysSince returns the number of civil days from the day of t to the day of the event.
func (v *View) DaysSince(t time.Time) int { return v.day.Since(v.DayOf(t)) }

// Stage returns the stage and since when; the zero time means since the plan was opened.
func (v *View) Stage() (stages.Stage, time.Time) {
	v.note(v.state.stageSince)
	return v.state.stage, timeOf(v.state.stageSince)
}

// Level returns the level of care and since when.
func (v *View) Level() (stages.Level, time.Time) {
	v.note(v.state.levelSince)
	return v.state.level, timeOf(v.state.levelSince)
}

// Course returns the position of the medication course and since when.
func (v *View) Course() (stages.Course, time.Time) {
	v.note(v.state.courseSince)
	return v.state.course, timeOf(v.state.courseSince)
}

func timeOf(ev *record.Event) time.Time {
	if ev == nil {
		return time.Time{}
	}
	return ev.At
}

// Last returns the last event of the kind; ok is false if there was none.
func (v *View) Last(kind record.Kind) (ev record.Event, ok bool) {
	if !kind.Valid() || v.state.latest[kind] == nil {
		return record.Event{}, false
	}
	v.note(v.state.latest[kind])
	return *v.state.latest[kind], true
}

// Past yields the events before this one that still count, newest first. A rule that walks it stops at the edge of its own
// window: the cost of a rule must not grow with the length of a plan.
func (v *View) Past(yield func(*record.Event) bool) {
	for _, e := range v.past.entries.Backward() {
		if !e.void && !yield(&e.Event) {
			return
		}
	}
}

// Age returns the age in whole years on the day of the event; ok is false if the day of birth is unknown.
func (v *View) Age() (years int, ok bool) {
	ev := v.state.latest[record.KindPersonRegistered]
	if ev == nil {
		return 0, false
	}
	v.note(ev)
	birth := ev.Body.(record.PersonRegistered).Birth
	return birth.YearsUntil(v.day), !birth.IsZero()
}

// Sex returns the sex; empty if unknown.
func (v *View) Sex() record.Sex {
	if ev := v.state.latest[record.KindPersonRegistered]; ev != nil {
		v.note(ev)
		return ev.Body.(record.PersonRegistered).Sex
	}
	return ""
}

// Measured returns the last value of the measure and when it was taken; ok is false if there is none.
func (v *View) Measured(m record.Measure) (value record.Quantity, at time.Time, ok bool) {
	if int(m) >= record.MeasureCount || v.state.measured[m] == nil {
		return record.Quantity{}, time.Time{}, false
	}
	ev := v.state.measured[m]
	v.note(ev)
	return ev.Body.(record.Measured).Value, ev.At, true
}

// Scored returns the last score on the scale and when it was taken; ok is false if there is none.
func (v *View) Scored(id scale.ID) (score scale.Score, at time.Time, ok bool) {
	i := scaleIndex(id)
	if i < 0 || v.state.scored[i] == nil {
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
// false if nobody looked.
func (v *View) ObjectiveSigns() (count int, at time.Time, ok bool) {
	ev := v.state.examined
	if ev == nil {
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
	}
	v.note(ev)
	return count, ev.At, ok
}

// Sign says whether the sign was seen at the last examination for signs, and when that was. Unknown means that nobody looked.
func (v *View) Sign(s record.Sign) (seen truth.Value, at time.Time) {
	ev := v.state.latest[record.KindSignsObserved]
	if ev == nil {
		return truth.Unknown, time.Time{}
	}
	v.note(ev)
	return truth.Of(slices.Contains(ev.Body.(record.SignsObserved).Signs, s)), ev.At
}

// Screened returns the last result for the analyte and when it was taken; ok is false if it was never tested.
func (v *View) Screened(a record.Analyte) (result record.TestResult, at time.Time, ok bool) {
	i := a.Index()
	if i < 0 || v.state.screened[i] == nil {
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

// Exposure is one contact with an opioid: reported use, a return to use, an overdose, or a dose that this plan gave.
type Exposure struct {
	Agent     string
	DailyDose medication.Mass // zero if unknown
	Product   medication.Product
	At        time.Time
}

// LastUse returns the last exposure to an opioid of the class, by reported use or by a dose of methadone or buprenorphine;
// ok is false if none is on record. Whether none on record means none is for OpioidHistoryTaken to say.
func (v *View) LastUse(class medication.Class) (last Exposure, ok bool) {
	told, ok := v.now.Told(class)
	last = exposureOf(&told)
	for _, s := range []medication.Substance{medication.Methadone, medication.Buprenorphine} {
		if dose := v.course(s).Last; dose != nil && exposure.ClassesOf(s).Has(class) && (!ok || last.At.Before(dose.At)) {
			v.note(dose.Event)
			last, ok = doseExposure(dose), true
		}
	}
	return last, ok
}

// LastUseOf returns the last exposure to the substance, by reported use or by a dose; ok is false if none is on record.
func (v *View) LastUseOf(s medication.Substance) (last Exposure, ok bool) {
	last, ok = v.ReportedUseOf(s)
	if dose := v.course(s).Last; dose != nil && (!ok || !dose.At.Before(last.At)) {
		v.note(dose.Event)
		return doseExposure(dose), true
	}
	return last, ok
}

// ReportedUseOf returns the last reported use of the substance from elsewhere, doses of this plan left out; ok is false if
// none is on record.
func (v *View) ReportedUseOf(s medication.Substance) (last Exposure, ok bool) {
	told, ok := v.now.ToldOf(s)
	return exposureOf(&told), ok
}

// UnclassifiedUse returns the last reported use of an opioid whose class no table knows: rules that ask for a class cannot
// be met as long as there is one.
func (v *View) UnclassifiedUse() (last Exposure, ok bool) {
	told, ok := v.now.Unclassed()
	return exposureOf(&told), ok
}

func exposureOf(c *exposure.Contact) Exposure {
	if c.Event == nil {
		return Exposure{}
	}
	return Exposure{Agent: agentText(c.Agent), DailyDose: c.Daily, At: c.At}
}

// agentText is the agent for a reader, where it may not have been stated.
func agentText(agent string) string {
	if agent == "" {
		return "a substance that was not named"
	}
	return agent
}

func doseExposure(in *exposure.Intake) Exposure {
	return Exposure{Agent: in.Product.Substance().String(), DailyDose: in.Amount, Product: in.Product, At: in.At}
}

// OpioidHistoryTaken reports whether somebody asked about opioid use: some use is on record, or the section was reviewed.
func (v *View) OpioidHistoryTaken() bool {
	s := v.state
	if s.latest[record.KindOpioidUsed] != nil || s.latest[record.KindReturnedToUse] != nil || s.latest[record.KindOverdosed] != nil {
		return true
	}
	return v.Reviewed(record.OpioidUseSection)
}

// Reviewed reports whether the section was declared complete.
func (v *View) Reviewed(section record.Section) bool {
	_, ok := v.ReviewedAt(section)
	return ok
}

// ReviewedAt returns when the section was last declared complete; ok is false if it never was.
func (v *View) ReviewedAt(section record.Section) (at time.Time, ok bool) {
	i := section.Index()
	if i < 0 || v.state.reviewed[i] == nil {
		return time.Time{}, false
	}
	v.note(v.state.reviewed[i])
	return v.state.reviewed[i].At, true
}

// Taking says whether the person takes any medicine or substance of these classes. The agent is the one that was found. It
// is unknown while the list of medicines was never reviewed, or holds one whose classes nobody knows.
func (v *View) Taking(classes medication.ClassSet) (agent string, taken truth.Value) {
	return v.takingSince(classes, 0, false)
}

// TakingOrStoppedWithin is Taking, and counts what was stopped less than that long before the event.
func (v *View) TakingOrStoppedWithin(classes medication.ClassSet, window time.Duration) (agent string, taken truth.Value) {
	return v.takingSince(classes, window, true)
}

func (v *View) takingSince(classes medication.ClassSet, window time.Duration, stopped bool) (string, truth.Value) {
	unknown := ""
	for m := range v.now.Medicines() {
		if m.Until != nil && (!stopped || v.Since(*m.Until) >= window) {
			continue
		}
		if m.Classes.Intersects(classes) {
			v.note(m.Event)
			return m.Report.Agent, truth.Yes
		}
		if !m.Known {
			unknown = m.Report.Agent
			v.note(m.Event)
		}
	}
	if unknown != "" || !v.Reviewed(record.MedicinesSection) {
		return unknown, truth.Unknown
	}
	return "", truth.No
}

// Medicines yields the other medicines that the person takes, in the order in which they were last reported.
func (v *View) Medicines() iter.Seq2[string, medication.ClassSet] {
	return func(yield func(string, medication.ClassSet) bool) {
		for m := range v.now.Medicines() {
			if m.Until != nil {
				continue
			}
			v.note(m.Event)
			if !yield(m.Report.Agent, m.Classes) {
				return
			}
		}
	}
}

// Health says whether the condition is present: unknown if it was never recorded and the conditions were never reviewed.
func (v *View) Health(condition record.Health) truth.Value {
	if reported := v.HealthReported(condition); reported != truth.Unknown {
		return reported
	}
	return absentIf(v.Reviewed(record.ConditionsSection))
}

// HealthReported says whether the condition was reported as present or as absent. Unlike Health it does not take a review of
// the conditions for an answer: it is for what a list of conditions does not name as a matter of course, such as physical
// dependence, and where taking it for absent would silence a rule.
func (v *View) HealthReported(condition record.Health) truth.Value {
	for _, ev := range v.state.conditions {
		if b := ev.Body.(record.ConditionReported); b.Condition == condition {
			v.note(ev)
			return b.Present
		}
	}
	return truth.Unknown
}

// Allergy says whether a hypersensitivity to the substance is on record: unknown if the allergies were never reviewed.
func (v *View) Allergy(s medication.Substance) truth.Value {
	for _, ev := range v.state.allergies {
		if to, ok := ev.Body.(record.AllergyReported).To(); ok && to == s {
			v.note(ev)
			return truth.Yes
		}
	}
	return absentIf(v.Reviewed(record.AllergiesSection))
}

func absentIf(known bool) truth.Value {
	if known {
		return truth.No
	}
	return truth.Unknown
}

// Pregnant says whether the person is pregnant, and since when that is known: by the last report or a later measurement of the weeks
// of gestation, which nobody has who is not pregnant; of two of the same time the pregnancy counts. It goes before the sex on record.
// Either answer is unknown once it is older than a pregnancy lasts: by then the one is over, and a whole other one may have begun
// since the other. A male person of whom nothing else is on record is not pregnant.
func (v *View) Pregnant() (pregnant truth.Value, at time.Time) {
	if ev := v.state.latest[record.KindPregnancyReported]; ev != nil {
		pregnant, at = truth.Of(ev.Body.(record.PregnancyReported).Status == record.Pregnant), ev.At
		v.note(ev)
	}
	info, _ := record.Gestation.Info()
	if _, measured, ok := v.Measured(record.Gestation); ok && !measured.Before(at) {
		pregnant, at = truth.Yes, measured
	}
	lasts, male := info.Max, v.Sex() == record.Male
	stale := pregnant != truth.Unknown && lasts.Less(record.Whole(int32(v.DaysSince(at)/daysPerWeek)))
	switch {
	case male && (pregnant != truth.Yes || stale):
		return truth.No, time.Time{}
	case stale:
		return truth.Unknown, at
	}
	return pregnant, at
}

const daysPerWeek = 7

// Holds reports whether the circumstance holds: it was stated and not ended, or the event itself brings it along, as an order
// for a hospital does.
func (v *View) Holds(c record.Circumstance) bool {
	_, holds := v.HoldsSince(c)
	return holds
}

// Stated returns the event that last stated the circumstance, as holding or as ended; ok is false if nobody stated it.
func (v *View) Stated(c record.Circumstance) (ev record.Event, ok bool) {
	for _, ev := range v.state.contexts {
		if ev.Body.(record.ContextStated).Context == c {
			v.note(ev)
			return *ev, true
		}
	}
	return record.Event{}, false
}

// HoldsSince returns since when the circumstance holds; ok is false if it was not stated, or was stated to have ended. What
// the event itself brings along holds since the event.
func (v *View) HoldsSince(c record.Circumstance) (since time.Time, ok bool) {
	for _, ev := range v.state.contexts {
		b := ev.Body.(record.ContextStated)
		if b.Context != c {
			continue
		}
		v.note(ev)
		if !b.Until.IsZero() && b.Until.Before(v.day) {
			break // what was stated is past its last day
		}
		return ev.At, b.Holds == truth.Yes
	}
	return v.event.At, v.brings(c)
}

func (v *View) brings(c record.Circumstance) bool {
	var purpose record.Purpose
	var setting medication.Setting
	switch b := v.event.Body.(type) {
	case record.Order:
		purpose, setting = b.Purpose, b.Setting
	case record.DoseGiven:
		purpose, setting = b.Purpose, b.Setting
	case record.WithdrawalManagement:
		setting = b.Setting
	}
	switch c {
	case record.PrecipitatedRescue:
		return purpose == record.PurposeRescue
	case record.HospitalStay:
		return setting == medication.SettingHospital
	case record.EmergencyCare:
		return setting == medication.SettingEmergency
	}
	return false
}

// Consent says whether the consent was given, or withdrawn; unknown if nobody recorded it.
func (v *View) Consent(c record.Consent) truth.Value {
	for _, ev := range v.state.consents {
		if b := ev.Body.(record.ConsentRecorded); b.Consent == c {
			v.note(ev)
			return b.Given
		}
	}
	return truth.Unknown
}

// Assessed returns when the assessment was last done; ok is false if none is on record.
func (v *View) Assessed(a record.Assessment) (at time.Time, ok bool) {
	for _, ev := range v.state.assessed {
		if ev.Body.(record.Assessed).Assessment == a {
			v.note(ev)
			return ev.At, true
		}
	}
	return time.Time{}, false
}

// Declined reports whether the service was offered and declined.
func (v *View) Declined(service stages.Service) bool {
	for _, ev := range v.state.declined {
		if ev.Body.(record.ServiceDeclined).Service == service {
			v.note(ev)
			return true
		}
	}
	return false
}
