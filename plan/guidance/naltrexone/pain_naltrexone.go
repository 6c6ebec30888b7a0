package naltrexone

import (
	"time"

	"github.com/oudpath/oudpath/medication"
	"github.com/oudpath/oudpath/plan"
	"github.com/oudpath/oudpath/plan/evidence"
	"github.com/oudpath/oudpath/plan/guidance/internal/agent"
	"github.com/oudpath/oudpath/plan/guidance/internal/limit"
	"github.com/oudpath/oudpath/plan/guidance/internal/person"
	"github.com/oudpath/oudpath/plan/guidance/internal/phrase"
	"github.com/oudpath/oudpath/plan/record"
	"github.com/oudpath/oudpath/plan/truth"
)

// BlockadeLimits are the times for which naltrexone still blocks opioids.
type BlockadeLimits struct{ Oral, Depot plan.Param[time.Duration] }

var blockade = BlockadeLimits{
	limit.LeastTime("pain.naltrexone.oral", "time after a naltrexone tablet for which opioids are blocked"),
	limit.LeastTime("pain.naltrexone.depot", "time after an injection of naltrexone for which opioids are blocked"),
}

// Blockade returns the times for which naltrexone still blocks opioids.
func Blockade() BlockadeLimits { return blockade }

var painNaltrexone = plan.Rule{
	ID:       "pain.naltrexone",
	Title:    "Opioids are given with the blockade of naltrexone in mind",
	Severity: record.Warning,
	About:    medication.SetOf(agent.Agonists[:]...),
	Watches:  record.Doses | record.Contacts,
	Cites: []evidence.Citation{evidence.StatPearlsNaltrexone.At("before elective surgery", evidence.Secondary),
		evidence.LabelNaltrexoneTablets.At("reversal of the blockade", evidence.Secondary)},
	Needs: plan.Needs(blockade.Oral, blockade.Depot),
	Remedy: "for pain prefer other analgesics and regional anesthesia, or plan surgery for when naltrexone has worn off; " +
		"overcome the blockade only where breathing is monitored, and never by the person alone",
	Applies: func(v *plan.View) bool { // beside naltrexone that goes on there is a stronger rule
		if _, given := v.LastDose(medication.Naltrexone); !given {
			return false
		}
		_, ok := opioidAsked(v)
		return ok && !onNaltrexone(v)
	},
	Where: func(t plan.Traces) bool { return t.Of(medication.SetOf(medication.Naltrexone)) },
	Judge: judgeBlockade,
}

// judgeBlockade judges opioids that would be given, or are reported, while naltrexone that is no longer taken still blocks them.
func judgeBlockade(v *plan.View) plan.Result {
	oral, depot := blockade.Oral.Of(v), blockade.Depot.Of(v)
	opioid, _ := opioidAsked(v)
	var worst plan.Worst
	for d := range v.Now().Depots(medication.Naltrexone) {
		if v.Since(d.At) < depot.Value {
			worst.Take(v.Violated(depot, "%s %s after an injection of naltrexone, less than %s", opioid, phrase.Elapsed(v, d.At),
				phrase.InHours(depot.Value)))
			continue
		}
		worst.Take(v.Met())
	}
	if last := lastTablet(v); last != nil {
		if v.Since(last.At) < oral.Value {
			worst.Take(v.Violated(oral, "%s %s after a naltrexone tablet, less than %s", opioid, phrase.Elapsed(v, last.At), phrase.InHours(oral.Value)))
		} else {
			worst.Take(v.Met())
		}
	}
	return worst.Or(v.NotApplicable())
}

// opioidAsked returns the opioid that the event brings; ok is false if it brings none.
func opioidAsked(v *plan.View) (opioid string, ok bool) {
	if b, reported := v.Body().(record.MedicineReported); reported {
		classes, _ := b.ClassSet()
		return b.Agent, b.Taking == truth.Yes && classes.Intersects(medication.Agonists)
	}
	act, ok := person.AgonistBrought(v)
	switch {
	case !ok:
		return "", false
	case act.Product.IsValid():
		return act.Product.Name(), true
	}
	return act.Substance.String(), true
}
