package ledger

import (
	"fmt"
	"reflect"
	"slices"
	"time"

	"github.com/oudpath/oudpath/plan"
	"github.com/oudpath/oudpath/plan/civil"
	"github.com/oudpath/oudpath/plan/record"
)

// LikenessKind says what is strange about two events of two records that are one.
type LikenessKind string

// The kinds of likeness.
const (
	LikeOnce       LikenessKind = "once"       // told to both under one ID: kept once
	LikeSame       LikenessKind = "same"       // the same, at the same time, under two IDs: both count until one is taken back
	LikeContrary   LikenessKind = "contrary"   // both cannot be so
	LikeOverlapped LikenessKind = "overlapped" // doses to take home of one substance for the same days
)

// Likeness is something that a person has to look at when two records become one. It says nothing about rules: what the merged record
// breaks is a deviation.
type Likeness struct {
	Kind LikenessKind
	Into record.EventID // in the plan that stands
	From record.EventID // in the other plan, by the ID that it has there
	Text string
}

// alike compares two records, in the zone in which days begin and end.
func alike(into, from plan.Plan, once []record.EventID, zone *time.Location) []Likeness {
	var found []Likeness
	for _, id := range once {
		found = append(found, Likeness{LikeOnce, id, id, fmt.Sprintf("%s was told to both records, and is kept once", id)})
	}
	theirs := standing(from, once)
	by := make(map[string][]int)
	for i := range theirs {
		for _, s := range statements(&theirs[i]) {
			by[s.about] = append(by[s.about], i)
		}
	}
	for _, mine := range standing(into, nil) {
		for _, s := range statements(&mine) {
			for _, i := range by[s.about] {
				if like, ok := s.against(&mine, &theirs[i], zone); ok {
					found = append(found, like)
				}
			}
		}
	}
	return found
}

// standing are the events that count and that somebody told, without some.
func standing(p plan.Plan, without []record.EventID) []record.Event {
	left := make(map[record.EventID]bool, len(without))
	for _, id := range without {
		left[id] = true
	}
	var events []record.Event
	for _, m := range p.Timeline() {
		if !m.Void && m.Cause == "" && !left[m.ID] && !isAct(&m.Event) && m.Body.Kind() != record.KindRetracted {
			events = append(events, m.Event)
		}
	}
	return events
}

// statement is what an event says about something that another one can speak of too.
type statement struct {
	about   string // what; events are compared where it is the same
	against func(mine, other *record.Event, zone *time.Location) (Likeness, bool)
}

// statements are those of an event.
func statements(ev *record.Event) []statement {
	at := ev.At.UTC().Format(time.RFC3339Nano)
	list := []statement{{fmt.Sprintf("%s at %s", ev.Body.Kind(), at), same}}
	switch b := ev.Body.(type) {
	case record.PersonRegistered:
		if !b.Birth.IsZero() {
			list = append(list, statement{"day of birth", contrary("the day of birth", func(b record.PersonRegistered) string { return day(b.Birth) })})
		}
		if b.Sex != "" {
			list = append(list, statement{"sex", contrary("the sex", func(b record.PersonRegistered) string { return string(b.Sex) })})
		}
	case record.Died:
		list = append(list, statement{"death", func(mine, other *record.Event, _ *time.Location) (Likeness, bool) {
			return Likeness{LikeContrary, mine.ID, other.ID, fmt.Sprintf("the time of death is %s in one record and %s in the other",
				mine.At.Format(time.RFC3339), other.At.Format(time.RFC3339))}, !mine.At.Equal(other.At)
		}})
	case record.Measured:
		about := fmt.Sprintf("%s at one time", b.Measure)
		list = append(list, statement{about + at, contrary(about, func(b record.Measured) string { return b.Value.String() })})
	case record.Scored:
		about := fmt.Sprintf("%s at one time", b.Scale)
		list = append(list, statement{about + at, contrary(about, func(b record.Scored) string { return fmt.Sprint(b.Total) })})
	case record.PregnancyReported:
		const about = "what is said of pregnancy at one time"
		list = append(list, statement{about + at, contrary(about, func(b record.PregnancyReported) string { return string(b.Status) })})
	case record.TakeHomeSupplied:
		list = append(list, statement{fmt.Sprintf("supply of %s", b.Substance), overlapped})
	}
	return list
}

func day(d civil.Date) string {
	if d.IsZero() {
		return ""
	}
	return d.String()
}

func same(mine, other *record.Event, _ *time.Location) (Likeness, bool) {
	return Likeness{LikeSame, mine.ID, other.ID, fmt.Sprintf("%s and %s say the same of the same time: %s", mine.ID, other.ID,
		record.Describe(mine.Body))}, mine.At.Equal(other.At) && reflect.DeepEqual(mine.Body, other.Body)
}

// contrary compares what two bodies of one kind say; nothing said is nothing contrary.
func contrary[B record.Body](about string, of func(B) string) func(*record.Event, *record.Event, *time.Location) (Likeness, bool) {
	return func(mine, other *record.Event, _ *time.Location) (Likeness, bool) {
		a, b := of(mine.Body.(B)), of(other.Body.(B))
		return Likeness{LikeContrary, mine.ID, other.ID, fmt.Sprintf("%s is %s in one record and %s in the other", about, a, b)},
			a != "" && b != "" && a != b
	}
}

// overlapped compares the days of two supplies of one substance.
func overlapped(mine, other *record.Event, zone *time.Location) (Likeness, bool) {
	from, to := supplied(mine, zone)
	begin, end := supplied(other, zone)
	from, to = slices.MaxFunc([]civil.Date{from, begin}, civil.Date.Compare), slices.MinFunc([]civil.Date{to, end}, civil.Date.Compare)
	b := mine.Body.(record.TakeHomeSupplied)
	return Likeness{LikeOverlapped, mine.ID, other.ID, fmt.Sprintf("both records supply %s for the days from %s to %s", b.Substance, from, to)},
		!to.Before(from)
}

// supplied are the first and the last day of a supply.
func supplied(ev *record.Event, zone *time.Location) (from, to civil.Date) {
	b := ev.Body.(record.TakeHomeSupplied)
	if from = b.First; from.IsZero() {
		from = civil.Of(ev.At, zone).Add(1)
	}
	return from, from.Add(b.Days - 1)
}
