package replay

import (
	"errors"
	"fmt"
	"slices"
	"strings"
	"text/tabwriter"

	"github.com/oudpath/oudpath/plan/record"
	"github.com/oudpath/oudpath/stages"
)

// Concordance is what a replay found.
type Concordance struct {
	Jurisdiction string // identifier and version of the jurisdiction that judged
	People       int64  // who were replayed, in every arm
	Arms         []Arm
	Illegal      []Illegal // in the order of people, arms and time; there must be none
}

// Arm is what was found in one arm. A journey is one person's life in it.
type Arm struct {
	Name string

	// Journeys are counted apart by what the rules say about acts of care: Concordant if nothing objects and nothing is unknown,
	// Deviating if an intent was refused or a rule of at least Warning is violated, Undecided otherwise: a rule of at least
	// Warning lacks a datum, which is no pass. What is found about a person's own doings, such as a return to use, is no deviation.
	Journeys, Concordant, Undecided, Deviating int

	Facts, Intents                 int // events, without those that the engine derives
	Doses                          int // of the facts
	Allowed, Undetermined, Refused int // of the intents
	Deviations                     int // that the engine recorded
	Forced                         int // positions set because a rule of care held a move back that the simulated life has made
	Illegal                        int // moves that the pathway does not have

	Rules []Rule // that were violated or unknown, by identifier
}

// Rule is how one rule stood in an arm.
type Rule struct {
	ID       record.RuleID
	Title    string
	Severity record.Severity // the highest that a finding had
	Violated int             // findings
	Unknown  int             // findings that lack a datum
	Journeys int             // in which it was violated
	Unsure   int             // journeys in which it was unknown and never violated
}

// Share is the share of all journeys of the arm; 0 if there are none.
func (a *Arm) Share(journeys int) float64 {
	if a.Journeys == 0 {
		return 0
	}
	return float64(journeys) / float64(a.Journeys)
}

// Illegal is a move that the pathway does not have, or a stage that none of its moves leads to. It ends the journey.
type Illegal struct {
	Person   uint64
	Arm      string
	Moment   int    // cycles since the start
	Name     string // of the transition or event; empty at the start
	From, To stages.Stage
	On       stages.Trigger // the step that was refused; empty if there are no steps
	Why      string
}

// String writes the move for a reader.
func (i Illegal) String() string {
	return fmt.Sprintf("person %d, arm %q, moment %d, %q: from %s to %s: %s", i.Person, i.Arm, i.Moment, i.Name, i.From, i.To, i.Why)
}

// ErrIllegal is wrapped by the error about illegal moves.
var ErrIllegal = errors.New("replay: the simulated lives are no legal journeys")

// Err returns an error that names every illegal move, nil if there is none.
func (c *Concordance) Err() error {
	var errs []error
	for _, i := range c.Illegal {
		errs = append(errs, fmt.Errorf("%w: %v", ErrIllegal, i))
	}
	return errors.Join(errs...)
}

// String writes the report as tables for a reader.
func (c *Concordance) String() string {
	var b strings.Builder
	fmt.Fprintf(&b, "Concordance with %s, %d people in each arm\n", c.Jurisdiction, c.People)
	w := tabwriter.NewWriter(&b, 0, 0, 2, ' ', 0)
	fmt.Fprint(w, "arm\tjourneys\tevents\tdoses\tillegal\tallowed\tundetermined\trefused\tdeviations\tconcordant\tundecided\tdeviating\n")
	for i := range c.Arms {
		a := &c.Arms[i]
		fmt.Fprintf(w, "%s\t%d\t%d\t%d\t%d\t%d\t%d\t%d\t%d\t%s\t%s\t%s\n", a.Name, a.Journeys, a.Facts+a.Intents, a.Doses, a.Illegal,
			a.Allowed, a.Undetermined, a.Refused, a.Deviations, percent(a.Share(a.Concordant)), percent(a.Share(a.Undecided)),
			percent(a.Share(a.Deviating)))
	}
	w.Flush()
	fmt.Fprint(w, "\narm\trule\tseverity\tviolated\tin journeys\tunknown\tunknown only, in journeys\n")
	for i := range c.Arms {
		a := &c.Arms[i]
		for _, r := range a.Rules {
			fmt.Fprintf(w, "%s\t%s\t%v\t%d\t%s\t%d\t%s\n", a.Name, r.ID, r.Severity, r.Violated, percent(a.Share(r.Journeys)), r.Unknown,
				percent(a.Share(r.Unsure)))
		}
	}
	w.Flush()
	for _, i := range c.Illegal {
		fmt.Fprintf(&b, "illegal: %v\n", i)
	}
	return b.String()
}

func percent(share float64) string { return fmt.Sprintf("%.1f %%", 100*share) }

// report puts the parts together.
func (s Study) report(parts []*tally) *Concordance {
	all := newTally(s.Model.Arms())
	for _, part := range parts {
		all.add(part)
	}
	jurisdiction := s.Engine.Jurisdiction()
	c := &Concordance{Jurisdiction: jurisdiction.Name(), People: s.Sample.People, Illegal: all.illegal}
	for _, arm := range all.arms {
		for _, r := range arm.rules {
			arm.Rules = append(arm.Rules, r.Rule)
		}
		slices.SortFunc(arm.Rules, func(a, b Rule) int { return strings.Compare(string(a.ID), string(b.ID)) })
		c.Arms = append(c.Arms, arm.Arm)
	}
	return c
}
