/** Web servers of this machine that play mirrors, with archives to be had from them. */
import {createHash} from 'node:crypto';
import {once} from 'node:events';
import {mkdir, readFile, writeFile} from 'node:fs/promises';
import {createServer} from 'node:http';
import type {AddressInfo} from 'node:net';
import path from 'node:path';
import type {ExecutionContext} from 'ava';
import {execa} from 'execa';
import type {Archive} from '../../../scripts/lib/transfer/pull.ts';

export type Manner = {
	/** Bytes after which the first answer is cut. */
	readonly cut?: number;
	/** Whether it gives the rest of a file; it does unless told. */
	readonly ranges?: boolean;
};

/** A server of some files, by their path. `asked` is what it was asked for: `GET /one.tar.gz`, and the first byte where that is not 0. */
export const makeMirror = async (t: ExecutionContext, files: Readonly<Record<string, Buffer>>, {cut, ranges = true}: Manner = {}) => {
	const asked: string[] = [];
	let left = cut;
	const server = createServer(({method, url = '', headers}, response) => {
		const begin = Number(/^bytes=(\d+)-$/.exec(headers.range ?? '')?.[1] ?? 0);
		asked.push(`${method} ${url}${begin > 0 ? ` ${begin}` : ''}`);
		const whole = files[URL.parse(url)?.pathname ?? url];
		if (whole === undefined) return void response.writeHead(404).end();
		const part = ranges ? whole.subarray(begin) : whole;
		response.writeHead(ranges && begin > 0 ? 206 : 200, {
			'content-length': part.length,
			...(ranges && begin > 0 && {'content-range': `bytes ${begin}-${whole.length - 1}/${whole.length}`}),
		});
		if (method === 'HEAD') return void response.end();
		if (left === undefined) return void response.end(part);
		response.write(part.subarray(0, left), () => response.destroy());
		left = undefined;
	});
	await once(server.listen(0, '127.0.0.1'), 'listening');
	const close = () => {
		server.closeAllConnections();
		server.close();
	};
	t.teardown(close);
	return {base: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, asked, close};
};

const sumOf = (algorithm: Archive['algorithm'], bytes: Buffer): string => createHash(algorithm).update(bytes).digest('hex');

/** A .tar.gz of such members, and what is told of it. */
export const makeArchive = async (directory: string, name: string, members: Readonly<Record<string, Buffer>>) => {
	const folder = path.join(directory, `of-${name}`);
	for (const [member, bytes] of Object.entries(members)) {
		await mkdir(path.dirname(path.join(folder, member)), {recursive: true});
		await writeFile(path.join(folder, member), bytes);
	}
	await execa('tar', ['-czf', path.join(directory, name), '-C', folder, '--', ...Object.keys(members)]);
	const bytes = await readFile(path.join(directory, name));
	const archive: Archive = {name, algorithm: 'sha512', sum: sumOf('sha512', bytes), size: bytes.length};
	return {archive, bytes};
};

/** The same of a file that is itself the executable. */
export const makeBare = (name: string, bytes: Buffer) => ({
	archive: {name, algorithm: 'sha256', sum: sumOf('sha256', bytes), size: bytes.length} as const,
	bytes,
});

export const sha256 = (bytes: Buffer): string => sumOf('sha256', bytes);
