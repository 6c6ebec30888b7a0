// Package extend shows how to add to oudpath from outside: a rule, a stage, a jurisdiction. Each is an example that compiles and
// runs as a test.
package extend
