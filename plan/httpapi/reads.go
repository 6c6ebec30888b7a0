package httpapi

import (
	"encoding/base64"
	"encoding/json"
	"errors"
	"net/http"
	"net/url"
	"strconv"
	"strings"

	"github.com/oudpath/oudpath/plan"
	"github.com/oudpath/oudpath/plan/calendar"
	"github.com/oudpath/oudpath/plan/civil"
	"github.com/oudpath/oudpath/plan/journal"
	"github.com/oudpath/oudpath/plan/ledger"
	"github.com/oudpath/oudpath/plan/record"
)

// jsonAnswer writes a form.
func jsonAnswer(status int, form any, header map[string]string) (*answer, error) {
	marshal := func() ([]byte, error) { return json.Marshal(form) }
	if own, ok := form.(json.Marshaler); ok {
		marshal = own.MarshalJSON // what it writes need not be read again
	}
	body, err := marshal()
	if err != nil {
		return nil, err
	}
	return &answer{status: status, header: header, body: append(body, '\n'), media: mediaJSON}, nil
}

// listed writes rows in the form that the caller accepts. next is where the next page begins; empty: there is none.
func listed[T any](q *request, rows []T, next string) (*answer, error) {
	header := make(map[string]string)
	if next != "" {
		values, _ := parseQuery(q.URL.RawQuery)
		if values == nil {
			values = make(url.Values)
		}
		values.Set("after", next)
		header["Link"] = "<?" + values.Encode() + `>; rel="next"`
	}
	if q.accepts() == mediaJSON {
		if rows == nil {
			rows = []T{}
		}
		return jsonAnswer(http.StatusOK, page[T]{rows, next}, header)
	}
	var lines []byte
	for _, row := range rows {
		line, err := json.Marshal(row)
		if err != nil {
			return nil, err
		}
		lines = append(append(lines, line...), '\n')
	}
	return &answer{status: http.StatusOK, header: header, body: lines, media: mediaLines}, nil
}

func (q *request) document() (*answer, error) {
	return &answer{status: http.StatusOK, body: q.api.openAPI, media: mediaJSON}, nil
}

func (q *request) list() (*answer, error) {
	limit, err := q.limit()
	if err != nil {
		return nil, err
	}
	rows, err := q.api.Ledger.List(q.Context(), plan.ID(q.param("after")), limit)
	if err != nil {
		return nil, err
	}
	forms, next := make([]listedForm, len(rows)), ""
	for i, r := range rows {
		forms[i] = listedForm{r.Plan, r.Version, r.At}
	}
	if len(rows) == limit {
		next = string(rows[limit-1].Plan)
	}
	return listed(q, forms, next)
}

// place is where a page of the agenda goes on.
type place [3]string

func (q *request) agenda() (*answer, error) {
	day := q.api.Ledger.Today()
	if text := q.param("day"); text != "" {
		parsed, err := civil.Parse(text)
		if err != nil {
			return nil, faultParameter.with("day is a day such as 2026-03-02")
		}
		day = parsed
	}
	var after ledger.Deadline
	if text := q.param("after"); text != "" {
		var at place
		data, err := base64.RawURLEncoding.DecodeString(text)
		if err == nil {
			err = json.Unmarshal(data, &at)
		}
		if err == nil {
			after.Due, err = civil.Parse(at[0])
		}
		if err != nil {
			return nil, faultParameter.with("after is not what a page before has said")
		}
		after.Plan, after.Duty = plan.ID(at[1]), record.RuleID(at[2])
	}
	limit, err := q.limit()
	if err != nil {
		return nil, err
	}
	rows, err := q.api.Ledger.Agenda(q.Context(), day, after, limit)
	if err != nil {
		return nil, err
	}
	forms, next := make([]deadlineForm, len(rows)), ""
	for i := range rows {
		d := &rows[i]
		forms[i] = deadlineForm{d.Plan, d.Duty, d.Title, d.Why, d.Earliest, d.Due, d.Latest, d.Status(day)}
	}
	if len(rows) == limit {
		last := rows[limit-1]
		data, err := json.Marshal(place{last.Due.String(), string(last.Plan), string(last.Duty)})
		if err != nil {
			return nil, err
		}
		next = base64.RawURLEncoding.EncodeToString(data)
	}
	return listed(q, forms, next)
}

