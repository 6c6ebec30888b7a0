package record

import (
	"errors"

	"github.com/oudpath/oudpath/medication"
	"github.com/oudpath/oudpath/plan/truth"
)

// Facts about what happens to the person.

// OpioidUsed reports use of an opioid that this plan did not give: what, and when for the last time (the time of the event).
type OpioidUsed struct {
	Agent     string          // generic name: heroin, fentanyl, methadone …
	DailyDose medication.Mass // usual daily dose where known (a methadone programme, say)
	Injected  truth.Value
}

// Kind returns KindOpioidUsed.
func (OpioidUsed) Kind() Kind { return KindOpioidUsed }

// Validate demands the agent.
func (b OpioidUsed) Validate() error {
	return errors.Join(demandText("agent", b.Agent), withinMass(medication.Dose{Principal: b.DailyDose}))
}

// ReturnedToUse is a return to use after a time without. It leads to reassessment and never to discharge.
type ReturnedToUse struct {
	Agent string
}

// Kind returns KindReturnedToUse.
func (ReturnedToUse) Kind() Kind { return KindReturnedToUse }

// Validate accepts everything.
func (ReturnedToUse) Validate() error { return nil }

// Overdosed is an overdose that the person survived. A fatal one is Died.
type Overdosed struct {
	Agent            string // not stated: unknown
	NaloxoneReversed truth.Value
}

// Kind returns KindOverdosed.
func (Overdosed) Kind() Kind { return KindOverdosed }

// Validate accepts everything.
func (Overdosed) Validate() error { return nil }

// PrecipitatedWithdrawal is withdrawal brought on by an antagonist or a partial agonist.
type PrecipitatedWithdrawal struct {
	By medication.Substance // zero: unknown
}

// Kind returns KindPrecipitatedWithdrawal.
func (PrecipitatedWithdrawal) Kind() Kind { return KindPrecipitatedWithdrawal }

// Validate accepts everything.
func (PrecipitatedWithdrawal) Validate() error { return nil }

// AdverseEvent is another unwanted effect.
type AdverseEvent struct {
	Description string
	Serious     truth.Value
}

// Kind returns KindAdverseEvent.
func (AdverseEvent) Kind() Kind { return KindAdverseEvent }

// Validate demands the description.
func (b AdverseEvent) Validate() error { return demandText("description", b.Description) }

// Died ends the plan.
type Died struct {
	Overdose truth.Value
}

// Kind returns KindDied.
func (Died) Kind() Kind { return KindDied }

// Validate accepts everything.
func (Died) Validate() error { return nil }
