package browser

import (
	"context"
	"encoding/json"
	"net/http"
	"net/http/httptest"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/chromedp/cdproto/emulation"
	events "github.com/chromedp/cdproto/network"
	"github.com/chromedp/cdproto/performance"
	"github.com/chromedp/cdproto/runtime"
	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"
	"github.com/stretchr/testify/require"
)

// PLAYGROUND is a page that was made before; without it the test makes one. AXE is the file of axe-core, the accessibility check, and
// PLAYGROUND_SCREENS a folder for pictures. PLAYGROUND_BROWSER says that the test may not be left out.
func pageFile(t *testing.T) string {
	t.Helper()
	if _, err := exec.LookPath("chromium"); err != nil && os.Getenv("PLAYGROUND_BROWSER") == "" {
		t.Skip("no Chromium here: .ci/edges/playground has one")
	}
	if file := os.Getenv("PLAYGROUND"); file != "" {
		return file
	}
	file := filepath.Join(t.TempDir(), "page.html")
	c := exec.Command("go", "run", "./examples/playground", "-out", file)
	c.Dir = "../../.."
	said, err := c.CombinedOutput()
	require.NoError(t, err, string(said))
	return file
}

// tab is the page in a browser. What it asked of the network, what its policy kept from happening and what went wrong in it are kept.
type tab struct {
	*testing.T
	ctx context.Context

	mu       sync.Mutex
	requests []string
	failures []string
}

func open(t *testing.T, address string) *tab {
	t.Helper()
	options := append(chromedp.DefaultExecAllocatorOptions[:], chromedp.ExecPath("chromium"), chromedp.NoSandbox, chromedp.WindowSize(1400, 900))
	allocated, cancel := chromedp.NewExecAllocator(t.Context(), options...)
	t.Cleanup(cancel)
	ctx, cancel := chromedp.NewContext(allocated)
	t.Cleanup(cancel)
	ctx, cancel = context.WithTimeout(ctx, 4*time.Minute)
	t.Cleanup(cancel)
	b := &tab{T: t, ctx: ctx}
	chromedp.ListenTarget(ctx, func(event any) {
		b.mu.Lock()
		defer b.mu.Unlock()
		switch e := event.(type) {
		case *events.EventRequestWillBeSent:
			b.requests = append(b.requests, e.Request.URL)
		case *runtime.EventExceptionThrown:
			b.failures = append(b.failures, e.ExceptionDetails.Error())
		}
	})
	b.do(events.Enable(), performance.Enable().WithTimeDomain(performance.EnableTimeDomainThreadTicks), chromedp.Navigate(address),
		chromedp.WaitReady("body[data-ready]", chromedp.ByQuery))
	return b
}

func (b *tab) do(actions ...chromedp.Action) {
	b.Helper()
	require.NoError(b, chromedp.Run(b.ctx, actions...))
}

// busy is how long the thread of the page has had a processor, in seconds: what does not depend on what else the machine does.
func (b *tab) busy() (seconds float64) {
	b.Helper()
	b.do(chromedp.ActionFunc(func(ctx context.Context) error {
		all, err := performance.GetMetrics().Do(ctx)
		for _, m := range all {
			if m.Name == "TaskDuration" {
				seconds = m.Value
			}
		}
		return err
	}))
	return seconds
}

func (b *tab) evaluate(expression string, into any) {
	b.Helper()
	b.do(chromedp.Evaluate(expression, into, func(p *runtime.EvaluateParams) *runtime.EvaluateParams { return p.WithAwaitPromise(true) }))
}

// text is what the reader sees of an element.
func (b *tab) text(selector string) (text string) {
	b.Helper()
	b.evaluate(`document.querySelector(`+quoted(selector)+`).innerText`, &text)
	return text
}

// becomes waits until an element says something.
func (b *tab) becomes(selector, says string) {
	b.Helper()
	require.Eventually(b, func() bool { return strings.Contains(b.text(selector), says) }, 30*time.Second, 100*time.Millisecond,
		"%s says nothing of %q but: %s", selector, says, b.text(selector))
}

