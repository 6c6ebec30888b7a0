package scenario

import (
	"strings"
	"testing"

	"github.com/oudpath/oudpath/plan/record"
	"github.com/stretchr/testify/require"
)

// TestOneSlipIsOneError reads scripts with one line that is wrong. Nothing is said about any other line.
func TestOneSlipIsOneError(t *testing.T) {
	const fact = "profile us\nat 2026-03-02 09:00\nused heroin\n"
	for text, want := range map[string]string{
		fact + "order bup.sl 4 kg\nexpect refused, block bup.induction.cows-min":      "t:4: unknown dose",
		fact + "ordr bup.sl 4 mg\nexpect not allowed\nexpect limit bup.x.y 4 mg":      "t:4: unknown statement",
		fact + "order bup.sl \"4 mg\nexpect refused":                                  "t:4: a quotation mark",
		fact + "give bup.sl 4 m as a\ncorrect a to give bup.sl 4 mg\nexpect recorded": "t:4: unknown dose",
		fact + "give bup.sl 4 m\nretract last because wrong\nexpect recorded":         "t:4: unknown dose",
		fact + "override a.b because clinicl\norder bup.sl 4 mg\nexpect refused":      "t:4: unknown reason",
		fact + "override a.b because clinical\norder bup.sl 4 m\nexpect refused":      "t:5: unknown dose",
		fact + "at +1 dya\norder bup.sl 4 mg\nexpect refused":                         "t:4: unknown time",
		fact + "expect blok bup.x.y":                                                  "t:4: unknown expectation",
		"profile us\nat 2026-13-02 09:00\nused heroin\nexpect recorded":               "t:2: there is no day",
		"profile us\nat soon\nused heroin\n3 hours ago cows 14\nexpect recorded":      "t:2: unknown time",
		"profile us\nzone Amerika\nat 2026-03-02\nused heroin\nexpect recorded":       "t:2: unknown time zone",
		fact + "stable on bup.sl 4 mg for 9 days\norder bup.sl 4 m\nexpect allowed":   "t:5: unknown dose",
		fact + "already ordered bup.sl 4 m\nexpect allowed":                           "t:4: unknown dose",
	} {
		_, err := Parse("t", strings.NewReader(text))
		require.ErrorContains(t, err, want, text)
		require.Len(t, strings.Split(strings.TrimSpace(err.Error()), "\nt:"), 1, "%s\n%s", text, err)
	}
}

// TestInstrumentsAreNeverSwapped holds that a scale that may be two is read as neither, and that none is put forward for another.
func TestInstrumentsAreNeverSwapped(t *testing.T) {
	const both = `may be "sows16" or "sows10", which are different instruments: write which`
	for text, want := range map[string]string{
		"sows 18":              `"sows" ` + both,
		"SOWS: 18":             both,
		"sows=18":              both,
		"2 hours ago sows 18":  both,
		"sows":                 both,
		"sows 16":              `"sows 16" may be`,
		"sows 10":              `"sows 10" may be`,
		"sows 10, 2 hours ago": `"sows 10" may be`,
		"sows 16 yesterday":    `"sows 16" may be`,
		"sows12 5":             `did you mean "sows10" or "sows16"?`,
		"aows 5":               `did you mean "cows" or "oows"?`,
		"cow 5":                `did you mean "cows"?`,
		"dast 5":               `did you mean "dast-10"?`,
		"phq8 5":               `did you mean "phq9"?`,
	} {
		said := refusal(t, text)
		require.Contains(t, said, want, text)
		if strings.HasPrefix(strings.ToLower(text), "sows") {
			require.NotContains(t, said, `"cows"`, text)
		}
	}
	for _, text := range []string{"sows16 18", "sows-16 18", "sows 16 18", "SOWS 16: 18", "sows-16: 18, 2 hours ago"} {
		require.Equal(t, []record.Body{record.Scored{Scale: "sows16", Total: 18}}, bodies(t, text), text)
	}
}

