/** A registry and an HTTP proxy of Debian's on a lab host, from its packages. */
import {createHash} from 'node:crypto';
import {mkdir, readFile} from 'node:fs/promises';
import path from 'node:path';
import {execa} from 'execa';
import {type Lab, root, run} from './lab.ts';

/** Unpacks programs of Debian packages below `directory`; nothing is installed on this machine. */
export const unpackDebian = async (directory: string, packages: readonly string[]): Promise<void> => {
	await mkdir(directory, {recursive: true});
	await execa('apt-get', ['-q', '-o', 'APT::Sandbox::User=root', 'download', ...packages], {cwd: directory});
	await execa('bash', ['-c', 'for deb in *.deb; do dpkg-deb -x "$deb" .; done'], {cwd: directory});
};

/** Copies files below `from` into /srv of host I. */
export const copyTo = async (lab: Lab, i: number, from: string, files: readonly string[]): Promise<void> => {
	const script = 'cd "$1"; shift; tar -c "$@" | "$LAB" exec "$I" tar -x --no-same-owner -C /srv';
	const env = {...lab.env, LAB: path.join(root, 'scripts/lab/lab.sh'), I: String(i)};
	const {code, err} = await run('bash', ['-euo', 'pipefail', '-c', script, 'copy', from, ...files], {env, seconds: 90});
	if (code !== 0) throw new Error(err);
};

/** A key, and a certificate that it signed for itself: key.pem and cert.pem below `directory`.
 * @param name `DNS:registry.example.org`, `IP:10.0.0.1`
 */
export const selfSigned = async (directory: string, name: string): Promise<void> => {
	const words = ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:P-256', '-nodes', '-days', '2', '-subj', '/CN=registry'];
	const files = ['-addext', `subjectAltName=${name}`, '-keyout', 'key.pem', '-out', 'cert.pem'];
	await execa('openssl', ['req', '-x509', ...words, ...files], {cwd: directory});
};

const sum = (bytes: Buffer | string): string => `sha256:${createHash('sha256').update(bytes).digest('hex')}`;

/** An image of a docker-archive as a registry stores it: blobs by their digest, and the manifest. */
export const readImage = async (file: string, directory: string) => {
	await mkdir(directory, {recursive: true});
	await execa('tar', ['-x', '-f', file, '-C', directory]);
	const [{Config, Layers}] = JSON.parse(await readFile(path.join(directory, 'manifest.json'), 'utf8')) as [
		{readonly Config: string; readonly Layers: readonly string[]},
	];
	const blob = async (name: string) => {
		const bytes = await readFile(path.join(directory, name));
		return {bytes, digest: sum(bytes), size: bytes.length};
	};
	const config = await blob(Config);
	const layers = await Promise.all(Layers.map(blob));
	const described = ({digest, size}: {digest: string; size: number}, mediaType: string) => ({mediaType, size, digest});
	const manifest = JSON.stringify({
		schemaVersion: 2,
		mediaType: 'application/vnd.docker.distribution.manifest.v2+json',
		config: described(config, 'application/vnd.docker.container.image.v1+json'),
		layers: layers.map(layer => described(layer, 'application/vnd.docker.image.rootfs.diff.tar')),
	});
	return {blobs: [config, ...layers], manifest};
};

/**
 * Lays an image into the storage of a registry on host I, below /srv/registry, as docker/distribution has it on a file system.
 * @param repository `pause`
 */
export const storeImage = async (lab: Lab, i: number, image: Awaited<ReturnType<typeof readImage>>, repository: string, tag: string) => {
	const base = '/srv/registry/docker/registry/v2';
	const own = `${base}/repositories/${repository}`;
	const hex = (digest: string) => digest.replace('sha256:', '');
	const put = async (file: string, bytes: Buffer | string) =>
		lab.onHost(i, `mkdir -p "$(dirname ${file})"; cat >${file}`, {input: typeof bytes === 'string' ? bytes : new Uint8Array(bytes)});
	const manifest = {bytes: Buffer.from(image.manifest), digest: sum(image.manifest)};
	for (const {bytes, digest} of [...image.blobs, manifest])
		await put(`${base}/blobs/sha256/${hex(digest).slice(0, 2)}/${hex(digest)}/data`, bytes);
	for (const {digest} of image.blobs) await put(`${own}/_layers/sha256/${hex(digest)}/link`, digest);
	for (const link of [
		`revisions/sha256/${hex(manifest.digest)}`,
		`tags/${tag}/current`,
		`tags/${tag}/index/sha256/${hex(manifest.digest)}`,
	])
		await put(`${own}/_manifests/${link}/link`, manifest.digest);
};
