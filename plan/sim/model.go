package sim

import (
	"fmt"
	"strings"

	"github.com/oudpath/oudpath/plan/evidence"
	"github.com/oudpath/oudpath/plan/sim/internal/random"
	"github.com/oudpath/oudpath/plan/vocabulary"
	"github.com/oudpath/oudpath/stages"
)

// Model is a pathway with its hazards: what a study simulates. It is plain data; Verify says what is wrong with it and Compile
// makes it runnable. A Model may be copied, changed and compiled again; compiled forms do not see later changes.
type Model struct {
	Name       string
	Cycle      Cycle      // length of a step; required
	Horizon    int        // number of cycles that are simulated, at least 1
	Conversion Conversion // how hazards become probabilities; required

	States      []State
	Transitions []Transition
	Events      []Event    // what happens to people without moving them
	Effects     []Effect   // multipliers of hazards, for all arms
	Frailties   []Frailty  // hazards in which people differ for life
	Episodes    Episodes   // which states are treatment, if episodes are counted
	Leaving     []Leaving  // which states open risk windows when they are left
	Capacities  []Capacity // services with a number of slots, and who waits for them
	Groups      []Group    // parts of the population that differ; none means one group of everybody
	Arms        []Arm      // what is compared; at least one
	Comparator  string     // the arm that gains are against; the first if empty. Any two can be compared, see Result.Difference
	Measures    []Measure  // times to something that are tallied
	Rewards     []Reward   // costs, utilities and other values that are summed up
	Begin       Change     // sets a person's own covariates at the start; Step only
	Each        Change     // updates them at the start of every cycle in a state that somebody can leave or that has events; Step only
}

// Change is a function that sets a person's covariates. The rules of Called hold for it too.
type Change func(*Person)

// State is a state of the model. A state that nothing leaves is absorbing.
type State struct {
	Name string
	Tags []string // names of sets that the state belongs to, for use wherever a state is named

	// Stage is where people in the state are on the journey; empty if the model is of something else. It changes no number: it is
	// what Routes translates moves by.
	Stage stages.Stage

	// Bands are the cycles in the state at which occupancy is tallied apart: {4, 26} tells the first 4 weeks from weeks 4 to 25
	// and the rest. Rewards that change with time in state add bands of their own.
	Bands []int
}

// Transition is one way out of a state.
type Transition struct {
	Name     string   // for Effects and results; "from → to" if empty. Transitions of several states may share a name
	From     string   // a state or the tag of states
	To       string   // the state it leads to; empty if Branches are given
	Branches []Branch // where it leads to if that is decided by a draw
	Hazard   Hazard
	Order    int               // its turn under ConditionalOnSurvival; lower comes first
	Source   evidence.Citation // where the hazard comes from; required
}

// Branch is one outcome of a transition.
//
// A branch that leads back to the state it comes from is not a move: the person stays and time in the state goes on.
type Branch struct {
	Share float64 `document:"required"` // probability; those of one transition sum to 1
	To    string
}

// Event is something that happens without a change of state: a non-fatal overdose, a reversal with naloxone, a lapse, a urine
// result, a failed induction. In each cycle that a person starts in one of the states it happens once or not, with the
// probability 1 − e^(−h), independently of moves and of other events.
type Event struct {
	Name   string
	In     string // a state or the tag of states
	Hazard Hazard
	Source evidence.Citation
}

// Effect multiplies hazards: the effect of a dose, a modality, an episode, injecting, a fentanyl period, a risk window, a policy.
// Several effects on one hazard multiply each other.
type Effect struct {
	On     string  // the name of a transition or event
	By     float64 `document:"required"` // the multiplier, from 0 up; 0 takes the hazard away, of which Verify warns
	When   When    // when it applies; the zero When is always
	Source evidence.Citation
}

// When limits an effect. All limits that are set must hold.
type When struct {
	State        string // a state or the tag of states
	Group        string // a group or the tag of groups
	Episode      Window // number of the episode, from 1 to Episodes.Last, which stands for all later ones too
	InState      Window
	InEpisode    Window
	SinceLeaving Window // only while the risk window that Left names is open
	Left         string // name of a risk window; with no SinceLeaving, for as long as it is open
	Calendar     Window
	Age          Window // years of age at the start of the cycle; the groups that it applies to have to state theirs
}

