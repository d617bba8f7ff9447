#!/bin/bash
# containerd.sh MAJOR.MINOR.PATCH: containerd, its shim and ctr from their Go module, in ${XDG_CACHE_HOME:-~/.cache}/kinstall/containerd/VERSION.
# Three to five minutes on two slow cores. Without cgo: the snapshotters that need it (btrfs, zfs, devmapper) have no part in what kinstall configures.
set -euo pipefail
. "${BASH_SOURCE[0]%/*}/go.sh"
version=${1:?usage: containerd.sh MAJOR.MINOR.PATCH}
[ ! -e "$place/containerd/$version/complete" ] || exit 0
use_go $newest_go
case $version in
1.*) module=github.com/containerd/containerd ;;
*) module=github.com/containerd/containerd/v2 ;;
esac
TAGS='no_btrfs no_zfs no_devmapper' build "$place/containerd/$version" "$version" "-X $module/version.Version=v$version" \
	"$module/cmd/containerd" "$module/cmd/containerd-shim-runc-v2" "$module/cmd/ctr"
"$place/containerd/$version/containerd" --version
