package record

import (
	"errors"

	"github.com/oudpath/oudpath/medication"
	"github.com/oudpath/oudpath/stages"
)

// Facts about the record itself.

// OverrideGranted is a standing override: it counts for every intent until it expires.
type OverrideGranted struct {
	Override Override
}

// Kind returns KindOverrideGranted.
func (OverrideGranted) Kind() Kind { return KindOverrideGranted }

// Validate demands a complete override that expires.
func (b OverrideGranted) Validate() error {
	if b.Override.Expires.IsZero() {
		return errors.New("record: a standing override needs a time of expiry")
	}
	return b.Override.validate()
}

// Custom is a host's own fact.
type Custom struct {
	Name string // in the host's namespace, such as "org.example.urine-temperature"
	Text string
}

// Kind returns KindCustom.
func (Custom) Kind() Kind { return KindCustom }

// Validate demands the name.
func (b Custom) Validate() error { return demandText("name", b.Name) }

// Retracted takes back an event that was entered in error. The event stays on record and counts no more.
type Retracted struct {
	Event  EventID
	Reason string
}

// Kind returns KindRetracted.
func (Retracted) Kind() Kind { return KindRetracted }

// Validate demands event and reason.
func (b Retracted) Validate() error {
	return errors.Join(demandText("event", string(b.Event)), demandText("reason", b.Reason))
}

// StageMoved is a move of stage that followed from a fact.
type StageMoved struct {
	Trigger  stages.Trigger
	From, To stages.Stage
}

// Kind returns KindStageMoved.
func (StageMoved) Kind() Kind { return KindStageMoved }

// Validate demands the target.
func (b StageMoved) Validate() error { return demandText("to", string(b.To)) }

// CourseMoved is a move of the medication course that followed from a fact or an order.
type CourseMoved struct {
	Trigger   stages.Trigger
	From, To  stages.Course
	Substance medication.Substance
}

// Kind returns KindCourseMoved.
func (CourseMoved) Kind() Kind { return KindCourseMoved }

// Validate demands the target.
func (b CourseMoved) Validate() error { return demandText("to", string(b.To)) }

// DeviationRecorded says that an event broke a rule, as the rule stood when it was judged.
type DeviationRecorded struct {
	Rule         RuleID
	Severity     Severity
	Jurisdiction string // identifier and version of the jurisdiction that judged
	Message      string
}

// Kind returns KindDeviationRecorded.
func (DeviationRecorded) Kind() Kind { return KindDeviationRecorded }

// Validate demands rule and severity.
func (b DeviationRecorded) Validate() error {
	if !b.Severity.Valid() {
		return errors.New("record: severity is missing")
	}
	return demandText("rule", string(b.Rule))
}

// DeviationWithdrawn says that a deviation on record does not hold, in the light of later entries.
type DeviationWithdrawn struct {
	Rule         RuleID
	Jurisdiction string
}

// Kind returns KindDeviationWithdrawn.
func (DeviationWithdrawn) Kind() Kind { return KindDeviationWithdrawn }

// Validate demands the rule.
func (b DeviationWithdrawn) Validate() error { return demandText("rule", string(b.Rule)) }
