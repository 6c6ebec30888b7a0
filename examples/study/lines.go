package main

import (
	"bufio"
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"strings"

	"github.com/oudpath/oudpath/plan/sim/document"
	"github.com/oudpath/oudpath/plan/sim/report"
	"github.com/oudpath/oudpath/plan/sim/studyfile"
)

// question is one line of the standard input: a study, as a file or as it stands, with changes.
type question struct {
	ID    anything            // comes back with the answer
	File  string              // a study file
	Study anything            // a study, written in JSON; it may include files
	Set   map[string]anything // by path: {"model.horizon": 52}
}

// anything keeps a node as it is.
type anything struct{ node *document.Node }

// DecodeNode keeps the node.
func (a *anything) DecodeNode(n *document.Node, _ string) error {
	a.node = n
	return nil
}

// answer is one line of the standard output. Either Result or Error is there.
type answer struct {
	ID     json.RawMessage `json:"id"`
	Result json.RawMessage `json:"result,omitempty"` // what -out writes as result.json
	Error  *failure        `json:"error,omitempty"`
}

// failure says what is wrong and where; where is of the first fault, if it has a place.
type failure struct {
	Message string `json:"message"`
	File    string `json:"file,omitempty"`
	Line    int    `json:"line,omitempty"`
	Column  int    `json:"column,omitempty"`
	Path    string `json:"path,omitempty"`
}

// lines answers question after question, in their order. A question that cannot be answered does not end it.
func lines(ctx context.Context, o options, here place) error {
	in := bufio.NewReader(here.in)
	out := json.NewEncoder(here.out)
	for {
		text, err := in.ReadBytes('\n')
		if len(bytes.TrimSpace(text)) > 0 {
			if err := out.Encode(reply(ctx, text, o, here)); err != nil {
				return err
			}
		}
		switch {
		case ctx.Err() != nil:
			return ctx.Err()
		case errors.Is(err, io.EOF):
			return nil
		case err != nil:
			return err
		}
	}
}

func reply(ctx context.Context, text []byte, o options, here place) answer {
	id := json.RawMessage("null")
	n, err := document.ParseJSON(text)
	if err == nil && n.Member("id") != nil { // a scalar comes back as it was written; more than that is not kept
		if raw := (struct{ ID json.RawMessage }{}); json.Unmarshal(text, &raw) == nil {
			id = raw.ID
		}
	}
	if err == nil {
		var result []byte
		if result, err = solve(ctx, n, o, here); err == nil {
			return answer{ID: id, Result: result}
		}
	}
	f := &failure{Message: err.Error()}
	if at := (*document.Error)(nil); errors.As(err, &at) {
		f.File, f.Line, f.Column, f.Path = at.File, at.Line, at.Column, at.Path
	}
	return answer{ID: id, Error: f}
}

// solve runs what a question asks.
func solve(ctx context.Context, n *document.Node, o options, here place) ([]byte, error) {
	var q question
	if err := document.Decode(n, &q); err != nil {
		return nil, err
	}
	var edits []studyfile.Edit
	for _, m := range n.Member("set").Fields() { // in the order in which they were written
		edits = append(edits, studyfile.Edit{Path: m.Name, Value: m.Value})
	}
	var study *studyfile.Study
	var err error
	switch {
	case (q.File == "") == (q.Study.node == nil):
		return nil, n.At("", fmt.Errorf(`one of "file" and "study" is needed`))
	case q.File != "":
		study, err = files.Load(q.File, edits...)
	default:
		study, err = files.Read(q.Study.node, edits...)
	}
	if err != nil {
		return nil, err
	}
	study.Run.Workers = o.workers
	r, err := simulate(ctx, study, here)
	if err != nil {
		return nil, err
	}
	var b strings.Builder
	err = report.WriteJSON(&b, r, provenance(study, r))
	return []byte(b.String()), err
}