func (q *request) feed() (*answer, error) {
	after, err := q.number("after")
	if err != nil {
		return nil, err
	}
	limit, err := q.limit()
	if err != nil {
		return nil, err
	}
	changes, err := q.api.Ledger.Feed(q.Context(), ledger.Cursor(after), limit)
	if err != nil {
		return nil, err
	}
	forms, next := make([]changeForm, len(changes)), ""
	for i := range changes {
		c := &changes[i]
		forms[i] = changeForm{c.Cursor, c.Plan, c.From, c.To, c.At, stoneOf(c.Erased), rawEvents(c.Events)}
	}
	if len(changes) == limit {
		next = strconv.FormatInt(int64(changes[limit-1].Cursor), 10)
	}
	return listed(q, forms, next)
}

func (q *request) summary() (*answer, error) {
	past, version, err := q.past()
	if err != nil {
		return nil, err
	}
	return jsonAnswer(http.StatusOK, summaryOf(past.Plan, version), etag(version))
}

// window reads which part of so many rows is wanted, and where the next one begins.
func (q *request) window(rows int) (from, to int, next string, err error) {
	after, err := q.number("after")
	if err != nil {
		return 0, 0, "", err
	}
	limit, err := q.limit()
	if err != nil {
		return 0, 0, "", err
	}
	from = int(min(after, int64(rows)))
	to = min(from+limit, rows)
	if to < rows {
		next = strconv.Itoa(to)
	}
	return from, to, next, nil
}

func (q *request) timeline() (*answer, error) {
	past, version, err := q.past()
	if err != nil {
		return nil, err
	}
	events := past.Plan.Events()
	from, to, next, err := q.window(len(events))
	if err != nil {
		return nil, err
	}
	rows, hidden := make([]recordedForm, 0, to-from), q.hides(past.Plan)
	for i := from; i < to; i++ {
		if hidden[events[i].ID] {
			rows = append(rows, recordedForm{Version: ledger.Version(i + 1), Hidden: q.hidden.Why})
			continue
		}
		m, _ := past.Plan.Event(events[i].ID)
		rows = append(rows, recordedForm{Version: ledger.Version(i + 1), Void: m.Void, Text: record.Describe(events[i].Body), Event: rawOf(&events[i])})
	}
	ans, err := listed(q, rows, next)
	if err == nil {
		ans.header["ETag"] = etag(version)["ETag"]
	}
	return ans, err
}

// findings pages by the number of the event: those of which no rule says anything are left out, and count.
func (q *request) findings() (*answer, error) {
	past, _, err := q.past()
	if err != nil {
		return nil, err
	}
	from, to, next, err := q.window(past.Plan.Len())
	if err != nil {
		return nil, err
	}
	rows, n := []foundForm{}, 0
	for ev, decision := range past.Engine.Audit(past.Plan) {
		if n++; n > from && n <= to && len(decision.Findings) > 0 {
			rows = append(rows, foundForm{n, ev.ID, ev.At, record.Describe(ev.Body), decision.Findings})
		}
	}
	return listed(q, rows, next)
}

func (q *request) due() (*answer, error) {
	at, err := q.instant("at", q.began)
	if err != nil {
		return nil, err
	}
	past, _, err := q.past()
	if err != nil {
		return nil, err
	}
	open, err := past.Engine.Due(past.Plan, at)
	if err != nil {
		return nil, err
	}
	if q.accepts() == mediaICalendar {
		list := calendar.DueList{Plan: q.plan, AsOf: at, Zone: past.Engine.Zone(), Due: open}
		return q.iCalendar(list.WriteICalendar)
	}
	return listed(q, open, "")
}

