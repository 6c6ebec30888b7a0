package scenario

import (
	"strings"
	"testing"
	"time"

	"github.com/oudpath/oudpath/medication"
	"github.com/oudpath/oudpath/plan/civil"
	"github.com/oudpath/oudpath/plan/record"
	"github.com/stretchr/testify/require"
)

// TestInstants asks what the clocks on the wall show when they are changed.
func TestInstants(t *testing.T) {
	for _, c := range []struct {
		zone, day string
		w         wallTime
		want      []string
	}{
		{"America/New_York", "2026-03-08", wallTime{hours: 1, minutes: 59}, []string{"06:59"}},
		{"America/New_York", "2026-03-08", wallTime{hours: 2}, nil},
		{"America/New_York", "2026-03-08", wallTime{hours: 2, minutes: 59}, nil},
		{"America/New_York", "2026-03-08", wallTime{hours: 3}, []string{"07:00"}},
		{"America/New_York", "2026-11-01", wallTime{hours: 0, minutes: 59}, []string{"04:59"}},
		{"America/New_York", "2026-11-01", wallTime{hours: 1}, []string{"05:00", "06:00"}},
		{"America/New_York", "2026-11-01", wallTime{hours: 1, minutes: 59}, []string{"05:59", "06:59"}},
		{"America/New_York", "2026-11-01", wallTime{hours: 2}, []string{"07:00"}},
		{"Europe/London", "2026-03-29", wallTime{hours: 1, minutes: 30}, nil},
		{"Europe/London", "2026-10-25", wallTime{hours: 1, minutes: 30}, []string{"00:30", "01:30"}},
		{"Australia/Lord_Howe", "2026-04-05", wallTime{hours: 1, minutes: 45}, []string{"14:45", "15:15"}}, // half an hour
		{"Pacific/Apia", "2011-12-30", wallTime{hours: 9}, nil},                                            // a day that was left out
		{"Asia/Kathmandu", "2026-03-08", wallTime{hours: 2, minutes: 30}, []string{"20:45"}},
		{"UTC", "2026-03-08", wallTime{hours: 2, minutes: 30}, []string{"02:30"}},
	} {
		zone, err := time.LoadLocation(c.zone)
		require.NoError(t, err)
		day, err := civil.Parse(c.day)
		require.NoError(t, err)
		var got []string
		for _, at := range instants(day, c.w, zone) {
			got = append(got, at.UTC().Format("15:04"))
		}
		require.Equal(t, c.want, got, "%s %s %s", c.zone, c.day, c.w)
	}
}

// TestTimesThatAreNotOne reads times that the clocks never show, or show twice, from every line that tells a time.
func TestTimesThatAreNotOne(t *testing.T) {
	const spring, autumn = "profile us\nzone America/New_York\nat 2026-03-08 04:00\n", "profile us\nzone America/New_York\nat 2026-11-01 04:00\n"
	const never, twice = "there is no 02:30 on 2026-03-08 in America/New_York: the clocks go forward",
		"01:30 comes twice on 2026-11-01 in America/New_York: write 01:30-04:00 or 01:30-05:00"
	const around = "profile us\nzone America/New_York\n"
	for _, c := range []struct{ text, want string }{
		{around + "at 2026-03-08 02:30\nused heroin", never},
		{around + "at 2026-03-08T02:30\nused heroin", never},
		{around + "at 2026-11-01 01:30\nused heroin", twice},
		{around + "at 2026-03-08 00:00\nat 02:30 used heroin", never},
		{around + "at 2026-03-07 02:30\nat +1 day", never},
		{around + "at 2026-03-07 02:30\nnext day", never},
		{around + "at 2026-03-07 02:30\nat day 2", never},
		{around + "at 2026-02-08 02:30\nat +1 month", never},
		{spring + "today at 2:30 used heroin", never},
		{spring + "used heroin today at 2:30 am", never},
		{spring + "at 2026-03-10 02:30\n2 days ago used heroin", never},
		{spring + "at 2026-03-09 09:00\nyesterday at 02:30 used heroin", never},
		{spring + "at 2026-03-09 09:00\non 2026-03-08 at 02:30 used heroin", never},
		{spring + "at 2026-03-10 02:30\nmissed 3 doses of methadone", never},
		{spring + "at 2026-03-10 02:30\nevery day from 3 days ago give methadone.tab 40 mg", never},
		{spring + "at 2026-03-10 02:30\nstable on methadone.tab 40 mg for 9 days", never},
		{spring + "at 2026-03-10 02:30\n1 day and 24 hours ago used heroin", ""},
		{autumn + "today at 1:30 used heroin", twice},
		{autumn + "at 2026-11-02 01:30\nyesterday used heroin", twice},
		{autumn + "at 2026-11-02 01:30\n1 day ago used heroin", twice},
		{autumn + "today at 01:30 -06:00 used heroin",
			"the clocks of America/New_York are not at -06:00: write 01:30-04:00 or 01:30-05:00"},
		{around + "at 2026-03-02 09:00-04:00\nused heroin", "are not at -04:00: write 09:00-05:00"},
		{around + "at 2026-03-31 09:00\n1 month ago used heroin", "2026-02 has no day 31"},
		{around + "at 2028-02-29 09:00\n1 year ago used heroin", "2027-02 has no day 29"},
		{around + "at 2026-01-31 09:00\nat +1 month", "2026-02 has no day 31"},
		{around + "at 2026-03-31 09:00\norder bup.sl 4 mg until in 1 month", "2026-04 has no day 31"},
		{around + "at 2026-03-02 09:00\n3 hours ago at 8:00 used heroin", "two times: so long ago, and a time of day"},
		{around + "at 2026-03-02 09:00\nyesterday at 1-2pm used heroin", `"1-2" is a range, and not one amount`},
		{around + "at 2026-03-02 09:00\nyesterday at 1 2:30 used heroin", "write a number without spaces"},
		{around + "at 2026-03-02 09:00\n99999999999999999999d ago used heroin", "unknown statement"},
		{around + "at 2026-03-02 09:00\n9223372036854775807 minutes ago used heroin", "unknown statement"},
	} {
		_, err := Parse("t", strings.NewReader(c.text+"\nexpect stage referral"))
		if c.want == "" {
			require.NoError(t, err, c.text)
			continue
		}
		require.ErrorContains(t, err, c.want, c.text)
		require.Len(t, strings.Split(err.Error(), "\n"), 1, "one slip is one error: %s", err)
	}
}

