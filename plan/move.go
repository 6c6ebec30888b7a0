package plan

import (
	"fmt"
	"slices"

	"github.com/oudpath/oudpath/plan/record"
	"github.com/oudpath/oudpath/plan/truth"
	"github.com/oudpath/oudpath/stages"
)

// The rules that stand for the pathways in findings about moves.
const (
	StageTransition  record.RuleID = "stage.transition"
	LevelTransition  record.RuleID = "level.transition"
	CourseTransition record.RuleID = "course.transition"
)

// judgeMove asks the pathway whether a move is open; ok is false if the event is no move or the move is open.
func (v *View) judgeMove() (f Finding, ok bool) {
	v.forget(nil)
	switch b := v.event.Body.(type) {
	case record.StageMove:
		return move(v, StageTransition, v.engine.journey, v.state.stage, b.Trigger, b.To)
	case record.LevelMove:
		return move(v, LevelTransition, v.engine.care, v.state.level, b.Trigger, b.To)
	case record.CourseMove:
		return move(v, CourseTransition, v.engine.courses, v.state.course, b.Trigger, b.To)
	}
	return Finding{}, false
}

func move[S ~string](v *View, rule record.RuleID, p *stages.Pathway[S], from S, on stages.Trigger, to S) (Finding, bool) {
	step := p.Next(from, on, v.truth)
	f := Finding{
		Rule: rule, Title: fmt.Sprintf("Moves follow the pathway %s", p.ID()),
		Severity: record.Block, Event: v.event.ID, At: v.event.At, Cites: slices.Clone(step.Cites), Jurisdiction: v.engine.name,
		Override: OverrideFact{Document: "a forced move, with actor and note, sets a position that no edge leads to"},
	}
	switch {
	case step.Outcome == stages.Undetermined:
		f.Verdict, f.Holds = VerdictUnknown, true
		for _, c := range step.Missing {
			f.Missing = append(f.Missing, Datum{Name: string(c)})
		}
		f.Text = Text{"%s from %s: not known: %s", []any{on, from, listed(f.Missing)}}
		f.Remedy = "record what is missing"
	case !step.Allowed():
		f.Verdict = VerdictViolated
		f.Text = Text{"%s is not open from %s: %s", []any{on, from, step.Why}}
		f.Remedy = "take one of the moves that are open"
	case to != "" && to != step.To:
		f.Verdict = VerdictViolated
		f.Text = Text{"%s leads from %s to %s, not to %s", []any{on, from, step.To, to}}
		f.Remedy = "leave the target out, or name the one that the pathway has"
	default:
		return Finding{}, false
	}
	f.Causes = v.causes()
	return f, true
}

// truth answers a guard.
func (v *View) truth(c stages.Condition) truth.Value {
	if answer := v.engine.conditions[c]; answer != nil {
		return fenced(answer, v)
	}
	return truth.Unknown
}

// fenced asks a guard; one that panics is unknown.
func fenced(answer func(*View) truth.Value, v *View) (known truth.Value) {
	defer func() {
		if recover() != nil {
			known = truth.Unknown
		}
	}()
	return answer(v)
}
