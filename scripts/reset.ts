#!/usr/bin/env -S npx zx
// Take a cluster off its hosts: stop what kinstall started, remove what it placed, put back what it replaced. `reset.ts --cluster DIR`
import {proxySecret} from '../source/catalog/http-proxy.ts';
import {packageProxyVars} from '../source/plan/http-proxy.ts';
import type {Host} from '../source/spec/types.ts';
import {byProxy} from './lib/by-proxy.ts';
import {type Cluster, onCluster} from './lib/cluster.ts';
import {emit} from './lib/emit.ts';
import {explain} from './lib/explain.ts';
import type {Shell} from './lib/shell.ts';
import {ConnectionError} from './lib/ssh.ts';
import {told} from './lib/told.ts';

/** What opens the proxy may be gone from here: then the host says so. */
const byProxyOf = async ({spec, folder}: Cluster, $: Shell): ReturnType<typeof byProxy> => {
	const vars = (secret?: string) => packageProxyVars({spec, pki: secret === undefined ? {} : {proxySecret: {file: secret, id: ''}}});
	const opened = spec.httpProxy?.credentials === undefined ? undefined : proxySecret;
	return byProxy($, vars(opened), folder).catch(() => byProxy($, vars(), folder));
};

const reset = async (cluster: Cluster, host: Host): Promise<boolean> => {
	const {on, spec} = cluster;
	emit({type: 'task-started', host: host.name});
	try {
		const {$, take} = await byProxyOf(cluster, await on(host, 'reset'));
		const {stdout} = await $`
			${take}
			[ -d $state ] || { echo 'nothing of kinstall here'; exit 0; }
			touch $state/placed $state/directories $state/packages
			ours() { grep -q "/$1[.]service$" $state/placed; }

			# First what starts things again, then the containers, then the rest.
			systemctl stop -q kinstall-bootstrap.service 2>/dev/null || true
			timers=$(grep -o '[^/]*[.]timer$' $state/placed || true)
			[ -z "$timers" ] || systemctl disable -q --now $timers 2>/dev/null || true
			units=$(grep -o '[^/]*[.]service$' $state/placed || true)
			for unit in kubelet.service kube-proxy.service $units; do
				[ "$unit" != containerd.service ] && ours "\${unit%.service}" || continue
				systemctl disable -q --now "$unit" 2>/dev/null || true
			done
			if ours containerd; then
				systemctl kill -s KILL kubepods.slice 2>/dev/null || true
				# The shims stay in the daemon's control group when it stops.
				systemctl kill -s KILL containerd.service 2>/dev/null || true
				run systemctl disable -q --now containerd.service || true
			fi
			if ours kube-proxy; then run /usr/local/bin/kube-proxy --cleanup >/dev/null 2>&1 || true; fi

			# The pods' mounts and networks, where kubelet and runtime are ours: another's are none of our business.
			unmount() { for mount in $(cut -d' ' -f2 /proc/mounts | grep -E "^($1)" | sort -r); do umount -l "$mount" || true; done; }
			if ours kubelet; then unmount /var/lib/kubelet/; fi
			if ours containerd; then
				unmount '/run/containerd/|/var/lib/containerd/|/run/netns/cni-'
				rm -f /run/netns/cni-*
			fi
			if [ -x /etc/kinstall/network.sh ]; then run /etc/kinstall/network.sh remove || true; fi
			if ours containerd && command -v ip >/dev/null && ip link show cni0 >/dev/null 2>&1; then run ip link delete cni0 || true; fi

			# flanneld's own: a link or routes, and what its pods put on the host.
			if ours containerd && [ -d /run/flannel ]; then
				for link in flannel.1 flannel-v6.1; do ! ip link show $link >/dev/null 2>&1 || run ip link delete $link || true; done
				for pods in ${spec.network.pods}; do
					case $pods in *:*) family=-6 ;; *) family=-4 ;; esac
					ip $family route show root "$pods" | while read -r to _; do run ip $family route del "$to" || true; done
				done
				rm -rf /run/flannel /etc/cni/net.d/10-flannel.conflist /opt/cni/bin/flannel
			fi

			# Rules of kubelet, kube-proxy, flanneld and the plugin portmap, which went without a last word. Others' keep their counters.
			if ours kubelet; then
				rules='KUBE-|CNI-HOSTPORT-|CNI-DN-|FLANNEL|flanneld'
				for tables in iptables ip6tables; do
					! $tables-save 2>/dev/null | grep -qE "$rules" || $tables-save -c | grep -vE "$rules" | $tables-restore -c -w 5 || true
				done
			fi

			mounted() { local at; while read -r _ at _; do case $at/ in "\${1// /\\\\040}"/*) return 0 ;; esac; done </proc/mounts; return 1; }
			# What is still mounted below may be anything, also of the same disk, where staying on one file system does not help.
			empty() ( # PATH
				shopt -s dotglob nullglob
				for entry in "$(readlink -f -- "$1")"/*; do
					[ "\${entry##*/}" != lost+found ] || continue
					if mounted "$entry"; then echo "left $entry: something is mounted there"; else rm -rf --one-file-system -- "$entry" || true; fi
				done
			)
			while IFS= read -r path; do
				[ ! -d "$path" ] || empty "$path"
			done < <(cat $state/data 2>/dev/null)

			# What kubectl keeps beside the kubeconfig, where that folder came with us.
			if grep -Fxq /root/.kube $state/directories; then rm -rf /root/.kube/cache /root/.kube/http-cache; fi

			while IFS= read -r path; do
				rm -f -- "$path"
				if [ -e "$state/replaced$path" ] || [ -L "$state/replaced$path" ]; then cp -a -- "$state/replaced$path" "$path"; fi
				echo "changed $path"
			done <$state/placed
			systemctl daemon-reload

			if [ -e $state/policy-rc.d ]; then rm -f /usr/sbin/policy-rc.d; fi
			# With a package goes what was installed since and needs it: that is not ours, so such a package stays.
			not_ours() { apt-get -s purge "$@" </dev/null | sed -nE 's/^(Remv|Purg|Inst) ([^ :]+).*/\\2/p' | sort -u | comm -23 - <(sort -u $state/packages); }
			purge() { run apt-get purge -y -qq "$@" </dev/null >/dev/null; }
			packages=$(comm -12 <(sort -u $state/packages) <(dpkg-query -W -f '\${Package}\\n' 2>/dev/null | sort -u))
			if [ -n "$packages" ]; then
				others=$(not_ours $packages)
				if [ -z "$others" ]; then purge $packages; else
					declare -A kept=()
					for package in $packages; do
						# Gone with one before it.
						dpkg-query -W "$package" >/dev/null 2>&1 || continue
						others=$(not_ours "$package")
						if [ -z "$others" ]; then purge "$package"; else kept[$(paste -sd' ' <<<"$others")]+=" $package"; fi
					done
					for others in "\${!kept[@]}"; do echo "left packages\${kept[$others]}: needed by $others"; done
				fi
			fi
			give_clocks_back
			# Not the whole file: mounts may have been added since.
			if grep -qs '^# kinstall: ' /etc/fstab; then
				sed -i --follow-symlinks 's/^# kinstall: //' /etc/fstab
				systemctl daemon-reload
			fi
			if [ -s $state/sysctl ]; then
				while IFS=' = ' read -r key value; do echo "$value" >"/proc/sys/\${key//.//}" 2>/dev/null || true; done <$state/sysctl
			fi
			if [ -s $state/swap ]; then for device in $(sort -u $state/swap); do run swapon "$device" || true; done; fi
			# Only those that were made, and none that something else runs as.
			if [ -e $state/accounts ]; then tac $state/accounts; fi | while read -r kind name; do
				getent "$([ "$kind" = user ] && echo passwd || echo group)" "$name" >/dev/null || continue
				"$kind"del "$name" || echo "left $kind $name"
			done
			sort -r $state/directories | while IFS= read -r path; do [ ! -d "$path" ] || rmdir -- "$path" 2>/dev/null || true; done
			if ours containerd; then rm -rf --one-file-system /run/containerd || true; fi
			rm -rf $state /run/kinstall`;
		const changed = told(stdout, 'changed');
		for (const what of changed) emit({type: 'changed', host: host.name, what: `removed ${what}`});
		// What stays is for the person to look at, so it ends the host's line.
		const left = told(stdout, 'left').map(what => `left ${what}`);
		const outcome = changed.length > 0 ? 'done' : 'unchanged';
		emit({type: 'task-ended', host: host.name, outcome, ...(left.length > 0 && {reason: left.join('; ')})});
		return true;
	} catch (error) {
		const {reason, next} = error instanceof ConnectionError ? {reason: error.message, next: error.next} : explain(error);
		emit({type: 'task-ended', host: host.name, outcome: 'failed', reason, ...(next && {next})});
		return false;
	}
};

await onCluster(async cluster => {
	const done = await Promise.all(cluster.spec.hosts.map(host => reset(cluster, host)));
	process.exitCode = done.every(Boolean) ? 0 : 1;
});
