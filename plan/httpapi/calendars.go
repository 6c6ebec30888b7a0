package httpapi

import (
	"bytes"
	"fmt"
	"io"
	"maps"
	"net/http"
	"slices"
	"strings"
	"time"

	"github.com/oudpath/oudpath/medication"
	"github.com/oudpath/oudpath/plan"
	"github.com/oudpath/oudpath/plan/calendar"
	"github.com/oudpath/oudpath/plan/civil"
	"github.com/oudpath/oudpath/plan/ledger"
	"github.com/oudpath/oudpath/plan/report"
	"github.com/oudpath/oudpath/plan/truth"
)

// proposalForm is what a calendar is asked for. Members that are left out are unknown, and the calendar says what it needs.
type proposalForm struct {
	Kind     string               `json:"kind"`               // which calendar: one of calendarKinds
	Schedule string               `json:"schedule,omitempty"` // follow, from-methadone: a published schedule; taper: a way to reduce
	Of       medication.Substance `json:"of,omitzero"`        // split: of what

	At      time.Time            `json:"at,omitzero"`    // now, where it is left out
	Begin   civil.Date           `json:"begin,omitzero"` // today, where it is left out
	Days    int                  `json:"days,omitempty"`
	Product medication.ProductID `json:"product,omitempty"`
	Setting medication.Setting   `json:"setting,omitzero"`
	Watched truth.Value          `json:"watched,omitzero"`

	Answers  map[string]answerForm `json:"answers,omitempty"`  // to the questions of a calendar before, by their IDs
	Closed   []string              `json:"closed,omitempty"`   // days of the week on which nobody can come: "sunday"
	Holidays []civil.Date          `json:"holidays,omitempty"` // single days on which nobody can come
}

type answerForm struct {
	Amount medication.Mass `json:"amount,omitzero"`
	Days   int             `json:"days,omitempty"`
}

// calendarKinds are the calendars that there are, by their names here.
var calendarKinds = map[string]func(*plan.Engine, plan.Plan, *proposalForm, calendar.Request) (calendar.Calendar, error){
	"follow":         scheduled(calendar.Follow),
	"from-methadone": scheduled(calendar.FromMethadone),
	"taper": func(e *plan.Engine, p plan.Plan, f *proposalForm, r calendar.Request) (calendar.Calendar, error) {
		way, err := calendar.TaperNamed(f.Schedule)
		if err != nil {
			return calendar.Calendar{}, err
		}
		return calendar.Taper(e, p, way, r)
	},
	"split": func(e *plan.Engine, p plan.Plan, f *proposalForm, r calendar.Request) (calendar.Calendar, error) {
		return calendar.Split(e, p, f.Of, r)
	},
	"titrate":       unscheduled(calendar.Titrate),
	"missed":        unscheduled(calendar.Missed),
	"injections":    unscheduled(calendar.Injections),
	"take-home":     unscheduled(calendar.TakeHome),
	"to-methadone":  unscheduled(calendar.ToMethadone),
	"to-naltrexone": unscheduled(calendar.ToNaltrexone),
	"lofexidine":    unscheduled(calendar.Lofexidine),
	"clonidine":     unscheduled(calendar.Clonidine),
}

func scheduled(make func(*plan.Engine, plan.Plan, calendar.Schedule, calendar.Request) (calendar.Calendar, error)) func(*plan.Engine,
	plan.Plan, *proposalForm, calendar.Request) (calendar.Calendar, error) {
	return func(e *plan.Engine, p plan.Plan, f *proposalForm, r calendar.Request) (calendar.Calendar, error) {
		schedule, err := calendar.Named(f.Schedule)
		if err != nil {
			return calendar.Calendar{}, err
		}
		return make(e, p, schedule, r)
	}
}

func unscheduled(make func(*plan.Engine, plan.Plan, calendar.Request) (calendar.Calendar, error)) func(*plan.Engine, plan.Plan, *proposalForm,
	calendar.Request) (calendar.Calendar, error) {
	return func(e *plan.Engine, p plan.Plan, _ *proposalForm, r calendar.Request) (calendar.Calendar, error) {
		return make(e, p, r)
	}
}

// request is the form as the calendars want it.
func (f *proposalForm) request(now time.Time) (r calendar.Request, err error) {
	r = calendar.Request{At: f.At, Begin: f.Begin, Product: f.Product, Setting: f.Setting, Watched: f.Watched, Days: f.Days,
		Answers: calendar.Answers{}, Closures: calendar.Closures{Holidays: f.Holidays}}
	if r.At.IsZero() {
		r.At = now
	}
	if r.At.Year() < 1900 || r.At.Year() > 2200 {
		return r, faultMalformed.with("at is a time between 1900 and 2200")
	}
	for id, a := range f.Answers {
		r.Answers[id] = calendar.Answer{Amount: a.Amount, Days: a.Days}
	}
	for _, name := range f.Closed {
		day := slices.Index(weekdayNames(), name)
		if day < 0 {
			return r, faultMalformed.with("closed is a list of days of the week: sunday, monday …")
		}
		if !slices.Contains(r.Closures.Weekdays, weekdays[day]) {
			r.Closures.Weekdays = append(r.Closures.Weekdays, weekdays[day])
		}
	}
	return r, nil
}

var weekdays = []time.Weekday{time.Sunday, time.Monday, time.Tuesday, time.Wednesday, time.Thursday, time.Friday, time.Saturday}

func weekdayNames() []string {
	names := make([]string, len(weekdays))
	for i, d := range weekdays {
		names[i] = strings.ToLower(d.String())
	}
	return names
}

// propose makes a calendar. Nothing is recorded: a calendar is no order.
func (q *request) propose() (*answer, error) {
	var f proposalForm
	if err := q.decode(&f); err != nil {
		return nil, err
	}
	make := calendarKinds[f.Kind]
	if make == nil {
		return nil, faultMalformed.with("kind is one of %s", strings.Join(slices.Sorted(maps.Keys(calendarKinds)), ", "))
	}
	r, err := f.request(q.began)
	if err != nil {
		return nil, err
	}
	past, err := q.asked()
	if err != nil {
		return nil, err
	}
	c, err := make(past.Engine, past.Plan, &f, r)
	if err != nil {
		return nil, err
	}
	return q.calendar(&past, &c)
}

// calendar writes a calendar in the form that the caller accepts.
func (q *request) calendar(past *ledger.Past, c *calendar.Calendar) (*answer, error) {
	var out bytes.Buffer
	media := q.accepts()
	switch media {
	case mediaJSON:
		return jsonAnswer(http.StatusOK, c, nil)
	case mediaICalendar:
		return q.iCalendar(c.WriteICalendar)
	case mediaSVG:
		journey, err := report.Replay(past.Engine, q.plan, "", past.Plan.Events(), q.began)
		if err != nil {
			return nil, err
		}
		journey.Propose(c)
		if err := journey.SVG(&out, report.DoseSheet); err != nil {
			return nil, err
		}
	default:
		fmt.Fprint(&out, c.String())
	}
	return written(media, out.Bytes()), nil
}

// iCalendar writes for appointment software: as much as the caller wants others to see there.
func (q *request) iCalendar(write func(io.Writer, calendar.ICalendar) error) (*answer, error) {
	var out bytes.Buffer
	if err := write(&out, calendar.ICalendar{Discreet: q.param("discreet") == "true"}); err != nil {
		return nil, err
	}
	return written(mediaICalendar, out.Bytes()), nil
}
