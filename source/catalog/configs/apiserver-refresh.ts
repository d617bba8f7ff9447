/**
 * The API server talks to itself with a certificate that it makes at its start and keeps in memory. Nothing renews it but a restart, so each API server is
 * restarted in time, while another one answers.
 */
import type {ClusterSpec, Host} from '../../spec/types.ts';
import {type Lifespan, lives} from '../place.ts';
import {hostsWith, inUrl} from '../topology.ts';

export const refreshScriptFile = '/etc/kinstall/apiserver-refresh.sh';

/** How long that certificate lasts, in days: a year, and three from 1.33 on [130047]. From 1.36 the API server calls itself dead afterwards [136477]. */
const lifetimes: ReadonlyArray<Lifespan & {readonly days: number}> = [
	{until: '1.33', days: 365},
	{since: '1.33', days: 1096},
];

const positionOf = (spec: ClusterSpec, host: Host): number => hostsWith(spec, 'control-plane').findIndex(({name}) => name === host.name);

/** The age in days at which an API server is restarted: two thirds of its certificate's life, and a day more for each control plane before it. */
export const refreshAge = (spec: ClusterSpec, host: Host): number => {
	const {days} = lifetimes.find(row => lives(row, spec.kubernetes))!;
	return Math.floor((days * 2) / 3) + positionOf(spec, host);
};

/**
 * When a host looks whether it is time, as OnCalendar has it: daily, in UTC, twenty minutes after the control plane before it. That is asked every day, so
 * nothing is made up for after a host was off: two that come back together would do so together.
 */
export const refreshTime = (spec: ClusterSpec, host: Host): string => {
	const minutes = (120 + positionOf(spec, host) * 20) % 1440;
	const two = (number: number): string => String(number).padStart(2, '0');
	return `*-*-* ${two(Math.floor(minutes / 60))}:${two(minutes % 60)}:00 UTC`;
};

/** The script of kinstall-apiserver-refresh.service. Its first word, if any, is an age in days in the stead of the planned one. */
export const refreshScript = (spec: ClusterSpec, host: Host): string => {
	const others = hostsWith(spec, 'control-plane').filter(({name}) => name !== host.name);
	return `#!/bin/bash
# Restarts this host's API server before the certificate in its memory expires, and only while another one is ready.
set -u
days=\${1:-${refreshAge(spec, host)}}
others=(${others.map(({address}) => `https://${inUrl(address)}:6443`).join(' ')})
unit=kube-apiserver.service

ready() { # SERVER
	[ "$(/usr/local/bin/kubectl --kubeconfig=/etc/kubernetes/admin.conf --server="$1" --request-timeout=3s get --raw=/readyz 2>/dev/null)" = ok ]
}

# Microseconds since the boot, on the clock of /proc/uptime.
since=$(systemctl show -p ActiveEnterTimestampMonotonic --value "$unit")
if [ "$(systemctl is-active "$unit")" != active ] || [ "\${since:-0}" = 0 ]; then
	echo "$unit is not active: nothing to restart"
	exit 0
fi
read -r uptime _ </proc/uptime
age=$(((\${uptime%.*} - since / 1000000) / 86400))
if [ "$age" -lt "$days" ]; then
	echo "the API server is $age days old and is restarted at $days: nothing to do"
	exit 0
fi

# Two that restart must not count on each other: the other one shall still be ready after a while.
other_ready() {
	local server
	for server in "\${others[@]}"; do
		if ready "$server" && sleep 2 && ready "$server"; then
			echo "$server is ready"
			return 0
		fi
	done
	return 1
}

if [ \${#others[@]} -eq 0 ]; then
	echo 'this is the only control plane: its API server is away for some seconds'
else
	for try in 1 2 3 4 5; do
		other_ready && break
		if [ "$try" = 5 ]; then
			echo 'no other API server is ready: not restarted, tried again tomorrow' >&2
			exit 1
		fi
		sleep 5
	done
fi

echo "restarting the API server, $age days old"
systemctl restart "$unit" || exit 1
for _ in {1..60}; do
	if ready https://127.0.0.1:6443; then
		echo 'the API server is ready again'
		exit 0
	fi
	sleep 1
done
echo 'the API server does not get ready' >&2
exit 1
`;
};
