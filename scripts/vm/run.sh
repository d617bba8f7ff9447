#!/bin/bash
# run.sh [OPTION OF AVA...]: what `npm run test:vm` does. Gets QEMU, the lab's Debian, artifacts and a disk, each once, and tests kinstall on one whole machine.
# The tests, QEMU and all they start live in namespaces of their own: their network is a loopback alone, and whatever ends this script ends them all.
set -euo pipefail
umask 022
cd "$(dirname "${BASH_SOURCE[0]}")/../.."
HERE=$PWD/scripts/lab RUN=/nonexistent
CACHE=${XDG_CACHE_HOME:-${HOME:-/root}/.cache}/kinstall
KINSTALL_LAB=${KINSTALL_LAB:-$CACHE/lab}
VM=$CACHE/vm

[ "$(id -u)" = 0 ] || { echo 'test:vm needs root: it makes a disk and namespaces' >&2; exit 1; }
mkdir -p "$VM"
exec 9>"$VM/lock"
flock --nonblock 9 || { echo 'another test:vm is at work' >&2; exit 1; }

at='' child='' directory=''
ended() {
	[ -z "$child" ] || kill -KILL "$child" 2>/dev/null || :
	# What was killed may write a last time.
	[ -z "$directory" ] || { rm -rf "$directory" 2>/dev/null || { sleep 1 && rm -rf "$directory"; } && rm -f "$VM/temporary"; }
	[ "$1" = 0 ] || echo "test:vm failed after $SECONDS s: $at" >&2
}
trap 'ended $?' EXIT
trap 'exit 130' INT
trap 'exit 143' HUP TERM

step() { # TITLE COMMAND...
	local started=$SECONDS
	at=$1
	echo "> $at"
	shift
	"$@"
	echo "  $((SECONDS - started)) s"
}

qemu() {
	if command -v qemu-system-x86_64 >/dev/null; then return; fi
	apt-get update -qq >"$VM/install.log" 2>&1
	DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends qemu-system-x86 >>"$VM/install.log" 2>&1
}

image() {
	if [ -e "$IMAGE" ]; then return; fi
	bash scripts/vm/image.sh "$BASE" "$IMAGE" >"$VM/image.log" 2>&1 || { tail -n 20 "$VM/image.log" >&2; return 1; }
	find "$VM" -maxdepth 1 -name 'image-*' ! -path "$IMAGE" -exec rm -rf {} +
}

tests() {
	# A run that was killed at once could not remove its own.
	if [ -L "$VM/temporary" ]; then rm -rf "$(readlink "$VM/temporary")"; fi
	# Short, as sockets of ssh lie below.
	directory=$(mktemp -d /tmp/kv-XXXXXX)
	ln -sfn "$directory" "$VM/temporary"
	TMPDIR=$directory KINSTALL_VM_IMAGE=$IMAGE setpriv --pdeathsig KILL unshare --net --pid --fork --kill-child --mount-proc \
		sh -c 'ip link set lo up && exec "$@"' sh node_modules/.bin/ava --serial "$@" 'test/vm/*.test.ts' 9>&- &
	child=$!
	wait $child
	child=''
}

step 'QEMU, as a package of this machine' qemu
step "the lab's Debian" bash scripts/lab/lab.sh base --install
step 'artifacts of the newest Kubernetes' bash scripts/lab/artifacts/make.sh '' 1.37
. scripts/lab/lib/base.sh
IMAGE=$VM/image-$(cat scripts/vm/image.sh - <<<"$BASE" | sha256sum | cut -c1-12)
step 'a disk with Debian and its kernel' image
step 'the tests, on emulated processors' tests "$@"
echo "test:vm took $SECONDS s"
