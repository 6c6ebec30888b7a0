package report_test

import (
	"bytes"
	"fmt"
	"log"
	"strings"
	"time"

	"github.com/oudpath/oudpath/plan/jurisdiction"
	"github.com/oudpath/oudpath/plan/record"
	"github.com/oudpath/oudpath/plan/report"
	"github.com/oudpath/oudpath/stages"
)

// A person's way through the stages, drawn.
func ExampleJourney_SVG() {
	engine, err := jurisdiction.Engine("us", time.UTC)
	if err != nil {
		log.Fatal(err)
	}
	monday := time.Date(2026, time.March, 2, 9, 0, 0, 0, time.UTC)
	j, err := report.Replay(engine, "person-1", "", []record.Event{
		{ID: "1", At: monday, Body: record.StageMove{Trigger: stages.Assess}},
		{ID: "2", At: monday.AddDate(0, 0, 2), Body: record.StageMove{Trigger: stages.BeginTherapy}},
	}, time.Time{})
	if err != nil {
		log.Fatal(err)
	}
	var picture bytes.Buffer
	if err := j.SVG(&picture, report.StageMap); err != nil {
		log.Fatal(err)
	}
	for line := range strings.Lines(picture.String()) {
		if strings.HasPrefix(line, "<desc") { // what a screen reader reads
			fmt.Print(line)
		}
	}
	// Output:
	// <desc id="stages-text">Pathway journey, version 1. 1 Assessment from 2026-03-02, 2 days; 2 Therapy from 2026-03-04, 0 days.</desc>
}
