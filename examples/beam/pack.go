package main

import (
	"bytes"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"time"

	"github.com/oudpath/oudpath/examples/study/notation"
	"github.com/oudpath/oudpath/plan"
	"github.com/oudpath/oudpath/plan/jurisdiction"
	"github.com/oudpath/oudpath/plan/sim"
	"github.com/oudpath/oudpath/plan/sim/studyfile"
)

// packed is a study with every file that it is read from, so that a worker elsewhere reads the same.
type packed struct {
	Name  string
	Files map[string][]byte // by the name under which the study asks for them
}

// pack reads a study from the disk. What is wrong with it is said here, before anything is sent anywhere.
func pack(name string) (packed, error) {
	p := packed{Name: filepath.ToSlash(name), Files: map[string][]byte{}}
	_, _, err := p.read(func(name string) (io.ReadCloser, error) {
		text, err := os.ReadFile(filepath.FromSlash(name))
		p.Files[name] = text
		return io.NopCloser(bytes.NewReader(text)), err
	})
	return p, err
}

// unpack returns what to run.
func (p packed) unpack() (*sim.Compiled, sim.Study, error) {
	return p.read(func(name string) (io.ReadCloser, error) {
		text, found := p.Files[name]
		if !found {
			return nil, fmt.Errorf("%s: %w", name, fs.ErrNotExist)
		}
		return io.NopCloser(bytes.NewReader(text)), nil
	})
}

// engine makes the engine of a place, by whose rules attendances are counted.
func engine(place string) (*plan.Engine, error) { return jurisdiction.Engine(place, time.UTC) }

func (p packed) read(open func(string) (io.ReadCloser, error)) (*sim.Compiled, sim.Study, error) {
	study, err := studyfile.Source{Open: open, Parse: notation.Parse, Engine: engine}.Load(p.Name)
	if err != nil {
		return nil, sim.Study{}, err
	}
	c, err := study.Compile()
	if err != nil {
		return nil, sim.Study{}, err
	}
	return c, study.Run, c.Check(study.Run)
}
