#!/bin/bash
# kubernetes.sh vMAJOR.MINOR.PATCH [kubelet ...]: the executables of one Kubernetes from its Go modules, all of them unless some are named, in
# ${XDG_CACHE_HOME:-~/.cache}/kinstall/kubernetes/VERSION/bin. Takes 5 to 15 minutes on two slow cores and some 3 GB of disk;
# can be interrupted, and then goes on where it was. Every byte is checked against the sums in Kubernetes' own go.sum.
set -euo pipefail
. "${BASH_SOURCE[0]%/*}/go.sh"

version=${1:?usage: kubernetes.sh vMAJOR.MINOR.PATCH}
place=$place/kubernetes
names=("${@:2}")
[ $# -gt 1 ] || names=(kube-apiserver kube-controller-manager kube-scheduler kubelet kube-proxy kubectl kubeadm)
minor=${version%.*}
bin=$place/$version/bin work=$place/$version/work

missing() {
	local name
	for name in "${names[@]}"; do [ -x "$bin/$name" ] || return 0; done
	return 1
}
[ ! -e "$place/$version/complete" ] || missing || exit 0
mkdir -p "$bin" "$work"
exec 9>"$place/.lock" # two builds at once would take each other's cores
flock 9

source=$(module k8s.io/kubernetes "$version")

# The Go that Kubernetes itself used then: newer ones break old dependencies (reflect2, x/sys). Before 1.24 no file says
# which. Where the proxy lacks exactly that one, the last of the same line.
case $minor in
v1.19) go=1.15.15 ;;
v1.20 | v1.21 | v1.22) go=1.16.15 ;;
v1.23) go=1.17.13 ;;
*) go=$(cat "$source/.go-version") ;;
esac
last=(1.20.14 1.21.13 1.22.12 1.23.12 1.24.13)
for release in "$go" "${last[@]}"; do
	[ "${release%.*}" != "${go%.*}" ] || ! use_go "$release" || break
done
[ -n "${GOROOT:-}" ] || { echo "Go $go cannot be had from the module proxy" >&2; exit 1; }
export GOCACHE=$place/$version/cache

# Kubernetes' own go.mod, with the modules that live in its repository taken from where they are published. vbom.ml, a
# dependency of 1.19, is gone; its author keeps the same code under another name.
sed -e 's|^module .*|module kinstall.build|' -e '/^godebug default=/d' \
	-e 's|=> vbom\.ml/util |=> github.com/fvbommel/util |' -e "s|=> \./staging/src/\(k8s.io/[a-z-]*\)|=> \1 v0.${version#v1.}|" "$source/go.mod" >"$work/go.mod"
[ -e "$work/go.sum" ] || { cat "$source/go.sum" >"$work/go.sum"; chmod u+w "$work/go.sum"; }

# Up to 1.23 the module lacks generated code that kube-apiserver serves as its OpenAPI document. A stub takes its place:
# such a kube-apiserver knows all its flags, and is good for asking them; not for running a cluster.
tree=$source
if [ ! -e "$source/pkg/generated/openapi/zz_generated.openapi.go" ]; then
	tree=$work/kubernetes
	if [ ! -e "$tree/.copied" ]; then
		rm -rf "$tree"
		cp -r "$source" "$tree"
		chmod -R u+w "$tree"
		common=k8s.io/kube-openapi/pkg/common
		cat >"$tree/pkg/generated/openapi/zz_stub.go" <<-STUB
			package openapi

			import "$common"

			// GetOpenAPIDefinitions knows none.
			func GetOpenAPIDefinitions(common.ReferenceCallback) map[string]common.OpenAPIDefinition { return nil }
		STUB
		sed -e "s|=> \./staging/src/\(k8s.io/[a-z-]*\)|=> \1 v0.${version#v1.}|" -i "$tree/go.mod"
		touch "$tree/.copied"
	fi
	printf '\nreplace k8s.io/kubernetes => ./kubernetes\n' >>"$work/go.mod"
fi
printf '\nrequire k8s.io/kubernetes %s\n' "$version" >>"$work/go.mod"

packages=("${names[@]/#/k8s.io/kubernetes/cmd/}")
cat >"$work/tools.go" <<EOT
// +build tools

package build

import (
$(printf '\t_ "%s"\n' "${packages[@]}")
)
EOT

# As in Kubernetes' own build: without these a binary says v0.0.0-master.
flags=(-s -w)
for package in k8s.io/component-base k8s.io/client-go/pkg; do
	flags+=(-X "$package/version.gitVersion=$version" -X "$package/version.gitMajor=1" -X "$package/version.gitMinor=${minor#v1.}")
	flags+=(-X "$package/version.gitTreeState=clean")
done

# The cloud providers that lived in the tree up to 1.30 are left out: half of the compile, and no flag of a cluster of one's own.
cd "$work"
go build -trimpath -tags=providerless -ldflags "${flags[*]}" -o "$bin/" "${packages[@]}"
"$bin/kubelet" --version
rm -rf "$GOCACHE" "$work/kubernetes"
touch "$place/$version/complete"
