/**
 * Asks the API for the same thing five times a second over new connections, as a client would that has a second of patience,
 * and prints the time (ms) of each good answer, a line each. `probe-api.ts URL CA CERTIFICATE KEY`; ends with its stdin.
 */
import {readFileSync} from 'node:fs';
import {request} from 'node:https';

const [url = '', ca = '', cert = '', key = ''] = process.argv.slice(2);
const files = {ca: readFileSync(ca), cert: readFileSync(cert), key: readFileSync(key)};

const ask = (): void => {
	const asked = request(url, {...files, agent: false, signal: AbortSignal.timeout(1000)}, answer => {
		answer.resume();
		answer.on('end', () => process.stdout.write(answer.statusCode === 200 ? `${Date.now()}\n` : `status ${answer.statusCode}\n`));
		answer.on('error', () => {});
	});
	asked.on('error', error => process.stdout.write(`${error.message}\n`));
	asked.end();
};

setInterval(ask, 200);
process.stdin.resume().on('end', () => process.exit(0));
