/** Requests over TLS to a server on loopback, and who makes them. */
import type {X509Certificate} from 'node:crypto';
import {readFile} from 'node:fs/promises';
import {request} from 'node:https';
import path from 'node:path';
import {connect, type TLSSocket} from 'node:tls';

/** What the server is verified with, and perhaps what the client shows of itself. PEM. */
export type Identity = {readonly ca: string; readonly cert?: string; readonly key?: string};
export type Answer = {readonly status: number; readonly body: string};

/** Of a folder of certificates: the authority `ca`, and the client's `file`. */
export const identityOf = async (directory: string, ca: string, file?: string): Promise<Identity> => {
	const read = (name: string): Promise<string> => readFile(path.join(directory, name), 'utf8');
	if (file === undefined) return {ca: await read(`${ca}.crt`)};
	return {ca: await read(`${ca}.crt`), cert: await read(`${file}.crt`), key: await read(`${file}.key`)};
};

/** The server must be who it says: 127.0.0.1. */
export const ask = (port: number, url: string, identity: Identity): Promise<Answer> =>
	new Promise((resolve, reject) => {
		const asked = request({host: '127.0.0.1', port, path: url, agent: false, timeout: 10_000, ...identity}, async response => {
			try {
				resolve({status: response.statusCode ?? 0, body: (await response.toArray()).join('')});
			} catch (error) {
				reject(error);
			}
		});
		asked.on('timeout', () => asked.destroy(new Error('no answer within 10 s')));
		asked.on('error', reject);
		asked.end();
	});

/** The certificate that a server shows to who calls it by `name`. Rejects when it is not verified for that name. */
export const shownTo = (port: number, name: string, {ca}: Identity): Promise<X509Certificate> =>
	new Promise((resolve, reject) => {
		const socket: TLSSocket = connect({host: '127.0.0.1', port, servername: name, ca}, () => {
			resolve(socket.getPeerX509Certificate()!);
			socket.destroy();
		});
		socket.on('error', reject);
	});
