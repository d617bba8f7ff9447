import test from 'ava';
import {judgeFlag} from '../../source/catalog/judge-flag.ts';
import {renderFlags} from '../../source/catalog/render-flags.ts';
import {sampleSpec} from '../pki/sample.ts';

const judge = (name: string, value: string, kubernetes: string | undefined = 'v1.36.0') =>
	judgeFlag('kube-apiserver', name, kubernetes, value);

for (const address of ['127.0.0.1', '127.8.8.8', '::1', '0:0::1', '::ffff:127.0.0.1', 'localhost'])
	test(`an API server that listens on ${address} alone is refused: nobody else would reach it`, t => {
		t.regex(judge('bind-address', address)!, /is loopback: the other hosts and the balancer/);
	});

test('an API server may listen on every address, or on one', t => {
	for (const address of ['0.0.0.0', '::', '10.88.0.11', 'fd00::11']) t.is(judge('bind-address', address), undefined);
});

const gone = [
	['PodSecurityPolicy', '1.25', 'v1.24.17', 'v1.25.0'],
	['SecurityContextDeny', '1.30', 'v1.29.0', 'v1.30.0'],
	['PersistentVolumeLabel', '1.31', 'v1.30.0', 'v1.31.0'],
] as const;

for (const [plugin, since, last, first] of gone)
	test(`the admission plugin ${plugin} is refused from ${since} on, enabled or disabled`, t => {
		for (const name of ['enable-admission-plugins', 'disable-admission-plugins']) {
			t.is(judge(name, `AlwaysPullImages,${plugin}`, last), undefined);
			const reason = judge(name, `AlwaysPullImages, ${plugin}`, first)!;
			t.true(reason.includes(`${first} knows no admission plugin ${plugin} `) && reason.includes(`gone since ${since}; `), reason);
			t.is(judgeFlag('kube-apiserver', name, undefined, plugin), undefined, 'nobody can say while the version is in doubt');
		}
	});

test('NodeRestriction cannot be disabled, other plugins can', t => {
	t.regex(judge('disable-admission-plugins', 'PodSecurity,NodeRestriction')!, /^NodeRestriction cannot be taken away: /);
	t.is(judge('disable-admission-plugins', 'DefaultStorageClass'), undefined);
	t.is(judge('enable-admission-plugins', 'NodeRestriction'), undefined);
});

test('the old list of admission plugins is refused beside the new one', t => {
	t.regex(judge('admission-control', 'NodeRestriction', 'v1.20.2')!, /use enable-admission-plugins/);
});

const rendered = (given: Record<string, string>): string[] => {
	const spec = sampleSpec();
	const place = {spec: {...spec, extraFlags: {...spec.extraFlags, 'kube-apiserver': given}}, host: spec.hosts[0]!};
	return renderFlags('kube-apiserver', place).filter(flag => /admission|allow-privileged|max-requests/.test(flag));
};

test("a person's admission plugins come behind NodeRestriction, at its place, and it is never lost", t => {
	const plugins = (value: string) => rendered({'enable-admission-plugins': value})[1];
	t.is(rendered({})[1], '--enable-admission-plugins=NodeRestriction');
	t.is(plugins('AlwaysPullImages'), '--enable-admission-plugins=NodeRestriction,AlwaysPullImages');
	t.is(plugins('AlwaysPullImages, EventRateLimit'), '--enable-admission-plugins=NodeRestriction,AlwaysPullImages,EventRateLimit');
	t.is(plugins('AlwaysPullImages,NodeRestriction'), '--enable-admission-plugins=AlwaysPullImages,NodeRestriction');
	t.is(plugins(''), '--enable-admission-plugins=NodeRestriction');
});

test('any other flag of a person stands in the place of the own one, or at the end', t => {
	t.deepEqual(rendered({'max-requests-inflight': '800', 'allow-privileged': 'false'}), [
		'--allow-privileged=false',
		'--enable-admission-plugins=NodeRestriction',
		'--max-requests-inflight=800',
	]);
});
