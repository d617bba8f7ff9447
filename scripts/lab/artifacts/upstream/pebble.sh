#!/bin/bash
# pebble.sh MAJOR.MINOR.PATCH: Pebble, an authority for trying out that speaks ACME, from its Go module, in ${XDG_CACHE_HOME:-~/.cache}/kinstall/pebble/VERSION.
# One minute on two slow cores.
set -euo pipefail
. "${BASH_SOURCE[0]%/*}/go.sh"
version=${1:?usage: pebble.sh MAJOR.MINOR.PATCH}
[ ! -e "$place/pebble/$version/complete" ] || exit 0
use_go $newest_go
build "$place/pebble/$version" "$version" '' github.com/letsencrypt/pebble/v2/cmd/pebble
