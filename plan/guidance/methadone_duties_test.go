package guidance_test

import (
	"strings"
	"testing"
	"time"

	"github.com/oudpath/oudpath/medication"
	"github.com/oudpath/oudpath/plan"
	"github.com/oudpath/oudpath/plan/civil"
	"github.com/oudpath/oudpath/plan/record"
	"github.com/stretchr/testify/require"
)

// methadoneDutyCase asks for one duty of the subject on a day.
type methadoneDutyCase struct {
	name         string
	duty         record.RuleID
	jurisdiction string
	day          time.Duration // moves now, for dated limits
	before       []fact
	due          civil.Date // zero: nothing is due
	status       plan.ObligationStatus
	why          string // what the duty says; empty: no matter
}

// found returns the obligations that the engine finds for the duty.
func (c *methadoneDutyCase) found(t testing.TB, engine *plan.Engine, p plan.Plan) (found []plan.Obligation) {
	due, err := engine.Due(p, now.Add(c.day))
	require.NoError(t, err)
	for _, o := range due {
		if o.Duty == c.duty {
			found = append(found, o)
		}
	}
	return found
}

func (c *methadoneDutyCase) plan(t testing.TB, engine *plan.Engine) plan.Plan {
	return planOf(t, engine, now.Add(c.day), append([]fact{{2000 * oneDay, record.PersonRegistered{}}}, c.before...))
}

func (c *methadoneDutyCase) holds(found []plan.Obligation) bool {
	if c.due.IsZero() {
		return len(found) == 0
	}
	return len(found) == 1 && found[0].Due == c.due && found[0].Status == c.status && strings.Contains(found[0].Why, c.why)
}

