package stages

import (
	"slices"
	"sync"

	"github.com/oudpath/oudpath/plan/evidence"
)

// Course is how far the treatment with a medication for opioid use disorder has come. The empty Course is invalid; no medication
// is NoMedication. Which medication it is, at what dose, is not known here.
type Course string

// The parts of a course.
const (
	NoMedication  Course = "none"
	Initiation    Course = "initiation"
	Stabilization Course = "stabilization"
	Maintenance   Course = "maintenance"
	Taper         Course = "taper"
	Interrupted   Course = "interrupted"
	Ended         Course = "ended"
)

// The triggers of Medication. DoseGiven is a fact and never refused; the others are decisions.
const (
	Start      Trigger = "start"
	Stabilize  Trigger = "stabilize"
	Maintain   Trigger = "maintain"
	BeginTaper Trigger = "begin-taper"
	PauseTaper Trigger = "pause-taper"
	Interrupt  Trigger = "interrupt"
	Resume     Trigger = "resume"
	Switch     Trigger = "switch"
	End        Trigger = "end"
	DoseGiven  Trigger = "dose-given"
)

// MedicationVersion is the version of the built-in Medication.
const MedicationVersion = "1"

// Medication is the pathway of a course: initiation, stabilization, maintenance, and taper if the person chooses one.
//
// Nothing on it is guarded and nothing ends by itself: maintenance has no time limit, a taper can be paused at any point, and a
// course that has ended can start again. It says nothing about doses. Where a gap may have cost tolerance, the way back is through
// Initiation: Start leads there from Interrupted, and so does a dose that was simply given. Resume leads to Stabilization, for a
// gap after which the dose has only to be proven again.
func Medication() *Pathway[Course] { return medicationCourse() }

var medicationCourse = sync.OnceValue(func() *Pathway[Course] { return MustNew(courseDefinition()) })

func courseDefinition() Definition[Course] {
	return Definition[Course]{
		ID: "medication", Version: MedicationVersion, Start: NoMedication,
		States: courseStates(), Triggers: courseTriggers(), Edges: courseEdges(), Refusals: courseRefusals(),
	}
}

func courseEdges() []Edge[Course] {
	way := ownWay()
	anew := cites(evidence.AustraliaMethadone2003.At("section 3.5",
		evidence.Primary), own("a gap that may have cost tolerance leads to initiation"))
	noLimit := cites(evidence.ASAM2020.At("pages 10 and 12", evidence.Primary), evidence.ASAM2015.At("page 8", evidence.Primary))

	return slices.Concat(
		Spread(Start, Initiation, "The medication is started; no detox is needed before it.", cites(evidence.ASAM2015.At("page 5",
			evidence.Primary), evidence.BCPrimaryCare2018.At("", evidence.Primary)), NoMedication, Ended),
		Spread(Start, Initiation, "After a gap that may have cost tolerance the course starts anew.", anew, Interrupted),
		Spread(Stabilize, Stabilization, "The first doses were tolerated: the dose that holds is now looked for.", way, Initiation),
		Spread(Stabilize, Stabilization, "The dose no longer holds, and is looked for again.", cites(evidence.ASAM2020.At("page 9",
			evidence.Primary)), Maintenance, Taper),
		Spread(Maintain, Maintenance, "The dose holds, and may go on for as long as it helps.", noLimit, Initiation, Stabilization),
		Spread(BeginTaper, Taper, "The person wants to come off the medication, gradually.", way, Stabilization, Maintenance),
		Spread(BeginTaper, Taper, "A managed withdrawal starts the medication in order to taper it.", cites(evidence.ASAM2020.At("page 8",
			evidence.Primary)), Initiation),
		Spread(PauseTaper, Maintenance, "A taper can be paused at any point, and what is left of the dose kept.",
			cites(own("a taper can be paused at any point")), Taper),
		Spread(Interrupt, Interrupted, "Doses are being missed or withheld.", way, Initiation, Stabilization, Maintenance, Taper),
		Spread(Resume, Stabilization, "Tolerance was kept: the course goes on, and the dose has to be proven again.",
			cites(evidence.AustraliaMethadone2003.At("section 3.5", evidence.Primary)), Interrupted),
		Spread(Switch, Initiation, "Another medication takes over, and is initiated by its own rules.",
			cites(evidence.ASAM2015.At("page 8", evidence.Primary),
				own("any medication may follow any other; whether and when is for the rules")),
			Initiation, Stabilization, Maintenance, Taper, Interrupted),
		Spread(End, Ended, "The course has ended, by decision or because the person stopped.", way, Initiation, Stabilization, Maintenance,
			Taper, Interrupted),

		Spread(DoseGiven, Initiation, "A dose was given, so a course has begun, whether or not it was ordered.",
			cites(own("a dose that was given is a fact")),
			NoMedication, Ended),
		Spread(DoseGiven, Initiation, "A dose was given after a gap that may have cost tolerance: the course begins anew until someone "+
			"resumes it.", anew, Interrupted),
		Spread(DoseGiven, Initiation, "A dose was given.", way, Initiation),
		Spread(DoseGiven, Stabilization, "A dose was given.", way, Stabilization),
		Spread(DoseGiven, Maintenance, "A dose was given.", way, Maintenance),
		Spread(DoseGiven, Taper, "A dose was given.", way, Taper),
	)
}

