#!/bin/bash
# coredns.sh MAJOR.MINOR.PATCH: CoreDNS from its Go module, in ${XDG_CACHE_HOME:-~/.cache}/kinstall/coredns/VERSION. Two minutes on two slow cores: it has
# the plugins that a cluster's Corefile names, and not those for clouds.
set -euo pipefail
. "${BASH_SOURCE[0]%/*}/go.sh"
version=${1:?usage: coredns.sh MAJOR.MINOR.PATCH}
[ ! -e "$place/coredns/$version/complete" ] || exit 0
use_go $newest_go
modules=("github.com/coredns/coredns@v$version")
# What it came with crashes, or does not compile, with today's Go.
[ "$version" != 1.7.0 ] || modules+=(github.com/modern-go/reflect2@v1.0.2 golang.org/x/sys@v0.30.0)
build_own "$place/coredns/$version" coredns '' "${modules[@]}" <<-'X'
	package main

	import (
		"github.com/coredns/coredns/coremain"

		_ "github.com/coredns/coredns/plugin/cache"
		_ "github.com/coredns/coredns/plugin/errors"
		_ "github.com/coredns/coredns/plugin/forward"
		_ "github.com/coredns/coredns/plugin/health"
		_ "github.com/coredns/coredns/plugin/hosts"
		_ "github.com/coredns/coredns/plugin/kubernetes"
		_ "github.com/coredns/coredns/plugin/loadbalance"
		_ "github.com/coredns/coredns/plugin/log"
		_ "github.com/coredns/coredns/plugin/loop"
		_ "github.com/coredns/coredns/plugin/metrics"
		_ "github.com/coredns/coredns/plugin/ready"
		_ "github.com/coredns/coredns/plugin/reload"
	)

	func main() { coremain.Run() }
X
"$place/coredns/$version/coredns" -version
