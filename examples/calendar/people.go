package main

import (
	"fmt"
	"time"

	"github.com/oudpath/oudpath/medication"
	"github.com/oudpath/oudpath/plan"
	"github.com/oudpath/oudpath/plan/calendar"
	"github.com/oudpath/oudpath/plan/civil"
	"github.com/oudpath/oudpath/plan/record"
	"github.com/oudpath/oudpath/plan/truth"
)

// Everybody here is invented.

// monday is when the calendars are made.
var monday = time.Date(2026, time.March, 2, 9, 0, 0, 0, time.UTC)

// person is an invented person: what is on record, which calendar is asked for, and what happens then.
type person struct {
	name  string
	place string // whose rules judge it; empty: the United States
	asks  string // the question in one sentence
	fact  func(*writer)
	make  func(*plan.Engine, plan.Plan, calendar.Request) (calendar.Calendar, error)
	ask   calendar.Request
	then  func(*writer) // what happens after the calendar was made; nil: nothing
	news  string        // that in one sentence
	ask2  calendar.Request
}

// writer writes a record.
type writer struct {
	engine *plan.Engine
	plan   plan.Plan
	events int
	err    error
}

func (w *writer) so(at time.Time, bodies ...record.Body) {
	for _, body := range bodies {
		if w.err != nil {
			return
		}
		w.events++
		out, err := w.engine.Apply(w.plan, record.Event{ID: record.EventID(fmt.Sprint("e", w.events)), At: at, Body: body})
		if err != nil {
			w.err = err
			return
		}
		w.plan = out.Plan
	}
}

// known is what a clinic asks before anything else.
func (w *writer) known(at time.Time, sex record.Sex) {
	w.so(at, record.PersonRegistered{Birth: civil.Must(1990, time.May, 1), Sex: sex}, record.DiagnosisRecorded{Criteria: 7},
		record.Reviewed{Section: record.ConditionsSection}, record.Reviewed{Section: record.MedicinesSection},
		record.Reviewed{Section: record.AllergiesSection}, record.Reviewed{Section: record.OpioidUseSection})
}

func (w *writer) dose(at time.Time, product medication.ProductID, milligrams uint32, where medication.Setting) {
	w.so(at, record.DoseGiven{Product: product, Dose: medication.Dose{Principal: mg(milligrams)}, Setting: where, Supervised: truth.Yes})
}

// daily is a dose on each of so many days up to yesterday, and the order that goes on.
func (w *writer) daily(days int, product medication.ProductID, milligrams uint32, where medication.Setting) {
	for day := -days; day < 0; day++ {
		w.dose(monday.AddDate(0, 0, day), product, milligrams, where)
	}
	w.so(monday.AddDate(0, 0, -1).Add(time.Minute), record.Order{Product: product, Dose: medication.Dose{Principal: mg(milligrams)},
		Setting: where, Schedule: medication.Daily(), Supervised: truth.Yes})
}

func mg(n uint32) medication.Mass { return medication.Milligrams(n) }

// follow makes the calendar of a published schedule.
func follow(id string) func(*plan.Engine, plan.Plan, calendar.Request) (calendar.Calendar, error) {
	return func(e *plan.Engine, p plan.Plan, r calendar.Request) (calendar.Calendar, error) {
		s, err := calendar.Named(id)
		if err != nil {
			return calendar.Calendar{}, err
		}
		return calendar.Follow(e, p, s, r)
	}
}

// rise makes the calendar of a published rise of methadone.
func rise(id string) func(*plan.Engine, plan.Plan, calendar.Request) (calendar.Calendar, error) {
	return func(e *plan.Engine, p plan.Plan, r calendar.Request) (calendar.Calendar, error) {
		way, err := calendar.RiseNamed(id)
		if err != nil {
			return calendar.Calendar{}, err
		}
		return calendar.TitrateBy(e, p, way, r)
	}
}

// taper makes the calendar of a published way to reduce.
func taper(id string) func(*plan.Engine, plan.Plan, calendar.Request) (calendar.Calendar, error) {
	return func(e *plan.Engine, p plan.Plan, r calendar.Request) (calendar.Calendar, error) {
		way, err := calendar.TaperNamed(id)
		if err != nil {
			return calendar.Calendar{}, err
		}
		return calendar.Taper(e, p, way, r)
	}
}

// at is a request at a place, so many days after that Monday.
func at(days int, product medication.ProductID, where medication.Setting) calendar.Request {
	return calendar.Request{At: monday.AddDate(0, 0, days), Product: product, Setting: where, Watched: truth.Yes}
}

func (p person) answering(answers calendar.Answers) person {
	p.ask.Answers, p.ask2.Answers = answers, answers
	return p
}

const program = medication.SettingOTP

// people are the invented people, in the order of their names.
func people() []person { return append(inUnitedStates(), elsewhere()...) }