func methadoneDutyCases() []methadoneDutyCase {
	today := civil.Of(now, time.UTC)
	ago := func(days int) civil.Date { return today.Add(-days) }
	assessed := func(a record.Assessment, days int) fact {
		return fact{time.Duration(days) * oneDay, record.Assessed{Assessment: a}}
	}
	test := func(days int) fact {
		return fact{time.Duration(days) * oneDay,
			record.Screened{Results: []record.AnalyteResult{{Analyte: record.AnalyteFentanyl, Result: record.Negative}}}}
	}
	dose := func(days int) fact { return given(time.Duration(days)*oneDay, 60) }
	ruleOf2024 := civil.Must(2024, time.April, 2).Start(time.UTC).Add(10 * time.Hour).Sub(now)
	return []methadoneDutyCase{
		{name: "the peak of the first dose", duty: "methadone.peak-check.due", before: []fact{given(time.Hour, 30)}, due: today,
			status: plan.DueNow, why: "look 2 h to 4 h later"},
		{name: "looked at too soon", duty: "methadone.peak-check.due", before: []fact{given(3*time.Hour, 30), seen(2 * time.Hour)},
			due: today, status: plan.DueNow},
		{name: "looked at", duty: "methadone.peak-check.due", before: []fact{given(3*time.Hour, 30), seen(time.Hour)}},
		{name: "not the first day", duty: "methadone.peak-check.due", before: []fact{dose(1)}},
		{name: "looked for in the United Kingdom", duty: "methadone.peak-check.due", jurisdiction: "gb",
			before: []fact{given(time.Hour, 30)}, due: today, status: plan.DueNow, why: "look 2 h to 3 h later"},
		{name: "looked for by the guidelines of the WHO", duty: "methadone.peak-check.due", jurisdiction: "int-who",
			before: []fact{given(time.Hour, 30)}, due: today, status: plan.DueNow, why: "look 2 h to 3 h later"},

		{name: "an ECG after 30 days", duty: "methadone.ecg.due", before: []fact{dose(10)}, due: ago(10).Add(30), status: plan.DueNow},
		{name: "an ECG from before the start does not count", duty: "methadone.ecg.due",
			before: []fact{measured(record.QTc, "420", 12*oneDay), dose(10)}, due: ago(10).Add(30), status: plan.DueNow},
		{name: "an ECG is late", duty: "methadone.ecg.due", before: []fact{dose(31)}, due: ago(1), status: plan.Overdue},
		{name: "an ECG a year after the last", duty: "methadone.ecg.due", before: []fact{dose(100), measured(record.QTc, "420", 80*oneDay)},
			due: ago(80).Add(365), status: plan.Upcoming},
		{name: "no ECG without methadone", duty: "methadone.ecg.due"},
		{name: "no schedule of ECG in the United Kingdom", duty: "methadone.ecg.due", jurisdiction: "gb", before: []fact{dose(31)}},

		{name: "the full examination", duty: "otp.exam.full.due", before: []fact{dose(3)}, due: ago(3).Add(14), status: plan.DueNow},
		{name: "the full examination is late", duty: "otp.exam.full.due", before: []fact{dose(15)}, due: ago(1), status: plan.Overdue},
		{name: "the full examination is made", duty: "otp.exam.full.due", before: []fact{dose(15), assessed(record.FullExamination, 4)}},
		{name: "one of an earlier admission", duty: "otp.exam.full.due", before: []fact{assessed(record.FullExamination, 300), dose(15)},
			due: ago(1), status: plan.Overdue},
		{name: "a hospital is no programme", duty: "otp.exam.full.due", before: []fact{givenAt(15*oneDay, 60, medication.SettingHospital)}},
		{name: "buprenorphine in a programme", duty: "otp.exam.full.due", before: []fact{
			{15 * oneDay, record.Order{Product: medication.BupSL, Dose: medication.Dose{Principal: mg(8)}, Setting: medication.SettingOTP}},
			{15 * oneDay, record.DoseGiven{Product: medication.BupSL,
				Dose: medication.Dose{Principal: mg(8)}}}}, due: ago(1), status: plan.Overdue},

		{name: "the psychosocial assessment", duty: "otp.psychosocial.due", before: []fact{dose(3)}, due: ago(3).Add(14),
			status: plan.DueNow},
		{name: "the psychosocial assessment is made", duty: "otp.psychosocial.due",
			before: []fact{dose(3), assessed(record.PsychosocialAssessment, 2)}},
		{name: "an old assessment", duty: "otp.psychosocial.due", before: []fact{assessed(record.PsychosocialAssessment, 90), dose(3)},
			due: ago(3).Add(14), status: plan.DueNow},

		{name: "the first drug test", duty: "otp.drugtest.due", before: []fact{dose(3)}, due: ago(3).Add(46), status: plan.DueNow},
		{name: "the second drug test", duty: "otp.drugtest.due", before: []fact{dose(60), test(50)}, due: ago(60).Add(92),
			status: plan.DueNow},
		{name: "eight drug tests", duty: "otp.drugtest.due",
			before: []fact{dose(400), test(8), test(7), test(6), test(5), test(4), test(3), test(2), test(1)}},
		{name: "seven drug tests of a long treatment", duty: "otp.drugtest.due",
			before: []fact{dose(800), test(500), test(7), test(6), test(5), test(4), test(3), test(2), test(1)}, due: today,
			status: plan.DueNow},
		{name: "a drug test of interim treatment", duty: "otp.drugtest.due",
			before: []fact{dose(3), stated(record.InterimTreatment, 3*oneDay)}, due: ago(3).Add(90), status: plan.DueNow},
		{name: "no programme", duty: "otp.drugtest.due"},

		{name: "the plan after interim treatment", duty: "otp.interim.plan.due", before: []fact{stated(record.InterimTreatment, 20*oneDay)},
			due: ago(20).Add(120), status: plan.DueNow},
		{name: "the plan is late", duty: "otp.interim.plan.due", before: []fact{stated(record.InterimTreatment, 121*oneDay)}, due: ago(1),
			status: plan.Overdue},
		{name: "the plan is written", duty: "otp.interim.plan.due",
			before: []fact{stated(record.InterimTreatment, 121*oneDay), assessed(record.ContinuingTreatment, 9)}},
		{name: "no interim treatment", duty: "otp.interim.plan.due"},

		{name: "the psychosocial assessment, the day before the rule of 2024", duty: "otp.psychosocial.due", before: []fact{dose(3)},
			day: ruleOf2024 - oneDay},
		{name: "the psychosocial assessment, on the day of the rule of 2024", duty: "otp.psychosocial.due", before: []fact{dose(3)},
			day: ruleOf2024, due: civil.Must(2024, time.April, 13), status: plan.DueNow},
		{name: "eight drug tests under the rule of 2001", duty: "otp.drugtest.due", day: ruleOf2024 - oneDay,
			before: []fact{dose(400), test(8), test(7), test(6), test(5), test(4), test(3), test(2), test(1)}},
		{name: "seven drug tests under the rule of 2001", duty: "otp.drugtest.due", day: ruleOf2024 - oneDay,
			before: []fact{dose(400), test(7), test(6), test(5), test(4), test(3), test(2), test(1)},
			due:    civil.Must(2024, time.April, 1), status: plan.DueNow},
		{name: "two drug tests of interim treatment under the rule of 2001", duty: "otp.drugtest.due", day: ruleOf2024 - oneDay,
			before: []fact{dose(180), stated(record.InterimTreatment, 180*oneDay), test(100), test(1)}},
		{name: "one drug test of interim treatment under the rule of 2001", duty: "otp.drugtest.due", day: ruleOf2024 - oneDay,
			before: []fact{dose(180), stated(record.InterimTreatment, 180*oneDay), test(100)},
			due:    civil.Must(2024, time.April, 1), status: plan.DueNow},
		{name: "the plan of interim treatment, the day before the rule of 2024", duty: "otp.interim.plan.due",
			before: []fact{stated(record.InterimTreatment, 20*oneDay)}, day: ruleOf2024 - oneDay},
		{name: "the plan of interim treatment, on the day of the rule of 2024", duty: "otp.interim.plan.due",
			before: []fact{stated(record.InterimTreatment, 20*oneDay)}, day: ruleOf2024, due: civil.Must(2024, time.July, 11),
			status: plan.DueNow},
	}
}

func TestMethadoneDuties(t *testing.T) {
	for _, c := range methadoneDutyCases() {
		t.Run(string(c.duty)+"/"+c.name, func(t *testing.T) {
			engine := engineFor(t, c.jurisdiction)
			found := c.found(t, engine, c.plan(t, engine))
			require.True(t, c.holds(found), "%+v", found)
			for _, o := range found {
				require.NotEmpty(t, o.Why)
			}
		})
	}
}
