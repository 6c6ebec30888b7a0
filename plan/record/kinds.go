package record

import (
	"fmt"
	"strings"

	"github.com/oudpath/oudpath/medication"
	"github.com/oudpath/oudpath/plan/truth"
	"github.com/oudpath/oudpath/stages"
	"github.com/oudpath/oudpath/stages/scale"
)

// The kinds of facts, which have happened and are never refused, and of intents. What there is to say of a kind stands in its row
// below.
const (
	_ Kind = iota
	KindPersonRegistered
	KindDiagnosisRecorded
	KindOpioidUsed
	KindScored
	KindSignsObserved
	KindMeasured
	KindScreened
	KindPregnancyReported
	KindAllergyReported
	KindConditionReported
	KindMedicineReported
	KindReviewed
	KindAssessed
	KindChallenged
	KindDoseGiven
	KindDoseTaken
	KindDoseMissed
	KindDoseHeld
	KindTakeHomeSupplied
	KindDosesLost
	KindNaloxoneSupplied
	KindSessionAttended
	KindSessionMissed
	KindServiceDeclined
	KindRewardEarned
	KindPreventionPlanMade
	KindNeedsRecorded
	KindVisitMissed
	KindReturnedToUse
	KindOverdosed
	KindPrecipitatedWithdrawal
	KindAdverseEvent
	KindConsentRecorded
	KindContextStated
	KindDied
	KindOverrideGranted
	KindCustom
	KindRetracted
	KindStageMoved
	KindCourseMoved
	KindDeviationRecorded
	KindDeviationWithdrawn

	KindOrder
	KindStageMove
	KindLevelMove
	KindCourseMove
	KindStopMedication
	KindPlanEndDate
	KindTakeHomeGrant
	KindWithdrawalManagement
	KindForceMove

	kindEnd
)

// class says what an event of a kind is to the engine. The zero class is invalid.
type class uint8

const (
	_        class = iota
	care           // a fact: what was done in treatment, or noted
	observed       // a fact about what the person does, says or shows
	derived        // a fact that the engine alone makes
	intent         // asks for something, and can be refused
)

// row is everything that is said about a kind. Only kindOf makes one, from functions of the body's own type.
type row struct {
	name    string // on the wire: never changed, never reused
	class   class
	zero    Body              // the one type that events of the kind carry
	text    func(Body) string // what the event says, in one line
	meaning func(Body, *Acts) // what it does to the person
}

// kindOf makes the row of a body. A body of another type, which the door refuses, has the text "event" and no meaning.
func kindOf[B Body](name string, class class, text func(B) string, meaning func(B, *Acts)) row {
	var zero B
	made := row{name: name, class: class, zero: zero}
	if text != nil {
		made.text = func(b Body) string {
			if b, ok := b.(B); ok {
				return text(b)
			}
			return unknownBody
		}
	}
	if meaning != nil {
		made.meaning = func(b Body, acts *Acts) {
			if b, ok := b.(B); ok {
				meaning(b, acts)
			}
		}
	}
	return made
}

const unknownBody = "event"

// says is the meaning of a body that has one whatever it holds.
func says[B Body](means Means) func(B, *Acts) { return func(_ B, acts *Acts) { acts.says(means) } }

// always is the line of a body that has the same whatever it holds.
func always[B Body](line string) func(B) string { return func(B) string { return line } }

// diagnosisText names the criteria, or the code of a diagnosis that was told by its code alone.
func diagnosisText(b DiagnosisRecorded) string {
	by := fmt.Sprintf("%d DSM-5 criteria", b.Criteria)
	if b.Criteria == 0 && b.Code != "" {
		by = "code " + b.Code
	}
	return "opioid use disorder: " + by + ifYes(b.Remission, ", in remission")
}

