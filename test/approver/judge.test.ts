/** The file that hosts get: made of the sources as they are, and saying what they say. */
import {createHash} from 'node:crypto';
import {readFileSync} from 'node:fs';
import {createContext, runInContext} from 'node:vm';
import test from 'ava';
import {bundleJudge, judgeFile} from '../../scripts/build/approver.ts';
import {decide} from '../../source/approver/decide.ts';
import {approverJudge} from '../../source/catalog/configs/approver.ts';
import {node3, ownNames, servingRequest} from './requests.ts';

/** What it prints, in a world that has no more than the language. */
const judge = (input: object): string[] => {
	const lines: string[] = [];
	const base64 = Buffer.from(JSON.stringify(input)).toString('base64');
	runInContext(`${approverJudge}\njudge("${base64}");\n`, createContext({print: (line: string) => lines.push(line)}));
	return lines;
};

test('it is made of the sources as they are', async t => {
	const {of} = JSON.parse(readFileSync(judgeFile, 'utf8')) as {of: string};
	const made = createHash('sha256')
		.update(await bundleJudge())
		.digest('hex');
	t.is(made, of, 'run `node scripts/make-approver.ts`');
});

test('it says what the sources say', async t => {
	const items = [
		await servingRequest(t),
		await servingRequest(t, {name: 'csr-b', username: 'system:node:node9'}),
		await servingRequest(t, {name: 'csr-c', username: 'system:node:node1', subject: '/O=system:nodes/CN=ä€😀'}),
		{...(await servingRequest(t)), spec: {...(await servingRequest(t)).spec, request: 'MAA=', username: 'system:node:é\u2028\n'}},
	];
	const uid = 'uid of csr-a';
	for (const looked of [[], [uid]]) {
		const served = looked.length > 0 ? {[uid]: ownNames} : {};
		const met = looked.length > 0 ? ownNames.map(name => [uid, name]) : [];
		const lines = decide({items, nodes: [node3], served}).map(decision => {
			const {what} = decision;
			const fields =
				what === 'look'
					? [decision.address, decision.name]
					: what === 'leave'
						? [decision.words]
						: [decision.name, decision.words, JSON.stringify(decision.object)];
			return [what, decision.uid, ...fields].join('\t');
		});
		t.true(lines.length > 3 || looked.length > 0);
		t.deepEqual(judge({list: {items}, nodes: [node3], looked, met}), lines);
	}
	t.deepEqual(judge({list: {}, nodes: [], looked: [], met: []}), []);
});

test('it is written as old engines read it', t => {
	t.notRegex(approverJudge, /=>|`|\b(let|const|class)\s|\.\.\.\w/);
});