// String lists the limits that are set, as "in state drug, age from 31"; empty if there are none.
func (w When) String() string {
	var limits []string
	for _, l := range []struct {
		what, name string
		window     Window
	}{{"in state", w.State, Window{}}, {"group", w.Group, Window{}}, {"episode", "", w.Episode}, {"time in state", "", w.InState},
		{"time in episode", "", w.InEpisode}, {"after leaving", w.Left, Window{}}, {"time since leaving", "", w.SinceLeaving},
		{"calendar", "", w.Calendar}, {"age", "", w.Age}} {
		switch {
		case l.name != "":
			limits = append(limits, l.what+" "+l.name)
		case !l.window.Always():
			limits = append(limits, l.what+" "+l.window.String())
		}
	}
	return strings.Join(limits, ", ")
}

// Episodes counts courses of treatment. Everybody is in episode 1 at the start, in treatment or not; entering the states In from
// outside begins the next one. The zero Episodes counts nothing.
type Episodes struct {
	In   string // tag or name of the states that are treatment
	Last int    // the number at which counting stops (3 means 1, 2, and 3 or more), at least 1
	Cap  int    // cycles after which the clock InEpisode stands still; 0 means the horizon. Ignored where no hazard uses it
}

// Leaving is a risk window that opens when a person leaves the states Of for a state outside of them, and stays open, whatever
// the person does next, for the given cycles or until one of the states is entered again. Several windows (after detoxification, after
// prison, after a medication) are open or closed each for itself; effects of two that are open at once multiply each other. What
// they cost is that the rows of a place are told apart by the time in each of them, where a hazard or a reward asks for it.
type Leaving struct {
	Name   string // by which Hazard.Since, When.Left and Part.Left mean it; one window may go without
	Of     string // a state or the tag of states
	Cycles int    // at least 1
}

// String says when the window is open, as "prison: 4 cycles after leaving locked up".
func (l Leaving) String() string {
	text := fmt.Sprintf("%d cycles after leaving %s", l.Cycles, l.Of)
	if l.Name != "" {
		return l.Name + ": " + text
	}
	return text
}

// Group is a part of the population whose hazards differ. A study draws each person's group.
type Group struct {
	Name  string
	Tags  []string // "injecting", "men"; for use in When.Group
	Share float64  `document:"required"` // shares of all groups sum to 1
	Age   float64  // years at the start; 0 is not stated, which hazards on the clock Age refuse
	Sex   Sex      // required by life tables
}

// Arm is one policy of a study.
type Arm struct {
	Name    string
	Start   map[string]float64            // share of people by state at the start; sums to 1
	ByGroup map[string]map[string]float64 // start by group where it differs from Start
	Effects []Effect                      // in this arm only
	Replace []Transition                  // transitions that replace those of the same name and state in this arm
}

// Measure is the time until a person is first in one of the states, counted from the start of the study. Exactly one of Reaching
// and Leaving is set. Retention is a measure of leaving treatment.
type Measure struct {
	Name     string
	Reaching string // a state or the tag of states
	Leaving  string // the same, turned round: first being in any other state
}

// Reward is a value that people gather: a cost, a quality-adjusted life year.
type Reward struct {
	Name     string
	Discount float64 // per year, from 0 up: a value t years after the start counts (1 + Discount)^(−t)
	Delay    int     // cycles added to the time before discounting; 1 discounts the first cycle already
	Timing   Timing  // which moments count; required
	Parts    []Part
}

// Part is one source of a reward. One of In, Move, Event and Start says when Value is gathered; beside Move or Event, In narrows them to
// what the person came from. What is gathered once counts without the weights of the timing: a move when the person arrives, an event
// in the cycle of the event.
//
// All limits that are set must hold. Calendar and Age speak of cycles, whatever the timing: the value of a cycle in which they hold is
// spread over moments as the timing says, and the values of windows that follow each other sum to the value without a window. A price
// that changes with the year and a utility that falls with age are one Part for each window. Simpson's rule takes cycles by two, so under
// it such a window begins and ends at an even cycle, for every group; under SimpsonSwapped, whose weights are no cycle's, there is none.
// With Start there is no window at all. InState and SinceLeaving speak of the moments at which the value of a state is gathered.
type Part struct {
	In       string // a state or tag: Value is gathered for every cycle there; beside Move or Event, only from there
	InState  Window // cycles in the state at which it is gathered; always if zero. Not with Move
	Episode  Window // number of the episode of who gathers it, from 1 to Episodes.Last; with Move, before the move
	Calendar Window // cycles since the start of the study
	Age      Window // years of age at the start of the cycle; the groups that it applies to have to state theirs

	// SinceLeaving and Left limit it to people whose risk window is open, as those of When do; with Move, before the move.
	SinceLeaving Window
	Left         string

	Per   Cycle   // the time that Value is for, where it is gathered for cycles; zero is one cycle of the model
	Move  string  // the name of a transition: Value is gathered each time it happens
	Event string  // the name of an event: Value is gathered each time it happens
	Start bool    // Value is gathered once, at the start
	Group string  // a group or tag; everybody if empty
	Arm   string  // every arm if empty
	Value float64 `document:"required"`

	// Source is where the value comes from. Verify warns of a value without one, unless it is 1 or −1, which only counts.
	Source evidence.Citation
}

