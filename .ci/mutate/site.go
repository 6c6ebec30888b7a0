package main

import (
	"fmt"
	"go/ast"
	"go/token"
	"go/types"
	"path"
	"strings"
)

// kind is a sort of places that can be mutated.
type kind string

const (
	comparison kind = "comparison" // a < b, a == b
	negation   kind = "negation"   // !a
	connective kind = "connective" // a && b, a || b
	condition  kind = "condition"  // a, where a decides and is none of the others: if ok, a && ready(b)
)

var kinds = []kind{comparison, negation, connective, condition}

// site is an expression of which there are mutants. Its number is its place in the list of all sites.
type site struct {
	number  int
	kind    kind
	source  *source
	node    ast.Expr
	mutants []*mutant
}

// mutant is one way in which a program may be wrong.
type mutant struct {
	site        *site
	alternative int    // what the switch says when it is in force; from 1
	where       string // the package below the module, and the declaration: "plan.(*View).Last"
	before      string // the expression, on one line
	after       string
	nth         int // of the mutants that read the same in one declaration; from 1
}

// key names the mutant for as long as its declaration does not change: it knows no line numbers.
func (m *mutant) key() key { return key{m.where, m.before, m.after, m.nth} }

type key struct {
	where, before, after string
	nth                  int
}

func (k key) String() string {
	if k.nth > 1 {
		return fmt.Sprintf("%s: %s → %s (%d)", k.where, k.before, k.after, k.nth)
	}
	return fmt.Sprintf("%s: %s → %s", k.where, k.before, k.after)
}

// at says where the mutant stands, for a reader.
func (m *mutant) at() string {
	return fmt.Sprintf("%s:%d", m.site.source.name, m.site.source.fset.Position(operatorOf(m.site.node)).Line)
}

func operatorOf(e ast.Expr) token.Pos {
	if b, ok := e.(*ast.BinaryExpr); ok {
		return b.OpPos
	}
	return e.Pos()
}

// mutations are the operators that stand in place of each, by alternative.
var mutations = map[token.Token][]token.Token{
	token.LSS:  {token.LEQ, token.GEQ},
	token.LEQ:  {token.LSS, token.GTR},
	token.GTR:  {token.GEQ, token.LEQ},
	token.GEQ:  {token.GTR, token.LSS},
	token.EQL:  {token.NEQ},
	token.NEQ:  {token.EQL},
	token.LAND: {token.LOR},
	token.LOR:  {token.LAND},
}

// finder collects the sites of the files that it is given.
type finder struct {
	wanted map[kind]bool
	sites  []*site
	seen   map[key]int
}

// find returns the sites of the kinds in the sources.
func find(sources []*source, wanted map[kind]bool) []*site {
	f := &finder{wanted: wanted, seen: make(map[key]int)}
	for _, s := range sources {
		for _, d := range s.file.Decls {
			f.declaration(s, d)
		}
	}
	return f.sites
}

func (f *finder) declaration(s *source, d ast.Decl) {
	switch d := d.(type) {
	case *ast.FuncDecl:
		name := d.Name.Name
		if d.Recv != nil && len(d.Recv.List) == 1 {
			name = "(" + s.code(d.Recv.List[0].Type) + ")." + name
		}
		f.expressions(s, name, d)
	case *ast.GenDecl:
		for _, spec := range d.Specs {
			if v, ok := spec.(*ast.ValueSpec); ok && d.Tok == token.VAR {
				f.expressions(s, v.Names[0].Name, v)
			}
		}
	}
}

// expressions finds the sites in a declaration, in the order of the text.
func (f *finder) expressions(s *source, name string, d ast.Node) {
	deciding := deciding(d)
	where := packageName(s.pkg) + "." + name
	ast.Inspect(d, func(n ast.Node) bool {
		if g, ok := n.(*ast.GenDecl); ok && g.Tok == token.CONST {
			return false
		}
		e, ok := n.(ast.Expr)
		if !ok {
			return true
		}
		if k, ok := kindOf(e, deciding); ok && f.wanted[k] && s.plainBool(e) {
			f.add(s, k, e, where)
		}
		return true
	})
}

