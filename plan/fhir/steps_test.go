package fhir_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"
)

// A dosage in words is read where it can mean one thing alone; what lies ahead is no order yet, and everything else is a note.
func TestDosagesInWords(t *testing.T) {
	const refused = "03-01T09:00 takes buprenorphine; not-understood dosageInstruction[0]"
	sixteen := func(until string) string {
		return "03-01T09:00 order buprenorphine/naloxone film 16 mg/4 mg, from 2026-03-01, until 2026-03-" + until
	}
	eight := "; 03-02T00:00 order buprenorphine/naloxone film 8 mg/2 mg, from 2026-03-02"
	const ahead = "; not-in-force dosageInstruction"
	for text, want := range map[string]string{
		"16 mg daily x 3 days, then 12 mg x 3 days":                            sixteen("03") + ahead,
		"16 mg daily x 3 days, then 12 mg x 3 days, then stop":                 sixteen("03") + ahead,
		"Take 2 films SL once daily for 1 week; then 1 film once daily.":       sixteen("07") + ahead,
		"16 mg daily x 1 day, then 8 mg daily":                                 sixteen("01") + eight,
		"16mg daily \u00d7 1 day. Then 8mg daily \u00d7 30d, then discontinue": sixteen("01") + eight + ", until 2026-03-31",
		"16 mg daily x 1 day, 8 mg daily x 1 day, then 4 mg daily":             sixteen("01") + eight + ", until 2026-03-02" + ahead,
		"16 mg daily for 7 days":                                               sixteen("07"),
		"16 mg daily":                                                          refused,
		"16 mg daily x 3 days, 12 mg daily x 3 days":                           refused, // both at once, or one after the other
		"16 mg daily, then 12 mg daily":                                        refused, // since when?
		"16 mg x 3 days, then 12 mg x 3 days":                                  refused, // how often?
		"8 mg bid x 3 days, then 12 mg x 3 days":                               refused, // 12 mg, or twice?
		"16 mg daily x 3 days, then .5 mg daily x 3 days":                      refused,
		"16,5 mg daily x 1 day, then 8 mg daily":                               refused,
		"16 mg daily x 3 days, then 8-12 mg daily":                             refused,
		"16 mg daily x 3 days, then 1/2 film daily":                            refused,
		"16 mg daily x 3 days, then 8 mg daily prn":                            refused,
		"up to 16 mg daily x 3 days, then 8 mg daily":                          refused,
		"16 mg daily x 3 days, then 12 mg x 0 days":                            refused,
		"16 mg daily x 3 months, then 12 mg daily":                             refused,
		"16 mg daily x 1 day, then 8 mg daily if tolerated":                    refused,
		"16 mg every other day x 4 days, then 8 mg daily":                      refused,
		"16 mg daily x 1 day, then stop, then 8 mg daily":                      refused,
		"methadone 16 mg daily x 1 day, then 8 mg daily":                       refused,
		"16 boxes daily x 1 day, then 8 mg daily":                              refused,
		"16 mg daily x 1 day, then":                                            refused,
	} {
		t.Run(text, func(t *testing.T) {
			got := strings.Join(lines(read(t, reader, request("1010604", `{"text":"`+text+`"}`))), "; ")
			require.Equal(t, want, got)
		})
	}
	for name, more := range map[string]string{"as needed": `"asNeededBoolean":true`, "a timing": daily, "an unknown change": `"modifierExtension":[{"url":"x"}]`,
		"at most": `"maxDosePerPeriod":{}`, "an extension of the text": `"_text":{"extension":[]}`} {
		got := strings.Join(lines(read(t, reader, request("1010604", `{"text":"16 mg daily x 1 day, then 8 mg daily",`+more+`}`))), "; ")
		require.Equal(t, refused, got, name)
	}
}

// Instructions that follow each other by their sequence are steps, where each but the last says how long it goes on.
func TestInstructionsInSequence(t *testing.T) {
	step := func(sequence, milligrams int, bounds string) string {
		return fmt.Sprintf(`{"sequence":%d,"timing":{"repeat":{"frequency":1,"period":1,"periodUnit":"d"%s}},`+
			`"doseAndRate":[{"doseQuantity":{"value":%d,"unit":"mg"}}]}`, sequence, bounds, milligrams)
	}
	for_ := func(n int) string { return fmt.Sprintf(`,"boundsDuration":{"value":%d,"code":"d"}`, n) }
	from := func(start, end string) string { return `,"boundsPeriod":{"start":"` + start + `","end":"` + end + `"}` }
	const first, refused = "03-01T09:00 order buprenorphine/naloxone film 16 mg/4 mg, from 2026-03-01, until 2026-03-01", "03-01T09:00 takes buprenorphine; "
	const second = "; 03-02T00:00 order buprenorphine/naloxone film 8 mg/2 mg, from 2026-03-02"
	for name, c := range map[string]struct{ dosage, want string }{
		"one of a length":  {step(1, 16, for_(1)), first},
		"lengths":          {step(1, 16, for_(1)) + "," + step(2, 8, for_(3)), first + second + ", until 2026-03-04"},
		"the last goes on": {step(1, 16, for_(1)) + "," + step(2, 8, ""), first + second},
		"periods": {step(1, 16, from("2026-03-01", "2026-03-01")) + "," + step(2, 8, from("2026-03-02", "2026-03-04")),
			first + second + ", until 2026-03-04"},
		"one ahead": {step(1, 16, for_(1)) + "," + step(2, 8, for_(3)) + "," + step(3, 4, ""),
			first + second + ", until 2026-03-04; not-in-force dosageInstruction"},
		"the first goes on": {step(1, 16, "") + "," + step(2, 8, ""), refused + "not-understood dosageInstruction[1]"},
		"the other way":     {step(2, 16, for_(1)) + "," + step(1, 8, ""), refused + "not-understood dosageInstruction[1]"},
		"periods of one day": {step(1, 16, from("2026-03-01", "2026-03-02")) + "," + step(2, 8, from("2026-03-02", "2026-03-04")),
			refused + "not-understood dosageInstruction"},
		"a range of days": {step(1, 16, `,"boundsRange":{"low":{"value":1,"code":"d"},"high":{"value":3,"code":"d"}}`),
			refused + "not-understood dosageInstruction[0].timing.repeat.boundsRange"},
		"a length in months": {step(1, 16, `,"boundsDuration":{"value":1,"code":"mo"}`),
			refused + "not-understood dosageInstruction[0].timing.repeat.boundsDuration"},
		"less than a length": {step(1, 16, `,"boundsDuration":{"value":3,"comparator":"<","code":"d"}`),
			refused + "not-understood dosageInstruction[0].timing.repeat.boundsDuration"},
	} {
		t.Run(name, func(t *testing.T) {
			require.Equal(t, c.want, strings.Join(lines(read(t, reader, request("1010604", c.dosage))), "; "))
		})
	}
}
