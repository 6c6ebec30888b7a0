package main

import (
	"fmt"
	"time"

	"github.com/oudpath/oudpath/medication"
	"github.com/oudpath/oudpath/plan"
	"github.com/oudpath/oudpath/plan/choice"
	"github.com/oudpath/oudpath/plan/civil"
	"github.com/oudpath/oudpath/plan/record"
	"github.com/oudpath/oudpath/plan/truth"
	"github.com/oudpath/oudpath/stages"
	"github.com/oudpath/oudpath/stages/scale"
)

// Everybody here is invented, and so is every service.

// monday is when options are weighed.
var monday = time.Date(2026, time.March, 2, 9, 0, 0, 0, time.UTC)

// person is an invented person: where the person lives, and what is on record.
type person struct {
	name  string
	about string // the person in one sentence
	place string // the jurisdiction
	fact  func(*writer)
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
		if w.err = err; err == nil {
			w.plan = out.Plan
		}
	}
}

// known is what a clinic asks before anything else.
func (w *writer) known(born int, sex record.Sex) {
	at := monday.AddDate(0, 0, -2)
	w.so(at, record.PersonRegistered{Birth: civil.Must(born, time.May, 1), Sex: sex}, record.DiagnosisRecorded{Criteria: 7},
		record.Reviewed{Section: record.ConditionsSection}, record.Reviewed{Section: record.MedicinesSection},
		record.Reviewed{Section: record.AllergiesSection}, record.Reviewed{Section: record.OpioidUseSection})
	if sex == record.Female {
		w.so(at, record.PregnancyReported{Status: record.NotPregnant})
	}
}

// says puts on record that circumstances hold.
func (w *writer) says(all ...record.Circumstance) {
	for _, c := range all {
		w.so(monday.Add(-time.Hour), record.ContextStated{Context: c, Holds: truth.Yes})
	}
}

// daily is a dose on each of so many days up to yesterday, and the order that goes on.
func (w *writer) daily(days int, product medication.ProductID, dose medication.Dose, where medication.Setting) {
	for day := -days; day < 0; day++ {
		w.so(monday.AddDate(0, 0, day), record.DoseGiven{Product: product, Dose: dose, Setting: where, Supervised: truth.Yes})
	}
	w.so(monday.AddDate(0, 0, -1).Add(time.Minute), record.Order{Product: product, Dose: dose, Setting: where, Schedule: medication.Daily(),
		Supervised: truth.Yes})
}

// people are the invented people, in the order of their names.
func people() []person {
	return []person{
		{name: "ana", place: "us", about: "used heroin three hours ago, lives far from any program and wants buprenorphine",
			fact: func(w *writer) {
				w.known(1990, record.Female)
				w.so(monday.Add(-3*time.Hour), record.OpioidUsed{Agent: "heroin", Injected: truth.Yes})
				w.so(monday, record.Scored{Scale: scale.COWS, Total: 9},
					record.SignsObserved{Signs: []record.Sign{record.Yawning, record.Mydriasis}})
				w.says(choice.Prefers(choice.Buprenorphine), choice.FarFromProgram, choice.CaringDuties, choice.Needs(choice.Speaks("es")))
			}},
		{name: "ben", place: "us", about: "takes 80 mg of methadone, and his heart needs watching",
			fact: func(w *writer) {
				w.known(1975, record.Male)
				w.daily(30, medication.MethadoneConc, medication.Dose{Principal: medication.Milligrams(80)}, medication.SettingOTP)
				w.so(monday.AddDate(0, 0, -1), record.Measured{Measure: record.QTc, Value: record.Whole(480)})
				w.says(choice.Prefers(choice.Methadone))
			}},
		{name: "cleo", place: "us", about: "has no home, leaves jail this week, took nothing for two months and wants no agonist",
			fact: func(w *writer) {
				w.known(2000, record.Female)
				w.so(monday.AddDate(0, 0, -70), record.OpioidUsed{Agent: "fentanyl"})
				w.so(monday.Add(-time.Hour), record.Screened{Results: []record.AnalyteResult{{Analyte: record.AnalyteOpioids, Result: record.Negative},
					{Analyte: record.AnalyteFentanyl, Result: record.Negative}}})
				w.says(choice.WithoutHome, choice.WantsNoAgonist, record.ControlledEnvironment, record.Custody, choice.NoSafeStorage)
			}},
		{name: "dov", place: "gb", about: "is 68, drinks, and nobody has asked him yet what he wants",
			fact: func(w *writer) {
				w.known(1957, record.Male)
				w.so(monday.Add(-10*time.Hour), record.OpioidUsed{Agent: "heroin"})
				w.so(monday, record.MedicineReported{Agent: "alcohol", Taking: truth.Yes},
					record.ConditionReported{Condition: record.SeveralSubstancesToWithdraw, Present: truth.Yes})
			}},
		{name: "eva", place: "ca", about: "is pregnant, and nothing else is known of her",
			fact: func(w *writer) {
				w.so(monday.AddDate(0, 0, -1), record.PersonRegistered{Birth: civil.Must(1995, time.May, 1), Sex: record.Female},
					record.PregnancyReported{Status: record.Pregnant})
			}},
	}
}

// services are invented.
func services() []choice.Service {
	return []choice.Service{
		{Name: "River Street (invented)", Asked: civil.Must(2026, time.February, 20), Offers: map[choice.Feature]truth.Value{
			choice.Gives(choice.Buprenorphine): truth.Yes, choice.Gives(choice.Methadone): truth.No, choice.Speaks("es"): truth.Yes,
			choice.Childcare: truth.No, choice.Telehealth: truth.Yes, choice.SyringeService: truth.Yes},
			Policies: []choice.Policy{{About: []choice.OptionID{choice.BuprenorphineDepot},
				Text: "injections only after four weeks of tablets"}}},
		{Name: "Hill House (invented)", Offers: map[choice.Feature]truth.Value{
			choice.Gives(choice.Methadone): truth.Yes, choice.Gives(choice.Buprenorphine): truth.Yes, choice.Childcare: truth.Yes,
			choice.HasLevel(stages.Residential): truth.Yes, choice.Housing: truth.Yes, choice.Transport: truth.No}},
	}
}
