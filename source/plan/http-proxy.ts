/** What a unit says of the HTTP proxy that its daemon takes. */
import {proxySecretFile, proxyVariables} from '../catalog/http-proxy.ts';
import type {HttpProxyUser} from '../spec/types.ts';
import type {Site} from './phases/phase.ts';
import {secretFile} from './secret-file.ts';
import type {File} from './types.ts';

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
