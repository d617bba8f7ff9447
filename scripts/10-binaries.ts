#!/usr/bin/env -S npx zx
// Directories for the daemons' data, and every binary this host needs, verified before it travelled. Safe to run again.
import {phase} from './lib/phase.ts';

await phase(async ({$, putBinaries, vars}) => {
	const data = vars.data as string[];
	await $`
		begin
		for path in ${data}; do
			# What is empty or missing now is ours to remove at a reset. A disk of its own is empty with its lost+found.
			[ -n "$(ls -A "$path" 2>/dev/null | grep -vx lost+found)" ] || grep -Fxq -- "$path" $state/data 2>/dev/null || echo "$path" >>$state/data
			case $path in */etcd) directory "$path" 0700; chmod 0700 "$path";; *) directory "$path";; esac
		done`;
	await putBinaries();
});
