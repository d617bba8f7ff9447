import test from 'ava';
import {chronyConfig} from '../../source/catalog/configs/chrony.ts';
import type {Facts} from '../../source/plan/facts.ts';
import type {Site} from '../../source/plan/phases/phase.ts';
import {wantedOn} from '../../source/plan/phases/prepare.ts';
import {phases} from '../../source/plan/phases.ts';
import type {ClusterSpec} from '../../source/spec/types.ts';
import {specOf as readSpec} from '../spec/spec-text.ts';

const specOf = (time: string): ClusterSpec => {
	return readSpec(`apiVersion: kinstall/v1
name: demo
kubernetes: v1.20.2
endpoint: {host: 10.0.0.11}
network: {pods: [10.244.0.0/16], services: [10.96.0.0/16]}
hosts:
  - {name: node1, address: 10.0.0.11, addresses: ['fd00::11'], roles: [control-plane, etcd]}
  - {name: node2, address: 10.0.0.12, addresses: ['fd00::12'], roles: [worker]}
time: ${time}
`);
};
const phase = phases.find(({id}) => id === '06-time')!;
const config = (spec: ClusterSpec, index: number) => chronyConfig({spec, host: spec.hosts[index]!}).split('\n');

test('clocks are left alone unless chrony is asked for', t => {
	const spec = specOf('{kind: host}');
	t.deepEqual(phase.hosts(spec), []);
	t.false(wantedOn(spec, spec.hosts[0]!).packages.includes('chrony'));
});

test('every host asks the servers, and answers nobody', t => {
	const spec = specOf('{kind: chrony, servers: [ntp1.example.org, 10.0.0.1]}');
	t.is(phase.hosts(spec).length, 2);
	t.true(wantedOn(spec, spec.hosts[1]!).packages.includes('chrony'));
	for (const index of [0, 1]) {
		t.deepEqual(config(spec, index).slice(0, 3), ['server ntp1.example.org iburst', 'server 10.0.0.1 iburst', 'port 0']);
	}
});

test('one host asks the servers and gives the others, and them alone, its time, also without servers', t => {
	const spec = specOf('{kind: chrony, servers: [10.0.0.1], from: node1}');
	t.deepEqual(config(spec, 0).slice(0, 4), ['server 10.0.0.1 iburst', 'local stratum 10', 'allow 10.0.0.12', 'allow fd00::12']);
	t.deepEqual(config(spec, 1).slice(0, 2), ['server 10.0.0.11 iburst', 'port 0']);
	t.is(config(specOf('{kind: chrony, from: node1}'), 0)[0], 'local stratum 10');
});

test('a clock that is not the host’s own is not set', t => {
	const spec = specOf('{kind: chrony, from: node1}');
	const unit = (ownClock: boolean) =>
		phase.files!({spec, host: spec.hosts[0]!, facts: {ownClock} as Facts} as Site).find(({path}) =>
			path.endsWith('/kinstall-time.service'),
		)!.content;
	t.regex(unit(false), /-x\n/);
	t.notRegex(unit(true), /-x/);
	t.regex(unit(true), /CapabilityBoundingSet=.*CAP_SYS_TIME/);
	t.notRegex(unit(true), /ProtectClock/);
});
