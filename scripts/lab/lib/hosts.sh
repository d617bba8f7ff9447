# One host: RUN/hI holds its disk (disk: what differs from the base; lib: its /var/lib), init.pid and power.pid as the machine
# counts them, console.log, and `cut` while its cable is unplugged.

# The number of an existing host, or an error.
host() {
	[[ ${1:-} =~ ^[0-9]+$ && -d $RUN/h$1 ]] || die no-host "${1:-}" "$LAB_ID"
	echo "$1"
}

hosts() { ls "$RUN" 2>/dev/null | sed -n 's/^h\([0-9]*\)$/\1/p' | sort -n; }

# Make the disk of host I. It gets its name in one step, so that an interrupted `up` leaves no half host.
host_make() {
	local i=$1 new=$RUN/new$1 disk=$RUN/new$1/disk
	[ ! -d "$RUN/h$i" ] || return 0
	rm -rf "$new"
	mkdir -p "$disk/etc/ssh" "$new/work" "$new/root"
	cp -a "$BASE/root/var/lib" "$new/lib"
	tr -d - </proc/sys/kernel/random/uuid >"$disk/etc/machine-id"
	echo "node$i" >"$disk/etc/hostname"
	printf '127.0.0.1\tlocalhost\n127.0.1.1\tnode%s\n' "$i" >"$disk/etc/hosts"
	ssh-keygen -q -t ed25519 -N '' -C "root@node$i" -f "$disk/etc/ssh/ssh_host_ed25519_key"
	host_key "$disk/root" 0
	mkdir "$disk/home"
	host_key "$disk/home/admin" 1000
	host_key "$disk/home/locked" 1001
	mv "$new" "$RUN/h$i"
}

# Let the lab's key in: DIR is a home, OWNER its user (the directory's mode and owner are the overlay's, over the base's).
host_key() {
	mkdir -m 700 "$1" "$1/.ssh"
	cp "$KEY.pub" "$1/.ssh/authorized_keys"
	chmod 600 "$1/.ssh/authorized_keys"
	chown -R "$2:$2" "$1"
}

host_pid() { cat "$RUN/h$1/init.pid" 2>/dev/null || echo 0; }

# Is the process of init.pid still PID 1 of this host (and not another one with a number used again)?
host_alive() {
	local pid
	pid=$(host_pid "$1")
	[ "$pid" != 0 ] && grep -qs $'^NSpid:.*\t1$' "/proc/$pid/status" &&
		[ "$(readlink "/proc/$pid/ns/net" 2>/dev/null)" = "net:[$(stat -Lc %i "/run/netns/$LAB_ID-h$1" 2>/dev/null)]" ]
}

host_start() {
	local i=$1 try
	! host_alive "$i" || die runs "$i"
	host_end "$i"
	cgroups_make power
	cgroups_make "h$i"
	setsid --fork bash "$SELF" _power "$i" "$LAB_ID" </dev/null >>"$RUN/h$i/console.log" 2>&1 8<&-
	for ((try = 0; try < 200; try++)); do
		! host_alive "$i" || return 0
		sleep .05
	done
	die no-start "$i" "$(tail -n 3 "$RUN/h$i/console.log")"
}

# Until sshd listens and logins are allowed. It looks from outside, so that waiting costs the host nothing.
host_wait() {
	local i=$1 seconds=60 end pid
	end=$((SECONDS + seconds))
	while ((SECONDS < end)); do
		pid=$(host_pid "$i")
		if grep -qs '^ *[0-9]*: 00000000:0016 00000000:0000 0A' "/proc/$pid/net/tcp" && host_alive "$i" && [ ! -e "/proc/$pid/root/run/nologin" ]; then return 0; fi
		sleep .05
	done
	die no-ssh "$i" "$seconds"
}

# What is left of a host that ended or was killed.
host_end() {
	local power
	power=$(cat "$RUN/h$1/power.pid" 2>/dev/null || echo self) # "self" is never one
	[[ $(tr '\0' ' ' 2>/dev/null <"/proc/$power/cmdline") != *" _power $1 $LAB_ID " ]] || kill -9 "$power" 2>/dev/null || :
	cgroups_remove "$CGROUP/h$1" kill
	network_off "$1"
	rm -f "$RUN/h$1/init.pid" "$RUN/h$1/power.pid"
}

# A power cut: the cable goes first, so that no peer hears of it.
host_kill() {
	network_off "$1"
	host_end "$1"
}

host_stop() {
	local i=$1 seconds=100 end
	host_alive "$i" || die is-off "$i"
	kill -s RTMIN+4 "$(host_pid "$i")" # systemd: poweroff
	end=$((SECONDS + seconds))
	while host_alive "$i" || [ -e "$RUN/h$i/power.pid" ]; do
		((SECONDS < end)) || die no-end "$i" "$seconds"
		sleep .05
	done
	host_end "$i"
}

host_reboot() {
	local i=$1 pid seconds=100 end
	host_alive "$i" || die is-off "$i"
	pid=$(host_pid "$i")
	kill -s RTMIN+5 "$pid" # systemd: reboot
	end=$((SECONDS + seconds))
	while [ "$(host_pid "$i")" = "$pid" ]; do
		((SECONDS < end)) || die no-end "$i" "$seconds"
		sleep .05
	done
	host_wait "$i"
}

host_exec() {
	local i=$1
	shift
	host_alive "$i" || die is-off "$i"
	exec nsenter --target "$(host_pid "$i")" --mount --uts --ipc --net --pid --cgroup --root --wd -- \
		env -i PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin HOME=/root TERM="${TERM:-dumb}" "$@"
}

hosts_ssh_config() {
	local i
	for i in $(hosts); do
		cat <<-END
			Host node$i $(network_address "$i") $(network_address6 "$i")
			    HostName $(network_address "$i")
			    User root
			    IdentityFile "$KEY"
			    IdentitiesOnly yes
			    UserKnownHostsFile "$RUN/known_hosts"
			    ProxyCommand nsenter --net=/run/netns/$CTL perl "$HERE/connect.pl" %h %p
		END
	done
}

hosts_config() {
	local i
	hosts_ssh_config >"$RUN/ssh_config"
	for i in $(hosts); do
		echo "$(network_address "$i"),node$i $(cut -d' ' -f1,2 "$RUN/h$i/disk/etc/ssh/ssh_host_ed25519_key.pub")"
	done >"$RUN/known_hosts"
}

hosts_stat() {
	local i state pid memory
	for i in $(hosts); do
		state=off pid=- memory=-
		if host_alive "$i"; then state=up pid=$(host_pid "$i"); fi
		memory=$(cat "/sys/fs/cgroup/memory/$CGROUP/h$i/memory.usage_in_bytes" "/sys/fs/cgroup/$CGROUP/h$i/memory.current" 2>/dev/null || :)
		text stat "$i" "$(network_address "$i")" "$state" "$pid" "$((${memory:-0} >> 20))" "$(du -sm "$RUN/h$i" 2>/dev/null | cut -f1)"
	done
}
