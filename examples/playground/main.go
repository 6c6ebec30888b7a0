// Playground is the library in one page: write a vignette or load a journal, and see what the rules say of it as you type.
//
//	go run ./examples/playground                  makes the page, and prints the address on this machine at which it is
//	go run ./examples/playground -out page.html   writes it to a file, which any browser opens and any web server can offer
//
// The library runs in the browser, as WebAssembly inside of the page. The page loads nothing and sends nothing: its policy
// (Content-Security-Policy) forbids every connection.
package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"net"
	"net/http"
	"os"
	"os/signal"
	"time"

	"github.com/oudpath/oudpath/examples/internal/command"
)

func main() {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt)
	defer stop()
	os.Exit(run(ctx, os.Args[1:], os.Stdout, os.Stderr))
}

func run(ctx context.Context, args []string, stdout, stderr io.Writer) int {
	c := command.New("playground", "Playground makes one page in which the library runs: vignettes and journals are judged as you type.")
	c.Calls = []command.Line{{Write: "", Means: "serves the page on this machine, until Ctrl-C"}}
	c.Notes = []string{"It compiles the library for the browser first, which takes a minute or more the first time."}
	address, out := "", ""
	c.StringVar(&address, "listen", "127.0.0.1:0", "`address` to listen on; one with port 0 gets a free one")
	c.StringVar(&out, "out", "", "write the page to a `file` instead")
	if _, status, done := c.Parse(args, stdout, stderr); done {
		return status
	}
	fmt.Fprintln(stderr, "compiling the library for the browser …")
	p, err := build(ctx)
	if err != nil {
		return c.Fail(stderr, err)
	}
	fmt.Fprintf(stdout, "%.1f MB of WebAssembly, %.1f MB compressed, in a page of %.1f MB\n", mega(p.wasm), mega(p.packed), mega(len(p.html)))
	if out != "" {
		if err := os.WriteFile(out, p.html, 0o644); err != nil {
			return c.Fail(stderr, err)
		}
		return command.OK
	}
	listener, err := net.Listen("tcp", address)
	if err != nil {
		return c.Fail(stderr, err)
	}
	fmt.Fprintf(stdout, "open http://%s/   (Ctrl-C ends it)\n", listener.Addr())
	if err := serve(ctx, listener, p); err != nil {
		return c.Fail(stderr, err)
	}
	return command.OK
}

func mega(bytes int) float64 { return float64(bytes) / 1e6 }

// serve offers the page until the context ends.
func serve(ctx context.Context, listener net.Listener, p page) error {
	server := &http.Server{Handler: p, ReadHeaderTimeout: 5 * time.Second}
	ended := make(chan error, 1)
	go func() { ended <- server.Serve(listener) }()
	select {
	case err := <-ended:
		return err
	case <-ctx.Done():
	}
	last, cancel := context.WithTimeout(context.Background(), 5*time.Second)
	defer cancel()
	if err := server.Shutdown(last); !errors.Is(err, http.ErrServerClosed) {
		return err
	}
	return nil
}

// ServeHTTP answers with the page, and with its policy once more as a header.
func (p page) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	if r.URL.Path != "/" {
		http.NotFound(w, r)
		return
	}
	w.Header().Set("Content-Type", "text/html; charset=utf-8")
	w.Header().Set("Content-Security-Policy", p.policy+"; frame-ancestors 'none'")
	w.Header().Set("X-Content-Type-Options", "nosniff")
	w.Header().Set("Referrer-Policy", "no-referrer")
	if _, err := w.Write(p.html); err != nil {
		return // whoever asked has gone
	}
}
