// Package readme keeps the README true: its programs are the ones in the folders below, and its test builds them in a module
// of their own, as a newcomer does who copies them.
package readme
