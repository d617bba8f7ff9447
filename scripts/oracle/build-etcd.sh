#!/bin/bash
# Builds etcd from its Go module: build-etcd.sh 3.6.14. It ends in ${XDG_CACHE_HOME:-~/.cache}/kinstall/etcd/VERSION/etcd.
# Takes one to two minutes on two slow cores. Needs Go 1.21 or newer and the module proxy; Go's checksum database verifies.
set -euo pipefail

version=${1:?usage: build-etcd.sh MAJOR.MINOR.PATCH}
place=${XDG_CACHE_HOME:-$HOME/.cache}/kinstall/etcd/$version
[ ! -x "$place/etcd" ] || exit 0
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
export GOFLAGS=-mod=mod GOTOOLCHAIN=auto GOWORK=off CGO_ENABLED=0
go mod init kinstall.build
printf '//go:build tools\n\npackage build\n\nimport _ "go.etcd.io/etcd/server/v3"\n' >tools.go
go get "go.etcd.io/etcd/server/v3@v$version"
go build -trimpath -ldflags '-s -w' -o "$work/etcd" go.etcd.io/etcd/server/v3
"$work/etcd" --version
mkdir -p "$place"
mv "$work/etcd" "$place/etcd"
