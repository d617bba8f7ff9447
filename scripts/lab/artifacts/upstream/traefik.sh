#!/bin/bash
# traefik.sh MAJOR.MINOR.PATCH: Traefik from its Go module, in ${XDG_CACHE_HOME:-~/.cache}/kinstall/traefik/VERSION.
# It is compiled in a copy of the module, as the `replace` lines of a module count in that one alone.
# The module proxy lacks two of the modules that it takes ("403 Forbidden", "This module version is not available"): the ACME library,
# github.com/go-acme/lego, of which traefik/ has what the rest of Traefik names, so what is built asks no authority for certificates; and the newest
# go-http-auth, in whose place is the one that Traefik 3.6 took. Left out besides are the provider for ECS, whose client alone takes
# longer to compile than all the rest, and Traefik's own web pages, which its module lacks.
set -euo pipefail
. "${BASH_SOURCE[0]%/*}/go.sh"
version=${1:?usage: traefik.sh MAJOR.MINOR.PATCH}
module=github.com/traefik/traefik/v3 parts=$(readlink -f "${BASH_SOURCE[0]%/*}/traefik")
! is_built traefik "$place/traefik/$version" || exit 0
use_go $newest_go
change() {
	local provider
	for provider in acme ecs; do
		rm "pkg/provider/$provider"/*.go
		cp "$parts/$provider/$provider.go" "pkg/provider/$provider/"
	done
	cp -r "$parts/lego" "$parts/ext" .
	go mod edit -droprequire github.com/go-acme/lego/v4 -replace github.com/go-acme/lego/v5=./lego -replace github.com/traefik/traefik/dynamic/ext=./ext \
		-replace github.com/abbot/go-http-auth=github.com/containous/go-http-auth@v0.4.1-0.20200324110947-a37a7636d23e
}
build_copy traefik "$place/traefik/$version" traefik "-X $module/pkg/version.Version=$version" "$module@v$version" ./cmd/traefik version
