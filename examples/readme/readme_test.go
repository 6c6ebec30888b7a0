package readme_test

import (
	"flag"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/stretchr/testify/require"
)

var update = flag.Bool("update", false, "rewrite the programs in the README, and what they print")

const root = "../.."

// programs are the folders with the programs that the README shows, in its order.
var programs = []string{"ehr", "clinic", "researcher"}

// services are those that do not end by themselves: TestService starts them.
var services = []string{"service"}

// marker is a place in the README with the blocks that follow it.
var marker = regexp.MustCompile("(?s)<!-- example: ([a-z]+) -->\n(?:\n```[a-z]*\n.*?```\n)?(?:\nprints\n\n```text\n.*?```\n)?")

// module is the go.mod file that the README tells a newcomer to write.
var module = regexp.MustCompile("(?s)```go.mod\n(.*?)```")

// TestDocumentReadme copies each program as a newcomer would, into a module with the go.mod file of the README, runs it there, and
// holds the README to the program and to what it printed.
func TestDocumentReadme(t *testing.T) {
	rest(t)
	path := filepath.Join(root, "README.md")
	readme, err := os.ReadFile(path)
	require.NoError(t, err)
	folder := newcomer(t, string(readme))
	vignette, err := os.ReadFile(filepath.Join("..", "vignette", "readme.txt"))
	require.NoError(t, err)
	blocks := map[string]string{"vignette": block("text", string(vignette))}
	for _, name := range programs {
		source, err := os.ReadFile(filepath.Join(name, "main.go"))
		require.NoError(t, err)
		blocks[name] = block("go", string(source)) + "\nprints\n" + block("text", output(t, folder, filepath.Join(folder, "bin", name)))
	}
	for _, name := range services {
		source, err := os.ReadFile(filepath.Join(name, "main.go"))
		require.NoError(t, err)
		blocks[name] = block("go", string(source))
	}
	found := 0
	want := marker.ReplaceAllStringFunc(string(readme), func(old string) string {
		name := marker.FindStringSubmatch(old)[1]
		require.Contains(t, blocks, name, "the README has a place for an example that does not exist")
		found++
		return "<!-- example: " + name + " -->\n" + blocks[name]
	})
	require.Equal(t, len(blocks), found, "every example has its place in the README")
	if *update {
		require.NoError(t, os.WriteFile(path, []byte(want), 0o644))
		readme = []byte(want)
	}
	require.Empty(t, cmp.Diff(want, string(readme)), "run this test with -update")
}

func block(language, text string) string {
	return "\n```" + language + "\n" + strings.TrimSpace(text) + "\n```\n"
}

// newcomer makes a module with the go.mod file of the README and the programs in it, and builds them into its folder bin. The
// checksums are those of this repository, so that nothing is looked up in a network.
func newcomer(t *testing.T, readme string) string {
	t.Helper()
	folder := t.TempDir()
	clone, err := filepath.Abs(root)
	require.NoError(t, err)
	match := module.FindStringSubmatch(readme)
	require.NotNil(t, match, "the README shows a go.mod file")
	require.Contains(t, match[1], "=> ../oudpath")
	write := func(name string, text []byte) {
		path := filepath.Join(folder, name)
		require.NoError(t, os.MkdirAll(filepath.Dir(path), 0o755))
		require.NoError(t, os.WriteFile(path, text, 0o644))
	}
	write("go.mod", []byte(strings.Replace(match[1], "../oudpath", clone, 1)))
	sums, err := os.ReadFile(filepath.Join(root, "go.sum"))
	require.NoError(t, err)
	write("go.sum", sums)
	for _, name := range slices.Concat(programs, services) {
		text, err := os.ReadFile(filepath.Join(name, "main.go"))
		require.NoError(t, err)
		write(filepath.Join(name, "main.go"), text)
	}
	output(t, folder, "go", "mod", "tidy")
	output(t, folder, "go", "build", "-o", "bin/", "./...")
	return folder
}

