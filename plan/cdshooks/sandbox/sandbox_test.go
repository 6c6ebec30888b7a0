package sandbox

import (
	"bytes"
	"context"
	"crypto/ecdsa"
	"crypto/x509"
	"encoding/base64"
	"encoding/json"
	"encoding/pem"
	"fmt"
	"io"
	"net"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/chromedp/chromedp"
	"github.com/stretchr/testify/require"

	"github.com/oudpath/oudpath/medication"
	"github.com/oudpath/oudpath/plan/cdshooks"
	"github.com/oudpath/oudpath/plan/jurisdiction"
	"github.com/oudpath/oudpath/plan/record"
)

// What the sandbox says of itself in its tokens.
const (
	issuer = "https://sandbox.cds-hooks.org"
	jku    = issuer + "/.well-known/jwks.json"
	kid    = "44823f3d-0b01-4a6c-a80e-b9d3e8a7226f"
	user   = "Practitioner/COREPRACTITIONER1"
)

// keySet is the public half of the key that the sandbox was built with, as a JWK Set.
func keySet(t *testing.T, folder string) []byte {
	t.Helper()
	data, err := os.ReadFile(filepath.Join(folder, "keys", "ecprivkey.pem"))
	require.NoError(t, err)
	block, _ := pem.Decode(data)
	require.NotNil(t, block)
	private, err := x509.ParsePKCS8PrivateKey(block.Bytes)
	require.NoError(t, err)
	point, err := private.(*ecdsa.PrivateKey).PublicKey.Bytes()
	require.NoError(t, err)
	part := base64.RawURLEncoding.EncodeToString
	set, err := json.Marshal(map[string]any{"keys": []any{map[string]string{"kty": "EC", "crv": "P-384", "use": "sig", "alg": "ES384", "kid": kid,
		"x": part(point[1:49]), "y": part(point[49:])}}})
	require.NoError(t, err)
	return set
}

// staff is the one user that the sandbox has.
type staff struct{}

func (staff) Actor(_ context.Context, from, who string) (record.Actor, error) {
	if from != issuer || who != user {
		return record.Actor{}, cdshooks.ErrNobody
	}
	return record.Actor{ID: who, Role: "prescriber"}, nil
}

func (staff) MayOverride(actor record.Actor, _ record.RuleID) bool { return actor.Role == "prescriber" }

// sink keeps the feedback.
type sink struct {
	mu      sync.Mutex
	answers []cdshooks.Answer
}

func (s *sink) Take(_ context.Context, a cdshooks.Answer) error {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.answers = append(s.answers, a)
	return nil
}

func (s *sink) last() (a cdshooks.Answer, n int) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if len(s.answers) == 0 {
		return a, 0
	}
	return s.answers[len(s.answers)-1], len(s.answers)
}

// Exchange is a request as our server logged it, with what it answered.
type Exchange struct {
	At            time.Time       `json:"at"`
	Method        string          `json:"method"`
	Path          string          `json:"path"`
	Origin        string          `json:"origin,omitempty"`
	Authorization string          `json:"authorization,omitempty"`
	Body          json.RawMessage `json:"body,omitempty"`
	Status        int             `json:"status"`
}

// logged keeps what comes to a service. The clock of the service stands still during a request, so that a replay sees the same.
type logged struct {
	service http.Handler
	mu      sync.Mutex
	at      time.Time
	list    []Exchange
}

func (l *logged) clock() time.Time { return l.at }

func (l *logged) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	l.mu.Lock()
	defer l.mu.Unlock()
	l.at = time.Now().UTC().Truncate(time.Millisecond)
	body, err := io.ReadAll(r.Body)
	if err != nil {
		http.Error(w, err.Error(), http.StatusBadRequest)
		return
	}
	r.Body = io.NopCloser(bytes.NewReader(body))
	answer := httptest.NewRecorder()
	l.service.ServeHTTP(answer, r)
	if r.Method != http.MethodOptions {
		l.list = append(l.list, Exchange{l.at, r.Method, r.URL.Path, r.Header.Get("Origin"), r.Header.Get("Authorization"), body, answer.Code})
	}
	for name, values := range answer.Header() {
		w.Header()[name] = values
	}
	w.WriteHeader(answer.Code)
	_, _ = w.Write(answer.Body.Bytes())
}

