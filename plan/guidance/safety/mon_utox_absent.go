package safety

import (
	"time"

	"github.com/oudpath/oudpath/medication"
	"github.com/oudpath/oudpath/plan"
	"github.com/oudpath/oudpath/plan/evidence"
	"github.com/oudpath/oudpath/plan/record"
)

var medicationNotFound = plan.Rule{
	ID:       "mon.utox.absent",
	Title:    "A medication that is taken day by day is found in the urine, or somebody asks why not",
	Severity: record.Warning,
	About:    medication.SetOf(medication.Methadone, medication.Buprenorphine),
	Watches:  record.Shows | record.Permits | record.HandsOver,
	Cites: []evidence.Citation{evidence.Proposal.At("a prescribed agonist that the urine does not show is asked about", evidence.Unconfirmed),
		evidence.ASAM2020.At("drug testing", evidence.Unconfirmed)},
	Remedy: "ask how the doses were taken, look at the sample and the method, and watch the next doses; a result is never a punishment",
	Judge:  judgeMedicationNotFound,
}

// sought are the medications that a test can look for.
var sought = [...]struct {
	substance medication.Substance
	analyte   record.Analyte
}{{medication.Methadone, record.AnalyteMethadone}, {medication.Buprenorphine, record.AnalyteBuprenorphine}}

// judgeMedicationNotFound looks at the test that is told, and at the last one where doses are to be handed out.
func judgeMedicationNotFound(v *plan.View) plan.Result {
	b, screened := v.Body().(record.Screened)
	for _, s := range sought {
		at := v.At()
		switch {
		case screened && !negativeFor(b, s.analyte):
			continue
		case !screened:
			act, brings := v.Acts().Of(record.Permits|record.HandsOver, medication.SetOf(s.substance))
			found, sampled, tested := v.Screened(s.analyte)
			if !brings || act.Product.LongActing() || !tested || found != record.Negative {
				continue
			}
			at = sampled
		}
		if takenBefore(v, s.substance, at) {
			return v.Violated(nil, "%s is taken, and a test of %s did not find it", s.substance, v.DayOf(at))
		}
	}
	return v.NotApplicable()
}

func negativeFor(b record.Screened, a record.Analyte) bool {
	for _, r := range b.Results {
		if r.Analyte == a {
			return r.Result == record.Negative
		}
	}
	return false
}

// takenBefore reports whether a dose by mouth was given, or in the hand, for the day before the sample, and was not the first.
func takenBefore(v *plan.View, s medication.Substance, sampled time.Time) bool {
	day := v.DayOf(sampled)
	first, begun := v.FirstDose(s)
	if !begun || day.Since(first.Day) <= 1 {
		return false
	}
	if at, until, ok := v.Supplied(s); ok && at.Before(sampled) && !until.Before(day) {
		return true
	}
	for dose := range v.Doses(s) {
		switch ago := day.Since(dose.Day); {
		case ago > 1:
			return false
		case ago == 1 && !dose.Product.LongActing():
			return true
		}
	}
	return false
}
