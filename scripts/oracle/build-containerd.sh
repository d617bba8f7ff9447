#!/bin/bash
# Builds containerd from its Go module: build-containerd.sh 2.3.4. It ends in ${XDG_CACHE_HOME:-~/.cache}/kinstall/containerd/VERSION/containerd.
# Takes two to four minutes on two slow cores. Needs Go 1.21 or newer and the module proxy; Go's checksum database verifies.
# Without cgo: the snapshotters that need it (btrfs, zfs, devmapper) have no part in what kinstall configures.
set -euo pipefail

version=${1:?usage: build-containerd.sh MAJOR.MINOR.PATCH}
place=${XDG_CACHE_HOME:-$HOME/.cache}/kinstall/containerd/$version
[ ! -x "$place/containerd" ] || exit 0
case $version in
1.*) module=github.com/containerd/containerd ;;
*) module=github.com/containerd/containerd/v2 ;;
esac
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
export GOFLAGS=-mod=mod GOTOOLCHAIN=auto GOWORK=off CGO_ENABLED=0
go mod init kinstall.build
printf '//go:build tools\n\npackage build\n\nimport _ "%s/cmd/containerd"\n' "$module" >tools.go
go get "$module@v$version"
go build -trimpath -tags 'no_btrfs no_zfs no_devmapper' -ldflags "-s -w -X $module/version.Version=v$version" -o "$work/containerd" "$module/cmd/containerd"
"$work/containerd" --version
mkdir -p "$place"
mv "$work/containerd" "$place/containerd"
