package plan

import (
	"errors"
	"fmt"
	"slices"
	"strings"

	"github.com/oudpath/oudpath/medication"
	"github.com/oudpath/oudpath/plan/evidence"
	"github.com/oudpath/oudpath/plan/record"
	"github.com/oudpath/oudpath/stages"
)

// Alternative is a row of data: what may be possible in place of intents of some meanings about some substances, why it is offered, and
// who says so. Whether it is possible for this person now is judged by the rules, and by nothing in the row.
//
// No row offers the intent itself at the amount that a limit names: a limit is no dose.
type Alternative struct {
	ID    record.RuleID // in the name space of rules, dotted
	Title string        // what is offered, in a few words
	Why   string        // why it is offered, in one sentence

	Watches record.Means            // the meanings of the intents that it may stand in for
	About   medication.SubstanceSet // of these substances; empty: of all
	Answers []record.RuleID         // only where one of these rules keeps the intent from being allowed; empty: whichever does
	Switch  bool                    // a change of medication: not for somebody who takes the one that is asked for and has only to wait
	Cites   []evidence.Citation
	Needs   []Need // the limits and facts that it reads

	// Make returns what may be asked instead of the event of the view. It must be a pure function of the view.
	Make func(*View) []Candidate

	declared declaration
}

// Candidate is one thing that may be possible, with the ways in which it may be asked for.
type Candidate struct {
	What  string // "methadone"
	Open  string // what no source answers and the prescriber has to: "the amount"; empty: nothing
	Ways  []Way  // the first that is allowed stands for the candidate, else the first that would be undetermined
	Cites []evidence.Citation
}

// Way is one way to ask for a candidate.
type Way struct {
	How  string        // product and place, in a few words; empty: there is only one way
	With []record.Body // what is stated with it at the same time, such as a circumstance
	If   []record.Body // what would have to be done and found first
	Body record.Body   // the intent, or what care would do
}

// Instead is what would be possible in place of an intent that is refused or held back.
type Instead struct {
	// Now is the answer to the intent, as Check gives it.
	Now Decision
	// Wait says when the intent itself opens, and what has to be on record then. It is the zero Opening where the intent is allowed now.
	Wait Opening
	// Possible are the alternatives that the same rules allow now, in the order of the table.
	Possible []Offer
	// Held are those that nothing refuses and that would be held back until what is missing is on record.
	Held []Offer
}

// Offer is one alternative as the rules answered it.
type Offer struct {
	Alternative record.RuleID
	Title       string
	Why         string
	Cites       []evidence.Citation
	What, How   string
	Open        string        // a question to the prescriber that no source answers; empty: none
	With, If    []record.Body // what has to be stated with it; what would have to be found first
	// Asked is what the rules were asked. Where something is Open its amount is the least that the product gives, so that there was
	// something to judge: it is no dose to order.
	Asked    record.Event
	Decision Decision
	Missing  []Datum // of a held one: what has to be on record
}

// Findings returns how many findings the alternative itself draws: a warning, say.
func (o *Offer) Findings() int { return len(o.Decision.Findings) }

// String writes the offer in a few words: "methadone (methadone oral concentrate, in an opioid treatment program; the amount is for the
// prescriber)".
func (o *Offer) String() string {
	text := o.Title
	if o.What != "" {
		text += ": " + o.What
	}
	var more []string
	if o.How != "" {
		more = append(more, o.How)
	}
	for _, b := range o.If {
		more = append(more, "if: "+record.Describe(b))
	}
	if o.Open != "" {
		more = append(more, o.Open)
	}
	for i, d := range o.Missing {
		more = append(more, []string{"with ", "and "}[min(i, 1)]+d.String())
	}
	if len(more) > 0 {
		text += " (" + strings.Join(more, "; ") + ")"
	}
	return text
}

// String writes what is possible in one line. It is empty where the intent is allowed.
func (i *Instead) String() string {
	var texts []string
	if i.Wait.Found() && i.Now.Status == Refused {
		texts = append(texts, "the same "+i.Wait.String())
	}
	for k := range i.Possible {
		texts = append(texts, i.Possible[k].String())
	}
	for k := range i.Held {
		texts = append(texts, i.Held[k].String())
	}
	return strings.Join(texts, "; ")
}

// Instead says what would be possible in place of an intent that is refused or held back: the alternatives of the table, each asked of
// the same rules as Check, and the time from which the intent itself is refused no more. Nothing is offered where the intent is allowed,
// or for somebody who has died. Overrides of the intent do not count for what is asked in its place. The errors are those of Check, and
// that of an alternative that does not work.
func (e *Engine) Instead(p Plan, intent record.Event) (Instead, error) {
	return e.instead(p, intent, refused)
}

