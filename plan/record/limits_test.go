package record_test

import (
	"strings"
	"testing"
	"time"

	"github.com/oudpath/oudpath/medication"
	"github.com/oudpath/oudpath/plan/record"
	"github.com/oudpath/oudpath/plan/truth"
	"github.com/oudpath/oudpath/stages"
	"github.com/stretchr/testify/require"
)

var morning = time.Date(2026, 3, 2, 9, 0, 0, 0, time.UTC)

func of(body record.Body) record.Event {
	return record.Event{ID: "e", At: morning, Actor: record.Actor{ID: "n1", Role: "nurse"}, Body: body}
}

// Each limit takes what is at it and refuses what is beyond, and the error names the part.
func TestLimits(t *testing.T) {
	text := func(n int) string { return strings.Repeat("x", n) }
	dose := func(micrograms uint64) medication.Dose {
		return medication.Dose{Principal: medication.Micrograms(micrograms)}
	}
	for name, c := range map[string]struct {
		within, beyond func(*record.Event)
		problem        string
	}{
		"an ID": {
			func(ev *record.Event) { ev.ID = record.EventID(text(record.MaxID)) },
			func(ev *record.Event) { ev.ID = record.EventID(text(record.MaxID + 1)) }, "ID longer than 200 bytes",
		},
		"a name": {
			func(ev *record.Event) { ev.Body = record.OpioidUsed{Agent: text(record.MaxName)} },
			func(ev *record.Event) { ev.Body = record.OpioidUsed{Agent: text(record.MaxName + 1)} }, "agent: longer than 1000 bytes",
		},
		"a word of a host": {
			func(ev *record.Event) {
				ev.Body = record.SessionMissed{Service: stages.Service("x" + text(record.MaxName-1))}
			},
			func(ev *record.Event) {
				ev.Body = record.SessionMissed{Service: stages.Service(text(record.MaxName + 1))}
			}, "service: longer",
		},
		"who acts": {
			func(ev *record.Event) { ev.Actor.ID = text(record.MaxName) },
			func(ev *record.Event) { ev.Actor.ID = text(record.MaxName + 1) }, "actor: longer than 1000 bytes",
		},
		"a note": {
			func(ev *record.Event) { ev.Body = record.AdverseEvent{Description: text(record.MaxNote)} },
			func(ev *record.Event) { ev.Body = record.AdverseEvent{Description: text(record.MaxNote + 1)} }, "description: longer than 16384 bytes",
		},
		"a text in UTF-8": {
			func(ev *record.Event) { ev.Body = record.Custom{Name: "n", Text: "é"} },
			func(ev *record.Event) { ev.Body = record.Custom{Name: "n", Text: "\xe9"} }, "text: not UTF-8",
		},
		"a truth": {
			func(ev *record.Event) { ev.Body = record.Died{Overdose: truth.No} },
			func(ev *record.Event) { ev.Body = record.Died{Overdose: 9} }, "overdose: 9 is no value of truth.Value",
		},
		"a word": {
			func(ev *record.Event) { ev.Body = record.PrecipitatedWithdrawal{} },
			func(ev *record.Event) { ev.Body = record.PrecipitatedWithdrawal{By: 200} }, "by: 200 is no value of medication.Substance",
		},
		"an element": {
			func(ev *record.Event) {
				ev.Body = record.MedicineReported{Agent: "x", Taking: truth.Yes, Classes: []medication.Class{medication.Alcohol}}
			},
			func(ev *record.Event) {
				ev.Body = record.MedicineReported{Agent: "x", Taking: truth.Yes, Classes: []medication.Class{0}}
			}, "classes: 0 is no value of medication.Class",
		},
		"a list": {
			func(ev *record.Event) { ev.Body = classes(record.MaxList) },
			func(ev *record.Event) { ev.Body = classes(record.MaxList + 1) }, "classes: more than 1000 elements",
		},
		"a mass": {
			func(ev *record.Event) { ev.Body = record.DoseTaken{Product: medication.MethadoneTab, Dose: dose(1e9)} },
			func(ev *record.Event) {
				ev.Body = record.DoseTaken{Product: medication.MethadoneTab, Dose: dose(1e9 + 1)}
			}, "at most one kilogram",
		},
		"when it was told": {
			func(ev *record.Event) { ev.Recorded = time.Date(2199, 12, 31, 0, 0, 0, 0, time.UTC) },
			func(ev *record.Event) { ev.Recorded = time.Date(2200, 1, 2, 0, 0, 0, 0, time.UTC) }, "recorded",
		},
		"when an override ends": {
			func(ev *record.Event) { ev.Body = standing(time.Date(2199, 12, 31, 0, 0, 0, 0, time.UTC)) },
			func(ev *record.Event) { ev.Body = standing(time.Date(20000, 1, 1, 0, 0, 0, 0, time.UTC)) }, "expires",
		},
	} {
		ev := of(record.VisitMissed{})
		c.within(&ev)
		require.NoError(t, ev.Validate(), name)
		c.beyond(&ev)
		err := ev.Validate()
		require.ErrorIs(t, err, record.ErrEvent, name)
		require.ErrorContains(t, err, c.problem, name)
	}
}

