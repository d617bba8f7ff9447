// After tsc: what the compiled package needs besides JavaScript.
import {chmod, cp, mkdir, readdir} from 'node:fs/promises';

await mkdir('dist/scripts/host', {recursive: true});
for (const file of await readdir('scripts/host')) await cp(`scripts/host/${file}`, `dist/scripts/host/${file}`);
await cp('scripts/lab', 'dist/scripts/lab', {recursive: true, filter: source => !source.endsWith('.ts')});
await chmod('dist/source/bin.cjs', 0o755);
