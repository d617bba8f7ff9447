/** A registry on loopback, of what pulling asks of one: manifests, blobs and, if wanted, tokens. */
import {createHash, randomBytes} from 'node:crypto';
import {createServer} from 'node:http';
import type {AddressInfo} from 'node:net';

export const digestOf = (bytes: Buffer): string => `sha256:${createHash('sha256').update(bytes).digest('hex')}`;

type Kept = {readonly bytes: Buffer; readonly type: string};

export const registryServer = async ({token, basic = false}: {token?: string; basic?: boolean} = {}) => {
	const kept = new Map<string, Kept>();
	const requests: string[] = [];
	/** Bytes after which the next answer with a blob is cut off. */
	const cuts: number[] = [];
	const server = createServer((request, response) => {
		const {method, url = '', headers} = request;
		requests.push(`${method} ${url}${headers.range ? ` ${headers.range}` : ''}`);
		if (url.startsWith('/token?')) {
			response.writeHead(200, {'content-type': 'application/json'}).end(JSON.stringify({access_token: token}));
			return;
		}
		if (basic) {
			response.writeHead(401, {'www-authenticate': 'Basic realm="registry"'}).end();
			return;
		}
		if (token !== undefined && headers.authorization !== `Bearer ${token}`) {
			const realm = `Bearer realm="http://${headers.host}/token",service="here",scope="repository:team/app:pull"`;
			response.writeHead(401, {'www-authenticate': realm}).end();
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
		const cut = url.includes('/blobs/') && method === 'GET' ? cuts.shift() : undefined;
		if (method === 'HEAD') response.end();
		else if (cut === undefined) response.end(rest);
		else response.write(rest.subarray(0, cut), () => setTimeout(() => response.destroy(), 400));
	});
	await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve));
	const host = `127.0.0.1:${(server.address() as AddressInfo).port}`;

	const keep = (path: string, bytes: Buffer, type = 'application/octet-stream') => {
		kept.set(`/v2/team/app/${path}`, {bytes, type});
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
	return {host, kept, requests, cuts, keepImage, keepManifest, close};
};
