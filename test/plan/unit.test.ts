import {readFile} from 'node:fs/promises';
import test from 'ava';
import type {File} from '../../source/plan/types.ts';
import {type Unit, unitFile, unitVars} from '../../source/plan/unit.ts';

const config: File = {path: '/etc/demo.yaml', content: 'a: 1\n', mode: 0o644, owner: 'root:root'};
const unit: Unit = {
	name: 'demo.service',
	description: 'A demo',
	type: 'exec',
	exec: ['/usr/local/bin/demo', '--config=/etc/demo.yaml'],
	reads: [config],
};

test('a change of a flag is in the unit file, one of a file it reads is not', t => {
	const {content} = unitFile(unit);
	t.not(unitFile({...unit, exec: [...unit.exec, '--v=2']}).content, content);
	t.is(unitFile({...unit, reads: [{...config, content: 'a: 2\n'}]}).content, content);
	t.not(unitFile({...unit, reads: []}).content, content);
});

test('the script gets what decides about a restart, the unit file first', t => {
	t.deepEqual(unitVars(unit), {unit: 'demo.service', reads: ['/etc/systemd/system/demo.service', '/etc/demo.yaml']});
});

test('a unit writes down at each start what it runs with', t => {
	const {content, path, mode} = unitFile(unit);
	t.is(path, '/etc/systemd/system/demo.service');
	t.is(mode, 0o644);
	t.true(
		content.includes(
			"ExecStartPre=-+/bin/sh -c 'mkdir -p /run/kinstall && sha256sum /etc/systemd/system/demo.service /etc/demo.yaml 2>/dev/null | sha256sum >/run/kinstall/demo.service.digest'",
		),
	);
	t.true(content.includes('Restart=always'));
});

test('a percent sign in a command is no specifier', t => {
	t.true(unitFile({...unit, exec: ['/bin/echo', '100%']}).content.includes('100%%'));
});

test('the host compares with the words that the unit writes down with', async t => {
	const functions = await readFile('scripts/host/functions.bash', 'utf8');
	t.regex(functions, /^digest_of_files\(\) \{ sha256sum "\$@" 2>\/dev\/null \| sha256sum \|\| true; \}/m);
});
