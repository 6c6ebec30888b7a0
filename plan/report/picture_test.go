package report_test

import (
	"bytes"
	"encoding/json"
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/oudpath/oudpath/medication"
	"github.com/oudpath/oudpath/plan/calendar"
	"github.com/oudpath/oudpath/plan/civil"
	"github.com/oudpath/oudpath/plan/record"
	"github.com/oudpath/oudpath/plan/report"
	"github.com/oudpath/oudpath/plan/truth"
	"github.com/oudpath/oudpath/stages"
	"github.com/oudpath/oudpath/stages/scale"
	"github.com/stretchr/testify/require"
)

// drawn is a journey with something of everything that is drawn.
func drawn(t testing.TB) report.Journey {
	t.Helper()
	n := 0
	at := func(day, hour int, body record.Body) record.Event {
		n++
		return record.Event{ID: record.EventID(fmt.Sprint("e", n)), At: start.AddDate(0, 0, day).Add(time.Duration(hour) * time.Hour), Body: body}
	}
	given := func(mg uint32) record.Body {
		return record.DoseGiven{Product: medication.MethadoneConc, Dose: amount(mg)}
	}
	list := []record.Event{
		at(0, 0, record.StageMove{Trigger: stages.Assess}),
		at(0, 1, record.Scored{Scale: scale.COWS, Total: 14}),
		at(0, 2, record.Order{Product: medication.MethadoneConc, Dose: amount(60)}),
		at(0, 3, given(30)), at(0, 6, given(10)),
		at(1, 0, record.StageMove{Trigger: stages.BeginTherapy}), at(1, 1, given(50)),
		at(2, 0, record.DoseMissed{Substance: medication.Methadone}),
		at(3, 0, record.DoseHeld{Substance: medication.Methadone, Reason: record.ReasonClinical}),
		at(4, 0, given(50)), at(4, 1, record.Scored{Scale: scale.COWS, Total: 3}),
		at(5, 0, record.TakeHomeSupplied{Substance: medication.Methadone, Days: 3, Product: medication.MethadoneConc, Dose: amount(50)}),
		at(20, 0, record.VisitMissed{}),
		at(21, 0, record.ReturnedToUse{Agent: "heroin"}),
		at(22, 0, record.Overdosed{Agent: "fentanyl", NaloxoneReversed: truth.Yes}),
		at(23, 0, record.StageMove{Trigger: stages.BeginTherapy}),
		at(24, 0, record.DoseGiven{Product: medication.BupSublocade, Dose: amount(300)}),
		at(25, 0, record.PregnancyReported{Status: record.Pregnant}),
		at(60, 0, record.DoseTaken{Product: medication.BupSL, Dose: amount(16)}),
	}
	j, err := report.Replay(engine(t), "p1", "A person of this test", list, time.Time{})
	require.NoError(t, err)
	return j
}

func svg(t testing.TB, j *report.Journey, p report.Picture) string {
	t.Helper()
	var out bytes.Buffer
	require.NoError(t, j.SVG(&out, p))
	return out.String()
}

// TestGoldenPictures: a change to a drawing is seen, and was looked at.
func TestGoldenPictures(t *testing.T) {
	j := drawn(t)
	files := map[string]string{}
	for _, p := range report.Pictures() {
		files["drawn-"+string(p)+".svg"] = svg(t, &j, p)
	}
	var page, text bytes.Buffer
	require.NoError(t, j.HTML(&page))
	require.NoError(t, j.Markdown(&text))
	files["drawn.html"], files["drawn.md"] = page.String(), text.String()
	for name, got := range files {
		path := filepath.Join("testdata", name)
		if *update {
			require.NoError(t, os.WriteFile(path, []byte(got), 0o644))
		}
		want, err := os.ReadFile(path)
		require.NoError(t, err)
		require.Empty(t, cmp.Diff(string(want), got), name)
	}
}

// wellFormed reads XML to its end.
func wellFormed(t *testing.T, text string) {
	t.Helper()
	d := xml.NewDecoder(strings.NewReader(text))
	for {
		if _, err := d.Token(); errors.Is(err, io.EOF) {
			return
		} else {
			require.NoError(t, err)
		}
	}
}

