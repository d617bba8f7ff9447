#!/bin/bash
# make.sh [OUT [MINOR|ARTIFACT...]]: makes what hosts of the lab install, without a download of upstream's releases: Debian's packages, a build of
# Kubernetes 1.20 from Debian's source, and builds from Go modules, in upstream's archive names and layouts. `make.sh --help`.
#
# OUT/HOST/PATH is what https://HOST/PATH would be, with its sha256 beside it, so OUT serves as a mirror's folder.
# OUT/progress.json tells a screen where it is: {step, steps, id, title, secondsLeft, failed?}.
# Nothing is installed. Work lies in OUT/.work until it is done; a run that was interrupted is gone on with.
set -euo pipefail
umask 022
SELF=$(readlink -f "${BASH_SOURCE[0]}")
HERE=${SELF%/*}
CACHE=${XDG_CACHE_HOME:-${HOME:-/root}/.cache}/kinstall
DEFAULT=$CACHE/lab/artifacts
. "$HERE/text.sh"

# The artifacts of each minor, and every one that there is.
declare -A SET=()
MINORS=() ALL=()
while read -r minor artifacts; do
	[ "$minor" != '#' ] || continue
	[ "$minor" = + ] || { SET[$minor]=$artifacts && MINORS+=("$minor"); }
	for id in $artifacts; do [[ " ${ALL[*]} " == *" $id "* ]] || ALL+=("$id"); done
done <"$HERE/sets.txt"

case ${1:-} in -h | --help) say help "$DEFAULT" "${MINORS[*]}" "${MINORS[0]}" "${ALL[*]}" && exit ;; esac
OUT=$(readlink -m "${1:-$DEFAULT}")
WORK=$OUT/.work
WANTED=()
for word in "${@:2}"; do
	[[ -n ${SET[$word]:-} || " ${ALL[*]} " == *" $word "* ]] || { say no-artifact "$word" "${MINORS[*]} ${ALL[*]}" >&2 && exit 1; }
	for id in ${SET[$word]:-$word}; do [[ " ${WANTED[*]} " == *" $id "* ]] || WANTED+=("$id"); done
done
[ ${#WANTED[@]} -gt 0 ] || read -ra WANTED <<<"${SET[${MINORS[0]}]}"
for part in steps debian makers archive packages images kubernetes-1.20.2 upstream addons certmanager; do . "$HERE/$part.sh"; done

# The machine must be able to hold it: Debian on amd64, and the room (in MB) that was measured, plus some.
check_machine() {
	local room
	command -v apt-get dpkg-deb >/dev/null || die bad-machine apt
	[ "$(dpkg --print-architecture)" = amd64 ] || die bad-machine amd64
	room=$(($(df -Pk "$OUT" | awk 'END {print $4}') / 1024))
	((room >= $1)) || die no-room "$OUT" "$room" "$1"
}

missing() {
	MISSING=()
	for id in "${WANTED[@]}"; do is_made "$id" || MISSING+=("$id"); done
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
mkdir -p "$OUT"
exec 9>"$OUT/.lock"
flock -n 9 || { say waits "$OUT" && flock 9; }
mkdir -p "$WORK" # not before: who had the lock removes it at the end
missing # another run may have made them meanwhile
if [ ${#MISSING[@]} = 0 ]; then finish && exit; fi
ROOM=400
for id in "${MISSING[@]}"; do plan_artifact "$id"; done
check_machine "$ROOM"
trap stop_step EXIT
trap 'stop_step; progress stopped "$(text stopped)" 0 "$(text stopped)"; exit 130' INT TERM HUP
say plan ${#MISSING[@]} ${#STEPS[@]} "$(duration "$(seconds_from 0)")" "$ROOM" "$OUT"
run_steps
rm -rf "$WORK"
finish
