package scenario

import (
	"errors"
	"strings"
	"testing"
	"time"

	"github.com/oudpath/oudpath/medication"
	"github.com/oudpath/oudpath/plan/civil"
	"github.com/oudpath/oudpath/plan/record"
	"github.com/oudpath/oudpath/plan/truth"
	"github.com/oudpath/oudpath/stages"
	"github.com/oudpath/oudpath/stages/scale"
	"github.com/stretchr/testify/require"
)

const preamble = "profile us\nzone America/New_York\nat 2026-03-02 09:00\n"

// read parses lines after the preamble, with an expectation after them.
func read(t *testing.T, lines string) []step {
	t.Helper()
	script, err := Parse("t", strings.NewReader(preamble+lines+"\nexpect stage referral"))
	require.NoError(t, err, lines)
	return script.Cases[0].steps
}

// bodies are what the events of the lines say.
func bodies(t *testing.T, lines string) []record.Body {
	t.Helper()
	var all []record.Body
	for _, s := range read(t, lines) {
		for _, ev := range s.events {
			all = append(all, ev.Body)
		}
	}
	return all
}

func mg(n uint32) medication.Dose { return medication.Dose{Principal: medication.Milligrams(n)} }

// TestManyWaysToSayIt holds what different wordings of a line come to.
func TestManyWaysToSayIt(t *testing.T) {
	birthday := civil.Must(1984, 3, 2)
	film := medication.Dose{Principal: medication.Milligrams(8), Companion: medication.Milligrams(2)}
	for _, c := range []struct {
		want  record.Body
		lines []string
	}{
		{record.PersonRegistered{Birth: birthday, Sex: record.Male},
			[]string{"person 42 years old, male", "patient: male, 42 years", "person man aged 42",
				"Person born 1984-03-02 male", "- person 42 y m"}},
		{record.PersonRegistered{Birth: civil.Must(1984, 1, 1)}, []string{"person born 1984"}},
		{record.DiagnosisRecorded{Criteria: 6}, []string{"diagnosis 6 criteria", "diagnosed with opioid use disorder, six criteria"}},
		{record.DiagnosisRecorded{Criteria: 6, Remission: truth.No, HighRisk: truth.No},
			[]string{"diagnosis 6 criteria, not in remission, not high risk"}},
		{record.OpioidUsed{Agent: "heroin"}, []string{"used heroin", "USED Heroin", "used : heroin."}},
		{record.OpioidUsed{Agent: "morphine er", DailyDose: medication.Milligrams(60), Injected: truth.No},
			[]string{"used morphine er 60 mg a day, not injected",
				"used Morphine-ER, not injected, 60mg daily"}},
		{record.OpioidUsed{Agent: "nitazene"}, []string{`used "nitazene"`, "used “nitazene”"}},
		{record.Scored{Scale: scale.COWS, Total: 14}, []string{"cows 14", "COWS: 14", "cows=14", "COWS score of 14"}},
		{record.Scored{Scale: scale.COWS, Items: map[string]int{"pulse": 2, "sweating": 1}},
			[]string{"cows pulse=110/min sweating=1", "cows pulse = 2, sweating =1"}},
		{record.Scored{Scale: scale.DSM5OUD, Items: map[string]int{"craving": 1, "tolerance": 0}},
			[]string{"dsm5 craving tolerance=0", "criteria craving=yes tolerance=absent"}},
		{record.SignsObserved{Signs: []record.Sign{record.Piloerection, record.Mydriasis, record.Diarrhea}},
			[]string{"signs piloerection mydriasis diarrhea",
				"signs: goosebumps, dilated pupils and diarrhoea"}},
		{record.SignsObserved{}, []string{"signs none", "examined: no signs"}},
		{record.Measured{Measure: record.QTc, Value: record.Whole(510)},
			[]string{"qtc 510", "qtc 510 ms", "qtc 510ms", "measured qtc 510 ms", "measured: QTc 510 msec"}},
		{record.Measured{Measure: record.ALTRatio, Value: record.Whole(4)},
			[]string{"alt 4", "alt 4 xULN", "alt 4 x ULN", "alt 4 times normal"}},
		{record.Measured{Measure: record.Pulse, Value: record.Whole(88)}, []string{"pulse 88", "pulse 88/min", "heart rate 88 bpm"}},
		{record.Measured{Measure: record.EGFR, Value: record.Whole(40)}, []string{"egfr 40", "egfr 40 mL/min/1.73m2"}},
		{record.Screened{Results: []record.AnalyteResult{{Analyte: record.AnalyteOpiates, Result: record.Positive},
			{Analyte: record.AnalyteFentanyl, Result: record.Negative}}},
			[]string{"screen opiates=positive fentanyl=negative", "urine opiates positive, fentanyl negative",
				"drug screen positive for opiates, negative for fentanyl"}},
		{record.Reviewed{Section: record.AllergiesSection}, []string{"no known allergies", "reviewed allergies"}},
		{record.PregnancyReported{Status: record.NotPregnant}, []string{"not pregnant"}},
		{record.AllergyReported{Substance: medication.Naltrexone},
			[]string{"allergy naltrexone", "allergic to naltrexone", "allergy to the naltrexone"}},
		{record.ConditionReported{Condition: record.CongenitalLongQT, Present: truth.Yes},
			[]string{"condition congenital-long-qt", "has congenital long QT", "condition congenital_long_qt present"}},
		{record.ConditionReported{Condition: record.Syncope, Present: truth.No},
			[]string{"condition syncope absent", "condition no syncope", "condition syncope resolved"}},
		{record.ConditionReported{Condition: "gout", Present: truth.Yes}, []string{`condition "gout"`}},
		{record.MedicineReported{Agent: "diazepam", Taking: truth.Yes},
			[]string{"takes diazepam", "taking diazepam 10 mg daily", "started diazepam"}},
		{record.MedicineReported{Agent: "phenelzine", Taking: truth.No}, []string{"stopped phenelzine", "no longer takes phenelzine"}},
		{record.MedicineReported{Agent: "herb", Taking: truth.Yes, Classified: truth.Yes}, []string{`takes "herb" class none`}},
		{record.MedicineReported{Agent: "methadone", Taking: truth.Yes, OrderedHere: truth.Yes}, []string{"takes methadone ordered here",
			"takes methadone, ordered here"}},
		{record.Challenged{Result: record.Negative, Observed: 20 * time.Minute},
			[]string{"challenge negative observed 20 minutes", "naloxone challenge: negative, watched for 20 min"}},
		{record.ContextStated{Context: record.LowDoseInitiation, Holds: truth.Yes},
			[]string{"context low-dose-initiation", "context low dose initiation", "context micro-dosing"}},
		{record.ContextStated{Context: record.HospitalStay, Holds: truth.No},
			[]string{"context hospital-stay ends", "context no hospital stay"}},
		{record.ConsentRecorded{Consent: record.ConsentGuardian, Given: truth.No},
			[]string{"consent guardian refused", "consent to parental withdrawn"}},
		{record.DoseGiven{Product: medication.MethadoneConc, Dose: mg(30), Supervised: truth.Yes, Setting: medication.SettingOTP},
			[]string{"give methadone.conc 30 mg supervised in otp",
				"gave methadone oral concentrate 30mg at the opioid treatment program, observed"}},
		{record.DoseGiven{Product: medication.BupnxFilm, Dose: film},
			[]string{"give bupnx.film 8 mg/2 mg", "give suboxone film 8/2 mg", "give Suboxone film 8mg/2mg", "give suboxone film 8 mg/2",
				"give buprenorphine/naloxone film 8 / 2 mg"}},
		{record.DoseGiven{Product: medication.NtxXR, Dose: mg(380)}, []string{"give vivitrol 380 mg", "give Vivitrol injection 380 mg"}},
		{record.DoseGiven{Product: medication.BupBrixadiWeekly, Dose: mg(16)}, []string{"give brixadi weekly 16 mg"}},
		{record.DoseTaken{Product: medication.BupSL, Dose: medication.Dose{Principal: medication.Micrograms(500)}},
			[]string{"took bup.sl 0.5 mg", "took bup.sl 500 mcg", "took subutex 500 µg"}},
		{record.TakeHomeSupplied{Substance: medication.Methadone, Days: 14},
			[]string{"supplied methadone 14 days", "take-home supplied 2 weeks methadone", "supplied 14 days of methadone"}},
		{record.SessionAttended{Service: stages.IndividualSessions, Minutes: 50},
			[]string{"attended counselling 50 minutes", "session attended individual for 50 min"}},
		{record.ServiceDeclined{Service: stages.IndividualSessions}, []string{"declined counselling", "refused counseling"}},
		{record.Overdosed{Agent: "fentanyl", NaloxoneReversed: truth.Yes},
			[]string{"overdose of fentanyl, reversed with naloxone", "overdose fentanyl, survived, reversed",
				"overdosed fentanyl reversed"}},
		{record.Overdosed{NaloxoneReversed: truth.No}, []string{"overdose, not reversed"}},
		{record.ReturnedToUse{Agent: "heroin"}, []string{"return to use of heroin", "returned to use heroin"}},
		{record.AdverseEvent{Description: "a rash", Serious: truth.No}, []string{`adverse event "a rash" not serious`, "adverse event not serious a rash"}},
		{record.AdverseEvent{Description: "a fall", Serious: truth.Yes}, []string{`adverse event "a fall", serious`, "side effect serious: a fall"}},
		{record.Died{Overdose: truth.No}, []string{"died, not of overdose"}},
		{record.Order{Product: medication.BupSL, Dose: mg(4), Setting: medication.SettingOffice},
			[]string{"order bup.sl 4 mg in office", "prescribe 'x"}[:1]},
		{record.Order{Product: medication.LofexidineTab, Dose: medication.Dose{Principal: medication.Micrograms(540)}, PerDay: 4,
			Schedule: medication.Daily()},
			[]string{"order lofexidine 0.54 mg four times a day", "order lofexidine 0.54 mg qid", "order lofexidine 0.54 mg every 6 hours",
				"order Lucemyra 540 mcg 4 times daily"}},
		{record.Order{Product: medication.ClonidineTab, Dose: medication.Dose{Principal: medication.Micrograms(200)}},
			[]string{"order clonidine 0.2 mg"}}, // an id, and the substance of the patch
		{record.Order{Product: medication.BupSL, Dose: mg(4), Schedule: medication.EveryDays(2)},
			[]string{"order bup.sl 4 mg every 2 days", "order bup.sl 4 mg every other day"}},
		{record.Order{Product: medication.BupSL, Dose: mg(4), Schedule: medication.OnWeekdays(time.Monday, time.Friday)},
			[]string{"order bup.sl 4 mg on mon and fri", "order bup.sl 4 mg monday, friday"}},
		{record.Order{Product: medication.BupSL, Dose: mg(4), Schedule: medication.EveryDays(7)},
			[]string{"order bup.sl 4 mg weekly", "order bup.sl 4 mg every week", "order bup.sl 4 mg every 7 days"}},
		{record.Order{Product: medication.BupSL, Dose: mg(4), PerDay: 2, Schedule: medication.Daily(), Purpose: record.PurposeRescue},
			[]string{"order bup.sl 4 mg bid for rescue",
				"order bup.sl 4 mg twice a day, for rescue of precipitated withdrawal"}},
		{record.Order{Product: medication.BupSL, Dose: mg(4), PerDay: 3, Schedule: medication.Daily(), Supervised: truth.No,
			Route: medication.Sublingual},
			[]string{"order bup.sl 4 mg tid unsupervised, under the tongue",
				"order bup.sl 4 mg three times daily, by sublingual, not supervised"}},
		{record.Order{Product: medication.BupSublocade, Dose: mg(300), TestDoseAgo: 65},
			[]string{"order sublocade 300 mg test dose 65 minutes ago", "order sublocade 300 mg 65 minutes after test dose"}},
		{record.Order{Product: medication.BupSL, Dose: mg(4), Purpose: record.PurposeTestDose},
			[]string{"order bup.sl 4 mg as a test dose", "order bup.sl 4 mg for test-dose"}},
		{record.StageMove{Trigger: stages.BeginTherapy},
			[]string{"move begin-therapy", "begin therapy", "move therapy", "move begin therapy"}},
		{record.StageMove{Trigger: stages.DischargeAdministrative, Reason: record.ReasonPositiveTest, MedicationContinues: truth.No,
			ReferralArranged: truth.No},
			[]string{"discharge administrative because positive-test, medication ends, no referral",
				"move administrative discharge because of positive drug test, without medication, no continuing care"}},
		{record.StageMove{Trigger: stages.Transfer, Destination: "City clinic"}, []string{`move transfer to "City clinic"`, "move transfer destination City clinic"}},
		{record.LevelMove{Trigger: stages.ToIntensiveOutpatient, WeeklyHours: record.Whole(6), ASAM: "2.1", Edition: stages.ThirdEdition},
			[]string{"level iop 6 hours a week asam 2.1 third edition",
				"level of care to-intensive-outpatient, asam level 2.1, 3rd edition, 6 hours/week"}},
		{record.StopMedication{Substance: medication.Buprenorphine, Reason: record.ReasonPregnancy, Abrupt: truth.Yes},
			[]string{"stop buprenorphine because delivery, abruptly", "stop suboxone because of pregnancy at once"}},
		{record.StopMedication{Substance: medication.Methadone, Reason: record.ReasonDeclinedCounselling, Abrupt: truth.No},
			[]string{"stop methadone because declined counselling, with a taper"}},
		{record.PlanEndDate{Substance: medication.Methadone, On: civil.Must(2026, 3, 12), Reason: record.ReasonTimeLimit},
			[]string{"end methadone on 2026-03-12 because time limit",
				"end date methadone 2026-03-12 because maximum duration", "end methadone on day 11 because time-limit", "end methadone by in 10 days because time-limit"}},
		{record.TakeHomeGrant{Product: medication.MethadoneConc, Days: 7, ClosureDays: 1, Criteria: truth.Yes},
			[]string{"take-home methadone.conc 7 days, 1 closure day, criteria met",
				"take-home request 1 week methadone.conc one closed day criteria documented"}},
		{record.TakeHomeGrant{Product: medication.MethadoneConc, Days: 7, Criteria: truth.No},
			[]string{"take-homes methadone.conc 7 days criteria not met"}},
		{record.WithdrawalManagement{Method: record.MethodAnesthesia, ContinuingPlan: truth.No, Informed: truth.No, Requested: truth.No},
			[]string{"withdrawal management ultra-rapid, no plan, not informed, not requested"}},
		{record.CourseMove{Trigger: stages.BeginTaper, Substance: medication.Methadone},
			[]string{"course begin-taper methadone", "course begin taper of methadone"}},
		{record.NaloxoneSupplied{Doses: 2}, []string{"naloxone supplied 2 doses", "naloxone at home: two kits"}},
		{record.DoseHeld{Substance: medication.Methadone, Reason: record.ReasonIntoxicated},
			[]string{"held methadone because intoxicated", "held the methadone dose because of intoxication"}},
	} {
		for _, text := range c.lines {
			require.Equal(t, []record.Body{c.want}, bodies(t, text), text)
		}
	}
}

