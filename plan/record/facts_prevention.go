package record

import (
	"errors"
	"fmt"
	"slices"
	"strings"

	"github.com/oudpath/oudpath/plan/civil"
	"github.com/oudpath/oudpath/plan/truth"
	"github.com/oudpath/oudpath/plan/vocabulary"
)

// PreventionPlanMade is a written plan for preventing return to use and overdose, in the person's own words. It stands until another
// one is recorded: a plan that was looked at again is recorded again. Its parts are those on which public worksheets agree. A plan of
// which nothing is told is one that was written elsewhere.
type PreventionPlanMade struct {
	Reasons      []string      // what the person wants to stay without use for
	Triggers     []Trigger     // what makes use likely, each with what helps
	WarningSigns []WarningSign // by which it is noticed
	Coping       []string      // what helps against craving, whatever set it off
	Contacts     []Contact     // who may be called
	Activities   []string      // what fills the days, and when
	Medication   string        // who or what reminds of it, and what to do after a missed dose; the medication itself is on record
	Naloxone     string        // where it is kept, and who knows how to give it
	Lapse        []string      // what to do after use, in this order
	Review       civil.Date    // when the plan is looked at again; zero: not agreed
	CopyGiven    truth.Value   // the person has it on paper, or on their phone
	SharedWith   []string      // who else has it, by the person's consent
}

// Trigger is what makes use likely: a person, a place, a thing, a time; or a mood, pain, hunger, anger, being alone or tired.
type Trigger struct {
	What     string
	Inner    truth.Value // it is felt, and is not around the person; not stated: unknown
	Strength int         // 1 to 10, as the person rates it; not rated: 0
	Helps    string      // what they do then: avoid it, leave, call somebody, wait until it passes
}

// WarningSign is what the person, or somebody near, notices before use.
type WarningSign struct {
	What string
	When SignStage // not stated: empty
}

// Contact is somebody who may be called.
type Contact struct {
	Name     string
	Relation string
	Phone    string
	Told     truth.Value // they know that they are named in the plan
	Naloxone truth.Value // they carry it
}

// Kind returns KindPreventionPlanMade.
func (PreventionPlanMade) Kind() Kind { return KindPreventionPlanMade }

// Validate demands the words of each trigger, warning sign and contact, and strengths from 1 to 10.
func (b PreventionPlanMade) Validate() error {
	var all []error
	for _, t := range b.Triggers {
		all = append(all, demandText("what the trigger is", t.What), within("strength of a trigger", t.Strength, 0, 10))
	}
	for _, w := range b.WarningSigns {
		all = append(all, demandText("what the warning sign is", w.What), check(w.When, signStages))
	}
	for _, c := range b.Contacts {
		all = append(all, demandText("name of the contact", c.Name))
	}
	return errors.Join(all...)
}

// Told reports whether anything is told of what the plan says, beside the day of its review.
func (b PreventionPlanMade) Told() bool {
	return len(b.Reasons)+len(b.Triggers)+len(b.WarningSigns)+len(b.Coping)+len(b.Contacts)+len(b.Activities)+len(b.Lapse) > 0 ||
		b.Medication != "" || b.Naloxone != ""
}

func preventionText(b PreventionPlanMade) string {
	parts := []string{
		prefixed("for ", strings.Join(b.Reasons, ", ")), prefixed("triggers ", eachText(b.Triggers, Trigger.text)),
		prefixed("warning signs ", eachText(b.WarningSigns, WarningSign.text)), prefixed("what helps ", strings.Join(b.Coping, ", ")),
		prefixed("whom to call ", eachText(b.Contacts, Contact.text)), prefixed("activities ", strings.Join(b.Activities, ", ")),
		prefixed("medication ", b.Medication), prefixed("naloxone ", b.Naloxone), prefixed("after use ", strings.Join(b.Lapse, ", ")),
		prefixed("looked at again on ", b.Review.String()), strings.TrimPrefix(ifYes(b.CopyGiven, "copy given"), ", "),
		prefixed("shared with ", strings.Join(b.SharedWith, ", "))}
	var said []string
	for _, part := range parts {
		if part != "" {
			said = append(said, part)
		}
	}
	return "prevention plan made" + prefixed(": ", strings.Join(said, "; "))
}

func eachText[T any](list []T, text func(T) string) string {
	all := make([]string, len(list))
	for i, entry := range list {
		all[i] = text(entry)
	}
	return strings.Join(all, ", ")
}

func (t Trigger) text() string {
	rated := ""
	if t.Strength > 0 {
		rated = fmt.Sprintf(" %d of 10", t.Strength)
	}
	return t.What + rated + prefixed(" (", t.Helps) + pick(t.Helps != "", ")", "")
}

func (w WarningSign) text() string { return joinWords(string(w.When), w.What) }

func (c Contact) text() string {
	return joinWords(c.Name, c.Relation, c.Phone) + ifYes(c.Naloxone, "with naloxone")
}

// SignStage is how near use is when a warning sign shows.
type SignStage string

// The stages of warning signs.
const (
	EarlySign     SignStage = "early"
	MiddleSign    SignStage = "middle"
	ImmediateSign SignStage = "immediate"
)

var signStages = vocabulary.Texts[SignStage]("stage of a warning sign", rows(EarlySign, MiddleSign, ImmediateSign)...)

// Valid reports whether it is one of the list. Not stated is none.
func (s SignStage) Valid() bool { return signStages.Valid(s) }

// SignStages returns every stage, the earliest first.
func SignStages() []SignStage { return slices.Collect(signStages.All()) }
