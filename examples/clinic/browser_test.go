package main

import (
	"context"
	"encoding/json"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/cdproto/runtime"
	"github.com/chromedp/chromedp"
	"github.com/oudpath/oudpath/plan/httpapi"
	"github.com/stretchr/testify/require"
)

// The browser test needs Chromium: .ci/edges/clinic installs it and sets CLINIC_BROWSER, so that it is not left out there. AXE is the file
// of axe-core, the accessibility check; CLINIC_SCREENS is a folder for pictures of the pages.
func chromium(t *testing.T) {
	t.Helper()
	if _, err := exec.LookPath("chromium"); err != nil && os.Getenv("CLINIC_BROWSER") == "" {
		t.Skip("no Chromium here: .ci/edges/clinic has one")
	}
}

// awaited waits for the promise that an expression is.
func awaited(p *runtime.EvaluateParams) *runtime.EvaluateParams { return p.WithAwaitPromise(true) }

// tab is a page of a browser in which somebody is signed in.
type tab struct {
	*ward
	ctx context.Context
}

func (w *ward) tab(role string) *tab {
	w.Helper()
	options := append(chromedp.DefaultExecAllocatorOptions[:], chromedp.ExecPath("chromium"), chromedp.NoSandbox, chromedp.WindowSize(1280, 900))
	allocated, cancel := chromedp.NewExecAllocator(w.Context(), options...)
	w.Cleanup(cancel)
	ctx, cancel := chromedp.NewContext(allocated)
	w.Cleanup(cancel)
	ctx, cancel = context.WithTimeout(ctx, 2*time.Minute)
	w.Cleanup(cancel)
	b := &tab{w, ctx}
	for _, m := range w.staff {
		if m.Role == role {
			b.do(chromedp.Navigate(w.address+"/login"), chromedp.SendKeys("#token", m.shown, chromedp.ByQuery),
				chromedp.Submit("#token", chromedp.ByQuery), chromedp.WaitVisible("#late", chromedp.ByQuery))
		}
	}
	return b
}

func (b *tab) do(actions ...chromedp.Action) {
	b.Helper()
	require.NoError(b, chromedp.Run(b.ctx, actions...))
}

func (b *tab) open(path string) {
	b.Helper()
	b.do(chromedp.Navigate(b.address+path), chromedp.WaitReady("#main", chromedp.ByQuery))
}

// text is what the reader sees.
func (b *tab) text(selector string) (text string) {
	b.Helper()
	b.do(chromedp.Evaluate(`Array.from(document.querySelectorAll(`+quoted(selector)+`)).map(e => e.innerText).join("\n")`, &text))
	return text
}

func quoted(text string) string {
	data, err := json.Marshal(text)
	if err != nil {
		panic(err)
	}
	return string(data)
}

// fill sets fields of the form that goes to an address, and sends it with its button.
func (b *tab) fill(action string, fields map[string]string) {
	b.Helper()
	form := `form[action=` + quoted(action) + `] `
	for name, value := range fields {
		b.do(chromedp.SetValue(form+`[name=`+quoted(name)+`]`, value, chromedp.ByQuery))
	}
	var gone bool
	b.do(chromedp.Evaluate(`document.body.dataset.old = "yes", false`, &gone), chromedp.Click(form+`button`, chromedp.ByQuery),
		chromedp.WaitReady(`body:not([data-old])`, chromedp.ByQuery))
}

// look keeps a picture of the page, in light and dark and on a phone, where somebody wants to look at it.
func (b *tab) look(name string) {
	b.Helper()
	folder := os.Getenv("CLINIC_SCREENS")
	if folder == "" {
		return
	}
	for _, as := range []struct {
		name, scheme string
		wide         int64
	}{{"light", "light", 1280}, {"dark", "dark", 1280}, {"phone", "light", 390}} {
		var shot []byte
		b.do(emulation.SetEmulatedMedia().WithFeatures([]*emulation.MediaFeature{{Name: "prefers-color-scheme", Value: as.scheme}}),
			chromedp.EmulateViewport(as.wide, 900), chromedp.Sleep(300*time.Millisecond), chromedp.FullScreenshot(&shot, 100))
		require.NoError(b, os.WriteFile(filepath.Join(folder, name+"-"+as.name+".png"), shot, 0o644))
	}
	b.do(chromedp.EmulateViewport(1280, 900))
}

// narrow demands that nobody has to move the page sideways on a small phone; what is wider moves in its own frame.
func (b *tab) narrow(name string) {
	b.Helper()
	var wide string
	b.do(chromedp.EmulateViewport(320, 700), chromedp.Evaluate(`document.documentElement.scrollWidth <= innerWidth ? "" :
		[...document.querySelectorAll("main *")].filter(e => e.getBoundingClientRect().right > innerWidth && !e.closest("figure, .wide"))
			.map(e => e.outerHTML.slice(0, 100)).join("\n") || "something"`, &wide), chromedp.EmulateViewport(1280, 900))
	require.Empty(b, wide, "wider than a small phone: %s", name)
}

// accessible demands that the page can be had on a small phone, and runs axe-core on it: no fault that it calls serious or critical.
func (b *tab) accessible(name string) {
	b.Helper()
	b.narrow(name)
	file := os.Getenv("AXE")
	if file == "" {
		return
	}
	source, err := os.ReadFile(file)
	require.NoError(b, err)
	var found string
	b.do(chromedp.Evaluate(string(source)+`;
		axe.run().then(r => r.violations.filter(v => v.impact == "serious" || v.impact == "critical")
			.map(v => v.id + ": " + v.nodes.map(n => n.html.slice(0, 120)).join(" | ")).join("\n"))`, &found, awaited))
	require.Empty(b, found, name)
}

