package record

import (
	"errors"
	"fmt"
	"slices"

	"github.com/oudpath/oudpath/plan/civil"
	"github.com/oudpath/oudpath/plan/vocabulary"
)

// NeedsRecorded is what a person needs beside treatment, and what they want to reach: a home, work, papers, a goal of their own. The list
// stands until another one is recorded; an empty one says that there are none. None of them is a condition of medication or of care.
type NeedsRecorded struct {
	Needs []Need
}

// Need is one thing that is needed.
type Need struct {
	Kind   NeedKind
	What   string     // in the person's words; a goal needs them
	Status NeedStatus // not stated: open
	Owner  string     // who sees to it, the person or somebody else
	Due    civil.Date // when they look at it together; zero: not agreed
}

// Pending reports whether something is still to be done about it.
func (n Need) Pending() bool {
	return n.Status == "" || n.Status == NeedOpen || n.Status == NeedReferred
}

// Kind returns KindNeedsRecorded.
func (NeedsRecorded) Kind() Kind { return KindNeedsRecorded }

// Validate demands the kind of each need, and of a goal what it is.
func (b NeedsRecorded) Validate() error {
	var all []error
	for _, n := range b.Needs {
		all = append(all, demand(n.Kind, needKinds), check(n.Status, needStatuses))
		if n.Kind == NeedGoal {
			all = append(all, demandText("what the goal is", n.What))
		}
	}
	return errors.Join(all...)
}

func needsText(b NeedsRecorded) string {
	if len(b.Needs) == 0 {
		return "needs: none"
	}
	return "needs: " + eachText(b.Needs, Need.String)
}

// String writes the need in one line, for a person.
func (n Need) String() string {
	return joinWords(string(n.Kind), n.What) + fmt.Sprintf(" (%s", pick(n.Status == "", string(NeedOpen), string(n.Status))) +
		prefixed(", by ", n.Owner) + prefixed(", on ", n.Due.String()) + ")"
}

// NeedKind is a kind of need beside treatment.
type NeedKind string

// The kinds of needs.
const (
	NeedHousing    NeedKind = "housing"
	NeedEmployment NeedKind = "employment"
	NeedEducation  NeedKind = "education"
	NeedLegal      NeedKind = "legal"
	NeedInsurance  NeedKind = "insurance"
	NeedFood       NeedKind = "food"
	NeedChildcare  NeedKind = "childcare"
	NeedBenefits   NeedKind = "benefits"
	NeedTransport  NeedKind = "transport"
	NeedPapers     NeedKind = "identity-papers"
	NeedFamily     NeedKind = "family" // of those who live with the person, or with the person
	NeedGoal       NeedKind = "goal"   // what the person wants to reach
)

var needKinds = vocabulary.Texts[NeedKind]("need", rows(NeedHousing, NeedEmployment, NeedEducation, NeedLegal, NeedInsurance, NeedFood,
	NeedChildcare, NeedBenefits, NeedTransport, NeedPapers, NeedFamily, NeedGoal)...)

// Valid reports whether it is one of the list. Not stated is none.
func (n NeedKind) Valid() bool { return needKinds.Valid(n) }

// NeedKinds returns every kind of need.
func NeedKinds() []NeedKind { return slices.Collect(needKinds.All()) }

// NeedStatus is what has become of a need.
type NeedStatus string

// What may become of a need.
const (
	NeedOpen     NeedStatus = "open"
	NeedReferred NeedStatus = "referred" // to somebody who sees to it
	NeedMet      NeedStatus = "met"
	NeedDeclined NeedStatus = "declined" // by the person; nothing follows from it
)

var needStatuses = vocabulary.Texts[NeedStatus]("status of a need", rows(NeedOpen, NeedReferred, NeedMet, NeedDeclined)...)

// Valid reports whether it is one of the list. Not stated is none.
func (n NeedStatus) Valid() bool { return needStatuses.Valid(n) }

// NeedStatuses returns every status.
func NeedStatuses() []NeedStatus { return slices.Collect(needStatuses.All()) }
