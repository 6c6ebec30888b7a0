package cdshooks

import (
	"crypto/sha1"
	"encoding/hex"
	"fmt"
	"slices"
	"strings"
	"time"

	"github.com/oudpath/oudpath/plan"
	"github.com/oudpath/oudpath/plan/evidence"
	"github.com/oudpath/oudpath/plan/fhir"
	"github.com/oudpath/oudpath/plan/fhir/r4"
	"github.com/oudpath/oudpath/plan/journal"
	"github.com/oudpath/oudpath/plan/record"
)

// uuid returns the UUID (version 5, RFC 9562) of what the parts name together. SHA-1 is what that version is made of; nothing is secret.
func uuid(parts ...string) string {
	sum := sha1.Sum([]byte("oudpath cds hooks\x00" + strings.Join(parts, "\x00")))
	sum[6], sum[8] = sum[6]&0x0f|0x50, sum[8]&0x3f|0x80
	text := hex.EncodeToString(sum[:16])
	return text[:8] + "-" + text[8:12] + "-" + text[12:16] + "-" + text[16:20] + "-" + text[20:]
}

// group are findings that one card shows.
type group struct {
	name     string
	findings []plan.Finding
	id       string // of its card, once it was asked for
}

// groups parts what the rules say into what keeps an intent from being allowed, and what warns. What only informs is on no card.
func groups(d *plan.Decision) []group {
	stops, warns := group{name: "stops"}, group{name: "warns"}
	for i := range d.Findings {
		switch f := &d.Findings[i]; f.Effect() {
		case plan.EffectRefuses, plan.EffectHolds:
			stops.findings = append(stops.findings, *f)
		case plan.EffectWarns:
			warns.findings = append(warns.findings, *f)
		}
	}
	return []group{stops, warns}
}

// id names a card: the same person, user and question with the same findings that rest on the same events give the same card, however
// much time has passed.
func (c *call) id(d *drawing, g *group) string {
	if g.id != "" {
		return g.id
	}
	what, err := journal.Marshal(record.Event{ID: "asked", At: time.Unix(0, 0), Body: d.event.Body}) // as it is written, and not as it is held
	if err != nil {
		what = fmt.Appendf(nil, "%T %+v", d.event.Body, d.event.Body)
	}
	parts := []string{c.api.Base, c.service.ID, c.issuer, c.patient, c.user, d.draft, string(what), g.name}
	parts = append(parts, d.told...)
	for i := range g.findings {
		f := &g.findings[i]
		parts = append(parts, string(f.Rule), string(f.Effect()), f.Text.Key)
		if f.Limit != nil {
			parts = append(parts, string(f.Limit.Param), f.Limit.Value)
		}
		for _, m := range f.Missing {
			parts = append(parts, m.String())
		}
		for _, cause := range f.Causes {
			parts = append(parts, string(cause.Event))
		}
	}
	g.id = uuid(parts...)
	return g.id
}

// cards makes the cards of everything that was judged: at most two for one event.
func (c *call) cards() (list r4.Array, err error) {
	for i := range c.drawings {
		d := &c.drawings[i]
		parts := groups(&d.decision)
		again, err := c.overridden(d, &parts[0])
		if err != nil {
			return nil, err
		}
		if again {
			parts = groups(&d.decision)
		}
		if d.soft { // one card for everything: nothing is asked for that could be refused
			parts = []group{{name: "warns", findings: slices.Concat(parts[0].findings, parts[1].findings)}}
		}
		for k := range parts {
			said := *d
			last := k == len(parts)-1 // what is said beside the findings is no more than a warning
			if !last {
				said.told = nil
			}
			if len(parts[k].findings) == 0 && len(said.told) == 0 {
				continue
			}
			card, err := c.card(&said, &parts[k])
			if err != nil {
				return nil, err
			}
			if card != nil {
				list = append(list, card)
			}
		}
	}
	if len(list) == 0 {
		card, err := c.partly()
		if err != nil || card == nil {
			return nil, err
		}
		list = append(list, card)
	}
	return list, nil
}

// partly says of the first order that it was judged by a part of the record, where that is so: else no card would say that all is well. Where there
// are other cards, they say it beside what they show. Nil where there is nothing to say.
func (c *call) partly() (r4.Object, error) {
	for i := range c.drawings {
		if d := c.drawings[i]; !d.soft && len(c.partial) > 0 {
			d.told = []string{"it was judged by a part of the record: the rest of " + strings.Join(c.partial, ", ") + " did not come"}
			return c.card(&d, &group{name: "warns"})
		}
	}
	return nil, nil
}