// Possible is Instead without what would be held: it is asked sooner.
func (e *Engine) Possible(p Plan, intent record.Event) (Instead, error) {
	return e.instead(p, intent, notAllowed)
}

// instead is Instead, of which each way is asked until enough is found against it.
func (e *Engine) instead(p Plan, intent record.Event, enough until) (Instead, error) {
	now, err := e.Check(p, intent)
	if err != nil {
		return Instead{}, err
	}
	out := Instead{Now: now}
	if now.Status == Allowed || e.hasDied(p, intent) {
		return out, nil
	}
	out.Wait = e.when(p, intent, now)
	intent.Overrides = nil
	for i := range e.alternatives {
		a := &e.alternatives[i]
		if !e.answers(a, &now) {
			continue
		}
		candidates, err := e.candidates(a, p, intent, out.Wait.Found())
		if err != nil {
			return Instead{}, err
		}
		for k := range candidates {
			offer, ok, err := e.offer(a, &candidates[k], p, intent, enough)
			switch {
			case err != nil:
				return Instead{}, err
			case !ok, enough == notAllowed && offer.Decision.Status != Allowed:
			case offer.Decision.Status == Allowed:
				out.Possible = append(out.Possible, offer)
			default:
				out.Held = append(out.Held, offer)
			}
		}
	}
	return out, nil
}

// Alternatives returns the rows of what may be possible where an intent is refused.
func (e *Engine) Alternatives() []Alternative {
	all := slices.Clone(e.alternatives)
	for i := range all {
		a := &all[i]
		a.Cites, a.Needs, a.Answers = slices.Clone(a.Cites), slices.Clone(a.Needs), slices.Clone(a.Answers)
	}
	return all
}

func (e *Engine) hasDied(p Plan, intent record.Event) bool {
	s, _ := e.asOf(p, intent.At)
	return s.last(record.KindDied) != nil || s.stage == stages.Deceased
}

// answers reports whether a row has something to say to what keeps an intent from being allowed. A rule that stands for another one here
// is meant by the name of that.
func (e *Engine) answers(a *Alternative, now *Decision) bool {
	if len(a.Answers) == 0 {
		return true
	}
	reasons := now.Reasons()
	return slices.ContainsFunc(a.Answers, func(id record.RuleID) bool {
		return slices.ContainsFunc(reasons, func(f Finding) bool { return f.Rule == id || slices.Contains(e.named[id], f.Rule) })
	})
}

// candidates asks a row what it would offer in place of the intent.
func (e *Engine) candidates(a *Alternative, p Plan, intent record.Event, opens bool) (list []Candidate, err error) {
	if intent.ID == "" {
		intent.ID = "check"
	}
	s, past := e.asOf(p, intent.At)
	v := e.view(s, past, &intent)
	defer v.done()
	if !v.acts.Means().Any(a.Watches) || !v.acts.Concern(a.About) {
		return nil, nil
	}
	if a.Switch && opens && v.onMedicationAsked() {
		return nil, nil
	}
	defer func() {
		if r := recover(); r != nil {
			list, err = nil, fmt.Errorf("plan: alternative %q panicked: %v", a.ID, r)
		}
	}()
	v.forget(&a.declared)
	list = a.Make(v)
	switch {
	case v.undeclared() != "":
		return nil, fmt.Errorf("plan: alternative %q read the parameter %s, which it does not declare", a.ID, v.undeclared())
	case v.unset() != nil:
		return nil, nil // nothing says what would be offered here
	}
	return list, nil
}

// onMedicationAsked reports whether the person takes the substance that the event asks for.
func (v *View) onMedicationAsked() bool {
	act, ok := v.acts.Of(record.Doses, 0)
	return ok && v.OnMedication(act.Substance)
}

// offer asks the ways of a candidate, and returns the best answer; ok is false where each of them is refused.
func (e *Engine) offer(a *Alternative, c *Candidate, p Plan, intent record.Event, enough until) (best Offer, ok bool, err error) {
	for i := range c.Ways {
		w := &c.Ways[i]
		d, asked, err := e.askWay(p, intent, w, enough)
		if err != nil {
			return Offer{}, false, fmt.Errorf("plan: alternative %q: %w", a.ID, err)
		}
		if d.Status == Refused || ok && d.Status != Allowed {
			continue
		}
		best, ok = Offer{Alternative: a.ID, Title: a.Title, Why: a.Why, Cites: slices.Concat(a.Cites, c.Cites), What: c.What, How: w.How,
			Open: c.Open, With: w.With, If: w.If, Asked: asked, Decision: d}, true
		for _, f := range d.Reasons() {
			for _, missing := range f.Missing {
				if !slices.Contains(best.Missing, missing) {
					best.Missing = append(best.Missing, missing)
				}
			}
		}
		if d.Status == Allowed {
			break
		}
	}
	return best, ok, nil
}

