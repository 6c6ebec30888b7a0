package guidance

import (
	"time"

	"github.com/oudpath/oudpath/medication"
	"github.com/oudpath/oudpath/plan"
	"github.com/oudpath/oudpath/plan/evidence"
	"github.com/oudpath/oudpath/plan/record"
)

// ThreeDay limits what may be dispensed to bridge to treatment without being a programme.
var ThreeDay = struct {
	AtOnce *plan.Param[int] // days' doses at one time
	Days   *plan.Param[int] // days altogether
}{
	mostCount("otp.exception.three-day.at-once", "days' doses that may be dispensed at one time in an emergency"),
	mostCount("otp.exception.three-day.days", "days for which an emergency may be bridged, once"),
}

var methadoneSetting = []plan.Rule{
	{
		ID:       "med.setting.methadone-oud",
		Title:    "Methadone for opioid use disorder comes from a programme, a hospital stay, or a three-day emergency supply",
		Severity: record.Block,
		Kinds:    record.On(record.KindOrder, record.KindDoseGiven),
		Cites:    []evidence.Citation{evidence.CFR1306Sec07.At("(b), (c)", evidence.Primary)},
		Remedy:   "refer to an opioid treatment program; where another place acts under one, state the program as the setting",
		Override: plan.NotOverridable("federal law names the places, and a pharmacy dispenses methadone for pain only"),
		Check:    checkMethadoneSetting,
	},
	{
		ID:       "otp.exception.three-day",
		Title:    "An emergency is bridged for three days at most, and once",
		Severity: record.Block,
		Kinds:    record.On(record.KindOrder, record.KindDoseGiven),
		Cites:    []evidence.Citation{evidence.CFR1306Sec07.At("(b)", evidence.Primary), evidence.ThreeDayRule.At("", evidence.Primary)},
		Params:   []plan.AnyParam{ThreeDay.AtOnce, ThreeDay.Days},
		Remedy:   "arrange a visit at a program for the next day that it is open; buprenorphine can be prescribed meanwhile",
		Override: plan.Overridable("that this is another emergency than the one before, and how referral is arranged"),
		Check:    checkThreeDay,
	},
	{
		ID:       "otp.exception.hospital",
		Title:    "A hospital may give methadone to an inpatient who is there for something else",
		Severity: record.Block,
		Kinds:    record.On(record.KindOrder, record.KindStopMedication, record.KindDoseHeld),
		Cites:    []evidence.Citation{evidence.CFR1306Sec07.At("(c)", evidence.Primary)},
		Remedy:   "go on with methadone, or start it: no registration as a program is needed during the stay",
		Override: plan.NotOverridable("that the hospital is no program is no reason; a clinical reason is given as such"),
		Check:    checkHospitalException,
	},
	{
		ID:       "gb.hospital.continue",
		Title:    "A hospital goes on with opioid substitution once the last dose that was taken is confirmed",
		Severity: record.Block,
		Kinds:    record.On(record.KindOrder),
		Cites:    []evidence.Citation{evidence.NHSLothian.At("guideline for people who inject drugs in hospital, 2023", evidence.Primary)},
		Remedy:   "ask the pharmacy or the prescriber which dose was last taken and when; treat symptoms until then",
		Override: plan.Overridable("who confirmed the last dose"),
		Check:    checkHospitalGB,
	},
}

// bridging reports whether a place without registration as a programme acts under the three-day rule.
func bridging(v *plan.View, at medication.Setting) bool {
	switch at {
	case medication.SettingThreeDayException, medication.SettingEmergency:
		return true
	case medication.SettingOTP, medication.SettingHospital:
		return false
	}
	return v.Holds(record.ThreeDayEmergency)
}

func checkMethadoneSetting(v *plan.View) plan.Result {
	d, ok := methadoneDosing(v)
	switch {
	case !ok:
		return v.NotApplicable()
	case d.Setting == medication.SettingOTP, d.Setting == medication.SettingHospital, bridging(v, d.Setting):
		return v.Met()
	case d.Setting == 0:
		return v.Lacks("the place under whose authority methadone is given")
	}
	return v.Violated(nil, "methadone for opioid use disorder at a place of the kind %s", d.Setting)
}

func checkThreeDay(v *plan.View) plan.Result {
	d, ok := methadoneDosing(v)
	if !ok {
		return v.NotApplicable()
	}
	order, intent := v.Body().(record.Order)
	leaving := d.Setting == medication.SettingHospital && order.SupplyDays > 0 // for the days after the stay
	if !bridging(v, d.Setting) && !leaving {
		return v.NotApplicable()
	}
	read := limits{view: v}
	atOnce, days := limit(&read, ThreeDay.AtOnce), limit(&read, ThreeDay.Days)
	if read.unset != nil {
		return read.missing()
	}
	supply := max(order.SupplyDays, 1)
	if intent && supply > atOnce.Value {
		return v.Violated(atOnce, "%s at one time, more than %d", plural(supply, "day"), atOnce.Value)
	}
	if began, ok := bridgeBegan(v); ok && v.DaysSince(began)+supply > days.Value {
		return v.Violated(days, "the emergency has been bridged since %s, and %s more is beyond %s", v.DayOf(began), plural(supply, "day"), plural(days.Value, "day"))
	}
	return v.Met()
}

// bridgeBegan returns when methadone was first ordered or given under the three-day rule without a programme or a hospital
// having taken over since.
func bridgeBegan(v *plan.View) (began time.Time, ok bool) {
	if order, at, found := v.OrderInForce(medication.Methadone); found {
		if !bridging(v, order.Setting) {
			return time.Time{}, false
		}
		began, ok = at, true
	}
	for dose := range v.Doses(medication.Methadone) {
		if !bridging(v, dose.Setting) {
			break
		}
		if !ok || dose.At.Before(began) {
			began, ok = dose.At, true
		}
	}
	return began, ok
}

func checkHospitalException(v *plan.View) plan.Result {
	reason := record.Reason("")
	switch b := v.Body().(type) {
	case record.Order:
		if _, ok := methadoneDosing(v); !ok || !v.Holds(record.HospitalStay) {
			return v.NotApplicable()
		}
		return v.Met()
	case record.StopMedication:
		if b.Substance == medication.Methadone {
			reason = b.Reason
		}
	case record.DoseHeld:
		if b.Substance == medication.Methadone {
			reason = b.Reason
		}
	}
	if reason != record.ReasonAdministrative || !v.Holds(record.HospitalStay) {
		return v.NotApplicable()
	}
	return v.Violated(nil, "methadone is withheld from an inpatient for the reason %s", reason)
}

func checkHospitalGB(v *plan.View) plan.Result {
	d, ok := v.Dosing()
	if !ok || !v.Holds(record.HospitalStay) || d.Purpose == record.PurposePain || d.Product.LongActing() ||
		d.Substance != medication.Methadone && d.Substance != medication.Buprenorphine {
		return v.NotApplicable()
	}
	claimed, reported := v.ReportedUseOf(d.Substance)
	if d.Purpose != record.PurposeContinue && (!reported || claimed.DailyDose.IsZero()) && v.Starting(d.Substance) {
		return v.NotApplicable() // a start, which has rules of its own
	}
	since, confirmed := v.HoldsSince(record.VerifiedTransfer)
	last, ok := v.LastDose(d.Substance)
	own := ok && (!reported || !last.At.Before(claimed.At))
	switch {
	case own:
		return v.Met() // this plan's own record says what was last taken
	case confirmed && (!reported || !since.Before(claimed.At)):
		return v.Met()
	}
	return v.Violated(nil, "the last dose of %s was not confirmed", d.Substance)
}
