#!/usr/bin/env -S npx zx
// One clock for all hosts: chrony with a configuration of ours, in the place of what set the clock before. Safe to run again; reset brings that back.
import {texts} from '../source/texts/texts.ts';
import {clockSet} from './lib/clock-set.ts';
import {Failure, phase} from './lib/phase.ts';
import {told} from './lib/told.ts';

await phase(async ({$, host, put, unit, changed}) => {
	await put();
	const {stdout} = await $`
		begin
		for daemon in chrony chronyd ntp ntpd ntpsec openntpd systemd-timesyncd; do
			systemctl is-enabled -q $daemon.service 2>/dev/null || continue
			# On disk before it goes, so that a reset after a power cut still knows.
			grep -qsx $daemon $state/clocks || { echo $daemon >>$state/clocks; sync $state/clocks; }
			run systemctl disable -q --now $daemon.service
			say_changed "$daemon off"
		done`;
	for (const what of told(stdout, 'changed')) changed(what);
	await unit('chronyc -n tracking');
	const asked = await $`wait_until 30 ${clockSet} && echo set || { echo unset; chronyc -n sources; } 2>&1`;
	if (!asked.stdout.includes('unset')) return;
	throw new Failure(...texts.run.noTime(host.name, asked.stdout.replace(/^.*unset\n/s, '').trim()));
});