// bench is everything that stands around the sandbox.
type bench struct {
	*testing.T
	ctx         context.Context
	page, fhir  string
	base        string
	log         *logged
	sink        *sink
	publicKeys  []byte
	screenshots string
}

func setUp(t *testing.T) *bench {
	t.Helper()
	folder := os.Getenv("SANDBOX")
	if folder == "" {
		t.Skip("SANDBOX is no folder with a built CDS Hooks Sandbox: doc.go says how to make one")
	}
	b := &bench{T: t, sink: &sink{}, log: &logged{}, publicKeys: keySet(t, folder), screenshots: os.Getenv("SCREENS")}
	page := httptest.NewServer(http.FileServer(http.Dir(filepath.Join(folder, "build"))))
	t.Cleanup(page.Close)
	all := map[string][]map[string]any{}
	for _, p := range people {
		for typ, list := range p.resources(time.Now().UTC().Truncate(time.Second)) {
			all[typ] = append(all[typ], list...)
		}
	}
	fhir := httptest.NewServer(&fhirServer{all})
	t.Cleanup(fhir.Close)
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	require.NoError(t, err)
	b.page, b.fhir, b.base = page.URL, fhir.URL, "http://"+listener.Addr().String()

	keys, err := cdshooks.ParseKeySet(b.publicKeys)
	require.NoError(t, err)
	tokens, err := cdshooks.NewVerifier(cdshooks.Tokens{Clock: b.log.clock, Issuers: []cdshooks.Issuer{{Name: issuer, Keys: keys, JKU: jku}}})
	require.NoError(t, err)
	engine, err := jurisdiction.Engine("us", time.UTC)
	require.NoError(t, err)
	b.log.service, err = cdshooks.New(cdshooks.Config{Engine: engine, Clock: b.log.clock, Base: b.base, Tokens: tokens, Market: "us",
		Setting: medication.SettingOffice, Staff: staff{}, Sink: b.sink, Origins: []string{b.page}})
	require.NoError(t, err)
	server := cdshooks.Server(b.log, 0)
	go func() { _ = server.Serve(listener) }()
	t.Cleanup(func() { _ = server.Close() })

	options := append(chromedp.DefaultExecAllocatorOptions[:], chromedp.ExecPath("chromium"), chromedp.NoSandbox, chromedp.WindowSize(1400, 1000),
		chromedp.Flag("disable-background-networking", true), chromedp.Flag("disable-component-update", true))
	allocated, cancel := chromedp.NewExecAllocator(t.Context(), options...)
	t.Cleanup(cancel)
	ctx, cancel := chromedp.NewContext(allocated)
	t.Cleanup(cancel)
	b.ctx, cancel = context.WithTimeout(ctx, 5*time.Minute)
	t.Cleanup(cancel)
	return b
}

func (b *bench) do(actions ...chromedp.Action) {
	b.Helper()
	require.NoError(b, chromedp.Run(b.ctx, actions...))
}

// open shows a screen of the sandbox for a patient.
func (b *bench) open(patient, hook, screen string) {
	b.Helper()
	b.do(chromedp.Navigate(fmt.Sprintf("%s/?fhirServiceUrl=%s&patientId=%s&serviceDiscoveryURL=%s/cds-services&hook=%s&screen=%s",
		b.page, b.fhir, patient, b.base, hook, screen)))
}

// choose puts the name of a medicine into its field, at once because the sandbox loses letters that are typed fast, and takes it from the
// list that the sandbox then shows.
func (b *bench) choose(name string) {
	b.Helper()
	b.waits("Medication")
	var put bool
	b.do(chromedp.Evaluate(fmt.Sprintf(`(field => {
		Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, "value").set.call(field, %q);
		field.dispatchEvent(new Event("input", {bubbles: true}));
		return true;
	})(document.querySelector('input[name="medication-input"]'))`, name), &put))
	b.waits(name)
	b.press(`[class*="MuiListItemButton"]`, name)
}

// press presses the first element of those that a selector names which says the text.
func (b *bench) press(selector, text string) {
	b.Helper()
	var pressed bool
	b.do(chromedp.Evaluate(fmt.Sprintf(`(e => { e && e.click(); return !!e })([...document.querySelectorAll(%q)].find(e => e.textContent.includes(%q)))`,
		selector, text), &pressed))
	require.True(b, pressed, "nothing of %s says %q", selector, text)
}

