package main

import (
	"bytes"
	"encoding/xml"
	"errors"
	"io"
	"testing"

	"github.com/oudpath/oudpath/plan/report"
	"github.com/stretchr/testify/require"
)

// TestEveryJourneyCanBeDrawn: each picture of each journey is an SVG document, and its page and its text say the same.
func TestEveryJourneyCanBeDrawn(t *testing.T) {
	var p program
	for _, file := range repositoryJourneys(t) {
		j, err := p.journey(file)
		require.NoError(t, err)
		for _, picture := range report.Pictures() {
			var text bytes.Buffer
			require.NoError(t, j.SVG(&text, picture))
			for d := xml.NewDecoder(&text); ; {
				if _, err := d.Token(); errors.Is(err, io.EOF) {
					break
				} else {
					require.NoError(t, err, "%s of %s", picture, file)
				}
			}
		}
		var page, text bytes.Buffer
		require.NoError(t, j.HTML(&page))
		require.Contains(t, page.String(), "<h2>Pathways</h2>")
		require.NoError(t, j.Markdown(&text))
		require.Contains(t, text.String(), "## Pathways")
	}
}

// TestTheFlagsWrite what they say.
func TestTheFlagsWrite(t *testing.T) {
	require.Contains(t, written(t, "1", "-svg", "timeline"), "<svg ")
	require.Contains(t, written(t, "1", "-html"), "<!doctype html>")
	require.Contains(t, written(t, "1", "-letter", "es"), "Está en recuperación")
	require.Contains(t, written(t, "1", "-markdown"), "# Buprenorphine from detox")
}

func written(t *testing.T, args ...string) string {
	t.Helper()
	var stdout, stderr bytes.Buffer
	require.Zero(t, run(args, &stdout, &stderr), stderr.String())
	return stdout.String()
}

// TestAPictureShowsOne: what cannot be drawn says so, and what there is.
func TestAPictureShowsOne(t *testing.T) {
	var stdout, stderr bytes.Buffer
	require.NotZero(t, run([]string{"-svg", "photograph", "1"}, &stdout, &stderr))
	require.Contains(t, stderr.String(), "stages, levels, courses, timeline, doses")
	stderr.Reset()
	require.NotZero(t, run([]string{"-html"}, &stdout, &stderr))
	require.Contains(t, stderr.String(), "10 are chosen")
	require.Empty(t, stdout.String())
}
