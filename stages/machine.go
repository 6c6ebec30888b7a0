package stages

import (
	"context"
	"errors"
	"fmt"
	"strings"

	"github.com/looplab/fsm"
	"github.com/oudpath/oudpath/plan/truth"
)

// ErrEngine is returned when the state machine did not do what the table says. The person has not been moved, and the machine is
// never used again.
var ErrEngine = errors.New("stages: state machine failed")

// Fire makes one live move: it takes the edge that Next takes, on a looplab/fsm machine, and returns the same Step.
//
// A step that is refused or undetermined is no error. Errors are a context that is already done (its own error), a state or
// trigger that the pathway does not have (ErrUnknown), and a machine that misbehaves (ErrEngine); the Step is then zero.
//
// What makes looplab/fsm v1.0.3 safe here. A machine serves one call at a time and has no callbacks, so nothing can re-enter it,
// run for the wrong state, cancel, go asynchronous or panic. Guards run before it is touched. The context is checked before the
// event and then passed on without its cancellation, because a cancelled one would wedge the machine for ever. Each edge is an
// event of its own, so none overwrites another, and an event that stays in its state is a success. Should a machine still fail,
// panic or end in another state than the table says, it is dropped instead of going back to the pool.
func (p *Pathway[S]) Fire(ctx context.Context, from S, on Trigger, truth func(Condition) truth.Value) (Step[S], error) {
	if ctx == nil {
		return Step[S]{}, errors.New("stages: nil context")
	}
	if err := ctx.Err(); err != nil {
		return Step[S]{}, err
	}
	if _, err := p.find(from, on); err != nil {
		return Step[S]{}, err
	}
	step := p.Next(from, on, truth)
	if !step.Allowed() {
		return step, nil
	}
	machine := p.machines.take()
	if err := fire(ctx, machine, string(from), p.events[step.Edge-1], string(step.To)); err != nil {
		return Step[S]{}, err
	}
	p.machines.give(machine)
	return step, nil
}

// fire moves a machine from one state to the other by one event. After an error the machine is not fit for use.
func fire(ctx context.Context, machine *fsm.FSM, from, event, to string) (err error) {
	defer func() {
		if cause := recover(); cause != nil {
			err = fmt.Errorf("%w: %s: panic: %v", ErrEngine, event, cause)
		}
	}()
	machine.SetState(from)
	err = machine.Event(context.WithoutCancel(ctx), event)
	if stayed := (fsm.NoTransitionError{}); errors.As(err, &stayed) && stayed.Err == nil {
		err = nil
	}
	if err != nil {
		return fmt.Errorf("%w: %s: %w", ErrEngine, event, err)
	}
	if at := machine.Current(); at != to {
		return fmt.Errorf("%w: %s: ended in %q", ErrEngine, event, at)
	}
	return nil
}

// FSM returns a looplab/fsm machine of the pathway that stands in the state, for hosts that want its callbacks or its visualiser.
// It is a copy that belongs to the caller: nothing here ever uses it, and it does not move a person. Its events are the edges under
// the name that Edge.String gives ("begin-therapy: detox -> therapy"); it knows no guards, so ask Next first, which says the edge.
//
// Callbacks take the long names of looplab/fsm: before_, after_ with an edge's name or "event", and enter_, leave_ with a state
// or "state". A name that matches nothing, a name given twice and a nil callback are errors here, where the library would be silent
// or panic later. The machine's other hazards are the caller's: a context that is cancelled while an event runs, or a panic in a
// leave_ callback, wedges it; Event, Can and SetState inside before_ and leave_ callbacks block; it does not bear concurrent
// events; an edge that stays in its state returns NoTransitionError; an error does not prove that the state is unchanged.
func (p *Pathway[S]) FSM(from S, callbacks ...fsm.Callbacks) (*fsm.FSM, error) {
	if _, err := p.state(from); err != nil {
		return nil, err
	}
	merged := fsm.Callbacks{}
	for _, set := range callbacks {
		for name, callback := range set {
			if _, twice := merged[name]; twice {
				return nil, fmt.Errorf("stages: callback %q is given twice", name)
			}
			if callback == nil {
				return nil, fmt.Errorf("stages: callback %q is nil", name)
			}
			if !p.hooks(name) {
				return nil, fmt.Errorf("%w: callback %q names no state or edge of pathway %q", ErrUnknown, name, p.def.ID)
			}
			merged[name] = callback
		}
	}
	return fsm.NewFSM(string(from), p.descriptions(), merged), nil
}

// hooks reports whether the name of a callback is one that the machine will ever call.
func (p *Pathway[S]) hooks(name string) bool {
	when, what, _ := strings.Cut(name, "_")
	switch when {
	case "enter", "leave":
		_, ok := p.states[S(what)]
		return ok || what == "state"
	case "before", "after":
		if what == "event" {
			return true
		}
		for _, event := range p.events {
			if event == what {
				return true
			}
		}
	}
	return false
}

// build makes a machine for the pool.
func (p *Pathway[S]) build() *fsm.FSM { return fsm.NewFSM(string(p.def.Start), p.descriptions(), nil) }

func (p *Pathway[S]) descriptions() fsm.Events {
	events := make(fsm.Events, len(p.def.Edges))
	for i, e := range p.def.Edges {
		events[i] = fsm.EventDesc{Name: p.events[i], Src: []string{string(e.From)}, Dst: string(e.To)}
	}
	return events
}

// poolSize bounds the idle machines of a pathway. A burst builds more and drops them.
const poolSize = 8

// pool keeps idle machines: building one costs more than twenty times as much as firing it.
type pool struct {
	idle  chan *fsm.FSM
	build func() *fsm.FSM
}

func newPool(build func() *fsm.FSM) pool {
	return pool{idle: make(chan *fsm.FSM, poolSize), build: build}
}

func (p pool) take() *fsm.FSM {
	select {
	case machine := <-p.idle:
		return machine
	default:
		return p.build()
	}
}

func (p pool) give(machine *fsm.FSM) {
	select {
	case p.idle <- machine:
	default:
	}
}
