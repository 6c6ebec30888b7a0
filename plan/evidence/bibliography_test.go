package evidence_test

import (
	"fmt"
	"go/ast"
	"go/parser"
	"go/token"
	"io/fs"
	"path/filepath"
	"strings"
	"testing"

	"github.com/oudpath/oudpath/plan/evidence"
	"github.com/stretchr/testify/require"
)

// Every source is valid and of a kind, the kinds stand in order, and no two sources have one identifier or print alike.
func TestBibliography(t *testing.T) {
	ids, printed := make(map[string]bool), make(map[string]bool)
	last := evidence.Law
	for _, s := range evidence.Sources() {
		require.NoError(t, s.Validate())
		require.False(t, ids[s.ID], "the identifier %q stands twice", s.ID)
		text := s.At("", evidence.Primary).String()
		require.False(t, printed[text], "%q stands twice", text)
		require.NotZero(t, s.Kind, s.Title)
		require.GreaterOrEqual(t, s.Kind, last, "%s: sorted by kind", s.Title)
		ids[s.ID], printed[text], last = true, true, s.Kind
	}
	require.Equal(t, evidence.Own, last)
}

func TestNobodyCanChangeTheBibliography(t *testing.T) {
	all := evidence.Sources()
	want := all[0]
	all[0].Title = "spoiled"
	require.Equal(t, want, evidence.Sources()[0])
}

// Every source of the bibliography is cited somewhere in the code of this module, tests apart.
func TestEverySourceIsCited(t *testing.T) {
	cited := make(map[string]bool)
	walk := func(path string, d fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		if d.IsDir() {
			if strings.HasPrefix(d.Name(), ".") && d.Name() != ".." && path != moduleRoot {
				return filepath.SkipDir
			}
			return nil
		}
		if !strings.HasSuffix(path, ".go") || strings.HasSuffix(path, "_test.go") {
			return nil
		}
		file, err := parser.ParseFile(token.NewFileSet(), path, nil, parser.SkipObjectResolution)
		if err != nil {
			return err
		}
		ast.Inspect(file, func(n ast.Node) bool {
			if s, ok := n.(*ast.SelectorExpr); ok {
				if p, ok := s.X.(*ast.Ident); ok && p.Name == "evidence" {
					cited[s.Sel.Name] = true
				}
			}
			return true
		})
		return nil
	}
	require.NoError(t, filepath.WalkDir(moduleRoot, walk))
	cited["RulePack"] = true // by the decisions
	for _, name := range entries(t) {
		require.True(t, cited[name], "%s is in the bibliography, and nothing cites it", name)
	}
}

const moduleRoot = "../.."

// entries returns the names of the constants of type Entry.
func entries(t *testing.T) (names []string) {
	files, err := filepath.Glob("bibliography_*.go")
	require.NoError(t, err)
	for _, name := range files {
		if strings.HasSuffix(name, "_test.go") {
			continue
		}
		file, err := parser.ParseFile(token.NewFileSet(), name, nil, parser.SkipObjectResolution)
		require.NoError(t, err)
		for _, d := range file.Decls {
			g, ok := d.(*ast.GenDecl)
			if !ok || g.Tok != token.CONST {
				continue
			}
			for _, spec := range g.Specs[1:] {
				names = append(names, spec.(*ast.ValueSpec).Names[0].Name)
			}
		}
	}
	require.Len(t, names, len(evidence.Sources()))
	return names
}

func TestDecisions(t *testing.T) {
	all := evidence.Decisions()
	require.Len(t, all, 23)
	seen := make(map[string]bool)
	for i, d := range all {
		require.Equal(t, evidence.Decision(i+1), d)
		require.True(t, d.Valid())
		require.NotEmpty(t, d.Statement())
		require.False(t, seen[d.Statement()], d)
		require.True(t, strings.HasSuffix(d.Statement(), "."), d)
		require.Equal(t, fmt.Sprintf("decision %d of this rule pack", i+1), d.String())
		require.True(t, d.Cite().Provenance.MayRefuse())
		seen[d.Statement()] = true
	}
	for _, none := range []evidence.Decision{0, 24, 255} {
		require.False(t, none.Valid())
		require.Empty(t, none.Statement())
	}
}
