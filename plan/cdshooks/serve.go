package cdshooks

import (
	"bytes"
	"context"
	"crypto/rand"
	"errors"
	"fmt"
	"log/slog"
	"mime"
	"net/http"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/oudpath/oudpath/plan/calendar"
	"github.com/oudpath/oudpath/plan/fhir"
	"github.com/oudpath/oudpath/plan/fhir/r4"
)

// api is the handler.
type api struct {
	Config
	discovery []byte
	schedules []calendar.Schedule
}

func newAPI(c Config) (*api, error) {
	a := &api{Config: c, discovery: Discovery(c.Services)}
	for _, id := range c.Schedules {
		schedule, err := calendar.Named(id)
		if err != nil {
			return nil, fmt.Errorf("cdshooks: %w", err)
		}
		a.schedules = append(a.schedules, schedule)
	}
	seen := map[[2]string]bool{}
	for i := range c.Services {
		s := &c.Services[i]
		if err := s.validate(); err != nil {
			return nil, err
		}
		if seen[[2]string{s.ID, s.Hook}] {
			return nil, fmt.Errorf("cdshooks: duplicate service %q of hook %q", s.ID, s.Hook)
		}
		seen[[2]string{s.ID, s.Hook}] = true
	}
	return a, nil
}

// service returns the row of a service for a hook; known says whether there is a service of that ID at all.
func (a *api) service(id, hook string) (found *Service, known bool) {
	for i := range a.Services {
		if s := &a.Services[i]; s.ID == id {
			known = true
			if s.Hook == hook {
				return s, true
			}
		}
	}
	return nil, known
}

// root is where everything is.
const root = "/cds-services"

// ServeHTTP is that of http.Handler.
func (a *api) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	began := a.Clock()
	ctx, cancel := context.WithTimeout(r.Context(), a.Timeout)
	defer cancel()
	seen := Observation{Request: rand.Text(), Began: began}
	a.allow(w, r)
	body, err := a.safely(ctx, w, r, &seen)
	status := http.StatusOK
	if err != nil {
		p := a.problemOf(err, &seen)
		status, body, seen.Problem = p.status, p.outcome(seen.Request), p.name
		if status == http.StatusUnauthorized {
			w.Header().Set("WWW-Authenticate", "Bearer")
		}
	}
	h := w.Header()
	h.Set("Cache-Control", "no-store")
	h.Set("X-Content-Type-Options", "nosniff")
	h.Set("Request-Id", seen.Request)
	if r.Method == http.MethodOptions && err == nil {
		status = http.StatusNoContent
	} else {
		h.Set("Content-Type", "application/json")
		h.Set("Content-Length", strconv.Itoa(len(body)))
	}
	w.WriteHeader(status)
	if r.Method != http.MethodHead && status != http.StatusNoContent {
		_, _ = w.Write(body) // the client is gone: there is nobody to tell
	}
	seen.Status, seen.Took = status, a.Clock().Sub(began)
	a.Log.LogAttrs(ctx, slog.LevelInfo, "request", slog.String("request", seen.Request), slog.String("operation", seen.Operation),
		slog.String("service", seen.Service), slog.Int("status", status), slog.String("problem", seen.Problem), slog.Int("cards", seen.Cards),
		slog.Int("fetched", seen.Fetched), slog.Any("deviations", seen.Deviations), slog.Duration("took", seen.Took))
	if a.Observe != nil {
		a.Observe(seen)
	}
}

// allow lets web pages of the list call from a browser.
func (a *api) allow(w http.ResponseWriter, r *http.Request) {
	origin := r.Header.Get("Origin")
	if origin == "" || len(a.Origins) == 0 {
		return
	}
	h := w.Header()
	h.Add("Vary", "Origin")
	switch {
	case slices.Contains(a.Origins, "*"):
		h.Set("Access-Control-Allow-Origin", "*")
	case slices.Contains(a.Origins, origin):
		h.Set("Access-Control-Allow-Origin", origin)
	default:
		return
	}
	if r.Method == http.MethodOptions {
		h.Set("Access-Control-Allow-Methods", "GET, POST")
		h.Set("Access-Control-Allow-Headers", "Authorization, Content-Type")
		h.Set("Access-Control-Max-Age", "600")
	}
}

