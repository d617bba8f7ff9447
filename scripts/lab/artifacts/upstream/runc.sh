#!/bin/bash
# runc.sh MAJOR.MINOR.PATCH: runc from its Go module, static, in ${XDG_CACHE_HOME:-~/.cache}/kinstall/runc/VERSION. One minute on two slow cores.
# Part of it is C: CC, and PKG_CONFIG for libseccomp, must be there (`make.sh` unpacks Debian's).
set -euo pipefail
. "${BASH_SOURCE[0]%/*}/go.sh"
version=${1:?usage: runc.sh MAJOR.MINOR.PATCH}
[ ! -e "$place/runc/$version/complete" ] || exit 0
use_go $newest_go
export CGO_ENABLED=1
TAGS='seccomp netgo osusergo' build "$place/runc/$version" "$version" "-X main.version=$version -extldflags -static" github.com/opencontainers/runc
"$place/runc/$version/runc" --version
