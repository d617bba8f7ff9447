/** What opens an HTTP proxy, in the form in which hosts get it: `http-proxy.env` below `pki/`. */
import type {IssuedSecret} from '../catalog/certificate-types.ts';
import {proxySecret, secretLines} from '../catalog/http-proxy.ts';
import type {ClusterSpec} from '../spec/types.ts';
import {issueSecret} from './secret-text.ts';

/** Writes it below `directory` (the cluster's `pki/`). */
export const issueProxySecret = (
	proxy: NonNullable<ClusterSpec['httpProxy']>,
	credentials: string,
	directory: string,
): Promise<IssuedSecret> => issueSecret(proxySecret, secretLines(proxy, credentials), directory);