func quoted(text string) string {
	data, err := json.Marshal(text)
	if err != nil {
		panic(err)
	}
	return string(data)
}

// write puts a text in place of the one that is there, as typing does.
func (b *tab) write(text string) {
	b.Helper()
	var done bool
	b.evaluate(`(t => { t.value = `+quoted(text)+`; t.dispatchEvent(new Event("input", {bubbles: true})); return true })(document.getElementById("text"))`, &done)
}

// look keeps a picture, in light and dark and on a phone, where somebody wants to look at it. Nothing may be wider than the screen.
func (b *tab) look(name string) {
	b.Helper()
	for _, as := range []struct {
		name, scheme string
		wide         int64
	}{{"light", "light", 1400}, {"dark", "dark", 1400}, {"phone", "light", 390}} {
		b.do(emulation.SetEmulatedMedia().WithFeatures([]*emulation.MediaFeature{{Name: "prefers-color-scheme", Value: as.scheme}}),
			chromedp.EmulateViewport(as.wide, 900))
		var over int64
		b.evaluate(`document.documentElement.scrollWidth - innerWidth`, &over)
		require.LessOrEqual(b, over, int64(0), "%s is wider than the screen (%s)", name, as.name)
		b.accessible(name + " " + as.name)
		if folder := os.Getenv("PLAYGROUND_SCREENS"); folder != "" {
			var shot []byte
			b.do(chromedp.FullScreenshot(&shot, 100))
			require.NoError(b, os.WriteFile(filepath.Join(folder, name+"-"+as.name+".png"), shot, 0o644))
		}
	}
	b.do(chromedp.EmulateViewport(1400, 900))
}

// accessible runs axe-core: no fault that it calls serious or critical.
func (b *tab) accessible(name string) {
	b.Helper()
	file := os.Getenv("AXE")
	if file == "" {
		return
	}
	source, err := os.ReadFile(file)
	require.NoError(b, err)
	var found string
	b.evaluate(string(source)+`;
		axe.run().then(r => r.violations.filter(v => v.impact == "serious" || v.impact == "critical")
			.map(v => v.id + ": " + v.nodes.map(n => n.html.slice(0, 160)).join(" | ")).join("\n"))`, &found)
	require.Empty(b, found, name)
}