func classes(n int) record.Body {
	list := make([]medication.Class, n)
	for i := range list {
		list[i] = medication.Alcohol
	}
	return record.MedicineReported{Agent: "x", Taking: truth.Yes, Classes: list}
}

func standing(expires time.Time) record.Body {
	return record.OverrideGranted{Override: record.Override{Rule: "r", Reason: record.ReasonClinical, Expires: expires}}
}

// All texts of an event count together, those of its overrides too.
func TestTheTextsOfAnEventAreLimitedTogether(t *testing.T) {
	ev := of(record.StageMove{Trigger: stages.Assess})
	for range record.MaxTexts/record.MaxNote - 1 {
		ev.Overrides = append(ev.Overrides,
			record.Override{Rule: "r", Reason: record.ReasonClinical, Note: strings.Repeat("x", record.MaxNote)})
	}
	require.NoError(t, ev.Validate())
	ev.Overrides = append(ev.Overrides, ev.Overrides[0])
	require.ErrorContains(t, ev.Validate(), "texts longer than 131072 bytes in all")
	ev.Overrides = make([]record.Override, record.MaxList+1)
	require.ErrorContains(t, ev.Validate(), "more than 1000 overrides")
}

// The message of a deviation quotes what other texts say, and may be longer than they are.
func TestTheMessageOfADeviationHasRoom(t *testing.T) {
	ev := of(record.DeviationRecorded{Rule: "r", Severity: record.Warning, Message: strings.Repeat("x", 2*record.MaxNote)})
	ev.Cause = "e"
	ev.ID = record.EventID("e~" + strings.Repeat("x", 2*record.MaxID))
	require.NoError(t, ev.Validate())
}

// What a decoder read from fewer bytes than any limit is within all of them; everything else is looked at all the same.
func TestWhatWasDecodedFromFewBytes(t *testing.T) {
	ev := of(record.OpioidUsed{Agent: strings.Repeat("x", record.MaxName+1)})
	require.NoError(t, ev.ValidateDecoded(record.MaxName), "the decoder says that this cannot be")
	require.Error(t, ev.ValidateDecoded(record.MaxName+1))
	ev = of(record.OpioidUsed{})
	require.ErrorIs(t, ev.ValidateDecoded(10), record.ErrEvent)
	ev = of(standing(time.Date(20000, 1, 1, 0, 0, 0, 0, time.UTC)))
	require.ErrorIs(t, ev.ValidateDecoded(10), record.ErrEvent)
}

func TestValidateAllocatesNothing(t *testing.T) {
	for _, body := range []record.Body{
		record.Order{Product: medication.MethadoneTab, Dose: medication.Dose{Principal: medication.Milligrams(30)},
			Schedule: medication.Daily()},
		record.DoseGiven{Product: medication.MethadoneTab, Dose: medication.Dose{Principal: medication.Milligrams(30)},
			Supervised: truth.Yes},
		record.Screened{Results: []record.AnalyteResult{{Analyte: record.AnalyteFentanyl, Result: record.Positive}}},
		record.MedicineReported{Agent: "alcohol", Taking: truth.Yes},
	} {
		ev := of(body)
		require.Zero(t, testing.AllocsPerRun(100, func() { _ = ev.Validate() }), "%T", body)
	}
}

func BenchmarkValidate(b *testing.B) {
	dose := medication.Dose{Principal: medication.Milligrams(30)}
	ev := of(record.DoseGiven{Product: medication.MethadoneTab, Dose: dose, Supervised: truth.Yes})
	b.ReportAllocs()
	for b.Loop() {
		if err := ev.Validate(); err != nil {
			b.Fatal(err)
		}
	}
}
