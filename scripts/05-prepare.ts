#!/usr/bin/env -S npx zx
import {texts} from '../source/texts/texts.ts';
// Prepare a host: packages of the distribution, accounts, kernel modules, sysctls, no swap. Safe to run again; reset puts it back.
import {bringPackages} from './lib/bring-packages.ts';
import {byProxy} from './lib/by-proxy.ts';
import {Failure, phase} from './lib/phase.ts';
import {readUnpacked} from './lib/put.ts';
import {told} from './lib/told.ts';

await phase(async ({$, host, put, send, vars, changed, folder}) => {
	const note = (stdout: string) => {
		for (const what of told(stdout, 'changed')) changed(what);
	};
	const packages = vars.packages as string[];
	if (packages.length > 0) {
		const bundled = vars.bundled === true;
		if (bundled) await bringPackages({$, send}, packages, (await readUnpacked(folder)).packages?.[host.name]);
		const proxied = await byProxy($, vars, folder);
		const {stdout} = await proxied.$`
			${proxied.take}
			begin
			policy=/usr/sbin/policy-rc.d
			# The note says that the file is ours, also to a run after a power cut, and to reset.
			drop_policy() { [ ! -e $state/policy-rc.d ] || { rm -f $policy; rm -f $state/policy-rc.d; }; }
			installed() { dpkg-query -W -f '\${db:Status-Status} \${Package}\\n' | sed -n 's/^installed //p' | sort; }
			drop_policy
			[ ${bundled} = false ] || export APT_CONFIG=$state/bundle/apt.conf
			want_packages ${packages}
			if [ \${#wanted[@]} -gt 0 ]; then
				command -v apt-get >/dev/null || { echo "no apt-get; install by hand: \${wanted[*]}"; exit 0; }
				# On disk, so that what a killed run installed is still known as ours; whole, or a power cut would make all packages ours.
				if [ ! -e $state/packages.before ]; then
					installed >$state/packages.were
					dpkg-query -W -f '\${Package}\\n' | sort >$state/packages.before.new
					sync $state/packages.were $state/packages.before.new
					mv $state/packages.before.new $state/packages.before
				fi
				# No daemon shall start, or stay enabled, because its package came: the balancer is a unit of its own.
				if [ ! -e $policy ]; then
					trap drop_policy EXIT
					touch $state/policy-rc.d
					printf '#!/bin/sh\\nexit 101\\n' >$policy
					chmod 755 $policy
				fi
				[ -z "$(dpkg --audit)" ] || run dpkg --configure -a --force-confold </dev/null
				# nginx leaves its welcome page behind when it is purged.
				case " \${wanted[*]} " in *' nginx-light '*)
					for path in /var/www /var/www/html; do [ -d $path ] || echo $path >>$state/directories; done
					[ -e /var/www/html/index.nginx-debian.html ] || claim_path /var/www/html/index.nginx-debian.html ;;
				esac
				# Named's configuration keeps the package from taking this folder along.
				case " \${wanted[*]} " in *' bind9 '*) [ -d /etc/bind ] || echo /etc/bind >>$state/directories ;; esac
				run apt-get update -qq
				run apt-get install -y -qq --no-install-recommends -o Dpkg::Options::=--force-confold "\${wanted[@]}" </dev/null
				say_changed "packages \${wanted[*]}"
			fi
			rm -rf $state/bundle
			if [ -e $state/packages.before ]; then
				# What cannot be beside chrony. It comes back with reset, or when chrony goes.
				comm -23 $state/packages.were <(installed) | grep -xE 'systemd-timesyncd|ntp|ntpsec|openntpd' >>$state/packages.lost || true
				comm -13 $state/packages.before <(dpkg-query -W -f '\${Package}\\n' | sort) >>$state/packages
				rm $state/packages.before $state/packages.were
			fi
			# Asked each time, as a run may have died between the package and this. What was here before is not ours to disable.
			for daemon in nginx haproxy keepalived chrony rpcbind named:bind9; do
				package=\${daemon#*:} daemon=\${daemon%:*}
				grep -Eqx "$package(-.*)?" $state/packages && systemctl is-enabled -q $daemon.service 2>/dev/null || continue
				owner=$(dpkg-query -S "*/systemd/system/$daemon.service" 2>/dev/null | cut -d: -f1 | head -1 || true)
				grep -Fqx -- "$owner" $state/packages || continue
				run systemctl disable -q --now $daemon.service
				# rpcbind's would start it at the first connection.
				! systemctl cat $daemon.socket >/dev/null 2>&1 || run systemctl disable -q --now $daemon.socket
			done`;
		note(stdout);
		const missing = stdout.split('\n').find(line => line.startsWith('no apt-get'));
		if (missing) throw new Failure(`${host.name}: ${missing}`, texts.run.noPackager);
	}

	note(
		(
			await $`
			begin
			# Noted before it is made: a reset after a power cut still knows. Accounts that were here are not ours.
			for group in ${vars.users as string[]} ${vars.groups as string[]}; do
				getent group "$group" >/dev/null || { echo "group $group" >>$state/accounts; run groupadd --system "$group"; say_changed "group $group"; }
			done
			for user in ${vars.users as string[]}; do
				getent passwd "$user" >/dev/null && continue
				echo "user $user" >>$state/accounts
				run useradd --system --gid "$user" --no-create-home --home-dir /nonexistent --shell /usr/sbin/nologin "$user"
				say_changed "user $user"
			done`
		).stdout,
	);

	await put();
	if (!vars.node) return;

	const {stdout} = await $`
		for module in ${vars.modules as string[]}; do modprobe -q "$module" 2>/dev/null || true; done
		grep -qw overlay /proc/filesystems || { echo 'this kernel has no overlay file system' >&2; exit 1; }
		case ' '${(vars.modules as string[]).join(' ')}' ' in *' ip_vs '*) [ -e /proc/net/ip_vs ] || { echo 'this kernel has no ip_vs' >&2; exit 1; } ;; esac
		[ -e /proc/sys/net/bridge/bridge-nf-call-iptables ] || { echo 'this kernel has no br_netfilter' >&2; exit 1; }

		file=/etc/sysctl.d/90-kinstall.conf
		while IFS=' = ' read -r key value; do
			now=$(cat "/proc/sys/\${key//.//}")
			[ "$now" != "$value" ] || continue
			grep -q "^$key = " $state/sysctl 2>/dev/null || echo "$key = $now" >>$state/sysctl
			echo "$value" >"/proc/sys/\${key//.//}"
			say_changed "sysctl $key = $value"
		done <$file

		# Kubelet and kube-proxy set these by themselves: what they were is noted for reset. The last ones come with modules and stay with them.
		for key in vm.overcommit_memory vm.panic_on_oom kernel.panic kernel.panic_on_oops kernel.keys.root_maxkeys kernel.keys.root_maxbytes net.ipv4.conf.all.{route_localnet,arp_ignore,arp_announce} \\
			net.netfilter.nf_conntrack_{buckets,max,tcp_timeout_established,tcp_timeout_close_wait} net.ipv4.vs.{conntrack,conn_reuse_mode,expire_nodest_conn,expire_quiescent_template}; do
			file="/proc/sys/\${key//.//}"
			[ ! -r "$file" ] || grep -q "^$key = " $state/sysctl 2>/dev/null || echo "$key = $(cat "$file")" >>$state/sysctl
		done

		# Whatever swap is on now: the next boot would bring what stands there. Only the prefix is undone at a reset, as other lines may come meanwhile.
		entry='^[[:space:]]*[^#[:space:]][^[:space:]]*[[:space:]]+[^[:space:]]+[[:space:]]+swap([[:space:]].*)?$'
		if grep -Eqs "$entry" /etc/fstab; then
			sed -E -i --follow-symlinks "s@$entry@# kinstall: &@" /etc/fstab
			say_changed 'no swap in /etc/fstab'
		fi
		if [ "$(wc -l </proc/swaps)" -gt 1 ]; then
			tail -n +2 /proc/swaps | cut -d' ' -f1 >>$state/swap
			run swapoff -a
			say_changed 'swap off'
		fi`;
	note(stdout);
});
