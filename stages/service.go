package stages

import (
	"github.com/oudpath/oudpath/plan/evidence"
	"github.com/oudpath/oudpath/plan/vocabulary"
)

// Service is a therapy service: what is done in a stage beside medication. The empty Service is none.
//
// None of them is a condition of medication, or of any move on a pathway: a person who declines counseling keeps the medication.
type Service string

// The services.
const (
	CBT                   Service = "cbt"
	ContingencyManagement Service = "contingency-management"
	Motivational          Service = "motivational-interviewing"
	DBT                   Service = "dbt"
	CouplesTherapy        Service = "behavioral-couples-therapy"
	IndividualSessions    Service = "individual"
	GroupSessions         Service = "group"
	FamilySessions        Service = "family"
	MutualHelp            Service = "mutual-help"
	Psychoeducation       Service = "psychoeducation"
	SocialSkills          Service = "social-skills"
	CaseManagement        Service = "case-management"
	Yoga                  Service = "yoga"
	Mindfulness           Service = "mindfulness"
	ArtTherapy            Service = "art"
	Acupuncture           Service = "acupuncture"
	FamilyTraining        Service = "family-training"
	Exercise              Service = "exercise"
	Nutrition             Service = "nutrition"
	SleepHelp             Service = "sleep"
	Recreation            Service = "recreation"
	WorkHelp              Service = "employment-support"
	HousingHelp           Service = "housing-support"
	LegalHelp             Service = "legal-help"
	WoundCare             Service = "wound-care"
	Vaccination           Service = "vaccination"
)

// ServiceKind groups services. The zero ServiceKind is invalid.
type ServiceKind uint8

// The kinds.
const (
	_                    ServiceKind = iota
	PsychologicalService             // a method of psychotherapy
	ServiceSetting                   // who is in the room: a form that methods are given in
	PeerService                      // people who help each other
	PracticalService                 // knowledge, skills, and help with life
	ComplementaryService             // beside treatment and never instead of it
)

var serviceKinds = vocabulary.Required[ServiceKind]("kind of service", []string{
	PsychologicalService: "psychological",
	ServiceSetting:       "setting",
	PeerService:          "peer",
	PracticalService:     "practical",
	ComplementaryService: "complementary",
})

// Valid reports whether k is a kind of service.
func (k ServiceKind) Valid() bool { return serviceKinds.Valid(k) }

// String returns the name, and "invalid kind of service 77" for a value that is none.
func (k ServiceKind) String() string { return serviceKinds.Name(k) }

// MarshalText writes the name; a value that is no kind of service is a vocabulary.ErrWord.
func (k ServiceKind) MarshalText() ([]byte, error) { return serviceKinds.MarshalText(k) }

// UnmarshalText reads what MarshalText writes, in that exact spelling; any other text is a vocabulary.ErrWord.
func (k *ServiceKind) UnmarshalText(text []byte) error { return serviceKinds.UnmarshalText(k, text) }

// Standing is what the sources say about a service for opioid use disorder. The zero Standing is invalid.
type Standing uint8

// The standings.
const (
	_           Standing = iota
	Recommended          // to be offered
	ForSome              // to be offered to the people that the note names
	NotRoutine           // not to be offered routinely; the note says to whom it may be
	NotStated            // no source that was seen says whether it helps: not a statement that it does not
)

var standings = vocabulary.Required[Standing]("standing", []string{
	Recommended: "recommended",
	ForSome:     "for some",
	NotRoutine:  "not routine",
	NotStated:   "not stated",
})

// Valid reports whether s is a standing.
func (s Standing) Valid() bool { return standings.Valid(s) }

// String returns the name, and "invalid standing 77" for a value that is none.
func (s Standing) String() string { return standings.Name(s) }

// MarshalText writes the name; a value that is no standing is a vocabulary.ErrWord.
func (s Standing) MarshalText() ([]byte, error) { return standings.MarshalText(s) }

// UnmarshalText reads what MarshalText writes, in that exact spelling; any other text is a vocabulary.ErrWord.
func (s *Standing) UnmarshalText(text []byte) error { return standings.UnmarshalText(s, text) }

// ServiceInfo is one row of the table of services.
type ServiceInfo struct {
	ID       Service
	Title    string
	Meaning  string
	Kind     ServiceKind
	Standing Standing
	Note     string              // what the standing rests on, or for whom it holds; may be empty
	Cites    []evidence.Citation // at least one
}

// Describe returns the row of the service, and whether there is one.
func (s Service) Describe() (ServiceInfo, bool) {
	for _, info := range Services() {
		if info.ID == s {
			return info, true
		}
	}
	return ServiceInfo{}, false
}

