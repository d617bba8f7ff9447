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
	/** In the place of the way's, and of its patience: who gives it ends what stalls. */
	readonly signal?: AbortSignal | undefined;
};

export type Answer = {readonly status: number; readonly headers: http.IncomingHttpHeaders; readonly bytes: Buffer};

/** Bytes: the specification has registries take manifests of 4 MiB, and no other answer that is read whole is longer. */
const longest = 4 << 20;

const hostOf = (url: URL): string => url.hostname.replace(/^\[(.*)\]$/, '$1');

/** All of an answer. Throws a RegistryError when it breaks off, or has no end. */
export const readAnswer = async (response: http.IncomingMessage): Promise<Answer> => {
	const parts: Buffer[] = [];
	let size = 0;
	try {
		for await (const part of response as AsyncIterable<Buffer>) {
			size += part.length;
			if (size > longest) throw new RegistryError('answers', `> ${longest >> 20} MiB`);
			parts.push(part);
		}
	} catch (error) {
		throw asRegistryError(error);
	}
	return {status: response.statusCode ?? 0, headers: response.headers, bytes: Buffer.concat(parts)};
};

/** One request, whatever it is answered with; the bytes of the answer are still to come. Throws a RegistryError when there is none, or nobody who may give one. */
export const send = async (
	url: URL,
	{method, headers, body, signal: own}: Asked,
	{ca, connect, signal: general, patience}: Way,
): Promise<http.IncomingMessage> => {
	const secure = url.protocol === 'https:';
	const host = hostOf(url);
	const signal = own ?? general;
	const verified = ca === undefined ? {} : {ca: [...ca]};
	const through = connect && (await connect(host, Number(url.port) || (secure ? 443 : 80)));
	const named = /^[\d.]+$|:/.test(host) ? {} : {servername: host};
	const dialled = through && {
		createConnection: () => (secure ? tls.connect({socket: through, host, ...named, ...verified}) : (through as never)),
	};
	let timer: NodeJS.Timeout | undefined;
	const end = () => {
		clearTimeout(timer);
		through?.destroy();
	};
	try {
		return await new Promise<http.IncomingMessage>((resolve, reject) => {
			const request = (secure ? https : http).request(url, {
				method,
				...(headers && {headers}),
				...verified,
				...(signal && {signal}),
				...dialled,
			});
			let answer: http.IncomingMessage | undefined;
			const late = () => (answer ?? request).destroy(new RegistryError('silent'));
			// What a host dials for us is no socket that could count.
			if (through) timer = setTimeout(late, patience);
			else if (own === undefined) request.setTimeout(patience, late);
			request.once('error', reject);
			request.once('response', response => {
				answer = response.once('close', end);
				resolve(answer);
			});
			if (body) pipeline(body(), request).catch(reject);
			else request.end();
		});
	} catch (error) {
		end();
		signal?.throwIfAborted();
		throw asRegistryError(error);
	}
};
