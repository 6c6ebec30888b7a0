package main

import (
	"fmt"
	"os"
	"regexp"
	"strconv"
	"strings"
)

// declared are the mutants that nobody can tell from the original, each with the reason.
type declared map[key]string

// nthSuffix is how a key tells apart mutants that read the same.
var nthSuffix = regexp.MustCompile(` \((\d+)\)$`)

// readDeclared reads a file of paragraphs: where the mutant stands, the expression and what became of it with an arrow
// between, and the reason. Lines that begin with # are comments. Where no reason is wanted, none is needed.
func readDeclared(path string, reasons bool) (declared, error) {
	if path == "" {
		return nil, nil
	}
	text, err := os.ReadFile(path)
	if err != nil {
		return nil, err
	}
	all := make(declared)
	var paragraph []string
	lines := strings.Split(string(text), "\n")
	for i, line := range append(lines, "") {
		line = strings.TrimSpace(line)
		switch {
		case strings.HasPrefix(line, "#"):
		case line != "":
			paragraph = append(paragraph, line)
		case len(paragraph) > 0:
			k, why, err := declaration(paragraph)
			if err == nil && reasons && why == "" {
				err = fmt.Errorf("%s is declared without a reason", k)
			}
			if _, twice := all[k]; err == nil && twice {
				err = fmt.Errorf("%s is declared twice", k)
			}
			if err != nil {
				return nil, fmt.Errorf("%s:%d: %w", path, i, err)
			}
			all[k], paragraph = why, nil
		}
	}
	return all, nil
}

func declaration(paragraph []string) (key, string, error) {
	if len(paragraph) < 2 {
		return key{}, "", fmt.Errorf("want three lines: the place, the expression → the mutant, the reason")
	}
	k, err := parseChange(paragraph[0], paragraph[1])
	return k, strings.Join(paragraph[2:], " "), err
}

// parseChange reads "before → after", with " (2)" behind it for the second that reads so.
func parseChange(where, change string) (key, error) {
	before, after, ok := strings.Cut(change, " → ")
	if !ok {
		return key{}, fmt.Errorf("%q has no arrow between expression and mutant", change)
	}
	k := key{where: where, before: before, after: after, nth: 1}
	if m := nthSuffix.FindStringSubmatch(after); m != nil {
		n, err := strconv.Atoi(m[1])
		if err != nil {
			return key{}, err
		}
		k.after, k.nth = strings.TrimSuffix(after, m[0]), n
	}
	return k, nil
}
