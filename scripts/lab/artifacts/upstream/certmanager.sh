#!/bin/bash
# certmanager.sh MAJOR.MINOR.PATCH: cert-manager from its Go module, in ${XDG_CACHE_HOME:-~/.cache}/kinstall/certmanager/VERSION.
# The module proxy has the module of its packages and none of those of its commands, so these are a main of our own, put into a copy of the module, as
# some of the packages are internal. It has the issuers ca, selfSigned and ACME, of whose ways to show that a name is one's own it has the one over http: the
# libraries of those over DNS, each of a cloud, and of the other issuers, take longer to compile than all the rest.
set -euo pipefail
. "${BASH_SOURCE[0]%/*}/go.sh"
version=${1:?usage: certmanager.sh MAJOR.MINOR.PATCH}
module=github.com/cert-manager/cert-manager parts=$(readlink -f "${BASH_SOURCE[0]%/*}/certmanager")
! is_built certmanager "$place/certmanager/$version" || exit 0
use_go $newest_go
change() {
	rm pkg/issuer/acme/dns/*.go
	cp "$parts/dns.go" pkg/issuer/acme/dns/
	mkdir -p cmd/kinstall
	cp "$parts/main.go" cmd/kinstall/
}
build_copy certmanager "$place/certmanager/$version" cert-manager "-X $module/pkg/util.AppVersion=v$version" "$module@v$version" ./cmd/kinstall
