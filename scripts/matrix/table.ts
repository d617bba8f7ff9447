/** docs/matrix.md of what was tried. */
import {type Combination, notRun} from './combinations.ts';
import type {Tried} from './try.ts';

const cell = (row: Combination | Tried): string => {
	if (!('date' in row)) return '| not tried yet | | |';
	const seconds = (value: number | undefined) => (value === undefined ? '' : value.toFixed(0));
	const outcome = row.failed === undefined ? `works, ${row.date}` : `**fails**, ${row.date}: ${row.failed.replaceAll('|', '/')}`;
	return `| ${outcome} | ${seconds(row.install)} | ${seconds(row.answers)} |`;
};

export const table = (rows: ReadonlyArray<Combination | Tried>): string => `# What was tried together

Made by \`npm run matrix\`; not written by hand. Three hosts of the lab, all of them control plane, etcd member and worker; amd64. Each combination is installed on fresh
hosts; then a pod asks the pods of all nodes by address, a Service and a headless Service by name, and its log is read through the API server; then a second \`apply\` must change nothing. Times are
seconds of that one run on two shared cores: the whole install, check and preparation included, and from then until the pod had all its answers.

| Kubernetes | network | kube-proxy | balancer | outcome | install | answers |
|---|---|---|---|---|---|---|
${rows.map(row => `| ${row.kubernetes} | ${row.network} | ${row.proxy} | ${row.balancer} ${cell(row)}`).join('\n')}

## Not run

| what | why |
|---|---|
${notRun.map(([what, why]) => `| ${what} | ${why} |`).join('\n')}
`;
