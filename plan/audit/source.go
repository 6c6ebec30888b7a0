package audit

import (
	"bufio"
	"bytes"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"iter"
	"os"
	"path/filepath"
	"slices"
	"strings"
)

// Record is what is on record of one person.
type Record struct {
	Name   string // for deviations: a file, or a file and a line, or a person
	FHIR   bool   // a Bundle, or a resource; else a journal, recorded or raw
	Person string // of FHIR: whose record it is, "Patient/7"; empty: of the only one in it
	Data   []byte
	Unread string // why there is no data: a file that cannot be opened, a line that is no resource. It says nothing of what is on record
}

// maxLine is how long a line of a stream, or a file with one record, may be.
const maxLine = 64 << 20

// Lines returns the records of a stream: each line is a FHIR Bundle with the record of one person.
func Lines(r io.Reader, name string) iter.Seq2[Record, error] {
	return func(yield func(Record, error) bool) {
		n := 0
		for line, err := range linesOf(r) {
			n++
			record := Record{Name: fmt.Sprintf("%s:%d", name, n), FHIR: true}
			switch {
			case errors.Is(err, errLong):
				record.Unread = err.Error()
			case err != nil:
				yield(Record{}, fmt.Errorf("audit: %s: %w", record.Name, err))
				return
			case len(line) == 0:
				continue
			default:
				record.Data = slices.Clone(line)
			}
			if !yield(record, nil) {
				return
			}
		}
	}
}

// errLong says that a line is too long: what comes behind it can be read all the same.
var errLong = fmt.Errorf("longer than %d bytes", maxLine)

// linesOf yields lines without their ends. A line that is too long is errLong; any other error is the last.
func linesOf(r io.Reader) iter.Seq2[[]byte, error] {
	return func(yield func([]byte, error) bool) {
		in := bufio.NewReaderSize(r, 64<<10)
		var line []byte
		long := false
		for {
			part, err := in.ReadSlice('\n')
			if long = long || len(line)+len(part) > maxLine; !long {
				line = append(line, part...)
			}
			if errors.Is(err, bufio.ErrBufferFull) {
				continue
			}
			over := err != nil
			switch {
			case over && !errors.Is(err, io.EOF):
				yield(nil, err)
				return
			case over && len(line) == 0 && !long:
				return
			case long && !yield(nil, errLong), !long && !yield(bytes.TrimRight(line, "\r\n"), nil), over:
				return
			}
			line, long = line[:0], false
		}
	}
}

// Folder returns the records in a folder and the folders in it, by name: journals (.jsonl) and FHIR Bundles (.json), one person a file,
// and the files of a bulk export (.ndjson), in which each line is a resource of anybody. Those are parted by person into files of a
// temporary folder first, which is removed afterwards: the memory that this needs is that of one part in 256.
//
// A file that cannot be read, and a line of an export that is no resource or does not say of whom it is, is a Record without data, which
// says why. Only a folder that cannot be read, or a full disk, is an error.
func Folder(dir string) iter.Seq2[Record, error] {
	return func(yield func(Record, error) bool) {
		var bulk []string
		done := errors.New("done")
		err := filepath.WalkDir(dir, func(path string, entry fs.DirEntry, err error) error {
			if err != nil || entry.IsDir() {
				return err
			}
			isFHIR, known := map[string]bool{".jsonl": false, ".json": true}[extension(path)]
			if extension(path) == ".ndjson" {
				bulk = append(bulk, path)
			}
			if !known {
				return nil
			}
			record := Record{Name: below(dir, path), FHIR: isFHIR}
			if record.Data, err = contentOf(path); err != nil {
				record.Unread = reason(err)
			}
			if !yield(record, nil) {
				return done
			}
			return nil
		})
		switch {
		case errors.Is(err, done):
		case err != nil:
			yield(Record{}, fmt.Errorf("audit: %w", err))
		case len(bulk) > 0:
			export(dir, bulk, yield)
		}
	}
}

func extension(path string) string { return strings.ToLower(filepath.Ext(path)) }

// below is how a file is called: by its place in the folder.
func below(dir, path string) string {
	name, err := filepath.Rel(dir, path)
	if err != nil {
		name = filepath.Base(path)
	}
	return filepath.ToSlash(name)
}

// contentOf reads a file with one record.
func contentOf(path string) ([]byte, error) {
	f, err := openFile(path)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	data, err := io.ReadAll(io.LimitReader(f, maxLine+1))
	if err == nil && len(data) > maxLine {
		return nil, errLong
	}
	return data, err
}

// openFile opens what is a file: a pipe or a device would be waited for.
func openFile(path string) (*os.File, error) {
	info, err := os.Stat(path)
	if err != nil {
		return nil, err
	}
	if !info.Mode().IsRegular() {
		return nil, errors.New("no file")
	}
	return os.Open(path)
}

// reason is an error without the path, which is named beside it.
func reason(err error) string {
	if p := (*fs.PathError)(nil); errors.As(err, &p) {
		return p.Err.Error()
	}
	return err.Error()
}
