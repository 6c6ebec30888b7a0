package studyfile

import (
	"context"
	"fmt"
	"time"

	"github.com/oudpath/oudpath/medication"
	"github.com/oudpath/oudpath/plan"
	"github.com/oudpath/oudpath/plan/civil"
	"github.com/oudpath/oudpath/plan/record"
	"github.com/oudpath/oudpath/plan/sim"
	"github.com/oudpath/oudpath/plan/sim/replay"
	"github.com/oudpath/oudpath/plan/truth"
	"github.com/oudpath/oudpath/plan/vocabulary"
)

// Concordance asks that the lives of some people are taken through the engine of package plan, as package replay does: whether every move
// is one of the clinical journey, and what the rules of a place say of the care. States have to say their stage.
type Concordance struct {
	In      string                   `document:"required"` // the place whose rules judge, as package jurisdiction knows it
	On      civil.Date               `document:"required"` // the day on which lives begin, whose law holds
	People  int64                    `document:"required"` // how many, in every arm
	Facts   map[string]Fact          // what is on record when an event happens or a move is made, by its name
	Reasons map[string]record.Reason // why, by the name of a move after which people leave care or a medication stops
	Before  record.Reason            // why those who start out of care had left it; needed if somebody does

	Known []Fact // on record for everybody when the study begins

	engine *plan.Engine // nil where no place can be asked
	begin  time.Time
}

// Fact is something that a model knows of a person and a record can say. The zero Fact is invalid.
type Fact uint8

// The facts.
const (
	_               Fact = iota
	ReturnToUse          // record.ReturnedToUse
	Overdose             // record.Overdosed, which the person survived
	DeathOfOverdose      // record.Died, of an overdose
	DeathOfOther         // record.Died, of another cause
	NaloxoneAtHand       // record.NaloxoneSupplied: a carton of the nasal spray, which holds two doses
)

var facts = vocabulary.Required[Fact]("fact", []string{ReturnToUse: "return to use", Overdose: "overdose",
	DeathOfOverdose: "death of overdose", DeathOfOther: "death of another cause", NaloxoneAtHand: "naloxone at hand"})

// Valid reports whether f is a fact.
func (f Fact) Valid() bool { return facts.Valid(f) }

// String returns the name, and "invalid fact 77" for a value that is none.
func (f Fact) String() string { return facts.Name(f) }

// MarshalText writes the name; a value that is no fact is a vocabulary.ErrWord.
func (f Fact) MarshalText() ([]byte, error) { return facts.MarshalText(f) }

// UnmarshalText reads what MarshalText writes, in that exact spelling; any other text is a vocabulary.ErrWord.
func (f *Fact) UnmarshalText(text []byte) error { return facts.UnmarshalText(f, text) }

// body is how the fact is recorded.
func (f Fact) body() record.Body {
	return map[Fact]record.Body{ReturnToUse: record.ReturnedToUse{}, Overdose: record.Overdosed{},
		DeathOfOverdose: record.Died{Overdose: truth.Yes}, DeathOfOther: record.Died{Overdose: truth.No},
		NaloxoneAtHand: record.NaloxoneSupplied{Product: medication.NaloxoneIN, Doses: 2}}[f]
}

// prepare finds the engine and the day.
func (c *Concordance) prepare(s *Study, engine func(place string) (*plan.Engine, error)) error {
	if c.People < 1 {
		return s.at("concordance.people", "%d people", c.People)
	}
	if engine == nil { // who only simulates need not have one
		return nil
	}
	var err error
	if c.engine, err = engine(c.In); err != nil {
		return s.at("concordance.in", "%w", err)
	}
	c.begin = c.On.Start(c.engine.Zone()).Add(12 * time.Hour)
	return nil
}

// reading says what the model means in a record.
func (c *Concordance) reading() replay.Reading {
	r := replay.Reading{Facts: map[string][]record.Body{}, Steps: map[string]replay.Step{}, Start: replay.Step{Reason: c.Before}}
	for name, fact := range c.Facts {
		r.Facts[name] = []record.Body{fact.body()}
	}
	for _, fact := range c.Known {
		r.Before = append(r.Before, fact.body())
	}
	for name, reason := range c.Reasons {
		r.Steps[name] = replay.Step{Reason: reason}
	}
	return r
}

// Replay takes the sample through the engine; nothing, and no error, if the study asks for none. Moves that the journey does not have are
// in what was found, and no error.
func (s *Study) Replay(ctx context.Context, c *sim.Compiled) (*replay.Concordance, error) {
	ask := s.Concordance
	if ask == nil {
		return nil, nil
	}
	if ask.engine == nil {
		return nil, fmt.Errorf("%w: %w", ErrStudy, s.at("concordance.in", "no place can be asked here"))
	}
	found, err := replay.Study{Model: c, Engine: ask.engine, Read: ask.reading(), Begin: ask.begin,
		Sample: sim.Study{Engine: sim.Step, People: ask.People, Seed: s.Run.Seed, Workers: s.Run.Workers}}.Run(ctx)
	if err != nil {
		return nil, fmt.Errorf("%w: %w", ErrStudy, s.at("concordance", "%w", err))
	}
	return found, nil
}
