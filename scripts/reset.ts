#!/usr/bin/env -S npx zx
// Take a cluster off its hosts: stop what kinstall started, remove what it placed, put back what it replaced. `reset.ts --cluster DIR`
import type {Host} from '../source/spec/types.ts';
import {type Cluster, onCluster} from './lib/cluster.ts';
import {emit} from './lib/emit.ts';
import {explain} from './lib/explain.ts';
import {ConnectionError} from './lib/ssh.ts';

const reset = async ({on}: Cluster, host: Host): Promise<boolean> => {
	emit({type: 'task-started', host: host.name});
	try {
		const $ = await on(host, 'reset');
		const {stdout} = await $`
			[ -d $state ] || { echo 'nothing of kinstall here'; exit 0; }

			# First what starts things again, then the containers, then the rest.
			systemctl stop -q kinstall-bootstrap.service 2>/dev/null || true
			units=$(grep -o '[^/]*[.]service$' $state/placed || true)
			for unit in kubelet.service kube-proxy.service $units; do
				[ "$unit" != containerd.service ] || continue
				systemctl disable -q --now "$unit" 2>/dev/null || true
			done
			if grep -q /containerd.service $state/placed; then
				systemctl kill -s KILL kubepods.slice 2>/dev/null || true
				# The shims stay in the daemon's control group when it stops.
				systemctl kill -s KILL containerd.service 2>/dev/null || true
				run systemctl disable -q --now containerd.service || true
			fi
			if grep -q /kube-proxy.service $state/placed; then run /usr/local/bin/kube-proxy --cleanup >/dev/null 2>&1 || true; fi

			# The pods' mounts and networks.
			for mount in $(cut -d' ' -f2 /proc/mounts | grep -E '^(/var/lib/kubelet/|/run/containerd/|/var/lib/containerd/|/run/netns/cni-)' | sort -r); do umount -l "$mount" || true; done
			rm -f /run/netns/cni-*
			if [ -x /etc/kinstall/network.sh ]; then run /etc/kinstall/network.sh remove || true; fi
			command -v ip >/dev/null && ip link show cni0 >/dev/null 2>&1 && run ip link delete cni0 || true

			while IFS= read -r path; do
				[ -n "$path" ] || continue
				find "$path" -mindepth 1 -delete 2>/dev/null || true
			done < <(cat $state/data 2>/dev/null)

			# What kubectl keeps beside the kubeconfig, where that folder came with us.
			if grep -Fxq /root/.kube $state/directories; then rm -rf /root/.kube/cache /root/.kube/http-cache; fi

			while IFS= read -r path; do
				rm -f -- "$path"
				if [ -e "$state/replaced$path" ] || [ -L "$state/replaced$path" ]; then cp -a -- "$state/replaced$path" "$path"; fi
				echo "changed $path"
			done <$state/placed
			systemctl daemon-reload

			if [ -s $state/packages ]; then run apt-get purge -y -qq $(sort -u $state/packages) </dev/null >/dev/null; fi
			if [ -s $state/sysctl ]; then
				while IFS=' = ' read -r key value; do echo "$value" >"/proc/sys/\${key//.//}" 2>/dev/null || true; done <$state/sysctl
			fi
			if [ -s $state/swap ]; then for device in $(sort -u $state/swap); do run swapon "$device" || true; done; fi
			sort -r $state/directories | while IFS= read -r path; do [ ! -d "$path" ] || rmdir -- "$path" 2>/dev/null || true; done
			rm -rf $state /run/kinstall /run/containerd`;
		const changed = stdout.split('\n').filter(line => line.startsWith('changed '));
		for (const line of changed) emit({type: 'changed', host: host.name, what: `removed ${line.slice('changed '.length)}`});
		emit({type: 'task-ended', host: host.name, outcome: changed.length > 0 ? 'done' : 'unchanged'});
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
