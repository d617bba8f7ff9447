# Control groups: lab-ID/hI holds a host (it is the root of the host's own cgroup namespace), lab-ID/power what powers it.
# One hierarchy per controller on cgroup v1 and hybrid, a single one on v2.
CGROUP=lab-$LAB_ID

cgroups_mode() {
	case $(stat -fc %T /sys/fs/cgroup 2>/dev/null) in
		cgroup2fs) echo v2 ;;
		tmpfs) if [ -e /sys/fs/cgroup/unified/cgroup.procs ]; then echo hybrid; else echo v1; fi ;;
		*) echo none ;;
	esac
}

# The roots of all hierarchies. v1 often has links beside them (cpu -> cpu,cpuacct).
cgroups_roots() {
	local root
	[ "$(cgroups_mode)" != v2 ] || { echo /sys/fs/cgroup; return; }
	for root in /sys/fs/cgroup/*; do
		[ -L "$root" ] || [ ! -e "$root/cgroup.procs" ] || echo "$root"
	done
}

# Controllers that hosts can have, whichever version.
cgroups_controllers() {
	local root=/sys/fs/cgroup
	[ "$(cgroups_mode)" = v2 ] || { awk '$4 == 1 {print $1}' /proc/cgroups; return; }
	# In a container this is no real root (it has a type): while it holds processes, it can give its children no more.
	if [ -e $root/cgroup.type ] && [ -n "$(cat $root/cgroup.procs)" ]; then cat $root/cgroup.subtree_control; else cat $root/cgroup.controllers; fi
}

cgroups_make() {
	local root name=$1
	for root in $(cgroups_roots); do
		if [ -e "$root/cgroup.controllers" ] && [ "$(cgroups_mode)" = v2 ]; then
			[ -e "$NOTE/subtree" ] || cat "$root/cgroup.subtree_control" >"$NOTE/subtree"
			mkdir -p "$root/$CGROUP"
			cgroups_delegate "$root"
			cgroups_delegate "$root/$CGROUP"
		fi
		mkdir -p "$root/$CGROUP/$name"
		[ -e "$root/cpuset.cpus" ] && [ "$(cgroups_mode)" != v2 ] || continue
		cgroups_cpuset "$root/$CGROUP"
		cgroups_cpuset "$root/$CGROUP/$name"
	done
}

# v2: let the children of a group have every controller there is, one by one, as one that refuses must not stop the others.
cgroups_delegate() {
	local controller
	for controller in $(cat "$1/cgroup.controllers"); do
		echo "+$controller" >"$1/cgroup.subtree_control" 2>/dev/null || :
	done
}

# v1: a cpuset takes no process before it has CPUs and memory nodes; writing them again is refused once it has children.
cgroups_cpuset() {
	[ -n "$(cat "$1/cpuset.cpus")" ] || cat "$1/../cpuset.cpus" >"$1/cpuset.cpus"
	[ -n "$(cat "$1/cpuset.mems")" ] || cat "$1/../cpuset.mems" >"$1/cpuset.mems"
}

# Move the calling shell. 0 is "myself", whatever PID namespace it is in.
cgroups_enter() {
	local root
	for root in $(cgroups_roots); do echo 0 >"$root/$CGROUP/$1/cgroup.procs"; done
}

# In a host that is being started: mount what it sees at DIR/sys/fs/cgroup. Its cgroup namespace makes hI the root there.
cgroups_mount() {
	local root name at=$1/sys/fs/cgroup options=nosuid,nodev,noexec
	if [ "$(cgroups_mode)" = v2 ]; then mount -t cgroup2 -o $options cgroup2 "$at"; return; fi
	mount -t tmpfs -o $options,mode=755 cgroup "$at"
	for root in $(cgroups_roots); do
		name=${root##*/}
		mkdir "$at/$name"
		case $name in
			unified) mount -t cgroup2 -o $options cgroup2 "$at/$name" ;;
			systemd) mount -t cgroup -o $options,none,name=systemd cgroup "$at/$name" ;;
			*) mount -t cgroup -o "$options,$name" cgroup "$at/$name" ;;
		esac
	done
}

# Every process of a group and below, as the machine counts them (0 would be one that it cannot see, and mean "myself" to kill).
cgroups_processes() {
	local root
	for root in $(cgroups_roots); do
		[ ! -d "$root/$1" ] || find "$root/$1" -name cgroup.procs -exec cat {} + 2>/dev/null || :
	done | grep -v '^0$' | sort -un || :
}

# Remove a group and all below it once its processes are gone; kills them when told to.
cgroups_remove() {
	local group=$1 kill=${2:-} root try
	for ((try = 0; try < 200; try++)); do
		# shellcheck disable=SC2046
		[ -z "$kill" ] || kill -9 $(cgroups_processes "$group") 2>/dev/null || :
		for root in $(cgroups_roots); do
			[ ! -d "$root/$group" ] || find "$root/$group" -depth -type d -exec rmdir {} + 2>/dev/null || :
		done
		[ -n "$(for root in $(cgroups_roots); do [ ! -d "$root/$group" ] || echo left; done)" ] || return 0
		sleep .05
	done
	die in-cgroup "$group"
}

# v2: controllers that the labs switched on for the root's children go off again.
cgroups_restore() {
	local controller
	[ -e "$NOTE/subtree" ] || return 0
	for controller in $(cat /sys/fs/cgroup/cgroup.subtree_control); do
		grep -qw "$controller" "$NOTE/subtree" || echo "-$controller" >/sys/fs/cgroup/cgroup.subtree_control 2>/dev/null || :
	done
}
