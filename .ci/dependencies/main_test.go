package main

import (
	"os"
	"path/filepath"
	"testing"

	"github.com/stretchr/testify/require"
)

// Beginnings and sentences of licences, as they are found.
const (
	mit = "MIT License\n\nCopyright (c) 2020 Somebody\n\nPermission is hereby granted, free of charge, to any person\n" +
		"obtaining a copy of this software and associated documentation files (the “Software”), to deal in the Software without\n" +
		"restriction, including\n" +
		"THE SOFTWARE IS PROVIDED “AS IS”, WITHOUT WARRANTY OF ANY KIND"
	bsd2 = "Redistribution and use in source and binary forms, with or without modification, are permitted provided that the\n" +
		"following conditions are met:\n * Redistributions in binary form must reproduce the above copyright notice"
	bsd3 = bsd2 + "\n * Neither the name of Somebody nor the names of others may be used to endorse or promote products derived from\n" +
		"this software without specific prior written permission."
	apache = "Apache License\nVersion 2.0, January 2004\n 2. Grant of Copyright License. Subject to the terms and conditions of\n" +
		"   this License, each Contributor hereby grants to You a perpetual"
	apacheNamed = `Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except`
	isc         = "Permission to use, copy, modify, and/or distribute this software for any purpose with or without fee is hereby granted"
)

func TestRecognised(t *testing.T) {
	for _, one := range []struct{ name, text, want string }{
		{"MIT", mit, "MIT"},
		{"two clauses", bsd2, "BSD-2-Clause"},
		{"three clauses", bsd3, "BSD-3-Clause"},
		{"Apache", apache, "Apache-2.0"},
		{"Apache, named", apacheNamed, "Apache-2.0"},
		{"ISC", isc, "ISC"},
		{"two of them", mit + "\n" + apacheNamed, "Apache-2.0 and MIT"},
		{"nothing", "", ""},
		{"all rights reserved", "Copyright (c) 2020 Somebody. All rights reserved.", ""},
		{"the name alone", "MIT License", ""},
		{"half of it", mit[:200], ""},
		{"GPL", "GNU GENERAL PUBLIC\nLICENSE Version 2", ""},
		{"one that binds behind one that does not", mit + "\nThe file x.go is under the GNU Lesser General Public License", ""},
		{"MPL", "Mozilla Public License Version 2.0", ""},
		{"the clause against selling", apache + "\n“Commons Clause” License Condition v1.0", ""},
		{"not for commerce", mit + "\nfor noncommercial use", ""},
	} {
		t.Run(one.name, func(t *testing.T) {
			name, err := recognised(one.text)
			require.Equal(t, one.want, name)
			require.Equal(t, one.want == "", err != nil, "%v", err)
		})
	}
}

// TestModule: every licence of a module has to be one that is recognised, and other files about rights are named.
func TestModule(t *testing.T) {
	for _, one := range []struct {
		name    string
		files   map[string]string
		want    string
		notices []string
	}{
		{"one licence", map[string]string{"LICENSE": mit, "license_test.go": "package x"}, "MIT", nil},
		{"with an ending", map[string]string{"Licence.md": bsd3}, "BSD-3-Clause", nil},
		{"two", map[string]string{"LICENSE": mit, "COPYING": apache}, "Apache-2.0 and MIT", nil},
		{"one of them binds", map[string]string{"LICENSE": mit, "COPYING": "GNU General Public License"}, "", nil},
		{"notices", map[string]string{"LICENSE": mit, "NOTICE": "x", "LICENSE-GO": bsd3, "PATENTS": "y"}, "MIT",
			[]string{"LICENSE-GO", "NOTICE", "PATENTS"}},
		{"of the documentation", map[string]string{"LICENSE": apache, "LICENSE.docs": "Attribution-ShareAlike"}, "Apache-2.0",
			[]string{"LICENSE.docs"}},
		{"of the documentation alone", map[string]string{"LICENSE.docs": mit}, "", nil},
		{"none", map[string]string{"README.md": mit}, "", nil},
	} {
		t.Run(one.name, func(t *testing.T) {
			folder := t.TempDir()
			for name, text := range one.files {
				require.NoError(t, os.WriteFile(filepath.Join(folder, name), []byte(text), 0o600))
			}
			name, notices, err := ofModule(folder)
			require.Equal(t, one.want, name)
			require.Equal(t, one.want == "", err != nil, "%v", err)
			require.Equal(t, one.notices, notices)
		})
	}
}

func TestModules(t *testing.T) {
	root := t.TempDir()
	for _, folder := range []string{".", "examples/one", "plan/testdata/two", ".ci/three"} {
		require.NoError(t, os.MkdirAll(filepath.Join(root, folder), 0o700))
		require.NoError(t, os.WriteFile(filepath.Join(root, folder, "go.mod"), nil, 0o600))
	}
	folders, err := modules(root)
	require.NoError(t, err)
	require.Equal(t, []string{".", ".ci/three", "examples/one"}, folders)
}

// TestReplaced: what a module that is not of this repository is replaced by would be used, and the licence of another be read.
func TestReplaced(t *testing.T) {
	root := t.TempDir()
	text := "module example.org/x\n\ngo 1.26\n\nrequire example.org/y v1.0.0\n\nreplace example.org/y => ../y\n"
	require.NoError(t, os.WriteFile(filepath.Join(root, "go.mod"), []byte(text), 0o600))
	require.ErrorContains(t, run(root, os.Stderr), "example.org/y is replaced")
}
