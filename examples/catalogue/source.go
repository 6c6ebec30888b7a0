package main

import (
	"go/ast"
	"go/parser"
	"go/token"
	"io/fs"
	"path/filepath"
	"strconv"
	"strings"

	"github.com/oudpath/oudpath/plan/report"
)

// origins reads the source of the rules in a folder: where each rule and each parameter is declared, and under which name. A folder
// that is not there gives none.
func origins(folder string) map[string]report.Origin {
	set, found := token.NewFileSet(), map[string]report.Origin{}
	files, _ := filepath.Glob(filepath.Join(folder, "*.go"))
	for _, path := range files {
		file, err := parser.ParseFile(set, path, nil, parser.SkipObjectResolution)
		if err != nil || strings.HasSuffix(path, "_test.go") {
			continue
		}
		take := func(id, name string) { // no line: the pages would change with every edit
			found[id] = report.Origin{Link: "../" + filepath.Base(path), Name: name}
		}
		for _, d := range file.Decls {
			if vars, ok := d.(*ast.GenDecl); ok && vars.Tok == token.VAR {
				for _, spec := range vars.Specs {
					declared(spec.(*ast.ValueSpec), take)
				}
			}
		}
	}
	return found
}

// lookup finds the origin of an ID. Parameters of one limit for several products are declared together: the beginning of their IDs
// leads to them.
func lookup(origins map[string]report.Origin, id string) report.Origin {
	for id != "" {
		if from, ok := origins[id]; ok {
			return from
		}
		id = id[:max(strings.LastIndexByte(id, '.'), 0)]
	}
	return report.Origin{}
}

// declared finds the rules and the parameters in one variable.
func declared(spec *ast.ValueSpec, take func(id, name string)) {
	for i, value := range spec.Values {
		name := "guidance." + spec.Names[min(i, len(spec.Names)-1)].Name
		fields := fieldsOf(value)
		ast.Inspect(value, func(n ast.Node) bool {
			if pair, ok := n.(*ast.KeyValueExpr); ok {
				if key, ok := pair.Key.(*ast.Ident); ok && key.Name == "ID" {
					if id, ok := literal(pair.Value); ok {
						take(id, name)
					}
				}
			}
			return true
		})
		list, ok := value.(*ast.CompositeLit)
		if !ok || len(fields) == 0 {
			continue
		}
		for j, element := range list.Elts {
			field, made := "", element
			if pair, ok := element.(*ast.KeyValueExpr); ok {
				if key, ok := pair.Key.(*ast.Ident); ok {
					field = key.Name
				}
				made = pair.Value
			} else if j < len(fields) {
				field = fields[j]
			}
			ast.Inspect(made, func(n ast.Node) bool {
				if id, ok := literal(n); ok && strings.Contains(id, ".") && !strings.Contains(id, " ") {
					take(id, name+"."+field)
				}
				return true
			})
		}
	}
}

// fieldsOf returns the names of the fields of a literal of a struct that is written with its type.
func fieldsOf(value ast.Expr) (names []string) {
	list, ok := value.(*ast.CompositeLit)
	if !ok {
		return nil
	}
	form, ok := list.Type.(*ast.StructType)
	if !ok {
		return nil
	}
	for _, field := range form.Fields.List {
		for _, name := range field.Names {
			names = append(names, name.Name)
		}
	}
	return names
}

func literal(n ast.Node) (string, bool) {
	l, ok := n.(*ast.BasicLit)
	if !ok || l.Kind != token.STRING {
		return "", false
	}
	text, err := strconv.Unquote(l.Value)
	return text, err == nil && fs.ValidPath(text)
}
