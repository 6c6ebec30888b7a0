package scenario

import (
	"fmt"
	"strings"
	"testing"

	"github.com/oudpath/oudpath/medication"
	"github.com/oudpath/oudpath/plan/record"
	"github.com/stretchr/testify/require"
)

// refusal reads lines that are not understood, and returns what is said about them.
func refusal(t *testing.T, lines string) string {
	t.Helper()
	_, err := Parse("t", strings.NewReader(preamble+lines+"\nexpect stage referral"))
	require.Error(t, err, "%q should not be understood", lines)
	return err.Error()
}

// TestAmountsAreExactOrNone writes amounts in every way in which people write them. Each is read as it is meant, or not at all.
func TestAmountsAreExactOrNone(t *testing.T) {
	for text, want := range map[string]string{
		"8 mg/2 mg": "8 mg/2 mg", "8/2 mg": "8 mg/2 mg", "8mg/2mg": "8 mg/2 mg", "8 mg / 2 mg": "8 mg/2 mg", "8 / 2 mg": "8 mg/2 mg",
		"8 mg /2 mg": "8 mg/2 mg", "8 MG/2 MG": "8 mg/2 mg", "4 mg": "4 mg", "4mg": "4 mg", "0.5 mg": "0.5 mg", "500 mcg": "0.5 mg",
		"500 µg": "0.5 mg", "1 g": "1000 mg", "4.0 mg": "4 mg", "4 milligrams": "4 mg",

		"8-2 mg":             `"8-2 mg" is a range to some readers: write 8 mg/2 mg for the two components of bupnx.film`,
		"8 mg-2 mg":          "write 8 mg/2 mg",
		"8 mg - 2 mg":        "write 8 mg/2 mg",
		"8–2 mg":             "write 8 mg/2 mg",
		"2-4 mg":             `"2-4 mg" is a range, and not one amount: an order states one as 2 mg to 4 mg`,
		"2 - 4 mg":           "is a range",
		"2—4 mg":             "is a range",
		"2 mg - 4 mg":        "is a range",
		"2 or 4 mg":          "is a range",
		"4 mg or 8 mg":       "is a range",
		"-30 mg":             `"-30": there is no negative amount`,
		"−30 mg":             "there is no negative amount",
		"- 30 mg":            "there is no negative amount",
		"+30 mg":             `"+30" is not one number`,
		"<30 mg":             "is not one number",
		"≤ 30 mg":            "is not one number",
		"~30 mg":             "is not one number",
		"3 0 mg":             `"3 0": write a number without spaces`,
		"1 000 mg":           `"1 000": write a number without spaces`,
		"1\u202f000 mg":      "write a number without spaces",
		"4 .5 mg":            "write a number without spaces",
		"1,000 mg":           `"1,000": a comma separates thousands to some readers and decimals to others`,
		"2,5 mg":             `"2,5": a comma`,
		"1'000 mg":           "digits and one point",
		"1_000 mg":           "is a range",
		"1.000.000 mg":       "digits and one point",
		"1.000 mg":           `"1.000 mg": a point separates thousands to some readers`,
		"12.500 mg/3.125 mg": "a point separates thousands to some readers",
		"1.500 to 2 mg":      "a point separates thousands to some readers",
		"0.400 mg":           "0.4 mg",
		"1.25 mg":            "1.25 mg",
		"1.125 mg":           "1.125 mg",
		"1/2 mg":             "1/2 mg: a fraction is written as a decimal, 0.5 mg",
		"2/2 mg":             "a fraction is written as a decimal",
		"2/8 mg":             "of two components the first is the larger one",
		"1e3 mg":             "digits and one point",
		".5 mg":              `".5": write the zero before the point`,
		"08 mg":              "without the zero in front",
		"½ mg":               "write the fraction as a decimal",
		"4. mg":              "unknown dose with its unit",
		"4 m g":              "unknown dose with its unit",
		"4 iu":               "write the dose in mg",
		"5 ml":               `"5 ml": write the dose in mg; how much one of them holds depends on the product`,
		"2 films":            "write the dose in mg",
		"4 mg 8 mg":          "for the doses of one day write 4 mg + 8 mg, or 4 mg morning, 8 mg evening",
		"8 mg/0 mg":          "must be more than zero",
		"0.0001 mg":          "whole number of micrograms",
		"4":                  "unknown dose with its unit",
		"٤ mg":               "unknown dose with its unit",
		"four mg":            "unknown dose with its unit",
		"4 mg/day":           "unknown dose with its unit",
		"4 mg twice":         `unknown word "twice"`,
		"4 mg 0 times a day": "0 times a day is no order",
	} {
		line := "order bupnx.film " + text
		if _, err := medication.ParseDose(want); err != nil {
			require.Contains(t, refusal(t, line), want, text)
			continue
		}
		require.Equal(t, want, bodies(t, line)[0].(record.Order).Dose.String(), text)
	}
}

