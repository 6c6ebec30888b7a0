package main

import (
	"bytes"
	"fmt"
	"net/http"
	"slices"
	"strings"

	"github.com/oudpath/oudpath/plan/httpapi"
	"github.com/oudpath/oudpath/plan/report"
)

// looking are the addresses of what is only looked at.
func (c *clinic) looking(mux *http.ServeMux) {
	mux.HandleFunc("GET /people/{plan}/picture/{name}", c.door("page.picture", httpapi.ScopeRead, c.picture))
	mux.HandleFunc("GET /people/{plan}/print", c.door("page.print", httpapi.ScopeRead, c.print))
	mux.HandleFunc("GET /people/{plan}/choices", c.door("page.choices", httpapi.ScopeRead, c.choices))
	mux.HandleFunc("GET /people/{plan}/calendar", c.door("page.calendar", httpapi.ScopeCheck, c.calendar))
	mux.HandleFunc("GET /people/{plan}/what-if", c.door("page.what-if", httpapi.ScopeCheck, c.whatIf))
}

// file is an answer that is no page of the clinic: a drawing, or the report to print. It may use its own style and loads nothing.
type file struct {
	media string
	body  []byte
}

func (f *file) write(w http.ResponseWriter) {
	w.Header().Set("Content-Type", f.media)
	w.Header().Set("Content-Security-Policy", "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'; sandbox")
	_, _ = w.Write(f.body) // the reader is gone: there is nobody to tell
}

// journey replays what is on record of a person.
func (c *clinic) journey(v visit) (report.Journey, error) {
	snapshot, err := c.book.Open(v.Context(), v.plan)
	if err != nil {
		return report.Journey{}, err
	}
	return report.Replay(c.book.Engine(), v.plan, "", snapshot.Plan.Events(), c.clock())
}

// picture draws the path. With the parameters of a calendar the dose sheet shows what it proposes.
func (c *clinic) picture(v visit) (shown, error) {
	name, ok := strings.CutSuffix(v.PathValue("name"), ".svg")
	if !ok || !slices.Contains(report.Pictures(), report.Picture(name)) {
		return shown{}, errForm
	}
	journey, err := c.journey(v)
	if err != nil {
		return shown{}, err
	}
	if v.URL.Query().Get("kind") != "" && report.Picture(name) == report.DoseSheet {
		if err := c.may(v, httpapi.ScopeCheck); err != nil {
			return shown{}, err
		}
		proposed, err := c.proposed(v)
		if err != nil {
			return shown{}, err
		}
		journey.Propose(&proposed.after)
		journey = recent(journey, c.clock())
	}
	var out bytes.Buffer
	if err := journey.SVG(&out, report.Picture(name)); err != nil {
		return shown{}, err
	}
	return shown{status: http.StatusOK, file: &file{"image/svg+xml", out.Bytes()}}, nil
}

// print is the whole report, to be printed or kept.
func (c *clinic) print(v visit) (shown, error) {
	journey, err := c.journey(v)
	if err != nil {
		return shown{}, err
	}
	var out bytes.Buffer
	if err := journey.HTML(&out); err != nil {
		return shown{}, err
	}
	return shown{status: http.StatusOK, file: &file{"text/html; charset=utf-8", out.Bytes()}}, nil
}

// pictureView is a drawing on a page: what it shows in words is its text for who does not see it.
type pictureView struct {
	Address string
	Text    string
}

func pictures(v visit, journey *report.Journey) (list []pictureView) {
	for _, p := range []report.Picture{report.StageMap, report.Timeline, report.DoseSheet} {
		text := map[report.Picture]string{
			report.StageMap: "The pathway of stages with the way on it: " + journey.Line(),
			report.Timeline: fmt.Sprintf("What happened from %s to %s, over time. The lists below say the same.", journey.From, journey.To),
			report.DoseSheet: fmt.Sprintf("The doses of each day: %d doses of %d kinds are on record. The table below lists them.",
				dosesOf(journey), len(journey.Medications)),
		}[p]
		list = append(list, pictureView{address(v.plan, "picture/"+string(p)+".svg"), text})
	}
	return list
}

func dosesOf(j *report.Journey) (n int) {
	for i := range j.Medications {
		n += j.Medications[i].Doses
	}
	return n
}
