// Load measures what the service and the stores cost, from a process of its own: a check over HTTP against a handler that does nothing and
// writes as many bytes, and durable appends of sixteen writers against one commit for each. It is bounded in time, and says ratios of things
// that were measured in turns in one run; times of the clock are printed beside them and depend on the machine.
//
//	go run -C examples/load . [-postgres postgres://…] [-assert]
//
// With -assert it fails where a ratio is beyond what ARCHITECTURE.md says of it, with room for a machine that others use as well. It is for
// no clinic: its people are invented and its doors stand open.
package main

import (
	"context"
	"flag"
	"fmt"
	"io"
	"os"
	"os/signal"
	"runtime"
	"time"
)

// options are those of the command line.
type options struct {
	postgres string // of a database that may be written to; empty: SQLite alone
	rounds   int
	requests int           // of a phase
	phase    time.Duration // at most
	assert   bool
}

func main() {
	if role := os.Getenv(roleKey); role != "" {
		if err := serve(os.Getenv(folderKey), os.Stdout); err != nil {
			fmt.Fprintln(os.Stderr, err)
			os.Exit(1)
		}
		return
	}
	var o options
	flag.StringVar(&o.postgres, "postgres", "", "a database of PostgreSQL, for appends")
	flag.IntVar(&o.rounds, "rounds", 5, "how often everything is measured in turns")
	flag.IntVar(&o.requests, "requests", 1500, "requests of a phase")
	flag.DurationVar(&o.phase, "phase", 4*time.Second, "how long a phase takes at most")
	flag.BoolVar(&o.assert, "assert", false, "fail where a ratio is out of its bounds")
	flag.Parse()
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt)
	defer stop()
	if err := run(ctx, o, os.Stdout); err != nil {
		fmt.Fprintln(os.Stderr, "load:", err)
		os.Exit(1)
	}
}

// bound is what a ratio may be at most, or at least.
type bound struct {
	what  string
	goal  float64 // what it should be on a quiet machine
	limit float64 // what fails
	least bool    // it is a lower bound
}

// judged prints a ratio with its bound, and says whether it is within.
func (b bound) judged(out io.Writer, ratio float64) bool {
	word, ok, met := "at most", ratio <= b.limit, ratio <= b.goal
	if b.least {
		word, ok, met = "at least", ratio >= b.limit, ratio >= b.goal
	}
	verdict := "met"
	if !met {
		verdict = "missed"
	}
	fmt.Fprintf(out, "%-72s %6.2f   (goal: %s %.1f: %s; fails beyond %.2f)\n", b.what, ratio, word, b.goal, verdict, b.limit)
	return ok
}

func run(ctx context.Context, o options, out io.Writer) error {
	folder, err := os.MkdirTemp("", "oudpath-load")
	if err != nil {
		return err
	}
	defer os.RemoveAll(folder)
	fmt.Fprintf(out, "%s %s/%s, %d processors\n\n", runtime.Version(), runtime.GOOS, runtime.GOARCH, runtime.NumCPU())
	checks, err := measureChecks(ctx, o, folder, out)
	if err != nil {
		return err
	}
	appends, err := measureAppends(ctx, o, folder, out)
	if err != nil {
		return err
	}
	if o.assert && !(checks && appends) {
		return fmt.Errorf("a ratio is out of its bounds")
	}
	return nil
}