// kinds is the table of kinds. A new kind is a constant, a body type and a row here.
var kinds = [kindEnd]row{
	KindPersonRegistered: kindOf("person-registered", observed, func(b PersonRegistered) string {
		return joinWords("registered", string(b.Sex), prefixed("born ", b.Birth.String()))
	}, says[PersonRegistered](Says)),
	KindDiagnosisRecorded: kindOf("diagnosis-recorded", observed, diagnosisText, says[DiagnosisRecorded](Says)),
	KindOpioidUsed: kindOf("opioid-used", observed, func(b OpioidUsed) string {
		return joinWords("used", b.Agent, massText(b.DailyDose)+ifYes(b.Injected, "injected"))
	}, func(b OpioidUsed, acts *Acts) { meaningOfUse(b.Agent, b.DailyDose, acts) }),
	KindScored: kindOf("scored", observed, func(b Scored) string {
		instrument, _ := scale.Lookup(b.Scale)
		return fmt.Sprintf("%s %s", strings.ToUpper(string(b.Scale)), instrument.Written(b.Total))
	}, says[Scored](Shows)),
	KindSignsObserved: kindOf("signs-observed", observed, signsText, says[SignsObserved](Shows)),
	KindMeasured:      kindOf("measured", observed, measuredText, says[Measured](Shows)),
	KindScreened: kindOf("screened", observed, func(b Screened) string {
		return "drug screen: " + screenText(b.Results)
	}, meaningOfScreen),
	KindPregnancyReported: kindOf("pregnancy-reported", observed, func(b PregnancyReported) string {
		return joinWords("pregnancy:", string(b.Status))
	}, says[PregnancyReported](Shows)),
	KindAllergyReported: kindOf("allergy-reported", observed, allergyText, says[AllergyReported](Shows)),
	KindConditionReported: kindOf("condition-reported", observed, func(b ConditionReported) string {
		return "condition " + string(b.Condition) + ifNo(b.Present, " no more")
	}, says[ConditionReported](Shows)),
	KindMedicineReported: kindOf("medicine-reported", care, func(b MedicineReported) string {
		return pick(b.Taking == truth.Yes, "takes ", "stopped ") + b.Agent + ifYes(b.OrderedHere, ", ordered here")
	}, meaningOfMedicine),
	KindReviewed: kindOf("reviewed", care, func(b Reviewed) string { return string(b.Section) + " reviewed" }, says[Reviewed](Reviews)),
	KindAssessed: kindOf("assessed", care, func(b Assessed) string { return string(b.Assessment) + " done" }, says[Assessed](Reviews)),
	KindChallenged: kindOf("challenged", care, func(b Challenged) string {
		return "naloxone challenge " + string(b.Result)
	}, meaningOfChallenge),
	KindDoseGiven: kindOf("dose-given", care, func(b DoseGiven) string {
		return doseText(b.Product, b.Dose) + " given" + ifYes(b.Supervised, ", supervised") + ifYes(b.Late, ", late for the day before")
	}, func(b DoseGiven, acts *Acts) { meaningOfDose(b.Product, b.Dose, Seen, b.Late == truth.Yes, acts) }),
	KindDoseTaken: kindOf("dose-taken", care, func(b DoseTaken) string {
		return doseText(b.Product, b.Dose) + " taken" + ifYes(b.Late, ", late for the day before")
	}, func(b DoseTaken, acts *Acts) { meaningOfDose(b.Product, b.Dose, Reported, b.Late == truth.Yes, acts) }),
	KindDoseMissed: kindOf("dose-missed", observed, func(b DoseMissed) string {
		return b.Substance.String() + " dose missed"
	}, func(b DoseMissed, acts *Acts) { acts.add(Act{Means: Misses, Substance: b.Substance, PerDay: 1}) }),
	KindDoseHeld: kindOf("dose-held", care, func(b DoseHeld) string {
		return fmt.Sprintf("%s dose held: %s", b.Substance, b.Reason)
	}, func(b DoseHeld, acts *Acts) {
		acts.add(Act{Means: Withholds, Substance: b.Substance, PerDay: 1, Gradual: truth.No, Reason: b.Reason})
	}),
	KindTakeHomeSupplied: kindOf("take-home-supplied", care, func(b TakeHomeSupplied) string {
		return fmt.Sprintf("%d days of %s taken home", b.Days, b.Substance)
	}, meaningOfSupply),
	KindDosesLost: kindOf("doses-lost", observed, lossText, func(b DosesLost, acts *Acts) {
		acts.add(Act{Means: Loses, Substance: b.Substance, Days: b.Days, PerDay: 1})
	}),
	KindNaloxoneSupplied: kindOf("naloxone-supplied", care, always[NaloxoneSupplied]("overdose reversal agent supplied"),
		func(b NaloxoneSupplied, acts *Acts) {
			acts.add(Act{Means: HandsOver, Substance: reversalAgent(b.Product), Product: productOf(b.Product), PerDay: 1})
		}),
	KindSessionAttended: kindOf("session-attended", care, func(b SessionAttended) string {
		return "attended " + string(b.Service)
	}, says[SessionAttended](Serves)),
	KindSessionMissed: kindOf("session-missed", observed, func(b SessionMissed) string {
		return "missed " + string(b.Service)
	}, says[SessionMissed](Serves)),
	KindServiceDeclined: kindOf("service-declined", observed, func(b ServiceDeclined) string {
		return "declined " + string(b.Service)
	}, says[ServiceDeclined](Serves)),
	KindRewardEarned: kindOf("reward-earned", care, func(b RewardEarned) string {
		return "reward earned for " + b.For
	}, says[RewardEarned](Serves)),
	KindPreventionPlanMade: kindOf("prevention-plan-made", care, preventionText, says[PreventionPlanMade](Serves)),
	KindNeedsRecorded:      kindOf("needs-recorded", care, needsText, says[NeedsRecorded](Serves)),
	KindVisitMissed:        kindOf("visit-missed", observed, always[VisitMissed]("visit missed"), says[VisitMissed](Serves)),
	KindReturnedToUse: kindOf("returned-to-use", observed, func(b ReturnedToUse) string {
		return joinWords("return to use", prefixed("of ", b.Agent))
	}, func(b ReturnedToUse, acts *Acts) { meaningOfUse(b.Agent, medication.Mass{}, acts) }),
	KindOverdosed: kindOf("overdosed", observed, func(b Overdosed) string {
		return joinWords("overdose, survived", prefixed("of ", b.Agent)) + ifYes(b.NaloxoneReversed, ", reversed with naloxone")
	}, meaningOfOverdose),
	KindPrecipitatedWithdrawal: kindOf("precipitated-withdrawal", observed, always[PrecipitatedWithdrawal]("precipitated withdrawal"),
		says[PrecipitatedWithdrawal](Shows)),
	KindAdverseEvent: kindOf("adverse-event", observed, func(b AdverseEvent) string {
		return "adverse event: " + b.Description
	}, says[AdverseEvent](Shows)),
	KindConsentRecorded: kindOf("consent-recorded", observed, func(b ConsentRecorded) string {
		return fmt.Sprintf("consent to %s %s", b.Consent, pick(b.Given == truth.Yes, "given", "withdrawn"))
	}, says[ConsentRecorded](Says)),
	KindContextStated: kindOf("context-stated", care, func(b ContextStated) string {
		return "circumstance " + string(b.Context) + prefixed(" by the protocol ", b.Protocol) + ifNo(b.Holds, " ended")
	}, says[ContextStated](Says)),
	KindDied: kindOf("died", observed, always[Died]("died"), func(_ Died, acts *Acts) {
		acts.add(Act{Means: Dies | Ends, Whatever: true, Left: true})
	}),
	KindOverrideGranted: kindOf("override-granted", care, func(b OverrideGranted) string {
		return fmt.Sprintf("standing override of %s: %s", b.Override.Rule, b.Override.Reason)
	}, says[OverrideGranted](Says)),
	KindCustom: kindOf("custom", care, func(b Custom) string { return joinWords("noted:", b.Name, b.Text) }, says[Custom](Says)),
	KindRetracted: kindOf("retracted", care, func(b Retracted) string {
		return fmt.Sprintf("%s retracted: %s", b.Event, b.Reason)
	}, says[Retracted](Corrects)),

	KindStageMoved: kindOf("stage-moved", derived, func(b StageMoved) string {
		return fmt.Sprintf("%s: %s to %s", b.Trigger, b.From, b.To)
	}, says[StageMoved](Keeps)),
	KindCourseMoved: kindOf("course-moved", derived, func(b CourseMoved) string {
		return fmt.Sprintf("%s %s: %s to %s", b.Substance, b.Trigger, b.From, b.To)
	}, says[CourseMoved](Keeps)),
	KindDeviationRecorded: kindOf("deviation-recorded", derived, func(b DeviationRecorded) string {
		return fmt.Sprintf("deviation from %s: %s", b.Rule, b.Message)
	}, says[DeviationRecorded](Keeps)),
	KindDeviationWithdrawn: kindOf("deviation-withdrawn", derived, func(b DeviationWithdrawn) string {
		return fmt.Sprintf("deviation from %s withdrawn", b.Rule)
	}, says[DeviationWithdrawn](Keeps)),

	KindOrder: kindOf("order", intent, orderText, meaningOfOrder),
	KindStageMove: kindOf("stage-move", intent, func(b StageMove) string {
		return joinWords("move:", string(b.Trigger), prefixed("to ", string(b.To)), prefixed("because of ", string(b.Reason)))
	}, meaningOfStage),
	KindLevelMove: kindOf("level-move", intent, func(b LevelMove) string {
		return joinWords("level of care:", string(b.Trigger), prefixed("to ", string(b.To)))
	}, says[LevelMove](Goes)),
	KindCourseMove: kindOf("course-move", intent, func(b CourseMove) string {
		return joinWords("course:", string(b.Trigger), prefixed("to ", string(b.To)))
	}, meaningOfCourse),
	KindStopMedication: kindOf("stop-medication", intent, func(b StopMedication) string {
		return fmt.Sprintf("stop %s: %s%s", b.Substance, b.Reason, ifYes(b.Abrupt, ", at once"))
	}, func(b StopMedication, acts *Acts) {
		acts.add(Act{Means: Ends, Substance: b.Substance, Gradual: b.Abrupt.Not(), Continues: truth.No, Reason: b.Reason})
	}),
	KindPlanEndDate: kindOf("plan-end-date", intent, func(b PlanEndDate) string {
		return fmt.Sprintf("end %s on %s: %s", b.Substance, b.On, b.Reason)
	}, func(b PlanEndDate, acts *Acts) {
		acts.add(Act{Means: Ends, Substance: b.Substance, On: b.On, Continues: truth.No, Reason: b.Reason})
	}),
	KindTakeHomeGrant: kindOf("take-home-grant", intent, func(b TakeHomeGrant) string {
		return fmt.Sprintf("grant %d days to take home", b.Days)
	}, meaningOfGrant),
	KindWithdrawalManagement: kindOf("withdrawal-management", intent, func(b WithdrawalManagement) string {
		return "withdrawal management: " + string(b.Method)
	}, meaningOfWithdrawal),
	KindForceMove: kindOf("force-move", intent, func(b ForceMove) string {
		return joinWords("forced move", prefixed("to ", joinWords(string(b.Stage), string(b.Level), string(b.Course)))+": "+b.Note)
	}, func(b ForceMove, acts *Acts) {
		acts.says(Goes)
		if out(b.Stage) || b.Course == stages.Ended || b.Course == stages.Interrupted {
			acts.add(Act{Means: Ends, Whatever: true})
		}
	}),
}

// rowOf returns the row of a body's kind; nil for no body, and for one that claims a kind that does not exist.
func rowOf(b Body) *row {
	if b == nil {
		return nil
	}
	if kind := b.Kind(); kind.Valid() {
		return &kinds[kind]
	}
	return nil
}