// packageName is the import path below the module, "plan/guidance", so that it does not change with a fork.
func packageName(p *listed) string {
	if p.Module != nil {
		if p.ImportPath == p.Module.Path {
			return path.Base(p.ImportPath)
		}
		if below, ok := strings.CutPrefix(p.ImportPath, p.Module.Path+"/"); ok {
			return below
		}
	}
	return p.ImportPath
}

// deciding returns the expressions that decide something: the conditions of branches and loops, and the operands of
// connectives.
func deciding(d ast.Node) map[ast.Expr]bool {
	all := make(map[ast.Expr]bool)
	ast.Inspect(d, func(n ast.Node) bool {
		switch n := n.(type) {
		case *ast.IfStmt:
			all[bare(n.Cond)] = true
		case *ast.ForStmt:
			if n.Cond != nil {
				all[bare(n.Cond)] = true
			}
		case *ast.SwitchStmt:
			if n.Tag == nil {
				for _, c := range n.Body.List {
					for _, e := range c.(*ast.CaseClause).List {
						all[bare(e)] = true
					}
				}
			}
		case *ast.BinaryExpr:
			if n.Op == token.LAND || n.Op == token.LOR {
				all[bare(n.X)], all[bare(n.Y)] = true, true
			}
		}
		return true
	})
	return all
}

// bare returns the expression without the parentheses around it.
func bare(e ast.Expr) ast.Expr {
	for {
		p, ok := e.(*ast.ParenExpr)
		if !ok {
			return e
		}
		e = p.X
	}
}

func kindOf(e ast.Expr, deciding map[ast.Expr]bool) (kind, bool) {
	switch e := e.(type) {
	case *ast.BinaryExpr:
		switch e.Op {
		case token.LAND, token.LOR:
			return connective, true
		case token.EQL, token.NEQ, token.LSS, token.LEQ, token.GTR, token.GEQ:
			return comparison, true
		}
	case *ast.UnaryExpr:
		return negation, e.Op == token.NOT
	case *ast.ParenExpr:
	default:
		return condition, deciding[e]
	}
	return "", false
}

// plainBool reports whether the expression is computed when the program runs and has no truth type of its own, for which the
// expression with the switch would have another type.
func (s *source) plainBool(e ast.Expr) bool {
	t, ok := s.info.Types[e]
	if !ok || t.Value != nil {
		return false
	}
	basic, ok := t.Type.(*types.Basic)
	return ok && basic.Info()&types.IsBoolean != 0
}

func (f *finder) add(s *source, k kind, e ast.Expr, where string) {
	st := &site{number: len(f.sites), kind: k, source: s, node: e}
	for i, after := range alternatives(s, k, e) {
		m := &mutant{site: st, alternative: i + 1, where: where, before: oneLine(s.code(e)), after: oneLine(after)}
		unnumbered := m.key()
		f.seen[unnumbered]++
		m.nth = f.seen[unnumbered]
		st.mutants = append(st.mutants, m)
	}
	f.sites = append(f.sites, st)
}

// alternatives writes the mutants of the expression as a programmer would.
func alternatives(s *source, k kind, e ast.Expr) (all []string) {
	switch k {
	case negation:
		return []string{s.code(e.(*ast.UnaryExpr).X)}
	case condition:
		return []string{"!" + s.code(e)}
	}
	b := e.(*ast.BinaryExpr)
	between := string(s.text[s.offset(b.X.End()):s.offset(b.OpPos)])
	behind := string(s.text[s.offset(b.OpPos)+len(b.Op.String()) : s.offset(b.Y.Pos())])
	for _, op := range mutations[b.Op] {
		all = append(all, s.operand(b.X, op)+between+op.String()+behind+s.operand(b.Y, op))
	}
	return all
}

// operand returns the text of an operand, in parentheses if it would not stay together beside the operator.
func (s *source) operand(e ast.Expr, beside token.Token) string {
	if b, ok := e.(*ast.BinaryExpr); ok && b.Op.Precedence() < beside.Precedence() {
		return "(" + s.code(e) + ")"
	}
	return s.code(e)
}

func oneLine(text string) string { return strings.Join(strings.Fields(text), " ") }
