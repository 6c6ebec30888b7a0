package scale

import (
	"fmt"

	"github.com/oudpath/oudpath/plan/civil"
	"github.com/oudpath/oudpath/plan/evidence"
	"github.com/oudpath/oudpath/plan/truth"
	"github.com/oudpath/oudpath/plan/vocabulary"
)

// Maintenance says which kind of medication for opioid use disorder a person is prescribed and takes. The zero Maintenance is
// MaintenanceUnknown.
type Maintenance uint8

// The kinds, by what they mean for remission.
const (
	MaintenanceUnknown    Maintenance = iota
	NoMaintenance                     // no such medication
	AgonistMaintenance                // methadone, buprenorphine: a full or partial agonist, or an agonist/antagonist
	AntagonistMaintenance             // naltrexone, oral or depot
)

var maintenances = vocabulary.Required[Maintenance]("maintenance", []string{
	MaintenanceUnknown:    "unknown",
	NoMaintenance:         "none",
	AgonistMaintenance:    "agonist",
	AntagonistMaintenance: "antagonist",
})

// Valid reports whether m is one of the kinds, the unknown one included.
func (m Maintenance) Valid() bool { return maintenances.Valid(m) }

// String returns the name, and "invalid maintenance 77" for a value that is none.
func (m Maintenance) String() string { return maintenances.Name(m) }

// MarshalText writes the name; a value that is none of the kinds is a vocabulary.ErrWord.
func (m Maintenance) MarshalText() ([]byte, error) { return maintenances.MarshalText(m) }

// UnmarshalText reads what MarshalText writes, in that exact spelling; any other text is a vocabulary.ErrWord.
func (m *Maintenance) UnmarshalText(text []byte) error { return maintenances.UnmarshalText(m, text) }

// taken is the specifier "on maintenance therapy": antagonists belong to it as well.
func (m Maintenance) taken() truth.Value {
	switch m {
	case NoMaintenance:
		return truth.No
	case AgonistMaintenance, AntagonistMaintenance:
		return truth.Yes
	}
	return truth.Unknown
}

// RemissionState says where a person stands. The zero RemissionState is RemissionUndetermined.
type RemissionState uint8

// The states.
const (
	RemissionUndetermined RemissionState = iota // something that decides it is not known
	NoEarlierDisorder                           // the full criteria were never met: there is nothing to remit from
	CriteriaMet                                 // a criterion other than craving was met in the period
	RemissionTooShort                           // no criterion, for less than 3 months: not yet a remission
	EarlyRemission                              // at least 3 and less than 12 months
	SustainedRemission                          // 12 months or longer
)

var remissionStates = vocabulary.Required[RemissionState]("remission state", []string{
	RemissionUndetermined: "undetermined",
	NoEarlierDisorder:     "no earlier disorder",
	CriteriaMet:           "criteria met",
	RemissionTooShort:     "too short",
	EarlyRemission:        "early remission",
	SustainedRemission:    "sustained remission",
})

// Valid reports whether s is one of the states, the undetermined one included.
func (s RemissionState) Valid() bool { return remissionStates.Valid(s) }

// String returns the name, and "invalid remission state 77" for a value that is none.
func (s RemissionState) String() string { return remissionStates.Name(s) }

// MarshalText writes the name; a value that is no remission state is a vocabulary.ErrWord.
func (s RemissionState) MarshalText() ([]byte, error) { return remissionStates.MarshalText(s) }

// UnmarshalText reads what MarshalText writes, in that exact spelling; any other text is a vocabulary.ErrWord.
func (s *RemissionState) UnmarshalText(text []byte) error {
	return remissionStates.UnmarshalText(s, text)
}

// Months without a criterion from which on a remission is early, and from which on it is sustained. DSM-5-TR, opioid use
// disorder (primary). ICD-11 is recalled to use the same words for other lengths: its codes cannot be derived from these states.
const (
	earlyFromMonths     = 3
	sustainedFromMonths = 12
)

