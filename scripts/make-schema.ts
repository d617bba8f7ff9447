#!/usr/bin/env node
// Writes docs/cluster.schema.json, the JSON Schema of cluster.yaml for editors. Safe to run again.
import {mkdir, writeFile} from 'node:fs/promises';
import {jsonSchemaText} from '../source/spec/json-schema.ts';

const file = new URL('../docs/cluster.schema.json', import.meta.url);
await mkdir(new URL('.', file), {recursive: true});
await writeFile(file, jsonSchemaText());