// String says what the value is gathered for, as "in state drug, calendar below 52" or "move overdose".
func (p Part) String() string {
	var limits []string
	for _, l := range []struct{ what, name string }{{"move", p.Move}, {"event", p.Event}} {
		if l.name != "" {
			limits = append(limits, l.what+" "+l.name)
		}
	}
	if p.Start {
		limits = append(limits, "at the start")
	}
	if p.In != "" {
		limits = append(limits, "in state "+p.In)
	}
	when := When{Group: p.Group, Episode: p.Episode, InState: p.InState, Calendar: p.Calendar, Age: p.Age,
		SinceLeaving: p.SinceLeaving, Left: p.Left}
	if text := when.String(); text != "" {
		limits = append(limits, text)
	}
	if p.Arm != "" {
		limits = append(limits, "arm "+p.Arm)
	}
	return strings.Join(limits, ", ")
}

// Timing says at which moments of a trace the values of states are gathered. Moment t is the start of cycle t; the horizon is
// the last moment. The zero Timing is invalid.
type Timing uint8

// The timings.
const (
	_          Timing = iota
	CycleStart        // moments 0 to horizon−1: people count where they start the cycle
	CycleEnd          // moments 1 to horizon
	HalfCycle         // all moments, the first and the last by half (trapezoid)
	Simpson           // Simpson's 1/3 rule: all moments with 1/3, 4/3, 2/3, 4/3, … 1/3; needs an even horizon

	// SimpsonSwapped is not Simpson's rule: it has the weights 2/3 and 4/3 in each other's place. It is what the published DARTH
	// cohort tutorials compute, and serves to reproduce them. Its weights do not sum to the time that went by: see the value of
	// the same name in package economics.
	SimpsonSwapped
)

var timings = vocabulary.Required[Timing]("timing", []string{
	CycleStart:     "start of cycle",
	CycleEnd:       "end of cycle",
	HalfCycle:      "half-cycle",
	Simpson:        "Simpson",
	SimpsonSwapped: "Simpson with swapped weights",
})

// Valid reports whether t is a timing.
func (t Timing) Valid() bool { return timings.Valid(t) }

// String returns the name, and "invalid timing 77" for a value that is none.
func (t Timing) String() string { return timings.Name(t) }

// MarshalText writes the name; a value that is no timing is a vocabulary.ErrWord.
func (t Timing) MarshalText() ([]byte, error) { return timings.MarshalText(t) }

// UnmarshalText reads what MarshalText writes, in that exact spelling; any other text is a vocabulary.ErrWord.
func (t *Timing) UnmarshalText(text []byte) error { return timings.UnmarshalText(t, text) }

// Person is what a function of a model sees. It is valid during the call only.
type Person struct {
	ID        uint64 // number of the person in the study, from 0
	Arm       string
	Group     string
	State     string
	Age       float64    // years, at the start of the cycle; not a number if the group states none
	Episode   int        // number of the episode, from 1; 1 if episodes are not counted
	Cycle     int        // cycles since the start of the study
	InState   int        // cycles since the state was entered
	InEpisode int        // cycles since the episode began; 0 if no hazard uses that clock
	X         [4]float64 // the person's own covariates, kept from cycle to cycle; set by Begin and Each

	key     uint64
	leaving []Leaving
	windows []opening
}

// SinceLeaving returns the cycles since the states of a risk window were left; −1 if it is closed, or if the model has none of that name.
func (p *Person) SinceLeaving(window string) int {
	for i, l := range p.leaving {
		if l.Name == window {
			return p.windows[i].open(p.Cycle, l.Cycles)
		}
	}
	return noValue
}

// Uniform returns a number 0 ≤ u < 1 that belongs to the person, the cycle and the purpose, and to nothing else: the same in
// every arm, in every run with the same seed.
func (p *Person) Uniform(purposeNumber uint32) float64 {
	return random.Unit(random.At(random.Stream(p.key, random.ForUser+random.Purpose(purposeNumber)), p.Cycle))
}
