#!/usr/bin/env -S npx zx
// The virtual IP that the balancers hold between them: one of them has it, and it leads to a balancer.
import {texts} from '../source/texts/texts.ts';
import {Failure, phase} from './lib/phase.ts';

await phase(async ({$, host, on, put, unit, vars}) => {
	await put();
	await unit(`timeout 2 bash -c ': <>/dev/tcp/${vars.address}/${vars.port}'`);
	const holders = vars.holders as string[];
	// One of the hosts asks all of them.
	if (host.name !== holders[0]) return;
	const has = async (name: string) => {
		const shell = name === host.name ? $ : await on(name);
		const {stdout} = await shell`ip -o address show to ${vars.address} | grep -q . && echo held || echo free`;
		return stdout.includes('held');
	};
	for (let tries = 0; ; tries++) {
		const held = await Promise.all(holders.map(has));
		const names = holders.filter((_, index) => held[index]);
		if (names.length === 1) return;
		if (tries === 20) throw new Failure(...texts.run.vipHeld(String(vars.address), names));
		await $`sleep 0.5`;
	}
});
