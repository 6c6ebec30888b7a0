package main

import (
	"bytes"
	"cmp"
	"context"
	"crypto/rand"
	"embed"
	"errors"
	"html/template"
	"net/http"
	"net/url"
	"regexp"
	"strconv"
	"strings"
	"time"

	"github.com/oudpath/oudpath/medication"
	"github.com/oudpath/oudpath/plan"
	"github.com/oudpath/oudpath/plan/httpapi"
	"github.com/oudpath/oudpath/plan/ledger"
	"github.com/oudpath/oudpath/plan/record"
)

//go:embed page.html looks.html style.css
var assets embed.FS

var page = template.Must(template.ParseFS(assets, "page.html", "looks.html"))

// pages are the addresses that a browser opens.
func (c *clinic) pages(mux *http.ServeMux) {
	mux.HandleFunc("GET /style.css", func(w http.ResponseWriter, r *http.Request) { http.ServeFileFS(w, r, assets, "style.css") })
	mux.HandleFunc("GET /login", func(w http.ResponseWriter, _ *http.Request) {
		c.show(w, http.StatusOK, "login", view{Title: "Sign in"})
	})
	mux.HandleFunc("POST /login", c.login)
	mux.HandleFunc("POST /logout", c.logout)
	mux.HandleFunc("/", func(w http.ResponseWriter, _ *http.Request) {
		c.show(w, http.StatusNotFound, "problem", view{Title: "Nothing here", Wrong: true, Notice: "There is no such page."})
	})
	mux.HandleFunc("GET /{$}", c.door("page.today", httpapi.ScopeAgenda, c.today))
	mux.HandleFunc("GET /people/{plan}", c.door("page.person", httpapi.ScopeRead, c.person))
	mux.HandleFunc("POST /people/{plan}/orders", c.door("page.order", httpapi.ScopeRecord, c.order))
	mux.HandleFunc("POST /people/{plan}/doses", c.door("page.dose", httpapi.ScopeRecord, c.dose))
	mux.HandleFunc("POST /people/{plan}/missed", c.door("page.missed", httpapi.ScopeRecord, c.miss))
	mux.HandleFunc("POST /people/{plan}/merges", c.door("page.merge", httpapi.ScopeMerge, c.merge))
	mux.HandleFunc("POST /people", c.door("page.admit", httpapi.ScopeRecord, c.admit))
	c.looking(mux)
}

// view is what a page shows.
type view struct {
	Title  string
	Who    record.Actor
	Notice string // what was done, or why not
	Wrong  bool   // the notice is about something that was not done

	Today    *todayView
	Person   *personView
	Calendar *calendarView
	Choices  *choicesView
	WhatIf   *whatIfView
	Merged   *mergedView
}

// visit is one request of somebody who may.
type visit struct {
	*http.Request
	who  record.Actor
	plan plan.ID
}

// shown is the answer: a page, a file, or where to go on.
type shown struct {
	status int
	name   string
	view   view
	next   string
	file   *file
}

// door lets those through who may, and notes everybody in the audit trail before anything is shown.
func (c *clinic) door(operation string, scope httpapi.Scope, do func(visit) (shown, error)) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		who, err := c.Who(r)
		if err != nil {
			http.Redirect(w, r, "/login", http.StatusSeeOther)
			return
		}
		r.Body = http.MaxBytesReader(w, r.Body, 16<<10)
		v := visit{r, who, plan.ID(cmp.Or(r.PathValue("plan"), admitted(r)))}
		var s shown
		if err = c.may(v, scope); err == nil {
			s, err = do(v)
		}
		if err != nil {
			s = c.failed(v, err)
		}
		entry := httpapi.Entry{At: c.clock(), Request: rand.Text(), Who: who, Operation: operation, Scope: scope, Plan: v.plan,
			Purpose: httpapi.PurposeTreatment, Status: s.status}
		if err := c.trail.Note(r.Context(), entry); err != nil {
			s = shown{http.StatusServiceUnavailable, "problem", view{Title: "The audit trail cannot be written", Wrong: true,
				Notice: "What you sent may be on record or not: look again."}, "", nil}
		}
		if s.file != nil {
			s.file.write(w)
			return
		}
		if s.next != "" {
			http.Redirect(w, r, s.next, http.StatusSeeOther)
			return
		}
		s.view.Who = who
		c.show(w, s.status, s.name, s.view)
	}
}

