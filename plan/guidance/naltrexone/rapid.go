package naltrexone

import (
	"github.com/oudpath/oudpath/medication"
	"github.com/oudpath/oudpath/plan"
	"github.com/oudpath/oudpath/plan/exposure"
	"github.com/oudpath/oudpath/plan/guidance/internal/person"
	"github.com/oudpath/oudpath/plan/record"
	"github.com/oudpath/oudpath/plan/truth"
)

// rapidStart is a stated protocol of a rapid start of naltrexone.
type rapidStart struct {
	record.ContextStated
	event record.Event
}

// rapidNaltrexone holds while a rapid start of naltrexone by a named protocol goes on: stated by somebody with the protocol, a
// setting that is not the home, and an end that has not passed, for a person who is not pregnant as far as anybody knows.
var rapidNaltrexone = plan.NewFact(func(v *plan.View) (rapidStart, bool) {
	ev, ok := v.Stated(record.RapidNaltrexone)
	if !ok {
		return rapidStart{}, false
	}
	b := ev.Body.(record.ContextStated)
	staffed := b.Setting != 0 && b.Setting != medication.SettingHome
	if b.Holds != truth.Yes || b.Protocol == "" || !staffed || b.Until.IsZero() || b.Until.Before(person.FirstDay(v)) || ev.Actor.IsZero() {
		return rapidStart{}, false
	}
	if pregnant, _ := v.Pregnant(); pregnant == truth.Yes {
		return rapidStart{}, false
	}
	return rapidStart{b, ev}, true
})

// ownOfRapid reports whether the contact is the buprenorphine by which the protocol of a rapid start begins: a dose that this plan
// gave since, and no supply, or the test that this dose explains.
func ownOfRapid(v *plan.View, c *exposure.Contact) bool {
	rapid, ok := rapidNaltrexone.Of(v)
	if !ok || kindOfContact(c) != contactBuprenorphine || c.At.Before(rapid.event.At) {
		return false
	}
	if c.Analyte != "" {
		return explainedByRapid(v, c)
	}
	return c.Dose && c.Sure == record.Seen
}

// explainedByRapid reports whether a positive test is what the protocol of a rapid start has to do with: a short-acting opioid that
// was told before the sample, or its own buprenorphine.
func explainedByRapid(v *plan.View, found *exposure.Contact) bool {
	rapid, ok := rapidNaltrexone.Of(v)
	if !ok {
		return false
	}
	// Of a panel as a whole nobody knows that it was no methadone, unless that was looked for.
	whole := found.Analyte == record.AnalyteOpioids
	if at, looked := v.Now().Cleared(record.AnalyteMethadone); whole && (!looked || at.Before(found.At)) {
		return false
	}
	for c := range v.Now().Opioids() {
		if c.Analyte != "" || c.At.After(found.At) || !waitsFor(c) {
			continue
		}
		switch kind := kindOfContact(c); {
		case kind == contactShort && (whole || kindOfContact(found) == contactShort):
			return true
		case kind == contactBuprenorphine && c.Dose && c.Sure == record.Seen && !c.At.Before(rapid.event.At) &&
			(whole || kindOfContact(found) == contactBuprenorphine):
			return true
		}
	}
	return false
}
