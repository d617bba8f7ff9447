# Can this machine hold a lab? Each problem is tried rather than guessed, and named with what mends it.
SPACE=2000 # MB: the base, and five hosts with Kubernetes on them

doctor() {
	local found=0 missing
	missing=$(doctor_packages)
	[ "$(id -u)" = 0 ] || doctor_problem d-root
	[ -z "$missing" ] || doctor_problem d-packages "$missing"
	if [ "$(id -u)" = 0 ]; then
		# unshare and pivot_root refuse a root that is a mere folder of a mount.
		grep -qE '^[^ ]+ [^ ]+ [^ ]+ [^ ]+ / ' /proc/self/mountinfo || { doctor_problem d-chroot; return 1; }
		doctor_namespaces
		[ -n "$missing" ] || doctor_network
		doctor_cgroups
		doctor_disk
	fi
	[ $found = 1 ] || text fine "cgroup $(cgroups_mode)" "$(doctor_free)" "$KINSTALL_LAB"
	return $found
}

doctor_problem() {
	[ $found = 1 ] || text cannot
	found=1
	text "$@"
}

# Packages whose commands are missing, all on one line.
doctor_packages() {
	local command package missing=
	while read -r package command; do
		command -v "$command" >/dev/null || PATH=$PATH:/usr/sbin:/sbin command -v "$command" >/dev/null || missing+=" $package"
	done <<-'END'
		debootstrap debootstrap
		iproute2 ip
		openssh-client ssh
		util-linux nsenter
		util-linux setsid
		util-linux flock
		mount mount
		perl-base perl
		findutils xargs
		apt apt-get
	END
	echo "$missing" | xargs -n 1 | sort -u | xargs
}

doctor_namespaces() {
	local error
	error=$(unshare --mount --uts --ipc --pid --fork --net --cgroup true 2>&1) || doctor_problem d-namespaces "$error"
}

doctor_network() {
	local error
	error=$(unshare --net sh -c 'ip link add br0 type bridge && ip link add v1 type veth peer name v2' 2>&1) || doctor_problem d-network "$error"
}

doctor_cgroups() {
	local controller missing=
	[ "$(cgroups_mode)" != none ] || { doctor_problem d-cgroup; return; }
	for controller in cpu cpuset memory pids; do
		cgroups_controllers | tr ' ' '\n' | grep -qx $controller || missing+=" $controller"
	done
	[ -z "$missing" ] || doctor_problem d-controllers "$missing"
	[ -w "$(cgroups_roots | head -n 1)" ] || doctor_problem d-cgroup-write
}

doctor_disk() {
	local kind error try=$KINSTALL_LAB/.doctor
	mkdir -p "$KINSTALL_LAB"
	kind=$(stat -fc %T "$KINSTALL_LAB")
	case $kind in overlayfs | nfs | fuse*) doctor_problem d-overlay "$KINSTALL_LAB" "$kind"; return ;; esac
	mkdir -p "$try"/{lower,upper,work,root}
	# shellcheck disable=SC2016
	error=$(unshare --mount sh -c 'cd "$1" && mount -t overlay doctor -o lowerdir=lower,upperdir=upper,workdir=work root' sh "$try" 2>&1) ||
		doctor_problem d-overlay-mount "$KINSTALL_LAB" "$error"
	rm -rf "$try"
	[ -d "$RUN" ] || [ "$(doctor_free)" -ge $SPACE ] || doctor_problem d-space "$KINSTALL_LAB" "$(doctor_free)" $SPACE
}

doctor_free() { df -Pm "$KINSTALL_LAB" | awk 'NR == 2 {print $4}'; }