func TestStandingOverride(t *testing.T) {
	zone, err := time.LoadLocation("America/New_York")
	require.NoError(t, err)
	for text, want := range map[string]time.Time{
		"standing override bup.x.y because clinical until 2026-04-01":           time.Date(2026, 4, 1, 0, 0, 0, 0, zone),
		"standing override bup.x.y because clinical until tomorrow":             time.Date(2026, 3, 3, 0, 0, 0, 0, zone),
		"standing override bup.x.y because other \"for the trial\" for 2 weeks": time.Date(2026, 3, 16, 9, 0, 0, 0, zone),
		"standing override bup.x.y because clinical, until today":               time.Date(2026, 3, 2, 0, 0, 0, 0, zone),
	} {
		got := bodies(t, text)[0].(record.OverrideGranted).Override
		require.Equal(t, record.RuleID("bup.x.y"), got.Rule)
		require.True(t, want.Equal(got.Expires), "%s: %s", text, got.Expires)
	}
}

func TestLinesThatSaySeveralThings(t *testing.T) {
	require.Equal(t, []record.Body{record.Measured{Measure: record.SystolicPressure, Value: record.Whole(118)},
		record.Measured{Measure: record.DiastolicPressure, Value: record.Whole(70)}}, bodies(t, "blood pressure 118/70 mmHg"))
	require.Equal(t, []record.Body{record.PregnancyReported{Status: record.Pregnant, Due: civil.Must(2026, 7, 20)},
		record.Measured{Measure: record.Gestation, Value: record.Whole(20)}}, bodies(t, "pregnant 20 weeks, due 2026-07-20"))
	require.Len(t, bodies(t, "reviewed everything"), 4)
	require.Len(t, bodies(t, "reviewed medicines and allergies"), 2)

	missed := read(t, "missed 3 doses of methadone")[0].events
	require.Len(t, missed, 3)
	require.Equal(t, "2026-02-27", missed[0].At.Format(time.DateOnly))
	require.Equal(t, "2026-03-01", missed[2].At.Format(time.DateOnly))

	cows := bodies(t, "cows pulse=110/min gooseflesh=3 rest=0")[0].(record.Scored)
	require.Len(t, cows.Items, 11)
	require.Equal(t, 5, cows.Total)
}