// askWay takes in what is stated or found with a way, and asks the rules about the rest. What is found first has to be allowed itself.
func (e *Engine) askWay(p Plan, intent record.Event, w *Way, enough until) (Decision, record.Event, error) {
	by := intent.Actor
	if by.IsZero() {
		by.ID = "whoever goes this way" // and says so, in their own name
	}
	for i, b := range slices.Concat(w.With, w.If) {
		first := record.Event{ID: record.EventID(fmt.Sprint("instead-", p.Len(), "-", i)), At: intent.At, Recorded: intent.Recorded,
			Actor: by, Body: b}
		out, err := e.Apply(p, first)
		if err != nil {
			return Decision{}, first, err
		}
		if answer := answered(out.Decision.Findings); answer != Allowed {
			return Decision{Status: answer, Findings: out.Decision.Findings}, first, nil
		}
		p = out.Plan
	}
	asked := intent
	asked.Body = w.Body
	if w.Body.Kind().Intent() {
		d, err := e.check(p, asked, enough)
		return d, asked, err
	}
	if asked.ID == "" {
		asked.ID = "check"
	}
	findings, err := e.Judge(p, asked)
	return Decision{Status: answered(findings), Findings: findings, Basis: e.basis}, asked, err
}

// answered is the answer to a fact if it were an intent.
func answered(findings []Finding) Status {
	status := Allowed
	for i := range findings {
		switch f := &findings[i]; {
		case f.Refuses():
			return Refused
		case f.Holds:
			status = Undetermined
		}
	}
	return status
}

// Validate reports everything that makes the row incomplete.
func (a *Alternative) Validate() error {
	var errs []error
	bad := func(format string, args ...any) {
		errs = append(errs, fmt.Errorf("plan: alternative %q: "+format, append([]any{a.ID}, args...)...))
	}
	if !validID(string(a.ID)) {
		bad("the ID is not dotted lower-case words")
	}
	if strings.TrimSpace(a.Title) == "" || strings.TrimSpace(a.Why) == "" || a.Make == nil || !a.Watches.Valid() {
		bad("lacks a title, a reason, meanings to watch, or its function")
	}
	if len(a.Cites) == 0 {
		bad("no citation")
	}
	for _, c := range a.Cites {
		if err := c.Validate(); err != nil {
			bad("%w", err)
		}
	}
	return errors.Join(errs...)
}

// takeAlternatives collects the rows. It reports those that are incomplete, and two of one ID.
func (e *Engine) takeAlternatives(rows []Alternative) error {
	var errs []error
	taken := map[record.RuleID]bool{}
	for _, a := range append(slices.Clone(rows), otherMove) {
		errs = append(errs, a.Validate())
		if taken[a.ID] {
			errs = append(errs, fmt.Errorf("plan: duplicate alternative %q", a.ID))
		}
		taken[a.ID] = true
		a.declared = declare(a.Needs)
		e.alternatives = append(e.alternatives, a)
	}
	return errors.Join(errs...)
}

// otherMove offers what a pathway has where it does not have the move that was asked for.
var otherMove = Alternative{
	ID:      "plan.other-move",
	Title:   "another move",
	Why:     "the pathway has it from here",
	Watches: record.Goes,
	Cites:   []evidence.Citation{evidence.Architecture.At("pathways", evidence.Unconfirmed)},
	Make: func(v *View) (list []Candidate) {
		if f, judged := v.judgeMove(); !judged || !f.Refuses() {
			return nil
		}
		for _, w := range v.otherMoves() {
			list = append(list, Candidate{What: w.How, Ways: []Way{{Body: w.Body}}})
		}
		return list
	},
}

// otherMoves are the other moves on the pathway of the event, but for those that end care or a medication.
func (v *View) otherMoves() (ways []Way) {
	add := func(on stages.Trigger, body record.Body) {
		acts := record.ActsOf(&record.Event{Body: body})
		if !factTriggers[on] && body.Validate() == nil && !acts.Means().Any(record.Endings|record.Withdraws) {
			ways = append(ways, Way{How: string(on), Body: body})
		}
	}
	switch b := v.event.Body.(type) {
	case record.StageMove:
		for _, t := range v.engine.journey.Triggers() {
			add(t.ID, record.StageMove{Trigger: t.ID})
		}
	case record.LevelMove:
		for _, t := range v.engine.care.Triggers() {
			add(t.ID, record.LevelMove{Trigger: t.ID})
		}
	case record.CourseMove:
		for _, t := range v.engine.courses.Triggers() {
			add(t.ID, record.CourseMove{Trigger: t.ID, Substance: b.Substance})
		}
	}
	return ways
}
