package care

import (
	"github.com/oudpath/oudpath/medication"
	"github.com/oudpath/oudpath/plan"
	"github.com/oudpath/oudpath/plan/civil"
	"github.com/oudpath/oudpath/plan/evidence"
	"github.com/oudpath/oudpath/plan/guidance/internal/agent"
	"github.com/oudpath/oudpath/plan/guidance/internal/person"
	"github.com/oudpath/oudpath/plan/record"
)

// AtAdmissionLimits say what a place asks for when a medication begins. Where one is not set, nothing is due.
type AtAdmissionLimits struct{ MonitoringDatabase, LiverTests plan.Param[bool] }

var atAdmissionLimits = AtAdmissionLimits{
	plan.NewParam[bool]("adm.pdmp.asked", "the prescription monitoring database is looked into at the start", nil),
	plan.NewParam[bool]("gb.bup.lfts.asked", "liver tests go with buprenorphine", nil),
}

// AtAdmission returns what a place asks for when a medication begins.
func AtAdmission() AtAdmissionLimits { return atAdmissionLimits }

// atAdmission are the reminders of a start: due on the day on which a medication begins, and done once. None of them is a reason to
// wait with a dose. A law that ties an order to one of them is a rule: see bup.tele.pdmp.
var atAdmission = []plan.Duty{
	{
		ID:      "adm.labs",
		Title:   "Offer tests for hepatitis, HIV, tuberculosis, the liver and pregnancy, and vaccination against hepatitis A and B",
		Cites:   []evidence.Citation{evidence.ASAM2020.At("assessment", evidence.Secondary).SeenIn("summary at nursingcenter.com")},
		About:   agent.OfMedications,
		Watches: record.Doses | record.Reviews | record.Endings,
		During:  plan.WhileTreated,
		When:    onceAtStart("medication does not wait for them", record.AdmissionTests),
	},
	{
		ID:      "adm.pdmp",
		Title:   "Look into the prescription monitoring database",
		Cites:   []evidence.Citation{evidence.ASAM2015.At("page 8", evidence.Primary)},
		About:   agent.OfMedications,
		Watches: record.Doses | record.Reviews | record.Endings,
		During:  plan.WhileTreated,
		Needs:   plan.Needs(atAdmissionLimits.MonitoringDatabase),
		When:    databaseDue,
	},
	{
		ID:    "gb.bup.lfts",
		Title: "Take liver tests and hepatitis serology",
		Cites: []evidence.Citation{evidence.MedscapeUKBuprenorphine.At("monitoring", evidence.Secondary),
			evidence.SmPCSubutex.At("before treatment", evidence.Secondary)},
		About:   agent.Buprenorphine,
		Watches: record.Doses | record.Shows | record.Endings,
		During:  plan.WhileTreated,
		Needs:   plan.Needs(atAdmissionLimits.LiverTests),
		When:    liverTestsDue,
	},
	{
		ID:      "bup.dental",
		Title:   "Say how to look after the teeth",
		Cites:   []evidence.Citation{evidence.LabelSubutexAndSuboxone.At("dental health", evidence.Secondary)},
		About:   agent.Buprenorphine,
		Watches: record.Doses | record.Reviews | record.Endings,
		During:  plan.WhileTreated,
		When:    dentalAdviceDue,
	},
}

// began returns the medication for opioid use disorder that was begun last and goes on, and the first day of it. What is taken for
// pain alone is none.
func began(v *plan.View) (s medication.Substance, day civil.Date, ok bool) {
	for candidate := range agent.OfMedications.All() {
		since, taken := person.TakenSince(v, candidate)
		if order, _, ordered := v.OrderInForce(candidate); !taken || ordered && order.Purpose == record.PurposePain {
			continue
		}
		if !ok || day.Before(since) {
			s, day, ok = candidate, since, true
		}
	}
	return s, day, ok
}

// onceAtStart is due on the day on which a medication begins, until one of the assessments is on record; one of an earlier time in
// care does not count. What a reader has to know beside it stands in the reason.
func onceAtStart(know string, settles ...record.Assessment) func(*plan.View) (plan.Due, bool) {
	return func(v *plan.View) (plan.Due, bool) {
		since, _ := person.Admitted(v)
		for _, a := range settles {
			if at, done := v.Assessed(a); done && !v.DayOf(at).Before(v.DayOf(since)) {
				return plan.Due{}, false
			}
		}
		s, day, ok := began(v)
		return plan.Due{On: day, Why: s.String() + " began on " + day.String() + "; " + know}, ok
	}
}

func databaseDue(v *plan.View) (plan.Due, bool) {
	if !atAdmissionLimits.MonitoringDatabase.Of(v).Value {
		return plan.Due{}, false
	}
	return onceAtStart("methadone from a programme is usually not in it", record.MonitoringCheck, record.MonitoringAttempt)(v)
}

func liverTestsDue(v *plan.View) (plan.Due, bool) {
	day, ok := person.TakenSince(v, medication.Buprenorphine)
	if !ok || !atAdmissionLimits.LiverTests.Of(v).Value {
		return plan.Due{}, false
	}
	for _, m := range [...]record.Measure{record.ALTRatio, record.ASTRatio} {
		if _, _, tested := v.Measured(m); tested {
			return plan.Due{}, false
		}
	}
	return plan.Due{On: day, Why: "buprenorphine began on " + day.String() + "; treatment need not wait for them"}, true
}

// dentalAdviceDue asks for a word at the start of what dissolves in the mouth.
func dentalAdviceDue(v *plan.View) (plan.Due, bool) {
	day, ok := person.TakenSince(v, medication.Buprenorphine)
	product := person.UsualProductOf(v, medication.Buprenorphine)
	if _, told := v.Assessed(record.DentalAdvice); !ok || told || !product.IsValid() || product.LongActing() {
		return plan.Due{}, false
	}
	why := product.Name() + " dissolves in the mouth: rinse once it has, brush later as the label says, see a dentist"
	return plan.Due{On: day, Why: why}, true
}
