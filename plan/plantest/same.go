package plantest

import (
	"bytes"
	"encoding/json"
	"fmt"
	"math/rand/v2"
	"slices"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/oudpath/oudpath/plan"
	"github.com/oudpath/oudpath/plan/record"
)

// zones are far from each other and from UTC, so that most instants fall on another day in one of them.
var zones = []*time.Location{time.UTC, time.FixedZone("west", -11*60*60), time.FixedZone("east", 13*60*60+45*60)}

// AnyZone returns how what is said about the event depends on the zone in which its instant, or the instants of the events on
// record, are written: it must not, and the answer is empty, because the days are those of the clinic.
func AnyZone(t testing.TB, engine *plan.Engine, events []record.Event, ask record.Event) (differs string) {
	t.Helper()
	var said []byte
	for _, zone := range zones {
		written := make([]record.Event, len(events))
		for i := range events {
			written[i] = in(zone, events[i])
		}
		got := answer(t, engine, written, in(zone, ask))
		if said == nil {
			said = got
		}
		if !bytes.Equal(said, got) {
			return fmt.Sprintf("%s: another answer where the instants are written in %s:\n%s", record.Describe(ask.Body), zone,
				cmp.Diff(string(said), string(got)))
		}
	}
	return ""
}

func in(zone *time.Location, ev record.Event) record.Event {
	ev.At = ev.At.In(zone)
	if !ev.Recorded.IsZero() {
		ev.Recorded = ev.Recorded.In(zone)
	}
	return ev
}

// answer is everything that is said about the event after the events on record, as it is written for machines.
func answer(t testing.TB, engine *plan.Engine, events []record.Event, ask record.Event) []byte {
	t.Helper()
	p, err := engine.Restore("law", events)
	if err != nil {
		t.Fatalf("the events do not make a plan: %v", err)
	}
	return said(t, engine, p, ask)
}

func said(t testing.TB, engine *plan.Engine, p plan.Plan, ask record.Event) []byte {
	t.Helper()
	var what any
	var err error
	if ask.Body.Kind().Intent() {
		what, err = engine.Check(p, ask)
	} else {
		what, err = engine.Judge(p, ask)
	}
	if err != nil {
		t.Fatalf("%s cannot be judged: %v", record.Describe(ask.Body), err)
	}
	text, err := json.Marshal(what)
	if err != nil {
		t.Fatalf("what is said about %s cannot be written: %v", record.Describe(ask.Body), err)
	}
	return text
}

// AnyArrival returns how the plan, or what is said about the event, depends on the order in which the facts were told: it must not, and
// the answer is empty. Each fact is told at the instant of the event, in the order that is given, in reverse, and in orders that are drawn.
//
// Facts of one instant are moved apart a little, since their arrival is all that orders them.
//
// Intents among the events are left out: what is decided about them depends on what was known when they were asked.
func AnyArrival(t testing.TB, engine *plan.Engine, events []record.Event, ask record.Event, seed uint64) (differs string) {
	t.Helper()
	facts := slices.DeleteFunc(slices.Clone(events), func(ev record.Event) bool { return ev.Body.Kind().Intent() })
	for i := range facts {
		facts[i].At = facts[i].At.Add(time.Duration(i-len(facts)) * time.Microsecond)
		facts[i].Recorded = ask.At
	}
	var first plan.Plan
	var want []byte
	draw := rand.New(rand.NewPCG(seed, 1))
	for order := range 4 {
		switch order {
		case 1:
			slices.Reverse(facts)
		case 2, 3:
			draw.Shuffle(len(facts), func(i, j int) { facts[i], facts[j] = facts[j], facts[i] })
		}
		p := engine.Open("law")
		for _, ev := range facts {
			out, err := engine.Apply(p, ev)
			if err != nil {
				t.Fatalf("%s is not taken: %v", record.Describe(ev.Body), err)
			}
			p = out.Plan
		}
		got := said(t, engine, p, ask)
		if order == 0 {
			first, want = p, got
			continue
		}
		if !bytes.Equal(want, got) {
			return fmt.Sprintf("%s: another answer in another order of arrival:\n%s", record.Describe(ask.Body),
				cmp.Diff(string(want), string(got)))
		}
		if diff := cmp.Diff(first.Summary(), p.Summary(), exact); diff != "" {
			return fmt.Sprintf("%s: another plan in another order of arrival:\n%s", record.Describe(ask.Body), diff)
		}
		if diff := cmp.Diff(broken(first), broken(p)); diff != "" {
			return fmt.Sprintf("%s: other deviations in another order of arrival:\n%s", record.Describe(ask.Body), diff)
		}
	}
	return ""
}

// broken returns what each event of the plan broke and how grave that was. The words are those of the day on which it was found.
func broken(p plan.Plan) (all []string) {
	for _, d := range p.Deviations() {
		all = append(all, fmt.Sprintf("%s %s %s", d.Event, d.Rule, d.Severity))
	}
	slices.Sort(all)
	return all
}

// Unwatched asks every rule about an event that does not wake it, and hands out those that say something all the same: their dispatch
// is narrower than their judgement, so that what they would say is never heard. Rules that the jurisdiction leaves out are not asked.
// It returns how many were asked.
func Unwatched(engine *plan.Engine, p plan.Plan, ev record.Event, says func(record.RuleID, plan.Finding)) (asked int) {
	omitted := map[record.RuleID]bool{}
	for _, o := range engine.Omissions() {
		omitted[o.Rule] = true
	}
	for _, r := range engine.Rules() {
		if omitted[r.ID] {
			continue
		}
		x, err := engine.Explain(p, ev, r.ID)
		switch {
		case err != nil:
			return asked // the event is malformed, for every rule
		case x.Watched:
			continue
		}
		if asked++; x.Finding.Verdict != plan.VerdictNotApplicable && x.Finding.Suspends == nil {
			says(r.ID, x.Finding)
		}
	}
	return asked
}
