/** docs/matrix.md of what was tried. */
import {type Combination, notRun} from './combinations.ts';
import type {Tried} from './results.ts';

const outcome = (row: Combination | Tried): string => {
	if (!('date' in row)) return 'not tried yet | | | |';
	const seconds = (value: number | undefined) => value ?? '';
	const said = row.failed === undefined ? 'works' : `**fails**: ${row.failed.replaceAll('|', '/').replaceAll('\n', ' ')}`;
	return `${said}; ${row.date}, ${row.commit} | ${row.after ?? 'fresh hosts'} | ${seconds(row.install)} | ${seconds(row.answers)} |`;
};

/** A line of the table. */
export const lineOf = (row: Combination | Tried): string =>
	`| ${row.kubernetes} | ${row.network} | ${row.families} | ${row.proxy} | ${row.balancer} | ${outcome(row)}`;

export const table = (rows: ReadonlyArray<Combination | Tried>): string => `# What was tried together

Made by \`npm run matrix\` of \`fixtures/matrix.json\`; not written by hand. Three hosts of the lab, all of them control plane, etcd member and worker; amd64. Of each version, network and choice
of families the first combination is installed on fresh hosts, and each further one is the same cluster after kube-proxy's mode or the balancer, and with it the endpoint, was changed in cluster.yaml; the column
"of" says from what. Each time a pod asks the pods of all nodes by address and a Service by its address, over each family, a Service and a headless Service by name, which must have every pod's addresses,
and its log is read through the API server; then a second \`apply\` must change nothing. The outcome names the day and the commit that was tried, with a + where files differed from it. Times are
seconds of that one run on two shared cores: the whole \`apply\`, check and preparation included, and from then until the pod had all its answers.

| Kubernetes | network | families | kube-proxy | balancer | outcome | of | apply | answers |
|---|---|---|---|---|---|---|---|---|
${rows.map(lineOf).join('\n')}

## Not run

| what | why |
|---|---|
${notRun.map(([what, why]) => `| ${what} | ${why} |`).join('\n')}
`;
