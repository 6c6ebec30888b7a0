package stages

import (
	"slices"
	"strings"
	"sync"
)

// Level is the level of care: where and how intensively care is given. The empty Level is invalid; no care at all is NoLevel.
//
// These are our own words, coarser than any edition of the ASAM Criteria. ASAMLevel has the identifiers of both editions.
type Level string

// The levels.
//
// An opioid treatment program often runs beside another level: someone may live in a residential program and take methadone from
// the clinic. The level then is the other one, because that is what the week looks like, and that doses come from the clinic is a
// fact of the medication. OpioidTreatmentProgram is for people whose care is the program and nothing more intensive. In the same
// way RecoveryResidence is for people whose only structure is where they live; it is no treatment by itself.
const (
	NoLevel                Level = "none"
	Outpatient             Level = "outpatient"
	IntensiveOutpatient    Level = "intensive-outpatient"
	PartialHospitalization Level = "partial-hospitalization"
	Residential            Level = "residential"
	Inpatient              Level = "inpatient"
	RecoveryResidence      Level = "recovery-residence"
	OpioidTreatmentProgram Level = "opioid-treatment-program"
)

// The triggers of Care.
const (
	ToOutpatient             Trigger = "to-outpatient"
	ToIntensiveOutpatient    Trigger = "to-intensive-outpatient"
	ToPartialHospitalization Trigger = "to-partial-hospitalization"
	ToResidential            Trigger = "to-residential"
	ToInpatient              Trigger = "to-inpatient"
	ToRecoveryResidence      Trigger = "to-recovery-residence"
	ToOpioidTreatmentProgram Trigger = "to-opioid-treatment-program"
	LeaveCare                Trigger = "leave-care"
)

// CareVersion is the version of the built-in Care.
const CareVersion = "1"

// Care is the pathway of levels of care. Every level is open from every other, at once and in both directions: people move by
// reassessment and not by days, and nobody has to fail at one level to be given another. Going to the level where one already is
// says that a review kept it.
func Care() *Pathway[Level] { return care() }

var care = sync.OnceValue(func() *Pathway[Level] { return MustNew(careDefinition()) })

// ToLevel returns the trigger that leads to the level, and whether there is such a level. The trigger to NoLevel is LeaveCare.
func ToLevel(l Level) (Trigger, bool) {
	for _, info := range levels() {
		if info.state.ID == l {
			return info.to.ID, true
		}
	}
	return "", false
}

func careDefinition() Definition[Level] {
	d := Definition[Level]{ID: "care", Version: CareVersion, Start: NoLevel}
	all := []Level{}
	for _, l := range levels() {
		all = append(all, l.state.ID)
	}
	movement := cites(own("any level from any other, by reassessment"))
	for _, l := range levels() {
		d.States = append(d.States, l.state)
		d.Triggers = append(d.Triggers, l.to)
		others := slices.DeleteFunc(slices.Clone(all), func(o Level) bool { return o == l.state.ID })
		if l.state.ID == NoLevel {
			d.Edges = append(d.Edges, Spread(LeaveCare, NoLevel, "Care ends, or goes on elsewhere.", movement, others...)...)
			continue
		}
		d.Edges = append(d.Edges, Spread(l.to.ID, l.state.ID, "Reassessment found that this is the level needed now.", movement,
			others...)...)
		d.Edges = append(d.Edges, Spread(l.to.ID, l.state.ID, "A review kept the level.", movement, l.state.ID)...)
	}
	d.Refusals = []Refusal[Level]{{From: []Level{NoLevel}, On: []Trigger{LeaveCare}, Why: "The person is at no level of care."}}
	return d
}

// level is one row of the table: the state, and the trigger that leads there.
type level struct {
	state State[Level]
	to    TriggerInfo
}

func levels() []level {
	return []level{
		{State[Level]{ID: NoLevel, Title: "No level of care", Meaning: "No care is being given at any level."},
			TriggerInfo{LeaveCare, "Leave care", "Care at any level has ended here."}},
		toLevel(Outpatient, "Outpatient", "in the community", "Visits, as often as they help; the person lives at home.", ToOutpatient),
		toLevel(IntensiveOutpatient, "Intensive outpatient", "in the community",
			"A structured program on several days a week; the person lives at home.",
			ToIntensiveOutpatient),
		toLevel(PartialHospitalization, "Partial hospitalization", "in the community",
			"A day program on most days; the person lives at home.",
			ToPartialHospitalization),
		toLevel(Residential, "Residential", "overnight", "The person lives where treatment is given, with staff day and night.",
			ToResidential),
		toLevel(Inpatient, "Inpatient", "overnight", "Medical care day and night, in a hospital or a unit like one.", ToInpatient),
		toLevel(RecoveryResidence, "Recovery residence", "in the community", "Supportive housing; treatment, if any, is given elsewhere.",
			ToRecoveryResidence),
		toLevel(OpioidTreatmentProgram, "Opioid treatment program", "in the community",
			"A program that gives methadone or another medication, with the counseling that goes with it.", ToOpioidTreatmentProgram),
	}
}

func toLevel(id Level, title, phase, meaning string, on Trigger) level {
	return level{
		State[Level]{ID: id, Title: title, Phase: phase, Meaning: meaning},
		TriggerInfo{ID: on, Title: "To " + strings.ToLower(title), Meaning: "The level of care is now: " + strings.ToLower(title) + "."},
	}
}
