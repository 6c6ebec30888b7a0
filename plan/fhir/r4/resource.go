package r4

import (
	"iter"
	"strconv"
	"strings"
)

// Resource is an element that says which type of resource it is. The zero Resource is none.
type Resource struct{ Element }

// Type returns the type of the resource, and an empty text for what is none.
func (r Resource) Type() string { return r.Get("resourceType").Text() }

// ID returns the id of the resource, and an empty text if it has none.
func (r Resource) ID() string { return r.Get("id").Text() }

// Key returns type and id, as references say them: "Patient/7". Without an id it is the type alone.
func (r Resource) Key() string {
	if id := r.ID(); id != "" {
		return r.Type() + "/" + id
	}
	return r.Type()
}

// Resource returns the element as a resource; ok is false if it does not say of which type it is.
func (e Element) Resource() (r Resource, ok bool) {
	return Resource{e}, len(e.Get("resourceType").content()) > 0
}

// Entry is a resource with what its Bundle says of it.
type Entry struct {
	FullURL string // empty where none is stated
	Place   string // where it stands in its document: "entry[3].resource"; empty for the document itself
	Resource
}

// Entries yields the resource of the document, or, of a Bundle, those in it, and in Bundles in it. Contained resources are not among
// them: they have no life of their own.
func (d *Document) Entries() iter.Seq[Entry] {
	return func(yield func(Entry) bool) {
		if root, ok := d.Root().Resource(); ok {
			entries(Entry{Resource: root}, yield)
		}
	}
}

func entries(e Entry, yield func(Entry) bool) bool {
	if !e.Get("resourceType").Is("Bundle") {
		return yield(e)
	}
	list := e.Get("entry")
	var places strings.Builder // one behind the other
	places.Grow(list.Len() * (len(e.Place) + len(".entry[000].resource")))
	for i, item := range list.Items() {
		if inner, ok := item.Get("resource").Resource(); ok {
			var room [64]byte
			place := append(room[:0], e.Place...)
			if len(place) > 0 {
				place = append(place, '.')
			}
			place = append(strconv.AppendInt(append(place, "entry["...), int64(i), 10), "].resource"...)
			from := places.Len()
			places.Write(place)
			if !entries(Entry{item.Get("fullUrl").Text(), places.String()[from:], inner}, yield) {
				return false
			}
		}
	}
	return true
}

// withheld are the issues that say that there is more than was found, however severe they are.
var withheld = map[string]bool{"suppressed": true, "incomplete": true, "too-costly": true, "too-long": true, "timeout": true, "throttled": true,
	"transient": true, "exception": true, "security": true, "login": true, "expired": true, "forbidden": true}

// partOnly is what a Bundle lacks of which a server says, without an error, that it kept something back.
const partOnly = "the server reports that it did not give all that it found"

// Withholds reports whether that is what a Bundle lacks: asking once more gives no more.
func (r Resource) Withholds() bool { return r.Lacks() == partOnly }

// reported says what an OperationOutcome reports by which something may be lacking; empty for nothing.
func reported(outcome Element) string {
	for _, issue := range outcome.Get("issue").Items() {
		severity := issue.Get("severity")
		switch {
		case severity.Is("error") || severity.Is("fatal"):
			return "the server reports an error beside what it found"
		case withheld[issue.Get("code").Text()]:
			return partOnly
		}
	}
	return ""
}

// refused says what the response to one request of a batch lacks; empty for nothing.
func refused(response Element) string {
	if why := reported(response.Get("outcome")); why != "" {
		return why
	}
	if status := response.Get("status").Text(); status != "" && status[0] != '2' {
		return "the server did not answer one of several requests"
	}
	return ""
}

// Lacks says why a Bundle is not the whole answer to a search: there are further pages, the server reports an error beside what it found or
// keeps something back, it did not answer one request of a batch, or it says that it found more. Empty for one that is whole, and for any other resource.
func (r Resource) Lacks() string {
	if !r.Get("resourceType").Is("Bundle") {
		return ""
	}
	for _, link := range r.Get("link").Items() {
		if link.Get("relation").Is("next") {
			return "it is one page of several"
		}
	}
	matches := 0
	total, stated := r.Get("total").Whole()
	stated = stated && r.Get("type").Is("searchset")
	for _, entry := range r.Get("entry").Items() {
		found := entry.Get("resource")
		if why := refused(entry.Get("response")); why != "" {
			return why
		}
		if !found.Get("resourceType").Is("OperationOutcome") {
			if mode := entry.Get("search").Get("mode"); stated && (!mode.Exists() || mode.Is("match")) {
				matches++
			}
			continue
		}
		if why := reported(found); why != "" {
			return why
		}
	}
	if stated && total > matches {
		return "the server found more"
	}
	return ""
}

// Contained returns the contained resource of that id, which a reference "#id" names; none where two have the id.
func (r Resource) Contained(id string) (contained Resource, found bool) {
	for _, item := range r.Get("contained").Items() {
		if inner, ok := item.Resource(); ok && strings.TrimPrefix(inner.ID(), "#") == id {
			if found {
				return Resource{}, false
			}
			contained, found = inner, true
		}
	}
	return contained, found
}

// Coding is one code of a concept.
type Coding struct {
	System, Code, Display string
}