// TestTimes reads the time of an event, by the clock of the place.
func TestTimes(t *testing.T) {
	for text, want := range map[string]string{
		"used heroin":                                  "2026-03-02 09:00",
		"3 hours ago used heroin":                      "2026-03-02 06:00",
		"used heroin 3 hours ago":                      "2026-03-02 06:00",
		"used heroin, injected, yesterday at 11pm":     "2026-03-01 23:00",
		"cows 14, 2 hours ago":                         "2026-03-02 07:00",
		"3h ago used heroin":                           "2026-03-02 06:00",
		"half an hour ago used heroin":                 "2026-03-02 08:30",
		"1 day and 6 hours ago used heroin":            "2026-03-01 03:00",
		"2 days ago used heroin":                       "2026-02-28 09:00",
		"2 days ago at 8:00 used heroin":               "2026-02-28 08:00",
		"a week ago used heroin":                       "2026-02-23 09:00",
		"2 months ago used heroin":                     "2026-01-02 09:00",
		"yesterday used heroin":                        "2026-03-01 09:00",
		"yesterday at 23:30, used heroin":              "2026-03-01 23:30",
		"today at 07:15 used heroin":                   "2026-03-02 07:15",
		"on 2026-02-20 used heroin":                    "2026-02-20 09:00",
		"today at 12am used heroin":                    "2026-03-02 00:00",
		"yesterday at 12:15 pm used heroin":            "2026-03-01 12:15",
		"2026-02-20 at 10.30 used heroin":              "2026-02-20 10:30",
		"at +1 day used heroin":                        "2026-03-03 09:00",
		"at +1 day\nused heroin":                       "2026-03-03 09:00",
		"at + 90 minutes\nused heroin":                 "2026-03-02 10:30",
		"at +90min\nused heroin":                       "2026-03-02 10:30",
		"at day 8\nused heroin":                        "2026-03-09 09:00",
		"at +7 days\nused heroin":                      "2026-03-09 09:00", // over the change of clocks on 8 March
		"at +168 hours\nused heroin":                   "2026-03-09 10:00",
		"at day 8 14:30\non day 2 at 8:00 used heroin": "2026-03-03 08:00",
		"at 14:30\nused heroin":                        "2026-03-02 14:30",
		"at 2026-03-05\nused heroin":                   "2026-03-05 09:00",
		"at 2026-03-05T10:15\nused heroin":             "2026-03-05 10:15",
		"next day\nused heroin":                        "2026-03-03 09:00",
		"at 2026-4-5 7:05\nused heroin":                "2026-04-05 07:05",
	} {
		steps := read(t, text)
		events := steps[0].events
		require.Len(t, events, 1, text)
		zone, err := time.LoadLocation("America/New_York")
		require.NoError(t, err)
		require.Equal(t, want, events[0].At.In(zone).Format("2006-01-02 15:04"), text)
		if events[0].At.Before(steps[0].at) {
			require.Equal(t, steps[0].at, events[0].Recorded, text)
		}
	}
}

