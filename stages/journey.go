package stages

import (
	"slices"
	"sync"

	"github.com/oudpath/oudpath/plan/evidence"
)

// Stage is where a person is on the journey through treatment. The empty Stage is none: the Journey begins at Referral.
type Stage string

// The stages. Care goes on in the first six; the next four are resting states, which people come back from; death is final.
const (
	Referral   Stage = "referral"
	Assessment Stage = "assessment"
	Detox      Stage = "detox"
	Therapy    Stage = "therapy"
	Aftercare  Stage = "aftercare"
	Recovery   Stage = "recovery"

	Transferred              Stage = "transferred"
	DischargedPlanned        Stage = "discharged-planned"
	DischargedUnplanned      Stage = "discharged-unplanned"
	DischargedAdministrative Stage = "discharged-administrative"

	Deceased Stage = "deceased"
)

// The triggers of the Journey.
const (
	Assess                  Trigger = "assess"
	BeginDetox              Trigger = "begin-detox"
	BeginTherapy            Trigger = "begin-therapy"
	BeginAftercare          Trigger = "begin-aftercare"
	EnterRecovery           Trigger = "enter-recovery"
	ReturnToUse             Trigger = "return-to-use"
	Overdose                Trigger = "overdose"
	Readmit                 Trigger = "readmit"
	Reassess                Trigger = "reassess"
	Transfer                Trigger = "transfer"
	DischargePlanned        Trigger = "discharge-planned"
	DischargeUnplanned      Trigger = "discharge-unplanned"
	DischargeAdministrative Trigger = "discharge-administrative"
	Death                   Trigger = "death"
)

// PlanForContinuingCare is the only condition that the Journey asks for: on the way from detox straight to aftercare.
const PlanForContinuingCare Condition = "plan-for-continuing-care"

// JourneyVersion is the version of the built-in Journey.
const JourneyVersion = "1"

// Journey is the pathway of stages: referral, assessment, detox, therapy, aftercare, recovery, and the ways back.
//
// Therapy, aftercare and recovery open straight from assessment, with no detox. Return to use and a survived overdose lead to
// assessment from everywhere, also from a discharge. Stepping back is a reassessment. Medication is not on this pathway.
//
// It has one guard, and no guard keeps anybody from treatment: to go from detox straight to aftercare there must be a plan for
// continuing care, because withdrawal management with nothing behind it does harm. Without one, therapy and reassessment stay open,
// and so does writing the plan. No discharge is guarded: a discharge from detox with no plan is for the rules to warn of.
func Journey() *Pathway[Stage] { return journey() }

var journey = sync.OnceValue(func() *Pathway[Stage] { return MustNew(journeyDefinition()) })

func journeyDefinition() Definition[Stage] {
	return Definition[Stage]{
		ID: "journey", Version: JourneyVersion, Start: Referral,
		States: journeyStates(), Triggers: journeyTriggers(),
		Conditions: []ConditionInfo{
			{PlanForContinuingCare, "What follows the withdrawal is agreed: medication, therapy or support, with whom and from when."},
		},
		Edges: journeyEdges(), Refusals: journeyRefusals(),
	}
}

