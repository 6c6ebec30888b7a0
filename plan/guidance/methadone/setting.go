package methadone

import (
	"time"

	"github.com/oudpath/oudpath/medication"
	"github.com/oudpath/oudpath/plan"
	"github.com/oudpath/oudpath/plan/civil"
	"github.com/oudpath/oudpath/plan/evidence"
	"github.com/oudpath/oudpath/plan/guidance/internal/agent"
	"github.com/oudpath/oudpath/plan/guidance/internal/limit"
	"github.com/oudpath/oudpath/plan/guidance/internal/person"
	"github.com/oudpath/oudpath/plan/guidance/internal/phrase"
	"github.com/oudpath/oudpath/plan/record"
	"github.com/oudpath/oudpath/plan/truth"
)

// ThreeDayLimits limit what may be dispensed to bridge to treatment without being a programme.
type ThreeDayLimits struct {
	AtOnce plan.Param[int] // days' doses at one time
	Days   plan.Param[int] // days altogether
}

var threeDay = ThreeDayLimits{
	limit.MostCount("otp.exception.three-day.at-once", "days' doses that may be dispensed at one time in an emergency"),
	limit.MostCount("otp.exception.three-day.days", "days for which an emergency may be bridged, once"),
}

// ThreeDay returns the limits of what may be dispensed to bridge to treatment without being a programme.
func ThreeDay() ThreeDayLimits { return threeDay }