func TestRepeatedAndStable(t *testing.T) {
	daily := read(t, "every day from 10 days ago until yesterday give methadone.tab 40 mg")[0].events
	require.Len(t, daily, 10)
	require.Equal(t, "2026-02-20", daily[0].At.Format(time.DateOnly))
	require.Equal(t, "2026-03-01", daily[9].At.Format(time.DateOnly))
	require.Len(t, read(t, "every 7 days from 28 days ago to today give brixadi weekly 16 mg")[0].events, 5)
	require.Len(t, read(t, "every day since 2 days ago took bup.sl 8 mg")[0].events, 2)

	stable := read(t, "stable on methadone.conc 80 mg for 60 days in otp, last dose 4 days ago")[0]
	require.Equal(t, recorded, stable.mode)
	require.Len(t, stable.events, 62, "the order, the position, sixty doses")
	require.Equal(t, record.Order{Product: medication.MethadoneConc, Dose: mg(80), Schedule: medication.Daily(),
		Setting: medication.SettingOTP, Supervised: truth.Yes}, stable.events[0].Body)
	require.Equal(t, "2026-02-26", stable.events[61].At.Format(time.DateOnly))
	already := read(t, "already on maintenance\nalready ordered bup.sl 8 mg daily 20 days ago\nalready in stage therapy since 2 months ago\nstable on bup.sl 8 mg daily for 3 days as a")
	require.Equal(t, record.ForceMove{Course: stages.Maintenance, Note: "as it was when the script begins"}, already[0].events[0].Body)
	require.Equal(t, "2026-02-10", already[1].events[0].At.Format(time.DateOnly))
	require.Equal(t, "2026-01-02", already[2].events[0].At.Format(time.DateOnly))
	require.Len(t, already[3].events, 5)
	weekly := read(t, "stable on brixadi weekly 16 mg for 4 weeks, unsupervised")[0].events
	require.Len(t, weekly, 6)
	require.Equal(t, truth.No, weekly[2].Body.(record.DoseGiven).Supervised)
}

