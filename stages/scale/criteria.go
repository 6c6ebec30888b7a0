package scale

import (
	"github.com/oudpath/oudpath/plan/evidence"
	"github.com/oudpath/oudpath/plan/truth"
	"github.com/oudpath/oudpath/plan/vocabulary"
)

// Criterion is one of the eleven criteria of opioid use disorder; its value is its number in DSM-5. The zero Criterion is invalid.
type Criterion uint8

// The criteria, in this library's words. The text is copyright of the American Psychiatric Association and not stored.
const (
	_                 Criterion = iota
	LargerOrLonger              // more, or for longer, than meant
	CutDown                     // wish or failed attempts to cut down
	TimeSpent                   // much time goes into it
	Craving                     // strong wish to use
	RoleFailure                 // duties at work, school or home are not met
	SocialProblems              // goes on in spite of trouble with others
	ActivitiesGivenUp           // other activities are given up
	HazardousUse                // use where it is dangerous
	UseDespiteHarm              // goes on in spite of known harm to body or mind
	Tolerance                   // needs more, or the same does less
	Withdrawal                  // withdrawal, or use to avoid it
)

const criterionCount = int(Withdrawal)

var criterionWords = vocabulary.Required[Criterion]("criterion", []string{
	LargerOrLonger:    "larger-or-longer",
	CutDown:           "cut-down",
	TimeSpent:         "time-spent",
	Craving:           "craving",
	RoleFailure:       "role-failure",
	SocialProblems:    "social-problems",
	ActivitiesGivenUp: "activities-given-up",
	HazardousUse:      "hazardous-use",
	UseDespiteHarm:    "use-despite-harm",
	Tolerance:         "tolerance",
	Withdrawal:        "withdrawal",
})

// Valid reports whether c is a criterion.
func (c Criterion) Valid() bool { return criterionWords.Valid(c) }

// String returns the name, which is also the id of the item of DSM5OUD, and "invalid criterion 77" for a value that is none.
func (c Criterion) String() string { return criterionWords.Name(c) }

// MarshalText writes the name; a value that is no criterion is a vocabulary.ErrWord.
func (c Criterion) MarshalText() ([]byte, error) { return criterionWords.MarshalText(c) }

// UnmarshalText reads what MarshalText writes, in that exact spelling; any other text is a vocabulary.ErrWord.
func (c *Criterion) UnmarshalText(text []byte) error { return criterionWords.UnmarshalText(c, text) }

// Criteria is what is known about each criterion. The zero Criteria is nothing known. It is comparable.
type Criteria struct {
	LargerOrLonger, CutDown, TimeSpent, Craving, RoleFailure, SocialProblems,
	ActivitiesGivenUp, HazardousUse, UseDespiteHarm, Tolerance, Withdrawal truth.Value
}

// Of returns what is known about one criterion, truth.Unknown if there is no such criterion.
func (c Criteria) Of(criterion Criterion) truth.Value {
	if !criterion.Valid() {
		return truth.Unknown
	}
	return c.list()[criterion-1]
}

// list is the criteria in the order of their numbers.
func (c Criteria) list() [criterionCount]truth.Value {
	return [...]truth.Value{c.LargerOrLonger, c.CutDown, c.TimeSpent, c.Craving, c.RoleFailure, c.SocialProblems,
		c.ActivitiesGivenUp, c.HazardousUse, c.UseDespiteHarm, c.Tolerance, c.Withdrawal}
}

// CriteriaFrom reads answers to DSM5OUD (1 present, 0 absent, no answer unknown). What is no legal answer is an *ItemError.
func CriteriaFrom(answers Answers) (Criteria, error) {
	if err := oud.validate(answers); err != nil {
		return Criteria{}, err
	}
	of := func(criterion Criterion) truth.Value {
		answer, answered := answers[criterion.String()]
		if !answered {
			return truth.Unknown
		}
		return truth.Of(answer == 1)
	}
	return Criteria{
		LargerOrLonger: of(LargerOrLonger), CutDown: of(CutDown), TimeSpent: of(TimeSpent), Craving: of(Craving),
		RoleFailure: of(RoleFailure), SocialProblems: of(SocialProblems), ActivitiesGivenUp: of(ActivitiesGivenUp),
		HazardousUse: of(HazardousUse), UseDespiteHarm: of(UseDespiteHarm), Tolerance: of(Tolerance), Withdrawal: of(Withdrawal),
	}, nil
}

var dsm5 = evidence.DSM5TR.At("criteria", evidence.Primary)

// oud scores the criteria as an instrument. The answers do not say whether opioids are taken under medical supervision, so
// tolerance and withdrawal count for "perhaps": the total is a range while either is present. OUD settles it.
var oud = definition{
	id:    DSM5OUD,
	title: "Criteria of opioid use disorder, DSM-5 and DSM-5-TR",
	items: []Item{
		item("larger-or-longer", "More, or for longer, than meant", 0, 1),
		item("cut-down", "Wish or failed attempts to cut down", 0, 1),
		item("time-spent", "Much time goes into getting, using, recovering", 0, 1),
		item("craving", "Craving", 0, 1),
		item("role-failure", "Duties not met because of use", 0, 1),
		item("social-problems", "Use in spite of trouble with others", 0, 1),
		item("activities-given-up", "Other activities given up", 0, 1),
		item("hazardous-use", "Use where it is dangerous", 0, 1),
		item("use-despite-harm", "Use in spite of known harm", 0, 1),
		medical("tolerance", "Tolerance"),
		medical("withdrawal", "Withdrawal, or use to avoid it"),
	},
	bands: banding(dsm5, limit{"none", 1}, limit{"mild", 3}, limit{"moderate", 5}, limit{"severe", criterionCount}),
	cites: []evidence.Citation{dsm5, evidence.BMJBestPractice.At("criteria", evidence.Secondary)},
}

// medical is a criterion that opioids taken solely under appropriate medical supervision do not meet.
func medical(id, label string) Item {
	return Item{ID: id, Label: label, Allowed: []int{0, 1}, excepted: true, onPositive: SupervisionUnknown}
}
