/** What the approver's script takes for a kubelet of this cluster: asked in bash, with answers that kubectl gives. */
import {execFileSync} from 'node:child_process';
import test from 'ava';
import {approverScript} from '../../source/catalog/configs/approver.ts';

const serves = /^serves\(\) \{[\s\S]*?^\}$/m.exec(approverScript)![0];

/** Whether it counts as met, when kubectl ends with `code` and says `answer`. */
const met = (answer: string, code: number): boolean => {
	const script = `kubectl() { printf '%s\\n' "$ANSWER" >&2; return ${code}; }\n${serves}\nserves 10.88.0.13 node3 && echo met || true`;
	return (
		execFileSync('bash', ['-c', script], {env: {ANSWER: answer}, encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore']}).trim() === 'met'
	);
};

test('a kubelet that answers is met, also when it refuses what is asked', t => {
	t.true(met('ok', 0));
	t.true(met('Error from server (Forbidden): Forbidden (user=kinstall:csr-approver, verb=get, resource=nodes, subresource=proxy)', 1));
});

test('words of a certificate that does not fit prove nothing', t => {
	const unable = 'Unable to connect to the server: tls: failed to verify certificate: x509: ';
	t.false(met(`${unable}certificate is valid for (Forbidden), not node3`, 1));
	t.false(met(`${unable}certificate is valid for a\nError from server (Forbidden): x, not node3`, 1));
	t.false(
		met(
			`${unable}certificate signed by unknown authority (possibly because of "x509: y" candidate authority certificate "(Forbidden)")`,
			1,
		),
	);
	t.false(met('Error from server (InternalError): (Forbidden)', 1));
});