// TestWordsBeforeAStatement reads the time, "ask", "already" and "correct" in any order.
func TestWordsBeforeAStatement(t *testing.T) {
	for text, want := range map[string]mode{
		"9 days ago already ordered methadone.conc 80 mg daily":    recorded,
		"already 9 days ago ordered methadone.conc 80 mg daily":    recorded,
		"already ordered methadone.conc 80 mg daily 9 days ago":    recorded,
		"on 2026-02-21 already ordered methadone.conc 80 mg daily": recorded,
		"9 days ago already in therapy":                            recorded,
		"ask 9 days ago order methadone.conc 80 mg daily":          asks,
		"9 days ago ask order methadone.conc 80 mg daily":          asks,
		"9 days ago order methadone.conc 80 mg daily":              applies,
	} {
		s := read(t, text)[0]
		require.Equal(t, want, s.mode, text)
		require.Equal(t, "2026-02-21", s.events[0].At.Format("2006-01-02"), text)
	}
	for text, want := range map[string]string{
		"9 days ago already ordered bup.sl 4 mg 2 days ago":          "two times",
		"9 days ago 8 days ago used heroin":                          "two times",
		"ask already ordered bup.sl 4 mg":                            "neither asked nor a correction",
		"used heroin as a\ncorrect a to already ordered bup.sl 4 mg": "neither asked nor a correction",
		"9 days ago stable on bup.sl 4 mg for 9 days":                "nothing stands before it",
		"yesterday every day from 9 days ago give bup.sl 4 mg":       "nothing stands before it",
		"used heroin as a\nyesterday retract a because wrong":        "nothing stands before it",
		"already in therapy since tomorrow":                          `unknown word "tomorrow"`,
		"already in therapy since 2026-05-01":                        "still to come",
	} {
		require.Contains(t, refusal(t, text), want, text)
	}
}

// TestHints holds what a line that was not understood teaches: how it is written, and nothing that makes no sense.
func TestHints(t *testing.T) {
	for text, want := range map[string]string{
		"qtc":                                    "write: qtc NUMBER ms",
		"measured qtc":                           "write: measured qtc 510 ms",
		"cows":                                   "cows needs a total or items (pulse, sweating, restlessness, pupils, aches, nose-tears …)",
		"phq9 interest":                          "",
		"phq9 intrest=1":                         `phq9 has no item "intrest": did you mean "interest"?`,
		"cows fast":                              "write: cows TOTAL, or its items: pulse … sweating",
		"blood pressure high":                    "write: blood pressure 118/70",
		"give bupnx.film 8 mg/2 mg mg in office": `unknown word "mg"`,
		"order bup.sl 4 mg mornings":             `unknown word "mornings"`,
		"signs":                                  "(tachycardia, mydriasis, yawning, rhinorrhea, vomiting, diarrhea …)",
		"person femal":                           `did you mean "female"?`,
		"pregnant 20 weeks due 2026-04-01":       "20 weeks and a delivery on 2026-04-01 contradict each other: it would be about 2026-07-20",
		"pregnant 20 weeks due 2026-07-12":       "contradict",
		"pregnant 20 weeks 21 weeks":             "twice, and differently",
	} {
		if want == "" {
			read(t, text)
			continue
		}
		said := refusal(t, text)
		require.Contains(t, said, want, text)
		require.NotContains(t, said, "qtc qtc")
		require.NotContains(t, said, `did you mean "a"`)
	}
	for _, text := range []string{"pregnant 20 weeks due 2026-07-20", "pregnant 20 weeks due 2026-07-14", "pregnant 20 weeks due 2026-07-27",
		"pregnant due 2026-04-01",
		"pregnant 0 weeks", "10 days ago pregnant 20 weeks due 2026-07-10"} {
		read(t, text)
	}
}

