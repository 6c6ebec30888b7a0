package interaction

import (
	"github.com/oudpath/oudpath/medication"
	"github.com/oudpath/oudpath/plan"
	"github.com/oudpath/oudpath/plan/evidence"
	"github.com/oudpath/oudpath/plan/guidance/internal/agent"
	"github.com/oudpath/oudpath/plan/record"
	"github.com/oudpath/oudpath/plan/truth"
)

// Other opioids beside methadone and buprenorphine.
var (
	fullAgonists  = medication.ClassesOf(medication.FullAgonistOpioid)
	partial       = medication.ClassesOf(medication.PartialAgonistOpioid)
	mixedAgonists = beside{methadone: medication.ClassesOf(medication.MixedAgonistAntagonist),
		buprenorphine: medication.ClassesOf(medication.MixedAgonistAntagonist), refuses: true,
		effect: "withdrawal may be precipitated"}
)

var opioidInteractions = []plan.Rule{
	{
		ID:       "ix.opioid-agonist-with-bup",
		Title:    "A full agonist beside buprenorphine that goes on, here or from elsewhere, has a reason",
		Severity: record.Warning,
		About:    agent.OfAgonists,
		Watches:  record.Doses | record.Contacts,
		Cites: []evidence.Citation{evidence.LabelSuboxoneFilm.At("section 7, opioid agonists", evidence.Secondary).
			SeenIn("public set of drug interaction pairs that quotes the label")},
		Unless: []plan.Exception{
			{Context: record.LowDoseInitiation, Why: "low-dose initiation continues the full agonist"},
			{Context: record.HospitalStay, Why: "pain in hospital is treated with a full agonist on top of buprenorphine"},
		},
		Remedy: "expect less effect from the full agonist; continue buprenorphine, and for a change of medication stop it when the other starts",
		Judge:  judgeFullAgonist,
	},
	{
		ID:       "ix.mixed-agonist-antagonist",
		Title:    "Pentazocine, nalbuphine and butorphanol are not combined with methadone or buprenorphine",
		Severity: record.Block,
		About:    agent.OfAgonists,
		Watches:  record.Doses | record.Contacts,
		Cites:    []evidence.Citation{evidence.LabelMethadoneTablets.At("section 7, mixed agonist/antagonist opioids", evidence.Secondary)},
		Remedy:   "stop the mixed agonist, and treat the pain with something else",
		Override: plan.Overridable("why both are needed, and how withdrawal would be treated"),
		Missing:  plan.Reported("these analgesics are rare, and waiting for a reviewed list would keep people from treatment"),
		Only:     interplay,
		Judge:    mixedAgonists.judge,
	},
}

// establishedBuprenorphine reports whether buprenorphine was taken before today and goes on: the other way round, buprenorphine on
// top of a full agonist, is a start and has the rules of starts.
func establishedBuprenorphine(v *plan.View) bool {
	if _, releases := v.ActiveDepot(medication.Buprenorphine); releases {
		return true
	}
	first, ok := v.FirstDose(medication.Buprenorphine)
	return ok && v.DaysSince(first.At) > 0
}

// judgeFullAgonist judges a full agonist that is prescribed or listed. Use that was told of, or that a test found, is a return to
// use, and has the rules of that.
func judgeFullAgonist(v *plan.View) plan.Result {
	if !establishedBuprenorphine(v) {
		return judgeListedPartial(v)
	}
	if b, ok := v.Body().(record.MedicineReported); ok {
		if classes, _ := b.ClassSet(); b.Taking == truth.Yes && classes.Intersects(fullAgonists) {
			return v.Violated(nil, "%s beside buprenorphine that goes on", b.Agent)
		}
		return v.NotApplicable()
	}
	var worst plan.Worst
	if act, ok := v.Acts().Of(record.Doses, agent.Methadone); ok && !repeats(v, act) {
		worst.Take(v.Violated(nil, "methadone beside buprenorphine that goes on"))
	}
	if act, ok := v.Acts().Of(record.Doses, agent.Buprenorphine); ok && !repeats(v, act) {
		for m := range v.Now().Medicines() {
			if m.Until == nil && m.Classes.Intersects(fullAgonists) {
				v.Now().Notes.Note(m.Event)
				worst.Take(v.Violated(nil, "buprenorphine beside %s", m.Report.Agent))
			}
		}
	}
	return worst.Or(v.NotApplicable())
}

// judgeListedPartial judges buprenorphine on a list of medicines, such as a patch for pain, beside methadone of this plan: it may take
// methadone off its receptors, and neither of the two prescribers may know of the other.
func judgeListedPartial(v *plan.View) plan.Result {
	if b, ok := v.Body().(record.MedicineReported); ok {
		if classes, _ := b.ClassSet(); b.Taking == truth.Yes && classes.Intersects(partial) && carries(v, medication.Methadone) {
			return v.Violated(nil, "%s beside methadone that goes on", b.Agent)
		}
		return v.NotApplicable()
	}
	act, ok := v.Acts().Of(record.Doses, agent.Methadone)
	if !ok || repeats(v, act) {
		return v.NotApplicable()
	}
	var worst plan.Worst
	for m := range v.Now().Medicines() {
		if m.Until == nil && m.Classes.Intersects(partial) {
			v.Now().Notes.Note(m.Event)
			worst.Take(v.Violated(nil, "methadone beside %s", m.Report.Agent))
		}
	}
	return worst.Or(v.NotApplicable())
}
