#!/usr/bin/env -S npx zx
// Each Secret that etcd has from before is written anew, so that it lies there as Secrets are written now. Values stay on the hosts, and in pipes.
import {texts} from '../source/texts/texts.ts';
import {encoded} from './lib/base64-pattern.ts';
import {type Context, Failure, phase} from './lib/phase.ts';
import {etcdctl} from './lib/probes.ts';

const rounds = 5;

/** `NAMESPACE/NAME` of those whose value in etcd begins otherwise than a new one would. */
const stale = async ({$, vars}: Context): Promise<string[]> => {
	const range = String(vars.range);
	const prefix = String(vars.prefix);
	// In the clear is what no provider has put its name before.
	const pattern = `^"value":"${encoded(prefix === '' ? 'k8s:enc:' : prefix)}`;
	const {stdout} = await $`
		start=${range}/ page=200
		while :; do
			# Keys and values come by turns. The first key of a later page was the last one of that before.
			keys=$(${etcdctl.split(' ')} get "$start" ${range}0 --limit=$page -w json | { grep -oE '"((key|value)":"[^"]*"|count":[0-9]+)' || true; } |
				awk -F'"' -v pattern=${pattern} -v wanted=${prefix === '' ? 0 : 1} '
					/^"count"/ {split($0, parts, ":"); total = parts[2]; next}
					/^"key"/ {key = $4; count++; next}
					($0 ~ pattern) != wanted {print "stale " key}
					END {print "last " count + 0 " " key; if (total > 0 && !count) exit 1}')
			while read -r word key _; do [ "$word" != stale ] || { printf '%s' "$key" | base64 -d; echo; }; done <<<"$keys"
			read -r _ count last <<<"$(tail -n 1 <<<"$keys")"
			[ "\${count:-0}" -ge $page ] || break
			start=$(printf '%s' "$last" | base64 -d)
		done`;
	return [...new Set(stdout.split('\n').filter(line => line.startsWith(`${range}/`)))].map(key => key.slice(range.length + 1));
};

await phase(async context => {
	const {on, vars, changed} = context;
	const controlPlane = await on(String(vars.controlPlane));
	const first = await stale(context);
	for (let round = 1, left = first; left.length > 0; round++, left = await stale(context)) {
		if (round > rounds) throw new Failure(...texts.run.secretsLeft(left));
		const byNamespace = Object.entries(Object.groupBy(left, key => key.split('/')[0]!));
		const lines = byNamespace.flatMap(([namespace, keys = []]) =>
			Array.from({length: Math.ceil(keys.length / 50)}, (_, index) =>
				[namespace, ...keys.slice(index * 50, index * 50 + 50).map(key => key.split('/')[1])].join(' '),
			),
		);
		// What was changed or deleted meanwhile is told by the next look at etcd.
		await controlPlane({input: `${lines.join('\n')}\n`})`
			export KUBECONFIG=${vars.kubeconfig}
			while read -r namespace names; do
				kubectl -n "$namespace" get secrets $names --ignore-not-found -o json </dev/null | kubectl replace -f - || true
			done`;
	}
	if (first.length > 0) changed(texts.run.secretsRewritten(first.length));
});
