package files

import (
	"errors"
	"fmt"
	"io"
	"io/fs"
	"strings"
	"sync"
	"testing"

	"github.com/stretchr/testify/require"
)

// fake is a folder on a disk with a memory of what was synced. Steps can be made to fail.
type fake struct {
	mu      sync.Mutex
	files   map[string]*content
	durable map[string][]byte // by names that were synced into the folder
	steps   []string          // what was done
	fail    func(step string) error
}

// content is a file: what it holds, and what of it is durable.
type content struct {
	data   []byte
	synced []byte
}

func newFake() *fake {
	return &fake{files: make(map[string]*content), durable: make(map[string][]byte)}
}

var errDisk = errors.New("no space left on device")

// failOn fails every step that begins like this.
func failOn(steps ...string) func(string) error {
	return func(step string) error {
		for _, s := range steps {
			if strings.HasPrefix(step, s) {
				return fmt.Errorf("%s: %w", step, errDisk)
			}
		}
		return nil
	}
}

// failOnce fails the first step that begins like this.
func failOnce(step string) func(string) error {
	failed := false
	return func(at string) error {
		if failed || !strings.HasPrefix(at, step) {
			return nil
		}
		failed = true
		return errDisk
	}
}

func (d *fake) step(format string, args ...any) error {
	step := fmt.Sprintf(format, args...)
	d.steps = append(d.steps, step)
	if d.fail != nil {
		return d.fail(step)
	}
	return nil
}

func (d *fake) open(name string, flag int) (file, error) {
	d.mu.Lock()
	defer d.mu.Unlock()
	if err := d.step("open %s", name); err != nil {
		return nil, err
	}
	c := d.files[name]
	switch {
	case c == nil && flag == forReading:
		return nil, fs.ErrNotExist
	case c == nil:
		c = &content{}
		d.files[name] = c
	case flag == forReplacing:
		c.data = nil
	}
	return &handle{disk: d, name: name, content: c}, nil
}

func (d *fake) size(name string) (int64, error) {
	d.mu.Lock()
	defer d.mu.Unlock()
	if c := d.files[name]; c != nil {
		return int64(len(c.data)), nil
	}
	return 0, fs.ErrNotExist
}

func (d *fake) names() ([]string, error) {
	d.mu.Lock()
	defer d.mu.Unlock()
	var names []string
	for name := range d.files {
		names = append(names, name)
	}
	return names, d.step("names")
}

func (d *fake) rename(from, to string) error {
	d.mu.Lock()
	defer d.mu.Unlock()
	if err := d.step("rename %s", from); err != nil {
		return err
	}
	d.files[to] = d.files[from]
	delete(d.files, from)
	return nil
}

func (d *fake) remove(name string) error {
	d.mu.Lock()
	defer d.mu.Unlock()
	if err := d.step("remove %s", name); err != nil {
		return err
	}
	delete(d.files, name)
	return nil
}

func (d *fake) sync() error {
	d.mu.Lock()
	defer d.mu.Unlock()
	if err := d.step("sync folder"); err != nil {
		return err
	}
	d.durable = make(map[string][]byte)
	for name, c := range d.files {
		d.durable[name] = c.synced
	}
	return nil
}

func (d *fake) lock(name string) (io.Closer, error) {
	return io.NopCloser(nil), d.step("lock %s", name)
}

// crash returns the disk as it is after the power was cut: with what was synced, and nothing else.
func (d *fake) crash() *fake {
	d.mu.Lock()
	defer d.mu.Unlock()
	after := newFake()
	for name := range d.durable {
		data := d.durable[name]
		if c := d.files[name]; c != nil {
			data = c.synced
		}
		after.files[name] = &content{data: append([]byte(nil), data...), synced: data}
		after.durable[name] = data
	}
	return after
}

type handle struct {
	disk    *fake
	name    string
	content *content
	read    int
}

func (h *handle) Read(p []byte) (int, error) {
	h.disk.mu.Lock()
	defer h.disk.mu.Unlock()
	if h.read >= len(h.content.data) {
		return 0, io.EOF
	}
	n := copy(p, h.content.data[h.read:])
	h.read += n
	return n, h.disk.step("read %s", h.name)
}

// Write writes half of it if it fails, as a disk that is full does.
func (h *handle) Write(p []byte) (int, error) {
	h.disk.mu.Lock()
	defer h.disk.mu.Unlock()
	n, err := len(p), h.disk.step("write %s", h.name)
	if err != nil {
		n /= 2
	}
	h.content.data = append(h.content.data, p[:n]...)
	return n, err
}

func (h *handle) Sync() error {
	h.disk.mu.Lock()
	defer h.disk.mu.Unlock()
	if err := h.disk.step("sync %s", h.name); err != nil {
		return err
	}
	h.content.synced = append([]byte(nil), h.content.data...)
	return nil
}

func (h *handle) Truncate(size int64) error {
	h.disk.mu.Lock()
	defer h.disk.mu.Unlock()
	if err := h.disk.step("truncate %s", h.name); err != nil {
		return err
	}
	h.content.data = h.content.data[:size]
	return nil
}

func (h *handle) Close() error { return nil }

// stepsOf returns what is done while do runs.
func (d *fake) stepsOf(do func()) []string {
	d.steps = nil
	do()
	return d.steps
}

func on(t *testing.T, d *fake) *Store {
	t.Helper()
	s, err := open(d)
	require.NoError(t, err)
	return s
}
