package httpapi

import (
	"context"
	"crypto/rand"
	"encoding/json"
	"errors"
	"fmt"
	"log/slog"
	"net/http"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/oudpath/oudpath/plan"
	"github.com/oudpath/oudpath/plan/record"
)

// api is the handler.
type api struct {
	Config
	mux      *http.ServeMux
	openAPI  []byte
	byMethod map[string]map[string]*route // by path, then method
}

func newAPI(c Config) *api {
	a := &api{Config: c, mux: http.NewServeMux(), byMethod: make(map[string]map[string]*route)}
	list := routes()
	a.openAPI = openAPI(list, c.MaxPage)
	for i := range list {
		r := &list[i]
		if a.byMethod[r.path] == nil {
			a.byMethod[r.path] = make(map[string]*route)
			a.mux.HandleFunc(r.path, a.at(r.path))
		}
		a.byMethod[r.path][r.method] = r
	}
	return a
}

// ServeHTTP is that of http.Handler. Addresses are taken as they are: nothing is redirected, and what is not in the table is a problem.
func (a *api) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	h, pattern := a.mux.Handler(r)
	if pattern == "" || strings.Contains(r.URL.EscapedPath(), "//") {
		a.serve(w, r, nil, faultRoute.with(""))
		return
	}
	if _, ok := h.(http.HandlerFunc); !ok { // the mux would redirect
		a.serve(w, r, nil, faultRoute.with(""))
		return
	}
	a.mux.ServeHTTP(w, r)
}

// at serves one path.
func (a *api) at(path string) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		method := r.Method
		if method == http.MethodHead {
			method = http.MethodGet
		}
		found := a.byMethod[path][method]
		if found == nil {
			var allow []string
			for m := range a.byMethod[path] {
				allow = append(allow, m)
			}
			slices.Sort(allow)
			w.Header().Set("Allow", strings.Join(allow, ", "))
			a.serve(w, r, nil, faultMethod.with(""))
			return
		}
		a.serve(w, r, found, nil)
	}
}

// serve answers a request: one that has no route with the problem.
func (a *api) serve(w http.ResponseWriter, r *http.Request, to *route, wrong error) {
	began := a.Clock()
	ctx, cancel := context.WithTimeout(r.Context(), a.Timeout)
	defer cancel()
	q := &request{api: a, Request: r.WithContext(ctx), route: to, id: rand.Text(), began: began}
	q.Body = http.MaxBytesReader(w, r.Body, a.MaxBody)
	ans, err := (*answer)(nil), wrong
	if err == nil {
		ans, err = q.safely(q.carryOut)
	}
	seen := Observation{Method: r.Method, Request: q.id, Began: began}
	if to != nil {
		seen.Operation = to.name
	}
	if err != nil {
		p, expected := problemOf(err)
		seen.Problem = strings.TrimPrefix(p.Type, urn)
		if !expected || p.Type == urn+faultDamaged.name || p.Type == urn+faultClock.name { // somebody has to look after the machine
			a.Log.Error("a request failed", "request", q.id, "operation", seen.Operation, "problem", seen.Problem, "kind", fmt.Sprintf("%T", err))
		}
		ans = q.failed(p)
	}
	seen.Status = ans.status
	seen.Bytes = q.send(w, ans)
	seen.Took = a.Clock().Sub(began)
	a.Log.LogAttrs(ctx, slog.LevelInfo, "request", slog.String("request", q.id), slog.String("operation", seen.Operation),
		slog.String("method", r.Method), slog.Int("status", seen.Status), slog.String("problem", seen.Problem), slog.Int("bytes", seen.Bytes),
		slog.Duration("took", seen.Took))
	if a.Observe != nil {
		a.Observe(seen)
	}
}

// request is one request on its way.
type request struct {
	*http.Request
	api     *api
	route   *route
	id      string // names it
	began   time.Time
	who     record.Actor
	purpose Purpose
	plan    plan.ID
	other   plan.ID // the second one that it is about; empty: none
	hidden  Hidden  // what the caller is not shown
	entry   Entry   // of the audit trail
}

// answer is what is sent.
type answer struct {
	status int
	header map[string]string
	body   []byte // whole, so that nothing leaves before it is in the audit trail
	media  string
}

// carryOut finds out who asks and whether they may, has the route do it, and notes it.
func (q *request) carryOut() (ans *answer, err error) {
	if q.route.public {
		return q.route.handle(q)
	}
	if len(q.Header.Values("Authorization")) > 1 { // a gate might look at one, and who stands before this service at another
		return nil, ErrUnauthenticated
	}
	if q.who, err = q.api.Gate.Who(q.Request); err != nil {
		return nil, errors.Join(ErrUnauthenticated, err)
	}
	if q.who.IsZero() {
		return nil, ErrUnauthenticated
	}
	q.entry = Entry{At: q.began, Request: q.id, Who: q.who, Operation: q.route.name, Scope: q.route.scope}
	return q.noted(q.safely(q.judged))
}

