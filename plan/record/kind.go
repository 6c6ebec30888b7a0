package record

import (
	"fmt"
	"math/bits"
)

// Kind names what an event is about. The zero Kind is invalid.
//
// The text of a kind is its name on the wire: names are only ever added, never changed or reused.
type Kind uint8

// The kinds of facts: what has happened. A fact is never refused.
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

	firstIntent
	KindOrder Kind = iota - 1
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

// KindCount is one more than the number of kinds: the size of an array that a kind indexes.
const KindCount = int(kindEnd)

var kindNames = [kindEnd]string{
	KindPersonRegistered: "person-registered", KindDiagnosisRecorded: "diagnosis-recorded", KindOpioidUsed: "opioid-used",
	KindScored: "scored", KindSignsObserved: "signs-observed", KindMeasured: "measured", KindScreened: "screened",
	KindPregnancyReported: "pregnancy-reported", KindAllergyReported: "allergy-reported",
	KindConditionReported: "condition-reported", KindMedicineReported: "medicine-reported", KindReviewed: "reviewed",
	KindAssessed:   "assessed",
	KindChallenged: "challenged", KindDoseGiven: "dose-given", KindDoseTaken: "dose-taken", KindDoseMissed: "dose-missed",
	KindDoseHeld: "dose-held", KindTakeHomeSupplied: "take-home-supplied", KindDosesLost: "doses-lost", KindNaloxoneSupplied: "naloxone-supplied",
	KindSessionAttended: "session-attended", KindSessionMissed: "session-missed", KindServiceDeclined: "service-declined",
	KindRewardEarned: "reward-earned", KindPreventionPlanMade: "prevention-plan-made", KindVisitMissed: "visit-missed",
	KindReturnedToUse: "returned-to-use", KindOverdosed: "overdosed",
	KindPrecipitatedWithdrawal: "precipitated-withdrawal", KindAdverseEvent: "adverse-event",
	KindConsentRecorded: "consent-recorded", KindContextStated: "context-stated", KindDied: "died",
	KindOverrideGranted: "override-granted", KindCustom: "custom", KindRetracted: "retracted",
	KindStageMoved: "stage-moved", KindCourseMoved: "course-moved", KindDeviationRecorded: "deviation-recorded",
	KindDeviationWithdrawn: "deviation-withdrawn",
	KindOrder:              "order", KindStageMove: "stage-move", KindLevelMove: "level-move", KindCourseMove: "course-move",
	KindStopMedication: "stop-medication", KindPlanEndDate: "plan-end-date", KindTakeHomeGrant: "take-home-grant",
	KindWithdrawalManagement: "withdrawal-management", KindForceMove: "force-move",
}

// bodies holds the zero body of each kind: the one type that events of the kind may carry.
var bodies = [kindEnd]Body{
	KindPersonRegistered: PersonRegistered{}, KindDiagnosisRecorded: DiagnosisRecorded{}, KindOpioidUsed: OpioidUsed{},
	KindScored: Scored{}, KindSignsObserved: SignsObserved{}, KindMeasured: Measured{}, KindScreened: Screened{},
	KindPregnancyReported: PregnancyReported{}, KindAllergyReported: AllergyReported{},
	KindConditionReported: ConditionReported{}, KindMedicineReported: MedicineReported{}, KindReviewed: Reviewed{}, KindAssessed: Assessed{},
	KindChallenged: Challenged{}, KindDoseGiven: DoseGiven{}, KindDoseTaken: DoseTaken{}, KindDoseMissed: DoseMissed{},
	KindDoseHeld: DoseHeld{}, KindTakeHomeSupplied: TakeHomeSupplied{}, KindDosesLost: DosesLost{}, KindNaloxoneSupplied: NaloxoneSupplied{},
	KindSessionAttended: SessionAttended{}, KindSessionMissed: SessionMissed{}, KindServiceDeclined: ServiceDeclined{},
	KindRewardEarned: RewardEarned{}, KindPreventionPlanMade: PreventionPlanMade{}, KindVisitMissed: VisitMissed{},
	KindReturnedToUse: ReturnedToUse{}, KindOverdosed: Overdosed{}, KindPrecipitatedWithdrawal: PrecipitatedWithdrawal{},
	KindAdverseEvent: AdverseEvent{}, KindConsentRecorded: ConsentRecorded{}, KindContextStated: ContextStated{},
	KindDied: Died{}, KindOverrideGranted: OverrideGranted{}, KindCustom: Custom{}, KindRetracted: Retracted{},
	KindStageMoved: StageMoved{}, KindCourseMoved: CourseMoved{}, KindDeviationRecorded: DeviationRecorded{},
	KindDeviationWithdrawn: DeviationWithdrawn{},
	KindOrder:              Order{}, KindStageMove: StageMove{}, KindLevelMove: LevelMove{}, KindCourseMove: CourseMove{},
	KindStopMedication: StopMedication{}, KindPlanEndDate: PlanEndDate{}, KindTakeHomeGrant: TakeHomeGrant{},
	KindWithdrawalManagement: WithdrawalManagement{}, KindForceMove: ForceMove{},
}

