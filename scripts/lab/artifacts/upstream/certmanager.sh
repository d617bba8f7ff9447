#!/bin/bash
# certmanager.sh MAJOR.MINOR.PATCH: cert-manager from its Go module, in ${XDG_CACHE_HOME:-~/.cache}/kinstall/certmanager/VERSION.
# The module proxy has the module of its packages and none of those of its commands, so these are a main of our own, put into a copy of the module, as
# some of the packages are internal. It has the issuers ca and selfSigned alone: the libraries of the others take longer to compile than all the rest.
set -euo pipefail
. "${BASH_SOURCE[0]%/*}/go.sh"
version=${1:?usage: certmanager.sh MAJOR.MINOR.PATCH}
folder=$place/certmanager/$version work=$place/certmanager/$version.work parts=${BASH_SOURCE[0]%/*}/certmanager
[ ! -e "$folder/complete" ] || exit 0
use_go $newest_go
mkdir -p "${folder%/*}"
exec 9>"$folder.lock"
flock 9
[ ! -e "$folder/complete" ] || exit 0
rm -rf "$work" "$folder"
mkdir -p "$work/out"
cp -r "$(module github.com/cert-manager/cert-manager "v$version")" "$work/module"
chmod -R u+w "$work/module"
mkdir -p "$work/module/cmd/kinstall"
cp "$parts/main.go" "$work/module/cmd/kinstall/"
(
	cd "$work/module"
	nice go build -trimpath -ldflags "-s -w -X github.com/cert-manager/cert-manager/pkg/util.AppVersion=v$version" -o "$work/out/cert-manager" ./cmd/kinstall 9>&-
)
touch "$work/out/complete"
mv "$work/out" "$folder"
rm -rf "$work" "$folder.lock"
