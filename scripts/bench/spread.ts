// `npm run bench:spread [-- FILE...]`: from which speed of a link on it no longer pays to compress what travels to hosts. Without a file, Node's own executable.
import {mkdtemp, rm, stat} from 'node:fs/promises';
import {tmpdir} from 'node:os';
import path from 'node:path';
import {parseArgs} from 'node:util';
import {execa} from 'execa';
import {digestFile} from '../../source/run/artifacts/digest.ts';
import {compressed} from '../lib/transfer/compressed.ts';
import {slow} from '../lib/transfer/send.ts';

const {positionals} = parseArgs({allowPositionals: true});
const folder = await mkdtemp(path.join(tmpdir(), 'kinstall-bench-spread-'));
const rounds = 3;

const median = (numbers: readonly number[]): number => [...numbers].sort((a, b) => a - b)[numbers.length >> 1]!;
const seconds = async (run: () => Promise<unknown>): Promise<number> => {
	const begin = performance.now();
	await run();
	return (performance.now() - begin) / 1000;
};
const mega = (bytes: number): string => `${(bytes / 1e6).toFixed(0)} MB`;

try {
	for (const file of positionals.length > 0 ? positionals : [process.execPath]) {
		const {size} = await stat(file);
		const sha256 = await digestFile(file, 'sha256');
		const times = {smaller: [] as number[], whole: [] as number[]};
		let sent = size;
		for (let round = 0; round < rounds; round++) {
			const cache = path.join(folder, String(round));
			let made: {file: string; size: number} | undefined;
			times.smaller.push(await seconds(async () => (made = await compressed({file, sha256, size, path: ''}, cache))));
			if (!made) throw new Error(`${file} hardly gets smaller`);
			sent = made.size;
			const input = made.file;
			times.whole.push(await seconds(() => execa('bash', ['-c', 'gzip -dc <"$0" | cat >/dev/null', input])));
		}
		const smaller = size / median(times.smaller);
		const whole = size / median(times.whole);
		const saved = 1 - sent / size;
		console.log(
			`${file}: ${mega(size)}, compressed ${((100 * sent) / size).toFixed(0)} %; ${mega(smaller)}/s there, ${mega(whole)}/s back`,
		);
		// A host takes the next file only when one is whole again; this machine compresses it meanwhile.
		console.log(
			`  gains below ${mega(saved * whole)}/s; the first time, when nothing is in the cache, below ${mega(1 / (1 / smaller + 1 / whole))}/s; auto compresses below ${mega(slow)}/s`,
		);
	}
} finally {
	await rm(folder, {recursive: true, force: true});
}
