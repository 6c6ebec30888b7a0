package fhir

import (
	"encoding/json"
	"maps"
	"slices"
	"strconv"
	"strings"

	"github.com/oudpath/oudpath/plan/fhir/r4"
	"github.com/oudpath/oudpath/plan/journal"
	"github.com/oudpath/oudpath/plan/record"
)

// stated are the kinds of facts for which FHIR has no resource and no public code was seen. They are written as an observation under the
// word of this library, whose components are what the event says: "signs-observed.signs". They are read back from there, like anybody's
// word: a circumstance is a claim, which the rules that it suspends ask the record to bear out. An override, a move of the plan, and what an
// engine derived are not among them: they are not taken from a record that is not trusted.
var stated = map[record.Kind]bool{record.KindSignsObserved: true, record.KindReviewed: true, record.KindChallenged: true,
	record.KindPrecipitatedWithdrawal: true, record.KindReturnedToUse: true, record.KindConsentRecorded: true, record.KindContextStated: true,
	record.KindDosesLost: true, record.KindServiceDeclined: true, record.KindSessionMissed: true, record.KindVisitMissed: true,
	record.KindPreventionPlanMade: true, record.KindNeedsRecorded: true, record.KindRewardEarned: true}

// listed are the members of events that are lists, each entry of which is a component: a text, or, where an entry has members of its own,
// these as JSON, because components of FHIR have no components.
var listed = map[string]bool{"signs-observed.signs": true, "prevention-plan-made.reasons": true, "prevention-plan-made.triggers": true,
	"prevention-plan-made.warningSigns": true, "prevention-plan-made.coping": true, "prevention-plan-made.contacts": true,
	"prevention-plan-made.activities": true, "prevention-plan-made.lapse": true, "prevention-plan-made.sharedWith": true,
	"needs-recorded.needs": true}

// structured are those of them whose entries have members of their own.
var structured = map[string]bool{"prevention-plan-made.triggers": true, "prevention-plan-made.warningSigns": true,
	"prevention-plan-made.contacts": true, "needs-recorded.needs": true}

// writeStatement writes an event of a kind that FHIR has no resource for: what it is, what it says as components, and for a reader.
func writeStatement(w *writing, ev *record.Event) resource {
	text := record.Describe(ev.Body)
	if text == "" {
		text = ev.Body.Kind().String()
	}
	r := w.observation(ev, "therapy", "us-core-simple-observation", concept("", own(ev.Body.Kind().String()))).
		with("valueString", r4.String(text))
	if stated[ev.Body.Kind()] {
		r = r.with("component", components(ev))
	}
	return r
}

// components are the members of the body, in the order of their names.
func components(ev *record.Event) (all r4.Array) {
	line, err := journal.Marshal(*ev)
	if err != nil {
		return nil
	}
	var event struct{ Body map[string]any }
	if json.Unmarshal([]byte(line), &event) != nil {
		return nil
	}
	kind := ev.Body.Kind().String()
	for _, name := range slices.Sorted(maps.Keys(event.Body)) {
		values, isList := event.Body[name].([]any)
		if !isList {
			values = []any{event.Body[name]}
		}
		for _, value := range values {
			part := obj("code", concept("", own(kind+"."+name)))
			switch v := value.(type) {
			case string:
				part = part.Set("valueString", r4.String(v))
			case bool:
				part = part.Set("valueBoolean", r4.Bool(v))
			case float64:
				part = part.Set("valueInteger", r4.Number(strconv.FormatFloat(v, 'f', -1, 64)))
			case map[string]any:
				entry, err := json.Marshal(v)
				if err != nil {
					continue
				}
				part = part.Set("valueString", r4.String(string(entry)))
			default:
				continue
			}
			all = append(all, part)
		}
	}
	return all
}

// stated reads an observation under a word of this library; false if it is under none that is read.
func (x *at) stated(concept r4.Concept, when r4.Time, effective r4.Element) bool {
	for _, c := range concept.Codings {
		if c.System != System {
			continue
		}
		kind, err := record.ParseKind(c.Code)
		switch {
		case err != nil || !stated[kind] && written[kind] != nil: // what has a resource of its own is read as that
			continue
		case kind.Derived():
			x.note(NotRead, x.Get("code"), "%q is what an engine derived: it derives it again", c.Code)
			return true
		case !stated[kind]:
			x.note(NotUnderstood, x.Get("code"), "%q moves a plan or overrides a rule: it is taken from nobody", c.Code)
			return true
		}
		body, ok := x.bodyOf(kind)
		if !ok {
			x.note(NotUnderstood, x.Get("component"), "what it says of %q cannot be read", c.Code)
			return true
		}
		x.fact(body, when, effective, x.Get("code"), x.Get("component"))
		return true
	}
	return false
}

// bodyOf puts the components together.
func (x *at) bodyOf(kind record.Kind) (record.Body, bool) {
	members := map[string]any{}
	for _, part := range x.Get("component").Items() {
		name, ok := memberOf(part.Get("code").Concept(), kind)
		value, typ := part.Choice("value")
		if !ok || !value.Exists() {
			return nil, false
		}
		var said any
		switch typ {
		case "String":
			if said = value.Text(); structured[kind.String()+"."+name] && !json.Valid([]byte(value.Text())) {
				return nil, false
			} else if structured[kind.String()+"."+name] {
				said = json.RawMessage(value.Text())
			}
		case "Boolean":
			said, _ = value.Bool()
		case "Integer":
			said, _ = value.Whole()
		default:
			return nil, false
		}
		switch list, _ := members[name].([]any); {
		case listed[kind.String()+"."+name]:
			members[name] = append(list, said)
		case members[name] != nil:
			return nil, false // said twice
		default:
			members[name] = said
		}
	}
	body, err := json.Marshal(members)
	if err != nil {
		return nil, false
	}
	line := `{"type":"` + kind.String() + `","v":1,"id":"x","at":"2000-01-01T00:00:00Z","body":` + string(body) + `}`
	event, err := journal.Unmarshal([]byte(line))
	return event.Body, err == nil
}

// memberOf returns the member of the body that a component is about.
func memberOf(concept r4.Concept, kind record.Kind) (string, bool) {
	for _, c := range concept.Codings {
		if name, ok := strings.CutPrefix(c.Code, kind.String()+"."); ok && c.System == System {
			return name, true
		}
	}
	return "", false
}
