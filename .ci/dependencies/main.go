// Dependencies lists every module that this repository depends on, for each module of its own, with version and licence, and fails where
// a licence is not recognised as permissive. It asks the network for nothing but modules.
//
//	go run ./.ci/dependencies > DEPENDENCIES.md
package main

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
)

func main() {
	if err := run(".", os.Stdout); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}

const head = `# Dependencies

Written by ` + "`.ci/generate`" + `, which fails where a licence is not recognised as permissive; ` + "`.ci/run`" + ` fails where the list
is another. *Used* says what comes to depend on a module, built for Linux on amd64: the packages themselves, or their tests alone. *Notices*
are further files about rights in the root of a module: nobody has judged them, and whoever hands out a program that holds the module reads
them.
`

// run writes the list of the modules below a folder.
func run(root string, w io.Writer) error {
	folders, err := modules(root)
	if err != nil {
		return err
	}
	var out bytes.Buffer
	out.WriteString(head)
	var wrong []error
	for _, folder := range folders {
		wrong = append(wrong, list(root, folder, &out))
	}
	if err := errors.Join(wrong...); err != nil {
		return err
	}
	_, err = w.Write(out.Bytes())
	return err
}

// modules are the folders below root that hold a module, but those that are data of tests.
func modules(root string) (folders []string, err error) {
	err = filepath.WalkDir(root, func(path string, d fs.DirEntry, err error) error {
		switch {
		case err != nil:
			return err
		case d.IsDir() && (d.Name() == "testdata" || d.Name() == ".git"):
			return fs.SkipDir
		case d.Name() == "go.mod":
			rel, err := filepath.Rel(root, filepath.Dir(path))
			folders = append(folders, rel)
			return err
		}
		return nil
	})
	slices.Sort(folders)
	return folders, err
}

type version struct {
	Path, Version string
	Indirect      bool
}

// file is what "go mod edit -json" says of a go.mod.
type file struct {
	Module  struct{ Path string }
	Require []version
	Replace []struct{ Old version }
}

// list writes one module of the repository with what it depends on.
func list(root, folder string, out *bytes.Buffer) error {
	dir := filepath.Join(root, folder)
	var mod file
	if err := ask(dir, &mod, "mod", "edit", "-json"); err != nil {
		return err
	}
	for _, r := range mod.Replace {
		if !own(r.Old.Path) {
			return fmt.Errorf("%s: %s is replaced, so what is used is not what its licence was read of", folder, r.Old.Path)
		}
	}
	mod.Require = slices.DeleteFunc(mod.Require, func(v version) bool { return own(v.Path) })
	fmt.Fprintf(out, "\n## %s\n\nIn `%s`.\n", mod.Module.Path, folder)
	if len(mod.Require) == 0 {
		return nil
	}
	built, err := used(dir)
	if err != nil {
		return err
	}
	tested, err := used(dir, "-test")
	if err != nil {
		return err
	}
	out.WriteString("\n| module | version | licence | required | used | notices |\n|---|---|---|---|---|---|\n")
	var wrong []error
	for _, v := range mod.Require {
		name, notices, err := licenceOf(root, v)
		if err != nil {
			wrong = append(wrong, fmt.Errorf("%s: the licence of %s %s: %w", folder, v.Path, v.Version, err))
			continue
		}
		required := "directly"
		if v.Indirect {
			required = "by others"
		}
		use := "not on this platform"
		switch {
		case built[v.Path]:
			use = "packages"
		case tested[v.Path]:
			use = "tests"
		}
		fmt.Fprintf(out, "| %s | %s | %s | %s | %s | %s |\n", v.Path, v.Version, name, required, use, strings.Join(notices, ", "))
	}
	return errors.Join(wrong...)
}

// home is the module of this repository; those nested in it are named after it.
const home = "github.com/oudpath/oudpath"

func own(path string) bool { return path == home || strings.HasPrefix(path, home+"/") }

// used are the modules whose packages those of a folder import.
func used(dir string, more ...string) (map[string]bool, error) {
	args := append(append([]string{"list", "-deps"}, more...), "-f", "{{with .Module}}{{.Path}}{{end}}", "./...")
	text, err := tell(dir, args...)
	found := make(map[string]bool)
	for _, path := range strings.Fields(string(text)) {
		found[path] = true
	}
	return found, err
}

// licenceOf reads the licence of a module in the module cache, to which it is brought where it is not there.
func licenceOf(root string, v version) (string, []string, error) {
	var at struct{ Dir, Error string }
	if err := ask(root, &at, "mod", "download", "-json", v.Path+"@"+v.Version); err != nil {
		return "", nil, err
	}
	return ofModule(at.Dir)
}

// ask reads what a go command answers in JSON.
func ask(dir string, into any, args ...string) error {
	text, err := tell(dir, args...)
	if err != nil {
		return err
	}
	return json.Unmarshal(text, into)
}

func tell(dir string, args ...string) ([]byte, error) {
	cmd := exec.Command("go", args...)
	cmd.Dir = dir
	cmd.Env = append(os.Environ(), "GOOS=linux", "GOARCH=amd64", "CGO_ENABLED=0", "GOWORK=off")
	var wrong bytes.Buffer
	cmd.Stderr = &wrong
	text, err := cmd.Output()
	if err != nil {
		return nil, fmt.Errorf("go %s in %s: %w: %s", strings.Join(args, " "), dir, err, wrong.Bytes())
	}
	return text, nil
}
