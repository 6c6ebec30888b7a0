package main

import (
	"bytes"
	"context"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// malformed are slips in retention.yaml: what is replaced, by what, and what is said of it. A place is where the slip is.
var malformed = []struct{ old, slip, want string }{
	{"  horizon: 24", "\thorizon: 24", "line 11, column 1: found a tab character"},
	{"  horizon: 24", "   horizon: 24", "line 11, column 11: mapping values are not allowed"},
	{"  horizon: 24", "  horizon: 24\n  horizon: 25", `line 12, column 3, horizon: "horizon" is given twice, first in line 11`},
	{"  horizon: 24", "  horizon: 24\n  <<: {a: 1}", "line 12, column 3: a member needs a plain name"},
	{"  horizon: 24\n", "", "model.horizon: model: horizon of 0 cycles"},
	{"horizon: 24", "horizon: -3", "line 11, column 12, model.horizon: model: horizon of -3 cycles"},
	{"horizon: 24", "horizon: 24.5", "line 11, column 12, model.horizon: a whole number is expected, not 24.5"},
	{"horizon: 24", "horizon: 2000000000", "line 11, column 12, model.horizon: model: the results of 2000000000 cycles would need 224000 MB"},
	{"horizon: 24", "horizon: 24\x00", "line 11, column 14: control characters are not allowed"},
	{"cycle: week", "cycle: fortnight", `line 10, column 10, model.cycle: unknown cycle "fortnight"`},
	{"title: Retention", "title: \"Retention", "line 5, column 8: mapping values are not allowed"},
	{"title: Retention", "title: Ret\xe9ntion", "line 5, column 11: invalid"},
	{"{name: out of treatment}", "{name: out of treatment", "line 16, column 7: did not find expected ',' or '}'"},
	{"*start", "*stat", "column 15: unknown anchor 'stat' referenced"},
	{"people: 20000", "people: -1", "line 7, column 6, run: sim: cannot run the study: -1 people"},
	{"people: 20000", "people: 1e30", "line 7, column 29, run.people: a whole number is expected, not 1e30"},
	{"people: 20000", "people: 9000000000000000000", "line 7, column 6, run: sim: cannot run the study: more than 1099511627776 people"},
	{"people: 20000", "people: yes", "line 7, column 29, run.people: a number is expected, not a text"},
	{"people: 20000", "people: 0x4e20", "line 7, column 29: the number 0x4e20 means different things"},
	{"seed: 1", "seed: -1", "line 7, column 42, run.seed: a whole number from 0 up is expected, not -1"},
	{"engine: step", "engine: stp", `line 7, column 15, run.engine: unknown engine "stp"; did you mean "step"?`},
	{"rate: 0.031", "rate: .nan", "line 20, column 42, model.transitions[0].hazard.pieces[0].rate: a number is expected, not .nan"},
	{"rate: 0.031", "rate: -0.031", "line 20, column 24, model.transitions[0].hazard.pieces: rate -0.031 is not a number from 0 up"},
	{"rate: 0.031", "rate: '0.031'", "line 20, column 42, model.transitions[0].hazard.pieces[0].rate: a number is expected, not a text"},
	{"rate: 0.031", "rate: ", "line 20, column 42, model.transitions[0].hazard.pieces[0].rate: a number is expected, not null"},
	{"until: 4, rate: 0.018", "until: 1, rate: 0.018", "line 20, column 24, model.transitions[0].hazard.pieces: piece 1 ends at 1, not after 1"},
	{"{pieces: [{until: 1", "{constant: 1, pieces: [{until: 1", `line 20, column 15, model.transitions[0].hazard: a hazard has one form, not 2`},
	{"to: out of treatment", "to: out of tretment", `line 18, column 7, model.transitions[0]: transition "methadone → out of tretment": leads to`},
	{"to: out of treatment", "to: methadone", `line 18, column 7, model.transitions[0]: transition "methadone → methadone": leads back`},
	{"      source: *start\n", "", `line 25, column 7, model.transitions[1]: transition "buprenorphine → out of treatment": evidence: citation without`},
	{"provenance: secondary", "provenance: probably", `line 23, column 21, model.transitions[0].source.provenance: unknown provenance "probably"`},
	{"leaving: treatment}", "leaving: tretment}", `model.measures[0]: measure "leaves treatment": no state or tag "tretment"`},
	{"{in: treatment, value", "{in: home, value", `model.rewards[0].parts[0]: reward "years in treatment", part 0: no state or tag "home"`},
	{"per: year", "per: yaer", `model.rewards[0].parts[0].per: unknown cycle "yaer"; did you mean "year"?`},
	{"value: 1,", "value: .inf,", "model.rewards[0].parts[0].value: a number is expected, not .inf"},
	{"value: 1,", "value: 1e308,", "what a person can gather is up to 4.6e+307: choose another unit"},
	{"timing: half-cycle", "timing: half-cycle\n      discount: -0.03", `model.rewards[0]: reward "years in treatment": discount -0.03`},
	{"start: {methadone: 1}", "start: {methadone: 1.2}", `model.arms[0]: arm "methadone": start in "methadone": probability 1.2 is not between 0 and 1`},
	{"start: {methadone: 1}", "start: {methadone: 2, buprenorphine: -1}", `start in "buprenorphine": probability -1 is not between 0 and 1`},
	{"start: {methadone: 1}", "start: {methadone: 1}, effects: [{on: methadone → out of treatment, by: -2, source: *start}]",
		"model.arms[0].effects[0]: arm \"methadone\", effect 0 on \"methadone → out of treatment\": multiplier -2"},
	{"  transitions:", "  groups: [{name: a, share: 0.4}]\n  transitions:", "line 17, column 11, model.groups: groups: the shares sum to 0.4"},
	{"model:\n", "draws: {design: random}\nmodel:\n", `line 9, column 8, draws: "number" is missing`},
	{"model:\n", "inflow: {start: .nan}\nmodel:\n", "line 9, column 17, inflow.start: a number is expected, not .nan"},
	{"model:\n", "economics: {cost: costs, effect: years}\nmodel:\n", `economics.cost: no reward "costs"`},
	{"title: Retention after the first dose\n", "title: x\n---\ntitle: Retention\n", "line 7, column 1: a second document begins"},
}

// TestMalformedStudyFiles runs each slip through the program.
func TestMalformedStudyFiles(t *testing.T) {
	text := read(t, "retention.yaml")
	name := filepath.Join(t.TempDir(), "slip.yaml")
	for _, c := range slices.Concat(malformed, malformedParts) {
		require.Contains(t, text, c.old)
		require.NoError(t, os.WriteFile(name, []byte(strings.Replace(text, c.old, c.slip, 1)), 0o644))
		err := run(context.Background(), []string{name}, here(new(bytes.Buffer)))
		if assert.Error(t, err, c.slip) {
			assert.ErrorContains(t, err, c.want, c.slip)
			assert.Regexp(t, regexp.QuoteMeta(name)+`, line \d+, column \d+`, err.Error(), c.slip)
		}
	}
}
