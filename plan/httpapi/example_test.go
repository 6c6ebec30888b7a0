package httpapi_test

import (
	"context"
	"fmt"
	"log"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"strings"
	"time"

	"github.com/oudpath/oudpath/plan/httpapi"
	"github.com/oudpath/oudpath/plan/jurisdiction"
	"github.com/oudpath/oudpath/plan/ledger"
	"github.com/oudpath/oudpath/plan/ledger/memory"
	"github.com/oudpath/oudpath/plan/record"
)

// gate lets one nurse do what nurses do. A service asks its directory instead.
type gate struct{}

func (gate) Who(r *http.Request) (record.Actor, error) {
	if r.Header.Get("Authorization") != "Bearer invented" {
		return record.Actor{}, httpapi.ErrUnauthenticated
	}
	return record.Actor{ID: "n1", Role: "nurse"}, nil
}

func (gate) May(_ context.Context, _ record.Actor, ask httpapi.Ask) error {
	switch ask.Scope {
	case httpapi.ScopeRead, httpapi.ScopeCheck, httpapi.ScopeRecord:
		return nil
	}
	return httpapi.ErrForbidden
}

// A service that records a measurement, and refuses what a nurse may not do.
func Example() {
	folder, err := os.MkdirTemp("", "clinic")
	if err != nil {
		log.Fatal(err)
	}
	defer os.RemoveAll(folder)
	engine, err := jurisdiction.Engine("us", time.UTC)
	if err != nil {
		log.Fatal(err)
	}
	clock := func() time.Time { return time.Date(2026, 3, 2, 9, 0, 0, 0, time.UTC) }
	book, err := ledger.New(memory.New(), engine, ledger.Options{Clock: clock})
	if err != nil {
		log.Fatal(err)
	}
	trail, err := httpapi.OpenLines(filepath.Join(folder, "audit.jsonl"))
	if err != nil {
		log.Fatal(err)
	}
	defer trail.Close()
	handler, err := httpapi.New(httpapi.Config{Ledger: book, Gate: gate{}, Trail: trail, Clock: clock})
	if err != nil {
		log.Fatal(err)
	}

	for _, address := range []string{"/plans/person-1/events", "/plans/person-1/erasure"} {
		request := httptest.NewRequest(http.MethodPost, address, strings.NewReader(
			`{"type":"measured","v":1,"id":"m1","at":"2026-03-02T09:00:00Z","body":{"measure":"pulse","value":"72"}}`))
		request.Header.Set("Authorization", "Bearer invented")
		request.Header.Set("Content-Type", "application/json")
		request.Header.Set("Purpose-Of-Use", "treatment")
		request.Header.Set("If-None-Match", "*") // begins the plan
		answer := httptest.NewRecorder()
		handler.ServeHTTP(answer, request)
		fmt.Println(answer.Code, answer.Header().Get("ETag"))
	}
	// Output:
	// 201 "1"
	// 403
}
