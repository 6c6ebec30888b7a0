package replay

import (
	"errors"
	"fmt"
	"slices"
	"time"

	"github.com/oudpath/oudpath/medication"
	"github.com/oudpath/oudpath/plan/record"
	"github.com/oudpath/oudpath/plan/sim"
	"github.com/oudpath/oudpath/plan/truth"
	"github.com/oudpath/oudpath/stages"
)

// ErrReading is wrapped by every error about a reading that does not fit the model, or that lacks what a record has to say.
var ErrReading = errors.New("replay: the reading does not fit the model")

// Reading says what a model means in the record of a person's care. The zero Reading records moves of stage and deaths alone.
type Reading struct {
	// Facts are what is recorded when an event happens or a transition is taken, by its name: a return to use, an overdose, a
	// death and whether it was one of overdose, a urine test. Only facts can be declared, no intents.
	Facts map[string][]record.Body

	// Steps say what a record states beside the move itself, by the name of the transition or event after which it is made.
	Steps map[string]Step

	// Start is the Step of the moves that bring a person from the start of the pathway to the state of the start.
	Start Step

	// Before are facts that are on record for everybody when the study begins.
	Before []record.Body

	// Treatments are what people in a state take, by state.
	Treatments map[string]Treatment
}

// Step is what is stated with moves of stage and with the end of a medication. The zero Step states nothing.
type Step struct {
	Reason              record.Reason // required where people are discharged or a medication stops
	MedicationContinues truth.Value
	ReferralArranged    truth.Value
	Destination         string // required for transfers
}

// Treatment is a medication that is ordered when a person enters a state, or starts in it, from one with another treatment or
// none, and given from then on. Doses are given only if the order was allowed.
type Treatment struct {
	Order record.Order

	// EveryDays is the number of days from one day with doses to the next: 1 for daily doses, 28 for a depot every four weeks.
	// With 0 the medication is ordered, and no dose is recorded.
	EveryDays int
}

// substance is the substance of the treatment. The order has been validated.
func (t *Treatment) substance() medication.Substance {
	product, _ := medication.Lookup(t.Order.Product)
	return product.Substance()
}

// dose is one dose of the order, as given.
func (t *Treatment) dose() record.DoseGiven {
	o := t.Order
	return record.DoseGiven{Product: o.Product, Dose: o.Dose, Route: o.Route, Setting: o.Setting, Supervised: o.Supervised,
		Purpose: o.Purpose}
}

// Verify reports everything in a reading that does not fit the model and the pathway: states without a stage, names that the
// model does not have, bodies that are no facts, orders that are malformed, and discharges, transfers and stops of medication
// for which nothing states what a record has to. All errors wrap ErrReading.
//
// Moves that the pathway has no way for are not among them: they are what a replay is to find.
func (r Reading) Verify(c *sim.Compiled, journey *stages.Pathway[stages.Stage]) error {
	v := verifier{r: r, c: c}
	for _, state := range c.States() {
		if _, ok := journey.State(c.Stage(state)); !ok {
			v.fault("state %q is in no stage of the pathway", state)
		}
	}
	v.names()
	for _, body := range r.Before {
		v.fact("before", body)
	}
	for _, state := range sorted(r.Treatments) {
		t := r.Treatments[state]
		if err := t.Order.Validate(); err != nil || t.EveryDays < 0 {
			v.fault("treatment in %q: every %d days: %v", state, t.EveryDays, err)
		}
	}
	if err := errors.Join(v.errs...); err != nil {
		return err
	}
	v.stated(journey)
	return errors.Join(v.errs...)
}

type verifier struct {
	r    Reading
	c    *sim.Compiled
	errs []error
}

func (v *verifier) fault(what string, args ...any) {
	v.errs = append(v.errs, fmt.Errorf("%w: %w", ErrReading, fmt.Errorf(what, args...)))
}

// names looks for names that the model does not have.
func (v *verifier) names() {
	known := v.c.Events()
	for _, m := range v.c.Moves() {
		known = append(known, m.Name)
	}
	for _, name := range sorted(v.r.Facts) {
		if !slices.Contains(known, name) {
			v.fault("facts of %q, which no transition or event is named", name)
		}
		for _, body := range v.r.Facts[name] {
			v.fact(name, body)
		}
	}
	for _, name := range sorted(v.r.Steps) {
		if !slices.Contains(known, name) {
			v.fault("steps of %q, which no transition or event is named", name)
		}
	}
	for _, state := range sorted(v.r.Treatments) {
		if !slices.Contains(v.c.States(), state) {
			v.fault("treatment in %q, which is no state", state)
		}
	}
}

func (v *verifier) fact(where string, body record.Body) {
	ev := record.Event{ID: "fact", At: someDay, Body: body}
	if err := ev.Validate(); err != nil {
		v.fault("%s: %w", where, err)
	} else if kind := body.Kind(); kind.Intent() || kind == record.KindRetracted {
		v.fault("%s: a %v is no fact about a person", where, kind)
	}
}

// someDay is a day on which events are valid, for looking at their content alone.
var someDay = time.Date(2000, time.January, 1, 12, 0, 0, 0, time.UTC)

// stated looks for moves whose record has to say more than the reading does.
func (v *verifier) stated(journey *stages.Pathway[stages.Stage]) {
	for _, state := range v.c.Starts() {
		walk, _ := sim.Walk(journey, journey.Start(), v.c.Stage(state))
		v.walk(fmt.Sprintf("the start in %q", state), v.r.Start, walk)
	}
	for _, m := range v.c.Moves() {
		step := v.r.Steps[m.Name]
		if v.stops(m) && step.Reason == "" {
			v.fault("%q stops the treatment of %q and states no reason", m.Name, m.From)
		}
		walk, _ := sim.Walk(journey, v.c.Stage(m.From), v.c.Stage(m.To))
		v.walk(fmt.Sprintf("%q", m.Name), step, walk)
	}
}

func (v *verifier) walk(where string, step Step, walk stages.Walk[stages.Stage]) {
	for _, e := range walk {
		if err := step.move(e.On).Validate(); err != nil && e.On != stages.Death {
			v.fault("%s: %w", where, err)
		}
	}
}

// stops reports whether the move of the model is the end of a medication by decision.
func (v *verifier) stops(m sim.Move) bool {
	from, has := v.r.Treatments[m.From]
	to, goesOn := v.r.Treatments[m.To]
	return has && v.c.Stage(m.To) != stages.Deceased && (!goesOn || from.substance() != to.substance())
}

// move is the intent that takes the step.
func (s Step) move(on stages.Trigger) record.StageMove {
	return record.StageMove{Trigger: on, Reason: s.Reason, MedicationContinues: s.MedicationContinues,
		ReferralArranged: s.ReferralArranged, Destination: s.Destination}
}
