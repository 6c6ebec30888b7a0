package main

// source is a citation, for slips.
const source = "source: {source: {id: w, title: w}, provenance: unconfirmed}"

// lawOf is a parameter with a law.
func lawOf(law string) string {
	return "parameters:\n  p: {value: 0.5, law: " + law + ", " + source + "}\nmodel:\n"
}

// targetOf is a target of the arm methadone.
func targetOf(members string) string {
	return "targets:\n  - {name: t, arm: methadone, " + members + ", use: validation, " + source + "}\nmodel:\n"
}

// before puts something before the transitions.
func before(what string) string { return "  " + what + "\n  transitions:\n" }

// pieces are the hazard of methadone.
const pieces = "{pieces: [{until: 1, rate: 0.031}, {until: 4, rate: 0.018}, {until: 12, rate: 0.013}, {rate: 0.010}]}"

// malformedParts are slips in parts that retention.yaml does not have, and numbers that no machine has.
var malformedParts = []struct{ old, slip, want string }{
	// numbers
	{"rate: 0.031", "rate: 1e400", "line 20, column 42, model.transitions[0].hazard.pieces[0].rate: the number 1e400 is too large"},
	{"rate: 0.031", "rate: 1e-400", "line 20, column 42, model.transitions[0].hazard.pieces[0].rate: the number 1e-400 is too small to be told from 0"},
	{"rate: 0.031", "rate: 3.1%", "line 20, column 42, model.transitions[0].hazard.pieces[0].rate: a number is expected, not a text"},
	{"rate: 0.031", "rate: 0,031", `line 20, column 44, model.transitions[0].hazard.pieces[0].031: no member "031" is known here`},
	{"horizon: 24", "horizon: 2_4", "line 11, column 12: the number 2_4 means different things"},
	{"horizon: 24", "horizon: 1:30", "line 11, column 12, model.horizon: a number is expected, not a text"},
	{"horizon: 24", "Horizon: 24", `line 11, column 3, model.Horizon: no member "Horizon" is known here`},
	// names
	{"{name: out of treatment}", "{name: 7}", "line 16, column 14, model.states[2].name: a text is expected, not a number"},
	{"{name: out of treatment}", "{name: out of treatment}\n    - {name: methadone}", `line 17, column 7, model.states[3]: states: the name "methadone"`},
	{"{name: buprenorphine, start", "{name: methadone, start", `line 37, column 7, model.arms[1]: arm "methadone": the name is empty or used twice`},
	{"{name: out of treatment}", "{name: out of treatment, tags: [methadone]}",
		`line 16, column 7, model.states[2]: state "out of treatment": the tag "methadone"`},
	{"title: Retention after", "title: [Retention] # after", "line 5, column 8, title: a text is expected, not a list"},
	// hazards
	{"{pieces: [{until: 1, rate: 0.031}", "{pices: [{until: 1, rate: 0.031}",
		`line 20, column 16, model.transitions[0].hazard.pices: no form of hazard is called "pices"; there are`},
	{pieces, "{probability: 1}",
		"line 18, column 7, model.transitions[0]: tables: "},
	{pieces, "{scheduled: {after: 1, share: 1.2}}",
		"line 20, column 27, model.transitions[0].hazard.scheduled: probability 1.2 is not between 0 and 1"},
	{pieces, "{lifeTable: us}",
		`line 20, column 15, model.transitions[0].hazard: no life table "us"`},
	{"      to: out of treatment\n", "      name: leave\n      branches: [{share: 0.5, to: out of treatment}, {share: 0.4, to: buprenorphine}]\n",
		`line 18, column 7, model.transitions[0]: transition "leave" from "methadone": the branches sum to 0.9`},
	{"  transitions:\n", before("events: [{name: e, in: methadone, hazard: {constant: 1}, " + source + "}, {name: e, in: treatment, hazard: {constant: 1}, " +
		source + "}]"), `model.events[1]: state "methadone": two events are named "e"`},
	// multipliers, windows, frailty, slots
	{"  transitions:\n", before("effects: [{on: methadone → out of treatment, " + source + "}]"), `line 17, column 13, model.effects[0]: "by" is missing`},
	{"  transitions:\n", before("effects: [{on: methadone -> out of treatment, by: 2, " + source + "}]"),
		`line 17, column 13, model.effects[0]: effect 0 on "methadone -> out of treatment": no transition or event has that name`},
	{"  transitions:\n", before("leaving: [{of: treatment, cycles: 0}]"), "line 17, column 13, model.leaving[0]: leaving: no such states"},
	{"  transitions:\n", before("leaving: [{of: treatment, cycles: 3}, {of: methadone, cycles: 4}]"), `model.leaving[1]: leaving: two risk windows are named ""`},
	{"  transitions:\n", before("frailties: [{on: [methadone → out of treatment], variance: -1, " + source + "}]"),
		"line 17, column 15, model.frailties[0]: frailty 0: variance -1 is not between 0 and 10"},
	{"  transitions:\n", before("capacities: [{of: treatment, slots: 3.5, people: 10, " + source + "}]"),
		"line 17, column 39, model.capacities[0].slots: a whole number is expected, not 3.5"},
	{"  transitions:\n", before("capacities: [{of: treatment, slots: 3, people: 10, waiting: methadone, " + source + "}]"),
		`line 17, column 16, model.capacities[0]: capacity of "treatment": people wait in "methadone", which is one of the states`},
	{"  transitions:\n", before("groups: [{name: a, share: 1, sex: m}]"), `line 17, column 37, model.groups[0].sex: unknown sex "m"`},
	// rewards
	{"{in: treatment, value", "{in: treatment, calendar: {from: 9, to: 3}, value",
		"line 34, column 15, model.rewards[0].parts[0]: reward \"years in treatment\", " +
			"part 0: the window 9 to 3 of the calendar is empty"},
	{"{in: treatment, value", "{in: treatment, age: {from: 9}, value", `model.rewards[0].parts[0]: reward "years in treatment", part 0: depends on age, but`},
	{"{in: treatment, value: 1, per: year}", "{move: a, event: b, value: 1}", `line 34, column 15, model.rewards[0].parts[0]`},
	// parameters
	{"rate: 0.031", "rate: {parameter: q}", `line 20, column 54, model.transitions[0].hazard.pieces[0].rate: there is no parameter "q"`},
	{"model:\n", lawOf("{beta: {a: 0, b: 1}}"), "line 10, column 31, parameters.p.law.beta: distribution: no such law: beta(0, 1)"},
	{"model:\n", lawOf("{uniform: {low: 2, high: 3}}"), "line 10, column 6, parameters.p: the law uniform(2, 3) gives no value of 0.5"},
	{"model:\n", lawOf("{bta: {a: 1, b: 1}}"), `line 10, column 25, parameters.p.law.bta: no form of law is called "bta"`},
	{"model:\n", lawOf("{beta: {a: 1, b: 1}}"), `line 10, column 6, parameters.p: no part of the model uses "p"`},
	// what a study has beside its model
	{"model:\n", "inflow: {start: 0}\nmodel:\n", "line 9, column 9, inflow: sim: cannot run the study: nobody starts at any moment"},
	{"model:\n", "inflow: {start: 5, then: [{people: 1}, {until: 9, people: 2}]}\nmodel:\n",
		"line 9, column 26, inflow.then: only the last piece has no end"},
	{"model:\n", targetOf("state: methadone, measure: leaves treatment, published: {value: 1}"), "line 10, column 5, targets[0]: one of state, measure"},
	{"model:\n", targetOf("state: methadone, at: 25, published: {value: 1}"), "line 10, column 5, targets[0]: the moment 25 is not one of 0 to 24"},
	{"model:\n", targetOf("state: methadone, published: {value: 1, low: 2, high: 3}"), "line 10, column 5, targets[0]: 1 does not lie between 2 and 3"},
	{"model:\n", "economics: {cost: years in treatment, effect: years in treatment}\nmodel:\n",
		`line 9, column 47, economics.effect: "years in treatment" is the cost`},
	{"model:\n", "policies:\n  x: {}\nmodel:\n", "line 10, column 6, policies.x: the policy changes nothing"},
	{"model:\n", "whatIf: [x]\nmodel:\n", `line 9, column 10, whatIf[0]: there is no policy "x"`},
	{"model:\n", "overrides: [{at: model.horizon}]\nmodel:\n", `line 9, column 13, overrides[0]: one of "to", "add" and "remove: true" is needed, not 0`},
	{"model:\n", "include: slip.yaml\nmodel:\n", "line 9, column 10, include: the file includes itself"},
	{"model:\n", "lifeTables: {us: {file: none.csv, " + source + "}}\nmodel:\n", "line 9, column 18, lifeTables.us: none.csv: open"},
	{"model:\n", "attendances: {of: [methadone], takeHomes: us, on: 2026-13-01}\nmodel:\n",
		`line 9, column 51, attendances.on: civil: not a date: "2026-13-01"`},
	{"seed: 1}", "seed: 1, workers: -3}", "line 7, column 6, run: sim: cannot run the study: -3 workers"},
}
