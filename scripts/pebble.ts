// Pebble on a host of the lab: an authority that speaks ACME, and asks port 80 of a name for the answer as one on the internet would.
import {readFile, writeFile} from 'node:fs/promises';
import {homedir} from 'node:os';
import path from 'node:path';
import {execa} from 'execa';

const version = '2.10.1';
const cache = path.join(process.env['XDG_CACHE_HOME'] || path.join(homedir(), '.cache'), 'kinstall');

type Where = {
	/** Runs a command on the host, with bytes on its standard input. */
	readonly onHost: (command: string, input?: string | Uint8Array) => Promise<string>;
	readonly address: string;
	/** What an https URL says, whoever signed. */
	readonly ask: (url: string) => Promise<string>;
	/** Where its certificate goes, `acme-root.crt`: a folder of this machine. */
	readonly folder: string;
};

/** Compiled once, then started; its directory is at `https://ADDRESS:14000/dir`. What signs its certificates gets into the folder as `acme-issued.crt`. */
export const startPebble = async ({onHost, address, ask, folder}: Where): Promise<void> => {
	await execa('bash', ['scripts/lab/artifacts/upstream/pebble.sh', version]);
	const [certificate, key] = ['acme-root.crt', 'acme.key'].map(name => path.join(folder, name)) as [string, string];
	await execa('openssl', [
		...['req', '-x509', '-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:P-256', '-nodes', '-days', '2', '-subj', '/CN=pebble'],
		...['-addext', `subjectAltName=IP:${address}`, '-keyout', key, '-out', certificate],
	]);
	const settings = {
		listenAddress: '0.0.0.0:14000',
		managementListenAddress: '0.0.0.0:15000',
		certificate: '/srv/pebble/tls.crt',
		privateKey: '/srv/pebble/tls.key',
		httpPort: 80,
		tlsPort: 443,
	};
	const place = (name: string, bytes: string | Uint8Array) => onHost(`mkdir -p /srv/pebble; cat >/srv/pebble/${name}`, bytes);
	await place('pebble', await readFile(path.join(cache, 'pebble', version, 'pebble')));
	await place('tls.crt', await readFile(certificate));
	await place('tls.key', await readFile(key));
	await place('config.json', JSON.stringify({pebble: settings}));
	await onHost(
		'chmod 755 /srv/pebble/pebble; systemd-run --unit=pebble --setenv=PEBBLE_VA_NOSLEEP=1 /srv/pebble/pebble -config /srv/pebble/config.json',
	);
	await writeFile(path.join(folder, 'acme-issued.crt'), `${await ask(`https://${address}:15000/roots/0`)}\n`);
};