func (c *clinic) may(v visit, scope httpapi.Scope) error {
	return c.May(v.Context(), v.who, httpapi.Ask{Scope: scope, Plan: v.plan, Purpose: httpapi.PurposeTreatment})
}

// failed is the page about an error, whose text is not shown: it might hold more than the reader may see.
func (c *clinic) failed(v visit, err error) shown {
	s := shown{http.StatusInternalServerError, "problem", view{Title: "Something is wrong here", Wrong: true,
		Notice: "Nothing was recorded."}, "", nil}
	var changed *ledger.ConflictError
	var merged *ledger.MergedError
	switch {
	case errors.As(err, &merged) && merged.Plan == v.plan:
		return c.gone(v, merged)
	case errors.Is(err, ledger.ErrAct), errors.Is(err, ledger.ErrMerged):
		s.status, s.view.Title, s.view.Notice = http.StatusUnprocessableEntity, "Not merged", "These two records cannot be merged. Nothing was recorded."
	case errors.Is(err, httpapi.ErrForbidden):
		s.status, s.view.Title, s.view.Notice = http.StatusForbidden, "Not allowed", "Your role may not do this. Nothing was recorded."
	case unknown(err):
		s.status, s.view.Title, s.view.Notice = http.StatusNotFound, "Nobody", "Nothing is on record under this name."
	case errors.Is(err, ledger.ErrUncertain):
		s.status, s.view.Title, s.view.Notice = http.StatusServiceUnavailable, "Not known", "It may be on record or not: look again."
	case errors.As(err, &changed):
		s.status, s.view.Title = http.StatusConflict, "The record has changed"
		s.view.Notice = "Somebody recorded something since you opened the page. Nothing was recorded: look again."
	case errors.Is(err, errForm):
		s.status, s.view.Title, s.view.Notice = http.StatusBadRequest, "Not understood", err.Error()
	}
	return s
}

// show writes a page whole or not at all.
func (c *clinic) show(w http.ResponseWriter, status int, name string, v view) {
	var text bytes.Buffer
	if err := page.ExecuteTemplate(&text, name, v); err != nil {
		http.Error(w, "the page cannot be made", http.StatusInternalServerError)
		return
	}
	w.Header().Set("Content-Type", "text/html; charset=utf-8")
	w.WriteHeader(status)
	_, _ = w.Write(text.Bytes()) // the reader is gone: there is nobody to tell
}

func (c *clinic) login(w http.ResponseWriter, r *http.Request) {
	r.Body = http.MaxBytesReader(w, r.Body, 16<<10)
	who, ok := c.staff.bearer(strings.TrimSpace(r.PostFormValue("token")), c.clock())
	if !ok {
		c.show(w, http.StatusUnauthorized, "login", view{Title: "Sign in", Notice: "This token is not known, or has ended.", Wrong: true})
		return
	}
	cookie := c.doors.begin(who, c.clock())
	cookie.Secure = r.TLS != nil
	http.SetCookie(w, cookie)
	http.Redirect(w, r, "/", http.StatusSeeOther)
}

func (c *clinic) logout(w http.ResponseWriter, r *http.Request) {
	c.doors.end(r)
	http.SetCookie(w, &http.Cookie{Name: cookieName, Path: "/", MaxAge: -1})
	http.Redirect(w, r, "/login", http.StatusSeeOther)
}

func (c *clinic) person(v visit) (shown, error) {
	p, err := c.personOf(v)
	if err != nil {
		return shown{}, err
	}
	notice := map[string]string{"dose": "The dose is on record.", "order": "The order is on record.", "missed": "The missed dose is on record.",
		"admitted": "The person is admitted, and assessment has begun.", "merged": "The other record was merged into this one."}[v.URL.Query().Get("done")]
	return shown{http.StatusOK, "person", view{Title: string(v.plan), Notice: notice, Person: p}, "", nil}, nil
}

var errForm = errors.New("the form is not filled in as it has to be")

