# Where the hosts' base lies: one folder per recipe (this project's base.sh), with root/ (read-only, shared by all hosts),
# packages/ (their apt source) and kmod (depmod for the machine's side).
SUITE=bookworm
BASE=$KINSTALL_LAB/base-$SUITE-$(uname -m)-$(sha256sum "$HERE/base.sh" | cut -c1-12)

# A lab keeps the base it was made with, also when the recipe changes under it.
[ ! -e "$RUN/base" ] || BASE=$(cat "$RUN/base")

base_exists() { [ -e "$BASE/done" ] && [ -e "$KEY" ]; }

# base [--install]: build it unless it is there. The work happens in base.sh, in a folder that gets its name at the end.
base_build() {
	local missing lock log=$KINSTALL_LAB/base.log started=$SECONDS install=${KINSTALL_LAB_INSTALL:-}
	! base_exists || { text base-ready "$BASE"; return; }
	[ "${1:-}" != --install ] || install=yes
	mkdir -p "$KINSTALL_LAB"
	exec {lock}<"$KINSTALL_LAB"
	flock --nonblock "$lock" || { text base-waits; flock "$lock"; }
	if ! base_exists; then
		missing=$(doctor_packages)
		[ -z "$missing" ] || base_install "$missing" "$install"
		[ -e "$KEY" ] || ssh-keygen -q -t ed25519 -N '' -C kinstall-lab -f "$KEY"
		LOG=$log bash "$HERE/base.sh" "$SELF" "$BASE.new" 8<&- || die base-failed "$log"
		mv "$BASE.new" "$BASE"
		[ -n "$(ls -A "$LABS" 2>/dev/null)" ] || find "$KINSTALL_LAB" -maxdepth 1 -name 'base-*' ! -path "$BASE" -exec rm -rf {} +
		text base-done $((SECONDS - started)) "$(du -sm "$BASE" | cut -f1)" "$BASE"
	fi
	exec {lock}<&-
}

base_install() {
	local log=$KINSTALL_LAB/install.log
	[ "$2" = yes ] || die missing "$1" "$1"
	text installing "$1"
	# shellcheck disable=SC2086
	DEBIAN_FRONTEND=noninteractive sh -c 'apt-get update && apt-get install -y --no-install-recommends "$@"' sh $1 >"$log" 2>&1 </dev/null ||
		die install-failed "$log"
}
