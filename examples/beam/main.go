// Beam runs a study file as an Apache Beam pipeline: the shards that "study run -shard I/N" runs one by one, on as many machines as a runner
// has, put together as "study merge" does. The result has the bits of the study in one piece, whatever the number of shards, of workers and
// the order in which they finish.
//
//	go run -C examples/beam . -out /tmp/merged.sim ../study/retention.yaml
//	go run -C examples/study . merge -out /tmp/retention retention.yaml /tmp/merged.sim
//
// It runs in this process, on Beam's Prism runner; README.md says how Dataflow, Flink and Spark are named.
package main

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"os"

	"github.com/apache/beam/sdks/v2/go/pkg/beam"
	"github.com/apache/beam/sdks/v2/go/pkg/beam/x/beamx"

	"github.com/oudpath/oudpath/plan/sim"
)

func main() {
	shards := flag.Int("shards", 64, "how many parts the people are cut into; one is one piece of work, best of a second or more")
	out := flag.String("out", "", "`file` for the merged archive, local or of a store that every worker reaches (gs://…)")
	flag.Parse()
	beam.Init() // a worker does its work in here, and goes no further
	if err := run(context.Background(), flag.Args(), *shards, *out); err != nil {
		fmt.Fprintln(os.Stderr, "beam:", err)
		os.Exit(1)
	}
}

func run(ctx context.Context, args []string, shards int, out string) error {
	if len(args) != 1 || out == "" || shards < 1 {
		return errors.New("a study file, -out and at least one shard are needed")
	}
	study, err := pack(args[0])
	if err != nil {
		return err
	}
	c, s, err := study.unpack()
	if err != nil {
		return err
	}
	s.Shard = sim.Shard{Of: shards} // some studies cannot be cut: their people wait for each other
	if err := c.Check(s); err != nil {
		return err
	}
	p := beam.NewPipeline()
	build(p.Root(), study, shards, out)
	return beamx.Run(ctx, p)
}
