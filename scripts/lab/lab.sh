#!/bin/bash
# Real Linux hosts on one machine, without a VM: each has a network namespace, an address, a root file system (an
# overlay over one base), systemd as PID 1 and sshd. `lab.sh help` lists the commands.
#
# KINSTALL_LAB  where base and hosts lie (not on overlayfs)   LAB_ID  several labs side by side, one name each
# LAB_NET       host I is LAB_NET.(10+I), the installer's side LAB_NET.1, in a network namespace of the lab's own; each also has an
#               IPv6 address of the same digits, fd00:10:88::11
set -euo pipefail
umask 022
export KINSTALL_LAB=${KINSTALL_LAB:-${XDG_CACHE_HOME:-${HOME:-/root}/.cache}/kinstall/lab}
export LAB_ID=${LAB_ID:-kinstall} LAB_NET=${LAB_NET:-10.88.0}
SELF=$(readlink -f "${BASH_SOURCE[0]}")
HERE=${SELF%/*}
LABS=$KINSTALL_LAB/labs RUN=$KINSTALL_LAB/labs/$LAB_ID CTL=$LAB_ID-ctl KEY=$KINSTALL_LAB/id_ed25519
for part in text machine base cgroups network hosts boot clean doctor; do
	. "$HERE/lib/$part.sh"
done

[[ $LAB_ID =~ ^[a-z0-9][a-z0-9-]{0,30}$ ]] || die bad-id "$LAB_ID"
[[ $LAB_NET =~ ^([0-9]{1,3})\.([0-9]{1,3})\.([0-9]{1,3})$ ]] || die bad-net "$LAB_NET"

# up N [--base]: make and start what is not there yet; hosts that stand are left alone.
up() {
	local count=${1:-5} i
	[[ $count =~ ^[0-9]+$ && $count -ge 1 && $count -le 200 ]] || die bad-count "$count"
	[ "${2:-}" != --base ] || base_build
	[ -d "$RUN" ] || doctor >/dev/null || { doctor >&2; return 1; }
	base_exists || die no-base
	lab_lock
	machine_enter
	network_up
	echo "$BASE" >"$RUN/base"
	machine_modules
	local -A jobs=()
	for ((i = 1; i <= count; i++)); do
		(
			host_make "$i"
			host_alive "$i" || host_start "$i"
			host_wait "$i"
		) &
		jobs[$i]=$!
	done
	local failed=0
	for i in "${!jobs[@]}"; do wait "${jobs[$i]}" || failed=1; done
	hosts_config
	[ $failed = 0 ] || die up-failed
}

# Only up and down exclude each other: a power cut must be able to come at any time.
lab_lock() {
	mkdir -p "$LABS"
	exec 8<"$LABS"
	flock -w 300 8 || die locked "$LABS"
}

command=${1:-help}
shift || :
case $command in
	start | stop | kill | reboot | partition | heal | exec | ssh)
		as_root
		i=$(host "${1:-}") # on a line of its own, so that its error ends the script
		shift
		;;
esac
case $command in
	up) as_root; up "$@" ;;
	base) as_root; base_build "$@" ;;
	start) host_start "$i"; host_wait "$i" ;;
	stop) host_stop "$i" ;;
	kill) host_kill "$i" ;;
	reboot) host_reboot "$i" ;;
	partition) network_cut "$i" ;;
	heal) network_join "$i" ;;
	exec) host_exec "$i" "$@" ;;
	ssh) exec ssh -F "$RUN/ssh_config" "node$i" "$@" ;;
	ssh-config) hosts_ssh_config ;;
	ctl) as_root; [ -e "/run/netns/$CTL" ] || die no-lab "$LAB_ID"; exec nsenter --net="/run/netns/$CTL" "$@" ;;
	stat) hosts_stat ;;
	down) as_root; lab_lock; down ;;
	check) as_root; check ;;
	doctor) doctor "$@" ;;
	help) text help ;;
	_power) boot_power "$@" ;; # the rest is called by the lab itself
	_init) boot_init "$@" ;;
	_root) boot_root "$@" ;;
	*) text help >&2; exit 2 ;;
esac