// TestPicturesStandAlone: well-formed, the same each time, loading nothing, with a title and a description in words.
func TestPicturesStandAlone(t *testing.T) {
	j, again, short := drawn(t), drawn(t), replay(t)
	empty, err := report.Replay(engine(t), "p2", "", nil, time.Time{})
	require.NoError(t, err)
	for _, p := range report.Pictures() {
		require.Equal(t, svg(t, &j, p), svg(t, &again, p), p)
		for _, text := range []string{svg(t, &j, p), svg(t, &short, p)} {
			wellFormed(t, text)
			alone(t, text)
			require.Regexp(t, `<title id="[a-z0-9-]+">[^<]+</title>\s*<desc id="[a-z0-9-]+">[^<]+</desc>`, text)
		}
		var out bytes.Buffer
		err := empty.SVG(&out, p)
		if p == report.Timeline || p == report.DoseSheet {
			require.NoError(t, err)
			wellFormed(t, out.String())
			continue
		}
		require.ErrorIs(t, err, report.ErrPicture, p)
	}
	require.ErrorIs(t, j.SVG(io.Discard, "photograph"), report.ErrPicture)
}

// alone holds a document to what it has: no script, and nothing from outside.
func alone(t *testing.T, text string) {
	t.Helper()
	text = strings.ReplaceAll(text, "http://www.w3.org/2000/svg", "")
	for _, outside := range []string{"<script", "javascript:", "http://", "https://", "src=", "@import", "<link", " onload"} {
		require.NotContains(t, text, outside)
	}
	for _, url := range regexp.MustCompile(`url\(([^)]*)\)`).FindAllStringSubmatch(text, -1) {
		require.True(t, strings.HasPrefix(url[1], "#"), url[0])
	}
}

// TestPicturesNeedNoColor: what they say is there in words, letters and numbers, without any style.
func TestPicturesNeedNoColor(t *testing.T) {
	j := drawn(t)
	said := map[report.Picture][]string{
		report.StageMap:  {"HERE", ">Assessment<", ">Therapy<", ">1<", ">2<", ">3<", "2026-03-02"},
		report.LevelMap:  {"HERE", "No level of care", "Opioid treatment program"},
		report.CourseMap: {"HERE", "Initiation"},
		report.Timeline: {">Assessment<", ">Therapy<", "methadone oral", ">50 mg<", ">14<", ">1<", "return to use", "overdose", "last event 2026-05-01",
			">R<", "refused", ">D<", "deviation", "visit missed"},
		report.DoseSheet: {"March 2026", "May 2026", ">40<", ">A ×2<", ">50<", ">x<", ">held<", ">+3<", ">home<", ">300<",
			">B<", ">C taken<", "methadone oral concentrate"},
	}
	for p, want := range said {
		text := regexp.MustCompile(`(?s)<(style|defs)>.*?</(style|defs)>`).ReplaceAllString(svg(t, &j, p), "")
		for _, w := range want {
			require.Contains(t, text, w, p)
		}
	}
}

// TestThePageHoldsTogether: it needs nothing else, its identifiers are unique, and each reference finds its target.
func TestThePageHoldsTogether(t *testing.T) {
	j := drawn(t)
	var out bytes.Buffer
	require.NoError(t, j.HTML(&out))
	text := out.String()
	alone(t, text)
	ids := map[string]int{}
	for _, m := range regexp.MustCompile(`\bid="([^"]+)"`).FindAllStringSubmatch(text, -1) {
		ids[m[1]]++
		require.Equal(t, 1, ids[m[1]], "two things are called %q", m[1])
	}
	for _, m := range regexp.MustCompile(`(?:href="|url\()#([^")]+)`).FindAllStringSubmatch(text, -1) {
		require.Contains(t, ids, m[1])
	}
	for _, want := range []string{`lang="en"`, "<h1>A person of this test</h1>", "not medical advice", "@media print", "prefers-color-scheme:dark"} {
		require.Contains(t, text, want)
	}
}

// TestNothingOnRecordBecomesMarkup, in a page, a picture or Markdown.
func TestNothingOnRecordBecomesMarkup(t *testing.T) {
	const hostile = `</title></svg><script>alert(1)</script> | [x](javascript:y) **b** ` + "`c`"
	list := []record.Event{
		{ID: "1", At: start, Body: record.AdverseEvent{Description: hostile}},
		{ID: "2", At: start.AddDate(0, 0, 3), Body: record.ForceMove{Stage: "no-such-stage", Note: hostile}},
		{ID: "3", At: start.AddDate(0, 0, 4), Body: record.ReturnedToUse{Agent: hostile}},
	}
	j, _ := report.Replay(engine(t), hostile, hostile, list, time.Time{})
	var page, text bytes.Buffer
	require.NoError(t, j.HTML(&page))
	require.NotContains(t, page.String(), "<script>")
	require.NotContains(t, page.String(), "</title></svg>")
	require.NoError(t, j.Markdown(&text))
	require.NotContains(t, text.String(), "<script>")
	require.NotContains(t, text.String(), " [x](")
	require.NotContains(t, text.String(), "**b**")
	for line := range strings.Lines(text.String()) {
		if strings.Contains(line, "adverse event") && strings.HasPrefix(line, "|") {
			require.Equal(t, 3, strings.Count(strings.ReplaceAll(line, `\|`, ""), "|"), line)
		}
	}
	for _, p := range report.Pictures() {
		wellFormed(t, svg(t, &j, p))
		require.NotContains(t, svg(t, &j, p), "<script>")
	}
}

