package plan

import (
	"iter"
	"time"

	"github.com/oudpath/oudpath/medication"
	"github.com/oudpath/oudpath/plan/exposure"
	"github.com/oudpath/oudpath/plan/record"
	"github.com/oudpath/oudpath/plan/truth"
)

// Exposure is one contact with an opioid: reported use, a return to use, an overdose, or a dose that this plan gave.
type Exposure struct {
	Agent     string
	DailyDose medication.Mass // zero if unknown
	Product   medication.Product
	At        time.Time
}

// LastUse returns the last exposure to an opioid of the class, by reported use or by a dose of an agonist;
// ok is false if none is on record. Whether none on record means none is for OpioidHistoryTaken to say.
func (v *View) LastUse(class medication.Class) (last Exposure, ok bool) {
	told, ok := v.now.Told(class)
	last = exposureOf(&told)
	for _, s := range forUseDisorder[:agonists] {
		if dose := v.course(s).Last; dose != nil && exposure.ClassesOf(s).Has(class) && (!ok || last.At.Before(dose.At)) {
			v.note(dose.Event)
			last, ok = doseExposure(dose), true
		}
	}
	return last, ok
}

// LastUseOf returns the last exposure to the substance, by reported use or by a dose; ok is false if none is on record.
func (v *View) LastUseOf(s medication.Substance) (last Exposure, ok bool) {
	last, ok = v.ReportedUseOf(s)
	if dose := v.course(s).Last; dose != nil && (!ok || !dose.At.Before(last.At)) {
		v.note(dose.Event)
		return doseExposure(dose), true
	}
	return last, ok
}

// ReportedUseOf returns the last reported use of the substance from elsewhere, doses of this plan left out; ok is false if
// none is on record.
func (v *View) ReportedUseOf(s medication.Substance) (last Exposure, ok bool) {
	told, ok := v.now.ToldOf(s)
	return exposureOf(&told), ok
}

// UnclassifiedUse returns the last reported use of an opioid whose class no table knows: rules that ask for a class cannot
// be met as long as there is one.
func (v *View) UnclassifiedUse() (last Exposure, ok bool) {
	told, ok := v.now.Unclassed()
	return exposureOf(&told), ok
}

func exposureOf(c *exposure.Contact) Exposure {
	if c.Event == nil {
		return Exposure{}
	}
	return Exposure{Agent: agentText(c.Agent), DailyDose: c.Daily, At: c.At}
}

// agentText is the agent for a reader, where it may not have been stated.
func agentText(agent string) string {
	if agent == "" {
		return "a substance that was not named"
	}
	return agent
}

func doseExposure(in *exposure.Intake) Exposure {
	return Exposure{Agent: in.Product.Substance().String(), DailyDose: in.Amount, Product: in.Product, At: in.At}
}

// OpioidHistoryTaken reports whether somebody asked about opioid use: some use is on record, or the section was reviewed.
func (v *View) OpioidHistoryTaken() bool {
	s := v.state
	if s.last(record.KindOpioidUsed) != nil || s.last(record.KindReturnedToUse) != nil || s.last(record.KindOverdosed) != nil {
		return true
	}
	return v.Reviewed(record.OpioidUseSection)
}

// Reviewed reports whether the section was declared complete.
func (v *View) Reviewed(section record.Section) bool {
	_, ok := v.ReviewedAt(section)
	return ok
}

// ReviewedAt returns when the section was last declared complete; ok is false if it never was.
func (v *View) ReviewedAt(section record.Section) (at time.Time, ok bool) {
	i := section.Index()
	if i < 0 {
		return time.Time{}, false
	}
	if v.state.reviewed[i] == nil {
		v.lacks(gapOf.sections[i])
		return time.Time{}, false
	}
	v.note(v.state.reviewed[i])
	return v.state.reviewed[i].At, true
}

// Taking says whether the person takes any medicine or substance of these classes. The agent is the one that was found. It
// is unknown while the list of medicines was never reviewed, or holds one whose classes nobody knows.
func (v *View) Taking(classes medication.ClassSet) (agent string, taken truth.Value) {
	return v.TakingBeside(0, classes)
}

// TakingBeside is Taking of what is taken beside a medication: the medication itself, which stands on many lists of medicines, is nothing
// that comes on top of it. Where it comes from is for rules about two sources.
func (v *View) TakingBeside(s medication.Substance, classes medication.ClassSet) (agent string, taken truth.Value) {
	unknown := ""
	for m := range v.now.Medicines() {
		if m.Until != nil {
			continue
		}
		if m.Classes.Intersects(classes) && !m.Holds(s) {
			v.note(m.Event)
			return m.Report.Agent, truth.Yes
		}
		if !m.Known {
			unknown = m.Report.Agent
			v.note(m.Event)
		}
	}
	if unknown != "" || !v.Reviewed(record.MedicinesSection) {
		return unknown, truth.Unknown
	}
	return "", truth.No
}

// Medicines yields the other medicines that the person takes, in the order in which they were last reported.
func (v *View) Medicines() iter.Seq2[string, medication.ClassSet] {
	return func(yield func(string, medication.ClassSet) bool) {
		for m := range v.now.Medicines() {
			if m.Until != nil {
				continue
			}
			v.note(m.Event)
			if !yield(m.Report.Agent, m.Classes) {
				return
			}
		}
	}
}