func TestCases(t *testing.T) {
	script, err := Parse("two.txt", strings.NewReader(preamble+`
actor nurse
used heroin
case first, with a comma
source somewhere
cows 12
expect stage referral
case: second
pending it is being discussed
expect stage referral
`))
	require.NoError(t, err)
	require.Len(t, script.Cases, 2)
	first, second := script.Cases[0], script.Cases[1]
	require.Equal(t, "first, with a comma", first.Name)
	require.Equal(t, []string{"somewhere"}, first.Sources)
	require.Equal(t, "second", second.Name)
	require.Equal(t, "it is being discussed", second.Pending)
	require.Equal(t, "us", second.Jurisdiction)
	require.Len(t, first.steps, 2)
	require.Len(t, second.steps, 1)
	require.Equal(t, "nurse", first.steps[0].events[0].Actor.Role)
}

// TestProblems holds what is said about lines that are not understood: the word, what comes near, how to write it.
func TestProblems(t *testing.T) {
	for text, want := range map[string]string{
		"used herion":                 `unknown agent "herion": did you mean "heroin"?`,
		"pending":                     "reason is missing",
		"reward for":                  "what the reward is for is missing",
		"person 999999 years":         "nobody is 999999 years old",
		"999999 days ago used heroin": "longer than a life",
		"challenge negative observed 999999 days": "longer than a life",
		"person aged":                                           "age in years is missing",
		"person born 984":                                       "not a date",
		"person born soon":                                      `unknown day "soon"`,
		"diagnosis code":                                        "code is missing",
		"cows pulse=0/min":                                      "not a pulse rate",
		"cows gooseflehs":                                       `did you mean "gooseflesh"?`,
		"screen fentanil positive":                              `did you mean "fentanyl"?`,
		"qtc 430.1234":                                          "at most three decimals",
		"challenge negative observed":                           "time of observation",
		"stopped phenelzine yestreday":                          `did you mean "yesterday"?`,
		"order bup.sl 4 mg every 7 hours":                       "no whole number of such parts: write every 6, 8 or 12 hours",
		"order bup.sl 4 mg every 300 days":                      "every 1 to 255 days",
		"order bup.sl 4 mg every month":                         "write every 28 days",
		"order bup.sl 4 mg every now and then":                  `unknown word "now"`,
		"move begin-therapy sideways":                           `unknown word "sideways"`,
		"level outpatient 6 hours":                              `unknown word "6"`,
		"end methadone sometime":                                `unknown word "sometime"`,
		"force stage therapy sideways":                          `unknown word "sideways"`,
		"every day give bup.sl 4 mg":                            `unknown word "give"`,
		"every day from soon give bup.sl 4 mg":                  `unknown time "soon"`,
		"every day from yesterday until later give bup.sl 4 mg": `unknown time "later"`,
		"every day from yesterday give bup.sl":                  "dose with its unit is missing",
		"every day from yesterday took bup.sl 4 mg 3 days ago":  "has no other time",
		"already ordered bup.sl":                                "dose with its unit is missing",
		"stable on bup.sl 8 mg for 9 days last dose soon":       `unknown time "soon"`,
		"stable on bup.sl 8 mg for long":                        `unknown length of time "long"`,
		"at +soon":                                              `unknown time "soon"`,
		"attended cbt 50 minutes as a\nretract b because wrong": `did you mean`,
		"used herion ":                                          "in quotation marks",
		"used":                                                  "agent is missing at the end of the line",
		"yesterday used heroin 2 days ago":                      "two times",
		"naloxone given":                                        `did you mean "naloxone at home", `,
		"frobnicate":                                            "testdata/README.md",
		"odrer bup.sl 4 mg":                                     `unknown statement "odrer": did you mean "order"?`,
		"order bup.sl 4 mg in ofice":                            `unknown word "ofice": did you mean "office"?`,
		"order bup.sl 4 mg superviced":                          `did you mean "supervised"?`,
		"order bup.sl 4":                                        `unknown dose with its unit "4"`,
		"order bup.sl 4 kg":                                     `unknown dose with its unit "4"`,
		"order bup.sl":                                          "dose with its unit is missing",
		"order bup.sl 0.0001 mg":                                "micrograms",
		"order bup.sll 4 mg":                                    `did you mean "bup.sl"?`,
		"order suboxone 8 mg/2 mg":                              `"suboxone" may be bupnx.sl, bupnx.film: write which`,
		"order methadone 30 mg":                                 "methadone.tab, methadone.disp, methadone.conc",
		"order bup.sl 4 mg supply 36 hours":                     "length of the supply",
		"give bup.sl 4 mg for painn":                            `did you mean "pain"?`,
		"cows pulse=88/min gooseflehs=3":                        `cows has no item "gooseflehs": did you mean "gooseflesh"?`,
		"cows pulse=fast":                                       "the answer is a whole number",
		"cows":                                                  "needs a total or items",
		"cows pulse=3":                                          `cows item "pulse" is 3, allowed 0, 1, 2, 4`,
		"cows 49":                                               "total",
		"signs":                                                 "sign is missing",
		"signs piloerectio":                                     `did you mean "piloerection"?`,
		"qtc 0.5 s":                                             `qtc is written in ms: "s" is another unit`,
		"qtc fast":                                              `unknown qtc "fast"`,
		"qtc 50":                                                "not between",
		"weight 11 st":                                          "body-weight is written in kg or lb",
		"alt 40":                                                "write 40 xULN",
		"ast 10":                                                "write 10 xULN",
		"alt 200 u/l":                                           "another unit",
		"pulse 80 kg":                                           "another unit",
		"blood pressure 118":                                    "unknown blood pressure",
		"measured qct 500":                                      `did you mean "qtc"?`,
		"screen positive":                                       "say for what the screen was positive",
		"screen fentanil=neg":                                   `did you mean "fentanyl"?`,
		"screen fentanyl=maybe":                                 `unknown result "maybe"`,
		"screen fentanyl":                                       "result is missing",
		"challenge observed 20 minutes":                         "positive, negative or doubtful",
		"condition syncpe":                                      `did you mean "syncope"?`,
		"reviewed medicins":                                     `did you mean "medicines"?`,
		"stopped methadone because positive-test":               `to ask for treatment to be stopped write "stop methadone because`,
		"stop methadone because positif-test":                   `did you mean "positive-test"?`,
		"stop methadone because \"I say so\", abruptly now": `unknown word "now"`,
		"stop methadone":                                    "reason is missing",
		"move begin-terapy":                                 `did you mean "begin-therapy"?`,
		"move transfer":                                     "destination of the transfer is missing",
		"discharge planned":                                 "reason is missing",
		"level outpatient asam 2.1":                         "without its edition",
		"missed 400 doses of methadone":                     "from 1 to 366",
		"give bup.sl 4 mg as a\ngive bup.sl 4 mg as a":      `another entry has the name "a"`,
		"give bup.sl 4 mg as last":                          `another entry has the name "last"`,
		"correct a to give bup.sl 4 mg":                     `unknown name of an entry "a"`,
		"retract last because wrong":                        "unknown name of an entry",
		"ask give bup.sl 4 mg":                              "there is nothing to ask",
		"already give bup.sl 4 mg":                          `recorded without "already"`,
		"already move begin-therapy":                        `already in therapy`,
		"in 2 hours used heroin":                            `unknown statement "in"`,
		"today at 10:00 used heroin":                        "still to come",
		"at 2026-03-01 09:00":                               "the clock only moves forward",
		"at noon":                                           `unknown time "noon"`,
		"at 2026-02-30 09:00":                               "there is no day 2026-02-30",
		"zone Europe/London":                                "before the clock",
		"profile gb":                                        "once",
		"every day from 3 days ago order bup.sl 4 mg":       "only one thing that happened can be repeated",
		"every day from today give bup.sl 4 mg":             "that is 0 times",
		"every fortnight from 2 days ago give bup.sl 4 mg":  "unknown interval",
		"stable on bup.sl 8 mg":                             "for how long?",
		"stable on bup.sl 8 mg for 36 hours":                "write for 60 days",
		"stable on bup.sl 8 mg for 20 years":                "write a time that has",
		"override bup.x.y because clinical":                 "no order or other request follows",
		"override bup.x.y because":                          "reason is missing",
		"override because clinical":                         "unknown rule",
		"standing override bup.x.y because clinical":        "needs a time of expiry",
		"expect stage referral\nexpect allowed":             `"allowed" is about an entry or a request: there is none above it`,
		"used heroin\nexpect refused":                       "what has happened is never refused",
		"stable on bup.sl 8 mg for 9 days\nexpect no block": "is not judged",
		"used heroin\nat +1 day\nexpect not bup.x.y":        "there is none above it",
		"used heroin\nexpect":                               "expectation is missing",
		"used heroin\nexpect blok bup.x.y":                  `did you mean "block"?`,
		"used heroin\nexpect warning bup":                   `unknown expectation "bup"`,
		"used heroin\nexpect limit bup.x.y":                 "the limit is missing",
		"used heroin\nexpect limit":                         "rule is missing",
		"used heroin\nexpect not":                           "rule is missing",
		"used heroin\nexpect stage theraphy":                `did you mean "therapy"?`,
		"used heroin\nexpect open begin-terapy":             `did you mean "begin-therapy"?`,
		"used heroin\nexpect due bup.x.y by soon":           `unknown day "soon"`,
		`used "heroin`:                                      "a quotation mark is not closed",
	} {
		_, err := Parse("t", strings.NewReader(preamble+text+"\nexpect stage referral"))
		var problems *Error
		require.True(t, errors.As(err, &problems), "%q should not be understood", text)
		require.ErrorContains(t, err, want, "%q", text)
		for _, p := range problems.Problems {
			require.GreaterOrEqual(t, p.Line, 1)
		}
	}
}

