import test from 'ava';
import {ProcessOutput} from 'zx';
import {explain} from '../../scripts/lib/explain.ts';

const failed = (stderr: string) =>
	new ProcessOutput({
		code: 1,
		signal: null,
		error: null,
		duration: 1,
		store: {stdout: [], stderr: [stderr], stdall: [stderr]},
		from: '',
	} as never);

test('a journal is explained by the line that shows a known cause, and not by its last lines', t => {
	const {reason, next} = explain(
		failed('etcd.service does not get ready; its last words:\nlisten tcp 10.0.0.1:2379: bind: address already in use\nstopping\nstopped\n'),
	);
	t.is(reason, 'etcd.service does not get ready: another program holds the port: listen tcp 10.0.0.1:2379: bind: address already in use');
	t.regex(next ?? '', /ss -ltnp/);
});

test('what nobody knows is told by its last lines', t => {
	const {reason, next} = explain(failed('one\ntwo\nthree\nfour\n'));
	t.is(reason, 'two\nthree\nfour');
	t.regex(next ?? '', /retry/);
	t.is(explain(failed('')).reason, 'the command ended with exit code 1');
	t.deepEqual(explain(new Error('no')), {reason: 'no'});
});

for (const [words, cause] of [
	['rafthttp: request cluster ID mismatch (got a want b)', "etcd's data belongs to another cluster"],
	['running with swap on is not supported, please disable swap!', 'swap is on'],
	['x509: certificate is valid for 10.96.0.1, not 10.0.0.15', 'a certificate lacks the name'],
	['/usr/local/bin/etcd: Exec format error', 'the binary is for another kind of CPU'],
	[
		'mux_client_request_session: read from master failed: Broken pipe\nConnection timed out during banner exchange',
		'the connection to the host broke',
	],
	['Error: unknown flag: --nonsense', 'a flag is unknown'],
] as const)
	test(`${words}: ${cause}`, t => t.true(explain(failed(words)).reason.startsWith(cause)));

test("a daemon's line about something it fetches is not taken for apt's", t => {
	const line = 'E1121 21:15:55 1870 typeconverter.go:83] "Unhandled Error" err="failed to fetch openapi paths: TLS handshake timeout"';
	t.notRegex(explain(failed(`kube-apiserver.service does not get ready; its last words:\n${line}\n`)).reason, /package source/);
	t.regex(explain(failed('E: Failed to fetch file:/srv/packages/ipset.deb')).reason, /^the package source of the host does not answer/);
});
