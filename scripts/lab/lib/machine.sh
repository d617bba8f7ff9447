# What the labs change on the machine itself, and how it is put back: noted under NOTE by the first lab, undone by the last.
NOTE=/run/kinstall-lab
INOTIFY=/proc/sys/fs/inotify/max_user_instances
INOTIFY_WANTED=1024 # one number for all hosts, as they share root's user; an idle host takes 7, and 128 is usual
# What hosts and pods use; hosts cannot load modules, so the machine does it for them.
MODULES='overlay bridge veth br_netfilter nf_conntrack nf_nat nf_tables nft_compat ip_tables iptable_filter iptable_nat
	iptable_mangle ip_set vxlan dummy tun macvlan ipip ip_vs ip_vs_rr ip_vs_wrr ip_vs_sh fuse'

# Run a function while holding the note; the lock is on /run itself, so that no lock file stays behind.
machine_locked() {
	local fd
	exec {fd}</run
	flock "$fd"
	"$@"
	exec {fd}<&-
}

machine_enter() { machine_locked machine_enter_; }
machine_enter_() {
	local other before after
	mkdir -p "$NOTE/labs"
	other=$(cat "$NOTE/labs/$LAB_ID" 2>/dev/null || :)
	[ -z "$other" ] || [ "$other" = "$RUN" ] || [ ! -d "$other" ] || die other-dir "$LAB_ID" "$other"
	echo "$RUN" >"$NOTE/labs/$LAB_ID"
	if [ "$(cat $INOTIFY)" -lt $INOTIFY_WANTED ]; then
		cat $INOTIFY >"$NOTE/inotify"
		echo $INOTIFY_WANTED >$INOTIFY
	fi
	[ ! -e "$NOTE/modules" ] && [ -d "/lib/modules/$(uname -r)" ] && command -v modprobe >/dev/null || return 0
	before=$(machine_loaded)
	# shellcheck disable=SC2086
	modprobe --all --quiet $MODULES 2>/dev/null || :
	after=$(machine_loaded)
	comm -13 <(echo "$before") <(echo "$after") >"$NOTE/modules"
}

machine_leave() { machine_locked machine_leave_; }
machine_leave_() {
	local module
	rm -f "$NOTE/labs/$LAB_ID"
	[ -d "$NOTE" ] && [ -z "$(ls -A "$NOTE/labs" 2>/dev/null)" ] || return 0
	# Somebody else may have set the value meanwhile: then it is theirs.
	[ ! -e "$NOTE/inotify" ] || [ "$(cat $INOTIFY)" != $INOTIFY_WANTED ] || cat "$NOTE/inotify" >$INOTIFY
	# One in use by others stays; the order of dependencies is modprobe's matter.
	[ ! -s "$NOTE/modules" ] || while read -r module; do modprobe --remove --quiet "$module" 2>/dev/null || :; done <"$NOTE/modules"
	cgroups_restore
	rm -rf "$NOTE"
}

machine_loaded() { cut -d' ' -f1 /proc/modules 2>/dev/null | sort; }

# Hosts see a /lib/modules that names as built in whatever this kernel has: modprobe of these succeeds in a host, and of
# anything else fails, as on a machine of their own with this kernel.
machine_modules() {
	local kernel tree
	kernel=$(uname -r)
	tree=$RUN/modules/lib/modules/$kernel
	[ ! -e "$RUN/modules/done" ] || return 0
	mkdir -p "$tree"
	: >"$tree/modules.order"
	machine_builtin "$kernel" | sort -u >"$tree/modules.builtin"
	cp "$BASE/kmod" "$RUN/modules/depmod"
	unshare --mount --propagation private sh -c 'mount --bind "$1" "$2/mnt" && exec chroot "$2" /mnt/depmod -b /mnt "$3"' \
		sh "$RUN/modules" "$BASE/root" "$kernel" 2>"$RUN/modules/depmod.log" # it misses modules.builtin.modinfo, which it can do without
	touch "$RUN/modules/done"
}

machine_builtin() {
	local config option modules module path
	cat "/lib/modules/$1/modules.builtin" 2>/dev/null || :
	while read -r module; do echo "kernel/loaded/$module.ko"; done < <(machine_loaded)
	if [ -e /proc/config.gz ]; then config=$(zcat /proc/config.gz); else config=$(cat "/boot/config-$1" 2>/dev/null || :); fi
	while read -r option modules; do
		[[ $'\n'$config == *$'\n'CONFIG_$option=y* ]] || continue
		for path in $modules; do echo "kernel/$path.ko"; done
	done <"$HERE/modules.txt"
}
