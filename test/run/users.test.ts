/** The folder of users' kubeconfigs. */
import {readFile, stat} from 'node:fs/promises';
import path from 'node:path';
import test from 'ava';
import {stringify} from 'yaml';
import {inFolder} from '../../source/run/folder.ts';
import {findUser, listUsers, removeUser, userFile, writeUser} from '../../source/run/users.ts';
import {makeFolder, openssl} from '../pki/sample.ts';

const kubeconfig = (user: object): string => stringify({users: [{name: 'u', user}]});

test('kubeconfigs are for their owner alone, and are read back with who they make one and until when', async t => {
	const folder = inFolder(await makeFolder(t));
	t.deepEqual(await listUsers(folder), []);
	const {stdout} = await openssl([
		...['req', '-x509', '-nodes', '-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:P-256', '-keyout', '/dev/null'],
		...['-subj', '/O=developers/O=testers/CN=alice', '-days', '10'],
	]);
	await writeUser(folder, 'alice', kubeconfig({'client-certificate-data': Buffer.from(stdout).toString('base64')}));
	const payload = Buffer.from(JSON.stringify({exp: 1_800_000_000})).toString('base64url');
	await writeUser(folder, 'robot', kubeconfig({token: `x.${payload}.y`}));
	await writeUser(folder, 'strange', 'no: kubeconfig\n');
	t.is((await stat(folder.users)).mode & 0o777, 0o700);
	t.is((await stat(userFile(folder, 'alice'))).mode & 0o777, 0o600);
	const [alice, robot, strange] = await listUsers(folder);
	t.like(alice, {name: 'alice', by: 'certificate', groups: ['developers', 'testers']});
	t.true(Math.abs(Date.parse(alice?.until ?? '') - Date.now() - 10 * 86_400_000) < 60_000);
	t.deepEqual(robot, {name: 'robot', by: 'token', until: '2027-01-15T08:00:00.000Z'});
	t.deepEqual(strange, {name: 'strange'});
	await removeUser(folder, 'alice');
	await removeUser(folder, 'alice');
	t.is(await findUser(folder, 'alice'), undefined);
	await t.throwsAsync(readFile(path.join(folder.users, 'alice.kubeconfig')), {code: 'ENOENT'});
});
