package guidance

import (
	"github.com/oudpath/oudpath/medication"
	"github.com/oudpath/oudpath/plan"
	"github.com/oudpath/oudpath/plan/record"
	"github.com/oudpath/oudpath/plan/truth"
)

// What bears out a circumstance that lifts a rule which refuses: decision 13, by which a circumstance that stands alone on the record
// is a word. Each lifts only what it is about, and only as long as it holds.
//
//	low-dose-initiation       low doses: a day within the limit of the first one, or doses since it was stated
//	home-start                a dose that nobody watches
//	monitored-inpatient       a bed in a hospital or an emergency department: where the dose is given, or where it was stated
//	precipitated-withdrawal   a dose of what precipitates, signs or a score of withdrawal after it, and no other opioid between
//	verified-transfer         the dose that the other programme gave, and when it was last taken
//	rapid-naltrexone          who says so, by which protocol, where, until when: see rapidNaltrexone

// lowDoses holds where the day comes to no more than a low-dose start begins with, or buprenorphine was taken since it was stated: how
// that may grow is for bup.low-dose.growth.
var lowDoses = plan.NewFact(func(v *plan.View) (struct{}, bool) {
	since, stated := v.HoldsSince(record.LowDoseInitiation)
	if last, dosed := v.LastDose(medication.Buprenorphine); stated && dosed && !last.At.Before(since) {
		return struct{}{}, true
	}
	_, daily, known := v.Now().PerDay(medication.Buprenorphine)
	most, set := lowDose.StartMost.If(v)
	return struct{}{}, set && known == truth.Yes && higher(v.Now().OnDay(medication.Buprenorphine).With, daily).Compare(most.Value) <= 0
}, plan.Optional(lowDose.StartMost))

// inMonitoredBed reports whether the doses are given in a hospital or an emergency department, or it was stated to be there that the
// person is monitored.
func inMonitoredBed(v *plan.View) bool {
	bed := func(s medication.Setting) bool {
		return s == medication.SettingHospital || s == medication.SettingEmergency
	}
	if m, ok := broughtMethadone(v); ok && bed(m.setting) {
		return true
	}
	ev, ok := v.Stated(record.MonitoredInpatient)
	return ok && bed(ev.Body.(record.ContextStated).Setting)
}

// unwatched reports whether nobody is to watch the dose, as far as the event says.
func unwatched(v *plan.View) bool {
	d, ok := v.Dosing()
	return !ok || d.Supervised != truth.Yes
}
