import type {IncomingMessage} from 'node:http';
import {addAbortSignal, Readable} from 'node:stream';

/** An answer whose bytes are still to come, as fetch gives it; `signal` ends them with its own reason. */
export const asResponse = (answer: IncomingMessage, signal: AbortSignal): Response => {
	const headers = Object.entries(answer.headers).flatMap(
		([name, value]): Array<[string, string]> => (value === undefined ? [] : [[name, String(value)]]),
	);
	const body = Readable.toWeb(addAbortSignal(signal, answer)) as ReadableStream<Uint8Array>;
	return new Response(body, {status: answer.statusCode ?? 0, headers});
};
