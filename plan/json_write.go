package plan

import (
	"encoding/json"
	"strconv"
	"time"

	"github.com/oudpath/oudpath/plan/civil"
	"github.com/oudpath/oudpath/plan/evidence"
)

// jsonWriter writes the forms of answers as encoding/json does, byte for byte, without looking their fields up: a service writes little else.
// What it cannot write, which encoding/json has an error for, it leaves to that.
type jsonWriter struct {
	text   []byte
	cannot bool
}

// marshalDecision writes a decision.
func marshalDecision(d *decisionJSON) ([]byte, error) {
	w := jsonWriter{text: make([]byte, 0, 512+2048*len(d.Findings))}
	w.decision(d)
	if w.cannot {
		return json.Marshal(d)
	}
	return w.text, nil
}

// marshalFinding writes a finding.
func marshalFinding(f *findingJSON) ([]byte, error) {
	w := jsonWriter{text: make([]byte, 0, 2048)}
	w.finding(f)
	if w.cannot {
		return json.Marshal(f)
	}
	return w.text, nil
}

func (w *jsonWriter) decision(d *decisionJSON) {
	w.open()
	w.always("status", d.Status)
	w.name("findings")
	writeList(w, d.Findings, (*jsonWriter).finding)
	writeListed(w, "notJudged", d.NotJudged, func(w *jsonWriter, id *RuleID) { w.quote(string(*id)) })
	writeListed(w, "notKnown", d.NotKnown, func(w *jsonWriter, text *string) { w.quote(*text) })
	if b := d.Basis; b != nil {
		w.name("basis")
		w.open()
		w.always("jurisdiction", b.Jurisdiction)
		w.always("hash", b.Hash)
		w.stated("pack", b.Pack)
		w.name("draft")
		w.text = strconv.AppendBool(w.text, b.Draft)
		w.date("confirmed", b.Confirmed)
		w.shut()
	}
	w.stated("notice", d.Notice)
	w.shut()
}

func (w *jsonWriter) finding(f *findingJSON) {
	w.open()
	w.always("instance", f.Instance)
	w.always("rule", string(f.Rule))
	w.always("title", f.Title)
	w.always("effect", string(f.Effect))
	w.always("verdict", f.Verdict)
	w.stated("severity", f.Severity)
	w.always("message", f.Message)
	w.stated("key", f.Key)
	writeListed(w, "args", f.Args, func(w *jsonWriter, a *argJSON) {
		w.open()
		w.always("type", a.Type)
		w.always("text", a.Text)
		w.shut()
	})
	w.always("event", string(f.Event))
	w.instant("at", f.At)
	writeListed(w, "causes", f.Causes, (*jsonWriter).cause)
	if f.Limit != nil {
		w.name("limit")
		w.limit(f.Limit)
	}
	writeListed(w, "cites", f.Cites, (*jsonWriter).citation)
	writeListed(w, "missing", f.Missing, (*jsonWriter).missing)
	w.stated("remedy", f.Remedy)
	if f.Overriding != nil {
		w.name("override")
		w.override(f.Overriding)
	}
	w.stated("suspendedBy", f.Suspended)
	w.stated("lowered", f.Lowered)
	w.always("jurisdiction", f.Jurisdiction)
	w.shut()
}

func (w *jsonWriter) cause(c *causeJSON) {
	w.open()
	w.always("event", string(c.Event))
	w.instant("at", c.At)
	w.always("kind", c.Kind)
	w.always("what", c.What)
	w.shut()
}

func (w *jsonWriter) limit(l *limitJSON) {
	w.open()
	w.always("param", string(l.Param))
	w.always("title", l.Title)
	w.always("value", l.Value)
	w.date("effective", l.Effective)
	w.date("enforced", l.Enforced)
	writeListed(w, "cites", l.Cites, (*jsonWriter).citation)
	w.always("provenance", l.Provenance)
	w.shut()
}

func (w *jsonWriter) missing(m *missingJSON) {
	w.open()
	w.always("name", m.Name)
	w.stated("want", m.Want)
	w.number("freshSeconds", m.FreshSeconds)
	w.shut()
}

func (w *jsonWriter) override(o *overrideJSON) {
	w.open()
	w.name("allowed")
	w.text = strconv.AppendBool(w.text, o.Allowed)
	w.stated("document", o.Document)
	w.stated("by", o.By)
	w.stated("role", o.Role)
	w.stated("reason", string(o.Reason))
	w.stated("note", o.Note)
	w.shut()
}

func (w *jsonWriter) citation(c *evidence.Citation) {
	w.cannot = w.cannot || !c.Provenance.Valid() || c.Source.Kind != 0 && !c.Source.Kind.Valid()
	w.open()
	w.name("source")
	w.open()
	w.always("id", c.Source.ID)
	if c.Source.Kind != 0 {
		w.always("kind", c.Source.Kind.String())
	}
	w.always("title", c.Source.Title)
	w.stated("edition", c.Source.Edition)
	w.number("year", int64(c.Source.Year))
	w.stated("publisher", c.Source.Publisher)
	w.stated("via", c.Source.Via)
	w.shut()
	w.stated("place", c.Place)
	w.always("provenance", c.Provenance.String())
	w.stated("via", c.Via)
	w.number("decision", int64(c.Decision))
	w.shut()
}

func (w *jsonWriter) open() { w.text = append(w.text, '{') }
func (w *jsonWriter) shut() { w.text = append(w.text, '}') }

// name writes the name of a member, after what stands before it.
func (w *jsonWriter) name(name string) {
	if w.text[len(w.text)-1] != '{' {
		w.text = append(w.text, ',')
	}
	w.text = append(append(append(w.text, '"'), name...), `":`...)
}

// always writes a text, stated one that is not empty.
func (w *jsonWriter) always(name, text string) {
	w.name(name)
	w.quote(text)
}

func (w *jsonWriter) stated(name, text string) {
	if text != "" {
		w.always(name, text)
	}
}

// number writes a number that is not zero.
func (w *jsonWriter) number(name string, n int64) {
	if n != 0 {
		w.name(name)
		w.text = strconv.AppendInt(w.text, n, 10)
	}
}

// date writes a day that is stated.
func (w *jsonWriter) date(name string, d civil.Date) {
	if !d.IsZero() {
		w.always(name, d.String())
	}
}

func (w *jsonWriter) instant(name string, t time.Time) {
	w.name(name)
	w.text = append(w.text, '"')
	text, err := t.AppendText(w.text)
	if err != nil {
		w.cannot = true
		return
	}
	w.text = append(text, '"')
}

// quote writes a text. One that needs more than quotes is written by encoding/json.
func (w *jsonWriter) quote(text string) {
	for i := range len(text) {
		if c := text[i]; c < ' ' || c > '~' || c == '"' || c == '\\' || c == '<' || c == '>' || c == '&' {
			quoted, _ := json.Marshal(text) // a text has no error
			w.text = append(w.text, quoted...)
			return
		}
	}
	w.text = append(append(append(w.text, '"'), text...), '"')
}

func writeList[T any](w *jsonWriter, list []T, write func(*jsonWriter, *T)) {
	w.text = append(w.text, '[')
	for i := range list {
		if i > 0 {
			w.text = append(w.text, ',')
		}
		write(w, &list[i])
	}
	w.text = append(w.text, ']')
}

// writeListed writes a list that is not empty as a member.
func writeListed[T any](w *jsonWriter, name string, list []T, write func(*jsonWriter, *T)) {
	if len(list) > 0 {
		w.name(name)
		writeList(w, list, write)
	}
}
