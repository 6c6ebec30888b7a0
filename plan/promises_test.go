package plan_test

import (
	"encoding/json"
	"strings"
	"testing"
	"time"

	"github.com/oudpath/oudpath/medication"
	"github.com/oudpath/oudpath/plan"
	"github.com/oudpath/oudpath/plan/record"
	"github.com/oudpath/oudpath/stages"
	"github.com/stretchr/testify/require"
)

func methadoneDose(mgs uint32) record.DoseGiven {
	return record.DoseGiven{Product: medication.MethadoneConc, Dose: medication.Dose{Principal: medication.Milligrams(mgs)}}
}

func TestRestoreDemandsResolvedMovesAndImportMakesThem(t *testing.T) {
	e := newEngine(t, jurisdiction(firstDay.Always(medication.Milligrams(50), source)), firstDayRule())
	raw := []record.Event{at(0, "a", record.StageMove{Trigger: stages.Assess}), at(1, "b", methadoneDose(30))}
	_, err := e.Restore("p", raw)
	require.ErrorIs(t, err, plan.ErrUnresolved)
	p, outcomes, err := e.Import("p", raw)
	require.NoError(t, err)
	require.Len(t, outcomes, 2)
	require.Equal(t, stages.Assessment, p.Stage())
	again, err := e.Restore("p", p.Events())
	require.NoError(t, err)
	require.True(t, p.Equal(again))
	require.Equal(t, p.Version(), again.Version())
	_, err = e.Restore("", raw)
	require.ErrorIs(t, err, plan.ErrNoID)
}

func TestTwoWritersCannotLoseADeviation(t *testing.T) {
	e := newEngine(t, jurisdiction(firstDay.Always(medication.Milligrams(50), source)), firstDayRule())
	p := e.Open("p")
	seen := p.Version()
	first, err := e.ApplyAt(p, seen, at(0, "a", methadoneDose(40)))
	require.NoError(t, err)
	_, err = e.ApplyAt(first.Plan, seen, at(0, "b", methadoneDose(40)))
	require.ErrorIs(t, err, plan.ErrStale)
	_, err = e.ApplyAt(first.Plan, first.Plan.Version(), at(0, "b", methadoneDose(40)))
	require.NoError(t, err)
}

func TestTakingBackACorrectionBringsBackWhatItCorrected(t *testing.T) {
	e := newEngine(t, jurisdiction(firstDay.Always(medication.Milligrams(50), source)), firstDayRule())
	p := e.Open("p")
	for _, ev := range []record.Event{at(0, "a", methadoneDose(30)), correcting(at(0, "b", methadoneDose(20)), "a"),
		at(2, "c", record.Retracted{Event: "b", Reason: "the first entry was right"})} {
		out, err := e.Apply(p, ev)
		require.NoError(t, err)
		p = out.Plan
	}
	require.Equal(t, medication.Milligrams(30), p.Summary().Medications[0].LastDose)
	folded, err := e.Restore("p", p.Events())
	require.NoError(t, err)
	require.True(t, p.Equal(folded))
	require.Equal(t, p.Summary(), folded.Summary())
	fork, err := e.Fork(p, start.Add(time.Hour))
	require.NoError(t, err)
	require.Equal(t, medication.Milligrams(30), fork.Summary().Medications[0].LastDose)
}

func correcting(ev record.Event, old record.EventID) record.Event {
	ev.Replaces = old
	return ev
}

func TestAnOverrideOfARuleThatDoesNotExistIsAnError(t *testing.T) {
	e := newEngine(t, jurisdiction(firstDay.Always(medication.Milligrams(50), source)), firstDayRule())
	order := at(0, "o", record.Order{Product: medication.MethadoneConc, Dose: medication.Dose{Principal: medication.Milligrams(10)}})
	order.Overrides = []record.Override{{Rule: "no.such", Reason: record.ReasonClinical}}
	_, err := e.Check(e.Open("p"), order)
	require.ErrorIs(t, err, plan.ErrRule)
	_, err = e.Apply(e.Open("p"), order)
	require.ErrorIs(t, err, plan.ErrRule)
}

