# The end of a lab. It trusts names and cgroups rather than notes, so it also cleans what a killed lab.sh left half made.

down() {
	local i
	for i in $(hosts); do network_off "$i"; done
	# shellcheck disable=SC2046
	kill -9 $(clean_processes) 2>/dev/null || :
	cgroups_remove "$CGROUP" kill
	network_down
	clean_directory
	machine_leave
}

# Processes that power hosts, wherever they are on their way into their cgroups.
clean_processes() {
	local file
	for file in $(grep -lzsx -- "$LAB_ID" /proc/[0-9]*/cmdline 2>/dev/null); do
		! grep -zqsx -- _power "$file" || { file=${file#/proc/}; echo "${file%/cmdline}"; }
	done
}

# A host's mounts go with its last process, which may take a moment.
clean_directory() {
	local try
	for ((try = 0; try < 100; try++)); do
		rm -rf "$RUN" 2>/dev/null && return
		sleep .05
	done
	rm -rf "$RUN"
}

check() {
	local found=0
	clean_left mounts grep -lsE " $RUN/| $LAB_ID-h[0-9]+ " /proc/[0-9]*/mountinfo
	clean_left processes clean_processes
	clean_left cgroups clean_cgroups
	clean_left 'network namespaces' network_names
	clean_left directories ls -d "$RUN"
	clean_left note ls -d "$NOTE/labs/$LAB_ID"
	[ ! -d "$NOTE" ] || [ -n "$(ls -A "$NOTE/labs" 2>/dev/null)" ] || clean_left 'settings of the machine' ls "$NOTE"
	[ $found = 1 ] || text clean
	return $found
}

clean_left() {
	local left
	left=$("${@:2}" 2>/dev/null | head -n 20 | tr '\n' ' ' || :)
	[ -z "$left" ] || { found=1; text left "$1" "$left"; }
}

clean_cgroups() {
	local root
	for root in $(cgroups_roots); do ls -d "$root/$CGROUP" 2>/dev/null || :; done
}
