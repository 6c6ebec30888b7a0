package main

import (
	"maps"
	"net/http"
	"net/url"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/oudpath/oudpath/medication"
	"github.com/oudpath/oudpath/plan"
	"github.com/oudpath/oudpath/plan/calendar"
	"github.com/oudpath/oudpath/plan/report"
	"github.com/oudpath/oudpath/plan/truth"
)

// address is where something of a person is.
func address(id plan.ID, rest string) string {
	return "/people/" + url.PathEscape(string(id)) + "/" + rest
}

// kinds are the calendars that this page makes.
var kinds = map[string]struct {
	title string
	make  func(*plan.Engine, plan.Plan, calendar.Request) (calendar.Calendar, error)
}{
	"titrate": {"Methadone: slow start and rise", calendar.Titrate},
	"missed":  {"Methadone: the way back after missed doses", calendar.Missed},
	"start": {"Buprenorphine: start in an emergency department", func(e *plan.Engine, p plan.Plan, r calendar.Request) (calendar.Calendar, error) {
		schedule, err := calendar.Named("bup.start.emergency-threshold")
		if err != nil {
			return calendar.Calendar{}, err
		}
		return calendar.Follow(e, p, schedule, r)
	}},
}

// proposal is a calendar as the record stands, and as it would have been made when the day before began.
type proposal struct {
	before, after calendar.Calendar
	hasBefore     bool
}

// proposed makes the calendar that the address asks for.
func (c *clinic) proposed(v visit) (p proposal, err error) {
	query := v.URL.Query()
	kind, ok := kinds[query.Get("kind")]
	if !ok {
		return p, errForm
	}
	r := calendar.Request{At: c.clock(), Product: medication.ProductID(query.Get("product")), Watched: truth.Yes, Answers: calendar.Answers{}}
	if err := r.Setting.UnmarshalText([]byte(query.Get("setting"))); err != nil {
		return p, errForm
	}
	for name, values := range query {
		id, isAnswer := strings.CutPrefix(name, "answer.")
		if !isAnswer || strings.TrimSpace(values[0]) == "" {
			continue
		}
		n, err := strconv.ParseUint(strings.TrimSpace(values[0]), 10, 16)
		if err != nil {
			return p, errForm
		}
		r.Answers[id] = calendar.Answer{Amount: medication.Milligrams(uint32(n)), Days: int(n)} // a question takes the one that it asks for
	}
	snapshot, err := c.book.Open(v.Context(), v.plan)
	if err != nil {
		return p, err
	}
	engine := c.book.Engine()
	if p.after, err = kind.make(engine, snapshot.Plan, r); err != nil {
		return p, err
	}
	r.At = engine.DayOf(r.At).Add(-1).Start(engine.Zone()).Add(8 * time.Hour)
	if earlier, err := engine.Fork(snapshot.Plan, r.At); err == nil && earlier.Len() > 0 {
		p.before, err = kind.make(engine, earlier, r)
		p.hasBefore = err == nil // what could not be asked then has not changed
	}
	return p, nil
}

// recent leaves the dose sheet the last weeks and what is to come.
func recent(j report.Journey, now time.Time) report.Journey {
	from := j.To.Add(-45)
	j.Entries = slices.DeleteFunc(slices.Clone(j.Entries), func(e report.Entry) bool { return e.Day.Before(from) })
	return j
}

// calendarView is a calendar on its page.
type calendarView struct {
	Plan     plan.ID
	Kinds    []kindRow
	Kind     string
	Product  medication.ProductID
	Setting  string
	Products []product
	Settings []place

	Made      bool
	Title     string
	Standing  calendar.Standing
	Basis     string
	Sheet     pictureView
	Days      []dayRow
	Questions []questionRow
	Decided   []questionRow // answers to what is no question any more, which the calendar still goes by
	Changes   []string
	Because   []string // of the changes, each once
	Notes     []string
}

type kindRow struct{ ID, Title string }

type dayRow struct {
	Date, What, Why string
	Standing        calendar.Standing
	Lines           []string
}

type questionRow struct {
	ID, Text, Range, Answer string
}

// calendar shows a calendar, or the form that asks for one. Nothing is recorded.
func (c *clinic) calendar(v visit) (shown, error) {
	if _, err := c.book.Open(v.Context(), v.plan); err != nil {
		return shown{}, err
	}
	query := v.URL.Query()
	out := &calendarView{Plan: v.plan, Kind: query.Get("kind"), Product: medication.ProductID(query.Get("product")),
		Setting: query.Get("setting"), Products: products(), Settings: settings}
	for _, id := range slices.Sorted(maps.Keys(kinds)) {
		out.Kinds = append(out.Kinds, kindRow{id, kinds[id].title})
	}
	s := shown{http.StatusOK, "calendar", view{Title: "Days ahead for " + string(v.plan), Calendar: out}, "", nil}
	if out.Kind == "" {
		return s, nil
	}
	p, err := c.proposed(v)
	if err != nil {
		if asked := calendarError(err); asked != "" {
			s.status, s.view.Wrong, s.view.Notice = http.StatusUnprocessableEntity, true, asked
			return s, nil
		}
		return shown{}, err
	}
	out.fill(v, &p)
	return s, nil
}

func (out *calendarView) fill(v visit, p *proposal) {
	c := &p.after
	out.Made, out.Title, out.Standing, out.Basis = true, c.Title, c.Standing(), c.Basis.Jurisdiction
	out.Sheet = pictureView{address(out.Plan, "picture/doses.svg?"+v.URL.RawQuery),
		"The doses of the last weeks and those that are proposed, by day. The table below lists what is proposed."}
	for i := range c.Days {
		d := &c.Days[i]
		out.Days = append(out.Days, dayRow{d.Date.String(), d.Summary(), d.Why, d.Standing(), d.Lines()})
	}
	for _, q := range c.Questions {
		out.Questions = append(out.Questions, questionRow{q.ID, q.Text, q.Range(), v.URL.Query().Get("answer." + q.ID)})
	}
	out.decided(v.URL.Query())
	if p.hasBefore {
		for _, change := range calendar.Changes(p.before, p.after) {
			out.Changes = append(out.Changes, change.Day.String()+": "+change.Before+" → "+change.After)
			for _, why := range change.Why {
				if !slices.Contains(out.Because, why) {
					out.Because = append(out.Because, why)
				}
			}
		}
	}
	for _, note := range c.Notes {
		out.Notes = append(out.Notes, note.Text)
	}
}

// decided keeps the answers that were given to questions which are no longer open, in the order of their names.
func (out *calendarView) decided(query url.Values) {
	for _, name := range slices.Sorted(maps.Keys(query)) {
		id, isAnswer := strings.CutPrefix(name, "answer.")
		open := slices.ContainsFunc(out.Questions, func(q questionRow) bool { return q.ID == id })
		if isAnswer && !open && query.Get(name) != "" {
			out.Decided = append(out.Decided, questionRow{ID: id, Text: strings.ReplaceAll(id, "-", " "), Answer: query.Get(name)})
		}
	}
}
