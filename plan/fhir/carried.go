package fhir

import (
	"github.com/oudpath/oudpath/plan"
	"github.com/oudpath/oudpath/plan/fhir/r4"
	"github.com/oudpath/oudpath/plan/journal"
)

// carried takes what an export of this library put into the resource: events, and in the episode the name of the plan; false if there is
// nothing that can be read.
func (x *at) carried() bool {
	found := false
	for _, id := range x.Get("identifier").Items() {
		if x.Type() == "EpisodeOfCare" && id.Get("system").Is(PlanSystem) {
			x.out.Plan = plan.ID(id.Get("value").Text())
		}
	}
	for _, ext := range x.Get("extension").Items() {
		if ext.Get("url").Is(EventExtension) {
			found = x.carries(ext) || found
		}
	}
	return found
}

func (x *at) carries(ext r4.Element) bool {
	seq, ok := 0, false
	var line r4.Element
	for _, part := range ext.Get("extension").Items() {
		switch part.Get("url").Text() {
		case "sequence":
			seq, ok = part.Get("valueUnsignedInt").Whole()
		case "event":
			line = part.Get("valueString")
		}
	}
	event, err := journal.Unmarshal([]byte(line.Text()))
	if err != nil || !ok {
		x.note(InvalidContent, ext, "the event that it carries cannot be read")
		return false
	}
	origin := Origin{Event: event.ID, Elements: []string{ext.From(x.Element)}}
	x.account.Events = append(x.account.Events, origin)
	x.exported = append(x.exported, exported{seq, event})
	return true
}
