#!/usr/bin/env node
// Writes docs/cluster.schema.json, the JSON Schema of cluster.yaml for editors. Safe to run again; `npm run format` lays it out.
import {mkdir, writeFile} from 'node:fs/promises';
import {jsonSchema} from '../source/spec/json-schema.ts';

const file = new URL('../docs/cluster.schema.json', import.meta.url);
await mkdir(new URL('.', file), {recursive: true});
await writeFile(file, `${JSON.stringify(jsonSchema(), null, '\t')}\n`);
