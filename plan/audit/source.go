package audit

import (
	"bufio"
	"errors"
	"fmt"
	"hash/fnv"
	"io"
	"io/fs"
	"iter"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"github.com/oudpath/oudpath/plan/fhir/r4"
)

// Record is what is on record of one person.
type Record struct {
	Name   string // for deviations: a file, or a file and a line, or a person
	FHIR   bool   // a Bundle, or a resource; else a journal, recorded or raw
	Person string // of FHIR: whose record it is, "Patient/7"; empty: of the only one in it
	Data   []byte
}

// maxLine is how long a line of a stream may be.
const maxLine = 64 << 20

// Lines returns the records of a stream: each line is a FHIR Bundle with the record of one person.
func Lines(r io.Reader, name string) iter.Seq2[Record, error] {
	return func(yield func(Record, error) bool) {
		n := 0
		for line, err := range linesOf(r) {
			n++
			if err != nil {
				yield(Record{}, fmt.Errorf("audit: %s: line %d: %w", name, n, err))
				return
			}
			if len(line) > 0 && !yield(Record{Name: fmt.Sprintf("%s:%d", name, n), FHIR: true, Data: slices.Clone(line)}, nil) {
				return
			}
		}
	}
}

func linesOf(r io.Reader) iter.Seq2[[]byte, error] {
	return func(yield func([]byte, error) bool) {
		rows := bufio.NewScanner(r)
		rows.Buffer(nil, maxLine)
		for rows.Scan() {
			if !yield(rows.Bytes(), nil) {
				return
			}
		}
		if err := rows.Err(); err != nil {
			yield(nil, err)
		}
	}
}

// Folder returns the records in a folder and the folders in it, by name: journals (.jsonl) and FHIR Bundles (.json), one person a file,
// and the files of a bulk export (.ndjson), in which each line is a resource of anybody. Those are parted by person into files of a
// temporary folder first, which is removed afterwards: the memory that this needs is that of one part in 256.
func Folder(dir string) iter.Seq2[Record, error] {
	return func(yield func(Record, error) bool) {
		var bulk []string
		done := errors.New("done")
		err := filepath.WalkDir(dir, func(path string, entry fs.DirEntry, err error) error {
			if err != nil || entry.IsDir() {
				return err
			}
			isFHIR, known := map[string]bool{".jsonl": false, ".json": true}[filepath.Ext(path)]
			if filepath.Ext(path) == ".ndjson" {
				bulk = append(bulk, path)
			}
			if !known {
				return nil
			}
			data, err := os.ReadFile(path)
			if err != nil {
				return err
			}
			name, _ := filepath.Rel(dir, path)
			if !yield(Record{Name: filepath.ToSlash(name), FHIR: isFHIR, Data: data}, nil) {
				return done
			}
			return nil
		})
		switch {
		case errors.Is(err, done):
		case err != nil:
			yield(Record{}, fmt.Errorf("audit: %w", err))
		case len(bulk) > 0:
			export(bulk, yield)
		}
	}
}

// parts is into how many files a bulk export is parted.
const parts = 256

// export yields the people of a bulk export.
func export(files []string, yield func(Record, error) bool) {
	dir, err := os.MkdirTemp("", "oudpath-audit-")
	if err != nil {
		yield(Record{}, err)
		return
	}
	defer os.RemoveAll(dir)
	medicines := map[string][]byte{} // what orders refer to: as many as a formulary has
	if err := part(files, dir, medicines); err != nil {
		yield(Record{}, fmt.Errorf("audit: %w", err))
		return
	}
	for i := range parts {
		people, err := peopleIn(partName(dir, i))
		if err != nil {
			yield(Record{}, err)
			return
		}
		for _, person := range people {
			if !yield(Record{Name: person.key, FHIR: true, Person: person.key, Data: person.bundle(medicines)}, nil) {
				return
			}
		}
	}
}

func partName(dir string, i int) string { return filepath.Join(dir, fmt.Sprintf("%03d.ndjson", i)) }

// personOf returns whom a resource is about; empty for one that is about nobody.
func personOf(r r4.Resource) string {
	if r.Type() == "Patient" {
		return r.Key()
	}
	for _, name := range []string{"subject", "patient", "for"} {
		if key := r.Get(name).Reference().Key(); strings.HasPrefix(key, "Patient/") {
			return key
		}
	}
	for _, p := range r.Get("participant").Items() { // an appointment
		if key := p.Get("actor").Reference().Key(); strings.HasPrefix(key, "Patient/") {
			return key
		}
	}
	return ""
}

// part writes each resource of the files into the part of its person.
func part(files []string, dir string, medicines map[string][]byte) (err error) {
	outs := make([]*bufio.Writer, parts)
	for i := range outs {
		f, err := os.Create(partName(dir, i))
		if err != nil {
			return err
		}
		defer f.Close()
		outs[i] = bufio.NewWriterSize(f, 16<<10)
	}
	for _, file := range files {
		if err := partFile(file, outs, medicines); err != nil {
			return fmt.Errorf("%s: %w", filepath.Base(file), err)
		}
	}
	for _, out := range outs {
		err = errors.Join(err, out.Flush())
	}
	return err
}

func partFile(file string, outs []*bufio.Writer, medicines map[string][]byte) error {
	f, err := os.Open(file)
	if err != nil {
		return err
	}
	defer f.Close()
	n := 0
	for line, err := range linesOf(f) {
		n++
		if err != nil {
			return err
		}
		if len(line) == 0 {
			continue
		}
		doc, err := r4.Parse(slices.Clone(line))
		if err != nil {
			return fmt.Errorf("line %d: no resource", n)
		}
		resource, _ := doc.Root().Resource()
		if resource.Type() == "Medication" {
			medicines[resource.Key()] = doc.Bytes()
		}
		key := personOf(resource)
		if key == "" {
			continue
		}
		h := fnv.New32a()
		_, _ = h.Write([]byte(key))
		out := outs[h.Sum32()%parts]
		if _, err := fmt.Fprintf(out, "%s\t%s\n", key, line); err != nil {
			return err
		}
	}
	return nil
}

// person is somebody of a part, with the resources about them.
type person struct {
	key       string
	resources [][]byte
}

func peopleIn(file string) (people []person, err error) {
	f, err := os.Open(file)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	at := map[string]int{}
	for line, err := range linesOf(f) {
		if err != nil {
			return nil, err
		}
		key, resource, _ := strings.Cut(string(line), "\t")
		if _, known := at[key]; !known {
			at[key] = len(people)
			people = append(people, person{key: key})
		}
		people[at[key]].resources = append(people[at[key]].resources, []byte(resource))
	}
	slices.SortFunc(people, func(a, b person) int { return strings.Compare(a.key, b.key) })
	return people, nil
}

// bundle writes the resources of the person as a Bundle, with the medicines that they refer to.
func (p *person) bundle(medicines map[string][]byte) []byte {
	out := []byte(`{"resourceType":"Bundle","type":"collection","entry":[`)
	added := map[string]bool{}
	add := func(resource []byte) {
		if out[len(out)-1] == '}' {
			out = append(out, ',')
		}
		out = append(append(append(out, `{"resource":`...), resource...), '}')
	}
	for _, resource := range p.resources {
		add(resource)
		doc, err := r4.Parse(resource)
		if err != nil {
			continue
		}
		key := doc.Root().Get("medicationReference").Reference().Key()
		if medicine := medicines[key]; medicine != nil && !added[key] {
			added[key] = true
			add(medicine)
		}
	}
	return append(out, "]}"...)
}