// TestRangesOfOrders writes ranges as prescribers do. An order has both ends; what was given, taken or handed out is one amount.
func TestRangesOfOrders(t *testing.T) {
	for text, want := range map[string]string{
		"bup.sl 8 to 16 mg": "8 mg to 16 mg", "bup.sl 8 mg to 16 mg": "8 mg to 16 mg", "bup.sl 8mg to 16mg": "8 mg to 16 mg",
		"bup.sl 8 mg to 16": "8 mg to 16 mg", "bup.sl 500 mcg to 2 mg": "0.5 mg to 2 mg",
		"bup.sl 8 to 16 mg twice daily": "8 mg to 16 mg 2 times a day", "bupnx.film 8 to 16 mg": "8 mg to 16 mg",
		"bupnx.film 8/2 to 16/4 mg": "8 mg/2 mg to 16 mg/4 mg", "bupnx.film 8 mg/2 mg to 16 mg/4 mg": "8 mg/2 mg to 16 mg/4 mg",
		"bupnx.film 2 to 4 mg daily, supervised, from tomorrow": "2 mg to 4 mg",
	} {
		require.Equal(t, want, bodies(t, "order "+text)[0].(record.Order).DayText(), text)
	}
	for line, want := range map[string]string{
		"order bup.sl 16 to 8 mg":                     `"16 to 8 mg" is no range: write the lower dose first, 8 mg to 16 mg`,
		"order bup.sl 8 to 8 mg":                      "is no range",
		"order bupnx.film 8/2 to 16 mg":               "write the second component of both doses, or of neither",
		"order bup.sl 8 to 16 mg + 4 mg":              "an order has a range, or the doses of one day where they differ",
		"order bup.sl 4 mg + 8 to 16 mg":              "an order has a range, or the doses of one day where they differ",
		"order bup.sl 8 to 16 mg morning, 4 mg night": "an order has a range, or the doses of one day where they differ",
		"order bup.sl 8-16 mg":                        `"8-16 mg" is a range, and not one amount: an order states one as 8 mg to 16 mg`,
		"order bup.sl 8 mg - 16 mg":                   "an order states one as 8 mg to 16 mg",
		"order bup.sl 8 to 16":                        "is a range, and not one amount",
		"order bup.sl up to 16 mg":                    "unknown dose with its unit",
		"order bup.sl 8 to 16 to 24 mg":               "is a range, and not one amount",
		"order bup.sl 08 to 16 mg":                    "without the zero in front",
		"order bup.sl 8 to 016 mg":                    "without the zero in front",
		"order sublocade 100 to 300 mg":               "is given in one dose, and not in a range",
		"give bup.sl 8 to 16 mg":                      `"8 to 16 mg" is a range, and not one amount`,
		"took bup.sl 8-16 mg":                         "is a range, and not one amount",
	} {
		require.Contains(t, refusal(t, line), want, line)
	}
}

// TestNoNumberIsReadInPart writes every number of the language in ways that mean another one to some readers. None may be read.
func TestNoNumberIsReadInPart(t *testing.T) {
	lines := []string{"cows %s", "qtc %s", "qtc %s ms", "weight %s kg", "temperature %s F", "blood pressure %s/70", "person %s years",
		"diagnosis %s criteria",
		"used heroin %s mg a day", "give bup.sl %s mg", "took bup.sl %s mg", "stable on bup.sl %s mg for 9 days", "stable on bup.sl 8 mg for %s days",
		"every %s days from 30 days ago give bup.sl 4 mg", "missed %s doses of methadone", "supplied methadone %s days", "lost methadone %s days",
		"take-home methadone.conc %s days", "order bup.sl %s mg daily", "order bup.sl 4 mg supply %s days", "order bup.sl 4 mg %s times a day",
		"order bup.sl 4 mg every %s hours", "order bup.sl 4 mg supervised %s days a week", "attended cbt %s minutes", "challenge negative observed %s minutes",
		"level outpatient %s hours a week", "pregnant %s weeks", "used heroin %s hours ago", "%s hours ago used heroin", "at +%s hours", "at day %s",
		"cows pulse=%s", "cows pulse=%s/min", "naloxone supplied %s doses", "takes diazepam %s mg", "withdrawal management abrupt %s days",
		"order bup.sl 4 mg + %s mg", "order bup.sl 4 mg for %s days", "order sublocade 300 mg test dose %s minutes ago"}
	for _, number := range []string{"1-2", "1 - 2", "1–2", "1 to 2", "-2", "+2x", "1,2", "1,200", "1 2 3", "1.2.3", "1e1", "0x2", "1_2",
		"<2", "~2", ".2", "1/2/3", "1'2"} {
		for _, line := range lines {
			if number == "1 to 2" && line == "order bup.sl %s mg daily" {
				continue // TestRangesOfOrders reads it
			}
			text := fmt.Sprintf(line, number)
			_, err := Parse("t", strings.NewReader(preamble+text+"\nexpect stage referral"))
			require.Error(t, err, "%q was read", text)
		}
	}
	for _, line := range lines {
		text := fmt.Sprintf(line, "6")
		_, err := Parse("t", strings.NewReader(preamble+text+"\nexpect rejected"))
		if err != nil {
			require.NotContains(t, err.Error(), "unknown", text)
		}
	}
}

