package httpapi

import (
	"bufio"
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"sync"
	"time"

	"github.com/oudpath/oudpath/plan"
)

// Lines is a Trail in a file, an entry a line in JSON. Entries that wait at the same time share one sync. Make one with OpenLines.
type Lines struct {
	path string
	turn chan struct{} // holds one while somebody writes
	file *os.File

	torn bool // the last write failed: a part of it may stand at the end of the file

	mu      sync.Mutex
	waiting []*line
}

// line is somebody who waits for an entry to be durable.
type line struct {
	text []byte
	done chan error
}

var _ Trail = (*Lines)(nil)

// OpenLines opens the trail in a file, which is made if there is none and only ever added to. What a crash cut off at its end, which
// nobody was told of, is ended by a line feed and left.
func OpenLines(path string) (*Lines, error) {
	file, err := os.OpenFile(path, os.O_CREATE|os.O_APPEND|os.O_RDWR, 0o600)
	if err != nil {
		return nil, fmt.Errorf("httpapi: audit trail: %w", err)
	}
	l := &Lines{path: path, turn: make(chan struct{}, 1), file: file}
	info, err := file.Stat()
	last := []byte{'\n'}
	if err == nil && info.Size() > 0 {
		_, err = file.ReadAt(last, info.Size()-1)
	}
	if err == nil && last[0] != '\n' {
		_, err = file.Write([]byte{'\n'})
	}
	if err == nil {
		err = file.Sync()
	}
	if err != nil {
		return nil, errors.Join(fmt.Errorf("httpapi: audit trail: %w", err), file.Close())
	}
	return l, nil
}

// Note is that of Trail.
func (l *Lines) Note(_ context.Context, e Entry) error {
	text, err := json.Marshal(e)
	if err != nil {
		return err
	}
	own := &line{append(text, '\n'), make(chan error, 1)}
	l.mu.Lock()
	l.waiting = append(l.waiting, own)
	l.mu.Unlock()
	select {
	case l.turn <- struct{}{}: // whoever has the turn writes for all who wait
		l.write()
		<-l.turn
		return <-own.done
	case err := <-own.done:
		return err
	}
}

// write writes what waits. Who calls has the turn.
func (l *Lines) write() {
	l.mu.Lock()
	group := l.waiting
	l.waiting = nil
	l.mu.Unlock()
	if len(group) == 0 {
		return
	}
	var text []byte
	if l.torn {
		text = append(text, '\n') // what was cut off is ended, so that what follows can be read
	}
	for _, one := range group {
		text = append(text, one.text...)
	}
	_, err := l.file.Write(text)
	if err == nil {
		err = l.file.Sync()
	}
	l.torn = err != nil
	for _, one := range group {
		one.done <- err
	}
}

// Disclosures is that of Trail. It reads the whole file.
func (l *Lines) Disclosures(ctx context.Context, id plan.ID, from time.Time) ([]Entry, error) {
	return l.Entries(ctx, func(e *Entry) bool {
		return e.Plan == id && e.Basis != "" && e.Status < 300 && !e.At.Before(from)
	})
}

// Entries returns the entries that a reader wants, oldest first. A line that cannot be read is passed over: it was cut off when it was
// written, and what it was about was never told.
func (l *Lines) Entries(ctx context.Context, wanted func(*Entry) bool) (found []Entry, err error) {
	file, err := os.Open(l.path)
	if err != nil {
		return nil, fmt.Errorf("httpapi: audit trail: %w", err)
	}
	defer file.Close()
	rows := bufio.NewReader(file)
	for err == nil {
		var row []byte
		row, err = rows.ReadBytes('\n')
		var e Entry
		if len(bytes.TrimSpace(row)) > 0 && json.Unmarshal(row, &e) == nil && wanted(&e) {
			found = append(found, e)
		}
	}
	if errors.Is(err, io.EOF) {
		err = nil
	}
	return found, errors.Join(err, ctx.Err())
}

// Close closes the file.
func (l *Lines) Close() error {
	l.turn <- struct{}{}
	defer func() { <-l.turn }()
	return l.file.Close()
}
