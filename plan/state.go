package plan

import (
	"time"

	"github.com/oudpath/oudpath/medication"
	"github.com/oudpath/oudpath/plan/civil"
	"github.com/oudpath/oudpath/plan/record"
	"github.com/oudpath/oudpath/stages"
	"github.com/oudpath/oudpath/stages/scale"
)

// state is what the events so far say. It is an index of events: for each thing that a rule may ask, the event that last
// spoke of it. It is a plain value: copying it is how a plan is left unchanged when the next one is made.
type state struct {
	latest [record.KindCount]*record.Event // the last event of each kind

	stage       stages.Stage
	level       stages.Level
	course      stages.Course
	stageSince  *record.Event
	levelSince  *record.Event
	courseSince *record.Event

	measured [record.MeasureCount]*record.Event
	scored   [scaleCount]*record.Event
	screened [record.AnalyteCount]*record.Event
	reviewed [record.SectionCount]*record.Event
	used     [classCount]*record.Event // last reported use of an opioid, by class
	examined *record.Event             // last examination for withdrawal signs: a list of signs, or a scale with items

	tracks [substanceCount]track

	// Lists of the last event about each member. They are replaced, never changed in place.
	medicines  []medicine
	allergies  []*record.Event
	conditions []*record.Event
	contexts   []*record.Event
	consents   []*record.Event
	declined   []*record.Event
	assessed   []*record.Event
	standing   []*record.Event // standing overrides
	unknownUse *record.Event   // last use of an opioid that no table classifies

	moves      trail[*record.Event] // of stage
	sessions   trail[*record.Event]
	screens    trail[*record.Event]
	deviations trail[*record.Event]
	overridden trail[*record.Event] // intents that were accepted with an override
}

const (
	scaleCount     = 8
	classCount     = 32
	substanceCount = 8
)

// track follows one substance.
type track struct {
	order     *record.Event // the order in force
	ordered   *record.Event // the first order since the medication was started or taken up again
	first     *record.Event // first dose since the medication was started or taken up again
	last      *record.Event // last confirmed dose: given by staff, or reported as taken
	previous  *record.Event // the confirmed dose before that
	increased *record.Event // last confirmed dose that was higher than the one before it
	missed    *record.Event // last dose reported as missed
	misses    int           // doses reported as missed since the last confirmed one
	takeHome  *record.Event // last supply of doses for days without observation
	supply    *record.Event // the supply that reaches furthest: taken home, or handed out on an order
	stopped   *record.Event // stop since the last dose
	endDate   *record.Event // planned end
	grant     *record.Event // take-home grant in force
	reported  *record.Event // last reported use of the substance from elsewhere
	held      *record.Event
	depot     *record.Event // last injection of a depot
	depots    int           // injections of that depot in a row
	doses     trail[dose]
}

// medicine is the last report of a medicine, with its classes.
type medicine struct {
	event   *record.Event
	classes medication.ClassSet
	known   bool
}

// foldMedicine puts the report in the place of the one about the same agent.
func (s *state) foldMedicine(ev *record.Event, b record.MedicineReported) {
	next := make([]medicine, 0, len(s.medicines)+1)
	for _, m := range s.medicines {
		if !sameAgent(m.event.Body.(record.MedicineReported).Agent, b.Agent) {
			next = append(next, m)
		}
	}
	classes, known := b.ClassSet()
	s.medicines = append(next, medicine{ev, classes, known})
}

// dose is one confirmed dose.
type dose struct {
	event   *record.Event
	product medication.Product
	amount  medication.Mass
	since   time.Time // until when there were doses before this one; zero for the first
}

