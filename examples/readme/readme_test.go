package readme_test

import (
	"bytes"
	"flag"
	"go/ast"
	"go/format"
	"go/parser"
	"go/token"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/stretchr/testify/require"
)

var update = flag.Bool("update", false, "rewrite the programs in the README")

var marker = regexp.MustCompile("(?s)<!-- example: ([a-z]+) -->\n(?:\n```[a-z]*\n.*?```\n)?")

// TestDocumentReadme keeps the programs of the README the same as the examples that are compiled and run here.
func TestDocumentReadme(t *testing.T) {
	path := filepath.Join("..", "..", "README.md")
	readme, err := os.ReadFile(path)
	require.NoError(t, err)
	programs := programs(t)
	found := 0
	want := marker.ReplaceAllStringFunc(string(readme), func(old string) string {
		name := marker.FindStringSubmatch(old)[1]
		program, ok := programs[name]
		require.True(t, ok, "the README has a place for %q, and there is no such example", name)
		found++
		return "<!-- example: " + name + " -->\n" + program
	})
	require.Equal(t, len(programs), found, "every program has its place in the README")
	if *update {
		require.NoError(t, os.WriteFile(path, []byte(want), 0o644))
		readme = []byte(want)
	}
	require.Empty(t, cmp.Diff(want, string(readme)), "run this test with -update")
}

// programs are the bodies of the examples, and the vignette, as Markdown.
func programs(t *testing.T) map[string]string {
	t.Helper()
	set := token.NewFileSet()
	source, err := os.ReadFile("example_test.go")
	require.NoError(t, err)
	file, err := parser.ParseFile(set, "example_test.go", source, parser.ParseComments)
	require.NoError(t, err)
	all := map[string]string{}
	for _, d := range file.Decls {
		f, ok := d.(*ast.FuncDecl)
		if !ok || !strings.HasPrefix(f.Name.Name, "Example_") {
			continue
		}
		body := source[set.Position(f.Body.Lbrace).Offset+1 : set.Position(f.Body.Rbrace).Offset]
		body, err := format.Source(bytes.TrimSpace(body))
		require.NoError(t, err)
		all[strings.TrimPrefix(f.Name.Name, "Example_")] = "\n```go\n" + strings.TrimSpace(string(body)) + "\n```\n"
	}
	vignette, err := os.ReadFile(filepath.Join("testdata", "vignette.txt"))
	require.NoError(t, err)
	all["vignette"] = "\n```text\n" + strings.TrimSpace(string(vignette)) + "\n```\n"
	return all
}
