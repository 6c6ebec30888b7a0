package guidance_test

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"
	"github.com/oudpath/oudpath/medication"
	"github.com/oudpath/oudpath/plan"
	"github.com/oudpath/oudpath/plan/record"
	"github.com/stretchr/testify/require"
)

// untidy is a course in which doses rise, days are missed, and something is broken now and then.
func untidy(r *rand.Rand, n int) []record.Event {
	events := course(n)
	for i := range events {
		switch b := events[i].Body.(type) {
		case record.DoseGiven:
			b.Dose = milligrams(30 + 10*uint32(r.IntN(9)))
			events[i].Body = b
			switch r.IntN(12) {
			case 0:
				events[i].Body = record.DoseMissed{Substance: medication.Methadone}
			case 1:
				events[i].Body = record.ReturnedToUse{Agent: "fentanyl"}
			case 2:
				events[i].Body = order(medication.MethadoneConc, 150)
			}
		}
	}
	return events
}

// TestAmendFindsWhatApplyFinds takes in late events as one batch, and one after the other in order of time: the same must be on record, with the
// same deviations open.
func TestAmendFindsWhatApplyFinds(t *testing.T) {
	engine := engineFor(t, "us")
	appeared, refused := 0, 0
	for seed := range uint64(6) {
		r := rand.New(rand.NewPCG(seed, 7))
		events := untidy(r, 160)
		var onTime, late []record.Event
		for i := range events {
			if r.IntN(3) == 0 {
				events[i].Recorded = events[len(events)-1].At.Add(time.Hour)
				late = append(late, events[i])
				continue
			}
			onTime = append(onTime, events[i])
		}
		p, _, err := engine.Import("p", onTime)
		require.NoError(t, err)
		one := p
		for _, ev := range late {
			out, err := engine.Apply(one, ev)
			require.NoError(t, err)
			one = out.Plan
		}
		shuffled := r.Perm(len(late))
		batch := make([]record.Event, len(late))
		for i, from := range shuffled {
			batch[i] = late[from]
		}
		done, err := engine.Amend(p, batch)
		require.NoError(t, err)
		for i := range batch {
			if done.Decisions[i].Status == plan.Refused {
				refused++
			}
		}
		appeared += len(done.Appeared)
		require.Empty(t, cmp.Diff(openIn(one), openIn(done.Plan)))
		require.Equal(t, one.Stage(), done.Plan.Stage())
		require.Equal(t, one.Course(), done.Plan.Course())
		require.Empty(t, cmp.Diff(toldOf(one), toldOf(done.Plan), cmpopts.SortSlices(func(a, b string) bool { return a < b })))
		again, err := engine.Restore("p", append(slices.Clone(p.Events()), done.Recorded...))
		require.NoError(t, err)
		require.True(t, done.Plan.Equal(again), "what Amend recorded gives the plan that it returned")
	}
	require.Positive(t, appeared)
	require.Positive(t, refused)
}

// openIn lists the open deviations, as rule and event.
func openIn(p plan.Plan) []string {
	var all []string
	for _, d := range p.Deviations() {
		all = append(all, fmt.Sprint(d.Rule, "@", d.Event))
	}
	slices.Sort(all)
	return all
}

// toldOf lists the events that somebody told of.
func toldOf(p plan.Plan) []string {
	var all []string
	for _, m := range p.Timeline() {
		if !m.Body.Kind().Derived() {
			all = append(all, string(m.ID))
		}
	}
	return all
}

// TestAuditFindsWhatJudgeFinds compares the one pass with judging each event by itself.
func TestAuditFindsWhatJudgeFinds(t *testing.T) {
	engine := engineFor(t, "us")
	p, _, err := engine.Import("p", untidy(rand.New(rand.NewPCG(3, 7)), 200))
	require.NoError(t, err)
	audited, found := 0, 0
	for ev, decision := range engine.Audit(p) {
		want, err := engine.Judge(p, ev)
		require.NoError(t, err)
		require.Empty(t, cmp.Diff(textsOf(want), textsOf(decision.Findings)), ev.ID)
		audited++
		found += len(want)
	}
	require.Len(t, toldOf(p), audited)
	require.Greater(t, found, 50)
}

func textsOf(findings []plan.Finding) (all []string) {
	for i := range findings {
		causes := make([]record.EventID, len(findings[i].Causes))
		for j, c := range findings[i].Causes {
			causes[j] = c.Event
		}
		all = append(all, fmt.Sprint(findings[i].String(), causes))
	}
	return all
}
