/** A registry on loopback, of what pulling asks of one: manifests, blobs and, if wanted, TLS, a password or tokens. */
import {createHash, randomBytes} from 'node:crypto';
import http from 'node:http';
import https from 'node:https';
import type {AddressInfo} from 'node:net';

export const digestOf = (bytes: Buffer): string => `sha256:${createHash('sha256').update(bytes).digest('hex')}`;

type Kept = {readonly bytes: Buffer; readonly type: string};

type Manner = {
	/** That it gives out, and takes. */
	readonly token?: string;
	/** `USER:PASSWORD`. */
	readonly credentials?: string;
	readonly tls?: {readonly key: string; readonly cert: string};
	/** Where its blobs are: a storage of another address. */
	readonly storage?: string;
};

export const registryServer = async ({token, credentials, tls, storage}: Manner = {}) => {
	const opens = credentials && `Basic ${Buffer.from(credentials).toString('base64')}`;
	const kept = new Map<string, Kept>();
	const requests: string[] = [];
	/** Of each request. */
	const authorizations: Array<string | undefined> = [];
	/** Bytes after which the next answer with a longer blob is cut off. */
	const cuts: number[] = [];
	const answer = (request: http.IncomingMessage, response: http.ServerResponse) => {
		const {method, url = '', headers} = request;
		requests.push(`${method} ${url}${headers.range ? ` ${headers.range}` : ''}`);
		authorizations.push(headers.authorization);
		if (url.startsWith('/token?')) {
			response.writeHead(200, {'content-type': 'application/json'}).end(JSON.stringify({access_token: token}));
			return;
		}
		if (opens !== undefined && headers.authorization !== opens) {
			response.writeHead(401, {'www-authenticate': 'Basic realm="registry"'}).end();
			return;
		}
		if (token !== undefined && headers.authorization !== `Bearer ${token}`) {
			const realm = `Bearer realm="http://${headers.host}/token",service="here",scope="repository:team/app:pull"`;
			response.writeHead(401, {'www-authenticate': realm}).end();
			return;
		}
		if (storage !== undefined && url.includes('/blobs/')) {
			response.writeHead(307, {location: `${storage}${url}`}).end('there');
			return;
		}
		const found = kept.get(url);
		if (found === undefined) {
			response.writeHead(404).end();
			return;
		}
		const start = Number(/^bytes=(\d+)-$/.exec(headers.range ?? '')?.[1] ?? 0);
		const rest = found.bytes.subarray(start);
		response.writeHead(start > 0 ? 206 : 200, {
			'content-type': found.type,
			'content-length': rest.length,
			etag: `"${url.split('/').at(-1)}"`,
			...(start > 0 && {'content-range': `bytes ${start}-${found.bytes.length - 1}/${found.bytes.length}`}),
		});
		const cut = url.includes('/blobs/') && method === 'GET' && rest.length > (cuts[0] ?? Infinity) ? cuts.shift() : undefined;
		if (method === 'HEAD') response.end();
		else if (cut === undefined) response.end(rest);
		// Who takes it writes it down before it hears of the cut, also on a busy machine.
		else response.write(rest.subarray(0, cut), () => setTimeout(() => response.destroy(), 1000));
	};
	const server = tls === undefined ? http.createServer(answer) : https.createServer(tls, answer);
	await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve));
	const host = `127.0.0.1:${(server.address() as AddressInfo).port}`;

	/** As the repository `team/app`, or another one. */
	let repository = 'team/app';
	const keep = (path: string, bytes: Buffer, type = 'application/octet-stream') => {
		kept.set(`/v2/${repository}/${path}`, {bytes, type});
		return bytes;
	};
	const keepBlob = (bytes: Buffer, mediaType: string) => {
		keep(`blobs/${digestOf(bytes)}`, bytes);
		return {mediaType, digest: digestOf(bytes), size: bytes.length};
	};
	const keepManifest = (value: {readonly mediaType: string}, ...tags: readonly string[]) => {
		const bytes = Buffer.from(JSON.stringify(value));
		for (const target of [digestOf(bytes), ...tags]) keep(`manifests/${target}`, bytes, value.mediaType);
		return {mediaType: value.mediaType, digest: digestOf(bytes), size: bytes.length};
	};
	/** An image of two layers. */
	const keepImage = (architecture: string, ...tags: readonly string[]) =>
		keepManifest(
			{
				schemaVersion: 2,
				mediaType: 'application/vnd.oci.image.manifest.v1+json',
				config: keepBlob(Buffer.from(JSON.stringify({architecture, os: 'linux'})), 'application/vnd.oci.image.config.v1+json'),
				layers: [40_000, 90_000].map(size => keepBlob(randomBytes(size), 'application/vnd.oci.image.layer.v1.tar+gzip')),
			} as {mediaType: string},
			...tags,
		);
	const close = () =>
		new Promise<void>(resolve => {
			server.close(() => resolve());
			server.closeAllConnections();
		});
	const of = (name: string) => {
		repository = name;
	};
	return {host, kept, requests, authorizations, cuts, of, keepImage, keepManifest, close};
};