// overridden asks again with the overrides that were accepted for exactly this card, and says whether there were any. A card that stops
// nothing has none.
func (c *call) overridden(d *drawing, stops *group) (again bool, err error) {
	if d.soft || len(stops.findings) == 0 {
		return false, nil
	}
	known, ok, err := c.api.Memory.Card(c.ctx, c.id(d, stops))
	if err != nil || !ok || len(known.Overrides) == 0 {
		return false, err
	}
	ev := d.event
	ev.Actor, ev.Overrides = known.By, known.Overrides
	decision, err := c.ask(c.plan, ev)
	if err == nil {
		d.decision = decision
	}
	return err == nil, err
}

// card writes one card and remembers it; none for a warning that somebody has answered and that nothing has changed since.
func (c *call) card(d *drawing, g *group) (r4.Object, error) {
	id := c.id(d, g)
	known, shown, err := c.api.Memory.Card(c.ctx, id)
	if err != nil {
		return nil, err
	}
	if shown && known.Answered && g.name == "warns" {
		return nil, nil
	}
	keep := Card{ID: id, Service: c.service.ID, Hook: c.service.Hook, Issuer: c.issuer, Patient: c.patient, User: c.user, Given: c.now,
		Event: d.event, Answered: known.Answered}
	if shown {
		keep.Given = known.Given
	}
	for i := range g.findings {
		keep.Rules = append(keep.Rules, g.findings[i].Rule)
	}
	if g.name == "stops" {
		keep.Overridable = c.overridable(d, g)
	}
	offered, more, err := c.suggestions(d, g)
	if err != nil {
		return nil, err
	}
	var suggestions r4.Array
	for i := range offered {
		s := offered[i].write(uuid(id, fmt.Sprint(i)))
		keep.Suggestions = append(keep.Suggestions, uuid(id, fmt.Sprint(i)))
		suggestions = append(suggestions, s)
	}
	if err := c.api.Memory.Keep(c.ctx, keep); err != nil {
		return nil, err
	}
	behavior := ""
	if len(suggestions) > 0 {
		behavior = "at-most-one"
	}
	return object("uuid", id, "summary", summary(d, g), "detail", c.detail(d, g, more), "indicator", indicator(g),
		"source", object("label", source(d, g)), "suggestions", suggestions, "selectionBehavior", behavior,
		"overrideReasons", reasons(&keep), "links", c.links(g)), nil
}

func indicator(g *group) string {
	if g.name == "stops" && slices.ContainsFunc(g.findings, func(f plan.Finding) bool { return f.Effect() == plan.EffectRefuses }) {
		return "critical"
	}
	return "warning"
}

// mostOfSummary is how many characters a summary has at most.
const mostOfSummary = 139

func summary(d *drawing, g *group) string {
	text := d.what
	switch {
	case len(g.findings) > 0:
		text += ": " + g.findings[0].Message()
	case len(d.told) > 0:
		text += ": " + d.told[0]
	}
	text = strings.Join(strings.Fields(text), " ")
	if runes := []rune(text); len(runes) > mostOfSummary {
		text = string(runes[:mostOfSummary-1]) + "…"
	}
	return text
}

// source names who says the first thing on the card.
func source(d *drawing, g *group) string {
	for i := range g.findings {
		if cites := citations(&g.findings[i]); len(cites) > 0 {
			return cites[0].String()
		}
	}
	if d.decision.Basis.Pack != "" {
		return "oudpath, " + d.decision.Basis.Pack
	}
	return "oudpath"
}

// citations are those of the limit that applied, where there is one.
func citations(f *plan.Finding) []evidence.Citation {
	if f.Limit != nil && len(f.Limit.Cites) > 0 {
		return f.Limit.Cites
	}
	return f.Cites
}

func (c *call) links(g *group) (list r4.Array) {
	if c.api.Link == nil {
		return nil
	}
	for i := range g.findings {
		if url := c.api.Link(g.findings[i].Rule); url != "" {
			list = append(list, object("label", "The rule "+string(g.findings[i].Rule), "url", url, "type", "absolute"))
		}
	}
	return list
}

// offeredReasons are the reasons that can be given for an override.
var offeredReasons = []struct {
	reason  record.Reason
	display string
}{
	{record.ReasonClinical, "Clinical judgment"}, {record.ReasonSpecialistAdvice, "Advice of a specialist"},
	{record.ReasonProtocol, "A written protocol"}, {record.ReasonVerifiedTransfer, "A dose that another program has confirmed"},
	{record.ReasonPatientChoice, "Choice of the person"}, {record.ReasonEmergency, "An emergency"},
	{record.ReasonOther, "Another reason (comment required)"},
}

// displayOf returns what the card says of the reason; ok is false if it is not offered.
func displayOf(reason record.Reason) (display string, ok bool) {
	for _, r := range offeredReasons {
		if r.reason == reason {
			return r.display, true
		}
	}
	return "", false
}