// TestNothingIsSaidTwice holds that a line which says one thing in two ways is an error, and not read by what comes last. What is said
// twice alike is read.
func TestNothingIsSaidTwice(t *testing.T) {
	for text, what := range map[string]string{
		"order bup.sl 4 mg supervised unsupervised":                                  "whether a dose is watched",
		"order bup.sl 4 mg unsupervised, observed":                                   "whether a dose is watched",
		"give bup.sl 4 mg supervised not supervised":                                 "whether a dose is watched",
		"stable on bup.sl 4 mg for 9 days, unsupervised, supervised":                 "whether a dose is watched",
		"stable on bup.sl 4 mg for 9 days for 8 days":                                "for how long",
		"stable on bup.sl 4 mg for 9 days, last dose 2 days ago last dose yesterday": "when the last dose was",
		"order bup.sl 4 mg supervised 6 days a week supervised 5 days a week":        "on how many days a week",
		"order bup.sl 4 mg in office in hospital":                                    "the place",
		"order bup.sl 4 mg sublingual buccal":                                        "the route",
		"order bup.sl 4 mg for pain for detox":                                       "the purpose",
		"order bup.sublocade 300 mg received 2026-02-20 received 2026-02-21":         "the day of delivery",
		"stop methadone because positive-test because patient-choice":                "the reason",
		"stop methadone because surgery because \"the programme\"":                   "the reason",
		"stop methadone because surgery abruptly with a taper":                       "whether it ends at once",
		"stop methadone because surgery with a taper, at once":                       "whether it ends at once",
		"end methadone on 2026-05-01 on 2026-06-01 because time-limit":               "the day",
		"discharge planned because completed medication continues medication ends":   "whether medication continues",
		"discharge planned because completed medication ends medication continues":   "whether medication continues",
		"discharge planned because completed methadone ends, methadone continues":    "whether medication continues",
		"discharge planned because completed no referral referral arranged":          "whether a referral is arranged",
		"discharge planned because completed referral arranged no referral":          "whether a referral is arranged",
		"move transfer to therapy to detox":                                          "the stage",
		"level iop to outpatient to residential":                                     "the level",
		"level iop 6 hours a week 9 hours a week":                                    "the hours a week",
		"level iop asam 2.1 third edition fourth edition":                            "the edition",
		"course begin-taper to taper to maintenance":                                 "the position",
		"course begin-taper methadone buprenorphine":                                 "the medication",
		"take-home methadone.conc 7 days criteria met criteria not met":              "whether the criteria are met",
		"take-home methadone.conc 7 days criteria not met criteria met":              "whether the criteria are met",
		"take-home methadone.conc methadone.tab 7 days":                              "the product",
		"supplied bup.sl bupnx.film 7 days":                                          "the product",
		"naloxone supplied naloxone.in naloxone.inj":                                 "the product",
		"withdrawal management abrupt with plan no plan":                             "whether there is a plan",
		"withdrawal management abrupt no plan, with plan":                            "whether there is a plan",
		"withdrawal management abrupt informed not informed":                         "whether the person is informed",
		"withdrawal management abrupt not informed, informed":                        "whether the person is informed",
		"withdrawal management abrupt requested not requested":                       "whether it was asked for",
		"withdrawal management abrupt not requested, requested":                      "whether it was asked for",
		"force stage therapy stage detox because \"x\"":                              "the stage",
		"force level outpatient level residential because \"x\"":                     "the level",
		"force course taper course maintenance because \"x\"":                        "the position of the course",
		"used heroin injected not injected":                                          "whether it was injected",
		"used heroin not injected, injected":                                         "whether it was injected",
		"used heroin 60 mg a day 90 mg a day":                                        "the amount of a day",
		"context low-dose-initiation protocol \"a\" protocol \"b\"":                  "the protocol",
		"context low-dose-initiation until 2026-04-01 until 2026-05-01":              "the last day",
		"session attended cbt 50 minutes 20 minutes":                                 "how long it was",
		"overdose reversed, not reversed":                                            "whether it was reversed",
		"overdose not reversed, reversed":                                            "whether it was reversed",
		"overdose of heroin of fentanyl":                                             "what it was of",
		"overdose heroin fentanyl":                                                   "what it was of",
		"person 30 years old, 40 years old":                                          "when the person was born",
		"person born 1984-01-01 aged 40":                                             "when the person was born",
		"person aged 40 born 1984-01-01":                                             "when the person was born",
		"person male female":                                                         "the sex",
		"diagnosis in remission not in remission":                                    "whether it is in remission",
		"diagnosis not in remission in remission":                                    "whether it is in remission",
		"diagnosis high risk not high risk":                                          "whether the risk is high",
		"diagnosis not high risk, high risk":                                         "whether the risk is high",
		"diagnosis 6 criteria 2 criteria":                                            "how many criteria count",
		"diagnosis code icd-10-cm F11.20 code icd-10-cm F11.21":                      "the code",
		"challenge negative positive":                                                "the result",
		"cows pulse=110/min pulse=70/min":                                            "pulse",
		"cows gooseflesh=3 rest=0 gooseflesh=0":                                      "gooseflesh",
	} {
		require.Contains(t, refusal(t, text), "the line says twice, and differently, "+what, text)
	}
	for text, want := range map[string]string{
		"takes diazepam class none class benzodiazepine": "has no class, and names one",
		"takes diazepam class benzodiazepine class none": "has no class, and names one",
		"condition asthma attack absent present":         `unknown word "present"`,
		"consent to treatment withdrawn given":           `unknown word "given"`,
		"context custody ends holds":                     `unknown word "holds"`,
		"order bup.sl 4 mg on mon, wed and mon":          "Monday is there twice",
		"order bup.sl 4 mg a day":                        "how much is taken at once, and how often",
		"order bup.sl 4 mg per day":                      "how much is taken at once, and how often",
		"naloxone supplied 0 doses":                      "0 doses are no supply",
		"spo2 0.98":                                      "Write 98 %",
		"spo2 1":                                         "Write 98 %",
		"blood pressure 70/118":                          "70/118: the systolic pressure comes first",
		"blood pressure 70/70":                           "the systolic pressure comes first",
		"person born 2026-03-03":                         "after the clock",
	} {
		require.Contains(t, refusal(t, text), want, text)
	}
	for _, text := range []string{"order bup.sl 4 mg supervised, in office, supervised, in the office", "cows rest=0 gooseflesh=3 gooseflesh=3",
		"takes diazepam class benzodiazepine class z-drug", "takes diazepam class none class none", "condition asthma attack present",
		"consent to treatment given", "context custody holds", "spo2 2", "spo2 0", "person born 2026-03-02", "naloxone supplied 1 dose",
		"order bup.sl 4 mg bd", "order bup.sl 4 mg tds", "order bup.sl 4 mg qds"} {
		read(t, text)
	}
}

