package main

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
)

// selection is the journals that the arguments name.
type selection struct {
	files   []string
	numbers []int  // of the files in the list
	of      int    // how many the list has
	opened  bool   // chosen by their numbers
	title   string // of the list
	call    string // how to call the program with these journals, up to a number
}

// choose reads the arguments: journals, folders with journals, and numbers in the list that those make. Without journals, the list is
// that of the repository.
func choose(args []string) (selection, error) {
	var named []string
	var numbers []int
	for _, arg := range args {
		if n, err := strconv.Atoi(arg); err == nil && !exists(arg) {
			numbers = append(numbers, n)
		} else {
			named = append(named, arg)
		}
	}
	files, err := journals(named)
	if err != nil {
		return selection{}, err
	}
	s := selection{of: len(files), opened: len(numbers) > 0, call: "go run ./examples/journey " + strings.Join(append(named, ""), " ")}
	s.title = "Invented persons, values in draft"
	if len(named) > 0 {
		s.title = "Your journals, values in draft"
	}
	for _, n := range numbers {
		if n < 1 || n > len(files) {
			return selection{}, fmt.Errorf("no journey %d: the list has %d, from 1", n, len(files))
		}
		s.files, s.numbers = append(s.files, files[n-1]), append(s.numbers, n)
	}
	if s.opened {
		return s, nil
	}
	s.files = files
	for i := range files {
		s.numbers = append(s.numbers, i+1)
	}
	return s, nil
}

func exists(path string) bool {
	_, err := os.Stat(path)
	return err == nil
}

// journals lists the journals that the arguments name: files, and the *.jsonl files of folders.
func journals(args []string) ([]string, error) {
	if len(args) == 0 {
		folder, err := builtIn()
		if err != nil {
			return nil, err
		}
		args = []string{folder}
	}
	var files []string
	for _, arg := range args {
		info, err := os.Stat(arg)
		if err != nil {
			return nil, fmt.Errorf("no journal or folder %s, and no number in the list", arg)
		}
		if !info.IsDir() {
			files = append(files, arg)
			continue
		}
		found, err := filepath.Glob(filepath.Join(arg, "*.jsonl"))
		if err != nil || len(found) == 0 {
			return nil, fmt.Errorf("no journals (*.jsonl) in %s", arg)
		}
		slices.Sort(found)
		files = append(files, found...)
	}
	return files, nil
}

// builtIn finds the journeys of the repository from wherever in it the program is started.
func builtIn() (string, error) {
	folder, err := os.Getwd()
	if err != nil {
		return "", err
	}
	for {
		candidate := filepath.Join(folder, "testdata", "journeys")
		if exists(candidate) {
			return candidate, nil
		}
		parent := filepath.Dir(folder)
		if parent == folder {
			return "", errors.New("testdata/journeys not found: start it in the repository, or name a journal")
		}
		folder = parent
	}
}

// described reads the page beside the journal, if there is one: its heading, and the quoted sentence that says what it shows.
func described(path string) (title, shows string) {
	text, err := os.ReadFile(strings.TrimSuffix(path, filepath.Ext(path)) + ".md")
	if err != nil {
		return "", ""
	}
	for line := range strings.Lines(string(text)) {
		line = strings.TrimSpace(line)
		if heading, ok := strings.CutPrefix(line, "# "); ok && title == "" {
			title = heading
		}
		if sentence, ok := strings.CutPrefix(line, "> "); ok && shows == "" {
			shows = sentence
		}
	}
	return title, shows
}
