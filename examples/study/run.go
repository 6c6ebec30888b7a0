package main

import (
	"context"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strconv"
	"strings"

	"github.com/oudpath/oudpath/plan/sim"
	"github.com/oudpath/oudpath/plan/sim/studyfile"
)

// runStudy runs a study, or writes one shard of it as an archive.
func runStudy(ctx context.Context, o options, here place) error {
	study, err := load(o.args[0], o)
	if err != nil {
		return err
	}
	if o.shard != "" {
		return runShard(ctx, study, o, here)
	}
	r, err := simulate(ctx, study, here)
	if err != nil {
		return err
	}
	return tell(ctx, study, r, o, here)
}

// simulate runs a study while the meter shows how far it is.
func simulate(ctx context.Context, study *studyfile.Study, here place) (*sim.Result, error) {
	c, err := study.Compile()
	if err != nil {
		return nil, err
	}
	watch := (*meter).watch
	m := cycles(here, c)
	if e := study.Run.Engine; e == sim.Cohort || e == sim.Counts {
		m = newMeter(here, "arms and groups", 1)
	}
	defer m.done()
	return c.RunWatched(ctx, study.Run, func(done, of int64) { watch(m, done, of) })
}

// tell prints what was found and writes it to the folder, if there is one.
func tell(ctx context.Context, study *studyfile.Study, r *sim.Result, o options, here place) error {
	if err := summarise(here.out, study, r); err != nil {
		return err
	}
	sections, err := concordance(ctx, study, r.Compiled())
	if err != nil {
		return err
	}
	for _, s := range sections {
		fmt.Fprintln(here.out)
		if err := table(here.out, s); err != nil {
			return err
		}
	}
	if o.folder == "" {
		return nil
	}
	if err := writeResult(o.folder, study, r, sections...); err != nil || len(sections) == 0 {
		return err
	}
	return writeFiles(o.folder, map[string]func(io.Writer) error{"concordance.csv": csvOf(sections[0]), "rules.csv": csvOf(sections[1])})
}

// runShard runs one part and writes it to the folder, as shard-I-of-N.sim.
func runShard(ctx context.Context, study *studyfile.Study, o options, here place) error {
	part, of, _ := strings.Cut(o.shard, "/")
	i, err := strconv.Atoi(part)
	n, err2 := strconv.Atoi(of)
	if err != nil || err2 != nil || i < 1 || i > n {
		return fmt.Errorf("-shard %s: I/N is expected, I from 1 to N", o.shard)
	}
	if o.folder == "" {
		return fmt.Errorf("-shard needs -out, the folder that the shard is written to")
	}
	study.Run.Shard = sim.Shard{Index: i - 1, Of: n}
	r, err := simulate(ctx, study, here)
	if err != nil {
		return err
	}
	name := filepath.Join(o.folder, fmt.Sprintf("shard-%d-of-%d.sim", i, n))
	if err := writeFiles(o.folder, map[string]func(io.Writer) error{filepath.Base(name): r.WriteArchive}); err != nil {
		return err
	}
	_, err = fmt.Fprintf(here.out, "%s: %d people\n", name, r.People())
	return err
}

// merge puts shards together: the same bits as of the study in one piece.
func merge(ctx context.Context, o options, here place) error {
	study, err := load(o.args[0], o)
	if err != nil {
		return err
	}
	c, err := study.Compile()
	if err != nil {
		return err
	}
	var parts []*sim.Result
	for _, name := range o.args[1:] {
		part, err := readShard(c, name)
		if err != nil {
			return fmt.Errorf("%s: %w", name, err)
		}
		parts = append(parts, part)
	}
	r, err := sim.Merge(parts...)
	if err != nil {
		return err
	}
	if !r.Complete() {
		return fmt.Errorf("%d shards of %d are here: a part of the people is not the study", len(parts), r.Study().Shard.Of)
	}
	want := study.Run
	if got := r.Study(); got.Engine != want.Engine || got.Seed != want.Seed || r.People() != want.People && want.Engine != sim.Cohort {
		return fmt.Errorf("the shards are of %v, %d people, seed %d, and the study is of %v, %d people, seed %d", r.Study().Engine, r.People(),
			r.Study().Seed, want.Engine, want.People, want.Seed)
	}
	return tell(ctx, study, r, o, here)
}

func readShard(c *sim.Compiled, name string) (*sim.Result, error) {
	file, err := os.Open(name)
	if err != nil {
		return nil, err
	}
	defer file.Close() // it was only read
	return c.ReadArchive(file)
}