// TestSameValue compares limits as values.
func TestSameValue(t *testing.T) {
	for _, c := range []struct {
		got, want string
		same      bool
	}{
		{"50 mg", "50mg", true}, {"50 mg", "50", true}, {"50 mg", "0.05 g", true}, {"0.5 mg", "500 mcg", true}, {"50 mg", "5",
			false}, {"50 mg", "50 ms", false},
		{"50 mg", "50 mcg", false}, {"6 h", "6 hours", true}, {"24 h", "1 day", true}, {"14 days", "2 weeks", true}, {"14 days", "2 months",
			false},
		{"1 year", "12 months", true}, {"14", "14 days", true}, {"14", "1", false}, {"450 ms", "450", true}, {"3 tests", "3 tests",
			true}, {"3 tests", "3 test", false},
		{"1.0", "1", true}, {"25 %", "25%", true}, {"2-4 mg", "24 mg", false}, {"2-4 mg", "2-4 mg", true}, {"2-4 mg", "2", false},
		{"7 from day 1, 14 from day 15, 28 from day 31", "7", false}, {"7 from day 1, 14 from day 15, 28 from day 31", "14", false},
		{"7 from day 1, 14 from day 15", "7 from day 1,  14 FROM day 15", true}, {"1/2 of the usual dose", "1", false},
		{"the lower of 1/2 of the usual dose and 40 mg", "40 mg", false}, {"8 mg/2 mg", "8 mg", false}, {"8 mg/2 mg", "8 mg/2 mg",
			true}, {"-5", "5", false},
	} {
		require.Equal(t, c.same, sameValue(c.got, c.want), "%s, %s", c.got, c.want)
		require.Equal(t, c.same, sameValue(c.want, c.got), "%s, %s", c.want, c.got)
	}
}

// TestHostileScripts reads what nobody writes, and finds an error in it. Work that grew with the square of the text would take
// hours at these lengths, so that the time limit of the test run finds it; a short run reads a twentieth.
func TestHostileScripts(t *testing.T) {
	long := func(text string, n int) string {
		if testing.Short() {
			n /= 20
		}
		return strings.Repeat(text, n)
	}
	for name, text := range map[string]string{
		"lines that mean nothing": preamble + long("aaaa\n", 150_000),
		"cases that share lines":  preamble + long("used heroin\n", 5000) + long("case a\n", 100_000),
		"many sums":               preamble + "order bup.sl 4mg" + long("+4mg +4mg", 50_000),
		"sums":                    preamble + "order bup.sl 4mg" + long("+4mg", 200_000),
		"doses":                   preamble + "order bup.sl 4 mg" + long(" + 4 mg", 100_000),
		"one long word":           preamble + "order " + long("a", 1<<19),
		"one long number":         preamble + "order bup.sl " + long("9", 1<<19) + " mg",
		"many words":              preamble + "signs " + long("yawning ", 100_000),
		"spans":                   preamble + long("1 day ", 100_000),
		"quotation marks":         preamble + long("used \"", 100_000),
		"equals signs":            preamble + "cows " + long("=", 1<<19),
		"commas":                  preamble + "used " + long("1,1", 200_000),
		"the end of the calendar": "profile us\nat 9999-12-31 23:59\nat +100 years\nused heroin\nexpect recorded",
		"before the calendar":     "profile us\nat 1583-01-01 00:00\n100 years ago used heroin\nexpect recorded",
	} {
		_, err := Parse("t", strings.NewReader(text))
		require.Error(t, err, name)
		require.Less(t, len(err.Error()), 2<<20, name)
	}
	_, err := Parse("t", strings.NewReader(preamble+long("aaaa\n", 150_000)))
	require.Len(t, strings.Split(err.Error(), "\n"), mostProblems+1)
	require.ErrorContains(t, err, "and more; mend these first")
}
