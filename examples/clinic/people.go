package main

import (
	"context"
	"errors"
	"fmt"
	"time"

	"github.com/oudpath/oudpath/medication"
	"github.com/oudpath/oudpath/plan"
	"github.com/oudpath/oudpath/plan/ledger"
	"github.com/oudpath/oudpath/plan/record"
	"github.com/oudpath/oudpath/stages"
	"github.com/oudpath/oudpath/stages/scale"
)

// invented is how many people the demonstration has.
const invented = 36

// fill records the invented people in a clinic that is empty. A clinic that is not is left as it is.
func (c *clinic) fill(ctx context.Context) error {
	rows, err := c.book.List(ctx, "", 0)
	c.people = len(rows)
	if err != nil || len(rows) > 0 {
		return err
	}
	now := c.clock().Truncate(time.Hour)
	for n := range invented {
		id := plan.ID(fmt.Sprintf("invented-%02d", n+1))
		_, err := c.book.Amend(ctx, id, ledger.Batched{Events: story(n, now), Expect: ledger.NewPlan()})
		if err != nil {
			return fmt.Errorf("%s: %w", id, err)
		}
	}
	c.people = invented
	return nil
}

// diary writes what happened to one person.
type diary struct {
	events []record.Event
	by     record.Actor
	now    time.Time
}

// tell adds something that was so this long before now, and nothing that lies ahead.
func (d *diary) tell(days int, hour time.Duration, body record.Body) {
	at := d.now.AddDate(0, 0, -days).Add(hour - 12*time.Hour)
	if at.After(d.now) {
		return
	}
	d.events = append(d.events, record.Event{ID: record.EventID(fmt.Sprintf("e%d", len(d.events)+1)), At: at, Actor: d.by, Body: body})
}

// story is what happened to the n-th person: everybody differs by when they came, what they are given, and what went wrong. The people are
// made up, and so is the order of things; doses are those of a demonstration and no advice.
func story(n int, now time.Time) []record.Event {
	d := &diary{by: record.Actor{ID: "invented-nurse", Role: "nurse"}, now: now}
	since := 3 + n*5%60 // days in treatment
	d.tell(since, 8*time.Hour, record.StageMove{Trigger: stages.Assess})
	d.tell(since, 8*time.Hour+10*time.Minute, record.OpioidUsed{Agent: "heroin"})
	d.tell(since, 9*time.Hour, record.Scored{Scale: scale.COWS, Total: 9 + n%8})
	d.tell(since, 9*time.Hour+5*time.Minute, record.SignsObserved{Signs: []record.Sign{record.Mydriasis, record.Piloerection}})
	d.tell(since, 11*time.Hour, record.StageMove{Trigger: stages.BeginTherapy})
	if n%4 == 0 {
		d.tell(since, 11*time.Hour+30*time.Minute, record.NaloxoneSupplied{})
	}
	switch n % 3 {
	case 0:
		d.daily(n, since, medication.MethadoneConc, medication.SettingOTP, 30, 60)
	case 1:
		d.daily(n, since, medication.BupSL, medication.SettingOffice, 4, 16)
	default:
		d.tell(since-1, 10*time.Hour, record.Measured{Measure: record.Pulse, Value: record.Whole(int32(68 + n%20))})
	}
	if n%5 == 2 {
		d.tell(1, 10*time.Hour, record.ReturnedToUse{})
	}
	return d.events
}

// daily gives a dose a day, from the first to the usual one, with a missed visit now and then.
func (d *diary) daily(n, since int, product medication.ProductID, setting medication.Setting, first, usual uint32) {
	dose := first
	for day := since; day >= 0; day-- {
		if (day+n)%11 == 5 && day != since {
			d.tell(day, 12*time.Hour, record.VisitMissed{})
			continue
		}
		d.tell(day, 11*time.Hour+45*time.Minute, record.DoseGiven{Product: product,
			Dose: medication.Dose{Principal: medication.Milligrams(dose)}, Setting: setting})
		if step := first / 2; (since-day)%5 == 4 && dose+step <= usual {
			dose += step
		}
	}
}

// unknown reports whether there is nothing to show of a plan.
func unknown(err error) bool {
	return errors.Is(err, ledger.ErrUnknownPlan) || errors.Is(err, ledger.ErrErased)
}