// fold brings the state up to date with the next event. It runs no rules and knows no pathways.
func (s *state) fold(ev *record.Event) {
	s.latest[ev.Body.Kind()] = ev
	switch b := ev.Body.(type) {
	case record.OpioidUsed:
		s.foldUse(ev, b.Agent)
	case record.ReturnedToUse:
		s.foldUse(ev, b.Agent)
	case record.Overdosed:
		s.foldUse(ev, b.Agent)
	case record.Scored:
		s.foldScore(ev, b)
	case record.SignsObserved:
		s.examined = ev
	case record.Measured:
		s.measured[b.Measure] = ev
	case record.Screened:
		s.screens = s.screens.with(ev)
		for _, r := range b.Results {
			s.screened[r.Analyte.Index()] = ev
		}
	case record.AllergyReported:
		s.allergies = replaced(s.allergies, ev, func(o record.AllergyReported) bool { return o.Substance == b.Substance })
	case record.ConditionReported:
		s.conditions = replaced(s.conditions, ev, func(o record.ConditionReported) bool { return o.Condition == b.Condition })
	case record.MedicineReported:
		s.foldMedicine(ev, b)
	case record.Reviewed:
		s.reviewed[b.Section.Index()] = ev
	case record.DoseGiven:
		s.foldDose(ev, b.Product, b.Dose.Principal)
	case record.DoseTaken:
		s.foldDose(ev, b.Product, b.Dose.Principal)
	case record.DoseMissed:
		t := &s.tracks[b.Substance]
		t.missed = ev
		t.misses++
	case record.DoseHeld:
		s.tracks[b.Substance].held = ev
	case record.TakeHomeSupplied:
		t := &s.tracks[b.Substance]
		t.takeHome = ev
		t.foldSupply(ev)
	case record.SessionAttended, record.SessionMissed:
		s.sessions = s.sessions.with(ev)
	case record.ServiceDeclined:
		s.declined = replaced(s.declined, ev, func(o record.ServiceDeclined) bool { return o.Service == b.Service })
	case record.Assessed:
		s.assessed = replaced(s.assessed, ev, func(o record.Assessed) bool { return o.Assessment == b.Assessment })
	case record.ConsentRecorded:
		s.consents = replaced(s.consents, ev, func(o record.ConsentRecorded) bool { return o.Consent == b.Consent })
	case record.ContextStated:
		s.contexts = replaced(s.contexts, ev, func(o record.ContextStated) bool { return o.Context == b.Context })
	case record.OverrideGranted:
		s.standing = replaced(s.standing, ev, func(o record.OverrideGranted) bool { return o.Override.Rule == b.Override.Rule })
	case record.DeviationRecorded, record.DeviationWithdrawn:
		s.deviations = s.deviations.with(ev)
	case record.StageMoved:
		s.enter(b.To, ev)
	case record.CourseMoved:
		s.course, s.courseSince = b.To, ev
	default:
		s.foldIntent(ev)
	}
}

// foldIntent takes in an intent that was accepted.
func (s *state) foldIntent(ev *record.Event) {
	switch b := ev.Body.(type) {
	case record.Order:
		if product, ok := medication.Lookup(b.Product); ok && b.Purpose != record.PurposePain {
			t := &s.tracks[product.Substance()]
			t.order, t.stopped = ev, nil
			if t.ordered == nil {
				t.ordered = ev
			}
			if b.SupplyDays > 0 {
				t.foldSupply(ev)
			}
		}
	case record.StageMove:
		s.enter(b.To, ev)
	case record.LevelMove:
		s.level, s.levelSince = b.To, ev
	case record.CourseMove:
		s.course, s.courseSince = b.To, ev
	case record.StopMedication:
		t := &s.tracks[b.Substance]
		t.stopped, t.order, t.ordered, t.first, t.endDate, t.grant, t.supply = ev, nil, nil, nil, nil, nil, nil
	case record.PlanEndDate:
		s.tracks[b.Substance].endDate = ev
	case record.TakeHomeGrant:
		if product, ok := medication.Lookup(b.Product); ok {
			s.tracks[product.Substance()].grant = ev
		}
	case record.ForceMove:
		s.force(ev, b)
	}
	if len(ev.Overrides) > 0 {
		s.overridden = s.overridden.with(ev)
	}
}

// enter takes in a move of stage.
func (s *state) enter(to stages.Stage, ev *record.Event) {
	s.stage, s.stageSince = to, ev
	s.moves = s.moves.with(ev)
}

func (s *state) force(ev *record.Event, b record.ForceMove) {
	if b.Stage != "" {
		s.enter(b.Stage, ev)
	}
	if b.Level != "" {
		s.level, s.levelSince = b.Level, ev
	}
	if b.Course != "" {
		s.course, s.courseSince = b.Course, ev
	}
}

// foldUse takes in the use of an agent, which may be no opioid. One that was not named, or that no table knows, may be any.
func (s *state) foldUse(ev *record.Event, agent string) {
	classes, known := medication.Classify(agent)
	if !known {
		s.unknownUse = ev
	}
	for _, class := range classes.List() {
		s.used[class] = ev
	}
	if substance, ok := substanceNamed(agent); ok {
		s.tracks[substance].reported = ev
	}
}

