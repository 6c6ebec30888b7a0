package fhir

import (
	"strings"

	"github.com/oudpath/oudpath/medication"
	"github.com/oudpath/oudpath/plan/fhir/r4"
	"github.com/oudpath/oudpath/plan/record"
	"github.com/oudpath/oudpath/plan/truth"
	"github.com/oudpath/oudpath/plan/vocabulary"
)

// Words of the code system of this library that stand before what they are about.
const (
	ownProduct    = "product."
	ownSetting    = "setting."
	ownPurpose    = "purpose."
	ownHeld       = "held."
	ownWatched    = "supervised."
	ownCriteria   = "criteria."
	ownTest       = "screen."
	ownAssessment = "assessment."
	ownCondition  = "condition."
	ownLate       = "late."
	ownOrdered    = "ordered-here"
)

// ownCodes are the words of this library for what no public code was seen for: what an export says without its extensions.
func ownCodes() (all []Entry) {
	add := func(code, display string, means Meaning) {
		all = append(all, Entry{vocabulary.System(System), code, display, ours("the word of this library"), means})
	}
	for _, info := range record.Measures() {
		add(info.Name, info.Title, Measures{info.Measure})
	}
	for _, a := range record.Analytes() {
		add(ownTest+string(a), string(a), TestsFor{a})
	}
	for _, a := range record.Assessments() {
		add(ownAssessment+string(a), string(a), Did{a})
	}
	for _, h := range record.HealthConditions() {
		add(ownCondition+slug(string(h)), string(h), Has{h})
	}
	for _, p := range medication.Products() {
		add(ownProduct+string(p.ID()), p.Name(), Dispensed{Product: p.ID()})
	}
	return all
}

// ownWord returns what stands behind a prefix in a code of this library, in a list of concepts: "otp" of "setting.otp". Empty: none does.
func (x *at) ownWord(prefix string, where string) string {
	for _, item := range x.Get(where).Items() {
		for _, c := range item.Concept().Codings {
			if word, ok := strings.CutPrefix(c.Code, prefix); ok && c.System == System {
				return word
			}
		}
	}
	return ""
}

// ownSettingOf reads where it was, as this library writes it.
func (x *at) ownSettingOf() (s medication.Setting) {
	if word := x.ownWord(ownSetting, "category"); word != "" && s.UnmarshalText([]byte(word)) != nil {
		return 0
	}
	return s
}

// watched writes whether doses are watched; nothing where that is not stated.
func watched(v truth.Value) r4.Object {
	if !v.Known() {
		return nil
	}
	return concept("", own(ownWatched+v.String()))
}

// ownWatchedOf reads it back.
func ownWatchedOf(concept r4.Concept) truth.Value {
	for _, v := range []truth.Value{truth.Yes, truth.No} {
		if concept.Has(System, ownWatched+v.String()) {
			return v
		}
	}
	return truth.Unknown
}

// late writes whether a dose is that of the day before; nothing where that is not stated.
func late(v truth.Value) r4.Array {
	if !v.Known() {
		return nil
	}
	return r4.Array{concept("", own(ownLate+v.String()))}
}

// ownLateOf reads it back.
func (x *at) ownLateOf() truth.Value {
	switch x.ownWord(ownLate, "reasonCode") {
	case truth.Yes.String():
		return truth.Yes
	case truth.No.String():
		return truth.No
	}
	return truth.Unknown
}

// placed writes where it was; nothing where that is not stated.
func placed(s medication.Setting) r4.Array {
	if !s.Valid() {
		return nil
	}
	return r4.Array{concept("", own(ownSetting+s.String()))}
}
