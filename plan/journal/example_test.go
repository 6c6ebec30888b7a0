package journal_test

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"log"
	"os"
	"strings"
	"time"

	"github.com/oudpath/oudpath/plan/journal"
	"github.com/oudpath/oudpath/plan/record"
)

// A journal is written event by event and read back. The last sum is kept elsewhere: with it, a loss at the end is found.
func Example() {
	var file bytes.Buffer
	w, err := journal.NewWriter(&file, journal.Header{
		Dialect: journal.Recorded, Plan: "person-1", Zone: "America/New_York", Jurisdiction: "us", JurisdictionVersion: "2026-11",
	})
	if err != nil {
		log.Fatal(err)
	}
	err = w.Append(record.Event{
		ID: "e1", At: time.Date(2026, 3, 2, 9, 0, 0, 0, time.UTC), Actor: record.Actor{ID: "n1", Role: "nurse"},
		Body: record.Measured{Measure: record.Pulse, Value: record.Whole(72)},
	})
	if err != nil {
		log.Fatal(err)
	}
	fmt.Print(file.String())

	header, events, err := journal.ReadAll(&file, journal.Options{Dialect: journal.Recorded, Sum: w.Sum()})
	if err != nil {
		log.Fatal(err)
	}
	fmt.Println(header.Plan, events[0].ID, record.Describe(events[0].Body))
	// Output:
	// {"format":"oudpath-journal","version":1,"dialect":"recorded","plan":"person-1","zone":"America/New_York","jurisdiction":"us","jurisdictionVersion":"2026-11","sum":"49da866677a59205"}
	// {"type":"measured","v":1,"id":"e1","at":"2026-03-02T09:00:00Z","actor":{"id":"n1","role":"nurse"},"body":{"measure":"pulse","value":"72"},"sum":"cbf63679150826ab"}
	// person-1 e1 Pulse 72 /min
}

// What is wrong is named by line and member.
func ExampleError() {
	_, _, err := journal.ReadAll(strings.NewReader(`{"format":"oudpath-journal","version":1,"dialect":"raw","plan":"person-1"}
{"type":"measured","v":1,"id":"e1","at":"2026-03-02T09:00:00Z","body":{"measure":"pulse","Value":"72"}}
`), journal.Options{})
	fmt.Println(err)
	fmt.Println(errors.Is(err, journal.ErrMember))
	// Output:
	// journal: line 2: /body/Value: the member is called "value"
	// true
}

// A file that is handed on ends in a closing line: whoever gets it sees that nothing is missing.
func ExampleWriter_Close() {
	var file bytes.Buffer
	w, err := journal.NewWriter(&file, journal.Header{
		Dialect: journal.Recorded, Plan: "person-1", Zone: "America/New_York", Jurisdiction: "us", JurisdictionVersion: "2026-11", Closed: true,
	})
	if err != nil {
		log.Fatal(err)
	}
	w.Append(record.Event{ID: "e1", At: time.Date(2026, 3, 2, 9, 0, 0, 0, time.UTC), Body: record.VisitMissed{}})
	w.Close()
	lines := strings.SplitAfter(file.String(), "\n")
	fmt.Print(lines[2])

	_, _, err = journal.ReadAll(strings.NewReader(lines[0]+lines[1]), journal.Options{})
	fmt.Println(err)
	// Output:
	// {"end":true,"events":1,"sum":"c793458fd2eebbea"}
	// journal: line 3: the closing line is missing that the header promises: lines at the end are lost
}

// After a crash the last line may be cut off. It is dropped on request, and the journal goes on where it was whole.
func ExampleReader_Truncated() {
	file := `{"format":"oudpath-journal","version":1,"dialect":"raw","plan":"person-1"}
{"type":"visit-missed","v":1,"id":"e1","at":"2026-03-02T09:00:00Z","body":{}}
{"type":"visit-missed","v":1,"id":"e2","at":"2026-03-`
	r, err := journal.NewReader(strings.NewReader(file), journal.Options{AllowTruncatedTail: true})
	if err != nil {
		log.Fatal(err)
	}
	for err == nil {
		var event record.Event
		if event, err = r.Next(); err == nil {
			fmt.Println(event.ID)
		}
	}
	fmt.Println(err == io.EOF, r.Truncated(), r.Position().Offset)

	os.Stdout.WriteString(file[:r.Position().Offset])
	w, err := journal.Resume(os.Stdout, r.Position())
	if err != nil {
		log.Fatal(err)
	}
	w.Append(record.Event{ID: "e2", At: time.Date(2026, 3, 3, 9, 0, 0, 0, time.UTC), Body: record.VisitMissed{}})
	// Output:
	// e1
	// true true 153
	// {"format":"oudpath-journal","version":1,"dialect":"raw","plan":"person-1"}
	// {"type":"visit-missed","v":1,"id":"e1","at":"2026-03-02T09:00:00Z","body":{}}
	// {"type":"visit-missed","v":1,"id":"e2","at":"2026-03-03T09:00:00Z","body":{}}
}