func (q *request) moves() (*answer, error) {
	at, err := q.instant("at", q.began)
	if err != nil {
		return nil, err
	}
	past, _, err := q.past()
	if err != nil {
		return nil, err
	}
	options, err := past.Engine.Allowed(past.Plan, at)
	if err != nil {
		return nil, err
	}
	rows := make([]moveForm, len(options))
	for i, o := range options {
		rows[i] = moveForm{o.Axis, string(o.Trigger), o.To, o.Decision}
	}
	return listed(q, rows, "")
}

// asked is the plan for a question about an intent: of one of which nothing is on record, the plan that begins.
func (q *request) asked() (ledger.Past, error) {
	past, _, err := q.past()
	if errors.Is(err, ledger.ErrUnknownPlan) && q.param("known") == "" && q.param("rules") == "" {
		engine := q.api.Ledger.Engine()
		return ledger.Past{Plan: engine.Open(q.plan), Engine: engine}, nil
	}
	return past, err
}

func (q *request) check() (*answer, error) {
	ev, err := q.event()
	if err != nil {
		return nil, err
	}
	past, err := q.asked()
	if err != nil {
		return nil, err
	}
	decision, err := past.Engine.Check(past.Plan, ev)
	if err != nil {
		return nil, err
	}
	return jsonAnswer(http.StatusOK, decision, etag(ledger.Version(past.Plan.Len())))
}

func (q *request) when() (*answer, error) {
	ev, err := q.event()
	if err != nil {
		return nil, err
	}
	past, err := q.asked()
	if err != nil {
		return nil, err
	}
	opening, err := past.Engine.When(past.Plan, ev)
	if err != nil {
		return nil, err
	}
	f := openingForm{Now: opening.Now, Text: opening.String()}
	if opening.Found() {
		f.At, f.Then = opening.At, &opening.Then
	}
	for _, m := range opening.Missing {
		f.Missing = append(f.Missing, m.String())
	}
	return jsonAnswer(http.StatusOK, f, nil)
}

func (q *request) explain() (*answer, error) {
	var f explainForm
	if err := q.decode(&f); err != nil {
		return nil, err
	}
	if (f.EventID == "") == (f.Event == nil) {
		return nil, faultMalformed.with("either eventId or event is wanted")
	}
	var ev record.Event
	var err error
	if f.Event != nil {
		if ev, err = journal.Unmarshal(f.Event); err != nil {
			return nil, err
		}
		if err := q.own(&ev); err != nil {
			return nil, err
		}
	}
	past, err := q.asked()
	if err != nil {
		return nil, err
	}
	if f.Event == nil {
		m, ok := past.Plan.Event(f.EventID)
		if !ok {
			return nil, faultEvent.with("")
		}
		ev = m.Event
	}
	rule, err := past.Engine.RuleNamed(f.Rule)
	if err != nil {
		return nil, err
	}
	x, err := past.Engine.Explain(past.Plan, ev, rule.ID)
	if err != nil {
		return nil, err
	}
	answer := explanationForm{Watched: x.Watched, Finding: x.Finding, Limits: []limitForm{}}
	for _, l := range x.Limits {
		row := limitForm{l.Param, l.Title, l.Value, l.Effective, l.Enforced, []string{}}
		for _, c := range l.Cites {
			row.Cites = append(row.Cites, c.String())
		}
		answer.Limits = append(answer.Limits, row)
	}
	return jsonAnswer(http.StatusOK, answer, nil)
}

func (q *request) export() (*answer, error) {
	var lines strings.Builder
	if err := q.api.Ledger.Export(q.Context(), q.plan, &lines); err != nil {
		return nil, err
	}
	return &answer{status: http.StatusOK, body: []byte(lines.String()), media: mediaLines}, nil
}
