package files

import (
	"io"
	"io/fs"
	"os"
	"path/filepath"
)

// disk is what the store needs of a folder, so that tests can count, fail and stop.
type disk interface {
	open(name string, flag int) (file, error)
	size(name string) (int64, error) // an error that is fs.ErrNotExist if there is no such file
	names() ([]string, error)
	rename(from, to string) error
	remove(name string) error // no error if there is no such file
	sync() error              // what was created, renamed and removed
	lock(name string) (io.Closer, error)
}

// file is an open file. Writing goes to the end.
type file interface {
	io.Reader
	io.Writer
	io.Closer
	Sync() error
	Truncate(size int64) error
}

// folder is a folder of the operating system.
type folder string

const (
	forReading   = os.O_RDONLY
	forAppending = os.O_RDWR | os.O_CREATE | os.O_APPEND
	forReplacing = os.O_RDWR | os.O_CREATE | os.O_TRUNC | os.O_APPEND

	private       = 0o600 // files are for their owner: they hold medical records
	privateFolder = 0o700
)

func (f folder) path(name string) string { return filepath.Join(string(f), name) }

func (f folder) open(name string, flag int) (file, error) {
	opened, err := os.OpenFile(f.path(name), flag, private)
	if err != nil {
		return nil, err
	}
	return opened, nil
}

func (f folder) size(name string) (int64, error) {
	info, err := os.Stat(f.path(name))
	if err != nil {
		return 0, err
	}
	return info.Size(), nil
}

func (f folder) names() ([]string, error) {
	entries, err := os.ReadDir(string(f))
	if err != nil {
		return nil, err
	}
	names := make([]string, 0, len(entries))
	for _, e := range entries {
		if e.Type().IsRegular() {
			names = append(names, e.Name())
		}
	}
	return names, nil
}

func (f folder) rename(from, to string) error { return os.Rename(f.path(from), f.path(to)) }

func (f folder) remove(name string) error {
	if err := os.Remove(f.path(name)); err != nil && !os.IsNotExist(err) {
		return err
	}
	return nil
}

func (f folder) sync() error {
	opened, err := os.Open(string(f))
	if err != nil {
		return err
	}
	err = opened.Sync()
	if closing := opened.Close(); err == nil {
		err = closing
	}
	return err
}

func (f folder) lock(name string) (io.Closer, error) { return lock(f.path(name), fs.FileMode(private)) }

// appended writes and syncs. The file is closed.
func appended(d disk, name string, data []byte) error {
	f, err := d.open(name, forAppending)
	if err != nil {
		return err
	}
	return writeAndClose(f, data)
}

// writeAndClose writes, syncs and closes.
func writeAndClose(f file, data []byte) error {
	_, err := f.Write(data)
	if err == nil {
		err = f.Sync()
	}
	if closing := f.Close(); err == nil {
		err = closing
	}
	return err
}
