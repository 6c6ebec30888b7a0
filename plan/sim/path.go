package sim

import (
	"bufio"
	"context"
	"fmt"
	"io"
	"iter"
	"strconv"
	"strings"

	"github.com/oudpath/oudpath/plan/sim/internal/random"
	"github.com/oudpath/oudpath/plan/vocabulary"
)

// Path is the course of one person through one arm: a start and what happened, in the order of time. A state lasts until the next
// record that enters one.
type Path struct {
	Person     uint64
	Arm, Group string
	Horizon    int // moment at which the view ends
	Records    []Record
}

// Record is one line of a path.
type Record struct {
	Moment int // cycles since the start: the start of the cycle for an event, its end for a move
	Kind   Kind
	Name   string // of the transition or the event; empty at the start
	State  string // the state the person is in after it
}

// Kind is what a record tells. The zero Kind is invalid.
type Kind uint8

// The kinds of records.
const (
	_       Kind = iota
	Starts       // the person enters the study in State
	Moves        // the person moves to State
	Happens      // an event happens to the person, who stays in State for now
)

var kinds = vocabulary.Required[Kind]("kind of record", []string{
	Starts:  "start",
	Moves:   "move",
	Happens: "event",
})

// Valid reports whether k is a kind of record.
func (k Kind) Valid() bool { return kinds.Valid(k) }

// String returns the name, and "invalid kind of record 77" for a value that is none.
func (k Kind) String() string { return kinds.Name(k) }

// MarshalText writes the name; a value that is no kind of record is a vocabulary.ErrWord.
func (k Kind) MarshalText() ([]byte, error) { return kinds.MarshalText(k) }

// UnmarshalText reads what MarshalText writes, in that exact spelling; any other text is a vocabulary.ErrWord.
func (k *Kind) UnmarshalText(text []byte) error { return kinds.UnmarshalText(k, text) }

func (p *Path) starts(k *kernel, place int) {
	p.Arm, p.Group = k.arm, k.group
	p.Records = append(p.Records[:0], Record{Kind: Starts, State: k.c.states[k.places[place].state]})
}

func (p *Path) moved(c *Compiled, t *target, cycle int) {
	m := c.moves[t.move]
	kind := Moves
	if t.stays {
		kind = Happens
	}
	p.Records = append(p.Records, Record{Moment: cycle + 1, Kind: kind, Name: m.Name, State: m.To})
}

func (p *Path) happened(c *Compiled, event, cycle int) {
	at := len(p.Records)
	for p.Records[at-1].Kind == Happens && p.Records[at-1].Moment > cycle { // Jump draws one kind of event after the other
		at--
	}
	p.Records = append(p.Records, Record{})
	copy(p.Records[at+1:], p.Records[at:])
	p.Records[at] = Record{Moment: cycle, Kind: Happens, Name: c.events[event], State: p.Records[at-1].State}
}

// Paths yields the paths of a study (or a shard of it) with the engine Step or Jump, person by person and arm by arm. They are
// made as they are asked for, so memory does not grow with the study, and they are the same paths that Run counts. The path is
// valid until the next one is asked for.
func (c *Compiled) Paths(s Study) iter.Seq2[*Path, error] {
	return func(yield func(*Path, error) bool) {
		if err := s.check(c); err != nil || !s.Engine.individual() {
			yield(nil, first(err, ErrStudy))
			return
		}
		if len(c.model.Capacities) > 0 {
			yield(nil, fmt.Errorf("%w: people wait for each other for slots, so that nobody's path can be followed alone", ErrStudy))
			return
		}
		if err := c.prepare(s.Engine); err != nil {
			yield(nil, err)
			return
		}
		from, to := s.Shard.cut(s.People)
		w := newWalker(newTally(c, false))
		w.path = &Path{Horizon: c.horizon}
		for person := from; person < to; person++ {
			key := random.PersonKey(s.Seed, uint64(person))
			group, class := c.groupOf(key), c.latentOf(key)
			for arm := range c.model.Arms {
				w.unit = arm*len(c.groups) + group
				w.path.Person = uint64(person)
				err := c.units[w.unit][class].course(w, s.Engine, uint64(person), key)
				if err != nil {
					err = fmt.Errorf("person %d: %w", person, err)
				}
				if !yield(w.path, err) || err != nil {
					return
				}
			}
		}
	}
}

// WriteLog writes the paths of a study as CSV with the columns person, arm, group, moment, kind, name and state: one line for every
// start, move and event, as they come. Weeks in which nothing happens take no space.
func (c *Compiled) WriteLog(ctx context.Context, to io.Writer, s Study) error {
	out := bufio.NewWriterSize(to, 1<<16)
	if _, err := out.WriteString("person,arm,group,moment,kind,name,state\n"); err != nil {
		return err
	}
	var line []byte
	for p, err := range c.Paths(s) {
		if err = first(err, ctx.Err()); err != nil {
			return err
		}
		for _, r := range p.Records {
			line = strconv.AppendUint(line[:0], p.Person, 10)
			line = appendField(appendField(line, p.Arm), p.Group)
			line = strconv.AppendInt(append(line, ','), int64(r.Moment), 10)
			line = appendField(appendField(appendField(line, r.Kind.String()), r.Name), r.State)
			if _, err := out.Write(append(line, '\n')); err != nil {
				return err
			}
		}
	}
	return out.Flush()
}

// appendField appends a comma and a field, quoted if it needs to be.
func appendField(line []byte, field string) []byte {
	line = append(line, ',')
	if !strings.ContainsAny(field, ",\"\r\n") {
		return append(line, field...)
	}
	return append(append(append(line, '"'), strings.ReplaceAll(field, `"`, `""`)...), '"')
}
