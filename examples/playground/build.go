package main

import (
	"bytes"
	"compress/gzip"
	"context"
	"crypto/sha256"
	"embed"
	"encoding/base64"
	"encoding/json"
	"fmt"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"text/template"
)

var (
	//go:embed page.html
	layout string
	//go:embed page.css
	style string
	//go:embed page.js
	script string
	//go:embed samples
	samples embed.FS
)

// library is the package that runs in the browser.
const library = "github.com/oudpath/oudpath/examples/playground/page"

// page is the whole page, with the policy under which it runs.
type page struct {
	html         []byte
	policy       string
	wasm, packed int // bytes of the library, and compressed
}

// build compiles the library for the browser and puts the page together.
func build(ctx context.Context) (page, error) {
	runtime, err := runtimeOfGo(ctx)
	if err != nil {
		return page{}, err
	}
	wasm, err := compile(ctx)
	if err != nil {
		return page{}, err
	}
	return assemble(runtime, wasm)
}

// runtimeOfGo is the script of the Go distribution that starts a program in a browser.
func runtimeOfGo(ctx context.Context) (string, error) {
	root, err := exec.CommandContext(ctx, "go", "env", "GOROOT").Output()
	if err != nil {
		return "", fmt.Errorf("go env GOROOT: %w", err)
	}
	text, err := os.ReadFile(filepath.Join(strings.TrimSpace(string(root)), "lib", "wasm", "wasm_exec.js"))
	return string(text), err
}

func compile(ctx context.Context) ([]byte, error) {
	folder, err := os.MkdirTemp("", "playground")
	if err != nil {
		return nil, err
	}
	defer os.RemoveAll(folder)
	file := filepath.Join(folder, "library.wasm")
	c := exec.CommandContext(ctx, "go", "build", "-trimpath", "-ldflags=-s -w", "-o", file, library)
	c.Env = append(os.Environ(), "GOOS=js", "GOARCH=wasm")
	if said, err := c.CombinedOutput(); err != nil {
		return nil, fmt.Errorf("go build: %w\n%s", err, said)
	}
	return os.ReadFile(file)
}

// assemble puts everything into one document. The policy lets the scripts of the page run and no other, and allows no connection: the
// library is text of the page, because fetching it would be one.
func assemble(runtime string, wasm []byte) (page, error) {
	packed, err := compressed(wasm)
	if err != nil {
		return page{}, err
	}
	listed, err := listSamples()
	if err != nil {
		return page{}, err
	}
	p := page{wasm: len(wasm), packed: len(packed), policy: strings.Join([]string{"default-src 'none'",
		"script-src " + hash(runtime) + " " + hash(script) + " 'wasm-unsafe-eval'", "style-src 'unsafe-inline'", // drawings have styles of their own
		"img-src data:", "base-uri 'none'", "form-action 'none'"}, "; ")}
	t, err := template.New("page").Parse(layout)
	if err != nil {
		return page{}, err
	}
	var out bytes.Buffer
	err = t.Execute(&out, map[string]any{"Policy": p.policy, "Style": style, "Runtime": runtime, "Script": script, "Samples": listed,
		"Library": base64.StdEncoding.EncodeToString(packed), "Size": fmt.Sprintf("%.1f MB, %.1f MB compressed", mega(p.wasm), mega(p.packed))})
	p.html = out.Bytes()
	return p, err
}

func compressed(data []byte) ([]byte, error) {
	var out bytes.Buffer
	w, err := gzip.NewWriterLevel(&out, gzip.BestCompression)
	if err != nil {
		return nil, err
	}
	if _, err := w.Write(data); err != nil {
		return nil, err
	}
	if err := w.Close(); err != nil {
		return nil, err
	}
	return out.Bytes(), nil
}

// hash names a script in the policy.
func hash(text string) string {
	sum := sha256.Sum256([]byte(text))
	return "'sha256-" + base64.StdEncoding.EncodeToString(sum[:]) + "'"
}

// sample is a text to begin with. Its name is that of its file, without the number that orders it.
type sample struct {
	Name string `json:"name"`
	Text string `json:"text"`
}

// listSamples returns the samples as JSON that can stand in a script element: what could end one is escaped.
func listSamples() (string, error) {
	var list []sample
	err := fs.WalkDir(samples, "samples", func(path string, entry fs.DirEntry, err error) error {
		if err != nil || entry.IsDir() {
			return err
		}
		text, err := samples.ReadFile(path)
		name := strings.TrimSuffix(entry.Name(), filepath.Ext(entry.Name()))
		list = append(list, sample{strings.ReplaceAll(name[strings.Index(name, "-")+1:], "-", " "), string(text)})
		return err
	})
	if err != nil {
		return "", err
	}
	data, err := json.Marshal(list)
	return string(data), err
}
