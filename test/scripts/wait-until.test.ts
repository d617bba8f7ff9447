/** How long a host is waited for: its shell's functions, with a clock and a machine's speed of the test's own. */
import path from 'node:path';
import test from 'ava';
import {execa} from 'execa';
import {root} from '../../source/run/root.ts';

/** Seconds, as the sleeps count them (bash's own SECONDS would add those of the test), that `wait_until 30` waits for what never comes, on a machine that takes so many milliseconds for what takes 100 elsewhere. */
const waited = async (milliseconds: number): Promise<number> => {
	const text = `
		set -euo pipefail
		source ${path.join(root, 'scripts/host/functions.bash')}
		clock=$(mktemp); trap 'rm -f $clock' EXIT; echo 1000 >$clock
		date() { echo $(<$clock); }
		head() { echo $(($(<$clock) + ${milliseconds})) >$clock; }
		sleep() { SECONDS=$((SECONDS + 1)); }
		unset SECONDS; SECONDS=0
		wait_until 30 false || echo $SECONDS`;
	return Number((await execa('bash', ['-c', text])).stdout);
};

test('a limit counts seconds of an ordinary machine: a slow one gets more, ten times as many at most', async t => {
	t.is(await waited(15), 30);
	t.is(await waited(190), 30);
	t.is(await waited(400), 120);
	t.is(await waited(60_000), 300);
});
