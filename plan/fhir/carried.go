package fhir

import (
	"github.com/oudpath/oudpath/plan/fhir/r4"
	"github.com/oudpath/oudpath/plan/journal"
)

// carried takes the events that an export of this library put into the resource; false if there is none that can be read.
func (x *at) carried() bool {
	found := false
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