var methadoneSetting = []plan.Rule{
	{
		ID:        "med.setting.methadone-oud",
		Title:     "Methadone for opioid use disorder comes from a programme, a hospital stay, or a three-day emergency supply",
		Severity:  record.Block,
		About:     agent.Methadone,
		Watches:   record.Puts | record.Prescribes | record.HandsOver,
		Authority: "who may order, give and hand out methadone, and where",
		Cites:     []evidence.Citation{evidence.CFR1306Sec07.At("(b), (c)", evidence.Primary)},
		Remedy:    "refer to an opioid treatment program; where another place acts under one, state the program as the setting",
		Override:  plan.NotOverridable("federal law names the places, and a pharmacy dispenses methadone for pain only"),
		Judge:     judgeMethadoneSetting,
	},
	{
		ID:        "otp.exception.three-day",
		Title:     "An emergency is bridged for three days at most, and once",
		Severity:  record.Block,
		About:     agent.Methadone,
		Watches:   record.Puts | record.Prescribes | record.HandsOver,
		Authority: "who may bridge to a programme, and for how long",
		Cites:     []evidence.Citation{evidence.CFR1306Sec07.At("(b)", evidence.Primary), evidence.ThreeDayRule.At("", evidence.Primary)},
		Needs:     plan.Needs(threeDay.AtOnce, threeDay.Days, plan.Optional(missedAnew.Doses)),
		Remedy:    "arrange a visit at a program for the next day that it is open; buprenorphine can be prescribed meanwhile",
		Override:  plan.Overridable("that this is another emergency than the one before, and how referral is arranged"),
		Judge:     judgeThreeDay,
	},
	{
		ID:        "otp.exception.hospital",
		Title:     "A hospital may give methadone to an inpatient who is there for something else",
		Severity:  record.Block,
		About:     agent.Methadone,
		Watches:   record.Prescribes | record.Withholds | record.Ends,
		Authority: "which place may go on with methadone",
		Cites:     []evidence.Citation{evidence.CFR1306Sec07.At("(c)", evidence.Primary)},
		Remedy:    "go on with methadone, or start it: no registration as a program is needed during the stay",
		Override:  plan.NotOverridable("that the hospital is no program is no reason; a clinical reason is given as such"),
		Where:     func(t plan.Traces) bool { return t.Circumstances(record.HospitalStay) },
		Judge:     judgeHospitalException,
	},
	{
		ID:       "gb.hospital.continue",
		Title:    "A hospital goes on with opioid substitution once the last dose that was taken is confirmed",
		Severity: record.Block,
		About:    medication.SetOf(medication.Methadone, medication.Buprenorphine),
		Watches:  record.Puts | record.Prescribes,
		Narrow:   "it says when a hospital may order and give what another place gave; what the person took alone is no act of the hospital",
		Cites:    []evidence.Citation{evidence.NHSLothian.At("guideline for people who inject drugs in hospital, 2023", evidence.Primary)},
		Remedy:   "ask the pharmacy or the prescriber which dose was last taken and when; treat symptoms until then",
		Override: plan.Overridable("who confirmed the last dose"),
		Judge:    judgeHospitalGB,
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

// programMethadone returns the methadone of an order, of a dose that staff gave, or of a supply, if it is for opioid use disorder:
// the law about places steps aside where it is ordered for pain. A grant gives nothing yet.
func programMethadone(v *plan.View) (*methadoneAct, bool) {
	m, ok := broughtMethadone(v)
	d, _ := v.Dosing()
	atHome := m.Act != nil && m.Means.Has(record.Puts) && m.Sure != record.Seen
	granted := m.Act != nil && m.Means == record.Permits
	return m, ok && !atHome && !granted && d.Purpose != record.PurposePain
}

func judgeMethadoneSetting(v *plan.View) plan.Result {
	m, ok := programMethadone(v)
	switch {
	case !ok:
		return v.NotApplicable()
	case m.setting == medication.SettingOTP, m.setting == medication.SettingHospital, bridging(v, m.setting):
		return v.Met()
	case m.setting == 0 && m.handsOut() && !m.intent: // where it was given is said of the order
		return v.NotApplicable()
	case m.setting == 0:
		return v.Lacks("the place under whose authority methadone is given")
	}
	return v.Violated(nil, "methadone for opioid use disorder at a place of the kind %s", m.setting)
}

func judgeThreeDay(v *plan.View) plan.Result {
	m, ok := programMethadone(v)
	if !ok {
		return v.NotApplicable()
	}
	supplied := 1
	if act, ok := v.Acts().Of(record.HandsOver, agent.Methadone); ok {
		supplied = max(act.Days, 1)
	}
	length := max(supplied, orderedDays(v))
	leaving := m.setting == medication.SettingHospital && supplied > 1 // for the days after the stay
	if !bridging(v, m.setting) && !leaving {
		return v.NotApplicable()
	}
	atOnce, days := threeDay.AtOnce.Of(v), threeDay.Days.Of(v)
	if supplied > atOnce.Value {
		return v.Violated(atOnce, "%s at one time, more than %d", phrase.Plural(supplied, "day"), atOnce.Value)
	}
	if began, ok := bridgeBegan(v); ok && person.DaysAtFirst(v, began)+length > days.Value {
		return v.Violated(days, "the emergency has been bridged since %s, and %s more is beyond %s", v.DayOf(began),
			phrase.Plural(length, "day"), phrase.Plural(days.Value, "day"))
	}
	if length > days.Value {
		return v.Violated(days, "an order for %s, and an emergency is bridged for %s", phrase.Plural(length, "day"), phrase.Plural(days.Value, "day"))
	}
	return v.Met()
}

// orderedDays returns for how many days an order is that names its last one; 0 for others.
func orderedDays(v *plan.View) int {
	order, ok := v.Body().(record.Order)
	if !ok || order.Last.IsZero() {
		return 0
	}
	return dayNumber(order.Last, person.FirstDay(v))
}

// bridgeBegan returns when methadone was first ordered or given under the three-day rule in the present emergency, without a programme or
// a hospital having taken over since. An emergency is over after a gap from which methadone is a new start: what was bridged before it was
// another one.
func bridgeBegan(v *plan.View) (began time.Time, ok bool) {
	anew, set := missedAnew.Doses.If(v)
	over := func(last, next civil.Date) bool { return set && next.Since(last)-1 >= anew.Value }
	next := person.FirstDay(v)
	if order, at, found := v.OrderInForce(medication.Methadone); found {
		switch {
		case !bridging(v, order.Setting):
			return time.Time{}, false
		case !over(v.DayOf(at), next):
			began, ok, next = at, true, v.DayOf(at)
		}
	}
	for dose := range v.Doses(medication.Methadone) {
		if !bridging(v, dose.Setting) || over(dose.Day, next) {
			break
		}
		if next = dose.Day; !ok || dose.At.Before(began) {
			began, ok = dose.At, true
		}
	}
	return began, ok
}

func judgeHospitalException(v *plan.View) plan.Result {
	if !v.Holds(record.HospitalStay) {
		return v.NotApplicable()
	}
	if _, ok := v.Acts().Of(record.Prescribes, agent.Methadone); ok {
		return v.Met()
	}
	for act := range v.Acts().All() {
		if act.Means.Any(record.Withholds|record.Ends) && act.Reason == record.ReasonAdministrative && act.Continues != truth.Yes &&
			(act.Substance == medication.Methadone || act.Whatever && onMethadone(v)) {
			return v.Violated(nil, "methadone is withheld from an inpatient for the reason %s", act.Reason)
		}
	}
	return v.NotApplicable()
}

func judgeHospitalGB(v *plan.View) plan.Result {
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