// TestLongPathsStayDrawings: many moves, and days at both ends of the calendar, cost no more than they are worth.
func TestLongPathsStayDrawings(t *testing.T) {
	var list []record.Event
	for i := range 60 {
		trigger := stages.ToOutpatient
		if i%2 == 1 {
			trigger = stages.ToResidential
		}
		list = append(list, record.Event{ID: record.EventID(fmt.Sprint(i)), At: start.AddDate(0, 0, i), Body: record.LevelMove{Trigger: trigger}})
	}
	late := time.Date(2199, 12, 20, 9, 0, 0, 0, time.UTC)
	list = append(list, record.Event{ID: "late", At: late, Body: record.TakeHomeSupplied{Substance: medication.Methadone, Days: 366}})
	j, err := report.Replay(engine(t), "p1", "", list, time.Time{})
	require.NoError(t, err)
	require.Contains(t, svg(t, &j, report.LevelMap), "The first 46 times are not drawn.")
	for _, p := range report.Pictures() {
		require.Less(t, len(svg(t, &j, p)), 200_000, p)
	}
}

// TestEntriesSayWhatTheyAre: which events are drawn, as what.
func TestEntriesSayWhatTheyAre(t *testing.T) {
	j := drawn(t)
	var got []string
	for _, e := range j.Entries {
		got = append(got, strings.TrimSpace(fmt.Sprintf("%s %s %s", e.Day.String()[5:], e.Sort, e.Substance)))
	}
	require.Empty(t, cmp.Diff([]string{
		"03-02 score", "03-02 given methadone", "03-02 given methadone", "03-03 given methadone", "03-04 missed methadone",
		"03-05 withheld methadone", "03-06 given methadone", "03-06 score", "03-07 supplied methadone", "03-22 visit", "03-23 use", "03-24 harm",
		"03-26 given buprenorphine", "03-27 turn", "05-01 taken buprenorphine",
	}, got))
	supply := j.Entries[8]
	require.Equal(t, civil.Must(2026, 3, 8), supply.First)
	require.Equal(t, civil.Must(2026, 3, 10), supply.Last)
	data, err := json.Marshal(supply)
	require.NoError(t, err)
	require.Contains(t, string(data), `"first":"2026-03-08","last":"2026-03-10"`)
}

// TestWhatIsProposedIsNotOnRecord: a calendar stands on the dose sheet as a proposal, from the day on which it was made, and nowhere else.
func TestWhatIsProposedIsNotOnRecord(t *testing.T) {
	j := drawn(t)
	counts, timeline := j.Counts, svg(t, &j, report.Timeline)
	day := func(d int, doses ...calendar.Dose) calendar.Day {
		return calendar.Day{Date: civil.Must(2026, 5, d), Doses: doses}
	}
	open := day(4, calendar.Dose{Product: medication.BupSL, Question: "day4.dose1"})
	open.Unasked = "a dose is not known"
	j.Propose(&calendar.Calendar{AsOf: time.Date(2026, 5, 2, 9, 0, 0, 0, time.UTC), Days: []calendar.Day{
		day(1, calendar.Dose{Product: medication.BupSL, Amount: medication.Milligrams(99)}),
		day(3, calendar.Dose{Product: medication.BupSL, Amount: medication.Milligrams(8)}, calendar.Dose{Product: medication.BupSL,
			Amount: medication.Milligrams(4)}), open}})
	sheet := svg(t, &j, report.DoseSheet)
	wellFormed(t, sheet)
	require.NotContains(t, sheet, ">99<")
	require.Contains(t, sheet, ">12<")
	require.Contains(t, sheet, ">C plan<")
	require.Contains(t, sheet, ">?<")
	require.Contains(t, sheet, ">asks<")
	require.Equal(t, counts, j.Counts)
	require.Equal(t, timeline, svg(t, &j, report.Timeline))
}