// RemissionFacts is what remission is decided from. Whatever is left at its zero value is unknown.
type RemissionFacts struct {
	FullCriteriaBefore    truth.Value // the full criteria of the disorder were met at some earlier time
	Since                 civil.Date  // first day from which no criterion but craving was met
	AsOf                  civil.Date  // the day the question is asked for
	Criteria              Criteria    // criteria met at any time from Since to AsOf
	Maintenance           Maintenance // medication for opioid use disorder during that time
	SolelySupervised      truth.Value // opioids are taken solely under appropriate medical supervision, as for OUD
	ControlledEnvironment truth.Value // access to opioids is restricted where the person lives
}

// RemissionStatus is the answer. The specifiers say something only in early or sustained remission and are unknown otherwise.
type RemissionStatus struct {
	State                 RemissionState
	OnMaintenance         truth.Value // specifier "on maintenance therapy"
	ControlledEnvironment truth.Value // specifier "in a controlled environment"
}

// Remission decides whether an opioid use disorder is in remission.
//
// Craving does not stand in the way. Nor do tolerance and withdrawal in a person on agonist maintenance (they are effects of
// the agonist; an antagonist has none) or under medical supervision; if it is not known whether one of these holds, a present
// tolerance or withdrawal leaves the state undetermined. Months are calendar months: three months since 30 November are over on
// 28 February. A period that ends before it began is ErrDates.
//
// Source: DSM-5-TR, opioid use disorder, remission and specifiers. The months, craving and the specifiers were read; that
// tolerance and withdrawal under the agonist do not stand in the way was not. See RemissionCites.
func Remission(facts RemissionFacts) (RemissionStatus, error) {
	if facts.AsOf.Before(facts.Since) && !facts.AsOf.IsZero() {
		return RemissionStatus{}, fmt.Errorf("%w: %s to %s", ErrDates, facts.Since, facts.AsOf)
	}
	status := RemissionStatus{State: facts.state()}
	if status.State == EarlyRemission || status.State == SustainedRemission {
		status.OnMaintenance = facts.Maintenance.taken()
		status.ControlledEnvironment = facts.ControlledEnvironment
	}
	return status, nil
}

// RemissionCites returns the sources of Remission, the last of which nobody has confirmed: a remission on an agonist with
// tolerance or withdrawal rests on it, any other does not.
func RemissionCites() []evidence.Citation {
	return []evidence.Citation{
		evidence.DSM5TR.At("remission: 3 and 12 months, craving, specifiers", evidence.Primary),
		evidence.DSM5TR.At("remission: tolerance to and withdrawal from the agonist", evidence.Unconfirmed),
	}
}

// state lets what is certain decide first: a criterion that was met rules remission out whatever else is unknown, and so does a
// period that is too short.
func (f RemissionFacts) state() RemissionState {
	met := f.criterionMet()
	switch {
	case f.FullCriteriaBefore == truth.No:
		return NoEarlierDisorder
	case met == truth.Yes:
		return CriteriaMet
	case f.Since.IsZero() || f.AsOf.IsZero():
		return RemissionUndetermined
	case f.AsOf.Before(f.Since.AddMonths(earlyFromMonths)):
		return RemissionTooShort
	case met != truth.No || f.FullCriteriaBefore != truth.Yes:
		return RemissionUndetermined
	case f.AsOf.Before(f.Since.AddMonths(sustainedFromMonths)):
		return EarlyRemission
	}
	return SustainedRemission
}

// criterionMet says whether a criterion that breaks remission was met in the period.
func (f RemissionFacts) criterionMet() truth.Value {
	exempt := f.exempt()
	met := truth.No
	for i, found := range f.Criteria.list() {
		criterion := Criterion(i + 1)
		if criterion == Craving {
			continue
		}
		switch counts(criterion, found, exempt) {
		case truth.Yes:
			return truth.Yes
		case truth.Unknown:
			met = truth.Unknown
		}
	}
	return met
}

// exempt says whether tolerance and withdrawal are beside the point.
func (f RemissionFacts) exempt() truth.Value {
	switch {
	case f.Maintenance == AgonistMaintenance || f.SolelySupervised == truth.Yes:
		return truth.Yes
	case f.Maintenance.taken() != truth.Unknown && f.SolelySupervised == truth.No:
		return truth.No
	}
	return truth.Unknown
}
