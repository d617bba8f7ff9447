# What runs a host: _power (outside, as long as it is powered on) starts _init as PID 1 of new namespaces, which joins the
# host's cgroup and goes on as _root, which lays out the root file system and becomes systemd.

# Files over what is global to the machine: a host may write them, and only it sees that.
# Everything else in these three folders of /proc/sys is read-only in a host.
SYSCTLS='vm/overcommit_memory vm/panic_on_oom vm/swappiness vm/max_map_count kernel/panic kernel/panic_on_oops kernel/pid_max
	kernel/threads-max kernel/sysrq kernel/printk kernel/core_pattern kernel/core_uses_pid kernel/keys/root_maxkeys
	kernel/keys/root_maxbytes kernel/softlockup_panic kernel/hung_task_timeout_secs kernel/dmesg_restrict kernel/kptr_restrict
	kernel/unprivileged_bpf_disabled kernel/randomize_va_space fs/file-max fs/nr_open fs/may_detach_mounts fs/aio-max-nr
	fs/pipe-max-size fs/suid_dumpable fs/protected_fifos fs/protected_hardlinks fs/protected_regular fs/protected_symlinks
	fs/inotify/max_user_watches fs/inotify/max_user_instances fs/inotify/max_queued_events'

# _power I ID: as a mains switch that is on. systemd ends with reboot(2), which its PID namespace's parent sees as a signal.
boot_power() {
	local i=$1 code
	[ -d "$RUN/h$i" ] || exit 0
	cgroups_enter power
	echo $BASHPID >"$RUN/h$i/power.pid"
	while :; do
		code=0
		network_boot "$i"
		nsenter --net="/run/netns/$LAB_ID-h$i" unshare --mount --uts --ipc --pid --fork --propagation private \
			bash "$SELF" _init "$i" || code=$?
		echo "node$i ended with $code"
		[ "$code" = 129 ] || break # 129: SIGHUP, a restart; 130: SIGINT, powered off; 137: killed
	done
	network_off "$i"
	rm -f "$RUN/h$i/power.pid"
}

# /proc is still the machine's: it tells the host's PID 1 as the machine counts it.
boot_init() {
	local i=$1 pid
	read -r pid _ </proc/self/stat
	echo "$pid" >"$RUN/h$i/init.pid.new"
	mv "$RUN/h$i/init.pid.new" "$RUN/h$i/init.pid"
	cgroups_enter "h$i"
	exec unshare --cgroup bash "$SELF" _root "$i"
}

boot_root() {
	local i=$1 root=$RUN/h$1/root
	cd /
	mount -t overlay "$LAB_ID-h$i" -o "lowerdir=$BASE/root,upperdir=$RUN/h$i/disk,workdir=$RUN/h$i/work" "$root"
	mount --bind "$RUN/h$i/lib" "$root/var/lib" # not on overlayfs: containerd lays overlays of its own there
	boot_readonly "$BASE/packages" "$root/srv/packages"
	boot_readonly "$RUN/modules/lib/modules" "$root/lib/modules"
	mount -t proc -o nosuid,nodev,noexec proc "$root/proc"
	mount -t sysfs -o nosuid,nodev,noexec sysfs "$root/sys"
	boot_devices "$root"
	mount -t tmpfs -o nosuid,nodev,mode=755 run "$root/run"
	mount -t tmpfs -o nosuid,nodev,mode=1777 tmp "$root/tmp"
	boot_kernel "$root"
	cgroups_mount "$root"
	mount -t bpf bpf "$root/sys/fs/bpf" 2>/dev/null || :
	hostname "node$i"
	boot_systemd "$root"
}

boot_readonly() {
	mount --bind "$1" "$2"
	mount -o remount,bind,ro "$2"
}

boot_devices() {
	local dev=$1/dev name
	mount -t tmpfs -o nosuid,mode=755,size=4m dev "$dev"
	mkdir "$dev/pts" "$dev/shm" "$dev/mqueue" "$dev/net"
	for name in null zero full random urandom tty kmsg fuse net/tun; do
		[ -e "/dev/$name" ] || continue
		: >"$dev/$name"
		mount --bind "/dev/$name" "$dev/$name"
	done
	[ -e "$dev/net/tun" ] || mknod -m 666 "$dev/net/tun" c 10 200 || :
	mount -t devpts -o newinstance,ptmxmode=0666,mode=620,gid=5 devpts "$dev/pts"
	mount -t tmpfs -o nosuid,nodev,mode=1777 shm "$dev/shm"
	mount -t mqueue mqueue "$dev/mqueue"
	ln -s pts/ptmx "$dev/ptmx"
	ln -s /proc/self/fd "$dev/fd"
	ln -s /proc/self/fd/0 "$dev/stdin"
	ln -s /proc/self/fd/1 "$dev/stdout"
	ln -s /proc/self/fd/2 "$dev/stderr"
	: >"$dev/console"
	mount --bind /dev/null "$dev/console"
}

# Cover FILE of the machine's with a plain file of the host's own; its content comes from stdin.
boot_cover() {
	local own
	own=$1/run/.lab/${2//\//.}
	[ -e "$1/$2" ] || return 0
	cat >"$own"
	mount --bind "$own" "$1/$2"
}

boot_kernel() {
	local root=$1 name
	mkdir -m 755 "$root/run/.lab"
	for name in kernel vm fs; do boot_readonly "$root/proc/sys/$name" "$root/proc/sys/$name"; done
	for name in $SYSCTLS; do
		[ ! -e "/proc/sys/$name" ] || boot_cover "$root" "proc/sys/$name" <"/proc/sys/$name"
	done
	cat /proc/sys/net/netfilter/nf_conntrack_max 2>/dev/null | boot_cover "$root" proc/sys/net/netfilter/nf_conntrack_max
	cat /sys/module/nf_conntrack/parameters/hashsize 2>/dev/null | boot_cover "$root" sys/module/nf_conntrack/parameters/hashsize
	boot_cover "$root" proc/sys/kernel/random/boot_id </proc/sys/kernel/random/uuid # a new one at each boot
	head -n 1 /proc/swaps | boot_cover "$root" proc/swaps # swapoff in a host must not reach the machine's swap
	boot_cover "$root" proc/sysrq-trigger </dev/null
}

boot_systemd() {
	mount --make-rprivate /
	cd "$1"
	mkdir -p .old
	pivot_root . .old
	# shellcheck disable=SC2016
	exec chroot . /bin/sh -c '
		umount -l /.old
		rmdir /.old
		mount --make-rshared /
		cd /
		exec env -i container=lab PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin /lib/systemd/systemd
	' </dev/null >/dev/null 2>&1
}