// reasons are those of a card that can be overridden.
func reasons(card *Card) (list r4.Array) {
	if len(card.Overridable) == 0 {
		return nil
	}
	for _, r := range offeredReasons {
		list = append(list, object("system", fhir.System, "code", string(r.reason), "display", r.display))
	}
	return list
}

// overridable returns the rules that have to be overridden so that the intent is allowed; none where that is not possible, or not for
// this user.
func (c *call) overridable(d *drawing, g *group) (rules []record.RuleID) {
	if c.api.Staff == nil || c.actor.IsZero() || !d.event.Body.Kind().Intent() {
		return nil
	}
	ev := d.event
	for i := range g.findings {
		f := &g.findings[i]
		if slices.Contains(rules, f.Rule) {
			continue
		}
		if !f.Override.Allowed || !c.api.Staff.MayOverride(c.actor, f.Rule) {
			return nil
		}
		rules = append(rules, f.Rule)
		ev.Overrides = append(ev.Overrides, record.Override{Rule: f.Rule, Reason: record.ReasonClinical, Note: "asked beforehand"})
	}
	if again, err := c.ask(c.plan, ev); err != nil || !again.Allowed() {
		return nil
	}
	return rules
}

// detail writes everything that there is to say, in Markdown.
func (c *call) detail(d *drawing, g *group, more []string) string {
	var b strings.Builder
	b.Grow(512 * (1 + len(g.findings)))
	for i := range g.findings {
		f := &g.findings[i]
		fmt.Fprintf(&b, "- **%s**", marked(f.Message()))
		if f.Limit != nil {
			fmt.Fprintf(&b, " (limit %s)", marked(f.Limit.Value))
		}
		if f.Remedy != "" {
			fmt.Fprintf(&b, ". To resolve: %s", marked(f.Remedy))
		}
		if g.name == "stops" && f.Override.Document != "" {
			fmt.Fprintf(&b, ". Override: %s", marked(f.Override.Document))
		}
		var cites []string
		for _, cite := range citations(f) {
			cites = append(cites, marked(cite.String()))
		}
		fmt.Fprintf(&b, ". *%s*, rule `%s`\n", strings.Join(cites, "; "), f.Rule)
	}
	for _, text := range d.told {
		fmt.Fprintf(&b, "- %s\n", marked(text))
	}
	section(&b, "Possible instead", more)
	c.rests(&b, &d.decision)
	return strings.TrimSpace(b.String())
}

// rests writes what the whole decision rests on, and lacks. What an earlier card of the same answer says is not said again.
func (c *call) rests(b *strings.Builder, d *plan.Decision) {
	unknown := slices.Clone(d.NotKnown)
	for _, key := range c.partial {
		unknown = append(unknown, "the rest of "+key+", of which a part came")
	}
	section(b, "Not on record", c.unsaid(unknown))
	var notJudged []string
	for _, rule := range d.NotJudged {
		notJudged = append(notJudged, string(rule))
	}
	section(b, "Not judged here, for want of a value", c.unsaid(notJudged))
	notes := []string{d.Notice}
	if d.Basis.Draft {
		notes = append(notes, "The values are a draft that no licensed clinician has signed.")
	}
	for _, note := range c.unsaid(notes) {
		if note != "" {
			fmt.Fprintf(b, "\n%s\n", marked(note))
		}
	}
}

// unsaid returns the lines that no card of this answer has yet, and notes that they are said.
func (c *call) unsaid(lines []string) (fresh []string) {
	for _, line := range lines {
		if !slices.Contains(c.said, line) {
			c.said, fresh = append(c.said, line), append(fresh, line)
		}
	}
	return fresh
}

func section(b *strings.Builder, title string, lines []string) {
	if len(lines) == 0 {
		return
	}
	fmt.Fprintf(b, "\n%s:\n\n", title)
	for _, line := range lines {
		fmt.Fprintf(b, "- %s\n", marked(line))
	}
}

// marks are the characters that mean something in Markdown or HTML: texts of a record are shown as they are, and do nothing.
var marks = strings.NewReplacer("&", "&amp;", "<", "&lt;", ">", "&gt;", `\`, `\\`, "`", "\\`", "*", `\*`, "_", `\_`, "[", `\[`, "]", `\]`,
	"#", `\#`, "|", `\|`, "~", `\~`, "!", `\!`, "\n", " ", "\r", " ", "://", `:\//`, "www.", `www\.`)

func marked(text string) string {
	if !strings.ContainsAny(text, "&<>\\`*_[]#|~!\n\r:") && !strings.Contains(text, "www.") {
		return text
	}
	return marks.Replace(text)
}