// TestOffsets tells the two times apart that look the same.
func TestOffsets(t *testing.T) {
	for text, want := range map[string]string{
		"01:30-04:00": "05:30", "01:30 -04:00": "05:30", "1:30-0500": "06:30", "01:30-05": "06:30", "01:30 EDT": "05:30", "01:30 est": "06:30",
		"1:30 am EST": "06:30", "1:30am-04:00": "05:30",
	} {
		for _, line := range []string{"at 2026-11-01 " + text + "\nused heroin", "at 2026-11-01 09:00\ntoday at " + text + " used heroin",
			"at 2026-11-02 09:00\nused heroin yesterday at " + text} {
			script, err := Parse("t", strings.NewReader("profile us\nzone America/New_York\n"+line+"\nexpect stage referral"))
			require.NoError(t, err, line)
			require.Equal(t, want, script.Cases[0].steps[0].events[0].At.UTC().Format("15:04"), line)
		}
	}
	for _, text := range []string{"profile us\nat 2026-03-02T09:00Z", "profile us\nat 2026-03-02 09:00 UTC",
		"profile gb\nzone Europe/London\nat 2026-03-02 09:00 GMT",
		"profile gb\nzone Europe/London\nat 2026-07-02T10:00+01:00"} {
		_, err := Parse("t", strings.NewReader(text+"\nused heroin\nexpect stage referral"))
		require.NoError(t, err, text)
	}
}

// TestAgeOnTheLeapDay holds that somebody is as old as the script says, on 29 February too.
func TestAgeOnTheLeapDay(t *testing.T) {
	for _, day := range []string{"2028-02-29", "2028-02-28", "2027-02-28", "2027-03-01", "2028-12-31"} {
		script, err := Parse("t", strings.NewReader("profile us\nat "+day+"\nperson 42 years old\nexpect stage referral"))
		require.NoError(t, err)
		today, err := civil.Parse(day)
		require.NoError(t, err)
		birth := script.Cases[0].steps[0].events[0].Body.(record.PersonRegistered).Birth
		require.Equal(t, 42, birth.YearsUntil(today), day)
		require.Equal(t, 41, birth.YearsUntil(today.Add(-2)), day)
	}
}

