#!/bin/bash
# metrics-server.sh MAJOR.MINOR.PATCH: metrics-server from its Go module, in ${XDG_CACHE_HOME:-~/.cache}/kinstall/metrics-server/VERSION. Four minutes on
# two slow cores. Of its versions the module proxy has 0.9.0 and 0.7.2.
set -euo pipefail
. "${BASH_SOURCE[0]%/*}/go.sh"
version=${1:?usage: metrics-server.sh MAJOR.MINOR.PATCH}
[ ! -e "$place/metrics-server/$version/complete" ] || exit 0
use_go $newest_go
build "$place/metrics-server/$version" "$version" "-X k8s.io/client-go/pkg/version.gitVersion=v$version" sigs.k8s.io/metrics-server/cmd/metrics-server
"$place/metrics-server/$version/metrics-server" --version
