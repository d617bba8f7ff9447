import http from 'node:http';
import https from 'node:https';
import type {Duplex, Readable} from 'node:stream';
import {pipeline} from 'node:stream/promises';
import tls from 'node:tls';
import {asRegistryError, RegistryError} from './registry-error.ts';

/** A way to `host:port`; rejects with a RegistryError where there is none. */
export type Connect = (host: string, port: number) => Promise<Duplex>;

export type Way = {
	/** Authorities, in PEM, besides which no other counts; those that Node.js knows when absent. */
	readonly ca?: readonly string[] | undefined;
	/** From elsewhere than this machine. */
	readonly connect?: Connect | undefined;
	readonly signal?: AbortSignal | undefined;
	/** Milliseconds without a byte. */
	readonly patience: number;
};

export type Asked = {
	readonly method: string;
	readonly headers?: http.OutgoingHttpHeaders;
	/** Made anew for each attempt. */
	readonly body?: (() => Readable) | undefined;
};

export type Answer = {readonly status: number; readonly headers: http.IncomingHttpHeaders; readonly text: string};

/** What is kept of an answer: none that is read here is longer. */
const longest = 1 << 20;

const hostOf = (url: URL): string => url.hostname.replace(/^\[(.*)\]$/, '$1');

const read = async (response: http.IncomingMessage): Promise<string> => {
	const parts: Buffer[] = [];
	let size = 0;
	for await (const part of response as AsyncIterable<Buffer>) {
		size += part.length;
		if (size <= longest) parts.push(part);
	}
	return Buffer.concat(parts).toString();
};

/** One request, whatever it is answered with. Throws a RegistryError when there is no answer, or nobody who may give one. */
export const send = async (url: URL, {method, headers, body}: Asked, {ca, connect, signal, patience}: Way): Promise<Answer> => {
	const secure = url.protocol === 'https:';
	const host = hostOf(url);
	const verified = ca === undefined ? {} : {ca: [...ca]};
	const through = connect && (await connect(host, Number(url.port) || (secure ? 443 : 80)));
	const named = /^[\d.]+$|:/.test(host) ? {} : {servername: host};
	const own = through && {
		createConnection: () => (secure ? tls.connect({socket: through, host, ...named, ...verified}) : (through as never)),
	};
	let timer: NodeJS.Timeout | undefined;
	try {
		return await new Promise<Answer>((resolve, reject) => {
			const request = (secure ? https : http).request(url, {
				method,
				...(headers && {headers}),
				...verified,
				...(signal && {signal}),
				...own,
			});
			const late = () => request.destroy(new RegistryError('silent'));
			// What a host dials for us is no socket that could count.
			if (through) timer = setTimeout(late, patience);
			else request.setTimeout(patience, late);
			request.once('error', reject);
			request.once('response', response => {
				read(response).then(text => resolve({status: response.statusCode ?? 0, headers: response.headers, text}), reject);
			});
			if (body) pipeline(body(), request).catch(reject);
			else request.end();
		});
	} catch (error) {
		signal?.throwIfAborted();
		throw asRegistryError(error);
	} finally {
		clearTimeout(timer);
		through?.destroy();
	}
};
