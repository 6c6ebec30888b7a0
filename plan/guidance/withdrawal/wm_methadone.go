package withdrawal

import (
	"github.com/oudpath/oudpath/medication"
	"github.com/oudpath/oudpath/plan"
	"github.com/oudpath/oudpath/plan/evidence"
	"github.com/oudpath/oudpath/plan/guidance/internal/agent"
	"github.com/oudpath/oudpath/plan/guidance/internal/limit"
	"github.com/oudpath/oudpath/plan/guidance/internal/person"
	"github.com/oudpath/oudpath/plan/guidance/internal/phrase"
	"github.com/oudpath/oudpath/plan/record"
	"github.com/oudpath/oudpath/plan/truth"
	"github.com/oudpath/oudpath/stages"
)

// MethadoneWithdrawalLimits are the limits of withdrawal from short-acting opioids with methadone.
type MethadoneWithdrawalLimits struct {
	LeastStart, MostStart plan.Param[medication.Mass] // on the first day
	LeastDays, MostDays   plan.Param[int]             // altogether
}

var methadoneWithdrawal = MethadoneWithdrawalLimits{
	limit.LeastMass("wm.methadone.dose.start-least", "methadone on the first day of a withdrawal, at least"),
	limit.MostMass("wm.methadone.dose.start-most", "methadone on the first day of a withdrawal, at most"),
	limit.LeastDays("wm.methadone.dose.days-least", "days of a withdrawal with methadone, at least"),
	limit.MostDays("wm.methadone.dose.days-most", "days of a withdrawal with methadone, at most"),
}

// MethadoneWithdrawal returns the limits of withdrawal from short-acting opioids with methadone.
func MethadoneWithdrawal() MethadoneWithdrawalLimits { return methadoneWithdrawal }

var withdrawalWithMethadone = []plan.Rule{
	{
		ID:       "wm.methadone.setting",
		Title:    "Withdrawal with methadone takes place in an opioid treatment program or in acute care",
		Severity: record.Block,
		About:    agent.Methadone,
		Watches:  record.Withdraws,
		Cites: []evidence.Citation{evidence.ASAM2020.At("page 8", evidence.Primary),
			evidence.CFR1306Sec07.At("(a)-(c)", evidence.Primary)},
		Unless: []plan.Exception{
			{Context: record.HospitalStay, Why: "in hospital for another condition, methadone may be given"},
			{Context: record.EmergencyCare, Why: "acute care may bridge to treatment"},
			{Context: record.ThreeDayEmergency, Why: "a practitioner may dispense for three days while treatment is arranged"},
		},
		Remedy:   "refer to an opioid treatment program, or choose buprenorphine",
		Override: plan.NotOverridable("federal law allows methadone for opioid use disorder nowhere else"),
		Judge:    judgeMethadoneWithdrawalSetting,
	},
	{
		ID:       "wm.methadone.dose",
		Title:    "Withdrawal with methadone starts low and takes a week or so",
		Severity: record.Warning,
		About:    agent.Methadone,
		Watches:  record.Doses | record.Withdraws,
		Cites:    []evidence.Citation{evidence.ASAM2020.At("page 8", evidence.Primary)},
		Needs: plan.Needs(methadoneWithdrawal.LeastStart, methadoneWithdrawal.MostStart, methadoneWithdrawal.LeastDays,
			methadoneWithdrawal.MostDays),
		Remedy: "start within the range and go down from there; maintenance is open at any time",
		Only:   firstOrWithdrawal,
		Judge:  judgeMethadoneWithdrawal,
	},
}

func judgeMethadoneWithdrawalSetting(v *plan.View) plan.Result {
	b, ok := v.Body().(record.WithdrawalManagement)
	if !ok || b.Method != record.MethodMethadoneTaper {
		return v.NotApplicable()
	}
	switch b.Setting {
	case medication.SettingOTP, medication.SettingHospital, medication.SettingEmergency, medication.SettingThreeDayException:
		return v.Met()
	}
	if !b.Setting.Valid() {
		return v.Lacks("the setting of the withdrawal with methadone")
	}
	return v.Violated(nil, "withdrawal with methadone in another setting: %s", b.Setting)
}

// judgeMethadoneWithdrawal judges the first day by what the day comes to, and the length by what is planned: in the plan of the
// withdrawal, by the days of an order, or by an end date.
func judgeMethadoneWithdrawal(v *plan.View) plan.Result {
	var worst plan.Worst
	worst.Take(methadoneWithdrawalStart(v))
	worst.Take(methadoneWithdrawalDays(v))
	return worst.Or(v.NotApplicable())
}

// easesWithdrawal reports whether the methadone of the event is there to manage a withdrawal: by the order, by the one in force,
// or by the plan of the withdrawal.
func easesWithdrawal(v *plan.View) bool {
	if d, _ := v.Dosing(); d.Purpose == record.PurposeDetox || v.Acts().Means().Any(record.Withdraws) {
		return true
	}
	if !v.Acts().Means().Any(record.Prescribes) && person.InDetox(v, medication.Methadone) {
		return true
	}
	stage, _ := v.Stage()
	w, planned := person.PlannedWithdrawal(v)
	return stage == stages.Detox && planned && w.Method == record.MethodMethadoneTaper
}

// firstOrWithdrawal holds on the first day of methadone, and for what brings somebody through withdrawal.
var firstOrWithdrawal = plan.Given(func(v *plan.View) bool {
	return person.TreatmentDay(v, medication.Methadone) <= 1 || v.Acts().Means().Any(record.Withdraws)
})

func methadoneWithdrawalStart(v *plan.View) plan.Result {
	act, ok := v.Acts().Of(record.Doses, agent.Methadone)
	if !ok || person.TreatmentDay(v, medication.Methadone) > 1 || !easesWithdrawal(v) {
		return v.NotApplicable()
	}
	least, most := methadoneWithdrawal.LeastStart.Of(v), methadoneWithdrawal.MostStart.Of(v)
	_, daily, known := v.Now().PerDay(medication.Methadone)
	if known == truth.Unknown {
		return v.Lacks(phrase.MethadoneAmount)
	}
	today := v.Now().OnDay(medication.Methadone)
	switch total, low := today.With.Higher(daily), today.Least.Higher(v.Now().PerDayLeast(medication.Methadone)); {
	case most.Value.Compare(total) < 0:
		return v.Violated(most, "withdrawal with methadone from %s on, above %s", total, most.Value)
	case act.Means.Has(record.Prescribes) && low.Compare(least.Value) < 0:
		return v.Violated(least, "withdrawal with methadone from %s on, below %s", low, least.Value)
	}
	return v.Met()
}

func methadoneWithdrawalDays(v *plan.View) plan.Result {
	w, ok := withdrawalFact.Of(v)
	if !ok || w.Method != record.MethodMethadoneTaper || w.Days == 0 {
		return v.NotApplicable()
	}
	least, most := methadoneWithdrawal.LeastDays.Of(v), methadoneWithdrawal.MostDays.Of(v)
	_, ordered := v.Body().(record.Order)
	switch {
	case w.Days < least.Value && !ordered: // an order may be followed by another
		return v.Violated(least, "withdrawal with methadone in %s, fewer than %d", phrase.Plural(w.Days, "day"), least.Value)
	case w.Days > most.Value:
		return v.Violated(most, "withdrawal with methadone over %s, more than %d", phrase.Plural(w.Days, "day"), most.Value)
	}
	return v.Met()
}
