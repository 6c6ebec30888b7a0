package interaction

import (
	"strings"

	"github.com/oudpath/oudpath/medication"
	"github.com/oudpath/oudpath/plan"
	"github.com/oudpath/oudpath/plan/evidence"
	"github.com/oudpath/oudpath/plan/guidance/internal/agent"
	"github.com/oudpath/oudpath/plan/record"
	"github.com/oudpath/oudpath/plan/truth"
)

// Other opioids beside those of this treatment.
var (
	fullAgonists  = medication.ClassesOf(medication.FullAgonistOpioid)
	longActing    = medication.ClassesOf(medication.LongActingOpioid)
	partial       = medication.ClassesOf(medication.PartialAgonistOpioid)
	mixedAgonists = beside{methadone: medication.ClassesOf(medication.MixedAgonistAntagonist),
		buprenorphine: medication.ClassesOf(medication.MixedAgonistAntagonist), morphine: medication.ClassesOf(medication.MixedAgonistAntagonist), refuses: true,
		effect: "withdrawal may be precipitated"}
)

var opioidInteractions = []plan.Rule{
	{
		ID:       "ix.opioid-agonist-with-bup",
		Title:    "A full agonist, or buprenorphine of another service, beside buprenorphine that goes on has a reason",
		Severity: record.Warning,
		About:    agent.OfAgonists,
		Watches:  record.Doses | record.Contacts,
		Cites: []evidence.Citation{evidence.LabelSuboxoneFilm.At("section 7, opioid agonists", evidence.Secondary).
			SeenIn("public set of drug interaction pairs that quotes the label"), evidence.Decision(17).Cite()},
		Unless: []plan.Exception{
			{Context: record.LowDoseInitiation, Why: "low-dose initiation continues the full agonist"},
			{Context: record.HospitalStay, Why: "pain in hospital is treated with a full agonist on top of buprenorphine"},
		},
		Remedy: "expect less effect from the full agonist; continue buprenorphine, and for a change of medication stop it when the other starts; where " +
			"two services give buprenorphine, speak with the other about which of them goes on",
		Where: func(t plan.Traces) bool { return t.Of(agent.Buprenorphine) || t.Agents(partial) },
		Judge: judgeFullAgonist,
	},
	{
		ID:       "ix.opioid-agonist-with-methadone",
		Title:    "Another full agonist beside methadone or slow-release morphine is known to whoever orders",
		Severity: record.Warning,
		About:    agent.FullAgonists,
		Watches:  record.Doses | record.Contacts,
		Cites: []evidence.Citation{evidence.Decision(17).Cite(),
			evidence.LabelOpioids.At("section 5, other opioids among the depressants", evidence.Unconfirmed)},
		Unless: []plan.Exception{
			{Context: record.HospitalStay, Why: "pain in hospital is treated with a full agonist on top of the other"},
		},
		Remedy: "speak with who prescribes the other: what each is for, what a day comes to, who watches; supply naloxone, and withhold neither",
		Only:   besideFullAgonist,
		Judge:  judgeAgonistWithMethadone,
	},
	{
		ID:       "ix.mixed-agonist-antagonist",
		Title:    "Pentazocine, nalbuphine and butorphanol are not combined with an agonist",
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
		return judgeSecondBuprenorphine(v, &b)
	}
	var worst plan.Worst
	if act, ok := v.Acts().Of(record.Doses, agent.FullAgonists); ok && !repeats(v, act) {
		worst.Take(v.Violated(nil, "%s beside buprenorphine that goes on", act.Substance))
	}
	if act, ok := v.Acts().Of(record.Doses, agent.Buprenorphine); ok && !repeats(v, act) {
		worst.Take(listedBeside(v, act, fullAgonists.Union(partial)))
	}
	return worst.Or(v.NotApplicable())
}

// listedBeside objects to the listed medicines of the classes that go on beside what the act brings, and names every one.
func listedBeside(v *plan.View, act *record.Act, classes medication.ClassSet) plan.Result {
	var agents []string
	for m := range v.Now().Medicines() {
		second := m.Second(act.Substance)
		if m.Until == nil && m.Classes.Intersects(classes) && (second || !m.Holds(act.Substance)) {
			v.Now().Notes.Note(m.Event)
			name := m.Report.Agent
			if second {
				name += " from elsewhere"
			}
			agents = append(agents, name)
		}
	}
	if len(agents) == 0 {
		return v.NotApplicable()
	}
	return v.Violated(nil, "%s beside %s", act.Substance, strings.Join(agents, "; "))
}

