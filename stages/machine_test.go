package stages

import (
	"context"
	"errors"
	"sync"
	"testing"
	"time"

	"github.com/looplab/fsm"
	"github.com/oudpath/oudpath/plan/truth"
	"github.com/stretchr/testify/require"
)

// soon fails the test if f does not return: several hazards of looplab/fsm are deadlocks.
func soon(t *testing.T, f func()) {
	t.Helper()
	done := make(chan struct{})
	go func() { defer close(done); f() }()
	select {
	case <-done:
	case <-time.After(10 * time.Second):
		t.Fatal("blocked")
	}
}

// idle returns how many machines wait in the pool.
func idle[S ~string](p *Pathway[S]) int { return len(p.machines.idle) }

// alone returns a pathway with a pool that no other test touches.
func alone() *Pathway[Stage] { return MustNew(journeyDefinition()) }

const toTherapy = "begin-therapy: assessment -> therapy"

// Hazard 1: a context that is done when the transition would commit wedges a machine for ever.
func TestDoneContextDoesNotWedge(t *testing.T) {
	p := alone()
	cancelled, cancel := context.WithCancel(context.Background())
	cancel()
	expired, stop := context.WithDeadline(context.Background(), time.Unix(0, 0))
	defer stop()
	for _, c := range []struct {
		ctx  context.Context
		want error
	}{{cancelled, context.Canceled}, {expired, context.DeadlineExceeded}} {
		for range poolSize + 1 {
			step, err := p.Fire(c.ctx, Assessment, BeginTherapy, nil)
			require.ErrorIs(t, err, c.want)
			require.Zero(t, step)
		}
	}
	require.Zero(t, idle(p), "no machine was touched")
	for range poolSize + 1 {
		step, err := p.Fire(context.Background(), Assessment, BeginTherapy, nil)
		require.NoError(t, err)
		require.Equal(t, Therapy, step.To)
	}

	machine := p.build()
	machine.SetState(string(Assessment))
	require.ErrorIs(t, machine.Event(cancelled, toTherapy), context.Canceled)
	require.Error(t, machine.Event(context.Background(), toTherapy), "the hazard is still there: the fence is still needed")
}

// A context that is cancelled while the guards are asked, after it was checked, does not stop the move half-way.
func TestContextCancelledMidwayDoesNotWedge(t *testing.T) {
	p := alone()
	ctx, cancel := context.WithCancel(context.Background())
	step, err := p.Fire(ctx, Detox, BeginAftercare, func(Condition) truth.Value { cancel(); return truth.Yes })
	require.NoError(t, err)
	require.Equal(t, Aftercare, step.To)
	require.Equal(t, 1, idle(p))
}

// Hazards 2, 3, 4, 6, 7: what callbacks can do. Machines of the pool have none; a machine that had some is found out and dropped.
func TestMachineThatMisbehavesIsDropped(t *testing.T) {
	for name, callbacks := range map[string]fsm.Callbacks{
		"panic on leaving":     {"leave_assessment": func(context.Context, *fsm.Event) { panic("boom") }},
		"panic before":         {"before_event": func(context.Context, *fsm.Event) { panic("boom") }},
		"panic on entering":    {"enter_therapy": func(context.Context, *fsm.Event) { panic("boom") }},
		"cancel":               {"before_event": func(_ context.Context, e *fsm.Event) { e.Cancel(errors.New("no")) }},
		"asynchronous":         {"leave_assessment": func(_ context.Context, e *fsm.Event) { e.Async() }},
		"error after the move": {"after_event": func(_ context.Context, e *fsm.Event) { e.Err = errors.New("late") }},
		"moved elsewhere":      {"enter_therapy": func(_ context.Context, e *fsm.Event) { e.FSM.SetState("detox") }},
		"nil callback":         {"enter_therapy": nil},
	} {
		t.Run(name, func(t *testing.T) {
			p := alone()
			p.machines.give(fsm.NewFSM("referral", p.descriptions(), callbacks))
			soon(t, func() {
				step, err := p.Fire(context.Background(), Assessment, BeginTherapy, nil)
				require.ErrorIs(t, err, ErrEngine)
				require.ErrorContains(t, err, toTherapy)
				require.Zero(t, step)
				require.Zero(t, idle(p), "dropped")
				step, err = p.Fire(context.Background(), Assessment, BeginTherapy, nil)
				require.NoError(t, err)
				require.Equal(t, Moved, step.Outcome)
			})
		})
	}
}

// Hazard 4: guards run outside the machine, so they may ask, and even fire, the same pathway.
func TestGuardMayUseThePathway(t *testing.T) {
	p := alone()
	soon(t, func() {
		step, err := p.Fire(context.Background(), Detox, BeginAftercare, func(Condition) truth.Value {
			inner, err := p.Fire(context.Background(), Therapy, BeginAftercare, nil)
			return truth.Of(err == nil && inner.Allowed() && p.Next(Detox, BeginTherapy, nil).Allowed())
		})
		require.NoError(t, err)
		require.Equal(t, Moved, step.Outcome)
	})
}

