/** The certificates of the bench: 3 control planes, 3 etcd members and 10 workers, kubelets' client and serving certificates included. */
import type {CertificateRequest, KeyPairRequest} from '../../../source/catalog/certificate-types.ts';
import {requestCertificates} from '../../../source/plan/request-certificates.ts';
import {parseSpec} from '../../../source/spec/parse-spec.ts';
import type {KeyKind} from '../../../source/spec/types.ts';

const hosts = (count: number, name: string, first: number, roles: string) =>
	Array.from({length: count}, (_, index) => ({name: `${name}${index + 1}`, address: `10.88.0.${first + index}`, roles: [roles]}));

/** A key of `ca` that is elsewhere is what makes the rows of kubelets exist; here it is signed with all the same. */
const withoutOwn = ({own: _, ...request}: CertificateRequest): CertificateRequest => request;

export type Work = {readonly certificates: readonly CertificateRequest[]; readonly keyPairs: readonly KeyPairRequest[]};

export const workOf = (key: KeyKind): Work => {
	const cluster = {
		apiVersion: 'kinstall/v1',
		name: 'bench',
		kubernetes: 'v1.20.2',
		endpoint: {host: 'api.example.org'},
		network: {pods: ['10.244.0.0/16'], services: ['10.96.0.0/16']},
		hosts: [...hosts(3, 'cp', 11, 'control-plane'), ...hosts(3, 'etcd', 21, 'etcd'), ...hosts(10, 'worker', 31, 'worker')],
		pki: {key, own: {ca: {certificate: 'ca.crt'}}},
		balancer: {kind: 'none'},
	};
	const result = parseSpec(JSON.stringify(cluster), 'the bench');
	if ('problems' in result) throw new Error(JSON.stringify(result.problems));
	const {certificates, keyPairs} = requestCertificates(result.spec);
	return {certificates: certificates.map(withoutOwn), keyPairs};
};
