package vocabulary_test

import (
	"go/ast"
	"go/parser"
	"go/token"
	"io/fs"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"
)

const kit = "plan/vocabulary"

// elsewhere are the types whose words stand in something else than a table of package vocabulary: the names of the variables or
// functions in which each constant must occur.
var elsewhere = map[string][]string{
	"medication.ProductID": {"catalogue"},
	"plan/record.Kind":     {"kinds"},
	"stages.Stage":         {"journeyStates"}, // states and triggers are open: hosts write pathways with their own
	"stages.Level":         {"levels"},
	"stages.Course":        {"courseStates"},
	"stages.Trigger":       {"journeyTriggers", "levels", "courseTriggers"},
	"stages.Service":       {"Services"},
	"stages/scale.ID":      {"catalog"},
	"stages/scale.Flags":   {"flagNames"},
}

// open are the types with constants that name some values of many, and why nothing lists them.
var open = map[string]string{
	"plan/agenda.Group":                  "written to be shown, and never read",
	"plan/agenda.State":                  "written to be shown, and never read",
	"plan/calendar.Standing":             "written to be shown, and never read",
	"plan/calendar.TestResult":           "an argument of a sum, and never written or read",
	"plan/choice.Feature":                "hosts name features of their own",
	"plan/choice.OptionID":               "hosts weigh options of their own",
	"plan/choice.Standing":               "written to be shown, and never read",
	"plan/fhir/r4.Precision":             "says how exact a time is, and is never written or read",
	"plan/httpapi.Purpose":               "a request names it, and it is held against the list of the package",
	"plan/httpapi.Scope":                 "the authorisation of a host compares it",
	"plan/ledger.LikenessKind":           "written to be shown, and never read",
	"plan/ledger.Step":                   "the name of a record of the ledger; one that a later version wrote is passed over",
	"plan/plantest.Topic":                "any word of the record is a topic as well",
	"plan/sim/document.Kind":             "the kind of a node, never written or read",
	"plan/sim/naturalhistory.Medication": "names a set of parameters of a model",
	"plan/plantest.Direction":            "says what a law allows, and is never written or read",
	"plan/plantest.Permission":           "a rank that is compared, and never written or read",
	"plan/plantest.Standing":             "a rank that is compared, and never written or read",
	"plan/record.Circumstance":           "hosts state circumstances of their own",
	"plan/record.Health":                 "hosts record conditions of their own",
	"plan/vocabulary.System":             "any code system may be named",
	"stages.ProblemKind":                 "problems are written for the author of a pathway, and never read",
}

// declaration is what one package says about one type.
type declaration struct {
	constants []string
	named     bool // it has a String method
	rows      ast.Node
}

// source is the declarations of a package: its types, and what its variables and functions are made of.
type source struct {
	types   map[string]*declaration
	bodies  map[string]ast.Node
	usesKit bool // it imports package vocabulary
}

// TestEveryConstantHasARow reads the source of the module: a constant of an enumeration that has no row in the table of its
// type would be a value that can be recorded, and cannot be written or read.
func TestEveryConstantHasARow(t *testing.T) {
	seen := map[string]bool{}
	for _, f := range folders(t) {
		s := f.read(t)
		if !s.judged(f.path) {
			continue
		}
		for _, name := range slices.Sorted(maps.Keys(s.types)) {
			id := f.path + "." + name
			seen[id] = true
			s.judge(t, id, name)
		}
	}
	require.Greater(t, len(seen), 20, "too few types were found for this test to mean anything")
	for _, excused := range slices.Concat(slices.Collect(maps.Keys(elsewhere)), slices.Collect(maps.Keys(open))) {
		require.True(t, seen[excused], "%s is excused here, and is not there", excused)
	}
}

// pending are the packages that have not taken up the kit. They are judged as soon as they import it.
var pending = []string{"plan", "plan/guidance", "plan/guidance/naltrexone", "plan/journal", "plan/report"}

