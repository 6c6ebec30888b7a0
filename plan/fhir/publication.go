package fhir

import (
	"errors"
	"fmt"
	"strings"

	"github.com/oudpath/oudpath/plan"
	"github.com/oudpath/oudpath/plan/civil"
	"github.com/oudpath/oudpath/plan/evidence"
	"github.com/oudpath/oudpath/plan/fhir/r4"
	"github.com/oudpath/oudpath/plan/record"
	"github.com/oudpath/oudpath/stages"
)

// Publication writes what an engine judges by, for people and for catalogues of knowledge artefacts: the pathway, a strategy for each
// stage with the moves from it, a strategy for each substance with its rules, and each rule with its limits and sources, as
// PlanDefinitions in the shape of CPG on FHIR 2.0. It is documentation: what decides is written in words, and nothing of it can be
// executed.
type Publication struct {
	// Engine is whose rules are published; required.
	Engine *plan.Engine

	// On is the day whose limits are written; required. A limit that is not set on it says so.
	On civil.Date
}

// ErrPublication is returned where a Publication lacks its engine or its day.
var ErrPublication = errors.New("fhir: a publication needs an engine and a day")

// cpgProfile is where the profiles of CPG on FHIR are.
const cpgProfile = "http://hl7.org/fhir/uv/cpg/StructureDefinition/cpg-"

// guidelineCare is the process of CPG on FHIR that stages and rules belong to.
var guidelineCare = r4.Array{concept("", coding("http://hl7.org/fhir/uv/cpg/CodeSystem/cpg-common-process-cs", "guideline-based-care",
	"Guideline-based Care"))}

// ToBundle writes the PlanDefinitions as a transaction. Their ids are UUIDs made from the jurisdiction and the name of what is published
// (version 5), their version is the content hash of the values, and they are drafts as long as a layer lacks its signature. The same
// engine and day give the same bytes. ErrFaulty is a mistake of this library.
func (p Publication) ToBundle() ([]byte, error) {
	if p.Engine == nil || p.On.IsZero() {
		return nil, ErrPublication
	}
	out := &publishing{Publication: p, place: p.Engine.Jurisdiction(), basis: p.Engine.Basis()}
	out.pathway()
	for _, id := range p.Engine.Journey().IDs() {
		out.stage(id)
	}
	about := out.subjects()
	for _, s := range about {
		out.subject(s)
	}
	for _, r := range p.Engine.Rules() {
		out.rule(&r)
	}
	for _, entry := range out.definitions {
		doc, err := r4.Parse(entry.Append(nil))
		if err != nil {
			return nil, fmt.Errorf("%w: %w", ErrFaulty, err)
		}
		resource, _ := doc.Root().Resource()
		if faults := r4.Check(resource); len(faults) > 0 {
			return nil, fmt.Errorf("%w: %s", ErrFaulty, faults[0])
		}
	}
	return obj("resourceType", "Bundle", "id", r4.String(out.id("bundle")), "type", "transaction", "entry", out.entries).Append(nil), nil
}

// publishing is one run of a Publication.
type publishing struct {
	Publication
	place       plan.Jurisdiction
	basis       plan.Basis
	entries     r4.Array
	definitions []r4.Object
}

func (p *publishing) id(what string) string {
	return uuidText("publication\x00" + p.place.ID + "\x00" + what)
}

// url is the canonical URL of what is published; the place is a part of it, because its values are.
func (p *publishing) url(what string) r4.String {
	return r4.String(base + "/PlanDefinition/" + p.place.ID + "/" + what)
}

// definition writes one PlanDefinition: the profile of CPG on FHIR, the type that the profile asks for, and its own members.
func (p *publishing) definition(profile, typ, what, title string, members r4.Object) {
	status := "active"
	if p.basis.Draft {
		status = "draft"
	}
	id := p.id(what)
	d := append(obj("resourceType", "PlanDefinition", "id", id, "meta", obj("profile", r4.Array{r4.String(cpgProfile + profile)}),
		"url", p.url(what), "version", p.basis.Hash[:12], "name", computerName(what), "title", title,
		"type", hl7("plan-definition-type", typ), "status", status, "date", p.On.String(), "publisher", "oudpath",
		"jurisdiction", r4.Array{concept(p.place.Title)}), members...)
	p.definitions = append(p.definitions, d)
	p.entries = append(p.entries, obj("fullUrl", r4.String("urn:uuid:"+id), "resource", d,
		"request", obj("method", "PUT", "url", r4.String("PlanDefinition/"+id))))
}

