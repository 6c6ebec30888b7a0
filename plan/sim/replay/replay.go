package replay

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"maps"
	"runtime"
	"slices"
	"sync"
	"time"

	"github.com/oudpath/oudpath/plan"
	"github.com/oudpath/oudpath/plan/sim"
)

// ErrStudy is returned for a study that cannot be replayed.
var ErrStudy = errors.New("replay: cannot replay the study")

// Study says what to replay, and by which rules.
type Study struct {
	Model  *sim.Compiled
	Engine *plan.Engine // with the rules and the jurisdiction that judge
	Read   Reading

	// Sample is the study of which lives are replayed: the engine Step or Jump, and the number of people, each of whom lives
	// through every arm. The first hundred people of a study are a fair sample of it, because nobody's life depends on how many
	// there are. Workers are goroutines and change no result. It must not be a shard.
	Sample sim.Study

	// Begin is when the study begins; required. It decides which law holds, and no date is a default. Cycles follow in their exact
	// length, a year being 365.25 days.
	Begin time.Time
}

// shards is into how many parts a sample is cut, whatever the number of workers.
const shards = 64

// Run replays the sample. Illegal moves are in the report, not an error: see Concordance.Err. Errors are those of
// Reading.Verify and of the simulation, ErrStudy for a study that cannot be replayed, and that of the context.
func (s Study) Run(ctx context.Context) (*Concordance, error) {
	if err := s.check(); err != nil {
		return nil, err
	}
	if err := s.Read.Verify(s.Model, s.Engine.Journey()); err != nil {
		return nil, err
	}
	parts := make([]*tally, shards)
	errs := make([]error, shards)
	todo := make(chan int)
	var workers sync.WaitGroup
	for range s.workers() {
		workers.Go(func() {
			for i := range todo {
				parts[i], errs[i] = s.shard(ctx, i)
			}
		})
	}
	for i := range shards {
		todo <- i
	}
	close(todo)
	workers.Wait()
	for _, err := range errs {
		if err != nil {
			return nil, err
		}
	}
	return s.report(parts), nil
}

func (s Study) workers() int {
	if s.Sample.Workers > 0 {
		return s.Sample.Workers
	}
	return runtime.GOMAXPROCS(0)
}

func (s Study) check() error {
	switch {
	case s.Model == nil || s.Engine == nil:
		return fmt.Errorf("%w: no model or no engine", ErrStudy)
	case s.Begin.IsZero():
		return fmt.Errorf("%w: no day on which it begins, so that no law can be found", ErrStudy)
	case s.Sample.Shard != (sim.Shard{}):
		return fmt.Errorf("%w: a shard of one", ErrStudy)
	case s.Sample.Engine != sim.Step && s.Sample.Engine != sim.Jump:
		return fmt.Errorf("%w: the engine %v has no single lives", ErrStudy, s.Sample.Engine)
	}
	return nil
}

// shard replays the people of one part, in order.
func (s Study) shard(ctx context.Context, index int) (*tally, error) {
	t := newTally(s.Model.Arms())
	part := s.Sample
	part.Workers, part.Shard = 1, sim.Shard{Index: index, Of: shards}
	for path, err := range s.Model.Paths(part) {
		if err := cmp.Or(err, ctx.Err()); err != nil {
			return nil, err
		}
		if err := s.journey(t, path); err != nil {
			return nil, fmt.Errorf("person %d, arm %q: %w", path.Person, path.Arm, err)
		}
	}
	return t, nil
}

// at is the time of a moment.
func (s Study) at(moment int) time.Time {
	perCycle := 365.25 * 24 * float64(time.Hour) / s.Model.Cycle().PerYear()
	return s.Begin.Add(time.Duration(float64(moment) * perCycle))
}

func sorted[V any](m map[string]V) []string { return slices.Sorted(maps.Keys(m)) }
