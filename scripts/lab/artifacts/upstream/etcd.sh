#!/bin/bash
# etcd.sh MAJOR.MINOR.PATCH: etcd, etcdctl and etcdutl from their Go modules, in ${XDG_CACHE_HOME:-~/.cache}/kinstall/etcd/VERSION.
# Two minutes on two slow cores. etcdutl is a module of its own from 3.5 on.
set -euo pipefail
. "${BASH_SOURCE[0]%/*}/go.sh"
version=${1:?usage: etcd.sh MAJOR.MINOR.PATCH}
[ ! -e "$place/etcd/$version/complete" ] || exit 0
use_go $newest_go
modules=(go.etcd.io/etcd/server/v3 go.etcd.io/etcd/etcdctl/v3 go.etcd.io/etcd/etcdutl/v3)
name_of() {
	case $1 in */server/v3) echo etcd ;; *) path=${1%/v3} && echo "${path##*/}" ;; esac
}
build "$place/etcd/$version" "$version" '' "${modules[@]}"
"$place/etcd/$version/etcd" --version
