package plantest

import (
	"fmt"
	"slices"
	"testing"
	"time"

	"github.com/oudpath/oudpath/medication"
	"github.com/oudpath/oudpath/plan"
	"github.com/oudpath/oudpath/plan/record"
)

// Topic is what facts speak of: one measure, the list of medicines, one analyte of drug tests. Whoever leaves out all that speaks of a
// topic leaves a record that says nothing about it; whoever leaves out one fact of several leaves one that says something else.
type Topic string

// The topics that several kinds of facts speak of. Any other is a word of the record, or the name of a kind.
const (
	OpioidUseTopic  Topic = "opioid use"  // what was used and when, overdoses, and that somebody asked
	MedicinesTopic  Topic = "medicines"   // the list, and that somebody asked
	ConditionsTopic Topic = "conditions"  // the list, and that somebody asked
	AllergiesTopic  Topic = "allergies"   // the list, and that somebody asked
	ServicesTopic   Topic = "services"    // sessions, and what was offered
	signsTopic      Topic = "signs"       // of withdrawal and of danger
	reversalTopic   Topic = "reversal"    // an agent in the hand
	dosesOf         Topic = "doses of "   // before the name of a substance: what was ordered, given, taken, handed out, lost, ended
	testsFor        Topic = "tests for "  // before an analyte
	consentTo       Topic = "consent to " // before what was consented to
)

// TopicOf returns what a fact speaks of. A drug test speaks of an analyte for each of its results; Forget knows, and TopicOf says the first.
func TopicOf(b record.Body) Topic {
	switch b := b.(type) {
	case record.OpioidUsed, record.ReturnedToUse, record.Overdosed:
		return OpioidUseTopic
	case record.MedicineReported:
		return MedicinesTopic
	case record.ConditionReported:
		return ConditionsTopic
	case record.AllergyReported:
		return AllergiesTopic
	case record.Reviewed:
		return sections[b.Section]
	case record.Screened:
		return testsFor + Topic(b.Results[0].Analyte)
	case record.Scored:
		return Topic(b.Scale)
	case record.SignsObserved:
		return signsTopic
	case record.Measured:
		return Topic(b.Measure.String())
	case record.Assessed:
		return Topic(b.Assessment)
	case record.ConsentRecorded:
		return consentTo + Topic(b.Consent)
	case record.ContextStated:
		return Topic(b.Context)
	case record.NaloxoneSupplied:
		return reversalTopic
	case record.SessionAttended, record.SessionMissed, record.ServiceDeclined:
		return ServicesTopic
	}
	if s := substanceOf(b); s != 0 {
		return dosesOf + Topic(s.String())
	}
	return Topic(b.Kind().String())
}

var sections = map[record.Section]Topic{record.MedicinesSection: MedicinesTopic, record.ConditionsSection: ConditionsTopic,
	record.AllergiesSection: AllergiesTopic, record.OpioidUseSection: OpioidUseTopic}

// substanceOf is the substance that the event gives, hands over, holds back or ends; 0 if it does nothing of the kind.
func substanceOf(b record.Body) medication.Substance {
	ev := record.Event{Body: b}
	var acts record.Acts
	acts.Read(&ev)
	for act := range acts.All() {
		if act.Means.Any(record.Doses | record.Ends | record.Withholds | record.Misses | record.Loses) {
			return act.Substance
		}
	}
	return 0
}

// TopicsOf returns the topics of the facts, each once, in the order in which they first come.
func TopicsOf(facts []Told) (topics []Topic) {
	for _, f := range facts {
		for _, b := range single(f.Body) {
			if topic := TopicOf(b); !slices.Contains(topics, topic) {
				topics = append(topics, topic)
			}
		}
	}
	return topics
}

// single takes a drug test apart into one for each of its results; anything else stays as it is.
func single(b record.Body) []record.Body {
	screen, ok := b.(record.Screened)
	if !ok {
		return []record.Body{b}
	}
	parts := make([]record.Body, len(screen.Results))
	for i, r := range screen.Results {
		parts[i] = record.Screened{Results: []record.AnalyteResult{r}}
	}
	return parts
}

// Forget returns the facts without those that speak of the topics. Of a drug test the results for other analytes are kept.
func Forget(facts []Told, topics ...Topic) (left []Told) {
	for _, f := range facts {
		screen, ok := f.Body.(record.Screened)
		if !ok {
			if !slices.Contains(topics, TopicOf(f.Body)) {
				left = append(left, f)
			}
			continue
		}
		results := slices.DeleteFunc(slices.Clone(screen.Results), func(r record.AnalyteResult) bool {
			return slices.Contains(topics, testsFor+Topic(r.Analyte))
		})
		if len(results) > 0 {
			left = append(left, Told{f.Ago, record.Screened{Results: results}})
		}
	}
	return left
}

// Forgotten asks about an intent for a person, and again with nothing on record of some topics. Ignorance is no reassurance: what was
// refused, held or warned of may be so no more only if the answer says what it lacks, in a finding or in the line of what is not known,
// and did not say so before. The text names each rule that falls silent without that; it is empty if there is none.
func Forgotten(t testing.TB, engine *plan.Engine, at time.Time, person []Told, ask record.Body, topics ...Topic) (with, without Answer,
	silent []plan.Finding) {
	t.Helper()
	with = Ask(t, engine, at, person, ask)
	without = Ask(t, engine, at, Forget(person, topics...), ask)
	return with, without, with.Silenced(without)
}

// Silenced returns what the answer objects to and the other says less of, although it lacks nothing that the first did not lack.
func (a Answer) Silenced(other Answer) (silent []plan.Finding) {
	lacked := a.Lacking()
	for _, datum := range other.Lacking() {
		if !slices.Contains(lacked, datum) {
			return nil
		}
	}
	for i := range a.Findings {
		if f := &a.Findings[i]; objection(f) > 0 && objection(f) > other.objects(f.Rule) {
			silent = append(silent, *f)
		}
	}
	return silent
}

// objection ranks what a finding says against an event, from 0 for nothing.
func objection(f *plan.Finding) int {
	switch f.Effect() {
	case plan.EffectRefuses:
		return 3
	case plan.EffectHolds:
		return 2
	case plan.EffectWarns:
		return 1
	}
	return 0
}

func (a Answer) objects(rule record.RuleID) (most int) {
	for i := range a.Findings {
		if f := &a.Findings[i]; f.Rule == rule {
			most = max(most, objection(f))
		}
	}
	return most
}

// Lacking returns what the answer says that is not known: the line of the decision, and what each finding lacks with its rule.
func (a Answer) Lacking() []string {
	all := slices.Clone(a.NotKnown)
	for i := range a.Findings {
		for _, datum := range a.Findings[i].Missing {
			all = append(all, fmt.Sprintf("%s: %s", a.Findings[i].Rule, datum.Name))
		}
	}
	return all
}
