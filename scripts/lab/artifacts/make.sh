#!/bin/bash
# make.sh [OUT [ARTIFACT...]]: makes what hosts of the lab install, without a download of upstream's releases: Debian's
# packages and a build of Kubernetes from Debian's source, in upstream's archive names and layouts. `make.sh --help`.
#
# OUT/HOST/PATH is what https://HOST/PATH would be, with its sha256 beside it, so OUT serves as a mirror's folder.
# OUT/progress.json tells a screen where it is: {step, steps, id, title, secondsLeft, failed?}.
# Nothing is installed. Work lies in OUT/.work until it is done; a run that was interrupted is gone on with.
set -euo pipefail
umask 022
SELF=$(readlink -f "${BASH_SOURCE[0]}")
HERE=${SELF%/*}
DEFAULT=${XDG_CACHE_HOME:-${HOME:-/root}/.cache}/kinstall/lab/artifacts
declare -A PLACE=(
	[etcd]=github.com/etcd-io/etcd/releases/download/v3.4.23/etcd-v3.4.23-linux-amd64.tar.gz
	[containerd]=github.com/containerd/containerd/releases/download/v1.6.20/containerd-1.6.20-linux-amd64.tar.gz
	[runc]=github.com/opencontainers/runc/releases/download/v1.1.5/runc.amd64
	[cni]=github.com/containernetworking/plugins/releases/download/v1.1.1/cni-plugins-linux-amd64-v1.1.1.tgz
	[app]=images/app-1.tar
	[pause]=images/pause-3.2.tar
	[kubernetes]=dl.k8s.io/v1.20.2/kubernetes-server-linux-amd64.tar.gz
)
ALL=(etcd containerd runc cni app pause kubernetes)
. "$HERE/text.sh"

case ${1:-} in -h | --help) say help "$DEFAULT" "${ALL[*]}" && exit ;; esac
OUT=$(readlink -m "${1:-$DEFAULT}")
WORK=$OUT/.work
WANTED=("${@:2}")
[ ${#WANTED[@]} -gt 0 ] || WANTED=("${ALL[@]}")
for part in steps debian archive packages images kubernetes-1.20.2; do . "$HERE/$part.sh"; done

# A changed recipe makes its artifacts anew. What Kubernetes is, its sums say.
declare -A RECIPE
packages=$(sha256sum <"$HERE/packages.sh") images=$(sha256sum <"$HERE/images.sh") binaries=$(sha256sum <"$HERE/kubernetes-1.20.2.sha256")
for id in etcd containerd runc cni; do RECIPE[$id]=${packages%% *}; done
for id in app pause; do RECIPE[$id]=${images%% *}; done
RECIPE[kubernetes]=${binaries%% *}

# The machine must be able to hold it: Debian on amd64, and the room (in MB) that was measured, plus some.
check_machine() {
	local room
	command -v apt-get dpkg-deb >/dev/null || die bad-machine apt
	[ "$(dpkg --print-architecture)" = amd64 ] || die bad-machine amd64
	room=$(($(df -Pk "$OUT" | awk 'END {print $4}') / 1024))
	((room >= $1)) || die no-room "$OUT" "$room" "$1"
}

plan_kubernetes() {
	ROOM=$((ROOM + 700))
	if [ -n "${KINSTALL_PREBUILT:-}" ]; then
		plan_step prebuilt 12 kubernetes_prebuilt
	elif ! (kubernetes_check) >/dev/null 2>&1; then
		ROOM=$((ROOM + 2200))
		plan_step source 5 kubernetes_source
		plan_step toolchain 8 kubernetes_toolchain
		plan_step unpack 12 kubernetes_unpack
		plan_step generate 20 kubernetes_generate
		plan_step compile 360 kubernetes_compile
	fi
	plan_step kubernetes 15 make_kubernetes
}

plan() {
	ROOM=400
	for id in "${MISSING[@]}"; do
		case $id in
		kubernetes) plan_kubernetes ;;
		pause) plan_step source 5 kubernetes_source && plan_step pause 2 make_pause ;;
		containerd) plan_step containerd 5 make_containerd ;;
		*) plan_step "$id" 3 "make_$id" ;;
		esac
	done
}

missing() {
	MISSING=()
	for id in "${WANTED[@]}"; do
		[ -n "${PLACE[$id]:-}" ] || die no-artifact "$id" "${ALL[*]}"
		is_made "$id" || MISSING+=("$id")
	done
}

finish() {
	progress ready "$(text ready "$OUT")" 0
	say ready "$OUT"
}

missing
if [ ${#MISSING[@]} = 0 ]; then
	[ -d "$WORK" ] || progress ready "$(text ready "$OUT")" 0 # while another run works here, the file is its
	say ready "$OUT"
	exit
fi
mkdir -p "$WORK"
exec 9>"$OUT/.lock"
flock -n 9 || { say waits "$OUT" && flock 9; }
missing # another run may have made them meanwhile
if [ ${#MISSING[@]} = 0 ]; then finish && exit; fi
plan
check_machine "$ROOM"
trap stop_step EXIT
trap 'stop_step; progress stopped "$(text stopped)" 0 "$(text stopped)"; exit 130' INT TERM HUP
say plan ${#MISSING[@]} ${#STEPS[@]} "$(duration "$(seconds_from 0)")" "$ROOM" "$OUT"
run_steps
rm -rf "$WORK"
finish
