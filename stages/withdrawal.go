package stages

import (
	"time"

	"github.com/oudpath/oudpath/plan/evidence"
	"github.com/oudpath/oudpath/plan/vocabulary"
)

// Span is a range of time. A Min of 0 is no lower bound and a Max of 0 no upper one; the zero Span says nothing.
type Span struct{ Min, Max time.Duration }

// Withdrawal is how an untreated withdrawal goes, according to one source. Sources differ, and so do people: it is for planning and
// for simulation, and no reason to end or refuse anything.
type Withdrawal struct {
	After   string // what was taken, or what caused it
	Onset   Span   // from the last use, or from the dose that precipitated it
	Peak    Span   // from the last use
	Lasts   Span   // from the last use, unless Note says from when
	Note    string
	Cite    evidence.Citation
	Subject WithdrawalSubject
}

// WithdrawalSubject says which withdrawals can be compared with each other. The zero WithdrawalSubject is invalid.
type WithdrawalSubject uint8

// The subjects.
const (
	_                      WithdrawalSubject = iota
	ShortActingWithdrawal                    // heroin and other short-acting opioids
	LongActingWithdrawal                     // methadone and extended-release opioids
	FentanylWithdrawal                       // illicitly made fentanyl
	PrecipitatedWithdrawal                   // by an antagonist or a partial agonist
)

var withdrawalSubjects = vocabulary.Required[WithdrawalSubject]("subject of withdrawal", []string{
	ShortActingWithdrawal:  "short-acting",
	LongActingWithdrawal:   "long-acting",
	FentanylWithdrawal:     "fentanyl",
	PrecipitatedWithdrawal: "precipitated",
})

// Valid reports whether s is a subject of withdrawal.
func (s WithdrawalSubject) Valid() bool { return withdrawalSubjects.Valid(s) }

// String returns the name, and "invalid subject of withdrawal 77" for a value that is none.
func (s WithdrawalSubject) String() string { return withdrawalSubjects.Name(s) }

// MarshalText writes the name; a value that is no subject of withdrawal is a vocabulary.ErrWord.
func (s WithdrawalSubject) MarshalText() ([]byte, error) { return withdrawalSubjects.MarshalText(s) }

// UnmarshalText reads what MarshalText writes, in that exact spelling; any other text is a vocabulary.ErrWord.
func (s *WithdrawalSubject) UnmarshalText(text []byte) error {
	return withdrawalSubjects.UnmarshalText(s, text)
}

// Withdrawals returns the course of withdrawal, one row for each source.
func Withdrawals() []Withdrawal {
	const day = 24 * time.Hour
	hours := func(from, to int) Span { return Span{time.Duration(from) * time.Hour, time.Duration(to) * time.Hour} }
	days := func(from, to int) Span { return Span{time.Duration(from) * day, time.Duration(to) * day} }
	nsw := evidence.NSW2018.At("", evidence.Secondary)
	bridge := evidence.CABridge.At("", evidence.Primary)

	return []Withdrawal{
		{After: "heroin and immediate-release opioids", Subject: ShortActingWithdrawal, Onset: hours(6, 12), Peak: hours(24, 48),
			Lasts: days(3, 5),
			Note:  "lasts: counted from the peak", Cite: evidence.Elsevier.At("", evidence.Primary)},
		{After: "short-acting opioids", Subject: ShortActingWithdrawal, Onset: hours(6, 24), Peak: hours(24, 48), Lasts: days(5, 10),
			Cite: nsw},
		{After: "heroin", Subject: ShortActingWithdrawal, Onset: hours(8, 24), Lasts: days(4, 10), Cite: evidence.WHO2009.At("withdrawal",
			evidence.Unconfirmed)},
		{After: "methadone and extended-release opioids", Subject: LongActingWithdrawal, Onset: hours(30, 72), Lasts: days(10, 10),
			Note: "anxiety may come earlier; lasts about that long", Cite: evidence.Elsevier.At("", evidence.Primary)},
		{After: "methadone", Subject: LongActingWithdrawal, Onset: hours(12, 48), Lasts: days(10, 20),
			Cite: evidence.WHO2009.At("withdrawal",
				evidence.Unconfirmed)},
		{After: "fentanyl", Subject: FentanylWithdrawal, Note: "variable, and can be prolonged", Cite: bridge},
		{After: "fentanyl", Subject: FentanylWithdrawal, Onset: hours(8, 24), Note: "can be prolonged",
			Cite: evidence.CABridge.At("fentanyl: hours to the first signs, not seen in a text", evidence.Unconfirmed)},
		{After: "naloxone", Subject: PrecipitatedWithdrawal, Onset: Span{time.Minute, time.Minute},
			Lasts: Span{30 * time.Minute, 60 * time.Minute},
			Cite:  evidence.Elsevier.At("", evidence.Primary)},
		{After: "buprenorphine", Subject: PrecipitatedWithdrawal, Onset: Span{0, 90 * time.Minute}, Note: "lasts hours",
			Cite: evidence.Elsevier.At("", evidence.Primary)},
	}
}
