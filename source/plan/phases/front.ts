import {certificateMode, frontCertificate} from '../../catalog/certificates.ts';
import {frontCertificateFile, frontKeyFile} from '../../catalog/configs/front.ts';
import {frontHaproxy, frontHaproxyFile} from '../../catalog/configs/front-haproxy.ts';
import {frontNginx, frontNginxFile} from '../../catalog/configs/front-nginx.ts';
import {frontHosts} from '../../catalog/topology.ts';
import {secretFile} from '../secret-file.ts';
import {serviceLines} from '../service-lines.ts';
import type {File} from '../types.ts';
import {type Unit, unitFile, unitVars} from '../unit.ts';
import {type BalancerKind, commandOf} from './balancer.ts';
import {file, type Phase, type Site} from './phase.ts';

const programs: Readonly<Record<BalancerKind, {readonly config: string; readonly content: (site: Site) => string}>> = {
	nginx: {config: frontNginxFile, content: frontNginx},
	haproxy: {config: frontHaproxyFile, content: frontHaproxy},
};

const kindOf = ({spec}: Site): BalancerKind => (spec.balancer.kind === 'haproxy' ? 'haproxy' : 'nginx');

const pair = ({pki}: Site): File[] => {
	const {certificate, file: below, publicKeySha256} = pki.certificates[frontCertificate]!;
	return [
		file(frontCertificateFile, certificate, certificateMode),
		secretFile(frontKeyFile, `${below}.key`, 0o600, 'root:root', `public-key-sha256=${publicKeySha256}`),
	];
};

const configs = (site: Site): File[] => {
	const {config, content} = programs[kindOf(site)];
	return [file(config, content(site)), ...pair(site)];
};

const unit = (site: Site): Unit => {
	const kind = kindOf(site);
	const {tries, exec} = commandOf[kind](programs[kind].config);
	return {
		name: 'kinstall-front.service',
		description: `Front of the applications (${kind})`,
		type: 'exec',
		before: [tries],
		exec,
		service: serviceLines('kinstall-front', site, []),
		reads: configs(site),
	};
};

/** What a front of another kind had here. */
const others = (site: Site): string[] =>
	Object.values(programs)
		.map(({config}) => config)
		.filter(config => config !== programs[kindOf(site)].config);

/** Behind the addons: what it passes requests to is there. */
export const front: Phase = {
	id: '75-front',
	title: 'Front of the applications',
	again: 'one-by-one',
	hosts: frontHosts,
	files: site => [...configs(site), unitFile(unit(site))],
	vars: site => ({...unitVars(unit(site)), gone: others(site)}),
};
