import test from 'ava';
import type {File} from '../../source/plan/types.ts';
import {type Unit, unitDigest, unitFile} from '../../source/plan/unit.ts';

const config: File = {path: '/etc/demo.yaml', content: 'a: 1\n', mode: 0o644, owner: 'root:root'};
const unit: Unit = {
	name: 'demo.service',
	description: 'A demo',
	type: 'exec',
	exec: ['/usr/local/bin/demo', '--config=/etc/demo.yaml'],
	reads: [config],
};

test('the digest changes with the flags, and with what the daemon reads', t => {
	const digest = unitDigest(unit);
	t.is(unitDigest({...unit}), digest);
	t.not(unitDigest({...unit, exec: [...unit.exec, '--v=2']}), digest);
	t.not(unitDigest({...unit, reads: [{...config, content: 'a: 2\n'}]}), digest);
	t.not(unitDigest({...unit, reads: [{...config, mode: 0o600}]}), digest);
});

test('a description can change without a restart', t => {
	t.is(unitDigest({...unit, description: 'Another'}), unitDigest(unit));
});

test('a unit writes down at each start what it runs with', t => {
	const {content, path, mode} = unitFile(unit);
	t.is(path, '/etc/systemd/system/demo.service');
	t.is(mode, 0o644);
	t.true(content.includes(`echo ${unitDigest(unit)} >/run/kinstall/demo.service.digest`));
	t.true(content.includes('Restart=always'));
});

test('a percent sign in a command is no specifier', t => {
	t.true(unitFile({...unit, exec: ['/bin/echo', '100%']}).content.includes('100%%'));
});
