/** What units and package managers are told of the HTTP proxy. */
import type {Pki} from '../catalog/certificate-types.ts';
import {proxySecretFile, proxyVariables} from '../catalog/http-proxy.ts';
import type {ClusterSpec, HttpProxyUser} from '../spec/types.ts';
import type {Site} from './phases/phase.ts';
import {secretFile} from './secret-file.ts';
import type {File, Vars} from './types.ts';

/** The file with the credentials, where the daemon needs one. */
export const proxyFiles = ({spec, pki}: Pick<Site, 'spec' | 'pki'>, who: HttpProxyUser): File[] =>
	pki.proxySecret && proxyVariables(spec, who)
		? [secretFile(proxySecretFile, pki.proxySecret.file, 0o600, 'root:root', `id=${pki.proxySecret.id}`)]
		: [];

/** Lines of [Service]. A file of variables counts more than lines: it has the same proxies, with credentials. */
export const proxyLines = (site: Pick<Site, 'spec' | 'pki'>, who: HttpProxyUser): string[] => [
	...Object.entries(proxyVariables(site.spec, who) ?? {}).map(([name, value]) => `Environment="${name}=${value.replaceAll('%', '%%')}"`),
	...proxyFiles(site, who).map(({path}) => `EnvironmentFile=${path}`),
];

type Opened = {readonly spec: ClusterSpec; readonly pki: Pick<Pki, 'proxySecret'>};

/** The way out of a program that a phase calls, for as long as it runs: `scripts/lib/proxy-lines.ts` reads these values. */
export const proxyVars = ({spec, pki}: Opened, who: HttpProxyUser): Vars => {
	const variables = proxyVariables(spec, who);
	if (variables === undefined) return {};
	const secret = pki.proxySecret?.file;
	return {httpProxy: Object.entries(variables).map(([name, value]) => `${name}=${value}`), ...(secret !== undefined && {secret})};
};

/** That of the package manager. */
export const packageProxyVars = (opened: Opened): Vars => proxyVars(opened, 'packages');
