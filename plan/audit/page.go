package audit

import (
	_ "embed"
	"fmt"
	"html/template"
	"io"

	"github.com/oudpath/oudpath/plan/internal/lines"
)

//go:embed page.html
var pageText string

var page = template.Must(template.New("page").Funcs(template.FuncMap{
	"percent": percent,
	"counted": lines.Counted,
	"share":   share,
	// broken is how many of a hundred judged events broke the rule: the length of a bar, beside the text that says it.
	"width": func(c Count) string {
		share, _ := c.Share()
		return fmt.Sprintf("%.1f", 100*share)
	},
	"broken": func(c Count) int { return c.Refused + c.Warned },
}).Parse(pageText))

// HTML writes the result as one page that needs nothing else, no script and no network: tables, with a bar for each share.
func (r *Result) HTML(w io.Writer) error {
	var tables []map[string]any
	for _, t := range r.tables() {
		if len(t.rows) > 1 || len(t.rows) == 1 && t.rows[0].Name != "" {
			tables = append(tables, map[string]any{"Title": t.title, "Rows": t.rows})
		}
	}
	return page.Execute(w, map[string]any{"Result": r, "Sum": r.Sum(), "Tables": tables, "NotJudged": texts(r.NotJudged)})
}
