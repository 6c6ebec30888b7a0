package main

import (
	"bytes"
	"compress/gzip"
	"context"
	"crypto/sha256"
	"encoding/base64"
	"html"
	"io"
	"net"
	"net/http"
	"regexp"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"
)

// The page holds everything: the policy names the scripts that are in it and allows no connection, and the library comes out as it went in.
func TestThePageIsWhole(t *testing.T) {
	wasm := []byte("\x00asm what the library is")
	p, err := assemble("const runtime = 1 < 2;", wasm)
	require.NoError(t, err)
	text := string(p.html)
	require.Contains(t, text, `content="`+p.policy+`"`)
	require.Contains(t, p.policy, "default-src 'none'")
	for _, no := range []string{"connect-src", "http:", "https:", "*", "'self'"} {
		require.NotContains(t, p.policy, no)
	}
	scripts := regexp.MustCompile(`(?s)<script>(.*?)</script>`).FindAllStringSubmatch(text, -1)
	require.Len(t, scripts, 2)
	for _, s := range scripts {
		sum := sha256.Sum256([]byte(s[1]))
		require.Contains(t, p.policy, "'sha256-"+base64.StdEncoding.EncodeToString(sum[:])+"'")
	}
	packed, err := base64.StdEncoding.DecodeString(regexp.MustCompile(`id="library">(.*?)<`).FindStringSubmatch(text)[1])
	require.NoError(t, err)
	unpacked, err := gzip.NewReader(bytes.NewReader(packed))
	require.NoError(t, err)
	got, err := io.ReadAll(unpacked)
	require.NoError(t, err)
	require.Equal(t, wasm, got)
	loads := regexp.MustCompile(`(?:src|href)="([^"]*)"`).FindAllStringSubmatch(text[:strings.Index(text, "<script")], -1)
	for _, l := range loads {
		require.Equal(t, "data:,", l[1], "nothing is loaded")
	}
}

// A sample can hold whatever a text can, and ends no script element.
func TestSamplesAreData(t *testing.T) {
	listed, err := listSamples()
	require.NoError(t, err)
	require.NotContains(t, listed, "<")
	require.Contains(t, listed, `"name":"buprenorphine three hours after heroin"`)
}

func TestServing(t *testing.T) {
	p := page{html: []byte("<p>" + html.EscapeString("the page") + "</p>"), policy: "default-src 'none'"}
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	require.NoError(t, err)
	ctx, stop := context.WithCancel(context.Background())
	ended := make(chan error)
	go func() { ended <- serve(ctx, listener, p) }()
	base := "http://" + listener.Addr().String()
	response, err := http.Get(base + "/")
	require.NoError(t, err)
	body, err := io.ReadAll(response.Body)
	require.NoError(t, err)
	require.NoError(t, response.Body.Close())
	require.Equal(t, p.html, body)
	require.Contains(t, response.Header.Get("Content-Security-Policy"), p.policy)
	response, err = http.Get(base + "/else")
	require.NoError(t, err)
	require.NoError(t, response.Body.Close())
	require.Equal(t, http.StatusNotFound, response.StatusCode)
	stop()
	require.NoError(t, <-ended)
}

func TestWrongArguments(t *testing.T) {
	for _, args := range [][]string{{"-nothing"}, {"-out"}} {
		require.Equal(t, 2, run(context.Background(), args, io.Discard, io.Discard))
	}
	require.Zero(t, run(context.Background(), []string{"-h"}, io.Discard, io.Discard))
}
