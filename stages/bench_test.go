package stages_test

import (
	"context"
	"testing"

	"github.com/oudpath/oudpath/plan/truth"
	"github.com/oudpath/oudpath/stages"
)

// round is a walk of legal moves that returns to where it began, on plain edges only.
var round = []struct {
	from stages.Stage
	on   stages.Trigger
}{
	{stages.Assessment, stages.BeginDetox}, {stages.Detox, stages.BeginTherapy}, {stages.Therapy, stages.BeginAftercare},
	{stages.Aftercare, stages.EnterRecovery}, {stages.Recovery, stages.ReturnToUse}, {stages.Assessment, stages.DischargeUnplanned},
	{stages.DischargedUnplanned, stages.Readmit},
}

func BenchmarkNext(b *testing.B) {
	p := stages.Journey()
	b.ReportAllocs()
	for i := 0; b.Loop(); i++ {
		m := round[i%len(round)]
		p.Next(m.from, m.on, nil)
	}
}

func BenchmarkNextGuarded(b *testing.B) {
	p := stages.Journey()
	yes := func(stages.Condition) truth.Value { return truth.Yes }
	b.ReportAllocs()
	for b.Loop() {
		p.Next(stages.Detox, stages.BeginAftercare, yes)
	}
}

func BenchmarkOpen(b *testing.B) {
	p := stages.Journey()
	b.ReportAllocs()
	for b.Loop() {
		p.Open(stages.Therapy, nil)
	}
}

func BenchmarkFire(b *testing.B) {
	p, ctx := stages.Journey(), context.Background()
	b.ReportAllocs()
	for i := 0; b.Loop(); i++ {
		m := round[i%len(round)]
		if _, err := p.Fire(ctx, m.from, m.on, nil); err != nil {
			b.Fatal(err)
		}
	}
}

// One looplab machine fired directly, without a pool, a guard or a reason: what Fire and the table are measured against.
func BenchmarkLooplab(b *testing.B) {
	p, ctx := stages.Journey(), context.Background()
	machine, err := p.FSM(stages.Assessment)
	if err != nil {
		b.Fatal(err)
	}
	var events []string
	for _, m := range round {
		events = append(events, p.Definition().Edges[p.Next(m.from, m.on, nil).Edge-1].String())
	}
	b.ReportAllocs()
	for i := 0; b.Loop(); i++ {
		if err := machine.Event(ctx, events[i%len(events)]); err != nil {
			b.Fatal(err)
		}
	}
}

func BenchmarkLooplabBuild(b *testing.B) {
	p := stages.Journey()
	b.ReportAllocs()
	for b.Loop() {
		if _, err := p.FSM(stages.Referral); err != nil {
			b.Fatal(err)
		}
	}
}

// sink keeps the compiler from dropping the benchmarks of the table.
var sink uint8

func BenchmarkDenseNext(b *testing.B) {
	p := stages.Journey()
	table := p.Dense()
	var triggers []uint8
	for _, m := range round {
		on, _ := p.TriggerIndex(m.on)
		triggers = append(triggers, uint8(on))
	}
	start, _ := p.Index(stages.Assessment)
	at := uint8(start)
	b.ReportAllocs()
	b.ResetTimer()
	for i := 0; i < b.N; {
		for _, on := range triggers {
			at, _ = table.Next(at, on)
		}
		i += len(triggers)
	}
	sink = at
}

func BenchmarkDenseDecideGuarded(b *testing.B) {
	p := stages.Journey()
	table := p.Dense()
	at, _ := p.Index(stages.Detox)
	on, _ := p.TriggerIndex(stages.BeginAftercare)
	bit, _ := p.ConditionIndex(stages.PlanForContinuingCare)
	facts := stages.Facts{}.With(bit, truth.Yes)
	b.ReportAllocs()
	for b.Loop() {
		sink, _ = table.Decide(uint8(at), uint8(on), facts)
	}
}

func BenchmarkNew(b *testing.B) {
	d := stages.Journey().Definition()
	b.ReportAllocs()
	for b.Loop() {
		if _, err := stages.New(d); err != nil {
			b.Fatal(err)
		}
	}
}

// The dense table is for the inner loop of a simulation: it must never allocate.
func TestDenseTableDoesNotAllocate(t *testing.T) {
	table := newWard(t).Dense()
	if n := testing.AllocsPerRun(100, func() {
		for s := range uint8(4) {
			for on := range uint8(5) {
				table.Next(s, on)
				_, _ = table.Decide(s, on, stages.Facts{Known: 3, True: 1})
			}
		}
	}); n != 0 {
		t.Fatalf("%v allocations", n)
	}
}
