package main

import (
	"time"

	"github.com/oudpath/oudpath/medication"
	"github.com/oudpath/oudpath/plan/calendar"
	"github.com/oudpath/oudpath/plan/record"
	"github.com/oudpath/oudpath/plan/truth"
	"github.com/oudpath/oudpath/stages/scale"
)

// elsewhere are people in other countries: one in each.
func elsewhere() []person {
	return []person{
		person{name: "hana", place: "ca-on", asks: "uses fentanyl and begins methadone in Ontario, by the recommendations of the province",
			fact: func(w *writer) {
				w.known(monday.AddDate(0, 0, -1), record.Female)
				w.so(monday.AddDate(0, 0, -1), record.PregnancyReported{Status: record.NotPregnant})
				w.so(monday.Add(-8*time.Hour), record.OpioidUsed{Agent: "fentanyl"})
				w.so(monday, record.SignsObserved{Signs: []record.Sign{record.Mydriasis, record.Piloerection}})
			},
			make: rise("methadone.rise.ontario"), ask: at(0, medication.MethadoneSoln, medication.SettingPharmacy),
			news: "she comes on Tuesday and Wednesday, and then not until Sunday",
			then: func(w *writer) {
				for day := range 3 {
					w.dose(monday.AddDate(0, 0, day), medication.MethadoneSoln, 30, medication.SettingPharmacy)
				}
			},
			ask2: at(6, medication.MethadoneSoln, medication.SettingPharmacy),
		}.answering(calendar.Answers{"step": {Amount: mg(10)}, "interval": {Days: 4}, "until": {Amount: mg(75)}, "interval2": {Days: 6},
			"target": {Amount: mg(95)}}),
		{name: "iain", place: "gb-sct", asks: "takes 60 mg of methadone in Scotland and has stayed away: what is given on the day on which he comes back?",
			fact: func(w *writer) {
				w.known(monday.AddDate(0, 0, -60), record.Male)
				w.daily(50, medication.MethadoneSolnGB, 60, medication.SettingPharmacy)
			},
			make: calendar.Missed, ask: at(1, medication.MethadoneSolnGB, medication.SettingPharmacy)},
		person{name: "jia", place: "au-nsw", asks: "uses heroin and wants a weekly injection in New South Wales, without tablets before it",
			fact: func(w *writer) {
				w.known(monday.AddDate(0, 0, -1), record.Female)
				w.so(monday.AddDate(0, 0, -1), record.PregnancyReported{Status: record.NotPregnant},
					record.ConditionReported{Condition: record.HepaticImpairment, Present: truth.No})
				w.so(monday.Add(-10*time.Hour), record.OpioidUsed{Agent: "heroin"})
				w.so(monday, record.Scored{Scale: scale.COWS, Total: 9},
					record.SignsObserved{Signs: []record.Sign{record.Mydriasis, record.Piloerection}})
			},
			make: follow("bup.depot.new-south-wales"), ask: at(0, medication.BupBuvidalWeekly, medication.SettingOffice),
		}.answering(calendar.Answers{"day1.dose1": {Amount: mg(24)}}),
		{name: "mina", place: "int-who", asks: "begins buprenorphine where a country goes by the guide of the World Health Organization",
			fact: func(w *writer) {
				w.known(monday.AddDate(0, 0, -1), record.Male)
				w.so(monday.Add(-7*time.Hour), record.OpioidUsed{Agent: "heroin"})
				w.so(monday, record.SignsObserved{Signs: []record.Sign{record.Mydriasis, record.Piloerection}})
			},
			make: follow("bup.start.who"), ask: at(0, medication.BupSL, medication.SettingOffice)},
	}
}
