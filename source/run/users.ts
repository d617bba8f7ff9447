/** The kubeconfigs of users in the cluster's folder. */
import {X509Certificate} from 'node:crypto';
import {chmod, mkdir, readdir, readFile, rm} from 'node:fs/promises';
import path from 'node:path';
import {parse} from 'yaml';
import {type Folder, writeWhole} from './folder.ts';

export const userFile = ({users}: Folder, name: string): string => path.join(users, `${name}.kubeconfig`);

export const writeUser = async (folder: Folder, name: string, kubeconfig: string): Promise<void> => {
	await mkdir(folder.users, {recursive: true, mode: 0o700});
	await chmod(folder.users, 0o700);
	await writeWhole(userFile(folder, name), kubeconfig, 0o600);
};

export const removeUser = (folder: Folder, name: string): Promise<void> => rm(userFile(folder, name), {force: true});

/** Who a kubeconfig makes one: by a certificate, with its groups, or by a token. ISO 8601; absent where the file cannot be read as one of ours. */
export type UserFile = {
	readonly name: string;
	readonly groups?: readonly string[];
	readonly until?: string;
	readonly by?: 'certificate' | 'token';
};

type Credentials = {readonly token?: string; readonly 'client-certificate-data'?: string};

/** The end of a JSON Web Token; undefined when it has none. */
const endOfToken = (token: string): string | undefined => {
	const {exp} = JSON.parse(Buffer.from(token.split('.')[1] ?? '', 'base64url').toString()) as {exp?: number};
	return exp === undefined ? undefined : new Date(exp * 1000).toISOString();
};

const readUser = async (folder: Folder, name: string): Promise<UserFile> => {
	try {
		const config = parse(await readFile(userFile(folder, name), 'utf8')) as {users: Array<{user: Credentials}>};
		const {token, 'client-certificate-data': certificate} = config.users[0]!.user;
		if (certificate === undefined) {
			const until = token === undefined ? undefined : endOfToken(token);
			return {name, by: 'token', ...(until !== undefined && {until})};
		}
		const {subject, validTo} = new X509Certificate(Buffer.from(certificate, 'base64'));
		const groups = [...subject.matchAll(/^O=(.*)$/gm)].map(([, group = '']) => group);
		return {name, by: 'certificate', groups, until: new Date(validTo).toISOString()};
	} catch {
		return {name};
	}
};

/** One user's file; undefined where there is none. */
export const findUser = async (folder: Folder, name: string): Promise<UserFile | undefined> =>
	(await listUsers(folder)).find(user => user.name === name);

/** Every file there, by name. */
export const listUsers = async (folder: Folder): Promise<UserFile[]> => {
	const files = await readdir(folder.users).catch(() => []);
	const names = files.flatMap(file => (file.endsWith('.kubeconfig') ? [file.slice(0, -'.kubeconfig'.length)] : []));
	return Promise.all(names.sort().map(name => readUser(folder, name)));
};
