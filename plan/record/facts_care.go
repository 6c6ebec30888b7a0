package record

import (
	"errors"

	"github.com/oudpath/oudpath/stages"
)

// Facts about care beside medication.

// SessionAttended is a therapy session.
type SessionAttended struct {
	Service stages.Service
	Minutes int // not stated: 0
}

// Kind returns KindSessionAttended.
func (SessionAttended) Kind() Kind { return KindSessionAttended }

// Validate demands the service.
func (b SessionAttended) Validate() error {
	return errors.Join(demandText("service", string(b.Service)), within("minutes", b.Minutes, 0, 24*60))
}

// SessionMissed is a session that was booked and not attended.
type SessionMissed struct {
	Service stages.Service
}

// Kind returns KindSessionMissed.
func (SessionMissed) Kind() Kind { return KindSessionMissed }

// Validate demands the service.
func (b SessionMissed) Validate() error { return demandText("service", string(b.Service)) }

// ServiceDeclined says that a service was offered and declined. It is no reason to withhold anything else.
type ServiceDeclined struct {
	Service stages.Service
}

// Kind returns KindServiceDeclined.
func (ServiceDeclined) Kind() Kind { return KindServiceDeclined }

// Validate demands the service.
func (b ServiceDeclined) Validate() error { return demandText("service", string(b.Service)) }

// RewardEarned is a reward of contingency management.
type RewardEarned struct {
	For string
}

// Kind returns KindRewardEarned.
func (RewardEarned) Kind() Kind { return KindRewardEarned }

// Validate demands what the reward is for.
func (b RewardEarned) Validate() error { return demandText("for", b.For) }

// VisitMissed is an appointment that was not kept.
type VisitMissed struct{}

// Kind returns KindVisitMissed.
func (VisitMissed) Kind() Kind { return KindVisitMissed }

// Validate accepts everything.
func (VisitMissed) Validate() error { return nil }