// An afternoon with the page: a vignette is read, changed and broken, a journal is loaded, and nothing has left the browser.
func TestPlayground(t *testing.T) {
	file := pageFile(t)
	var asked struct {
		sync.Mutex
		paths []string
	}
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		asked.Lock()
		asked.paths = append(asked.paths, r.URL.Path)
		asked.Unlock()
		http.ServeFile(w, r, file)
	}))
	defer server.Close()
	b := open(t, server.URL+"/")
	t.Logf("%s The thread of the page took %.2f s of a processor.", b.text("footer"), b.busy())

	b.becomes("#status", "all as expected")
	require.Contains(t, b.text("#outcome"), "bup.induction.hours-short-acting")
	require.Contains(t, b.text("#outcome"), "Source: US label of buprenorphine sublingual tablets")
	require.Contains(t, b.text("#outcome"), "Possible: ")
	var pictures int
	b.evaluate(`document.querySelectorAll("figure svg").length`, &pictures)
	require.Equal(t, 5, pictures)
	b.look("refused")

	// as somebody types: an expectation that does not hold, and a word that is none, each with its line
	vignette := "profile us\nat 2026-03-02 09:00\n3 hours ago used heroin\ncows 14\norder bup.sl 4 mg in office\n  expect "
	b.write(vignette + "allowed")
	b.becomes("#status", "1 not as expected")
	b.becomes("#outcome .problems", "expected allowed, and came: refused")
	b.write(vignette + "alowed")
	b.becomes("#status", "1 problem")
	b.becomes("#problems", "alowed")
	b.becomes("#problems", "Below: what came of the last text that could be read.")
	require.Equal(t, "6", b.text("#numbers .wrong"))
	b.look("problem")
	b.do(chromedp.Click("#problems button.line", chromedp.ByQuery))
	var selected string
	b.evaluate(`(t => t.value.slice(t.selectionStart, t.selectionEnd))(document.getElementById("text"))`, &selected)
	require.Equal(t, "  expect alowed", selected)
	b.do(chromedp.KeyEvent("  expect refused"))
	b.becomes("#status", "all as expected")

	// a text is text, whatever is in it
	b.write(`# <img src=x onerror="document.title='run'">` + "\ncase <b>bold</b><script>document.title='run'</script>\n" + vignette + "refused")
	b.becomes("#status", "all as expected")
	var title string
	b.do(chromedp.Title(&title))
	require.Equal(t, "oudpath playground", title)

	// several cases in one text, by keyboard alone
	b.do(chromedp.Focus("#sample", chromedp.ByQuery), chromedp.KeyEvent(kb.ArrowDown))
	b.becomes("#status", "2 cases")
	require.Contains(t, b.text("#outcome"), "Judged by us")
	b.do(chromedp.Focus("#case", chromedp.ByQuery), chromedp.KeyEvent(kb.ArrowDown))
	b.becomes("#outcome", "Judged by au-vic")
	b.look("cases")

	// days ahead, with a decision of the prescriber, which follow the text
	b.do(chromedp.SetValue("#product", "methadone.soln", chromedp.ByQuery), chromedp.SetValue("#course", "titrate", chromedp.ByQuery))
	var changed bool
	b.evaluate(`["product", "course"].map(id => document.getElementById(id).dispatchEvent(new Event("change"))).every(Boolean)`, &changed)
	b.becomes("#ahead-status", "question")
	b.evaluate(`(f => { for (const i of f.querySelectorAll("input")) i.value = i.name.startsWith("target") ? "80 mg" : "10 mg"; f.requestSubmit(); return true })(document.getElementById("answers"))`, &changed)
	b.becomes("#proposal", "2026-03-")
	b.accessible("ahead")
	b.look("ahead")

	// a journal from a file
	journal, err := filepath.Abs("../../../testdata/journeys/01-buprenorphine-detox-therapy-aftercare.jsonl")
	require.NoError(t, err)
	before := b.busy()
	b.do(chromedp.SetUploadFiles("#file", []string{journal}, chromedp.ByQuery))
	b.becomes("#status", "events, ")
	require.Contains(t, b.text("#outcome"), "What is to be done")
	var took string
	b.evaluate(`document.getElementById("status").dataset.took`, &took)
	t.Logf("a journal of 236 events was judged and drawn in %s ms, which was %.2f s of a processor at most", took, b.busy()-before)
	b.look("journal")

	// the page was asked for, and nothing else; and its policy keeps even a script of the page from sending anything
	b.mu.Lock()
	require.Equal(t, []string{server.URL + "/"}, network(b.requests))
	require.Empty(t, b.failures)
	b.mu.Unlock()
	var reached []string
	b.evaluate(`(async () => {
		const to = path => `+quoted(server.URL)+` + path, reached = [];
		await fetch(to("/fetch")).then(() => reached.push("fetch"), () => 0);
		await new Promise(done => { const i = new Image(); i.onload = () => done(reached.push("image")); i.onerror = done; i.src = to("/image.png") });
		try { new EventSource(to("/events")) } catch {}
		navigator.sendBeacon(to("/beacon"), "x");
		await new Promise(done => setTimeout(done, 500));
		return reached;
	})()`, &reached)
	require.Empty(t, reached)
	asked.Lock()
	defer asked.Unlock()
	require.Equal(t, []string{"/"}, asked.paths)
}

// network leaves out what is inside of the page.
func network(requests []string) []string {
	return slices.DeleteFunc(slices.Clone(requests), func(u string) bool { return strings.HasPrefix(u, "data:") || strings.HasPrefix(u, "blob:") })
}
