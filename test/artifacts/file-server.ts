import {createServer, type IncomingMessage, type ServerResponse} from 'node:http';
import type {AddressInfo} from 'node:net';

type Served = {readonly body: Buffer; readonly etag?: string};

const answer = (served: Served | undefined, request: IncomingMessage, response: ServerResponse, cut: number | undefined): void => {
	if (served === undefined) {
		response.writeHead(404).end();
		return;
	}

	const {body, etag} = served;
	const asked = /^bytes=(\d+)-$/.exec(request.headers.range ?? '')?.[1];
	const fits = asked !== undefined && (request.headers['if-range'] === undefined || request.headers['if-range'] === etag);
	const start = fits ? Number(asked) : 0;
	if (fits && start >= body.length) {
		response.writeHead(416).end();
		return;
	}

	response.writeHead(fits ? 206 : 200, {
		'content-length': body.length - start,
		...(etag && {etag}),
		...(fits && {'content-range': `bytes ${start}-${body.length - 1}/${body.length}`}),
	});
	if (request.method === 'HEAD') response.end();
	else if (cut === undefined) response.end(body.subarray(start));
	else if (cut < 0) response.write(body.subarray(start, start - cut));
	else response.write(body.subarray(start, start + cut), () => setTimeout(() => response.destroy(), 1000));
};

/** A real server on loopback that understands ranges and can cut connections. */
export const fileServer = async () => {
	const files = new Map<string, Served>();
	const requests: string[] = [];
	/** For each coming request of a file: after how many bytes the connection is cut; below zero it stays open instead. */
	const cuts: number[] = [];
	const server = createServer((request, response) => {
		const {method, url = '/', headers} = request;
		requests.push(`${method} ${url}${headers.range ? ` ${headers.range}` : ''}`);
		const served = files.get(url);
		answer(served, request, response, served && served.body.length > 1000 ? cuts.shift() : undefined);
	});
	await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve));
	const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
	return {
		url,
		files,
		requests,
		cuts,
		close: () =>
			new Promise<void>(resolve => {
				server.close(() => resolve());
				server.closeAllConnections();
			}),
	};
};
