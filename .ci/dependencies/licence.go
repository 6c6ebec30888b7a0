package main

import (
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
)

// licence is one that may be depended on: what its text says, all of it, in small letters with single spaces.
type licence struct {
	name string // as SPDX has it
	says []string
}

const (
	mayCopy = "permission is hereby granted, free of charge, to any person obtaining a copy of this software and associated " +
		"documentation files"
	mayBuild = "redistribution and use in source and binary forms, with or without modification, are permitted provided that the " +
		"following conditions are met"
	noName = "may be used to endorse or promote products derived from this software without specific prior written permission"
)

// permissive are the licences that are recognised. A text that is none of them is for a person to read, who adds its row here or does
// without the module.
var permissive = []licence{
	{"Apache-2.0", []string{"apache license", "version 2.0",
		"subject to the terms and conditions of this license, each contributor hereby grants"}},
	{"Apache-2.0", []string{`licensed under the apache license, version 2.0 (the "license")`}},
	{"BSD-2-Clause", []string{mayBuild, "redistributions in binary form must reproduce the above copyright notice", "!" + noName}},
	{"BSD-3-Clause", []string{mayBuild, "redistributions in binary form must reproduce the above copyright notice", noName}},
	{"ISC", []string{
		"permission to use, copy, modify, and/or distribute this software for any purpose with or without fee is hereby granted",
	}},
	{"MIT", []string{mayCopy, "without restriction", `the software is provided "as is"`}},
}

// binding are words of licences that ask for more than to be named. Where one stands in a text, nothing else in it counts.
var binding = []string{"general public license", "mozilla public license", "eclipse public license", "common development and distribution",
	"commons clause", "server side public license", "business source license", "elastic license", "noncommercial", "non-commercial"}

var spaces = regexp.MustCompile(`\s+`)

// recognised names the licences of a text, or says why it is not known to be permissive.
func recognised(text string) (string, error) {
	plain := strings.NewReplacer("“", `"`, "”", `"`, "``", `"`, "''", `"`).Replace(spaces.ReplaceAllString(strings.ToLower(text), " "))
	for _, words := range binding {
		if strings.Contains(plain, words) {
			return "", fmt.Errorf("it speaks of a %q", words)
		}
	}
	var names []string
	for _, one := range permissive {
		if !slices.Contains(names, one.name) && !slices.ContainsFunc(one.says, func(words string) bool { return !says(plain, words) }) {
			names = append(names, one.name)
		}
	}
	if names == nil {
		return "", fmt.Errorf("it is none of those that are recognised")
	}
	return strings.Join(names, " and "), nil
}

// says reports whether a text has the words; with an exclamation mark before them, whether it does not.
func says(plain, words string) bool {
	if absent, ok := strings.CutPrefix(words, "!"); ok {
		return !strings.Contains(plain, absent)
	}
	return strings.Contains(plain, words)
}

var (
	isLicence = regexp.MustCompile(`(?i)^(licen[cs]e|copying)(\.\w+)?$`)
	ofDocs    = regexp.MustCompile(`(?i)^licen[cs]e\.docs$`) // of the documentation: nothing of that is built
	isNotice  = regexp.MustCompile(`(?i)^(licen[cs]e|copying|notice|patents)\b`)
)

// ofModule reads the licence of the module in a folder, and names the other files there that speak of rights.
func ofModule(folder string) (name string, notices []string, err error) {
	files, err := os.ReadDir(folder)
	if err != nil {
		return "", nil, err
	}
	var names []string
	for _, f := range files {
		switch {
		case f.IsDir():
		case isLicence.MatchString(f.Name()) && !ofDocs.MatchString(f.Name()):
			text, err := os.ReadFile(filepath.Join(folder, f.Name()))
			if err != nil {
				return "", nil, err
			}
			name, err := recognised(string(text))
			if err != nil {
				return "", nil, fmt.Errorf("%s: %w", f.Name(), err)
			}
			names = append(names, name)
		case isNotice.MatchString(f.Name()):
			notices = append(notices, f.Name())
		}
	}
	if names == nil {
		return "", nil, fmt.Errorf("it has no licence")
	}
	slices.Sort(names)
	return strings.Join(slices.Compact(names), " and "), notices, nil
}