// A panic of the caller's own guard is the caller's: no machine has been taken, and the pathway goes on working.
func TestGuardThatPanicsCostsNoMachine(t *testing.T) {
	p := alone()
	require.Panics(t, func() {
		_, _ = p.Fire(context.Background(), Detox, BeginAftercare, func(Condition) truth.Value { panic("mine") })
	})
	_, err := p.Fire(context.Background(), Detox, BeginAftercare, func(Condition) truth.Value { return truth.Yes })
	require.NoError(t, err)
}

// Hazard 5: concurrent events. Each call has a machine to itself. Run with -race.
func TestConcurrentFire(t *testing.T) {
	p := alone()
	pairs := p.Pairs()
	var group sync.WaitGroup
	for worker := range 4 * poolSize {
		group.Go(func() {
			for i := range pairs {
				at := pairs[(i+worker*7)%len(pairs)]
				step, err := p.Fire(context.Background(), at.From, at.On, nil)
				if err != nil || step.String() != p.Next(at.From, at.On, nil).String() {
					t.Errorf("%s: %s, %v", at, step, err)
				}
			}
		})
	}
	group.Wait()
	require.LessOrEqual(t, idle(p), poolSize)
}

// Hazard 6: names that nobody declared.
func TestUnknownNamesAreErrors(t *testing.T) {
	p := alone()
	_, err := p.Fire(context.Background(), "thearpy", BeginAftercare, nil)
	require.ErrorIs(t, err, ErrUnknown)
	_, err = p.Fire(context.Background(), Therapy, "begin-aftrcare", nil)
	require.ErrorIs(t, err, ErrUnknown)
	_, err = p.FSM("thearpy")
	require.ErrorIs(t, err, ErrUnknown)
	require.Zero(t, idle(p))
}

// Hazard 6: callbacks that would never be called, or that panic when they are.
func TestCallbacksOfTheEscapeHatch(t *testing.T) {
	p := alone()
	noop := func(context.Context, *fsm.Event) {}
	for _, name := range []string{"enter_thearpy", "enter_", "therapy", toTherapy, "before_begin-therapy", "after_state", "leave_event", "entered_therapy", ""} {
		_, err := p.FSM(Assessment, fsm.Callbacks{name: noop})
		require.ErrorIs(t, err, ErrUnknown, name)
	}
	_, err := p.FSM(Assessment, fsm.Callbacks{"enter_therapy": nil})
	require.ErrorContains(t, err, "is nil")
	_, err = p.FSM(Assessment, fsm.Callbacks{"enter_therapy": noop}, fsm.Callbacks{"enter_therapy": noop})
	require.ErrorContains(t, err, "twice")

	var called []string
	hook := func(name string) fsm.Callbacks {
		return fsm.Callbacks{name: func(context.Context, *fsm.Event) { called = append(called, name) }}
	}
	want := []string{"before_" + toTherapy, "before_event", "leave_assessment", "leave_state", "enter_therapy", "enter_state",
		"after_" + toTherapy, "after_event"}
	var sets []fsm.Callbacks
	for _, name := range want {
		sets = append(sets, hook(name))
	}
	machine, err := p.FSM(Assessment, sets...)
	require.NoError(t, err)
	require.NoError(t, machine.Event(context.Background(), toTherapy))
	require.Equal(t, want, called)
}

// Hazard 8: an event that stays in its state is an error to the library and a success here.
func TestSelfTransitionSucceeds(t *testing.T) {
	p := MustNew(courseDefinition())
	step, err := p.Fire(context.Background(), Maintenance, DoseGiven, nil)
	require.NoError(t, err)
	require.Equal(t, Stayed, step.Outcome)
	require.Equal(t, Maintenance, step.To)
	require.Equal(t, 1, idle(p), "and the machine is fit for more")

	machine := fsm.NewFSM("maintenance", p.descriptions(), fsm.Callbacks{
		"before_event": func(_ context.Context, e *fsm.Event) { e.Err = errors.New("real") }})
	err = fire(context.Background(), machine, "maintenance", "dose-given: maintenance -> maintenance", "maintenance")
	require.ErrorIs(t, err, ErrEngine, "an error on the way is none of that")
}

// Hazard 9: a nil context panics inside the library.
func TestNilContext(t *testing.T) {
	var none context.Context
	_, err := alone().Fire(none, Assessment, BeginTherapy, nil)
	require.ErrorContains(t, err, "nil context")
}

// What is refused touches no machine, and a machine goes back however often it is used.
func TestPool(t *testing.T) {
	p := alone()
	for _, at := range p.ClosedPairs() {
		step, err := p.Fire(context.Background(), at.From, at.On, nil)
		require.NoError(t, err)
		require.Equal(t, Refused, step.Outcome)
		require.Equal(t, at.From, step.To)
	}
	require.Zero(t, idle(p))
	for range 3 {
		_, err := p.Fire(context.Background(), Assessment, BeginTherapy, nil)
		require.NoError(t, err)
		require.Equal(t, 1, idle(p))
	}
	for range 2 * poolSize {
		p.machines.give(p.build())
	}
	require.Equal(t, poolSize, idle(p))
}

// The name of an edge is unique: looplab/fsm would silently keep the last of two.
func TestEventNamesAreUnique(t *testing.T) {
	for _, events := range [][]string{Journey().events, Care().events, Medication().events} {
		seen := map[string]bool{}
		for _, e := range events {
			require.False(t, seen[e], e)
			seen[e] = true
		}
	}
}
