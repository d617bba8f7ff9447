#!/bin/bash
# cni-plugins.sh MAJOR.MINOR.PATCH: the CNI plugins that kinstall's networks name, from their Go module, in
# ${XDG_CACHE_HOME:-~/.cache}/kinstall/cni-plugins/VERSION. Half a minute on two slow cores.
set -euo pipefail
. "${BASH_SOURCE[0]%/*}/go.sh"
version=${1:?usage: cni-plugins.sh MAJOR.MINOR.PATCH}
[ ! -e "$place/cni-plugins/$version/complete" ] || exit 0
use_go $newest_go
plugins=github.com/containernetworking/plugins/plugins
build "$place/cni-plugins/$version" "$version" "-X github.com/containernetworking/plugins/pkg/utils/buildversion.BuildVersion=v$version" \
	$plugins/main/bridge $plugins/main/loopback $plugins/main/ptp $plugins/ipam/host-local $plugins/meta/portmap $plugins/meta/bandwidth $plugins/meta/firewall
CNI_COMMAND=VERSION "$place/cni-plugins/$version/bridge"
