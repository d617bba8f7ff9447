#!/usr/bin/env node
// Writes docs/keys.md from the table of keys. Safe to run again.
import {writeFile} from 'node:fs/promises';
import {setLanguage} from '../source/texts/texts.ts';
import {keysPage} from '../source/ui/keys-page.ts';

setLanguage('en');
await writeFile(new URL('../docs/keys.md', import.meta.url), keysPage());