func TestWhatACaseNeeds(t *testing.T) {
	for text, want := range map[string]string{
		"":                                       "t:1: nothing in it",
		"# only a comment":                       "nothing in it",
		"at 2026-03-02\nexpect stage referral":   "t:1: no jurisdiction",
		"profile us\nat 2026-03-02\nused heroin": "nothing is expected",
		"profile us\nused heroin\nexpect stage referral":                                                       "t:2: no time yet",
		"profile us\nexpect stage referral":                                                                    "no time yet",
		"profile us\nat 9:00\nexpect stage referral":                                                           "on which day?",
		"profile us\nat +1 day\nexpect stage referral":                                                         "no time yet",
		"profile us\nnext day\nexpect stage referral":                                                          "no time yet",
		"profile us\nzone Amerika\nat 2026-03-02\nexpect stage referral":                                       `unknown time zone "Amerika"`,
		"profile us\nat 2026-03-02\nused herion\ncase a\nexpect stage referral\ncase b\nexpect stage referral": "t:3: unknown agent",
	} {
		_, err := Parse("t", strings.NewReader(text))
		require.ErrorContains(t, err, want, "%q", text)
		require.LessOrEqual(t, strings.Count(err.Error(), "t:3: unknown agent"), 1, "what is shared is said once")
	}
	_, err := Parse("t", strings.NewReader(strings.Repeat("# long\n", 1<<18)))
	require.ErrorContains(t, err, "longer than")
	_, err = Parse("t", failing{})
	require.ErrorContains(t, err, "the disk is gone")
}

type failing struct{}

func (failing) Read([]byte) (int, error) { return 0, errors.New("the disk is gone") }

func TestNearest(t *testing.T) {
	known := []string{"heroin", "methadone", "bup.induction.cows-min", "bup.induction.objective-signs"}
	for word, want := range map[string][]string{"herion": {"heroin"}, "methadon": {"methadone"}, "bup.induction.cow-min": {"bup.induction.cows-min"},
		"xyzzy": nil, "eroin": {"heroin"}, "aspirin": nil, "": nil, "6": nil} {
		require.Equal(t, want, nearest(word, known), word)
	}
	require.Empty(t, nearest("anything", nil))
	require.Empty(t, nearest("fr", []string{"gb", "us"}), "two letters of two differ")
	require.Equal(t, []string{"gb"}, nearest("gp", []string{"gb", "us"}))
	require.Equal(t, []string{"sows-10", "sows-16"}, nearest("sows", scaleWords.names),
		"the names that go on, and none that differs in a letter")
	require.Equal(t, []string{"cows", "oows"}, nearest("aows", scaleWords.names), "all that are as near")
	require.Equal(t, []string{"a", "b", "c", "d"}, nearest("z", []string{"a", "b", "c", "d", "e"}))
}