// judged reports whether the constants of a package are looked at.
func (s *source) judged(path string) bool { return s.usesKit || !slices.Contains(pending, path) }

func (s *source) judge(t *testing.T, id, name string) {
	declared := s.types[name]
	rows := []ast.Node{}
	switch {
	case open[id] != "" || len(declared.constants) < 2:
		return
	case declared.rows != nil:
		rows = append(rows, declared.rows)
	case elsewhere[id] != nil:
		for _, where := range elsewhere[id] {
			require.NotNil(t, s.bodies[where], "%s: there is no %s", id, where)
			rows = append(rows, s.bodies[where])
		}
	case ast.IsExported(name) || declared.named:
		t.Errorf("%s has %d constants and no table: use package vocabulary, or say in this test where its words stand", id,
			len(declared.constants))
		return
	default:
		return // a switch of the package's own
	}
	used := s.mentioned(rows)
	for _, constant := range declared.constants {
		if !used[constant] {
			t.Errorf("%s has no row for %s", id, constant)
		}
	}
}

// folder is a package of the module: its path and its source files.
type folder struct {
	path  string
	files []string
}

// folders finds the packages of the module. It reads the folders itself, so that a cached result of this test does not outlive
// a change of them.
func folders(t *testing.T) []folder {
	t.Helper()
	root := filepath.Join("..", "..")
	found := map[string][]string{}
	require.NoError(t, filepath.WalkDir(root, func(name string, entry fs.DirEntry, err error) error {
		switch base := entry.Name(); {
		case err != nil:
			return err
		case entry.IsDir() && name != root && (base == "testdata" || strings.HasPrefix(base, ".") || isModule(name)):
			return fs.SkipDir
		case strings.HasSuffix(base, ".go") && !strings.HasSuffix(base, "_test.go"):
			path, err := filepath.Rel(root, filepath.Dir(name))
			found[filepath.ToSlash(path)] = append(found[filepath.ToSlash(path)], name)
			return err
		}
		return nil
	}))
	var all []folder
	for _, path := range slices.Sorted(maps.Keys(found)) {
		all = append(all, folder{path, found[path]})
	}
	require.Greater(t, len(all), 8, "too few packages were found for this test to mean anything")
	return all
}

// isModule reports whether a module of its own begins in the folder.
func isModule(name string) bool {
	_, err := os.Stat(filepath.Join(name, "go.mod"))
	return err == nil
}

func (f folder) read(t *testing.T) *source {
	t.Helper()
	s := &source{types: map[string]*declaration{}, bodies: map[string]ast.Node{}}
	var parsed []*ast.File
	for _, name := range f.files {
		file, err := parser.ParseFile(token.NewFileSet(), name, nil, parser.SkipObjectResolution)
		require.NoError(t, err)
		parsed = append(parsed, file)
		for _, imported := range file.Imports {
			s.usesKit = s.usesKit || imported.Path.Value == `"github.com/oudpath/oudpath/`+kit+`"`
		}
		for _, d := range file.Decls {
			s.declareTypes(d)
		}
	}
	for _, file := range parsed {
		for _, d := range file.Decls {
			s.declareConstants(d)
			s.declareVariables(d)
			s.declareFunctions(d)
		}
	}
	return s
}

// declareTypes takes in types whose values are bytes or strings.
func (s *source) declareTypes(d ast.Decl) {
	for _, spec := range specs(d, token.TYPE) {
		spec := spec.(*ast.TypeSpec)
		if under, ok := spec.Type.(*ast.Ident); ok && !spec.Assign.IsValid() && (under.Name == "uint8" || under.Name == "string") {
			s.types[spec.Name.Name] = &declaration{}
		}
	}
}

// declareConstants takes in constants with the type that stands beside them, or beside the last one before that has a value.
func (s *source) declareConstants(d ast.Decl) {
	var current *declaration
	for _, spec := range specs(d, token.CONST) {
		spec := spec.(*ast.ValueSpec)
		if of, ok := spec.Type.(*ast.Ident); ok {
			current = s.types[of.Name]
		} else if len(spec.Values) > 0 {
			current = nil
		}
		for _, name := range spec.Names {
			if current != nil && name.Name != "_" {
				current.constants = append(current.constants, name.Name)
			}
		}
	}
}

