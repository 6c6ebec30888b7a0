package plan_test

import (
	"go/ast"
	"go/parser"
	"go/token"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"
)

// An importer could give an exported variable another value, for every engine of the process. So there is none but the errors that
// callers compare with, which hold nothing that a judgement reads. A parameter is returned by a function instead.
func TestNoVariableCanBeAssigned(t *testing.T) {
	for name, at := range exportedVariables(t, os.DirFS("..")) {
		require.True(t, strings.HasPrefix(name, "Err"), "%s: %s can be assigned to by whoever imports it: return it from a function", at, name)
	}
}

func TestNoVariableCanBeAssignedSeesThem(t *testing.T) {
	folder := t.TempDir()
	require.NoError(t, os.WriteFile(filepath.Join(folder, "a.go"),
		[]byte("package a\n\nvar (\n\ta, B = 1, 2\n)\n\nvar C struct{ D int }\n"), 0o600))
	found := exportedVariables(t, os.DirFS(folder))
	require.Len(t, found, 2)
	require.Contains(t, found, "B")
	require.Contains(t, found, "C")
}

// exportedVariables returns the exported variables of all packages but programs, tests and those that only this module can import, with
// the file in which each is.
func exportedVariables(t *testing.T, tree fs.FS) map[string]string {
	found := map[string]string{}
	require.NoError(t, fs.WalkDir(tree, ".", func(path string, entry fs.DirEntry, err error) error {
		switch {
		case err != nil:
			return err
		case entry.IsDir() && (strings.HasPrefix(entry.Name(), ".") && path != "." || entry.Name() == "testdata" || entry.Name() == "internal" || path == "examples"):
			return fs.SkipDir
		case entry.IsDir() || !strings.HasSuffix(path, ".go") || strings.HasSuffix(path, "_test.go"):
			return nil
		}
		text, err := fs.ReadFile(tree, path)
		if err != nil {
			return err
		}
		file, err := parser.ParseFile(token.NewFileSet(), path, text, parser.SkipObjectResolution)
		if err != nil {
			return err
		}
		for _, d := range file.Decls {
			vars, ok := d.(*ast.GenDecl)
			if !ok || vars.Tok != token.VAR {
				continue
			}
			for _, spec := range vars.Specs {
				for _, name := range spec.(*ast.ValueSpec).Names {
					if name.IsExported() {
						found[name.Name] = path
					}
				}
			}
		}
		return nil
	}))
	return found
}