func journeyEdges() []Edge[Stage] {
	active := []Stage{Referral, Assessment, Detox, Therapy, Aftercare, Recovery}
	resting := []Stage{Transferred, DischargedPlanned, DischargedUnplanned, DischargedAdministrative}
	living := slices.Concat(active, resting)
	reassess := cites(evidence.ASAM2020.At("page 9", evidence.Primary))
	exits := cites(evidence.NDTMS.At("modality exit: agreed and planned, the person's unplanned, withdrawn by the service",
		evidence.Primary))

	return slices.Concat(
		Spread(Assess, Assessment, "Assessment opens the way to everything else; it may be the same day, and medication need not wait for it.",
			cites(evidence.MATScotland2021.At("standard 1", evidence.Primary)), Referral),
		Spread(BeginDetox, Detox, "A withdrawal is planned and will be managed.", cites(evidence.ASAM2020.At("page 8",
			evidence.Primary)), Assessment),
		Spread(BeginTherapy, Therapy, "Therapy needs no detox before it: people who start medication go straight to it.",
			cites(evidence.ASAM2015.At("page 5", evidence.Primary), evidence.BCPrimaryCare2018.At("", evidence.Primary)), Assessment),
		Spread(BeginTherapy, Therapy, "Treatment goes on after withdrawal, which alone is no treatment.",
			cites(evidence.ASAM2015.At("page 5",
				evidence.Primary)), Detox),
		Spread(BeginAftercare, Aftercare, "Someone stable, on medication or after care elsewhere, may need continuing care only.",
			cites(own("aftercare straight from assessment")), Assessment),
		[]Edge[Stage]{{
			From: Detox, On: BeginAftercare, To: Aftercare, When: []Literal{If(PlanForContinuingCare)},
			Why: "Withdrawal with a plan for what follows may lead straight to continuing care.",
			Cites: cites(evidence.ASAM2015.At("page 5", evidence.Primary), evidence.NICECG52.At("1.1.1.1-1.1.1.2", evidence.Primary),
				evidence.CRISM2024.At("abstract", evidence.Primary),
				evidence.MhGAP2016.At("withdrawal rests on a plan behind it", evidence.Secondary)),
		}},
		Spread(BeginAftercare, Aftercare, "Structured treatment steps down to continuing care.", cites(evidence.NICEQS23.At("statement 9",
			evidence.Primary)), Therapy),
		Spread(EnterRecovery, Recovery, "Someone in remission needs monitoring and a way back, for as long as they want it.",
			cites(own("recovery is remission monitoring, with no fixed end")), Assessment, Aftercare),

		Spread(ReturnToUse, Assessment, "Return to use asks what should change: level, dose, support. It ends nothing.", reassess,
			active...),
		Spread(ReturnToUse, Assessment, "Someone who returned to use and comes back is taken up again at once.", reassess, resting...),
		Spread(Overdose, Assessment, "A survived overdose asks what should change, now, and for medication on the same day.",
			cites(own("overdose leads to assessment, like return to use")), living...),
		Spread(Readmit, Assessment, "People come back: what they need now is asked afresh.", reassess, resting...),
		Spread(Reassess, Assessment, "Needs have changed, or time has passed: any step, also one back, begins with a reassessment.",
			cites(own("stepping back is a reassessment")), active[1:]...),

		Spread(Transfer, Transferred, "Care goes on with another service.", cites(own("order of the pathway"),
			evidence.NDTMS.At("discharge reasons", evidence.Primary)), active...),
		Spread(DischargePlanned, DischargedPlanned, "Care ends as agreed.", exits, active...),
		Spread(DischargeUnplanned, DischargedUnplanned, "The person left, and the way back stays open.", exits, active...),
		Spread(DischargeAdministrative, DischargedAdministrative, "The service ended care, and the way back stays open.", exits, active...),
		Spread(Death, Deceased, "The person died.", ownWay(), living...),
	)
}

func journeyRefusals() []Refusal[Stage] {
	resting := []Stage{Transferred, DischargedPlanned, DischargedUnplanned, DischargedAdministrative}
	begin := []Trigger{BeginDetox, BeginTherapy, BeginAftercare, EnterRecovery}
	leave := []Trigger{Transfer, DischargePlanned, DischargeUnplanned, DischargeAdministrative}

	return []Refusal[Stage]{
		{From: []Stage{Referral}, On: begin, Why: "Assessment comes first; this can follow on the same day."},
		{From: []Stage{Referral}, On: []Trigger{Reassess}, Why: "There is no assessment yet: assess."},
		{From: []Stage{Assessment, Detox, Therapy, Aftercare, Recovery}, On: []Trigger{Assess}, Why: "There was an assessment: reassess."},
		{From: []Stage{Referral, Assessment, Detox, Therapy, Aftercare, Recovery}, On: []Trigger{Readmit}, Why: "The person is in care."},

		{From: []Stage{Detox}, On: []Trigger{BeginDetox}, Why: "Detox is under way."},
		{From: []Stage{Detox}, On: []Trigger{BeginAftercare}, Cites: cites(evidence.ASAM2015.At("page 5", evidence.Primary),
			evidence.NICECG52.At("1.1.1.1-1.1.1.2", evidence.Primary)),
			Why: "There is no plan for continuing care: agree on one, begin therapy, or reassess. All three are open."},
		{From: []Stage{Detox, Therapy}, On: []Trigger{EnterRecovery},
			Why: "Recovery follows aftercare; where care so far was enough, reassess."},
		{From: []Stage{Therapy}, On: []Trigger{BeginTherapy}, Why: "Therapy is under way."},
		{From: []Stage{Therapy, Aftercare, Recovery}, On: []Trigger{BeginDetox},
			Why: "Reassess first. A taper of the medication is not a detox: see the course."},
		{From: []Stage{Aftercare, Recovery}, On: []Trigger{BeginTherapy}, Why: "A step back begins with a reassessment."},
		{From: []Stage{Aftercare}, On: []Trigger{BeginAftercare}, Why: "Aftercare is under way."},
		{From: []Stage{Recovery}, On: []Trigger{BeginAftercare}, Why: "A step back begins with a reassessment."},
		{From: []Stage{Recovery}, On: []Trigger{EnterRecovery}, Why: "Recovery is under way."},

		{From: resting, On: append([]Trigger{Assess, Reassess}, begin...),
			Why: "The person is not in care here: readmit, then this follows."},
		{From: resting, On: leave, Why: "The person has left care already. If it was recorded wrongly, correct the record."},

		{From: []Stage{Deceased}, On: slices.Concat([]Trigger{Assess, ReturnToUse, Overdose, Readmit, Reassess, Death}, begin, leave),
			Why: "Nothing follows death. If it was recorded wrongly, correct the record."},
	}
}

