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

// origins reads the source of the rules in a folder, one package a subject: where each rule and each parameter is declared, and under
// which name. A folder that is not there gives none.
func origins(folder string) map[string]report.Origin {
	found, packages := map[string]report.Origin{}, map[string][]string{}
	paths, _ := filepath.Glob(filepath.Join(folder, "*", "*.go"))
	for _, path := range paths {
		if !strings.HasSuffix(path, "_test.go") {
			packages[filepath.Dir(path)] = append(packages[filepath.Dir(path)], path)
		}
	}
	for _, files := range packages {
		originsOf(files, found)
	}
	return found
}

// originsOf reads the files of one package.
func originsOf(paths []string, found map[string]report.Origin) {
	set, files := token.NewFileSet(), map[string]*ast.File{}
	names := naming{fields: map[string][]string{}, accessors: map[string]string{}}
	for _, path := range paths {
		file, err := parser.ParseFile(set, path, nil, parser.SkipObjectResolution)
		if err != nil {
			continue
		}
		files[path], names.in = file, file.Name.Name
		names.take(file)
	}
	for path, file := range files {
		take := func(id, name string) { // no line: the pages would change with every edit
			found[id] = report.Origin{Link: "../" + names.in + "/" + filepath.Base(path), Name: name}
		}
		for _, d := range file.Decls {
			if vars, ok := d.(*ast.GenDecl); ok && vars.Tok == token.VAR {
				for _, spec := range vars.Specs {
					names.declared(spec.(*ast.ValueSpec), take)
				}
			}
		}
	}
}

// naming is what has to be known of a package to name what its variables hold.
type naming struct {
	in        string              // the name of the package
	fields    map[string][]string // of a struct type, by its name
	accessors map[string]string   // the function that returns a variable, by the name of the variable
}

// take reads the struct types and the accessors of a file.
func (n naming) take(file *ast.File) {
	for _, d := range file.Decls {
		switch d := d.(type) {
		case *ast.GenDecl:
			for _, spec := range d.Specs {
				if t, ok := spec.(*ast.TypeSpec); ok {
					n.fields[t.Name.Name] = fieldsOf(t.Type)
				}
			}
		case *ast.FuncDecl:
			if d.Recv != nil || d.Type.Params.NumFields() > 0 || d.Body == nil || len(d.Body.List) != 1 {
				continue
			}
			if back, ok := d.Body.List[0].(*ast.ReturnStmt); ok && len(back.Results) == 1 {
				if variable, ok := back.Results[0].(*ast.Ident); ok && d.Name.IsExported() {
					n.accessors[variable.Name] = d.Name.Name + "()"
				}
			}
		}
	}
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
func (n naming) declared(spec *ast.ValueSpec, take func(id, name string)) {
	for i, value := range spec.Values {
		name := spec.Names[min(i, len(spec.Names)-1)].Name
		if accessor, ok := n.accessors[name]; ok {
			name = accessor
		}
		name = n.in + "." + name
		fields := n.fieldsOf(value)
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

// fieldsOf returns the names of the fields of a literal of a struct.
func (n naming) fieldsOf(value ast.Expr) []string {
	list, ok := value.(*ast.CompositeLit)
	if !ok {
		return nil
	}
	if name, ok := list.Type.(*ast.Ident); ok {
		return n.fields[name.Name]
	}
	return fieldsOf(list.Type)
}

// fieldsOf returns the names of the fields of a struct type.
func fieldsOf(form ast.Expr) (names []string) {
	if form, ok := form.(*ast.StructType); ok {
		for _, field := range form.Fields.List {
			for _, name := range field.Names {
				names = append(names, name.Name)
			}
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