func TestNobodyChangesAPlanFromOutside(t *testing.T) {
	e := newEngine(t, jurisdiction(firstDay.Always(medication.Milligrams(50), source)), firstDayRule())
	signs := []record.Sign{record.Yawning}
	out, err := e.Apply(e.Open("p"), at(0, "a", record.SignsObserved{Signs: signs}))
	require.NoError(t, err)
	signs[0] = record.Sedation
	require.Equal(t, record.Yawning, out.Plan.Events()[0].Body.(record.SignsObserved).Signs[0])
}

func TestDecisionsCanAlwaysBeWritten(t *testing.T) {
	e := newEngine(t, jurisdiction(firstDay.Always(medication.Milligrams(50), source)), firstDayRule())
	out, err := e.Apply(e.Open("p"), at(0, "a", methadoneDose(40)))
	require.NoError(t, err)
	d, err := e.Check(out.Plan, at(1, "",
		record.Order{Product: medication.MethadoneConc, Dose: medication.Dose{Principal: medication.Milligrams(600)}}))
	require.NoError(t, err)
	require.NotEmpty(t, d.Reasons())
	text, err := json.Marshal(d)
	require.NoError(t, err)
	var form struct {
		Status   string
		Findings []struct{ Effect, Rule, Message string }
	}
	require.NoError(t, json.Unmarshal(text, &form))
	require.Equal(t, "refused", form.Status)
	require.Equal(t, "refuses", form.Findings[0].Effect)
	require.NotEmpty(t, form.Findings[0].Message)
}

// TestWhatIsOrderedForLaterIsRestored: an order may be asked for before its time, and what follows from it is told when it is.
func TestWhatIsOrderedForLaterIsRestored(t *testing.T) {
	e := newEngine(t, jurisdiction(firstDay.Always(medication.Milligrams(50), source)), firstDayRule())
	tomorrow := at(24, "a", record.Order{Product: medication.MethadoneConc, Dose: methadoneDose(30).Dose})
	tomorrow.Recorded = tomorrow.At.Add(-24 * time.Hour)
	out, err := e.Apply(e.Open("p"), tomorrow)
	require.NoError(t, err)
	require.Equal(t, stages.Initiation, out.Plan.Course())
	require.Len(t, out.Recorded, 2)
	for _, ev := range out.Recorded {
		require.NoError(t, ev.Validate())
		require.Equal(t, tomorrow.Recorded, ev.Known())
	}
	again, err := e.Restore("p", out.Recorded)
	require.NoError(t, err)
	require.True(t, out.Plan.Equal(again))
}

func TestAPlanHasAnIDThatAJournalCanKeep(t *testing.T) {
	e := newEngine(t, jurisdiction(firstDay.Always(medication.Milligrams(50), source)), firstDayRule())
	long := plan.ID(strings.Repeat("x", record.MaxName))
	for id, want := range map[plan.ID]error{"": plan.ErrNoID, "\xff\xfe": plan.ErrNoID, long + "x": plan.ErrNoID, long: nil, "é": nil} {
		_, err := e.Apply(e.Open(id), at(0, "a", methadoneDose(30)))
		require.ErrorIs(t, err, want)
		_, err = e.Restore(id, nil)
		require.ErrorIs(t, err, want)
		_, _, err = e.Import(id, []record.Event{at(0, "a", methadoneDose(30))})
		require.ErrorIs(t, err, want)
	}
}

// TestWherePeopleStandIsSaidInUTC holds that a summary is the same text in whatever zone the instants of the record are written: an offset
// with seconds, which RFC 3339 cannot write, would otherwise be another instant.
func TestWherePeopleStandIsSaidInUTC(t *testing.T) {
	e := newEngine(t, jurisdiction(firstDay.Always(medication.Milligrams(50), source)), firstDayRule())
	var said []string
	for _, zone := range []*time.Location{time.UTC, time.FixedZone("odd", 5*60*60+45*60+45)} {
		ev := at(0, "a", methadoneDose(60))
		ev.At = ev.At.In(zone)
		out, err := e.Apply(e.Open("p"), ev)
		require.NoError(t, err)
		text, err := json.Marshal([]any{out.Plan.Summary(), out.Plan.Deviations()})
		require.NoError(t, err)
		said = append(said, string(text))
	}
	require.Equal(t, said[0], said[1])
}
