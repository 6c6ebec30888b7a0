package main

import (
	"context"
	"fmt"
	"io"
	"time"

	"github.com/oudpath/oudpath/plan/jurisdiction"
	"github.com/oudpath/oudpath/plan/record"
	"github.com/oudpath/oudpath/plan/sim"
	"github.com/oudpath/oudpath/plan/sim/replay"
	"github.com/oudpath/oudpath/plan/truth"
)

// lives are a model of a study and what it means in the record of a person's care.
type lives struct {
	model sim.Model
	read  replay.Reading
}

// today is when the studies are taken to begin: the rules of the jurisdiction are asked about care that is given now, not about what was
// right when the trials were run.
var today = time.Date(2026, time.November, 2, 12, 0, 0, 0, time.UTC)

// No reading declares doses: the trials adjusted them person by person, and no table says how. Why people left was not counted
// either, and ReasonOther says so.
var left = replay.Step{Reason: record.ReasonOther}

func startLives(context.Context) ([]lives, error) {
	m := retentionModel([]string{"methadone", "buprenorphine/naloxone"}, []fourPieces{methadoneRandomized, bupRandomized}, []float64{1, 1})
	return []lives{{m, replay.Reading{Steps: map[string]replay.Step{stopping: left}}}}, nil
}

// xbotLives: whoever never had a first dose stays in detox; a return to use leads to assessment.
func xbotLives(context.Context) ([]lives, error) {
	used := []record.Body{record.ReturnedToUse{}}
	return []lives{{xbotModel(), replay.Reading{
		Facts: map[string][]record.Body{"return after start": used, "return at once": used, "return later": used},
	}}}, nil
}

// poatsLives: whoever gives no more tests comes to no more visits; after a return to use treatment goes on at once.
func poatsLives(ctx context.Context) ([]lives, error) {
	free, err := fitPOATS(ctx)
	read := replay.Reading{
		Facts: map[string][]record.Body{"return to use": {record.ReturnedToUse{}}},
		Steps: map[string]replay.Step{"no more tests": {Reason: record.ReasonMissedVisits}},
	}
	return []lives{{poatsModel(briefPhase, free), read}, {poatsModel(extendedPhase, free), read}}, err
}

func sordoLives(context.Context) ([]lives, error) {
	ofOverdose, otherwise := []record.Body{record.Died{Overdose: truth.Yes}}, []record.Body{record.Died{Overdose: truth.No}}
	read := replay.Reading{
		Facts: map[string][]record.Body{"overdose in": ofOverdose, "overdose out": ofOverdose, "other in": otherwise,
			"other out": otherwise},
		Steps: map[string]replay.Step{"leaving": left},
	}
	var all []lives
	for _, a := range sordoArms {
		all = append(all, lives{sordoModel(a), read})
	}
	return all, nil
}

// replayAll replays a sample of the lives of a study and writes what the engine says. An illegal move is an error.
func replayAll(ctx context.Context, s settings, of func(context.Context) ([]lives, error), out io.Writer) error {
	engine, err := jurisdiction.Engine("us", time.UTC)
	if err != nil {
		return err
	}
	all, err := of(ctx)
	if err != nil {
		return err
	}
	for _, l := range all {
		c, err := l.model.Compile()
		if err != nil {
			return err
		}
		found, err := replay.Study{Model: c, Engine: engine, Read: l.read, Begin: today,
			Sample: sim.Study{Engine: sim.Jump, People: s.replay, Seed: s.seed}}.Run(ctx)
		if err != nil {
			return err
		}
		fmt.Fprintf(out, "%s, replayed. %s\n", l.model.Name, found)
		if err := found.Err(); err != nil {
			return err
		}
	}
	return nil
}
