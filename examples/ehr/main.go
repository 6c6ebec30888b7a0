// Ehr serves CDS Hooks on this machine, and prints the two lines that ask it: what it offers, and what it says of an order.
//
//	go run ./examples/ehr
//
// The person of the order is invented (examples/ehr/order.json), and it is the morning of 2026-03-02 for the service, unless -at says
// otherwise, so that the answer is the same every day. Anybody on this machine may call: a service for patients verifies tokens
// (cdshooks.Config.Tokens), listens behind TLS and takes the time from the clock.
package main

import (
	"context"
	"fmt"
	"io"
	"log/slog"
	"net"
	"net/http"
	"os"
	"os/signal"
	"time"

	"github.com/oudpath/oudpath/examples/internal/command"
	"github.com/oudpath/oudpath/medication"
	"github.com/oudpath/oudpath/plan/cdshooks"
	"github.com/oudpath/oudpath/plan/jurisdiction"
	"github.com/oudpath/oudpath/plan/record"
)

func main() {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt)
	defer stop()
	os.Exit(run(ctx, os.Args[1:], os.Stdout, os.Stderr))
}

const morning = "2026-03-02T09:00:00Z"

func run(ctx context.Context, args []string, stdout, stderr io.Writer) int {
	c := command.New("ehr", "Ehr serves CDS Hooks on this machine, and prints the two lines that ask it.")
	c.Calls = []command.Line{{Write: "", Means: "starts the service, which ends with Ctrl-C"}}
	address, place, at := "", "", ""
	c.StringVar(&address, "listen", "127.0.0.1:8080", "`address` to listen on; one without a port gets a free one")
	c.StringVar(&place, "place", "us", "`place` whose rules are asked")
	c.StringVar(&at, "at", morning, "`time` that it is for the service, or \"now\"")
	if _, status, done := c.Parse(args, stdout, stderr); done {
		return status
	}
	clock := time.Now
	if at != "now" {
		fixed, err := time.Parse(time.RFC3339, at)
		if err != nil {
			return c.Fail(stderr, err)
		}
		clock = func() time.Time { return fixed }
	}
	listener, err := net.Listen("tcp", address)
	if err != nil {
		return c.Fail(stderr, err)
	}
	defer listener.Close()
	base := "http://" + listener.Addr().String()
	handler, err := service(base, place, clock, stdout)
	if err != nil {
		return c.Fail(stderr, err)
	}
	fmt.Fprintf(stdout, "What it offers:\n\n  curl %s/cds-services\n\n", base)
	fmt.Fprintf(stdout, "What it says of an order of an invented person, three hours after heroin:\n\n"+
		"  curl -H 'Content-Type: application/json' -d @examples/ehr/order.json %s/cds-services/oudpath-orders\n\nCtrl-C ends it.\n", base)
	server := cdshooks.Server(handler, 0)
	ended := make(chan error, 1)
	go func() { ended <- server.Serve(listener) }()
	select {
	case err = <-ended:
		return c.Fail(stderr, err)
	case <-ctx.Done():
	}
	last, cancel := context.WithTimeout(context.Background(), 5*time.Second)
	defer cancel()
	if err := server.Shutdown(last); err != nil {
		return c.Fail(stderr, err)
	}
	return command.OK
}

// service is the handler: an office in the place, whose only doctor may override what can be overridden.
func service(base, place string, clock func() time.Time, log io.Writer) (http.Handler, error) {
	engine, err := jurisdiction.Engine(place, time.UTC)
	if err != nil {
		return nil, err
	}
	return cdshooks.New(cdshooks.Config{
		Engine: engine, Clock: clock, Base: base, Open: true,
		Market: engine.Jurisdiction().ID, Setting: medication.SettingOffice,
		Staff: staff{}, Sink: printed{log}, Origins: []string{"*"},
		Log: slog.New(slog.NewTextHandler(log, &slog.HandlerOptions{ReplaceAttr: untimed})),
	})
}

// untimed leaves the time out of the log: it is not that of the clock of the service.
func untimed(_ []string, a slog.Attr) slog.Attr {
	if a.Key == slog.TimeKey {
		return slog.Attr{}
	}
	return a
}

// staff is everybody who works here: one doctor.
type staff struct{}

func (staff) Actor(_ context.Context, _, user string) (record.Actor, error) {
	if user != "Practitioner/1" {
		return record.Actor{}, cdshooks.ErrNobody
	}
	return record.Actor{ID: user, Role: "prescriber"}, nil
}

func (staff) MayOverride(actor record.Actor, _ record.RuleID) bool { return actor.Role == "prescriber" }

// printed prints feedback. A clinic would record Answer.Override in its ledger.
type printed struct{ to io.Writer }

func (p printed) Take(_ context.Context, a cdshooks.Answer) error {
	switch {
	case a.Override != nil:
		fmt.Fprintf(p.to, "overridden by %s: %v\n", a.Override.Actor.ID, a.Card.Overridable)
	case a.Attempted != "":
		fmt.Fprintf(p.to, "an override was tried: %s\n", a.Attempted)
	default:
		fmt.Fprintf(p.to, "%d suggestions accepted\n", len(a.Accepted))
	}
	return nil
}
