// Package browser holds nothing but tests: the page of examples/playground in a browser. It is a module of its own because driving a browser
// needs dependencies that the library does not have. .ci/edges/playground installs what it needs.
package browser
