package fhir

import (
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/oudpath/oudpath/medication"
)

// What a text says of how often a day is read where it can mean one thing; "daily" alone may be said of the amount of a day.
func TestOftenInWords(t *testing.T) {
	for text, want := range map[string]rhythm{
		"Daily": {perDay: 1}, "once daily": {perDay: 1, counted: true},
		"Place 1 film under the tongue twice a day": {perDay: 2, counted: true}, "BID": {perDay: 2, counted: true},
		"Take 2 tablets 3 times per day": {perDay: 3, counted: true}, "2 times daily": {perDay: 2, counted: true},
		"every 12 hours": {perDay: 2, counted: true}, "q8h": {perDay: 3, counted: true},
		"16 mg daily, twice daily": {perDay: 2, counted: true}, "two tablets every day": {perDay: 1}, "one time a day": {perDay: 1, counted: true},
		"": {}, "every 7 hours": {}, "twice weekly": {}, "twice": {}, "every other day": {}, "daily except on sunday": {}, "twice daily then once daily": {},
		"1 to 2 times a day": {}, "twice daily as needed": {}, "16 mg total per day": {}, "two films": {}, "bid tid": {},
	} {
		require.Equal(t, want, oftenIn(text), text)
	}
}

// A timing may say in words that there are days between doses; of a text beside it, "weekly" alone may be how often a medicine is dispensed.
func TestDaysApartInWords(t *testing.T) {
	for text, want := range map[string]int{"every other day": 2, "Q.O.D.": 2, "once weekly": 7, "Weekly": 7, "every week": 7, "daily": 0, "BID": 0,
		"every other day or once a week": 0, "dispense weekly": 0} {
		require.Equal(t, want, rhythmOf(text).apart, text)
	}
	require.Equal(t, medication.EveryDays(2), abbreviations["QOD"].schedule())
	require.Equal(t, medication.Daily(), abbreviations["BID"].schedule())
}
