package main

import (
	"fmt"
	"go/ast"
	"go/parser"
	"go/token"
	"slices"
	"strings"
)

// switches is the name under which a rewritten file imports the package with the switches.
const switches = "mutation_"

// rewriter writes a source with a switch at each of its sites. Of the alternatives of a site exactly one is evaluated, once,
// in the order of the original. Nothing depends on the types of the operands.
type rewriter struct {
	source *source
	sites  map[ast.Expr]*site
}

// rewrite returns the text of the source with its sites made switchable. Lines keep their numbers up to the first expression
// that spans several.
func rewrite(s *source, sites []*site, importPath string) []byte {
	r := rewriter{source: s, sites: make(map[ast.Expr]*site, len(sites))}
	for _, st := range sites {
		r.sites[st.node] = st
	}
	clause := s.offset(s.file.Name.End())
	return []byte(string(s.text[:clause]) + importOf(importPath) + r.between(s.file, clause, len(s.text)))
}

func importOf(path string) string { return fmt.Sprintf("; import %s %q", switches, path) }

// text returns the source text of the node with the sites in it made switchable.
func (r *rewriter) text(n ast.Node) string {
	return r.between(n, r.source.offset(n.Pos()), r.source.offset(n.End()))
}

// between returns the text of a part of the source, which the node covers, with the outermost sites below it replaced. What
// stands inside of a site is replaced with it.
func (r *rewriter) between(n ast.Node, from, to int) string {
	var b strings.Builder
	ast.Inspect(n, func(n ast.Node) bool {
		e, ok := n.(ast.Expr)
		if !ok || r.sites[e] == nil {
			return true
		}
		b.Write(r.source.text[from:r.source.offset(e.Pos())])
		b.WriteString(r.switched(r.sites[e]))
		from = r.source.offset(e.End())
		return false
	})
	b.Write(r.source.text[from:to])
	return b.String()
}

// switched returns the expression of the site with all its alternatives.
func (r *rewriter) switched(st *site) string {
	is := func(alternative int) string { return fmt.Sprintf("%s.At(%d) == %d", switches, st.number, alternative) }
	switch st.kind {
	case negation: // !a is a == false
		return fmt.Sprintf("((%s) == (%s.At(%d) != 0))", r.text(st.node.(*ast.UnaryExpr).X), switches, st.number)
	case condition:
		return fmt.Sprintf("((%s) != (%s))", r.inside(st.node), is(1))
	}
	b := st.node.(*ast.BinaryExpr)
	x, y := r.text(b.X), r.text(b.Y)
	switch b.Op {
	case token.LAND, token.LOR: // by De Morgan: a || b is !(!a && !b), and evaluates as much of it
		return fmt.Sprintf("((((%s) != (%s)) %s ((%s) != (%s))) != (%s))", x, is(1), b.Op, y, is(1), is(1))
	case token.EQL, token.NEQ:
		return fmt.Sprintf("(((%s) %s (%s)) == (%s))", x, b.Op, y, is(0))
	}
	// The second alternative of an ordering is its opposite, and is written as such.
	return fmt.Sprintf("(%s && (%s) %s (%s) || %s.At(%d) != 1 && ((%s) %s (%s)) == (%s.At(%d) == 0))",
		is(1), x, mutations[b.Op][0], y, switches, st.number, x, b.Op, y, switches, st.number)
}

// inside returns the text of an expression that is a site itself, with the sites in its parts made switchable.
func (r *rewriter) inside(e ast.Expr) string {
	st := r.sites[e]
	delete(r.sites, e)
	defer func() { r.sites[e] = st }()
	return r.text(e)
}

// insertion is a text that goes into a file at a place.
type insertion struct {
	at   int
	text string
}

// rewriteTest returns the text of a file of tests in which each test, and each part of one, says when it begins and ends;
// a file without any stays as it is.
func rewriteTest(path string, text []byte, importPath string) (rewritten []byte, err error) {
	fset := token.NewFileSet()
	file, err := parser.ParseFile(fset, path, text, parser.SkipObjectResolution)
	if err != nil {
		return nil, err
	}
	offset := func(p token.Pos) int { return fset.Position(p).Offset }
	var all []insertion
	ast.Inspect(file, func(n ast.Node) bool {
		switch n := n.(type) {
		case *ast.FuncDecl:
			if hook := hookOfTest(n); hook != "" {
				all = append(all, insertion{offset(n.Body.Lbrace) + 1, hook})
			}
		case *ast.FuncLit:
			if t, ok := testParameter(n.Type, "T"); ok {
				all = append(all, insertion{offset(n.Body.Lbrace) + 1, fmt.Sprintf(" %s.Cleanup(%s.Enter(%s.Name()));", t, switches, t)})
			}
		}
		return true
	})
	if len(all) == 0 {
		return text, nil
	}
	all = append(all, insertion{offset(file.Name.End()), importOf(importPath)})
	slices.SortFunc(all, func(a, b insertion) int { return a.at - b.at })
	from := 0
	for _, i := range all {
		rewritten = append(append(rewritten, text[from:i.at]...), i.text...)
		from = i.at
	}
	return append(rewritten, text[from:]...), nil
}

// hookOfTest returns what a test, an example or a fuzz target says first; empty for other functions.
func hookOfTest(d *ast.FuncDecl) string {
	name := d.Name.Name
	if d.Recv != nil || d.Body == nil {
		return ""
	}
	if strings.HasPrefix(name, "Example") && d.Type.Params.NumFields() == 0 {
		return fmt.Sprintf(" defer %s.Enter(%q)();", switches, name)
	}
	for prefix, parameter := range map[string]string{"Test": "T", "Fuzz": "F"} {
		if t, ok := testParameter(d.Type, parameter); ok && strings.HasPrefix(name, prefix) {
			return fmt.Sprintf(" %s.Cleanup(%s.Enter(%q));", t, switches, name)
		}
	}
	return ""
}

// testParameter returns the name of the only parameter, if it is a *testing.T (or F) that has a name.
func testParameter(f *ast.FuncType, of string) (string, bool) {
	if f.Params.NumFields() != 1 || len(f.Params.List[0].Names) != 1 || f.Params.List[0].Names[0].Name == "_" {
		return "", false
	}
	star, ok := f.Params.List[0].Type.(*ast.StarExpr)
	if !ok {
		return "", false
	}
	selector, ok := star.X.(*ast.SelectorExpr)
	if !ok || selector.Sel.Name != of {
		return "", false
	}
	pkg, ok := selector.X.(*ast.Ident)
	return f.Params.List[0].Names[0].Name, ok && pkg.Name == "testing"
}
