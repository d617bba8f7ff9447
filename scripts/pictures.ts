#!/usr/bin/env node
// Writes docs/pictures/*.svg from the recorded run, as the screens are now. Safe to run again; names of pictures as words take those alone.
import {mkdir, writeFile} from 'node:fs/promises';
import {pictures, takePicture} from './pictures/take.ts';

const folder = new URL('../docs/pictures/', import.meta.url);
const wanted = process.argv.slice(2);
await mkdir(folder, {recursive: true});
for (const picture of pictures.filter(({name}) => wanted.length === 0 || wanted.includes(name))) {
	await writeFile(new URL(`${picture.name}.svg`, folder), await takePicture(picture));
	process.stdout.write(`docs/pictures/${picture.name}.svg\n`);
}
