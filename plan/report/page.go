package report

import (
	"fmt"
	"slices"
	"strings"

	"github.com/oudpath/oudpath/plan"
	"github.com/oudpath/oudpath/plan/evidence"
	"github.com/oudpath/oudpath/plan/internal/lines"
)

// page is a journey as a document before it has a language: what HTML and Markdown write.
type page struct {
	title    string
	lead     []string // paragraphs
	sections []section
	notes    notes
}

// section is a part of a page: pictures, and a table below them. One without either has its text alone.
type section struct {
	id       string // within the page
	title    string
	text     string
	pictures []Picture
	head     []string
	rows     []row
}

// row is a line of a table. A row of a finding has its mark, which stands in it as a word too.
type row struct {
	mark  Mark
	cells []string
}

func (s *section) add(cells ...string) { s.rows = append(s.rows, row{cells: cells}) }

// page makes the document: where the person is and what is due first, because that is what a day needs; then the path, the findings and
// what they rest on.
func (j *Journey) page() *page {
	p := &page{title: pick(j.Title != "", j.Title, string(j.Plan))}
	if j.Shows != "" {
		p.lead = append(p.lead, j.Shows)
	}
	p.lead = append(p.lead,
		fmt.Sprintf("%s to %s, %s; %s.", j.From, j.To, days(j.To.Since(j.From)), j.Counts),
		fmt.Sprintf("%s, judged by %s%s, in %s.", lines.Counted(j.Events, "event"), j.Jurisdiction,
			pick(j.Draft, " (a draft, not signed by a clinician)", ""), j.Zone))
	p.sections = append(p.sections, j.nowSection(), p.dueSection(j), j.pathSection(), j.timeSection(), j.doseSection(), p.findingSection(j),
		j.overrideSection())
	p.sections = append(p.sections, p.sourceSection())
	p.sections = slices.DeleteFunc(p.sections, func(s section) bool { return len(s.rows) == 0 && len(s.pictures) == 0 && s.text == "" })
	return p
}

func (j *Journey) nowSection() section {
	s := section{id: "now", title: "Now", head: []string{"", "Position", "Since", "For"}}
	for _, axis := range j.axes() {
		if n := len(axis.segments); n > 0 {
			last := axis.segments[n-1]
			s.add(axis.title, last.Title, last.From.String(), days(last.Days))
		}
	}
	for i := range j.Medications {
		if m := &j.Medications[i]; !m.closed {
			s.add("Last dose of "+m.Name, m.Dose.String(), m.To.String(), "")
		}
	}
	return s
}

// axes are the three pathways with the times on them.
func (j *Journey) axes() []struct {
	title    string
	segments []Segment
} {
	return []struct {
		title    string
		segments []Segment
	}{{"Stage", j.Stages}, {"Level of care", j.Levels}, {"Medication course", j.Courses}}
}

func (p *page) dueSection(j *Journey) section {
	s := section{id: "due", title: "Due next", head: []string{"When", "", "What", "Late after", "Source"}}
	for _, o := range j.Due {
		text := o.Title
		if o.Why != "" {
			text += ": " + o.Why
		}
		s.add(o.Due.String(), string(o.Status), sentence(text), o.Latest.String(), p.notes.cite(o.Duty, o.Cites, false))
	}
	if len(s.rows) == 0 {
		s.text = "Nothing that the rules know of."
	}
	return s
}

func (j *Journey) pathSection() section {
	s := section{id: "path", title: "Pathways", pictures: []Picture{StageMap, LevelMap, CourseMap},
		head: []string{"Pathway", "Position", "From", "To", "Days", "By"}}
	for _, axis := range j.axes() {
		for _, x := range axis.segments {
			s.add(axis.title, x.Title, x.From.String(), pick(x.To.IsZero(), "still there", x.To.String()), number(x.Days), x.By)
		}
	}
	return s
}

func (j *Journey) timeSection() section {
	s := section{id: "time", title: "Over time", pictures: []Picture{Timeline}, head: []string{"Day", "What happened"}}
	for _, e := range j.Entries {
		if !e.Dosing() {
			s.add(e.Day.String(), e.Text)
		}
	}
	return s
}

func (j *Journey) doseSection() section {
	s := section{id: "doses", title: "Doses", head: []string{"Product", "Each time", "From", "To", "Doses on record"}}
	for _, m := range j.Medications {
		s.add(m.Name, m.Dose.String(), m.From.String(), m.To.String(), number(m.Doses))
	}
	if len(j.months()) > 0 {
		s.pictures = []Picture{DoseSheet}
	}
	return s
}

func (p *page) findingSection(j *Journey) section {
	s := section{id: "findings", title: "What the rules said", head: []string{"Day", "About", "", "What", "To resolve", "Source"}}
	for _, m := range j.matters() {
		about := m.what
		switch m.status {
		case "":
		case plan.Refused.String():
			about += ": not done"
		default:
			about += ": held, not done"
		}
		day := m.day.String()
		for _, n := range m.findings {
			if n.Mark == Suspended {
				continue
			}
			s.rows = append(s.rows, row{n.Mark, append([]string{day, about, string(n.Mark)}, p.said(n)...)})
			day, about = "", ""
		}
		if len(m.instead) > 0 {
			s.add(day, about, "instead", strings.Join(m.instead, "; "), "", "")
		} else if m.status != "" && day != "" {
			s.add(day, about, m.status, "", "", "")
		}
	}
	return s
}

// said is what a finding says, how it is resolved, and the numbers of its sources.
func (p *page) said(n *Noted) []string {
	f := &n.Finding
	text := capital(strings.TrimSuffix(f.Message(), "."))
	if n.Times > 1 {
		text += fmt.Sprintf(" (%d times%s)", n.Times, pick(n.Last == n.Day, "", " until "+n.Last.String()))
	}
	remedy := f.Remedy
	if !n.Withdrawn.IsZero() {
		text, remedy = text+fmt.Sprintf(" (withdrawn %s)", n.Withdrawn), ""
	}
	if o := used(f); o != nil {
		text, remedy = text+"; overridden "+overrideText(o), ""
	}
	return []string{fmt.Sprintf("%s (%s)", text, f.Rule), remedy, p.notes.cite(f.Rule, sourcesOf(f), false)}
}

func (j *Journey) overrideSection() section {
	s := section{id: "overrides", title: "Overrides on record", head: []string{"Day", "Rule", "By whom and why"}}
	for i := range j.Overrides {
		o := &j.Overrides[i]
		s.add(o.Day.String(), string(o.Rule)+pick(o.Standing, " (standing)", ""), overrideText(o))
	}
	return s
}

func (p *page) sourceSection() section {
	s := section{id: "sources", title: "Sources",
		text: "Read in the original where nothing else is said.", head: []string{"", "Source", "Confirmed"}}
	for i, n := range p.notes.list {
		how := evidence.Primary.String()
		if len(n.second) > 0 {
			how = pick(n.read, "in part ", "") + strings.Join(n.second, ", ")
		}
		s.add("["+number(i+1)+"]", n.document, how)
	}
	if len(s.rows) == 0 {
		return section{}
	}
	return s
}
