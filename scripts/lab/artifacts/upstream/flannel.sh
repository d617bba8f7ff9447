#!/bin/bash
# flannel.sh MAJOR.MINOR.PATCH: flanneld and what puts CNI's configuration on a node, from flannel's Go module, and the CNI plugin, in
# ${XDG_CACHE_HOME:-~/.cache}/kinstall/flannel*. Two minutes on two slow cores.
# The module proxy lacks the plugin's own module, github.com/flannel-io/cni-plugin ("403 Forbidden", "This module version is not available"):
# it is taken from the last CNI plugins that brought it along.
set -euo pipefail
. "${BASH_SOURCE[0]%/*}/go.sh"
version=${1:?usage: flannel.sh MAJOR.MINOR.PATCH}
[ ! -e "$place/flannel/$version/complete" ] || exit 0
use_go $newest_go
module=github.com/flannel-io/flannel
build "$place/flannel-cni/0.9.1" 0.9.1 '' github.com/containernetworking/plugins/plugins/meta/flannel
build "$place/flannel-install/$version" "$version" '' $module/cmd/install_conf
# Its main.go with the backends that need neither cgo nor a cloud's module.
build_own "$place/flannel/$version" flanneld "-X $module/pkg/version.Version=v$version" "$module@v$version" \
	< <(sed -E '/pkg\/backend\/(tencentvpc|alivpc|udp|ipsec|wireguard)"/d' "$(module $module "v$version")/main.go")
"$place/flannel/$version/flanneld" --version
