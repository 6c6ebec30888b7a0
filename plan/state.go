package plan

import (
	"slices"
	"time"

	"github.com/oudpath/oudpath/medication"
	"github.com/oudpath/oudpath/plan/civil"
	"github.com/oudpath/oudpath/stages"
	"github.com/oudpath/oudpath/stages/scale"
)

// state is what the events so far say. It is an index of events: for each thing that a rule may ask, the event that last
// spoke of it. It is a plain value: copying it is how a plan is left unchanged when the next one is made.
type state struct {
	latest [kindEnd]*Event // the last event of each kind

	stage       stages.Stage
	level       stages.Level
	course      stages.Course
	stageSince  *Event
	levelSince  *Event
	courseSince *Event

	measured [measureEnd]*Event
	scored   [scaleCount]*Event
	screened [analyteCount]*Event
	reviewed [sectionCount]*Event
	used     [classCount]*Event // last reported use of an opioid, by class
	examined *Event             // last examination for withdrawal signs: a list of signs, or a scale with items

	tracks [substanceCount]track

	// Lists of the last event about each member. They are replaced, never changed in place.
	medicines  []medicine
	allergies  []*Event
	conditions []*Event
	contexts   []*Event
	consents   []*Event
	declined   []*Event
	assessed   []*Event
	standing   []*Event // standing overrides
	unknownUse *Event   // last use of an opioid that no table classifies

	moves      trail[*Event] // of stage
	sessions   trail[*Event]
	screens    trail[*Event]
	deviations trail[*Event]
	overridden trail[*Event] // intents that were accepted with an override
}

const (
	scaleCount     = 8
	analyteCount   = 12
	sectionCount   = 4
	classCount     = 32
	substanceCount = 8
)

// track follows one substance.
type track struct {
	order     *Event // the order in force
	ordered   *Event // the first order since the medication was started or taken up again
	first     *Event // first dose since the medication was started or taken up again
	last      *Event // last confirmed dose: given by staff, or reported as taken
	previous  *Event // the confirmed dose before that
	increased *Event // last confirmed dose that was higher than the one before it
	missed    *Event // last dose reported as missed
	misses    int    // doses reported as missed since the last confirmed one
	takeHome  *Event // last supply of doses for days without observation
	supply    *Event // the supply that reaches furthest: taken home, or handed out on an order
	stopped   *Event // stop since the last dose
	endDate   *Event // planned end
	grant     *Event // take-home grant in force
	reported  *Event // last reported use of the substance from elsewhere
	held      *Event
	depot     *Event // last injection of a depot
	depots    int    // injections of that depot in a row
	doses     trail[dose]
}

// medicine is the last report of a medicine, with its classes.
type medicine struct {
	event   *Event
	classes medication.ClassSet
	known   bool
}

// foldMedicine puts the report in the place of the one about the same agent.
func (s *state) foldMedicine(ev *Event, b MedicineReported) {
	next := make([]medicine, 0, len(s.medicines)+1)
	for _, m := range s.medicines {
		if !sameAgent(m.event.Body.(MedicineReported).Agent, b.Agent) {
			next = append(next, m)
		}
	}
	classes, known := b.ClassSet()
	s.medicines = append(next, medicine{ev, classes, known})
}

// dose is one confirmed dose.
type dose struct {
	event   *Event
	product medication.Product
	amount  medication.Mass
	since   time.Time // until when there were doses before this one; zero for the first
}

// fold brings the state up to date with the next event. It runs no rules and knows no pathways.
func (s *state) fold(ev *Event) {
	s.latest[ev.Body.Kind()] = ev
	switch b := ev.Body.(type) {
	case OpioidUsed:
		s.foldUse(ev, b.Agent)
	case ReturnedToUse:
		s.foldUse(ev, b.Agent)
	case Overdosed:
		s.foldUse(ev, b.Agent)
	case Scored:
		s.foldScore(ev, b)
	case SignsObserved:
		s.examined = ev
	case Measured:
		s.measured[b.Measure] = ev
	case Screened:
		s.screens = s.screens.with(ev)
		for _, r := range b.Results {
			s.screened[slices.Index(analytes, r.Analyte)] = ev
		}
	case AllergyReported:
		s.allergies = replaced(s.allergies, ev, func(o AllergyReported) bool { return o.Substance == b.Substance })
	case ConditionReported:
		s.conditions = replaced(s.conditions, ev, func(o ConditionReported) bool { return o.Condition == b.Condition })
	case MedicineReported:
		s.foldMedicine(ev, b)
	case Reviewed:
		s.reviewed[slices.Index(sections, b.Section)] = ev
	case DoseGiven:
		s.foldDose(ev, b.Product, b.Dose.Principal)
	case DoseTaken:
		s.foldDose(ev, b.Product, b.Dose.Principal)
	case DoseMissed:
		t := &s.tracks[b.Substance]
		t.missed = ev
		t.misses++
	case DoseHeld:
		s.tracks[b.Substance].held = ev
	case TakeHomeSupplied:
		t := &s.tracks[b.Substance]
		t.takeHome = ev
		t.foldSupply(ev)
	case SessionAttended, SessionMissed:
		s.sessions = s.sessions.with(ev)
	case ServiceDeclined:
		s.declined = replaced(s.declined, ev, func(o ServiceDeclined) bool { return o.Service == b.Service })
	case Assessed:
		s.assessed = replaced(s.assessed, ev, func(o Assessed) bool { return o.Assessment == b.Assessment })
	case ConsentRecorded:
		s.consents = replaced(s.consents, ev, func(o ConsentRecorded) bool { return o.Consent == b.Consent })
	case ContextStated:
		s.contexts = replaced(s.contexts, ev, func(o ContextStated) bool { return o.Context == b.Context })
	case OverrideGranted:
		s.standing = replaced(s.standing, ev, func(o OverrideGranted) bool { return o.Override.Rule == b.Override.Rule })
	case DeviationRecorded, DeviationWithdrawn:
		s.deviations = s.deviations.with(ev)
	case StageMoved:
		s.enter(b.To, ev)
	case CourseMoved:
		s.course, s.courseSince = b.To, ev
	default:
		s.foldIntent(ev)
	}
}

