// Service keeps plans in a folder, and serves them on this machine.
package main

import (
	"context"
	"flag"
	"log"
	"net/http"
	"os"
	"time"

	"github.com/oudpath/oudpath/plan/httpapi"
	"github.com/oudpath/oudpath/plan/jurisdiction"
	"github.com/oudpath/oudpath/plan/ledger"
	"github.com/oudpath/oudpath/plan/ledger/files"
	"github.com/oudpath/oudpath/plan/record"
)

// gate knows one nurse by a token. A real one asks the directory of the clinic.
type gate struct{ token string }

func (g gate) Who(r *http.Request) (record.Actor, error) {
	if g.token == "" || r.Header.Get("Authorization") != "Bearer "+g.token {
		return record.Actor{}, httpapi.ErrUnauthenticated
	}
	return record.Actor{ID: "n-17", Role: "nurse"}, nil
}

func (gate) May(_ context.Context, _ record.Actor, ask httpapi.Ask) error {
	switch ask.Scope {
	case httpapi.ScopeRead, httpapi.ScopeCheck, httpapi.ScopeRecord, httpapi.ScopeAgenda:
		return nil
	}
	return httpapi.ErrForbidden
}

func must[T any](v T, err error) T {
	if err != nil {
		log.Fatal(err)
	}
	return v
}

func main() {
	folder, addr := flag.String("data", "book", "where plans are kept"), flag.String("addr", "127.0.0.1:8080", "where to listen")
	flag.Parse()
	engine := must(jurisdiction.Engine("us", time.UTC))
	store := must(files.Open(*folder)) // on disk before an answer leaves
	book := must(ledger.New(store, engine, ledger.Options{Clock: time.Now}))
	trail := must(httpapi.OpenLines(*folder + ".audit.jsonl")) // who asked what, about whom
	api := must(httpapi.New(httpapi.Config{Ledger: book, Gate: gate{os.Getenv("TOKEN")}, Trail: trail, Clock: time.Now}))
	server := httpapi.Server(api, 0)
	server.Addr = *addr
	log.Fatal(server.ListenAndServe())
}