// Services returns the table of services.
func Services() []ServiceInfo {
	const primary, unconfirmed = evidence.Primary, evidence.Unconfirmed
	const guide = "UK provider guide that restates CG51, August 2026"

	named := own("named as a service, without a source on its effect")

	return []ServiceInfo{
		{CBT, "Cognitive behavioral therapy",
			"Working on the thoughts and habits that lead to use, or that keep depression and anxiety going.", PsychologicalService,
			NotRoutine,
			"Not routinely for the drug problem itself, which the restatement that was seen says of stimulants; offered for depression or " +
				"anxiety beside it.",
			cites(evidence.NICECG51.At("cognitive behavioral therapy", secondary).SeenIn(guide), evidence.NICEQS23.At("statement 8",
				evidence.Primary))},
		{ContingencyManagement, "Contingency management", "A voucher or privilege for each drug-negative test.", PsychologicalService,
			Recommended,
			"Tests three times a week for three weeks, twice for the next three, then once until things are stable.",
			cites(evidence.NICECG51.At("key priorities", primary))},
		{Motivational, "Motivational interviewing", "Short talks that help a person find their own reasons for a change.",
			PsychologicalService, Recommended,
			"Two sessions of 10 to 45 minutes, as a brief intervention.", cites(evidence.NICECG51.At("key priorities", primary))},
		{DBT, "Dialectical behavior therapy", "Skills for bearing distress and steering emotions.", PsychologicalService, NotStated, "",
			cites(named)},
		{CouplesTherapy, "Behavioral couples therapy", "Therapy together with a partner.", PsychologicalService, ForSome,
			"People with a willing partner who does not use. Weekly for at least 12 weeks is unconfirmed.",
			cites(evidence.NICECG51.At("behavioral couples therapy", secondary).SeenIn(guide),
				evidence.NICECG51.At("behavioral couples therapy, dose", unconfirmed))},
		{IndividualSessions, "Individual sessions", "One person with one counselor.", ServiceSetting, NotStated, "",
			cites(evidence.NDTMS.At("PSYCOUN, counseling", evidence.Primary))},
		{GroupSessions, "Group sessions", "Several people with a counselor.", ServiceSetting, NotStated, "", cites(named)},
		{FamilySessions, "Family and network sessions", "Relatives and friends take part, or are helped themselves.", ServiceSetting,
			NotStated, "",
			cites(evidence.NDTMS.At("PSYFSNI and RECFMSP, family and social network", evidence.Primary))},
		{MutualHelp, "Mutual help", "Groups of people in recovery, such as Narcotics Anonymous and other twelve-step groups.", PeerService,
			Recommended,
			"To tell people about them routinely. Taking part is the person's choice.", cites(evidence.NICECG51.At("key priorities",
				primary))},
		{Psychoeducation, "Education", "What withdrawal, loss of tolerance, overdose and treatment are like.", PracticalService,
			Recommended,
			"Before a detoxification: what withdrawal is like, the loss of tolerance, the need for support afterwards.",
			cites(evidence.NICECG52.At("1.1.1.1-1.1.1.2", primary))},
		{SocialSkills, "Social skills", "Practice for everyday situations, refusing an offer among them.", PracticalService, NotStated, "",
			cites(named)},
		{CaseManagement, "Case management", "A key worker with a care plan, who also helps with housing, income and work.",
			PracticalService, Recommended,
			"A part of structured treatment in the community.", cites(evidence.ModelsOfCare2006.At("tier 3", primary),
				evidence.MATScotland2021.At("standard 8", evidence.Primary))},
		{Yoga, "Yoga", "Postures and breathing.", ComplementaryService, NotStated, "", cites(named)},
		{Mindfulness, "Mindfulness", "Practice in noticing without acting, meditation among it.", ComplementaryService, NotStated, "",
			cites(named)},
		{ArtTherapy, "Art therapy", "Painting, music and other making.", ComplementaryService, NotStated, "", cites(named)},
		{Acupuncture, "Acupuncture", "Fine needles, placed in the skin.", ComplementaryService, NotStated, "", cites(named)},
		{FamilyTraining, "Family training", "Relatives of somebody who declines treatment learn what invites them into it: community reinforcement.",
			PsychologicalService, ForSome,
			"Relatives of people who decline treatment: 12 to 14 sessions, or 4 to 6, brought more of them into treatment; use did not differ.",
			cites(evidence.FamilyTrainingTrial.At("115 families, three arms", primary), evidence.FamilyTraining.At("sessions and topics", primary))},
		{Exercise, "Exercise", "Movement and sport.", ComplementaryService, NotStated, "", cites(named)},
		{Nutrition, "Nutrition", "Food, cooking, and regular meals.", ComplementaryService, NotStated, "", cites(named)},
		{SleepHelp, "Help with sleep", "Habits that let somebody sleep.", ComplementaryService, NotStated, "", cites(named)},
		{Recreation, "Recreation", "Things to do with others that are no treatment.", ComplementaryService, NotStated, "", cites(named)},
		{WorkHelp, "Help with work", "Finding work or training, and keeping it.", PracticalService, NotStated, "", cites(named)},
		{HousingHelp, "Help with housing", "Finding a home, and keeping it.", PracticalService, NotStated, "", cites(named)},
		{LegalHelp, "Legal help", "Advice about courts, debts, papers and rights.", PracticalService, NotStated, "", cites(named)},
		{WoundCare, "Care of wounds", "Wounds are looked at, cleaned and dressed.", PracticalService, NotStated, "",
			cites(evidence.XylazineWounds.At("steps of the care of wounds", primary))},
		{Vaccination, "Vaccination", "Against hepatitis A and B above all.", PracticalService, Recommended,
			"Hepatitis A for everybody who uses or injects drugs, hepatitis B for everybody who injects.",
			cites(evidence.HepatitisAndUse.At("people who use or inject drugs", primary))},
	}
}