func (s *state) foldScore(ev *record.Event, b record.Scored) {
	if i := scaleIndex(b.Scale); i >= 0 {
		s.scored[i] = ev
	}
	if b.Scale == scale.COWS && b.Items != nil {
		s.examined = ev
	}
}

func (s *state) foldDose(ev *record.Event, id medication.ProductID, amount medication.Mass) {
	product, ok := medication.Lookup(id)
	if !ok {
		return
	}
	t := &s.tracks[product.Substance()]
	if t.last != nil && doseOf(t.last).Compare(amount) < 0 {
		t.increased = ev
	}
	if t.first == nil || t.stopped != nil {
		t.first, t.increased = ev, nil
	}
	since := t.carriedTo(ev.At)
	t.previous, t.last = t.last, ev
	t.misses, t.missed, t.stopped = 0, nil, nil
	t.doses = t.doses.with(dose{ev, product, amount, since})
	if product.DepotDays() > 0 {
		t.foldDepot(ev, id)
	}
}

// foldSupply takes in doses that were handed out. The supply that reaches furthest is kept.
func (t *track) foldSupply(ev *record.Event) {
	if t.supply == nil || supplyEnd(t.supply).Before(supplyEnd(ev)) {
		t.supply = ev
	}
}

// supplyEnd is an instant on the last day for which the event hands doses out: those taken home start the day after, those of
// an order on its day.
func supplyEnd(ev *record.Event) time.Time {
	switch b := ev.Body.(type) {
	case record.TakeHomeSupplied:
		return ev.At.AddDate(0, 0, b.Days)
	case record.Order:
		return ev.At.AddDate(0, 0, b.SupplyDays-1)
	}
	return time.Time{}
}

// carriedTo is until when there were doses before the instant: that of the last one, or the end of the supply.
func (t *track) carriedTo(at time.Time) time.Time {
	var until time.Time
	if t.last != nil {
		until = t.last.At
	}
	if t.supply != nil && until.Before(supplyEnd(t.supply)) {
		until = supplyEnd(t.supply)
	}
	if at.Before(until) {
		return at
	}
	return until
}

func (t *track) foldDepot(ev *record.Event, id medication.ProductID) {
	if t.depot == nil || productOf(t.depot) != id {
		t.depots = 0
	}
	t.depot = ev
	t.depots++
}

// doseOf is the principal mass of a dose event.
func doseOf(ev *record.Event) medication.Mass {
	switch b := ev.Body.(type) {
	case record.DoseGiven:
		return b.Dose.Principal
	case record.DoseTaken:
		return b.Dose.Principal
	}
	return medication.Mass{}
}

// productOf is the product of a dose event.
func productOf(ev *record.Event) medication.ProductID {
	switch b := ev.Body.(type) {
	case record.DoseGiven:
		return b.Product
	case record.DoseTaken:
		return b.Product
	}
	return ""
}

// replaced returns the list with ev in the place of the event that is about the same thing, or at its end.
func replaced[B record.Body](list []*record.Event, ev *record.Event, same func(B) bool) []*record.Event {
	next := make([]*record.Event, 0, len(list)+1)
	for _, old := range list {
		if b, ok := old.Body.(B); !ok || !same(b) {
			next = append(next, old)
		}
	}
	return append(next, ev)
}

func scaleIndex(id scale.ID) int {
	switch id {
	case scale.COWS:
		return 0
	case scale.SOWS16:
		return 1
	case scale.SOWS10:
		return 2
	case scale.OOWS:
		return 3
	case scale.DSM5OUD:
		return 4
	case scale.DAST10:
		return 5
	case scale.PHQ9:
		return 6
	case scale.GAD7:
		return 7
	}
	return -1
}

func substanceNamed(agent string) (medication.Substance, bool) {
	if classes, _ := medication.Classify(agent); classes.Has(medication.PartialAgonistOpioid) {
		return medication.Buprenorphine, true // with or without naloxone
	}
	for _, s := range medication.Substances() {
		if sameAgent(s.String(), agent) {
			return s, true
		}
	}
	return 0, false
}

// coveredUntil is the last day for which take-home doses were supplied; no day if there were none.
func (t *track) coveredUntil(zone *time.Location) civil.Date {
	if t.takeHome == nil {
		return civil.Date{}
	}
	return civil.Of(t.takeHome.At, zone).Add(t.takeHome.Body.(record.TakeHomeSupplied).Days)
}
