// After tsc: what the compiled package needs besides JavaScript.
import {chmod, cp, mkdir, readdir} from 'node:fs/promises';

await mkdir('dist/scripts/host', {recursive: true});
for (const file of await readdir('scripts/host')) await cp(`scripts/host/${file}`, `dist/scripts/host/${file}`);
await cp('scripts/lab', 'dist/scripts/lab', {recursive: true, filter: source => !source.endsWith('.ts')});
// The lab runs before Node is there: its texts are bash.
for (const language of await readdir('source/texts', {withFileTypes: true})) {
	if (!language.isDirectory()) continue;
	const folder = `source/texts/${language.name}`;
	for (const file of await readdir(folder)) if (file.endsWith('.sh')) await cp(`${folder}/${file}`, `dist/${folder}/${file}`);
}
await chmod('dist/source/bin.cjs', 0o755);