// TestUnits writes measurements in the units of the clinic.
func TestUnits(t *testing.T) {
	for text, want := range map[string]string{
		"weight 150 lb": "68.039", "weight 150lbs": "68.039", "weight 100 pounds": "45.359", "weight 70 kg": "70", "weight 70": "70",
		"temperature 98.6 F": "37", "temperature 98.6°F": "37", "temperature 100.4 °F": "38", "temperature 101 F": "38.333", "temperature 37 C": "37",
		"potassium 4.2 mEq/L": "4.2", "potassium 4.2 mmol/L": "4.2", "potassium 4.2": "4.2",
		"magnesium 1.7 mEq/L": "0.85", "magnesium 2.0 mg/dL": "0.823", "magnesium 2.4305 mg/dL": "",
		"magnesium 0.85": "0.85", "magnesium 0.85 mmol/L": "0.85",
	} {
		if want == "" {
			require.Contains(t, refusal(t, text), "at most three decimals")
			continue
		}
		require.Equal(t, want, bodies(t, text)[0].(record.Measured).Value.String(), text)
	}
	for text, want := range map[string]string{
		"potassium 16 mg/dL":      `potassium is written in mmol/L: "mg/dl" is another unit, and is not converted`,
		"magnesium 2 mg/L":        "unknown word",
		"alt 200 U/L":             "divide by the upper limit of normal",
		"alt 200u/l":              "divide by the upper limit of normal",
		"qtc 0.5 s":               `"s" is another unit`,
		"weight 70 mmHg":          "body-weight is written in kg or lb",
		"temperature 98.6":        "98.6 °F is converted",
		"pulse 60-80":             `"60-80" is a range`,
		"spo2 96-98%":             "is a range",
		"qtc >500":                "is not one number",
		"temperature 38,5":        `"38,5": a comma`,
		"blood pressure 118/70/2": "unknown blood pressure",
	} {
		require.Contains(t, refusal(t, text), want, text)
	}
}

// TestUnequalDoses reads the doses of one day where they differ.
func TestUnequalDoses(t *testing.T) {
	masses := func(mgs ...uint32) (all []medication.Mass) {
		for _, n := range mgs {
			all = append(all, medication.Milligrams(n))
		}
		return all
	}
	for _, c := range []struct {
		dose  string
		parts []medication.Mass
		times int
		texts []string
	}{
		{"60 mg", masses(60, 40), 2, []string{"60 mg morning, 40 mg evening daily", "60 mg in the morning and 40 mg in the evening, daily",
			"60mg mane 40mg nocte daily", "60 mg + 40 mg daily", "60mg+40mg daily", "40 mg evening, 60 mg morning daily", "60 mg plus 40 mg daily"}},
		{"40 mg", masses(20, 40), 2, []string{"20 mg + 40 mg daily", "40 mg at night, 20 mg morning daily"}},
		{"30 mg", masses(30, 20, 30), 3, []string{"30 mg morning, 20 mg noon, 30 mg at bedtime daily"}},
		{"50 mg", nil, 2, []string{"50 mg + 50 mg daily", "50 mg morning, 50 mg evening daily", "50 mg twice daily"}},
	} {
		for _, text := range c.texts {
			b := bodies(t, "order methadone.conc "+text)[0].(record.Order)
			require.Equal(t, c.dose, b.Dose.String(), text)
			require.Equal(t, c.parts, b.Parts, text)
			require.Equal(t, c.times, b.PerDay, text)
			require.Equal(t, medication.Daily(), b.Schedule, text)
			require.NoError(t, b.Validate())
		}
	}
	film := bodies(t, "order bupnx.film 8 mg/2 mg morning, 4 mg/1 mg evening")[0].(record.Order)
	require.Equal(t, "8 mg/2 mg", film.Dose.String())
	require.Equal(t, masses(8, 4), film.Parts)
	for text, want := range map[string]string{
		"60 mg morning, 40 mg daily":              "for the doses of one day write 60 mg + 40 mg",
		"60 mg and 40 mg daily":                   "for the doses of one day write",
		"60 mg morning daily":                     "leave it out",
		"60 mg morning, 40 mg morning":            "two doses at the same time of day",
		"60 mg + 40 mg twice daily":               "leave out how many times a day",
		"60 mg + 40 mg once daily":                "leave out how many times a day",
		"60 mg daily, weekly":                     "twice, and differently, on which days",
		"60 mg twice daily, three times a day":    "twice, and differently, how many times",
		"60 mg daily supply 7 days supply 9 days": "twice, and differently, the length of the supply",
	} {
		require.Contains(t, refusal(t, "order methadone.conc "+text), want, text)
	}
	require.Contains(t, refusal(t, "order bupnx.film 8 mg/2 mg + 4 mg/2 mg daily"), "differ in their components")
}
