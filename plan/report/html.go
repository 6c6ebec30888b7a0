package report

import (
	"bytes"
	_ "embed" // the page and its style
	"fmt"
	"html/template"
	"io"
	"strings"

	"github.com/oudpath/oudpath/plan/civil"
)

//go:embed page.html
var pageText string

//go:embed page.css
var pageStyle string

var pageTemplate = template.Must(template.New("page").Funcs(template.FuncMap{"day": isDay}).Parse(pageText))

// isDay reports whether a cell is a day, which is kept on one line.
func isDay(text string) bool {
	_, err := civil.Parse(text)
	return err == nil
}

// shown is a section with its drawings made.
type shown struct {
	ID, Title, Text string
	Drawings        []template.HTML // made by package svg, which escapes what it is given
	Head            []string
	Rows            []shownRow
}

type shownRow struct {
	Mark  Mark
	Cells []string
}

// HTML writes the whole report as one page that holds all it needs: pictures, tables and style, without script. It loads nothing, works
// from a file, follows a light or dark screen, can be used with the keyboard and a screen reader, and prints in black on white.
//
// A journey that Replay did not make has no maps of the pathways.
func (j *Journey) HTML(w io.Writer) error {
	p := j.page()
	data := struct {
		Title    string
		Lead     []string
		Style    template.CSS
		Sections []shown
	}{p.title, p.lead, template.CSS(pageStyle), nil}
	for i := range p.sections {
		s, err := j.shown(&p.sections[i])
		if err != nil {
			return err
		}
		data.Sections = append(data.Sections, s)
	}
	var out strings.Builder
	if err := pageTemplate.Execute(&out, data); err != nil {
		return err
	}
	return write(w, out.String(), byLines)
}

func (j *Journey) shown(s *section) (shown, error) {
	out := shown{ID: s.id, Title: s.title, Text: s.text, Head: s.head}
	for _, r := range s.rows {
		out.Rows = append(out.Rows, shownRow{r.mark, r.cells})
	}
	for _, p := range s.pictures {
		if p == DoseSheet {
			sheets, err := j.sheets()
			if err != nil {
				return out, err
			}
			out.Drawings = append(out.Drawings, sheets...)
			continue
		}
		if p != Timeline && len(j.maps[0].positions) == 0 {
			continue
		}
		var drawing bytes.Buffer
		if err := j.SVG(&drawing, p); err != nil {
			return out, err
		}
		out.Drawings = append(out.Drawings, template.HTML(drawing.String()))
	}
	return out, nil
}

// sheets are the doses by day, a few months a drawing, so that a page ends between months when it is printed.
func (j *Journey) sheets() (list []template.HTML, err error) {
	const most = 2 * abreast
	months := j.months()
	for n := 0; len(months) > 0; n++ {
		part := months[:min(most, len(months))]
		months = months[len(part):]
		var drawing bytes.Buffer
		if _, err := j.sheet(fmt.Sprintf("%s-%d", DoseSheet, n+1), part).WriteTo(&drawing); err != nil {
			return nil, err
		}
		list = append(list, template.HTML(drawing.String()))
	}
	return list, nil
}
