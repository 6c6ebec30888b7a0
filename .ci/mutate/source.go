package main

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"go/ast"
	"go/importer"
	"go/parser"
	"go/token"
	"go/types"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
)

// listed is what "go list" says of a package.
type listed struct {
	ImportPath, Dir, Export            string
	GoFiles, TestGoFiles, XTestGoFiles []string
	Deps                               []string
	Module                             *struct{ Path, Dir string }
}

// goList runs "go list" in the folder of the module.
func goList(dir string, args ...string) ([]listed, error) {
	cmd := exec.Command("go", append([]string{"list", "-json=ImportPath,Dir,Export,GoFiles,TestGoFiles,XTestGoFiles,Deps,Module"},
		args...)...)
	cmd.Dir = dir
	var problems bytes.Buffer
	cmd.Stderr = &problems
	out, err := cmd.Output()
	if err != nil {
		return nil, fmt.Errorf("go list %s: %w\n%s", strings.Join(args, " "), err, &problems)
	}
	var all []listed
	for decoder := json.NewDecoder(bytes.NewReader(out)); ; {
		var p listed
		switch err := decoder.Decode(&p); {
		case errors.Is(err, io.EOF):
			return all, nil
		case err != nil:
			return nil, err
		}
		all = append(all, p)
	}
}

// source is a file of a package that is to be mutated, with the types that its expressions have.
type source struct {
	pkg  *listed
	path string
	name string // as reports write it: below the folder of the module
	text []byte
	file *ast.File
	fset *token.FileSet
	info *types.Info
}

// load parses and checks the packages that the patterns name.
func load(dir string, patterns []string) ([]*source, error) {
	packages, err := goList(dir, patterns...)
	if err != nil {
		return nil, err
	}
	exports, err := exportsOf(dir, patterns)
	if err != nil {
		return nil, err
	}
	var all []*source
	for i := range packages {
		sources, err := check(&packages[i], exports)
		if err != nil {
			return nil, err
		}
		all = append(all, sources...)
	}
	return all, nil
}

// exportsOf returns the files of export data of all that the packages import.
func exportsOf(dir string, patterns []string) (map[string]string, error) {
	deps, err := goList(dir, append([]string{"-deps", "-export"}, patterns...)...)
	if err != nil {
		return nil, err
	}
	exports := make(map[string]string, len(deps))
	for _, p := range deps {
		exports[p.ImportPath] = p.Export
	}
	return exports, nil
}

// check parses the files of a package, without its tests, and finds the types of its expressions.
func check(p *listed, exports map[string]string) ([]*source, error) {
	fset := token.NewFileSet()
	info := &types.Info{Types: make(map[ast.Expr]types.TypeAndValue)}
	var sources []*source
	var files []*ast.File
	for _, name := range p.GoFiles {
		s := &source{pkg: p, path: filepath.Join(p.Dir, name), fset: fset, info: info}
		var err error
		if s.text, err = os.ReadFile(s.path); err != nil {
			return nil, err
		}
		if s.file, err = parser.ParseFile(fset, s.path, s.text, parser.SkipObjectResolution); err != nil {
			return nil, err
		}
		s.name = s.path
		if p.Module != nil {
			if s.name, err = filepath.Rel(p.Module.Dir, s.path); err != nil {
				return nil, err
			}
		}
		sources, files = append(sources, s), append(files, s.file)
	}
	lookup := func(path string) (io.ReadCloser, error) {
		if exports[path] == "" {
			return nil, fmt.Errorf("no export data of %s", path)
		}
		return os.Open(exports[path])
	}
	config := types.Config{Importer: importer.ForCompiler(fset, "gc", lookup)}
	if _, err := config.Check(p.ImportPath, fset, files, info); err != nil {
		return nil, fmt.Errorf("%s: %w", p.ImportPath, err)
	}
	slices.SortFunc(sources, func(a, b *source) int { return strings.Compare(a.path, b.path) })
	return sources, nil
}

// code returns the source text of a node.
func (s *source) code(n ast.Node) string { return string(s.text[s.offset(n.Pos()):s.offset(n.End())]) }

func (s *source) offset(p token.Pos) int { return s.fset.Position(p).Offset }
