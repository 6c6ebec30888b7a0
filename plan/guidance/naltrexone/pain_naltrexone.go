package naltrexone

import (
	"slices"
	"strings"
	"time"

	"github.com/oudpath/oudpath/medication"
	"github.com/oudpath/oudpath/plan"
	"github.com/oudpath/oudpath/plan/evidence"
	"github.com/oudpath/oudpath/plan/exposure"
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
		_, ok := opioidAsked(v)
		return ok && !onNaltrexone(v)
	},
	Where: func(t plan.Traces) bool {
		return t.Of(medication.SetOf(medication.Naltrexone)) || t.Agents(medication.ClassesOf(medication.LastingAntagonist))
	},
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
	for m := range v.Now().Medicines() {
		if named, swallowed := naltrexoneNamed(m); named && m.Until != nil {
			v.Now().Notes.Note(m.Event)
			worst.Take(blockedAfter(v, opioid, m, swallowed))
		}
	}
	return worst.Or(v.NotApplicable())
}

// blockedAfter judges an opioid after naltrexone of somebody else that was stopped: it acts on, and where nobody says that it was swallowed it may
// have been injected up to that day.
func blockedAfter(v *plan.View, opioid string, m *exposure.Medicine, swallowed bool) plan.Result {
	window, as := blockade.Depot.Of(v), ", which may have been injected until then,"
	if swallowed {
		window, as = blockade.Oral.Of(v), ""
	}
	if v.Since(*m.Until) < window.Value {
		return v.Violated(window, "%s %s after %s%s was stopped, less than %s", opioid, phrase.Elapsed(v, *m.Until), m.Report.Agent, as,
			phrase.InHours(window.Value))
	}
	return v.Met()
}

// naltrexoneNamed reports whether a medicine on a list is naltrexone, and whether its name says that it is swallowed. Methylnaltrexone, which stays
// outside of the brain, lasts in no class.
func naltrexoneNamed(m *exposure.Medicine) (named, swallowed bool) {
	if !m.Classes.Has(medication.LastingAntagonist) {
		return false, false
	}
	name := strings.ToLower(m.Report.Agent)
	has := func(parts ...string) bool {
		return slices.ContainsFunc(parts, func(part string) bool { return strings.Contains(name, part) })
	}
	if has("revia", "adepend", "contrave", "mysimba") {
		return true, true
	}
	return has("naltrexone", "vivitrol"), has("tablet", "oral", "low-dose", "bupropion")
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
