// Runs the recommendation with cql-execution over bundles, one a line on standard input, and prints what it said and what it took.
//   node run.mjs node_modules naloxone.elm.json < bundles
// The first patients warm it up and are not counted.
import { createRequire } from "node:module";
import { readFileSync } from "node:fs";
import { resolve } from "node:path";

const require = createRequire(resolve(process.argv[2]) + "/");
const cql = require("cql-execution");
const { PatientSource } = require("cql-exec-fhir");
const library = new cql.Library(JSON.parse(readFileSync(process.argv[3], "utf8")));
const executor = new cql.Executor(library);
const lines = readFileSync(0, "utf8").trim().split("\n");

const source = PatientSource.FHIRv401(); // one for all: making it reads the model of FHIR

async function judge(line) {
	source.reset();
	source.loadBundles([JSON.parse(line)]);
	const { patientResults } = await executor.exec(source);
	return Object.values(patientResults)[0]["Supply naloxone"];
}

for (const line of lines.slice(0, 50)) await judge(line);
const began = process.cpuUsage();
const answers = [];
for (const line of lines) answers.push(await judge(line));
const took = process.cpuUsage(began);
console.log(JSON.stringify({ answers, seconds: (took.user + took.system) / 1e6 }));