func journeyStates() []State[Stage] {
	return []State[Stage]{
		{ID: Referral, Title: "Referral", Phase: "entry",
			Meaning: "Someone has been referred, or has come by themselves, and waits for assessment."},
		{ID: Assessment, Title: "Assessment", Phase: "entry",
			Meaning: "What the person needs now is being found out. Medication may already have started."},
		{ID: Detox, Title: "Detox", Phase: "treatment", Typical: detoxDurations(),
			Meaning: "A planned withdrawal is being managed. It is the beginning of a treatment and never the whole of one."},
		{ID: Therapy, Title: "Therapy", Phase: "treatment", Typical: therapyDurations(),
			Meaning: "Structured treatment, with or without medication: counseling, psychological and social support."},
		{ID: Aftercare, Title: "Aftercare", Phase: "continuing care", Typical: aftercareDurations(),
			Meaning: "Continuing care after structured treatment, or on stable medication: less contact, the same open door."},
		{ID: Recovery, Title: "Recovery", Phase: "continuing care", Typical: recoveryDurations(),
			Meaning: "Remission is monitored, for as long as the person wants it. Being on medication is no obstacle to remission."},
		{ID: Transferred, Title: "Transferred", Phase: "out of care", Meaning: "Another service has taken over."},
		{ID: DischargedPlanned, Title: "Planned discharge", Phase: "out of care", Meaning: "Care ended as agreed."},
		{ID: DischargedUnplanned, Title: "Unplanned discharge", Phase: "out of care", Meaning: "The person left before care was to end."},
		{ID: DischargedAdministrative, Title: "Administrative discharge", Phase: "out of care", Meaning: "The service ended care."},
		{ID: Deceased, Title: "Deceased", Terminal: true, Meaning: "The person has died."},
	}
}

func journeyTriggers() []TriggerInfo {
	return []TriggerInfo{
		{Assess, "Assess", "Assessment begins."},
		{BeginDetox, "Begin detox", "A planned withdrawal begins."},
		{BeginTherapy, "Begin therapy", "Structured treatment begins."},
		{BeginAftercare, "Begin aftercare", "Continuing care begins."},
		{EnterRecovery, "Enter recovery", "Care becomes the monitoring of remission."},
		{ReturnToUse, "Return to use", "The person has used again, by their own word or by a test that was confirmed."},
		{Overdose, "Overdose", "The person has survived an overdose."},
		{Readmit, "Readmit", "Someone who had left care comes back."},
		{Reassess, "Reassess", "Needs are assessed again, by plan or because something changed."},
		{Transfer, "Transfer", "Another service takes over."},
		{DischargePlanned, "Discharge as planned", "Care ends as agreed."},
		{DischargeUnplanned, "Discharge without a plan", "The person has left."},
		{DischargeAdministrative, "Discharge by the service", "The service ends care."},
		{Death, "Death", "The person has died, of whatever cause."},
	}
}