func output(t *testing.T, folder string, command ...string) string {
	t.Helper()
	cmd := exec.Command(command[0], command[1:]...)
	cmd.Dir = folder
	cmd.Env = append(os.Environ(), "GOFLAGS=", "GOWORK=off")
	var complaints strings.Builder
	cmd.Stderr = &complaints
	out, err := cmd.Output()
	require.NoError(t, err, "%s: %s", strings.Join(command, " "), complaints.String())
	return string(out)
}

// rest makes the tests of this file rest on every folder and Go file of the repository. Their results come from other processes, and go
// test would otherwise take them from its cache when something that those read has changed.
func rest(t *testing.T) {
	t.Helper()
	require.NoError(t, filepath.WalkDir(root, func(path string, entry fs.DirEntry, err error) error {
		if err == nil && entry.IsDir() && entry.Name() == ".git" {
			return fs.SkipDir
		}
		if err == nil && filepath.Ext(path) == ".go" {
			_, err = os.Stat(path)
		}
		return err
	}))
}

// TestEveryProgramHelps builds every program of the examples and asks it for help: it begins with what the program does, and is no error.
func TestEveryProgramHelps(t *testing.T) {
	rest(t)
	folder := t.TempDir()
	build, found := []string{"go", "build", "-o", folder + "/"}, []string{}
	for line := range strings.Lines(output(t, root, "go", "list", "-f", "{{.Name}} {{.ImportPath}}", "./examples/...")) {
		kind, path, _ := strings.Cut(strings.TrimSpace(line), " ")
		if kind == "main" && !strings.Contains(path, "/readme/") {
			build, found = append(build, path), append(found, filepath.Base(path))
		}
	}
	output(t, root, build...)
	for _, name := range found {
		program := filepath.Join(folder, name)
		help := output(t, root, program, "-h")
		require.True(t, strings.HasPrefix(strings.ToLower(help), name+" "), "%s does not say what it does: %s", name, help)
		require.Contains(t, help, "Usage: go run ./examples/"+name)
		require.Equal(t, help, output(t, root, program, "--help"))
	}
	require.GreaterOrEqual(t, len(found), 4)
}

// row is the first cell of a line of the table of packages; quoted is a package in it.
var (
	row    = regexp.MustCompile(`(?m)^\| (\x60[^|]*) \|`)
	quoted = regexp.MustCompile("`([^`]+)`")
)

// TestDocumentPackages wants a row in the README for each package that others can import. A row for plan/sim stands for the packages
// below it as well, and modules of their own have rows too; rows for medication, stages and plan stand for those alone.
func TestDocumentPackages(t *testing.T) {
	rest(t)
	readme, err := os.ReadFile(filepath.Join(root, "README.md"))
	require.NoError(t, err)
	listed := map[string]bool{}
	for _, cell := range row.FindAllStringSubmatch(string(readme), -1) {
		for _, name := range quoted.FindAllStringSubmatch(cell[1], -1) {
			listed[name[1]] = false
		}
	}
	const path = "github.com/oudpath/oudpath/"
	for line := range strings.Lines(output(t, root, "go", "list", "-f", "{{.Name}} {{.ImportPath}}", "./...")) {
		name, imported, _ := strings.Cut(strings.TrimSpace(line), " ")
		imported = strings.TrimPrefix(imported, path)
		if name == "main" || strings.HasPrefix(imported, "examples/") || strings.Contains(imported, "internal") {
			continue
		}
		row := imported
		for _, known := listed[row]; !known && strings.Count(row, "/") > 1; _, known = listed[row] {
			row = row[:strings.LastIndex(row, "/")]
		}
		if _, known := listed[row]; !known {
			t.Errorf("the table of packages in README.md has no row for %s: add one", imported)
		}
		listed[row] = true
	}
	for name, used := range listed {
		if _, err := os.Stat(filepath.Join(root, name, "go.mod")); err == nil {
			continue // a module of its own
		}
		require.True(t, used, "the table of packages in README.md has a row for %s, which is no package", name)
	}
}
