package main

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"time"

	"github.com/oudpath/oudpath/examples/study/notation"
	"github.com/oudpath/oudpath/plan"
	"github.com/oudpath/oudpath/plan/jurisdiction"
	"github.com/oudpath/oudpath/plan/sim/studyfile"
)

// files reads study files from the disk.
var files = studyfile.Source{
	Open:  func(name string) (io.ReadCloser, error) { return os.Open(filepath.FromSlash(name)) },
	Parse: notation.Parse,
	Engine: func(place string) (*plan.Engine, error) {
		return jurisdiction.Engine(place, time.UTC) // days of treatment are counted, which no zone changes
	},
}

// load reads a study, with the changes of the command line.
func load(name string, o options) (*studyfile.Study, error) {
	var edits []studyfile.Edit
	for _, s := range o.set {
		path, value, found := strings.Cut(s, "=")
		if !found {
			return nil, fmt.Errorf("-set %s: PATH=VALUE is expected", s)
		}
		n, err := notation.Parse([]byte(value))
		if err != nil {
			return nil, fmt.Errorf("-set %s: %w", s, err)
		}
		n.In("-set " + path)
		edits = append(edits, studyfile.Edit{Path: path, Value: n})
	}
	study, err := files.Load(filepath.ToSlash(name), edits...)
	if errors.Is(err, fs.ErrNotExist) {
		if folder, err2 := os.Getwd(); err2 == nil { // go run -C changes it
			return nil, fmt.Errorf("%w; names are looked up from %s", err, folder)
		}
	}
	if err != nil {
		return nil, err
	}
	if o.workers != 0 {
		study.Run.Workers = o.workers
	}
	return study, nil
}

func schema(_ context.Context, _ options, here place) error {
	e := json.NewEncoder(here.out)
	e.SetIndent("", "  ")
	return e.Encode(studyfile.Schema())
}