// problemOf returns what the caller is told. What went wrong here is told to nobody but the log, and there by its type.
func (a *api) problemOf(err error, seen *Observation) problem {
	var p problem
	switch {
	case errors.As(err, &p):
		return p
	case errors.Is(err, fhir.ErrPerson):
		return faultPerson.with("the id is that of several patients, on several servers")
	case errors.Is(err, ErrRoom):
		return faultBusy.with("")
	case errors.Is(err, ErrToken):
		return faultWho.with("%s", strings.TrimPrefix(err.Error(), ErrToken.Error()+": "))
	case errors.Is(err, context.DeadlineExceeded):
		return faultTime.with("")
	}
	a.Log.Error("a request failed", "request", seen.Request, "operation", seen.Operation, "kind", fmt.Sprintf("%T", err))
	return faultInternal.with("")
}

var errPanic = errors.New("cdshooks: a panic")

// safely answers, and makes an error of a panic.
func (a *api) safely(ctx context.Context, w http.ResponseWriter, r *http.Request, seen *Observation) (body []byte, err error) {
	defer func() {
		if recover() != nil { // its value may hold what is on record
			body, err = nil, errPanic
		}
	}()
	path := r.URL.EscapedPath()
	id, isService := strings.CutPrefix(path, root+"/")
	id, isFeedback := strings.CutSuffix(id, "/feedback")
	_, known := a.service(id, "")
	want := http.MethodPost
	switch {
	case path == root:
		seen.Operation, want = "discovery", http.MethodGet
	case !isService || !known:
		return nil, faultRoute.with("")
	default:
		seen.Service = id
	}
	switch {
	case r.Method == http.MethodOptions:
		return nil, nil
	case r.Method != want && (want != http.MethodGet || r.Method != http.MethodHead):
		w.Header().Set("Allow", want+", OPTIONS")
		return nil, faultMethod.with("")
	case path == root:
		return a.discovery, nil
	}
	issuer, err := a.who(ctx, r, a.Base+path)
	if err != nil {
		return nil, err
	}
	doc, err := a.read(w, r)
	if err != nil {
		return nil, err
	}
	if isFeedback {
		seen.Operation = "feedback"
		return a.feedback(ctx, id, issuer, doc.Root())
	}
	return a.call(ctx, id, issuer, doc.Root(), seen)
}

// who finds out which client calls.
func (a *api) who(ctx context.Context, r *http.Request, address string) (issuer string, err error) {
	if a.Open {
		return "", nil
	}
	header := r.Header.Values("Authorization")
	if len(header) != 1 {
		return "", faultWho.with("one header Authorization with a bearer token is wanted")
	}
	scheme, token, ok := strings.Cut(header[0], " ")
	if !ok || !strings.EqualFold(scheme, "Bearer") {
		return "", faultWho.with("a bearer token is wanted")
	}
	return a.Tokens.Verify(ctx, token, address)
}

// read reads the body.
func (a *api) read(w http.ResponseWriter, r *http.Request) (*r4.Document, error) {
	media, params, err := mime.ParseMediaType(r.Header.Get("Content-Type"))
	if charset := params["charset"]; err != nil || media != "application/json" && media != "application/fhir+json" ||
		charset != "" && !strings.EqualFold(charset, "utf-8") {
		return nil, faultMedia.with("JSON in UTF-8 is wanted")
	}
	if r.Header.Get("Content-Encoding") != "" {
		return nil, faultMedia.with("a body that is not compressed is wanted")
	}
	const promised = 64 << 10 // room for what a client says that it sends, before it does
	body := bytes.NewBuffer(make([]byte, 0, bytes.MinRead+min(max(r.ContentLength, 0), promised)))
	_, err = body.ReadFrom(http.MaxBytesReader(w, r.Body, int64(a.MaxBody)))
	if large := (*http.MaxBytesError)(nil); errors.As(err, &large) {
		return nil, faultLarge.with("at most %d bytes", a.MaxBody)
	} else if err != nil {
		return nil, faultMalformed.with("it ended early")
	}
	doc, err := r4.Limits{Bytes: a.MaxBody}.Parse(body.Bytes())
	switch {
	case errors.Is(err, r4.ErrDepth):
		return nil, faultMalformed.with("it is nested too deeply")
	case errors.Is(err, r4.ErrDuplicate):
		return nil, faultMalformed.with("a name stands twice in one object")
	case errors.Is(err, r4.ErrText):
		return nil, faultMalformed.with("it is not UTF-8")
	case err != nil || !doc.Root().IsObject():
		return nil, faultMalformed.with("it is no JSON object")
	}
	return doc, nil
}

// within reports whether a time is not later than now, but for what clocks may differ.
func within(t, now time.Time) bool { return !t.After(now.Add(DefaultLeeway)) }
