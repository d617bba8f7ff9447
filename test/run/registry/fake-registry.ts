/** A registry of a few lines: blobs, manifests and what opens it, over TLS by an authority of its own. */
import {createHash} from 'node:crypto';
import {once} from 'node:events';
import {mkdtemp, readFile, rm} from 'node:fs/promises';
import http from 'node:http';
import https from 'node:https';
import type {AddressInfo} from 'node:net';
import {tmpdir} from 'node:os';
import path from 'node:path';
import {execa} from 'execa';

/** A certificate that signed itself, for 127.0.0.1. */
export const makeAuthority = async () => {
	const directory = await mkdtemp(path.join(tmpdir(), 'kinstall-registry-'));
	const words = ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:P-256', '-nodes', '-days', '2', '-subj', '/CN=registry'];
	const files = ['-addext', 'subjectAltName=IP:127.0.0.1', '-keyout', 'key.pem', '-out', 'cert.pem'];
	await execa('openssl', ['req', '-x509', ...words, ...files], {cwd: directory});
	const read = (name: string) => readFile(path.join(directory, name), 'utf8');
	const made = {key: await read('key.pem'), cert: await read('cert.pem')};
	await rm(directory, {recursive: true});
	return made;
};

type Manner = {
	readonly tls?: {readonly key: string; readonly cert: string};
	/** `USER:PASSWORD`. */
	readonly credentials?: string;
	/** Gives out tokens for these credentials, instead of taking them. */
	readonly tokens?: boolean;
	readonly readOnly?: boolean;
	/** Keeps nothing of an upload that was cut, as docker-registry 2 does. */
	readonly forgetful?: boolean;
};

const sum = (bytes: Buffer | string) => `sha256:${createHash('sha256').update(bytes).digest('hex')}`;

export const startRegistry = async ({tls, credentials, tokens, readOnly, forgetful}: Manner = {}) => {
	const blobs = new Map<string, Buffer>();
	const manifests = new Map<string, {type: string; bytes: Buffer}>();
	const heard: string[] = [];
	/** Bytes after which the connection that brings the next long blob breaks. */
	const cuts: number[] = [];
	/** What there is of each upload, by its number. */
	const uploads = new Map<string, Buffer>();
	let begun = 0;
	const basic = credentials && `Basic ${Buffer.from(credentials).toString('base64')}`;
	let base = '';
	const answer = async (request: http.IncomingMessage, response: http.ServerResponse) => {
		const say = (status: number, headers: http.OutgoingHttpHeaders = {}, body: string | Buffer = '') =>
			response.writeHead(status, headers).end(body);
		const {socket} = request;
		const url = new URL(request.url!, base);
		const [, upload] = /\/blobs\/uploads\/(\d+)$/.exec(url.pathname) ?? [];
		const long = upload !== undefined && Number(request.headers['content-length']) > 1000;
		const cut = long ? cuts.shift() : undefined;
		const parts: Buffer[] = [];
		let size = 0;
		for await (const part of request as AsyncIterable<Buffer>) {
			parts.push(part);
			size += part.length;
			if (size > (cut ?? Infinity)) break;
		}
		const bytes = Buffer.concat(parts);
		const {authorization} = request.headers;
		heard.push(`${request.method} ${url.pathname}${url.search}`);
		if (cut !== undefined) {
			if (forgetful) uploads.delete(upload!);
			else uploads.set(upload!, Buffer.concat([uploads.get(upload!)!, bytes]));
			socket.destroy();
			return;
		}
		if (url.pathname === '/token')
			return authorization === basic ? say(200, {}, JSON.stringify({token: `for ${url.searchParams.get('scope')}`})) : say(401);
		const [, repository = '', rest = ''] = /^\/v2\/(.*)\/((?:blobs|manifests)\/.*)$/.exec(url.pathname) ?? [];
		const scope = repository === '' ? '' : `repository:${repository}:pull,push`;
		const opened = tokens ? authorization === `Bearer for ${scope || null}` : !basic || authorization === basic;
		if (!opened) {
			const challenge = tokens ? `Bearer realm="${base}/token",service="fake"${scope && `,scope="${scope}"`}` : 'Basic realm="fake"';
			return say(401, {'www-authenticate': challenge}, '{"errors":[{"code":"UNAUTHORIZED","message":"authentication required"}]}');
		}
		if (url.pathname === '/v2/') return say(200, {}, '{}');
		if (readOnly && request.method !== 'HEAD') return say(403, {}, '{"errors":[{"code":"DENIED","message":"it is read-only"}]}');
		const [kind, name = ''] = rest.split(/\/(.*)/s);
		if (kind === 'blobs' && request.method === 'HEAD') return blobs.has(name) ? say(200) : say(404);
		const at = (id: string) => `/v2/${repository}/blobs/uploads/${id}?state=${uploads.get(id)!.length}`;
		if (kind === 'blobs' && request.method === 'POST') {
			uploads.set(String(++begun), Buffer.alloc(0));
			return say(202, {location: at(String(begun))});
		}
		const here = upload === undefined ? undefined : uploads.get(upload);
		if (upload !== undefined && here === undefined) return say(404, {}, '{"errors":[{"code":"BLOB_UPLOAD_UNKNOWN"}]}');
		if (here !== undefined && request.method === 'GET')
			return say(204, {location: at(upload!), range: `0-${Math.max(0, here.length - 1)}`});
		if (here !== undefined && request.method === 'PUT') {
			const range = here.length === 0 ? undefined : `${here.length}-${here.length + bytes.length - 1}`;
			if (url.searchParams.get('state') !== String(here.length) || request.headers['content-range'] !== range) return say(416);
			const whole = Buffer.concat([here, bytes]);
			const digest = url.searchParams.get('digest')!;
			if (digest !== sum(whole)) return say(400, {}, '{"errors":[{"code":"DIGEST_INVALID","message":"wrong digest"}]}');
			blobs.set(digest, whole);
			return say(201);
		}
		const found = manifests.get(`${repository} ${name}`);
		if (request.method === 'HEAD') return found ? say(200, {'docker-content-digest': sum(found.bytes)}) : say(404);
		if (request.method === 'PUT') {
			const one = {type: request.headers['content-type'] ?? '', bytes};
			manifests.set(`${repository} ${name}`, one);
			return say(201);
		}
		return say(404);
	};
	const listener = (request: http.IncomingMessage, response: http.ServerResponse) => void answer(request, response);
	const server = tls ? https.createServer(tls, listener) : http.createServer(listener);
	await once(server.listen(0, '127.0.0.1'), 'listening');
	const host = `127.0.0.1:${(server.address() as AddressInfo).port}`;
	base = `${tls ? 'https' : 'http'}://${host}`;
	return {
		host,
		port: (server.address() as AddressInfo).port,
		blobs,
		manifests,
		heard,
		cuts,
		uploads,
		close: () => {
			server.closeAllConnections();
			server.close();
		},
	};
};
