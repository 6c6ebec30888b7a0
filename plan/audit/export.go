package audit

import (
	"bufio"
	"errors"
	"fmt"
	"hash/fnv"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"github.com/oudpath/oudpath/plan/fhir/r4"
)

// parts is into how many files a bulk export is parted.
const parts = 256

// export yields the people of a bulk export.
func export(folder string, files []string, yield func(Record, error) bool) {
	dir, err := os.MkdirTemp("", "oudpath-audit-")
	if err != nil {
		yield(Record{}, err)
		return
	}
	defer os.RemoveAll(dir)
	p := parting{folder: folder, common: common{medicines: map[string][]byte{}, forms: map[string][][]byte{}},
		unread: func(r Record) bool { return yield(r, nil) }}
	if going, err := p.part(files, dir); err != nil || !going {
		if err != nil {
			yield(Record{}, fmt.Errorf("audit: %w", err))
		}
		return
	}
	for i := range parts {
		people, err := peopleIn(partName(dir, i))
		if err != nil {
			yield(Record{}, err)
			return
		}
		for _, person := range people {
			if !yield(Record{Name: person.key, FHIR: true, Person: person.key, Data: person.bundle(p.common)}, nil) {
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

// aboutSomebody are the types of resources that have to say of whom they are.
var aboutSomebody = map[string]bool{"AdverseEvent": true, "AllergyIntolerance": true, "Appointment": true, "Condition": true, "Consent": true,
	"Encounter": true, "MedicationAdministration": true, "MedicationDispense": true, "MedicationRequest": true, "MedicationStatement": true,
	"Observation": true, "Procedure": true, "QuestionnaireResponse": true}

// parting parts a bulk export by person.
type parting struct {
	folder string
	outs   [parts]*bufio.Writer
	common
	unread func(Record) bool // takes what could not be parted; false: no more is wanted
}

// common is what resources about several people refer to, and what is about nobody.
type common struct {
	medicines map[string][]byte   // by type and id, what orders name: as many as a formulary has
	forms     map[string][][]byte // by canonical URL, in all versions, the questionnaires that answers name
}

// part writes each resource of the files into the part of its person.
func (p *parting) part(files []string, dir string) (going bool, err error) {
	for i := range p.outs {
		f, err := os.Create(partName(dir, i))
		if err != nil {
			return false, err
		}
		defer f.Close()
		p.outs[i] = bufio.NewWriterSize(f, 16<<10)
	}
	for _, file := range files {
		if going, err := p.file(file); err != nil || !going {
			return going, err
		}
	}
	for _, out := range p.outs {
		err = errors.Join(err, out.Flush())
	}
	return true, err
}

// file parts one file.
func (p *parting) file(path string) (going bool, err error) {
	name := below(p.folder, path)
	f, err := openFile(path)
	if err != nil {
		return p.unread(Record{Name: name, FHIR: true, Unread: reason(err)}), nil
	}
	defer f.Close()
	n := 0
	for line, err := range linesOf(f) {
		n++
		why := ""
		switch {
		case errors.Is(err, errLong):
			why = err.Error()
		case err != nil:
			return false, fmt.Errorf("%s: %w", name, err)
		case len(line) == 0:
			continue
		default:
			if why, err = p.line(line); err != nil {
				return false, err
			}
		}
		if why != "" && !p.unread(Record{Name: fmt.Sprintf("%s:%d", name, n), FHIR: true, Unread: why}) {
			return false, nil
		}
	}
	return true, nil
}

// line writes one resource into its part, or says why not; an error is one of the disk.
func (p *parting) line(line []byte) (why string, err error) {
	doc, err := r4.Parse(slices.Clone(line))
	if err != nil {
		return "no resource", nil
	}
	resource, ok := doc.Root().Resource()
	key := personOf(resource)
	switch {
	case !ok:
		return "no resource", nil
	case resource.Type() == "Medication":
		p.medicines[resource.Key()] = doc.Bytes()
		return "", nil
	case resource.Type() == "Questionnaire":
		if url := resource.Get("url").Text(); url != "" {
			p.forms[url] = append(p.forms[url], doc.Bytes())
		}
		return "", nil
	case key == "" && aboutSomebody[resource.Type()], key == "Patient":
		return resource.Type() + " that does not say of whom it is", nil
	case key == "":
		return "", nil
	}
	h := fnv.New32a()
	_, _ = h.Write([]byte(key))
	_, err = fmt.Fprintf(p.outs[h.Sum32()%parts], "%s\t%s\n", key, line)
	return "", err
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

// bundle writes the resources of the person as a Bundle, with the medicines and the questionnaires that they refer to.
func (p *person) bundle(all common) []byte {
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
		if medicine := all.medicines[key]; medicine != nil && !added[key] {
			added[key] = true
			add(medicine)
		}
		form, _, _ := strings.Cut(doc.Root().Get("questionnaire").Text(), "|")
		for _, version := range all.forms[form] {
			if !added[form] {
				add(version)
			}
		}
		added[form] = true
	}
	return append(out, "]}"...)
}
