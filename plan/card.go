package plan

import (
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"io"
	"slices"

	"github.com/oudpath/oudpath/plan/civil"
)

// Basis says by what a decision was made, so that it can be read years later: which values, which rules, and whether anybody
// signed them.
type Basis struct {
	Jurisdiction string     // identifier and version
	Hash         string     // of the content of all its layers
	Pack         string     // name and version of the rules, as Config.Pack has it
	Draft        bool       // a layer lacks the signature of a licensed clinician
	Confirmed    civil.Date // the day up to which the values are confirmed; zero: nobody said
}

// Basis returns by what the engine judges.
func (e *Engine) Basis() Basis { return e.basis }

func (e *Engine) makeBasis(pack string) {
	j := &e.jurisdiction
	e.basis = Basis{Jurisdiction: j.Name(), Hash: j.hashAll(), Pack: pack, Draft: j.Draft(), Confirmed: j.confirmed()}
	if !e.basis.Confirmed.IsZero() {
		e.notice = fmt.Sprintf("the values of %s are confirmed up to %s, and this is later", e.basis.Jurisdiction, e.basis.Confirmed)
	}
}

// noticeOn is the line about a day after the one up to which the values are confirmed; empty on others.
func (e *Engine) noticeOn(day civil.Date) string {
	if e.basis.Confirmed.IsZero() || !e.basis.Confirmed.Before(day) {
		return ""
	}
	return e.notice
}

// Hash is the content hash of the layer, SHA-256 in hexadecimal digits: of its identifier and version, its values with their days,
// sources and reasons, what its rules declare, and what it leaves out. It does not cover the layers below, which are signed for
// themselves, nor the time zone, and not the code of a rule's judgement, which the version of the rule pack stands for.
func (p *Jurisdiction) Hash() string {
	sum := sha256.New()
	write := func(parts ...any) {
		for _, part := range parts {
			text, err := json.Marshal(part)
			if err != nil { // a value of a type that JSON cannot write
				text = fmt.Append(nil, part)
			}
			_, _ = sum.Write(append(text, '\n'))
		}
	}
	write(p.ID, p.Version, p.Title, p.Confirmed)
	for _, s := range p.sorted() {
		write(s.Param(), s.Text(), fmt.Sprint(s.value), s.Effective, s.Enforced, s.Last, s.Relaxes, s.Cites)
	}
	for i := range p.Rules {
		r := &p.Rules[i]
		write(r.ID, r.Title, r.Severity.String(), r.Watches.String(), r.About.String(), r.Replaces, r.Relaxes, r.Remedy, r.Cites,
			r.Override.allowed, r.Override.text, r.Missing.why, r.Essential)
	}
	for _, o := range p.Omits {
		write(o.Rule, o.Why, o.Cites)
	}
	return hex.EncodeToString(sum.Sum(nil))
}

// sorted returns the settings in an order that does not depend on how they were put together.
func (p *Jurisdiction) sorted() []Setting {
	settings := slices.DeleteFunc(slices.Clone(p.Settings), func(s Setting) bool { return s.param == nil })
	slices.SortStableFunc(settings, func(a, b Setting) int {
		if order := compareText(a.param.id, b.param.id); order != 0 {
			return order
		}
		return a.Effective.Compare(b.Effective)
	})
	return settings
}

func (p *Jurisdiction) hashAll() string {
	sum := sha256.New()
	for _, layer := range p.layers() {
		_, _ = io.WriteString(sum, layer.Hash())
	}
	return hex.EncodeToString(sum.Sum(nil))
}
