package replay

import (
	"fmt"
	"strconv"
	"time"

	"github.com/oudpath/oudpath/plan"
	"github.com/oudpath/oudpath/plan/record"
	"github.com/oudpath/oudpath/plan/sim"
	"github.com/oudpath/oudpath/stages"
)

// journey is one life in one arm while it is replayed.
type journey struct {
	s       *Study
	path    *sim.Path
	count   *counter
	t       *tally
	plan    plan.Plan
	events  int
	treated string    // state whose treatment is under way; empty if none is
	given   time.Time // the next dose; zero if no doses are given
	ended   bool      // by an illegal move: what follows cannot be judged
}

// journey replays one path.
func (s Study) journey(t *tally, path *sim.Path) error {
	j := &journey{s: &s, path: path, t: t, count: t.of(path.Arm)}
	j.plan = s.Engine.Open(plan.ID(fmt.Sprintf("person-%d, %s", path.Person, path.Arm)))
	for i := range path.Records {
		if err := j.record(&path.Records[i]); err != nil || j.ended {
			j.count.close()
			return err
		}
	}
	err := j.doses(s.at(path.Horizon))
	j.count.close()
	return err
}

// record tells one line of the path: what happened, what stops, where the person goes, and what starts.
func (j *journey) record(r *sim.Record) error {
	at := j.s.at(r.Moment)
	if err := j.doses(at); err != nil {
		return err
	}
	facts, step := j.s.Read.Facts[r.Name], j.s.Read.Steps[r.Name]
	if r.Kind == sim.Starts {
		facts, step = j.s.Read.Before, j.s.Read.Start
	}
	for _, body := range facts {
		if _, err := j.apply(at, body); err != nil {
			return err
		}
	}
	if err := j.stop(at, r.State, step); err != nil {
		return err
	}
	if err := j.walk(at, r, step); err != nil || j.ended {
		return err
	}
	if r.Kind == sim.Happens {
		return nil
	}
	return j.start(at, r.State)
}

// walk takes the person to the stage of the state, step by step, from wherever the facts have brought them.
func (j *journey) walk(at time.Time, r *sim.Record, step Step) error {
	to := j.s.Model.Stage(r.State)
	way, ok := sim.Walk(j.s.Engine.Journey(), j.plan.Stage(), to)
	if !ok {
		j.illegal(r, to, "", fmt.Sprintf("no steps lead from %s to %s", j.plan.Stage(), to))
		return nil
	}
	for _, e := range way {
		if e.On == stages.Death {
			if _, err := j.apply(at, record.Died{}); err != nil {
				return err
			}
			continue
		}
		out, err := j.apply(at, step.move(e.On))
		if err != nil {
			return err
		}
		if why, illegal := refusal(&out.Decision); illegal {
			j.illegal(r, to, e.On, why)
			return nil
		}
		if !out.Accepted() {
			if err := j.force(at, e.To); err != nil {
				return err
			}
		}
	}
	return nil
}

// refusal returns why the pathway refuses a move, and whether it does. What a rule of care refuses is legal and not concordant.
func refusal(d *plan.Decision) (string, bool) {
	for i := range d.Findings {
		if f := &d.Findings[i]; f.Rule == plan.StageTransition && f.Verdict == plan.VerdictViolated {
			return f.Message(), true
		}
	}
	return "", false
}

func (j *journey) illegal(r *sim.Record, to stages.Stage, on stages.Trigger, why string) {
	j.ended = true
	j.count.Illegal++
	j.t.illegal = append(j.t.illegal, Illegal{Person: j.path.Person, Arm: j.path.Arm, Moment: r.Moment, Name: r.Name,
		From: j.plan.Stage(), To: to, On: on, Why: why})
}

// stop ends the treatment of the state before, unless the state goes on with the same substance or the person has died.
func (j *journey) stop(at time.Time, state string, step Step) error {
	if j.treated == "" || j.treated == state {
		return nil
	}
	was := j.s.Read.Treatments[j.treated]
	now, goesOn := j.s.Read.Treatments[state]
	j.treated, j.given = "", time.Time{}
	if j.s.Model.Stage(state) == stages.Deceased || goesOn && was.substance() == now.substance() {
		return nil
	}
	_, err := j.apply(at, record.StopMedication{Substance: was.substance(), Reason: step.Reason})
	return err
}

// start orders the treatment of the state. What is not allowed is not given.
func (j *journey) start(at time.Time, state string) error {
	t, ok := j.s.Read.Treatments[state]
	if !ok {
		return nil
	}
	out, err := j.apply(at, t.Order)
	if err != nil || !out.Accepted() {
		return err
	}
	j.treated = state
	if t.EveryDays > 0 {
		j.given = at
	}
	return nil
}

// doses gives the doses that fall before a time.
func (j *journey) doses(until time.Time) error {
	if j.given.IsZero() {
		return nil
	}
	t := j.s.Read.Treatments[j.treated]
	times := max(1, t.Order.PerDay)
	for ; j.given.Before(until); j.given = j.given.AddDate(0, 0, t.EveryDays) {
		for n := range times {
			at := j.given.Add(time.Duration(n) * 24 * time.Hour / time.Duration(times))
			if !at.Before(until) {
				break
			}
			if _, err := j.apply(at, t.dose()); err != nil {
				return err
			}
			j.count.Doses++
		}
	}
	return nil
}

// force puts the person where the simulated life has them although a rule of care refused the move or lacked a datum for it.
func (j *journey) force(at time.Time, to stages.Stage) error {
	out, err := j.s.Engine.Apply(j.plan, record.Event{ID: j.next(), At: at, Actor: record.Actor{ID: "simulation", Role: "simulation"},
		Body: record.ForceMove{Stage: to, Note: "the simulated life goes on from here"}})
	if err == nil {
		j.plan = out.Plan
		j.count.Forced++
	}
	return err
}

// apply takes an event in and counts what the engine says of it.
func (j *journey) apply(at time.Time, body record.Body) (plan.Outcome, error) {
	out, err := j.s.Engine.Apply(j.plan, record.Event{ID: j.next(), At: at, Body: body})
	if err != nil {
		return out, err
	}
	j.plan = out.Plan
	j.count.judged(body.Kind(), &out)
	return out, nil
}

func (j *journey) next() record.EventID {
	j.events++
	return record.EventID(strconv.Itoa(j.events))
}
