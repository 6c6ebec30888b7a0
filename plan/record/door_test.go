package record_test

import (
	"strings"
	"testing"
	"time"

	"github.com/oudpath/oudpath/medication"
	"github.com/oudpath/oudpath/plan/record"
	"github.com/oudpath/oudpath/plan/truth"
	"github.com/stretchr/testify/require"
)

// likeDoses are events that have much in common, each with something else about it, good and bad in turns.
func likeDoses() []record.Event {
	dose := record.DoseGiven{Product: medication.MethadoneTab, Dose: medication.Dose{Principal: medication.Milligrams(30)}}
	more, late, unknown, none := dose, dose, dose, dose
	more.Dose.Principal = medication.Milligrams(40)
	late.Late = truth.Yes
	unknown.Late, none.Product = 9, ""
	long := strings.Repeat("x", record.MaxName+1)
	events := []record.Event{of(none), of(record.DoseGiven{}), of(dose), of(dose), of(more), of(dose), of(late), of(unknown), of(dose)}
	for _, change := range []func(*record.Event){
		func(ev *record.Event) { ev.ID = "" },
		func(ev *record.Event) { ev.ID = "a~b" },
		func(ev *record.Event) { ev.At = time.Time{} },
		func(ev *record.Event) { ev.Recorded = ev.At.Add(-1) },
		func(ev *record.Event) { ev.Actor.Role = long },
		func(ev *record.Event) { ev.Replaces = ev.ID },
		func(ev *record.Event) { ev.Replaces = "other" },
		func(ev *record.Event) { ev.Cause = "other" },
		func(ev *record.Event) { ev.Overrides = []record.Override{{Rule: "r"}} },
		func(ev *record.Event) { ev.Body = record.DoseTaken{Product: medication.MethadoneTab, Dose: dose.Dose} },
		func(ev *record.Event) { ev.Body = &dose },
		func(ev *record.Event) { ev.Body = nil },
	} {
		ev := of(dose)
		change(&ev)
		events = append(events, ev, of(dose))
	}
	return events
}

// A door says of each event what Validate says of it alone, whatever it saw before.
func TestADoorSaysWhatValidateSays(t *testing.T) {
	var door record.Door
	for i, ev := range likeDoses() {
		want, have := ev.Validate(), door.Validate(&ev)
		if want == nil {
			require.NoError(t, have, i)
			continue
		}
		require.ErrorIs(t, have, record.ErrEvent, i)
		require.EqualError(t, have, want.Error(), i)
	}
}

// Acts that were read after others are those of the event alone.
func TestActsAreThoseOfTheEventAlone(t *testing.T) {
	list := func(acts *record.Acts) (all []record.Act) {
		for act := range acts.All() {
			all = append(all, *act)
		}
		return all
	}
	var acts record.Acts
	events := append(likeDoses(), of(record.NaloxoneSupplied{Product: medication.NaloxoneIN, Doses: 2}),
		of(record.Screened{Results: []record.AnalyteResult{{Analyte: record.AnalyteFentanyl, Result: record.Positive}}}), likeDoses()[2])
	for i := range events {
		ev := &events[i]
		if ev.Body == nil {
			continue
		}
		var alone record.Acts
		alone.Read(ev)
		acts.Read(ev)
		require.Equal(t, list(&alone), list(&acts), i)
		require.Equal(t, alone.Means(), acts.Means(), i)
		about, all := alone.Concerned()
		aboutRead, allRead := acts.Concerned()
		require.Equal(t, []any{about, all}, []any{aboutRead, allRead}, i)
	}
}
