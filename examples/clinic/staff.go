package main

import (
	"context"
	"crypto/rand"
	"crypto/sha256"
	"crypto/subtle"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"net/http"
	"os"
	"slices"
	"strings"
	"sync"
	"time"

	"github.com/oudpath/oudpath/plan/httpapi"
	"github.com/oudpath/oudpath/plan/record"
)

// roles say what each may do. Only a prescriber overrides a rule, and only who administers records says that two of them are of one person.
var roles = map[string][]httpapi.Scope{
	"prescriber": {httpapi.ScopeRead, httpapi.ScopeCheck, httpapi.ScopeRecord, httpapi.ScopeAgenda, httpapi.ScopeFeed, httpapi.ScopeOverride},
	"nurse":      {httpapi.ScopeRead, httpapi.ScopeCheck, httpapi.ScopeRecord, httpapi.ScopeAgenda},
	"counsellor": {httpapi.ScopeRead, httpapi.ScopeRecord, httpapi.ScopeAgenda},
	"reader":     {httpapi.ScopeRead, httpapi.ScopeAgenda},
	"records":    {httpapi.ScopeRead, httpapi.ScopeAgenda, httpapi.ScopeExport, httpapi.ScopeMerge},
}

// member is somebody of the staff. The file holds the digest of the token and not the token.
type member struct {
	ID     string    `json:"id"`
	Role   string    `json:"role"`
	Digest string    `json:"sha256"`
	Until  time.Time `json:"until"`

	shown string // the token, when it was made just now
}

type staff []member

// readStaff reads the file, or makes one with a member for each role.
func readStaff(path string) (staff, error) {
	text, err := os.ReadFile(path)
	if errors.Is(err, fs.ErrNotExist) {
		return makeStaff(path)
	}
	if err != nil {
		return nil, err
	}
	var s staff
	if err := json.Unmarshal(text, &s); err != nil {
		return nil, fmt.Errorf("%s: %w", path, err)
	}
	for _, m := range s {
		if _, err := hex.DecodeString(m.Digest); m.ID == "" || roles[m.Role] == nil || err != nil || len(m.Digest) != 64 || m.Until.IsZero() {
			return nil, fmt.Errorf("%s: the member %q lacks an ID, a known role, the SHA-256 of a token, or its end", path, m.ID)
		}
	}
	return s, nil
}

func makeStaff(path string) (staff, error) {
	var s staff
	for _, role := range []string{"prescriber", "nurse", "counsellor", "reader", "records"} {
		token := rand.Text()
		s = append(s, member{ID: "invented-" + role, Role: role, Digest: digest(token), Until: time.Now().AddDate(0, 0, 30), shown: token})
	}
	text, err := json.MarshalIndent(s, "", "  ")
	if err != nil {
		return nil, err
	}
	return s, os.WriteFile(path, append(text, '\n'), 0o600)
}

// tokens says with which token somebody signs in. One is shown once, when the file is made, which holds its digest alone.
func (s staff) tokens() string {
	if slices.ContainsFunc(s, func(m member) bool { return m.shown != "" }) {
		return "one of these tokens, which are shown this once:"
	}
	return "a token of the staff: they were shown when their file was made; without that file (-tokens) new ones are made"
}

func digest(token string) string {
	sum := sha256.Sum256([]byte(token))
	return hex.EncodeToString(sum[:])
}

// bearer finds who has a token.
func (s staff) bearer(token string, now time.Time) (record.Actor, bool) {
	have := []byte(digest(token))
	for _, m := range s {
		if subtle.ConstantTimeCompare(have, []byte(m.Digest)) == 1 && now.Before(m.Until) {
			return record.Actor{ID: m.ID, Role: m.Role}, true
		}
	}
	return record.Actor{}, false
}

// sessions are the browsers that have signed in. They end with the program.
type sessions struct {
	mu   sync.Mutex
	open map[string]session
}

type session struct {
	who   record.Actor
	until time.Time
}

const (
	cookieName = "clinic"
	shift      = 8 * time.Hour // a session ends after it
)

func (s *sessions) begin(who record.Actor, now time.Time) *http.Cookie {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.open == nil {
		s.open = make(map[string]session)
	}
	id := rand.Text()
	s.open[id] = session{who, now.Add(shift)}
	return &http.Cookie{Name: cookieName, Value: id, Path: "/", HttpOnly: true, SameSite: http.SameSiteStrictMode,
		MaxAge: int(shift / time.Second)}
}

func (s *sessions) end(r *http.Request) {
	if cookie, err := r.Cookie(cookieName); err == nil {
		s.mu.Lock()
		defer s.mu.Unlock()
		delete(s.open, cookie.Value)
	}
}

// Who is that of httpapi.Gate: whoever has a token, or has signed in with one.
func (c *clinic) Who(r *http.Request) (record.Actor, error) {
	if scheme, token, ok := strings.Cut(r.Header.Get("Authorization"), " "); ok && strings.EqualFold(scheme, "Bearer") {
		if who, known := c.staff.bearer(token, c.clock()); known {
			return who, nil
		}
		return record.Actor{}, httpapi.ErrUnauthenticated
	}
	cookie, err := r.Cookie(cookieName)
	if err != nil {
		return record.Actor{}, httpapi.ErrUnauthenticated
	}
	c.doors.mu.Lock()
	defer c.doors.mu.Unlock()
	if s, ok := c.doors.open[cookie.Value]; ok && c.clock().Before(s.until) {
		return s.who, nil
	}
	return record.Actor{}, httpapi.ErrUnauthenticated
}

// May is that of httpapi.Gate: what the role may, for care in this clinic. Nothing is handed out by this program.
func (c *clinic) May(_ context.Context, who record.Actor, ask httpapi.Ask) error {
	inside := []httpapi.Purpose{"", httpapi.PurposeTreatment, httpapi.PurposePayment, httpapi.PurposeOperations}
	if slices.Contains(roles[who.Role], ask.Scope) && slices.Contains(inside, ask.Purpose) {
		return nil
	}
	return httpapi.ErrForbidden
}