// Concept is a CodeableConcept: codes that are said to mean the same, and how somebody wrote it.
type Concept struct {
	Codings []Coding
	Text    string
}

// Coding returns what the element says as a Coding. A system that is known by its OID has its address.
func (e Element) Coding() Coding {
	system := e.Get("system").Text()
	if known := systems[system]; known != "" {
		system = known
	}
	return Coding{system, e.Get("code").Text(), e.Get("display").Text()}
}

// systems are the addresses of code systems by the other names under which senders have them: their OIDs, as the page of FHIR R4 about the use
// of external code systems lists them, and the address of another scheme or with a slash behind it.
var systems = map[string]string{
	"urn:oid:2.16.840.1.113883.6.1": "http://loinc.org", "https://loinc.org": "http://loinc.org", "http://loinc.org/": "http://loinc.org",
	"urn:oid:2.16.840.1.113883.6.96": "http://snomed.info/sct", "https://snomed.info/sct": "http://snomed.info/sct",
	"http://snomed.info/sct/":        "http://snomed.info/sct",
	"urn:oid:2.16.840.1.113883.6.88": "http://www.nlm.nih.gov/research/umls/rxnorm",
	"urn:oid:2.16.840.1.113883.6.90": "http://hl7.org/fhir/sid/icd-10-cm", "urn:oid:2.16.840.1.113883.6.3": "http://hl7.org/fhir/sid/icd-10",
	"urn:oid:2.16.840.1.113883.6.69": "http://hl7.org/fhir/sid/ndc", "urn:oid:2.16.840.1.113883.6.8": "http://unitsofmeasure.org",
}

// Concept returns what the element says as a CodeableConcept; empty for any other value. Its codings must not be changed.
func (e Element) Concept() (c Concept) {
	if !e.IsObject() {
		return c
	}
	if e.doc.words == nil || e.doc.marks != nil { // where it is watched, everything is asked for each time
		e.readConcept(&c)
		return c
	}
	says, known := e.doc.words.concept(e.Raw())
	if !known {
		e.readConcept(says)
	}
	return *says
}

func (e Element) readConcept(c *Concept) {
	c.Text = e.Get("text").Text()
	for _, item := range e.Get("coding").Items() {
		c.Codings = append(c.Codings, item.Coding())
	}
}

// IsZero reports whether the concept says nothing.
func (c Concept) IsZero() bool { return len(c.Codings) == 0 && c.Text == "" }

// Name returns how a reader would call the concept: its text, or the first name of a code, or the first code.
func (c Concept) Name() string {
	if c.Text != "" {
		return c.Text
	}
	for _, coding := range c.Codings {
		if coding.Display != "" {
			return coding.Display
		}
	}
	for _, coding := range c.Codings {
		if coding.Code != "" {
			return coding.Code
		}
	}
	return ""
}

// Has reports whether one of the codes is that one.
func (c Concept) Has(system, code string) bool {
	for _, coding := range c.Codings {
		if coding.System == system && coding.Code == code {
			return true
		}
	}
	return false
}

// Quantity is a number with its unit, as it was sent.
type Quantity struct {
	Value      Decimal
	Comparator string // "<" and the like; empty: it is the value itself
	Unit       string // for a reader
	System     string // of Code
	Code       string
}

// Quantity returns what the element says as a Quantity.
func (e Element) Quantity() Quantity {
	return Quantity{e.Get("value").Decimal(), e.Get("comparator").Text(), e.Get("unit").Text(), e.Get("system").Text(),
		e.Get("code").Text()}
}

// IsZero reports whether there is no number.
func (q Quantity) IsZero() bool { return q.Value == "" }

// Reference names another resource.
type Reference struct {
	URL     string // "Patient/7", "https://…/Patient/7", "urn:uuid:…", "#contained"
	Type    string // where it is stated
	Display string
}

// Reference returns what the element says as a Reference.
func (e Element) Reference() Reference {
	return Reference{e.Get("reference").Text(), e.Get("type").Text(), e.Get("display").Text()}
}

// IsZero reports whether the reference names nothing.
func (r Reference) IsZero() bool { return r.URL == "" }

// Key returns type and id of what a relative or absolute reference names, "Patient/7", without a version; the whole URL where it has no
// such end, and a bare id, as some senders write it, with the stated type.
func (r Reference) Key() string {
	_, key := r.Split()
	return key
}

// Split returns the server on which an absolute reference names something, "https://h.example/fhir", and its Key. The server is empty where
// the reference does not say it: that of what refers is meant.
func (r Reference) Split() (server, key string) {
	url := r.URL
	if strings.HasPrefix(url, "urn:") || strings.HasPrefix(url, "#") {
		return "", url
	}
	if at := strings.Index(url, "/_history/"); at >= 0 {
		url = url[:at]
	}
	slash := strings.LastIndexByte(url, '/')
	if slash < 0 {
		if r.Type != "" && url != "" {
			return "", r.Type + "/" + url
		}
		return "", url
	}
	from := strings.LastIndexByte(url[:slash], '/') + 1
	if typ := url[from:slash]; typ == "" || typ[0] < 'A' || typ[0] > 'Z' {
		return "", url
	}
	return strings.TrimRight(url[:from], "/"), url[from:]
}
