import {X509Certificate} from 'node:crypto';
import test from 'ava';
import {describeCertificate} from '../../source/pki/describe.ts';
import {issueSample, openssl} from './sample.ts';

test('a certificate is told in full, with the figures that openssl tells', async t => {
	const {pki} = await issueSample(t, {key: 'rsa-2048'});
	const {certificate, publicKeySha256, fingerprint} = pki.certificates['controller-manager']!;
	const {rows, lines} = describeCertificate(certificate);
	const said = Object.fromEntries(rows.map(({label, values}) => [label, values]));
	const {stdout} = await openssl(['x509', '-noout', '-serial', '-fingerprint', '-sha256'], certificate);
	t.deepEqual(said.Serial, [/serial=(.*)/.exec(stdout)![1]!.toLowerCase()]);
	t.deepEqual(said['Fingerprint sha256'], [/Fingerprint=(.*)/i.exec(stdout)![1]!.replaceAll(':', '').toLowerCase()]);
	t.is(fingerprint, said['Fingerprint sha256']![0]!);
	t.deepEqual(said.Subject, ['O=system:kube-controller-manager, CN=system:kube-controller-manager']);
	t.deepEqual(said.Issuer, ['CN=kubernetes-ca']);
	t.deepEqual(said.Usages, ['server, client']);
	t.deepEqual(said['Key usage'], ['digitalSignature, keyEncipherment']);
	t.deepEqual(said.Names, ['DNS node1', 'DNS node2', 'DNS localhost', 'IP 10.88.0.11', 'IP 10.88.0.12', 'IP 127.0.0.1']);
	t.deepEqual(said.Key, ['rsa-2048']);
	t.deepEqual(said['Public key sha256'], [publicKeySha256]);
	t.regex(said['Valid until']![0]!, /Z \(365 days\)$/);
	t.is(lines.length, rows.length + 5, 'one line for each further name');
	t.regex(lines[0]!, /^Subject {2,}O=system:kube-controller-manager, CN=/);
});

test('an authority says that it is one and that it signed itself', async t => {
	const {pki} = await issueSample(t);
	const text = describeCertificate(pki.certificates['etcd-ca']!.certificate).lines.join('\n');
	t.regex(text, /Issuer +CN=etcd-ca \(signed by itself\)/);
	t.regex(text, /Kind +authority \(CA:TRUE\)/);
	t.regex(text, /Names +none/);
	t.true(new X509Certificate(pki.certificates['etcd-ca']!.certificate).ca);
});