// foldIntent takes in an intent that was accepted.
func (s *state) foldIntent(ev *Event) {
	switch b := ev.Body.(type) {
	case Order:
		if product, ok := medication.Lookup(b.Product); ok && b.Purpose != PurposePain {
			t := &s.tracks[product.Substance()]
			t.order, t.stopped = ev, nil
			if t.ordered == nil {
				t.ordered = ev
			}
			if b.SupplyDays > 0 {
				t.foldSupply(ev)
			}
		}
	case StageMove:
		s.enter(b.To, ev)
	case LevelMove:
		s.level, s.levelSince = b.To, ev
	case CourseMove:
		s.course, s.courseSince = b.To, ev
	case StopMedication:
		t := &s.tracks[b.Substance]
		t.stopped, t.order, t.ordered, t.first, t.endDate, t.grant, t.supply = ev, nil, nil, nil, nil, nil, nil
	case PlanEndDate:
		s.tracks[b.Substance].endDate = ev
	case TakeHomeGrant:
		if product, ok := medication.Lookup(b.Product); ok {
			s.tracks[product.Substance()].grant = ev
		}
	case ForceMove:
		s.force(ev, b)
	}
	if len(ev.Overrides) > 0 {
		s.overridden = s.overridden.with(ev)
	}
}

// enter takes in a move of stage.
func (s *state) enter(to stages.Stage, ev *Event) {
	s.stage, s.stageSince = to, ev
	s.moves = s.moves.with(ev)
}

func (s *state) force(ev *Event, b ForceMove) {
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
func (s *state) foldUse(ev *Event, agent string) {
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

func (s *state) foldScore(ev *Event, b Scored) {
	if i := scaleIndex(b.Scale); i >= 0 {
		s.scored[i] = ev
	}
	if b.Scale == scale.COWS && b.Items != nil {
		s.examined = ev
	}
}

func (s *state) foldDose(ev *Event, id medication.ProductID, amount medication.Mass) {
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
func (t *track) foldSupply(ev *Event) {
	if t.supply == nil || supplyEnd(t.supply).Before(supplyEnd(ev)) {
		t.supply = ev
	}
}

// supplyEnd is an instant on the last day for which the event hands doses out: those taken home start the day after, those of
// an order on its day.
func supplyEnd(ev *Event) time.Time {
	switch b := ev.Body.(type) {
	case TakeHomeSupplied:
		return ev.At.AddDate(0, 0, b.Days)
	case Order:
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

func (t *track) foldDepot(ev *Event, id medication.ProductID) {
	if t.depot == nil || productOf(t.depot) != id {
		t.depots = 0
	}
	t.depot = ev
	t.depots++
}

// doseOf is the principal mass of a dose event.
func doseOf(ev *Event) medication.Mass {
	switch b := ev.Body.(type) {
	case DoseGiven:
		return b.Dose.Principal
	case DoseTaken:
		return b.Dose.Principal
	}
	return medication.Mass{}
}

// productOf is the product of a dose event.
func productOf(ev *Event) medication.ProductID {
	switch b := ev.Body.(type) {
	case DoseGiven:
		return b.Product
	case DoseTaken:
		return b.Product
	}
	return ""
}

// replaced returns the list with ev in the place of the event that is about the same thing, or at its end.
func replaced[B Body](list []*Event, ev *Event, same func(B) bool) []*Event {
	next := make([]*Event, 0, len(list)+1)
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
	return civil.Of(t.takeHome.At, zone).Add(t.takeHome.Body.(TakeHomeSupplied).Days)
}