// computerName writes a name as R4 asks for it: an upper-case letter, then letters, digits and underscores.
func computerName(what string) r4.String {
	var name strings.Builder
	for word := range strings.FieldsFuncSeq(what, func(r rune) bool { return r == '.' || r == '-' || r == '/' || r == ' ' }) {
		name.WriteString(strings.ToUpper(word[:1]) + word[1:])
	}
	return r4.String(name.String())
}

// part is an action that leads to another definition.
func (p *publishing) part(what, title, description string) r4.Object {
	return obj("title", title, "description", description, "code", guidelineCare, "definitionCanonical", p.url(what))
}

func (p *publishing) pathway() {
	journey := p.Engine.Journey()
	var parts r4.Array
	for _, id := range journey.IDs() {
		state, _ := journey.State(id)
		parts = append(parts, p.part(stageName(id), state.Title, state.Meaning))
	}
	for _, s := range p.subjects() {
		parts = append(parts, p.part(s.name(), s.title(), s.title()))
	}
	p.definition("pathwaydefinition", "clinical-protocol", "pathway", "Treatment of opioid use disorder", obj(
		"description", "The stages of treatment, and the rules about each medication. "+disclaimer, "action", parts))
}

// disclaimer says what the definitions are not.
const disclaimer = "Documentation of a rule pack, and no medical advice; nothing of it can be executed."

func stageName(id stages.Stage) string { return "stage/" + string(id) }

// stage writes the moves that lead from a stage to others.
func (p *publishing) stage(id stages.Stage) {
	journey := p.Engine.Journey()
	state, _ := journey.State(id)
	var moves r4.Array
	for _, e := range journey.Definition().Edges {
		if e.From == id {
			moves = append(moves, p.move(&e))
		}
	}
	if moves.IsEmpty() {
		moves = r4.Array{obj("title", "Nothing follows", "description", state.Meaning, "code", guidelineCare)}
	}
	p.definition("strategydefinition", "workflow-definition", stageName(id), state.Title, obj("description", state.Meaning, "action", moves))
}

func (p *publishing) move(e *stages.Edge[stages.Stage]) r4.Object {
	journey := p.Engine.Journey()
	to, _ := journey.State(e.To)
	title := string(e.On)
	for _, t := range journey.Triggers() {
		if t.ID == e.On {
			title = t.Title
		}
	}
	why := "To " + to.Title + ": " + e.Why
	for _, literal := range e.When {
		why += "; if " + literal.String()
	}
	return obj("title", title, "description", why, "code", guidelineCare, "documentation", sources(e.Cites))
}

// sources writes where something was read.
func sources(all []evidence.Citation) (list r4.Array) {
	for _, c := range all {
		list = append(list, obj("type", "citation", "label", c.Provenance.String(), "citation", c.String()))
	}
	return list
}

func ruleName(id record.RuleID) string { return "rule/" + string(id) }

// rule writes one rule: what wakes it, what resolves it, its limits on the day, and its sources.
func (p *publishing) rule(r *plan.Rule) {
	var wakes r4.Array
	for m := range record.AllMeans() {
		if r.Watches.Has(m) {
			wakes = append(wakes, obj("type", "named-event", "name", m.String()))
		}
	}
	var limits r4.Array
	for _, param := range r.Parameters() {
		limits = append(limits, p.limit(param))
	}
	p.definition("recommendationdefinition", "eca-rule", ruleName(r.ID), r.Title, obj(
		"description", p.says(r), "relatedArtifact", sources(r.Cites),
		"action", r4.Array{obj("title", r.Title, "description", "To resolve: "+r.Remedy, "code", r4.Array{concept(r.Severity.String())},
			"documentation", limits, "trigger", wakes)}))
}

// says is what there is to know about a rule beside its title.
func (p *publishing) says(r *plan.Rule) string {
	lines := []string{"A violation is at most: " + r.Severity.String() + "."}
	if text := r.Override.Text(); text != "" {
		if r.Override.Allowed() {
			lines = append(lines, "It may be overridden, documenting "+text+".")
		} else {
			lines = append(lines, "It cannot be overridden: "+text+".")
		}
	}
	for _, x := range r.Unless {
		lines = append(lines, "Unless "+string(x.Context)+": "+x.Why+".")
	}
	return strings.Join(append(lines, disclaimer), " ")
}

// limit writes a limit with its value on the day, and where the value is from.
func (p *publishing) limit(param plan.AnyParam) r4.Object {
	text, source := "not set here", ""
	if s, ok := p.Engine.SettingOn(param, p.On); ok {
		text = s.Text()
		if !s.Effective.IsZero() {
			text += ", from " + s.Effective.String()
		}
		for i, c := range s.Cites {
			if i > 0 {
				source += "; "
			}
			source += c.String()
		}
	}
	return obj("type", "documentation", "label", r4.String(param.ID()), "display", param.Title()+": "+text, "citation", source)
}
