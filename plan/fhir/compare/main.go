// Compare asks three engines for the same recommendation about the same records, and prints how many people each judges in a second of the
// processor: this library, google/cql (Go), and cql-execution (Node). They have to say the same of everybody.
//
//	./run.sh           installs what is pinned, and runs it
//	go run . -people 1000 -modules FOLDER/node_modules
//
// The recommendation is that whoever takes methadone or buprenorphine has something at home that reverses an overdose. For the others it is
// naloxone.cql, or the same as ELM, written for this comparison; here it is the duty wm.naloxone.due, once in an engine that holds nothing
// else and once with the whole catalogue, which judges every event of the record by all its rules. Each engine reads the record from JSON.
// Compiling, and the first fifty people, are not counted. Everybody is invented.
package main

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"io"
	"os"
	"slices"
)

func main() {
	people := flag.Int("people", 1000, "how many people")
	modules := flag.String("modules", "", "folder of node modules with cql-execution and cql-exec-fhir; empty: Node is left out")
	flag.Parse()
	if err := run(context.Background(), os.Stdout, *people, *modules); err != nil {
		fmt.Fprintln(os.Stderr, "compare:", err)
		os.Exit(1)
	}
}

// ran is an engine with what it said.
type ran struct {
	name string
	answered
}

func run(ctx context.Context, out io.Writer, people int, modules string) error {
	bundles := make([][]byte, people)
	size := 0
	for n := range bundles {
		var err error
		if bundles[n], err = person(n); err != nil {
			return err
		}
		size += len(bundles[n])
	}
	all, err := runAll(ctx, bundles, modules)
	if err != nil {
		return err
	}
	first := &all[0]
	yes := 0
	for _, a := range first.Answers {
		if a {
			yes++
		}
	}
	fmt.Fprintf(out, "%d people of 13 resources, %d bytes each; %d are to be supplied\n\n", people, size/people, yes)
	fmt.Fprintf(out, "%-48s %12s %8s\n", "", "people/CPU-s", "ratio")
	for i := range all {
		fmt.Fprintf(out, "%-48s %12.0f %8.1f\n", all[i].name, all[i].rate(), first.rate()/all[i].rate())
		if !slices.Equal(all[i].Answers, first.Answers) {
			err = errors.Join(err, fmt.Errorf("%s says something else of somebody", all[i].name))
		}
	}
	return err
}

// runAll asks every engine. The first is the one that the others are compared with.
func runAll(ctx context.Context, bundles [][]byte, modules string) (all []ran, err error) {
	whole, err := ours(false)
	if err != nil {
		return nil, err
	}
	alone, err := ours(true)
	if err != nil {
		return nil, err
	}
	google, err := googles(ctx)
	if err != nil {
		return nil, err
	}
	for _, e := range []struct {
		name string
		ask  func([]byte) (bool, error)
	}{{"oudpath, the whole catalogue for every event", whole}, {"oudpath, this recommendation alone", alone}, {"google/cql", google}} {
		a, err := judge(bundles, e.ask)
		if err != nil {
			return nil, fmt.Errorf("%s: %w", e.name, err)
		}
		all = append(all, ran{e.name, a})
	}
	if modules == "" {
		return all, nil
	}
	a, err := nodes(ctx, modules, bundles)
	return append(all, ran{"cql-execution", a}), err
}