func inUnitedStates() []person {
	return []person{
		{name: "ana", asks: "takes 60 mg of methadone and wants buprenorphine, without going through withdrawal",
			fact: func(w *writer) {
				w.known(monday.AddDate(0, 0, -40), record.Female)
				w.so(monday.AddDate(0, 0, -3), record.PregnancyReported{Status: record.NotPregnant})
				w.daily(30, medication.MethadoneConc, 60, program)
			},
			make: follow("bup.low-dose.week"), ask: at(0, medication.BupnxSL, program),
			news: "the first day goes as planned; on Tuesday she does not come",
			then: func(w *writer) {
				w.so(monday, record.ContextStated{Context: record.LowDoseInitiation, Holds: truth.Yes, Setting: program})
				w.so(monday.Add(time.Minute), record.DoseGiven{Product: medication.BupnxSL,
					Dose: medication.Dose{Principal: medication.Micrograms(500)}, Setting: program, Supervised: truth.Yes})
				w.dose(monday.Add(time.Hour), medication.MethadoneConc, 60, program)
			},
			ask2: calendar.Request{At: monday.AddDate(0, 0, 2), Begin: civil.Must(2026, time.March, 2), Product: medication.BupnxSL,
				Setting: program, Watched: truth.Yes}},
		person{name: "ben", asks: "begins methadone in a programme; his prescriber has decided on doses and steps",
			fact: func(w *writer) {
				w.known(monday.AddDate(0, 0, -1), record.Male)
				w.so(monday.Add(-8*time.Hour), record.OpioidUsed{Agent: "heroin"})
				w.so(monday, record.SignsObserved{Signs: []record.Sign{record.Mydriasis, record.Piloerection}})
			},
			make: calendar.Titrate, ask: at(0, medication.MethadoneConc, program),
			news: "on Thursday it turns out that he takes alprazolam",
			then: func(w *writer) {
				for day := range 3 {
					w.dose(monday.AddDate(0, 0, day), medication.MethadoneConc, 20, program)
				}
				w.so(monday.AddDate(0, 0, 2).Add(time.Hour), record.MedicineReported{Agent: "alprazolam", Taking: truth.Yes})
			},
			ask2: at(3, medication.MethadoneConc, program),
		}.answering(calendar.Answers{"first-dose": {Amount: mg(20)}, "step": {Amount: mg(10)}, "interval": {Days: 5}, "target": {Amount: mg(50)}}),
		{name: "cleo", asks: "takes 80 mg of methadone and has stayed away: what is given on the day on which she comes back?",
			fact: func(w *writer) {
				w.known(monday.AddDate(0, 0, -60), record.Female)
				w.daily(50, medication.MethadoneConc, 80, program)
			},
			make: calendar.Missed, ask: at(1, medication.MethadoneConc, program)},
		{name: "dev", asks: "wants to come off 24 mg of methadone, slowly, as his programme does it",
			fact: func(w *writer) {
				w.known(monday.AddDate(0, 0, -60), record.Male)
				w.daily(50, medication.MethadoneConc, 24, program)
			},
			make: taper("methadone.taper.program"), ask: at(0, medication.MethadoneConc, program),
			news: "after the first step he returns to use",
			then: func(w *writer) {
				w.dose(monday, medication.MethadoneConc, 22, program)
				w.so(monday.Add(10*time.Hour), record.ReturnedToUse{Agent: "heroin"})
			},
			ask2: at(1, medication.MethadoneConc, program)},
		{name: "eve", asks: "takes 16 mg of buprenorphine under the tongue and wants a weekly injection; nobody can come on Mondays",
			fact: func(w *writer) {
				w.known(monday.AddDate(0, 0, -60), record.Female)
				w.so(monday.AddDate(0, 0, -3), record.PregnancyReported{Status: record.NotPregnant},
					record.ConditionReported{Condition: record.HepaticImpairment, Present: truth.No})
				w.daily(30, medication.BupnxSL, 16, medication.SettingOffice)
			},
			make: calendar.Injections, ask: calendar.Request{At: monday, Product: medication.BupBrixadiWeekly, Setting: medication.SettingREMS,
				Watched: truth.Yes, Closures: calendar.Closures{Weekdays: []time.Weekday{time.Monday}}}},
		{name: "finn", asks: "used heroin yesterday and wants naltrexone",
			fact: func(w *writer) {
				w.known(monday.AddDate(0, 0, -2), record.Male)
				w.so(monday.AddDate(0, 0, -1), record.OpioidUsed{Agent: "heroin"})
			},
			make: calendar.ToNaltrexone, ask: at(0, medication.NtxXR, medication.SettingOffice)},
		person{name: "gus", asks: "takes 60 mg of methadone and may take six days' doses home; his programme is closed on Sundays and on a holiday",
			fact: func(w *writer) {
				w.known(monday.AddDate(0, 0, -60), record.Male)
				w.so(monday.AddDate(0, 0, -45), record.Assessed{Assessment: record.FullExamination})
				w.daily(50, medication.MethadoneConc, 60, program)
			},
			make: calendar.TakeHome, ask: calendar.Request{At: monday, Product: medication.MethadoneConc, Setting: program, Watched: truth.Yes,
				Closures: calendar.Closures{Weekdays: []time.Weekday{time.Sunday}, Holidays: []civil.Date{civil.Must(2026, time.March, 10)}}},
		}.answering(calendar.Answers{"take-home": {Days: 6}, "criteria": {Days: 1}}),
	}
}
