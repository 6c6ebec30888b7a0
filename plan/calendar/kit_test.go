package calendar_test

import (
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/oudpath/oudpath/medication"
	"github.com/oudpath/oudpath/plan"
	"github.com/oudpath/oudpath/plan/calendar"
	"github.com/oudpath/oudpath/plan/civil"
	"github.com/oudpath/oudpath/plan/jurisdiction"
	"github.com/oudpath/oudpath/plan/record"
	"github.com/oudpath/oudpath/plan/truth"
	"github.com/stretchr/testify/require"
)

var update = flag.Bool("update", false, "write the golden files anew; read them before they are committed")

// monday is when the calendars of the tests are made.
var monday = time.Date(2026, time.March, 2, 9, 0, 0, 0, time.UTC)

func mg(n uint32) medication.Mass { return medication.Milligrams(n) }

func engineOf(t testing.TB, place string) *plan.Engine {
	t.Helper()
	e, err := jurisdiction.Engine(place, time.UTC)
	require.NoError(t, err)
	return e
}

// person is an invented person whose record the tests write.
type person struct {
	testing.TB
	engine *plan.Engine
	plan   plan.Plan
	events int
}

func newPerson(t testing.TB, place string) *person {
	e := engineOf(t, place)
	return &person{TB: t, engine: e, plan: e.Open("person-1")}
}

// so records facts at a time.
func (p *person) so(at time.Time, bodies ...record.Body) *person {
	p.Helper()
	for _, body := range bodies {
		p.events++
		out, err := p.engine.Apply(p.plan, record.Event{ID: record.EventID(fmt.Sprint("e", p.events)), At: at, Body: body})
		require.NoError(p, err)
		p.plan = out.Plan
	}
	return p
}

// ordinary records what a clinic knows of somebody before a start.
func (p *person) ordinary(at time.Time) *person {
	return p.so(at, record.PersonRegistered{Birth: civil.Must(1990, 5, 1), Sex: record.Male}, record.DiagnosisRecorded{Criteria: 7},
		record.Reviewed{Section: record.ConditionsSection}, record.Reviewed{Section: record.MedicinesSection},
		record.Reviewed{Section: record.AllergiesSection}, record.Reviewed{Section: record.OpioidUseSection})
}

// daily records a watched dose on each of so many days up to the day before the time.
func (p *person) daily(until time.Time, days int, product medication.ProductID, dose medication.Mass, where medication.Setting) *person {
	p.so(until.AddDate(0, 0, -days-1), record.Order{Product: product, Dose: medication.Dose{Principal: dose}, Setting: where,
		Schedule: medication.Daily(), Supervised: truth.Yes})
	for day := -days; day < 0; day++ {
		p.so(until.AddDate(0, 0, day), record.DoseGiven{Product: product, Dose: medication.Dose{Principal: dose}, Setting: where,
			Supervised: truth.Yes})
	}
	return p
}

func (p *person) follow(id string, r calendar.Request) calendar.Calendar {
	p.Helper()
	s, err := calendar.Named(id)
	require.NoError(p, err)
	c, err := calendar.Follow(p.engine, p.plan, s, r)
	require.NoError(p, err)
	return c
}

// doses are the doses of each day in words.
func doses(c calendar.Calendar) (all []string) {
	for i := range c.Days {
		all = append(all, c.Days[i].Date.String()+" "+c.Days[i].Summary())
	}
	return all
}

func golden(t *testing.T, name, got string) {
	t.Helper()
	path := filepath.Join("testdata", name)
	if *update {
		require.NoError(t, os.MkdirAll(filepath.Dir(path), 0o755))
		require.NoError(t, os.WriteFile(path, []byte(got), 0o644))
		return
	}
	want, err := os.ReadFile(path)
	require.NoError(t, err)
	if diff := cmp.Diff(string(want), got); diff != "" {
		t.Errorf("%s is another (-want +got):\n%s", path, diff)
	}
}