// Zero returns the empty body of the kind: the type that events of the kind carry. It is nil for an invalid kind.
func (k Kind) Zero() Body {
	if !k.Valid() {
		return nil
	}
	return bodies[k]
}

// AllKinds returns every kind, facts first.
func AllKinds() []Kind {
	all := make([]Kind, 0, kindEnd-1)
	for k := Kind(1); k < kindEnd; k++ {
		all = append(all, k)
	}
	return all
}

// Valid reports whether k is one of the named kinds.
func (k Kind) Valid() bool { return k > 0 && k < kindEnd }

// Intent reports whether events of this kind ask for something, so that they can be refused. All others are facts.
func (k Kind) Intent() bool { return k >= firstIntent && k < kindEnd }

// observations are the facts about a person, as opposed to acts of care.
var observations = On(KindPersonRegistered, KindDiagnosisRecorded, KindOpioidUsed, KindScored, KindSignsObserved, KindMeasured,
	KindScreened, KindPregnancyReported, KindAllergyReported, KindConditionReported, KindDoseMissed, KindSessionMissed,
	KindServiceDeclined, KindVisitMissed, KindDosesLost, KindReturnedToUse, KindOverdosed, KindPrecipitatedWithdrawal, KindAdverseEvent,
	KindConsentRecorded, KindDied)

// Observation reports whether events of this kind say what a person does, says or shows. A rule may have findings about them,
// and they are never deviations.
func (k Kind) Observation() bool { return observations.Has(k) }

// Derived reports whether the engine alone makes events of this kind, as a consequence of another event.
func (k Kind) Derived() bool { return k >= KindStageMoved && k <= KindDeviationWithdrawn }

// String returns the wire name, and "invalid" for anything else.
func (k Kind) String() string {
	if !k.Valid() {
		return "invalid"
	}
	return kindNames[k]
}

// ParseKind reads a wire name.
func ParseKind(name string) (Kind, error) {
	for k := Kind(1); k < kindEnd; k++ {
		if kindNames[k] == name {
			return k, nil
		}
	}
	return 0, fmt.Errorf("record: unknown kind of event %q", name)
}

// Kinds is a set of kinds. The zero Kinds is empty.
type Kinds uint64

// On returns the set of these kinds: what a rule watches.
func On(kinds ...Kind) Kinds {
	var set Kinds
	for _, k := range kinds {
		set |= 1 << k
	}
	return set
}

// Valid reports whether the set is not empty and holds no kind that does not exist.
func (s Kinds) Valid() bool { return s != 0 && s&^(1<<kindEnd-2) == 0 }

// Has reports whether the kind is in the set.
func (s Kinds) Has(k Kind) bool { return s&(1<<k) != 0 }

// List returns the kinds in the set in their own order.
func (s Kinds) List() []Kind {
	list := make([]Kind, 0, bits.OnesCount64(uint64(s)))
	for rest := uint64(s); rest != 0; rest &= rest - 1 {
		list = append(list, Kind(bits.TrailingZeros64(rest)))
	}
	return list
}

// Every kind must fit into the bits of Kinds.
const _ = uint64(1) << (64 - kindEnd)
