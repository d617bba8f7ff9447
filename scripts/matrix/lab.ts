/** The hosts that combinations are tried on. `LAB_ID` and `LAB_NET` name others than the matrix's own. */
import {execa} from 'execa';

export const id = process.env['LAB_ID'] ?? 'matrix';
const net = process.env['LAB_NET'] ?? '10.96.2';

export const lab = async (words: readonly string[], input?: string): Promise<string> => {
	const {stdout} = await execa('bash', ['scripts/lab/lab.sh', ...words], {
		env: {LAB_ID: id, LAB_NET: net, KINSTALL_LAB_INSTALL: 'yes'},
		timeout: 120_000,
		...(input !== undefined && {input}),
	});
	return stdout;
};

/** kubectl on the first host, through the endpoint. */
export const kubectl = (words: readonly string[], input?: string): Promise<string> =>
	lab(['exec', '1', '/usr/local/bin/kubectl', '--kubeconfig=/root/.kube/config', '--request-timeout=10s', ...words], input);

/** An address of the lab's network, of the family of `like`. The lab gives its hosts the same digits in both: 10.96.2.11 and fd00:10:96:2::11. */
export const address = (last: number, like: string): string =>
	like.includes(':') ? `fd00:${net.replace(/\.0$/, '').replaceAll('.', ':')}::${last}` : `${net}.${last}`;