func (b *bench) says(text string) bool {
	var body string
	if chromedp.Run(b.ctx, chromedp.Evaluate(`document.body.innerText`, &body)) != nil {
		return false
	}
	return strings.Contains(body, text)
}

func (b *bench) waits(text string) {
	b.Helper()
	end := time.Now().Add(time.Minute)
	for !b.says(text) {
		if time.Now().After(end) {
			b.look("missing")
			b.log.mu.Lock()
			defer b.log.mu.Unlock()
			for _, e := range b.log.list {
				b.Logf("%s %s %d %s", e.Method, e.Path, e.Status, e.Body)
			}
			require.FailNow(b, "the sandbox does not say", "%q", text)
		}
		time.Sleep(300 * time.Millisecond)
	}
}

func (b *bench) look(name string) {
	b.Helper()
	if b.screenshots == "" {
		return
	}
	var shot []byte
	b.do(chromedp.FullScreenshot(&shot, 100))
	require.NoError(b, os.WriteFile(filepath.Join(b.screenshots, name+".png"), shot, 0o644))
}

const (
	tablets = "Buprenorphine 8 MG / Naloxone 2 MG Sublingual Tablet" // as the sandbox has it
	refusal = "3 h since heroin"
	missing = "To be recorded: COWS total"
)

// A client that others wrote discovers the service, fetches in advance, signs its requests, shows our card, and sends what a user did with it.
func TestSandbox(t *testing.T) {
	b := setUp(t)
	b.open("invented-1", "patient-view", "patient-view")
	b.waits("Ana Invented")
	b.look("patient")

	b.open("invented-1", "order-select", "rx-view")
	b.waits("Ana Invented")
	b.choose(tablets)
	b.waits(refusal)
	b.look("card")
	b.press(`button[aria-label="select dismiss reason"]`, "")
	b.waits("Override:")
	b.look("reasons")
	b.press(`[role="menuitem"]`, "Override:")
	require.Eventually(t, func() bool { _, n := b.sink.last(); return n == 1 }, 30*time.Second, 100*time.Millisecond)
	overridden, _ := b.sink.last()
	require.Empty(t, overridden.Attempted)
	require.NotNil(t, overridden.Override, "an override of the only prescriber is one")
	require.Equal(t, user, overridden.Override.Actor.ID)

	b.open("invented-2", "order-sign", "rx-sign")
	b.waits("Bea Invented")
	b.choose(tablets)
	b.press("button", "Sign Order")
	b.waits(missing)
	b.look("signed")
	b.press("button", missing)
	require.Eventually(t, func() bool { _, n := b.sink.last(); return n == 2 }, 30*time.Second, 100*time.Millisecond)
	accepted, _ := b.sink.last()
	require.Equal(t, "accepted", accepted.Outcome)
	require.Len(t, accepted.Accepted, 1)
	require.Contains(t, accepted.Card.Suggestions, accepted.Accepted[0])
	b.look("accepted")

	b.log.mu.Lock()
	defer b.log.mu.Unlock()
	called := map[string]int{}
	for _, e := range b.log.list {
		require.Equal(t, http.StatusOK, e.Status, "%s %s", e.Method, e.Path)
		require.True(t, strings.HasPrefix(e.Authorization, "Bearer "), e.Path)
		called[e.Path]++
	}
	t.Log(called)
	for _, path := range []string{"", "/oudpath-patient", "/oudpath-orders-selected", "/oudpath-orders-selected/feedback", "/oudpath-orders",
		"/oudpath-orders/feedback"} {
		require.NotZero(t, called["/cds-services"+path], path)
	}
	if os.Getenv("RECORD") != "" {
		b.record()
	}
}

// record writes what came as test data: the keys, where the service was, and each request on a line.
func (b *bench) record() {
	b.Helper()
	folder := filepath.Join("..", "testdata", "sandbox")
	require.NoError(b, os.WriteFile(filepath.Join(folder, "keys.json"), append(b.publicKeys, '\n'), 0o644))
	var out bytes.Buffer
	encoder := json.NewEncoder(&out)
	encoder.SetEscapeHTML(false)
	require.NoError(b, encoder.Encode(map[string]string{"base": b.base, "page": b.page}))
	for _, e := range b.log.list {
		require.NoError(b, encoder.Encode(e))
	}
	require.NoError(b, os.WriteFile(filepath.Join(folder, "exchanges.jsonl"), out.Bytes(), 0o644))
}
