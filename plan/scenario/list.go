package scenario

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

	"github.com/oudpath/oudpath/medication"
	"github.com/oudpath/oudpath/plan/guidance"
	"github.com/oudpath/oudpath/stages/scale"
)

// Vocabulary writes every word of the format as Markdown: what testdata/README.md prints.
func Vocabulary() string {
	var b strings.Builder
	b.WriteString("### Lines\n\n")
	rows := make([][2]string, len(directiveHelp))
	copy(rows, directiveHelp)
	table(&b, "line", rows)
	b.WriteString("\n### Statements: what happened\n\n")
	table(&b, "statement", statementRows(personStatements, examinationStatements, historyStatements, doseStatements,
		courseOfCareStatements))
	b.WriteString("\n### Statements: what is asked for\n\n")
	table(&b, "statement", statementRows(intentStatements))
	b.WriteString("\n### Expectations\n\n")
	table(&b, "expect …", expectRows())
	b.WriteString("\n### Words\n")
	writeWords(&b)
	b.WriteString("\n### Products\n\n")
	table(&b, "product", productRows())
	return b.String()
}

// Catalogue lists the built-in rules and duties with the names by which an expectation can call them, as Markdown.
func Catalogue() string {
	var rules, duties [][2]string
	for _, r := range guidance.All() {
		about := r.Title + ". At most: " + r.Severity.String() + "."
		if len(r.Aliases) > 0 {
			names := make([]string, len(r.Aliases))
			for i, alias := range r.Aliases {
				names[i] = "`" + string(alias) + "`"
			}
			about += " Also: " + strings.Join(names, ", ") + "."
		}
		rules = append(rules, [2]string{"`" + string(r.ID) + "`", about})
	}
	for _, d := range guidance.Duties() {
		duties = append(duties, [2]string{"`" + string(d.ID) + "`", d.Title + "."})
	}
	var b strings.Builder
	b.WriteString("### Rules\n\n")
	table(&b, "rule", rules)
	b.WriteString("\n### Duties\n\n")
	table(&b, "duty", duties)
	return b.String()
}

func table(b *strings.Builder, first string, rows [][2]string) {
	fmt.Fprintf(b, "| %s | meaning |\n|---|---|\n", first)
	for _, row := range rows {
		fmt.Fprintf(b, "| %s | %s |\n", cell(row[0]), cell(row[1]))
	}
}

func cell(text string) string { return strings.ReplaceAll(text, "|", "\\|") }

func statementRows(groups ...[]statement) (rows [][2]string) {
	for _, s := range slices.Concat(groups...) {
		names := "`" + strings.TrimSpace(s.names[0]+" "+s.usage) + "`"
		about := s.about
		if len(s.names) > 1 {
			about += " Begins with: " + strings.Join(s.names, ", ") + "."
		}
		rows = append(rows, [2]string{names, about})
	}
	return rows
}

func expectRows() (rows [][2]string) {
	about := map[string]string{
		"allowed": "The request is allowed.", "refused": "A rule refuses the request.",
		"undetermined": "The request is held back, because a rule that could refuse it lacks something.",
		string(blocks): "The rules refuse the request; of what happened, they say that it breaks them.",
		string(warns):  "The rules warn. Without a rule: some rule does.", string(advises): "The rules advise.",
		string(lacks):      "The rules lack something, and say what.",
		string(suspended):  "A circumstance takes the force out of the rules.",
		string(overridden): "The rules object and were overridden.",
		string(fires):      "The rules are violated, whatever that does.",
	}
	for _, names := range statusWords.rows() {
		rows = append(rows, [2]string{"`" + names[0] + "`", about[names[0]] + also(names)})
	}
	for _, names := range effectWords.rows() {
		rows = append(rows, [2]string{"`" + names[0] + " RULE …`", about[names[0]] + also(names)})
	}
	for _, f := range expectForms {
		rows = append(rows, [2]string{"`" + strings.TrimSpace(f.names[0]+" "+f.usage) + "`", f.about + also(f.names)})
	}
	return rows
}

func also(names []string) string {
	if len(names) < 2 {
		return ""
	}
	return " Also: " + strings.Join(names[1:], ", ") + "."
}

// wordList is a vocabulary for the listing.
type wordList struct {
	title string
	rows  [][]string
}

func wordLists() []wordList {
	return []wordList{
		{"Scales", scaleWords.rows()}, {"Signs", signWords.rows()}, {"Measures, with their units", measureRows()},
		{"Analytes", analyteWords.rows()}, {"Times of day of unequal doses", dayParts.rows()}, {"Results",
			resultWords.rows()}, {"Conditions (HEALTH)", healthWords.rows()},
		{"Circumstances (CONTEXT)", contextWords.rows()}, {"Assessments", assessmentWords.rows()},
		{"Parts of the history", sectionWords.rows()}, {"Consents", consentWords.rows()},
		{"Services", serviceWords.rows()}, {"Needs", needWords.rows()}, {"Places (PLACE)", settingWords.rows()}, {"Routes (ROUTE)", routeWords.rows()},
		{"Purposes (PURPOSE)", purposeWords.rows()}, {"Reasons (REASON)", reasonWords.rows()},
		{"Methods of withdrawal management", methodWords.rows()}, {"Substances", substanceWords.rows()},
		{"Stages", stageWords.rows()}, {"Moves of stage", stageTriggers.rows()},
		{"Levels of care", levelWords.rows()}, {"Moves of level", levelTriggers.rows()},
		{"Positions of the medication course", courseWords.rows()}, {"Moves of the course", courseTriggers.rows()},
		{"Items of the scales, with their answers", itemRows()},
		{"Editions of the ASAM Criteria", editionWords.rows()}, {"Code systems", codeSystems.rows()},
		{"Units of time", spanUnits.rows()}, {"Agents: what a person may use or take", agentWords.rows()},
		{"Classes of medicines", classWords.rows()}, {"Profiles", jurisdictionWords.rows()},
	}
}

func writeWords(b *strings.Builder) {
	for _, list := range wordLists() {
		texts := make([]string, len(list.rows))
		for i, names := range list.rows {
			texts[i] = "`" + names[0] + "`"
			if len(names) > 1 {
				texts[i] += " (" + strings.Join(names[1:], ", ") + ")"
			}
		}
		fmt.Fprintf(b, "\n**%s**: %s.\n", list.title, strings.Join(texts, "; "))
	}
}

func measureRows() (rows [][]string) {
	for _, e := range measureWords.entries {
		units := measureUnits[e.value]
		names := append([]string{e.names[0] + " " + units[0].names[0]}, e.names[1:]...)
		for _, unit := range units[1:] {
			names = append(names, fmt.Sprintf("in %s: %s", unit.names[0], unit.source))
		}
		rows = append(rows, names)
	}
	return rows
}

func itemRows() (rows [][]string) {
	for _, in := range scale.All() {
		var items []string
		for _, item := range in.Items() {
			answers := make([]string, len(item.Allowed))
			for i, answer := range item.Allowed {
				answers[i] = strconv.Itoa(answer)
			}
			items = append(items, item.ID+" "+strings.Join(answers, "/"))
		}
		rows = append(rows, append([]string{string(in.ID())}, items...))
	}
	return rows
}

func productRows() (rows [][2]string) {
	for _, p := range medication.Products() {
		about := p.Name()
		if brands := p.Brands(); len(brands) > 0 {
			about += "; " + strings.Join(brands, ", ")
		}
		rows = append(rows, [2]string{"`" + string(p.ID()) + "`", about})
	}
	return rows
}
