package fhir

import (
	"testing"

	"github.com/stretchr/testify/require"
)

// What a text says of how often a day is read where it can mean one thing; "daily" alone may be said of the amount of a day.
func TestOftenInWords(t *testing.T) {
	for text, want := range map[string]rhythm{
		"Daily": {1, false}, "once daily": {1, true}, "Place 1 film under the tongue twice a day": {2, true}, "BID": {2, true},
		"Take 2 tablets 3 times per day": {3, true}, "2 times daily": {2, true}, "every 12 hours": {2, true}, "q8h": {3, true},
		"16 mg daily, twice daily": {2, true}, "two tablets every day": {1, false}, "one time a day": {1, true},
		"": {}, "every 7 hours": {}, "twice weekly": {}, "twice": {}, "every other day": {}, "daily except on sunday": {}, "twice daily then once daily": {},
		"1 to 2 times a day": {}, "twice daily as needed": {}, "16 mg total per day": {}, "two films": {}, "bid tid": {},
	} {
		require.Equal(t, want, oftenIn(text), text)
	}
}