func courseRefusals() []Refusal[Course] {
	none := []Course{NoMedication, Ended}
	return []Refusal[Course]{
		{From: []Course{Initiation, Stabilization, Maintenance, Taper}, On: []Trigger{Start},
			Why: "A course is under way: switch, if it is another medication."},
		{From: none, On: []Trigger{Stabilize, Maintain, BeginTaper, PauseTaper, Interrupt, Resume, Switch, End},
			Why: "No course is under way: start one."},
		{From: []Course{Interrupted}, On: []Trigger{Stabilize, Maintain, BeginTaper, PauseTaper},
			Why: "The course is interrupted: resume it, or start anew where tolerance may be lost."},
		{From: []Course{Interrupted}, On: []Trigger{Interrupt}, Why: "The course is interrupted already."},
		{From: []Course{Initiation, Stabilization, Maintenance, Taper}, On: []Trigger{Resume}, Why: "The course is not interrupted."},
		{From: []Course{Initiation, Stabilization, Maintenance}, On: []Trigger{PauseTaper}, Why: "No taper is under way."},
		{From: []Course{Stabilization}, On: []Trigger{Stabilize}, Why: "Stabilization is under way."},
		{From: []Course{Maintenance}, On: []Trigger{Maintain}, Why: "Maintenance is under way."},
		{From: []Course{Taper}, On: []Trigger{Maintain}, Why: "A taper is under way: pause it."},
		{From: []Course{Taper}, On: []Trigger{BeginTaper}, Why: "A taper is under way."},
	}
}

func courseStates() []State[Course] {
	return []State[Course]{
		{ID: NoMedication, Title: "No medication", Meaning: "No medication for opioid use disorder has been started."},
		{ID: Initiation, Title: "Initiation", Phase: "on medication", Meaning: "The first doses are given and watched."},
		{ID: Stabilization, Title: "Stabilization", Phase: "on medication",
			Meaning: "The dose that stops withdrawal and craving is being found."},
		{ID: Maintenance, Title: "Maintenance", Phase: "on medication", Meaning: "The dose holds.", Typical: maintenanceDurations()},
		{ID: Taper, Title: "Taper", Phase: "on medication", Meaning: "The dose is being lowered, at the person's wish and pace.",
			Typical: taperDurations()},
		{ID: Interrupted, Title: "Interrupted", Meaning: "Doses have been missed or withheld; tolerance may be falling."},
		{ID: Ended, Title: "Ended", Meaning: "The course is over. Tolerance may be lost, and the way back is open."},
	}
}

func courseTriggers() []TriggerInfo {
	return []TriggerInfo{
		{Start, "Start", "A medication is started."},
		{Stabilize, "Stabilize", "The dose that holds is looked for."},
		{Maintain, "Maintain", "The dose holds and goes on."},
		{BeginTaper, "Begin taper", "The dose will be lowered step by step."},
		{PauseTaper, "Pause taper", "The lowering stops, and the dose is kept."},
		{Interrupt, "Interrupt", "Doses have been missed or withheld."},
		{Resume, "Resume", "Doses go on after a gap that did not cost tolerance."},
		{Switch, "Switch", "Another medication takes over."},
		{End, "End", "The course is over."},
		{DoseGiven, "Dose given", "A dose was given."},
	}
}