// declareVariables takes in what variables begin with, and which of them are tables.
func (s *source) declareVariables(d ast.Decl) {
	for _, spec := range specs(d, token.VAR) {
		spec := spec.(*ast.ValueSpec)
		for i, value := range spec.Values {
			s.bodies[spec.Names[i].Name] = value
			if of, ok := tableOf(value); ok && s.types[of] != nil {
				s.types[of].rows = value
			}
		}
	}
}

// tableOf returns the type whose table an expression makes: Route of vocabulary.Optional[Route](...).
func tableOf(value ast.Expr) (string, bool) {
	call, ok := value.(*ast.CallExpr)
	if !ok {
		return "", false
	}
	made, ok := call.Fun.(*ast.IndexExpr)
	if !ok {
		return "", false
	}
	by, ok := made.X.(*ast.SelectorExpr)
	if !ok {
		return "", false
	}
	from, ok := by.X.(*ast.Ident)
	of, named := made.Index.(*ast.Ident)
	if !ok || !named || from.Name != "vocabulary" {
		return "", false
	}
	return of.Name, true
}

func (s *source) declareFunctions(d ast.Decl) {
	f, ok := d.(*ast.FuncDecl)
	switch {
	case !ok:
	case f.Recv == nil:
		s.bodies[f.Name.Name] = f.Body
	case f.Name.Name == "String":
		if of, ok := f.Recv.List[0].Type.(*ast.Ident); ok && s.types[of.Name] != nil {
			s.types[of.Name].named = true
		}
	}
}

// mentioned returns every name in the rows, and in the variables and functions that they name.
func (s *source) mentioned(rows []ast.Node) map[string]bool {
	names := map[string]bool{}
	var visit func(ast.Node)
	visit = func(e ast.Node) {
		ast.Inspect(e, func(n ast.Node) bool {
			if id, ok := n.(*ast.Ident); ok && !names[id.Name] {
				names[id.Name] = true
				if body, ok := s.bodies[id.Name]; ok {
					visit(body)
				}
			}
			return true
		})
	}
	for _, r := range rows {
		visit(r)
	}
	return names
}

func specs(d ast.Decl, of token.Token) []ast.Spec {
	if g, ok := d.(*ast.GenDecl); ok && g.Tok == of {
		return g.Specs
	}
	return nil
}

// TestTheReaderOfTheSource shows that the test above finds what it is there to find.
func TestTheReaderOfTheSource(t *testing.T) {
	name := filepath.Join(t.TempDir(), "a.go")
	require.NoError(t, os.WriteFile(name, []byte(`package a

import "github.com/oudpath/oudpath/plan/vocabulary"

type Word uint8

const (
	_ Word = iota
	One
	Two // forgotten
	other = 3
)

const Three Word = 3

type Text string

const (
	Yes, No Text = "yes", "no"
)

type Alias = string

const Free Alias = "free"

func (t Text) String() string { return string(t) }

var rows = []string{One: "one", Three: "three"}

var words = vocabulary.Optional[Word]("word", rows)
`), 0o600))
	s := folder{"a", []string{name}}.read(t)
	require.True(t, s.usesKit)
	require.Equal(t, []string{"One", "Two", "Three"}, s.types["Word"].constants)
	require.Equal(t, []string{"Yes", "No"}, s.types["Text"].constants)
	require.True(t, s.types["Text"].named)
	require.False(t, s.types["Word"].named)
	require.Nil(t, s.types["Text"].rows)
	require.NotContains(t, s.types, "Alias")
	used := s.mentioned([]ast.Node{s.types["Word"].rows})
	require.True(t, used["One"] && used["Three"])
	require.False(t, used["Two"])
}