// besideFullAgonist holds where a full agonist that this plan does not give is on record, where the event tells of something, and where
// another full agonist of this plan may go on.
var besideFullAgonist = plan.Given(func(v *plan.View) bool {
	others, _ := besideAgonists.Lent(v)
	return others.tells || others.classes.Intersects(fullAgonists) || bothGoOn(v)
})

// bothGoOn reports whether the event brings a full agonist while another one of this plan is in the body or in the hand.
func bothGoOn(v *plan.View) bool {
	act, ok := v.Acts().Of(record.Doses, agent.FullAgonists)
	return ok && besideOwn(v, act.Substance) != 0
}

// besideOwn returns the other full agonist of this plan that is in the body or in the hand; zero: none is.
func besideOwn(v *plan.View, s medication.Substance) medication.Substance {
	for other := range agent.FullAgonists.All() {
		if other != s && carries(v, other) {
			return other
		}
	}
	return 0
}

// carriedFull returns a full agonist of this plan that is in the body or in the hand, other than the one that is named.
func carriedFull(v *plan.View, b *record.MedicineReported) (s medication.Substance, ok bool) {
	for s := range agent.FullAgonists.All() {
		if carries(v, s) && !ownOrder(b, s) {
			return s, true
		}
	}
	return 0, false
}

// judgeAgonistWithMethadone judges a full agonist that is listed beside methadone or slow-release morphine, a long-acting one that was taken
// on the day of a dose of it, and the one of them beside the other. Use of a short-acting one is a return to use, and has the rules of that.
func judgeAgonistWithMethadone(v *plan.View) plan.Result {
	if b, ok := v.Body().(record.MedicineReported); ok {
		classes, _ := b.ClassSet()
		s, carried := carriedFull(v, &b)
		if b.Taking != truth.Yes || !classes.Intersects(fullAgonists) || !carried {
			return v.NotApplicable()
		}
		return v.Violated(nil, "%s beside %s that goes on", b.Agent, s)
	}
	act, ok := v.Acts().Of(record.Doses, agent.FullAgonists)
	if !ok || repeats(v, act) {
		return v.NotApplicable()
	}
	both := v.NotApplicable()
	if other := besideOwn(v, act.Substance); other != 0 {
		both = v.Violated(nil, "%s beside %s that goes on", act.Substance, other)
	}
	return plan.WorstOf(listedBeside(v, act, fullAgonists), tookLongActing(v, act.Substance), both)
}

// ownOrder reports whether the report is of an order of this treatment for the substance itself.
func ownOrder(b *record.MedicineReported, s medication.Substance) bool {
	named, ok := record.SubstanceNamed(b.Agent)
	return ok && named == s && b.OrderedHere == truth.Yes
}

// tookLongActing objects to a full agonist on the day on which another long-acting one was taken.
func tookLongActing(v *plan.View, s medication.Substance) plan.Result {
	for c := range v.Now().Contacts() {
		if !c.Dose && !c.GoesOn && !c.Stopped && c.Analyte == "" && c.Day == v.Day() && c.Substance != s &&
			c.Classes.Intersects(fullAgonists) && c.Classes.Intersects(longActing) {
			v.Now().Notes.Note(c.Event)
			return v.Violated(nil, "%s beside %s, which was taken today", s, c.Agent)
		}
	}
	return v.NotApplicable()
}

// judgeListedPartial judges buprenorphine on a list of medicines, such as a patch for pain, beside a full agonist of this plan: it may take
// that off its receptors, and neither of the two prescribers may know of the other.
func judgeListedPartial(v *plan.View) plan.Result {
	if b, ok := v.Body().(record.MedicineReported); ok {
		if classes, _ := b.ClassSet(); b.Taking == truth.Yes && classes.Intersects(partial) {
			if s, ok := carriedFull(v, &b); ok {
				return v.Violated(nil, "%s beside %s that goes on", b.Agent, s)
			}
		}
		return judgeSecondBuprenorphine(v, &b)
	}
	act, ok := v.Acts().Of(record.Doses, agent.OfAgonists)
	if !ok || repeats(v, act) {
		return v.NotApplicable()
	}
	return listedBeside(v, act, partial)
}

// judgeSecondBuprenorphine judges buprenorphine on a list of medicines, an injection of another service among it, beside that of this plan.
func judgeSecondBuprenorphine(v *plan.View, b *record.MedicineReported) plan.Result {
	named, ok := record.SubstanceNamed(b.Agent)
	if !ok || named != medication.Buprenorphine || b.Taking != truth.Yes || b.OrderedHere == truth.Yes || !carries(v, named) {
		return v.NotApplicable()
	}
	return v.Violated(nil, "%s from elsewhere beside buprenorphine that goes on", b.Agent)
}