// safely makes an error of a panic, whose text nobody sees: it might hold what is on record.
func (q *request) safely(do func() (*answer, error)) (ans *answer, err error) {
	defer func() {
		if p := recover(); p != nil {
			ans, err = nil, fmt.Errorf("httpapi: a panic of %T", p)
		}
	}()
	return do()
}

// noted writes the audit trail, also of what was denied, before anything is told.
func (q *request) noted(ans *answer, err error) (*answer, error) {
	q.entry.Plan, q.entry.Purpose = q.plan, q.purpose
	if err != nil {
		p, _ := problemOf(err)
		q.entry.Status = p.Status
	} else {
		q.entry.Status = ans.status
	}
	if noting := q.note(); noting != nil {
		if err == nil && q.route.writes() {
			return nil, faultUncertain.with("the audit trail cannot be written, and what was sent is on record")
		}
		return nil, faultUnavailable.with("the audit trail cannot be written")
	}
	return ans, err
}

// note writes the lines of the audit trail: one for each plan. That who asked has gone, or that time has run out, is no reason for a line
// to be missing: what was asked for may be on record.
func (q *request) note() error {
	ctx, cancel := context.WithTimeout(context.WithoutCancel(q.Context()), q.api.Timeout)
	defer cancel()
	if q.other != "" {
		entry := q.entry
		entry.Plan = q.other
		if err := q.api.Trail.Note(ctx, entry); err != nil {
			return err
		}
	}
	return q.api.Trail.Note(ctx, q.entry)
}

// judged asks the gate, and then the route.
func (q *request) judged() (*answer, error) {
	if strings.Contains(q.route.path, "{plan}") {
		q.plan = plan.ID(q.PathValue("plan"))
		if !isPlanID(q.plan) {
			q.plan = ""
			return nil, faultParameter.with("the ID of the plan is not %s", planIDText)
		}
	}
	if given := q.Header.Values("Purpose-Of-Use"); q.plan != "" || len(given) > 0 {
		if len(given) != 1 || !slices.Contains(purposes, Purpose(given[0])) {
			return nil, faultPurpose.with("one of %v", purposes)
		}
		q.purpose = Purpose(given[0])
	}
	if err := q.need(q.route.scope); err != nil {
		return nil, err
	}
	if err := q.veiled(); err != nil {
		return nil, err
	}
	if err := q.wellFormed(); err != nil {
		return nil, err
	}
	ans, err := q.labelled(q.route.handle(q))
	if err != nil {
		return nil, q.veiledProblem(q.elsewhere(err))
	}
	return ans, nil
}

// need asks the gate for a scope.
func (q *request) need(scope Scope) error { return q.needFor(scope, q.plan) }

// needFor asks the gate for a scope on a plan.
func (q *request) needFor(scope Scope, id plan.ID) error {
	err := q.api.Gate.May(q.Context(), q.who, Ask{Scope: scope, Plan: id, Purpose: q.purpose})
	if err == nil {
		return nil
	}
	if errors.Is(err, ErrForbidden) {
		return faultForbidden.with("the scope %q is wanted", scope)
	}
	return errors.Join(ErrForbidden, err) // whatever is not a yes is a no
}

const maxPlanID = 512

// failed makes an answer of a problem.
func (q *request) failed(p problem) *answer {
	p.Request = q.id
	body, err := json.Marshal(p)
	if err != nil { // what is in a decision can always be written
		body = []byte("{}")
	}
	ans := &answer{status: p.Status, body: append(body, '\n'), media: "application/problem+json", header: map[string]string{}}
	switch p.Status {
	case http.StatusUnauthorized:
		ans.header["WWW-Authenticate"] = "Bearer"
	case http.StatusServiceUnavailable:
		ans.header["Retry-After"] = "1"
	}
	return ans
}

// send writes the answer. Records are not for caches, and no page may show them as something else.
func (q *request) send(w http.ResponseWriter, ans *answer) int {
	h := w.Header()
	h.Set("Cache-Control", "no-store")
	h.Set("X-Content-Type-Options", "nosniff")
	h.Set("Request-Id", q.id)
	for name, value := range ans.header {
		h.Set(name, value)
	}
	if ans.media != "" {
		h.Set("Content-Type", ans.media)
	}
	if ans.status != http.StatusNoContent {
		h.Set("Content-Length", strconv.Itoa(len(ans.body)))
	}
	w.WriteHeader(ans.status)
	if q.Method == http.MethodHead {
		return 0
	}
	n, _ := w.Write(ans.body) // the client is gone: there is nobody to tell
	return n
}