// blind puts a fault on the page that the check has to find.
func (b *tab) blind() {
	b.Helper()
	file := os.Getenv("AXE")
	if file == "" {
		return
	}
	source, err := os.ReadFile(file)
	require.NoError(b, err)
	var faults int
	b.do(chromedp.Evaluate(string(source)+`;
		document.querySelector("main").appendChild(document.createElement("img"));
		axe.run().then(r => r.violations.filter(v => v.impact == "critical").length)`, &faults, awaited))
	require.NotZero(b, faults, "the check of accessibility sees nothing")
}

// TestInABrowser is a day at the clinic: somebody is admitted; an order is refused with its reason and when it would be possible, denied to
// the wrong role and overridden by the right one with a documented reason; a dose is missed and the days ahead are made anew; and all of it
// is in the audit trail.
func TestInABrowser(t *testing.T) {
	chromium(t)
	w := opened(t)
	nurse := w.tab("nurse")
	nurse.look("today")
	nurse.accessible("today")
	nurse.blind()
	nurse.fill("/people", map[string]string{"person": "newcomer-1"})
	require.Contains(t, nurse.text(".notice"), "admitted")
	require.Contains(t, nurse.text("h1"), "newcomer-1")

	const somebody = "/people/invented-03"
	order := map[string]string{"product": "bup.sl", "mg": "4", "setting": "office"}
	nurse.open(somebody)
	nurse.fill(somebody+"/orders", order)
	require.Contains(t, nurse.text("[role=alert]"), "was not recorded")
	why := nurse.text("section.card")
	require.Contains(t, why, "Possible:")
	require.Contains(t, why, "To resolve:")
	require.Contains(t, why, "A prescriber may override these rules")
	nurse.look("refused")
	nurse.accessible("refused")

	doctor := w.tab("prescriber")
	doctor.open(somebody)
	doctor.fill(somebody+"/orders", order)
	doctor.look("override")
	doctor.accessible("override")
	doctor.do(chromedp.Evaluate(`document.querySelectorAll("[name=override]").forEach(e => e.checked = true)`, nil),
		chromedp.SendKeys("[name=note]", "seen by two of us", chromedp.ByQuery))
	doctor.fill(somebody+"/orders", nil)
	require.Contains(t, doctor.text("[role=status]"), "The order is on record.")

	const missing = "/people/invented-28" // on methadone, and did not come today
	ahead := missing + "/calendar?kind=titrate&product=methadone.conc&setting=otp&answer.step=10&answer.interval=5&answer.target=90"
	nurse.open(ahead)
	before := nurse.text("tbody")
	require.NotEmpty(t, before)
	nurse.open(missing)
	nurse.look("person")
	nurse.accessible("person")
	nurse.fill(missing+"/missed", nil)
	require.Contains(t, nurse.text("[role=status]"), "The missed dose is on record.")
	w.now = w.now.Add(22 * time.Hour)
	nurse = w.tab("nurse") // the next morning
	nurse.open(ahead)
	require.Contains(t, nurse.text(".notice"), "What has changed since yesterday morning")
	require.Contains(t, nurse.text(".notice"), "methadone dose missed")
	require.NotEqual(t, before, nurse.text("tbody"))
	nurse.look("calendar")
	nurse.accessible("calendar")
	nurse.open(missing + "/choices")
	nurse.look("choices")
	nurse.accessible("choices")
	nurse.open(missing + "/what-if?product=methadone.conc&mg=60&setting=otp&days=5")
	nurse.look("what-if")
	nurse.accessible("what-if")
	nurse.pictures(missing)

	officer := w.tab("records")
	officer.open("/people/invented-01")
	officer.fill("/people/invented-01/merges", map[string]string{"from": "invented-02", "reason": "one person under two names"})
	require.Contains(t, officer.text("[role=status]"), "merged into this one")
	officer.accessible("after merging")
	officer.open("/people/invented-02")
	require.Contains(t, officer.text("main"), "invented-01 on ")
	officer.look("merged")
	officer.accessible("merged")

	entries, err := w.trail.Entries(t.Context(), func(*httpapi.Entry) bool { return true })
	require.NoError(t, err)
	var told []string
	for _, e := range entries {
		told = append(told, strings.TrimPrefix(e.Operation, "page.")+" "+string(e.Plan)+" "+e.Who.Role)
	}
	for _, want := range []string{"admit newcomer-1 nurse", "order invented-03 nurse", "order invented-03 prescriber", "missed invented-28 nurse",
		"calendar invented-28 nurse", "choices invented-28 nurse", "what-if invented-28 nurse", "picture invented-28 nurse"} {
		require.Contains(t, told, want)
	}
}

// pictures demands that each drawing on the page was loaded and drawn.
func (b *tab) pictures(path string) {
	b.Helper()
	b.open(path)
	var drawn []bool
	b.do(chromedp.Evaluate(`Promise.all(Array.from(document.images).map(i => i.decode().then(() => i.naturalWidth > 0 && i.alt != "")))`,
		&drawn, awaited))
	require.Equal(b, []bool{true, true, true}, drawn)
}
