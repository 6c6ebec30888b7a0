package main

import (
	"go/ast"
	"go/parser"
	"go/token"
	"os"
	"path/filepath"
	"slices"
)

// goldenTests returns the names of the tests of the package that compare with a golden file: those that read the flag -update,
// under which they write the file, or call a function that does. They notice every change, and do not know which is wrong.
func goldenTests(p *listed) (map[string]bool, error) {
	uses := make(map[string]map[string]bool) // by function, the names that stand in it
	golden := make(map[string]bool)
	for _, name := range slices.Concat(p.TestGoFiles, p.XTestGoFiles) {
		text, err := os.ReadFile(filepath.Join(p.Dir, name))
		if err != nil {
			return nil, err
		}
		file, err := parser.ParseFile(token.NewFileSet(), name, text, parser.SkipObjectResolution)
		if err != nil {
			return nil, err
		}
		for _, d := range file.Decls {
			f, ok := d.(*ast.FuncDecl)
			if !ok || f.Body == nil {
				continue
			}
			names := make(map[string]bool)
			ast.Inspect(f.Body, func(n ast.Node) bool {
				switch n := n.(type) {
				case *ast.StarExpr:
					if flag, ok := n.X.(*ast.Ident); ok && flag.Name == "update" {
						golden[f.Name.Name] = true
					}
				case *ast.Ident:
					names[n.Name] = true
				}
				return true
			})
			uses[f.Name.Name] = names
		}
	}
	for grown := true; grown; {
		grown = false
		for f, names := range uses {
			for name := range names {
				if golden[name] && !golden[f] {
					golden[f], grown = true, true
				}
			}
		}
	}
	return golden, nil
}
