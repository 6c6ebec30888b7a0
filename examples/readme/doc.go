// Package readme holds the programs of the README as examples that are compiled and run, so that they cannot rot.
package readme