// admitted is the person whom a form admits; empty for every other request.
func admitted(r *http.Request) string {
	if r.Method != http.MethodPost || r.URL.Path != "/people" {
		return ""
	}
	return r.PostFormValue("person")
}

// named is what a person can be called here: a word that tells nobody who it is.
var named = regexp.MustCompile(`^[a-z0-9][a-z0-9-]{2,39}$`)

// asked reads an order or a dose from a form.
func asked(form url.Values) (product medication.ProductID, dose medication.Dose, setting medication.Setting, err error) {
	product = medication.ProductID(form.Get("product"))
	mg, err := strconv.ParseUint(form.Get("mg"), 10, 16)
	if err != nil || mg == 0 {
		return "", dose, setting, errForm
	}
	if err := setting.UnmarshalText([]byte(form.Get("setting"))); err != nil {
		return "", dose, setting, errForm
	}
	return product, medication.Dose{Principal: medication.Milligrams(uint32(mg))}, setting, nil
}

// form is what was filled in.
func (v visit) form() url.Values {
	_ = v.ParseForm() // what cannot be read is missing
	return v.PostForm
}

// seen is the version of the plan that the reader had on the screen.
func seen(v visit) (ledger.Expectation, error) {
	version, err := strconv.Atoi(v.PostFormValue("version"))
	if err != nil || version < 1 {
		return ledger.Expectation{}, errForm
	}
	return ledger.At(ledger.Version(version)), nil
}

func (c *clinic) dose(v visit) (shown, error) {
	product, dose, setting, err := asked(v.form())
	if err != nil {
		return shown{}, err
	}
	expect, err := seen(v)
	if err != nil {
		return shown{}, err
	}
	_, err = c.apply(v.Context(), v, expect, record.DoseGiven{Product: product, Dose: dose, Setting: setting}, nil)
	if err != nil {
		return shown{}, err
	}
	return shown{status: http.StatusSeeOther, next: "/people/" + url.PathEscape(string(v.plan)) + "?done=dose"}, nil
}

// order asks the rules about an order and puts it on record if they allow it, or if somebody who may overrides those that object.
func (c *clinic) order(v visit) (shown, error) {
	product, dose, setting, err := asked(v.form())
	if err != nil {
		return shown{}, err
	}
	expect, err := seen(v)
	if err != nil {
		return shown{}, err
	}
	var overrides []record.Override
	for _, rule := range v.PostForm["override"] {
		overrides = append(overrides, record.Override{Rule: record.RuleID(rule), Reason: record.Reason(v.PostFormValue("reason")),
			Note: strings.TrimSpace(v.PostFormValue("note"))})
	}
	if len(overrides) > 0 {
		if err := c.may(v, httpapi.ScopeOverride); err != nil {
			return shown{}, err
		}
	}
	out, err := c.apply(v.Context(), v, expect, record.Order{Product: product, Dose: dose, Setting: setting}, overrides)
	if err != nil {
		return shown{}, err
	}
	if out.Accepted() {
		return shown{status: http.StatusSeeOther, next: "/people/" + url.PathEscape(string(v.plan)) + "?done=order"}, nil
	}
	p, err := c.personOf(v)
	if err != nil {
		return shown{}, err
	}
	p.Asked = c.answerOf(v, p, out, setting)
	return shown{http.StatusUnprocessableEntity, "person", view{Title: string(v.plan), Wrong: true,
		Notice: "The order was not recorded: " + notAllowed(out.Decision.Status) + ".", Person: p}, "", nil}, nil
}

// notAllowed says in words why an order is not on record.
func notAllowed(status plan.Status) string {
	if status == plan.Undetermined {
		return "something that the rules have to know is not on record"
	}
	return "the rules object to it"
}

func (c *clinic) apply(ctx context.Context, v visit, expect ledger.Expectation, body record.Body,
	overrides []record.Override) (ledger.Outcome, error) {
	ev := record.Event{ID: record.EventID(rand.Text()), At: c.clock().UTC().Truncate(time.Second), Actor: v.who, Body: body,
		Overrides: overrides}
	out, err := c.book.Apply(ctx, v.plan, ledger.Request{Event: ev, Expect: expect})
	if errors.Is(err, record.ErrEvent) {
		return out, errForm
	}
	return out, err
}