// TestDaysOfAnOrder reads from when and until when an order goes.
func TestDaysOfAnOrder(t *testing.T) {
	day := func(d int) civil.Date { return civil.Must(2026, 3, d) }
	for text, want := range map[string][2]civil.Date{
		"order bup.sl 4 mg daily":                                            {},
		"order bup.sl 4 mg daily from tomorrow":                              {day(3), {}},
		"order bup.sl 4 mg daily starting on 2026-03-05":                     {day(5), {}},
		"order bup.sl 4 mg daily from 2026-03-05 until 2026-03-09":           {day(5), day(9)},
		"order bup.sl 4 mg daily, last day 2026-03-09, first day 2026-03-05": {day(5), day(9)},
		"order bup.sl 4 mg daily until tomorrow in office":                   {{}, day(3)},
		"order bup.sl 4 mg daily through 2026-03-31":                         {{}, day(31)},
		"order bup.sl 4 mg daily for 7 days":                                 {day(2), day(8)},
		"order bup.sl 4 mg daily for 1 week from 2026-03-05":                 {day(5), day(11)},
		"order bup.sl 4 mg daily for 1 day":                                  {day(2), day(2)},
		"order bup.sl 4 mg daily for 7 days until 2026-03-08":                {day(2), day(8)},
		"order bup.sl 4 mg daily for pain for 7 days":                        {day(2), day(8)},
		"1 day ago already ordered bup.sl 4 mg daily for 7 days":             {day(1), day(7)},
		"already ordered bup.sl 4 mg daily for 7 days 1 day ago":             {day(1), day(7)},
		"order bup.sl 4 mg daily from pharmacy":                              {},
	} {
		b := bodies(t, text)[0].(record.Order)
		require.Equal(t, want, [2]civil.Date{b.First, b.Last}, text)
	}
	for text, want := range map[string]string{
		"order bup.sl 4 mg daily for 7 days until 2026-03-12":        "twice, and differently, the last day",
		"order bup.sl 4 mg daily from tomorrow from 2026-03-05":      "twice, and differently, the first day",
		"order bup.sl 4 mg daily from 2026-03-09 until 2026-03-05":   "the last day, 2026-03-05, is before the first, 2026-03-09",
		"order bup.sl 4 mg daily until yesterday":                    "the last day, 2026-03-01, is before the first, 2026-03-02",
		"order bup.sl 4 mg as needed":                                `"as needed" is no name`,
		"order bup.sl 4 mg daily until soon":                         `unknown word`,
		"order bup.sl 4 mg daily until 2026-02-30":                   "there is no day 2026-02-30",
		"order bup.sl 4 mg daily for 36 hours":                       `unknown word`,
		"supplied methadone 7 days 14 days":                          "twice, and differently, for how many days",
		"supplied methadone 1 hour 1 day":                            `unknown word`,
		"supplied methadone 7 days weekly":                           "a supply has doses for each of its days",
		"take-home methadone.conc 7 days of 80 mg of 60 mg":          "twice, and differently, the dose",
		"discharge planned because moved, methadone ends naltrexone": "twice, and differently, the medication",
	} {
		require.Contains(t, refusal(t, text), want, text)
	}
}

// TestWhatIsInTheHand reads supplies, and what became of them.
func TestWhatIsInTheHand(t *testing.T) {
	forty := medication.Dose{Principal: medication.Milligrams(40)}
	for _, c := range []struct {
		want  record.Body
		lines []string
	}{
		{record.TakeHomeSupplied{Substance: medication.Methadone, Product: medication.MethadoneConc, Days: 7, Dose: forty, PerDay: 2,
			First: civil.Must(2026, 3, 3)},
			[]string{"supplied methadone.conc 7 days of 40 mg twice daily from tomorrow",
				"supplied methadone oral concentrate 40 mg bid for 1 week starting 2026-03-03"}},
		{record.TakeHomeSupplied{Substance: medication.Methadone, Days: 7, Dose: forty},
			[]string{"supplied 7 days of methadone 40 mg", "supplied methadone 40 mg daily for 7 days"}},
		{record.TakeHomeSupplied{Substance: medication.Buprenorphine, Days: 7}, []string{"supplied suboxone 7 days"}},
		{record.TakeHomeSupplied{Substance: medication.Buprenorphine, Product: medication.BupnxFilm, Days: 7},
			[]string{"supplied suboxone film 7 days", "supplied bupnx.film 7 days"}},
		{record.DosesLost{Substance: medication.Methadone, Days: 3, How: record.LossLost},
			[]string{"lost methadone 3 days", "lost 3 days of methadone", "doses lost: methadone 3 days"}},
		{record.DosesLost{Substance: medication.Methadone, Days: 3, How: record.LossStolen},
			[]string{"stolen methadone 3 days", "doses stolen: 3 days of methadone"}},
		{record.DosesLost{Substance: medication.Methadone, Days: 14, How: record.LossReturned}, []string{"returned methadone 2 weeks"}},
		{record.DosesLost{Substance: medication.Methadone, Days: 3, How: record.LossDestroyed}, []string{"destroyed methadone 3 days"}},
		{record.TakeHomeGrant{Product: medication.MethadoneConc, Days: 7, Dose: forty},
			[]string{"take-home methadone.conc 7 days of 40 mg", "take-home methadone.conc 40 mg a day 7 days"}},
		{record.AllergyReported{Substance: medication.Naltrexone}, []string{`allergy "naltrexone"`, `allergy "Vivitrol"`, "allergy vivitrol"}},
		{record.AllergyReported{Agent: "penicillin"}, []string{`allergy "penicillin"`, `allergic to "penicillin"`}},
		{record.AllergyReported{Agent: "morphine"}, []string{"allergy morphine"}},
		{record.ReturnedToUse{Agent: "heroin"}, []string{"returned to use of heroin"}},
		{record.WithdrawalManagement{Method: record.MethodSymptomatic, Substance: medication.Methadone, ExpectedDays: 10},
			[]string{"withdrawal management symptomatic from methadone, 10 days",
				"withdrawal management symptomatic of methadone 10 days"}},
	} {
		for _, text := range c.lines {
			require.Equal(t, []record.Body{c.want}, bodies(t, text), text)
		}
	}
	for text, want := range map[string]string{
		"lost 3 days":             "substance is missing",
		"lost methadone":          "days 0 is not between",
		"lost methadone 3":        `unknown word "3"`,
		"allergy penicillin":      "in quotation marks",
		"allergy naltrexon":       `did you mean "naltrexone"?`,
		"supplied bup.sll 7 days": `did you mean "bup.sl"?`,
	} {
		require.Contains(t, refusal(t, text), want, text)
	}
}
