package main

import (
	"bytes"
	"context"

	"github.com/apache/beam/sdks/v2/go/pkg/beam"
	"github.com/apache/beam/sdks/v2/go/pkg/beam/io/filesystem"
	"github.com/apache/beam/sdks/v2/go/pkg/beam/register"

	"github.com/oudpath/oudpath/plan/sim"
)

func init() {
	register.DoFn2x2[context.Context, int, []byte, error](&runFn{})
	register.Combiner1[[]byte](&mergeFn{})
	register.DoFn2x1[context.Context, []byte, error](&saveFn{})
}

// build makes the pipeline: the numbers of the shards, each run where there is room, merged as they come, and saved.
func build(s beam.Scope, study packed, shards int, out string) {
	numbers := make([]int, shards)
	for i := range numbers {
		numbers[i] = i
	}
	spread := beam.Reshuffle(s, beam.CreateList(s, numbers)) // so that a runner does not keep them together
	archives := beam.ParDo(s, &runFn{Study: study, Shards: shards}, spread)
	merged := beam.Combine(s, &mergeFn{Study: study}, archives)
	beam.ParDo0(s, &saveFn{Out: out}, merged)
}

// runFn runs shards. What is exported in it travels to the workers.
type runFn struct {
	Study  packed
	Shards int

	c   *sim.Compiled
	run sim.Study
}

// Setup compiles the model, once for many shards.
func (f *runFn) Setup() (err error) {
	f.c, f.run, err = f.Study.unpack()
	return err
}

// ProcessElement runs one shard, on one processor: Beam decides how many run at a time.
func (f *runFn) ProcessElement(ctx context.Context, index int) ([]byte, error) {
	f.run.Workers, f.run.Shard = 1, sim.Shard{Index: index, Of: f.Shards}
	r, err := f.c.Run(ctx, f.run)
	if err != nil {
		return nil, err
	}
	return archive(r)
}

// mergeFn merges archives, in any order and grouping.
type mergeFn struct {
	Study packed

	c *sim.Compiled
}

// Setup compiles the model, by which archives are read.
func (f *mergeFn) Setup() (err error) {
	f.c, _, err = f.Study.unpack()
	return err
}

// MergeAccumulators puts two archives together.
func (f *mergeFn) MergeAccumulators(a, b []byte) ([]byte, error) {
	var parts [2]*sim.Result
	for i, part := range [][]byte{a, b} {
		var err error
		if parts[i], err = f.c.ReadArchive(bytes.NewReader(part)); err != nil {
			return nil, err
		}
	}
	r, err := sim.Merge(parts[:]...)
	if err != nil {
		return nil, err
	}
	return archive(r)
}

func archive(r *sim.Result) ([]byte, error) {
	var b bytes.Buffer
	err := r.WriteArchive(&b)
	return b.Bytes(), err
}

// saveFn writes the one archive that is left.
type saveFn struct{ Out string }

// ProcessElement writes it to where the name says.
func (f *saveFn) ProcessElement(ctx context.Context, archive []byte) error {
	store, err := filesystem.New(ctx, f.Out)
	if err != nil {
		return err
	}
	defer store.Close() // the file itself is closed by Write
	return filesystem.Write(ctx, store, f.Out, archive)
}
