/** The zone beside cluster.yaml goes with what asked for it. */
import {appendFile, mkdir, mkdtemp, readdir, rm, writeFile} from 'node:fs/promises';
import {tmpdir} from 'node:os';
import path from 'node:path';
import test from 'ava';
import {inFolder} from '../../source/run/folder.ts';
import {makeClusterPlan} from '../../source/run/make-cluster-plan.ts';
import {sampleSpec} from '../pki/sample.ts';

test('a zone of another domain, or none, leaves no file of the one before, and other files stay', async t => {
	const directory = await mkdtemp(path.join(tmpdir(), 'kinstall-zone-'));
	t.teardown(() => rm(directory, {recursive: true}));
	const folder = inFolder(directory);
	await writeFile(path.join(directory, 'own.zone'), '$ORIGIN own.\n$TTL 60\n');
	const zonesWith = async (domain?: string) => {
		await makeClusterPlan({...sampleSpec(), ...(domain && {zone: {domain, forward: []}})}, folder);
		return (await readdir(directory)).filter(name => name.endsWith('.zone')).sort();
	};
	t.deepEqual(await zonesWith('a.example'), ['a.example.zone', 'own.zone']);
	t.deepEqual(await zonesWith('b.example'), ['b.example.zone', 'own.zone']);
	t.deepEqual(await zonesWith(), ['own.zone']);

	await zonesWith('c.example');
	await appendFile(path.join(directory, 'c.example.zone'), 'mine IN A 10.0.0.1\n');
	await mkdir(path.join(directory, 'folder.zone'));
	t.deepEqual(await zonesWith(), ['c.example.zone', 'folder.zone', 'own.zone'], 'somebody wrote into it');
});
